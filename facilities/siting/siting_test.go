package siting_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/facilitytest"
	"cairn/facilities/network"
	"cairn/facilities/siting"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// quiet is the log of a test.
var quiet = slog.New(slog.DiscardHandler)

// kit is a store on a database with the pack, whose candidates and rules the test makes.
type kit struct {
	*testing.T
	ctx   context.Context
	db    *data.DB
	store *siting.Store
}

func newKit(t *testing.T) *kit {
	t.Helper()
	t.Parallel()
	db := facilitytest.Pack(t)
	return &kit{t, context.Background(), db, storeOn(db)}
}

func storeOn(db *data.DB) *siting.Store {
	existing, roads := facilities.NewStore(db, located{db}), network.NewStore(db)
	return siting.NewStore(db, existing, coverage.NewStore(db, existing, roads), roads)
}

// located finds the areas that hold a point in the database itself.
type located struct{ db *data.DB }

func (l located) CodesAt(p orb.Point) []string {
	var codes []string
	_ = l.db.Read().QueryRow(context.Background(), `SELECT array_agg(DISTINCT c ORDER BY c) FROM area a, unnest(ARRAY[left(a.code, 2), left(a.code, 4), left(a.code, 6), a.code]) c
		WHERE level = 'township' AND ST_Intersects(geom, ST_SetSRID(ST_MakePoint($1, $2), 4490))`, p[0], p[1]).Scan(&codes)
	return codes
}

func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{Login: string(role) + area, Name: "某人", Role: role, Area: area}, Door: "test", Reason: "测试"}
}

var (
	planner = by(actor.Planner, "5326")
	admin   = by(actor.Admin, "5326")
)

// now answers a question in the test's own process.
func (k *kit) now(a siting.Ask) siting.FullRun {
	k.Helper()
	run, err := k.store.Now(k.ctx, planner, a, nil, quiet)
	if err != nil {
		k.Fatal(err)
	}
	return run
}

// rule adds a rule.
func (k *kit) rule(r siting.RuleText) siting.SitingRule {
	k.Helper()
	made, err := k.store.CreateRule(k.ctx, admin, uuid.Nil, r)
	if err != nil {
		k.Fatal(err)
	}
	return made
}

func (k *kit) refused(what string, err error, kind problem.Kind, field string) {
	k.Helper()
	p := problem.As(err)
	if p == nil || p.Kind != kind {
		k.Errorf("%s: %v, want %s", what, err, kind)
		return
	}
	if field != "" && !slices.ContainsFunc(p.Fields, func(f problem.Field) bool { return f.Field == field }) {
		k.Errorf("%s: refused %v, want the field %s", what, p.Fields, field)
	}
}

// lines of candidates that are near to nothing or to something are told by rule, article and metres.
func noBuild(kind, article string, metres float64) siting.RuleText {
	return siting.RuleText{Instrument: "殡葬管理条例（1997）", Article: article, Feature: siting.Constraint, Classes: []string{kind}, DistanceM: metres, Severity: siting.Exclude}
}

// In 2020 ten townships have no cemetery: ten sites bring 104 of 104, and fewer do not.
func TestPackReachesAllTownships(t *testing.T) {
	k := newKit(t)
	k.rule(noBuild("farmland", "第十条（一）", 0))
	k.rule(noBuild("reservoir", "第十条（三）", 500))
	ask := siting.Ask{Kind: "township_cemetery", AsOf: "2020-12-31", Method: "lscp", Alternatives: 2}
	run := k.now(ask)
	a := run.Answer
	if run.State != siting.Done || a == nil || !a.Proven || len(a.Sites) != 10 || *a.Incumbent != 10 || *a.Bound != 10 {
		t.Fatalf("%s %+v: %+v", run.State, run.Failure, run.Summary)
	}
	if a.Before.Areas != 94 || a.After.Areas != 104 || a.After.AreasOf != 104 {
		t.Errorf("%d → %d of %d townships, want 94 → 104 of 104", a.Before.Areas, a.After.Areas, a.After.AreasOf)
	}
	var coverage map[string]map[string]struct{ Uncovered []string }
	facilitytest.Expected(t, "coverage", &coverage)
	var fresh []string
	for i, site := range a.Sites {
		if site.Order != i+1 || len(site.NewAreas) != 1 || site.NewAreas[0].Code != site.TownshipCode || site.NewPeople <= 0 {
			t.Errorf("site %+v does not cover the township that it lies in", site)
		}
		fresh = append(fresh, site.NewAreas[0].Code)
	}
	slices.Sort(fresh)
	if want := coverage["township_cemetery"]["2020-12-31"].Uncovered; !slices.Equal(fresh, want) {
		t.Errorf("newly covered %v, want %v", fresh, want)
	}
	if a.Counts.Excluded == 0 || a.Counts.Free == 0 || len(run.Versions.Rules) != 2 || run.Versions.Data == 0 {
		t.Errorf("counts %+v, versions %+v", a.Counts, run.Versions)
	}
	ask.Method, ask.Sites = "next", 4
	next := k.now(ask)
	if next.State != siting.Done || len(next.Answer.Sites) != 4 || next.Answer.After.Areas != 98 || !next.Answer.Proven || next.Answer.Units.Incumbent != 98 {
		t.Errorf("next 4: %s %+v", next.State, next.Summary)
	}
	for i, site := range next.Answer.Sites[1:] { // people of the next are fewer
		if site.NewPeople > next.Answer.Sites[i].NewPeople {
			t.Errorf("site %d brings %g people, the one before %g", i+2, site.NewPeople, next.Answer.Sites[i].NewPeople)
		}
	}
}

