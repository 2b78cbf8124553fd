package api

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"cairn/boundaries"
	"cairn/internal/actor"
)

// A finding goes from the report to the archive over HTTP, and stands in the list of markers
// and hazards and in its workbook.
func TestFindingOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Inspector, p.county)
	a := newFinding(p)
	made := c.do("POST", "/boundaries/findings", a.body).want(t, http.StatusCreated)
	path := made.Header.Get("Location")
	if q := c.do("POST", path+"/visit", findingSteps[1].body, "If-Match", `"1"`).problem(t, http.StatusConflict); q.Code != "findings.tell_first" {
		t.Errorf("refused as %s", q.Code)
	}
	c.do("POST", path+"/tell", findingSteps[0].body).problem(t, http.StatusPreconditionRequired)
	for i, step := range findingSteps {
		c.do("POST", path+step.path, step.body, "If-Match", etagOf(int64(i+1))).want(t, http.StatusOK)
		c.do("POST", path+step.path, step.body, "If-Match", etagOf(int64(i+1))).problem(t, http.StatusPreconditionFailed)
	}
	var f struct{ State, Outcome string }
	c.do("GET", path, nil).want(t, http.StatusOK).into(t, &f)
	if f.State != "closed" || f.Outcome != "restored" {
		t.Errorf("%+v", f)
	}
	var page struct {
		Items  []struct{ Marker, Outcome string }
		Totals struct{ Rows, Markers, MarkersAll, Open int }
	}
	number := a.body.(map[string]any)["marker"].(string)
	c.do("GET", "/boundaries/marker-ledger?q="+number, nil).want(t, http.StatusOK).into(t, &page)
	if len(page.Items) != 1 || page.Items[0].Outcome != "restored" || page.Totals.Markers != 1 || page.Totals.Open != 0 {
		t.Errorf("%+v", page)
	}
	book := c.do("GET", "/boundaries/marker-ledger.xlsx", nil, "Accept-Language", "zh").want(t, http.StatusOK)
	if text := unpacked(book); !strings.Contains(text, number) || !strings.Contains(text, "原地恢复") || !strings.Contains(text, "完好") {
		t.Error("the workbook does not have the finding")
	}
	if _, err := zip.NewReader(bytes.NewReader(book.text), int64(len(book.text))); err != nil {
		t.Error(err)
	}
}

// A marker that was lost and put up again is registered with the filing of its finding.
func TestFilingRegistersOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Inspector, p.county)
	a := newFinding(p)
	body := a.body.(map[string]any)
	body["kind"] = "loss"
	path := c.do("POST", "/boundaries/findings", body).want(t, http.StatusCreated).Header.Get("Location")
	for i, step := range findingSteps[:4] {
		c.do("POST", path+step.path, step.body, "If-Match", etagOf(int64(i+1))).want(t, http.StatusOK)
	}
	file := map[string]any{"on": "2021-07-25"}
	if q := c.do("POST", path+"/file", file, "If-Match", `"5"`).problem(t, http.StatusUnprocessableEntity); q.Errors[0].Field != "registration" {
		t.Errorf("%+v", q.Errors)
	}
	file["registration"] = map[string]any{"signed_by": []string{"甲"}}
	if q := c.do("POST", path+"/file", file, "If-Match", `"5"`).problem(t, http.StatusUnprocessableEntity); q.Errors[0].Field != "registration.signed_by" {
		t.Errorf("%+v", q.Errors)
	}
	file["registration"] = map[string]any{"signed_by": []string{"甲", "乙"}, "note": "重新埋设"}
	var f struct {
		MarkerID            string `json:"marker_id"`
		RegistrationVersion int    `json:"registration_version"`
	}
	c.do("POST", path+"/file", file, "If-Match", `"5"`).want(t, http.StatusOK).into(t, &f)
	var all struct {
		Items []boundaries.RegistrationVersion
	}
	c.do("GET", "/boundaries/markers/"+f.MarkerID+"/registrations", nil).want(t, http.StatusOK).into(t, &all)
	if f.RegistrationVersion != 2 || len(all.Items) != 2 || all.Items[0].Why != "re_erected" || *all.Items[0].ValidFrom != "2021-07-20" || all.Items[1].ValidTo == nil {
		t.Errorf("%+v: %+v", f, all.Items)
	}
	c.do("POST", path+"/file", file, "If-Match", `"5"`).problem(t, http.StatusPreconditionFailed)
}

