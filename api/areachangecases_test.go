package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/boundaries/areachange"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/succession"
)

// A township becomes a town: names, lines, facilities, accounts and codes follow; the old
// code resolves everywhere, and the year before answers as it did.
func TestTownshipBecomesTown(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	old, code := "532601204", "532601109"
	name := r.one("SELECT name FROM area WHERE code = $1", old)
	clerk := r.as(actor.Clerk, old)
	lon, lat := r.one("SELECT ST_X(seat) FROM area WHERE code = $1", old), r.one("SELECT ST_Y(seat) FROM area WHERE code = $1", old)
	entry := r.one("SELECT id FROM place WHERE division_code = $1 AND class_code LIKE '215%'", old)
	r.exec("UPDATE place SET place_code = '53260120421500000001' WHERE id::text = $1", entry)
	line := r.one("SELECT code FROM boundary_line WHERE left_area = $1 OR right_area = $1 ORDER BY code LIMIT 1", old)
	km := r.answer("/boundaries/summary?area=5326")
	today := r.answer("/coverage?kind=township_cemetery")
	r.keepsThePast(func() {
		r.apply("upgrade", "2023-02-01", map[string]any{"old": []string{old}, "code": code, "name": "喜古镇", "pinyin": "Xǐgǔ Zhèn"})
	})
	r.nothingLeft(old)
	r.trailIsWhole()
	now := r.answer("/coverage?kind=township_cemetery")
	if now["numerator"] != today["numerator"] || now["denominator"] != today["denominator"] {
		t.Errorf("coverage of today: %v of %v, was %v of %v", now["numerator"], now["denominator"], today["numerator"], today["denominator"])
	}
	if !reflect.DeepEqual(km, r.answer("/boundaries/summary?area=5326")) {
		t.Error("the summary of lines differs")
	}
	area := r.answer("/areas/" + old)
	r.want("last day", fmt.Sprint(area["valid_to"], area["now"], area["name"]), "2023-02-01["+code+"]"+name)
	r.want("heir", fmt.Sprint(area["successors"].([]any)[0].(map[string]any)["code"]), code)
	r.want("predecessor", fmt.Sprint(r.answer("/areas/" + code)["predecessors"].([]any)[0].(map[string]any)["code"]), old)
	r.want("where it is", fmt.Sprint(r.answer("/locate?lon=" + lon + "&lat=" + lat)["areas"]), fmt.Sprint(r.answer("/locate?lon=" + lon + "&lat=" + lat + "&as_of=2023-02-01")["areas"]))
	if now, then := r.locate(lon, lat, ""), r.locate(lon, lat, "&as_of=2023-01-31"); now != code || then != old {
		t.Errorf("located in %s now and in %s before", now, then)
	}
	place := r.answer("/gazetteer/entries/" + entry)
	r.want("entry", fmt.Sprint(place["name"], place["former_names"], place["area_code"], place["place_code"]), "喜古镇["+name+"]"+code+"53260120421500000001")
	r.want("ledger", r.one(`SELECT e.matter || e.edited_on || e.area_code || a.document FROM place_edit e JOIN approval a ON a.id = e.approval_id
		WHERE e.place_id::text = $1`, entry), "renaming2023-02-01"+code+"云政复〔2023〕7号")
	for _, path := range []string{"/gazetteer/entries?area=%s", "/facilities?area=%s", "/boundaries/lines?area=%s", "/gazetteer/search?q=村&area=%s"} {
		a, b := r.answer(fmt.Sprintf(path, old)), r.answer(fmt.Sprintf(path, code))
		if items, ok := b["items"].([]any); !reflect.DeepEqual(a, b) || ok && len(items) == 0 {
			t.Errorf("%s: by the old code %.200v, by the new one %.200v", path, a, b)
		}
	}
	ended := r.answer("/boundaries/lines/" + line)
	next := fmt.Sprint(ended["successors"].([]any)[0])
	if ended["valid_to"] != "2023-02-01" || !strings.Contains(next, code) {
		t.Errorf("the line %s: %v %v", line, ended["valid_to"], next)
	}
	var me struct {
		Account struct {
			AreaCode string `json:"area_code"`
		}
	}
	clerk.do("GET", "/session", nil).want(t, http.StatusOK).into(t, &me)
	r.want("the clerk's area", me.Account.AreaCode, code)
	if history := r.answer("/gazetteer/entries/" + entry + "/history")["items"].([]any); len(history) < 2 {
		t.Errorf("%d versions of the entry", len(history))
	}
}

