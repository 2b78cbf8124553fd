package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// GCJ-02 is the shifted system that Chinese map services must use; BD-09 is
// Baidu's further shift of it. Neither is published. The formulas are the ones
// known since 2010 from a leaked client (described in "Restrictions on
// geographic data in China", Wikipedia, and the EvilTransform and PRCoords
// projects); services agree with them to a few decimetres.

// Ellipsoid of Krassowsky 1940, which the shift was made with.
const (
	gcjAxis = 6378245.0
	gcjE2   = 0.00669342162296594323
)

// gcjBound is the area that the shift is applied in; outside, GCJ-02 is WGS 84.
var gcjBound = orb.Bound{Min: orb.Point{72.004, 0.8293}, Max: orb.Point{137.8347, 55.8271}}

// GCJFromWGS turns WGS 84 (CGCS2000) into GCJ-02.
func GCJFromWGS(p orb.Point) orb.Point {
	d := GCJOffset(p)
	return orb.Point{p[0] + d[0], p[1] + d[1]}
}

// WGSFromGCJ turns GCJ-02 into WGS 84. It inverts [GCJFromWGS] by iteration, to
// about a nanometre. Points outside China are returned as they are.
func WGSFromGCJ(gcj orb.Point) orb.Point {
	p := gcj
	for range 20 {
		d := GCJOffset(p)
		next := orb.Point{gcj[0] - d[0], gcj[1] - d[1]}
		if math.Abs(next[0]-p[0]) < 1e-14 && math.Abs(next[1]-p[1]) < 1e-14 {
			break
		}
		p = next
	}
	return p
}

// GCJOffset is by how many degrees of longitude and latitude GCJ-02 differs from
// WGS 84 at the point p in WGS 84; zero outside China.
func GCJOffset(p orb.Point) orb.Point {
	if !gcjBound.Contains(p) {
		return orb.Point{}
	}
	east, north := gcjShift(p[0]-105, p[1]-35)
	sin, cos := math.Sincos(rad(p[1]))
	w2 := 1 - gcjE2*sin*sin
	w := math.Sqrt(w2)
	return orb.Point{
		deg(east / (gcjAxis / w * cos)),
		deg(north / (gcjAxis * (1 - gcjE2) / (w2 * w))),
	}
}

// gcjShift is the shift in metres at x degrees east of 105° and y north of 35°.
func gcjShift(x, y float64) (east, north float64) {
	wave := func(v, frequency float64) float64 { return math.Sin(v * math.Pi * frequency) }
	root := math.Sqrt(math.Abs(x))
	common := 20 * (wave(x, 6) + wave(x, 2))
	east = 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*root
	east += 2.0 / 3 * (common + 20*wave(x, 1) + 40*wave(x, 1.0/3) + 150*wave(x, 1.0/12) + 300*wave(x, 1.0/30))
	north = -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*root
	north += 2.0 / 3 * (common + 20*wave(y, 1) + 40*wave(y, 1.0/3) + 160*wave(y, 1.0/12) + 320*wave(y, 1.0/30))
	return east, north
}

// bdWave is the frequency of BD-09's ripple, per degree.
const bdWave = math.Pi * 3000 / 180

// BDFromGCJ turns GCJ-02 into BD-09.
func BDFromGCJ(p orb.Point) orb.Point {
	x, y := p[0], p[1]
	r := math.Hypot(x, y) + 0.00002*math.Sin(y*bdWave)
	sin, cos := math.Sincos(math.Atan2(y, x) + 0.000003*math.Cos(x*bdWave))
	return orb.Point{r*cos + 0.0065, r*sin + 0.006}
}

// GCJFromBD turns BD-09 into GCJ-02. It inverts [BDFromGCJ] by iteration, to
// about a nanometre.
func GCJFromBD(bd orb.Point) orb.Point {
	p := orb.Point{bd[0] - 0.0065, bd[1] - 0.006}
	for range 40 {
		q := BDFromGCJ(p)
		dx, dy := bd[0]-q[0], bd[1]-q[1]
		p[0], p[1] = p[0]+dx, p[1]+dy
		if math.Abs(dx) < 1e-14 && math.Abs(dy) < 1e-14 {
			break
		}
	}
	return p
}

// BDFromWGS turns WGS 84 (CGCS2000) into BD-09.
func BDFromWGS(p orb.Point) orb.Point { return BDFromGCJ(GCJFromWGS(p)) }

// WGSFromBD turns BD-09 into WGS 84.
func WGSFromBD(p orb.Point) orb.Point { return WGSFromGCJ(GCJFromBD(p)) }

// LooksLikeGCJ reports whether a fix that was declared as WGS 84 is off from the
// registered position by about the GCJ-02 shift there, forwards (GCJ-02 was
// recorded) or backwards (WGS 84 was "corrected" once too often). accuracy is
// the fix's own, in metres; "about" is three times that, and at least 30 m for
// the marker that was moved or a fix taken beside it, but never so much that
// the unshifted position would pass as well.
func LooksLikeGCJ(registered, observed orb.Point, accuracy float64) bool {
	shifted := GCJFromWGS(registered)
	shift := Distance(registered, shifted)
	if shift == 0 {
		return false
	}
	about := min(max(3*accuracy, 30), 0.45*shift)
	return Distance(observed, shifted) <= about || Distance(observed, WGSFromGCJ(registered)) <= about
}
