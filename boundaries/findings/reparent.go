package findings

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy lists the findings that are not closed and the disputes that are not settled on lines
// and markers of the areas, as far as who asks may know of them; where nobody may, the disputes
// are not even counted.
func (s *Store) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	who := readerOf(p.By)
	found, err := data.Touched(ctx, q, "findings", queries.Get("touched_findings"), p.Touched(), who.disputes, who.area, who.login)
	r := succession.Report{Touched: []succession.Touched{found}}
	if err != nil || !who.disputes {
		return r, err
	}
	disputed, err := data.Touched(ctx, q, "disputes", queries.Get("touched_disputes"), p.Touched(), who.area)
	r.Touched = append(r.Touched, disputed)
	return r, err
}

// Reparent makes findings and disputes follow a change of areas, after their lines have: those
// on a line that became several go to the nearest stretch, and chainages are found again by
// the place. What lies on a line that ended without an heir stays with it.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	for _, what := range []string{"reparent_findings", "reparent_disputes"} {
		if _, err := tx.Exec(ctx, queries.Get(what), p.Change, p.Touched()); err != nil {
			return err
		}
	}
	return nil
}
