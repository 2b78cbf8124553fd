package data

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// MarkSchematic notes that the database holds the schematic sample: maps and pages say so.
func MarkSchematic(ctx context.Context, db *DB, c Change) error {
	return db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO setting (key, value) VALUES ('schematic', 'true') ON CONFLICT (key) DO NOTHING")
		return err
	})
}
