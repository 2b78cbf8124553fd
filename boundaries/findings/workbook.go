package findings

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"cairn/internal/chinatime"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// Workbook is the list as a table with its footer.
func (s Sheet) Workbook(lang problem.Lang) xlsx.Book {
	w := writer{s, lang}
	sheet := xlsx.Sheet{Name: w.text("ledger_short"), Title: w.text("ledger"), Freeze: 2,
		Note: w.text("ledger_note", "by", s.By, "at", chinatime.Minute(s.At))}
	var head []xlsx.Cell
	for _, c := range columns {
		head = append(head, xlsx.Cell{Value: w.text("col_" + c.name)})
		sheet.Widths = append(sheet.Widths, c.width)
	}
	sheet.Header = [][]xlsx.Cell{head}
	for i, r := range s.Rows {
		sheet.Rows = append(sheet.Rows, w.row(i+1, r))
	}
	t := s.Totals
	sheet.Footer = [][]xlsx.Cell{{{Value: w.text("footer", "rows", t.Rows, "markers", t.Markers, "all", t.MarkersAll,
		"open", t.Open, "overdue", t.Overdue), Across: len(columns), Bold: true, Align: xlsx.Left}}}
	return xlsx.Book{Sheets: []xlsx.Sheet{sheet}}
}

// columns of the sheet with their widths in digits.
var columns = []struct {
	name  string
	width float64
}{{"number", 6}, {"marker", 14}, {"line", 28}, {"responsible", 16}, {"basis", 22}, {"condition", 16}, {"inspected", 12}, {"photo", 8},
	{"kind", 12}, {"description", 28}, {"found", 17}, {"reported", 22}, {"told", 17}, {"visit", 18}, {"handling", 28}, {"registration", 20},
	{"state", 12}, {"overdue", 10}}

// Sheet is the list with what it takes to write it as a workbook.
type Sheet struct {
	Rows       []MarkerLedgerRow
	Totals     MarkerLedgerTotals
	Conditions map[string]string // words of their codes
	By         string            // who took it out of the system, and when
	At         time.Time
}

// writer writes a sheet in a language.
type writer struct {
	Sheet
	lang problem.Lang
}

func (w writer) text(name string, params ...any) string {
	return problem.Say(w.lang, "findings."+name, params...)
}

// coded is the word for a code; "" for none.
func (w writer) coded(of, code string) string {
	if code == "" {
		return ""
	}
	return w.text(of + "_" + code)
}

func (w writer) row(n int, r MarkerLedgerRow) []xlsx.Cell {
	lines, conditions := make([]string, len(r.Lines)), make([]string, len(r.Condition))
	for i, l := range r.Lines {
		lines[i] = l.Name
	}
	if r.ChainageM != nil {
		lines = append(lines, w.text("at_chainage", "km", strconv.FormatFloat(*r.ChainageM/1000, 'f', 3, 64)))
	}
	for i, c := range r.Condition {
		conditions[i] = cmp.Or(w.Conditions[c], c)
	}
	photo, late, days := "", "", ""
	if r.PhotoID != nil {
		photo = w.text("has_photo")
	}
	if r.Late {
		late = w.text("late")
	}
	if r.DaysOverdue > 0 {
		days = strconv.Itoa(r.DaysOverdue)
	}
	registration := r.RegistrationDocument
	if r.RegistrationVersion != nil {
		registration = spaced(w.text("version", "version", *r.RegistrationVersion), registration)
	}
	return xlsx.Cells(n, r.Marker, strings.Join(lines, "\n"), r.ResponsibleName, spaced(r.ResponsibleBasis, orEmpty(r.ResponsibleBasisOn)),
		strings.Join(conditions, "、"), date(r.InspectedAt), photo, w.coded("kind", r.Kind), r.Description, minute(r.FoundAt),
		spaced(minute(r.ReportedAt), late), minute(r.NeighbourToldAt), spaced(orEmpty(r.VisitOn), r.Visitors),
		spaced(w.coded("outcome", r.Outcome), orEmpty(r.HandledOn), r.Handling), registration, w.coded("state", r.State), days)
}

// spaced joins what is not empty.
func spaced(parts ...string) string {
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

func orEmpty(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

func date(at *time.Time) string {
	if at == nil {
		return ""
	}
	return chinatime.Day(*at)
}

func minute(at *time.Time) string {
	if at == nil {
		return ""
	}
	return chinatime.Minute(*at)
}
