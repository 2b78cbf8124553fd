package api

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/tealeg/xlsx/v3"

	"cairn/data"
	"cairn/facilities/coverage"
	"cairn/facilities/network"
	"cairn/facilities/official"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// withCoverage is two townships, and a planner who has entered a cemetery in the first.
func withCoverage(t *testing.T) (*harness, client) {
	t.Helper()
	h := withFacilities(t, func(c *Config) {
		c.Coverage, c.Official = coverage.NewStore(c.DB, c.Facilities, network.NewStore(c.DB)), official.NewStore(c.DB)
	})
	planner := h.as(actor.Planner, "5326")
	planner.do("POST", "/facilities", cemetery("lat", 23.37)).want(t, http.StatusCreated)
	return h, planner
}

func TestCoverageAnswer(t *testing.T) {
	t.Parallel()
	h, planner := withCoverage(t)
	var c map[string]any
	planner.do("GET", "/coverage?kind=township_cemetery&as_of=2021-12-31", nil).want(t, http.StatusOK).into(t, &c)
	for name, want := range map[string]any{"kind": "township_cemetery", "rule": "presence", "as_of": "2021-12-31", "area": "5326", "counts": "areas",
		"level": "township", "numerator": 1.0, "denominator": 2.0, "percent": 50.0, "planned": false, "subdistricts": true, "official": nil} {
		if c[name] != want {
			t.Errorf("%s is %v, want %v", name, c[name], want)
		}
	}
	areas := c["areas"].([]any)
	for i, want := range []map[string]any{
		{"code": "532601001", "count": 1.0, "covered": true, "name": "开化街道", "nearest_km": 0.0, "state": "served", "subdistrict": true},
		{"code": "532622101", "count": 0.0, "covered": false, "name": "江那镇", "nearest_km": nil, "state": "out_of_reach", "county": "砚山县"},
	} {
		for name, value := range want {
			if got := areas[i].(map[string]any)[name]; got != value {
				t.Errorf("%s of %v is %v, want %v", name, want["code"], got, value)
			}
		}
	}
	if got, _ := json.Marshal(c["uncovered"]); string(got) != `["532622101"]` {
		t.Errorf("uncovered %s", got)
	}
	for _, query := range []string{"", "kind=tomb", "kind=care&as_of=yesterday", "kind=care&rule=hope", "kind=care&include=all", "kind=care&metres=5", "kind=care&exclude=towns",
		"kind=care&level=village", "kind=care&area=99", "kind=care&colour=1", "kind=columbarium&area=532601001", "kind=care&as_of=2021-02-30",
		"kind=care&rule=distance&metres=200001", "kind=care&rule=capacity&reach=wish"} {
		planner.do("GET", "/coverage?"+query, nil).problem(t, http.StatusBadRequest)
	}
	h.nobody().do("GET", "/coverage?kind=care", nil).problem(t, http.StatusUnauthorized)
}

