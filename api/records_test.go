package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/internal/actor"
)

// place is the sample's own county with a record of each kind in it.
type place struct {
	*harness
	county, township, other, otherTownship string
	lon, lat                               float64
	elsewhere                              [2]float64 // in the other county
	line, class                            string
	serial                                 int
}

func newPlace(t *testing.T, public ...string) *place {
	t.Helper()
	db := sampleDB(t)
	p := &place{harness: whole(t, db, func(c *Config) {
		c.Public = public
		c.Web = fstest.MapFS{"index.html": {Data: []byte("app")}}
	}), county: "532601", other: "532628"}
	p.scan("SELECT code, ST_X(seat), ST_Y(seat) FROM area WHERE parent = $1 AND seat IS NOT NULL ORDER BY code LIMIT 1", p.county).into(&p.township, &p.lon, &p.lat)
	p.scan("SELECT code, ST_X(seat), ST_Y(seat) FROM area WHERE parent = $1 AND seat IS NOT NULL ORDER BY code LIMIT 1", p.other).into(&p.otherTownship, &p.elsewhere[0], &p.elsewhere[1])
	p.scan("SELECT code FROM place_class ORDER BY code LIMIT 1").into(&p.class)
	p.scan(`SELECT code FROM boundary_line WHERE level = 'township' AND starts_with(left_area, $1) AND starts_with(right_area, $1)
		AND $2 IN (left_area, right_area) ORDER BY code LIMIT 1`, p.county, p.township).into(&p.line)
	return p
}

type scanner struct {
	p    *place
	rows pgx.Row
}

func (p *place) scan(sql string, args ...any) scanner {
	return scanner{p, p.db.Read().QueryRow(context.Background(), sql, args...)}
}

func (s scanner) into(targets ...any) {
	s.p.t.Helper()
	if err := s.rows.Scan(targets...); err != nil {
		s.p.t.Fatal(err)
	}
}

// made creates a record by a writer who may do all and gives its id.
func (p *place) made(path string, body any) string {
	p.t.Helper()
	var made struct {
		ID      string `json:"id"`
		Account struct {
			ID string `json:"id"`
		} `json:"account"`
	}
	p.root().do("POST", path, body).want(p.t, http.StatusCreated).into(p.t, &made)
	return made.ID + made.Account.ID
}

// root is an admin of everything.
func (p *place) root() client { return p.as(actor.Admin, "") }

func (p *place) next() int { p.serial++; return p.serial }

func newEntry(p *place) attempt {
	return attempt{body: map[string]any{"name": "测试地名", "class_code": p.class, "area_code": p.township, "lon": p.lon, "lat": p.lat}}
}

func entry(p *place) attempt {
	id := p.made("/gazetteer/entries", newEntry(p).body)
	return attempt{path: "/gazetteer/entries/" + id, body: map[string]any{"meaning": "寓意"}, version: 1}
}

func newSign(p *place) attempt {
	entry := p.made("/gazetteer/entries", newEntry(p).body)
	return attempt{body: map[string]any{"place_id": entry, "kind": "village", "condition": "good", "installed_on": "2021-05-04", "lon": p.lon, "lat": p.lat}}
}

func sign(p *place) attempt {
	id := p.made("/gazetteer/signs", newSign(p).body)
	return attempt{path: "/gazetteer/signs/" + id, body: map[string]any{"note": "说明"}, version: 1}
}

func newSignPlan(p *place) attempt {
	return attempt{body: map[string]any{"title": "街路巷标志", "area_code": p.township, "year": 2022, "target_names": 87}}
}

func signPlan(p *place) attempt {
	id := p.made("/gazetteer/sign-plans", newSignPlan(p).body)
	return attempt{path: "/gazetteer/sign-plans/" + id, body: map[string]any{"year": 2023}, version: 1}
}

func newHookBody(p *place) attempt {
	return attempt{body: map[string]any{"url": "http://127.0.0.1:1/", "area_code": p.county}}
}

