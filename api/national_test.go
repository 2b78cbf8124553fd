package api

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cairn/internal/actor"
)

// An export goes in as a form, its differences become a change set that can be read.
func TestNationalExportsOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Officer, p.county)
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for name, value := range map[string]string{"export_version": "2024-03", "exported_on": "2024-03-01"} {
		if err := w.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	part, err := w.CreateFormFile("file", "国家库.csv")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write([]byte(exportFile(p)))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var x struct {
		ID, File string
		AreaCode string `json:"area_code"`
		Rows     map[string]int
	}
	c.do("POST", "/gazetteer/national/exports", form.String(), "Content-Type", w.FormDataContentType()).want(t, http.StatusCreated).into(t, &x)
	if x.File != "国家库.csv" || x.AreaCode != p.county || x.Rows["good"] != 2 {
		t.Fatalf("read in as %+v", x)
	}
	here := "/gazetteer/national/exports/" + x.ID
	var out struct {
		SetID    string `json:"set_id"`
		Accepted int
	}
	body := map[string]any{"filter": map[string]any{"kind": "missing_here"}}
	c.do("POST", here+"/accept", body).want(t, http.StatusOK).into(t, &out)
	if out.Accepted != 1 {
		t.Errorf("accepted %+v", out)
	}
	c.do("GET", "/gazetteer/changes/"+out.SetID, nil).want(t, http.StatusOK)
	if again := c.do("POST", here+"/accept", body).problem(t, http.StatusConflict); again.Code != "national.nothing_to_accept" {
		t.Errorf("accepted twice: %+v", again)
	}
	if report := c.do("GET", here+"/report.xlsx", nil).want(t, http.StatusOK); report.Header.Get("Content-Type") != xlsxType {
		t.Errorf("report of type %s", report.Header.Get("Content-Type"))
	}
	for path, want := range map[string]int{"?kind=x": 400, "?state=x": 400, "?after=zzz": 400, "?limit=0": 422, "?x=1": 422} {
		if r := c.do("GET", here+"/differences"+path, nil); r.StatusCode != want && r.StatusCode != 400 {
			t.Errorf("%s: %d %s", path, r.StatusCode, r.text)
		}
	}
	for name, headers := range map[string][]string{"bad form": {"Content-Type", "multipart/form-data; boundary=x"}, "other type": {"Content-Type", "image/png"}} {
		if r := c.do("POST", "/gazetteer/national/exports?export_version=1&exported_on=2024-01-01", "x", headers...); r.StatusCode < 400 || r.StatusCode >= 500 {
			t.Errorf("%s: %d %s", name, r.StatusCode, r.text)
		}
	}
	c.do("POST", "/gazetteer/national/exports?export_version=1&exported_on=2024-02-30", "标准名称\n甲\n", "Content-Type", "text/csv").problem(t, http.StatusBadRequest)
	c.do("POST", "/gazetteer/national/exports?colour=1", "标准名称\n甲\n", "Content-Type", "text/csv").problem(t, http.StatusBadRequest)
}

// The reconciliation service as OpenRefine and as a page of another host use it.
func TestReconcileOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPlace(t, layerPlaces)
	c := p.nobody()
	var manifest struct {
		Versions []string
		Extend   struct {
			Propose struct {
				URL  string `json:"service_url"`
				Path string `json:"service_path"`
			} `json:"propose_properties"`
		}
	}
	r := c.do("GET", "/gazetteer/reconcile", nil).want(t, http.StatusOK)
	r.into(t, &manifest)
	if len(manifest.Versions) != 1 || r.Header.Get("Access-Control-Allow-Origin") != "*" || manifest.Extend.Propose.URL+manifest.Extend.Propose.Path != "http://example.com/gazetteer/reconcile/extend/propose" {
		t.Errorf("manifest %s", r.text)
	}
	form := []string{"Content-Type", "application/x-www-form-urlencoded", "Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site"}
	queries := url.Values{"queries": {"{\n  \"q0\": {\"query\": \"文山\", \"limit\": 3}\n}"}}.Encode()
	var results map[string]struct{ Result []struct{ ID string } }
	c.do("POST", "/gazetteer/reconcile", queries, form...).want(t, http.StatusOK).into(t, &results)
	if len(results["q0"].Result) == 0 {
		t.Errorf("nothing found: %+v", results)
	}
	c.do("GET", "/gazetteer/reconcile?"+queries, nil).want(t, http.StatusOK)
	if r := c.do("OPTIONS", "/gazetteer/reconcile", nil, "Origin", "https://elsewhere.example", "Access-Control-Request-Method", "POST").want(t, http.StatusNoContent); !strings.Contains(r.Header.Get("Access-Control-Allow-Headers"), "Authorization") {
		t.Errorf("preflight %v", r.Header)
	}
	preview := c.do("GET", "/gazetteer/reconcile/preview?id="+results["q0"].Result[0].ID, nil).want(t, http.StatusOK)
	if preview.Header.Get("X-Frame-Options") != "" || !strings.Contains(preview.Header.Get("Content-Security-Policy"), "frame-ancestors *") {
		t.Errorf("a preview that can't be framed: %v", preview.Header)
	}
	for path, want := range map[string]int{"?callback=x": 400, "?queries={": 400, "?queries=%7B%22q%22:7%7D": 422, "?queries=%7B%7D&extend=%7B%7D": 400, "/preview?id=x": 400, "/suggest/entity?cursor=-1": 400,
		"/suggest/entity?prefix=%E6%96%87&cursor=1": 200, "/suggest/type?prefix=2": 200, "/suggest/property": 200, "/extend/propose?limit=2": 200, "/extend": 400} {
		if r := c.do("GET", "/gazetteer/reconcile"+path, nil); r.StatusCode != want {
			t.Errorf("%s: %d %s", path, r.StatusCode, r.text)
		}
	}
	c.do("POST", "/gazetteer/reconcile", map[string]any{"queries": map[string]any{}}).problem(t, http.StatusUnsupportedMediaType)
	// Elsewhere another host's page still may not write.
	c.do("POST", "/session", "{}", "Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site").problem(t, http.StatusForbidden)
}
