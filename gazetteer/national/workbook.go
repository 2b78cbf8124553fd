package national

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"cairn/internal/actor"
	"cairn/internal/chinatime"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// Workbook is the report of an export, as far as it concerns the reader's area and fits the
// filter: a sheet for each kind of difference, and one for the bad rows. Errors: as
// Differences.
func (s *Store) Workbook(ctx context.Context, by actor.Actor, id uuid.UUID, f Filter, lang problem.Lang) (xlsx.Book, Export, error) {
	f.After, f.Limit = 0, 100_000
	x, list, err := s.Differences(ctx, by, id, f)
	if err != nil {
		return xlsx.Book{}, x, err
	}
	_, bad, err := s.Rows(ctx, by, id, rowBad, 0, 100_000)
	if err != nil {
		return xlsx.Book{}, x, err
	}
	b := bookMaker{lang: lang, export: x, names: comparedNames()}
	book := xlsx.Book{Sheets: []xlsx.Sheet{b.differing(list), b.rows(MissingHere, list), b.entries(list), b.ambiguous(list), b.bad(bad)}}
	return book, x, nil
}

// bookMaker words the report.
type bookMaker struct {
	lang   problem.Lang
	export Export
	names  []string
}

func (b *bookMaker) text(key string) string { return problem.Text(b.lang, "national."+key, nil) }

func (b *bookMaker) field(name string) string { return b.text("field_" + name) }

func (b *bookMaker) sheet(kind string, header ...string) xlsx.Sheet {
	var cells []xlsx.Cell
	for _, key := range header {
		cells = append(cells, xlsx.Cell{Value: b.text(key)})
	}
	note := problem.Text(b.lang, "national.report_note", map[string]any{"version": b.export.ExportVersion, "day": b.export.ExportedOn,
		"area": b.export.AreaName, "at": chinatime.Minute(b.export.ComparedAt)})
	return xlsx.Sheet{Name: b.text(kind), Title: b.text(kind), Note: note, Header: [][]xlsx.Cell{cells}, Freeze: 1}
}

// who is the first cells of every row: name, class, areas.
func (x *Difference) who() []any {
	return []any{x.Name, x.ClassName, strings.Join(x.AreaPath, " ")}
}

// decision is the last cells of every row: state, change set, reason, who and when.
func (b *bookMaker) decision(x *Difference) []any {
	var set, at any
	if x.SetNumber != nil {
		set = *x.SetNumber
	}
	if x.DecidedAt != nil {
		at = *x.DecidedAt
	}
	return []any{b.text("state_" + x.State), set, x.Reason, x.DecidedBy, at}
}

func (b *bookMaker) differing(list []Difference) xlsx.Sheet {
	s := b.sheet(Differs, "name", "class", "area", "field", "ours", "theirs", "distance", "confidence", "row", "state", "set", "reason", "decided_by", "decided_at")
	for _, x := range list {
		if x.Kind == Differs {
			cells := append(x.who(), b.field(x.Field), shownValue(x.Ours), shownValue(x.Theirs), x.DistanceM, x.Confidence, x.Row)
			s.Rows = append(s.Rows, xlsx.Cells(append(cells, b.decision(&x)...)...))
		}
	}
	return s
}

// rows are the differences that show a whole row of the export.
func (b *bookMaker) rows(kind string, list []Difference) xlsx.Sheet {
	s := b.sheet(kind, "row", "state", "set", "reason", "decided_by", "decided_at")
	for _, name := range b.names {
		s.Header[0] = append(s.Header[0], xlsx.Cell{Value: b.field(name)})
	}
	for _, x := range list {
		if x.Kind != kind {
			continue
		}
		record := decoded[Record](x.Theirs)
		cells := append([]any{x.Row}, b.decision(&x)...)
		for _, name := range b.names {
			cells = append(cells, shownValue(asJSON(record.value(name))))
		}
		s.Rows = append(s.Rows, xlsx.Cells(cells...))
	}
	return s
}

func (b *bookMaker) entries(list []Difference) xlsx.Sheet {
	s := b.sheet("missing_there_sheet", "name", "class", "area", "place_code", "state", "set", "reason", "decided_by", "decided_at")
	for _, x := range list {
		if x.Kind == MissingThere {
			ours := decoded[map[string]string](x.Ours)
			s.Rows = append(s.Rows, xlsx.Cells(append(append(x.who(), ours[fieldPlaceCode]), b.decision(&x)...)...))
		}
	}
	return s
}

func (b *bookMaker) ambiguous(list []Difference) xlsx.Sheet {
	s := b.rows(Ambiguous, list)
	s.Header[0] = append(s.Header[0], xlsx.Cell{Value: b.text("candidates")})
	i := 0
	for _, x := range list {
		if x.Kind != Ambiguous {
			continue
		}
		var names []string
		for _, c := range decoded[[]candidateBody](x.Candidates) {
			names = append(names, fmt.Sprintf("%s (%s, %s, %.0f%%)", c.Name, c.AreaCode, c.ClassCode, c.Confidence*100))
		}
		s.Rows[i] = append(s.Rows[i], xlsx.Cell{Value: strings.Join(names, "\n")})
		i++
	}
	return s
}

func (b *bookMaker) bad(rows []RowView) xlsx.Sheet {
	s := b.sheet("bad_rows", "row", "line", "problems")
	for _, heading := range b.export.Headings {
		s.Header[0] = append(s.Header[0], xlsx.Cell{Value: heading})
	}
	for _, r := range rows {
		var texts []string
		for _, f := range r.Fields(b.export.Headings) {
			texts = append(texts, f.Field+": "+f.Text(b.lang))
		}
		cells := []any{r.N, r.Line, strings.Join(texts, "\n")}
		for _, c := range r.Cells {
			cells = append(cells, c)
		}
		s.Rows = append(s.Rows, xlsx.Cells(cells...))
	}
	return s
}

// shownValue is a value of a difference as a cell shows it.
func shownValue(raw json.RawMessage) any {
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return ""
	case raw[0] == '[':
		return strings.Join(decoded[[]string](raw), "；")
	case raw[0] == '{':
		p := decoded[point](raw)
		return fmt.Sprintf("%.6f, %.6f", p.Lon, p.Lat)
	}
	return decoded[string](raw)
}
