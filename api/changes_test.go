package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/gazetteer/changes"
	"cairn/internal/actor"
)

// withChanges is a server that keeps change sets and reports.
func withChanges(t *testing.T) *harness {
	t.Helper()
	return withPlaces(t, func(c *Config) {
		c.Changes = changes.NewStore(c.DB, c.Places, changes.Config{})
		c.Reports = changes.NewReports(c.DB, c.Places)
	})
}

// setView is what tests look at in a set.
type setView struct {
	ID, State, AreaCode string
	Number, Version     int64
	Counts              map[string]int
	May                 map[string]bool
	Approval            *struct{ ID, Document string }
	Reverts             *string
	Items               []itemView
	ItemsNext           *string `json:"items_next"`
}

type itemView struct {
	ID, Op, Verdict string
	PlaceID         string           `json:"place_id"`
	PlaceName       string           `json:"place_name"`
	VerdictReason   string           `json:"verdict_reason"`
	CurrentVersion  int64            `json:"current_version"`
	Fields          []map[string]any `json:"fields"`
	Geometry        map[string]any
}

func (r reply) set(t *testing.T, status int) (s setView) {
	t.Helper()
	r.want(t, status).into(t, &s)
	if r.Header.Get("ETag") != etagOf(s.Version) {
		t.Errorf("tag %s of version %d", r.Header.Get("ETag"), s.Version)
	}
	return s
}

// at is the header of a version.
func at(version int64) []string { return []string{"If-Match", etagOf(version)} }

// The life of a set over HTTP, from a misspelt village to an open map: returned, mended,
// accepted, published; every step needs the version that it was taken on.
func TestSetLife(t *testing.T) {
	t.Parallel()
	h := withChanges(t)
	officer, reviewer := h.as(actor.Officer, "532601"), h.as(actor.Reviewer, "5326")
	var entry struct{ ID string }
	reviewer.do("POST", "/gazetteer/entries", hamlet("name", "下吴坝")).want(t, 201).into(t, &entry)
	id := uuid.NewString()
	s := officer.do("POST", "/gazetteer/changes", map[string]any{"id": id, "stream": "correction", "title": "改错字", "reason": "字形有误", "items": []any{
		map[string]any{"place_id": entry.ID, "base_version": 1, "fields": map[string]any{"name": "下𣲗坝", "lon": 104.26, "lat": 23.37}}}}).set(t, 201)
	if s.ID != id || s.State != "draft" || s.Version != 1 || !s.May["submit"] || len(s.Items) != 1 || s.Items[0].PlaceName != "下吴坝" {
		t.Fatalf("started as %+v", s)
	}
	item := s.Items[0]
	if len(item.Fields) != 2 || item.Fields[0]["proposed"] != "下𣲗坝" || item.Fields[0]["current"] != "下吴坝" || item.Fields[1]["field"] != "position" ||
		fmt.Sprint(item.Geometry["after"]) != "map[coordinates:[104.26 23.37] type:Point]" || fmt.Sprint(item.Geometry["before"]) != "map[coordinates:[104.25 23.36] type:Point]" {
		t.Errorf("the diff: %+v", item)
	}
	path := "/gazetteer/changes/" + id
	itemPath := path + "/items/" + item.ID
	officer.do("POST", path+"/submit", nil).problem(t, http.StatusPreconditionRequired)
	officer.do("POST", path+"/submit", nil, at(7)...).problem(t, http.StatusPreconditionFailed)
	s = officer.do("POST", path+"/submit", nil, at(1)...).set(t, 200)
	var queue struct{ Items []setView }
	reviewer.do("GET", "/gazetteer/changes?reviewable=true", nil).want(t, 200).into(t, &queue)
	if len(queue.Items) != 1 || !queue.Items[0].May["review"] {
		t.Errorf("waiting for the reviewer: %+v", queue)
	}
	officer.do("GET", "/gazetteer/changes?reviewable=true", nil).want(t, 200).into(t, &queue)
	if len(queue.Items) != 0 {
		t.Errorf("waiting for the officer: %+v", queue)
	}
	officer.do("POST", path+"/accept", nil, at(s.Version)...).problem(t, http.StatusForbidden)
	reviewer.do("POST", itemPath+"/verdict", map[string]any{"verdict": "returned"}).problem(t, 422)
	reviewer.do("POST", itemPath+"/verdict", map[string]any{"verdict": "returned", "reason": "缺拼写"}).want(t, 200).into(t, &item)
	if item.Verdict != "returned" || item.VerdictReason != "缺拼写" {
		t.Errorf("judged as %+v", item)
	}
	s = reviewer.do("POST", path+"/return", map[string]any{}, at(s.Version+1)...).set(t, 200)
	officer.do("PATCH", itemPath, map[string]any{"fields": map[string]any{"pinyin": "Xiàwǔbà"}}).problem(t, http.StatusPreconditionRequired)
	officer.do("PATCH", itemPath, map[string]any{"fields": map[string]any{"pinyin": "Xiàwǔbà"}}, at(s.Version)...).want(t, 200).into(t, &item)
	if len(item.Fields) != 3 || item.Verdict != "" {
		t.Errorf("mended to %+v", item)
	}
	s = officer.do("POST", path+"/submit", map[string]any{}, at(s.Version+1)...).set(t, 200)
	s = reviewer.do("POST", path+"/accept", map[string]any{"reason": "同意"}, at(s.Version)...).set(t, 200)
	s = reviewer.do("POST", path+"/publish", nil, at(s.Version)...).set(t, 200)
	reviewer.do("POST", path+"/publish", nil, at(s.Version)...).problem(t, http.StatusConflict)
	var e map[string]any
	officer.do("GET", "/gazetteer/entries/"+entry.ID, nil).want(t, 200).into(t, &e)
	if s.State != "published" || e["name"] != "下𣲗坝" || e["pinyin"] != "Xiàwǔbà" || e["lon"] != 104.26 || e["version"] != 2.0 {
		t.Errorf("published as %+v: %v", s, e)
	}
	revert := officer.do("POST", path+"/revert", map[string]any{"reason": "原名无误"}).set(t, 201)
	if *revert.Reverts != id || revert.State != "draft" || len(revert.Items) != 1 {
		t.Errorf("taken back by %+v", revert)
	}
	officer.do("POST", path+"/revert", nil).problem(t, http.StatusConflict)
	officer.do("POST", "/gazetteer/changes/"+revert.ID+"/withdraw", nil, at(1)...).set(t, 200)
	old := officer.do("GET", path, nil).set(t, 200)
	if old.Items[0].Fields[0]["current"] != "下吴坝" || old.State != "published" {
		t.Errorf("the old set reads %+v", old)
	}
}

