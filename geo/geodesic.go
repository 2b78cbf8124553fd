package geo

import "math"

// Geodesics on the ellipsoid, after C. F. F. Karney, Algorithms for geodesics,
// J. Geodesy 87 (2013) 43–55, https://doi.org/10.1007/s00190-012-0578-z (numbers
// of equations below are of that paper). Where the paper expands the integrals
// along the geodesic into series, they are computed here by Gauss-Legendre
// quadrature: the integrands are so smooth that six nodes per 0.75 rad give
// double precision, and no table of coefficients is needed. Longitude on the
// auxiliary sphere is found by Vincenty's fixed-point iteration (Survey Review
// 23 (1975) 88–93) and, for nearly antipodal points where that does not
// settle, by bisecting the azimuth (Karney §4).

// arc is a geodesic between two points, seen on the auxiliary sphere.
type arc struct {
	sinA0, cosA0   float64 // azimuth where the geodesic crosses the equator
	sigma1, sigma2 float64 // distance from there, in radians
	omega          float64 // longitude from end to end, west or east
	beta1, beta2   float64 // reduced latitudes of the ends
}

// reduced is the reduced latitude of a latitude in degrees (eq. 6).
func (el *ellipsoid) reduced(lat float64) float64 {
	sin, cos := math.Sincos(rad(lat))
	return math.Atan2((1-el.f)*sin, cos)
}

// inverse finds the shortest geodesic between latitudes lat1 and lat2 that are
// lon degrees (-180 to 180) apart.
func (el *ellipsoid) inverse(lat1, lat2, lon float64) arc {
	lambda := rad(lon)
	g := arc{beta1: el.reduced(lat1), beta2: el.reduced(lat2), omega: lambda}
	for range 20 {
		g.spherical()
		omega := lambda + el.f*g.sinA0*el.lonIntegral(&g)
		if math.Abs(omega) > math.Pi {
			break
		}
		change := math.Abs(omega - g.omega)
		g.omega = omega
		if change < 1e-15 {
			return g
		}
	}
	return el.antipodal(g.beta1, g.beta2, lambda)
}

// spherical fills in the great circle between the ends, by omega.
func (g *arc) spherical() {
	sinB1, cosB1 := math.Sincos(g.beta1)
	cosB2 := math.Cos(g.beta2)
	sinOmega := math.Sin(g.omega)
	half := math.Sin(g.omega / 2)
	// cosB1 sinB2 - sinB1 cosB2 cosOmega, without loss for near points
	north := math.Sin(g.beta2-g.beta1) + 2*sinB1*cosB2*half*half
	east := cosB2 * sinOmega
	sinSigma := math.Hypot(north, east)
	cosSigma := math.Cos(g.beta2-g.beta1) - 2*cosB1*cosB2*half*half
	if sinSigma == 0 { // the same point, or its antipode: by the pole
		g.setAzimuth(0, 1)
		g.sigma2 = g.sigma1 + math.Atan2(0, cosSigma)
		return
	}
	g.setAzimuth(east/sinSigma, north/sinSigma)
	g.sigma2 = g.sigma1 + math.Atan2(sinSigma, cosSigma)
}

// setAzimuth starts the geodesic at beta1 with the given azimuth (eqs. 5, 10, 11).
func (g *arc) setAzimuth(sinA1, cosA1 float64) {
	sinB1, cosB1 := math.Sincos(g.beta1)
	g.sinA0 = sinA1 * cosB1
	g.cosA0 = math.Hypot(cosA1, sinA1*sinB1)
	g.sigma1 = math.Atan2(sinB1, cosA1*cosB1)
}

// distance is the length of the geodesic in metres (eq. 7).
func (el *ellipsoid) distance(g *arc) float64 {
	k2 := el.ep2 * g.cosA0 * g.cosA0
	return el.b * integrate(g.sigma1, g.sigma2, func(sin float64) float64 {
		return math.Sqrt(1 + k2*sin*sin)
	})
}

// lonIntegral is I3 between the ends: by f·sinA0·I3 the ellipsoid's longitude
// falls behind the sphere's (eq. 8).
func (el *ellipsoid) lonIntegral(g *arc) float64 {
	k2 := el.ep2 * g.cosA0 * g.cosA0
	return integrate(g.sigma1, g.sigma2, func(sin float64) float64 {
		return (2 - el.f) / (1 + (1-el.f)*math.Sqrt(1+k2*sin*sin))
	})
}