// The list is read page by page, each row once.
func TestMarkerLedgerPages(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Viewer, p.county)
	seen, after := map[string]bool{}, ""
	for {
		var page struct {
			Items []struct {
				MarkerID string `json:"marker_id"`
			}
			Next   *string
			Totals *struct{ Rows int }
		}
		c.do("GET", "/boundaries/marker-ledger?limit=10&after="+after, nil).want(t, http.StatusOK).into(t, &page)
		if (page.Totals != nil) != (after == "") {
			t.Error("the footer belongs to the first page")
		}
		for _, item := range page.Items {
			if seen[item.MarkerID] {
				t.Errorf("%s twice", item.MarkerID)
			}
			seen[item.MarkerID] = true
		}
		if page.Next == nil {
			break
		}
		after = *page.Next
	}
	if len(seen) != 54 {
		t.Errorf("%d markers", len(seen))
	}
}

// Whom disputes do not concern, finds nothing of them through any door.
func TestDisputesDoNotComeOut(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "all")
	readers := map[string]client{"nobody": p.nobody()}
	for _, role := range []actor.Role{actor.Viewer, actor.Clerk, actor.Officer, actor.Planner} {
		readers[string(role)] = p.writer(role, true)
	}
	for _, role := range []actor.Role{actor.Inspector, actor.Reviewer, actor.Admin} {
		readers[string(role)+" elsewhere"] = p.writer(role, false)
	}
	counted := []string{"/boundaries/findings/totals", "/boundaries/marker-ledger", "/boundaries/findings", "/boundaries/summary", "/boundaries/lines/" + p.line}
	before := map[string]string{}
	for who, c := range readers {
		for _, path := range counted {
			before[who+path] = string(c.do("GET", path, nil).text)
		}
	}
	secret := "争议秘文"
	body := newDispute(p).body.(map[string]any)
	body["title"], body["description"], body["involved"] = secret, secret, secret
	dispute := p.made("/boundaries/disputes", body)
	risk := p.made("/boundaries/findings", map[string]any{"kind": "dispute_risk", "line_code": p.line, "chainage_m": 50, "description": secret, "found_at": "2021-06-30T08:00:00+08:00"})
	for who, c := range readers {
		for _, path := range counted {
			if now := c.do("GET", path, nil); now.StatusCode == http.StatusOK && string(now.text) != before[who+path] {
				t.Errorf("%s by %s tells that there is something: %.300s", path, who, now.text)
			}
		}
	}
	for key := range routeRights {
		method, pattern, _ := strings.Cut(key, " ")
		if method != http.MethodGet {
			continue
		}
		paths := []string{p.instance(pattern)}
		for prefix, id := range map[string]string{"/boundaries/findings/{id}": risk, "/boundaries/disputes/{id}": dispute} {
			if rest, ok := strings.CutPrefix(pattern, prefix); ok {
				paths = append(paths, strings.Replace(prefix, "{id}", id, 1)+rest)
			}
		}
		if pattern == "/audit" {
			paths = append(paths, "/audit?entity=dispute", "/audit?entity=finding")
		}
		if pattern == "/attachments" {
			paths = append(paths, "/attachments?owner=dispute&owner_id="+dispute, "/attachments?owner=finding&owner_id="+risk)
		}
		for _, path := range paths {
			for who, c := range readers {
				r := c.do("GET", path, nil)
				named := strings.Contains(path, dispute) || strings.Contains(path, risk)
				if text := unpacked(r); strings.Contains(text, secret) || !named && (strings.Contains(text, dispute) || strings.Contains(text, risk)) {
					t.Errorf("%s by %s tells of the dispute", path, who)
				}
				if named && r.StatusCode < 400 {
					t.Errorf("%s by %s: %d", path, who, r.StatusCode)
				}
			}
		}
	}
	for _, c := range []client{p.as(actor.Reviewer, p.county), p.as(actor.Auditor, p.county)} {
		c.do("GET", "/boundaries/disputes/"+dispute, nil).want(t, http.StatusOK)
		c.do("GET", "/boundaries/findings/"+risk, nil).want(t, http.StatusOK)
	}
}

