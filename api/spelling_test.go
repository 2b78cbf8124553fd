package api

import (
	"net/http"
	"net/url"
	"testing"

	"cairn/gazetteer"
	"cairn/gazetteer/codes"
	"cairn/gazetteer/spelling"
	"cairn/internal/actor"
)

// romanised asks for the spellings of a name.
func romanised(t *testing.T, c client, params ...string) spelling.Romanised {
	t.Helper()
	q := url.Values{}
	for i := 0; i+1 < len(params); i += 2 {
		q.Set(params[i], params[i+1])
	}
	var out spelling.Romanised
	c.do("GET", "/gazetteer/romanize?"+q.Encode(), nil).want(t, http.StatusOK).into(t, &out)
	return out
}

func TestRomanizeRoutes(t *testing.T) {
	t.Parallel()
	p := newPlace(t, layerPlaces)
	c := p.as(actor.Officer, p.county)
	if got := romanised(t, p.nobody(), "name", "重兴路", "class", "23213"); got.Suggestions[0].Spelling != "Chóngxīng Lù" || len(got.Characters) != 3 {
		t.Errorf("%+v", got)
	}
	if got := romanised(t, c, "name", "重兴路", "class", "23213", "tones", "false", "choices", "0:zhong4"); got.Suggestions[0].Spelling != "Zhongxing Lu" {
		t.Errorf("%+v", got.Suggestions)
	}
	for _, bad := range []string{"name=a&choices=0:zhong4", "name=%E9%87%8D&choices=1:zhong4", "name=%E9%87%8D&choices=0:xx", "name=%E9%87%8D&choices=x", "class=22200", "name=%E9%87%8D&tones=maybe"} {
		c.do("GET", "/gazetteer/romanize?"+bad, nil).problem(t, http.StatusBadRequest)
	}
	var made spelling.Reading
	r := c.do("POST", "/gazetteer/readings", map[string]any{"text": "重兴", "reading": "zhong4 xing1"}).want(t, http.StatusCreated)
	if r.into(t, &made); made.Reading != "zhòng xīng" || made.AreaCode != p.county || r.Header.Get("Location") != "/gazetteer/readings/"+made.ID.String() {
		t.Errorf("%+v", made)
	}
	if got := romanised(t, c, "name", "重兴坡", "class", "22200", "area", p.township); got.Suggestions[0].Spelling != "Zhòngxīngpō" || got.Characters[0].Choices[0].Source != "office" {
		t.Errorf("%+v", got)
	}
	if got := romanised(t, c, "name", "重兴坡", "class", "22200", "area", p.other); got.Suggestions[0].Spelling != "Chóngxīngpō" {
		t.Errorf("elsewhere: %+v", got.Suggestions)
	}
	c.do("POST", "/gazetteer/readings", map[string]any{"text": "重兴", "reading": "chóng xīng"}).problem(t, http.StatusConflict)
	c.do("POST", "/gazetteer/readings", map[string]any{"text": "重兴", "reading": "chóng"}).problem(t, http.StatusUnprocessableEntity)
	c.do("PUT", "/gazetteer/readings/"+made.ID.String(), map[string]any{"text": "重兴", "reading": "chóng xīng"}).problem(t, http.StatusPreconditionRequired)
	c.do("DELETE", "/gazetteer/readings/"+made.ID.String(), nil, "If-Match", `"7"`).problem(t, http.StatusPreconditionFailed)
	c.do("DELETE", "/gazetteer/readings/"+made.ID.String(), nil, "If-Match", `"1"`).want(t, http.StatusNoContent)
	var fits fitsBody
	c.do("GET", "/gazetteer/romanize/fits?name=%E6%96%87%E5%B1%B1%E5%B8%82&class=21400&pinyin=Wenshanshi", nil).want(t, http.StatusOK).into(t, &fits)
	if fits.Fits || fits.Key != "spelling.misfit_division" || fits.Expected != "Wénshān Shì" || fits.Message == "" {
		t.Errorf("%+v", fits)
	}
	var page listBody[spelling.Reading]
	seen := map[string]bool{}
	for next := ""; ; next = "&after=" + *page.Next {
		page = listBody[spelling.Reading]{}
		c.do("GET", "/gazetteer/readings?source=builtin&limit=200"+next, nil).want(t, http.StatusOK).into(t, &page)
		for _, r := range page.Items {
			seen[r.Scope+r.Text+r.Reading] = true
		}
		if page.Next == nil {
			break
		}
	}
	if len(seen) != len(spelling.Builtin()) {
		t.Errorf("%d built-in readings are listed, there are %d", len(seen), len(spelling.Builtin()))
	}
}

