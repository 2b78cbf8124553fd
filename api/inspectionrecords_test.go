package api

import (
	"fmt"

	"github.com/google/uuid"
)

func newCondition(p *place) attempt {
	return attempt{body: map[string]any{"code": fmt.Sprint("made_", p.next()), "zh": "状况", "en": "condition", "order": 20, "active": true, "exclusive": false}}
}

func conditionRecord(p *place) attempt {
	r := p.root().do("POST", "/boundaries/conditions", newCondition(p).body)
	return attempt{path: r.Header.Get("Location"), version: 1,
		body: map[string]any{"zh": "另一状况", "en": "another", "order": 21, "active": false, "exclusive": true}}
}

// storedInspection is a path of an inspection that is there.
func (p *place) storedInspection() string {
	id := uuid.NewString()
	body := inspection(p).body.(map[string]any)
	body["id"] = id
	p.made("/boundaries/inspections", body)
	return "/boundaries/inspections/" + id
}
