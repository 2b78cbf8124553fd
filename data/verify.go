package data

import (
	"context"
	_ "embed"
	"fmt"

	"github.com/jackc/pgx/v5"
)

//go:embed sql/verify_chain.sql
var verifyChainSQL string

//go:embed sql/verify_rows.sql
var verifyRowsSQL string

// Report is the proof that the trail is whole, or the list of what is not.
type Report struct {
	Changes   int64   `json:"changes"`
	Revisions int64   `json:"revisions"`
	Rows      int64   `json:"rows"`
	Files     int64   `json:"files"` // of attachments, and frozen archives of rounds
	Faults    []Fault `json:"faults"`
}

// Fault is one thing that does not fit.
type Fault struct {
	What string `json:"what"` // chain, seal, row, attachment, round_archive
	ID   string `json:"id"`
	Text string `json:"text"`
}

// Verify walks the chain of changes and compares every live row of every tracked table
// with its last revision, in one snapshot.
func Verify(ctx context.Context, db *DB) (Report, error) {
	report := Report{Faults: []Fault{}}
	err := db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		// Revisions hold their times in UTC.
		if _, err := tx.Exec(ctx, "SET LOCAL timezone = 'UTC'"); err != nil {
			return err
		}
		err := tx.QueryRow(ctx, "SELECT (SELECT count(*) FROM change), (SELECT count(*) FROM revision)").
			Scan(&report.Changes, &report.Revisions)
		if err != nil {
			return err
		}
		if err := report.collect(ctx, tx, verifyChainSQL); err != nil {
			return err
		}
		return report.compareRows(ctx, tx)
	})
	return report, err
}

func (r *Report) collect(ctx context.Context, tx pgx.Tx, sql string, args ...any) error {
	rows, err := tx.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	faults, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Fault])
	r.Faults = append(r.Faults, faults...)
	return err
}

type trackedTable struct {
	Name   string
	Keys   []string
	Hidden []string
	// Columns that the database computes: nobody can write them, and one that was added
	// since stands in no older revision.
	Computed []string
	// An expression for what a column holds in rows that were there before it was added.
	Defaults string
}

// compareRows checks each tracked table; table and column names come from the catalogue.
func (r *Report) compareRows(ctx context.Context, tx pgx.Tx) error {
	rows, err := tx.Query(ctx, verifyRowsSQL)
	if err != nil {
		return err
	}
	tables, err := pgx.CollectRows(rows, pgx.RowToStructByPos[trackedTable])
	if err != nil {
		return err
	}
	for _, table := range tables {
		name := pgx.Identifier{"cairn", table.Name}.Sanitize()
		var n int64
		if err := tx.QueryRow(ctx, "SELECT count(*) FROM "+name).Scan(&n); err != nil {
			return err
		}
		r.Rows += n
		// The last revision of a key is its live row; a deleted key has no live row.
		err := r.collect(ctx, tx, fmt.Sprintf(`
			WITH last AS (
				SELECT DISTINCT ON (k) k, after, %[2]s || after - $4::text[] AS row FROM (
					SELECT id, after, (SELECT jsonb_agg(coalesce(after, before) -> key ORDER BY key) FROM unnest($2::text[]) key) AS k
					FROM revision WHERE tbl = $1) x
				ORDER BY k, id DESC),
			live AS (
				SELECT to_jsonb(t) - $3::text[] - $4::text[] AS row,
				       (SELECT jsonb_agg(to_jsonb(t) -> key ORDER BY key) FROM unnest($2::text[]) key) AS k
				FROM %[1]s t)
			SELECT 'row', $1 || ' ' || coalesce(last.k, live.k)::text,
			       CASE WHEN live.k IS NULL THEN 'the row is gone without a revision'
			            WHEN last.k IS NULL THEN 'the row has no revision'
			            ELSE 'the row differs from its last revision' END
			FROM last FULL JOIN live USING (k)
			WHERE last.row IS DISTINCT FROM live.row`, name, table.Defaults), table.Name, table.Keys, table.Hidden, table.Computed)
		if err != nil {
			return fmt.Errorf("compare %s: %w", table.Name, err)
		}
	}
	return nil
}
