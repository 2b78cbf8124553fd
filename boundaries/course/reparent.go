package course

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/succession"
)

// TouchedBy names nothing: descriptions go with their lines, which boundaries names.
func (s *Store) TouchedBy(context.Context, data.Querier, succession.Plan) (succession.Report, error) {
	return succession.Report{}, nil
}

// Reparent gives lines that came of a change of areas the texts of those they came of; it
// comes after the lines themselves. An edited text goes on only where one line became one:
// the course of the others is another.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	_, err := tx.Exec(ctx, queries.Get("reparent"), p.Change)
	return err
}
