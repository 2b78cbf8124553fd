package api

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"
	"github.com/tealeg/xlsx/v3"

	"cairn/data/datatest"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/facts"
	"cairn/facilities/indicators"
	"cairn/facilities/townships"
	"cairn/facilities/years"
	"cairn/internal/actor"
)

// westOf is a locator for tests: 532601001 west of 104.5° E, 532622101 east of it.
type westOf struct{}

func (westOf) CodesAt(p orb.Point) []string {
	if p[0] < 104.5 {
		return []string{"53", "5326", "532601", "532601001"}
	}
	return []string{"53", "5326", "532622", "532622101"}
}

// withFacilities is a server over two counties with a township each.
func withFacilities(t *testing.T, change ...func(*Config)) *harness {
	t.Helper()
	db := datatest.New(t)
	err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level, parent, seat) VALUES
			('53', '云南省', 'province', null, null), ('5326', '文山州', 'prefecture', '53', null),
			('532601', '文山市', 'county', '5326', null), ('532622', '砚山县', 'county', '5326', null),
			('532601001', '开化街道', 'township', '532601', ST_SetSRID(ST_MakePoint(104.25, 23.37), 4490)),
			('532622101', '江那镇', 'township', '532622', null);
			INSERT INTO setting VALUES ('prefecture', '{"code": "5326"}')`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	change = append([]func(*Config){func(c *Config) {
		c.Facilities, c.Townships = facilities.NewStore(db, westOf{}), townships.NewStore(db)
		cache := &facts.Cache{}
		c.Indicators, c.Years = indicators.NewStore(db, coverage.NewStore(db, c.Facilities, nil), cache), years.NewStore(db, cache)
	}}, change...)
	return serve(t, db, change...)
}

// cemetery is a body with what a facility needs, changed by pairs of names and values.
func cemetery(pairs ...any) map[string]any {
	body := map[string]any{"kind": "township_cemetery", "name": "开化街道公益性公墓𣲗", "area_code": "532601001",
		"lon": 104.25, "lat": 23.36, "status": "in_use", "status_from": "2015-05-04", "capacity": 100, "used": 40}
	for i := 0; i+1 < len(pairs); i += 2 {
		body[pairs[i].(string)] = pairs[i+1]
	}
	return body
}

func TestFacilityLife(t *testing.T) {
	t.Parallel()
	planner := withFacilities(t).as(actor.Planner, "5326")
	id := uuid.NewString()
	made := planner.do("POST", "/facilities", cemetery("id", id, "reason", "新建")).want(t, http.StatusCreated)
	if made.Header.Get("Location") != "/facilities/"+id || made.Header.Get("ETag") != `"1"` {
		t.Errorf("headers %v", made.Header)
	}
	var f map[string]any
	made.into(t, &f)
	for name, want := range map[string]any{"id": id, "ref": nil, "kind_name": "乡级公益性公墓", "status": "in_use", "status_from": "2015-05-04",
		"precision": "map", "village_code": nil, "target_date": nil, "version": 1.0, "name": "开化街道公益性公墓𣲗"} {
		if got, ok := f[name]; !ok || got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	planner.do("POST", "/facilities", cemetery("id", id)).problem(t, http.StatusConflict)
	path := "/facilities/" + id
	planner.do("PATCH", path, map[string]any{"used": 41}).problem(t, http.StatusPreconditionRequired)
	changed := planner.do("PATCH", path, map[string]any{"capacity": nil, "used": 41, "target_date": "2030-01-01"}, "If-Match", `"1"`).want(t, http.StatusOK)
	changed.into(t, &f)
	if f["capacity"] != nil || f["used"] != 41.0 || f["target_date"] != "2030-01-01" || changed.Header.Get("ETag") != `"2"` {
		t.Errorf("changed to %v", f)
	}
	for _, tag := range []string{`"1"`, `"0"`, `"-2"`, `"02"`, `"another"`, `""`, `W/"2"`, `"99999999999999999999"`} {
		planner.do("PATCH", path, map[string]any{"used": 1}, "If-Match", tag).problem(t, http.StatusPreconditionFailed)
	}
	planner.do("PATCH", path, map[string]any{"status": "closed", "status_from": "2014-01-01"}, "If-Match", `"2"`).problem(t, http.StatusUnprocessableEntity)
	planner.do("PATCH", path, map[string]any{"status": "closed", "status_from": "2021-01-01", "reason": "满"}, "If-Match", `"2"`).want(t, http.StatusOK).into(t, &f)
	if got, _ := json.Marshal(f["statuses"]); string(got) != `[{"from":"2015-05-04","status":"in_use","to":"2021-01-01"},{"from":"2021-01-01","status":"closed","to":null}]` {
		t.Errorf("statuses %s", got)
	}
	planner.do("DELETE", path, nil).problem(t, http.StatusPreconditionRequired)
	planner.do("DELETE", path+"?reason=x", nil, "If-Match", `"3"`).want(t, http.StatusNoContent)
	planner.do("GET", path, nil).want(t, http.StatusOK).into(t, &f)
	if f["status"] != "retired" {
		t.Errorf("status after retirement: %v", f["status"])
	}
	var history struct {
		Items []struct{ Op, Reason, Door string }
	}
	planner.do("GET", path+"/history", nil).want(t, http.StatusOK).into(t, &history)
	if len(history.Items) != 4 || history.Items[3].Op != "insert" || history.Items[3].Reason != "新建" || history.Items[0].Reason != "x" || history.Items[0].Door != "api" {
		t.Errorf("history %+v", history)
	}
	planner.do("GET", "/facilities/"+uuid.NewString(), nil).problem(t, http.StatusNotFound)
	planner.do("GET", "/facilities/"+uuid.NewString()+"/history", nil).problem(t, http.StatusNotFound)
}

func TestFacilityRefusals(t *testing.T) {
	t.Parallel()
	h := withFacilities(t)
	planner := h.as(actor.Planner, "5326")
	for _, tc := range []struct {
		name   string
		body   any
		status int
		field  string
	}{
		{"unknown field", cemetery("colour", "red"), 422, "colour"},
		{"wrong type", cemetery("capacity", "many"), 422, "capacity"},
		{"fraction", cemetery("capacity", 1.5), 422, "capacity"},
		{"bad day", cemetery("status_from", "2015-02-30"), 422, "status_from"},
		{"bad target", cemetery("target_date", "soon"), 422, "target_date"},
		{"no name", cemetery("name", ""), 422, "name"},
		{"long name", cemetery("name", strings.Repeat("墓", 10_000)), 422, "name"},
		{"control character", cemetery("note", "a\x07"), 422, "note"},
		{"unknown kind", cemetery("kind", "tomb"), 422, "kind"},
		{"unknown area", cemetery("area_code", "532601999"), 422, "area_code"},
		{"swapped", cemetery("lon", 23.36, "lat", 104.25), 422, "lat"},
		{"outside its township", cemetery("lon", 104.9), 422, "position_reason"},
		{"unknown status", cemetery("status", "open"), 422, "status"},
		{"precision", cemetery("precision", "guess"), 422, "precision"},
		{"no id", cemetery("id", "x"), 422, "id"},
		{"no JSON", `{"kind":`, 400, ""},
		{"NaN", `{"kind":"township_cemetery","name":"x","area_code":"532601001","status":"in_use","lon":NaN,"lat":1}`, 400, ""},
		{"huge number", `{"kind":"township_cemetery","name":"x","area_code":"532601001","status":"in_use","lon":1e999,"lat":1}`, 0, ""},
		{"list", `[]`, 422, ""},
	} {
		r := planner.do("POST", "/facilities", tc.body)
		if tc.status == 0 && (r.StatusCode < 400 || r.StatusCode > 499) || tc.status != 0 && r.StatusCode != tc.status {
			t.Errorf("%s: %d %s", tc.name, r.StatusCode, r.text)
			continue
		}
		p := r.problem(t, r.StatusCode)
		if tc.field != "" && (len(p.Errors) == 0 || p.Errors[0].Field != tc.field) {
			t.Errorf("%s: %s", tc.name, r.text)
		}
	}
	clerk := h.as(actor.Clerk, "532622101")
	clerk.do("POST", "/facilities", cemetery()).problem(t, http.StatusForbidden)
	h.nobody().do("POST", "/facilities", cemetery()).problem(t, http.StatusUnauthorized)
	h.as(actor.Viewer, "5326").do("POST", "/facilities", cemetery()).problem(t, http.StatusForbidden)
	var all struct{ Items []any }
	planner.do("GET", "/facilities", nil).want(t, http.StatusOK).into(t, &all)
	if len(all.Items) != 0 {
		t.Errorf("%d facilities were made", len(all.Items))
	}
}

func TestFacilityList(t *testing.T) {
	t.Parallel()
	h := withFacilities(t)
	planner := h.as(actor.Planner, "5326")
	for range 3 {
		planner.do("POST", "/facilities", cemetery()).want(t, http.StatusCreated)
	}
	planner.do("POST", "/facilities", cemetery("area_code", "532622101", "lon", 104.9, "kind", "care_home")).want(t, http.StatusCreated)
	seen, after := map[string]bool{}, ""
	for range 3 {
		var page struct {
			Items []struct{ ID string }
			Next  *string
		}
		planner.do("GET", "/facilities?area=5326&limit=2&after="+after, nil).want(t, http.StatusOK).into(t, &page)
		for _, f := range page.Items {
			seen[f.ID] = true
		}
		if page.Next == nil {
			break
		}
		after = *page.Next
	}
	if len(seen) != 4 {
		t.Errorf("%d of 4 on the pages", len(seen))
	}
	for _, query := range []string{"kind=tomb", "status=open", "limit=0", "after=x", "colour=red", "after=WyJhIiwiYiJd"} {
		planner.do("GET", "/facilities?"+query, nil).problem(t, http.StatusBadRequest)
	}
	h.nobody().do("GET", "/facilities", nil).problem(t, http.StatusUnauthorized)
	var kinds struct {
		Items []struct {
			Code, Unit string
			NameEn     string `json:"name_en"`
			Subkinds   []any
		}
		Groups []struct{ Code string }
	}
	planner.do("GET", "/facilities/kinds", nil).want(t, http.StatusOK).into(t, &kinds)
	if len(kinds.Items) != 12 || len(kinds.Groups) != 3 || kinds.Items[0].Unit != "county" || kinds.Items[0].Subkinds == nil {
		t.Errorf("%+v", kinds)
	}
}

func TestIndicatorsAnswer(t *testing.T) {
	t.Parallel()
	h := withFacilities(t)
	planner := h.as(actor.Planner, "5326")
	var i indicators.Board
	planner.do("GET", "/indicators?as_of=2021-12-31", nil).want(t, http.StatusOK).into(t, &i)
	if i.Area != "5326" || i.Beds.Age60 != nil || len(i.Items) != 5 || i.Items[0].Name != "Care beds per 1,000 people aged 60 and over" {
		t.Errorf("%+v", i)
	}
	planner.do("GET", "/indicators?area=99", nil).problem(t, http.StatusBadRequest)
}

func TestLedgerAnswer(t *testing.T) {
	t.Parallel()
	h := withFacilities(t, func(c *Config) { c.Public = []string{layerFacilities} })
	planner := h.as(actor.Planner, "5326")
	planner.do("POST", "/facilities", cemetery()).want(t, http.StatusCreated)
	var l struct {
		AsOf     string `json:"as_of"`
		Rows     []map[string]any
		Counties []map[string]any
		Total    map[string]any
		Official struct{ Numerator, Denominator, Percent float64 }
		Reported *struct{}
	}
	h.nobody().do("GET", "/coverage/ledger?as_of=2021-12-31", nil).want(t, http.StatusOK).into(t, &l)
	if l.AsOf != "2021-12-31" || len(l.Rows) != 2 || len(l.Counties) != 2 || l.Official.Percent != 50 || l.Reported != nil {
		t.Errorf("%+v", l)
	}
	for name, want := range map[string]any{"own": 1.0, "shared": nil, "plots_left": 60.0, "villages": 0.0, "last_confirmed": nil, "county": "文山市"} {
		if got, ok := l.Rows[0][name]; !ok || got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	r := planner.do("GET", "/coverage/ledger?format=xlsx&as_of=2021-12-31&area=532601", nil, "Accept-Language", "zh-CN").want(t, http.StatusOK)
	if r.Header.Get("Content-Type") != xlsxType || !strings.Contains(r.Header.Get("Content-Disposition"), "%E4%B9%A1%E9%95%87%E8%A6%86%E7%9B%96%E8%A1%A8_2021-12-31.xlsx") {
		t.Errorf("headers %v", r.Header)
	}
	book, err := xlsx.OpenBinary(r.text)
	if err != nil || len(book.Sheets) != 2 || book.Sheets[0].Name != "乡镇覆盖表" {
		t.Errorf("%v: %v", book, err)
	}
	for _, query := range []string{"as_of=x", "area=99", "format=pdf", "colour=red"} {
		planner.do("GET", "/coverage/ledger?"+query, nil).problem(t, http.StatusBadRequest)
	}
}
