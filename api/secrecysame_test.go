package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/maptile"

	"cairn/data/datatest"
	"cairn/internal/actor"
)

// cleared is an administrator of everything who may read every grade.
func (p *place) cleared() client {
	p.t.Helper()
	c := p.root()
	err := p.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE account SET clearance = 4 WHERE id = (SELECT id FROM account WHERE role = 'admin' ORDER BY created_at DESC, id DESC LIMIT 1)")
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return c
}

// secretLife is a life that nobody without clearance may notice: entries that are graded as
// a whole, with all that an office does with entries, and graded fields of an open one.
type secretLife struct {
	*place
	keeper, second client // cleared
	open           string // an entry that everybody may know
	plan           string // of signs
}

func newSecretLife(p *place) *secretLife {
	l := &secretLife{place: p, keeper: p.cleared(), second: p.cleared()}
	l.open = l.add(map[string]any{"name": "见山寨", "meaning": "秘义甲", "secrecy": map[string]any{"meaning": 2, "position": 2, "attachments": 1}})
	l.plan = strings.TrimPrefix(signPlan(p).path, "/gazetteer/sign-plans/")
	return l
}

// do asks a cleared person's question and gives the id in the answer.
func (l *secretLife) do(c client, method, path string, body any, headers ...string) (id string, version int64) {
	l.t.Helper()
	var made struct {
		ID      string
		Version int64
	}
	r := c.do(method, path, body, headers...)
	if r.StatusCode/100 != 2 {
		l.t.Fatalf("%s %s: %d %s", method, path, r.StatusCode, r.text)
	}
	if len(r.text) > 0 {
		r.into(l.t, &made)
	}
	return made.ID, made.Version
}

// add makes an entry.
func (l *secretLife) add(fields map[string]any) string {
	body := newEntry(l.place).body.(map[string]any)
	for k, v := range fields {
		body[k] = v
	}
	id, _ := l.do(l.keeper, "POST", "/gazetteer/entries", body)
	return id
}

// set proposes items, and publishes them with an approval when the stream is naming.
func (l *secretLife) set(stream string, publish bool, items ...map[string]any) {
	body := map[string]any{"stream": stream, "title": "秘题己", "reason": "秘由庚", "items": items}
	if stream == "naming" {
		body["approval"] = map[string]any{"authority": "秘关辛", "authority_kind": "government", "authority_area": l.county, "document": "秘文〔2022〕1号", "approved_on": "2022-01-05"}
	}
	id, version := l.do(l.keeper, "POST", "/gazetteer/changes", body)
	path := "/gazetteer/changes/" + id
	_, version = l.do(l.keeper, "POST", path+"/submit", map[string]any{}, at(version)...)
	if publish {
		_, version = l.do(l.second, "POST", path+"/accept", map[string]any{}, at(version)...)
		l.do(l.second, "POST", path+"/publish", map[string]any{}, at(version)...)
	}
}

// live does everything once: direct edits, change sets of both streams, a report, a sign, a
// code; and of the open entry what is graded of it.
func (l *secretLife) live() {
	l.t.Helper()
	whole := map[string]any{"entry": 4}
	first := l.add(map[string]any{"name": "绝谷寨", "secrecy": whole})
	entry := "/gazetteer/entries/" + first
	l.do(l.keeper, "POST", entry+"/code", nil)
	l.do(l.keeper, "PATCH", entry, map[string]any{"history": "秘史乙"}, "If-Match", `"2"`)
	l.do(l.keeper, "POST", entry+"/reports", map[string]any{"kind": "error", "field": "name", "text": "秘报丁"})
	l.do(l.keeper, "POST", "/gazetteer/signs", map[string]any{"place_id": first, "plan_id": l.plan, "kind": "village", "condition": "good", "installed_on": "2021-05-04", "lon": l.lon, "lat": l.lat})
	l.add(map[string]any{"name": "绝谷村", "class_code": "22200", "secrecy": whole})
	gone := l.add(map[string]any{"name": "绝谷岗", "secrecy": whole})
	l.do(l.keeper, "DELETE", "/gazetteer/entries/"+gone, nil, "If-Match", `"1"`)
	fields := newEntry(l.place).body.(map[string]any)
	fields["name"], fields["secrecy"] = "绝谷坝", whole
	l.set("naming", true, map[string]any{"fields": fields})
	l.set("naming", false, map[string]any{"place_id": first, "fields": map[string]any{"name": "绝谷上寨"}})
	l.set("correction", false, map[string]any{"place_id": first, "fields": map[string]any{"meaning": "秘义丙"}})

	l.noted(first, "name")
	l.noted(l.open, "meaning")
	open := "/gazetteer/entries/" + l.open
	l.do(l.keeper, "PATCH", open, map[string]any{"meaning": "秘义戊"}, "If-Match", `"1"`)
	l.do(l.keeper, "PATCH", open, map[string]any{"history": "秘史乙", "secrecy": map[string]any{"meaning": 2, "position": 2, "attachments": 1, "history": 3}}, "If-Match", `"2"`)
	l.do(l.keeper, "PATCH", open, map[string]any{"names": []any{map[string]any{"kind": "alias", "text": "秘名丙", "grade": 2}}}, "If-Match", `"3"`)
	l.do(l.keeper, "POST", open+"/reports", map[string]any{"kind": "error", "field": "meaning", "text": "秘报丁"})
	l.set("correction", false, map[string]any{"place_id": l.open, "fields": map[string]any{"meaning": "秘义丙"}})
	l.set("correction", false, map[string]any{"place_id": l.open, "fields": map[string]any{"names": []any{map[string]any{"kind": "alias", "text": "秘名丁", "grade": 2}}}})
	l.set("correction", true, map[string]any{"place_id": l.open, "fields": map[string]any{"meaning": "秘义己"}})
}

