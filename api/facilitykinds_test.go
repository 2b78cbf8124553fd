package api

import (
	"net/http"
	"strings"
	"testing"

	"cairn/facilities/coverage"
	"cairn/internal/actor"
)

// childrensHome is the body of a kind that a bureau may add, changed by pairs.
func childrensHome(pairs ...any) map[string]any {
	field := func(code, name, kind string, more ...any) map[string]any {
		f := map[string]any{"code": code, "name": name, "name_en": "", "type": kind, "unit": "", "required": false, "choices": []any{}, "min": nil, "max": nil}
		for i := 0; i+1 < len(more); i += 2 {
			f[more[i].(string)] = more[i+1]
		}
		return f
	}
	body := map[string]any{"code": "childrens_home", "name": "儿童之家", "name_en": "Children's home", "unit": "township", "by_village": true,
		"capacity_kind": "places", "serves": "township", "symbol": "hexagon", "colour": "#0072b2", "groups": []string{"care"},
		"fields": []any{field("children", "登记儿童数", "integer", "required", true, "min", 0, "unit", "人"), field("opened", "挂牌日期", "date"),
			field("setting", "场所", "choice", "choices", []any{map[string]any{"code": "school", "name": "学校", "name_en": "School"}})},
		"stages": []any{map[string]any{"code": "approved", "name": "立项", "name_en": "", "status": "planned"}}}
	for i := 0; i+1 < len(pairs); i += 2 {
		body[pairs[i].(string)] = pairs[i+1]
	}
	return body
}

