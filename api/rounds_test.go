package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/tealeg/xlsx/v3"

	"cairn/boundaries/rounds"
	"cairn/data"
	"cairn/internal/actor"
)

// roundRig is a whole service on which a round is run.
type roundRig struct {
	*harness
	root         client
	photographed string // an inspection with a photo, which is photo(3)
}

func newRoundRig(t *testing.T, db *data.DB) *roundRig {
	h := whole(t, db)
	return &roundRig{harness: h, root: h.as(actor.Admin, "5326")}
}

func (r *roundRig) get(path string, v any) {
	r.t.Helper()
	r.root.do("GET", path, nil).want(r.t, http.StatusOK).into(r.t, v)
}

// step takes a step of a record on its present version and gives the answer.
func (r *roundRig) step(c client, path, step string, body any) reply {
	r.t.Helper()
	tag := r.root.do("GET", path, nil).want(r.t, http.StatusOK).Header.Get("ETag")
	method := "POST"
	if step == "" {
		method = "PATCH"
	}
	return c.do(method, path+step, body, "If-Match", tag)
}

func (r *roundRig) totals(path string, want string) {
	r.t.Helper()
	var t rounds.RoundTotals
	r.get(path, &t)
	got := fmt.Sprintf("lines %d/%d km %.3f/%.3f markers %d/%d overdue %d", t.LinesDone, t.Lines, t.KmDone, t.Km, t.MarkersDone, t.Markers, t.Overdue)
	if got != want {
		r.t.Errorf("%s: %s, want %s", path, got, want)
	}
}

// rows counts the rows of a ledger, page by page.
func (r *roundRig) rows(path string) (seen int) {
	r.t.Helper()
	for after := ""; ; {
		var page listBody[rounds.LedgerLine]
		r.get(path+after, &page)
		seen += len(page.Items)
		if page.Next == nil {
			return seen
		}
		after = "&after=" + *page.Next
	}
}

// The 4th round of the pack is the past: closed, with its conclusions, lengths and markers.
func TestPastRound(t *testing.T) {
	t.Parallel()
	r := newRoundRig(t, packDB(t))
	var list listBody[rounds.Round]
	r.get("/boundaries/rounds", &list)
	if len(list.Items) != 1 || list.Items[0].Number != 4 || list.Items[0].State != "closed" || !list.Items[0].Past {
		t.Fatalf("rounds %+v", list.Items)
	}
	r.totals("/boundaries/rounds/4/progress", "lines 222/222 km 5864.927/5864.927 markers 53/54 overdue 0")
	var totals rounds.RoundTotals
	r.get("/boundaries/rounds/4/progress", &totals)
	if c := totals.Conclusions; c["qualified"] != 209 || c["repaired"] != 10 || c["follow_up"] != 3 {
		t.Errorf("conclusions %v", c)
	}
	var body struct {
		Round  int
		Items  []rounds.LedgerLine
		Next   *string
		Totals *rounds.RoundTotals
		Whole  *rounds.RoundTotals
	}
	if seen := r.rows("/boundaries/ledger?limit=100"); seen != 222 {
		t.Errorf("%d rows", seen)
	}
	for query, want := range map[string]int{"conclusion=follow_up": 3, "level=township&conclusion=nothing": -1, "area=53&state=closed": 222, "q=%E6%B2%A1%E6%9C%89": 0} {
		reply := r.root.do("GET", "/boundaries/ledger?limit=1000&"+query, nil)
		if want < 0 {
			reply.want(t, http.StatusBadRequest)
			continue
		}
		if reply.want(t, http.StatusOK).into(t, &body); len(body.Items) != want || body.Totals.Lines != want || body.Round != 4 || body.Whole.Lines != 222 || body.Whole.Km != 5864.927 || body.Whole.Markers != 54 {
			t.Errorf("%s: %d rows of %+v, whole %+v", query, len(body.Items), body.Totals, body.Whole)
		}
	}
	r.root.do("POST", "/boundaries/rounds/4/lines", map[string]any{"area": "5326"}).want(t, http.StatusConflict)
	r.workbook("/boundaries/ledger.xlsx", 222, "界线 222/222 条", "5864.927/5864.927", "界桩 53/54 个")
	r.workbook("/boundaries/ledger.xlsx?conclusion=follow_up", 3+1, "界线 222/222 条", "5864.927/5864.927")
}

// workbook reads the ledger's workbook back.
func (r *roundRig) workbook(path string, rows int, footer ...string) {
	r.t.Helper()
	reply := r.root.do("GET", path, nil, "Accept-Language", "zh-CN").want(r.t, http.StatusOK)
	book, err := xlsx.OpenBinary(reply.text)
	if err != nil {
		r.t.Fatal(err)
	}
	sheet := book.Sheets[0]
	if sheet.MaxRow != rows+5 { // title, note, two rows of header, footer
		r.t.Errorf("%d rows in the workbook", sheet.MaxRow)
	}
	cell, err := sheet.Cell(sheet.MaxRow-1, 2)
	if err != nil {
		r.t.Fatal(err)
	}
	for _, want := range footer {
		if !strings.Contains(cell.String(), want) {
			r.t.Errorf("footer %q lacks %q", cell.String(), want)
		}
	}
}

