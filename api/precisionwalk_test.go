package api

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/maptile"

	"cairn/internal/actor"
)

// exactPlace has a marker, an inspection with a track, and a line whose exact coordinates are
// known; tells are the digits that give them away, to about a decimetre.
type exactPlace struct {
	*place
	lonLat     [2]float64 // of the marker
	vertex     [2]float64 // of the line
	marker     string
	inspection string
	tells      []string
}

func newExactPlace(t *testing.T, public ...string) *exactPlace {
	t.Helper()
	e := &exactPlace{place: newPlace(t, public...)}
	e.lonLat = [2]float64{math.Floor(e.lon*100)/100 + 0.00314159, math.Floor(e.lat*100)/100 + 0.00271828}
	e.scan(`SELECT ST_X(d.geom), ST_Y(d.geom) FROM boundary_line l, ST_DumpPoints(l.geom) d
		WHERE l.code = $1 AND length(round(ST_X(d.geom)::numeric, 6)::float8::text) = 10 AND length(round(ST_Y(d.geom)::numeric, 6)::float8::text) = 9 LIMIT 1`,
		e.line).into(&e.vertex[0], &e.vertex[1])
	body := newMarker(e.place).body.(map[string]any)
	body["lon"], body["lat"], body["height_m"] = e.lonLat[0], e.lonLat[1], 1234.5678
	body["witnesses"] = []map[string]any{{"text": "大树", "bearing_deg": 10, "distance_m": 8.5, "lon": e.lonLat[0] + 1e-8, "lat": e.lonLat[1] + 1e-8}}
	e.marker = e.made("/boundaries/markers", body)
	e.inspection = e.made("/boundaries/inspections", map[string]any{"id": uuid.NewString(), "kind": "patrol", "observed_at": "2021-06-30T10:00:00+08:00",
		"observer": "张三", "marker": body["number"], "conditions": []string{"damaged"}, "lon": e.lonLat[0] + 1e-8, "lat": e.lonLat[1] + 1e-8, "source": "rtk",
		"track": map[string]any{"type": "LineString", "coordinates": [][2]float64{e.lonLat, {e.lonLat[0] + 0.001, e.lonLat[1]}}}})
	e.made("/boundaries/findings", map[string]any{"kind": "cross_works", "line_code": e.line, "lon": e.vertex[0], "lat": e.vertex[1],
		"description": "施工", "found_at": "2021-06-30T10:00:00+08:00"})
	var m struct{ Northing, Easting float64 }
	e.root().do("GET", "/boundaries/markers/"+e.marker, nil).into(t, &m)
	for _, x := range append(e.lonLat[:], e.vertex[:]...) {
		text := strconv.FormatFloat(x, 'f', 9, 64)
		e.tells = append(e.tells, text[:strings.IndexByte(text, '.')+7])
	}
	for _, x := range []float64{m.Northing, m.Easting} {
		e.tells = append(e.tells, strconv.FormatFloat(math.Floor(x*10)/10, 'f', 1, 64))
	}
	e.tells = append(e.tells, "1234.56")
	return e
}

// told are the tells that stand in an answer.
func (e *exactPlace) told(r reply) []string {
	if r.Header.Get("Content-Type") == typeMVT {
		return nil // judged by what it draws
	}
	text := unpacked(r)
	return slices.DeleteFunc(slices.Clone(e.tells), func(tell string) bool { return !strings.Contains(text, tell) })
}