func (r *areaRig) locate(lon, lat, asOf string) string {
	r.t.Helper()
	areas := r.answer("/locate?lon=" + lon + "&lat=" + lat + asOf)["areas"].([]any)
	if len(areas) == 0 {
		return ""
	}
	return fmt.Sprint(areas[len(areas)-1].(map[string]any)["code"])
}

// exec writes as the test.
func (r *areaRig) exec(sql string, args ...any) {
	r.t.Helper()
	err := r.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, sql, args...)
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
}

// A county becomes a city: townships and villages get new codes, too; the map shows it at once.
func TestCountyBecomesCity(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	old, code := "532622", "532602"
	lon, lat := r.one("SELECT ST_X(seat) FROM area WHERE code = $1", old), r.one("SELECT ST_Y(seat) FROM area WHERE code = $1", old)
	r.as(actor.Officer, old+"101")
	townships := r.one("SELECT count(*) FROM area WHERE parent = $1", old)
	lines := r.one("SELECT count(*) || ' ' || sum(agreed_length_km) FROM boundary_line WHERE valid_to IS NULL")
	r.keepsThePast(func() {
		r.apply("upgrade", "2023-02-01", map[string]any{"old": []string{old}, "code": code, "name": "砚山市", "pinyin": "Yànshān Shì"})
	})
	r.nothingLeft(old)
	r.trailIsWhole()
	r.want("townships", r.one("SELECT count(*) FROM area WHERE parent = $1", code), townships)
	r.want("lines", r.one("SELECT count(*) || ' ' || sum(agreed_length_km) FROM boundary_line WHERE valid_to IS NULL"), lines)
	r.want("closing edges", r.one("SELECT count(*) FROM closing_edge c JOIN area a ON a.code = c.area_code WHERE a.valid_to IS NOT NULL"), "0")
	r.want("lower code left", r.one("SELECT count(*) FROM boundary_line WHERE valid_to IS NULL AND left_area > right_area AND right_area LIKE '5326%'"), "0")
	if got := r.locate(lon, lat, ""); !strings.HasPrefix(got, code) {
		t.Errorf("located in %s", got)
	}
	r.want("line code", r.one("SELECT count(*) FROM boundary_line WHERE valid_to IS NULL AND code <> rpad(left_area, 9, '0') || rpad(right_area, 9, '0')"), "0")
	tile := string(r.root.do("GET", "/tiles/areas/6/50/27.mvt", nil).want(t, http.StatusOK).text)
	if !strings.Contains(tile, code) || strings.Contains(tile, old) {
		t.Error("the tile does not show the change")
	}
	stats := r.answer("/gazetteer/statistics?by=county")
	for _, row := range stats["rows"].([]any) {
		if row.(map[string]any)["period"] == old {
			t.Error("statistics by county still name the old one")
		}
	}
	r.answer("/coverage?kind=township_cemetery&as_of=2022-12-31&area=" + code) // the area of then
	r.answer("/coverage?kind=township_cemetery&area=" + old)                   // the area of today
}

