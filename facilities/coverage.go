package facilities

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// Presence is the counting rule offered: an area is covered by a facility in it.
const Presence = "presence"

// Question asks for coverage (覆盖率).
type Question struct {
	Kind    string // kind or group
	AsOf    Day    // zero: today
	Area    string // areas inside it are counted; "": the whole prefecture
	Level   Level  // "": the unit of the kind
	Planned bool   // count too what is to open by AsOf: planned or building, target date reached
	Rule    string // "": Presence
}

// Coverage is the answer: covered areas over all areas of the level that exist on the day.
type Coverage struct {
	Kind        string         `json:"kind"`
	KindName    string         `json:"kind_name"`
	Rule        string         `json:"rule" doc:"counting rule: presence, an area is covered by a facility in it"`
	AsOf        Day            `json:"as_of"`
	Planned     bool           `json:"planned" doc:"facilities that are to open by as_of count too"`
	Area        string         `json:"area"`
	AreaName    string         `json:"area_name"`
	Level       Level          `json:"level"`
	Numerator   int            `json:"numerator"`
	Denominator int            `json:"denominator"`
	Percent     *float64       `json:"percent" doc:"to one decimal, half up; null without any area"`
	Areas       []AreaCoverage `json:"areas" doc:"by code"`
	Uncovered   []string       `json:"uncovered" doc:"codes"`
	Coarse      int            `json:"coarse" doc:"counted facilities in the area that are located by village or township only"`
	DataVersion int64          `json:"data_version" doc:"number of the last change that the figures know"`
}

// AreaCoverage is one area of an answer.
type AreaCoverage struct {
	Code      string   `json:"code"`
	Name      string   `json:"name"`
	Covered   bool     `json:"covered"`
	State     State    `json:"state" enum:"served,no_capacity,out_of_reach"`
	Count     int      `json:"count" doc:"facilities that count in it"`
	NearestKm *float64 `json:"nearest_km" doc:"geodesic, from the seat to the nearest facility that counts, across borders too; null without seat or facility"`
}

// State says whether an area is served; there are three, never two.
type State string

// The states. NoCapacity: there are facilities, each states its capacity, and all are full.
const (
	Served     State = "served"
	NoCapacity State = "no_capacity"
	OutOfReach State = "out_of_reach"
)

// Coverage answers a question. Errors: problem.BadParameter for an unknown kind or area, a
// level or rule that is not offered, an area finer than the level.
func (s *Store) Coverage(ctx context.Context, q Question) (Coverage, error) {
	if q.AsOf.IsZero() {
		q.AsOf = s.today()
	}
	var answer Coverage
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		catalogue, err := loadCatalogue(ctx, tx)
		if err != nil {
			return err
		}
		answer, err = cover(ctx, tx, catalogue, q)
		return err
	})
	return answer, err
}

// cover answers a question in a transaction.
func cover(ctx context.Context, q data.Querier, catalogue Catalogue, ask Question) (Coverage, error) {
	what, err := ask.settle(catalogue)
	if err != nil {
		return Coverage{}, err
	}
	home, err := findArea(ctx, q, ask.Area, ask.AsOf)
	if err != nil {
		return Coverage{}, err
	}
	if len(home.Code) > ask.Level.digits() {
		return Coverage{}, problem.Parameter("area", "facilities.area_too_fine", "area", home.Name, "kind", what.name, "level", string(ask.Level))
	}
	units, err := loadUnits(ctx, q, ask.Level, home.Code, ask.AsOf)
	if err != nil {
		return Coverage{}, err
	}
	found, err := loadCounted(ctx, q, what.kinds, ask.AsOf, ask.Planned)
	if err != nil {
		return Coverage{}, err
	}
	answer := Coverage{Kind: what.code, KindName: what.name, Rule: ask.Rule, AsOf: ask.AsOf, Planned: ask.Planned,
		Area: home.Code, AreaName: home.Name, Level: ask.Level}
	answer.count(units, found)
	answer.DataVersion, err = dataVersion(ctx, q)
	return answer, err
}

// settle checks the question and fills what it leaves to the kind.
func (q *Question) settle(catalogue Catalogue) (counted, error) {
	what, ok := catalogue.find(q.Kind)
	if !ok {
		return counted{}, problem.Parameter("kind", "problem.unknown_value", "allowed", catalogue.codes())
	}
	if q.Rule == "" {
		q.Rule = Presence
	}
	if q.Rule != Presence {
		return counted{}, problem.Parameter("rule", "problem.unknown_value", "allowed", Presence)
	}
	switch {
	case q.Level == "":
		q.Level = what.unit
	case q.Level == County, q.Level == Township, q.Level == Village && what.byVillage:
	case what.byVillage:
		return counted{}, problem.Parameter("level", "problem.unknown_value", "allowed", "county, township, village")
	default:
		return counted{}, problem.Parameter("level", "problem.unknown_value", "allowed", "county, township")
	}
	return what, nil
}

// count fills the figures from the areas and all facilities that count.
func (c *Coverage) count(units []unit, found []site) {
	in := byArea(found, c.Level)
	near := nearestOf(found)
	c.Denominator = len(units)
	c.Areas, c.Uncovered = make([]AreaCoverage, len(units)), []string{}
	for i, u := range units {
		sites := in[u.Code]
		c.Areas[i] = AreaCoverage{Code: u.Code, Name: u.Name, Covered: len(sites) > 0, State: stateOf(sites),
			Count: len(sites), NearestKm: near.km(u.Seat)}
		if len(sites) == 0 {
			c.Uncovered = append(c.Uncovered, u.Code)
			continue
		}
		c.Numerator++
		for _, f := range sites {
			if f.coarse() {
				c.Coarse++
			}
		}
	}
	c.Percent = percent(c.Numerator, c.Denominator)
}

// stateOf judges the facilities of an area.
func stateOf(sites []site) State {
	if len(sites) == 0 {
		return OutOfReach
	}
	for _, f := range sites {
		if !f.full() {
			return Served
		}
	}
	return NoCapacity
}

// percent is n/d in percent to one decimal, nil for d = 0.
func percent(n, d int) *float64 { return ratio(n, d, 100, 1) }

// ratio is n·times/d rounded half up to the decimals, exactly; nil for d = 0. n ≥ 0, d ≥ 0.
func ratio(n, d, times, decimals int) *float64 {
	if d == 0 {
		return nil
	}
	scale := 1
	for range decimals {
		scale *= 10
	}
	rounded := (2*n*times*scale + d) / (2 * d)
	x := float64(rounded) / float64(scale)
	return &x
}
