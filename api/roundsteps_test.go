package api

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"cairn/boundaries/rounds"
	"cairn/internal/actor"
)

// The steps of a round over HTTP, for TestWholeRound.

func trackBody(coordinates any) map[string]any {
	return map[string]any{"id": uuid.NewString(), "walked_on": "2022-05-06", "team": "联检组", "track": map[string]any{"type": "LineString", "coordinates": coordinates}}
}

// gpxOf is a track as a receiver writes it.
func gpxOf(points [][2]float64) string {
	var b strings.Builder
	b.WriteString(`<gpx version="1.1"><trk><trkseg>`)
	for _, p := range points {
		fmt.Fprintf(&b, `<trkpt lon="%v" lat="%v"/>`, p[0], p[1])
	}
	return b.String() + `</trkseg></trk></gpx>`
}

// walk sends the first part of a line as a track, and the rest as the file of a receiver; by
// markers and segments.
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
	body = trackBody(nil)
	body["track"] = gpxOf(all[len(all)/2-1:])
	r.root.do("POST", path+"/tracks", body).want(r.t, http.StatusCreated)
	r.get(path+"/coverage", &cov)
	if *cov.Covered != 1 || half >= 1 || len(cov.Left) != 0 || math.Abs(*cov.WalkedKm-course.AgreedLengthKm) > 1e-9 || cov.Tracks != 2 || len(cov.Segments) == 0 {
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
	body["disagreement"] = true
	r.step(theirs, path, "/record", map[string]any{"conclusion": "qualified", "disagreement": true}).problem(r.t, http.StatusUnprocessableEntity)
	r.step(theirs, path, "/record", body).want(r.t, http.StatusOK)
	var totals rounds.RoundTotals
	if r.get("/boundaries/rounds/5/progress", &totals); totals.Disagreements != 1 {
		r.t.Errorf("%d lines in disagreement", totals.Disagreements)
	}
	untouched := "/boundaries/rounds/5/lines/" + r.one("SELECT line_code FROM round_line WHERE round = 5 AND state = 'planned' ORDER BY 1 LIMIT 1")
	r.step(r.root, untouched, "/record", body).problem(r.t, http.StatusConflict)
	for query, want := range map[string][]string{"": {"对第三段有不同意见", "按协议执行", "☑待处理", "第三段修路越界", "☑不一致"}, "&blank=true": {"□待处理", "□不一致"}} {
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
