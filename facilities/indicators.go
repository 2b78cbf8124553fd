package facilities

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// careColumn is the column of the ledger whose kinds are care institutions: their beds
// make the beds indicators.
const careColumn = "care"

// Indicators are the current values of what the plans ask for.
type Indicators struct {
	AsOf        Day         `json:"as_of"`
	Area        string      `json:"area"`
	AreaName    string      `json:"area_name"`
	Beds        Beds        `json:"beds"`
	Items       []Indicator `json:"items"`
	DataVersion int64       `json:"data_version" doc:"number of the last change that the figures know"`
}

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

// Indicator is one value, with the fraction that it was computed from.
type Indicator struct {
	Code        string   `json:"code"`
	Name        string   `json:"name"`
	Value       *float64 `json:"value" doc:"null where the data cannot give it"`
	Unit        string   `json:"unit" enum:"percent,per_1000"`
	Numerator   int      `json:"numerator"`
	Denominator *int     `json:"denominator"`
}

// Indicators computes the indicators of an area ("": the prefecture) on a day (zero:
// today), named in the language. Error: problem.BadParameter for an unknown area.
func (s *Store) Indicators(ctx context.Context, area string, asOf Day, lang problem.Lang) (Indicators, error) {
	if asOf.IsZero() {
		asOf = s.today()
	}
	answer := Indicators{AsOf: asOf}
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		where, err := findArea(ctx, tx, area, asOf)
		if err != nil {
			return err
		}
		catalogue, err := loadCatalogue(ctx, tx)
		if err != nil {
			return err
		}
		answer.Area, answer.AreaName = where.Code, where.Name
		if answer.Beds, err = bedsOf(ctx, tx, catalogue, where.Code, asOf); err != nil {
			return err
		}
		answer.Items = answer.Beds.items(lang)
		if err := answer.addCoverage(ctx, tx, catalogue, lang); err != nil {
			return err
		}
		answer.DataVersion, err = dataVersion(ctx, tx)
		return err
	})
	return answer, err
}

// bedsOf sums the care institutions in use in an area.
func bedsOf(ctx context.Context, q data.Querier, catalogue Catalogue, area string, on Day) (Beds, error) {
	found, err := loadCounted(ctx, q, catalogue.inLedger(careColumn), on, false)
	if err != nil {
		return Beds{}, err
	}
	var b Beds
	for _, f := range found {
		if !strings.HasPrefix(f.Area, area) {
			continue
		}
		b.Institutions++
		b.Beds += orZero(f.Capacity)
		b.Residents += orZero(f.Used)
		b.NursingBeds += orZero(f.NursingBeds)
	}
	b.NursingSharePercent = percent(b.NursingBeds, b.Beds)
	var year, aged int
	err = q.QueryRow(ctx, queries.Get("age60"), area, on.Year(), on).Scan(&year, &aged)
	if errors.Is(err, pgx.ErrNoRows) {
		return b, nil
	}
	b.PopulationYear, b.Age60 = &year, &aged
	b.Per1000Aged60 = ratio(b.Beds, aged, 1000, 2)
	return b, err
}

// items lists the beds indicators.
func (b Beds) items(lang problem.Lang) []Indicator {
	return []Indicator{
		{Code: "beds_per_1000_aged_60", Name: problem.Text(lang, "facilities.indicator_beds", nil),
			Value: b.Per1000Aged60, Unit: "per_1000", Numerator: b.Beds, Denominator: b.Age60},
		{Code: "nursing_share", Name: problem.Text(lang, "facilities.indicator_nursing", nil),
			Value: b.NursingSharePercent, Unit: "percent", Numerator: b.NursingBeds, Denominator: &b.Beds},
	}
}

// addCoverage lists the coverage of every group that is counted in areas as fine as the answer's.
func (a *Indicators) addCoverage(ctx context.Context, q data.Querier, catalogue Catalogue, lang problem.Lang) error {
	for _, g := range catalogue.Groups {
		if len(a.Area) > g.Unit.digits() {
			continue
		}
		c, err := cover(ctx, q, catalogue, Question{Kind: g.Code, AsOf: a.AsOf, Area: a.Area})
		if err != nil {
			return err
		}
		name := g.Name
		if lang == problem.English {
			name = g.NameEn
		}
		a.Items = append(a.Items, Indicator{Code: "coverage_" + g.Code,
			Name:  problem.Text(lang, "facilities.indicator_coverage", map[string]any{"name": name}),
			Value: c.Percent, Unit: "percent", Numerator: c.Numerator, Denominator: &c.Denominator})
	}
	return nil
}

func orZero(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