// antipodal bisects the azimuth at the end farther from the equator until the
// geodesic meets the other end's latitude at the right longitude.
func (el *ellipsoid) antipodal(beta1, beta2, lambda float64) arc {
	// By symmetry: beta1 the farther from the equator and south, going east.
	if math.Abs(beta1) < math.Abs(beta2) {
		beta1, beta2 = beta2, beta1
	}
	if beta1 > 0 {
		beta1, beta2 = -beta1, -beta2
	}
	if beta1 == 0 {
		beta1 = -1e-300 // both on the equator: keep south, so that there is a way round
	}
	lambda = math.Abs(lambda)
	g := arc{beta1: beta1, beta2: beta2}
	low, high := 0.0, math.Pi
	for range 64 {
		azimuth := (low + high) / 2
		if el.reach(&g, azimuth) < lambda {
			low = azimuth
		} else {
			high = azimuth
		}
	}
	return g
}

// reach sets g to the geodesic that leaves beta1 with the azimuth and ends where
// it meets beta2 going north, and gives its longitude (eqs. 44, 45 and 8).
func (el *ellipsoid) reach(g *arc, azimuth float64) float64 {
	g.setAzimuth(math.Sincos(azimuth))
	sinB2, cosB2 := math.Sincos(g.beta2)
	cosA2 := math.Sqrt(math.Max(0, cosB2*cosB2-g.sinA0*g.sinA0)) // times cosB2
	g.sigma2 = math.Atan2(sinB2, cosA2)
	sin1, cos1 := math.Sincos(g.sigma1)
	sin2, cos2 := math.Sincos(g.sigma2)
	g.omega = math.Atan2(g.sinA0*sin2, cos2) - math.Atan2(g.sinA0*sin1, cos1)
	return g.omega - el.f*g.sinA0*el.lonIntegral(g)
}

// area is the area in square metres between the geodesic and the equator,
// positive when it runs east in the north (eqs. 58–60).
func (el *ellipsoid) area(g *arc) float64 {
	turn := 2 * math.Atan2(math.Sin(g.omega/2)*math.Sin((g.beta1+g.beta2)/2),
		math.Cos(g.omega/2)*math.Cos((g.beta2-g.beta1)/2))
	k2 := el.ep2 * g.cosA0 * g.cosA0
	rest := integrate(g.sigma1, g.sigma2, func(sin float64) float64 {
		return areaQuotient(el.ep2, k2*sin*sin) * sin / 2
	})
	return el.c2*turn - el.e2*el.a*el.a*g.cosA0*g.sinA0*rest
}

// areaQuotient is (t(x)-t(y))/(x-y) with t(x) = x + √(1/x+1)·asinh√x, by the
// power series of t, in which coefficient k+1 is -2k/(2k+3) times coefficient k.
func areaQuotient(x, y float64) float64 {
	sum, coefficient := 1.0, 1.0/3
	power, yk := 1.0, 1.0 // power = x^(k-1) + x^(k-2) y + … + y^(k-1)
	for k := 1.0; k <= 7; k++ {
		sum += coefficient * power
		coefficient *= -2 * k / (2*k + 3)
		yk *= y
		power = power*x + yk
	}
	return sum
}

// Nodes and weights of the six-point Gauss-Legendre rule on [-1, 1].
var (
	gaussNode   = [3]float64{0.2386191860831969, 0.6612093864662645, 0.9324695142031521}
	gaussWeight = [3]float64{0.4679139345726910, 0.3607615730481386, 0.1713244923791704}
)

// integrate is the integral of f(sin σ) over σ from a to b.
func integrate(a, b float64, f func(sin float64) float64) float64 {
	pieces := math.Ceil(math.Abs(b-a) / 0.75)
	half := (b - a) / (2 * max(pieces, 1))
	sum := 0.0
	for i := range int(pieces) {
		mid := a + half*float64(2*i+1)
		for j, x := range gaussNode {
			sum += gaussWeight[j] * (f(math.Sin(mid-half*x)) + f(math.Sin(mid+half*x)))
		}
	}
	return sum * half
}