// A kind that a bureau adds gets everything that the standard ones have.
func TestKindOfABureau(t *testing.T) {
	t.Parallel()
	h := withFacilities(t, func(c *Config) { c.Coverage = coverage.NewStore(c.DB, c.Facilities, nil) })
	admin, planner := h.as(actor.Admin, "5326"), h.as(actor.Planner, "5326")
	planner.do("POST", "/facilities/kinds", childrensHome()).problem(t, http.StatusForbidden)
	h.as(actor.Admin, "532601").do("POST", "/facilities/kinds", childrensHome()).problem(t, http.StatusForbidden)
	p := admin.do("POST", "/facilities/kinds", childrensHome("colour", "blue", "stages", []any{map[string]any{"code": "x1", "name": "x", "name_en": "", "status": "in_use"},
		map[string]any{"code": "x1", "name": "y", "name_en": "", "status": "planned"}})).problem(t, http.StatusUnprocessableEntity)
	if len(p.Errors) != 3 || p.Errors[0].Field != "colour" || p.Errors[1].Field != "stages[1].code" || p.Errors[2].Field != "stages[1].status" {
		t.Errorf("%+v", p.Errors)
	}
	made := admin.do("POST", "/facilities/kinds", childrensHome()).want(t, http.StatusCreated)
	if made.Header.Get("Location") != "/facilities/kinds/childrens_home" || made.Header.Get("ETag") != `"1"` {
		t.Errorf("headers %v", made.Header)
	}
	var kind struct{ Serves, Rule string }
	if made.into(t, &kind); kind.Serves != "township" || kind.Rule != "presence" {
		t.Errorf("%+v", kind)
	}
	admin.do("PATCH", "/facilities/kinds/childrens_home", map[string]any{"rule": "by_eye"}, "If-Match", `"1"`).problem(t, http.StatusUnprocessableEntity)
	home := cemetery("kind", "childrens_home", "name", "沙坝儿童之家", "capacity", 30, "used", nil)
	for name, tc := range map[string]struct {
		extra any
		field string
	}{
		"required": {map[string]any{}, "extra.children"}, "whole": {map[string]any{"children": 2.5}, "extra.children"},
		"day": {map[string]any{"children": 2, "opened": "2021-02-30"}, "extra.opened"}, "choice": {map[string]any{"children": 2, "setting": "bar"}, "extra.setting"},
		"unknown": {map[string]any{"children": 2, "pets": 1}, "extra.pets"}, "no object": {[]any{1}, "extra"}, "nested": {map[string]any{"children": map[string]any{"a": 1}}, "extra.children"},
	} {
		home["extra"] = tc.extra
		p := planner.do("POST", "/facilities", home).problem(t, http.StatusUnprocessableEntity)
		if len(p.Errors) == 0 || p.Errors[0].Field != tc.field {
			t.Errorf("%s: %+v", name, p)
		}
	}
	home["extra"] = map[string]any{"children": 12, "setting": "school"}
	var f struct {
		ID    string
		Extra map[string]any
	}
	planner.do("POST", "/facilities", home).want(t, http.StatusCreated).into(t, &f)
	f.Extra = nil // decoding adds to a map that is there
	planner.do("PATCH", "/facilities/"+f.ID, map[string]any{"extra": map[string]any{"setting": nil, "opened": "2020-06-01"}}, "If-Match", `"1"`).want(t, http.StatusOK).into(t, &f)
	if f.Extra["children"] != 12.0 || f.Extra["opened"] != "2020-06-01" || f.Extra["setting"] != nil {
		t.Errorf("extra %v", f.Extra)
	}
	p = planner.do("PATCH", "/facilities/"+f.ID, map[string]any{"used": 31}, "If-Match", `"2"`).problem(t, http.StatusUnprocessableEntity)
	if p.Type != "/problems/unconfirmed" || len(p.Errors) != 1 || p.Errors[0].Code != "facilities.used_above_capacity" || p.Errors[0].Field != "used" {
		t.Errorf("%+v", p)
	}
	planner.do("PATCH", "/facilities/"+f.ID, map[string]any{"used": 31, "confirm": []string{"facilities.used_above_capacity"}}, "If-Match", `"2"`).want(t, http.StatusOK)
	var c struct {
		Numerator float64
		KindName  string `json:"kind_name"`
	}
	for _, kind := range []string{"childrens_home", "care"} {
		planner.do("GET", "/coverage?kind="+kind+"&as_of=2021-12-31", nil).want(t, http.StatusOK).into(t, &c)
		if c.Numerator != 1 {
			t.Errorf("coverage of %s: %+v", kind, c)
		}
	}
	exported := planner.do("GET", "/facilities/export?kind=childrens_home&as_of=2021-12-31", nil, "Accept-Language", "zh-CN").want(t, http.StatusOK)
	if text := string(exported.text); !strings.Contains(text, "登记儿童数") || !strings.Contains(text, ",儿童之家,,沙坝儿童之家,") || !strings.Contains(text, ",12,2020-06-01,,") ||
		exported.Header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.Contains(exported.Header.Get("Content-Disposition"), "_2021-12-31.csv") {
		t.Errorf("%v %s", exported.Header, text)
	}
	if text := string(planner.do("GET", "/facilities/export?format=geojson", nil).want(t, http.StatusOK).text); !strings.Contains(text, `"children":12`) {
		t.Errorf("%s", text)
	}
	planner.do("GET", "/facilities/export?format=xlsx&area=5326", nil).want(t, http.StatusOK)
	for _, query := range []string{"format=pdf", "kind=tomb", "area=99", "as_of=x", "colour=red"} {
		planner.do("GET", "/facilities/export?"+query, nil).problem(t, http.StatusBadRequest)
	}
	path := "/facilities/kinds/childrens_home"
	fields := childrensHome()["fields"].([]any)
	p = admin.do("PATCH", path, map[string]any{"fields": fields[1:]}, "If-Match", `"1"`).problem(t, http.StatusUnprocessableEntity)
	if len(p.Errors) != 1 || p.Errors[0].Field != "fields" || !strings.Contains(p.Errors[0].Message, "1") {
		t.Errorf("%+v", p)
	}
	admin.do("PATCH", path, map[string]any{"name": "x"}).problem(t, http.StatusPreconditionRequired)
	admin.do("PATCH", path, map[string]any{"colour": "#d55e00", "fields": append(fields[:2:2], fields[2])}, "If-Match", `"1"`).want(t, http.StatusOK)
	admin.do("DELETE", path, nil, "If-Match", `"1"`).problem(t, http.StatusPreconditionFailed)
	admin.do("DELETE", path, nil, "If-Match", `"2"`).want(t, http.StatusNoContent)
	planner.do("POST", "/facilities", home).problem(t, http.StatusUnprocessableEntity)
	admin.do("PATCH", path, map[string]any{"retired": false}, "If-Match", `"3"`).want(t, http.StatusOK)
	admin.do("POST", "/facilities/groups", map[string]any{"code": "minors", "name": "未成年人保护", "unit": "township", "kinds": []string{"childrens_home"}}).want(t, http.StatusCreated)
	admin.do("PATCH", "/facilities/groups/minors", map[string]any{"kinds": []string{"none"}}, "If-Match", `"1"`).problem(t, http.StatusUnprocessableEntity)
	admin.do("DELETE", "/facilities/groups/township_burial", nil, "If-Match", `"1"`).problem(t, http.StatusConflict)
	planner.do("GET", "/coverage?kind=minors&as_of=2021-12-31", nil).want(t, http.StatusOK).into(t, &c)
	if c.Numerator != 1 {
		t.Errorf("coverage of the group: %+v", c)
	}
}
