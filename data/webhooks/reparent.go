package webhooks

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy lists the hooks whose area a change of areas ends or gives another code.
func (s *Store) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	t := succession.Touched{What: "webhooks"}
	rows, err := q.Query(ctx, queries.Get("reparent_hooks"), p.Touched())
	if err != nil {
		return succession.Report{}, err
	}
	t.Items, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (i succession.TouchedItem, err error) {
		if err = row.Scan(&i.ID, &i.Name, &i.Area); err == nil {
			i.New = p.To(i.Area)[0]
		}
		return i, err
	})
	t.Count = len(t.Items)
	return succession.Report{Touched: []succession.Touched{t}}, err
}

// Reparent lets hooks hear of the area that their own became; of a split area the
// principal heir, as its accounts.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	_, err := tx.Exec(ctx, queries.Get("reparent"), p.Change, p.Touched())
	return err
}
