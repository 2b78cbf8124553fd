package monthly

import (
	"strings"
	"time"

	"cairn/facilities"
	"cairn/internal/chinatime"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// paper writes a table in a language.
type paper struct {
	MonthlySheet
	lang problem.Lang
}

func (p paper) text(name string, params ...any) string {
	m := map[string]any{}
	for i := 0; i+1 < len(params); i += 2 {
		m[params[i].(string)] = params[i+1]
	}
	return problem.Text(p.lang, "monthly."+name, m)
}

// Workbook is the table as the office reports it: the townships with county totals, who has
// not confirmed, the figures of facilities when they were asked for, and a sheet that says
// what the figures mean.
func (s MonthlySheet) Workbook(by string, at time.Time, lang problem.Lang) xlsx.Book {
	p := paper{s, lang}
	sheets := []xlsx.Sheet{p.table(), p.open()}
	if p.facilities != nil {
		sheets = append(sheets, p.facilityRows())
	}
	if len(p.Sites) > 0 {
		sheets = append(sheets, p.countySites())
	}
	return xlsx.Book{Sheets: append(sheets, p.parameters(by, at))}
}

// Title names the file.
func (s MonthlySheet) Title(lang problem.Lang) string {
	return problem.Text(lang, "monthly.sheet", nil) + "_" + s.Month.String()
}

func (p paper) table() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: p.text("sheet"), Title: p.text("sheet_title", "area", p.AreaName, "month", p.Month),
		Note: p.text("sheet_note", "deadline", p.Deadline), Header: p.header(), Freeze: 3}
	if n := len(p.Rows); n < p.Total.Townships {
		sheet.Note += p.text("filtered", "count", n, "all", p.Total.Townships)
	}
	for i, l := range p.Rows {
		sheet.Rows = append(sheet.Rows, p.row(i+1, l))
		if i+1 < len(p.Rows) && p.Rows[i+1].CountyCode == l.CountyCode || len(p.Area) >= townshipDigits {
			continue
		}
		for _, c := range p.Counties {
			if c.AreaCode == l.CountyCode {
				sheet.Rows = append(sheet.Rows, p.sums(c, p.text("subtotal", "area", c.Name, "confirmed", c.Confirmed, "townships", c.Townships)))
			}
		}
	}
	sheet.Footer = [][]xlsx.Cell{p.sums(p.Total, p.text("total", "confirmed", p.Total.Confirmed, "townships", p.Total.Townships))}
	return sheet
}

// header is the head of the table in two rows.
func (p paper) header() [][]xlsx.Cell {
	var top, below []xlsx.Cell
	one := func(names ...string) {
		for _, name := range names {
			top = append(top, xlsx.Cell{Value: p.text("column_" + name), Down: 2})
		}
	}
	group := func(name string, columns ...string) {
		top = append(top, xlsx.Cell{Value: p.text("column_" + name), Across: len(columns)})
		for _, column := range columns {
			below = append(below, xlsx.Cell{Value: p.text("column_" + column)})
		}
	}
	one("number", "county", "township")
	group("events", "cremations", "burials", "eco_burials", "deaths")
	group("left", "plots_left", "niches_left", "eco_left")
	group("care", "beds", "nursing", "residents")
	one("changed", "state", "received", "author", "arrears", "note")
	return [][]xlsx.Cell{top, below}
}

func (p paper) figures(s *MonthlySums) []xlsx.Cell {
	var cells []xlsx.Cell
	for _, n := range s.each() {
		cells = append(cells, p.figure(*n))
	}
	return cells
}

func (p paper) figure(n *int) xlsx.Cell {
	if n == nil {
		return xlsx.Cell{Value: p.text("no_data"), Align: xlsx.Right}
	}
	return xlsx.Cell{Value: *n, Format: "#,##0"}
}

