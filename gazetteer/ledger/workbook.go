package ledger

import (
	"fmt"
	"strings"
	"time"

	"cairn/gazetteer"
	"cairn/internal/chinatime"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// Workbook is the ledger in the form of the office's report: the table with its footer, a
// sheet of counts by county, month and year, and one that says what was asked for.
func (s Sheet) Workbook(by string, at time.Time, lang problem.Lang) xlsx.Book {
	w := writer{s, lang}
	return xlsx.Book{Sheets: []xlsx.Sheet{w.table(), w.counts(), w.parameters(by, at)}}
}

// writer writes a sheet in a language.
type writer struct {
	Sheet
	lang problem.Lang
}

// text is a message of the ledger.
func (w writer) text(name string, params ...any) string {
	return problem.Say(w.lang, "ledger."+name, params...)
}

// dayWidth is that of a column of days, in digits; they are written as text, as reports have them.
const dayWidth = 12

// columns of the table.
var columns = xlsx.Columns{
	{"", "number", 6}, {"name", "standard_name", 18}, {"name", "pinyin", 22}, {"name", "class", 16},
	{"area", "county", 12}, {"area", "township", 16},
	{"change", "matter", 10}, {"change", "on", dayWidth}, {"change", "field", 14}, {"change", "before", 26}, {"change", "after", 26},
	{"approval", "authority", 20}, {"approval", "document", 20}, {"approval", "approved_on", dayWidth},
	{"filing", "due_on", dayWidth}, {"filing", "filed_on", dayWidth},
	{"announcement", "due_on", dayWidth}, {"announcement", "announced_on", dayWidth}, {"announcement", "announcement_number", 18},
	{"national", "state", 10}, {"national", "reported_on", dayWidth}, {"national", "taken_in_on", dayWidth}, {"national", "returned", 22},
	{"", "clerk", 12},
}

func (w writer) table() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: w.text("title_short"), Title: w.title(), Note: w.note(), Freeze: 2}
	sheet.Head(columns, func(name string) string { return w.text("group_" + name) }, func(name string) string { return w.text("column_" + name) })
	for i, e := range w.Entries {
		sheet.Rows = append(sheet.Rows, append([]xlsx.Cell{{Value: i + 1}}, xlsx.Cells(texts(w.cells(e))...)...))
	}
	sheet.Footer = [][]xlsx.Cell{{{Value: w.text("sum", "rows", len(w.Entries)), Across: 6, Align: xlsx.Center},
		{Value: w.sentence(w.Year.Total), Across: len(columns) - 6, Align: xlsx.Left}}}
	return sheet
}

func (w writer) title() string { return w.text("title", "area", w.AreaName) }

func (w writer) note() string {
	period := w.text("all_time")
	if w.Query.From != "" || w.Query.To != "" {
		period = w.text("period", "from", orDash(w.Query.From), "to", orDash(w.Query.To))
	}
	return period
}

func orDash(text string) string {
	if text == "" {
		return "…"
	}
	return text
}

// cells are the texts of a row after its number.
func (w writer) cells(e Entry) []string {
	field, before, after := w.changed(e)
	authority, document, approved := "", "", ""
	if a := e.Approval; a != nil {
		authority, document, approved = a.Authority, a.Document, a.ApprovedOn
	}
	return []string{
		e.Name, e.Pinyin, strings.TrimSpace(e.ClassName + " " + e.ClassCode), e.County, e.Township,
		w.text("matter_" + e.Matter), e.On, field, before, after, authority, document, approved,
		w.due(e.Filing.Duty), day(e.Filing.FiledOn),
		w.due(e.Announcement.Duty), day(e.Announcement.AnnouncedOn), e.Announcement.Number,
		w.text("national_" + e.National.State), day(e.National.ReportedOn), day(e.National.TakenInOn), w.returned(e.National), e.Clerk,
	}
}

// changed are the fields of an edit with their values before and after, a line each; an
// addition and a deletion show the name.
func (w writer) changed(e Entry) (field, before, after string) {
	switch e.Op {
	case "add":
		return w.field("name"), "", e.Name
	case "delete":
		return w.field("name"), e.Name, ""
	}
	var fields, old, now []string
	for _, c := range e.Changed {
		fields = append(fields, w.field(c.Field))
		old, now = append(old, w.value(c.Field, c.Before)), append(now, w.value(c.Field, c.After))
	}
	return strings.Join(fields, "\n"), strings.Join(old, "\n"), strings.Join(now, "\n")
}

