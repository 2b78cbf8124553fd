package interchange

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"

	"cairn/geo"
	"cairn/internal/problem"
)

// Names of coordinate columns, as compared (see NormalName). In Chinese tables X
// is the northing and Y the easting.
var (
	lonNames      = []string{"lon", "lng", "long", "longitude", "经度", "东经"}
	latNames      = []string{"lat", "latitude", "纬度", "北纬"}
	northingNames = []string{"northing", "x", "x坐标", "纵坐标", "纵坐标x", "北坐标"}
	eastingNames  = []string{"easting", "y", "y坐标", "横坐标", "横坐标y", "东坐标"}
	wktNames      = []string{"wkt", "geometry_wkt", "geom_wkt", "几何"}
)

// placer finds the geometry of table rows.
type placer struct {
	s           *settings
	wkt         int // column, -1 if there is none
	east, north int
	zone        geo.Zone
	isGrid      bool
}

// newPlacer looks for the columns it needs. Columns of lon and lat are only used
// when they have to be converted: otherwise they are fields like others, which
// importers read themselves.
func newPlacer(s *settings, header, fields []string) placer {
	p := placer{s: s, east: -1, north: -1, wkt: findColumn(header, fields, wktNames)}
	p.zone, p.isGrid = s.crs.Zone()
	switch {
	case p.isGrid:
		p.north, p.east = findColumn(header, fields, northingNames), findColumn(header, fields, eastingNames)
	case s.crsGiven || s.swapped:
		p.north, p.east = findColumn(header, fields, latNames), findColumn(header, fields, lonNames)
	}
	return p
}

// findColumn takes the first of the names that a column has, as its header or
// its field; the code of a coordinate system behind it, as in northing_4544,
// doesn't count.
func findColumn(header, fields, names []string) int {
	for _, name := range names {
		for i := range header {
			if bareName(header[i]) == name || bareName(fields[i]) == name {
				return i
			}
		}
	}
	return -1
}

func bareName(header string) string {
	name := NormalName(header)
	if i := strings.LastIndexByte(name, '_'); i > 0 && strings.Trim(name[i+1:], "0123456789") == "" {
		return name[:i]
	}
	return name
}

// locate sets the row's geometry, or notes what is wrong with it.
func (p *placer) locate(row *Row) {
	switch {
	case p.wkt >= 0 && strings.TrimSpace(row.Values[p.wkt]) != "":
		p.locateWKT(row)
	case p.north >= 0 && p.east >= 0:
		p.locatePoint(row)
	}
}

func (p *placer) locateWKT(row *Row) {
	field := row.Columns[p.wkt]
	g, err := wkt.Unmarshal(row.Values[p.wkt])
	if err != nil {
		row.bad(problem.Bad(field, "geometry.unreadable"), row.Values[p.wkt])
		return
	}
	p.s.setGeometry(row, field, g)
}

func (p *placer) locatePoint(row *Row) {
	east, north := row.Columns[p.east], row.Columns[p.north]
	x, okX := number(row, east, row.Values[p.east])
	y, okY := number(row, north, row.Values[p.north])
	switch emptyX, emptyY := strings.TrimSpace(row.Values[p.east]) == "", strings.TrimSpace(row.Values[p.north]) == ""; {
	case emptyX && emptyY || !okX || !okY:
		return
	case emptyX:
		row.bad(problem.Bad(east, "problem.required"), "")
		return
	case emptyY:
		row.bad(problem.Bad(north, "problem.required"), "")
		return
	}
	if p.isGrid && !p.checkGrid(row, &x, &y) {
		return
	}
	p.s.setGeometry(row, east, orb.Point{x, y})
}

// number reads a coordinate; an empty one is 0 and right.
func number(row *Row, field, text string) (float64, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, true
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		row.bad(problem.Bad(field, "import.bad_number"), text)
		return 0, false
	}
	return v, true
}

// checkGrid compares easting x and northing y with what the zone leads to expect,
// and makes them fit the zone: an easting with or without the zone's number
// before it is the same.
func (p *placer) checkGrid(row *Row, x, y *float64) bool {
	north, east := *y, *x
	if p.s.swapped {
		north, east = east, north
	}
	field := row.Columns[p.east]
	g, ok := geo.ReadGrid(north, east)
	switch {
	case !ok:
		row.bad(problem.Bad(field, "import.bad_grid", "northing", north, "easting", east), row.Values[p.east])
	case g.Swapped:
		row.bad(problem.Bad(field, "import.axes_swapped"), row.Values[p.east])
	case g.Prefix != 0 && g.Prefix != p.zone.Number:
		row.bad(problem.Bad(field, "import.wrong_zone", "prefix", g.Prefix, "zone", p.zone.Number), row.Values[p.east])
	default:
		east = g.Easting - 500_000 + p.zone.FalseEasting()
		*x, *y = east, north
		if p.s.swapped {
			*x, *y = north, east
		}
		return true
	}
	return false
}

// setGeometry brings a geometry, as the file has it, into lon/lat and checks it.
func (s *settings) setGeometry(row *Row, field string, g orb.Geometry) {
	if g == nil {
		return
	}
	if geo.CountVertices(g) > s.MaxVertices {
		err := &geo.Fault{Code: geo.CodeTooManyVertices, Detail: map[string]any{"maximum": s.MaxVertices}}
		row.bad(problem.BadGeometry(field, err), "")
		return
	}
	if s.swapped {
		g = geo.SwapAxes(g)
		row.Swapped = true
	}
	row.Geometry = s.crs.GeometryToLonLat(g)
	if s.crs != geo.CRS84 {
		row.CRS = s.crs.String()
	}
	if err := geo.ValidateGeometry(row.Geometry, geo.Limits{Expect: s.Expect}); err != nil {
		row.bad(problem.BadGeometry(field, err), "")
	}
}

// holdsWKT reports whether a column holds the row's geometry.
func holdsWKT(field string) bool { return slices.Contains(wktNames, NormalName(field)) }

// ownColumn reports whether a column is one that [WriteErrors] adds.
func ownColumn(name string) bool { return slices.Contains(errorColumns, name) }
