package years

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/facts"
	"cairn/internal/problem"
)

// DefaultHorizon is how many years a measure must last to be enough: the time that the
// sizing standards plan for.
const DefaultHorizon = 20

// BurialYears is the answer for an area: its townships, its counties and the area itself.
type BurialYears struct {
	AsOf        facilities.Day    `json:"as_of"`
	Area        string            `json:"area"`
	AreaName    string            `json:"area_name"`
	Horizon     float64           `json:"horizon" doc:"years from which on a measure is enough"`
	Townships   []YearsRow        `json:"townships" doc:"by code"`
	Counties    []YearsRow        `json:"counties" doc:"by code; none for a township"`
	Total       YearsRow          `json:"total"`
	Parameters  []BurialParameter `json:"parameters" doc:"those that hold on the day"`
	Standards   []SizingStandard  `json:"standards"`
	DataVersion int64             `json:"data_version"`
}

// YearsRow is an area.
type YearsRow struct {
	Code       string            `json:"code"`
	Name       string            `json:"name"`
	County     string            `json:"county" doc:"name of its county; empty above"`
	Population *int              `json:"population" doc:"null without data"`
	Year       *int              `json:"population_year"`
	DeathRate  *float64          `json:"death_rate" doc:"per 1,000 and year; null: not on record"`
	Deaths     *float64          `json:"deaths" doc:"a year"`
	Measures   []CapacityInYears `json:"measures" doc:"plots, niches, eco_plots"`
	Standards  []StandardCheck   `json:"standards" doc:"comparison with the sizing standards; decides nothing"`
}

// StandardCheck compares what an area has with a standard.
type StandardCheck struct {
	StandardID uuid.UUID `json:"standard_id"`
	Required   *float64  `json:"required" doc:"null where the data cannot say"`
	Has        *float64  `json:"has" doc:"places in all; null where none is stated"`
	Met        *bool     `json:"met"`
}

// Answer computes how long capacity lasts in an area ("": the prefecture) on a day (zero:
// today). Errors: problem.BadParameter for an unknown area or one below the townships.
func (s *Store) Answer(ctx context.Context, area string, asOf facilities.Day, horizon float64) (BurialYears, error) {
	if asOf.IsZero() {
		asOf = facilities.Today(s.now())
	}
	if horizon == 0 {
		horizon = DefaultHorizon
	}
	answer := BurialYears{AsOf: asOf, Horizon: horizon, Townships: []YearsRow{}, Counties: []YearsRow{}}
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		where, err := facilities.FindArea(ctx, tx, area, asOf)
		if err != nil {
			return err
		}
		if len(where.Code) > 9 {
			return problem.Parameter("area", "years.area_too_fine", "area", where.Name)
		}
		f, err := s.facts.Get(ctx, tx, asOf)
		if err != nil {
			return err
		}
		if answer.Parameters, err = inForce(ctx, tx, asOf); err != nil {
			return err
		}
		if answer.Standards, err = listStandards(ctx, tx, nil); err != nil {
			return err
		}
		answer.Area, answer.AreaName, answer.DataVersion = where.Code, where.Name, f.Version
		answer.fill(f)
		return nil
	})
	return answer, data.Problem(err)
}

// fill computes the rows.
func (a *BurialYears) fill(f *facts.Facts) {
	all := supplyOf(f)
	counties := map[string]string{}
	for _, u := range f.Units {
		switch u.Level {
		case facilities.County:
			counties[u.Code] = u.Name
			if inside(u.Code, a.Area) {
				a.Counties = append(a.Counties, a.row(f, all, u.Code, u.Name, u.Name))
			}
		case facilities.Township:
			if inside(u.Code, a.Area) {
				a.Townships = append(a.Townships, a.row(f, all, u.Code, u.Name, counties[u.Code[:6]]))
			}
		}
	}
	a.Total = a.row(f, all, a.Area, a.AreaName, counties[a.Area[:min(6, len(a.Area))]])
}

// row computes an area. Deaths are those of its own population at its own rate.
func (a *BurialYears) row(f *facts.Facts, all supplies, code, name, county string) YearsRow {
	row := YearsRow{Code: code, Name: name, County: county, Measures: []CapacityInYears{}, Standards: []StandardCheck{}}
	if n, year, ok := f.People(code); ok {
		row.Population, row.Year = &n, &year
	}
	held := parameters(a.Parameters)
	if rate := held.of(code, DeathRate); rate != nil {
		row.DeathRate = &rate.Value
		if row.Population != nil {
			deaths := float64(*row.Population) * rate.Value / 1000
			row.Deaths = &deaths
		}
	}
	for _, measure := range Measures {
		row.Measures = append(row.Measures, all[code][measure].lasts(measure, a.AsOf, row.Deaths, held.of(code, uptake+measure), a.Horizon))
	}
	for i := range a.Standards {
		row.Standards = append(row.Standards, row.check(&a.Standards[i]))
	}
	return row
}

// check compares a row with a standard.
func (r *YearsRow) check(s *SizingStandard) StandardCheck {
	c := StandardCheck{StandardID: s.ID, Has: r.has(s.Measure)}
	switch {
	case s.Rule == "ratio":
		if of := r.has(*s.OfMeasure); of != nil {
			required := *s.Factor * *of
			c.Required = &required
		}
	case r.Deaths != nil:
		share := s.SharePercent
		if share == nil {
			share = r.measure(s.Measure).Uptake
		}
		if share != nil {
			required := *r.Deaths * *s.Years * *share / 100
			c.Required = &required
		}
	}
	if c.Required != nil && c.Has != nil {
		met := *c.Has >= *c.Required
		c.Met = &met
	}
	return c
}

func (r *YearsRow) measure(name string) *CapacityInYears {
	for i := range r.Measures {
		if r.Measures[i].Measure == name {
			return &r.Measures[i]
		}
	}
	return &CapacityInYears{}
}

// has is what there is of a measure: 0 without facilities, nil when none of them states it.
func (r *YearsRow) has(measure string) *float64 {
	m := r.measure(measure)
	if m.State == NoCapacity {
		return new(float64)
	}
	return m.Total
}