func (w writer) field(name string) string {
	if text := w.text("field_" + name); !strings.HasPrefix(text, "ledger.") {
		return text
	}
	return name
}

// value is a value as people read it: codes with their names, one line.
func (w writer) value(field string, value any) string {
	text := strings.ReplaceAll(shown(value), "\n", " ")
	name := ""
	switch field {
	case "class_code":
		name = w.classes[text]
	case "area_code", "division_code":
		name = w.areas[text]
	case "status":
		if text != "" {
			return w.text("status_" + text)
		}
	}
	return strings.TrimSpace(name + " " + text)
}

// due is a day due, marked when it has passed.
func (w writer) due(d gazetteer.Duty) string {
	switch d.State {
	case gazetteer.DutyNone:
		return ""
	case gazetteer.DutyOverdue:
		return day(d.DueOn) + " " + w.text("overdue", "days", -*d.DaysLeft)
	case gazetteer.DutyLate:
		return day(d.DueOn) + " " + w.text("late")
	}
	return day(d.DueOn)
}

func (w writer) returned(n RowNational) string {
	if n.ReturnedOn == nil {
		return ""
	}
	return strings.TrimSpace(*n.ReturnedOn + " " + n.Reason)
}

func day(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// sentence words the counts of a footer.
func (w writer) sentence(c gazetteer.Counts) string {
	return w.text("counts", "added", c.Added, "modified", c.Modified, "deleted", c.Deleted, "taken_in", c.TakenIn, "filed", c.Filed, "announced", c.Announced)
}

// counts is the sheet of counts by county, month and year.
func (w writer) counts() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: w.text("statistics"), Title: w.text("statistics_title", "area", w.AreaName), Note: w.note(), Freeze: 1}
	heads := []xlsx.Cell{{Value: w.text("column_period")}}
	for _, name := range []string{"added", "modified", "deleted", "total", "filed", "announced", "taken_in"} {
		heads = append(heads, xlsx.Cell{Value: w.text("count_" + name)})
	}
	sheet.Header = [][]xlsx.Cell{heads}
	for _, t := range []Totals{w.County, w.Year, w.Month} {
		sheet.Rows = append(sheet.Rows, []xlsx.Cell{{Value: w.text("by_" + t.By), Across: len(heads), Bold: true, Align: xlsx.Left}})
		for _, r := range t.Rows {
			sheet.Rows = append(sheet.Rows, figures(strings.TrimSpace(r.Name+" "+r.Period), r.Counts))
		}
	}
	sheet.Footer = [][]xlsx.Cell{figures(w.text("total"), w.Year.Total)}
	return sheet
}

func figures(name string, c gazetteer.Counts) []xlsx.Cell {
	return append([]xlsx.Cell{{Value: name, Align: xlsx.Left}},
		xlsx.Cells(c.Added, c.Modified, c.Deleted, c.Added+c.Modified+c.Deleted, c.Filed, c.Announced, c.TakenIn)...)
}

// parameters says what was asked for, by whom and when.
func (w writer) parameters(by string, at time.Time) xlsx.Sheet {
	sheet := xlsx.Sheet{Name: w.text("parameters"), Title: w.text("parameters"), Widths: []float64{18, 60}}
	add := func(name, value string) { sheet.Pair(w.text("parameter_"+name), value) }
	q := w.Query
	add("period", w.note())
	add("area", strings.TrimSpace(w.AreaName+" "+q.Area))
	add("class", strings.TrimSpace(w.classes[q.Class]+" "+q.Class))
	add("text", q.Text)
	for _, p := range [][3]string{{"matter", "matter_", q.Matter}, {"state", "national_", q.State}, {"due", "due_", q.Due}, {"op", "op_", q.Op}} {
		if p[2] != "" {
			add(p[0], w.text(p[1]+p[2]))
		}
	}
	add("clerk", q.Clerk)
	if b := q.Box; b != nil {
		add("box", fmt.Sprintf("%g, %g – %g, %g", b.Min[0], b.Min[1], b.Max[0], b.Max[1]))
	}
	add("rule", w.text("rule"))
	add("at", chinatime.Second(at))
	add("by", by)
	return sheet
}

func texts(all []string) []any {
	values := make([]any, len(all))
	for i, text := range all {
		values[i] = text
	}
	return values
}
