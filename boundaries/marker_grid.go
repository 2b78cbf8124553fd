package boundaries

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/internal/problem"
)

// How far grid coordinates may be off from lon/lat, in metres: more than gridWarn is worth
// a look, more than gridBad means that one of them is wrong.
const (
	gridWarn = 0.01
	gridBad  = 1.0
)

// settleGrid fills northing and easting (to 0.1 mm) from lon and lat, or checks those that
// are given, and returns the zone and by how many metres they are off. home is the
// prefecture's zone, used when the marker names none. Without any zone there is no grid.
// Error: problem.Invalid.
func (in *MarkerInput) settleGrid(home geo.Zone, hasHome bool) (srid *int, off float64, err error) {
	var r rules
	zone, ok := in.zone(&r, home, hasHome)
	if err := r.err(); err != nil || !ok {
		return nil, 0, err
	}
	code := zone.EPSG()
	n, e := geo.Project(orb.Point{*in.Lon, *in.Lat}, zone)
	switch {
	case in.Northing == nil && in.Easting == nil:
		n, e = round(n, 4), round(e, 4)
		in.Northing, in.Easting = &n, &e
		return &code, 0, nil
	case in.Northing == nil:
		r.bad("northing", "problem.required")
	case in.Easting == nil:
		r.bad("easting", "problem.required")
	default:
		off = math.Hypot(*in.Northing-n, *in.Easting-e)
		in.judgeGrid(&r, off)
	}
	return &code, off, r.err()
}

// zone is the projected system of the marker: the one it names, the prefecture's (with the
// zone number in front when the easting has it), or that of its longitude.
func (in *MarkerInput) zone(r *rules, home geo.Zone, hasHome bool) (geo.Zone, bool) {
	if in.ProjectedCRS != "" {
		crs, err := geo.ParseCRS(in.ProjectedCRS)
		zone, ok := crs.Zone()
		if err != nil {
			r.fields = append(r.fields, problem.BadGeometry("projected_crs", err))
		} else if !ok {
			r.bad("projected_crs", "boundaries.not_projected")
		}
		return zone, ok
	}
	if !hasHome {
		if home, hasHome = geo.ZoneFor(*in.Lon, false); !hasHome {
			return geo.Zone{}, false
		}
	}
	if in.Easting != nil && int(*in.Easting/1e6) == home.Number {
		home = home.WithPrefix(true)
	}
	return home, true
}

// crsName is how a system is named by its EPSG code.
func crsName(srid int) string { return fmt.Sprintf("EPSG:%d", srid) }

func (in *MarkerInput) judgeGrid(r *rules, off float64) {
	switch grid, ok := geo.ReadGrid(*in.Northing, *in.Easting); {
	case off <= gridBad:
	case ok && grid.Swapped:
		r.bad("northing", "boundaries.grid_swapped")
	case math.IsNaN(off) || math.IsInf(off, 0):
		r.bad("northing", "geometry.not_finite")
	default:
		r.bad("northing", "boundaries.grid_mismatch", "metres", round(off, 2))
	}
}
