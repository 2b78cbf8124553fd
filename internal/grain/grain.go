package grain

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Grain is the side of a grid's cells in metres; 0 is exact. A metre counts as 0.00001°, in
// both directions: at the latitude of Yunnan that is 1.1 m from south to north and 1.0 m
// from west to east, so that a cell is never smaller than it is called.
type Grain int

// Exact leaves coordinates as they are.
const Exact Grain = 0

// Ladder lists the grains that there are; each divides the next.
var Ladder = []Grain{Exact, 10, 100, 500, 1000, 5000, 10_000}

// Valid reports whether there is such a grain.
func (g Grain) Valid() bool { return slices.Contains(Ladder, g) }

// perDegree is how many metres count as a degree.
const perDegree = 100_000

// Degrees is the side of a cell in degrees.
func (g Grain) Degrees() float64 { return float64(g) / perDegree }

// cell numbers the cell that holds a coordinate.
func (g Grain) cell(x float64) float64 { return math.Floor(x * perDegree / float64(g)) }

// Axis moves a longitude or latitude (degrees) to the middle of its cell.
func (g Grain) Axis(x float64) float64 {
	if g == Exact {
		return x
	}
	return (2*g.cell(x) + 1) * float64(g) / (2 * perDegree)
}

// Metres moves a distance along a line, in metres, to the nearest multiple of the grain.
func (g Grain) Metres(x float64) float64 {
	if g == Exact {
		return x
	}
	return math.Round(x/float64(g)) * float64(g)
}

// Point moves a position (lon, lat) to the middle of its cell.
func (g Grain) Point(p orb.Point) orb.Point { return orb.Point{g.Axis(p[0]), g.Axis(p[1])} }

// Bound is the box around what is drawn of a box.
func (g Grain) Bound(b orb.Bound) orb.Bound {
	if g == Exact {
		return b
	}
	return orb.Bound{Min: g.Point(b.Min), Max: g.Point(b.Max)}
}

// Widen is a box for a search among exact positions whose answer depends on nothing but the
// cells: the cells that the box meets and those around them, without their outer edge. It
// holds whatever is drawn in the box; what it holds besides is to be sorted out by what is
// drawn, if at all.
func (g Grain) Widen(b orb.Bound) orb.Bound {
	if g == Exact {
		return b
	}
	low := func(x float64) float64 { return (g.cell(x) - 1) * float64(g) / perDegree }
	high := func(x float64) float64 {
		return math.Nextafter((g.cell(x)+2)*float64(g)/perDegree, math.Inf(-1))
	}
	return orb.Bound{Min: orb.Point{low(b.Min[0]), low(b.Min[1])}, Max: orb.Point{high(b.Max[0]), high(b.Max[1])}}
}

// Geometry moves every position of a geometry to the middle of its cell; positions that
// follow one another in a cell become one. A line within a cell is drawn without length, a
// face within a cell as the cell. The geometry given stays as it is; nil is nil.
func (g Grain) Geometry(shape orb.Geometry) orb.Geometry {
	if g == Exact {
		return shape
	}
	switch s := shape.(type) {
	case orb.Point:
		return g.Point(s)
	case orb.MultiPoint:
		return orb.MultiPoint(g.all(s))
	case orb.LineString:
		return g.line(s)
	case orb.MultiLineString:
		return each(s, g.line)
	case orb.Ring:
		return g.Geometry(orb.Polygon{s})
	case orb.Polygon:
		return g.polygon(s)
	case orb.MultiPolygon:
		return each(s, g.polygon)
	case orb.Collection:
		return each(s, g.Geometry)
	case orb.Bound:
		return g.Bound(s)
	}
	return nil
}

func each[S ~[]T, T any](all S, coarse func(T) T) S {
	out := make(S, len(all))
	for i, one := range all {
		out[i] = coarse(one)
	}
	return out
}

func (g Grain) all(points []orb.Point) []orb.Point {
	out := make([]orb.Point, 0, len(points))
	for _, p := range points {
		if q := g.Point(p); len(out) == 0 || out[len(out)-1] != q {
			out = append(out, q)
		}
	}
	return slices.Clip(out)
}

func (g Grain) line(l orb.LineString) orb.LineString {
	points := g.all(l)
	if len(points) == 1 {
		points = append(points, points[0])
	}
	return points
}

func (g Grain) polygon(p orb.Polygon) orb.Polygon {
	var out orb.Polygon
	for i, ring := range p {
		points := g.all(ring)
		switch {
		case len(points) >= 4:
			out = append(out, points)
		case i > 0: // a hole within a cell
		case len(points) > 0:
			return orb.MultiPoint(points).Bound().Pad(g.Degrees() / 2).ToPolygon()
		}
	}
	return out
}
