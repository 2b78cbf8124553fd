package patrols

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy lists the plans that hold for the areas, or for lines with a party among them.
func (s *Store) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	t, err := data.Touched(ctx, q, "patrol_plans", queries.Get("touched"), p.Touched())
	return succession.Report{Touched: []succession.Touched{t}}, err
}

// Reparent makes plans and walks follow a change of areas, after the lines have.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	for _, what := range []string{"reparent_areas", "reparent_patrols", "reparent_lines"} {
		if _, err := tx.Exec(ctx, queries.Get(what), p.Change, p.Touched()); err != nil {
			return err
		}
	}
	return nil
}
