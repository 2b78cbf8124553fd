package api

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/internal/actor"
)

func TestRegisterMarker(t *testing.T) {
	t.Parallel()
	h := withBoundaries(t)
	inspector := h.as(actor.Inspector, "532622")
	path := "/boundaries/markers/" + testMarker
	body := func(pairs ...any) map[string]any {
		b := map[string]any{"why": "moved", "lon": 104.1001, "lat": 23.15, "document": "文界协〔2019〕3号", "document_on": "2019-05-01",
			"signed_by": []string{"张三", "李四"}, "valid_from": "2019-06-01", "accuracy_m": 0.05}
		for i := 0; i+1 < len(pairs); i += 2 {
			b[pairs[i].(string)] = pairs[i+1]
		}
		return b
	}
	inspector.do("POST", path+"/registrations", body()).problem(t, http.StatusPreconditionRequired)
	inspector.do("POST", path+"/registrations", body(), "If-Match", `"4"`).problem(t, http.StatusPreconditionFailed)
	for name, tc := range map[string]struct {
		body   any
		status int
	}{
		"no agreement": {body("document", nil), 422}, "one name": {body("signed_by", []string{"张三"}), 422}, "in place, but elsewhere": {body("why", "re_erected"), 422},
		"first": {body("why", "first"), 422}, "tomorrow": {body("valid_from", "2199-01-01"), 422}, "no day": {body("valid_from", "x"), 422},
		"unknown field": {body("geom", 1), 422}, "legacy": {body("lon", nil, "lat", nil, "given", map[string]any{"crs": "EPSG:2343", "x": 1, "y": 1}), 422},
		"names as text": {body("signed_by", "张三"), 422}, "no JSON": {`{"why"`, 400},
	} {
		if r := inspector.do("POST", path+"/registrations", tc.body, "If-Match", `"1"`); r.StatusCode != tc.status {
			t.Errorf("%s: %d %s", name, r.StatusCode, r.text)
		}
	}
	made := inspector.do("POST", path+"/registrations", body("reason", "修路"), "If-Match", `"1"`).want(t, http.StatusCreated)
	if made.Header.Get("ETag") != `"2"` || made.Header.Get("Location") != path+"/registrations" {
		t.Errorf("headers %v", made.Header)
	}
	var m map[string]any
	made.into(t, &m)
	fields(t, m, "lon", 104.1001, "accuracy_m", 0.05, "version", 2.0)
	var list struct{ Items []map[string]any }
	h.as(actor.Viewer, "532623").do("GET", path+"/registrations", nil).want(t, http.StatusOK).into(t, &list)
	if len(list.Items) != 2 {
		t.Fatalf("%+v", list)
	}
	fields(t, list.Items[0], "version_no", 2.0, "why", "moved", "document", "文界协〔2019〕3号", "document_on", "2019-05-01", "valid_from", "2019-06-01", "valid_to", nil)
	fields(t, list.Items[1], "version_no", 1.0, "why", "first", "lon", 104.1, "valid_from", nil, "valid_to", "2019-06-01", "given", nil, "corrected_by", nil)
	h.nobody().do("GET", path+"/registrations", nil).problem(t, http.StatusUnauthorized)
	var history struct{ Items []struct{ Reason string } }
	inspector.do("GET", path+"/history", nil).want(t, http.StatusOK).into(t, &history)
	if history.Items[0].Reason != "修路" {
		t.Errorf("history %+v", history)
	}
}

func TestMarkerPatternRoutes(t *testing.T) {
	t.Parallel()
	h := withBoundaries(t)
	admin := h.as(actor.Admin, "5326")
	var list struct{ Items []map[string]any }
	h.as(actor.Viewer, "532601").do("GET", "/boundaries/marker-patterns", nil).want(t, http.StatusOK).into(t, &list)
	if len(list.Items) != 4 || list.Items[2]["level"] != "county" {
		t.Fatalf("%+v", list)
	}
	path := "/boundaries/marker-patterns/county"
	body := map[string]any{"regexp": "[0-9]{6}I", "example": "238184I"}
	admin.do("PUT", path, body).problem(t, http.StatusPreconditionRequired)
	admin.do("PUT", path, map[string]any{"regexp": "[", "example": "1"}, "If-Match", `"1"`).problem(t, http.StatusUnprocessableEntity)
	admin.do("PUT", "/boundaries/marker-patterns/village", body, "If-Match", `"1"`).problem(t, http.StatusBadRequest)
	admin.do("PUT", path, body, "If-Match", `"1"`).want(t, http.StatusOK)
	p := h.as(actor.Inspector, "532601").do("POST", "/boundaries/markers", stone()).problem(t, http.StatusUnprocessableEntity)
	if len(p.Errors) != 1 || !strings.Contains(p.Errors[0].Message, "238184I") {
		t.Errorf("%+v", p)
	}
}

