package api

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"cairn/internal/actor"
)

// A planner asks for sites, sees why candidates are excluded, keeps the answer as a scenario, and
// makes planned facilities of it.
func TestSitingFromQuestionToFacilities(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	ctx, stop := context.WithCancel(context.Background())
	worked := make(chan struct{})
	go func() { defer close(worked); p.server.Siting.Work(ctx, slog.New(slog.DiscardHandler)) }()
	t.Cleanup(func() { stop(); <-worked })
	c := p.as(actor.Planner, "5326")
	p.root().do("POST", "/siting/rules", map[string]any{"instrument": "测试规则", "article": "第一条", "feature": "settlement", "classes": []string{"township"}, "distance_m": 800, "severity": "exclude"}).want(t, http.StatusCreated)
	ask := map[string]any{"kind": "township_cemetery", "method": "next", "sites": 2, "as_of": "2021-12-31", "existing": "none", "alternatives": 1,
		"candidates": map[string]any{"from": "points", "points": []any{
			map[string]any{"key": "near", "name": "近", "lon": p.lon, "lat": p.lat}, map[string]any{"key": "free", "name": "可", "lon": p.lon + 0.012, "lat": p.lat},
			map[string]any{"key": "sea", "lon": 120.5, "lat": 15.5}}}}
	var preview struct {
		Items []struct {
			Key, State, Why string
			Exclusions      []struct {
				Article  string
				MissingM float64 `json:"missing_m"`
			}
		}
	}
	c.do("POST", "/siting/candidates", ask).want(t, http.StatusOK).into(t, &preview)
	if x := preview.Items; len(x) != 3 || x[0].State != "excluded" || x[0].Exclusions[0].Article != "第一条" || x[0].Exclusions[0].MissingM != 800 || x[2].Why != "no_township" {
		t.Fatalf("candidates %+v", x)
	}
	r := c.do("POST", "/siting", ask).want(t, http.StatusAccepted)
	path := r.Header.Get("Location")
	run := p.answered(c, path)
	if run.State != "done" || len(run.Answer.Sites) != 1 || !run.Answer.Proven || run.Answer.Sites[0].Key != "free" || run.Since == nil {
		t.Fatalf("%+v", run)
	}
	for _, file := range []struct{ path, media, holds string }{
		{"/candidates", "application/json", `"near"`}, {"/candidates?format=csv", "text/csv", "测试规则 第一条"}, {"/candidates?format=geojson", "application/geo+json", `"role":"candidate"`},
		{"/result", "application/geo+json", `"role":"site"`}, {"/report.xlsx", xlsxType, "PK"}, {"/report.html", "text/html", "<svg"},
	} {
		answer := c.do("GET", path+file.path, nil).want(t, http.StatusOK)
		if !strings.HasPrefix(answer.Header.Get("Content-Type"), file.media) || !strings.Contains(string(answer.text), file.holds) {
			t.Errorf("%s: %s %.200s", file.path, answer.Header.Get("Content-Type"), answer.text)
		}
	}
	again := c.do("POST", path+"/repeat", map[string]any{}).want(t, http.StatusAccepted)
	if repeated := p.answered(c, again.Header.Get("Location")); repeated.Repeat == nil || !repeated.Repeat.Same {
		t.Errorf("repeated: %+v", repeated)
	}
	c.do("POST", path+"/cancel", nil).problem(t, http.StatusConflict)
	p.zonesOf(c, strings.TrimPrefix(path, "/siting/"))
	p.scenarioOf(c, strings.TrimPrefix(path, "/siting/"))
	for _, bad := range []struct {
		method, path string
		body         any
		status       int
	}{
		{"POST", "/siting", map[string]any{"kind": "township_cemetery", "method": "lscp", "as_of": "2021-02-31"}, 422},
		{"POST", "/siting", map[string]any{"kind": "township_cemetery", "method": "p-median", "sites": 3}, 422},
		{"GET", path + "/candidates?format=pdf", nil, 400}, {"GET", path + "/candidates?x=1", nil, 400}, {"GET", "/siting?state=lost", nil, 400},
		{"GET", "/siting/scenarios/compare?scenario=x", nil, 400}, {"GET", "/siting/1", nil, 400},
	} {
		if got := c.do(bad.method, bad.path, bad.body); got.StatusCode != bad.status {
			t.Errorf("%s %s: %d %s, want %d", bad.method, bad.path, got.StatusCode, got.text, bad.status)
		}
	}
}

type sitingRunAnswer struct {
	State, Error string
	Answer       *struct {
		Proven bool
		Sites  []struct{ Key string }
	}
	Repeat *struct{ Same bool }
	Since  *struct{ Changes int64 }
}

// answered waits for the end of a run.
func (p *place) answered(c client, path string) (run sitingRunAnswer) {
	p.t.Helper()
	for range 300 {
		c.do("GET", path, nil).want(p.t, http.StatusOK).into(p.t, &run)
		if run.State != "queued" && run.State != "running" {
			return run
		}
		time.Sleep(100 * time.Millisecond)
	}
	p.t.Fatalf("%s does not end: %+v", path, run)
	return run
}