// paths are all that can be read of boundaries, and one address of every other route.
func (e *exactPlace) paths() (paths []string) {
	ordinary := [2]float64{e.lon, e.lat}
	for key := range routeRights {
		method, pattern, _ := strings.Cut(key, " ")
		if method != http.MethodGet {
			continue
		}
		e.lon, e.lat = ordinary[0], ordinary[1]
		if strings.HasPrefix(pattern, "/boundaries") {
			e.lon, e.lat = e.lonLat[0], e.lonLat[1]
		}
		switch {
		case strings.HasPrefix(pattern, "/boundaries/markers/{id}"):
			pattern = strings.Replace(pattern, "{id}", e.marker, 1)
		case pattern == "/boundaries/inspections/{id}":
			pattern = "/boundaries/inspections/" + e.inspection
		}
		if strings.HasSuffix(pattern, "{format}") && strings.HasPrefix(pattern, "/boundaries") {
			paths = append(paths, e.instance(strings.Replace(pattern, "{format}", "docx", 1)))
		}
		paths = append(paths, e.instance(pattern))
	}
	e.lon, e.lat = ordinary[0], ordinary[1]
	grid := "crs=http://www.opengis.net/def/crs/EPSG/0/4544"
	paths = append(paths, "/boundaries/markers?limit=500", "/boundaries/lines?limit=500", "/boundaries/inspections?limit=500", "/boundaries/findings?limit=500",
		"/boundaries/lines/"+e.line+"/results.xlsx", "/boundaries/results.xlsx?area="+e.county, "/areas/"+e.township,
		"/collections/boundary-lines/items?limit=1000", "/collections/boundary-lines/items/"+e.line, "/collections/boundary-lines/items?limit=1000&f=html",
		"/collections/boundary-markers/items?limit=1000", "/collections/boundary-markers/items?limit=1000&"+grid, "/collections/boundary-markers/items/"+e.marker+"?f=html",
		"/collections/boundary-markers/items/"+e.marker, "/collections/areas/items?limit=1000", "/collections/areas/items/"+e.township,
		"/collections/inspections/items?limit=1000", "/collections/inspections/items/"+e.inspection, "/collections/inspections/items?"+grid,
		"/collections/boundary-lines", "/collections/boundary-markers", "/collections/areas", "/gazetteer/products/map.svg?area="+e.township)
	slices.Sort(paths)
	return slices.Compact(paths)
}

// Every route that reads, asked by readers of coarse coordinates: no exact one comes out, in
// JSON, GeoJSON, HTML, workbooks or documents.
func TestCoarseReadersGetNoExactCoordinates(t *testing.T) {
	t.Parallel()
	e := newExactPlace(t, "all")
	readers := map[string]client{"nobody": e.nobody()}
	for _, role := range []actor.Role{actor.Viewer, actor.Clerk, actor.Planner, actor.Auditor} {
		readers[string(role)] = e.as(role, e.county)
	}
	for _, path := range e.paths() {
		for who, c := range readers {
			if who != "nobody" && who != "township_clerk" && !strings.HasPrefix(path, "/boundaries") && !strings.HasPrefix(path, "/collections") {
				continue
			}
			if r := c.do("GET", path, nil); r.StatusCode >= 500 {
				t.Errorf("%s by %s: %d %s", path, who, r.StatusCode, r.text)
			} else if told := e.told(r); len(told) > 0 {
				t.Errorf("%s by %s tells %v", path, who, told)
			}
		}
	}
	var rows int
	e.scan("SELECT count(*) FROM exact_read WHERE role IN ('viewer', 'township_clerk', 'planner', 'auditor')").into(&rows)
	if rows != 0 {
		t.Errorf("%d reads of coarse coordinates are noted", rows)
	}
}

