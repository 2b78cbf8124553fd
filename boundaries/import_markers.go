package boundaries

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/imports"
	"cairn/geo"
)

// markers takes in markers.csv. Columns northing_<EPSG> and easting_<EPSG> give the grid
// coordinates in that system, northing and easting (X and Y) in the prefecture's.
func (t taker) markers() imports.Kind {
	return imports.Kind{
		Name: "markers", Files: []string{"markers"}, KeyField: "number",
		Key: func(r *imports.Row) string { return r.Required("number") },
		Columns: map[string][]string{
			"number": {"界桩号", "界桩编号"}, "line_codes": {"界线编号", "界线代码"}, "type": {"类型"}, "lon": {"经度"}, "lat": {"纬度"},
			"northing": {"X", "纵坐标"}, "easting": {"Y", "横坐标"}, "height_m": {"H", "高程"},
			"managing_area": {"管理单位代码"}, "co_area": {"协管单位代码"}, "erected_on": {"埋设日期"}, "material": {"材质"},
			"faces": {"面数"}, "accuracy_m": {"点位中误差", "精度"}, "position_source": {"坐标来源"},
			"responsible_basis": {"管护依据"}, "responsible_basis_on": {"管护依据日期"}, "description": {"位置描述", "位置说明"},
			"given_crs": {"坐标系"}, "given_x": {"原始经度", "原始横坐标"}, "given_y": {"原始纬度", "原始纵坐标"},
		},
		Take: takeMarkers,
	}
}

// markerTaker holds what taking markers needs.
type markerTaker struct {
	zone     geo.Zone
	hasZone  bool
	areas    map[string]bool
	lines    map[string]string // levels by code
	patterns map[string]Pattern
	stored   map[string]storedMarker // by number and by id
	places   knownPlaces
}

// storedMarker is what an importer needs to know of a marker that is there.
type storedMarker struct {
	ID      uuid.UUID
	Number  string
	Version int64
	At      data.Geom
}

func takeMarkers(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
	var t *markerTaker
	for r := range run.Fresh() {
		if t == nil {
			var err error
			if t, err = newMarkerTaker(ctx, tx); err != nil {
				return err
			}
		}
		in, srid := t.read(r)
		if !r.OK() {
			continue
		}
		if err := t.put(ctx, tx, run, r, in, srid); err != nil {
			return err
		}
	}
	return nil
}

func newMarkerTaker(ctx context.Context, tx pgx.Tx) (*markerTaker, error) {
	t := &markerTaker{stored: map[string]storedMarker{}}
	home, err := Prefecture(ctx, tx)
	if err != nil {
		return nil, err
	}
	t.zone, t.hasZone = home.Zone()
	if t.areas, err = areaCodes(ctx, tx); err != nil {
		return nil, err
	}
	if t.lines, err = lineLevelsByCode(ctx, tx); err != nil {
		return nil, err
	}
	if t.patterns, err = readPatterns(ctx, tx); err != nil {
		return nil, err
	}
	if t.places, err = readKnownPlaces(ctx, tx); err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, queries.Get("import_markers_stored"))
	if err != nil {
		return nil, err
	}
	stored, err := pgx.CollectRows(rows, pgx.RowToStructByPos[storedMarker])
	for _, m := range stored {
		t.stored[m.ID.String()] = m
		t.stored[m.Number] = m
	}
	return t, err
}

// read makes the marker of a row, checked as a whole.
func (t *markerTaker) read(r *imports.Row) (MarkerInput, *int) {
	in := MarkerInput{Number: r.Key, Lines: r.List("line_codes", ";"), Type: r.Text("type"), Side: r.Text("side"),
		Faces: r.Int("faces"), Material: r.Text("material"), Grade: r.Text("grade"), HeightM: r.Float("height_m"),
		ManagingArea: r.Text("managing_area"), CoArea: r.List("co_area", ";"), ErectedOn: optional(r.Text("erected_on")),
		Description: r.Text("description"), Status: r.Text("status"), Witnesses: readWitnesses(r),
		AccuracyM: r.Float("accuracy_m"), Source: r.Text("position_source"), Basis: r.Text("responsible_basis"),
		BasisOn: optional(r.Text("responsible_basis_on"))}
	in.Northing, in.Easting, in.ProjectedCRS = readGrid(r)
	if p := r.Point("lon", "lat"); p != nil {
		in.Lon, in.Lat = &p[0], &p[1]
	} else if p := t.fromGrid(in); p != nil {
		in.Lon, in.Lat = &p[0], &p[1]
	}
	in.Given = readGiven(r)
	guessGrid(r, in)
	t.places.guessDatum(r, in)
	t.places.complete(r, &in)
	if !r.OK() {
		return in, nil
	}
	in.Normalize()
	r.BadFields(in.Validate())
	if !r.OK() {
		return in, nil
	}
	known := t.known(in)
	r.BadFields(in.checkReferences(known))
	r.BadFields(in.checkNumber(t.patterns, known.levels))
	onGrid := in.Northing != nil && in.Easting != nil
	srid, off, err := in.settleGrid(t.zone, t.hasZone)
	if r.BadFields(err); err == nil {
		in.settleGiven(onGrid, srid)
	}
	if r.OK() && off > gridWarn {
		r.Warn("northing", "boundaries.grid_off", "metres", round(off, 3))
	}
	return in, srid
}

