package zones

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy lists the zones of the areas, and those made of them.
func (s *Store) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	t, err := data.Touched(ctx, q, "burial_zones", queries.Get("touched"), p.Touched())
	return succession.Report{Touched: []succession.Touched{t}}, err
}

// Reparent makes zones follow a change of areas: a zone made of an area is made of all of
// its heirs. Zones that ended before keep the areas of their days.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	if _, err := tx.Exec(ctx, queries.Get("reparent"), p.Change, p.Touched()); err != nil {
		return err
	}
	for _, what := range []string{"reparent_areas", "reparent_ended", "reparent_shapes"} {
		if _, err := tx.Exec(ctx, queries.Get(what), p.Change, p.Touched(), p.Day); err != nil {
			return err
		}
	}
	return nil
}