// noted puts an entry into the clean-up ledger, if it is graded as a whole, and a field of it
// into every data-quality review.
func (l *secretLife) noted(id, field string) {
	l.t.Helper()
	err := l.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO cleanup (id, place_id, name, class_code, area_code, rule, category, severity, key)
			SELECT gen_random_uuid(), id, name, class_code, area_code, 'odd', 'odd', 'error', 'naming.odd' FROM place WHERE id = $1 AND grade > 0`, id)
		if err == nil {
			_, err = tx.Exec(ctx, `INSERT INTO quality_item (id, review_id, place_id, name, class_code, area_code, kind, subject, severity, key, found_at)
				SELECT gen_random_uuid(), r.id, p.id, p.name, p.class_code, p.area_code, 'complete', $2, 'error', 'quality.missing', now()
				FROM place p, quality_review r WHERE p.id = $1`, id, field)
		}
		return err
	})
	if err != nil {
		l.t.Fatal(err)
	}
}

// questions are what a reader asks: every route that reads, once, and those that count or
// list entries in more ways; tables of questions after them.
func (l *secretLife) questions() []string {
	var paths []string
	for key := range routeRights {
		if method, pattern, _ := strings.Cut(key, " "); method == http.MethodGet && pattern != "/metrics" && pattern != "/audit/exact-reads" { // both grow by being asked
			if path := l.instance(pattern); !strings.Contains(path, "{") {
				paths = append(paths, path)
			}
		}
	}
	for _, pattern := range []string{"", "/history", "/card"} {
		paths = append(paths, "/gazetteer/entries/"+l.open+pattern)
	}
	for _, by := range []string{"year", "month", "county", "class"} {
		paths = append(paths, "/gazetteer/statistics?by="+by, "/gazetteer/cleanup/totals?by="+by)
		if by != "class" {
			paths = append(paths, "/gazetteer/ledger/totals?by="+by, "/gazetteer/ledger/totals?q=绝谷&by="+by)
		}
	}
	for _, list := range []string{"entries", "changes", "ledger", "cleanup", "reports", "signs", "approvals", "announcements", "clocks", "readings"} {
		paths = append(paths, "/gazetteer/"+list, "/gazetteer/"+list+"?area="+l.county)
	}
	for _, file := range []string{"dictionary.html", "gazetteer.html", "places.geojson", "linked-places.json", "list.xlsx", "dictionary.docx"} {
		paths = append(paths, "/gazetteer/products/"+file+"?area="+l.township)
	}
	paths = append(paths, "/audit?limit=1000", "/audit?entity=place", "/audit?entity=change_set", "/audit?entity=approval", "/gazetteer/ledger?limit=1000&format=xlsx",
		"/gazetteer/changes?entry="+l.open, "/gazetteer/ledger?bbox=100,20,110,30", "/collections/places/items?limit=1000", "/collections/places/items/"+l.open,
		"/collections/places", "/tiles/places", "/gazetteer/sign-plans/progress?area="+l.county,
		"/gazetteer/check?name=绝谷寨&area="+l.township+"&class="+l.class, "/gazetteer/reconcile/preview?id="+l.open)
	paths = append(paths, "/gazetteer/check?name=绝谷村&area="+l.township+"&class=22200",
		"/areas/changes/"+l.made("/areas/changes", changeBodyOf("upgrade", "2023-02-01", map[string]any{"old": []string{l.township}, "code": l.county + "188", "name": "新镇"}))+"/preview")
	for z := 8; z <= 14; z += 3 {
		paths = append(paths, l.tile(z))
	}
	for _, q := range []string{"绝谷寨", "秘名丙", "juegu", "jgz", "见山寨", "谷"} {
		for _, path := range []string{"/gazetteer/search?q=", "/gazetteer/suggest?q=", "/gazetteer/entries?q=", "/gazetteer/ledger?q=", "/gazetteer/reconcile/suggest/entity?prefix="} {
			paths = append(paths, path+url.QueryEscape(q))
		}
	}
	return paths
}

// tile is the address of the places tile at the seat of the township.
func (l *secretLife) tile(z int) string {
	c := maptile.At(orb.Point{l.lon, l.lat}, maptile.Zoom(z))
	return fmt.Sprintf("/tiles/places/%d/%d/%d.mvt", z, c.X, c.Y)
}

// asked are the questions that are sent as bodies.
var asked = map[string]any{
	"/gazetteer/check":     map[string]any{"names": []any{map[string]any{"name": "绝谷寨", "class_code": "22200", "area_code": "532601"}, map[string]any{"name": "绝谷村"}}},
	"/gazetteer/reconcile": `queries={"q0":{"query":"绝谷寨"},"q1":{"query":"见山寨"}}`,
}

// What may move: versions (a changed graded field is a new version of its entry), the number
// of all changes and how far a webhook is behind it, and what names or dates an answer itself.
var moving = regexp.MustCompile(`"(version|current_version|seq|waiting|data_version)":\d+|"updated_at":"[^"]*"|"timeStamp":"[^"]*"|^{"at":"[^"]*"|<dcterms:[^>]*>[^<]*<|#[0-9a-f]{16}|\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d \+08:00)?|data version \d+|change no\. \d+`)

// answers asks all questions as a reader.
func (l *secretLife) answers(c client, paths []string) map[string]string {
	all := map[string]string{}
	put := func(key string, r reply) {
		all[key] = r.Status + "\n" + moving.ReplaceAllString(unpacked(r), "")
	}
	for _, path := range paths {
		put(path, c.do("GET", path, nil))
	}
	for path, body := range asked {
		media := "application/json"
		if _, form := body.(string); form {
			media = "application/x-www-form-urlencoded"
		}
		put("POST "+path, c.do("POST", path, body, "Content-Type", media))
	}
	return all
}

// Whoever has no clearance gets the same answers, to the byte, whether or not there are
// graded entries and fields: no count, no gap, no refusal tells of them.
func TestGradedChangesNoAnswer(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "all")
	l := newSecretLife(p)
	readers := map[string]client{"admin": p.root(), "reviewer": p.as(actor.Reviewer, p.county), "auditor": p.as(actor.Auditor, ""),
		"clerk": p.as(actor.Clerk, p.township), "nobody": p.nobody()}
	paths := l.questions()
	before := map[string]map[string]string{}
	for who, c := range readers {
		before[who] = l.answers(c, paths)
	}
	again := l.answers(readers["admin"], paths)
	known := l.answers(l.keeper, paths)
	l.live()
	told := 0
	for path, text := range l.answers(l.keeper, paths) {
		if text != known[path] {
			told++
		}
	}
	if told < 40 {
		t.Errorf("only %d answers tell who is cleared of it", told)
	}
	for who, c := range readers {
		for path, text := range l.answers(c, paths) {
			if was := before[who][path]; was != text && (who != "admin" || again[path] == was) {
				t.Errorf("%s by %s changed:\n%s", path, who, parting(was, text))
			}
		}
	}
	for path, text := range again {
		if text != before["admin"][path] {
			t.Errorf("%s is not twice the same:\n%s", path, parting(before["admin"][path], text))
		}
	}
}

// parting is where two texts part.
func parting(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	from := max(0, i-80)
	part := func(s string) string { return string(bytes.ToValidUTF8([]byte(s[from:min(len(s), i+200)]), nil)) }
	return "was " + part(a) + "\nis  " + part(b)
}
