package imports

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

//go:embed sql/known.sql
var knownSQL string

//go:embed sql/remember.sql
var rememberSQL string

// Table is one source file that was read: its kind and its rows.
type Table struct {
	File string
	Kind Kind
	Rows []*Row
}

// Options steer a run.
type Options struct {
	Change  data.Change
	SkipBad bool // take the good rows of a file that has bad ones
	DryRun  bool // write nothing
	// Progress is told how many of the rows of a file are done; may be nil.
	Progress func(file string, done, total int)
}

// errDryRun undoes a dry run.
var errDryRun = errors.New("dry run")

// Import takes the tables in, in their order, in one transaction. With a bad row and
// without SkipBad nothing is written and the error is problem.Invalid with an entry
// per bad field; the report is complete either way.
func Import(ctx context.Context, db *data.DB, tables []Table, opts Options) (Report, error) {
	start := time.Now()
	report := Report{DryRun: opts.DryRun, Files: []FileReport{}}
	err := db.Write(ctx, opts.Change, func(ctx context.Context, tx pgx.Tx) error {
		for _, table := range tables {
			file, err := takeTable(ctx, tx, table, opts)
			report.Files = append(report.Files, file)
			if err != nil {
				return err
			}
		}
		return report.verdict(opts)
	})
	report.Took = time.Since(start)
	if errors.Is(err, errDryRun) || errors.Is(err, errNothing) {
		err = nil
	}
	return report, err
}

// errNothing undoes a run that wrote nothing, so that it leaves no empty change.
var errNothing = errors.New("nothing to write")

// verdict decides whether the transaction may commit.
func (r Report) verdict(opts Options) error {
	bad := 0
	for _, f := range r.Files {
		bad += f.Bad
	}
	if bad > 0 && !opts.SkipBad {
		p := problem.New(problem.Invalid, "import.bad_rows", "count", bad)
		p.Fields = r.Errors()
		return p
	}
	if opts.DryRun {
		return errDryRun
	}
	if !r.Changed() {
		return errNothing
	}
	return nil
}

func takeTable(ctx context.Context, tx pgx.Tx, table Table, opts Options) (FileReport, error) {
	run := &Run{rows: table.Rows}
	if opts.Progress != nil {
		run.tick = func(done int) { opts.Progress(table.File, done, len(table.Rows)) }
	}
	totals := dropTotals(&table)
	run.rows = table.Rows
	findKeys(table)
	if err := findKnown(ctx, tx, table); err != nil {
		return FileReport{}, err
	}
	err := table.Kind.Take(ctx, tx, run)
	if err == nil {
		err = remember(ctx, tx, table)
	}
	if opts.Progress != nil {
		opts.Progress(table.File, len(table.Rows), len(table.Rows))
	}
	report := summarise(table)
	report.Warnings = append(report.Warnings, totals...)
	return report, err
}

// dropTotals takes the rows of totals out of a table; the warnings name them.
func dropTotals(table *Table) (warnings []problem.Field) {
	if table.Kind.Total == nil {
		return nil
	}
	records := make([]*Row, 0, len(table.Rows))
	for _, r := range table.Rows {
		if r.OK() && table.Kind.Total(r) {
			warnings = append(warnings, r.entry("", "import.total_row", nil))
			continue
		}
		records = append(records, r)
	}
	table.Rows = records
	return warnings
}

// findKeys gives each row its key and marks rows without one and repeated ones as bad.
func findKeys(table Table) {
	seen := map[string]int{}
	for _, r := range table.Rows {
		if !r.OK() {
			continue
		}
		r.Key = table.Kind.Key(r)
		if r.Key == "" {
			if r.OK() {
				r.Bad("", "import.no_key")
			}
			continue
		}
		if other, ok := seen[r.Key]; ok {
			r.Bad(r.keyField(table.Kind.KeyField), "import.duplicate_key", "other", other)
			continue
		}
		seen[r.Key] = r.Number
	}
}

// findKnown looks up what earlier runs made of the rows.
func findKnown(ctx context.Context, tx pgx.Tx, table Table) error {
	rows, err := tx.Query(ctx, knownSQL, table.Kind.Name)
	if err != nil {
		return err
	}
	type known struct {
		Key      string
		Hash     []byte
		EntityID string
		Version  int64
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[known])
	if err != nil {
		return err
	}
	byKey := make(map[string]known, len(all))
	for _, k := range all {
		byKey[k.Key] = k
	}
	for _, r := range table.Rows {
		k, ok := byKey[r.Key]
		if !ok || !r.OK() {
			continue
		}
		r.Known, r.EntityID, r.Version = true, k.EntityID, k.Version
		r.same = bytes.Equal(k.Hash, r.hash)
	}
	return nil
}

// remember stores the hash of every row that was written.
func remember(ctx context.Context, tx pgx.Tx, table Table) error {
	var keys, ids []string
	var hashes [][]byte
	var versions []int64
	for _, r := range table.Rows {
		if r.written && r.OK() {
			keys, ids = append(keys, r.Key), append(ids, r.EntityID)
			hashes, versions = append(hashes, r.hash), append(versions, r.Version)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, rememberSQL, table.Kind.Name, keys, hashes, ids, versions)
	return err
}

func summarise(table Table) FileReport {
	report := FileReport{File: table.File, Kind: table.Kind.Name, Rows: len(table.Rows)}
	for _, r := range table.Rows {
		report.Warnings = append(report.Warnings, r.warnings...)
		switch {
		case !r.OK():
			report.Bad++
			report.Errors = append(report.Errors, r.errors...)
		case r.kept:
			report.Kept++
		case r.same, !r.written:
			report.Same++
		case r.Known:
			report.Changed++
		default:
			report.Added++
		}
	}
	return report
}

// Find picks the kind by its name; problem.BadParameter for a name that is none.
func Find(kinds []Kind, name string) (Kind, error) {
	i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{}, problem.New(problem.BadParameter, "import.unknown_kind", "kind", name, "kinds", Names(kinds))
	}
	return kinds[i], nil
}

// Names lists the kinds, for messages.
func Names(kinds []Kind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.Name
	}
	return strings.Join(names, ", ")
}
