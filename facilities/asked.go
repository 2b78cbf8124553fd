package facilities

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// AskedArea is the area that a question is about.
type AskedArea struct{ Code, Name string }

// FindArea gives the area that a code stands for on the day, the prefecture of this
// installation for "": a code that has changed since finds what the area was then.
// Error: problem.BadParameter for an unknown one. Without any prefecture every area counts.
func FindArea(ctx context.Context, q data.Querier, code string, on Day) (AskedArea, error) {
	rows, err := q.Query(ctx, queries.Get("home"), code, on)
	if err != nil {
		return AskedArea{}, err
	}
	h, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[AskedArea])
	if errors.Is(err, pgx.ErrNoRows) {
		if code == "" {
			return AskedArea{}, nil
		}
		return AskedArea{}, problem.Parameter("area", "facilities.unknown_area", "area", code)
	}
	return h, err
}

// Prefecture is the code of the prefecture that this installation serves, "" before areas are
// loaded: what is set for all of it is judged by this area.
func Prefecture(ctx context.Context, q data.Querier) (string, error) {
	var code string
	err := q.QueryRow(ctx, queries.Get("prefecture")).Scan(&code)
	return code, err
}

// DataVersion is the number of the last change in the trail: it names the state of the data.
func DataVersion(ctx context.Context, q data.Querier) (int64, error) {
	var n int64
	err := q.QueryRow(ctx, queries.Get("data_version")).Scan(&n)
	return n, err
}
