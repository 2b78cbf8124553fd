package api

import (
	"math"
	"net/http"
	"strings"
	"testing"

	"cairn/data"
	"cairn/facilities/years"
	"cairn/internal/actor"
)

// Capacity in years from the parameters to the year that graves run out in: one township with
// a cemetery of 100 plots, 40 of them used, and 2,000 people; one without anything.
func TestBurialYearsOverHTTP(t *testing.T) {
	t.Parallel()
	h := withFacilities(t)
	h.as(actor.Planner, "5326").do("POST", "/facilities", cemetery()).want(t, http.StatusCreated)
	h.write("INSERT INTO population (area_code, year, population) VALUES ('532601001', 2020, 2000), ('532601', 2020, 2000), ('5326', 2020, 3000)")
	admin := h.as(actor.Admin, "5326")
	parameter := func(what string, value float64, pairs ...any) map[string]any {
		b := map[string]any{"area_code": "5326", "what": what, "value": value, "from_on": "2020-01-01", "source": "年鉴"}
		for i := 0; i < len(pairs); i += 2 {
			b[pairs[i].(string)] = pairs[i+1]
		}
		return b
	}
	for field, bad := range map[string]map[string]any{
		"area_code": parameter("death_rate", 7, "area_code", "53260100"), "what": parameter("birth_rate", 7), "value": parameter("uptake_plots", 101),
		"from_on": parameter("death_rate", 7, "from_on", "2020-02-30"), "to_on": parameter("death_rate", 7, "to_on", "2019-01-01"), "source": parameter("death_rate", 7, "source", " "),
	} {
		if p := admin.do("POST", "/facilities/burial-parameters", bad).problem(t, http.StatusUnprocessableEntity); !strings.Contains(p.Detail+p.Errors[0].Field, field) {
			t.Errorf("%s is not named: %+v", field, p)
		}
	}
	var rate years.BurialParameter
	admin.do("POST", "/facilities/burial-parameters", parameter("death_rate", 8)).want(t, http.StatusCreated).into(t, &rate)
	admin.do("POST", "/facilities/burial-parameters", parameter("death_rate", 9)).problem(t, http.StatusConflict)
	path := "/facilities/burial-parameters/" + rate.ID.String()
	admin.do("PATCH", path, map[string]any{"value": 10, "reason": "年鉴更正"}, "If-Match", `"1"`).want(t, http.StatusOK)
	admin.do("POST", "/facilities/burial-parameters", parameter("uptake_plots", 50)).want(t, http.StatusCreated)

	checkBurialYears(t, admin)
	for name, query := range map[string]string{
		"no such area": "area=530100", "a village": "area=532601001201", "no day": "as_of=2022-02-30", "no horizon": "horizon=0", "too far": "horizon=201",
		"no number": "horizon=x", "no such format": "format=pdf", "no such parameter": "kind=plots",
	} {
		if r := admin.do("GET", "/facilities/burial-years?"+query, nil); r.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %d %s", name, r.StatusCode, r.text)
		}
	}
	var history struct{ Items []data.Version }
	admin.do("GET", path+"/history", nil).want(t, http.StatusOK).into(t, &history)
	if len(history.Items) != 2 || history.Items[0].Reason != "年鉴更正" || !strings.Contains(strings.ReplaceAll(string(history.Items[0].Before), " ", ""), `"value":8,`) {
		t.Errorf("history of the death rate: %d versions", len(history.Items))
	}
	var standards struct{ Items []years.SizingStandard }
	admin.do("GET", "/facilities/sizing-standards", nil).want(t, http.StatusOK).into(t, &standards)
	admin.do("GET", "/facilities/sizing-standards/"+standards.Items[0].ID.String()+"/history", nil).want(t, http.StatusOK).into(t, &history)
	if len(history.Items) != 1 {
		t.Errorf("history of a standard: %d versions", len(history.Items))
	}
	admin.do("GET", "/facilities/burial-parameters/"+standards.Items[0].ID.String()+"/history", nil).problem(t, http.StatusNotFound)
}

// checkBurialYears looks at the answer in all its formats: 2,000 people × 10 ‰ × 50 % = 10 graves a year.
func checkBurialYears(t *testing.T, c client) {
	t.Helper()
	var a years.BurialYears
	c.do("GET", "/facilities/burial-years?as_of=2022-06-30", nil).want(t, http.StatusOK).into(t, &a)
	if a.Area != "5326" || a.Horizon != 20 || len(a.Townships) != 2 || len(a.Counties) != 2 || len(a.Parameters) != 2 || len(a.Standards) != 3 {
		t.Fatalf("%+v", a)
	}
	kaihua, jiangna := a.Townships[0], a.Townships[1]
	m := kaihua.Measures[0]
	if *kaihua.Population != 2000 || *kaihua.DeathRate != 10 || *kaihua.Deaths != 20 || m.Measure != "plots" || *m.Left != 60 || *m.Demand != 10 ||
		m.State != years.RunsOut || math.Abs(*m.Years-6) > 1e-9 || *m.Year != 2028 || kaihua.Measures[1].State != years.NoCapacity {
		t.Errorf("%+v", kaihua)
	}
	if n := jiangna.Measures[0]; jiangna.Population != nil || n.State != years.NoCapacity || n.Year != nil {
		t.Errorf("a township without people and places: %+v", jiangna)
	}
	if got := kaihua.Standards[0]; *got.Required != 20*20*.5 || *got.Has != 100 || *got.Met {
		t.Errorf("the standard asks for %+v", got)
	}
	c.do("GET", "/facilities/burial-years?as_of=2022-06-30&area=532601001&horizon=5", nil).want(t, http.StatusOK).into(t, &a)
	if m := a.Total.Measures[0]; a.Horizon != 5 || m.State != years.Enough || len(a.Townships) != 1 || len(a.Counties) != 0 {
		t.Errorf("six years are enough for five: %+v", a.Total)
	}
	c.do("GET", "/facilities/burial-years?as_of=2019-12-31&area=532601001", nil).want(t, http.StatusOK).into(t, &a)
	if m := a.Total.Measures[0]; m.State != years.NoData || m.Years != nil || *m.Left != 60 {
		t.Errorf("before the parameters hold: %+v", m)
	}
	csv := string(c.do("GET", "/facilities/burial-years?as_of=2022-06-30&format=csv", nil, "Accept-Language", "zh-CN").want(t, http.StatusOK).text)
	if !strings.Contains(csv, "开化街道") || !strings.Contains(csv, "2028") {
		t.Errorf("csv\n%s", csv)
	}
	if book := c.do("GET", "/facilities/burial-years?as_of=2022-06-30&format=xlsx", nil).want(t, http.StatusOK); string(book.text[:2]) != "PK" {
		t.Errorf("workbook of %d bytes", len(book.text))
	}
}
