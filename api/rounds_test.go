package api

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"os"
	"path/filepath"
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
	root client
}

func newRoundRig(t *testing.T, db *data.DB) *roundRig {
	h := whole(t, db)
	return &roundRig{h, h.as(actor.Admin, "5326")}
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
	}
	seen, after := 0, ""
	for {
		r.get("/boundaries/ledger?limit=100"+after, &body)
		seen += len(body.Items)
		if body.Next == nil {
			break
		}
		after = "&after=" + *body.Next
	}
	if seen != 222 || body.Round != 4 {
		t.Errorf("%d rows of round %d", seen, body.Round)
	}
	for query, want := range map[string]int{"conclusion=follow_up": 3, "level=township&conclusion=nothing": -1, "area=53&state=closed": 222, "q=%E6%B2%A1%E6%9C%89": 0} {
		reply := r.root.do("GET", "/boundaries/ledger?limit=1000&"+query, nil)
		if want < 0 {
			reply.want(t, http.StatusBadRequest)
			continue
		}
		if reply.want(t, http.StatusOK).into(t, &body); len(body.Items) != want {
			t.Errorf("%s: %d rows", query, len(body.Items))
		}
	}
	r.root.do("POST", "/boundaries/rounds/4/lines", map[string]any{"area": "5326"}).want(t, http.StatusConflict)
	r.workbook("/boundaries/ledger.xlsx", 222, "界线 222/222 条", "5864.927/5864.927")
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
	var out struct{ Added int }
	r.root.do("POST", path, map[string]any{"area": "5326", "level": "county", "batch": 2022, "due_on": "2099-12-31", "left_team": "甲组", "right_team": "乙组"}).want(r.t, http.StatusOK).into(r.t, &out)
	counties := out.Added
	r.root.do("POST", path, map[string]any{"area": "5326", "batch": 2023, "due_on": "2099-12-31"}).want(r.t, http.StatusOK).into(r.t, &out)
	if counties == 0 || counties+out.Added != 222 {
		r.t.Errorf("planned %d + %d", counties, out.Added)
	}
	r.root.do("POST", path, map[string]any{"lines": []string{"000000000000000000"}}).problem(r.t, http.StatusUnprocessableEntity)
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
}

func trackBody(coordinates any) map[string]any {
	return map[string]any{"id": uuid.NewString(), "walked_on": "2022-05-06", "team": "联检组", "track": map[string]any{"type": "LineString", "coordinates": coordinates}}
}

// walk sends the first part of a line as a track, and then all of it; by markers and segments.
func (r *roundRig) walk(line string) {
	r.t.Helper()
	path := "/boundaries/rounds/5/lines/" + line
	var course struct {
		AgreedLengthKm float64 `json:"agreed_length_km"`
		Geometry       struct{ Coordinates [][2]float64 }
	}
	r.get("/boundaries/lines/"+line, &course)
	all := course.Geometry.Coordinates
	body := trackBody(all[:len(all)/2])
	r.root.do("POST", path+"/tracks", body).want(r.t, http.StatusCreated)
	r.root.do("POST", path+"/tracks", body).want(r.t, http.StatusOK)
	body["team"] = "别的组"
	r.root.do("POST", path+"/tracks", body).problem(r.t, http.StatusConflict)
	r.root.do("POST", path+"/tracks", trackBody([][2]float64{{23, 104}, {23, 104.1}})).problem(r.t, http.StatusUnprocessableEntity)
	var cov rounds.RoundCoverage
	r.get(path+"/coverage", &cov)
	if cov.Covered == nil || *cov.Covered < 0.1 || *cov.Covered > 0.95 || len(cov.Walked) == 0 || len(cov.Left) == 0 || len(cov.Markers) == 0 {
		r.t.Errorf("half of the line: %+v", cov)
	}
	half := *cov.Covered
	r.root.do("POST", path+"/tracks", trackBody(all[len(all)/2-1:])).want(r.t, http.StatusCreated)
	r.get(path+"/coverage", &cov)
	if *cov.Covered != 1 || half >= 1 || len(cov.Left) != 0 || math.Abs(*cov.WalkedKm-course.AgreedLengthKm) > 1e-9 || cov.Tracks != 2 {
		r.t.Errorf("the whole line: %+v", cov)
	}
	var l rounds.LineRecord
	if r.get(path, &l); l.State != "walked" || *l.WalkedOn != "2022-05-06" || l.MarkersDue != len(cov.Markers) || *l.LastRound != 4 {
		r.t.Errorf("walked: %+v", l)
	}
	var tracks RoundTracks
	if r.get(path+"/tracks", &tracks); len(tracks.Features) != 2 {
		r.t.Errorf("%d tracks", len(tracks.Features))
	}
}