// Two townships merge: villages keep their numbers where they can, the line between them
// ends, those to a third become one.
func TestTownshipsMerge(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	line := strings.Split(r.one(`SELECT left_area || ' ' || right_area || ' ' || code FROM boundary_line l WHERE level = 'township' AND left_area LIKE '532601%'
		AND EXISTS (SELECT FROM boundary_line x, boundary_line y WHERE x.level = 'township' AND y.level = 'township' AND x.code <> l.code AND y.code <> l.code AND x.code <> y.code
			AND l.left_area IN (x.left_area, x.right_area) AND l.right_area IN (y.left_area, y.right_area)
			AND (x.left_area IN (y.left_area, y.right_area) OR x.right_area IN (y.left_area, y.right_area))) ORDER BY code LIMIT 1`), " ")
	a, b, between := line[0], line[1], line[2]
	other := r.one("SELECT name FROM area WHERE code = $1", b)
	villages := r.one("SELECT count(*) FROM area WHERE parent IN ($1, $2)", a, b)
	people := r.one("SELECT sum(population) FROM population WHERE area_code IN ($1, $2) AND year = 2020", a, b)
	agreed := r.one("SELECT sum(agreed_length_km) FROM boundary_line WHERE valid_to IS NULL AND code <> $1", between)
	shape := r.one("SELECT ST_AsText(ST_Normalize(ST_Union(geom))) FROM area WHERE code IN ($1, $2)", a, b)
	r.keepsThePast(func() {
		r.apply("merge", "2023-02-01", map[string]any{"old": []string{a, b}, "code": "532601119", "name": "合并镇", "pinyin": "Hébìng Zhèn"})
	})
	r.nothingLeft(a)
	r.nothingLeft(b)
	r.trailIsWhole()
	r.want("villages", r.one("SELECT count(DISTINCT code) FROM area WHERE parent = '532601119'"), villages)
	r.want("people", r.one("SELECT population FROM population WHERE area_code = '532601119' AND year = 2020"), people)
	r.want("agreed length", r.one("SELECT sum(agreed_length_km) FROM boundary_line WHERE valid_to IS NULL"), agreed)
	r.want("line between", r.one("SELECT valid_to || ' ' || (SELECT count(*) FROM line_move WHERE old_code = $1) FROM boundary_line WHERE code = $1", between), "2023-02-01 0")
	r.want("polygon", r.one("SELECT ST_AsText(ST_Normalize(ST_GeometryN(geom, 1))) FROM area WHERE code = '532601119'"), shape)
	r.want("entries", r.one("SELECT string_agg(status, ' ' ORDER BY status) FROM place WHERE division_code = '532601119'"), "current retired")
	found := r.answer("/gazetteer/search?q=" + other)["items"].([]any)[0].(map[string]any)
	r.want("found by the name of before", fmt.Sprint(found["name"]), "合并镇")
	r.want("ledger", r.one("SELECT string_agg(matter, ' ' ORDER BY matter) FROM place_edit WHERE edited_on = '2023-02-01'"), "abolishing renaming")
	r.want("areas of today", fmt.Sprint(r.answer("/areas/" + b)["now"]), "[532601119]")
}

// A township takes another in and keeps its code: its state before stays known.
func TestTownshipIsTakenIn(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	a, b := "532601201", "532601204"
	name := r.one("SELECT name FROM area WHERE code = $1", a)
	r.keepsThePast(func() {
		r.apply("merge", "2023-02-01", map[string]any{"old": []string{a, b}, "code": a, "name": name})
	})
	r.nothingLeft(b)
	r.trailIsWhole()
	r.want("people", r.one("SELECT population FROM population WHERE area_code = $1 AND year = 2020", a), "60000")
	states := r.answer("/areas/" + a)["states"].([]any)
	r.want("state before", fmt.Sprint(states[0].(map[string]any)["valid_to"]), "2023-02-01")
	r.want("villages", r.one("SELECT count(DISTINCT code) FROM area WHERE parent = $1 AND valid_to IS NULL", a), "8")
}

