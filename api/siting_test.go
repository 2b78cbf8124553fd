package api

import (
	"context"
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