// compares checks the comparison with round 4 against what was found in both.
func (r *roundRig) compares() {
	r.t.Helper()
	var body struct {
		Previous *int
		Items    []rounds.MarkerComparison
	}
	r.get("/boundaries/rounds/5/comparison?limit=1000", &body)
	counts := map[string]int{}
	for _, c := range body.Items {
		counts[c.Change]++
		if c.Change == "better" && len(c.Gone) == 0 || c.Change == "worse" && fmt.Sprint(c.New) != "[tilted]" {
			r.t.Errorf("%+v", c)
		}
	}
	// 54 markers: in round 4 one was not reached and 12 were not intact; now one is tilted and one is waiting.
	if len(body.Items) != 54 || *body.Previous != 4 || counts["waiting"] != 1 || counts["worse"]+counts["changed"] != 1 || counts["better"] < 9 || counts["first"] > 1 {
		r.t.Errorf("%d markers after round %v: %v", len(body.Items), body.Previous, counts)
	}
}

// record notes what a line came to; the sides do not agree, and both are read.
func (r *roundRig) record(line string) {
	r.t.Helper()
	path := "/boundaries/rounds/5/lines/" + line
	right := r.one("SELECT right_area FROM boundary_line WHERE code = $1", line)
	theirs := r.as(actor.Inspector, right)
	other := r.as(actor.Inspector, r.one("SELECT code FROM area WHERE level = 'county' AND NOT external AND code NOT IN (SELECT left_area FROM boundary_line WHERE code = $1 UNION SELECT right_area FROM boundary_line WHERE code = $1) ORDER BY 1 LIMIT 1", line))
	body := map[string]any{"conclusion": "follow_up", "findings": "界桩完好，走向清楚", "left_opinion": "按协议执行", "right_opinion": "对第三段有不同意见"}
	r.step(other, path, "/record", body).problem(r.t, http.StatusForbidden)
	if p := r.step(theirs, path, "/record", body).problem(r.t, http.StatusUnprocessableEntity); p.Errors[0].Field != "problems" {
		r.t.Errorf("a record without problems: %+v", p)
	}
	body["problems"] = "第三段修路越界"
	r.step(theirs, path, "/record", body).want(r.t, http.StatusOK)
	untouched := "/boundaries/rounds/5/lines/" + r.one("SELECT line_code FROM round_line WHERE round = 5 AND state = 'planned' ORDER BY 1 LIMIT 1")
	r.step(r.root, untouched, "/record", body).problem(r.t, http.StatusConflict)
	for query, want := range map[string][]string{"": {"对第三段有不同意见", "按协议执行", "☑待处理", "第三段修路越界"}, "&blank=true": {"□待处理"}} {
		page := string(r.root.do("GET", path+"/paper?format=html"+query, nil).want(r.t, http.StatusOK).text)
		for _, text := range append(want, line, "牵头方") {
			if !strings.Contains(page, text) {
				r.t.Errorf("the paper%s lacks %s", query, text)
			}
		}
		if query != "" && strings.Contains(page, "第三段") {
			r.t.Error("the blank paper is filled in")
		}
	}
	docx := r.root.do("GET", path+"/paper", nil).want(r.t, http.StatusOK)
	if _, err := zip.NewReader(bytes.NewReader(docx.text), int64(len(docx.text))); err != nil {
		r.t.Errorf("the paper as .docx: %v", err)
	}
}

