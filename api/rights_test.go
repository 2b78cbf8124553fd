package api

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data/datatest"
	"cairn/internal/actor"
)

// The rights as the office states them, apart from the program's own table: who may call
// each route. Records are in the county 532601; writers of another county may not touch
// them.

// rights of a route: one of the four is set.
type rights struct {
	open    bool         // everybody, signed in or not
	layer   string       // every account; everybody when the layer is public
	account bool         // every account, never nobody
	roles   []actor.Role // these roles; as writers only in their own area
	write   func(*place) attempt
}

// attempt is a request that would change a record of the own area.
type attempt struct {
	path    string // "" is the route's own
	body    any
	version int64 // for If-Match; 0 for none
}

var (
	placeEditors  = []actor.Role{actor.Clerk, actor.Officer, actor.Reviewer, actor.Admin}
	markerEditors = []actor.Role{actor.Inspector, actor.Reviewer, actor.Admin}
	planners      = []actor.Role{actor.Clerk, actor.Planner, actor.Admin}
	inspectors    = []actor.Role{actor.Clerk, actor.Inspector, actor.Reviewer, actor.Admin}
	admins        = []actor.Role{actor.Admin}
)

var routeRights = map[string]rights{
	"GET /healthz": {open: true},
	"GET /readyz":  {open: true},
	"GET /metrics": {roles: admins},
	"GET /app/*":   {open: true},

	"GET /session":          {open: true},
	"POST /session":         {open: true},
	"DELETE /session":       {open: true},
	"PUT /session/password": {open: true},

	"GET /accounts":                           {roles: admins},
	"POST /accounts":                          {roles: admins, write: newAccount},
	"GET /accounts/{id}":                      {roles: admins, write: account("")},
	"PATCH /accounts/{id}":                    {roles: admins, write: account("")},
	"POST /accounts/{id}/password":            {roles: admins, write: account("/password")},
	"GET /accounts/{id}/tokens":               {roles: admins, write: account("/tokens")},
	"POST /accounts/{id}/tokens":              {roles: admins, write: newToken},
	"DELETE /accounts/{id}/tokens/{token_id}": {roles: admins, write: token},
	"GET /audit":                              {roles: []actor.Role{actor.Auditor, actor.Admin}},

	"GET /gazetteer/entries":              {layer: "places"},
	"POST /gazetteer/entries":             {roles: placeEditors, write: newEntry},
	"GET /gazetteer/entries/{id}":         {layer: "places"},
	"PATCH /gazetteer/entries/{id}":       {roles: placeEditors, write: entry},
	"DELETE /gazetteer/entries/{id}":      {roles: placeEditors, write: entry},
	"GET /gazetteer/entries/{id}/history": {account: true},
	"GET /gazetteer/classes":              {layer: "places"},
	"GET /gazetteer/search":               {layer: "places"},
	"GET /gazetteer/statistics":           {layer: "places"},

	"GET /areas":                           {layer: "areas"},
	"GET /areas/{code}":                    {layer: "areas"},
	"GET /boundaries/lines":                {layer: "boundaries"},
	"GET /boundaries/lines/{code}":         {layer: "boundaries"},
	"PATCH /boundaries/lines/{code}":       {roles: markerEditors, write: line},
	"GET /boundaries/lines/{code}/history": {account: true},
	"GET /boundaries/markers":              {layer: "boundaries"},
	"POST /boundaries/markers":             {roles: markerEditors, write: newMarker},
	"GET /boundaries/markers/{id}":         {layer: "boundaries"},
	"PATCH /boundaries/markers/{id}":       {roles: markerEditors, write: marker},
	"DELETE /boundaries/markers/{id}":      {roles: markerEditors, write: marker},
	"GET /boundaries/markers/{id}/history": {account: true},
	"GET /boundaries/inspections":          {account: true},
	"POST /boundaries/inspections":         {roles: inspectors, write: inspection},
	"GET /boundaries/summary":              {layer: "boundaries"},
	"GET /boundaries/closing-edges":        {account: true},

	"GET /locate":  {layer: "areas"},
	"POST /locate": {layer: "areas"},

	"GET /facilities":              {layer: "facilities"},
	"POST /facilities":             {roles: planners, write: newFacility},
	"GET /facilities/kinds":        {layer: "facilities"},
	"GET /facilities/{id}":         {layer: "facilities"},
	"PATCH /facilities/{id}":       {roles: planners, write: facility},
	"DELETE /facilities/{id}":      {roles: planners, write: facility},
	"GET /facilities/{id}/history": {account: true},
	"GET /coverage":                {layer: "facilities"},
	"GET /coverage/ledger":         {layer: "facilities"},
	"GET /indicators":              {layer: "facilities"},

	"GET /tiles/{tileset}":                 {layer: "areas"},
	"GET /tiles/{tileset}/{z}/{x}/{y}.mvt": {layer: "areas"},

	"GET /":                                               {open: true},
	"GET /conformance":                                    {open: true},
	"GET /api":                                            {open: true},
	"GET /collections":                                    {open: true},
	"GET /collections/{collection}":                       {layer: "areas"},
	"GET /collections/{collection}/items":                 {layer: "areas"},
	"GET /collections/{collection}/items/{fid}":           {layer: "areas"},
	"GET /collections/{collection}/tiles":                 {layer: "areas"},
	"GET /collections/{collection}/tiles/WebMercatorQuad": {layer: "areas"},
	"GET /collections/{collection}/tiles/WebMercatorQuad/{z}/{y}/{x}": {layer: "areas"},
}

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

