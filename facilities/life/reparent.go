package life

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy lists the facilities that declare to serve the areas.
func (s *Store) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	t, err := data.Touched(ctx, q, "served_areas", queries.Get("touched"), p.Touched(), p.Day)
	return succession.Report{Touched: []succession.Touched{t}}, err
}

// Reparent makes service areas and greening targets follow a change of areas: who served an
// area serves all of its heirs from the day on, and targets go to the principal heir unless
// it has its own.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	for _, what := range []string{"reparent_service", "reparent_closed"} {
		if _, err := tx.Exec(ctx, queries.Get(what), p.Change, p.Touched(), p.Day); err != nil {
			return err
		}
	}
	for _, what := range []string{"reparent_targets", "reparent_untargeted"} {
		if _, err := tx.Exec(ctx, queries.Get(what), p.Change, p.Touched()); err != nil {
			return err
		}
	}
	return nil
}