// sign signs and closes a line; what is missing is named.
func (r *roundRig) sign(line string) {
	r.t.Helper()
	path := "/boundaries/rounds/5/lines/" + line
	p := r.step(r.root, path, "/close", map[string]any{}).problem(r.t, http.StatusConflict)
	var missing []string
	for _, e := range p.Errors {
		missing = append(missing, e.Field)
	}
	if fmt.Sprint(missing) != "[left_signed_on right_signed_on document scan]" {
		r.t.Errorf("missing %v: %+v", missing, p)
	}
	for _, bad := range []map[string]any{{"left_signed_on": "2099-01-01"}, {"left_signed_on": "2022-05-05"}, {"right_signed_on": "gestern"}} {
		r.step(r.root, path, "/sign", bad).problem(r.t, http.StatusUnprocessableEntity)
	}
	r.step(r.root, path, "/sign", map[string]any{"left_signed_on": "2022-05-20", "right_signed_on": "2022-05-27", "document": "文联检〔2022〕1号"}).want(r.t, http.StatusOK)
	r.step(r.root, path, "/record", map[string]any{"conclusion": "qualified"}).problem(r.t, http.StatusConflict)
	if p := r.step(r.root, path, "/close", map[string]any{}).problem(r.t, http.StatusConflict); len(p.Errors) != 1 || p.Errors[0].Field != "scan" {
		r.t.Errorf("without a scan: %+v", p)
	}
	r.root.uploadTo("round_line", "5-"+line, "scan", "联检记录.jpg", photo(7)).want(r.t, http.StatusNoContent)
	r.step(r.root, path, "/close", map[string]any{}).want(r.t, http.StatusOK)
	r.step(r.root, path, "/walk", map[string]any{"walked_on": "2022-05-07"}).problem(r.t, http.StatusConflict)
	var l struct{ Results []struct{ Round int } }
	if r.get("/boundaries/lines/"+line, &l); len(l.Results) != 2 || l.Results[1].Round != 5 {
		r.t.Errorf("conclusions of the line: %+v", l.Results)
	}
	if p := r.step(r.root, "/boundaries/rounds/5", "/close", map[string]any{}).problem(r.t, http.StatusConflict); p.Code != "rounds.lines_left" {
		r.t.Errorf("closing with lines left: %+v", p)
	}
	r.totals("/boundaries/rounds/5/progress?area="+line[:6]+"&q="+line, "lines 1/1 km "+r.one("SELECT agreed_length_km || '/' || agreed_length_km FROM boundary_line WHERE code = $1", line)+
		" markers "+r.one("SELECT count(*) FILTER (WHERE done) || '/' || count(*) FROM round_marker WHERE round = 5 AND line_code = $1", line)+" overdue 0")
}

// closeAll does the rest of the lines the short way.
func (r *roundRig) closeAll(first string) {
	r.t.Helper()
	var left listBody[rounds.LineRecord]
	r.get("/boundaries/rounds/5/lines?state=planned&limit=1000", &left)
	if len(left.Items) != 221 {
		r.t.Errorf("%d lines are left", len(left.Items))
	}
	for i, l := range left.Items {
		path := "/boundaries/rounds/5/lines/" + l.Code
		tag := func(reply reply) string { return reply.want(r.t, http.StatusOK).Header.Get("ETag") }
		v := tag(r.root.do("POST", path+"/walk", map[string]any{"walked_on": "2022-06-01"}, at(l.Version)...))
		v = tag(r.root.do("POST", path+"/record", map[string]any{"conclusion": "qualified"}, "If-Match", v))
		v = tag(r.root.do("POST", path+"/sign", map[string]any{"left_signed_on": "2022-06-10", "right_signed_on": "2022-06-11", "document": fmt.Sprintf("文联检〔2022〕%d号", i+2)}, "If-Match", v))
		r.write(`INSERT INTO attachment (id, owner, owner_id, role, name, kind, media_type, size, sha256, state, uploader)
			SELECT gen_random_uuid(), owner, $2, role, name, kind, media_type, size, sha256, state, uploader FROM attachment WHERE owner_id = $1`, "5-"+first, "5-"+l.Code)
		tag(r.root.do("POST", path+"/close", map[string]any{}, "If-Match", v))
	}
}

// archives freezes the round, reads its archive back, and finds what is tampered with.
func (r *roundRig) archives() {
	r.t.Helper()
	t, path := r.t, "/boundaries/rounds/5"
	r.root.do("GET", path+"/archive.zip", nil).problem(t, http.StatusNotFound)
	var round rounds.Round
	r.step(r.root, path, "/archive", map[string]any{}).want(t, http.StatusOK).into(t, &round)
	r.step(r.root, path, "/archive", map[string]any{}).problem(t, http.StatusConflict)
	text := r.root.do("GET", path+"/archive.zip", nil).want(t, http.StatusOK).text
	sum := sha256.Sum256(text)
	if round.Archive == nil || round.Archive.SHA256 != hex.EncodeToString(sum[:]) || round.Archive.Size != int64(len(text)) {
		t.Fatalf("archive %+v of %d bytes", round.Archive, len(text))
	}
	z, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, f := range z.File {
		folder, _, _ := strings.Cut(f.Name, "/")
		kinds[folder]++
	}
	if kinds["records"] != 444 || kinds["scans"] != 222 || kinds["tracks"] != 1 || kinds["tables"] != 4 || kinds["manifest.json"] != 1 || round.Archive.Files != len(z.File)-1 {
		t.Errorf("the archive holds %v of %d", kinds, round.Archive.Files)
	}
	r.tampered(round.Archive.SHA256, text)
}

