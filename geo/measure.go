package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Distance is the length in metres of the geodesic between two points. It
// agrees with PostGIS ST_Distance on geography to well below a millimetre.
func Distance(p, q orb.Point) float64 {
	if p == q {
		return 0
	}
	g := cgcs2000.inverse(p[1], q[1], lonDiff(p[0], q[0]))
	return cgcs2000.distance(&g)
}

// Length is the length in metres of lines: the sum of the geodesics between
// their vertices, as PostGIS ST_Length on geography. Other geometries have none.
func Length(g orb.Geometry) float64 {
	sum := 0.0
	switch g := g.(type) {
	case orb.LineString:
		for i := 1; i < len(g); i++ {
			sum += Distance(g[i-1], g[i])
		}
	case orb.MultiLineString:
		for _, line := range g {
			sum += Length(line)
		}
	case orb.Collection:
		for _, part := range g {
			sum += Length(part)
		}
	}
	return sum
}

// Area is the area in square metres of polygons whose edges are geodesics, as
// PostGIS ST_Area on geography: shells less their holes, whichever way the
// rings run. Rings must not go round a pole. Other geometries have none.
func Area(g orb.Geometry) float64 {
	sum := 0.0
	switch g := g.(type) {
	case orb.Ring:
		return math.Abs(ringArea(g))
	case orb.Bound:
		return Area(g.ToRing())
	case orb.Polygon:
		for i, r := range g {
			if i == 0 {
				sum += Area(r)
			} else {
				sum -= Area(r)
			}
		}
	case orb.MultiPolygon:
		for _, p := range g {
			sum += Area(p)
		}
	case orb.Collection:
		for _, part := range g {
			sum += Area(part)
		}
	}
	return sum
}

// ringArea is the area between the ring and the equator, edge by edge; what is
// not in the ring cancels. Negative for a ring that runs counterclockwise.
func ringArea(r orb.Ring) float64 {
	sum, lost := 0.0, 0.0 // compensated: the parts are far larger than the sum
	for i := 1; i < len(r); i++ {
		lon := lonDiff(r[i-1][0], r[i][0])
		if lon == 0 {
			continue
		}
		g := cgcs2000.inverse(r[i-1][1], r[i][1], lon)
		part := cgcs2000.area(&g) - lost
		next := sum + part
		lost = (next - sum) - part
		sum = next
	}
	return sum
}

// DistanceTo is the distance in metres from p to the nearest point of g, 0
// inside a polygon. The parts of lines are straight in lon/lat, and the nearest
// point on them is found as if the earth were flat between p and it: over tens
// of kilometres that is exact to well below a metre. +Inf for an empty
// geometry.
func DistanceTo(p orb.Point, g orb.Geometry) float64 {
	if polygon, ok := NewPolygon(g); ok && polygon.Locate(p) != Outside {
		return 0
	}
	nearest, squared := orb.Point{}, math.Inf(1)
	eachPiece(g, func(a, b orb.Point) {
		foot, d := nearestOn(p, a, b)
		if d < squared {
			nearest, squared = foot, d
		}
	})
	if math.IsInf(squared, 1) {
		return squared
	}
	return Distance(p, nearest)
}

// nearestOn gives the point of the segment ab nearest to p, and the square of
// its distance, for comparing. Longitude is scaled to the length of a degree of
// latitude halfway between p and the point found, so it is found twice.
func nearestOn(p, a, b orb.Point) (orb.Point, float64) {
	foot := a
	scale := lonScale(p[1])
	for range 2 {
		ax, ay := lonDiff(p[0], a[0])*scale, a[1]-p[1]
		dx, dy := lonDiff(a[0], b[0])*scale, b[1]-a[1]
		t := 0.0
		if length := dx*dx + dy*dy; length > 0 {
			t = min(max(-(ax*dx+ay*dy)/length, 0), 1)
		}
		foot = orb.Point{a[0] + t*lonDiff(a[0], b[0]), a[1] + t*(b[1]-a[1])}
		scale = lonScale((p[1] + foot[1]) / 2)
	}
	x, y := lonDiff(p[0], foot[0])*scale, foot[1]-p[1]
	return foot, x*x + y*y
}

// lonScale is the length of a degree of longitude in degrees of latitude there.
func lonScale(lat float64) float64 {
	sin, cos := math.Sincos(rad(lat))
	return cos * (1 - cgcs2000.e2*sin*sin) / (1 - cgcs2000.e2)
}
