package papers

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/boundaries"
	"cairn/data"
	"cairn/internal/paper"
)

// Rows of a sheet without entries, and the fewest lines that a stretch has room for.
const (
	blankMarkers   = 4
	blankStretches = 6
	stretchLines   = 3
)

// Stop is a place on a line at which its inspection begins, ends or meets markers, by chainage.
type Stop struct {
	Km      float64
	Number  string      // of its marker, without the letter of one of several
	Markers []uuid.UUID // that stand there
}

// sheet is what an inspection sheet is filled in from.
type sheet struct {
	line       boundaries.Line
	stops      []Stop
	markers    map[uuid.UUID]boundaries.Marker
	conditions []string
	blank      bool
}

// Sheet is the inspection sheet (界线检查现场记录表) of a line, to be filled in by hand and
// typed afterwards: its stretches between the stops, which come by chainage, and its markers
// with their registered witnesses beside room for what was found. A blank one names nothing.
// Error: problem.NotFound.
func (s *Store) Sheet(ctx context.Context, code string, stops []Stop, blank bool) (paper.Document, error) {
	l, err := s.lines.Get(ctx, code)
	if err != nil {
		return paper.Document{}, err
	}
	f := sheet{line: l, stops: stops, blank: blank, markers: map[uuid.UUID]boundaries.Marker{}}
	for _, stop := range stops {
		for _, id := range stop.Markers {
			if f.markers[id], err = s.markers.Get(ctx, id); err != nil {
				return paper.Document{}, err
			}
		}
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("conditions"))
	if err != nil {
		return paper.Document{}, data.Problem(err)
	}
	if f.conditions, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil {
		return paper.Document{}, data.Problem(err)
	}
	return f.document(s.now()), nil
}

func (f sheet) document(at time.Time) paper.Document {
	doc := paper.Document{Title: word("sheet_blank"), At: at}
	if !f.blank {
		doc.Title = wordWith("sheet_of", "name", f.line.Name)
	}
	doc.Blocks = append(doc.Blocks, paper.Heading{Level: 0, Text: word("sheet")}, f.head(), f.stretches())
	doc.Blocks = append(doc.Blocks, f.markerTables()...)
	doc.Blocks = append(doc.Blocks, paper.Form{Pairs: 1, Fields: []paper.Field{{Label: word("sheet_other"), Lines: 4}}},
		paper.Line(word("sheet_hint"), paper.Left), closing())
	return doc
}

// known is a value of the register; a blank sheet has none.
func (f sheet) known(value string) string {
	if f.blank {
		return ""
	}
	return value
}

func (f sheet) head() paper.Form {
	pair := func(name, value string) paper.Field {
		return paper.Field{Label: word(name), Value: f.known(value)}
	}
	chosen := func(name, choices string) paper.Field { return paper.Field{Label: word(name), Value: word(choices)} }
	length := ""
	if f.line.AgreedLengthKm != nil {
		length = fmt.Sprintf("%.3f", *f.line.AgreedLengthKm)
	}
	return paper.Form{Fields: []paper.Field{
		pair("sheet_line", f.line.Name), pair("sheet_code", f.line.Code),
		pair("grade", wordOf("level_", f.line.Level)), pair("sheet_agreed", length),
		pair("party_1", f.line.LeftName), pair("party_2", f.line.RightName),
		chosen("sheet_kind", "sheet_kinds"), chosen("sheet_source", "sheet_sources"),
		{Label: word("sheet_on")}, {Label: word("sheet_weather")},
		{Label: word("sheet_observers_1")}, {Label: word("sheet_observers_2")},
	}}
}

// boxes are the conditions, each with a box to tick.
func (f sheet) boxes() string { return "□" + strings.Join(f.conditions, "　□") }

// stretches has a row for every part of the line between two stops.
func (f sheet) stretches() paper.Table {
	t := paper.Table{Header: [][]paper.Cell{paper.Cells(words("seq", "sheet_stretch", "conditions", "sheet_found", "sheet_photos")...)}, Widths: []float64{1, 4, 4, 5, 1.5}}
	row := func(i int, stretch string) {
		t.Rows = append(t.Rows, []paper.Cell{{Text: itoa(i)}, {Text: stretch}, {Text: f.boxes()}, {Lines: stretchLines}, {}})
	}
	if f.blank {
		for i := range blankStretches {
			row(i+1, word("sheet_chainage"))
		}
		return t
	}
	for i := 1; i < len(f.stops); i++ {
		row(i, f.placeOf(i-1)+" → "+f.placeOf(i))
	}
	return t
}

// placeOf names a stop: its marker, or the end of the line that it is, and the chainage.
func (f sheet) placeOf(i int) string {
	name := f.stops[i].Number
	switch {
	case name != "":
	case i == 0:
		name = word("sheet_start")
	case i == len(f.stops)-1:
		name = word("sheet_end")
	}
	return strings.TrimSpace(fmt.Sprintf("%s K%.3f", name, f.stops[i].Km))
}

// markerTables are one table for each marker, or empty ones.
func (f sheet) markerTables() []paper.Block {
	var tables []paper.Block
	if f.blank {
		for range blankMarkers {
			tables = append(tables, f.markerTable(boundaries.Marker{}, ""))
		}
		return tables
	}
	for i, stop := range f.stops {
		for _, id := range stop.Markers {
			tables = append(tables, f.markerTable(f.markers[id], f.placeOf(i)))
		}
	}
	if len(tables) == 0 {
		tables = append(tables, paper.Line(word("sheet_no_markers"), paper.Center))
	}
	return tables
}

// markerTable has the witnesses of a marker with the distances on file, and room for those
// measured.
func (f sheet) markerTable(m boundaries.Marker, place string) paper.Table {
	position := ""
	if m.Number != "" {
		position = degrees(m.Lon) + "　" + degrees(m.Lat)
	}
	label := func(name string) paper.Cell { return paper.Cell{Text: word(name), Bold: true} }
	t := paper.Table{Widths: []float64{2, 4, 2.5, 2.5, 2.5}, Rows: [][]paper.Cell{
		{label("number"), {Text: m.Number}, label("sheet_place"), {Text: place, Across: 2}},
		{label("sheet_registered"), {Text: position}, label("sheet_measured"), {Text: word("sheet_fix"), Across: 2}},
		{label("conditions"), {Text: f.boxes(), Across: 4}},
		{label("seq"), label("witness"), label("bearing"), label("sheet_on_file"), label("sheet_taped")},
	}}
	for _, w := range m.Witnesses {
		t.Rows = append(t.Rows, paper.Cells(itoa(w.Seq), w.Text, number(w.BearingDeg, 2), number(w.DistanceM, 2), ""))
	}
	for i := len(m.Witnesses); i < witnessRows; i++ {
		t.Rows = append(t.Rows, paper.Cells(itoa(i+1), "", "", "", ""))
	}
	t.Rows = append(t.Rows, []paper.Cell{label("remark"), {Across: 2, Lines: 2}, label("sheet_photos"), {}})
	return t
}
