package national

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
)

// The states of rows.
const (
	rowGood    = "good"
	rowBad     = "bad"
	rowIgnored = "ignored" // a person said so
	rowOutside = "outside" // of the export's scope
)

var rowStates = []string{rowGood, rowBad, rowIgnored, rowOutside}

// storedRow is a row of an export as it is staged.
type storedRow struct {
	N        int
	Line     int
	Sheet    string
	Cells    []string
	Faults   []fault
	State    string
	Mended   bool
	problems []rowProblem
	record   Record
}

// staged numbers the rows of a file.
func staged(l layout) []*storedRow {
	rows := make([]*storedRow, len(l.Rows))
	for i, r := range l.Rows {
		rows[i] = &storedRow{N: i + 1, Line: r.Line, Sheet: r.Sheet, Cells: r.Cells, Faults: r.Faults}
	}
	return rows
}

// read reads the row anew; one that people ignore stays so.
func (r *storedRow) read(x *recordReader, scope string) {
	if r.State == rowIgnored { // its place code is free for another row
		alone := *x
		alone.codes = map[string]int{}
		r.record, r.problems = alone.read(r.N, r.Cells, r.Faults)
		return
	}
	r.record, r.problems = x.read(r.N, r.Cells, r.Faults)
	switch {
	case len(r.problems) > 0:
		r.State = rowBad
	case !strings.HasPrefix(r.record.AreaCode, scope):
		r.State = rowOutside
	default:
		r.State = rowGood
	}
}

func (r *storedRow) identity() string {
	if r.State != rowGood {
		return ""
	}
	return r.record.identity()
}

func (r *storedRow) columns(export uuid.UUID) []any {
	return []any{export, r.N, r.Line, r.Sheet, r.Cells, asJSON(r.Faults), r.State, r.Mended, asJSON(r.problems), asJSON(r.record),
		r.identity(), r.record.AreaCode}
}

var rowColumns = []string{"export_id", "n", "line", "sheet", "cells", "faults", "state", "mended", "problems", "record", "identity", "area_code"}

// stage reads the rows by the mapping, writes them and compares them with our entries.
func (x *Export) stage(ctx context.Context, tx pgx.Tx, m Mapping, rows []*storedRow) error {
	areas, classes, err := surroundings(ctx, tx)
	if err != nil {
		return err
	}
	reader := &recordReader{rules: m.Rules, columns: m.places(x.Headings), areas: areas, classes: classes, codes: map[string]int{}}
	for _, r := range rows {
		r.read(reader, x.AreaCode)
	}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"cairn", "national_row"}, rowColumns,
		pgx.CopyFromSlice(len(rows), func(i int) ([]any, error) { return rows[i].columns(x.ID), nil }))
	if err != nil {
		return err
	}
	var good []*stagedRow
	groups := map[string]bool{}
	for _, r := range rows {
		if r.State != rowGood {
			continue
		}
		good = append(good, &stagedRow{N: r.N, Record: r.record, Identity: r.identity(), spelling: spell(r.record.Pinyin)})
		if r.record.ClassCode != "" {
			groups[r.record.ClassCode[:2]] = true
		}
	}
	x.Classes = slices.Sorted(maps.Keys(groups))
	if x.Classes == nil {
		x.Classes = []string{}
	}
	if err := x.compare(ctx, tx, m, good); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, queries.Get("export_compared"), x.ID, x.Classes, m.Version)
	return err
}

// compare writes what differs between the rows and our entries.
func (x *Export) compare(ctx context.Context, tx pgx.Tx, m Mapping, rows []*stagedRow) error {
	chosen, err := loadChoices(ctx, tx, x.ID)
	if err != nil {
		return err
	}
	var codes []string
	for _, r := range rows {
		if r.Record.PlaceCode != "" {
			codes = append(codes, r.Record.PlaceCode)
		}
	}
	entries, err := loadEntries(ctx, tx, x.AreaCode, codes, slices.Collect(maps.Values(chosen)))
	if err != nil {
		return err
	}
	c := newComparison(m, x)
	matched := match(rows, entries, chosen)
	if err := x.insertDifferences(ctx, tx, matched, c.run(matched, entries)); err != nil {
		return err
	}
	return x.reflect(ctx, tx, c, matched, entries)
}

