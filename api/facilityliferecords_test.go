package api

import (
	"fmt"
	"strings"

	"github.com/google/uuid"
)

// Facilities with their lives, burial zones and plans of the own county, for the tests of rights.

// facilityOf makes a facility of a kind in the own township and gives its path.
func (p *place) facilityOf(kind string) string {
	return "/facilities/" + p.made("/facilities", map[string]any{"kind": kind, "name": fmt.Sprint("设施", p.next()), "area_code": p.township,
		"status": "planned", "status_from": "2015-05-04"})
}

// lifePart is a part of the life of a commercial cemetery, with the fields that are put.
func lifePart(part string, row map[string]any) func(*place) attempt {
	return func(p *place) attempt {
		a := attempt{path: p.facilityOf("commercial_cemetery") + "/" + part, version: 1}
		if part == "papers" {
			a.body = row
			return a
		}
		if _, ok := row["id"]; ok {
			row["id"] = uuid.NewString()
		}
		a.body = map[string]any{part: []any{row}}
		return a
	}
}

func servicePart(p *place) attempt {
	return lifePart("service", map[string]any{"area_code": p.township, "role": "service", "from_on": nil})(p)
}

func contactsRead(p *place) attempt { return attempt{path: p.facilityOf("columbarium") + "/contacts"} }

func greeningTarget(p *place) attempt {
	a := attempt{path: "/facilities/greening-targets/" + p.county}
	var version int64
	p.scan("SELECT coalesce((SELECT version FROM greening_target WHERE area_code = $1), 0)", p.county).into(&version)
	a.body = map[string]any{"steps": []any{map[string]any{"year": 2021, "percent": 30}, map[string]any{"year": 2022, "percent": 60}}, "version": version}
	return a
}

func newZone(p *place) attempt {
	return attempt{body: map[string]any{"kind": "cremation", "name": fmt.Sprint("火葬区", p.next()), "area_code": p.county, "areas": []string{p.township}, "from_on": "2020-07-01"}}
}

func zone(p *place) attempt {
	return attempt{path: "/facilities/zones/" + p.made("/facilities/zones", newZone(p).body), body: map[string]any{"note": "说明"}, version: 1}
}

func newProjectPlan(p *place) attempt {
	return attempt{body: map[string]any{"title": fmt.Sprint("规划项目表", p.next()), "area_code": p.county, "year_from": 2021, "year_to": 2025}}
}

func projectPlan(p *place) attempt {
	return attempt{path: "/facilities/plans/" + p.made("/facilities/plans", newProjectPlan(p).body), body: map[string]any{"note": "说明"}, version: 1}
}

func planProjects(p *place) attempt {
	a := projectPlan(p)
	a.path, a.body = a.path+"/projects", map[string]any{"projects": []any{map[string]any{"id": uuid.NewString(), "year": 2022, "area_code": p.township,
		"kind": "columbarium", "name": "骨灰堂"}}}
	return a
}

func planTable(p *place) attempt {
	a := projectPlan(p)
	return attempt{path: a.path + "/read", body: "年度,县（市）,项目名称\n2022,,骨灰堂\n", media: "text/csv"}
}

// lifeInstance is a readable address for the routes of lives, zones and plans; "" for others.
func lifeInstance(p *place, path string) string {
	switch {
	case strings.HasPrefix(path, "/facilities/zones/{id}"):
		return strings.Replace(path, "/facilities/zones/{id}", zone(p).path, 1)
	case strings.HasPrefix(path, "/facilities/plans/{id}"):
		return strings.Replace(path, "/facilities/plans/{id}", projectPlan(p).path, 1)
	}
	return ""
}