// A whole round on the pack, over HTTP: plan, inspections, tracks, comparison, record,
// signing, closing, archive, and the proof of the archive.
func TestWholeRound(t *testing.T) {
	t.Parallel()
	r := newRoundRig(t, packDB(t))
	r.root.do("POST", "/boundaries/rounds", map[string]any{"number": 5, "title": "第五次联合检查", "starts_on": "2022-01-01", "ends_on": "2026-12-31"}).want(t, http.StatusCreated)
	r.root.do("POST", "/boundaries/rounds", map[string]any{"number": 5}).problem(t, http.StatusConflict)
	r.plan()
	r.step(r.root, "/boundaries/rounds/5", "/open", map[string]any{}).want(t, http.StatusOK)
	r.inspect()
	line := r.one("SELECT line_code FROM marker_line JOIN boundary_line ON code = line_code WHERE level = 'county' ORDER BY 1 LIMIT 1")
	path := "/boundaries/rounds/5/lines/" + line
	r.walk(line)
	r.compares()
	r.record(line)
	r.sign(line)
	r.closeAll(line)
	r.totals("/boundaries/rounds/5/progress", "lines 222/222 km 5864.927/5864.927 markers 53/54 overdue 0")
	r.workbook("/boundaries/ledger.xlsx?round=5", 222, "界线 222/222 条", "界桩 53/54 个")
	r.step(r.root, "/boundaries/rounds/5", "/archive", map[string]any{}).problem(t, http.StatusConflict)
	r.step(r.root, "/boundaries/rounds/5", "/close", map[string]any{}).want(t, http.StatusOK)
	before := r.one("SELECT count(*) FROM change")
	r.step(r.root, path, "", map[string]any{"left_team": "后来"}).problem(t, http.StatusConflict)
	r.step(r.root, path, "/walk", map[string]any{"walked_on": "2022-06-06"}).problem(t, http.StatusConflict)
	r.root.do("POST", path+"/tracks", trackBody([][2]float64{{104, 23}, {104.1, 23}})).problem(t, http.StatusConflict)
	r.root.uploadTo("round_line", "5-"+line, "scan", "又一份.jpg", photo(9)).problem(t, http.StatusConflict)
	if now := r.one("SELECT count(*) FROM change"); now != before {
		t.Errorf("a closed round was changed: %s → %s", before, now)
	}
	r.archives()
}

func (r *roundRig) one(sql string, args ...any) (text string) {
	r.t.Helper()
	if err := r.db.Read().QueryRow(context.Background(), "SELECT coalesce(("+sql+")::text, '')", args...).Scan(&text); err != nil {
		r.t.Fatal(err)
	}
	return text
}

// plan plans all lines in two yearly batches; one line is due long ago.
func (r *roundRig) plan() {
	r.t.Helper()
	path := "/boundaries/rounds/5/lines"
	var out, changed rounds.PlanResult
	r.root.do("POST", path, map[string]any{"area": "5326", "level": "county", "batch": 2022, "due_on": "2099-12-31", "left_team": "甲组", "right_team": "乙组"}).want(r.t, http.StatusOK).into(r.t, &out)
	counties := out.Added
	r.root.do("POST", path, map[string]any{"area": "5326", "batch": 2023, "due_on": "2099-12-31"}).want(r.t, http.StatusOK).into(r.t, &out)
	if counties == 0 || counties+out.Added != 222 {
		r.t.Errorf("planned %d + %d", counties, out.Added)
	}
	r.root.do("POST", path, map[string]any{"lines": []string{"000000000000000000"}}).problem(r.t, http.StatusUnprocessableEntity)
	r.root.do("POST", path, map[string]any{"of_batch": 2023, "change": true, "right_team": "丙组"}).want(r.t, http.StatusOK).into(r.t, &changed)
	if changed.Added != 0 || changed.Changed != out.Added {
		r.t.Errorf("the batch: %+v of %d", changed, out.Added)
	}
	late := r.one("SELECT line_code FROM round_line WHERE round = 5 ORDER BY 1 DESC LIMIT 1")
	r.step(r.root, path+"/"+late, "", map[string]any{"due_on": "2022-02-01", "leading": "right"}).want(r.t, http.StatusOK)
	var behind listBody[rounds.LineRecord]
	r.get(path+"?due=overdue", &behind)
	if len(behind.Items) != 1 || behind.Items[0].Code != late || behind.Items[0].Leading != "right" {
		r.t.Errorf("overdue %+v", behind.Items)
	}
	var totals rounds.RoundTotals
	r.get("/boundaries/rounds/5/progress", &totals)
	if len(totals.Batches) != 2 || totals.Batches[0].Lines != counties || totals.Overdue != 1 || totals.States["planned"] != 222 {
		r.t.Errorf("progress %+v", totals)
	}
}

// inspect logs every marker but one: as intact, one of them tilted.
func (r *roundRig) inspect() {
	r.t.Helper()
	rows, err := r.db.Read().Query(context.Background(), "SELECT number, ST_X(geom), ST_Y(geom) FROM marker WHERE status <> 'retired' ORDER BY number OFFSET 1")
	if err != nil {
		r.t.Fatal(err)
	}
	defer rows.Close()
	var batch []map[string]any
	for rows.Next() {
		var number string
		var lon, lat float64
		if err := rows.Scan(&number, &lon, &lat); err != nil {
			r.t.Fatal(err)
		}
		condition := "intact"
		if len(batch) == 10 {
			condition = "tilted"
		}
		batch = append(batch, map[string]any{"id": uuid.NewString(), "kind": "round", "round": 5, "observed_at": "2022-05-06T10:00:00+08:00", "observer": "联检组",
			"marker": number, "conditions": []string{condition}, "lon": lon, "lat": lat, "accuracy_m": 0.05, "crs": "wgs84"})
	}
	var out InspectionOutcomes
	r.root.do("POST", "/boundaries/inspections", batch).want(r.t, http.StatusOK).into(r.t, &out)
	for _, o := range out.Items {
		if o.Status != http.StatusCreated {
			r.t.Errorf("%+v %+v", o, o.Problem)
		}
	}
	r.photographed = batch[0]["id"].(string)
	r.root.uploadTo("inspection", r.photographed, "photo", "界桩.jpg", photo(3)).want(r.t, http.StatusNoContent)
}
