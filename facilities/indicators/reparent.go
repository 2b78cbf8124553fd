package indicators

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy lists the indicators with targets for the areas of a change.
func (s *Store) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	t, err := data.Touched(ctx, q, "indicators", queries.Get("touched"), p.Touched())
	return succession.Report{Touched: []succession.Touched{t}}, err
}

// Reparent makes targets follow a change of areas; figures reported stay with the areas that
// they were reported of. Of areas that become one, the target of one of them stays.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	if _, err := tx.Exec(ctx, queries.Get("reparent_bump"), p.Touched()); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, queries.Get("reparent_targets"), p.Change, p.Touched())
	return err
}