// scenarioOf keeps an answer as a scenario, compares and adopts it.
func (p *place) scenarioOf(c client, run string) {
	p.t.Helper()
	made := c.do("POST", "/siting/scenarios", map[string]any{"name": "方案", "run_id": run}).want(p.t, http.StatusCreated)
	path := made.Header.Get("Location")
	p.sharedWithoutAccount(c, path)
	var both struct {
		Before    struct{ Areas int }
		Scenarios []struct {
			After struct{ Areas int }
		}
	}
	c.do("GET", "/siting/scenarios/compare?as_of=2021-12-31&scenario="+strings.TrimPrefix(path, "/siting/scenarios/"), nil).want(p.t, http.StatusOK).into(p.t, &both)
	if len(both.Scenarios) != 1 || both.Scenarios[0].After.Areas < both.Before.Areas {
		p.t.Errorf("compared %+v", both)
	}
	c.do("POST", path+"/adopt", map[string]any{"target_date": "2030-12-31"}, "If-Match", `"1"`).want(p.t, http.StatusOK)
	c.do("POST", path+"/adopt", map[string]any{}, "If-Match", `"2"`).problem(p.t, http.StatusConflict)
	var listed struct{ Items []struct{ Status string } }
	c.do("GET", "/facilities?status=planned&kind=township_cemetery&q=可", nil).want(p.t, http.StatusOK).into(p.t, &listed)
	if len(listed.Items) != 1 {
		p.t.Errorf("%d planned facilities", len(listed.Items))
	}
}

// zonesOf reads where rules keep sites out, and why a place is kept free.
func (p *place) zonesOf(c client, run string) {
	p.t.Helper()
	var zones struct {
		Features []struct {
			Geometry   struct{ Type string }
			Properties struct{ Article string }
		}
	}
	c.do("GET", "/siting/zones?run="+run, nil).want(p.t, http.StatusOK).into(p.t, &zones)
	if len(zones.Features) != 1 || zones.Features[0].Geometry.Type != "MultiPolygon" && zones.Features[0].Geometry.Type != "Polygon" || zones.Features[0].Properties.Article != "第一条" {
		p.t.Errorf("zones %+v", zones)
	}
	var why struct {
		Place struct {
			State      string
			Exclusions []struct {
				RuleVersion int     `json:"rule_version"`
				MissingM    float64 `json:"missing_m"`
			}
		}
	}
	c.do("GET", fmt.Sprintf("/siting/explain?run=%s&lon=%v&lat=%v", run, p.lon, p.lat), nil).want(p.t, http.StatusOK).into(p.t, &why)
	if x := why.Place; x.State != "excluded" || len(x.Exclusions) != 1 || x.Exclusions[0].RuleVersion != 1 || x.Exclusions[0].MissingM != 800 {
		p.t.Errorf("explained %+v", why)
	}
	c.do("GET", "/siting/zones?kind=temple", nil).problem(p.t, http.StatusBadRequest)
	c.do("GET", "/siting/explain?kind=township_cemetery&lon=104&lat=95", nil).problem(p.t, http.StatusBadRequest)
}

// sharedWithoutAccount reads a comparison by its link, without positions while facilities are closed, until it is revoked.
func (p *place) sharedWithoutAccount(c client, path string) {
	p.t.Helper()
	r := c.do("POST", path+"/shares", map[string]any{"name": "征求意见", "until": time.Now().AddDate(0, 1, 0).Format(time.DateOnly), "as_of": "2021-12-31"}).want(p.t, http.StatusCreated)
	var link struct{ Token string }
	r.into(p.t, &link)
	var shown struct {
		Name      string
		Placed    bool
		Townships []struct{ Code string }
		Scenarios []struct{ Sites []struct{ Lon *float64 } }
	}
	open := p.nobody().do("GET", "/siting/shared", nil, "Share-Token", link.Token).want(p.t, http.StatusOK)
	open.into(p.t, &shown)
	if shown.Name != "方案" || shown.Placed || len(shown.Townships) == 0 || shown.Scenarios[0].Sites[0].Lon != nil || open.Header.Get("Cache-Control") != "no-store" {
		p.t.Errorf("shared %+v", shown)
	}
	for _, secret := range []string{"author", "price", "candidate", "facility_id"} {
		if strings.Contains(string(open.text), `"`+secret+`"`) {
			p.t.Errorf("a shared link tells %s", secret)
		}
	}
	p.nobody().do("GET", path, nil).problem(p.t, http.StatusUnauthorized)
	c.do("DELETE", r.Header.Get("Location"), nil).want(p.t, http.StatusNoContent)
	p.nobody().do("GET", "/siting/shared", nil, "Share-Token", link.Token).problem(p.t, http.StatusNotFound)
	p.nobody().do("GET", "/siting/shared", nil).problem(p.t, http.StatusNotFound)
}
