package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data/datatest"
	"cairn/internal/actor"
)

// The policy over HTTP: everybody reads it, an administrator of the whole sets it, and it
// holds from the next request on.
func TestPrecisionPolicy(t *testing.T) {
	t.Parallel()
	e := newExactPlace(t)
	viewer, root := e.as(actor.Viewer, e.county), e.root()
	var rules struct {
		Items []struct {
			Role    string
			Version int64
			Exact   bool `json:"must_be_exact"`
		}
	}
	viewer.do("GET", "/boundaries/precision", nil).want(t, http.StatusOK).into(t, &rules)
	if len(rules.Items) != 9 || rules.Items[0].Role != "public" || !rules.Items[8].Exact {
		t.Errorf("%+v", rules)
	}
	var session struct {
		Precision map[string]int
		May       map[string]bool
	}
	viewer.do("GET", "/session", nil).into(t, &session)
	if session.Precision["markers_m"] != 100 || session.May["precision"] {
		t.Errorf("%+v", session)
	}
	before := viewer.do("GET", "/boundaries/markers/"+e.marker, nil).want(t, http.StatusOK)
	put := func(role string, lines, markers, inspections int, headers ...string) reply {
		return root.do("PUT", "/boundaries/precision/"+role, map[string]any{"lines_m": lines, "markers_m": markers, "inspections_m": inspections, "reason": "保密审查"}, headers...)
	}
	put("viewer", 0, 0, 0).problem(t, http.StatusPreconditionRequired)
	put("viewer", 0, 0, 0, "If-Match", `"9"`).problem(t, http.StatusPreconditionFailed)
	put("viewer", 250, 0, 500, "If-Match", `"1"`).problem(t, http.StatusUnprocessableEntity)
	put("inspector", 0, 10, 10, "If-Match", `"1"`).problem(t, http.StatusUnprocessableEntity)
	put("viewer", 0, 0, 0, "If-Match", `"1"`).want(t, http.StatusOK)
	after := viewer.do("GET", "/boundaries/markers/"+e.marker, nil)
	if len(e.told(before)) > 0 || len(e.told(after)) == 0 {
		t.Errorf("before %v, after %v", e.told(before), e.told(after))
	}
}

// Boxes tell a reader of coarse coordinates of cells only: places in one cell are answered alike.
func TestBoxesAreCoarse(t *testing.T) {
	t.Parallel()
	e := newExactPlace(t)
	viewer, inspector := e.as(actor.Viewer, e.county), e.as(actor.Inspector, e.county)
	for _, list := range []string{"/collections/boundary-markers/items?", "/collections/inspections/items?", "/collections/boundary-lines/items?", "/boundaries/findings?",
		"/boundaries/marker-ledger?"} {
		at := e.lonLat
		if strings.Contains(list, "lines") || strings.Contains(list, "findings") {
			at = e.vertex
		}
		box := func(dx float64) string {
			return fmt.Sprintf("%sbbox=%.9f,%.9f,%.9f,%.9f&limit=500", list, at[0]+dx-2e-8, at[1]-2e-8, at[0]+dx+2e-8, at[1]+2e-8)
		}
		ids := func(c client, path string) int {
			text := string(c.do("GET", path, nil).want(t, http.StatusOK).text)
			return strings.Count(text, `"id":`) + strings.Count(text, `"marker_id":"`)
		}
		here, beside := ids(inspector, box(0)), ids(inspector, box(1e-6))
		if list != "/collections/boundary-lines/items?" && here <= beside {
			t.Errorf("%s: an inspector is told of %d there and %d a decimetre away", list, here, beside)
		}
		if a, b := ids(viewer, box(0)), ids(viewer, box(1e-6)); a != b {
			t.Errorf("%s tells a viewer of %d there and %d a decimetre away", list, a, b)
		}
	}
}

// A clerk who corrects a record does not write back the coarse position that the form was
// filled in with; a fix of one's own is taken.
func TestCoarsePositionIsNotWrittenBack(t *testing.T) {
	t.Parallel()
	e := newExactPlace(t)
	clerk := e.as(actor.Clerk, e.township)
	var seen struct {
		Marker string
		Lon    *float64 `json:"fix_lon"`
		Lat    *float64 `json:"fix_lat"`
		Raw    *float64 `json:"lon"`
	}
	clerk.do("GET", "/boundaries/inspections/"+e.inspection, nil).want(t, http.StatusOK).into(t, &seen)
	if seen.Raw != nil || seen.Lon == nil || *seen.Lon == e.lonLat[0] {
		t.Fatalf("%+v", seen)
	}
	body := map[string]any{"id": uuid.NewString(), "kind": "patrol", "observed_at": "2021-06-30T11:00:00+08:00", "observer": "李四", "marker": seen.Marker,
		"conditions": []string{"intact"}, "corrects": e.inspection, "lon": *seen.Lon, "lat": *seen.Lat}
	p := clerk.do("POST", "/boundaries/inspections", body).problem(t, http.StatusUnprocessableEntity)
	if len(p.Errors) != 1 {
		t.Errorf("%+v", p)
	}
	body["lat"] = *seen.Lat + 1e-6
	clerk.do("POST", "/boundaries/inspections", body).want(t, http.StatusCreated)
}

// Photographs say where they were taken: not to readers of coarse coordinates.
func TestPhotographsTellNoPlace(t *testing.T) {
	t.Parallel()
	e := newExactPlace(t)
	inspector, clerk := e.as(actor.Inspector, e.county), e.as(actor.Clerk, e.township)
	id, content := uuid.NewString(), photo(1)
	inspector.announceFor(e.inspection, id, "照片.jpg", len(content)).want(t, http.StatusCreated)
	inspector.sendFrom(id, 0, content).want(t, http.StatusNoContent)
	err := e.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE attachment SET exif_lon = $2, exif_lat = $3 WHERE id = $1", id, e.lonLat[0], e.lonLat[1])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	list, meta := "/attachments?owner=inspection&owner_id="+e.inspection, "/attachments/"+id+"/meta"
	for _, path := range []string{list, meta} {
		if told := e.told(clerk.do("GET", path, nil).want(t, http.StatusOK)); len(told) > 0 {
			t.Errorf("%s tells the clerk %v", path, told)
		}
		if told := e.told(inspector.do("GET", path, nil).want(t, http.StatusOK)); len(told) == 0 {
			t.Errorf("%s does not tell the inspector", path)
		}
	}
	clerk.do("GET", "/attachments/"+id, nil).want(t, http.StatusOK)
	clerk.do("GET", "/attachments/"+id+"?size=original", nil).problem(t, http.StatusForbidden)
	inspector.do("GET", "/attachments/"+id+"?size=original", nil).want(t, http.StatusOK)
	var rows int
	e.scan("SELECT count(*) FROM exact_read WHERE role = 'inspector' AND route LIKE 'GET /attachments%'").into(&rows)
	if rows != 3 {
		t.Errorf("%d reads are noted, want 3", rows)
	}
}
