package api

import (
	"fmt"

	"github.com/google/uuid"

	"cairn/boundaries/alarm"
)

func newCondition(p *place) attempt {
	return attempt{body: map[string]any{"code": fmt.Sprint("made_", p.next()), "zh": "状况", "en": "condition", "order": 20, "active": true, "exclusive": false}}
}

func conditionRecord(p *place) attempt {
	r := p.root().do("POST", "/boundaries/conditions", newCondition(p).body)
	return attempt{path: r.Header.Get("Location"), version: 1,
		body: map[string]any{"zh": "另一状况", "en": "another", "order": 21, "active": false, "exclusive": true}}
}

func alarmSettings(p *place) attempt {
	var set alarm.Thresholds
	p.root().do("GET", "/boundaries/alarms/settings", nil).into(p.t, &set)
	return attempt{version: set.Version, body: map[string]any{"fixed_m": 0.4 + float64(p.next())/100, "fixed_set_m": 0.5, "k": 3, "registered_m": 0.1,
		"survey_m": 0.2, "rtk_m": 0.05, "phone_m": 15, "tape_m": 0.05, "tape_part": 0.005, "together_min": 60}}
}

// storedInspection is a path of an inspection that is there.
func (p *place) storedInspection() string {
	id := uuid.NewString()
	body := inspection(p).body.(map[string]any)
	body["id"] = id
	p.made("/boundaries/inspections", body)
	return "/boundaries/inspections/" + id
}
