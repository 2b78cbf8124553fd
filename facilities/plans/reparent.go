package plans

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy lists the plans of the areas, and those with projects in them.
func (s *Store) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	t, err := data.Touched(ctx, q, "facility_plans", queries.Get("touched"), p.Touched())
	return succession.Report{Touched: []succession.Touched{t}}, err
}

// Reparent makes plans and projects follow a change of areas; a project goes where its
// facility stands.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	for _, what := range []string{"reparent", "reparent_projects"} {
		if _, err := tx.Exec(ctx, queries.Get(what), p.Change, p.Touched()); err != nil {
			return err
		}
	}
	return nil
}
