package national

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// Upload is a file to be read in.
type Upload struct {
	ID            uuid.UUID // made here when zero
	In            interchange.File
	Size          int64
	File          string // its name
	Encoding      string // of CSV; "" by the content
	ExportVersion string
	ExportedOn    time.Time
	Area          string     // scope; "" is the author's own area
	Mapping       *uuid.UUID // nil: by the headings, else suggested and saved
}

// The limits of a file.
const (
	maxRows    = 500_000
	maxColumns = 300
	maxCell    = 64 << 10
	maxVersion = 60
	maxFile    = 200
)

// Load reads a file in and compares it: all of it, bad rows in a list of their own, or
// nothing. Errors: problem.Forbidden when the scope is not in the author's area;
// problem.Invalid for a file that can't be read, without a column of names or without
// rows; problem.TooLarge.
func (s *Store) Load(ctx context.Context, c data.Change, u Upload) (Export, error) {
	if u.Area == "" {
		u.Area = c.Actor.Area
	}
	if err := c.Actor.Check(actor.TendNames, u.Area); err != nil {
		return Export{}, err
	}
	if err := u.check(); err != nil {
		return Export{}, err
	}
	l, err := s.layout(ctx, u, false)
	if err != nil {
		return Export{}, err
	}
	x := Export{ID: u.ID, ExportVersion: u.ExportVersion, ExportedOn: u.ExportedOn.Format(time.DateOnly), File: u.File,
		Headings: l.Headings, AreaCode: u.Area, Totals: l.Totals, LoadedBy: c.Actor.Login}
	if x.ID == uuid.Nil {
		x.ID = newID()
	}
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		m, err := u.mapping(ctx, tx, l)
		if err != nil {
			return err
		}
		x.MappingID, x.MappingVersion = m.ID, m.Version
		if err := x.insert(ctx, tx); err != nil {
			return err
		}
		if err := x.stage(ctx, tx, m, staged(l)); err != nil {
			return err
		}
		if x, err = getExport(ctx, tx, c.Actor, x.ID); err == nil && x.AreaCode != "" && x.AreaName == "" {
			err = problem.InvalidFields(problem.Bad("area", "gazetteer.unknown_area", "code", shorten(x.AreaCode)))
		}
		return err
	})
	if l.Skipped != nil {
		x.Skipped = l.Skipped
	}
	return x, err
}

func (u *Upload) check() error {
	var bad problem.Fields
	line := func(field string, text *string, longest int) {
		*text = strings.TrimSpace(*text)
		bad.Required(field, *text)
		bad.Line(field, *text, longest)
	}
	line("export_version", &u.ExportVersion, maxVersion)
	line("file", &u.File, maxFile)
	if u.ExportedOn.IsZero() || u.ExportedOn.Year() < 1949 || u.ExportedOn.After(time.Now().AddDate(0, 0, 1)) {
		bad.Bad("exported_on", "national.bad_day")
	}
	return bad.Err()
}

// layout reads the tables of the file and finds their header and rows.
func (s *Store) layout(ctx context.Context, u Upload, loose bool) (layout, error) {
	tables, err := interchange.ReadTables(u.In, u.Size, u.File, u.Encoding,
		interchange.TableLimits{Rows: maxRows, Columns: maxColumns, Field: maxCell})
	if err != nil {
		return layout{}, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("mapping_list"), u.Area)
	if err != nil {
		return layout{}, data.Problem(err)
	}
	mappings, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Mapping])
	if err != nil {
		return layout{}, data.Problem(err)
	}
	known := map[string]bool{}
	for _, m := range mappings {
		for _, c := range m.Columns {
			known[plainHeading(c.Heading)] = c.Field != ""
		}
	}
	return findLayout(tables, known, loose)
}

// mapping is the one named, the one with the file's headings, or a new one made of them.
func (u *Upload) mapping(ctx context.Context, tx pgx.Tx, l layout) (Mapping, error) {
	if u.Mapping != nil {
		m, err := findMapping(ctx, tx, "mapping_get", u.Mapping, "", "")
		if err != nil || m == nil {
			if err == nil {
				err = problem.InvalidFields(problem.Bad("mapping", "national.unknown_mapping"))
			}
			return Mapping{}, err
		}
		if _, ok := m.places(l.Headings)[fieldName]; !ok {
			return Mapping{}, noName(l.Headings)
		}
		return *m, nil
	}
	if m, err := findMapping(ctx, tx, "mapping_get", nil, signature(l.Headings), u.Area); err != nil || m != nil {
		if err != nil {
			return Mapping{}, err
		}
		return *m, nil
	}
	m := Suggest(l.Headings)
	if !m.reads(fieldName) {
		return Mapping{}, noName(l.Headings)
	}
	m.ID, m.Version, m.AreaCode = newID(), 1, u.Area
	m.Name = string([]rune(u.File)[:min(maxMappingName, utf8.RuneCountInString(u.File))])
	if err := m.Validate(); err != nil {
		return Mapping{}, err
	}
	return m, m.insert(ctx, tx)
}

func noName(headings []string) error {
	return problem.InvalidFields(problem.Bad("file", "national.no_name_column", "headings", shortenList(headings)))
}

func shortenList(headings []string) string {
	text := []rune(strings.Join(headings, "、"))
	if len(text) > 300 {
		return string(text[:300]) + "…"
	}
	return string(text)
}

func (x *Export) insert(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, queries.Get("export_insert"), x.ID, x.ExportVersion, x.ExportedOn, x.File, x.MappingID, x.MappingVersion,
		x.Headings, x.AreaCode, []string{}, x.Totals, x.LoadedBy)
	return err
}

// Sample is what a file looks like before it is read in.
type Sample struct {
	Mapping Mapping    `json:"mapping" doc:"the saved one for these headings, else a suggestion with version 0"`
	Rows    [][]string `json:"rows" doc:"the first data rows, in the order of the mapping's columns"`
	Count   int        `json:"count" doc:"data rows"`
	Totals  int        `json:"totals" doc:"totals and repeated headers, which are left out"`
	Skipped []string   `json:"skipped_sheets"`
}

// sampleRows is how many rows a sample shows.
const sampleRows = 5

// Sample reads a file without keeping it and says which mapping fits. Errors: as Load.
func (s *Store) Sample(ctx context.Context, by actor.Actor, u Upload) (Sample, error) {
	if u.Area == "" {
		u.Area = by.Area
	}
	if err := by.Check(actor.TendNames, u.Area); err != nil {
		return Sample{}, err
	}
	l, err := s.layout(ctx, u, true)
	if err != nil {
		return Sample{}, err
	}
	out := Sample{Mapping: Suggest(l.Headings), Rows: [][]string{}, Count: len(l.Rows), Totals: l.Totals, Skipped: l.Skipped}
	if out.Skipped == nil {
		out.Skipped = []string{}
	}
	m, err := findMapping(ctx, s.db.Read(), "mapping_get", nil, out.Mapping.Signature, u.Area)
	if err != nil {
		return Sample{}, data.Problem(err)
	}
	if m != nil {
		out.Mapping = *m
	}
	for _, r := range l.Rows[:min(sampleRows, len(l.Rows))] {
		out.Rows = append(out.Rows, r.Cells)
	}
	return out, nil
}