// known picks what the marker names from what is on file.
func (t *markerTaker) known(in MarkerInput) references {
	var k references
	for _, code := range in.Lines {
		if level, ok := t.lines[code]; ok {
			k.lines, k.levels = append(k.lines, code), append(k.levels, level)
		}
	}
	for _, code := range append([]string{in.ManagingArea}, in.CoArea...) {
		if t.areas[code] {
			k.areas = append(k.areas, code)
		}
	}
	return k
}

// fromGrid is the position by the grid coordinates; nil without a zone.
func (t *markerTaker) fromGrid(in MarkerInput) *orb.Point {
	if in.Northing == nil || in.Easting == nil || in.ProjectedCRS == "" && !t.hasZone {
		return nil
	}
	var r rules
	zone, ok := in.zone(&r, t.zone, t.hasZone)
	if !ok {
		return nil
	}
	p := geo.Unproject(*in.Northing, *in.Easting, zone)
	return &p
}

// readGrid looks for grid coordinates whose columns name their system, then for plain ones.
func readGrid(r *imports.Row) (northing, easting *float64, crs string) {
	northing, easting, crs = gridColumns(r)
	if r.Swapped {
		northing, easting = easting, northing
	}
	return northing, easting, crs
}

func gridColumns(r *imports.Row) (northing, easting *float64, crs string) {
	for srid := 4491; srid <= 4554; srid++ { // the CGCS2000 zones
		n, e := fmt.Sprintf("northing_%d", srid), fmt.Sprintf("easting_%d", srid)
		if r.Text(n) != "" || r.Text(e) != "" {
			return r.Float(n), r.Float(e), fmt.Sprintf("EPSG:%d", srid)
		}
	}
	return r.Float("northing"), r.Float("easting"), r.Text("projected_crs")
}

// readGiven reads coordinates with their system: from columns of their own, or as the file
// was declared to hold them. nil: longitude and latitude, or the grid, are what was given.
func readGiven(r *imports.Row) *Given {
	name, x, y := r.Text("given_crs"), r.Float("given_x"), r.Float("given_y")
	switch {
	case x != nil && y != nil:
		return &Given{CRS: name, X: *x, Y: *y}
	case x != nil:
		r.Bad("given_y", "problem.required")
	case y != nil:
		r.Bad("given_x", "problem.required")
	}
	crs, err := geo.ParseCRS(r.CRS)
	p, ok := r.Geometry.(orb.Point)
	if r.CRS == "" || err != nil || !ok {
		return nil
	}
	raw := crs.LonFirst().FromLonLat(p)
	decimals := 9 // of degrees
	if _, grid := crs.Zone(); grid {
		decimals = 4
	}
	return &Given{CRS: r.CRS, X: round(raw[0], decimals), Y: round(raw[1], decimals)}
}

// readWitnesses reads the columns witness1, witness1_bearing_deg … of up to nine witnesses.
func readWitnesses(r *imports.Row) []Witness {
	var witnesses []Witness
	for n := 1; n <= 9; n++ {
		field := fmt.Sprintf("witness%d", n)
		w := Witness{Seq: n, Text: r.Text(field), BearingDeg: r.Float(field + "_bearing_deg"),
			DistanceM: r.Float(field + "_distance_m"), Lon: r.Float(field + "_lon"), Lat: r.Float(field + "_lat")}
		if w.Text != "" || w.BearingDeg != nil || w.DistanceM != nil || w.Lon != nil {
			witnesses = append(witnesses, w)
		}
	}
	return witnesses
}

// put adds or changes the marker, unless it was edited or made by hand.
func (t *markerTaker) put(ctx context.Context, tx pgx.Tx, run *imports.Run, r *imports.Row, in MarkerInput, srid *int) error {
	old, there := t.stored[in.Number]
	if r.Known {
		old, there = t.stored[r.EntityID]
	}
	if there && (!r.Known || old.Version != r.Version) {
		run.Kept(r)
		return nil
	}
	var err error
	if !there {
		old.ID = uuid.Must(uuid.NewV7())
		err = insertMarker(ctx, tx, old.ID, in, srid, &in.Number, r.Text("origin"))
	} else {
		err = rewriteMarker(ctx, tx, old.ID, in, srid, in.geom().Geometry != old.At.Geometry)
	}
	if err != nil {
		return err
	}
	run.Done(r, old.ID.String(), old.Version+1)
	return nil
}

// lineLevelsByCode are the levels of all lines.
func lineLevelsByCode(ctx context.Context, q data.Querier) (map[string]string, error) {
	rows, err := q.Query(ctx, queries.Get("import_line_levels"))
	if err != nil {
		return nil, err
	}
	levels := map[string]string{}
	var code, level string
	_, err = pgx.ForEachRow(rows, []any{&code, &level}, func() error { levels[code] = level; return nil })
	return levels, err
}
