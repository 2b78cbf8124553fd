package topology

import (
	"github.com/paulmach/orb"

	"cairn/data/imports"
)

// LineOf reads a line from a row of a file as it stands there, right or wrong; false for a
// row without a code or a course, which is noted in the row.
func LineOf(r *imports.Row) (Line, bool) {
	l := Line{Code: r.Required("code"), Name: r.Text("name"), Row: r.Number, Level: r.Text("level"), Left: r.Text("left_area"),
		Right: r.Text("right_area"), ShortCode: r.Text("short_code"), AgreedKm: r.Float("agreed_length_km")}
	switch g := r.Geometry.(type) {
	case orb.LineString:
		l.Course = g
	case orb.MultiLineString:
		if len(g) == 1 {
			l.Course = g[0]
		}
	}
	if len(l.Course) < 2 {
		r.Bad("geometry", "geometry.wrong_type", "expected", "LineString")
	}
	return l, r.OK()
}
