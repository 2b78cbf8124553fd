package api

import "time"

func newExemption(p *place) attempt {
	return attempt{body: map[string]any{"area_code": p.township, "what": "township_burial", "from_on": "2021-01-01", "document": "民发〔2021〕1号"}}
}

func exemption(p *place) attempt {
	id := p.made("/coverage/exemptions", newExemption(p).body)
	return attempt{path: "/coverage/exemptions/" + id, body: map[string]any{"note": "说明"}, version: 1}
}

func newReported(p *place) attempt {
	return attempt{body: map[string]any{"area_code": p.township, "what": "township_burial", "as_of": sampleDay(p.next()), "percent": 90.4}}
}

func reported(p *place) attempt {
	id := p.made("/coverage/reported", newReported(p).body)
	return attempt{path: "/coverage/reported/" + id, body: map[string]any{"note": "说明"}, version: 1}
}

// sampleDay is a day that no other call with another number gives.
func sampleDay(n int) string {
	return time.Date(2000, 1, n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

func coverageRule(p *place) attempt {
	var version int64
	p.scan("SELECT version FROM coverage_rule WHERE rule = 'distance'").into(&version)
	return attempt{path: "/coverage/rules/distance", body: map[string]any{"metres": 5000 + p.next()}, version: version}
}
