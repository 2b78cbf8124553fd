package siting_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/facilities/siting"
	"cairn/internal/problem"
)

// Zones show where each rule keeps sites out, as a run kept it or as it is now; a place in them is explained
// by rule, article, version and the metres missing, as PostGIS measures them.
func TestZonesShowWhatRulesKeepOut(t *testing.T) {
	k := newKit(t)
	rule := k.rule(noBuild("reservoir", "第十条（三）", 500))
	k.rule(noBuild("ecological_red_line", "第十条", 0))
	run := k.now(siting.Ask{Kind: "township_cemetery", AsOf: "2020-12-31", Method: "lscp", Candidates: siting.Candidates{From: "grid", SpacingM: 4000}})
	of := siting.ZoneAsk{Run: run.ID}
	zones, err := k.store.Zones(k.ctx, of)
	if err != nil || len(zones) != 2 {
		t.Fatalf("%v, %d zones", err, len(zones))
	}
	k.zonesHoldExcluded(run, zones)
	text := rule.RuleText
	text.DistanceM = 3000
	if _, err := k.store.UpdateRule(k.ctx, admin, rule.ID, rule.Version, text); err != nil {
		t.Fatal(err)
	}
	var lon, lat float64 // a kilometre and a half from a reservoir's edge or so
	err = k.db.Read().QueryRow(k.ctx, `SELECT ST_X(p), ST_Y(p) FROM siting_constraint c CROSS JOIN LATERAL (
		SELECT ST_Project(ST_PointN(ST_ExteriorRing(c.geom), 1)::geography, 1500, 1.0)::geometry AS p) x WHERE c.kind = 'reservoir'
		AND ST_Distance(c.geom::geography, p::geography) BETWEEN 600 AND 2900 ORDER BY c.id LIMIT 1`).Scan(&lon, &lat)
	if err != nil {
		t.Fatal(err)
	}
	then, err := k.store.Explain(k.ctx, of, lon, lat)
	if err != nil || then.AsOf != "2020-12-31" || then.Rule != 2 || slices.ContainsFunc(then.Site.Exclusions, func(x siting.Exclusion) bool { return x.Class == "reservoir" }) {
		t.Errorf("as the run kept it: %v %+v", err, then)
	}
	now, err := k.store.Explain(k.ctx, siting.ZoneAsk{Kind: "township_cemetery", AsOf: "2020-12-31"}, lon, lat)
	i := slices.IndexFunc(now.Site.Exclusions, func(x siting.Exclusion) bool { return x.Class == "reservoir" })
	if err != nil || i < 0 || now.Site.Exclusions[i].RuleVersion != 2 || now.Site.Exclusions[i].Article != "第十条（三）" || now.Site.Exclusions[i].MissingM <= 0 || now.Site.State != siting.Excluded {
		t.Errorf("as it is now: %v %+v", err, now.Site)
	}
	_, err = k.store.Explain(k.ctx, of, 300, 23)
	k.refused("no place on earth", err, problem.Invalid, "lon")
	_, err = k.store.Zones(k.ctx, siting.ZoneAsk{Kind: "temple"})
	k.refused("unknown kind", err, problem.Invalid, "kind")
	_, err = k.store.Zones(k.ctx, siting.ZoneAsk{Kind: "care_home", AsOf: "2021-02-30"})
	k.refused("impossible day", err, problem.Invalid, "as_of")
	_, err = k.store.Zones(k.ctx, siting.ZoneAsk{Run: uuid.New()})
	k.refused("no such run", err, problem.NotFound, "")
}

