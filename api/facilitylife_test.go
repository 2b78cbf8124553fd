package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/facilities/life"
	"cairn/facilities/plans"
	"cairn/internal/actor"
	"cairn/internal/interchange/xlsx"
)

// part puts a part of a life at a version.
func (c client) part(path, part string, version int64, body map[string]any) reply {
	c.t.Helper()
	return c.do("PUT", path+"/"+part, body, "If-Match", etagOf(version))
}

// The parts of a life over HTTP: put as a whole, at a version, doubts confirmed; the record
// and its history follow.
func TestFacilityLifeOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Planner, p.county)
	path := p.facilityOf("commercial_cemetery")
	full := []any{map[string]any{"measure": "plots", "on_day": "2021-12-31", "total": 100, "used": 120}}
	if q := c.part(path, "capacity", 1, map[string]any{"capacity": full}).problem(t, http.StatusUnprocessableEntity); q.Code != "problem.unconfirmed" || q.Errors[0].Field != "capacity[0].used" {
		t.Errorf("more used than there is: %+v", q)
	}
	var l life.FacilityLife
	r := c.part(path, "capacity", 1, map[string]any{"capacity": full, "confirm": []string{"facilities.used_above_capacity"}}).want(t, http.StatusOK)
	if r.into(t, &l); r.Header.Get("ETag") != `"2"` || l.Version != 2 || len(l.Capacity) != 1 || *l.Capacity[0].Used != 120 {
		t.Errorf("%+v", l)
	}
	for part, bad := range map[string]struct {
		row    map[string]any
		status int
	}{
		"capacity":  {map[string]any{"measure": "plots", "on_day": "2021-02-30", "total": 1}, 422},
		"grades":    {map[string]any{"from_on": "2021-01-01", "grade": 9}, 422},
		"greening":  {map[string]any{"year": 2021, "percent": 101}, 422},
		"stages":    {map[string]any{"code": "application", "passed_on": nil}, 422},
		"filings":   {map[string]any{"id": uuid.NewString(), "matter": "luck"}, 422},
		"operators": {map[string]any{"from_on": "2999-01-01", "operator": "乙"}, 422},
		"service":   {map[string]any{"area_code": p.otherTownship, "role": "shared"}, 422},
		"contacts":  {map[string]any{"id": uuid.NewString(), "role": "head", "name": "张三", "phone": "<script>"}, 422},
	} {
		if r := c.part(path, part, 2, map[string]any{part: []any{bad.row}}); r.StatusCode != bad.status {
			t.Errorf("%s: %d %s", part, r.StatusCode, r.text)
		}
	}
	c.do("PUT", path+"/grades", map[string]any{"grades": []any{}}).problem(t, http.StatusPreconditionRequired)
	c.part(path, "grades", 1, map[string]any{"grades": []any{}}).problem(t, http.StatusPreconditionFailed)
	c.part(path, "stages", 2, map[string]any{"stages": []any{map[string]any{"code": "application", "passed_on": "2015-06-01"},
		map[string]any{"code": "construction", "passed_on": "2016-03-01", "document": "文建〔2016〕5号"}}}).want(t, http.StatusOK)
	c.part(path, "papers", 3, map[string]any{"complete": nil, "missing": []string{}}).want(t, http.StatusOK)
	var f struct {
		Status   string
		Capacity int
	}
	c.do("GET", path, nil).want(t, http.StatusOK).into(t, &f)
	if f.Status != "building" || f.Capacity != 100 {
		t.Errorf("the record says %+v", f)
	}
	history := c.do("GET", path+"/history", nil).want(t, http.StatusOK)
	if !bytes.Contains(history.text, []byte("facility_stage")) || !bytes.Contains(history.text, []byte("文建〔2016〕5号")) {
		t.Errorf("history %s", history.text)
	}
	p.nobody().do("GET", path+"/life", nil).problem(t, http.StatusUnauthorized)
	c.do("GET", "/facilities/"+uuid.NewString()+"/life", nil).problem(t, http.StatusNotFound)
}

// A plan's table is read from a file, put, and its progress told and exported.
func TestFacilityPlanOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Planner, p.county)
	plan := projectPlan(p).path
	var table struct {
		Rows   []map[string]any
		Totals int
	}
	text := "序号,年度,乡镇,项目名称,总投资（万元）\n1,2021,,骨灰堂,20\n2,2022,没有的乡,乡级公益性公墓,\n合计,,,,20\n"
	c.do("POST", plan+"/read?file=表.csv", text, "Content-Type", "text/csv").want(t, http.StatusOK).into(t, &table)
	if len(table.Rows) != 2 || table.Totals != 1 || table.Rows[0]["area_code"] != p.county || !strings.Contains(fmt.Sprint(table.Rows[1]["faults"]), "没有的乡") {
		t.Errorf("%+v", table)
	}
	c.do("POST", plan+"/read", "甲,乙\n1,2\n", "Content-Type", "text/csv").problem(t, http.StatusUnprocessableEntity)
	c.do("POST", plan+"/read", "", "Content-Type", "text/csv").problem(t, http.StatusUnprocessableEntity)
	row := map[string]any{}
	for _, field := range []string{"id", "year", "area_code", "kind", "name", "capacity", "investment_yuan", "subsidy_yuan", "facility_id", "note"} {
		row[field] = table.Rows[0][field]
	}
	c.do("PUT", plan+"/projects", map[string]any{"projects": []any{row}}).problem(t, http.StatusPreconditionRequired)
	c.part(plan, "projects", 1, map[string]any{"projects": []any{row}}).want(t, http.StatusOK)
	var g plans.PlanProgress
	c.do("GET", plan+"/progress?as_of=2022-06-01", nil).want(t, http.StatusOK).into(t, &g)
	if g.Total.Total != 1 || g.Total.Delayed != 1 || g.Projects[0].FacilityID == nil || *g.Projects[0].Investment != 200_000 {
		t.Errorf("%+v", g)
	}
	book := c.do("GET", plan+"/progress.xlsx?as_of=2022-06-01", nil, "Accept-Language", "zh").want(t, http.StatusOK)
	sheets, err := xlsx.ReadTables(bytes.NewReader(book.text), int64(len(book.text)), xlsx.ReadLimits{Rows: 100, Columns: 50, Bytes: 1 << 20})
	if err != nil || len(sheets) != 3 || !strings.Contains(fmt.Sprint(sheets[1].Rows), "逾期") {
		t.Errorf("%+v: %v", sheets, err)
	}
	c.do("GET", plan+"/progress?as_of=yesterday", nil).problem(t, http.StatusBadRequest)
}

