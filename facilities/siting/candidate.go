package siting

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/geo"
	"cairn/internal/problem"
)

// The states of a candidate.
const (
	Free     = "free"     // may be chosen
	Excluded = "excluded" // by a siting rule
	LeftOut  = "left_out" // see Why
)

// Why a candidate is left out though no rule excludes it.
const (
	NoTownship = "no_township" // it lies in no township that is known
	OtherArea  = "other_area"  // outside the area that was asked for
	OutsidePol = "outside"     // outside the polygon that was given
	NoPosition = "no_position"
	NoRoad     = "no_road" // no demand is reached from it
)

// Candidate is a place where a site may stand (备选点).
type Candidate struct {
	Key          string      `json:"key" doc:"village code, id of the place or facility, own key of a point, or column and row of the grid"`
	Name         string      `json:"name"`
	Lon          *float64    `json:"lon"`
	Lat          *float64    `json:"lat"`
	TownshipCode string      `json:"township_code" doc:"where it lies; empty when in none"`
	TownshipName string      `json:"township_name"`
	FacilityID   *uuid.UUID  `json:"facility_id,omitempty" doc:"of a planned facility"`
	Precision    string      `json:"precision,omitempty" enum:"surveyed,phone,map,village,township" doc:"how the position of that facility was found"`
	Price        float64     `json:"price"`
	Capacity     *float64    `json:"capacity"`
	State        string      `json:"state" enum:"free,excluded,left_out"`
	Why          string      `json:"why,omitempty" doc:"left_out: no_township, other_area, outside, no_position, no_road"`
	Exclusions   []Exclusion `json:"exclusions" doc:"what excludes it, the farthest off first"`
	Warnings     []Exclusion `json:"warnings" doc:"rules that only warn"`
}

// Exclusion is a rule that a candidate breaks, by the feature that it is nearest to.
type Exclusion struct {
	RuleID      uuid.UUID `json:"rule_id"`
	RuleVersion int64     `json:"rule_version"`
	Instrument  string    `json:"instrument"`
	Article     string    `json:"article"`
	Feature     string    `json:"feature" enum:"constraint,road,settlement,facility"`
	Class       string    `json:"class" doc:"kind of constraint, class of road, level of seat, kind of facility"`
	FeatureID   string    `json:"feature_id"`
	FeatureName string    `json:"feature_name"`
	Hits        int       `json:"hits" doc:"features that are too near by this rule"`
	RequiredM   float64   `json:"required_m"`
	ActualM     float64   `json:"actual_m" doc:"to the nearest of them; 0 inside"`
	MissingM    float64   `json:"missing_m" doc:"required less actual; inside also the way to the edge"`
	Inside      bool      `json:"inside"`
}

func (c *Candidate) point() orb.Point { return orb.Point{*c.Lon, *c.Lat} }

func (c *Candidate) leave(why string) { c.State, c.Why = LeftOut, why }

// gather makes the candidates of a question, each in its township, and leaves out those that
// cannot stand. Errors: problem.Invalid for too many of them, or a grid without a projected system.
func gather(ctx context.Context, q data.Querier, a *Ask, kinds []string) ([]Candidate, error) {
	list, err := source(ctx, q, a, kinds)
	if err != nil {
		return nil, err
	}
	if len(list) > MaxCandidates {
		return nil, tooMany(len(list))
	}
	if err := place(ctx, q, list, a.AsOf); err != nil {
		return nil, err
	}
	polygon, err := a.Candidates.polygon()
	if err != nil {
		return nil, err
	}
	inside := geo.NewIndex[int]()
	if polygon != nil {
		if err := inside.Insert(polygon, 0); err != nil {
			return nil, problem.InvalidFields(problem.BadGeometry("candidates.inside", err))
		}
	}
	for i := range list {
		c := &list[i]
		c.State, c.Exclusions, c.Warnings = Free, []Exclusion{}, []Exclusion{}
		switch {
		case c.Lon == nil || c.Lat == nil:
			c.leave(NoPosition)
		case c.TownshipCode == "":
			c.leave(NoTownship)
		case len(c.TownshipCode) < len(a.Area) || c.TownshipCode[:len(a.Area)] != a.Area:
			c.leave(OtherArea)
		case polygon != nil && len(inside.At(c.point())) == 0:
			c.leave(OutsidePol)
		}
		if c.Name == "" {
			c.Name = c.TownshipName + " " + c.Key
		}
	}
	return list, nil
}

func tooMany(n int) error {
	return problem.InvalidFields(problem.Bad("candidates", "siting.too_many_candidates", "count", n, "max", MaxCandidates))
}

