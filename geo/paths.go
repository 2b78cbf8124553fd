package geo

import (
	"iter"

	"github.com/paulmach/orb"
)

// paths runs over the sequences of positions that make up g: its lines, rings
// and single points.
func paths(g orb.Geometry) iter.Seq[[]orb.Point] {
	return func(yield func([]orb.Point) bool) { yieldPaths(g, yield) }
}

func yieldPaths(g orb.Geometry, yield func([]orb.Point) bool) bool {
	switch g := g.(type) {
	case orb.Point:
		return yield([]orb.Point{g})
	case orb.MultiPoint:
		return yield(g)
	case orb.LineString:
		return yield(g)
	case orb.Ring:
		return yield(g)
	case orb.Bound:
		return yield(g.ToRing())
	case orb.MultiLineString:
		return yieldParts(g, yield)
	case orb.Polygon:
		return yieldParts(g, yield)
	case orb.MultiPolygon:
		return yieldParts(g, yield)
	case orb.Collection:
		return yieldParts(g, yield)
	}
	return true
}

func yieldParts[G orb.Geometry](parts []G, yield func([]orb.Point) bool) bool {
	for _, part := range parts {
		if !yieldPaths(part, yield) {
			return false
		}
	}
	return true
}

// eachPiece visits the segments of lines and rings, and single points as
// segments of no length.
func eachPiece(g orb.Geometry, visit func(a, b orb.Point)) {
	switch g := g.(type) {
	case orb.MultiPoint:
		for _, p := range g {
			visit(p, p)
		}
	case orb.Collection:
		for _, part := range g {
			eachPiece(part, visit)
		}
	default:
		for path := range paths(g) {
			if len(path) == 1 {
				visit(path[0], path[0])
			}
			for i := 1; i < len(path); i++ {
				visit(path[i-1], path[i])
			}
		}
	}
}

// CountVertices is the number of positions in g; the closing position of a ring
// counts, and a box counts as its ring.
func CountVertices(g orb.Geometry) int {
	n := 0
	for path := range paths(g) {
		n += len(path)
	}
	return n
}