// The same inputs give the same answer, also after everything has changed; the present ones say what has.
func TestRepeatGivesTheSameAnswer(t *testing.T) {
	k := newKit(t)
	rule := k.rule(noBuild("farmland", "第十条（一）", 0))
	run := k.now(siting.Ask{Kind: "township_cemetery", AsOf: "2020-12-31", Method: "next", Sites: 5, Candidates: siting.Candidates{From: "villages"}, Alternatives: 3})
	text := rule.RuleText
	text.DistanceM = 3000
	if _, err := k.store.UpdateRule(k.ctx, admin, rule.ID, rule.Version, text); err != nil {
		t.Fatal(err)
	}
	same, err := k.store.RepeatNow(k.ctx, planner, run.ID, true, nil, quiet)
	if err != nil || same.Repeat == nil || !same.Repeat.Same || len(same.Repeat.Changed) != 0 || same.Versions.Rules[0].Version != 1 {
		t.Fatalf("repeated: %v %+v", err, same.Repeat)
	}
	if got, want := keys(same), keys(run); !slices.Equal(got, want) {
		t.Errorf("sites %v, want %v", got, want)
	}
	since, err := k.store.Since(k.ctx, &run)
	if err != nil || len(since.Rules) != 1 || since.Changes == 0 {
		t.Errorf("since: %v %+v", err, since)
	}
	anew, err := k.store.RepeatNow(k.ctx, planner, run.ID, false, nil, quiet)
	if err != nil || anew.Repeat == nil || !slices.Contains(anew.Repeat.Changed, "rules") || slices.Contains(anew.Repeat.Changed, "fixed") {
		t.Errorf("on present data: %v %+v", err, anew.Repeat)
	}
	again, err := k.store.RepeatNow(k.ctx, planner, same.ID, true, nil, quiet)
	if err != nil || again.Repeat == nil || !again.Repeat.Same {
		t.Errorf("a repetition repeated: %v %+v", err, again.Repeat)
	}
	if _, err := k.db.Read().Exec(k.ctx, `UPDATE siting_run SET name = 'x' WHERE id = $1`, run.ID); err == nil {
		t.Error("a run that has ended was changed")
	}
}

func keys(r siting.FullRun) []string {
	var all []string
	for _, site := range r.Answer.Sites {
		all = append(all, site.Key)
	}
	slices.Sort(all)
	return all
}

