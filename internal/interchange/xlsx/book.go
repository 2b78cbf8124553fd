// Package xlsx writes ledgers and tables as Excel workbooks: a title, a header of
// several rows with merged cells, rows, and footer rows, with borders and a
// frozen header. It holds no rule of any table; it wraps tealeg/xlsx so that no
// other package has to know it.
package xlsx

import (
	"fmt"
	"io"
	"time"

	tealeg "github.com/tealeg/xlsx/v3"
)

// Book is a workbook.
type Book struct {
	Sheets []Sheet
}

// Sheet is one table. Title, note, header, rows and footer follow one another
// from the top.
type Sheet struct {
	Name   string // characters that Excel forbids are replaced, and it is cut to 31
	Title  string // in large type across the table; "" for none
	Note   string // a line under the title, say the date and the units; "" for none
	Header [][]Cell
	Rows   [][]Cell
	Footer [][]Cell

	Widths []float64 // of the columns, in digits; 0 or missing: as wide as the content
	Freeze int       // how many columns stay in view beside the header
}

// Cell is a cell of a table. Cells of a row follow one another from the left and
// pass over places that are covered by a cell above, as in HTML.
type Cell struct {
	Value  any    // nil, string, bool, int, int64, float64, time.Time, or a pointer to one of these
	Format string // number format of Excel, say 0.0 or yyyy-mm-dd; "" by the value
	Across int    // how many columns it covers; 0 is 1
	Down   int    // how many rows it covers; 0 is 1
	Bold   bool
	Align  Align
}

// Align is how a cell's text stands.
type Align string

// The alignments; by default text stands left and numbers right.
const (
	ByValue Align = ""
	Left    Align = "left"
	Center  Align = "center"
	Right   Align = "right"
)

// Pair adds a row of a name in bold and what it has; none for an empty value.
func (s *Sheet) Pair(name, value string) {
	if value != "" {
		s.Rows = append(s.Rows, []Cell{{Value: name, Bold: true}, {Value: value, Align: Left}})
	}
}

// Columns are those of a table; those of one group stand below its name, side by side.
type Columns []struct {
	Group string // "" for a column of its own
	Name  string
	Width float64 // in digits
}

// Head gives a table the columns, in a header of two rows; group and column word their names.
func (s *Sheet) Head(columns Columns, group, column func(name string) string) {
	var top, below []Cell
	for i, c := range columns {
		s.Widths = append(s.Widths, c.Width)
		switch {
		case c.Group == "":
			top = append(top, Cell{Value: column(c.Name), Down: 2})
			continue
		case i > 0 && columns[i-1].Group == c.Group:
			top[len(top)-1].Across++
		default:
			top = append(top, Cell{Value: group(c.Group), Across: 1})
		}
		below = append(below, Cell{Value: column(c.Name)})
	}
	s.Header = [][]Cell{top, below}
}

// Cells makes plain cells of values.
func Cells(values ...any) []Cell {
	cells := make([]Cell, len(values))
	for i, v := range values {
		cells[i].Value = v
	}
	return cells
}

// Limits of the format (Excel specifications and limits, Microsoft).
const (
	maxRows      = 1_048_576
	maxColumns   = 16_384
	maxCellText  = 32_767
	maxSheetName = 31
)

// Write writes the workbook. Errors are those of w, a value of a type that cells
// can't hold, cells that overlap, or a table larger than the format allows.
func (b Book) Write(w io.Writer) error {
	file := tealeg.NewFile()
	names := map[string]bool{}
	for i, s := range b.Sheets {
		name := sheetName(s.Name, i, names)
		sheet, err := file.AddSheet(name)
		if err != nil {
			return fmt.Errorf("sheet %q: %w", name, err)
		}
		if err := newLayout(sheet, s).write(); err != nil {
			return fmt.Errorf("sheet %q: %w", name, err)
		}
	}
	return file.Write(w)
}

// set puts a value into a cell.
func set(c *tealeg.Cell, value any) error {
	switch v := value.(type) {
	case nil:
	case string:
		c.SetString(clean(v))
	case bool:
		c.SetBool(v)
	case int:
		c.SetInt(v)
	case int64:
		c.SetInt64(v)
	case float64:
		c.SetFloat(v)
	case time.Time:
		c.SetDateWithOptions(v, tealeg.DateTimeOptions{Location: v.Location(), ExcelTimeFormat: "yyyy-mm-dd"})
	default:
		return fmt.Errorf("a cell cannot hold a %T", value)
	}
	return nil
}