// webhook is one of the county's own administrator.
func webhook(p *place) attempt {
	body := newHookBody(p).body
	r := p.writer(actor.Admin, true).do(http.MethodPost, "/webhooks", body)
	return attempt{path: r.Header.Get("Location"), body: map[string]any{"active": false}, version: 1}
}

func newFacility(p *place) attempt {
	return attempt{body: map[string]any{"kind": "township_cemetery", "name": "公墓", "area_code": p.township, "lon": p.lon, "lat": p.lat,
		"status": "in_use", "status_from": "2015-05-04"}}
}

func facility(p *place) attempt {
	id := p.made("/facilities", newFacility(p).body)
	return attempt{path: "/facilities/" + id, body: map[string]any{"note": "说明"}, version: 1}
}

func newMarker(p *place) attempt {
	return attempt{body: map[string]any{"number": fmt.Sprintf("01%05dQ", p.next()), "type": "single", "lon": p.lon, "lat": p.lat,
		"lines": []string{p.line}, "managing_area": p.township}}
}

func marker(p *place) attempt {
	id := p.made("/boundaries/markers", newMarker(p).body)
	return attempt{path: "/boundaries/markers/" + id, body: map[string]any{"material": "花岗岩"}, version: 1}
}

func markerRegistration(p *place) attempt {
	a := marker(p)
	return attempt{path: a.path + "/registrations", version: 1, body: map[string]any{"why": "re_erected", "valid_from": "2021-06-01", "signed_by": []string{"张三", "李四"}}}
}

func markerPattern(p *place) attempt {
	var version int64
	p.scan("SELECT version FROM marker_pattern WHERE level = 'county'").into(&version)
	return attempt{path: "/boundaries/marker-patterns/county", body: map[string]any{"regexp": "[0-9]{7}Q", "example": "0122001Q"}, version: version}
}

func precisionRule(p *place) attempt {
	var version int64
	p.scan("SELECT version FROM coordinate_precision WHERE role = 'viewer'").into(&version)
	return attempt{path: "/boundaries/precision/viewer", body: map[string]any{"lines_m": 100, "markers_m": 100, "inspections_m": 500}, version: version}
}

func line(p *place) attempt {
	var version int64
	p.scan("SELECT version FROM boundary_line WHERE code = $1", p.line).into(&version)
	return attempt{path: "/boundaries/lines/" + p.line, body: map[string]any{"agreement": fmt.Sprint("协议 ", p.next())}, version: version}
}

func lineCourse(p *place) attempt {
	a := line(p)
	version := int64(1)
	p.scan("SELECT coalesce((SELECT version FROM line_course WHERE line_code = $1), 1)", p.line).into(&version)
	return attempt{path: a.path + "/course", body: map[string]any{"agreement_text": fmt.Sprint("自起点向北行", p.next(), "公里。")}, version: version}
}

func inspection(p *place) attempt {
	body := newMarker(p).body.(map[string]any)
	p.made("/boundaries/markers", body)
	return attempt{body: map[string]any{"id": uuid.NewString(), "kind": "patrol", "observed_at": "2021-06-30T10:00:00+08:00",
		"observer": "张三", "marker": body["number"], "conditions": []string{"intact"}}}
}

func newAccount(p *place) attempt {
	return attempt{body: map[string]any{"login": fmt.Sprint("new", p.next()), "name": "新", "role": "viewer", "area_code": p.township}}
}

func account(rest string) func(*place) attempt {
	return func(p *place) attempt {
		return attempt{path: "/accounts/" + p.made("/accounts", newAccount(p).body) + rest, body: map[string]any{"name": "改"}, version: 1}
	}
}

func newToken(p *place) attempt {
	a := account("/tokens")(p)
	a.body = map[string]any{"name": "程序"}
	return a
}

func token(p *place) attempt {
	a := newToken(p)
	a.path += "/" + p.made(a.path, a.body)
	return a
}

