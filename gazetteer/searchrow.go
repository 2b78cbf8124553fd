package gazetteer

import (
	"math"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/paulmach/orb"
)

// searchRow is a name form in one of its readings, as searching finds it.
type searchRow struct {
	PlaceID   uuid.UUID
	N         int16
	Kind      string
	Text      string
	Weight    int16
	AreaCode  string
	ClassCode string
	Grade     int16   // secrecy of the form, 0 for everybody
	Norm      *string // on the first reading only
	Spaced    string
	Joined    string
	Toned     string
	Initials  string
	Folded    string
	Keys      []int32
	At        *orb.Point
}

// searchRows makes the rows of an entry; none of a retired one. Rules that change here
// change the rows of entries nobody writes: then searchVersion has to grow.
func searchRows(p *Place) []searchRow {
	if p.Status == Retired {
		return nil
	}
	var rows []searchRow
	base := searchRow{PlaceID: p.ID, Weight: importance(p.ClassCode, p.Status), AreaCode: p.AreaCode, ClassCode: p.ClassCode, At: p.near()}
	for _, name := range withShortForms(p) {
		for i, r := range readingsOf(name.Text, name.Pinyin) {
			row := base
			row.N, row.Kind, row.Text, row.Grade = int16(len(rows)), name.Kind, name.Text, int16(max(name.Grade, p.Secrecy[wholeEntry]))
			row.read(r)
			if norm := Normalise(name.Text); i == 0 && norm != "" {
				row.Norm = &norm
			}
			row.Keys = row.keys()
			rows = append(rows, row)
		}
	}
	return rows
}

func (r *searchRow) read(as reading) {
	r.Spaced, r.Joined, r.Toned, r.Initials = as.spaced(), as.joined(), as.toned(), as.initials()
	r.Folded = fold(r.Joined)
}

// keys: of its characters on the first reading, of its letters and syllables on every one.
func (r *searchRow) keys() []int32 {
	syllables := strings.Fields(r.Spaced)
	keys := pairKeys(keyPair, syllables)
	if r.Weight <= lowestSeat {
		keys = append(keys, pairKeys(keySeat, syllables)...)
	}
	if r.Norm != nil {
		grams := slices.Concat(strings.Split(*r.Norm, ""), bigrams(*r.Norm))
		if keys = append(keys, keysOf(keyGram, grams)...); r.Weight <= lowestSeat {
			keys = append(keys, keysOf(keyTopGram, grams)...)
		}
	}
	for _, form := range wholeAndCore(r.Text, r.Spaced) {
		if r.Norm != nil {
			keys = append(keys, charKeys(form.norm)...)
		}
		keys = append(keys, letterKeys(form.joined)...)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// withShortForms are the name forms of an entry and the short ones that follow from its
// standard name and are not recorded.
func withShortForms(p *Place) []Name {
	names := slices.Clone(p.Names)
	for _, form := range shortForms(p.Name, p.ClassCode) {
		if !slices.ContainsFunc(names, func(n Name) bool { return n.Text == form && n.Kind != kindFormer }) {
			names = append(names, Name{Kind: kindShort, Text: form, Pinyin: startOf(p.Name, p.Pinyin, form)})
		}
	}
	return names
}

// startOf is the pinyin of a form that begins like the name: the characters that both
// begin with, as the written pinyin of the name reads them.
func startOf(name, written, form string) string {
	whole, short := []rune(Normalise(name)), []rune(Normalise(form))
	same := 0
	for same < min(len(whole), len(short)) && whole[same] == short[same] {
		same++
	}
	aligned, _ := align(whole, parseLetters(written))
	if len(aligned) < same {
		return ""
	}
	return aligned[:same].toned()
}

// near is where the entry is, as searching knows it; nil when it has no position,
// or one that not everybody may know.
func (p *Place) near() *orb.Point {
	if p.Secrecy[positionField] > 0 {
		return nil
	}
	if at, ok := p.Geom.Geometry.(orb.Point); ok {
		return &at
	}
	if at, ok := p.point(); ok {
		return &at
	}
	return nil
}

// cellSize is the width of a cell of searching nearby, in degrees; cellsAround is the
// number of cells around the world.
const (
	cellSize    = 0.25
	cellsAround = 360 / cellSize
)

// cellOf numbers the cell that holds a point.
func cellOf(at orb.Point) int32 {
	column := math.Mod(math.Floor((at[0]+180)/cellSize)+cellsAround, cellsAround)
	return int32(math.Floor((at[1]+90)/cellSize)*cellsAround + column)
}

// cellsNear are the cell of a point and the eight around it: everything within 25 km at
// the latitudes of China, and more.
func cellsNear(at orb.Point) []int32 {
	var cells []int32
	for _, dy := range []float64{-cellSize, 0, cellSize} {
		for _, dx := range []float64{-cellSize, 0, cellSize} {
			cells = append(cells, cellOf(orb.Point{at[0] + dx, at[1] + dy}))
		}
	}
	return cells
}

// columns are in the order of searchColumns.
func (r *searchRow) columns() []any {
	var cell, lon, lat any
	if r.At != nil {
		cell, lon, lat = cellOf(*r.At), r.At[0], r.At[1]
	}
	return []any{r.PlaceID, r.N, r.Kind, r.Text, r.Weight, r.AreaCode, r.ClassCode, r.Grade, r.Norm, r.Spaced, r.Joined, r.Toned,
		r.Initials, r.Folded, r.Keys, cell, lon, lat}
}

var searchColumns = []string{"place_id", "n", "kind", "text", "weight", "area_code", "class_code", "grade", "norm", "spaced", "joined", "toned",
	"initials", "folded", "keys", "cell", "lon", "lat"}