// zonesHoldExcluded: a candidate that a rule excludes by more than the rounding lies in the rule's zone, a free one in none.
func (k *kit) zonesHoldExcluded(run siting.FullRun, zones []siting.Zone) {
	k.Helper()
	list, err := k.store.CandidatesOf(k.ctx, &run)
	if err != nil {
		k.Fatal(err)
	}
	inside := 0
	for _, z := range zones {
		for _, c := range list.List {
			i := slices.IndexFunc(c.Exclusions, func(x siting.Exclusion) bool { return x.RuleID == z.Rule.ID })
			if i < 0 && c.State != siting.Free || i >= 0 && c.Exclusions[i].MissingM < 60 {
				continue
			}
			var hit, near bool
			if err := k.db.Read().QueryRow(k.ctx, `SELECT ST_Intersects(g, p), ST_DWithin(ST_Boundary(g), p, 0.0006) FROM (SELECT ST_SetSRID(ST_GeomFromGeoJSON($1::text), 4490) AS g, ST_SetSRID(ST_MakePoint($2, $3), 4490) AS p) x`,
				string(z.Geom), c.Lon, c.Lat).Scan(&hit, &near); err != nil {
				k.Fatal(err)
			}
			if hit {
				inside++
			}
			if hit != (i >= 0) && !near {
				k.Errorf("%s: in the zone of %s: %v; excluded by it: %v", c.Key, z.Rule.Article, hit, i >= 0)
			}
		}
	}
	if inside == 0 {
		k.Error("no candidate lies in a zone")
	}
}

