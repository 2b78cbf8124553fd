package graph

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// CGCS2000: semi-major axis in metres and first eccentricity squared (GB 22021).
const (
	axis = 6378137.0
	e2   = 0.0066943800229
	// leastRadius is the smallest radius of curvature of the ellipsoid: no way over it is shorter
	// than the same way over a sphere of this radius.
	leastRadius = axis * (1 - e2)
)

// scales are the metres of a degree of longitude and of latitude at a latitude.
func scales(lat float64) (lon, north float64) {
	sin, cos := math.Sincos(lat * math.Pi / 180)
	w := 1 - e2*sin*sin
	n := axis / math.Sqrt(w)
	return n * cos * math.Pi / 180, n * (1 - e2) / w * math.Pi / 180
}

// plane measures around a point as if the earth were flat there, with the scales halfway to
// what is measured: over tens of kilometres that is exact to well below a metre.
type plane struct {
	p          orb.Point
	lon, north float64 // scales at p
	turn       float64 // by how much lon grows with each degree of latitude
}

func planeAt(p orb.Point) plane {
	lon, north := scales(p[1])
	return plane{p, lon, north, -north * math.Sin(p[1]*math.Pi/180) * math.Pi / 180}
}

// foot is the point of the segment ab nearest to p: its part of the way from a to b, and the
// metres from p. Of what is farther than most metres it only says so.
func (pl *plane) foot(a, b orb.Point, most float64) (t, metres float64) {
	east, up := a[0]-pl.p[0], a[1]-pl.p[1]
	dEast, dUp := b[0]-a[0], b[1]-a[1]
	t, metres, y := onSegment(east*pl.lon, up*pl.north, dEast*pl.lon, dUp*pl.north)
	// The scale halfway differs by less than that, up to latitudes of 55 degrees.
	if metres < 300 || metres*(1-metres/4e6) > most {
		return t, metres
	}
	lon := pl.lon + pl.turn*y/pl.north/2
	t, _, y = onSegment(east*lon, up*pl.north, dEast*lon, dUp*pl.north)
	lon = pl.lon + pl.turn*y/pl.north/2
	x, y := (east+t*dEast)*lon, (up+t*dUp)*pl.north
	return t, math.Sqrt(x*x + y*y)
}

// onSegment is the point nearest to the origin of the segment from (x, y) along (dx, dy): its
// part of the way, its distance, and its y.
func onSegment(x, y, dx, dy float64) (t, distance, up float64) {
	if length := dx*dx + dy*dy; length > 0 {
		t = min(max(-(x*dx+y*dy)/length, 0), 1)
	}
	x, y = x+t*dx, y+t*dy
	return t, math.Sqrt(x*x + y*y), y
}

// between is the point a part t of the way from a to b.
func between(a, b orb.Point, t float64) orb.Point {
	switch t {
	case 0:
		return a
	case 1:
		return b
	}
	return orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}
}

// onSphere is the point as a unit vector: the chord between two, times leastRadius, is never
// longer than the geodesic.
func onSphere(p orb.Point) [3]float64 {
	sinLon, cosLon := math.Sincos(p[0] * math.Pi / 180)
	sinLat, cosLat := math.Sincos(p[1] * math.Pi / 180)
	return [3]float64{cosLat * cosLon, cosLat * sinLon, sinLat}
}

// atLeast is a lower bound of the geodesic between two points, in metres.
func atLeast(a, b [3]float64) float64 {
	x, y, z := a[0]-b[0], a[1]-b[1], a[2]-b[2]
	return leastRadius * math.Sqrt(x*x+y*y+z*z)
}

// sortAlongCurve orders points so that neighbours stand near one another (Morton order); equal
// sets of points get equal orders.
func sortAlongCurve(points []orb.Point) {
	bound := orb.MultiPoint(points).Bound()
	slices.SortFunc(points, func(a, b orb.Point) int {
		return cmp.Or(cmp.Compare(morton(a, bound), morton(b, bound)), cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
}

// morton is the place of a point on a curve that fills the box.
func morton(p orb.Point, box orb.Bound) uint64 {
	part := func(axis int) uint64 {
		width := box.Max[axis] - box.Min[axis]
		if !(width > 0) {
			return 0
		}
		return uint64(min(max((p[axis]-box.Min[axis])/width, 0), 1) * (1<<31 - 1))
	}
	return spread(part(0)) | spread(part(1))<<1
}

// spread puts a zero between any two bits of a number of 32 bits.
func spread(x uint64) uint64 {
	x = (x | x<<16) & 0x0000ffff0000ffff
	x = (x | x<<8) & 0x00ff00ff00ff00ff
	x = (x | x<<4) & 0x0f0f0f0f0f0f0f0f
	x = (x | x<<2) & 0x3333333333333333
	return (x | x<<1) & 0x5555555555555555
}
