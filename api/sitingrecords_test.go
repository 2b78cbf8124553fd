package api

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

func newSitingRule(p *place) attempt {
	return attempt{body: map[string]any{"instrument": "地方规定", "article": "第二条", "feature": "constraint", "classes": []string{"river"}, "distance_m": 300 + p.next(), "severity": "exclude"}}
}

func sitingRule(p *place) attempt {
	body := newSitingRule(p).body
	return attempt{path: "/siting/rules/" + p.made("/siting/rules", body), body: body, version: 1}
}

func newSitingRun(p *place) attempt {
	return attempt{body: map[string]any{"kind": "township_cemetery", "method": "lscp", "area": p.county, "candidates": map[string]any{"from": "villages"}}}
}

// sitingQuestion is a proper question to a route that reads candidates.
func (p *place) sitingQuestion(pattern string) (attempt, bool) {
	switch pattern {
	case "/siting/candidates":
		body := newSitingRun(p).body.(map[string]any)
		body["area"] = p.other // of the readers
		return attempt{path: pattern, body: body}, true
	case "/siting/points":
		return attempt{path: pattern + "?file=points.csv", body: fmt.Sprintf("name,lon,lat\n点一,%v,%v\n", p.lon, p.lat), media: "text/csv"}, true
	}
	return attempt{}, false
}

// sitingRun is a run that nobody has begun.
func sitingRun(rest string) func(*place) attempt {
	return func(p *place) attempt {
		r := p.root().do("POST", "/siting", newSitingRun(p).body).want(p.t, http.StatusAccepted)
		return attempt{path: r.Header.Get("Location") + rest}
	}
}

func endedSitingRun(p *place) attempt {
	a := sitingRun("")(p)
	p.root().do("POST", a.path+"/cancel", nil).want(p.t, http.StatusOK)
	return attempt{path: a.path + "/repeat", body: map[string]any{"inputs": "present"}}
}

func newScenario(p *place) attempt {
	return attempt{body: map[string]any{"name": "方案一", "kind": "township_cemetery", "area_code": p.county,
		"sites": []any{map[string]any{"name": "点一", "lon": p.lon, "lat": p.lat, "capacity": 500}}}}
}

func scenario(rest string) func(*place) attempt {
	return func(p *place) attempt {
		body := newScenario(p).body
		a := attempt{path: "/siting/scenarios/" + p.made("/siting/scenarios", body) + rest, body: body, version: 1}
		switch rest {
		case "/adopt":
			a.body = map[string]any{"target_date": "2030-12-31"}
		case "/shares":
			a.body, a.version = map[string]any{"name": "征求意见", "until": time.Now().AddDate(0, 0, 30).Format(time.DateOnly)}, 0
		}
		return a
	}
}

func share(p *place) attempt {
	a := scenario("/shares")(p)
	return attempt{path: a.path + "/" + p.made(a.path, a.body)}
}

// sitingPath is the path of a siting record.
func sitingPath(p *place, path string) string {
	for prefix, record := range map[string]func(*place) attempt{
		"/siting/rules/{id}": sitingRule, "/siting/scenarios/{id}": scenario(""), "/siting/{id}": sitingRun(""),
	} {
		if rest, ok := strings.CutPrefix(path, prefix); ok {
			return record(p).path + rest
		}
	}
	switch path {
	case "/siting/zones":
		return path + "?kind=township_cemetery"
	case "/siting/explain":
		return path + fmt.Sprintf("?kind=township_cemetery&lon=%v&lat=%v", p.lon, p.lat)
	}
	if path == "/siting/scenarios/compare" {
		return path + "?scenario=" + strings.TrimPrefix(scenario("")(p).path, "/siting/scenarios/")
	}
	return path
}