// instance is a readable address for a route's pattern.
func (p *place) instance(path string) string {
	var entry, facility, marker string
	p.scan(`SELECT (SELECT id FROM place WHERE status <> 'retired' LIMIT 1)::text, (SELECT id FROM facility LIMIT 1)::text,
		(SELECT id FROM marker LIMIT 1)::text`).into(&entry, &facility, &marker)
	replace := []string{"{code}", p.county, "{tileset}", "areas", "{collection}", "areas", "{fid}", p.county, "{z}/{y}/{x}", "8/112/202", "{z}/{x}/{y}", "8/202/112", "*", ""}
	switch {
	case strings.HasPrefix(path, "/boundaries/lines/"):
		replace[1] = p.line
	case strings.HasPrefix(path, "/gazetteer/entries/"):
		replace = []string{"{id}", entry}
	case strings.HasPrefix(path, "/gazetteer/reviews/{id}"):
		path = strings.Replace(path, "/gazetteer/reviews/{id}", review("")(p).path, 1)
	case strings.HasPrefix(path, "/gazetteer/cleanup/{id}"):
		path = strings.Replace(path, "/gazetteer/cleanup/{id}", cleanupRow("", nil)(p).path, 1)
	case strings.HasPrefix(path, "/areas/changes/"):
		path = strings.Replace(path, "/areas/changes/{id}", areaChange(p).path, 1)
	case strings.HasPrefix(path, "/gazetteer/readings/"):
		path = strings.Replace(path, "/gazetteer/readings/{id}", readingRecord(p).path, 1)
	case strings.HasPrefix(path, "/gazetteer/changes/"):
		set, item := p.submittedSet()
		replace = []string{"{id}", set, "{item}", item}
	case path == "/gazetteer/reports/{id}":
		path = report("")(p).path
	case strings.HasPrefix(path, "/gazetteer/codes/"):
		p.root().do("POST", codeOfEntry(p).path, nil).want(p.t, http.StatusOK)
		p.scan("SELECT code FROM place_code_held LIMIT 1").into(&replace[1])
	case strings.HasPrefix(path, "/gazetteer/approvals/"):
		path = strings.NewReplacer("/gazetteer/approvals/{id}", approvalRead("")(p).path, "{paper}", "report").Replace(path)
	case strings.HasPrefix(path, "/gazetteer/announcements/"):
		path = strings.Replace(path, "/gazetteer/announcements/{id}", announcementDraft("", nil)(p).path, 1)
	case path == "/gazetteer/filing/settings/{area}":
		path = strings.Replace(path, "{area}", p.county, 1)
	case path == "/announcements/{number}":
		path = p.notice()
	case strings.HasPrefix(path, "/gazetteer/signs/"):
		path = strings.Replace(path, "/gazetteer/signs/{id}", sign(p).path, 1)
	case strings.HasPrefix(path, "/gazetteer/sign-plans/"):
		path = strings.Replace(path, "/gazetteer/sign-plans/{id}", signPlan(p).path, 1)
	case strings.HasPrefix(path, "/indicators/definitions/{id}"):
		path = strings.Replace(path, "/indicators/definitions/{id}", indicator("")(p).path, 1)
	case strings.HasPrefix(path, "/facilities/burial-parameters/{id}"):
		path = strings.Replace(path, "/facilities/burial-parameters/{id}", parameter(p).path, 1)
	case strings.HasPrefix(path, "/facilities/sizing-standards/{id}"):
		path = strings.Replace(path, "/facilities/sizing-standards/{id}", standard(p).path, 1)
	case strings.HasPrefix(path, "/facilities/monthly/{id}"):
		path = strings.Replace(path, "/facilities/monthly/{id}", monthlyRecord("", nil)(p).path, 1)
	case path == "/facilities/monthly/form":
		path = monthlyForm(p).path
	case strings.HasPrefix(path, "/boundaries/findings/{id}"):
		path = strings.Replace(path, "/boundaries/findings/{id}", findingAt(0, "", nil)(p).path, 1)
	case strings.HasPrefix(path, "/boundaries/disputes/{id}"):
		path = strings.Replace(path, "/boundaries/disputes/{id}", dispute("", nil)(p).path, 1)
	case strings.HasPrefix(path, "/boundaries/patrols/{id}"):
		path = strings.Replace(path, "/boundaries/patrols/{id}", patrolRead(p).path, 1)
	case strings.HasPrefix(path, "/boundaries/patrol-plans/{id}"):
		path = strings.Replace(path, "/boundaries/patrol-plans/{id}", patrolPlan(p).path, 1)
	case strings.HasPrefix(path, "/coverage/rules/"):
		replace = []string{"{rule}", "distance"}
	case strings.HasPrefix(path, "/coverage/exemptions/{id}"):
		path = strings.Replace(path, "/coverage/exemptions/{id}", exemption(p).path, 1)
	case strings.HasPrefix(path, "/coverage/reported/{id}"):
		path = strings.Replace(path, "/coverage/reported/{id}", reported(p).path, 1)
	case strings.HasPrefix(path, "/siting"):
		return sitingPath(p, path)
	case strings.HasPrefix(path, "/facilities/kinds/"):
		replace[1] = "township_cemetery"
	case strings.HasPrefix(path, "/facilities/groups/"):
		replace[1] = "care"
	case strings.HasPrefix(path, "/facilities/"):
		replace = []string{"{id}", facility}
	case path == "/boundaries/inspections/{id}":
		path = p.storedInspection()
	case strings.HasPrefix(path, "/boundaries/rounds/{number}"):
		path = roundPath(p, path)
	case strings.HasPrefix(path, "/boundaries/markers/"):
		replace = []string{"{id}", marker}
	}
	if strings.HasPrefix(path, "/attachments") {
		return attachmentPath(p, path)
	}
	if instance := lifeInstance(p, path); instance != "" {
		return instance
	}
	path = strings.NewReplacer("{file}", "list.xlsx", "{format}", "html").Replace(path)
	path = strings.NewReplacer(replace...).Replace(path)
	switch path {
	case "/locate":
		return fmt.Sprintf("%s?lon=%v&lat=%v", path, p.lon, p.lat)
	case "/network/times":
		return fmt.Sprintf("%s?from=%v,%v&to=%v,%v", path, p.lon, p.lat, p.elsewhere[0], p.elsewhere[1])
	case "/network/isochrones":
		return fmt.Sprintf("%s?lon=%v&lat=%v&minutes=10", path, p.lon, p.lat)
	case "/coverage/compare":
		return path + "?kind=township_burial&rules=presence,distance"
	case "/coverage/days", "/coverage/report":
		return path + "?kind=township_burial"
	case "/coverage":
		return path + "?kind=township_cemetery&as_of=2021-12-31"
	case "/coverage/ledger", "/indicators":
		return path + "?as_of=2021-12-31"
	case "/gazetteer/romanize":
		return path + "?name=文山市"
	case "/gazetteer/romanize/fits":
		return path + "?name=文山市&pinyin=Wenshan"
	case "/gazetteer/check":
		return path + "?name=文山&area=" + p.township
	case "/gazetteer/search", "/gazetteer/suggest":
		return path + "?q=文山"
	case "/gazetteer/statistics":
		return path + "?from=2017-01-01&to=2021-12-31"
	}
	return path
}

func (p *place) try(c client, method, pattern string, a attempt) reply {
	path := a.path
	if path == "" {
		path = p.instance(pattern)
	}
	var headers []string
	if a.version > 0 {
		headers = []string{"If-Match", etagOf(a.version)}
	}
	if method == http.MethodGet || method == http.MethodDelete || strings.HasSuffix(path, "/password") {
		a.body = nil
	}
	if a.media != "" {
		headers = append(headers, "Content-Type", a.media)
	}
	return c.do(method, path, a.body, append(headers, a.headers...)...)
}

// changes counts the changes ever made.
func (p *place) changes() (n int) {
	p.scan("SELECT count(*) FROM change").into(&n)
	return n
}
