package geo

import "math"

// Zone is a zone of the CGCS2000 / Gauss-Kruger grid (高斯-克吕格投影分带): northing
// from the equator, easting with 500 km added on the central meridian, scale 1.
// In tables X is the northing and Y the easting. In a prefixed zone (带号) the
// zone number stands before the easting, as millions.
type Zone struct {
	Width    int  // of the zone in degrees: 3 or 6
	Number   int  // 25–45 for 3 degrees, 13–23 for 6
	Prefixed bool // whether eastings start with the number
}

// falseEasting is added to eastings, so that they are positive.
const falseEasting = 500_000

// ZoneFor is the 3-degree zone that holds a longitude in China, 73.5 to 136.5
// degrees; it reports false outside.
func ZoneFor(lon float64, prefixed bool) (Zone, bool) {
	z := Zone{Width: 3, Number: int(math.Round(lon / 3)), Prefixed: prefixed}
	return z, z.valid()
}

// ZoneByEPSG is the zone of an EPSG code: 4513–4533 3 degrees with prefix,
// 4534–4554 without, 4491–4501 and 4502–4512 the same for 6 degrees.
func ZoneByEPSG(code int) (Zone, bool) {
	switch {
	case code >= 4513 && code <= 4533:
		return Zone{3, code - 4513 + 25, true}, true
	case code >= 4534 && code <= 4554:
		return Zone{3, code - 4534 + 25, false}, true
	case code >= 4491 && code <= 4501:
		return Zone{6, code - 4491 + 13, true}, true
	case code >= 4502 && code <= 4512:
		return Zone{6, code - 4502 + 13, false}, true
	}
	return Zone{}, false
}

func (z Zone) valid() bool {
	return z.Width == 3 && z.Number >= 25 && z.Number <= 45 ||
		z.Width == 6 && z.Number >= 13 && z.Number <= 23
}

// EPSG is the zone's code.
func (z Zone) EPSG() int {
	switch {
	case z.Width == 3 && z.Prefixed:
		return 4513 + z.Number - 25
	case z.Width == 3:
		return 4534 + z.Number - 25
	case z.Prefixed:
		return 4491 + z.Number - 13
	default:
		return 4502 + z.Number - 13
	}
}

// CentralMeridian in degrees.
func (z Zone) CentralMeridian() float64 {
	if z.Width == 6 {
		return float64(6*z.Number - 3)
	}
	return float64(3 * z.Number)
}

// FalseEasting is what eastings have on the central meridian, in metres.
func (z Zone) FalseEasting() float64 {
	if z.Prefixed {
		return float64(z.Number)*1e6 + falseEasting
	}
	return falseEasting
}

// WithPrefix is the same zone with or without the number before the easting.
func (z Zone) WithPrefix(prefixed bool) Zone {
	z.Prefixed = prefixed
	return z
}

// Grid is a pair of grid coordinates as understood by [ReadGrid], in metres.
type Grid struct {
	Northing, Easting float64 // Easting without prefix
	Prefix            int     // the zone number that stood before the easting; 0 if none
	Swapped           bool    // the pair came as easting, northing
}

// ReadGrid understands a pair of grid coordinates of a place in China that
// should be northing (X) and easting (Y), by their size: northings lie between
// 0.3 and 6 million, eastings between 50 and 950 thousand, or that after a
// zone number from 13 to 45. It reports false when neither order fits.
func ReadGrid(x, y float64) (Grid, bool) {
	if g, ok := readGrid(x, y); ok {
		return g, true
	}
	g, ok := readGrid(y, x)
	g.Swapped = true
	return g, ok
}

func readGrid(northing, easting float64) (Grid, bool) {
	prefix := math.Floor(easting / 1e6)
	g := Grid{Northing: northing, Easting: easting - prefix*1e6, Prefix: int(prefix)}
	prefixOK := prefix == 0 || prefix >= 13 && prefix <= 45
	return g, prefixOK && northing > 3e5 && northing < 6e6 && g.Easting > 5e4 && g.Easting < 9.5e5
}