// Current places of the gazetteer that everybody may see are candidates, by class.
func TestPlacesAreCandidates(t *testing.T) {
	k := newKit(t)
	place := func(name, class, status string, grade int, lon, lat float64) {
		err := k.db.Write(k.ctx, admin, func(ctx context.Context, tx pgx.Tx) error {
			if _, err := tx.Exec(ctx, "INSERT INTO place_class (code, name) VALUES ($1, '类') ON CONFLICT DO NOTHING", class); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, `INSERT INTO place (id, name, class_code, area_code, status, geom, secrecy) VALUES ($1, $2, $3, '532601', $4, ST_SetSRID(ST_MakePoint($5, $6), 4490), jsonb_build_object('position', $7::integer))`,
				uuid.New(), name, class, status, lon, lat, grade)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	place("甲寨", "22200", "current", 0, 104.25, 23.37)
	place("乙寨", "22200", "historic", 0, 104.26, 23.37)
	place("丙寨", "22200", "current", 1, 104.27, 23.37)
	place("丁山", "11100", "current", 0, 104.28, 23.37)
	ask := siting.Ask{Kind: "township_cemetery", Method: "lscp", AsOf: "2020-12-31", Candidates: siting.Candidates{From: "places", Classes: []string{"22"}}}
	list, err := k.store.Candidates(k.ctx, planner.Actor, ask)
	if err != nil || len(list.List) != 1 || list.List[0].Name != "甲寨" || list.List[0].State != siting.Free || list.List[0].TownshipCode[:6] != "532601" {
		t.Errorf("%v %+v", err, list.List)
	}
	for _, classes := range [][]string{nil, {"22200", "寨"}, {"222001"}} {
		ask.Candidates.Classes = classes
		_, err := k.store.Submit(k.ctx, planner, uuid.Nil, ask)
		k.refused(strings.Join(classes, ","), err, problem.Invalid, "candidates.classes")
	}
}

// On a network in two parts, villages beyond the cut are named as unreachable; without any road, those that are too far to walk.
func TestDisconnectedNetwork(t *testing.T) {
	k := newKit(t)
	cut := func(condition string) {
		err := k.db.Write(k.ctx, admin, func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, `DELETE FROM road WHERE `+condition)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	cut(`NOT EXISTS (SELECT FROM area a WHERE a.code IN ('532601', '532628') AND ST_Within(road.geom, a.geom))`)
	ask := siting.Ask{Kind: "care_home", AsOf: "2021-12-31", Method: "lscp", Existing: "none", Demand: siting.Demands{Of: "villages"}, Cover: siting.Cover{By: "minutes", Minutes: 1440}, TimeLimitS: 10,
		Candidates: siting.Candidates{From: "villages", Inside: []byte(`{"type":"Polygon","coordinates":[[[103.9,23.1],[104.5,23.1],[104.5,23.7],[103.9,23.7],[103.9,23.1]]]}`)}}
	run := k.now(ask)
	a := run.Answer
	if run.State != siting.Infeasible || a == nil || len(a.Unmet) == 0 || a.After.Demands == 0 || a.After.Demands+len(a.Unmet) != a.After.DemandsOf {
		t.Fatalf("%s %+v %+v", run.State, run.Failure, run.Summary)
	}
	var away int
	for _, u := range a.Unmet {
		if u.Why != "unreachable" {
			t.Errorf("%+v", u)
		}
		if strings.HasPrefix(u.Code, "532628") {
			away++
		}
	}
	if away == 0 {
		t.Error("no village of the county beyond the cut is unmet")
	}
	cut("true")
	none := k.now(ask)
	if none.State != siting.Infeasible || len(none.Answer.Unmet) < len(a.Unmet) {
		t.Errorf("without roads: %s %+v", none.State, none.Summary)
	}
}

// The report has its five sheets: townships with numerator, denominator, state and the ways to the nearest,
// candidates with reasons, parameters with the rules cited; the page to print says the same.
func TestReportOfARun(t *testing.T) {
	k := newKit(t)
	k.rule(noBuild("ecological_red_line", "第十条", 0))
	run := k.now(siting.Ask{Name: "试算", Kind: "township_cemetery", AsOf: "2020-12-31", Method: "next", Sites: 4, Candidates: siting.Candidates{From: "villages"}, Alternatives: 1})
	in, err := k.store.Inputs(k.ctx, run.ID)
	if err != nil || len(in.Fixed) < 94 || run.Answer.Network == "" {
		t.Fatalf("%v, %d facilities stand, network %q", err, len(in.Fixed), run.Answer.Network)
	}
	for _, row := range run.Answer.Townships {
		n := row.Nearest
		if n.KmBefore == nil || n.KmAfter == nil || *n.KmAfter > *n.KmBefore || n.MinutesBefore == nil || *n.MinutesAfter > *n.MinutesBefore || *n.KmBefore > 100 {
			t.Errorf("%s: %+v", row.Name, n)
		}
	}
	book := run.Workbook(in, "某人", time.Date(2021, 1, 2, 0, 0, 0, 0, time.UTC), problem.Chinese)
	want := []string{"概要", "乡镇建前建后", "未覆盖", "备选点及理由", "参数"}
	var got []string
	for _, sheet := range book.Sheets {
		got = append(got, sheet.Name)
	}
	if len(got) != 5 {
		t.Fatalf("sheets %v, want %v or so", got, want)
	}
	if rows := book.Sheets[1].Rows; len(rows) != 104 || len(rows[0]) != len(book.Sheets[1].Header[0]) {
		t.Errorf("%d townships with %d columns below %d", len(rows), len(rows[0]), len(book.Sheets[1].Header[0]))
	}
	if rows := book.Sheets[2].Rows; len(rows) != 6 {
		t.Errorf("%d townships stay uncovered, want 6", len(rows))
	}
	if rows := book.Sheets[3].Rows; len(rows) != len(in.Candidates) {
		t.Errorf("%d candidates, want %d", len(rows), len(in.Candidates))
	}
	var parameters, page strings.Builder
	for _, row := range book.Sheets[4].Rows {
		parameters.WriteString(row[1].Value.(string) + "\n")
	}
	doc := run.Paper("某人", time.Now(), problem.Chinese)
	if err := doc.WriteBody(&page); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{parameters.String(), page.String()} {
		if !strings.Contains(text, "殡葬管理条例（1997） 第十条") || !strings.Contains(text, "某人") {
			t.Errorf("no rule is cited in %.600s", text)
		}
	}
}
