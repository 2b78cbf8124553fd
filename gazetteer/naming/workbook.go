package naming

import (
	"context"
	"time"

	"github.com/google/uuid"

	"cairn/internal/chinatime"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// maxExported is the most rows of a workbook.
const maxExported = 200_000

// Workbook is the ledger as the office keeps it: the rows that the filter takes, and their
// counts by category and by county. Errors: as Ledger; problem.TooLarge.
func (s *Store) Workbook(ctx context.Context, f CleanupFilter, by string, lang problem.Lang) (xlsx.Book, error) {
	f.After, f.Limit = uuid.Nil, maxExported
	rows, err := s.Ledger(ctx, f)
	if err != nil {
		return xlsx.Book{}, err
	}
	if len(rows) > maxExported {
		return xlsx.Book{}, problem.New(problem.TooLarge, "naming.too_many", "max", maxExported)
	}
	sheet := ledgerSheet{lang}
	book := xlsx.Book{Sheets: []xlsx.Sheet{sheet.table(rows, f.Area, by, s.now())}}
	for _, by := range []string{"category", "county"} {
		counts, err := s.Counts(ctx, f, by)
		if err != nil {
			return xlsx.Book{}, err
		}
		book.Sheets = append(book.Sheets, sheet.counts(counts, by))
	}
	return book, nil
}

// ledgerSheet writes the ledger in a language.
type ledgerSheet struct{ lang problem.Lang }

func (s ledgerSheet) text(name string, params ...any) string {
	return problem.Say(s.lang, "naming."+name, params...)
}

// word is a value as people say it.
func (s ledgerSheet) word(kind, value string) string {
	if value == "" {
		return ""
	}
	key := "word." + kind + "_" + value
	if text := problem.Text(s.lang, key, nil); text != key {
		return text
	}
	return value
}

func (s ledgerSheet) head(names ...string) []xlsx.Cell {
	var cells []xlsx.Cell
	for _, name := range names {
		cells = append(cells, xlsx.Cell{Value: s.text("column_" + name)})
	}
	return cells
}

func (s ledgerSheet) table(rows []Cleanup, area, by string, at time.Time) xlsx.Sheet {
	sheet := xlsx.Sheet{Name: s.text("cleanup"), Title: s.text("cleanup_title", "area", area), Freeze: 2,
		Note: s.text("cleanup_note", "count", len(rows), "at", chinatime.Minute(at), "by", by),
		Header: [][]xlsx.Cell{s.head("number", "name", "class", "county", "township", "category", "message", "article", "severity",
			"state", "verdict", "reason", "judged_by", "judged_at", "new_name", "found_at", "closed_at")}}
	for i, r := range rows {
		r.Say(s.lang)
		sheet.Rows = append(sheet.Rows, xlsx.Cells(i+1, r.Name, r.ClassName, part(r.AreaPath, 1), part(r.AreaPath, 2),
			s.word("cleanup_category", r.Category), r.Message, r.Article, s.word("finding_severity", r.Severity),
			s.word("cleanup_state", r.State), s.word("cleanup_verdict", r.Verdict), r.Reason, r.JudgedBy, r.JudgedAt,
			r.NewName, r.FoundAt, r.ClosedAt))
	}
	return sheet
}

func (s ledgerSheet) counts(c CleanupCounts, by string) xlsx.Sheet {
	first := map[string]string{"category": "category", "county": "county"}[by]
	sheet := xlsx.Sheet{Name: s.text("summary") + " " + s.text("column_"+first), Title: s.text("summary"), Freeze: 1}
	head := s.head(first)
	for _, state := range States {
		head = append(head, xlsx.Cell{Value: s.word("cleanup_state", state)})
	}
	sheet.Header = [][]xlsx.Cell{append(head, xlsx.Cell{Value: s.text("column_total")})}
	row := func(name string, r CleanupCount) []xlsx.Cell {
		return xlsx.Cells(name, r.Found, r.Exception, r.ToRectify, r.Renamed, r.Closed, r.Total)
	}
	for _, r := range c.Rows {
		name := s.word("cleanup_category", r.By)
		if by == "county" {
			name = r.Name
		}
		sheet.Rows = append(sheet.Rows, row(name, r))
	}
	sheet.Footer = [][]xlsx.Cell{row(s.text("column_total"), c.Total)}
	return sheet
}

// part is a name of an area path; "" where the path is shorter.
func part(path []string, i int) string {
	if i < len(path) {
		return path[i]
	}
	return ""
}
