package indicators

import (
	"context"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/facts"
	"cairn/internal/problem"
)

// Beds are the figures of care institutions (养老机构) in use. The two shares have
// different denominators: people aged 60 and over, and the beds of the institutions.
type Beds struct {
	Institutions        int      `json:"institutions"`
	Beds                int      `json:"beds"`
	Residents           int      `json:"residents"`
	NursingBeds         int      `json:"nursing_beds"`
	Age60               *int     `json:"age60" doc:"people aged 60 and over in the newest year not after as_of; null without data"`
	PopulationYear      *int     `json:"population_year"`
	Per1000Aged60       *float64 `json:"per_1000_aged_60" doc:"beds per 1,000 people aged 60 and over, two decimals"`
	NursingSharePercent *float64 `json:"nursing_share_percent" doc:"nursing beds in all beds of the institutions, one decimal"`
}

// IndicatorItem is a value that needs no plan, with the fraction that it was computed from.
type IndicatorItem struct {
	Code        string   `json:"code"`
	Name        string   `json:"name"`
	Value       *float64 `json:"value" doc:"null where the data cannot give it"`
	Unit        string   `json:"unit" enum:"percent,per_1000"`
	Numerator   int      `json:"numerator"`
	Denominator *int     `json:"denominator"`
}

// plain fills the figures that need no plan: beds, and the coverage of every group that is
// counted in areas as fine as the answer's.
func (s *Store) plain(ctx context.Context, q data.Querier, f *facts.Facts, a *Board, lang problem.Lang) error {
	a.Beds = bedsOf(f, a.Area)
	a.Items = a.Beds.items(lang)
	for _, g := range f.Groups {
		if g.Retired || len(a.Area) > digits(g.Unit) {
			continue
		}
		c, err := s.count(ctx, q, f, FormulaParams{Kind: g.Code, Rule: coverage.Presence}, g.Unit)
		if err != nil {
			return err
		}
		if c == nil {
			continue
		}
		n, d := c.inside(a.Area)
		item := IndicatorItem{Code: "coverage_" + g.Code, Unit: Percent, Numerator: n, Denominator: &d,
			Name: problem.Text(lang, "facilities.indicator_coverage", map[string]any{"name": f.NameOf(g.Code, lang)})}
		if d > 0 {
			item.Value = ratio(n, d, 100, 1)
		}
		a.Items = append(a.Items, item)
	}
	return nil
}

// bedsOf sums the care institutions in use in an area.
func bedsOf(f *facts.Facts, area string) Beds {
	sites := f.InColumn(area, careColumn)
	b := Beds{Institutions: len(sites), Beds: held(sites, facts.Beds, total), Residents: held(sites, facts.Beds, used),
		NursingBeds: held(sites, facts.NursingBeds, total)}
	b.NursingSharePercent = nursingOf(sites).Value
	if aged, year, ok := f.Aged60(area); ok {
		b.Age60, b.PopulationYear = &aged, &year
		b.Per1000Aged60 = bedsPer1000(f, area, ask{}).Value
	}
	return b
}

// items lists the beds indicators.
func (b Beds) items(lang problem.Lang) []IndicatorItem {
	return []IndicatorItem{
		{Code: "beds_per_1000_aged_60", Name: problem.Text(lang, "facilities.indicator_beds", nil),
			Value: b.Per1000Aged60, Unit: Per1000, Numerator: b.Beds, Denominator: b.Age60},
		{Code: "nursing_share", Name: problem.Text(lang, "facilities.indicator_nursing", nil),
			Value: b.NursingSharePercent, Unit: Percent, Numerator: b.NursingBeds, Denominator: &b.Beds},
	}
}

// digits is the length of an area code of a level.
func digits(l facilities.Level) int {
	switch l {
	case facilities.County:
		return 6
	case facilities.Township:
		return 9
	}
	return 12
}