func TestCodeRoutes(t *testing.T) {
	t.Parallel()
	p := newPlace(t, layerPlaces)
	c := p.as(actor.Officer, p.county)
	id := p.made("/gazetteer/entries", newEntry(p).body)
	var e struct {
		PlaceCode string `json:"place_code"`
		Version   int64  `json:"version"`
	}
	c.do("POST", "/gazetteer/entries/"+id+"/code", nil).want(t, http.StatusOK).into(t, &e)
	code, ok := gazetteer.ParsePlaceCode(e.PlaceCode)
	if !ok || code.Area != p.township || code.Class != p.class || e.Version != 2 {
		t.Errorf("%+v", e)
	}
	c.do("POST", "/gazetteer/entries/"+id+"/code", nil).problem(t, http.StatusConflict)
	var r codes.ResolvedCode
	p.nobody().do("GET", "/gazetteer/codes/"+e.PlaceCode, nil).want(t, http.StatusOK).into(t, &r)
	if r.PlaceID.String() != id || r.State != codes.StateCurrent {
		t.Errorf("%+v", r)
	}
	c.do("GET", "/gazetteer/codes/123", nil).problem(t, http.StatusBadRequest)
	c.do("GET", "/gazetteer/codes/99999999999999999999", nil).problem(t, http.StatusNotFound)
	p.made("/gazetteer/entries", newEntry(p).body)
	var many assignedBody
	c.do("POST", "/gazetteer/codes", map[string]any{"area": p.township, "class": p.class, "limit": 1000}).want(t, http.StatusOK).into(t, &many)
	if len(many.Given) == 0 || many.Left != len(many.Refused) {
		t.Errorf("%+v", many)
	}
	c.do("POST", "/gazetteer/codes", map[string]any{"area": p.otherTownship}).problem(t, http.StatusForbidden)
	c.do("POST", "/gazetteer/codes", map[string]any{"area": p.township, "class": "9"}).problem(t, http.StatusUnprocessableEntity)
}

func TestClassRoutes(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Reviewer, "5326")
	var all []map[string]any
	for _, class := range p.classes() {
		if class["code"] != p.class {
			all = append(all, class)
		}
	}
	all = append(all, map[string]any{"code": "29999", "name": "新类"})
	var done codes.ClassReplacement
	c.do("PUT", "/gazetteer/classes", map[string]any{"classes": all, "dry_run": true}).want(t, http.StatusOK).into(t, &done)
	if done.Applied || len(done.Removed) != 1 || len(done.Used) != 1 || done.Used[0].Entries == 0 {
		t.Errorf("%+v", done)
	}
	if e := c.do("PUT", "/gazetteer/classes", map[string]any{"classes": all}).problem(t, http.StatusUnprocessableEntity); e.Errors[0].Code != "codes.class_in_use" {
		t.Errorf("%+v", e)
	}
	c.do("PUT", "/gazetteer/classes", map[string]any{"classes": all, "mapping": map[string]string{p.class: "28888"}}).problem(t, http.StatusUnprocessableEntity)
	c.do("PUT", "/gazetteer/classes.csv?mapping=x", "code,name\n", "Content-Type", "text/csv").problem(t, http.StatusBadRequest)
	c.do("PUT", "/gazetteer/classes.csv?dry=true", "code,name\n", "Content-Type", "text/csv").problem(t, http.StatusBadRequest)
	text := "类别代码,类别名称,备注\n"
	for _, class := range all {
		text += class["code"].(string) + "," + class["name"].(string) + ",\n"
	}
	c.do("PUT", "/gazetteer/classes.csv?mapping="+p.class+":29999", text, "Content-Type", "text/csv").want(t, http.StatusOK).into(t, &done)
	if !done.Applied || done.Moved == 0 {
		t.Errorf("%+v", done)
	}
}
