package data

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/internal/succession"
)

// Touched lists what a change of areas touches in one place, by a query that gives id, name and
// area of each: all are counted, the first are listed.
func Touched(ctx context.Context, q Querier, what, sql string, args ...any) (succession.Touched, error) {
	t := succession.Touched{What: what}
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return t, Problem(err)
	}
	t.Items, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (i succession.TouchedItem, err error) {
		return i, row.Scan(&i.ID, &i.Name, &i.Area)
	})
	t.Count = len(t.Items)
	t.Items = t.Items[:min(t.Count, succession.MostItems)]
	return t, Problem(err)
}