// All methods answer on the pack, by distance and by road, and say which villages stay unserved.
func TestMethodsAnswerOnThePack(t *testing.T) {
	k := newKit(t)
	villages := siting.Demands{Of: "villages"}
	for name, ask := range map[string]siting.Ask{
		"mclp by distance":   {Method: "mclp", Sites: 5, Demand: villages, Cover: siting.Cover{By: "distance", Metres: 5000}},
		"next by minutes":    {Method: "next", Sites: 5, Demand: villages, Cover: siting.Cover{By: "minutes", Minutes: 45}},
		"capacitated":        {Method: "capacitated-mclp", Sites: 3, Capacity: 5000, Existing: "none", Demand: villages, Cover: siting.Cover{By: "distance", Metres: 8000}},
		"p-median by road":   {Method: "p-median", Sites: 5, Demand: siting.Demands{Of: "townships"}, Cover: siting.Cover{By: "minutes"}},
		"p-center":           {Method: "p-center", Sites: 8, Existing: "none", Demand: siting.Demands{Of: "townships"}, Cover: siting.Cover{By: "distance"}},
		"within a budget":    {Method: "next", Budget: 1_000_000, Price: 300_000, AsOf: "2020-12-31"},
		"counties, presence": {Method: "lscp", Kind: "columbarium", AsOf: "2020-12-31"},
	} {
		if ask.Kind == "" {
			ask.Kind = "care_home"
		}
		if ask.AsOf == "" {
			ask.AsOf = "2021-12-31"
		}
		ask.Candidates = siting.Candidates{From: "grid", SpacingM: 6000}
		ask.TimeLimitS = 20
		run := k.now(ask)
		a := run.Answer
		if a == nil || run.State != siting.Done {
			t.Errorf("%s: %s %+v", name, run.State, run.Failure)
			continue
		}
		t.Logf("%s: %d sites, incumbent %v bound %v gap %v in %d ms, candidates %+v", name, len(a.Sites), *a.Incumbent, *a.Bound, *a.Gap, a.ElapsedMs, a.Counts)
		if len(a.Sites) == 0 || a.After.People < a.Before.People || a.After.Demands < a.Before.Demands {
			t.Errorf("%s: before %+v, after %+v", name, a.Before, a.After)
		}
		if strings.HasPrefix(name, "within") && (a.Spent > 1_000_000 || len(a.Sites) != 3) {
			t.Errorf("%s: %d sites for %g", name, len(a.Sites), a.Spent)
		}
	}
}

// Two thousand candidates against all constraints take seconds at most, each exclusion with its reasons.
func TestExclusionsSayWhy(t *testing.T) {
	k := newKit(t)
	for _, r := range []siting.RuleText{
		noBuild("farmland", "第十条（一）", 0), noBuild("ecological_red_line", "第十条", 0), noBuild("reservoir", "第十条（三）", 500),
		noBuild("water_source", "第十条（三）", 2000), noBuild("river", "地方", 300),
		{Instrument: "建标182", Article: "选址", Feature: siting.Settlement, Classes: []string{"village"}, DistanceM: 500, Severity: siting.Warn},
		{Instrument: "建标182", Article: "选址", Feature: siting.Road, Classes: []string{"national", "provincial"}, DistanceM: 500, Severity: siting.Exclude},
		{Instrument: "地方", Feature: siting.Facility, Classes: []string{"township_cemetery"}, DistanceM: 1000, Severity: siting.Exclude},
	} {
		k.rule(r)
	}
	begun := time.Now()
	in, err := k.store.Candidates(k.ctx, planner.Actor, siting.Ask{Kind: "township_cemetery", Method: "lscp", AsOf: "2021-12-31", Candidates: siting.Candidates{From: "grid", SpacingM: 4000}})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d candidates in %s: %+v", len(in.List), time.Since(begun), in.Counts)
	seen := map[string]bool{}
	for _, c := range in.List {
		for _, x := range append(c.Exclusions, c.Warnings...) {
			seen[x.Feature+x.Class] = true
			k.checkExclusion(c, x)
		}
	}
	for _, want := range []string{"constraintfarmland", "constraintriver", "settlementvillage", "facilitytownship_cemetery"} {
		if !seen[want] {
			t.Errorf("nothing is near a %s", want)
		}
	}
}

// checkExclusion compares an exclusion with PostGIS, by itself.
func (k *kit) checkExclusion(c siting.Candidate, x siting.Exclusion) {
	k.Helper()
	if x.Feature != siting.Constraint || len(x.FeatureID) != 36 || c.Key[len(c.Key)-1] != '7' { // some of them
		return
	}
	var metres, edge float64
	err := k.db.Read().QueryRow(k.ctx, `SELECT ST_Distance(geom::geography, p), ST_Distance(ST_Boundary(geom)::geography, p)
		FROM siting_constraint, (SELECT ST_SetSRID(ST_MakePoint($2, $3), 4490)::geography AS p) x WHERE id = $1`, x.FeatureID, c.Lon, c.Lat).Scan(&metres, &edge)
	if err != nil {
		k.Fatal(err)
	}
	missing := x.RequiredM - metres
	if x.Inside {
		missing = x.RequiredM + edge
	}
	if d := metres - x.ActualM; d > 0.06 || d < -0.06 {
		k.Errorf("%s: %g m to %s, PostGIS says %g", c.Key, x.ActualM, x.FeatureName, metres)
	}
	if d := missing - x.MissingM; d > 0.06 || d < -0.06 {
		k.Errorf("%s: %g m missing to %s, PostGIS says %g", c.Key, x.MissingM, x.FeatureName, missing)
	}
}
