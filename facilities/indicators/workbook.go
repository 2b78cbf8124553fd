package indicators

import (
	"io"
	"strconv"
	"time"

	"cairn/internal/interchange"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// columns of the reporting format, in its order.
var columns = []string{"name", "unit", "base_year", "base_value", "target_year", "target_value", "attribute", "current", "done", "formula", "source"}

// paper writes a board in a language.
type paper struct {
	Board
	lang problem.Lang
}

func (p paper) text(key string, params ...any) string {
	m := map[string]any{}
	for i := 0; i+1 < len(params); i += 2 {
		m[params[i].(string)] = params[i+1]
	}
	return problem.Text(p.lang, "indicators."+key, m)
}

// Workbook is the table as the office reports it, its break-down by area, the figures that
// were reported, and what the figures mean.
func (b Board) Workbook(by string, at time.Time, lang problem.Lang) xlsx.Book {
	p := paper{b, lang}
	return xlsx.Book{Sheets: []xlsx.Sheet{p.table(), p.parts(), p.reported(), p.parameters(by, at)}}
}

// WriteCSV writes the table of the reporting format.
func (b Board) WriteCSV(w io.Writer, lang problem.Lang) error {
	out, err := interchange.NewCSVWriter(w, true)
	if err != nil {
		return err
	}
	p := paper{b, lang}
	if err := out.Write(p.heads(columns...)...); err != nil {
		return err
	}
	for _, row := range p.Table {
		cells := make([]string, 0, len(columns))
		for _, cell := range p.row(row) {
			cells = append(cells, plainText(cell))
		}
		if err := out.Write(cells...); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (p paper) heads(names ...string) []string {
	heads := make([]string, len(names))
	for i, name := range names {
		heads[i] = p.text("column_" + name)
	}
	return heads
}

func (p paper) header(names ...string) [][]xlsx.Cell {
	var cells []xlsx.Cell
	for _, head := range p.heads(names...) {
		cells = append(cells, xlsx.Cell{Value: head})
	}
	return [][]xlsx.Cell{cells}
}

func (p paper) table() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: p.text("sheet_table"), Title: p.text("title", "area", p.AreaName), Note: p.text("note", "as_of", p.AsOf),
		Header: p.header(columns...), Freeze: 1}
	for _, row := range p.Table {
		sheet.Rows = append(sheet.Rows, p.cells(row.Unit, p.row(row)...))
	}
	return sheet
}

// row is the cells of an indicator; numbers stay numbers, what is not known is said in words
// for the current value and empty elsewhere.
func (p paper) row(r BoardRow) []any {
	return []any{r.name(p.lang), p.unit(r.Indicator), r.Goal.BaseYear, r.Goal.BaseValue, r.Goal.TargetYear, r.Goal.TargetValue,
		p.text("attribute_" + r.Attribute), p.value(r.Current), p.text("state_" + r.State), r.FormulaName, p.source(r.Indicator)}
}

// cells gives numbers the format of the unit.
func (p paper) cells(unit string, values ...any) []xlsx.Cell {
	cells := make([]xlsx.Cell, len(values))
	for i, v := range values {
		cells[i] = xlsx.Cell{Value: v}
		switch v.(type) {
		case *float64, float64:
			cells[i].Format = map[string]string{Percent: "0.0", Per1000: "0.00", Count: "0"}[unit]
		case *int:
			cells[i].Format = "0"
		}
	}
	return cells
}

// value is the figure, or why there is none.
func (p paper) value(f Figure) any {
	if f.Value == nil {
		return p.text("state_no_data") + "（" + p.text("missing_"+f.Missing) + "）"
	}
	return *f.Value
}

func (p paper) unit(i Indicator) string {
	if i.UnitName != "" {
		return i.UnitName
	}
	return p.text("unit_" + i.Unit)
}

func (p paper) source(i Indicator) string {
	text := i.PlanTitle
	for _, more := range []string{i.PlanNumber, i.Source} {
		if more != "" {
			text += " " + more
		}
	}
	return text
}

func (i *Indicator) name(lang problem.Lang) string {
	if lang == problem.English && i.NameEn != "" {
		return i.NameEn
	}
	return i.Name
}

func (p paper) parts() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: p.text("sheet_parts"), Note: p.text("note", "as_of", p.AsOf), Freeze: 2,
		Header: p.header("name", "area", "numerator", "denominator", "current", "target_value", "done", "reported", "reported_on", "document")}
	for _, row := range p.Table {
		for _, part := range row.Parts {
			cells := []any{row.name(p.lang), part.Name, part.Current.Numerator, part.Current.Denominator, p.value(part.Current),
				part.Goal.TargetValue, p.text("state_" + part.State)}
			sheet.Rows = append(sheet.Rows, p.cells(row.Unit, append(cells, reportedCells(part.Last)...)...))
		}
	}
	return sheet
}

func reportedCells(r *LastReported) []any {
	if r == nil {
		return []any{nil, nil, nil}
	}
	return []any{r.Value, r.AsOf.String(), r.Document}
}

func (p paper) reported() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: p.text("sheet_reported"), Note: p.text("note", "as_of", p.AsOf),
		Header: p.header("name", "unit", "reported", "reported_on", "document", "note", "current")}
	for _, row := range p.Table {
		if row.Last != nil {
			cells := append([]any{row.name(p.lang), p.unit(row.Indicator)}, reportedCells(row.Last)...)
			sheet.Rows = append(sheet.Rows, p.cells(row.Unit, append(cells, row.Last.Note, p.value(row.Current))...))
		}
	}
	return sheet
}

// parameters says what the figures were computed from, and what the formulas mean.
func (p paper) parameters(by string, at time.Time) xlsx.Sheet {
	sheet := xlsx.Sheet{Name: p.text("sheet_parameters"), Header: p.header("name", "value")}
	add := func(name string, value any) {
		sheet.Rows = append(sheet.Rows, []xlsx.Cell{{Value: name}, {Value: value, Align: xlsx.Left}})
	}
	add(p.text("parameter_area"), p.AreaName)
	add(p.text("parameter_as_of"), p.AsOf.String())
	add(p.text("parameter_data_version"), p.DataVersion)
	add(p.text("parameter_author"), by)
	add(p.text("parameter_at"), at)
	said := map[string]bool{}
	for _, row := range p.Table {
		if row.Formula != "" && !said[row.Formula] {
			said[row.Formula] = true
			add(p.text("formula_"+row.Formula), p.text("formula_"+row.Formula+"_doc"))
		}
	}
	return sheet
}

// plainText is a cell of a CSV file.
func plainText(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
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
