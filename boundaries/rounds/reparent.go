package rounds

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy lists the lines of rounds under way whose plans and records go over to another
// code.
func (s *Store) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	t, err := data.Touched(ctx, q, "round_lines", queries.Get("touched"), p.Touched())
	return succession.Report{Touched: []succession.Touched{t}}, err
}

// Reparent makes plans and records follow lines that a change of areas gives another code; it
// runs after the register. Those of rounds that are under way go over to the new code, with
// their sides exchanged where left and right are; of several lines that become one the least
// advanced counts. Closed rounds keep what they had, and the new code has a copy of it.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	if _, err := tx.Exec(ctx, queries.Get("reparent_copy"), p.Change); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, queries.Get("reparent_remove"), p.Change); err != nil {
		return err
	}
	rows, err := tx.Query(ctx, queries.Get("reparent_frozen"), p.Change)
	if err != nil {
		return err
	}
	type kept struct {
		Round int
		Code  string
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[kept])
	if err != nil {
		return err
	}
	for _, k := range all {
		if err := s.freeze(ctx, tx, k.Round, k.Code); err != nil {
			return err
		}
	}
	return nil
}
