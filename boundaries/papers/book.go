package papers

import (
	"cairn/internal/interchange/xlsx"
	"cairn/internal/paper"
)

// bookColumns is how many columns a paper has as a workbook: labels and values of two or
// three pairs, and tables of up to as many columns, fit into them.
const bookColumns = 6

// Book is a paper of forms and tables as a workbook of one sheet, for offices that fill their
// papers in with Excel. Pictures and headings are left out; the title stands above.
func Book(doc paper.Document) xlsx.Book {
	s := xlsx.Sheet{Name: doc.Title, Title: doc.Title, Widths: []float64{14, 20, 14, 14, 20, 20}}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case paper.Paragraph:
			text := ""
			for _, run := range b.Runs {
				text += run.Text
			}
			s.Rows = append(s.Rows, []xlsx.Cell{{Value: text, Across: bookColumns}})
		case paper.Form:
			s.Rows = append(s.Rows, formRows(b)...)
		case paper.Table:
			s.Rows = append(s.Rows, tableRows(b)...)
		}
	}
	return xlsx.Book{Sheets: []xlsx.Sheet{s}}
}

// formRows are labels with their values: two pairs in a row unless the form says otherwise, a
// wide one in a row of its own.
func formRows(f paper.Form) [][]xlsx.Cell {
	pairs := f.Pairs
	if pairs == 0 {
		pairs = 2
	}
	across := bookColumns/pairs - 1
	var rows [][]xlsx.Cell
	var row []xlsx.Cell
	for _, field := range f.Fields {
		label := xlsx.Cell{Value: field.Label, Bold: true}
		if field.Wide {
			if len(row) > 0 {
				rows, row = append(rows, row), nil
			}
			rows = append(rows, []xlsx.Cell{label, {Value: field.Value, Across: bookColumns - 1}})
			continue
		}
		if row = append(row, label, xlsx.Cell{Value: field.Value, Across: across}); len(row) == 2*pairs {
			rows, row = append(rows, row), nil
		}
	}
	if len(row) > 0 {
		rows = append(rows, row)
	}
	return rows
}

// tableRows spreads a table over the columns; the last of its columns takes what is left.
func tableRows(t paper.Table) [][]xlsx.Cell {
	all := append(append([][]paper.Cell{}, t.Header...), t.Rows...)
	columns := 1
	for _, row := range all {
		n := 0
		for _, c := range row {
			n += max(c.Across, 1)
		}
		columns = max(columns, n)
	}
	unit := bookColumns / min(columns, bookColumns)
	var rows [][]xlsx.Cell
	for i, row := range all {
		var cells []xlsx.Cell
		taken := 0
		for k, c := range row {
			across := unit * max(c.Across, 1)
			if k == len(row)-1 {
				across = max(bookColumns-taken, 1)
			}
			cells, taken = append(cells, xlsx.Cell{Value: c.Text, Across: across, Bold: i < len(t.Header)}), taken+across
		}
		rows = append(rows, cells)
	}
	return rows
}