// A zone of areas and one with a polygon, over HTTP; readers of coarse outlines get coarse zones.
func TestBurialZonesOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Planner, p.county)
	made := c.do("POST", "/facilities/zones", newZone(p).body).want(t, http.StatusCreated)
	path := made.Header.Get("Location")
	exact := p.root().do("GET", path, nil).want(t, http.StatusOK)
	coarse := c.do("GET", path, nil).want(t, http.StatusOK)
	if !bytes.Contains(exact.text, []byte("MultiPolygon")) || bytes.Equal(exact.text, coarse.text) {
		t.Errorf("exact %.200s\ncoarse %.200s", exact.text, coarse.text)
	}
	x, y := p.lon, p.lat
	square := map[string]any{"type": "Polygon", "coordinates": [][][2]float64{{{x, y}, {x + 0.001, y}, {x + 0.001, y + 0.001}, {x, y + 0.001}, {x, y}}}}
	r := c.do("PATCH", path, map[string]any{"geometry": square, "to_on": "2022-01-01"}, "If-Match", `"1"`).want(t, http.StatusOK)
	if !bytes.Contains(r.text, []byte(`"areas":[]`)) || !bytes.Contains(r.text, []byte(`"to_on":"2022-01-01"`)) {
		t.Errorf("%s", r.text)
	}
	c.do("PATCH", path, map[string]any{"geometry": map[string]any{"type": "Point", "coordinates": []float64{x, y}}}, "If-Match", `"2"`).problem(t, http.StatusUnprocessableEntity)
	for query, want := range map[string]int{"": 1, "?as_of=2021-01-01": 1, "?as_of=2022-01-01": 0, "?kind=ethnic_eco": 0, "?area=" + p.other: 0} {
		var page struct{ Items []json.RawMessage }
		if c.do("GET", "/facilities/zones"+query, nil).want(t, http.StatusOK).into(t, &page); len(page.Items) != want {
			t.Errorf("%s: %d zones", query, len(page.Items))
		}
	}
}

// No door tells names and numbers of contacts to those who may not edit facilities of the
// area: every route that reads, for readers of all kinds, and what is kept for others to read.
func TestContactsAreToldToFew(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "all")
	facility := p.facilityOf("columbarium")
	secrets := []string{"欧阳秘人", "13900001111", "夜间勿扰"}
	people := map[string]any{"contacts": []any{map[string]any{"id": uuid.NewString(), "role": "head", "name": secrets[0], "phone": secrets[1], "note": secrets[2]}}}
	p.root().part(facility, "contacts", 1, people).want(t, http.StatusOK)
	var kept int
	p.scan(`SELECT count(*) FROM revision r WHERE concat(r.before, r.after) ~ $1`, strings.Join(secrets, "|")).into(&kept)
	if kept != 0 {
		t.Errorf("%d revisions tell of contacts", kept)
	}
	readers := map[string]client{"nobody": p.nobody(), "viewer": p.as(actor.Viewer, ""), "auditor": p.as(actor.Auditor, ""),
		"officer": p.as(actor.Officer, p.county), "planner elsewhere": p.as(actor.Planner, p.other), "clerk elsewhere": p.as(actor.Clerk, p.otherTownship)}
	paths := []string{"/facilities?limit=1000", "/collections/facilities/items?limit=1000", "/collections/facilities/items/" + strings.TrimPrefix(facility, "/facilities/"),
		"/audit?entity=facility&limit=500", facility + "/contacts"}
	for key := range routeRights {
		method, pattern, _ := strings.Cut(key, " ")
		switch {
		case method != http.MethodGet || !strings.Contains(pattern, "facilit") && !strings.Contains(pattern, "coverage"):
		case strings.HasPrefix(pattern, "/facilities/{id}"):
			paths = append(paths, strings.Replace(pattern, "/facilities/{id}", facility, 1))
		default:
			paths = append(paths, p.instance(pattern))
		}
	}
	for who, c := range readers {
		for _, path := range paths {
			r := c.do("GET", path, nil)
			text := unpacked(r)
			if slices.ContainsFunc(secrets, func(s string) bool { return strings.Contains(text, s) }) {
				t.Errorf("%s tells %s: %d", path, who, r.StatusCode)
			}
		}
	}
	for who, c := range map[string]client{"clerk": p.as(actor.Clerk, p.township), "planner": p.as(actor.Planner, p.county), "admin": p.root()} {
		if r := c.do("GET", facility+"/contacts", nil).want(t, http.StatusOK); !strings.Contains(string(r.text), secrets[1]) {
			t.Errorf("%s is not told: %s", who, r.text)
		}
	}
	if len(slices.Collect(maps.Keys(readers))) != 6 || len(paths) < 30 {
		t.Errorf("%d readers, %d paths", len(readers), len(paths))
	}
}
