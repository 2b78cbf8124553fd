package siting

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy counts the scenarios of the areas that change.
func (s *Store) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	t, err := data.Touched(ctx, q, "siting_scenarios", queries.Get("touched"), p.Touched())
	return succession.Report{Touched: []succession.Touched{t}}, err
}

// Reparent makes scenarios follow a change of areas. Runs keep the code of their day.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	_, err := tx.Exec(ctx, queries.Get("reparent"), p.Change, p.Touched())
	return err
}
