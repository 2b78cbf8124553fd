package api

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/boundaries"
	"cairn/data/datatest"
	"cairn/internal/actor"
)

const (
	testLine   = "532601000532622000"
	testMarker = "00000000-0000-7000-8000-000000000001"
)

// withBoundaries is a server over two counties side by side, west and east of 104.1° E, each
// with one township, a line between them, and a marker on it.
func withBoundaries(t *testing.T, change ...func(*Config)) *harness {
	t.Helper()
	db := datatest.New(t)
	err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level, parent, geom) VALUES
			('53', '云南省', 'province', null, null), ('5326', '文山州', 'prefecture', '53', null),
			('532601', '甲县', 'county', '5326', ST_Multi(ST_MakeEnvelope(104.0, 23, 104.1, 23.2, 4490))),
			('532622', '乙县', 'county', '5326', ST_Multi(ST_MakeEnvelope(104.1, 23, 104.2, 23.2, 4490))),
			('532601001', '甲乡', 'township', '532601', ST_Multi(ST_MakeEnvelope(104.0, 23, 104.1, 23.2, 4490))),
			('532622001', '乙乡', 'township', '532622', ST_Multi(ST_MakeEnvelope(104.1, 23, 104.2, 23.2, 4490)));
			INSERT INTO boundary_line (code, name, level, left_area, right_area, agreed_length_km, geom) VALUES
			('`+testLine+`', '甲乙线', 'county', '532601', '532622', 30.1, 'SRID=4490;LINESTRING(104.1 23.2, 104.1 23)');
			INSERT INTO round_result VALUES ('`+testLine+`', 4, 'repaired');
			INSERT INTO closing_edge VALUES ('532622', 'SRID=4490;MULTILINESTRING((104.2 23, 104.2 23.2))');
			INSERT INTO marker (id, number, type, geom, managing_area) VALUES
			('`+testMarker+`', '0122001Q', 'single', 'SRID=4490;POINT(104.1 23.15)', '532601');
			INSERT INTO marker_line VALUES ('`+testMarker+`', '`+testLine+`');
			INSERT INTO setting VALUES ('prefecture', '{"code": "5326", "name": "文山州", "srid": 4544}')`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	locator, err := boundaries.NewLocator(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	wire := func(c *Config) {
		c.Areas, c.Lines, c.Markers = boundaries.NewAreaStore(db), boundaries.NewLineStore(db), boundaries.NewMarkerStore(db)
		c.Inspections, c.Locator = boundaries.NewInspectionStore(db), locator
	}
	return serve(t, db, append([]func(*Config){wire}, change...)...)
}

// fields fails unless the object has the members with these values.
func fields(t *testing.T, got map[string]any, pairs ...any) {
	t.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		if v, ok := got[pairs[i].(string)]; !ok || v != pairs[i+1] {
			t.Errorf("%s is %v, want %v", pairs[i], v, pairs[i+1])
		}
	}
}

func TestLines(t *testing.T) {
	t.Parallel()
	h := withBoundaries(t)
	inspector := h.as(actor.Inspector, "532622")
	path := "/boundaries/lines/" + testLine
	var l map[string]any
	read := inspector.do("GET", path, nil).want(t, http.StatusOK)
	read.into(t, &l)
	fields(t, l, "code", testLine, "level", "county", "left_name", "甲县", "right_area", "532622", "agreed_length_km", 30.1,
		"status", "in_force", "version", 1.0, "neighbour_counties", "")
	if read.Header.Get("ETag") != `"1"` || !strings.Contains(string(read.text), `"geometry":{"type":"LineString","coordinates":[[104.1,23.2],[104.1,23]]}`) ||
		!strings.Contains(string(read.text), `"results":[{"round":4,"result":"repaired"}]`) || !strings.Contains(string(read.text), `"number":"0122001Q"`) {
		t.Errorf("%s: %s", read.Header.Get("ETag"), read.text)
	}
	inspector.do("PATCH", path, map[string]any{"name": "x"}).problem(t, http.StatusPreconditionRequired)
	inspector.do("PATCH", path, map[string]any{"name": "甲乙线𣲗", "agreed_length_km": nil, "status": "disputed", "reason": "勘界"}, "If-Match", `"1"`).want(t, http.StatusOK).into(t, &l)
	fields(t, l, "name", "甲乙线𣲗", "agreed_length_km", nil, "status", "disputed", "version", 2.0)
	for _, tc := range []struct {
		body, match string
		status      int
	}{
		{`{"name": "x"}`, `"1"`, 412}, {`{"name": "x"}`, `*`, 400}, {`{"name": null}`, `"2"`, 422}, {`{"agreed_length_km": -1}`, `"2"`, 422},
		{`{"agreed_length_km": "long"}`, `"2"`, 422}, {`{"status": "retired"}`, `"2"`, 422}, {`{"geometry": null}`, `"2"`, 422},
		{`{"name": "` + strings.Repeat("长", 10_000) + `"}`, `"2"`, 422}, {`{"name": "a\u0007"}`, `"2"`, 422}, {`{"name"`, `"2"`, 400},
	} {
		inspector.do("PATCH", path, tc.body, "If-Match", tc.match).problem(t, tc.status)
	}
	h.as(actor.Inspector, "532623").do("PATCH", path, map[string]any{"name": "x"}, "If-Match", `"2"`).problem(t, http.StatusForbidden)
	h.as(actor.Planner, "5326").do("PATCH", path, map[string]any{"name": "x"}, "If-Match", `"2"`).problem(t, http.StatusForbidden)
	h.nobody().do("GET", path, nil).problem(t, http.StatusUnauthorized)
	inspector.do("GET", "/boundaries/lines/1", nil).problem(t, http.StatusNotFound)
	var history struct{ Items []struct{ Op, Reason string } }
	inspector.do("GET", path+"/history", nil).want(t, http.StatusOK).into(t, &history)
	if len(history.Items) != 2 || history.Items[0].Reason != "勘界" {
		t.Errorf("history %+v", history)
	}
	for query, status := range map[string]int{"": 200, "?area=532601&level=county": 200, "?area=x": 400, "?level=village": 400, "?colour=1": 400, "?after=x": 400, "?limit=1001": 400} {
		inspector.do("GET", "/boundaries/lines"+query, nil).want(t, status)
	}
}

func TestAreasAndSummary(t *testing.T) {
	t.Parallel()
	h := withBoundaries(t, func(c *Config) { c.Public = []string{layerAreas, layerBoundaries} })
	nobody := h.nobody()
	var page struct {
		Items []map[string]any
		Next  *string
	}
	nobody.do("GET", "/areas?level=county&limit=1", nil).want(t, http.StatusOK).into(t, &page)
	if len(page.Items) != 1 || page.Next == nil {
		t.Fatalf("%+v", page)
	}
	fields(t, page.Items[0], "code", "532601", "name", "甲县", "level", "county", "parent", "5326", "external", false)
	nobody.do("GET", "/areas?level=county&limit=1&after="+*page.Next, nil).want(t, http.StatusOK).into(t, &page)
	if len(page.Items) != 1 || page.Items[0]["code"] != "532622" || page.Next != nil {
		t.Errorf("second page %+v", page)
	}
	area := nobody.do("GET", "/areas/532601001", nil).want(t, http.StatusOK)
	if !strings.Contains(string(area.text), `"bbox":[104,23,104.1,23.2]`) || !strings.Contains(string(area.text), `"path":[{"code":"53"`) {
		t.Errorf("%s", area.text)
	}
	nobody.do("GET", "/areas/99", nil).problem(t, http.StatusNotFound)
	var sum map[string]any
	nobody.do("GET", "/boundaries/summary?area=5326", nil).want(t, http.StatusOK).into(t, &sum)
	fields(t, sum, "area", "5326", "lines", 1.0, "agreed_length_km", 30.1, "markers", 1.0)
	fields(t, sum["by_level"].(map[string]any)["county"].(map[string]any), "lines", 1.0, "agreed_length_km", 30.1)
	nobody.do("GET", "/boundaries/summary?area=53x", nil).problem(t, http.StatusBadRequest)
	nobody.do("GET", "/boundaries/closing-edges", nil).problem(t, http.StatusUnauthorized)
	edges := h.as(actor.Viewer, "532601").do("GET", "/boundaries/closing-edges?area=5326", nil).want(t, http.StatusOK)
	if !strings.Contains(string(edges.text), `"geometry":{"type":"MultiLineString","coordinates":[[[104.2,23],[104.2,23.2]]]},"properties":{"area_code":"532622","locked":true}`) {
		t.Errorf("%s", edges.text)
	}
}

// stone is a body with what a marker needs, changed by pairs of names and values.
func stone(pairs ...any) map[string]any {
	body := map[string]any{"number": "0122002Q", "type": "single", "lon": 104.1, "lat": 23.05, "lines": []string{testLine},
		"managing_area": "532601", "co_area": []string{"532622"},
		"witnesses": []any{map[string]any{"text": "独立树", "bearing_deg": 12.5, "distance_m": 3}, map[string]any{"text": "桥"}}}
	for i := 0; i+1 < len(pairs); i += 2 {
		body[pairs[i].(string)] = pairs[i+1]
	}
	return body
}

func TestMarkerLife(t *testing.T) {
	t.Parallel()
	inspector := withBoundaries(t).as(actor.Inspector, "532622")
	id := uuid.NewString()
	path := "/boundaries/markers/" + id
	made := inspector.do("POST", "/boundaries/markers", stone("id", id, "reason", "补建")).want(t, http.StatusCreated)
	if made.Header.Get("Location") != path || made.Header.Get("ETag") != `"1"` {
		t.Errorf("headers %v", made.Header)
	}
	var m map[string]any
	made.into(t, &m)
	fields(t, m, "id", id, "number", "0122002Q", "projected_crs", "EPSG:4544", "status", "standing", "faces", nil, "last_inspected_at", nil)
	if n, _ := m["northing"].(float64); n < 2.5e6 || len(m["witnesses"].([]any)) != 2 || len(m["condition"].([]any)) != 0 {
		t.Errorf("%s", made.text)
	}
	inspector.do("POST", "/boundaries/markers", stone("id", id, "number", "0122009Q")).problem(t, http.StatusConflict)
	inspector.do("POST", "/boundaries/markers", stone()).problem(t, http.StatusConflict)
	inspector.do("PATCH", path, map[string]any{"material": "granite"}).problem(t, http.StatusPreconditionRequired)
	inspector.do("PATCH", path, map[string]any{"material": "granite", "faces": 2, "witnesses": []any{map[string]any{"text": "涵洞"}}}, "If-Match", `"1"`).want(t, http.StatusOK).into(t, &m)
	w := m["witnesses"].([]any)
	fields(t, w[0].(map[string]any), "seq", 1.0, "text", "涵洞", "bearing_deg", nil)
	north := m["northing"]
	inspector.do("PATCH", path, map[string]any{"lat": 23.06, "faces": nil, "co_area": nil, "reason": "笔误"}, "If-Match", `"2"`).want(t, http.StatusOK).into(t, &m)
	fields(t, m, "lat", 23.06, "faces", nil, "material", "granite", "version", 3.0)
	if m["northing"] == north || len(m["co_area"].([]any)) != 0 || len(w) != 1 {
		t.Errorf("after the move: %v", m)
	}
	inspector.do("PATCH", path, map[string]any{"lat": 23.07}, "If-Match", `"3"`).problem(t, http.StatusUnprocessableEntity)
	inspector.do("PATCH", path, map[string]any{"lat": 23.07, "reason": "x", "northing": north, "easting": m["easting"]}, "If-Match", `"3"`).problem(t, http.StatusUnprocessableEntity)
	inspector.do("PATCH", path, map[string]any{"material": "x"}, "If-Match", `"1"`).problem(t, http.StatusPreconditionFailed)
	inspector.do("DELETE", path, nil).problem(t, http.StatusPreconditionRequired)
	inspector.do("DELETE", path+"?reason=x", nil, "If-Match", `"3"`).want(t, http.StatusNoContent)
	inspector.do("DELETE", path, nil, "If-Match", `"4"`).problem(t, http.StatusConflict)
	inspector.do("GET", path, nil).want(t, http.StatusOK).into(t, &m)
	fields(t, m, "status", "retired")
	var history struct{ Items []struct{ Reason string } }
	inspector.do("GET", path+"/history", nil).want(t, http.StatusOK).into(t, &history)
	if len(history.Items) != 4 || history.Items[3].Reason != "补建" {
		t.Errorf("history %+v", history)
	}
}

func TestMarkerRefusals(t *testing.T) {
	t.Parallel()
	h := withBoundaries(t)
	inspector := h.as(actor.Inspector, "532601")
	for _, tc := range []struct {
		name   string
		body   any
		status int
		field  string
	}{
		{"unknown field", stone("colour", "red"), 422, "colour"}, {"wrong type", stone("lon", "104"), 422, "lon"},
		{"kind of marker", stone("type", "quadruple"), 422, "type"}, {"status", stone("status", "retired"), 422, "status"},
		{"no number", stone("number", ""), 422, "number"}, {"long number", stone("number", strings.Repeat("9", 10_000)), 422, "number"},
		{"control character", stone("description", "a\u0000b"), 422, "description"}, {"swapped", stone("lon", 23.05, "lat", 104.1), 422, "lon"},
		{"unknown line", stone("lines", []string{"532601000532623000"}), 422, "lines"}, {"lines as text", stone("lines", testLine), 422, "lines"},
		{"grid off", stone("northing", 2500000, "easting", 400000), 422, "northing"}, {"grid of another kind", stone("projected_crs", "EPSG:2343"), 422, "projected_crs"},
		{"date", stone("erected_on", "2001-02-30"), 422, "erected_on"}, {"faces", stone("faces", 2.5), 422, "faces"},
		{"no JSON", `{"number":`, 400, ""}, {"list", `[]`, 422, ""}, {"id", stone("id", "1"), 422, "id"},
	} {
		p := inspector.do("POST", "/boundaries/markers", tc.body).problem(t, tc.status)
		if tc.field != "" && (len(p.Errors) == 0 || !strings.HasPrefix(p.Errors[0].Field, tc.field)) {
			t.Errorf("%s: %+v", tc.name, p)
		}
	}
	h.as(actor.Inspector, "532623").do("POST", "/boundaries/markers", stone()).problem(t, http.StatusForbidden)
	h.as(actor.Viewer, "532601").do("POST", "/boundaries/markers", stone()).problem(t, http.StatusForbidden)
	h.nobody().do("POST", "/boundaries/markers", stone()).problem(t, http.StatusUnauthorized)
	for query, n := range map[string]int{"": 1, "?line=" + testLine: 1, "?area=532622": 1, "?q=0122": 1, "?q=zz": 0, "?area=45": 0} {
		var page struct{ Items []any }
		inspector.do("GET", "/boundaries/markers"+query, nil).want(t, http.StatusOK).into(t, &page)
		if len(page.Items) != n {
			t.Errorf("%s: %d markers, want %d", query, len(page.Items), n)
		}
	}
	for _, query := range []string{"after=x", "after=WyJhIl0", "area=x", "number=1"} {
		inspector.do("GET", "/boundaries/markers?"+query, nil).problem(t, http.StatusBadRequest)
	}
	inspector.do("GET", "/boundaries/markers/"+uuid.NewString(), nil).problem(t, http.StatusNotFound)
}