func line(p *place) attempt {
	var version int64
	p.scan("SELECT version FROM boundary_line WHERE code = $1", p.line).into(&version)
	return attempt{path: "/boundaries/lines/" + p.line, body: map[string]any{"agreement": fmt.Sprint("协议 ", p.next())}, version: version}
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
	case strings.HasPrefix(path, "/facilities/"):
		replace = []string{"{id}", facility}
	case strings.HasPrefix(path, "/boundaries/markers/"):
		replace = []string{"{id}", marker}
	}
	path = strings.NewReplacer(replace...).Replace(path)
	switch path {
	case "/locate":
		return fmt.Sprintf("%s?lon=%v&lat=%v", path, p.lon, p.lat)
	case "/coverage":
		return path + "?kind=township_cemetery&as_of=2021-12-31"
	case "/coverage/ledger", "/indicators":
		return path + "?as_of=2021-12-31"
	case "/gazetteer/search":
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
	return c.do(method, path, a.body, headers...)
}

// Every route is in the table, and the table has no others.
func TestRightsAreComplete(t *testing.T) {
	t.Parallel()
	h := whole(t, datatest.New(t))
	var keys []string
	for _, r := range h.server.routes {
		key := r.method + " " + r.path
		keys = append(keys, key)
		if _, ok := routeRights[key]; !ok {
			t.Errorf("nobody has said who may %s", key)
		}
	}
	for key := range routeRights {
		if !slices.Contains(keys, key) {
			t.Errorf("there is no route %s", key)
		}
	}
}

// changes counts the changes ever made.
func (p *place) changes() (n int) {
	p.scan("SELECT count(*) FROM change").into(&n)
	return n
}

func TestRightsOfReaders(t *testing.T) {
	t.Parallel()
	for _, public := range []string{"", layerAreas, layerPlaces, "all"} {
		t.Run("public "+public, func(t *testing.T) {
			t.Parallel()
			p := newPlace(t, slices.DeleteFunc([]string{public}, func(s string) bool { return s == "" })...)
			clients := map[actor.Role]client{"": p.nobody()}
			for _, role := range actor.Roles {
				clients[role] = p.as(role, p.other)
			}
			for key, want := range routeRights {
				if want.write != nil {
					continue
				}
				method, pattern, _ := strings.Cut(key, " ")
				for role, c := range clients {
					allowed := want.open || role != "" && (want.roles == nil || slices.Contains(want.roles, role)) ||
						want.layer != "" && (public == "all" || public == want.layer)
					var a attempt
					if method == http.MethodPost && strings.HasPrefix(pattern, "/locate") {
						a.path, a.body = "/locate", map[string]any{"points": [][2]float64{{p.lon, p.lat}}}
					}
					p.judge(key, role, p.try(c, method, pattern, a), allowed, want.open)
				}
			}
		})
	}
}

