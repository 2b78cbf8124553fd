package boundaries

import (
	"math"

	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/internal/problem"
)

// Given is a position as somebody gave it: the raw values and the system that they are in.
type Given struct {
	CRS string  `json:"crs" doc:"cgcs2000, wgs84, gcj02, bd09 or a CGCS2000 grid zone (EPSG:4544); legacy datums are refused" example:"EPSG:4544"`
	X   float64 `json:"x" doc:"longitude or easting"`
	Y   float64 `json:"y" doc:"latitude or northing"`
}

func (g *Given) copy() *Given {
	if g == nil {
		return nil
	}
	c := *g
	return &c
}

func (g *Given) same(o *Given) bool { return g == o || g != nil && o != nil && *g == *o }

// readGiven finds lon and lat, and of a grid zone northing and easting, by the coordinates
// in their declared system; those that are there already must agree to gridBad.
func (in *MarkerInput) readGiven(r *rules) {
	if in.Given == nil {
		return
	}
	crs, err := geo.ParseCRS(in.Given.CRS)
	if err != nil || in.Given.CRS == "" {
		r.fields = append(r.fields, badCRS(err))
		return
	}
	in.Given.CRS = crs.String()
	zone, grid := crs.Zone()
	if grid && !in.fits(r, zone) {
		return
	}
	p := crs.LonFirst().ToLonLat(orb.Point{in.Given.X, in.Given.Y})
	if err := geo.ValidatePoint(p[0], p[1], geo.Limits{}); err != nil {
		r.fields = append(r.fields, problem.BadGeometry("given", err))
		return
	}
	if in.Lon == nil && in.Lat == nil {
		in.Lon, in.Lat = &p[0], &p[1]
	} else if in.Lon != nil && in.Lat != nil {
		if off := geo.Distance(p, orb.Point{*in.Lon, *in.Lat}); off > gridBad {
			r.bad("given", "boundaries.given_mismatch", "metres", round(off, 2))
		}
	}
	if grid && in.Northing == nil && in.Easting == nil {
		n, e := in.Given.Y, in.Given.X
		in.Northing, in.Easting, in.ProjectedCRS = &n, &e, crs.String()
	}
}

func badCRS(err error) problem.Field {
	if err == nil {
		return problem.Bad("given", "problem.required")
	}
	return problem.BadGeometry("given", err)
}

// fits refuses coordinates that are none of the zone: exchanged, or with another number
// before the easting.
func (in *MarkerInput) fits(r *rules, zone geo.Zone) bool {
	g, ok := geo.ReadGrid(in.Given.Y, in.Given.X)
	switch {
	case !ok:
		r.bad("given", "import.bad_grid", "northing", in.Given.Y, "easting", in.Given.X)
	case g.Swapped:
		r.bad("given", "boundaries.grid_swapped")
	case zone.Prefixed && g.Prefix != zone.Number || !zone.Prefixed && g.Prefix != 0:
		r.bad("given", "import.wrong_zone", "prefix", g.Prefix, "zone", zone.Number)
	default:
		return true
	}
	return false
}

// follow makes the position one: what an edit left alone follows what it changed. It
// reports whether the position is another one than before.
func (in *MarkerInput) follow(before Marker) bool {
	here := in.Lon != nil && in.Lat != nil && *in.Lon == before.Lon && *in.Lat == before.Lat
	grid := in.ProjectedCRS == before.ProjectedCRS &&
		(in.Northing == nil && in.Easting == nil || near(in.Northing, before.Northing) && near(in.Easting, before.Easting))
	switch given := in.Given.same(before.Given); {
	case here && grid && given:
		in.Northing, in.Easting = before.Northing, before.Easting
		return false
	case given:
		in.Given = nil
	case here && in.Given != nil:
		in.Lon, in.Lat, in.ProjectedCRS = nil, nil, ""
	}
	return true
}

// near compares coordinates as they are stored, to 0.1 mm.
func near(a, b *float64) bool { return a != nil && b != nil && math.Abs(*a-*b) < 0.00005 }

// settleGiven notes as what the position was given, where that was not said: on the grid if
// onGrid, else in degrees.
func (in *MarkerInput) settleGiven(onGrid bool, srid *int) {
	if in.Given != nil {
		return
	}
	in.Given = &Given{CRS: geo.CGCS2000.String(), X: *in.Lon, Y: *in.Lat}
	if onGrid && srid != nil {
		in.Given = &Given{CRS: crsName(*srid), X: *in.Easting, Y: *in.Northing}
	}
}
