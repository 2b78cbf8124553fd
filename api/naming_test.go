package api

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cairn/gazetteer"
	"cairn/gazetteer/naming"
	"cairn/internal/actor"
)

func TestCheckOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "places")
	ask := func(query string) reply { return p.nobody().do("GET", "/gazetteer/check?"+query, nil) }
	var got findingsBody
	ask("name="+url.QueryEscape("𠮷·水村")+"&class="+p.class+"&area="+p.township).want(t, http.StatusOK).into(t, &got)
	rules := map[string]string{}
	for _, f := range got.Findings {
		rules[f.Rule] = f.Severity
		if f.Article == "" || f.Message == "" || strings.HasPrefix(f.Message, "naming.") {
			t.Errorf("no words: %+v", f)
		}
	}
	if rules["rare_character"] != gazetteer.SeverityError || rules["odd_sign"] != gazetteer.SeverityError {
		t.Errorf("findings %+v", rules)
	}
	text := string(ask("name="+url.QueryEscape("某寨")+"&lon=104.2&lat=23.4").want(t, http.StatusOK).text)
	if !strings.Contains(text, `"findings":[]`) {
		t.Errorf("nothing against it: %s", text)
	}
	for query, field := range map[string]string{
		"name=x&class=99999": "class", "name=x&area=999999": "area", "name=%20": "name", "name=" + strings.Repeat("x", 101): "name",
		"name=x&lon=200": "lon", "name=x&id=1": "id", "name=x&as=y": "as", "area=53": "name", "name=x&foo=1": "foo", "name=%00": "name",
	} {
		if b := ask(query).problem(t, http.StatusBadRequest); len(b.Errors) != 1 || !strings.Contains(b.Errors[0].Field, field) {
			t.Errorf("%s: %+v", query, b)
		}
	}
}

func TestCheckManyOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Viewer, p.county)
	var got checkNamesBody
	c.do("POST", "/gazetteer/check", map[string]any{"names": []map[string]any{
		{"name": "巴黎花园"}, {"name": "巴黎花园", "standing": true}, {"name": "某寨", "class_code": p.class, "area_code": p.township}}}).
		want(t, http.StatusOK).into(t, &got)
	if len(got.Results) != 3 || got.Results[0].Findings[0].Severity != "error" || got.Results[1].Findings[0].Severity != "warning" {
		t.Errorf("%+v", got)
	}
	c.do("POST", "/gazetteer/check", map[string]any{"names": []map[string]any{{"name": ""}}}).problem(t, http.StatusUnprocessableEntity)
	c.do("POST", "/gazetteer/check", map[string]any{"names": make([]map[string]any, 10_001)}).problem(t, http.StatusUnprocessableEntity)
}

func TestRulesOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Reviewer, "")
	var w naming.ListedWord
	made := c.do("POST", "/gazetteer/rules/words?reason=x", houseWord()).want(t, http.StatusCreated)
	made.into(t, &w)
	path := made.Header.Get("Location")
	c.do("PUT", path, houseWord()).problem(t, http.StatusPreconditionRequired)
	c.do("PUT", path, houseWord(), "If-Match", `"9"`).problem(t, http.StatusPreconditionFailed)
	c.do("PUT", path, map[string]any{"word": "x"}, "If-Match", `"1"`).problem(t, http.StatusUnprocessableEntity)
	c.do("PUT", path, houseWord(), "If-Match", `"1"`).want(t, http.StatusOK)
	c.do("POST", "/gazetteer/rules/words", houseWord()).problem(t, http.StatusConflict)
	list := string(c.do("GET", "/gazetteer/rules/words.csv", nil).want(t, http.StatusOK).text)
	if !strings.Contains(list, "豪庭") {
		t.Error("the list lacks the word")
	}
	var taken naming.Taken
	c.do("POST", "/gazetteer/rules/words.csv", list, "Content-Type", "text/csv").want(t, http.StatusOK).into(t, &taken)
	if taken.Rows == 0 || taken.Same != taken.Rows {
		t.Errorf("it came back as %+v", taken)
	}
	b := c.do("POST", "/gazetteer/rules/words.csv", "word,category,match\n词,x,contains\n", "Content-Type", "text/csv").problem(t, http.StatusUnprocessableEntity)
	if len(b.Errors) != 1 || b.Errors[0].Row != 1 || b.Errors[0].Field != "category" {
		t.Errorf("%+v", b)
	}
	c.do("POST", "/gazetteer/rules/words.csv", "x", "Content-Type", "image/png").problem(t, http.StatusUnsupportedMediaType)
	c.do("DELETE", path, nil, "If-Match", `"2"`).want(t, http.StatusNoContent)
	c.do("PUT", "/gazetteer/rules/odd", map[string]any{"article": "x", "proposed": "fatal", "standing": "info"}, "If-Match", `"1"`).problem(t, http.StatusUnprocessableEntity)
}

func houseWord() map[string]any {
	return map[string]any{"word": "豪庭", "category": "odd", "match": "contains", "enabled": true}
}

func TestCleanupOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	body := newEntry(p).body.(map[string]any)
	body["name"] = "阿·兰寨"
	id := p.made("/gazetteer/entries", body)
	c := p.as(actor.Officer, p.county)
	var run naming.CleanupRun
	c.do("POST", "/gazetteer/cleanup/run", map[string]any{}).want(t, http.StatusOK).into(t, &run)
	if run.AreaCode != p.county || run.Added == 0 {
		t.Fatalf("%+v", run)
	}
	var rows listBody[naming.Cleanup]
	c.do("GET", "/gazetteer/cleanup?rule=odd_sign&state=open&place="+id, nil).want(t, http.StatusOK).into(t, &rows)
	if len(rows.Items) != 1 || !strings.Contains(rows.Items[0].Message, "·") {
		t.Fatalf("%+v", rows)
	}
	path := "/gazetteer/cleanup/" + rows.Items[0].ID.String()
	c.do("POST", path+"/judge", map[string]any{"verdict": "exception"}, "If-Match", `"1"`).problem(t, http.StatusUnprocessableEntity)
	c.do("POST", path+"/judge", map[string]any{"verdict": "to_rectify"}).problem(t, http.StatusPreconditionRequired)
	var row naming.Cleanup
	c.do("POST", path+"/rename", map[string]any{"name": "阿兰寨"}, "If-Match", `"1"`).want(t, http.StatusOK).into(t, &row)
	if row.State != naming.ToRectify || row.SetID == nil || row.Verdict != naming.ToRectify {
		t.Errorf("%+v", row)
	}
	c.do("POST", path+"/judge", map[string]any{"verdict": "to_rectify"}, "If-Match", `"1"`).problem(t, http.StatusPreconditionFailed)
	if r := c.do("GET", "/gazetteer/cleanup.xlsx?area="+p.county, nil).want(t, http.StatusOK); r.Header.Get("Content-Type") != xlsxType || !strings.HasPrefix(string(r.text), "PK") {
		t.Errorf("a workbook of type %s", r.Header.Get("Content-Type"))
	}
	c.do("GET", "/gazetteer/cleanup?state=x", nil).problem(t, http.StatusBadRequest)
	c.do("GET", "/gazetteer/cleanup?after=x", nil).problem(t, http.StatusBadRequest)
	p.as(actor.Officer, p.other).do("POST", "/gazetteer/cleanup/run", map[string]any{"area": p.county}).problem(t, http.StatusForbidden)
}