func (r *roundRig) faults(want int) []data.Fault {
	r.t.Helper()
	n, faults, err := rounds.Verify(context.Background(), r.db.Read(), r.attachmentDir())
	if err != nil || n != 1 || (len(faults) > 0) != (want > 0) {
		r.t.Fatalf("%d archives, faults %v, %v; want %d", n, faults, err, want)
	}
	return faults
}

// tampered alters the stored zip in every way and sees it found.
func (r *roundRig) tampered(sum string, text []byte) {
	r.t.Helper()
	r.faults(0)
	file := filepath.Join(r.attachmentDir(), sum[:2], sum)
	put := func(content []byte) {
		r.t.Helper()
		_ = os.Chmod(file, 0o600)
		if err := os.WriteFile(file, content, 0o600); err != nil {
			r.t.Fatal(err)
		}
	}
	flipped := bytes.Clone(text)
	flipped[len(flipped)/3] ^= 1
	put(flipped)
	r.faults(1)
	put(text[:len(text)-1])
	r.faults(1)
	put(repacked(r.t, text, func(name string, content []byte) []byte {
		if name == "tables/ledger.csv" {
			return append(content, "改"...)
		}
		return content
	}))
	found := r.faults(2)
	var texts []string
	for _, f := range found {
		texts = append(texts, f.Text)
	}
	if !strings.Contains(strings.Join(texts, "\n"), "tables/ledger.csv differs from the manifest") {
		r.t.Errorf("faults %v", texts)
	}
	if err := os.Remove(file); err != nil {
		r.t.Fatal(err)
	}
	r.faults(1)
	put(text)
	r.faults(0)
}

// repacked is a zip with contents altered.
func repacked(t testing.TB, text []byte, alter func(name string, content []byte) []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		to, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(alter(f.Name, content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Plans and records follow a line that a change of areas gives another code; closed rounds
// keep what they had.
func TestRoundFollowsLine(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	old := "532601203"
	line := r.one("SELECT code FROM boundary_line WHERE $1 IN (left_area, right_area) AND level = 'township' ORDER BY code LIMIT 1", old)
	r.root.do("POST", "/boundaries/rounds", map[string]any{"number": 9}).want(t, http.StatusCreated)
	r.root.do("POST", "/boundaries/rounds/9/lines", map[string]any{"lines": []string{line}, "left_team": "左", "right_team": "右"}).want(t, http.StatusOK)
	r.root.do("POST", "/boundaries/rounds/9/open", map[string]any{}, at(1)...).want(t, http.StatusOK)
	var course struct {
		Geometry json.RawMessage
		LeftArea string `json:"left_area"`
	}
	r.root.do("GET", "/boundaries/lines/"+line, nil).want(t, http.StatusOK).into(t, &course)
	r.root.do("POST", "/boundaries/rounds/9/lines/"+line+"/tracks", map[string]any{"id": uuid.NewString(), "walked_on": "2023-01-05", "track": course.Geometry}).want(t, http.StatusCreated)
	r.apply("upgrade", "2023-02-01", map[string]any{"old": []string{old}, "code": "532601120", "name": "新镇", "pinyin": "Xīn Zhèn"})
	next := r.one("SELECT new_code FROM line_move WHERE old_code = $1", line)
	var l rounds.LineRecord
	r.root.do("GET", "/boundaries/rounds/9/lines/"+next, nil).want(t, http.StatusOK).into(t, &l)
	team := l.LeftTeam
	if l.LeftArea != course.LeftArea && !(course.LeftArea == old && l.LeftArea == "532601120") {
		team = l.RightTeam // the new code stands on the other side
	}
	if l.State != "walked" || team != "左" || l.Covered == nil || *l.Covered != 1 {
		t.Errorf("after the change %+v", l)
	}
	r.want("the old line in the round", r.one("SELECT count(*) FROM round_line WHERE round = 9 AND line_code = $1", line), "0")
	r.trailIsWhole()
}
