package papers

import (
	"slices"
	"strings"
	"time"

	"cairn/boundaries"
	"cairn/internal/paper"
)

// Rows of a form that is filled in by hand.
const (
	witnessRows = 3
	photoLines  = 9
)

// form is what a registration form is filled in from.
type form struct {
	boundaries.Marker
	lines []boundaries.Line
	names map[string]string // of areas
	note  string            // on coarse coordinates
}

// parties are those who sign: the areas on both sides of its lines, three at a tri-junction.
func (f form) parties() []string {
	var codes []string
	for _, l := range f.lines {
		for _, code := range []string{l.LeftArea, l.RightArea} {
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	if len(codes) == 0 { // a marker without a line: its areas
		codes = append([]string{f.ManagingArea}, f.CoArea...)
	}
	return codes
}

// fields are the fields of the form in their order, label and value; of a blank one all
// values are empty.
func (f form) fields() []paper.Field {
	var lines, agreements []string
	for _, l := range f.lines {
		lines = append(lines, l.Name+"（"+l.Code+"）")
		if l.Agreement != "" && !slices.Contains(agreements, l.Agreement) {
			agreements = append(agreements, l.Agreement)
		}
	}
	wide := func(name, value string, lines int) paper.Field {
		return paper.Field{Label: word(name), Value: value, Wide: true, Lines: lines}
	}
	pair := func(name, value string) paper.Field { return paper.Field{Label: word(name), Value: value} }
	return []paper.Field{
		pair("number", f.Number), pair("grade", wordOf("level_", f.Grade)),
		wide("lines", strings.Join(lines, "、"), 1),
		pair("type", wordOf("type_", f.Type)), pair("side", f.Side),
		pair("faces", whole(f.Faces)), pair("material", wordOf("material_", f.Material)),
		pair("erected_on", day(f.ErectedOn)), pair("crs", f.ProjectedCRS),
		pair("northing", grid(f.Northing)), pair("easting", grid(f.Easting)),
		pair("lon", degrees(f.Lon)), pair("lat", degrees(f.Lat)),
		pair("height", height(f.HeightM)), pair("accuracy", number(f.AccuracyM, -1)),
		pair("managing", f.names[f.ManagingArea]), pair("managing_basis", f.Basis),
		wide("agreement", strings.Join(agreements, "、"), 1),
		wide("place", f.Description, 3),
	}
}

func (f form) document(at time.Time) paper.Document {
	doc := paper.Document{Title: wordWith("registration_of", "number", f.Number), At: at}
	var signers []string
	for _, code := range f.parties() {
		signers = append(signers, f.names[code])
	}
	doc.Blocks = append(doc.Blocks, paper.Heading{Level: 0, Text: word("registration")})
	doc.Blocks = append(doc.Blocks, noted(f.note, paper.Form{Fields: f.fields()}, witnesses(f.Witnesses), pictures(), signatures(signers), closing())...)
	return doc
}

// blankForm is the form without any entry, for so many parties.
func blankForm(parties int, at time.Time) paper.Document {
	doc := paper.Document{Title: word("registration_blank"), At: at}
	fields := form{}.fields()
	for i := range fields {
		fields[i].Value = ""
	}
	doc.Blocks = append(doc.Blocks, paper.Heading{Level: 0, Text: word("registration")}, paper.Form{Fields: fields},
		witnesses(nil), pictures(), signatures(make([]string, min(max(parties, 2), 3))), closing())
	return doc
}

// witnesses is the table of witness objects (方位物): at least three rows.
func witnesses(all []boundaries.Witness) paper.Table {
	t := paper.Table{Header: [][]paper.Cell{paper.Cells(words("seq", "witness", "bearing", "distance", "lon", "lat")...)}, Widths: []float64{1, 5, 2.5, 2, 3, 3}}
	for _, w := range all {
		row := []string{itoa(w.Seq), w.Text, number(w.BearingDeg, 2), number(w.DistanceM, 2), "", ""}
		if w.Lon != nil && w.Lat != nil {
			row[4], row[5] = degrees(*w.Lon), degrees(*w.Lat)
		}
		t.Rows = append(t.Rows, paper.Cells(row...))
	}
	for i := len(all); i < witnessRows; i++ {
		t.Rows = append(t.Rows, paper.Cells(itoa(i+1), "", "", "", "", ""))
	}
	return t
}

// pictures are the places for photographs and the sketch.
func pictures() paper.Table {
	return paper.Table{Widths: []float64{1, 1}, Rows: [][]paper.Cell{
		{{Text: word("photo_near"), Lines: photoLines, Align: paper.Center}, {Text: word("photo_far"), Lines: photoLines, Align: paper.Center}},
		{{Text: word("sketch"), Lines: photoLines, Align: paper.Center, Across: 2}},
	}}
}

// signatures has a row for each party.
func signatures(parties []string) paper.Table {
	t := paper.Table{Header: [][]paper.Cell{paper.Cells(words("party", "bureau", "signature", "seal", "date")...)}, Widths: []float64{1.5, 4, 3, 3, 2.5}}
	for i, name := range parties {
		if name != "" {
			name = wordWith("bureau_of", "area", name)
		}
		t.Rows = append(t.Rows, []paper.Cell{{Text: wordOf("party_", itoa(i+1)), Lines: 2}, {Text: name}, {}, {}, {}})
	}
	return t
}

func closing() paper.Block {
	return paper.Form{Pairs: 3, Fields: []paper.Field{{Label: word("filled_by")}, {Label: word("checked_by")}, {Label: word("date")}}}
}
