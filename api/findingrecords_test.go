package api

import (
	"fmt"
	"net/http"

	"github.com/google/uuid"
)

func newFinding(p *place) attempt {
	marker := newMarker(p).body.(map[string]any)
	p.made("/boundaries/markers", marker)
	return attempt{body: map[string]any{"kind": "damage", "marker": marker["number"], "description": "界桩断裂",
		"found_at": "2021-06-30T08:00:00+08:00", "reported_at": "2021-06-30T10:00:00+08:00"}}
}

// findingSteps are the steps of a finding from its report on; the first leaves the state.
var findingSteps = []struct {
	path string
	body map[string]any
}{
	{"/tell", map[string]any{"at": "2021-06-30T11:00:00+08:00", "how": "电话"}},
	{"/visit", map[string]any{"on": "2021-07-02", "who": "两县民政局"}},
	{"/decide", map[string]any{"on": "2021-07-05", "decision": "原地恢复"}},
	{"/handle", map[string]any{"on": "2021-07-20", "outcome": "restored", "note": "重新埋设"}},
	{"/file", map[string]any{"on": "2021-07-25", "document": "档2021-7"}},
	{"/close", map[string]any{"on": "2021-07-26"}},
}

// findingAt is a finding after n steps.
func findingAt(n int, rest string, body any) func(*place) attempt {
	return func(p *place) attempt {
		path := "/boundaries/findings/" + p.made("/boundaries/findings", newFinding(p).body)
		for i, step := range findingSteps[:n] {
			p.root().do("POST", path+step.path, step.body, "If-Match", etagOf(int64(i+1))).want(p.t, http.StatusOK)
		}
		return attempt{path: path + rest, body: body, version: int64(n + 1)}
	}
}

func findingDeadlines(p *place) attempt {
	return attempt{body: map[string]any{"items": []any{map[string]any{"step": "found", "hours": 10 + p.next()}}}}
}

func newDispute(p *place) attempt {
	return attempt{body: map[string]any{"line_code": p.line, "from_m": 100, "to_m": 400.5, "title": "林地权属", "since_on": "2021-03-01"}}
}

func dispute(rest string, body any) func(*place) attempt {
	return func(p *place) attempt {
		id := p.made("/boundaries/disputes", newDispute(p).body)
		return attempt{path: "/boundaries/disputes/" + id + rest, body: body, version: 1}
	}
}

func settledDispute(p *place) attempt {
	a := dispute("", nil)(p)
	p.root().do("POST", a.path+"/settle", map[string]any{"on": "2021-09-01", "settlement": "按协议界线"}, "If-Match", `"1"`).want(p.t, http.StatusOK)
	return attempt{path: a.path + "/reopen", body: map[string]any{"reason": "又起争执"}, version: 2}
}

func newPatrol(p *place) attempt {
	return attempt{body: map[string]any{"id": uuid.NewString(), "area_code": p.township, "patroller": "李四", "source": "paper", "started_at": "2021-06-30T08:00:00+08:00",
		"ended_at": "2021-06-30T12:00:00+08:00", "track": map[string]any{"type": "LineString", "coordinates": [][2]float64{{p.lon, p.lat}, {p.lon + 0.01, p.lat}}}}}
}

func patrolRead(p *place) attempt {
	return attempt{path: "/boundaries/patrols/" + p.made("/boundaries/patrols", newPatrol(p).body)}
}

func patrolLink(p *place) attempt {
	seen := inspection(p)
	p.root().do("POST", "/boundaries/inspections", seen.body).want(p.t, http.StatusCreated)
	return attempt{path: patrolRead(p).path + "/inspections", body: map[string]any{"inspections": []any{seen.body.(map[string]any)["id"]}}}
}

func newPatrolPlan(p *place) attempt {
	return attempt{body: map[string]any{"area_code": p.township, "patroller": fmt.Sprint("巡查员", p.next()), "from_on": "2021-01-01"}}
}

func patrolPlan(p *place) attempt {
	id := p.made("/boundaries/patrol-plans", newPatrolPlan(p).body)
	return attempt{path: "/boundaries/patrol-plans/" + id, body: map[string]any{"note": "说明"}, version: 1}
}