// A walk is taken as the text of a GPX file, with its times; a clock that is years off is
// flagged, and what is no track is refused with its field.
func TestPatrolFromGPX(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Clerk, p.township)
	at := func(when string) string {
		return fmt.Sprintf(`<trkpt lat="%f" lon="%f"><time>%s</time></trkpt>`, p.lat, p.lon, when) + fmt.Sprintf(`<trkpt lat="%f" lon="%f"/>`, p.lat+0.01, p.lon)
	}
	var walk struct {
		StartedAt, EndedAt time.Time
		Flags              []string
		Times              []*time.Time `json:"track_times"`
	}
	send := func(gpx string) reply {
		return c.do("POST", "/boundaries/patrols", map[string]any{"id": uuid.NewString(), "area_code": p.township, "track": "<gpx><trk><trkseg>" + gpx + "</trkseg></trk></gpx>"})
	}
	send(at("1999-08-22T00:00:00Z")).want(t, http.StatusCreated).into(t, &walk)
	if len(walk.Times) != 2 || walk.Times[1] != nil || len(walk.Flags) != 1 || walk.Flags[0] != "clock_off" {
		t.Errorf("%+v", walk)
	}
	send(at(time.Now().UTC().Format(time.RFC3339))).want(t, http.StatusCreated).into(t, &walk)
	if len(walk.Flags) != 0 {
		t.Errorf("%+v", walk)
	}
	for gpx, field := range map[string]string{"": "track", at("yesterday"): "track", strings.ReplaceAll(at("1999-08-22T00:00:00Z"), "<time>1999-08-22T00:00:00Z</time>", ""): "started_at"} {
		if q := send(gpx).problem(t, http.StatusUnprocessableEntity); q.Errors[0].Field != field {
			t.Errorf("%q: %+v", gpx, q.Errors)
		}
	}
}

// A walk sent again is answered with 200, another one under its id with 409; a track of a
// million points is refused.
func TestPatrolOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Clerk, p.township)
	a := newPatrol(p)
	path := c.do("POST", "/boundaries/patrols", a.body).want(t, http.StatusCreated).Header.Get("Location")
	c.do("POST", "/boundaries/patrols", a.body).want(t, http.StatusOK)
	body := a.body.(map[string]any)
	body["note"] = "别的"
	c.do("POST", "/boundaries/patrols", body).problem(t, http.StatusConflict)
	seen := inspection(p)
	c.do("POST", "/boundaries/inspections", seen.body).want(t, http.StatusCreated)
	ids := map[string]any{"inspections": []any{seen.body.(map[string]any)["id"]}}
	c.do("POST", path+"/inspections", ids).want(t, http.StatusOK)
	other := c.do("POST", "/boundaries/patrols", newPatrol(p).body).want(t, http.StatusCreated).Header.Get("Location")
	c.do("POST", other+"/inspections", ids).problem(t, http.StatusUnprocessableEntity)
	var walk struct {
		Inspections []string
		Track       json.RawMessage
	}
	c.do("GET", path, nil).want(t, http.StatusOK).into(t, &walk)
	if len(walk.Inspections) != 1 || !strings.Contains(string(walk.Track), "MultiLineString") {
		t.Errorf("%+v", walk)
	}
	var progress struct {
		Totals struct{ Plans, Behind int }
	}
	p.root().do("POST", "/boundaries/patrol-plans", newPatrolPlan(p).body).want(t, http.StatusCreated)
	c.do("GET", "/boundaries/patrols/progress?period=2021-05", nil).want(t, http.StatusOK).into(t, &progress)
	if progress.Totals.Plans != 1 || progress.Totals.Behind != 1 {
		t.Errorf("%+v", progress)
	}
	c.do("GET", "/boundaries/patrols/progress?period=2021-06", nil).want(t, http.StatusOK).into(t, &progress)
	if progress.Totals.Behind != 0 {
		t.Errorf("%+v", progress)
	}
	var track strings.Builder
	for i := range 1_000_000 {
		fmt.Fprintf(&track, ",[%.6f,23.4]", 104+float64(i)*1e-6)
	}
	body["id"], body["track"] = uuid.NewString(), json.RawMessage(`{"type":"LineString","coordinates":[`+track.String()[1:]+`]}`)
	if q := c.do("POST", "/boundaries/patrols", body).problem(t, http.StatusRequestEntityTooLarge); q.Code != "track.too_long" {
		t.Errorf("%+v", q)
	}
	body["id"], body["track"] = uuid.NewString(), "<gpx><trk><trkseg>"+strings.Repeat(`<trkpt lat="23.4" lon="104"/>`, 1_000_000)+"</trkseg></trk></gpx>"
	if q := c.do("POST", "/boundaries/patrols", body).problem(t, http.StatusRequestEntityTooLarge); q.Code != "track.too_long" && q.Code != "api.body_too_large" {
		t.Errorf("%+v", q)
	}
}

