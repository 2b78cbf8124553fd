package siting

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/internal/problem"
)

// levels of area by what a question calls them.
var levels = map[string]facilities.Level{"townships": facilities.Township, "villages": facilities.Village, "counties": facilities.County}

// loadDemands gives the areas that are to be served, by code, with their people. Error:
// problem.Invalid when there are none, or none of them has a figure of people.
func loadDemands(ctx context.Context, q data.Querier, a *Ask) ([]Demand, error) {
	rows, err := q.Query(ctx, queries.Get("demands"), string(levels[a.Demand.Of]), a.Area, a.AsOf, a.Demand.Weight, a.Demand.Year)
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (d Demand, err error) {
		err = row.Scan(&d.Code, &d.Name, &d.TownshipCode, &d.TownshipName, &d.Lon, &d.Lat, &d.People)
		return d, err
	})
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, problem.InvalidFields(problem.Bad("area", "siting.no_demand", "area", a.Area))
	}
	sum := 0.0
	for i := range list {
		d := &list[i]
		switch {
		case a.Demand.Weight == "equal":
			d.Weight = 1
		case d.People != nil:
			d.Weight = *d.People
		}
		sum += d.Weight
	}
	if sum == 0 {
		return nil, problem.InvalidFields(problem.Bad("demand.weight", "siting.no_people"))
	}
	return list, nil
}

// markServed notes which areas the counting rule takes as covered already, and sets those apart
// that need not build (免建).
func (s *Store) markServed(ctx context.Context, q data.Querier, a *Ask, in *Input) error {
	day, err := facilities.ParseDay(a.AsOf)
	if err != nil {
		return err
	}
	answer, err := s.coverage.AskIn(ctx, q, coverage.Question{Kind: a.Kind, AsOf: day, Area: a.Area, Level: levels[a.Demand.Of],
		Rule: a.Cover.Rule, Planned: a.Planned == "fixed"})
	if err != nil {
		return err
	}
	open := map[string]bool{}
	for _, code := range answer.Uncovered {
		open[code] = true
	}
	exempt := func(d Demand) bool {
		return open[d.Code] && slices.ContainsFunc(answer.Exemptions, func(e coverage.Exempt) bool { return strings.HasPrefix(d.Code, e.AreaCode) })
	}
	for _, d := range in.Demands {
		if exempt(d) {
			in.Exempt = append(in.Exempt, d)
		}
	}
	in.Demands = slices.DeleteFunc(in.Demands, exempt)
	for i := range in.Demands {
		in.Demands[i].Served = !open[in.Demands[i].Code]
	}
	return nil
}
