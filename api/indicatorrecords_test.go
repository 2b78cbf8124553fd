package api

import (
	"fmt"

	"cairn/internal/actor"
)

// Records of indicators and of capacity in years, for the tests of rights.

// planDocument is a plan of the own county that no test has made before.
func (p *place) planDocument() string {
	var id string
	p.scan("SELECT gen_random_uuid()::text").into(&id)
	p.write(`INSERT INTO facility_plan (id, title, number, issued_on, area_code, year_from, year_to)
		VALUES ($1, '民政事业发展规划', '文政发〔2021〕1号', '2021-12-01', $2, 2021, 2025)`, id, p.county)
	return id
}

func newIndicator(p *place) attempt {
	return attempt{body: map[string]any{"plan_id": p.planDocument(), "code": "coverage", "name": "乡镇公墓覆盖率", "attribute": "binding", "unit": "percent",
		"formula": "township_coverage", "params": map[string]any{"kind": "township_burial"}, "base_year": 2020, "base_value": 90, "target_year": 2025, "target_value": 100,
		"targets": []any{map[string]any{"area_code": p.township, "target_value": 100}}}}
}

// indicator is one of the own county's plan, with a step of it.
func indicator(rest string) func(*place) attempt {
	return func(p *place) attempt {
		id := p.made("/indicators/definitions", newIndicator(p).body)
		return attempt{path: "/indicators/definitions/" + id + rest, body: map[string]any{"target_value": 99}, version: 1}
	}
}

var indicatorSetters = []actor.Role{actor.Admin}

// newParameter is one from a day that no other has.
func newParameter(p *place) attempt {
	return attempt{body: map[string]any{"area_code": p.township, "what": "death_rate", "value": 7.1,
		"from_on": fmt.Sprintf("%d-01-01", 1950+p.next()%250), "source": "公安年报"}}
}

func parameter(p *place) attempt {
	p.write("DELETE FROM burial_parameter")
	id := p.made("/facilities/burial-parameters", newParameter(p).body)
	return attempt{path: "/facilities/burial-parameters/" + id, body: map[string]any{"value": 7.2}, version: 1}
}

func newStandard(*place) attempt {
	return attempt{body: map[string]any{"name": "格位", "document": "地方标准", "rule": "demand", "measure": "niches", "years": 20}}
}

func standard(p *place) attempt {
	id := p.made("/facilities/sizing-standards", newStandard(p).body)
	return attempt{path: "/facilities/sizing-standards/" + id, body: map[string]any{"sort": 5}, version: 1}
}
