package rounds

import (
	"fmt"
	"io"
	"strings"
	"time"

	"cairn/internal/chinatime"
	"cairn/internal/interchange"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// columns of the table.
var columns = xlsx.Columns{
	{"", "seq", 6}, {"", "line", 30}, {"", "level", 8}, {"parties", "left", 18}, {"parties", "right", 18}, {"", "leading", 18},
	{"", "agreed_km", 12}, {"inspection", "last", 16}, {"inspection", "due", 12}, {"inspection", "state", 10}, {"inspection", "walked_km", 12},
	{"markers", "markers_due", 8}, {"markers", "markers_done", 8}, {"", "conclusion", 12},
	{"signing", "ours", 12}, {"signing", "theirs", 12}, {"signing", "document", 20}, {"", "problems", 36},
}

// text is a message of the ledger in a language.
func text(lang problem.Lang, name string, params ...any) string {
	return problem.Say(lang, "rounds."+name, params...)
}

// values are the cells of a row after its number.
func (e LedgerLine) values(lang problem.Lang) []any {
	return []any{e.Name, text(lang, "level_"+e.Level), e.LeftName, e.RightName, e.LeadingName, number(e.AgreedLengthKm),
		e.last(lang), e.due(lang), text(lang, "state_"+e.State), number(e.WalkedKm), e.MarkersDue, e.MarkersDone, e.concluded(lang),
		orEmpty(e.OurSignedOn), orEmpty(e.TheirSignedOn), e.Document, e.open(lang)}
}

func (e LedgerLine) concluded(lang problem.Lang) string {
	if e.Conclusion == "" {
		return ""
	}
	conclusion := text(lang, "conclusion_"+e.Conclusion)
	if e.Disagreement {
		conclusion += text(lang, "disagreeing")
	}
	return conclusion
}

func (e LedgerLine) last(lang problem.Lang) string {
	if e.LastRound == nil {
		return ""
	}
	return strings.TrimSpace(text(lang, "round", "round", *e.LastRound) + " " + orEmpty(e.LastOn))
}

func (e LedgerLine) due(lang problem.Lang) string {
	if e.Overdue {
		return orEmpty(e.DueOn) + " " + text(lang, "overdue")
	}
	return orEmpty(e.DueOn)
}

func (e LedgerLine) open(lang problem.Lang) string {
	parts := []string{}
	if e.Problems != "" {
		parts = append(parts, e.Problems)
	}
	if n := e.markersOpen(); n > 0 {
		parts = append(parts, text(lang, "markers_bad", "count", n))
	}
	if e.OpenFindings > 0 {
		parts = append(parts, text(lang, "findings_open", "count", e.OpenFindings))
	}
	if len(parts) == 0 && e.OpenProblems {
		parts = append(parts, text(lang, "conclusion_follow_up"))
	}
	return strings.Join(parts, text(lang, "semicolon"))
}

// number is a cell of a figure, or an empty one.
func number(x *float64) any {
	if x == nil {
		return nil
	}
	return *x
}

func orEmpty(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// Title is what the ledger is called.
func (s Sheet) Title(lang problem.Lang) string {
	return text(lang, "ledger_title", "round", s.Round.Name(lang))
}

// footer words the totals: lines of all, km of all, markers of all.
func (t RoundTotals) footer(lang problem.Lang) string {
	return text(lang, "ledger_footer", "lines_done", t.LinesDone, "lines", t.Lines, "km_done", fmt.Sprintf("%.3f", t.KmDone),
		"km", fmt.Sprintf("%.3f", t.Km), "markers_done", t.MarkersDone, "markers", t.Markers, "walked", fmt.Sprintf("%.3f", t.KmWalked), "overdue", t.Overdue,
		"findings", t.OpenFindings)
}

// Workbook is the ledger in the form of the office's report: the table with its footer, and
// a sheet that says what was asked for, by whom and when.
func (s Sheet) Workbook(by string, at time.Time, lang problem.Lang) xlsx.Book {
	table := xlsx.Sheet{Name: text(lang, "ledger"), Title: s.Title(lang), Note: text(lang, "ledger_note"), Freeze: 2}
	table.Head(columns, func(name string) string { return text(lang, "group_"+name) }, func(name string) string { return text(lang, "column_"+name) })
	for i, e := range s.Entries {
		row := append([]xlsx.Cell{{Value: i + 1}}, xlsx.Cells(e.values(lang)...)...)
		row[6].Format, row[10].Format = "0.000", "0.000"
		table.Rows = append(table.Rows, row)
	}
	table.Footer = append(table.Footer, footerRow(text(lang, "total"), s.Totals.footer(lang)))
	if s.Totals.Lines != s.Whole.Lines {
		table.Footer = append(table.Footer, footerRow(text(lang, "whole"), s.Whole.footer(lang)))
	}
	return xlsx.Book{Sheets: []xlsx.Sheet{table, s.parameters(by, at, lang)}}
}

func footerRow(label, figures string) []xlsx.Cell {
	return []xlsx.Cell{{Value: label, Across: 2, Align: xlsx.Center}, {Value: figures, Across: len(columns) - 2, Align: xlsx.Left}}
}

// parameters says what was asked for.
func (s Sheet) parameters(by string, at time.Time, lang problem.Lang) xlsx.Sheet {
	sheet := xlsx.Sheet{Name: text(lang, "parameters"), Title: text(lang, "parameters"), Widths: []float64{18, 60}}
	add := func(name, value string) { sheet.Pair(text(lang, "parameter_"+name), value) }
	q := s.Query
	add("round", s.Round.Name(lang))
	add("area", q.Area)
	add("party", q.Party)
	for _, p := range [][3]string{{"level", "level_", q.Level}, {"state", "state_", q.State}, {"conclusion", "conclusion_", q.Conclusion}} {
		if p[2] != "" {
			add(p[0], text(lang, p[1]+p[2]))
		}
	}
	if q.Batch > 0 {
		add("batch", fmt.Sprint(q.Batch))
	}
	if q.Due != "" {
		add("due", text(lang, q.Due))
	}
	add("text", q.Text)
	if b := q.Box; b != nil {
		add("box", fmt.Sprintf("%g, %g – %g, %g", b.Min[0], b.Min[1], b.Max[0], b.Max[1]))
	}
	add("at", chinatime.Second(at))
	add("by", by)
	return sheet
}

// writeCSV writes the table as CSV, for the archive.
func (s Sheet) writeCSV(w io.Writer, lang problem.Lang) error {
	heads := make([]string, len(columns))
	for i, c := range columns {
		heads[i] = text(lang, "column_"+c.Name)
	}
	rows := make([][]string, len(s.Entries))
	for i, e := range s.Entries {
		rows[i] = []string{fmt.Sprint(i + 1)}
		for _, v := range e.values(lang) {
			if v == nil {
				v = ""
			}
			rows[i] = append(rows[i], fmt.Sprint(v))
		}
	}
	return writeCSV(w, heads, rows)
}

// writeCSV writes a table in UTF-8 with a byte order mark.
func writeCSV(w io.Writer, heads []string, rows [][]string) error {
	out, err := interchange.NewCSVWriter(w, true)
	if err != nil {
		return err
	}
	for _, row := range append([][]string{heads}, rows...) {
		if err := out.Write(row...); err != nil {
			return err
		}
	}
	return out.Flush()
}
