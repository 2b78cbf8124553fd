package siting_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"cairn/data/datatest/filled"
	"cairn/data/imports"
	"cairn/facilities"
	"cairn/facilities/facilitytest"
	"cairn/facilities/siting"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Candidates in no township are listed and left out; demands that only they, or excluded ones, would
// serve are named.
func TestInfeasibleSaysWhichDemand(t *testing.T) {
	k := newKit(t)
	rule := noBuild("ecological_red_line", "第十条", 0)
	k.rule(rule)
	var lon, lat float64 // a place inside a red line, in an uncovered township if there is one
	var township string
	err := k.db.Read().QueryRow(k.ctx, `SELECT ST_X(p), ST_Y(p), a.code FROM siting_constraint c
		JOIN area a ON a.level = 'township' AND ST_Intersects(a.geom, c.geom) AND a.code IN ('532601205', '532622203', '532623206', '532626202', '532627204', '532627206', '532627207', '532627208', '532627209', '532627210')
		CROSS JOIN LATERAL (SELECT ST_PointOnSurface(ST_Intersection(a.geom, c.geom)) AS p) x
		WHERE c.kind = 'ecological_red_line' ORDER BY ST_Area(ST_Intersection(a.geom, c.geom)) DESC LIMIT 1`).Scan(&lon, &lat, &township)
	if err != nil {
		t.Fatal(err)
	}
	points := []siting.Point{{Key: "red", Name: "红线内", Lon: lon, Lat: lat}, {Key: "sea", Lon: 120, Lat: 15}, {Key: "far", Name: "外地", Lon: 104.25, Lat: 23.37}}
	run := k.now(siting.Ask{Kind: "township_cemetery", AsOf: "2020-12-31", Method: "lscp", Candidates: siting.Candidates{From: "points", Points: points}})
	a := run.Answer
	if run.State != siting.Infeasible || a == nil || len(a.Unmet) < 9 {
		t.Fatalf("%s %+v", run.State, run.Summary)
	}
	i := slices.IndexFunc(a.Unmet, func(u siting.Unmet) bool { return u.Code == township })
	if i < 0 || a.Unmet[i].Why != "only_excluded" || a.Unmet[i].Excluded != 1 {
		t.Errorf("%s: %+v", township, a.Unmet)
	}
	if a.Counts.LeftOut[siting.NoTownship] != 1 || a.Counts.Excluded != 1 {
		t.Errorf("counts %+v", a.Counts)
	}
	list, err := k.store.CandidatesOf(k.ctx, &run)
	if err != nil || len(list.List) != 3 || list.List[0].State != siting.Excluded || list.List[1].Why != siting.NoTownship {
		t.Fatalf("%v %+v", err, list.List)
	}
	x := list.List[0].Exclusions[0]
	if !x.Inside || x.MissingM <= 0 || x.RuleVersion != 1 || x.Article != "第十条" || x.FeatureID == "" {
		t.Errorf("exclusion %+v", x)
	}
	if why := list.List[0].Reasons(problem.Chinese); !strings.Contains(why, "殡葬管理条例（1997） 第十条") || !strings.Contains(why, "米") {
		t.Errorf("reasons %q", why)
	}
	var csv, features strings.Builder
	if err := list.WriteCSV(&csv, problem.Chinese); err != nil || strings.Count(csv.String(), "\n") != 4 {
		t.Errorf("CSV: %v %s", err, csv.String())
	}
	if err := list.WriteGeoJSON(&features, problem.English); err != nil || strings.Count(features.String(), `"Feature"`) != 3 {
		t.Errorf("GeoJSON: %v %s", err, features.String())
	}
}

