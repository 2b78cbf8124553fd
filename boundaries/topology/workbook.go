package topology

import (
	"strings"

	"cairn/internal/chinatime"
	"cairn/internal/grain"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// columns of the report with their widths in digits.
var columns = []struct {
	name  string
	width float64
}{{"number", 6}, {"severity", 8}, {"kind", 18}, {"line", 30}, {"code", 22}, {"marker", 14}, {"message", 60},
	{"measure", 12}, {"unit", 8}, {"median", 10}, {"lon", 13}, {"lat", 13}}

// Workbook is the report as a table; by says who took it out of the system, told how exactly
// its places are told. The messages must have been said.
func (r LineFaults) Workbook(by string, told grain.Grain, lang problem.Lang) xlsx.Book {
	at := chinatime.Minute(r.At)
	sheet := xlsx.Sheet{Name: text(lang, "report", nil), Title: text(lang, "report", nil), Freeze: 1,
		Note: text(lang, "report_note", map[string]any{"at": at, "by": by})}
	if told != grain.Exact {
		sheet.Note += text(lang, "report_coarse", map[string]any{"metres": int(told)})
	}
	var head []xlsx.Cell
	for _, c := range columns {
		head = append(head, xlsx.Cell{Value: text(lang, "col_"+c.name, nil), Bold: true})
		sheet.Widths = append(sheet.Widths, c.width)
	}
	sheet.Header = [][]xlsx.Cell{head}
	for i, f := range r.Findings {
		sheet.Rows = append(sheet.Rows, f.cells(i+1, lang))
	}
	sums := text(lang, "report_total", map[string]any{"lines": r.Lines, "markers": r.Markers, "areas": r.Areas, "errors": r.Errors, "warnings": r.Warnings})
	sheet.Footer = [][]xlsx.Cell{{{Value: sums, Across: len(columns), Bold: true, Align: xlsx.Left}}}
	return xlsx.Book{Sheets: []xlsx.Sheet{sheet}}
}

func (f LineFault) cells(n int, lang problem.Lang) []xlsx.Cell {
	code := f.Line
	if code == "" {
		code = strings.Join(f.Areas, "、")
	}
	unit := f.Unit
	if unit != "" {
		unit = text(lang, "unit_"+unit, nil)
	}
	return xlsx.Cells(n, text(lang, "severity_"+f.Severity, nil), text(lang, "kind_"+f.Kind, nil), f.LineName, code, f.Marker, f.Message,
		valueOf(f.Measure), unit, valueOf(f.Median), f.Lon, f.Lat)
}

// valueOf is the number of a cell; nil for none.
func valueOf(x *float64) any {
	if x == nil {
		return nil
	}
	return *x
}

func text(lang problem.Lang, name string, params map[string]any) string {
	return problem.Text(lang, "topology."+name, params)
}
