package geo

import "math"

// ellipsoid holds a reference ellipsoid and what follows from its two
// parameters.
type ellipsoid struct {
	a, f float64 // semi-major axis in metres, flattening
	b    float64 // semi-minor axis
	e2   float64 // first eccentricity squared
	ep2  float64 // second eccentricity squared
	n    float64 // third flattening
	c2   float64 // radius squared of the sphere with the same area
}

// cgcs2000 is the ellipsoid of CGCS2000 (GB 22021-2008): semi-major axis as
// WGS 84, flattening that of GRS 80. It differs from WGS 84's by 0.1 mm in the
// polar radius, so it serves both.
var cgcs2000 = newEllipsoid(6378137, 1/298.257222101)

func newEllipsoid(a, f float64) ellipsoid {
	b := a * (1 - f)
	e2 := f * (2 - f)
	e := math.Sqrt(e2)
	return ellipsoid{
		a: a, f: f, b: b, e2: e2, ep2: e2 / (1 - e2), n: f / (2 - f),
		c2: (a*a + b*b*math.Atanh(e)/e) / 2,
	}
}

func rad(deg float64) float64 { return deg * (math.Pi / 180) }
func deg(rad float64) float64 { return rad * (180 / math.Pi) }

// lonDiff is b-a in degrees, brought into [-180, 180].
func lonDiff(a, b float64) float64 { return math.Remainder(b-a, 360) }