// Two officers edit one entry; the second sees the conflict field by field and decides.
func TestConflictOverHTTP(t *testing.T) {
	t.Parallel()
	h := withChanges(t)
	officer, reviewer := h.as(actor.Officer, "532601"), h.as(actor.Reviewer, "5326")
	var entry struct{ ID string }
	reviewer.do("POST", "/gazetteer/entries", hamlet("name", "新寨", "meaning", "甲")).want(t, 201).into(t, &entry)
	reviewer.do("PATCH", "/gazetteer/entries/"+entry.ID, map[string]any{"meaning": "乙", "history": "旧"}, at(1)...).want(t, 200)
	// the officer's form was open since version 1
	s := officer.do("POST", "/gazetteer/changes", map[string]any{"stream": "correction", "title": "含义", "reason": "核对", "items": []any{
		map[string]any{"place_id": entry.ID, "base_version": 1, "fields": map[string]any{"meaning": "丙", "origin_text": "来历"}}}}).set(t, 201)
	states := map[any]any{}
	for _, f := range s.Items[0].Fields {
		states[f["field"]] = f["state"]
	}
	if states["meaning"] != "conflict" || states["origin_text"] != "merged" || s.Counts["conflicts"] != 1 || s.Items[0].Fields[0]["base"] != "甲" {
		t.Fatalf("the conflict reads %+v", s)
	}
	path := "/gazetteer/changes/" + s.ID
	s = officer.do("POST", path+"/submit", nil, at(1)...).set(t, 200)
	s = reviewer.do("POST", path+"/accept", nil, at(s.Version)...).set(t, 200)
	if s.May["publish"] || !s.May["resolve"] {
		t.Errorf("with a conflict one may %v", s.May)
	}
	p := reviewer.do("POST", path+"/publish", nil, at(s.Version)...).problem(t, http.StatusConflict)
	if p.Code != "changes.conflicts" || len(p.Errors) != 1 || p.Errors[0].Field != "items[seq=1].meaning" {
		t.Errorf("refused as %+v", p)
	}
	resolve := path + "/items/" + s.firstItem(t, officer) + "/resolve"
	choice := map[string]any{"field": "meaning", "choice": "value", "value": "甲乙丙", "current_version": 1}
	reviewer.do("POST", resolve, choice).problem(t, http.StatusConflict)
	choice["current_version"] = 2
	officer.do("POST", resolve, choice).problem(t, http.StatusForbidden)
	reviewer.do("POST", resolve, choice).want(t, 200)
	reviewer.do("POST", path+"/publish", nil, at(s.Version+1)...).set(t, 200)
	var e map[string]any
	officer.do("GET", "/gazetteer/entries/"+entry.ID, nil).want(t, 200).into(t, &e)
	if e["meaning"] != "甲乙丙" || e["history"] != "旧" || e["origin_text"] != "来历" {
		t.Errorf("published as %v", e)
	}
}

