package api

import "fmt"

func newKind(p *place) attempt {
	return attempt{body: map[string]any{"code": fmt.Sprint("made_", p.next()), "name": "儿童之家", "unit": "township", "fields": []any{
		map[string]any{"code": "children", "name": "登记儿童数", "name_en": "", "type": "integer", "unit": "人", "required": false, "choices": []any{}, "min": 0, "max": nil}}}}
}

func kindRecord(p *place) attempt {
	r := p.root().do("POST", "/facilities/kinds", newKind(p).body)
	return attempt{path: r.Header.Get("Location"), version: 1, body: map[string]any{"name": "儿童之家（村）"}}
}

func newGroup(p *place) attempt {
	return attempt{body: map[string]any{"code": fmt.Sprint("group_", p.next()), "name": "类组", "unit": "township", "kinds": []string{"care_home"}}}
}

func groupRecord(p *place) attempt {
	r := p.root().do("POST", "/facilities/groups", newGroup(p).body)
	return attempt{path: r.Header.Get("Location"), version: 1, body: map[string]any{"name": "另一类组"}}
}
