package geo

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"
)

// CRS is a coordinate reference system together with the order in which a pair
// of its coordinates is written. The zero value is CRS84. CRS values can be
// compared.
type CRS struct {
	shift      shift
	epsg       int  // 0 for CRS84 and the shifted systems
	northFirst bool // lat/lon, or northing/easting
}

type shift uint8

const (
	unshifted shift = iota
	shiftGCJ
	shiftBD
)

// The geographic systems that come by name; these are all written lon/lat.
var (
	CRS84    = CRS{}
	CGCS2000 = CRS{epsg: 4490}
	WGS84    = CRS{epsg: 4326}
	GCJ02    = CRS{shift: shiftGCJ}
	BD09     = CRS{shift: shiftBD}
)

var crsNames = map[string]CRS{
	"":      CRS84,
	"crs84": CRS84, "ogc:crs84": CRS84,
	"urn:ogc:def:crs:ogc:1.3:crs84": CRS84, "urn:ogc:def:crs:ogc::crs84": CRS84,
	"cgcs2000": CGCS2000, "wgs84": WGS84,
	"gcj02": GCJ02, "gcj-02": GCJ02, "bd09": BD09, "bd-09": BD09,
}

var (
	crs84URI = regexp.MustCompile(`^https?://www\.opengis\.net/def/crs/ogc/(1\.3|0)/crs84$`)
	epsgName = regexp.MustCompile(`^(?:\[?epsg:|urn:ogc:def:crs:epsg:[0-9.]*:|https?://www\.opengis\.net/def/crs/epsg/[0-9.]+/)?([0-9]{4,5})\]?$`)
)

// legacyName knows what people call Beijing 1954 and Xi'an 1980.
var legacyName = regexp.MustCompile(`(北京|西安|beijing|xi'?an)[-_ ]*(19)?(54|80)|(54|80)年?[-_ ]*(北京|西安|beijing|xi'?an)`)

// ParseCRS reads a crs parameter, in any case: a name (crs84, cgcs2000, wgs84,
// gcj02, bd09), which is written lon/lat; or a code of EPSG (4490, EPSG:4490,
// the OGC URI or URN), which is written as EPSG defines it: 4490 and 4326
// lat/lon, the CGCS2000 grid zones northing/easting. Nothing is CRS84.
//
// The error is a [*Fault]: [CodeLegacyCRS] for Beijing 54 and Xi'an 80, for which
// there are no public parameters, so that a transformation would be wrong by
// tens of metres without a word; [CodeUnknownCRS] otherwise.
func ParseCRS(s string) (CRS, error) {
	name := strings.ToLower(strings.TrimSpace(s))
	if c, ok := crsNames[name]; ok {
		return c, nil
	}
	if crs84URI.MatchString(name) {
		return CRS84, nil
	}
	detail := map[string]any{"crs": s}
	m := epsgName.FindStringSubmatch(name)
	if m == nil && legacyName.MatchString(name) {
		return CRS{}, fault(CodeLegacyCRS, orb.Point{}, detail)
	}
	if m == nil {
		return CRS{}, fault(CodeUnknownCRS, orb.Point{}, detail)
	}
	code, _ := strconv.Atoi(m[1])
	_, isZone := ZoneByEPSG(code)
	switch {
	case isZone || code == 4490 || code == 4326:
		return CRS{epsg: code, northFirst: true}, nil
	case legacyEPSG(code):
		return CRS{}, fault(CodeLegacyCRS, orb.Point{}, detail)
	}
	return CRS{}, fault(CodeUnknownCRS, orb.Point{}, detail)
}

// legacyEPSG knows the codes of Beijing 1954, Xi'an 1980 and New Beijing,
// geographic and by zones.
func legacyEPSG(code int) bool {
	for _, r := range [][2]int{
		{4214, 4214}, {4555, 4555}, {4610, 4610},
		{2327, 2390}, {2401, 2442}, {4568, 4589}, {4652, 4656}, {4766, 4800},
		{21413, 21423}, {21453, 21463}, {21473, 21483},
	} {
		if code >= r[0] && code <= r[1] {
			return true
		}
	}
	return false
}

// String is the short name, which [ParseCRS] reads back: CRS84, EPSG:4490,
// cgcs2000, gcj02.
func (c CRS) String() string {
	switch {
	case c.shift == shiftGCJ:
		return "gcj02"
	case c.shift == shiftBD:
		return "bd09"
	case c == CGCS2000:
		return "cgcs2000"
	case c == WGS84:
		return "wgs84"
	case c.epsg != 0:
		return "EPSG:" + strconv.Itoa(c.epsg)
	}
	return "CRS84"
}

// URI is the OGC identifier; the shifted systems have none.
func (c CRS) URI() string {
	switch {
	case c.shift != unshifted:
		return ""
	case c.epsg != 0 && c.northFirst:
		return "http://www.opengis.net/def/crs/EPSG/0/" + strconv.Itoa(c.epsg)
	}
	return "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
}

// EPSG is the code that PostGIS knows the system by: 4490 for CRS84, too. The
// shifted systems have none and report 0.
func (c CRS) EPSG() int {
	if c == CRS84 {
		return 4490
	}
	return c.epsg
}

// Zone is the grid zone of a projected system.
func (c CRS) Zone() (Zone, bool) { return ZoneByEPSG(c.epsg) }

// NorthFirst reports whether pairs are written lat/lon or northing/easting.
func (c CRS) NorthFirst() bool { return c.northFirst }

// LonFirst is the same system written lon/lat or easting/northing, as files
// mostly hold it whatever EPSG says.
func (c CRS) LonFirst() CRS {
	c.northFirst = false
	return c
}

// ToLonLat turns a pair as this system writes it into lon/lat.
func (c CRS) ToLonLat(p orb.Point) orb.Point {
	if c.northFirst {
		p[0], p[1] = p[1], p[0]
	}
	if z, ok := c.Zone(); ok {
		return Unproject(p[1], p[0], z)
	}
	switch c.shift {
	case shiftGCJ:
		return WGSFromGCJ(p)
	case shiftBD:
		return WGSFromBD(p)
	}
	return p
}

// FromLonLat turns lon/lat into a pair as this system writes it.
func (c CRS) FromLonLat(p orb.Point) orb.Point {
	if z, ok := c.Zone(); ok {
		p[1], p[0] = Project(p, z)
	}
	switch c.shift {
	case shiftGCJ:
		p = GCJFromWGS(p)
	case shiftBD:
		p = BDFromWGS(p)
	}
	if c.northFirst {
		p[0], p[1] = p[1], p[0]
	}
	return p
}

// GeometryToLonLat turns a geometry of this system into a new one in lon/lat.
func (c CRS) GeometryToLonLat(g orb.Geometry) orb.Geometry { return convert(g, c.ToLonLat, c) }

// GeometryFromLonLat turns a lon/lat geometry into a new one of this system.
func (c CRS) GeometryFromLonLat(g orb.Geometry) orb.Geometry { return convert(g, c.FromLonLat, c) }

// SwapAxes exchanges the two numbers of every position, in a new geometry.
func SwapAxes(g orb.Geometry) orb.Geometry {
	return project.Geometry(orb.Clone(g), func(p orb.Point) orb.Point { return orb.Point{p[1], p[0]} })
}

func convert(g orb.Geometry, f func(orb.Point) orb.Point, c CRS) orb.Geometry {
	if g == nil || c == c.LonFirst() && c.shift == unshifted && !isProjected(c) {
		return g
	}
	return project.Geometry(orb.Clone(g), f)
}

func isProjected(c CRS) bool {
	_, ok := c.Zone()
	return ok
}