func TestBadQuestionsAreRefused(t *testing.T) {
	k := newKit(t)
	good := siting.Ask{Kind: "township_cemetery", Method: "lscp"}
	for name, tc := range map[string]struct {
		change func(*siting.Ask)
		field  string
	}{
		"unknown kind":       {func(a *siting.Ask) { a.Kind = "temple" }, "kind"},
		"unknown method":     {func(a *siting.Ask) { a.Method = "guess" }, "method"},
		"impossible date":    {func(a *siting.Ask) { a.AsOf = "2021-02-30" }, "as_of"},
		"year 0":             {func(a *siting.Ask) { a.AsOf = "0000-01-01" }, "as_of"},
		"too many sites":     {func(a *siting.Ask) { a.Method, a.Sites = "mclp", 5000 }, "sites"},
		"no number":          {func(a *siting.Ask) { a.Method = "next" }, "sites"},
		"presence of costs":  {func(a *siting.Ask) { a.Method, a.Sites = "p-median", 3 }, "cover.by"},
		"dense grid":         {func(a *siting.Ask) { a.Candidates.SpacingM = 1 }, "candidates.spacing_m"},
		"a day of searching": {func(a *siting.Ask) { a.TimeLimitS = 86400 }, "time_limit_s"},
		"half a point": {func(a *siting.Ask) {
			a.Candidates = siting.Candidates{From: "points", Points: []siting.Point{{Lon: 300, Lat: 23}}}
		}, "candidates.points[0].lon"},
		"no points": {func(a *siting.Ask) { a.Candidates.From = "points" }, "candidates.points"},
		"a line": {func(a *siting.Ask) {
			a.Candidates.Inside = []byte(`{"type":"LineString","coordinates":[[104,23],[105,23]]}`)
		}, "candidates.inside"},
		"unknown area":      {func(a *siting.Ask) { a.Area = "99" }, "area"},
		"budget, no price":  {func(a *siting.Ask) { a.Method, a.Budget = "next", 1e6 }, "price"},
		"site kind outside": {func(a *siting.Ask) { a.SiteKind = "care_home" }, "site_kind"},
	} {
		a := good
		tc.change(&a)
		_, err := k.store.Submit(k.ctx, planner, uuid.Nil, a)
		k.refused(name, err, problem.Invalid, tc.field)
	}
	many := good
	many.Candidates.SpacingM = 60
	if run := k.now(many); run.State != siting.Failed || run.Failure == nil || len(run.Failure.Fields) != 1 {
		t.Errorf("a grid of millions: %s %+v", run.State, run.Failure)
	}
	_, err := k.store.Submit(k.ctx, by(actor.Clerk, "5326"), uuid.Nil, good)
	k.refused("a clerk", err, problem.Forbidden, "")
	good.Area = "532622"
	_, err = k.store.Submit(k.ctx, by(actor.Planner, "532601"), uuid.Nil, good)
	k.refused("another county", err, problem.Forbidden, "")
}