// judge compares an answer with whether it should have been given.
func (p *place) judge(key string, role actor.Role, r reply, allowed, open bool) {
	p.t.Helper()
	status := r.StatusCode
	switch {
	case allowed && open:
		if status >= 500 || status == http.StatusForbidden {
			p.t.Errorf("%s by %q: %d %s", key, role, status, r.text)
		}
	case allowed:
		if status >= 300 {
			p.t.Errorf("%s by %q is refused: %d %s", key, role, status, r.text)
		}
	case role == "" && status != http.StatusUnauthorized, role != "" && status != http.StatusForbidden:
		p.t.Errorf("%s by %q: %d, want a refusal: %.200s", key, role, status, r.text)
	}
}

func TestRightsOfWriters(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "all")
	for key, want := range routeRights {
		if want.write == nil {
			continue
		}
		method, pattern, _ := strings.Cut(key, " ")
		for _, role := range append([]actor.Role{""}, actor.Roles...) {
			for _, own := range []bool{true, false} {
				a := want.write(p)
				c := p.writer(role, own)
				before := p.changes()
				r := p.try(c, method, pattern, a)
				allowed := own && slices.Contains(want.roles, role)
				p.judge(fmt.Sprintf("%s (own area: %v)", key, own), role, r, allowed, false)
				if n := p.changes() - before; !allowed && n != 0 || allowed && n != 1 && method != http.MethodGet {
					t.Errorf("%s by %q (own area: %v) made %d changes", key, role, own, n)
				}
			}
		}
	}
}

// writer is a client of the role in the records' area or in another; clerks have a township.
func (p *place) writer(role actor.Role, own bool) client {
	area := map[bool]string{true: p.county, false: p.other}[own]
	if role == actor.Clerk {
		area = map[bool]string{true: p.township, false: p.otherTownship}[own]
	}
	if role == "" {
		return p.nobody()
	}
	return p.as(role, area)
}

// A record is refused by where it stands as well as by the area that it declares.
func TestRightsByPosition(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	for _, tc := range []struct {
		path   string
		role   actor.Role
		body   any
		record func(*place) attempt
	}{
		{"/gazetteer/entries", actor.Officer, newEntry(p).body, entry},
		{"/facilities", actor.Planner, newFacility(p).body, facility},
	} {
		c := p.writer(tc.role, true)
		before := p.changes()
		body := tc.body.(map[string]any)
		body["lon"], body["lat"], body["position_reason"] = p.elsewhere[0], p.elsewhere[1], "有理由"
		c.do("POST", tc.path, body).problem(t, http.StatusForbidden)
		body["area_code"] = p.otherTownship
		c.do("POST", tc.path, body).problem(t, http.StatusForbidden)
		if p.changes() != before {
			t.Errorf("%s: refused and changed", tc.path)
		}
		a := tc.record(p)
		for _, move := range []map[string]any{
			{"lon": p.elsewhere[0], "lat": p.elsewhere[1], "position_reason": "有理由"},
			{"area_code": p.otherTownship},
			{"area_code": p.otherTownship, "lon": p.elsewhere[0], "lat": p.elsewhere[1]},
		} {
			if r := c.do("PATCH", a.path, move, "If-Match", `"1"`); r.StatusCode != http.StatusForbidden {
				t.Errorf("%s moved by %v: %d %s", a.path, move, r.StatusCode, r.text)
			}
		}
	}
}
