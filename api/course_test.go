package api

import (
	"archive/zip"
	"bytes"
	"net/http"
	"strings"
	"testing"

	"cairn/boundaries/course"
	"cairn/internal/actor"
	"cairn/internal/paper"
)

// A description is read as drafted, edited by an inspector of one party, compared with the
// agreement's text in the reader's language, and given back to the draft by null.
func TestCourse(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	path := "/boundaries/lines/" + p.line
	c := p.as(actor.Inspector, p.county)
	var profile course.Profile
	c.do("GET", path+"/profile", nil).want(t, http.StatusOK).into(t, &profile)
	if n := len(profile.Stations); n < 2 || profile.Stations[0].Kind != course.Start || profile.Stations[n-1].ChainageKm != profile.GeodesicLengthKm {
		t.Errorf("profile %+v", profile)
	}
	var d course.Description
	r := c.do("GET", path+"/course", nil).want(t, http.StatusOK)
	r.into(t, &d)
	if d.Edited || d.Text != d.Draft.Text || !strings.Contains(d.Text, "begins at") || r.Header.Get("ETag") != `"1"` {
		t.Errorf("draft %s %+v", r.Header.Get("ETag"), d)
	}
	body := map[string]any{"text": "沿山脊而行。", "agreement_text": "自起点向东行900公里至1号界桩。", "reason": "录入"}
	c.do("PATCH", path+"/course", body).problem(t, http.StatusPreconditionRequired)
	c.do("PATCH", path+"/course", body, at(1)...).want(t, http.StatusOK).into(t, &d)
	if !d.Edited || d.Text != "沿山脊而行。" || d.Version != 2 || d.Comparison.Extra != 1 || d.EditedBy == "" || d.DraftedFrom != d.GeometryVersion {
		t.Errorf("edited %+v", d)
	}
	c.do("PATCH", path+"/course", body, at(1)...).problem(t, http.StatusPreconditionFailed)
	c.do("PATCH", path+"/course", map[string]any{"text": nil}, at(2)...).want(t, http.StatusOK).into(t, &d)
	if d.Edited || d.AgreementText == "" || d.Version != 3 {
		t.Errorf("given back %+v", d)
	}
	p.as(actor.Inspector, p.other).do("PATCH", path+"/course", body, at(3)...).problem(t, http.StatusForbidden)
	for _, part := range []string{"/course", "/profile", "/results.docx"} {
		c.do("GET", "/boundaries/lines/532601999532601998"+part, nil).problem(t, http.StatusNotFound)
	}
}

// What the agreement says goes along with a line whose party gets another code.
func TestCourseFollowsAnArea(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	old := "532601203"
	line := r.one("SELECT code FROM boundary_line WHERE $1 IN (left_area, right_area) ORDER BY code LIMIT 1", old)
	r.root.do("PATCH", "/boundaries/lines/"+line+"/course", map[string]any{"text": "沿河而行。", "agreement_text": "协议如此。"}, at(1)...).want(t, http.StatusOK)
	r.apply("upgrade", "2023-02-01", map[string]any{"old": []string{old}, "code": "532601120", "name": "新镇", "pinyin": "Xīn Zhèn"})
	next := r.one("SELECT new_code FROM line_move WHERE old_code = $1", line)
	var d course.Description
	r.root.do("GET", "/boundaries/lines/"+next+"/course", nil).want(t, http.StatusOK).into(t, &d)
	if d.Text != "沿河而行。" || d.AgreementText != "协议如此。" || d.Version != 2 {
		t.Errorf("the line that goes on has %+v", d)
	}
	if p := r.root.do("PATCH", "/boundaries/lines/"+line+"/course", map[string]any{"text": "x"}, at(2)...).problem(t, http.StatusConflict); p.Code != "boundaries.line_ended" {
		t.Errorf("refused as %s", p.Code)
	}
	r.trailIsWhole()
}

// Every paper is a file of its type, with a name; the page to print is shown.
func TestBoundaryPapers(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Viewer, p.county)
	id := marker(p).path
	for path, media := range map[string]string{
		id + "/registration.docx":                              paper.DocxType,
		id + "/registration.html":                              typeHTML,
		id + "/registration.xlsx":                              xlsxType,
		id + "/registration.xlsx?blank=true":                   xlsxType,
		id + "/registration.docx?blank=true":                   paper.DocxType,
		"/boundaries/lines/" + p.line + "/results.docx":        paper.DocxType,
		"/boundaries/lines/" + p.line + "/results.xlsx":        xlsxType,
		"/boundaries/lines/" + p.line + "/results.html":        typeHTML,
		"/boundaries/results.xlsx?area=" + p.county:            xlsxType,
		"/boundaries/results.html?blank=true&area=" + p.county: typeHTML,
	} {
		r := c.do("GET", path, nil).want(t, http.StatusOK)
		saved := strings.HasPrefix(r.Header.Get("Content-Disposition"), "attachment; filename*=UTF-8''%E7%95%8C%E6%A1%A9")
		if !strings.HasPrefix(r.Header.Get("Content-Type"), media) || saved == (media == typeHTML) {
			t.Errorf("%s: %s %s", path, r.Header.Get("Content-Type"), r.Header.Get("Content-Disposition"))
		}
		if media == typeHTML {
			continue
		}
		if _, err := zip.NewReader(bytes.NewReader(r.text), int64(len(r.text))); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	c.do("GET", "/boundaries/results.html?area=9999", nil).problem(t, http.StatusBadRequest)
	c.do("GET", id+"/registration.pdf", nil).problem(t, http.StatusBadRequest)
	c.do("GET", "/boundaries/markers/00000000-0000-0000-0000-000000000000/registration.docx", nil).problem(t, http.StatusNotFound)
}
