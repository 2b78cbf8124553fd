package interchange

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// CSVWriter writes a table that spreadsheets open as it is meant: UTF-8 with a
// byte order mark, and no cell that a spreadsheet would run as a formula. Such a
// cell gets an apostrophe in front, which the reader of this package takes off.
type CSVWriter struct {
	out   *csv.Writer
	cells []string
}

// NewCSVWriter writes the byte order mark if wanted.
func NewCSVWriter(w io.Writer, mark bool) (*CSVWriter, error) {
	if mark {
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return nil, err
		}
	}
	return &CSVWriter{out: csv.NewWriter(w)}, nil
}

// Write adds a row.
func (c *CSVWriter) Write(cells ...string) error {
	c.cells = c.cells[:0]
	for _, cell := range cells {
		c.cells = append(c.cells, guard(cell))
	}
	return c.out.Write(c.cells)
}

// Flush writes what is still in memory.
func (c *CSVWriter) Flush() error {
	c.out.Flush()
	return c.out.Error()
}

// guard puts an apostrophe before text that a spreadsheet would take for a
// formula: what begins with = + - @ or a tab or line end, unless it is a number;
// and before text that looks guarded already.
func guard(cell string) string {
	if isFormula(strings.TrimLeft(cell, "'")) {
		return "'" + cell
	}
	return cell
}

// unguard undoes guard.
func unguard(cell string) string {
	if strings.HasPrefix(cell, "'") && isFormula(strings.TrimLeft(cell, "'")) {
		return cell[1:]
	}
	return cell
}

func isFormula(cell string) bool {
	if cell == "" || !strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
		return false
	}
	_, err := strconv.ParseFloat(cell, 64)
	return err != nil
}
