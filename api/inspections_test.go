package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/internal/actor"
)

// visit is a body with what an inspection needs, changed by pairs of names and values.
func visit(id string, pairs ...any) map[string]any {
	body := map[string]any{"id": id, "kind": "patrol", "round": nil, "device_id": "PHONE-1", "observed_at": "2024-05-06T15:08:09+08:00",
		"observer": "巡查员𣲗", "marker": "0122001Q", "conditions": []string{"faded", "tilted"}, "lon": 104.10001, "lat": 23.15001,
		"accuracy_m": 4, "crs": "wgs84", "note": nil, "photos": []string{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		body[pairs[i].(string)] = pairs[i+1]
	}
	return body
}

func TestInspectionOnce(t *testing.T) {
	t.Parallel()
	h := withBoundaries(t, func(c *Config) { c.Public = []string{layerBoundaries} })
	clerk := h.as(actor.Clerk, "532601001")
	id := uuid.NewString()
	var i map[string]any
	clerk.do("POST", "/boundaries/inspections", visit(id)).want(t, http.StatusCreated).into(t, &i)
	fields(t, i, "id", id, "marker_id", testMarker, "lon", 104.10001, "crs", "wgs84", "note", "")
	clerk.do("POST", "/boundaries/inspections", visit(id)).want(t, http.StatusOK).into(t, &i)
	same := `{"lat":2.315001e1,"lon":104.100010,"conditions":["tilted","faded"],"accuracy_m":4.0,"observed_at":"2024-05-06T07:08:09Z","marker":"0122001Q",` +
		`"observer":"\u5de1\u67e5\u5458\ud84f\udc97","device_id":"PHONE-1","kind":"patrol","id":"` + strings.ToUpper(id) + `"}`
	clerk.do("POST", "/boundaries/inspections", same).want(t, http.StatusOK)
	conflict := clerk.do("POST", "/boundaries/inspections", visit(id, "note", "anders"))
	p := conflict.problem(t, http.StatusConflict)
	var with struct{ Stored map[string]any }
	conflict.into(t, &with)
	if p.Code != "boundaries.inspection_conflict" || with.Stored["id"] != id {
		t.Errorf("%s", conflict.text)
	}
	var page struct{ Items []map[string]any }
	clerk.do("GET", "/boundaries/inspections?marker=0122001Q&area=5326&line="+testLine, nil).want(t, http.StatusOK).into(t, &page)
	if len(page.Items) != 1 || page.Items[0]["received_at"] == nil {
		t.Errorf("%+v", page)
	}
	var m map[string]any
	clerk.do("GET", "/boundaries/markers/"+testMarker, nil).want(t, http.StatusOK).into(t, &m)
	if c := m["condition"].([]any); len(c) != 2 || m["last_inspected_at"] == nil {
		t.Errorf("the marker says %v", m)
	}
	h.nobody().do("GET", "/boundaries/markers/"+testMarker, nil).want(t, http.StatusOK).into(t, &m)
	fields(t, m, "number", "0122001Q", "last_inspected_at", nil)
	if c := m["condition"].([]any); len(c) != 0 {
		t.Errorf("nobody sees what the inspection found: %v", m)
	}
}

// What was answered for a marker that nobody reached is taken again as it is.
func TestInspectionWithoutFix(t *testing.T) {
	t.Parallel()
	inspector := withBoundaries(t).as(actor.Inspector, "532601")
	id := uuid.NewString()
	body := visit(id, "conditions", []string{"unreached"}, "lon", nil, "lat", nil, "accuracy_m", nil, "crs", "", "note", "")
	var i map[string]any
	inspector.do("POST", "/boundaries/inspections", body).want(t, http.StatusCreated).into(t, &i)
	fields(t, i, "crs", "", "lon", nil)
	inspector.do("POST", "/boundaries/inspections", body).want(t, http.StatusOK)
}

func TestInspectionRefusals(t *testing.T) {
	t.Parallel()
	h := withBoundaries(t)
	inspector := h.as(actor.Inspector, "532601")
	id := uuid.NewString()
	for _, tc := range []struct {
		name   string
		body   any
		status int
		field  string
	}{
		{"unknown field", visit(id, "colour", "red"), 422, "colour"}, {"no id", visit("", "kind", "patrol"), 422, "id"},
		{"unknown marker", visit(id, "marker", "9"), 422, "marker"}, {"unknown condition", visit(id, "conditions", []string{"gone"}), 422, "conditions"},
		{"round missing", visit(id, "kind", "round"), 422, "round"}, {"time", visit(id, "observed_at", "yesterday"), 422, "observed_at"},
		{"source", visit(id, "source", "satellite"), 422, "source"}, {"tape", visit(id, "taped", []any{map[string]any{"seq": 0, "distance_m": 1}}), 422, "taped"},
		{"track", visit(id, "track", "<gpx>"), 422, "track"}, {"track, a number", visit(id, "track", 5), 422, "track"},
		{"photo", visit(id, "photos", []string{"x"}), 422, "photos"}, {"corrects itself", visit(id, "corrects", id), 422, "corrects"},
		{"nothing to look at", visit(id, "marker", nil), 422, "marker"}, {"no such line", visit(id, "marker", nil, "line", "532601000532623000"), 422, "line"},
		{"swapped", visit(id, "lon", 23.15, "lat", 104.1), 422, "lon"}, {"half a fix", visit(id, "lat", nil), 422, "lat"},
		{"crs", visit(id, "crs", "xian80"), 422, "crs"}, {"accuracy", visit(id, "accuracy_m", -1), 422, "accuracy_m"},
		{"text", `"x"`, 422, ""}, {"no JSON", `{`, 400, ""}, {"doubled key", `{"id": "1", "id": "2"}`, 400, ""}, {"nothing", ``, 400, ""},
	} {
		p := inspector.do("POST", "/boundaries/inspections", tc.body).problem(t, tc.status)
		if tc.field != "" && (len(p.Errors) == 0 || !strings.HasPrefix(p.Errors[0].Field, tc.field)) {
			t.Errorf("%s: %+v", tc.name, p)
		}
	}
	inspector.do("POST", "/boundaries/inspections?x=1", visit(id)).problem(t, http.StatusBadRequest)
	inspector.do("POST", "/boundaries/inspections", visit(id), "Content-Type", "text/csv").problem(t, http.StatusUnsupportedMediaType)
	h.as(actor.Inspector, "532623").do("POST", "/boundaries/inspections", visit(id)).problem(t, http.StatusForbidden)
	h.as(actor.Officer, "532601").do("POST", "/boundaries/inspections", visit(id)).problem(t, http.StatusForbidden)
	h.nobody().do("POST", "/boundaries/inspections", visit(id)).problem(t, http.StatusUnauthorized)
	h.nobody().do("GET", "/boundaries/inspections", nil).problem(t, http.StatusUnauthorized)
	inspector.do("GET", "/boundaries/inspections?round=0", nil).problem(t, http.StatusBadRequest)
	inspector.do("GET", "/boundaries/inspections?after=WyJ4Il0", nil).problem(t, http.StatusBadRequest)
}

func TestInspectionBatch(t *testing.T) {
	t.Parallel()
	h := withBoundaries(t)
	inspector := h.as(actor.Inspector, "532601")
	a, b := uuid.NewString(), uuid.NewString()
	batch := []any{visit(a), visit(b, "lon", "east"), visit(a), visit(a, "note", "x"), visit(b), "nonsense", visit(uuid.NewString(), "marker", "9")}
	var answer struct{ Items []InspectionOutcome }
	inspector.do("POST", "/boundaries/inspections", batch).want(t, http.StatusOK).into(t, &answer)
	want := []struct {
		outcome string
		status  int
	}{{"created", 201}, {"invalid", 422}, {"duplicate", 200}, {"conflict", 409}, {"created", 201}, {"invalid", 422}, {"invalid", 422}}
	if len(answer.Items) != len(want) {
		t.Fatalf("%d outcomes", len(answer.Items))
	}
	for i, w := range want {
		got := answer.Items[i]
		if got.Outcome != w.outcome || got.Status != w.status || (got.Problem != nil) != (w.status > 201) {
			t.Errorf("record %d: %+v, want %+v", i, got, w)
		}
	}
	if answer.Items[1].ID != b || answer.Items[1].Problem.Errors[0].Field != "lon" {
		t.Errorf("bad record: %+v", answer.Items[1].Problem)
	}
	inspector.do("POST", "/boundaries/inspections", []any{}).want(t, http.StatusOK).into(t, &answer)
	inspector.do("POST", "/boundaries/inspections", make([]any, maxInspections+1)).problem(t, http.StatusRequestEntityTooLarge)
}