func loadChoices(ctx context.Context, q data.Querier, export uuid.UUID) (choices, error) {
	rows, err := q.Query(ctx, queries.Get("match_list"), export)
	if err != nil {
		return nil, err
	}
	chosen := choices{}
	var identity string
	var place *uuid.UUID
	_, err = pgx.ForEachRow(rows, []any{&identity, &place}, func() error {
		if chosen[identity] = uuid.Nil; place != nil {
			chosen[identity] = *place
		}
		return nil
	})
	return chosen, err
}

var differenceColumns = []string{"id", "export_id", "seq", "kind", "field", "key", "row_n", "place_id", "place_version", "name", "area_code",
	"class_code", "ours", "theirs", "distance_m", "confidence", "matched_by", "candidates", "grade"}

func (x *Export) insertDifferences(ctx context.Context, tx pgx.Tx, m *matching, all []found) error {
	records := map[int]*Record{}
	for _, r := range m.rows {
		records[r.N] = &r.Record
	}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"cairn", "national_difference"}, differenceColumns,
		pgx.CopyFromSlice(len(all), func(i int) ([]any, error) { return all[i].columns(x.ID, i+1, records[all[i].Row]), nil }))
	return err
}

func (f *found) columns(export uuid.UUID, seq int, record *Record) []any {
	var row *int
	if f.Row > 0 {
		row = &f.Row
	}
	var place *uuid.UUID
	var version int64
	if f.Entry != nil {
		place, version = &f.Entry.ID, f.Entry.Version
	}
	key := f.Key
	if f.Kind == MissingHere || f.Kind == Ambiguous { // rows of one name, class and area are told apart by their number
		key += "#" + strconv.Itoa(f.Row)
	}
	return []any{uuid.NewSHA1(export, []byte(key)), export, seq, f.Kind, f.Field, f.Key, row, place, version, f.Name, f.Area, f.Class,
		asJSON(f.Ours), asJSON(f.Theirs), f.Distance, f.Match.confidence, f.Match.by, asJSON(candidateBodies(record, f.Candidates)), f.grade()}
}

// grade is the highest grade of secrecy of what the difference shows of our entries.
func (f *found) grade() int {
	grade := 0
	if f.Entry != nil {
		grade = f.Entry.grade(f.Field)
	}
	if f.Kind == MissingThere {
		grade = max(grade, f.Entry.grade(fieldPlaceCode))
	}
	for _, p := range f.Candidates {
		grade = max(grade, p.entry.grade(fieldPlaceCode), p.entry.grade(fieldPosition))
	}
	return grade
}

// Compare reads the staged rows anew by the present mapping and compares them with our
// present entries; decisions stay. Errors: problem.Forbidden, problem.NotFound.
func (s *Store) Compare(ctx context.Context, c data.Change, id uuid.UUID) (Export, error) {
	var x Export
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := c.Actor.Check(actor.TendNames); err != nil {
			return err
		}
		locked, err := lockExport(ctx, tx, c.Actor, id)
		if err != nil {
			return err
		}
		if err := locked.compareAgain(ctx, tx); err != nil {
			return err
		}
		x, err = getExport(ctx, tx, c.Actor, id)
		return err
	})
	return x, err
}

func (x *Export) compareAgain(ctx context.Context, tx pgx.Tx) error {
	m, err := findMapping(ctx, tx, "mapping_get", x.MappingID, "", "")
	if err != nil || m == nil {
		return err
	}
	rows, err := tx.Query(ctx, queries.Get("row_all"), x.ID)
	if err != nil {
		return err
	}
	stored, err := pgx.CollectRows(rows, scanStored)
	if err != nil {
		return err
	}
	for _, clear := range []string{"difference_clear", "reflected_clear", "row_clear"} {
		if _, err := tx.Exec(ctx, queries.Get(clear), x.ID); err != nil {
			return err
		}
	}
	return x.stage(ctx, tx, *m, stored)
}

func scanStored(row pgx.CollectableRow) (*storedRow, error) {
	var r storedRow
	err := row.Scan(&r.N, &r.Line, &r.Sheet, &r.Cells, &r.Faults, &r.State, &r.Mended)
	return &r, err
}
