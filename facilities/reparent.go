package facilities

import (
	"context"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy says what a change of areas touches here: facilities, roads between seats, and
// the people on record; what happens to them is Reparent's.
func (s *Store) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	var r succession.Report
	for _, what := range []string{"facilities", "roads", "population"} {
		t, err := touched(ctx, q, what, p.Touched())
		if err != nil {
			return r, err
		}
		r.Touched = append(r.Touched, t)
	}
	split := splitOf(p)
	if len(split) == 0 {
		return r, nil
	}
	var undecided int
	if err := q.QueryRow(ctx, queries.Get("reparent_undecided"), split).Scan(&undecided); err != nil {
		return r, err
	}
	if undecided > 0 {
		r.Warnings = append(r.Warnings, succession.Warn("areachange.warn_undecided", "count", undecided))
	}
	rows, err := q.Query(ctx, queries.Get("reparent_gaps"), split)
	if err != nil {
		return r, err
	}
	var name string
	var year int
	_, err = pgx.ForEachRow(rows, []any{&name, &year}, func() error {
		r.Warnings = append(r.Warnings, succession.Warn("areachange.warn_population", "name", name, "year", year))
		return nil
	})
	return r, err
}

func touched(ctx context.Context, q data.Querier, what string, codes []string) (succession.Touched, error) {
	t := succession.Touched{What: what}
	rows, err := q.Query(ctx, queries.Get("reparent_"+what), codes)
	if err != nil {
		return t, err
	}
	t.Items, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (i succession.TouchedItem, err error) {
		return i, row.Scan(&i.ID, &i.Name, &i.Area)
	})
	t.Count = len(t.Items)
	t.Items = t.Items[:min(t.Count, succession.MostItems)]
	return t, err
}

// splitOf are the areas that a plan splits.
func splitOf(p succession.Plan) []string {
	split := []string{}
	for _, m := range p.Moves {
		if !m.Whole {
			split = append(split, m.Old)
		}
	}
	return split
}

// Reparent makes facilities, roads and the figures of people follow a change of areas. The
// area of a facility before is kept for questions as of earlier days (facility_past). The
// people of new areas are those of the areas they are made of: of a split area the sum over
// the areas inside, where all of them have a figure, else none.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	if _, err := tx.Exec(ctx, queries.Get("reparent_move"), p.Change, p.Touched(), p.Day); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, queries.Get("reparent_road_ends"), p.Change, p.Touched()); err != nil {
		return err
	}
	return s.recount(ctx, tx, p)
}

// recount writes the people of the areas as they are now, the finest first: those that
// follow whole take their figures over, the named ones and their parents are added up.
func (s *Store) recount(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	if _, err := tx.Exec(ctx, queries.Get("reparent_people_over"), p.Change); err != nil {
		return err
	}
	for _, n := range p.Named {
		if p.Kind == succession.Split {
			if _, err := tx.Exec(ctx, queries.Get("reparent_people_inside"), n.Code, p.Day); err != nil {
				return err
			}
			continue
		}
		if len(n.From) > 1 {
			if _, err := tx.Exec(ctx, queries.Get("reparent_people_sum"), n.Code, n.From, p.Day); err != nil {
				return err
			}
		}
	}
	return shiftPeople(ctx, tx, p)
}

// shiftPeople takes the people of areas that go to another parent from the one above them
// before, and adds them to the one after.
func shiftPeople(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	gains, losses := map[string][]string{}, map[string][]string{}
	for _, n := range p.Named {
		for _, old := range n.From {
			for _, length := range []int{4, 6, 9} {
				if length >= len(old) || old[:length] == n.Code[:length] {
					continue
				}
				losses[old[:length]] = append(losses[old[:length]], old)
				gains[n.Code[:length]] = append(gains[n.Code[:length]], old)
			}
		}
	}
	codes := slices.AppendSeq(slices.Collect(maps.Keys(gains)), maps.Keys(losses))
	slices.Sort(codes)
	for _, code := range slices.Compact(codes) {
		if _, err := tx.Exec(ctx, queries.Get("reparent_people_shift"), code, gains[code], losses[code], p.Day); err != nil {
			return err
		}
	}
	return nil
}
