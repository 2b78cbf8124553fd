package boundaries

import (
	"context"
	"math"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/imports"
	"cairn/geo"
)

const (
	// guessAbout is how near to what is known a shifted position must come, metres.
	guessAbout = 50.0
	// guessOff is how far a marker stands from its lines at most: pairs stand on the banks of
	// a river. Metres.
	guessOff = 200.0
	// conversionNoise is by how much coordinates differ that were only converted, metres.
	conversionNoise = 0.01
)

// knownPlaces is what positions of a file are compared with.
type knownPlaces struct {
	markers map[string]orb.Point      // by number
	courses map[string]orb.LineString // by code of the line
	whole   map[string]Marker         // markers by number, for files that have positions only
}

func readKnownPlaces(ctx context.Context, q data.Querier) (knownPlaces, error) {
	k := knownPlaces{markers: map[string]orb.Point{}, courses: map[string]orb.LineString{}, whole: map[string]Marker{}}
	rows, err := q.Query(ctx, queries.Get("markers"), nil, "", "", "", nil, math.MaxInt32)
	if err != nil {
		return k, err
	}
	markers, err := pgx.CollectRows(rows, scanMarker)
	if err != nil {
		return k, err
	}
	for _, m := range markers {
		k.whole[m.Number], k.markers[m.Number] = m, orb.Point{m.Lon, m.Lat}
	}
	lines, err := q.Query(ctx, queries.Get("import_courses"))
	if err != nil {
		return k, err
	}
	var code string
	var g data.Geom
	_, err = pgx.ForEachRow(lines, []any{&code, &g}, func() error {
		k.courses[code], _ = g.Geometry.(orb.LineString)
		return nil
	})
	return k, err
}

// guessGrid refuses grid coordinates that stand alone and whose system can only be guessed:
// exchanged ones, and those with a zone number before the easting in a file that names no zone.
func guessGrid(r *imports.Row, in MarkerInput) {
	if in.Northing == nil || in.Easting == nil || r.CRS != "" {
		return
	}
	alone := r.Geometry == nil && r.Text("lon") == "" && in.Given == nil
	g, ok := geo.ReadGrid(*in.Northing, *in.Easting)
	switch {
	case !ok || !alone:
	case g.Swapped:
		r.Bad("northing", "import.axes_swapped")
	case g.Prefix != 0 && in.ProjectedCRS == "":
		width := 3
		if g.Prefix <= 23 { // 13 to 23 number zones of 6 degrees, 25 to 45 of 3
			width = 6
		}
		zone := geo.Zone{Width: width, Number: g.Prefix, Prefixed: true}
		r.Bad("easting", "boundaries.guess_zone", "prefix", g.Prefix, "crs", crsName(zone.EPSG()))
	}
}

// guessDatum refuses a position that nobody declared and that is off from the marker on file,
// or from the lines of a new one, by about the shift of GCJ-02 or BD-09. One that was
// declared is taken, with a warning.
func (k knownPlaces) guessDatum(r *imports.Row, in MarkerInput) {
	if !r.OK() || in.Lon == nil || in.Lat == nil {
		return
	}
	p := orb.Point{*in.Lon, *in.Lat}
	shift := k.shift(p, in)
	switch {
	case shift == "":
	case r.CRS != "" || in.Given != nil:
		r.Warn("lon", "boundaries.declared_doubtful", "crs", shift)
	default:
		r.Bad("lon", "boundaries.guess_shift", "crs", shift)
	}
}

// shift names the system that a position seems to be in, gcj02 or bd09; "" for none.
func (k knownPlaces) shift(p orb.Point, in MarkerInput) string {
	if at, there := k.markers[in.Number]; there {
		switch {
		case geo.Distance(geo.BDFromWGS(at), p) <= guessAbout:
			return "bd09"
		case geo.LooksLikeGCJ(at, p, 0):
			return "gcj02"
		}
		return ""
	}
	if k.fromLines(p, in.Lines) <= guessOff {
		return ""
	}
	switch {
	case k.fromLines(geo.WGSFromGCJ(p), in.Lines) <= guessAbout:
		return "gcj02"
	case k.fromLines(geo.WGSFromBD(p), in.Lines) <= guessAbout:
		return "bd09"
	}
	return ""
}

// fromLines is the distance to the farthest of the lines, on each of which a marker stands;
// 0 without any.
func (k knownPlaces) fromLines(p orb.Point, lines []string) (farthest float64) {
	for _, code := range lines {
		if course, ok := k.courses[code]; ok {
			farthest = max(farthest, geo.DistanceTo(p, course))
		}
	}
	return farthest
}

// complete fills a row of a file that has positions only with the rest of the marker on file.
// A position that differs by the noise of a conversion only is that on file.
func (k knownPlaces) complete(r *imports.Row, in *MarkerInput) {
	if r.Has("type") {
		return
	}
	m, there := k.whole[in.Number]
	if !there {
		r.Bad("number", "boundaries.positions_only", "number", in.Number)
		return
	}
	kept := m.input()
	if in.HeightM != nil {
		kept.HeightM = in.HeightM
	}
	if in.Lon != nil && in.Lat != nil && geo.Distance(orb.Point{*in.Lon, *in.Lat}, orb.Point{m.Lon, m.Lat}) > conversionNoise {
		kept.Lon, kept.Lat, kept.Given = in.Lon, in.Lat, in.Given
		kept.Northing, kept.Easting, kept.ProjectedCRS = in.Northing, in.Easting, in.ProjectedCRS
	} else {
		kept.Northing, kept.Easting = m.Northing, m.Easting
	}
	*in = kept
}
