package paper

import "fmt"

// place is a cell on the grid of its table.
type place struct {
	Cell
	column int
	across int
	down   int
	below  bool // the continuation of a cell above
	head   bool
}

// grid puts the cells of a table in their columns; rows have a continuation for every
// cell above that covers them, and an empty cell for what is missing. Error: cells that
// overlap.
func (t Table) grid() (rows [][]place, columns int, err error) {
	cells := append(append([][]Cell{}, t.Header...), t.Rows...)
	rows = make([][]place, len(cells))
	covered := map[[2]int]*place{} // row, column: by a cell above
	for i, row := range cells {
		column := 0
		pass := func() {
			for c := covered[[2]int{i, column}]; c != nil; c = covered[[2]int{i, column}] {
				rows[i] = append(rows[i], place{Cell: Cell{Align: c.Align}, column: column, across: c.across, down: 1, below: true, head: c.head})
				column += c.across
			}
		}
		for _, cell := range row {
			pass()
			p := place{Cell: cell, column: column, across: max(cell.Across, 1), down: min(max(cell.Down, 1), len(cells)-i), head: i < len(t.Header)}
			for j := 1; j < p.down; j++ {
				covered[[2]int{i + j, column}] = &p
			}
			for k := 1; k < p.across; k++ {
				if covered[[2]int{i, column + k}] != nil {
					return nil, 0, fmt.Errorf("two cells at row %d, column %d", i+1, column+k+1)
				}
			}
			rows[i] = append(rows[i], p)
			column += p.across
		}
		pass()
		columns = max(columns, column)
	}
	for i := range rows {
		rows[i] = filled(rows[i], columns)
	}
	return rows, columns, nil
}

// filled adds an empty cell for the columns that the row leaves at its end.
func filled(row []place, columns int) []place {
	end := 0
	for _, p := range row {
		end = max(end, p.column+p.across)
	}
	if end < columns {
		row = append(row, place{column: end, across: columns - end, down: 1})
	}
	return row
}

// widths are the shares of the columns, which add up to 1; nil when none are said.
func (t Table) shares(columns int) []float64 {
	if len(t.Widths) == 0 {
		return nil
	}
	shares, sum := make([]float64, columns), 0.0
	for i := range shares {
		shares[i] = 1
		if i < len(t.Widths) && t.Widths[i] > 0 {
			shares[i] = t.Widths[i]
		}
		sum += shares[i]
	}
	for i := range shares {
		shares[i] /= sum
	}
	return shares
}
