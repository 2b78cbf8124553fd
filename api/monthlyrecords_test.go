package api

import (
	"github.com/google/uuid"

	"cairn/internal/actor"
)

// Monthly reports of the own township, for the tests of rights.

var monthlyReviewers = []actor.Role{actor.Planner, actor.Admin}

// noMonthly takes away what was reported of the own township.
func (p *place) noMonthly() {
	p.write("DELETE FROM monthly_row r USING monthly_report m WHERE m.id = r.report_id AND m.area_code = $1", p.township)
	p.write("DELETE FROM monthly_report WHERE area_code = $1", p.township)
}

func newMonthly(p *place) attempt {
	p.noMonthly()
	return attempt{body: map[string]any{"id": uuid.NewString(), "area_code": p.township, "month": "2021-05"}}
}

func monthlyForm(p *place) attempt {
	return attempt{path: "/facilities/monthly/form?month=2021-05&area=" + p.township}
}

// monthlyRecord is a report that says something is wrong, and a step of the county's with it.
func monthlyRecord(rest string, body map[string]any) func(*place) attempt {
	return func(p *place) attempt {
		a := newMonthly(p)
		a.body.(map[string]any)["error_note"] = "墓位数不对"
		id := p.made("/facilities/monthly", a.body)
		var content any
		if body != nil {
			content = body
		}
		return attempt{path: "/facilities/monthly/" + id + rest, body: content, version: 1}
	}
}

func monthlySettings(p *place) attempt {
	a := attempt{path: "/facilities/monthly/settings", body: map[string]any{"day": p.next()%28 + 1}, version: 1}
	p.scan("SELECT coalesce((SELECT (value ->> 'version')::bigint FROM setting WHERE key = 'monthly'), 1)").into(&a.version)
	return a
}