func (s setView) firstItem(t *testing.T, c client) string {
	t.Helper()
	return c.do("GET", "/gazetteer/changes/"+s.ID, nil).set(t, 200).Items[0].ID
}

func TestSetRefusals(t *testing.T) {
	t.Parallel()
	h := withChanges(t)
	officer := h.as(actor.Officer, "532601")
	item := func(pairs ...any) map[string]any {
		return map[string]any{"stream": "correction", "title": "x", "items": []any{map[string]any{"fields": hamlet(pairs...)}}}
	}
	for name, tc := range map[string]struct {
		body   any
		status int
		field  string
	}{
		"unknown stream":       {map[string]any{"stream": "x", "title": "x"}, 422, "stream"},
		"no title":             {map[string]any{"stream": "naming", "title": " "}, 422, "title"},
		"unknown field":        {item("colour", "red"), 422, "items[0].fields.colour"},
		"wrong type":           {item("name", 7), 422, "items[0].fields.name"},
		"unknown class":        {item("class_code", "99999"), 422, "items[0].fields.class_code"},
		"unknown area":         {item("area_code", "532601999"), 422, "items[0].fields.area_code"},
		"foreign area":         {item("area_code", "532622101", "lon", 104.9), 403, "items[0]"},
		"approval in future":   {map[string]any{"stream": "naming", "title": "x", "approval": map[string]any{"authority": "x", "authority_kind": "government", "document": "x", "approved_on": "2999-01-01"}}, 422, "approval.approved_on"},
		"approval on no day":   {map[string]any{"stream": "naming", "title": "x", "approval": map[string]any{"authority": "x", "authority_kind": "government", "document": "x", "approved_on": "2021-02-30"}}, 422, "approval.approved_on"},
		"two positions":        {item("geometry", map[string]any{"type": "Point", "coordinates": []float64{104.3, 23.3}}), 422, "items[0].fields.geometry"},
		"other reference":      {item("geometry", map[string]any{"type": "Point", "coordinates": []float64{104.25, 23.36}, "crs": map[string]any{"type": "name", "properties": map[string]any{"name": "EPSG:4544"}}}), 422, "items[0].fields.geometry"},
		"entry that isn't":     {map[string]any{"stream": "correction", "title": "x", "items": []any{map[string]any{"place_id": uuid.NewString(), "fields": map[string]any{"name": "x"}}}}, 422, "items[0].place_id"},
		"unknown member":       {map[string]any{"stream": "correction", "title": "x", "items": []any{map[string]any{"colour": "red"}}}, 422, "items[0].colour"},
		"matter of the others": {map[string]any{"stream": "correction", "title": "x", "items": []any{map[string]any{"matter": "naming", "fields": hamlet()}}}, 422, "items[0].matter"},
		"two additions as one": {item("name", strings.Repeat("寨", 101)), 422, "items[0].fields.name"},
	} {
		p := officer.do("POST", "/gazetteer/changes", tc.body).problem(t, tc.status)
		if len(p.Errors) == 0 || p.Errors[0].Field != tc.field {
			t.Errorf("%s: %+v", name, p)
		}
	}
	var list struct{ Items []setView }
	officer.do("GET", "/gazetteer/changes", nil).want(t, 200).into(t, &list)
	if len(list.Items) != 0 {
		t.Errorf("refusals left %d sets", len(list.Items))
	}
	for _, role := range []actor.Role{actor.Clerk, actor.Viewer, actor.Planner} {
		h.as(role, "532601").do("POST", "/gazetteer/changes", item()).problem(t, 403)
	}
	officer.do("GET", "/gazetteer/changes?state=x", nil).problem(t, 400)
	officer.do("GET", "/gazetteer/changes/"+uuid.NewString(), nil).problem(t, 404)
}

