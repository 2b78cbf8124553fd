package interchange

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"cairn/geo/geojson"
	"cairn/internal/problem"
)

// Row is one data row of a table, or one feature.
type Row struct {
	File   string
	Number int // data row or feature, from 1
	Line   int // of the file, where it begins; a cell may hold line breaks

	Header  []string // column names as the file has them
	Columns []string // the fields they stand for, see [Mapping]
	Values  []string // as text; shorter than Columns when the row could not be read

	Geometry orb.Geometry // lon/lat, nil if there is none
	Heights  []float64    // third coordinates, one for each position, or nil
	CRS      string       // system that the geometry was converted from, see geo.ParseCRS; "" for lon/lat as they stand
	Swapped  bool         // axes were declared as exchanged; other columns of coordinates are, too

	Errors []problem.Field // what could not be read; don't use the row then

	feature bool // the geometry came by itself, not out of cells
}

// Get is the value of a field, "" when there is none.
func (r *Row) Get(field string) string {
	for i, value := range r.Values {
		if r.Columns[i] == field {
			return value
		}
	}
	return ""
}

// Fields gives the values by field.
func (r *Row) Fields() map[string]string {
	fields := make(map[string]string, len(r.Values))
	for i, value := range r.Values {
		fields[r.Columns[i]] = value
	}
	return fields
}

func (r *Row) bad(f problem.Field, value string) {
	f.File, f.Row, f.Value = r.File, r.Number, shorten(value)
	r.Errors = append(r.Errors, f)
}

// shorten keeps messages readable.
func shorten(s string) string {
	const limit = 60
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return s
}

// Hash tells whether a source row has changed: SHA-256 over field names, values
// and geometry. The order of columns, empty cells, and the columns that
// [WriteErrors] adds make no difference, so that a mended row is the same as if
// it had been right at once.
func (r *Row) Hash() []byte {
	order := make([]int, 0, len(r.Values))
	for i, value := range r.Values {
		if value != "" && !ownColumn(r.Columns[i]) && !holdsWKT(r.Columns[i]) {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(r.Columns[i], r.Columns[j]) })
	var text []byte
	put := func(s string) {
		text = binary.AppendUvarint(text, uint64(len(s)))
		text = append(text, s...)
	}
	for _, i := range order {
		put(r.Columns[i])
		put(r.Values[i])
	}
	if r.Geometry != nil {
		text = geojson.Append(text, r.Geometry)
	}
	for _, h := range r.Heights {
		text = binary.BigEndian.AppendUint64(text, math.Float64bits(h))
	}
	sum := sha256.Sum256(text)
	return sum[:]
}