// Findings, disputes and plans of a line go where the line goes when areas change.
func TestFindingsFollowTheirLine(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	old := "532601203"
	line := r.one("SELECT code FROM boundary_line WHERE $1 IN (left_area, right_area) ORDER BY code LIMIT 1", old)
	r.root.do("POST", "/boundaries/findings", map[string]any{"kind": "cross_works", "line_code": line, "chainage_m": 120, "description": "采石", "found_at": "2021-06-30T08:00:00+08:00"}).want(t, http.StatusCreated)
	r.root.do("POST", "/boundaries/disputes", map[string]any{"line_code": line, "from_m": 100, "to_m": 200, "title": "林地", "since_on": "2021-03-01"}).want(t, http.StatusCreated)
	r.root.do("POST", "/boundaries/patrol-plans", map[string]any{"line_code": line}).want(t, http.StatusCreated)
	var draft struct{ ID string }
	r.root.do("POST", "/areas/changes", changeBodyOf("upgrade", "2099-01-01", map[string]any{"old": []string{old}, "code": "532601120", "name": "新镇"})).
		want(t, http.StatusCreated).into(t, &draft)
	var preview AreaPreview
	r.root.do("GET", "/areas/changes/"+draft.ID+"/preview", nil).want(t, http.StatusOK).into(t, &preview)
	for _, touched := range preview.Touched {
		if slices.Contains([]string{"findings", "disputes", "patrol_plans"}, touched.What) && (touched.Count != 1 || touched.Items[0].Name == "" || !strings.Contains(touched.Items[0].Area, old)) {
			t.Errorf("%+v", touched)
		}
	}
	r.root.do("POST", "/areas/changes/"+draft.ID+"/withdraw", map[string]any{"reason": "试"}, "If-Match", `"1"`).want(t, http.StatusOK)
	r.apply("upgrade", "2023-02-01", map[string]any{"old": []string{old}, "code": "532601120", "name": "新镇", "pinyin": "Xīn Zhèn"})
	heir := r.one("SELECT new_code FROM line_move WHERE old_code = $1", line)
	for _, table := range []string{"finding", "dispute", "patrol_plan"} {
		r.want(table, r.one("SELECT line_code FROM "+table), heir)
	}
	r.want("chainage", r.one("SELECT round(chainage_m)::text FROM finding"), "120")
	r.want("stretch", r.one("SELECT round(from_m) || '-' || round(to_m) FROM dispute"), "100-200")
	r.trailIsWhole()
}