// The service answers what waits, cancels what runs with the best found so far, and marks what was left.
func TestWorkerAnswersAndCancels(t *testing.T) {
	k := newKit(t)
	ctx, stop := context.WithCancel(k.ctx)
	defer stop()
	waiting, err := k.store.Submit(k.ctx, planner, uuid.Nil, siting.Ask{Kind: "township_cemetery", AsOf: "2020-12-31", Method: "lscp", Candidates: siting.Candidates{From: "villages"}})
	if err != nil || waiting.State != siting.Queued {
		t.Fatal(err, waiting.State)
	}
	dropped, err := k.store.Submit(k.ctx, planner, uuid.Nil, siting.Ask{Kind: "township_cemetery", Method: "lscp"})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := k.store.Cancel(k.ctx, planner, dropped.ID); err != nil || r.State != siting.Cancelled {
		t.Errorf("cancelled before it began: %v %s", err, r.State)
	}
	worked := make(chan struct{})
	go func() { defer close(worked); k.store.Work(ctx, quiet) }()
	if r := k.until(waiting.ID); r.State != siting.Done || r.Summary.Sites != 10 || r.Summary.AreasAfter != 104 {
		t.Errorf("%s %+v", r.State, r.Summary)
	}
	hard, err := k.store.Submit(k.ctx, planner, uuid.Nil, siting.Ask{Kind: "care_home", AsOf: "2021-12-31", Method: "p-median", Sites: 60, Existing: "none", Alternatives: 20, Tolerance: 1, TimeLimitS: 300, Solver: "go",
		Demand: siting.Demands{Of: "villages"}, Cover: siting.Cover{By: "distance"}, Candidates: siting.Candidates{From: "grid", SpacingM: 4500}})
	if err != nil {
		t.Fatal(err)
	}
	k.eventually("an incumbent", func() bool {
		r, err := k.store.Run(k.ctx, hard.ID)
		return err != nil || r.FinishedAt != nil || r.Progress != nil && r.Progress.Incumbent != nil
	})
	if r, err := k.store.Run(k.ctx, hard.ID); err != nil || r.FinishedAt == nil {
		if _, err := k.store.Cancel(k.ctx, planner, hard.ID); err != nil {
			t.Fatal(err)
		}
		r := k.until(hard.ID)
		full, err := k.store.FullRun(k.ctx, hard.ID)
		if err != nil || r.State != siting.Cancelled || full.Answer == nil || len(full.Answer.Sites) != 60 || full.Answer.Incumbent == nil || full.Answer.Bound == nil {
			t.Errorf("cancelled: %v %s %+v", err, r.State, r.Summary)
		}
	} else {
		t.Logf("too easy to be cancelled: %s %+v", r.State, r.Summary)
	}
	stop()
	<-worked
}

// until waits for the end of a run.
func (k *kit) until(id uuid.UUID) siting.SitingRun {
	k.Helper()
	var r siting.SitingRun
	k.eventually("the end of the run", func() bool {
		var err error
		if r, err = k.store.Run(k.ctx, id); err != nil {
			k.Fatal(err)
		}
		return r.FinishedAt != nil
	})
	return r
}

