package boundaries

import (
	"github.com/paulmach/orb"

	"cairn/data/imports"
	"cairn/geo"
)

// Imports lists the kinds of file that this domain takes in, each after those it refers to:
// polygons before the divisions whose seats are looked up in them, lines before markers.
// limits bound the geometries.
func Imports(limits geo.Limits) []imports.Kind {
	t := taker{limits}
	return []imports.Kind{t.areas(), t.divisions(), t.lines(), t.markers(), t.inspections()}
}

// taker takes rows in.
type taker struct{ limits geo.Limits }

// multiPolygon is the row's polygon; another geometry is bad, none is nil.
func multiPolygon(r *imports.Row) orb.MultiPolygon {
	switch g := r.Geometry.(type) {
	case orb.MultiPolygon:
		return g
	case orb.Polygon:
		return orb.MultiPolygon{g}
	case nil:
	default:
		r.Bad("geometry", "geometry.wrong_type", "expected", "Polygon, MultiPolygon")
	}
	return nil
}

// lineString is the row's line; another geometry, several parts or none are bad.
func lineString(r *imports.Row) orb.LineString {
	switch g := r.Geometry.(type) {
	case orb.LineString:
		return g
	case orb.MultiLineString:
		if len(g) == 1 {
			return g[0]
		}
		r.Bad("geometry", "boundaries.line_parts", "parts", len(g))
	case nil:
		r.Bad("geometry", "problem.required")
	default:
		r.Bad("geometry", "geometry.wrong_type", "expected", "LineString")
	}
	return nil
}

// optional is a text that may be missing: nil when empty.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
