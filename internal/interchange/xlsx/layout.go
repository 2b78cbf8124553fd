package xlsx

import (
	"fmt"

	tealeg "github.com/tealeg/xlsx/v3"
)

// layout places the cells of one table on a sheet.
type layout struct {
	sheet   *tealeg.Sheet
	table   Sheet
	columns int
	row     int             // the next one
	covered map[[2]int]bool // row, column: under a merged cell
	widths  []float64
	styles  map[styleKey]*tealeg.Style
}

func newLayout(sheet *tealeg.Sheet, table Sheet) *layout {
	l := &layout{sheet: sheet, table: table, covered: map[[2]int]bool{}, styles: map[styleKey]*tealeg.Style{}}
	for _, part := range [][][]Cell{table.Header, table.Rows, table.Footer} {
		for _, cells := range part {
			n := 0
			for _, c := range cells {
				n += max(c.Across, 1)
			}
			l.columns = max(l.columns, n)
		}
	}
	l.widths = make([]float64, l.columns)
	return l
}

func (l *layout) write() error {
	rows := len(l.table.Header) + len(l.table.Rows) + len(l.table.Footer) + 2
	if rows > maxRows || l.columns > maxColumns {
		return fmt.Errorf("%d rows and %d columns are more than a workbook holds", rows, l.columns)
	}
	l.heading(l.table.Title, title)
	l.heading(l.table.Note, note)
	if err := l.rows(l.table.Header, header); err != nil {
		return err
	}
	l.freeze()
	if err := l.rows(l.table.Rows, body); err != nil {
		return err
	}
	if err := l.rows(l.table.Footer, footer); err != nil {
		return err
	}
	l.setWidths()
	return nil
}

// heading writes a text across the table.
func (l *layout) heading(text string, role role) {
	if text == "" {
		return
	}
	c, _ := l.sheet.Cell(l.row, 0) // Cell makes what is missing
	c.SetString(clean(text))
	c.SetStyle(l.style(role, Cell{}))
	if l.columns > 1 {
		c.Merge(l.columns-1, 0)
	}
	l.row++
}

func (l *layout) rows(rows [][]Cell, role role) error {
	for _, cells := range rows {
		column := 0
		for _, cell := range cells {
			for l.covered[[2]int{l.row, column}] {
				column++
			}
			if err := l.put(column, cell, role); err != nil {
				return err
			}
			column += max(cell.Across, 1)
		}
		l.row++
	}
	return nil
}

// put writes a cell at a column of the row reached.
func (l *layout) put(column int, cell Cell, role role) error {
	c, err := l.sheet.Cell(l.row, column)
	if err != nil {
		return err
	}
	value := follow(cell.Value)
	if err := set(c, value); err != nil {
		return err
	}
	if cell.Format != "" {
		c.SetFormat(cell.Format)
	}
	across, down := max(cell.Across, 1), max(cell.Down, 1)
	if across > 1 || down > 1 {
		c.Merge(across-1, down-1)
	} else {
		l.measure(column, c)
	}
	return l.cover(column, across, down, l.style(role, cell))
}

// cover gives all places under a cell its style, borders most of all, and keeps
// them from others.
func (l *layout) cover(column, across, down int, style *tealeg.Style) error {
	for i := range down {
		for j := range across {
			at := [2]int{l.row + i, column + j}
			if l.covered[at] {
				return fmt.Errorf("two cells at row %d, column %d", at[0]+1, at[1]+1)
			}
			c, err := l.sheet.Cell(at[0], at[1])
			if err != nil {
				return err
			}
			c.SetStyle(style)
			if across > 1 || down > 1 {
				l.covered[at] = true
			}
		}
	}
	return nil
}

// measure remembers how wide a column has to be.
func (l *layout) measure(column int, c *tealeg.Cell) {
	for len(l.widths) <= column {
		l.widths = append(l.widths, 0)
	}
	text := c.Value
	if shown, err := c.FormattedValue(); err == nil {
		text = shown
	}
	l.widths[column] = max(l.widths[column], width(text))
}

// Automatic widths lie between these, in digits.
const (
	narrowest = 6
	widest    = 50
)

func (l *layout) setWidths() {
	for i, w := range l.widths {
		w = min(max(w+2, narrowest), widest)
		if i < len(l.table.Widths) && l.table.Widths[i] > 0 {
			w = l.table.Widths[i]
		}
		l.sheet.SetColWidth(i+1, i+1, w)
	}
}

// freeze keeps what is above the rows in view, and the first columns if wanted.
func (l *layout) freeze() {
	if l.row == 0 && l.table.Freeze == 0 {
		return
	}
	pane := &tealeg.Pane{
		XSplit: float64(l.table.Freeze), YSplit: float64(l.row), State: "frozen",
		TopLeftCell: tealeg.GetCellIDStringFromCoords(l.table.Freeze, l.row), ActivePane: "bottomRight",
	}
	switch {
	case l.table.Freeze == 0:
		pane.ActivePane = "bottomLeft"
	case l.row == 0:
		pane.ActivePane = "topRight"
	}
	l.sheet.SheetViews = []tealeg.SheetView{{Pane: pane}}
}
