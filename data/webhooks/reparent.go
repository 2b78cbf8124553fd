package webhooks

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy lists the hooks whose area a change of areas ends or gives another code.
func (s *Store) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	t, err := data.Touched(ctx, q, "webhooks", queries.Get("reparent_hooks"), p.Touched())
	for i := range t.Items {
		t.Items[i].New = p.To(t.Items[i].Area)[0]
	}
	return succession.Report{Touched: []succession.Touched{t}}, err
}

// Reparent lets hooks hear of the area that their own became; of a split area the
// principal heir, as its accounts.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	_, err := tx.Exec(ctx, queries.Get("reparent"), p.Change, p.Touched())
	return err
}
