package api

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data/datatest"
	"cairn/internal/actor"
)

// Records of rounds of joint inspection, for the tests of rights.

var roundPlanners = []actor.Role{actor.Reviewer, actor.Admin}

func (h *harness) write(sql string, args ...any) {
	h.t.Helper()
	err := h.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, sql, args...)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
}

// newRound is one that no test has made before.
func newRound(p *place) attempt {
	p.write("DELETE FROM inspection_round WHERE number = 60")
	return attempt{body: map[string]any{"number": 60, "title": "联合检查", "starts_on": "2026-01-01"}}
}

// roundIn puts a round into a state and tries a step of it.
func roundIn(state, rest string, body map[string]any) func(*place) attempt {
	return func(p *place) attempt {
		p.write("DELETE FROM round_archive WHERE round = 61")
		p.write(`INSERT INTO inspection_round (number, state, closed_at) VALUES (61, $1, now())
			ON CONFLICT (number) DO UPDATE SET state = excluded.state, closed_at = now(), version = inspection_round.version + 1`, state)
		a := attempt{path: "/boundaries/rounds/61" + rest, body: body}
		p.scan("SELECT version FROM inspection_round WHERE number = 61").into(&a.version)
		return a
	}
}

// roundLineIn puts the own line into a state in an open round and tries a step of it.
func roundLineIn(state, rest string, body map[string]any) func(*place) attempt {
	return func(p *place) attempt {
		p.write("INSERT INTO inspection_round (number, state) VALUES (62, 'open') ON CONFLICT (number) DO NOTHING")
		p.write("DELETE FROM round_line WHERE round = 62")
		p.write(`INSERT INTO round_line (round, line_code, state, walked_on, conclusion, left_signed_on, right_signed_on, document)
			VALUES (62, $1, $2, '2022-01-01', 'qualified', CASE WHEN $2 = 'signed' THEN date '2022-01-02' END, CASE WHEN $2 = 'signed' THEN date '2022-01-02' END,
				CASE WHEN $2 = 'signed' THEN '联检〔2022〕1号' ELSE '' END)`, p.line, state)
		if state == "signed" {
			p.scanFor("62-" + p.line)
		}
		return attempt{path: "/boundaries/rounds/62/lines/" + p.line + rest, body: body, version: 1}
	}
}

// scanFor lays the row of a scan to a line in a round.
func (h *harness) scanFor(id string) {
	h.t.Helper()
	h.write(`INSERT INTO attachment (id, owner, owner_id, role, name, kind, media_type, size, sha256, state, uploader)
		VALUES ($1, 'round_line', $2, 'scan', '联检记录.pdf', 'document', 'application/pdf', 1, repeat('0', 64), 'ready', 'test')`, uuid.New(), id)
}

// roundPlan names the own line in an open round that does not know it.
func roundPlan(p *place) attempt {
	a := roundLineIn("planned", "", nil)(p)
	p.write("DELETE FROM round_line WHERE round = 62")
	return attempt{path: strings.TrimSuffix(a.path, "/"+p.line), body: map[string]any{"lines": []string{p.line}, "batch": 2026, "due_on": "2026-06-30"}}
}

func roundTrack(p *place) attempt {
	a := roundLineIn("planned", "/tracks", map[string]any{"id": uuid.NewString(), "walked_on": "2022-03-04",
		"track": map[string]any{"type": "LineString", "coordinates": [][2]float64{{p.lon, p.lat}, {p.lon + 0.001, p.lat}}}})(p)
	a.version = 0
	return a
}

// roundPath is the instance of a route of rounds.
func roundPath(p *place, pattern string) string {
	path := strings.TrimSuffix(roundLineIn("planned", "", nil)(p).path, "/lines/"+p.line)
	if strings.HasSuffix(pattern, "/archive.zip") {
		a := roundIn("closed", "/archive", map[string]any{})(p)
		p.root().do("POST", a.path, a.body, at(a.version)...).want(p.t, 200)
		path = "/boundaries/rounds/61"
	}
	return strings.NewReplacer("/boundaries/rounds/{number}", path, "{code}", p.line).Replace(pattern)
}

