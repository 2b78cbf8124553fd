package national

import (
	"fmt"
	"slices"
	"strings"

	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// layout is where the rows of an export stand in its tables.
type layout struct {
	Headings []string
	Rows     []sourceRow
	Totals   int      // rows left out: totals, headers repeated on every printed page
	Skipped  []string // sheets with other headings
}

// sourceRow is a data row; Cells are as many as there are headings.
type sourceRow struct {
	Sheet  string
	Line   int
	Cells  []string
	Faults []fault
}

// fault is what could not be read of a cell; Column is -1 for the row as a whole.
type fault struct {
	Column int            `json:"column"`
	Key    string         `json:"key"`
	Params map[string]any `json:"params,omitempty"`
}

// headerDepth is how many rows with text may stand above the header.
const headerDepth = 30

// findLayout finds the header in each table (known: the plain headings of saved mappings)
// and collects the rows of those tables that have the headings of the first. loose takes
// the first row with two texts when no heading is known. Error: problem.Invalid.
func findLayout(tables []interchange.Table, known map[string]bool, loose bool) (layout, error) {
	var l layout
	for _, t := range tables {
		headings, first := findHeader(t.Rows, known)
		if headings == nil && loose {
			headings, first = firstTexts(t.Rows)
		}
		switch {
		case headings == nil && len(t.Rows) == 0:
		case headings == nil, l.Headings != nil && signature(headings) != signature(l.Headings):
			l.Skipped = append(l.Skipped, t.Name)
		default:
			if l.Headings == nil {
				l.Headings = headings
			}
			l.add(t, headings, first)
		}
	}
	switch {
	case l.Headings == nil:
		return l, problem.New(problem.Invalid, "national.no_header")
	case len(l.Rows) == 0:
		return l, problem.New(problem.Invalid, "national.no_rows")
	}
	return l, nil
}

// findHeader finds the row, or the two rows, with the most known headings: a name among
// them, or two of any. It gives the headings and the index of the first data row.
func findHeader(rows []interchange.TableRow, known map[string]bool) ([]string, int) {
	best, at := 0, -1
	for i := range min(headerDepth, len(rows)) {
		n := countKnown(rows[i].Cells, known)
		if two := twoRows(rows, i, known); two != nil {
			n = max(n, countKnown(two, known))
		}
		if n > best {
			best, at = n, i
		}
	}
	if at < 0 || best < 2 && len(filled(rows[at].Cells)) > 1 {
		return nil, 0
	}
	if two := twoRows(rows, at, known); two != nil {
		return distinct(two), at + 2
	}
	return distinct(rows[at].Cells), at + 1
}

// firstTexts takes the first row with two texts, or with the only one, for the header.
func firstTexts(rows []interchange.TableRow) ([]string, int) {
	for _, least := range []int{2, 1} {
		for i := range min(headerDepth, len(rows)) {
			if len(filled(rows[i].Cells)) >= least {
				return distinct(rows[i].Cells), i + 1
			}
		}
	}
	return nil, 0
}

func filled(cells []string) []string {
	return slices.DeleteFunc(slices.Clone(cells), func(c string) bool { return strings.TrimSpace(c) == "" })
}

// countKnown counts different fields and headings that are known.
func countKnown(cells []string, known map[string]bool) int {
	seen := map[string]bool{}
	for _, c := range cells {
		if field := fieldOf(c); field != "" {
			seen[field] = true
		} else if plain := plainHeading(c); known[plain] {
			seen[plain] = true
		}
	}
	return len(seen)
}

// twoRows joins row i with the one below when that goes on with the header: all its texts
// are headings, or repeat the one above (a cell merged downwards), and some are new.
func twoRows(rows []interchange.TableRow, i int, known map[string]bool) []string {
	if i+1 >= len(rows) {
		return nil
	}
	above, below := rows[i].Cells, rows[i+1].Cells
	joined := make([]string, max(len(above), len(below)))
	fresh := 0
	for j := range joined {
		up, down := strings.TrimSpace(cell(above, j)), strings.TrimSpace(cell(below, j))
		switch {
		case down == "" || down == up:
			joined[j] = up
			continue
		case fieldOf(down) == "" && !known[plainHeading(down)] && !known[plainHeading(up+"/"+down)]:
			return nil
		case up == "":
			joined[j] = down
		default:
			joined[j] = up + "/" + down
		}
		fresh++
	}
	if fresh == 0 || countKnown(above, known) == 0 && countKnown(joined, known) == countKnown(below, known) {
		return nil // titles above a header in one row
	}
	return joined
}

func cell(cells []string, i int) string {
	if i < len(cells) {
		return cells[i]
	}
	return ""
}

// distinct gives every column a heading of its own; empty ones at the end are dropped.
func distinct(cells []string) []string {
	seen := map[string]int{}
	var out []string
	for i, c := range cells {
		heading := strings.Join(strings.Fields(c), " ")
		if heading == "" {
			heading = fmt.Sprintf("#%d", i+1)
		}
		plain := plainHeading(heading)
		if seen[plain]++; seen[plain] > 1 {
			heading = fmt.Sprintf("%s #%d", heading, seen[plain])
		}
		out = append(out, heading)
	}
	for len(out) > 0 && strings.TrimSpace(cells[len(out)-1]) == "" {
		out = out[:len(out)-1]
	}
	return out
}

// add takes the data rows of a table. Its columns may stand in another order than the
// first table's.
func (l *layout) add(t interchange.Table, headings []string, first int) {
	order := make([]int, len(l.Headings))
	for i, h := range l.Headings {
		order[i] = slices.IndexFunc(headings, func(other string) bool { return plainHeading(other) == plainHeading(h) })
	}
	for _, r := range t.Rows[first:] {
		if isTotal(r.Cells) || isHeader(r.Cells, headings) {
			l.Totals++
			continue
		}
		row := sourceRow{Sheet: t.Name, Line: r.Line, Cells: make([]string, len(order)), Faults: faultsOf(r, order)}
		for i, j := range order {
			row.Cells[i] = strings.TrimSpace(strings.ToValidUTF8(cell(r.Cells, j), "\uFFFD"))
		}
		if len(filled(row.Cells)) > 0 || len(row.Faults) > 0 {
			l.Rows = append(l.Rows, row)
		}
	}
}

func faultsOf(r interchange.TableRow, order []int) []fault {
	faults := []fault{}
	for _, f := range r.Faults {
		column := f.Column
		if column >= 0 {
			if column = slices.Index(order, f.Column); column < 0 {
				continue // beyond the headings
			}
		}
		p := problem.Bad("", f.Key, f.Params...)
		faults = append(faults, fault{column, p.Key, p.Params})
	}
	return faults
}

// isTotal: a row whose first text is a word for a total and that says little else.
func isTotal(cells []string) bool {
	texts := filled(cells)
	if len(texts) == 0 {
		return false
	}
	word := strings.TrimRight(plainHeading(texts[0]), ":：")
	return slices.Contains([]string{"合计", "总计", "小计", "共计", "总数", "total"}, word) || len(texts) == 1 && strings.HasPrefix(word, "合计")
}

// isHeader: a header repeated further down.
func isHeader(cells, headings []string) bool {
	same := 0
	for i, h := range headings {
		lower := h[strings.LastIndexByte(h, '/')+1:]
		if c := plainHeading(cell(cells, i)); c != "" && (c == plainHeading(h) || c == plainHeading(lower)) {
			same++
		}
	}
	return same > 0 && same == len(filled(cells))
}