func (k *kit) eventually(what string, ok func() bool) {
	k.Helper()
	for range 600 {
		if ok() {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	k.Fatalf("waited for %s in vain", what)
}

// What a process left unfinished is marked by the next, and can be repeated.
func TestUnfinishedRunsAreMarked(t *testing.T) {
	k := newKit(t)
	left, err := k.store.Submit(k.ctx, planner, uuid.Nil, siting.Ask{Kind: "township_cemetery", Method: "lscp", AsOf: "2020-12-31", Candidates: siting.Candidates{From: "villages"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.db.Read().Exec(k.ctx, `INSERT INTO siting_progress (run_id, worker, at) VALUES ($1, 'gone', now() - interval '2 minutes')`, left.ID); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(k.ctx)
	defer stop()
	go k.store.Work(ctx, quiet)
	if r := k.until(left.ID); r.State != siting.Failed || r.Failure.Key != "siting.interrupted" {
		t.Errorf("%s %+v", r.State, r.Failure)
	}
	again, err := k.store.Repeat(k.ctx, planner, left.ID, false)
	if err != nil {
		t.Fatal(err)
	}
	if r := k.until(again.ID); r.State != siting.Done {
		t.Errorf("repeated: %s %+v", r.State, r.Failure)
	}
	_, err = k.store.Repeat(k.ctx, planner, left.ID, true)
	k.refused("stored inputs that are not there", err, problem.Conflict, "")
}

// A scenario is made of an answer, compared with what there is, and becomes planned facilities.
func TestScenarioIsComparedAndAdopted(t *testing.T) {
	k := newKit(t)
	run := k.now(siting.Ask{Kind: "township_cemetery", AsOf: "2020-12-31", Method: "next", Sites: 3, Candidates: siting.Candidates{From: "villages"}, Alternatives: 1})
	sc, err := k.store.FromRun(k.ctx, planner, uuid.Nil, run.ID, 0, siting.ScenarioText{Name: "三处"})
	if err != nil || len(sc.Sites) != 3 || sc.Kind != "township_cemetery" || sc.Sites[0].TownshipCode == "" || *sc.RunNumber != run.Number {
		t.Fatalf("%v %+v", err, sc)
	}
	drawn, err := k.store.CreateScenario(k.ctx, planner, uuid.Nil, siting.ScenarioText{Name: "一处", Kind: "township_cemetery",
		Sites: []siting.SiteDraft{{Lon: sc.Sites[0].Lon, Lat: sc.Sites[0].Lat}}})
	if err != nil || drawn.AreaCode != "5326" || drawn.Sites[0].TownshipCode != sc.Sites[0].TownshipCode {
		t.Fatalf("%v %+v", err, drawn)
	}
	both, err := k.store.Compare(k.ctx, siting.CompareAsk{Scenarios: []uuid.UUID{sc.ID, drawn.ID}, AsOf: "2020-12-31"})
	if err != nil || both.Before.Areas != 94 || both.Scenarios[0].After.Areas != 97 || both.Scenarios[1].After.Areas != 95 || len(both.Townships) != 104 {
		t.Fatalf("%v %+v %+v", err, both.Before, both.Scenarios)
	}
	near, err := k.store.Compare(k.ctx, siting.CompareAsk{Scenarios: []uuid.UUID{sc.ID}, AsOf: "2020-12-31", Demand: siting.Demands{Of: "villages"}, Cover: siting.Cover{By: "distance", Metres: 5000}})
	if err != nil || near.Before.DemandsOf != 1000 || near.Scenarios[0].After.Demands <= near.Before.Demands {
		t.Errorf("%v %+v %+v", err, near.Before, near.Scenarios)
	}
	if _, err := k.store.Adopt(k.ctx, by(actor.Clerk, "5326"), sc.ID, sc.Version, siting.Adoption{}); problem.As(err) == nil {
		t.Error("a clerk adopted a scenario")
	}
	target := facilitytest.Day("2030-12-31")
	adopted, err := k.store.Adopt(k.ctx, planner, sc.ID, sc.Version, siting.Adoption{Sites: []int{1, 2}, TargetDate: &target})
	if err != nil || adopted.Sites[0].FacilityID == nil || adopted.Sites[2].FacilityID != nil || adopted.Version != sc.Version+1 ||
		adopted.Sites[0].Precision != "map" || adopted.Sites[2].Precision != "" {
		t.Fatalf("%v %+v", err, adopted)
	}
	f, err := facilities.NewStore(k.db, located{k.db}).Get(k.ctx, *adopted.Sites[0].FacilityID)
	if err != nil || f.AreaCode != sc.Sites[0].TownshipCode || f.Statuses[0].Status != "planned" || f.TargetDate.String() != "2030-12-31" {
		t.Errorf("%v %+v", err, f)
	}
	_, err = k.store.Adopt(k.ctx, planner, sc.ID, adopted.Version, siting.Adoption{Sites: []int{1}})
	k.refused("adopted twice", err, problem.Conflict, "")
	_, err = k.store.UpdateScenario(k.ctx, planner, sc.ID, 1, siting.ScenarioText{Name: "x", Kind: "township_cemetery"})
	k.refused("stale", err, problem.Stale, "")
	if err := k.store.RetireScenario(k.ctx, planner, drawn.ID, drawn.Version); err != nil {
		t.Error(err)
	}
	if list, err := k.store.Scenarios(k.ctx, "5326", "", 10); err != nil || len(list) != 1 {
		t.Errorf("%v %d scenarios", err, len(list))
	}
}

// Rules come in from files, keep their versions, and are set by nobody of a part of the prefecture.
func TestRulesAreDatedRows(t *testing.T) {
	k := newKit(t)
	file := "id,instrument,article,feature,classes,distance_m,severity,valid_from,valid_to,kinds\n" +
		"a,殡葬管理条例（1997）,第十条（一）,constraint,farmland;forest,0,exclude,1997-07-21,2026-03-30,\n" +
		"b,地方标准,4.2,road,national,500,warn,2020-01-01,,township_cemetery\n"
	take := func(text string) imports.Report {
		t.Helper()
		report, err := filled.Import(k.ctx, k.db, fstest.MapFS{"siting_rules.csv": {Data: []byte(text)}}, siting.Imports(), imports.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	if r := take(file); r.Files[0].Added != 2 || len(r.Errors()) != 0 {
		t.Fatalf("%+v %v", r.Files, r.Errors())
	}
	if r := take(file); r.Files[0].Same != 2 {
		t.Errorf("again: %+v", r.Files)
	}
	for _, tc := range []struct {
		filter siting.RuleFilter
		want   int
	}{{siting.RuleFilter{}, 2}, {siting.RuleFilter{On: "2026-03-29"}, 2}, {siting.RuleFilter{On: "2026-03-30"}, 1}, {siting.RuleFilter{On: "2019-01-01"}, 1}, {siting.RuleFilter{Kind: "care_home"}, 1}} {
		if rules, err := k.store.Rules(k.ctx, tc.filter); err != nil || len(rules) != tc.want {
			t.Errorf("%+v: %v, %d rules, want %d", tc.filter, err, len(rules), tc.want)
		}
	}
	rules, _ := k.store.Rules(k.ctx, siting.RuleFilter{On: "2026-03-30"})
	rule := rules[0]
	text := rule.RuleText
	text.DistanceM = 300
	next, err := k.store.UpdateRule(k.ctx, admin, rule.ID, rule.Version, text)
	if err != nil || next.Version != 2 || next.DistanceM != 300 {
		t.Fatal(err, next)
	}
	if r := take(strings.Replace(file, ",500,", ",800,", 1)); r.Files[0].Kept != 1 {
		t.Errorf("edited since: %+v", r.Files)
	}
	if history, err := k.store.RuleHistory(k.ctx, rule.ID); err != nil || len(history) != 2 {
		t.Errorf("%v, %d versions", err, len(history))
	}
	_, err = k.store.UpdateRule(k.ctx, admin, rule.ID, 1, text)
	k.refused("stale", err, problem.Stale, "")
	_, err = k.store.CreateRule(k.ctx, by(actor.Admin, "532601"), uuid.Nil, text)
	k.refused("of a county", err, problem.Forbidden, "")
	text.ValidFrom, text.ValidTo = ref("2021-01-01"), ref("2021-01-01")
	_, err = k.store.CreateRule(k.ctx, admin, uuid.Nil, text)
	k.refused("ends as it begins", err, problem.Invalid, "valid_to")
	text.ValidTo, text.Feature, text.Classes = nil, siting.Road, []string{"motorway"}
	_, err = k.store.CreateRule(k.ctx, admin, uuid.Nil, text)
	k.refused("unknown class", err, problem.Invalid, "classes")
	if err := k.store.RetireRule(k.ctx, admin, rule.ID, 2); err != nil {
		t.Error(err)
	}
	_, err = filled.Import(k.ctx, k.db, fstest.MapFS{"siting_rules.csv": {Data: []byte("id,instrument,feature,distance_m\nc,,constraint,-1\n")}}, siting.Imports(), imports.Options{})
	k.refused("a rule without an instrument", err, problem.Invalid, "instrument")
}

func ref[T any](x T) *T { return &x }

// The sample of rules that goes with the program can be taken in.
func TestSampleRulesAreTakenIn(t *testing.T) {
	t.Parallel()
	db := facilitytest.Small(t)
	report, err := filled.Import(context.Background(), db, os.DirFS("../../docs/samples"), siting.Imports(), imports.Options{})
	if err != nil || len(report.Errors()) != 0 || report.Files[0].Added < 5 {
		t.Errorf("%v %+v %v", err, report.Files, report.Errors())
	}
}
