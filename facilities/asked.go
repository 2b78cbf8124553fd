package facilities

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// home is the area that a question is about.
type home struct{ Code, Name string }

// findArea gives the area that a code stands for on the day, the prefecture of this
// installation for "": a code that has changed since finds what the area was then.
// Error: problem.BadParameter for an unknown one. Without any prefecture every area counts.
func findArea(ctx context.Context, q data.Querier, code string, on Day) (home, error) {
	rows, err := q.Query(ctx, queries.Get("home"), code, on)
	if err != nil {
		return home{}, err
	}
	h, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[home])
	if errors.Is(err, pgx.ErrNoRows) {
		if code == "" {
			return home{}, nil
		}
		return home{}, problem.Parameter("area", "facilities.unknown_area", "area", code)
	}
	return h, err
}

// dataVersion is the number of the last change in the trail: it names the state of the data.
func dataVersion(ctx context.Context, q data.Querier) (int64, error) {
	var n int64
	err := q.QueryRow(ctx, queries.Get("data_version")).Scan(&n)
	return n, err
}