// source lists the candidates where they come from.
func source(ctx context.Context, q data.Querier, a *Ask, kinds []string) ([]Candidate, error) {
	var list []Candidate
	var err error
	switch a.Candidates.From {
	case "points":
		for i, p := range a.Candidates.Points {
			list = append(list, a.candidateOf(p, i))
		}
	case "villages":
		list, err = a.named(ctx, q, "candidate_villages", a.Area, a.AsOf)
	case "places":
		list, err = a.named(ctx, q, "candidate_places", a.Area, a.AsOf, a.Candidates.Classes, MaxCandidates+1)
	case "grid":
		list, err = a.grid(ctx, q)
	}
	if err != nil || a.Candidates.From != "facilities" && a.Planned != "candidates" {
		return list, err
	}
	planned, err := loadExisting(ctx, q, kinds, a.AsOf, true)
	for _, f := range planned {
		if f.Status != "planned" && f.Status != "building" {
			continue
		}
		c := Candidate{Key: f.ID.String(), Name: f.Name, Lon: f.Lon, Lat: f.Lat, FacilityID: &f.ID, Precision: f.Precision, Price: a.Price, Capacity: f.Free}
		if c.Capacity == nil {
			c.Capacity = a.capacity()
		}
		list = append(list, c)
	}
	return list, err
}

func (a *Ask) capacity() *float64 {
	if a.Capacity == 0 {
		return nil
	}
	return &a.Capacity
}

func (a *Ask) candidateOf(p Point, i int) Candidate {
	c := Candidate{Key: p.Key, Name: p.Name, Lon: &p.Lon, Lat: &p.Lat, Price: a.Price, Capacity: a.capacity()}
	if c.Key == "" {
		c.Key = "P" + itoa(i+1)
	}
	if p.Price != nil {
		c.Price = *p.Price
	}
	if p.Capacity != nil {
		c.Capacity = p.Capacity
	}
	return c
}

// named reads candidates with key, name and place by a query.
func (a *Ask) named(ctx context.Context, q data.Querier, query string, parameters ...any) ([]Candidate, error) {
	rows, err := q.Query(ctx, queries.Get(query), parameters...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Candidate, error) {
		c := Candidate{Price: a.Price, Capacity: a.capacity()}
		err := row.Scan(&c.Key, &c.Name, &c.Lon, &c.Lat)
		return c, err
	})
}

// grid makes the points of a grid in the prefecture's projected system: where the origin of the
// system is, so that the same spacing always gives the same points.
func (a *Ask) grid(ctx context.Context, q data.Querier) ([]Candidate, error) {
	var squareMetres *float64
	if err := q.QueryRow(ctx, queries.Get("candidate_grid_size"), a.Area, a.AsOf).Scan(&squareMetres); err != nil {
		return nil, err
	}
	if squareMetres == nil {
		return nil, problem.InvalidFields(problem.Bad("candidates.from", "siting.no_grid"))
	}
	spacing := a.Candidates.SpacingM
	if n := *squareMetres / (spacing * spacing); n > MaxCandidates {
		return nil, tooMany(int(n))
	}
	rows, err := q.Query(ctx, queries.Get("candidate_grid"), a.Area, a.AsOf, spacing)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Candidate, error) {
		c := Candidate{Price: a.Price, Capacity: a.capacity()}
		var column, line int
		err := row.Scan(&column, &line, &c.Lon, &c.Lat)
		c.Key = fmt.Sprintf("%d-%d", column, line)
		return c, err
	})
}

// place finds the township of each candidate, by its position.
func place(ctx context.Context, q data.Querier, list []Candidate, on string) error {
	lon, lat := coordinates(list)
	rows, err := q.Query(ctx, queries.Get("candidate_townships"), lon, lat, on)
	if err != nil {
		return err
	}
	var n int
	var code, name string
	_, err = pgx.ForEachRow(rows, []any{&n, &code, &name}, func() error {
		list[n-1].TownshipCode, list[n-1].TownshipName = code, name
		return nil
	})
	return err
}

func coordinates(list []Candidate) (lon, lat []*float64) {
	lon, lat = make([]*float64, len(list)), make([]*float64, len(list))
	for i, c := range list {
		lon[i], lat[i] = c.Lon, c.Lat
	}
	return lon, lat
}

// existing is a facility that serves on a day, or is to.
type existing struct {
	ID        uuid.UUID
	Name      string
	Kind      string
	Status    string
	Lon       *float64
	Lat       *float64
	Free      *float64
	Precision string
}

// loadExisting gives the facilities of the kinds that are in use on a day, planned ones and those being built too.
func loadExisting(ctx context.Context, q data.Querier, kinds []string, on string, planned bool) ([]existing, error) {
	rows, err := q.Query(ctx, queries.Get("existing"), kinds, on, planned)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[existing])
}
