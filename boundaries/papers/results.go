package papers

import (
	"fmt"
	"time"

	"cairn/boundaries"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/paper"
)

// blankRows is how many empty rows a blank table has.
const blankRows = 18

// Results is the table of results (界桩成果表) of a line or an area.
type Results struct {
	of      string // name of the line or area
	markers []boundaries.Marker
	names   map[string]string // of areas
	blank   bool
	coarse  string // note on coarse coordinates
	at      time.Time
}

// columns of the table with their widths, in digits, and how Excel shows their numbers.
var columns = []struct {
	name   string
	width  float64
	format string
}{{"seq", 6, ""}, {"number", 14, ""}, {"grade", 8, ""}, {"type", 10, ""}, {"material", 14, ""}, {"northing", 16, "0.0000"},
	{"easting", 16, "0.0000"}, {"height", 10, "0.0##"}, {"lon", 18, ""}, {"lat", 18, ""}, {"erected_on", 16, ""}, {"managing", 18, ""}, {"remark", 14, ""}}

// Title is the title of the table, which files are named by.
func (r Results) Title() string {
	if r.blank || r.of == "" {
		return word("results")
	}
	return wordWith("results_of", "name", r.of)
}

// note names the systems of the coordinates.
func (r Results) note() string {
	crs := ""
	for _, m := range r.markers {
		if m.ProjectedCRS != "" && crs != "" && m.ProjectedCRS != crs {
			return word("note_mixed")
		}
		if m.ProjectedCRS != "" {
			crs = m.ProjectedCRS
		}
	}
	if crs == "" {
		return word("note_blank")
	}
	return wordWith("note", "crs", crs)
}

// values are the cells of a marker, in the order of the columns.
func (r Results) values(i int, m boundaries.Marker) []any {
	return []any{i + 1, m.Number, wordOf("level_", m.Grade), wordOf("type_", m.Type), wordOf("material_", m.Material),
		m.Northing, m.Easting, m.HeightM, degrees(m.Lon), degrees(m.Lat), day(m.ErectedOn), r.names[m.ManagingArea], r.remark(m)}
}

// text is a value in words.
func text(v any, format string) string {
	switch x, ok := v.(*float64); {
	case ok && format == "0.0000":
		return grid(x)
	case ok:
		return height(x)
	}
	return fmt.Sprint(v)
}

// remark says what is out of the ordinary; a marker of a table with several systems says its
// own.
func (r Results) remark(m boundaries.Marker) string {
	text := ""
	if m.Status == "lost" {
		text = word("lost")
	}
	if r.note() == word("note_mixed") {
		text += m.ProjectedCRS
	}
	return text
}

// Document is the table as a paper that lies on its side.
func (r Results) Document() paper.Document {
	doc := paper.Document{Title: r.Title(), At: r.at, Wide: true}
	t := paper.Table{Header: [][]paper.Cell{{}}}
	for _, c := range columns {
		t.Header[0] = append(t.Header[0], paper.Cell{Text: word(c.name)})
		t.Widths = append(t.Widths, c.width)
	}
	for i, m := range r.markers {
		var row []paper.Cell
		for k, v := range r.values(i, m) {
			row = append(row, paper.Cell{Text: text(v, columns[k].format)})
		}
		t.Rows = append(t.Rows, row)
	}
	if r.blank {
		for i := range blankRows {
			t.Rows = append(t.Rows, append([]paper.Cell{{Text: itoa(i + 1)}}, make([]paper.Cell, len(columns)-1)...))
		}
	}
	doc.Blocks = append(doc.Blocks, paper.Heading{Level: 0, Text: r.Title()}, paper.Line(r.note()+r.coarse, paper.Left), t, closing())
	return doc
}

func (r Results) sheet() xlsx.Sheet {
	s := xlsx.Sheet{Name: word("results"), Title: r.Title(), Note: r.note() + r.coarse, Freeze: 2}
	var head []xlsx.Cell
	for _, c := range columns {
		head = append(head, xlsx.Cell{Value: word(c.name)})
		s.Widths = append(s.Widths, c.width)
	}
	s.Header = [][]xlsx.Cell{head}
	for i, m := range r.markers {
		row := xlsx.Cells(r.values(i, m)...)
		for k, c := range columns {
			row[k].Format = c.format
		}
		s.Rows = append(s.Rows, row)
	}
	if r.blank {
		for i := range blankRows {
			s.Rows = append(s.Rows, append(xlsx.Cells(i+1), make([]xlsx.Cell, len(columns)-1)...))
		}
	}
	return s
}
