package interchange

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// Limits of a workbook that is read: the file itself, and what it unpacks to.
const (
	maxWorkbook = 64 << 20
	maxUnpacked = 512 << 20
)

// headerWithin is how far down a sheet its header may stand, below title and notes.
const headerWithin = 20

// bookRows reads the tables of a workbook, sheet after sheet. Sheets without a header that
// says at least two known columns are notes and passed over, unless all are.
type bookRows struct {
	rows []*Row
}

func openWorkbook(src *source, s *settings) (rowSource, error) {
	text, err := io.ReadAll(io.LimitReader(src.in, maxWorkbook+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxWorkbook {
		return nil, problem.New(problem.TooLarge, "import.workbook_too_large", "rows", s.MaxRows, "columns", maxColumns, "megabytes", maxWorkbook>>20)
	}
	tables, err := xlsx.ReadTables(bytes.NewReader(text), int64(len(text)), xlsx.ReadLimits{Rows: s.MaxRows + headerWithin, Columns: maxColumns, Bytes: maxUnpacked})
	if err != nil {
		return nil, err
	}
	known := slices.DeleteFunc(slices.Clone(tables), func(t xlsx.Table) bool { _, n := s.headerOf(t); return n < 2 })
	if len(known) == 0 {
		known = tables[:min(1, len(tables))]
	}
	b := &bookRows{}
	for _, table := range known {
		if err := b.read(table, s); err != nil {
			return nil, err
		}
	}
	if len(known) == 0 {
		return nil, s.refuse("import.no_header")
	}
	return b, nil
}

// headerOf finds the row that names the most known columns, and how many.
func (s *settings) headerOf(t xlsx.Table) (at, most int) {
	for i, row := range t.Rows[:min(headerWithin, len(t.Rows))] {
		n := 0
		for j, cell := range row.Cells {
			if _, ok := s.names[NormalName(cell)]; ok && slices.Index(row.Cells, cell) == j {
				n++
			}
		}
		if n > most {
			at, most = i, n
		}
	}
	return at, most
}

func (b *bookRows) read(t xlsx.Table, s *settings) error {
	if len(t.Rows) == 0 {
		return nil
	}
	at, _ := s.headerOf(t)
	header := slices.Clone(t.Rows[at].Cells)
	for at+1 < len(t.Rows) && s.goesOn(header, t.Rows[at+1].Cells) {
		at++
		header = s.joined(header, t.Rows[at].Cells)
	}
	var names []string
	var places []int // of the named columns in the sheet
	for i, name := range header {
		if strings.TrimSpace(name) != "" {
			names, places = append(names, name), append(places, i)
		}
	}
	names, fields, err := s.columns(names)
	if err != nil {
		return err
	}
	place := newPlacer(s, names, fields)
	for _, line := range t.Rows[at+1:] {
		row := &Row{Header: names, Columns: fields, Line: line.Number, Values: make([]string, len(fields))}
		for i, from := range places {
			if from < len(line.Cells) {
				row.Values[i] = line.Cells[from]
			}
		}
		if isBlank(row.Values) {
			continue
		}
		place.locate(row)
		b.rows = append(b.rows, row)
	}
	return nil
}

// goesOn reports whether the header has a further row: a cell that names a column is merged
// down into it.
func (s *settings) goesOn(header, next []string) bool {
	for i, cell := range next {
		if _, ok := s.names[NormalName(cell)]; ok && i < len(header) && header[i] == cell {
			return true
		}
	}
	return false
}

// joined names the columns of a header of two rows: by the lower cell, by both, or by the
// upper one, whichever is known, else by the lower.
func (s *settings) joined(upper, lower []string) []string {
	all := make([]string, max(len(upper), len(lower)))
	at := func(cells []string, i int) string {
		if i < len(cells) {
			return cells[i]
		}
		return ""
	}
	for i := range all {
		over, under := at(upper, i), at(lower, i)
		all[i] = under
		if under == "" {
			all[i] = over
		}
		for _, name := range []string{under, over + under, over} {
			if _, ok := s.names[NormalName(name)]; ok {
				all[i] = name
				break
			}
		}
	}
	return all
}

func (b *bookRows) next() (*Row, error) {
	if len(b.rows) == 0 {
		return nil, io.EOF
	}
	row := b.rows[0]
	b.rows = b.rows[1:]
	return row, nil
}

func looksLikeWorkbook(head []byte) bool { return bytes.HasPrefix(head, []byte("PK\x03\x04")) }
