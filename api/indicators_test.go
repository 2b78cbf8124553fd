package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"cairn/facilities/indicators"
	"cairn/internal/actor"
)

// From the first indicator to the exported table: two townships, one of them with a cemetery.
func TestIndicatorsOverHTTP(t *testing.T) {
	t.Parallel()
	h := withFacilities(t)
	h.as(actor.Planner, "5326").do("POST", "/facilities", cemetery()).want(t, http.StatusCreated)
	h.write(`INSERT INTO facility_plan (id, title, number, issued_on, area_code, year_from, year_to)
		VALUES ('0193d2a0-0000-7000-8000-000000000001', '民政事业发展规划', '文政发〔2021〕1号', '2021-12-01', '5326', 2021, 2025)`)
	admin, county := h.as(actor.Admin, "5326"), h.as(actor.Admin, "532601")
	body := func(pairs ...any) map[string]any {
		b := map[string]any{"plan_id": "0193d2a0-0000-7000-8000-000000000001", "code": "coverage", "name": "乡镇公墓覆盖率", "attribute": "binding", "unit": "percent",
			"formula": "township_coverage", "params": map[string]any{"kind": "township_burial"}, "base_year": 2019, "base_value": 0, "target_year": 2025, "target_value": 100,
			"targets":  []any{map[string]any{"area_code": "532601", "base_value": 20, "target_value": 90}},
			"reported": []any{map[string]any{"area_code": "5326", "as_of": "2020-12-31", "value": 90, "document": "州民政局年报"}}}
		for i := 0; i < len(pairs); i += 2 {
			b[pairs[i].(string)] = pairs[i+1]
		}
		return b
	}
	for field, bad := range map[string]map[string]any{
		"code":         body("code", "覆盖率"),
		"plan_id":      body("plan_id", "0193d2a0-0000-7000-8000-000000000002"),
		"target_year":  body("target_year", 2019),
		"target_value": body("target_value", 101),
		"unit":         body("unit", "count", "base_value", nil),
		"formula":      body("formula", "guess"),
		"params.kind":  body("params", map[string]any{"kind": "tomb"}),
		"params.grade": body("params", map[string]any{"kind": "care", "grade": 2}),
		"targets[0]":   body("targets", []any{map[string]any{"area_code": "530100", "target_value": 1}}),
		"reported[0]":  body("reported", []any{map[string]any{"area_code": "5326", "as_of": "2020-12-31", "value": 1, "document": ""}}),
	} {
		text := admin.do("POST", "/indicators/definitions", bad).problem(t, http.StatusUnprocessableEntity)
		if !strings.Contains(fmt.Sprint(text), field) {
			t.Errorf("%s is not named: %v", field, text)
		}
	}
	county.do("POST", "/indicators/definitions", body()).problem(t, http.StatusForbidden)
	var made indicators.Indicator
	admin.do("POST", "/indicators/definitions", body()).want(t, http.StatusCreated).into(t, &made)
	admin.do("POST", "/indicators/definitions", body()).problem(t, http.StatusConflict)
	path := "/indicators/definitions/" + made.ID.String()
	admin.do("PATCH", path, map[string]any{"sort": 1}).problem(t, http.StatusPreconditionRequired)
	admin.do("PATCH", path, map[string]any{"sort": 1}, "If-Match", `"1"`).want(t, http.StatusOK).into(t, &made)
	admin.do("PATCH", path, map[string]any{"sort": 2}, "If-Match", `"1"`).problem(t, http.StatusPreconditionFailed)
	if made.Version != 2 || len(made.Targets) != 1 || len(made.Reported) != 1 || made.TargetValue == nil {
		t.Errorf("a change of one field changed others: %+v", made)
	}
	checkBoard(t, admin)

	admin.do("DELETE", path, nil, "If-Match", `"2"`).want(t, http.StatusNoContent)
	var after indicators.Board
	admin.do("GET", "/indicators?as_of=2022-06-30", nil).want(t, http.StatusOK).into(t, &after)
	if len(after.Table) != 0 {
		t.Errorf("withdrawn, and still in the table: %+v", after.Table)
	}
	var history struct{ Items []any }
	admin.do("GET", path+"/history", nil).want(t, http.StatusOK).into(t, &history)
	if len(history.Items) != 3 {
		t.Errorf("%d versions", len(history.Items))
	}
}

// checkBoard looks at the table, the trend and the files.
func checkBoard(t *testing.T, c client) {
	t.Helper()
	var b indicators.Board
	c.do("GET", "/indicators?as_of=2022-06-30", nil).want(t, http.StatusOK).into(t, &b)
	row := b.Table[0]
	if *row.Current.Value != 50 || row.State != "not_met" || row.Course != "on_course" || *row.Expected != 41.6 || row.Last.Value != 90 || len(row.Parts) != 2 {
		t.Errorf("%+v", row)
	}
	if p := row.Parts[0]; p.Code != "532601" || *p.Current.Value != 100 || p.State != "met" || *p.Goal.TargetValue != 90 || p.Last != nil {
		t.Errorf("%+v", p)
	}
	if p := row.Parts[1]; *p.Current.Value != 0 || *p.Goal.TargetValue != 100 || p.Goal.BaseValue != nil {
		t.Errorf("a county without a target of its own has the share, and no base: %+v", p)
	}
	var trend indicators.Trend
	c.do("GET", "/indicators/trend?as_of=2022-06-30&from=2014", nil).want(t, http.StatusOK).into(t, &trend)
	if s := trend.Series[0]; len(trend.Days) != 9 || *s.Values[0] != 0 || *s.Values[1] != 50 || s.Expected[4] != nil || *s.Expected[5] != 0 || len(s.Reported) != 1 {
		t.Errorf("%+v", trend)
	}
	c.do("GET", "/indicators/trend?as_of=2022-06-30&from=2030", nil).problem(t, http.StatusBadRequest)
	text := string(c.do("GET", "/indicators?as_of=2022-06-30&format=csv", nil, "Accept-Language", "zh-CN").want(t, http.StatusOK).text)
	if want := "指标,单位,基期年,基期值,目标年,目标值,属性,当前值,是否完成,公式,来源\n乡镇公墓覆盖率,%,2019,0,2025,100,约束性,50,未完成,乡镇覆盖率：乡镇公墓或骨灰堂（官方口径）,民政事业发展规划 文政发〔2021〕1号\n"; !strings.HasSuffix(text, want) {
		t.Errorf("csv\n%s", text)
	}
	if book := c.do("GET", "/indicators?as_of=2022-06-30&format=xlsx", nil).want(t, http.StatusOK); len(book.text) < 4000 || string(book.text[:2]) != "PK" {
		t.Errorf("workbook of %d bytes", len(book.text))
	}
}