func (p paper) row(n int, l MonthlyLine) []xlsx.Cell {
	cells := append(xlsx.Cells(n, l.County, l.Name), p.figures(&l.MonthlySums)...)
	changed, received, note := "", "", l.ErrorNote
	if l.Changed != nil {
		changed = p.text(map[bool]string{true: "changed", false: "unchanged"}[*l.Changed])
	}
	if l.State == Confirmed && l.ReceivedAt != nil {
		received = facilities.Today(*l.ReceivedAt).String()
	}
	if l.State == Returned {
		note = l.Returned
	}
	return append(cells, xlsx.Cells(changed, p.state(l), received, l.Author, p.months(l.Arrears), note)...)
}

func (p paper) state(l MonthlyLine) string {
	text := p.text("state_" + l.State)
	switch {
	case l.Overdue:
		text += " " + p.text("overdue")
	case l.Late:
		text += " " + p.text("late")
	}
	return text
}

func (p paper) months(all []Month) string {
	texts := make([]string, len(all))
	for i, m := range all {
		texts[i] = m.String()
	}
	return strings.Join(texts, "、")
}

// sums is the row of a total.
func (p paper) sums(t MonthlyTotals, name string) []xlsx.Cell {
	cells := append([]xlsx.Cell{{Value: name, Across: 3, Align: xlsx.Center}}, p.figures(&t.MonthlySums)...)
	cells = append(cells, xlsx.Cell{Value: t.Changed}, xlsx.Cell{}, xlsx.Cell{}, xlsx.Cell{}, xlsx.Cell{Value: t.Arrears}, xlsx.Cell{})
	for i := range cells {
		cells[i].Bold = true
	}
	return cells
}

// open lists who has not confirmed.
func (p paper) open() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: p.text("open_sheet"), Title: p.text("open_title", "area", p.AreaName, "month", p.Month), Freeze: 3}
	var head []xlsx.Cell
	for _, name := range []string{"column_number", "column_county", "column_township", "column_state", "months_behind", "column_arrears", "column_note"} {
		head = append(head, xlsx.Cell{Value: p.text(name)})
	}
	sheet.Header = [][]xlsx.Cell{head}
	for _, l := range p.Rows {
		if l.State != Confirmed || len(l.Arrears) > 0 {
			sheet.Rows = append(sheet.Rows, xlsx.Cells(len(sheet.Rows)+1, l.County, l.Name, p.state(l), len(l.Arrears), p.months(l.Arrears), l.Returned))
		}
	}
	return sheet
}

// countySites lists what stands in no township and is in no report.
func (p paper) countySites() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: p.text("county_sites"), Title: p.text("county_sites_title", "area", p.AreaName, "month", p.Month), Note: p.text("county_sites_note"), Freeze: 3}
	var head []xlsx.Cell
	for _, name := range []string{"number", "county", "facility", "kind", "measure", "total", "used", "left_of", "figures_on", "precision"} {
		head = append(head, xlsx.Cell{Value: p.text("column_" + name)})
	}
	sheet.Header = [][]xlsx.Cell{head}
	for i, s := range p.Sites {
		row := xlsx.Cells(i+1, s.County, s.Name, s.KindName, p.text("measure_"+s.Measure))
		for _, n := range []*int{s.Total, s.Used, s.Left()} {
			row = append(row, p.figure(n))
		}
		day := p.text("undated")
		if s.FiguresOn != nil {
			day = s.FiguresOn.String()
		}
		sheet.Rows = append(sheet.Rows, append(row, xlsx.Cells(day, facilities.PrecisionName(s.Precision, p.lang))...))
	}
	return sheet
}

// parameters says what the figures mean and where they come from.
func (p paper) parameters(by string, at time.Time) xlsx.Sheet {
	sheet := xlsx.Sheet{Name: p.text("parameters"), Title: p.text("parameters"), Widths: []float64{16, 60}}
	add := func(name string, value any) {
		sheet.Rows = append(sheet.Rows, []xlsx.Cell{{Value: p.text("parameter_" + name), Bold: true}, {Value: value, Align: xlsx.Left}})
	}
	add("month", p.Month.String())
	add("area", strings.TrimSpace(p.AreaName+" "+p.Area))
	add("deadline", p.Deadline.Time())
	add("rule", p.text("rule"))
	add("at", chinatime.Second(at))
	add("by", by)
	return sheet
}