// The national border is the locked closing edge of its counties: it is no line, has no
// length, takes no file, and there is no door through which it could be written or exported.
func TestNationalBorderIsLocked(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "all")
	root := p.root()
	var edges struct {
		Features []struct {
			ID         string
			Properties struct{ Locked bool }
		}
	}
	root.do("GET", "/boundaries/closing-edges", nil).want(t, http.StatusOK).into(t, &edges)
	if len(edges.Features) == 0 {
		t.Fatal("the sample has no national border")
	}
	var summary struct{ Lines int }
	root.do("GET", "/boundaries/summary", nil).want(t, http.StatusOK).into(t, &summary)
	var lines int
	p.scan("SELECT count(*) FROM boundary_line").into(&lines)
	if summary.Lines != lines {
		t.Errorf("%d lines in the summary, %d on file", summary.Lines, lines)
	}
	before := p.changes()
	for _, e := range edges.Features {
		if !e.Properties.Locked {
			t.Errorf("the border of %s is not locked", e.ID)
		}
		root.do("GET", "/boundaries/lines/"+e.ID, nil).problem(t, http.StatusNotFound)
		root.do("PATCH", "/boundaries/lines/"+e.ID, map[string]any{"name": "国界"}, "If-Match", `"1"`).problem(t, http.StatusNotFound)
		root.do("GET", "/collections/boundary-lines/items/"+e.ID, nil).problem(t, http.StatusNotFound)
		root.do("POST", "/attachments", nil, "Tus-Resumable", "1.0.0", "Upload-Length", "10",
			"Upload-Metadata", metadata("id", uuid.NewString(), "owner", "line", "owner_id", e.ID, "filename", "x.pdf")).problem(t, http.StatusNotFound)
		root.do("POST", "/boundaries/markers", map[string]any{"number": "0122099Q", "type": "single", "lon": p.lon, "lat": p.lat, "lines": []string{e.ID}}).problem(t, http.StatusUnprocessableEntity)
	}
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE"} {
		if r := root.do(method, "/boundaries/closing-edges", map[string]any{}); r.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, r.StatusCode)
		}
	}
	root.do("GET", "/collections/closing-edges", nil).problem(t, http.StatusNotFound)
	if p.changes() != before {
		t.Error("a refusal has changed something")
	}
}

// Parties outside the prefecture have no account, whoever asks for one.
func TestNeighboursHaveNoAccount(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	var outside string
	p.scan("SELECT code FROM area WHERE external ORDER BY code LIMIT 1").into(&outside)
	body := map[string]any{"login": "neighbour", "name": "邻", "role": "inspector", "area_code": outside}
	if r := p.root().do("POST", "/accounts", body).problem(t, http.StatusUnprocessableEntity); len(r.Errors) == 0 || r.Errors[0].Field != "area_code" {
		t.Errorf("%+v", r)
	}
	body["area_code"] = p.county
	p.root().do("POST", "/accounts", body).want(t, http.StatusCreated)
}

// A photo of a marker is read like the marker, a scan of an agreement by accounts only.
func TestFilesOfTheRegister(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "all")
	var marker, line, left string
	p.scan("SELECT m.id::text, l.code, l.left_area FROM marker m JOIN marker_line ml ON ml.marker_id = m.id JOIN boundary_line l ON l.code = ml.line_code ORDER BY m.number LIMIT 1").into(&marker, &line, &left)
	inspector := p.as(actor.Inspector, left)
	send := func(owner, id, role string) reply {
		file := uuid.NewString()
		content := photo(byte(len(role)))
		r := inspector.do("POST", "/attachments", nil, "Tus-Resumable", "1.0.0", "Upload-Length", strconv.Itoa(len(content)), "Upload-Metadata",
			metadata("id", file, "owner", owner, "owner_id", id, "role", role, "filename", "x.jpg"))
		if r.StatusCode == http.StatusCreated {
			inspector.sendFrom(file, 0, content).want(t, http.StatusNoContent)
		}
		return r
	}
	for _, role := range []string{"photo_n", "photo_e", "photo_s", "photo_w", "sketch"} {
		send("marker", marker, role).want(t, http.StatusCreated)
	}
	send("line", line, "agreement").want(t, http.StatusCreated)
	var list struct{ Items []struct{ Role string } }
	p.nobody().do("GET", "/attachments?owner=line&owner_id="+line, nil).problem(t, http.StatusUnauthorized)
	p.as(actor.Viewer, p.other).do("GET", "/attachments?owner=line&owner_id="+line, nil).want(t, http.StatusOK).into(t, &list)
	if len(list.Items) != 1 || list.Items[0].Role != "agreement" {
		t.Errorf("%+v", list)
	}
	inspector.do("GET", "/attachments?owner=marker&owner_id="+marker, nil).want(t, http.StatusOK).into(t, &list)
	if len(list.Items) != 5 {
		t.Errorf("%+v", list)
	}
	inspector = p.as(actor.Inspector, "532699")
	send("marker", marker, "sketch").problem(t, http.StatusForbidden)
	send("line", line, "agreement").problem(t, http.StatusForbidden)
}