// An inspector sees the exact coordinates, and each of the requests is one row in the log.
func TestExactReadsAreNoted(t *testing.T) {
	t.Parallel()
	e := newExactPlace(t)
	c := e.as(actor.Inspector, e.county)
	noted := func() (n int) {
		if err := e.server.Precision.Flush(context.Background()); err != nil {
			t.Fatal(err)
		}
		e.scan("SELECT count(*) FROM exact_read WHERE role = 'inspector'").into(&n)
		return n
	}
	shown := map[string]bool{}
	for _, path := range e.paths() {
		before := noted()
		told := e.told(c.do("GET", path, nil))
		rows := noted() - before
		if rows > 1 || rows == 0 && len(told) > 0 {
			t.Errorf("%s is noted in %d rows and tells %v", path, rows, told)
		}
		shown[path] = len(told) > 0 && rows == 1
	}
	for _, path := range []string{"/boundaries/markers/" + e.marker, "/boundaries/markers/" + e.marker + "/history", "/boundaries/markers/" + e.marker + "/registrations",
		"/boundaries/markers?limit=500", "/boundaries/lines/" + e.line, "/boundaries/lines?limit=500", "/boundaries/inspections/" + e.inspection,
		"/collections/boundary-lines/items/" + e.line, "/collections/boundary-markers/items/" + e.marker, "/collections/inspections/items/" + e.inspection,
		"/boundaries/results.xlsx?area=" + e.county, "/boundaries/markers/" + e.marker + "/registration.docx"} {
		if !shown[path] {
			t.Errorf("%s does not show the inspector exact coordinates, noted", path)
		}
	}
	var items struct{ Items []map[string]any }
	e.as(actor.Auditor, e.county).do("GET", "/audit/exact-reads?limit=2", nil).want(t, http.StatusOK).into(t, &items)
	if len(items.Items) != 2 || items.Items[0]["role"] != "inspector" || items.Items[0]["subject"] == "" {
		t.Errorf("the log: %v", items.Items)
	}
}

// Tiles draw coarse readers nothing where things are, and exact tiles are noted.
func TestTilesAreCoarse(t *testing.T) {
	t.Parallel()
	e := newExactPlace(t, "all")
	inspector := e.as(actor.Inspector, e.county)
	for name, at := range map[string][2]float64{"boundary-markers": e.lonLat, "boundary-lines": e.vertex, "areas": e.vertex} {
		tile := maptile.At(orb.Point(at), 16)
		path := fmt.Sprintf("/collections/%s/tiles/WebMercatorQuad/%d/%d/%d", name, tile.Z, tile.Y, tile.X)
		whole := fmt.Sprintf("/tiles/all/%d/%d/%d.mvt", tile.Z, tile.X, tile.Y)
		for who, c := range map[string]client{"nobody": e.nobody(), "clerk": e.as(actor.Clerk, e.county), "viewer": e.as(actor.Viewer, e.county)} {
			for _, address := range []string{path, whole} {
				if r := c.do("GET", address, nil); draws(t, r, tile, at) {
					t.Errorf("%s draws %s for %s where it is", address, name, who)
				}
			}
		}
		if !draws(t, inspector.do("GET", path, nil), tile, at) {
			t.Errorf("%s does not draw the inspector what is there", path)
		}
	}
	if err := e.server.Precision.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
	var rows int
	e.scan("SELECT count(*) FROM exact_read WHERE role = 'inspector'").into(&rows)
	if rows != 3 {
		t.Errorf("%d reads of three tiles are noted", rows)
	}
}

// draws reports whether a tile has a position of lines, markers or areas within 0.3 m.
func draws(t *testing.T, r reply, tile maptile.Tile, at orb.Point) bool {
	t.Helper()
	if r.StatusCode == http.StatusNoContent {
		return false
	}
	layers, err := mvt.Unmarshal(r.want(t, http.StatusOK).text)
	if err != nil {
		t.Fatal(err)
	}
	layers.ProjectToWGS84(tile)
	for _, l := range layers {
		for _, f := range l.Features {
			if l.Name != "places" && l.Name != "facilities" && touches(f.Geometry, at) {
				return true
			}
		}
	}
	return false
}

func touches(g orb.Geometry, at orb.Point) bool {
	switch g := g.(type) {
	case orb.Point:
		return math.Hypot(g[0]-at[0], g[1]-at[1]) < 3e-6
	case orb.LineString:
		return slices.ContainsFunc(g, func(p orb.Point) bool { return touches(p, at) })
	case orb.MultiLineString:
		return slices.ContainsFunc(g, func(l orb.LineString) bool { return touches(l, at) })
	case orb.Polygon:
		return slices.ContainsFunc(g, func(r orb.Ring) bool { return touches(orb.LineString(r), at) })
	case orb.MultiPolygon:
		return slices.ContainsFunc(g, func(p orb.Polygon) bool { return touches(p, at) })
	}
	return false
}