// A draft is its author's and the reviewers'; who may not see it is told nothing of it.
func TestDraftsAreHidden(t *testing.T) {
	t.Parallel()
	h := withChanges(t)
	officer := h.as(actor.Officer, "532601")
	s := officer.do("POST", "/gazetteer/changes", map[string]any{"stream": "correction", "title": "x", "reason": "x", "items": []any{map[string]any{"fields": hamlet()}}}).set(t, 201)
	path := "/gazetteer/changes/" + s.ID
	for role, status := range map[actor.Role]int{actor.Viewer: 404, actor.Officer: 404, actor.Reviewer: 200} {
		h.as(role, "532601").do("GET", path, nil).want(t, status)
		h.as(role, "532601").do("GET", path+"/items", nil).want(t, status)
	}
	h.as(actor.Reviewer, "532622").do("GET", path, nil).want(t, 404)
	officer.do("POST", path+"/submit", nil, at(1)...).set(t, 200)
	h.as(actor.Viewer, "532622").do("GET", path, nil).want(t, 200)
}

// A township clerk confirms an entry and reports an error without codes or pinyin; the
// officer takes it into a set.
func TestReportsOverHTTP(t *testing.T) {
	t.Parallel()
	h := withChanges(t)
	clerk, officer, reviewer := h.as(actor.Clerk, "532601001"), h.as(actor.Officer, "532601"), h.as(actor.Reviewer, "5326")
	var entry map[string]any
	reviewer.do("POST", "/gazetteer/entries", hamlet()).want(t, 201).into(t, &entry)
	path := "/gazetteer/entries/" + entry["id"].(string)
	clerk.do("POST", path+"/reports", map[string]any{"kind": "confirm"}).want(t, 201)
	clerk.do("GET", path, nil).want(t, 200).into(t, &entry)
	if c, ok := entry["last_confirmed"].(map[string]any); !ok || c["author"] == "" {
		t.Errorf("last confirmed %v", entry["last_confirmed"])
	}
	id := uuid.NewString()
	body := map[string]any{"id": id, "kind": "error", "field": "name", "value": "上𣲗坝", "text": "村民都这么叫"}
	for range 2 { // the phone sends it again
		clerk.do("POST", path+"/reports", body).want(t, 201)
	}
	var open struct{ Items []map[string]any }
	officer.do("GET", "/gazetteer/reports?state=open&area=532601", nil).want(t, 200).into(t, &open)
	if len(open.Items) != 1 || open.Items[0]["value"] != "上𣲗坝" || open.Items[0]["place_name"] != "下𣲗坝" {
		t.Fatalf("open reports %+v", open)
	}
	report := "/gazetteer/reports/" + id
	officer.do("POST", report+"/close", map[string]any{"outcome": "declined", "note": "x"}).problem(t, 428)
	officer.do("POST", report+"/close", map[string]any{"outcome": "declined"}, at(1)...).problem(t, 422)
	officer.do("POST", report+"/close", map[string]any{"outcome": "taken"}, at(1)...).problem(t, 422)
	h.as(actor.Officer, "532622").do("POST", report+"/close", map[string]any{"outcome": "duplicate"}, at(1)...).problem(t, 403)
	clerk.do("POST", report+"/close", map[string]any{"outcome": "duplicate"}, at(1)...).problem(t, 403)
	s := officer.do("POST", "/gazetteer/changes", map[string]any{"stream": "correction", "title": "x", "items": []any{
		map[string]any{"place_id": entry["id"], "fields": map[string]any{"name": "上𣲗坝"}}}}).set(t, 201)
	officer.do("POST", report+"/close", map[string]any{"outcome": "taken", "set": s.ID}, at(1)...).want(t, 200)
	officer.do("POST", report+"/close", map[string]any{"outcome": "duplicate"}, at(2)...).problem(t, 409)
	officer.do("POST", path+"/reports", map[string]any{"kind": "error"}).problem(t, 422)
	h.as(actor.Clerk, "532622101").do("POST", path+"/reports", map[string]any{"kind": "confirm"}).problem(t, 403)
	h.as(actor.Viewer, "532601").do("POST", path+"/reports", map[string]any{"kind": "confirm"}).problem(t, 403)
}
