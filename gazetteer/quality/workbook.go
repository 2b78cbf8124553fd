package quality

import (
	"context"

	"github.com/google/uuid"

	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// maxExported is the most items of a workbook.
const maxExported = 200_000

// Workbook is the list of a review to be worked off. Errors: as Items.
func (s *Store) Workbook(ctx context.Context, review uuid.UUID, f ItemFilter, lang problem.Lang) (xlsx.Book, error) {
	r, err := s.Review(ctx, review)
	if err != nil {
		return xlsx.Book{}, err
	}
	f.After, f.Limit = uuid.Nil, maxExported
	items, err := s.Items(ctx, review, f)
	if err != nil {
		return xlsx.Book{}, err
	}
	text := func(key string) string { return problem.Text(lang, key, nil) }
	var head []xlsx.Cell
	for _, name := range []string{"number", "name", "class", "area", "kind", "message", "severity", "state", "reason", "judged_by", "judged_at"} {
		head = append(head, xlsx.Cell{Value: text("quality.column_" + name)})
	}
	sheet := xlsx.Sheet{Name: text("quality.list"), Title: r.Title, Freeze: 2, Header: [][]xlsx.Cell{head},
		Note: problem.Text(lang, "quality.progress", map[string]any{"area": r.AreaName, "entries": r.Entries, "open": r.Open,
			"mended": r.Mended, "accepted": r.Accepted, "at": r.LookedAt.Format("2006-01-02")})}
	for i, it := range items {
		it.Say(lang)
		area := ""
		for _, name := range it.AreaPath {
			area += name
		}
		sheet.Rows = append(sheet.Rows, xlsx.Cells(i+1, it.Name, it.ClassCode, area, text("word.quality_kind_"+it.Kind), it.Message,
			text("word.finding_severity_"+it.Severity), text("word.quality_state_"+it.State), it.Reason, it.JudgedBy, it.JudgedAt))
	}
	return xlsx.Book{Sheets: []xlsx.Sheet{sheet}}, nil
}