// A township is split along a meridian; everything goes where it stands or where its village goes.
func TestTownshipIsSplit(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	old := "532601203"
	var members []string
	for n := 1; n <= 4; n++ {
		members = append(members, fmt.Sprintf("%s20%d", old, n))
	}
	east := json.RawMessage(r.one(`SELECT ST_AsGeoJSON(ST_Intersection(geom, ST_MakeEnvelope(
		ST_XMin(geom) + 0.68 * (ST_XMax(geom) - ST_XMin(geom)), ST_YMin(geom), ST_XMax(geom), ST_YMax(geom), 4490)), 15) FROM area WHERE code = $1`, old))
	lines := r.one("SELECT sum(agreed_length_km) FROM boundary_line WHERE valid_to IS NULL")
	touching := r.one("SELECT count(*) FROM boundary_line WHERE valid_to IS NULL AND $1 IN (left_area, right_area)", old)
	name := r.one("SELECT name FROM area WHERE code = $1", old)
	r.as(actor.Clerk, old)
	r.keepsThePast(func() {
		r.apply("split", "2023-02-01",
			map[string]any{"old": []string{old}, "code": old, "name": name, "members": members[:2]},
			map[string]any{"old": []string{old}, "code": "532601208", "name": "新东乡", "pinyin": "Xīndōng Xiāng", "members": members[2:], "geometry": east})
	})
	r.trailIsWhole()
	r.want("agreed length", r.one("SELECT sum(agreed_length_km) FROM boundary_line WHERE valid_to IS NULL"), lines)
	r.want("lines before", touching, "4")
	r.want("lines after, two of them cut", r.one("SELECT count(*) FROM boundary_line WHERE valid_to IS NULL AND ARRAY[left_area, right_area] && ARRAY[$1, '532601208']", old), "6")
	r.want("outlines", r.one("SELECT round((ST_Area(ST_Difference(p.geom, ST_Union(a.geom, b.geom))) * 1e9)::numeric, 3) FROM area_past p, area a, area b WHERE p.code = $1 AND a.code = $1 AND b.code = '532601208'", old), "0.000")
	r.want("people", r.one("SELECT sum(population) FROM population WHERE area_code IN ($1, '532601208') AND year = 2020", old), "30000")
	r.want("villages", r.one("SELECT string_agg(code, ' ' ORDER BY code) FROM area WHERE parent = '532601208'"), "532601208203 532601208204")
	r.want("facilities elsewhere", r.one(`SELECT count(*) FROM facility f JOIN area a ON a.code = f.area_code
		WHERE f.area_code IN ($1, '532601208') AND f.village_code IS NULL AND NOT ST_Intersects(a.geom, f.geom)`, old), "0")
	r.want("entries", r.one("SELECT name || ' ' || class_code || ' ' || status FROM place WHERE division_code = '532601208'"), "新东乡 21500 current")
	r.want("account", r.one("SELECT string_agg(area_code, ' ') FROM account WHERE role = 'township_clerk'"), old)
	r.want("line codes", r.one("SELECT count(*) FROM boundary_line WHERE valid_to IS NULL AND code <> rpad(left_area, 9, '0') || rpad(right_area, 9, '0')"), "0")
	r.want("course", r.one("SELECT count(*) FROM boundary_line l, area a WHERE l.valid_to IS NULL AND a.code = '532601208' AND a.code IN (l.left_area, l.right_area) AND ST_Distance(l.geom, a.geom) > 1e-6"), "0")
}

// A split that keeps no code: the old one stands for both, and a filter by it says so.
func TestSplitCodeAsksForOne(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	old := "532601203"
	r.keepsThePast(func() {
		r.apply("split", "2023-02-01",
			map[string]any{"old": []string{old}, "code": "532601208", "name": "甲乡", "pinyin": "Jiǎ Xiāng", "members": []string{old + "201"}},
			map[string]any{"old": []string{old}, "code": "532601209", "name": "乙乡", "pinyin": "Yǐ Xiāng", "members": []string{old + "202", old + "203", old + "204"}, "lon": 104.1, "lat": 23.4})
	})
	r.nothingLeft(old)
	r.trailIsWhole()
	p := r.root.do("GET", "/gazetteer/entries?area="+old, nil).problem(t, http.StatusBadRequest)
	if p.Errors[0].Code != "areachange.several_heirs" || !strings.Contains(p.Errors[0].Message, "532601208、532601209") {
		t.Errorf("%+v", p)
	}
	r.want("areas of today", fmt.Sprint(r.answer("/areas/" + old)["now"]), "[532601208 532601209]")
}

