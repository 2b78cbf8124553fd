package api

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data/datatest"
	"cairn/gazetteer"
	"cairn/gazetteer/filing"
	"cairn/gazetteer/ledger"
	"cairn/internal/actor"
)

// withPlaces is a server over two counties with a township each, and two classes.
func withPlaces(t *testing.T, change ...func(*Config)) *harness {
	t.Helper()
	db := datatest.New(t)
	err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level, parent) VALUES
			('53', '云南省', 'province', null), ('5326', '文山州', 'prefecture', '53'),
			('532601', '文山市', 'county', '5326'), ('532622', '砚山县', 'county', '5326'),
			('532601001', '开化街道', 'township', '532601'), ('532622101', '江那镇', 'township', '532622');
			INSERT INTO place_class (code, name) VALUES ('22200', '农村居民点'), ('23213', '县道')`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	change = append([]func(*Config){func(c *Config) { c.Places = gazetteer.NewStore(db, westOf{}) }}, change...)
	return serve(t, db, change...)
}

// hamlet is a body with what an entry needs, changed by pairs of names and values.
func hamlet(pairs ...any) map[string]any {
	body := map[string]any{"name": "下𣲗坝", "class_code": "22200", "area_code": "532601001", "lon": 104.25, "lat": 23.36}
	for i := 0; i+1 < len(pairs); i += 2 {
		body[pairs[i].(string)] = pairs[i+1]
	}
	return body
}

// A geometry that says of itself that it is in another system, or that stands beside another
// position, is not guessed at; neither are names that show nothing or run backwards.
func TestEntryIsNotGuessedAt(t *testing.T) {
	t.Parallel()
	reviewer := withPlaces(t).as(actor.Reviewer, "532601")
	point := func(crs any) map[string]any {
		g := map[string]any{"type": "Point", "coordinates": []float64{104.25, 23.36}}
		if crs != nil {
			g["crs"] = map[string]any{"type": "name", "properties": map[string]any{"name": crs}}
		}
		return g
	}
	for _, tc := range []struct {
		body  map[string]any
		field string // "" is taken
	}{
		{hamlet("geometry", point("EPSG:4544")), "geometry"}, {hamlet("geometry", point("EPSG:3857")), "geometry"},
		{hamlet("geometry", point("")), "geometry"}, {hamlet("geometry", point(4490)), "geometry"},
		{hamlet("geometry", point("EPSG:4490")), ""}, {hamlet("geometry", point("urn:ogc:def:crs:OGC:1.3:CRS84")), ""}, {hamlet("geometry", point(nil)), ""},
		{hamlet("geometry", point(nil), "lon", 104.26), "geometry"}, {hamlet("geometry", point(nil), "lon", nil, "lat", nil), ""},
		{hamlet("name", "上\u202e坝"), "name"}, {hamlet("name", "\u200b"), "name"}, {hamlet("name", "上\ufffe"), "name"}, {hamlet("meaning", "上\ufeff"), "meaning"},
		{hamlet("name", "ᠠ\u200dᠡ"), ""},
	} {
		r := reviewer.do("POST", "/gazetteer/entries", tc.body)
		if tc.field == "" {
			r.want(t, http.StatusCreated)
		} else if p := r.problem(t, http.StatusUnprocessableEntity); len(p.Errors) != 1 || p.Errors[0].Field != tc.field {
			t.Errorf("%v: %+v", tc.body, p)
		}
	}
}

func TestEntryLife(t *testing.T) {
	t.Parallel()
	reviewer := withPlaces(t).as(actor.Reviewer, "532601")
	id := uuid.NewString()
	made := reviewer.do("POST", "/gazetteer/entries", hamlet("id", id, "alt_names", []string{"老坝"}, "pinyin", "Xiàwǔbà", "reason", "新命名")).want(t, http.StatusCreated)
	if made.Header.Get("Location") != "/gazetteer/entries/"+id || made.Header.Get("ETag") != `"1"` {
		t.Errorf("headers %v", made.Header)
	}
	var e map[string]any
	made.into(t, &e)
	for name, want := range map[string]any{"id": id, "ref": nil, "name": "下𣲗坝", "class_name": "农村居民点", "status": "current",
		"place_code": nil, "geometry": nil, "lon": 104.25, "short_name": "", "version": 1.0} {
		if got, ok := e[name]; !ok || got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	path := "/gazetteer/entries/" + id
	reviewer.do("POST", "/gazetteer/entries", hamlet("id", id)).problem(t, http.StatusConflict)
	reviewer.do("PATCH", path, map[string]any{"meaning": "x"}).problem(t, http.StatusPreconditionRequired)
	changed := reviewer.do("PATCH", path, map[string]any{"name": "上𣲗坝", "pinyin": nil, "alt_names": nil, "reason": "更名"}, "If-Match", `"1"`).want(t, http.StatusOK)
	changed.into(t, &e)
	if e["name"] != "上𣲗坝" || e["pinyin"] != "" || len(e["alt_names"].([]any)) != 0 || e["former_names"].([]any)[0] != "下𣲗坝" || changed.Header.Get("ETag") != `"2"` {
		t.Errorf("changed to %v", e)
	}
	reviewer.do("PATCH", path, map[string]any{"meaning": "x"}, "If-Match", `"1"`).problem(t, http.StatusPreconditionFailed)
	line := json.RawMessage(`{"type":"LineString","coordinates":[[104.1,23.1],[104.2,23.2],[104.3,23.2]]}`)
	reviewer.do("PATCH", path, map[string]any{"geometry": line, "class_code": "23213"}, "If-Match", `"2"`).want(t, http.StatusOK).into(t, &e)
	if g, _ := json.Marshal(e["geometry"]); string(g) != `{"coordinates":[[104.1,23.1],[104.2,23.2],[104.3,23.2]],"type":"LineString"}` || e["lon"] != 104.2 {
		t.Errorf("geometry %s at %v", g, e["lon"])
	}
	reviewer.do("PATCH", path, map[string]any{"lon": 104.3, "lat": 23.3}, "If-Match", `"3"`).want(t, http.StatusOK).into(t, &e)
	if e["geometry"] != nil || e["lon"] != 104.3 {
		t.Errorf("geometry %v at %v", e["geometry"], e["lon"])
	}
	reviewer.do("DELETE", path, nil).problem(t, http.StatusPreconditionRequired)
	reviewer.do("DELETE", path+"?reason=x", nil, "If-Match", `"4"`).want(t, http.StatusNoContent)
	reviewer.do("GET", path, nil).want(t, http.StatusOK).into(t, &e)
	if e["status"] != "retired" {
		t.Errorf("status after retirement: %v", e["status"])
	}
	reviewer.do("PATCH", path, map[string]any{"meaning": "x"}, "If-Match", `"5"`).problem(t, http.StatusConflict)
	var history struct {
		Items []struct{ Op, Reason, Door string }
	}
	reviewer.do("GET", path+"/history", nil).want(t, http.StatusOK).into(t, &history)
	if len(history.Items) != 5 || history.Items[4].Op != "insert" || history.Items[4].Reason != "新命名" || history.Items[0].Reason != "x" {
		t.Errorf("history %+v", history)
	}
	reviewer.do("GET", "/gazetteer/entries/"+uuid.NewString(), nil).problem(t, http.StatusNotFound)
	reviewer.do("GET", "/gazetteer/entries/"+uuid.NewString()+"/history", nil).problem(t, http.StatusNotFound)
}

func TestEntryRefusals(t *testing.T) {
	t.Parallel()
	h := withPlaces(t)
	reviewer := h.as(actor.Reviewer, "532601")
	for name, tc := range map[string]struct {
		body   any
		status int
		field  string
	}{
		"unknown field":         {hamlet("colour", "red"), 422, "colour"},
		"wrong type":            {hamlet("alt_names", "x"), 422, "alt_names"},
		"no name":               {hamlet("name", ""), 422, "name"},
		"long name":             {hamlet("name", strings.Repeat("寨", 10_000)), 422, "name"},
		"control character":     {hamlet("name", "a\x07"), 422, "name"},
		"unknown class":         {hamlet("class_code", "99999"), 422, "class_code"},
		"unknown area":          {hamlet("area_code", "532601999"), 422, "area_code"},
		"swapped":               {hamlet("lon", 23.36, "lat", 104.25), 422, "lat"},
		"outside its township":  {hamlet("lon", 104.9, "position_reason", ""), 403, ""},
		"no position":           {hamlet("lon", nil, "lat", nil), 422, "lon"},
		"unknown status":        {hamlet("status", "retired"), 422, "status"},
		"two positions":         {hamlet("geometry", json.RawMessage(`{"type":"LineString","coordinates":[[104,23],[104.1,23.1]]}`)), 422, "geometry"},
		"unclosed polygon":      {hamlet("lon", nil, "lat", nil, "geometry", json.RawMessage(`{"type":"Polygon","coordinates":[[[104,23],[104.1,23],[104.1,23.1]]]}`)), 422, "geometry"},
		"self-crossing polygon": {hamlet("lon", nil, "lat", nil, "geometry", json.RawMessage(`{"type":"Polygon","coordinates":[[[104,23],[104.1,23.1],[104.1,23],[104,23.1],[104,23]]]}`)), 422, "geometry"},
		"no geometry":           {hamlet("geometry", json.RawMessage(`{"type":"Circle"}`)), 422, "geometry"},
		"no id":                 {hamlet("id", "x"), 422, "id"},
		"no JSON":               {`{"name":`, 400, ""},
		"NaN":                   {`{"name":"x","class_code":"22200","area_code":"532601001","lon":NaN,"lat":1}`, 400, ""},
	} {
		r := reviewer.do("POST", "/gazetteer/entries", tc.body)
		if r.StatusCode != tc.status {
			t.Errorf("%s: %d %s", name, r.StatusCode, r.text)
			continue
		}
		p := r.problem(t, tc.status)
		if tc.field != "" && !slices.ContainsFunc(p.Errors, func(f fieldError) bool { return f.Field == tc.field }) {
			t.Errorf("%s: %+v", name, p.Errors)
		}
	}
	prefecture := h.as(actor.Reviewer, "5326")
	p := prefecture.do("POST", "/gazetteer/entries", hamlet("lon", 104.9)).problem(t, 422)
	if len(p.Errors) != 1 || p.Errors[0].Field != "position_reason" {
		t.Errorf("outside its township: %+v", p.Errors)
	}
	prefecture.do("POST", "/gazetteer/entries", hamlet("lon", 104.9, "position_reason", "飞地")).want(t, 201)
	h.as(actor.Viewer, "5326").do("POST", "/gazetteer/entries", hamlet()).problem(t, 403)
	h.nobody().do("GET", "/gazetteer/search?q=x", nil).problem(t, 401)
}

func TestEntryQuestions(t *testing.T) {
	t.Parallel()
	h := withPlaces(t)
	reviewer := h.as(actor.Reviewer, "5326")
	for _, name := range []string{"下𣲗坝", "新寨", "老新寨"} {
		reviewer.do("POST", "/gazetteer/entries", hamlet("name", name)).want(t, 201)
	}
	for path, want := range map[string]int{
		"/gazetteer/entries": 3,
		"/gazetteer/entries?q=" + url.QueryEscape("新寨"):          2,
		"/gazetteer/entries?area=532622":                         0,
		"/gazetteer/entries?class=222&status=current":            3,
		"/gazetteer/search?q=" + url.QueryEscape("新寨"):           2,
		"/gazetteer/search?limit=1&q=" + url.QueryEscape("新寨"):   1,
		"/gazetteer/search?q=" + url.QueryEscape("𣲗"):            1,
		"/gazetteer/search?q=xinzhai":                            2,
		"/gazetteer/search?q=" + url.QueryEscape("xīn zhài"):     2,
		"/gazetteer/search?q=xz":                                 1,
		"/gazetteer/search?q=" + url.QueryEscape(`%_\'" OR 1=1`): 0,
		"/gazetteer/search?area=532622&q=xz":                     0,
		"/gazetteer/classes":                                     2,
	} {
		var page struct{ Items []map[string]any }
		reviewer.do("GET", path, nil).want(t, 200).into(t, &page)
		if len(page.Items) != want || page.Items == nil {
			t.Errorf("%s: %d items, want %d", path, len(page.Items), want)
		}
	}
	for _, path := range []string{
		"/gazetteer/search", "/gazetteer/search?q=x&limit=0", "/gazetteer/search?q=x&colour=red", "/gazetteer/search?q=" + strings.Repeat("x", 10_000),
		"/gazetteer/search?q=%ff", "/gazetteer/search?q=%00", "/gazetteer/entries?after=x", "/gazetteer/entries?status=x", "/gazetteer/statistics?by=week",
		"/gazetteer/statistics?from=yesterday", "/gazetteer/entries?limit=1001",
	} {
		reviewer.do("GET", path, nil).problem(t, 400)
	}
	var page struct {
		Items []map[string]any
		Next  string
	}
	seen := 0
	for path := "/gazetteer/entries?limit=2"; path != ""; {
		page.Next = ""
		reviewer.do("GET", path, nil).want(t, 200).into(t, &page)
		if seen += len(page.Items); page.Next == "" {
			break
		}
		path = "/gazetteer/entries?limit=2&after=" + page.Next
	}
	if seen != 3 {
		t.Errorf("pages hold %d entries", seen)
	}
	var stats gazetteer.Statistics
	reviewer.do("GET", "/gazetteer/statistics?area=532601", nil).want(t, 200).into(t, &stats)
	if stats.Total.Added != 3 || len(stats.Rows) != 1 {
		t.Errorf("statistics %+v", stats)
	}
}

