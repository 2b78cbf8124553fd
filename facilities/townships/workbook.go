package townships

import (
	"strconv"
	"strings"
	"time"

	"cairn/internal/chinatime"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// count is the number format of counts.
const count = "#,##0"

// Workbook is the ledger as the office reports it: the table with county totals, the total
// and the official rule, and a sheet that says what the figures mean.
func (l Ledger) Workbook(by string, at time.Time, lang problem.Lang) xlsx.Book {
	sheet := ledgerSheet{l, lang}
	return xlsx.Book{Sheets: []xlsx.Sheet{sheet.table(), sheet.parameters(by, at)}}
}

// ledgerSheet writes a ledger in a language.
type ledgerSheet struct {
	Ledger
	lang problem.Lang
}

func (s ledgerSheet) text(name string, params ...any) string {
	m := map[string]any{}
	for i := 0; i+1 < len(params); i += 2 {
		m[params[i].(string)] = params[i+1]
	}
	return problem.Text(s.lang, "facilities."+name, m)
}

func (s ledgerSheet) table() xlsx.Sheet {
	sheet := xlsx.Sheet{
		Name: s.text("ledger"), Title: s.text("ledger_title", "area", s.AreaName),
		Note: s.text("ledger_note", "as_of", s.AsOf), Header: s.header(), Freeze: 3,
	}
	if n := len(s.Rows); n < s.Official.Denominator {
		sheet.Note += problem.Text(s.lang, "townships.filtered", map[string]any{"count": n, "all": s.Official.Denominator})
	}
	next := 0
	for i, row := range s.Rows {
		sheet.Rows = append(sheet.Rows, s.row(row, xlsx.Cell{Value: i + 1}, xlsx.Cell{Value: row.County}, xlsx.Cell{Value: row.Name}))
		if i+1 < len(s.Rows) && s.Rows[i+1].CountyCode == row.CountyCode {
			continue
		}
		for ; next < len(s.Counties) && s.Counties[next].AreaCode <= row.CountyCode; next++ {
			sheet.Rows = append(sheet.Rows, s.sum(s.Counties[next], s.text("ledger_subtotal", "area", s.Counties[next].Name)))
		}
	}
	width := len(s.row(s.Total)) + 3
	line := func(text string, bold bool) []xlsx.Cell {
		return []xlsx.Cell{{Value: text, Across: width, Bold: bold, Align: xlsx.Left}}
	}
	sheet.Footer = [][]xlsx.Cell{s.sum(s.Total, s.text("ledger_sum")), line(s.official(s.Official), true), line(s.reported(s.Reported), false)}
	if len(s.Counties) > 1 {
		for _, c := range s.Counties {
			sheet.Footer = append(sheet.Footer, line(c.Name+" "+s.official(*c.Official)+" "+s.reported(c.Reported), false))
		}
	}
	return sheet
}

// header is the head of the table in two rows.
func (s ledgerSheet) header() [][]xlsx.Cell {
	var top, below []xlsx.Cell
	one := func(name string) { top = append(top, xlsx.Cell{Value: s.text("ledger_" + name), Down: 2}) }
	group := func(name string, columns ...string) {
		top = append(top, xlsx.Cell{Value: s.text("ledger_" + name), Across: len(columns)})
		for _, column := range columns {
			below = append(below, xlsx.Cell{Value: s.text("ledger_" + column)})
		}
	}
	one("number")
	one("county")
	one("township")
	group("cemetery", "own", "shared", "exempt", "exempt_documents")
	one("columbarium")
	one("eco_burial")
	group("villages", "village_number", "filed", "complete")
	group("plots", "total", "used", "left")
	group("beds", "total", "nursing", "residents")
	group("courtyards", "built", "of")
	one("planned")
	one("confirmed")
	return [][]xlsx.Cell{top, below}
}

// row is a row of figures behind the cells that name it.
func (s ledgerSheet) row(r LedgerRow, names ...xlsx.Cell) []xlsx.Cell {
	cells := names
	for _, n := range []*int{&r.Own, r.Shared, r.Exempt} {
		cells = append(cells, s.figure(n))
	}
	cells = append(cells, xlsx.Cell{Value: strings.Join(r.ExemptDocuments, "、")})
	for _, n := range []*int{&r.Columbarium, &r.EcoBurial, &r.VillageCemeteries, r.VillageCemeteriesFiled, r.VillageCemeteriesComplete,
		r.PlotsTotal, r.PlotsUsed, r.PlotsLeft, r.Beds, r.NursingBeds, r.Residents, &r.Courtyards, &r.Villages} {
		cells = append(cells, s.figure(n))
	}
	confirmed := s.text("no_data")
	if r.LastConfirmed != nil {
		confirmed = r.LastConfirmed.String()
	}
	return append(cells, xlsx.Cell{Value: s.planned(r.PlannedSites)}, xlsx.Cell{Value: confirmed, Align: xlsx.Right})
}

// sum is the row of a total.
func (s ledgerSheet) sum(r LedgerRow, name string) []xlsx.Cell {
	r.ExemptDocuments = nil
	cells := s.row(r, xlsx.Cell{Value: name, Across: 3, Align: xlsx.Center})
	cells[len(cells)-2] = s.figure(&r.Planned)
	for i := range cells {
		cells[i].Bold = true
	}
	return cells
}

// figure is a count, 无数据 where there is none.
func (s ledgerSheet) figure(n *int) xlsx.Cell {
	if n == nil {
		return xlsx.Cell{Value: s.text("no_data"), Align: xlsx.Right}
	}
	return xlsx.Cell{Value: *n, Format: count}
}

// planned lists what is coming, say 在建 2022、规划.
func (s ledgerSheet) planned(sites []PlannedSite) string {
	var all []string
	for _, p := range sites {
		text := s.text("status_" + p.Status)
		if p.TargetDate != nil {
			text += " " + strconv.Itoa(p.TargetDate.Year())
		}
		all = append(all, text)
	}
	return strings.Join(all, "、")
}

// official is coverage by the official rule.
func (s ledgerSheet) official(o Official) string {
	text := s.text("ledger_official", "name", o.KindName, "numerator", o.Numerator,
		"denominator", o.Denominator, "percent", s.percent(o.Percent))
	if o.Exempt > 0 {
		text += problem.Text(s.lang, "townships.exempt", map[string]any{"count": o.Exempt})
	}
	return text
}

// reported is the figure that was reported upward, with its day and document.
func (s ledgerSheet) reported(r *LedgerReported) string {
	if r == nil {
		return s.text("ledger_reported", "percent", s.text("no_data"))
	}
	figure := s.percent(r.Percent) + " %"
	if r.Numerator != nil && r.Denominator != nil {
		figure = strconv.Itoa(*r.Numerator) + " / " + strconv.Itoa(*r.Denominator) + " = " + figure
	}
	return s.text("ledger_reported", "percent", figure) + problem.Text(s.lang, "townships.reported_as_of", map[string]any{"as_of": r.AsOf}) + " " + r.Document
}

// percent is a share to one decimal, 无数据 for none.
func (s ledgerSheet) percent(x *float64) string {
	if x == nil {
		return s.text("no_data")
	}
	return strconv.FormatFloat(*x, 'f', 1, 64)
}

// parameters says what the figures mean and where they come from.
func (s ledgerSheet) parameters(by string, at time.Time) xlsx.Sheet {
	sheet := xlsx.Sheet{Name: s.text("parameters"), Title: s.text("parameters"), Widths: []float64{16, 60}}
	add := func(name string, value any) {
		sheet.Rows = append(sheet.Rows, []xlsx.Cell{{Value: s.text("parameter_" + name), Bold: true}, {Value: value, Align: xlsx.Left}})
	}
	add("as_of", s.AsOf.Time())
	add("area", strings.TrimSpace(s.AreaName+" "+s.Area))
	add("rule", problem.Text(s.lang, "townships.rule", nil)+"; "+s.text("rule_days"))
	add("official", s.Official.KindName)
	add("plots", s.text("rule_plots"))
	add("version", s.DataVersion)
	add("at", chinatime.Second(at))
	add("by", by)
	return sheet
}
