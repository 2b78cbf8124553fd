package xlsx

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"time"

	tealeg "github.com/tealeg/xlsx/v3"
)

// maxMerged is how many places merged cells may cover in all.
const maxMerged = 2_000_000

// sheetReader reads the cells of one sheet.
type sheetReader struct {
	book   *bookReader
	x      *xmlReader
	table  Table
	merged []string
	row    TableRow
	column int // of the cell that is read, from 0
	kind   string
	style  int
	value  strings.Builder
}

func (b *bookReader) sheet(part string) (Table, error) {
	x, err := b.part(part)
	if err != nil {
		return Table{}, err
	}
	if x == nil {
		return Table{}, fmt.Errorf("no part %s", part)
	}
	defer x.close()
	s := &sheetReader{book: b, x: x}
	if err := s.read(); err != nil {
		return Table{}, err
	}
	return s.table, s.fillMerged()
}

func (s *sheetReader) read() error {
	text, sound := false, false
	for s.x.next() {
		var err error
		switch x := s.x; {
		case x.start == "row":
			s.startRow()
		case x.end == "row":
			err = s.endRow()
		case x.start == "c":
			err = s.startCell()
		case x.end == "c":
			err = s.endCell()
		case x.start == "rPh", x.end == "rPh":
			sound = x.start != ""
		case x.start == "v", x.end == "v", x.start == "t", x.end == "t":
			text = x.start != ""
		case x.start == "mergeCell":
			s.merged = append(s.merged, x.attr("ref"))
		case text && !sound:
			s.value.WriteString(x.text)
		}
		if err != nil {
			return err
		}
	}
	return s.x.err
}

func (s *sheetReader) startRow() {
	number := s.row.Number + 1
	if n, err := strconv.Atoi(s.x.attr("r")); err == nil && n > s.row.Number {
		number = n
	}
	s.row, s.column = TableRow{Number: number}, -1
}

func (s *sheetReader) endRow() error {
	if len(s.row.Cells) == 0 {
		return nil
	}
	if s.book.rows++; s.book.rows > s.book.limits.Rows {
		return s.book.tooLarge()
	}
	s.table.Rows = append(s.table.Rows, s.row)
	return nil
}

func (s *sheetReader) startCell() error {
	s.column++
	if ref := s.x.attr("r"); ref != "" {
		column, _, err := tealeg.GetCoordsFromCellIDString(ref)
		if err != nil {
			return fmt.Errorf("cell %.20q: %w", ref, err)
		}
		s.column = column
	}
	if s.column < 0 || s.column >= maxColumns {
		return s.book.tooLarge()
	}
	s.kind = s.x.attr("t")
	s.style, _ = strconv.Atoi(s.x.attr("s"))
	s.value.Reset()
	return nil
}

// endCell keeps the cell's text; empty cells far out, which spreadsheets leave behind, don't count.
func (s *sheetReader) endCell() error {
	text, err := s.cellText(s.value.String())
	if err != nil || text == "" {
		return err
	}
	if s.column >= s.book.limits.Columns {
		return s.book.tooLarge()
	}
	if s.book.text -= int64(len(text)); s.book.text < 0 {
		return s.book.tooLarge()
	}
	for len(s.row.Cells) <= s.column {
		s.row.Cells = append(s.row.Cells, "")
	}
	s.row.Cells[s.column] = text
	return nil
}

func (s *sheetReader) cellText(raw string) (string, error) {
	switch s.kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(raw))
		if err != nil || i < 0 || i >= len(s.book.strings) {
			return "", fmt.Errorf("row %d points to text %.20q", s.row.Number, raw)
		}
		return s.book.strings[i], nil
	case "inlineStr", "str", "d":
		return unescape(raw), nil
	case "b":
		return map[string]string{"1": "TRUE", "0": "FALSE"}[raw], nil
	case "e": // #REF! and the like say nothing
		return "", nil
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return strings.TrimSpace(raw), nil
	}
	if s.style >= 0 && s.style < len(s.book.dates) && s.book.dates[s.style] {
		if day, ok := s.book.day(v); ok {
			return day, nil
		}
	}
	return shownNumber(v), nil
}

// shownNumber is a number as a spreadsheet shows it: 15 significant digits, without the
// noise of binary fractions, and never with an exponent.
func shownNumber(v float64) string {
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil {
		short = v
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// day is the day, and the time if there is one, of a count of days.
func (b *bookReader) day(days float64) (string, bool) {
	if days < 1 || days > 2_958_465 { // 9999-12-31
		return "", false
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.base == 1904 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	whole, part := math.Modf(days)
	at := first.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round(part*86400)) * time.Second)
	if part == 0 {
		return at.Format(time.DateOnly), true
	}
	return at.Format(time.DateTime), true
}

// fillMerged writes the text of merged cells into all places that they cover.
func (s *sheetReader) fillMerged() error {
	covered := 0
	for _, ref := range s.merged {
		from, to, ok := strings.Cut(ref, ":")
		x0, y0, err0 := tealeg.GetCoordsFromCellIDString(from)
		x1, y1, err1 := tealeg.GetCoordsFromCellIDString(to)
		if !ok || err0 != nil || err1 != nil || x0 < 0 || x1 < x0 || y1 < y0 {
			continue
		}
		rows := s.table.Rows
		first := sort.Search(len(rows), func(i int) bool { return rows[i].Number >= y0+1 })
		if first == len(rows) || rows[first].Number != y0+1 || x0 >= len(rows[first].Cells) {
			continue // an empty merged cell
		}
		text := rows[first].Cells[x0]
		for i := first; i < len(rows) && rows[i].Number <= y1+1; i++ {
			for x := x0; x <= min(x1, s.book.limits.Columns-1); x++ {
				if covered++; covered > maxMerged {
					return s.book.tooLarge()
				}
				rows[i].put(x, text)
			}
		}
	}
	return nil
}

// put sets a cell that is empty.
func (r *TableRow) put(column int, text string) {
	for len(r.Cells) <= column {
		r.Cells = append(r.Cells, "")
	}
	if r.Cells[column] == "" {
		r.Cells[column] = text
	}
}
