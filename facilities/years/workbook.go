package years

import (
	"io"
	"strconv"
	"time"

	"cairn/internal/interchange"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// paper writes an answer in a language.
type paper struct {
	BurialYears
	lang problem.Lang
}

func (p paper) text(key string, params ...any) string {
	m := map[string]any{}
	for i := 0; i+1 < len(params); i += 2 {
		m[params[i].(string)] = params[i+1]
	}
	return problem.Text(p.lang, "years."+key, m)
}

// Workbook is the table with county totals, the comparison with the sizing standards, and the
// parameters.
func (a BurialYears) Workbook(by string, at time.Time, lang problem.Lang) xlsx.Book {
	p := paper{a, lang}
	return xlsx.Book{Sheets: []xlsx.Sheet{p.table(), p.standards(), p.parameters(by, at)}}
}

// WriteCSV writes the townships, one line each, and the total.
func (a BurialYears) WriteCSV(w io.Writer, lang problem.Lang) error {
	out, err := interchange.NewCSVWriter(w, true)
	if err != nil {
		return err
	}
	p := paper{a, lang}
	heads := []string{p.text("column_code"), p.text("column_county"), p.text("column_area"), p.text("column_population"), p.text("column_death_rate")}
	for _, measure := range Measures {
		for _, column := range figures {
			heads = append(heads, p.text("measure_"+measure)+" "+p.text("column_"+column))
		}
	}
	if err := out.Write(heads...); err != nil {
		return err
	}
	for _, row := range append(append([]YearsRow{}, a.Townships...), a.Total) {
		cells := []string{row.Code, row.County, row.Name}
		for _, cell := range p.row(row) {
			cells = append(cells, plainText(cell.Value))
		}
		if err := out.Write(cells...); err != nil {
			return err
		}
	}
	return out.Flush()
}

// figures are the columns of a measure.
var figures = []string{"left", "demand", "years", "year"}

func (p paper) table() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: p.text("sheet_table"), Title: p.text("title", "area", p.AreaName), Note: p.text("note", "as_of", p.AsOf, "horizon", p.Horizon), Freeze: 2}
	var top, below []xlsx.Cell
	for _, column := range []string{"county", "area", "population", "death_rate"} {
		top = append(top, xlsx.Cell{Value: p.text("column_" + column), Down: 2})
	}
	for _, measure := range Measures {
		top = append(top, xlsx.Cell{Value: p.text("measure_" + measure), Across: len(figures)})
		for _, column := range figures {
			below = append(below, xlsx.Cell{Value: p.text("column_" + column)})
		}
	}
	sheet.Header = [][]xlsx.Cell{top, below}
	next := 0
	for i, row := range p.Townships {
		sheet.Rows = append(sheet.Rows, append([]xlsx.Cell{{Value: row.County}, {Value: row.Name}}, p.row(row)...))
		if i+1 < len(p.Townships) && p.Townships[i+1].Code[:6] == row.Code[:6] {
			continue
		}
		for ; next < len(p.Counties) && p.Counties[next].Code <= row.Code[:6]; next++ {
			sheet.Rows = append(sheet.Rows, p.sum(p.Counties[next]))
		}
	}
	sheet.Footer = [][]xlsx.Cell{p.sum(p.Total)}
	return sheet
}

// sum is the row of an area that others are in.
func (p paper) sum(row YearsRow) []xlsx.Cell {
	cells := append([]xlsx.Cell{{Value: p.text("sum", "area", row.Name), Across: 2, Bold: true}}, p.row(row)...)
	for i := range cells {
		cells[i].Bold = true
	}
	return cells
}

// row is the figures of an area; what is not known is said in words, never 0.
func (p paper) row(row YearsRow) []xlsx.Cell {
	cells := []xlsx.Cell{{Value: row.Population, Format: "#,##0"}, {Value: row.DeathRate}}
	for _, m := range row.Measures {
		cells = append(cells, xlsx.Cell{Value: m.Left, Format: "#,##0.#"}, xlsx.Cell{Value: m.Demand, Format: "0.0"}, xlsx.Cell{Value: m.Years, Format: "0.0"},
			xlsx.Cell{Value: p.end(m)})
	}
	return cells
}

// end says when a measure runs out.
func (p paper) end(m CapacityInYears) string {
	text := p.text("state_" + m.State)
	if m.Year != nil {
		text = p.text("runs_out_in", "year", *m.Year)
		if m.State == Enough {
			text = p.text("enough_until", "year", *m.Year)
		}
	}
	if m.Unstated > 0 && m.State != NoData {
		text += p.text("unstated", "count", m.Unstated)
	}
	return text
}

func (p paper) standards() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: p.text("sheet_standards"), Note: p.text("standards_note"), Freeze: 1}
	head := []xlsx.Cell{{Value: p.text("column_area"), Down: 2}}
	var below []xlsx.Cell
	for _, s := range p.Standards {
		head = append(head, xlsx.Cell{Value: s.Name + "（" + s.Document + "）", Across: 3})
		for _, column := range []string{"required", "has", "met"} {
			below = append(below, xlsx.Cell{Value: p.text("column_" + column)})
		}
	}
	sheet.Header = [][]xlsx.Cell{head, below}
	if len(p.Standards) == 0 {
		sheet.Header = [][]xlsx.Cell{{{Value: p.text("column_area")}}}
	}
	for _, row := range append(append([]YearsRow{}, p.Counties...), p.Total) {
		cells := []xlsx.Cell{{Value: row.Name}}
		for _, c := range row.Standards {
			met := p.text("state_no_data")
			if c.Met != nil {
				met = p.text("met_" + strconv.FormatBool(*c.Met))
			}
			cells = append(cells, xlsx.Cell{Value: c.Required, Format: "#,##0"}, xlsx.Cell{Value: c.Has, Format: "#,##0"}, xlsx.Cell{Value: met})
		}
		sheet.Rows = append(sheet.Rows, cells)
	}
	return sheet
}

func (p paper) parameters(by string, at time.Time) xlsx.Sheet {
	sheet := xlsx.Sheet{Name: p.text("sheet_parameters"), Header: [][]xlsx.Cell{xlsx.Cells(
		p.text("column_area"), p.text("column_what"), p.text("column_value"), p.text("column_from"), p.text("column_source"))}}
	for _, row := range p.Parameters {
		sheet.Rows = append(sheet.Rows, xlsx.Cells(row.AreaName, p.text("what_"+row.What), row.Value, row.FromOn.String(), row.Source))
	}
	sheet.Footer = [][]xlsx.Cell{
		xlsx.Cells(p.text("parameter_as_of"), p.AsOf.String()), xlsx.Cells(p.text("parameter_data_version"), p.DataVersion),
		xlsx.Cells(p.text("parameter_author"), by), xlsx.Cells(p.text("parameter_at"), at)}
	return sheet
}

// plainText is a cell of a CSV file.
func plainText(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case *float64:
		if x != nil {
			return strconv.FormatFloat(*x, 'f', -1, 64)
		}
	case *int:
		if x != nil {
			return strconv.Itoa(*x)
		}
	}
	return ""
}