// A village goes to another township, a township to another county.
func TestTransfers(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	r.keepsThePast(func() {
		r.apply("transfer", "2023-02-01", map[string]any{"old": []string{"532601203202"}, "code": "532601204205", "parent": "532601204"})
	})
	r.nothingLeft("532601203202")
	r.want("people", r.one("SELECT string_agg(population::text, ' ' ORDER BY area_code) FROM population WHERE area_code IN ('532601203', '532601204') AND year = 2020"), "22500 37500")
	pair := strings.Split(r.one(`SELECT t.code || ' ' || u.parent FROM area t JOIN area u ON u.level = 'township' AND u.parent <> t.parent AND ST_Touches(t.geom, u.geom)
		AND ST_Length(ST_Intersection(t.geom, u.geom)) > 0 WHERE t.level = 'township' AND t.valid_to IS NULL ORDER BY t.code LIMIT 1`), " ")
	old, county := pair[0], pair[1]
	r.keepsThePast(func() {
		r.apply("transfer", "2023-03-01", map[string]any{"old": []string{old}, "code": county + "219", "parent": county})
	})
	r.nothingLeft(old)
	r.trailIsWhole()
	r.want("line codes", r.one("SELECT count(*) FROM boundary_line WHERE valid_to IS NULL AND code <> rpad(left_area, 9, '0') || rpad(right_area, 9, '0')"), "0")
	r.want("county polygons", r.one(`SELECT count(*) FROM area c WHERE c.level = 'county' AND c.valid_to IS NULL AND c.geom IS NOT NULL
		AND ST_Area(ST_SymDifference(c.geom, (SELECT ST_Union(geom) FROM area t WHERE t.parent = c.code AND t.valid_to IS NULL))) > 1e-9`), "0")
	r.want("county lines between townships of one county", r.one(`SELECT count(*) FROM boundary_line l WHERE l.valid_to IS NULL AND l.level = 'county'
		AND NOT ST_CoveredBy(ST_LineInterpolatePoint(l.geom, 0.37), ST_Buffer((SELECT ST_Boundary(geom) FROM area a WHERE a.code = l.left_area), 1e-6))`), "0")
}

var errLast = errors.New("the last domain fails")

// failing is a domain that cannot follow.
type failing struct{}

func (failing) TouchedBy(context.Context, data.Querier, succession.Plan) (succession.Report, error) {
	return succession.Report{}, nil
}

func (failing) Reparent(context.Context, pgx.Tx, succession.Plan) error { return errLast }

// A failure in the last domain leaves nothing changed.
func TestAreaChangeIsAtomic(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	id := r.draft("upgrade", "2023-02-01", map[string]any{"old": []string{"532622"}, "code": "532602", "name": "砚山市"})
	c := r.server.Config
	store := areachange.NewStore(r.db, areachange.AttachedReplies{Store: c.Attachments}, c.Lines, c.Facilities, c.Places, c.Accounts, c.Hooks, failing{})
	before := r.one("SELECT max(id) FROM revision") + r.one("SELECT count(*) FROM change")
	if _, err := store.Apply(context.Background(), datatest.Change(), uuid.MustParse(id), 1); !errors.Is(err, errLast) {
		t.Fatal(err)
	}
	r.want("trail", r.one("SELECT max(id) FROM revision")+r.one("SELECT count(*) FROM change"), before)
	r.want("state", r.one("SELECT state FROM area_change"), "draft")
	r.trailIsWhole()
}