// roundRights are the rights to the routes of rounds.
var roundRights = map[string]rights{
	"GET /boundaries/rounds":                                {account: true},
	"POST /boundaries/rounds":                               {roles: roundPlanners, write: newRound, wide: true},
	"GET /boundaries/rounds/{number}":                       {account: true},
	"PATCH /boundaries/rounds/{number}":                     {roles: roundPlanners, write: roundIn("open", "", map[string]any{"title": "第五次联检"}), wide: true},
	"POST /boundaries/rounds/{number}/open":                 {roles: roundPlanners, write: roundIn("planned", "/open", map[string]any{}), wide: true},
	"POST /boundaries/rounds/{number}/close":                {roles: roundPlanners, write: roundIn("open", "/close", map[string]any{"reason": "到期"}), wide: true},
	"POST /boundaries/rounds/{number}/archive":              {roles: roundPlanners, write: roundIn("closed", "/archive", map[string]any{}), wide: true},
	"GET /boundaries/rounds/{number}/archive.zip":           {roles: append([]actor.Role{actor.Officer}, markerEditors...)}, // it holds exact coordinates
	"GET /boundaries/rounds/{number}/progress":              {account: true},
	"GET /boundaries/rounds/{number}/comparison":            {account: true},
	"GET /boundaries/rounds/{number}/lines":                 {account: true},
	"POST /boundaries/rounds/{number}/lines":                {roles: roundPlanners, write: roundPlan},
	"GET /boundaries/rounds/{number}/lines/{code}":          {account: true},
	"PATCH /boundaries/rounds/{number}/lines/{code}":        {roles: roundPlanners, write: roundLineIn("planned", "", map[string]any{"left_team": "甲组"})},
	"GET /boundaries/rounds/{number}/lines/{code}/history":  {account: true},
	"POST /boundaries/rounds/{number}/lines/{code}/walk":    {roles: markerEditors, write: roundLineIn("planned", "/walk", map[string]any{"walked_on": "2022-03-04"})},
	"POST /boundaries/rounds/{number}/lines/{code}/record":  {roles: markerEditors, write: roundLineIn("walked", "/record", map[string]any{"conclusion": "repaired"})},
	"POST /boundaries/rounds/{number}/lines/{code}/sign":    {roles: markerEditors, write: roundLineIn("recorded", "/sign", map[string]any{"left_signed_on": "2022-03-05"})},
	"POST /boundaries/rounds/{number}/lines/{code}/close":   {roles: markerEditors, write: roundLineIn("signed", "/close", map[string]any{})},
	"GET /boundaries/rounds/{number}/lines/{code}/paper":    {account: true},
	"GET /boundaries/rounds/{number}/lines/{code}/coverage": {account: true},
	"GET /boundaries/rounds/{number}/lines/{code}/tracks":   {account: true},
	"POST /boundaries/rounds/{number}/lines/{code}/tracks":  {roles: markerEditors, write: roundTrack},
	"GET /boundaries/ledger":                                {account: true},
	"GET /boundaries/ledger.xlsx":                           {account: true},
}

func init() { maps.Copy(routeRights, roundRights) }

// uploadTo sends a whole file to any record and gives its id.
func (c client) uploadTo(owner, ownerID, role, name string, content []byte) reply {
	c.t.Helper()
	id := uuid.NewString()
	r := c.do("POST", "/attachments", nil, "Tus-Resumable", "1.0.0", "Upload-Length", fmt.Sprint(len(content)),
		"Upload-Metadata", metadata("id", id, "owner", owner, "owner_id", ownerID, "role", role, "filename", name, "filetype", "image/jpeg"))
	if r.StatusCode != 201 {
		return r
	}
	return c.sendFrom(id, 0, content)
}
