package interchange

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"cairn/internal/problem"
)

// csvRows reads RFC 4180 tables. In both encodings the bytes of comma, quote and
// line end occur as nothing else, so cells are taken apart first and decoded
// one by one, and bad bytes spoil one cell only.
type csvRows struct {
	in             *csv.Reader
	limit          *recordLimit
	s              *settings
	header, fields []string
	place          placer
}

func openCSV(src *source, s *settings) (rowSource, error) {
	if err := chooseEncoding(src, s); err != nil {
		return nil, err
	}
	limit := &recordLimit{in: src.in, max: max(64<<10, 4*s.MaxField)}
	c := &csvRows{in: csv.NewReader(limit), limit: limit, s: s}
	c.in.Comma = delimiter(src.in)
	c.in.FieldsPerRecord = -1
	c.in.ReuseRecord = true
	if err := c.readHeader(); err != nil {
		return nil, err
	}
	c.place = newPlacer(s, c.header, c.fields)
	return c, nil
}

// chooseEncoding fills in the encoding and passes over a byte order mark.
func chooseEncoding(src *source, s *settings) error {
	head, _ := src.in.Peek(peekSize) // an error shows up when the rows are read
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		return s.refuse("import.utf16")
	}
	if bytes.HasPrefix(head, []byte(byteOrderMark)) {
		s.Encoding = encodingUTF8
		_, err := src.in.Discard(len(byteOrderMark))
		return err
	}
	if s.Encoding != "" {
		return nil
	}
	var err error
	if src.file == nil {
		s.Encoding, err = detectEncoding(bytes.NewReader(head))
		return err
	}
	if _, err = src.file.Seek(0, io.SeekStart); err == nil {
		s.Encoding, err = detectEncoding(src.file)
	}
	if err == nil {
		_, err = src.file.Seek(0, io.SeekStart)
	}
	src.in.Reset(src.file)
	return err
}

// delimiter is a tab or semicolon when the first line has more of them than
// commas, else a comma.
func delimiter(in *bufio.Reader) rune {
	head, _ := in.Peek(64 << 10)
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', bytes.Count(line, []byte(","))
	for _, c := range "\t;" {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

func (c *csvRows) readHeader() error {
	record, err := c.in.Read()
	if errors.Is(err, io.EOF) {
		return c.s.refuse("import.no_header")
	}
	if err != nil {
		return c.broken(err)
	}
	header := make([]string, len(record))
	for i, raw := range record {
		name, ok := decodeText(raw, c.s.Encoding)
		if !ok {
			return c.s.refuse("import.bad_header", "number", i+1)
		}
		header[i] = name
	}
	c.header, c.fields, err = c.s.columns(header)
	return err
}

func (c *csvRows) next() (*Row, error) {
	for {
		c.limit.used = 0
		record, err := c.in.Read()
		row := &Row{Header: c.header, Columns: c.fields}
		if parse, ok := errors.AsType[*csv.ParseError](err); ok && parse.StartLine == parse.Line {
			row.Line = parse.Line
			row.bad(problem.Bad("", "import.bad_quote"), "")
			return row, nil
		}
		if err != nil {
			return nil, c.broken(err)
		}
		row.Line, _ = c.in.FieldPos(0)
		if isBlank(record) { // left behind by spreadsheets
			continue
		}
		c.fill(row, record)
		return row, nil
	}
}

// broken is an error after which the table cannot be followed any more.
func (c *csvRows) broken(err error) error {
	if parse, ok := errors.AsType[*csv.ParseError](err); ok {
		return c.s.refuse("import.open_quote", "line", parse.StartLine)
	}
	if errors.Is(err, errRecordTooLong) {
		return c.s.refuse("import.row_too_long", "maximum", c.limit.max)
	}
	return err
}

func isBlank(record []string) bool {
	return strings.TrimSpace(strings.Join(record, "")) == ""
}

// fill decodes the cells of a row and notes what is wrong with them.
func (c *csvRows) fill(row *Row, record []string) {
	if len(record) < len(c.fields) || !isBlank(record[len(c.fields):]) {
		row.bad(problem.Bad("", "import.ragged_row", "cells", len(record), "columns", len(c.fields)), "")
	}
	record = record[:min(len(record), len(c.fields))]
	row.Values = make([]string, len(record))
	for i, raw := range record {
		row.Values[i] = c.cell(row, c.fields[i], raw)
	}
	if len(row.Errors) == 0 {
		c.place.locate(row)
	}
}

func (c *csvRows) cell(row *Row, field, raw string) string {
	value, ok := decodeText(raw, c.s.Encoding)
	switch {
	case !ok:
		row.bad(problem.Bad(field, "import.bad_bytes", "encoding", c.s.Encoding), value)
	case len(value) > c.s.MaxField:
		row.bad(problem.Bad(field, "import.field_too_long", "maximum", c.s.MaxField), value)
	case strings.ContainsFunc(value, badControl):
		row.bad(problem.Bad(field, "problem.control_characters"), strings.Map(visible, value))
	}
	return unguard(value)
}

// badControl: control characters other than tab and line ends.
func badControl(r rune) bool {
	return problem.BadRune(r) && r != '\t' && r != '\n' && r != '\r'
}

func visible(r rune) rune {
	if badControl(r) {
		return '\uFFFD'
	}
	return r
}

var errRecordTooLong = errors.New("row too long")

// recordLimit stops a row that never ends, as behind an open quote in a large
// file, before it fills the memory.
type recordLimit struct {
	in        io.Reader
	used, max int
}

func (l *recordLimit) Read(p []byte) (int, error) {
	if l.used > l.max {
		return 0, errRecordTooLong
	}
	n, err := l.in.Read(p)
	l.used += n
	return n, err
}
