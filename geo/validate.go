package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Limits is what a caller expects of a geometry.
type Limits struct {
	// MaxVertices refuses larger geometries before anything else is looked at;
	// 0 means no limit.
	MaxVertices int
	// Expect is the box that the positions should lie in, roughly; the zero
	// box expects nothing. A point outside it whose lon and lat exchanged lie
	// inside is refused as swapped. Being outside is by itself no fault.
	Expect orb.Bound
}

// ValidatePoint checks that lon and lat are finite numbers in their ranges and
// not exchanged. The error is a [*Fault]: [CodeNotFinite], [CodeSwapped],
// [CodeOutOfRange].
func ValidatePoint(lon, lat float64, limits Limits) error {
	p := orb.Point{lon, lat}
	if !finite(p) {
		return fault(CodeNotFinite, orb.Point{}, nil)
	}
	inRange, swappedInRange := onEarth(lon, lat), onEarth(lat, lon)
	detail := map[string]any{"lon": lon, "lat": lat}
	if limits.Expect != (orb.Bound{}) {
		if !limits.Expect.Contains(p) && limits.Expect.Contains(orb.Point{lat, lon}) {
			return fault(CodeSwapped, p, detail)
		}
	} else if !inRange && swappedInRange {
		return fault(CodeSwapped, p, detail)
	}
	if !inRange {
		return fault(CodeOutOfRange, p, detail)
	}
	return nil
}

func finite(p orb.Point) bool {
	return !math.IsNaN(p[0]-p[0]) && !math.IsNaN(p[1]-p[1]) // Inf-Inf is NaN
}

func onEarth(lon, lat float64) bool { return math.Abs(lon) <= 180 && math.Abs(lat) <= 90 }

// ValidateGeometry checks a lon/lat geometry of any type. The error is a
// [*Fault] with the first thing found, in this order: too many vertices, empty,
// bad positions, too few points or an open ring, edges of a polygon that cross,
// touch themselves or run back on themselves, holes outside their shell, parts
// that overlap. Lines may cross themselves. Rings may run either way round.
//
// It accepts and refuses the same polygons as PostGIS ST_IsValid, except that
// it does not look for an inside cut in two by holes that touch in several
// points.
func ValidateGeometry(g orb.Geometry, limits Limits) error {
	if limits.MaxVertices > 0 && CountVertices(g) > limits.MaxVertices {
		return fault(CodeTooManyVertices, orb.Point{}, map[string]any{"maximum": limits.MaxVertices})
	}
	if err := checkCoordinates(g); err != nil {
		return err
	}
	for path := range paths(g) {
		for _, p := range path {
			if err := ValidatePoint(p[0], p[1], limits); err != nil {
				return err
			}
		}
	}
	return checkShape(g)
}

// checkShape looks at the parts of a geometry whose positions are fine.
func checkShape(g orb.Geometry) error {
	switch g := g.(type) {
	case orb.LineString:
		return checkLine(g)
	case orb.MultiLineString:
		for _, line := range g {
			if err := checkLine(line); err != nil {
				return err
			}
		}
	case orb.Ring:
		return checkPolygons(orb.MultiPolygon{{g}})
	case orb.Polygon:
		return checkPolygons(orb.MultiPolygon{g})
	case orb.MultiPolygon:
		return checkPolygons(g)
	case orb.Collection:
		for _, part := range g {
			if err := checkShape(part); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkLine(line orb.LineString) error {
	if n := distinctPoints(line); n < 2 {
		return tooFew(line, n, 2)
	}
	return nil
}

func tooFew(points []orb.Point, n, minimum int) error {
	var at orb.Point
	if len(points) > 0 {
		at = points[0]
	}
	return fault(CodeTooFewPoints, at, map[string]any{"points": n, "minimum": minimum})
}

// distinctPoints counts points that differ from the one before, up to 4, which
// is as many as anybody asks for.
func distinctPoints(points []orb.Point) int {
	n := 0
	for i, p := range points {
		if i == 0 || p != points[i-1] {
			n++
		}
		if n == 4 {
			break
		}
	}
	return n
}

// checkCoordinates refuses geometries without positions, or with positions that
// are not finite.
func checkCoordinates(g orb.Geometry) error {
	if CountVertices(g) == 0 {
		return fault(CodeEmpty, orb.Point{}, nil)
	}
	for path := range paths(g) {
		for _, p := range path {
			if !finite(p) {
				return fault(CodeNotFinite, orb.Point{}, nil)
			}
		}
	}
	return nil
}
