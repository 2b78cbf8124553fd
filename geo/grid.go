package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// The Gauss-Krüger projection by Krüger's series in the third flattening n
// (Krüger 1912; coefficients as in C. F. F. Karney, Transverse Mercator with an
// accuracy of a few nanometers, J. Geodesy 85 (2011) 475–485, eqs. 35 and 36),
// to n⁴: within 3,900 km of the central meridian that is far below 1 mm.

// Project gives the northing and easting in metres of a lon/lat point in zone z.
func Project(p orb.Point, z Zone) (northing, easting float64) {
	el := &cgcs2000
	e := math.Sqrt(el.e2)
	lambda := rad(lonDiff(z.CentralMeridian(), p[0]))
	sin := math.Sin(rad(p[1]))
	// tangent of the conformal latitude
	t := math.Sinh(math.Atanh(sin) - e*math.Atanh(e*sin))
	sinL, cosL := math.Sincos(lambda)
	xi := math.Atan2(t, cosL)
	eta := math.Asinh(sinL / math.Hypot(t, cosL))
	x, y := xi, eta
	for i, a := range kruger(el.n, krugerForward) {
		k := float64(2 * (i + 1))
		x += a * math.Sin(k*xi) * math.Cosh(k*eta)
		y += a * math.Cos(k*xi) * math.Sinh(k*eta)
	}
	return x * el.rectifying(), y*el.rectifying() + z.FalseEasting()
}

// Unproject gives the lon/lat point at a northing and easting of zone z.
func Unproject(northing, easting float64, z Zone) orb.Point {
	el := &cgcs2000
	xi := northing / el.rectifying()
	eta := (easting - z.FalseEasting()) / el.rectifying()
	x, y := xi, eta
	for i, b := range kruger(el.n, krugerInverse) {
		k := float64(2 * (i + 1))
		x -= b * math.Sin(k*xi) * math.Cosh(k*eta)
		y -= b * math.Cos(k*xi) * math.Sinh(k*eta)
	}
	sinX, cosX := math.Sincos(x)
	lon := z.CentralMeridian() + deg(math.Atan2(math.Sinh(y), cosX))
	return orb.Point{lonDiff(0, lon), deg(el.latitude(sinX / math.Hypot(math.Sinh(y), cosX)))}
}

// latitude finds the geographic latitude by the tangent of the conformal one.
func (el *ellipsoid) latitude(t float64) float64 {
	e := math.Sqrt(el.e2)
	conformal := math.Asinh(t)
	psi := conformal
	for range 12 { // shrinks the error by e² each time
		psi = conformal + e*math.Atanh(e*math.Tanh(psi))
	}
	return math.Atan(math.Sinh(psi))
}

// rectifying is the radius of the circle with the length of a meridian.
func (el *ellipsoid) rectifying() float64 {
	n2 := el.n * el.n
	return el.a / (1 + el.n) * (1 + n2/4 + n2*n2/64)
}

// Coefficients of n, n², n³, n⁴ for each of the four terms.
var (
	krugerForward = [4][4]float64{
		{1.0 / 2, -2.0 / 3, 5.0 / 16, 41.0 / 180},
		{0, 13.0 / 48, -3.0 / 5, 557.0 / 1440},
		{0, 0, 61.0 / 240, -103.0 / 140},
		{0, 0, 0, 49561.0 / 161280},
	}
	krugerInverse = [4][4]float64{
		{1.0 / 2, -2.0 / 3, 37.0 / 96, -1.0 / 360},
		{0, 1.0 / 48, 1.0 / 15, -437.0 / 1440},
		{0, 0, 17.0 / 480, -37.0 / 840},
		{0, 0, 0, 4397.0 / 161280},
	}
)

func kruger(n float64, table [4][4]float64) (terms [4]float64) {
	for i, row := range table {
		for j := 3; j >= 0; j-- {
			terms[i] = (terms[i] + row[j]) * n
		}
	}
	return terms
}
