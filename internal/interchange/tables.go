package interchange

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// Table is a table as people send it, before anybody knows where its header stands: titles
// above the header, merged cells, totals. CSV has one table, a workbook one for each sheet.
type Table struct {
	Name string // of the sheet, "" in CSV
	Rows []TableRow
}

// TableRow is one row that has any text.
type TableRow struct {
	Line   int // of the file or sheet, from 1
	Cells  []string
	Faults []CellFault // what could not be read
}

// CellFault is what is wrong with a cell; Column is -1 when the row as a whole can't be read.
type CellFault struct {
	Column int
	Key    string
	Params []any // alternating names and values
}

// File can be read from any place, as *os.File and *bytes.Reader.
type File interface {
	io.ReadSeeker
	io.ReaderAt
}

// TableLimits bound a file; zero values become the defaults of this package.
type TableLimits struct {
	Rows    int
	Columns int
	Field   int   // bytes of a cell
	Bytes   int64 // unpacked, of a workbook
}

// maxTableBytes is how much a workbook may unpack to when nothing else is said.
const maxTableBytes = 512 << 20

// ReadTables reads the tables of a CSV file (UTF-8 or GB18030, the encoding told by the
// whole file unless it is named) or an Excel workbook (.xlsx). Errors are [*problem.Error]:
// BadParameter for an unknown encoding, Invalid for what is neither, TooLarge over a limit.
func ReadTables(in File, size int64, name, encoding string, limits TableLimits) ([]Table, error) {
	limits.Rows, limits.Columns = orDefault(limits.Rows, DefaultMaxRows), orDefault(limits.Columns, maxColumns)
	limits.Field = orDefault(limits.Field, DefaultMaxField)
	if limits.Bytes <= 0 {
		limits.Bytes = maxTableBytes
	}
	head := make([]byte, 8)
	n, err := in.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return readWorkbook(in, size, limits)
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")):
		return nil, problem.New(problem.Invalid, "import.old_workbook", "file", name)
	}
	s, err := Options{Name: name, Encoding: encoding, MaxField: limits.Field}.check()
	if err != nil {
		return nil, err
	}
	return readText(in, s, limits)
}

func readWorkbook(in File, size int64, limits TableLimits) ([]Table, error) {
	sheets, err := xlsx.ReadTables(in, size, xlsx.ReadLimits{Rows: limits.Rows, Columns: limits.Columns, Bytes: limits.Bytes})
	if err != nil {
		return nil, err
	}
	tables := make([]Table, len(sheets))
	for i, sheet := range sheets {
		tables[i].Name = sheet.Name
		for _, r := range sheet.Rows {
			row := TableRow{Line: r.Number, Cells: r.Cells}
			for j, text := range row.Cells {
				row.check(j, text, limits.Field)
			}
			tables[i].Rows = append(tables[i].Rows, row)
		}
	}
	return tables, nil
}

func readText(in File, s *settings, limits TableLimits) ([]Table, error) {
	src := &source{in: bufio.NewReaderSize(in, peekSize), file: in}
	if head, _ := src.in.Peek(512); bytes.IndexByte(head, 0) >= 0 && !bytes.HasPrefix(head, []byte{0xFF, 0xFE}) && !bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		return nil, s.refuse("import.no_table")
	}
	if err := chooseEncoding(src, s); err != nil {
		return nil, err
	}
	limit := &recordLimit{in: src.in, max: max(64<<10, 4*s.MaxField)}
	c := &csvRows{in: csv.NewReader(limit), limit: limit, s: s}
	c.in.Comma, c.in.FieldsPerRecord, c.in.ReuseRecord = delimiter(src.in), -1, true
	var rows []TableRow
	for {
		row, err := c.tableRow()
		switch {
		case errors.Is(err, io.EOF):
			return []Table{{Rows: rows}}, nil
		case err != nil:
			return nil, err
		case len(rows) == limits.Rows:
			return nil, s.refuse("import.too_many_rows", "maximum", limits.Rows)
		case len(row.Cells) > limits.Columns:
			return nil, s.refuse("import.too_many_columns", "maximum", limits.Columns)
		}
		rows = append(rows, row)
	}
}

// tableRow gives the next row with any text; io.EOF after the last.
func (c *csvRows) tableRow() (TableRow, error) {
	for {
		c.limit.used = 0
		record, err := c.in.Read()
		if parse, ok := errors.AsType[*csv.ParseError](err); ok && parse.StartLine == parse.Line {
			return TableRow{Line: parse.Line, Faults: []CellFault{{Column: -1, Key: "import.bad_quote"}}}, nil
		}
		if errors.Is(err, io.EOF) {
			return TableRow{}, err
		}
		if err != nil {
			return TableRow{}, c.broken(err)
		}
		if isBlank(record) {
			continue
		}
		row := TableRow{Cells: make([]string, len(record))}
		row.Line, _ = c.in.FieldPos(0)
		for i, raw := range record {
			text, ok := decodeText(raw, c.s.Encoding)
			if !ok {
				row.Faults = append(row.Faults, CellFault{i, "import.bad_bytes", []any{"encoding", c.s.Encoding}})
			}
			row.Cells[i] = unguard(row.check(i, text, c.s.MaxField))
		}
		return row, nil
	}
}

// check notes what is wrong with a cell's text, and mends what can't be shown.
func (r *TableRow) check(column int, text string, longest int) string {
	switch {
	case len(text) > longest:
		r.Faults = append(r.Faults, CellFault{column, "import.field_too_long", []any{"maximum", longest}})
		text = strings.ToValidUTF8(text[:longest], "")
	case strings.ContainsFunc(text, badControl):
		r.Faults = append(r.Faults, CellFault{Column: column, Key: "problem.control_characters"})
		text = strings.Map(visible, text)
	}
	if column < len(r.Cells) {
		r.Cells[column] = text
	}
	return text
}
