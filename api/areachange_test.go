package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
)

// areaRig is a whole service whose areas are about to change.
type areaRig struct {
	*harness
	root client
}

func newAreaRig(t *testing.T, db *data.DB) *areaRig {
	h := whole(t, db)
	return &areaRig{h, h.as(actor.Admin, "5326")}
}

// draft drafts a change with its reply attached.
func (r *areaRig) draft(kind, day string, parts ...map[string]any) (id string) {
	r.t.Helper()
	var made struct{ ID string }
	r.root.do("POST", "/areas/changes", changeBodyOf(kind, day, parts...)).want(r.t, http.StatusCreated).into(r.t, &made)
	attachReply(r.t, r.harness, made.ID)
	return made.ID
}

func changeBodyOf(kind, day string, parts ...map[string]any) map[string]any {
	return map[string]any{"kind": kind, "title": "区划变更", "authority": "云南省人民政府", "document": "云政复〔2023〕7号",
		"approved_on": "2023-01-01", "effective_on": day, "parts": parts}
}

// apply drafts and applies a change.
func (r *areaRig) apply(kind, day string, parts ...map[string]any) string {
	r.t.Helper()
	id := r.draft(kind, day, parts...)
	r.root.do("POST", "/areas/changes/"+id+"/apply", map[string]any{}, "If-Match", `"1"`).want(r.t, http.StatusOK)
	return id
}

// answer is a body without the number of the state of the data.
func (r *areaRig) answer(path string) map[string]any {
	r.t.Helper()
	var body map[string]any
	r.root.do("GET", path, nil).want(r.t, http.StatusOK).into(r.t, &body)
	delete(body, "data_version")
	return body
}

// before are answers as of a day before the changes of these tests.
var beforePaths = []string{
	"/coverage?kind=township_cemetery&as_of=2022-12-31", "/coverage?kind=funeral_parlour&as_of=2022-12-31",
	"/coverage?kind=happiness_courtyard&level=village&as_of=2022-12-31", "/coverage?kind=township_burial&as_of=2022-12-31&include=planned",
	"/coverage/ledger?as_of=2022-12-31", "/indicators?as_of=2022-12-31",
	"/areas?level=township&as_of=2022-12-31&limit=1000", "/areas?level=county&as_of=2022-12-31", "/areas?level=village&as_of=2022-12-31&limit=1000",
}

// keepsThePast compares the answers of before with those after work.
func (r *areaRig) keepsThePast(work func()) {
	r.t.Helper()
	was := map[string]any{}
	for _, path := range beforePaths {
		was[path] = r.answer(path)
	}
	work()
	for _, path := range beforePaths {
		if is := r.answer(path); !reflect.DeepEqual(was[path], is) {
			r.t.Errorf("%s differs after the change:\n%s", path, difference(was[path], is))
		}
	}
}

func difference(a, b any) string {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	from := max(0, n-200)
	return fmt.Sprintf("was … %.500s\nis  … %.500s", x[from:], y[from:])
}

// oldCodes counts what still names areas that begin with a code, history aside.
const oldCodes = `SELECT format('%s %s', what, n) FROM (
	SELECT 'area' AS what, count(*) AS n FROM area WHERE valid_to IS NULL AND starts_with(code, $1)
	UNION ALL SELECT 'parent', count(*) FROM area WHERE valid_to IS NULL AND starts_with(parent, $1)
	UNION ALL SELECT 'line', count(*) FROM boundary_line WHERE valid_to IS NULL AND (starts_with(left_area, $1) OR starts_with(right_area, $1))
	UNION ALL SELECT 'marker', count(*) FROM marker m WHERE starts_with(managing_area, $1) OR EXISTS (SELECT FROM unnest(co_areas) c WHERE starts_with(c, $1))
	UNION ALL SELECT 'marker line', count(*) FROM marker_line ml JOIN boundary_line l ON l.code = ml.line_code WHERE l.valid_to IS NOT NULL AND EXISTS (SELECT FROM line_move v WHERE v.old_code = l.code)
	UNION ALL SELECT 'closing edge', count(*) FROM closing_edge WHERE starts_with(area_code, $1)
	UNION ALL SELECT 'facility', count(*) FROM facility WHERE starts_with(area_code, $1) OR starts_with(village_code, $1)
	UNION ALL SELECT 'road', count(*) FROM road WHERE starts_with(from_code, $1) OR starts_with(to_code, $1)
	UNION ALL SELECT 'place', count(*) FROM place WHERE starts_with(area_code, $1) OR starts_with(division_code, $1) AND EXISTS (SELECT FROM area WHERE code = division_code)
	UNION ALL SELECT 'search', count(*) FROM place_search WHERE starts_with(area_code, $1)
	UNION ALL SELECT 'account', count(*) FROM account WHERE starts_with(area_code, $1)
	UNION ALL SELECT 'change set', count(*) FROM change_set WHERE starts_with(area_code, $1) AND state NOT IN ('published', 'withdrawn')) x
	WHERE n > 0`

// nothingLeft fails while something still stands under the code.
func (r *areaRig) nothingLeft(code string) {
	r.t.Helper()
	rows, err := r.db.Read().Query(context.Background(), oldCodes, code)
	if err != nil {
		r.t.Fatal(err)
	}
	left, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(left) > 0 {
		r.t.Errorf("left under %s: %v %v", code, left, err)
	}
}

func (r *areaRig) trailIsWhole() {
	r.t.Helper()
	report, err := data.Verify(context.Background(), r.db)
	if err != nil || len(report.Faults) > 0 {
		r.t.Errorf("the trail: %v %.3v", err, report.Faults)
	}
}

func (r *areaRig) one(sql string, args ...any) string {
	r.t.Helper()
	var text string
	if err := r.db.Read().QueryRow(context.Background(), "SELECT coalesce(("+sql+")::text, '')", args...).Scan(&text); err != nil {
		r.t.Fatalf("%s: %v", sql, err)
	}
	return text
}

func (r *areaRig) want(what, got, want string) {
	r.t.Helper()
	if got != want {
		r.t.Errorf("%s: %s, want %s", what, got, want)
	}
}