// A preview names what is touched and what is missing, and changes nothing.
func TestAreaPreview(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, sampleDB(t))
	r.as(actor.Officer, "532622")
	var made struct{ ID string }
	r.root.do("POST", "/areas/changes", changeBodyOf("upgrade", "2099-01-01", map[string]any{"old": []string{"532622"}, "code": "532602", "name": "马关县"})).
		want(t, http.StatusCreated).into(t, &made)
	before := r.one("SELECT max(id) FROM revision")
	var p AreaPreview
	r.root.do("GET", "/areas/changes/"+made.ID+"/preview", nil).want(t, http.StatusOK).into(t, &p)
	for _, touched := range p.Touched {
		if n := touched.Count; (n == 0) != slices.Contains([]string{"edits", "change_sets", "webhooks", "area_changes", "closing_edges", "findings", "disputes", "patrol_plans", "round_lines", "served_areas", "burial_zones", "facility_plans", "siting_scenarios", "indicators", "burial_parameters"}, touched.What) {
			t.Errorf("%d %s", n, touched.What)
		}
	}
	codes := func(all []Notice) (out []string) {
		for _, n := range all {
			out = append(out, n.Code)
		}
		return out
	}
	if got := codes(p.Blocks); !slices.Equal(got, []string{"areachange.not_yet", "areachange.no_reply"}) {
		t.Errorf("blocks: %v", got)
	}
	if got := codes(p.Warnings); !slices.Equal(got, []string{"areachange.warn_pinyin", "areachange.warn_same_name", "areachange.warn_accounts"}) {
		t.Errorf("warnings: %v", got)
	}
	r.want("trail", r.one("SELECT max(id) FROM revision"), before)
}

// On the pack: a county becomes a city, two townships of another merge; the figures of 2021
// stay what they were, and those of today follow.
func TestPackAreasChange(t *testing.T) {
	t.Parallel()
	r := newAreaRig(t, packDB(t))
	cover := func(day string) string {
		c := r.answer("/coverage?kind=township_cemetery&as_of=" + day)
		return fmt.Sprint(c["numerator"], "/", c["denominator"])
	}
	summary := r.answer("/boundaries/summary?area=5326")
	locate := r.locate("104.6", "23.7", "")
	r.want("before", cover("2021-12-31"), "94/104")
	r.keepsThePast(func() {
		r.apply("upgrade", "2023-02-01", map[string]any{"old": []string{"532622"}, "code": "532602", "name": "砚山市", "pinyin": "Yànshān Shì"})
	})
	r.nothingLeft("532622")
	r.want("in 2021", cover("2021-12-31"), "94/104")
	r.want("after", cover("2023-02-01"), "94/104")
	if after := r.answer("/boundaries/summary?area=5326"); !reflect.DeepEqual(after, summary) {
		t.Errorf("lines: %v, were %v", after, summary)
	}
	pair := strings.Split(r.one(`SELECT a.code || ' ' || b.code FROM area a JOIN area b ON a.parent = b.parent AND a.code < b.code AND ST_Touches(a.geom, b.geom)
		WHERE a.level = 'township' AND a.valid_to IS NULL AND a.code LIKE '532623%' AND a.name LIKE '%乡' AND b.name LIKE '%乡'
		AND EXISTS (SELECT FROM boundary_line l WHERE l.left_area = a.code AND l.right_area = b.code) ORDER BY 1 LIMIT 1`), " ")
	both := r.one("SELECT count(DISTINCT area_code) FROM facility f JOIN facility_status s ON s.facility_id = f.id AND s.status = 'in_use' AND s.to_on IS NULL WHERE f.kind = 'township_cemetery' AND area_code = ANY (string_to_array($1, ' '))", strings.Join(pair, " "))
	r.keepsThePast(func() {
		r.apply("merge", "2023-03-01", map[string]any{"old": pair, "code": "532623150", "name": "合并镇", "pinyin": "Hébìng Zhèn"})
	})
	r.nothingLeft(pair[0])
	r.nothingLeft(pair[1])
	r.trailIsWhole()
	r.want("in 2021", cover("2021-12-31"), "94/104")
	r.want("before the merger", cover("2023-02-28"), "94/104")
	r.want("after the merger", cover("2023-03-01"), map[string]string{"0": "94/103", "1": "94/103", "2": "93/103"}[both])
	r.want("line codes", r.one("SELECT count(*) FROM boundary_line WHERE valid_to IS NULL AND code <> rpad(left_area, 9, '0') || rpad(right_area, 9, '0')"), "0")
	if got := r.locate("104.6", "23.7", "&as_of=2022-12-31"); got != locate {
		t.Errorf("located in %s, was %s", got, locate)
	}
	if found := r.answer("/gazetteer/search?q=" + "砚山市")["items"].([]any); fmt.Sprint(found[0].(map[string]any)["area_code"]) != "532602" {
		t.Errorf("found %v", found[0])
	}
}
