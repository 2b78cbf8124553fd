package accounts

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy lists the accounts whose area a change of areas ends or splits.
func (s *Service) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	t, err := data.Touched(ctx, q, "accounts", queries.Get("reparent_accounts"), p.Touched())
	for i := range t.Items {
		t.Items[i].New = p.To(t.Items[i].Area)[0]
	}
	r := succession.Report{Touched: []succession.Touched{t}}
	if t.Count > 0 {
		r.Warnings = append(r.Warnings, succession.Warn("areachange.warn_accounts", "count", t.Count))
	}
	return r, err
}

// Reparent gives accounts the area that their own became; of a split area the principal
// heir. Their sessions go on: the feed of changes drops them from memory.
func (s *Service) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	_, err := tx.Exec(ctx, queries.Get("reparent"), p.Change, p.Ended())
	return err
}