// A reviewer's new name goes into the ledger as a renaming, unless the body declares that
// the name was only written wrongly.
func TestMatterOfPatch(t *testing.T) {
	t.Parallel()
	h := withPlaces(t, func(c *Config) { c.Ledger, c.Filing = ledger.NewStore(c.DB), filing.NewStore(c.DB, c.Places, nil) })
	reviewer := h.as(actor.Reviewer, "532601")
	var entry struct{ ID string }
	reviewer.do("POST", "/gazetteer/entries", hamlet()).want(t, 201).into(t, &entry)
	path := "/gazetteer/entries/" + entry.ID
	reviewer.do("PATCH", path, map[string]any{"name": "上𣲗坝"}, at(1)...).want(t, 200)
	reviewer.do("PATCH", path, map[string]any{"name": "上派坝", "matter": "correction"}, at(2)...).want(t, 200)
	reviewer.do("PATCH", path, map[string]any{"name": "x", "matter": "naming"}, at(3)...).problem(t, 422)
	for matter, want := range map[string]string{"renaming": "上𣲗坝", "correction": "上派坝"} {
		var rows struct{ Items []struct{ Name string } }
		reviewer.do("GET", "/gazetteer/ledger?matter="+matter, nil).want(t, 200).into(t, &rows)
		if len(rows.Items) != 1 || rows.Items[0].Name != want {
			t.Errorf("%s: %+v", matter, rows)
		}
	}
}