// Rules side by side: each with its own parameters, all of one state of the data; what was
// reported and who is exempt stand beside them.
func TestCoverageByRules(t *testing.T) {
	t.Parallel()
	h, planner := withCoverage(t)
	planner.do("POST", "/coverage/exemptions", map[string]any{"area_code": "532622101", "what": "township_burial", "from_on": "2021-01-01", "document": "文号"}).want(t, http.StatusCreated)
	planner.do("POST", "/coverage/reported", map[string]any{"area_code": "5326", "what": "township_burial", "as_of": "2021-12-31", "percent": 90.4}).want(t, http.StatusCreated)
	var all struct{ Items []coverage.CoverageAnswer }
	planner.do("GET", "/coverage/compare?kind=township_burial&as_of=2021-12-31&rules=presence,distance,capacity&metres=700", nil).want(t, http.StatusOK).into(t, &all)
	if len(all.Items) != 3 || all.Items[1].Parameters.Metres != 700 || all.Items[0].Parameters.Metres != 0 || all.Items[0].DataVersion != all.Items[2].DataVersion {
		t.Fatalf("%+v", all.Items)
	}
	first := all.Items[0]
	if first.Official == nil || first.Official.Own != 1 || first.Official.Exempt != 1 || *first.Official.PercentWithout != 100 || first.Areas[1].Basis != "exempt" ||
		len(first.Reported) != 1 || *first.Reported[0].Percent != 90.4 {
		t.Errorf("%+v", first)
	}
	planner.do("GET", "/coverage/compare?kind=care&rules=hope", nil).problem(t, http.StatusBadRequest)
	planner.do("GET", "/coverage/compare?kind=care", nil).problem(t, http.StatusBadRequest)

	admin := h.as(actor.Admin, "5326")
	var rule coverage.CountingRule
	admin.do("PATCH", "/coverage/rules/distance", map[string]any{"metres": 8000, "source": "某规划"}, "If-Match", `"1"`).want(t, http.StatusOK).into(t, &rule)
	if rule.Parameters.Metres != 8000 || rule.Version != 2 || rule.Name == "" || rule.Definition == "" {
		t.Errorf("%+v", rule)
	}
	admin.do("PATCH", "/coverage/rules/distance", map[string]any{"minutes": 5}, "If-Match", `"2"`).problem(t, http.StatusUnprocessableEntity)
	planner.do("PATCH", "/coverage/rules/distance", map[string]any{"metres": 5}, "If-Match", `"2"`).problem(t, http.StatusForbidden)
	var versions struct{ Items []data.Version }
	planner.do("GET", "/coverage/rules/distance/history", nil).want(t, http.StatusOK).into(t, &versions)
	if len(versions.Items) != 2 || versions.Items[0].Op != "update" || !strings.Contains(string(versions.Items[0].After), "8000") {
		t.Errorf("%+v", versions.Items)
	}
	planner.do("GET", "/coverage/rules/hope/history", nil).problem(t, http.StatusBadRequest)
	var days struct{ Items []coverage.ChangeDay }
	planner.do("GET", "/coverage/days?kind=township_burial", nil).want(t, http.StatusOK).into(t, &days)
	if len(days.Items) != 2 || days.Items[0].Day.String() != "2015-05-04" || days.Items[0].Opened != 1 || days.Items[1].Changed != 1 {
		t.Errorf("%+v", days.Items)
	}
}

// The report holds the figures of the answer, what they rest on, and no outlines.
func TestCoverageReport(t *testing.T) {
	t.Parallel()
	_, planner := withCoverage(t)
	const query = "/coverage/report?kind=township_burial&as_of=2021-12-31"
	r := planner.do("GET", query, nil, "Accept-Language", "zh-CN").want(t, http.StatusOK)
	book, err := xlsx.OpenBinary(r.text)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range book.Sheets {
		names = append(names, s.Name)
	}
	if got := strings.Join(names, " "); got != "汇总 乡镇 未覆盖 参数与来源" {
		t.Errorf("sheets %s", got)
	}
	if cell, err := book.Sheet["未覆盖"].Cell(2, 2); err != nil || cell.Value != "江那镇" {
		t.Errorf("%v %v", cell, err)
	}
	r = planner.do("GET", query+"&format=csv&rule=distance&metres=900", nil, "Accept-Language", string(problem.English)).want(t, http.StatusOK)
	if lines := strings.Split(strings.TrimSpace(string(r.text)), "\n"); len(lines) != 3 || !strings.Contains(lines[1], "532601001,文山市,开化街道") ||
		!strings.Contains(lines[0], "minutes,position of nearest,") || !strings.Contains(lines[1], ",Clicked on the map") {
		t.Errorf("%s", r.text)
	}
	r = planner.do("GET", query+"&format=geojson", nil).want(t, http.StatusOK)
	if !bytes.Contains(r.text, []byte(`"coordinates":[104.25,23.37]`)) || !bytes.Contains(r.text, []byte(`"precision":"map"`)) || bytes.Contains(r.text, []byte("Polygon")) {
		t.Errorf("%s", r.text)
	}
	for _, bad := range []string{"&format=pdf", "&metres=x", "&include=all", "&colour=1", "&rule=hope", "&as_of=0"} {
		planner.do("GET", "/coverage/report?kind=township_burial"+bad, nil).problem(t, http.StatusBadRequest)
	}
}
