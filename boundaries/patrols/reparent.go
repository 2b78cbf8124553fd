package patrols

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy has nothing to say of its own: plans and walks go where their areas and lines go.
func (s *Store) TouchedBy(context.Context, data.Querier, succession.Plan) (succession.Report, error) {
	return succession.Report{}, nil
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
