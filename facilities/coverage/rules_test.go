package coverage_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/facilitytest"
	"cairn/facilities/network"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// world is a small place: townships A and B in one county, C in another; a village in A and
// one in B, some ten kilometres apart, with a road between A and B only.
type world struct {
	*testing.T
	db    *data.DB
	store *coverage.Store
	on    facilities.Day
}

const (
	townA, townB, townC = "532601001", "532601102", "532622101"
	villageA, villageB  = "532601001201", "532601102201"
)

func newWorld(t *testing.T) *world {
	t.Helper()
	t.Parallel()
	db := facilitytest.Small(t)
	w := &world{T: t, db: db, store: coverage.NewStore(db, facilities.NewStore(db, nil), network.NewStore(db)), on: facilitytest.Day("2022-06-15")}
	w.exec(`INSERT INTO area (code, name, level, parent) VALUES ('532601102201', '上田村', 'village', '532601102')`)
	for code, at := range map[string]string{townA: "104.20 23.30", townB: "104.30 23.30", townC: "105.20 23.30", villageA: "104.21 23.30", villageB: "104.31 23.30"} {
		w.exec(`UPDATE area SET seat = public.ST_GeomFromText('POINT(' || $2 || ')', 4490) WHERE code = $1`, code, at)
	}
	for code, people := range map[string]int{villageA: 600, villageB: 300, townC: 100} {
		w.exec(`INSERT INTO population (area_code, year, population) VALUES ($1, 2020, $2)`, code, people)
	}
	w.exec(`INSERT INTO road (id, class, geom) VALUES (gen_random_uuid(), 'national', public.ST_GeomFromText('LINESTRING(104.20 23.30, 104.32 23.30)', 4490))`)
	return w
}

func (w *world) exec(sql string, args ...any) {
	w.Helper()
	facilitytest.Write(w, w.db, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, sql, args...)
		return err
	})
}

// site adds a facility in use at a place, with so much capacity used of 10.
func (w *world) site(kind, area, village, at string, used int) uuid.UUID {
	w.Helper()
	id := uuid.New()
	w.exec(`INSERT INTO facility (id, kind, name, area_code, village_code, geom, capacity, used)
		VALUES ($1, $2, '设施' || $3, $3, nullif($4, ''), public.ST_GeomFromText('POINT(' || $5 || ')', 4490), 10, $6)`, id, kind, area, village, at, used)
	w.exec(`INSERT INTO facility_status (facility_id, status, from_on) VALUES ($1, 'in_use', '2020-01-01')`, id)
	return id
}

func (w *world) serve(id uuid.UUID, area, role string) {
	w.exec(`INSERT INTO facility_service (facility_id, area_code, role) VALUES ($1, $2, $3)`, id, area, role)
}

func (w *world) ask(q coverage.Question) coverage.CoverageAnswer {
	w.Helper()
	q.AsOf = w.on
	return ask(w.T, w.store, q)
}

// want compares a figure and the states of the areas, by code.
func (w *world) want(q coverage.Question, n, d int, states ...coverage.State) coverage.CoverageAnswer {
	w.Helper()
	a := w.ask(q)
	var got []coverage.State
	for _, u := range a.Areas {
		got = append(got, u.State)
	}
	if a.Numerator != n || a.Denominator != d || !slices.Equal(got, states) {
		w.Errorf("%s %s: %d of %d %v, want %d of %d %v", q.Kind, q.Rule, a.Numerator, a.Denominator, got, n, d, states)
	}
	return a
}

const yes, full, out = coverage.Served, coverage.NoCapacity, coverage.OutOfReach

func TestOfficialRuleSetsApart(t *testing.T) {
	w := newWorld(t)
	own := w.site("township_cemetery", townA, "", "104.2 23.3", 0)
	w.want(coverage.Question{Kind: "township_burial"}, 1, 3, yes, out, out)
	w.serve(own, townB, "shared")
	w.exec(`INSERT INTO coverage_exemption (id, area_code, what, from_on, document) VALUES (gen_random_uuid(), $1, 'township_burial', '2021-01-01', '文号1')`, townC)
	w.exec(`INSERT INTO coverage_reported (id, area_code, what, as_of, percent) VALUES (gen_random_uuid(), '5326', 'township_burial', '2021-12-31', 90.4),
		(gen_random_uuid(), '5326', 'township_burial', '2023-12-31', 99)`)
	a := w.want(coverage.Question{Kind: "township_burial"}, 2, 3, yes, yes, out)
	if *a.Official != (coverage.OfficialFigures{Own: 1, Shared: 1, Exempt: 1, PercentWithout: a.Official.PercentWithout}) || *a.Official.PercentWithout != 100 {
		t.Errorf("%+v", a.Official)
	}
	if a.Areas[1].Basis != "shared" || a.Areas[1].Shared != 1 || a.Areas[2].Basis != "exempt" || len(a.Exemptions) != 1 || a.Exemptions[0].Document != "文号1" {
		t.Errorf("%+v %+v", a.Areas, a.Exemptions)
	}
	if len(a.Reported) != 1 || *a.Reported[0].Percent != 90.4 {
		t.Errorf("reported: %+v", a.Reported)
	}
	// Plain presence of the kind itself knows no shares.
	w.want(coverage.Question{Kind: "township_cemetery"}, 1, 3, yes, out, out)
	w.want(coverage.Question{Kind: "township_cemetery", Rule: coverage.Shared}, 2, 3, yes, yes, out)
	w.want(coverage.Question{Kind: "township_burial", Rural: true}, 1, 2, yes, out)
}

func TestNearestIsNotEligible(t *testing.T) {
	w := newWorld(t)
	w.site("village_cemetery", townA, villageA, "104.305 23.30", 0) // next to B's village, but A's
	mine := w.site("village_cemetery", townB, villageB, "104.34 23.30", 0)
	w.exec(`UPDATE facility SET precision = 'village' WHERE id = $1`, mine)
	a := w.ask(coverage.Question{Kind: "village_cemetery", Villages: true})
	v := a.Villages[1]
	if v.Code != villageB || v.Nearest.Area != villageA || v.Eligible.ID != mine || !(*v.NearestKm < v.Eligible.Km) {
		t.Errorf("%+v %+v", v.Nearest, v.Eligible)
	}
	if v.Nearest.Precision != "surveyed" || v.Eligible.Precision != "village" || a.Facilities != 2 || a.Coarse != 1 {
		t.Errorf("positions are known by %q and %q, %d of %d coarsely", v.Nearest.Precision, v.Eligible.Precision, a.Coarse, a.Facilities)
	}
	if c := a.Villages[2]; c.Code != townC || c.Eligible != nil || c.Nearest == nil {
		t.Errorf("a township without villages sees %+v", c)
	}
	w.want(coverage.Question{Kind: "village_cemetery", Rule: coverage.Distance, Parameters: coverage.Parameters{Metres: 1000}}, 0, 1000, out, out, out)
	w.want(coverage.Question{Kind: "village_cemetery", Rule: coverage.Distance, Parameters: coverage.Parameters{Metres: 4000}}, 300, 1000, out, yes, out)
}

func TestCapacityHasThreeStates(t *testing.T) {
	w := newWorld(t)
	w.site("care_home", townA, "", "104.2 23.3", 10)
	w.site("care_home", townB, "", "104.3 23.3", 3)
	q := coverage.Question{Kind: "care_home", Rule: coverage.Capacity}
	w.want(q, 1, 3, full, yes, out)
	q.Parameters = coverage.Parameters{Reach: coverage.ReachDistance, Metres: 3000}
	a := w.want(q, 300, 1000, full, yes, out)
	if *a.Tally != (coverage.StateTally{Served: 300, NoCapacity: 600, OutOfReach: 100}) {
		t.Errorf("%+v", a.Tally)
	}
	q.Reach, q.Metres, q.Minutes = coverage.ReachTravelTime, 0, 30
	w.want(q, 900, 1000, yes, yes, out)
	q.Rule, q.Reach = coverage.TravelTime, ""
	a = w.want(q, 900, 1000, yes, yes, out)
	if a.NetworkVersion == "" || a.Areas[0].Eligible.Minutes == nil || a.Parameters != (coverage.Parameters{Minutes: 30, Share: 50}) {
		t.Errorf("%q %+v %+v", a.NetworkVersion, a.Areas[0].Eligible, a.Parameters)
	}
}

func TestVillagesAndServiceAreas(t *testing.T) {
	w := newWorld(t)
	id := w.site("happiness_courtyard", townA, villageA, "104.2 23.3", 0)
	w.want(coverage.Question{Kind: "happiness_courtyard", Rule: coverage.Villages}, 1, 2, yes, out, coverage.Unknown)
	a := w.want(coverage.Question{Kind: "happiness_courtyard", Level: facilities.Village}, 1, 2, yes, out)
	if len(a.Townships) != 3 || a.Townships[0].Numerator != 1 || a.Townships[2].Denominator != 0 || a.Townships[2].Percent != nil {
		t.Errorf("%+v", a.Townships)
	}
	service := coverage.Question{Kind: "happiness_courtyard", Rule: coverage.ServiceArea}
	if a := w.want(service, 0, 2, out, out, coverage.Unknown); a.Undeclared != 1 {
		t.Errorf("%d undeclared", a.Undeclared)
	}
	w.serve(id, townB, "service")
	w.want(service, 1, 2, out, yes, coverage.Unknown)
	w.serve(id, villageA, "service")
	w.want(service, 2, 2, yes, yes, coverage.Unknown)
}

func TestUnknownIsNoState(t *testing.T) {
	w := newWorld(t)
	w.site("care_home", townA, "", "104.2 23.3", 0)
	w.exec("DELETE FROM population WHERE area_code = $1", villageB)
	a := w.want(coverage.Question{Kind: "care_home", Rule: coverage.Distance}, 600, 700, yes, coverage.Unknown, out)
	if a.Tally.Unknown != 1 || a.States.Unknown != 1 || a.Areas[1].Percent != nil {
		t.Errorf("%+v %+v", a.Tally, a.Areas[1])
	}
}

// Answers in memory are those of the data as they are: exact, and kept over changes of other things.
func TestAnswersFollowTheData(t *testing.T) {
	w := newWorld(t)
	q := coverage.Question{Kind: "care_home"}
	first := w.want(q, 0, 3, out, out, out)
	w.exec(`INSERT INTO setting VALUES ('x', '1')`)
	if second := w.ask(q); second.DataVersion <= first.DataVersion {
		t.Errorf("versions %d, %d", first.DataVersion, second.DataVersion)
	}
	id := w.site("care_home", townA, "", "104.2 23.3", 0)
	w.want(q, 1, 3, yes, out, out)
	w.exec("UPDATE facility_status SET to_on = '2022-06-15' WHERE facility_id = $1", id)
	w.exec("INSERT INTO facility_status (facility_id, status, from_on) VALUES ($1, 'closed', '2022-06-15')", id)
	w.want(q, 0, 3, out, out, out)
	w.on = facilitytest.Day("2022-06-14")
	w.want(q, 1, 3, yes, out, out)
	// A transaction that began before sees what it saw.
	err := w.db.Snapshot(context.Background(), func(ctx context.Context, tx pgx.Tx) error {
		if _, err := w.store.AskIn(ctx, tx, q); err != nil {
			return err
		}
		w.site("care_home", townB, "", "104.3 23.3", 0)
		w.want(q, 2, 3, yes, yes, out)
		q.AsOf = w.on
		if a, err := w.store.AskIn(ctx, tx, q); err != nil || a.Numerator != 1 {
			t.Errorf("the transaction sees %d: %v", a.Numerator, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestRefuses(t *testing.T) {
	w := newWorld(t)
	for _, tc := range []struct {
		q     coverage.Question
		field string
	}{
		{coverage.Question{Kind: "tomb"}, "kind"}, {coverage.Question{}, "kind"},
		{coverage.Question{Kind: "care_home", Rule: "hope"}, "rule"},
		{coverage.Question{Kind: "care_home", Level: facilities.Village}, "level"},
		{coverage.Question{Kind: "care_home", Level: "street"}, "level"},
		{coverage.Question{Kind: "care_home", Area: "99"}, "area"},
		{coverage.Question{Kind: "columbarium", Area: townA}, "area"},
		{coverage.Question{Kind: "care_home", Parameters: coverage.Parameters{Metres: 5}}, "metres"},
		{coverage.Question{Kind: "care_home", Rule: coverage.Distance, Parameters: coverage.Parameters{Metres: coverage.MaxMetres + 1}}, "metres"},
		{coverage.Question{Kind: "care_home", Rule: coverage.Distance, Parameters: coverage.Parameters{Metres: -1}}, "metres"},
		{coverage.Question{Kind: "care_home", Rule: coverage.Distance, Parameters: coverage.Parameters{Share: 101}}, "share"},
		{coverage.Question{Kind: "care_home", Rule: coverage.Distance, Parameters: coverage.Parameters{Reach: "area"}}, "reach"},
		{coverage.Question{Kind: "care_home", Rule: coverage.Capacity, Parameters: coverage.Parameters{Reach: "wish"}}, "reach"},
	} {
		_, err := w.store.Ask(context.Background(), tc.q)
		if p := problem.As(err); p == nil || p.Kind != problem.BadParameter || p.Fields[0].Field != tc.field {
			t.Errorf("%+v: %v", tc.q, err)
		}
	}
}

func TestRulesAreSet(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	rules, err := w.store.Rules(ctx, problem.English)
	if err != nil || len(rules) != len(coverage.Names) {
		t.Fatalf("%v %v", rules, err)
	}
	by := func(area string) data.Change {
		return data.Change{Actor: actor.Actor{Login: "u", Name: "u", Role: actor.Admin, Area: area}, Door: "test"}
	}
	put := func(area string, version int64, edit func(*coverage.RuleDraft)) error {
		_, err := w.store.SetRule(ctx, by(area), coverage.Distance, version, problem.English, edit)
		return err
	}
	farther := func(d *coverage.RuleDraft) { d.Metres, d.Source = 20_000, " 某规划 " }
	for what, kind := range map[error]problem.Kind{
		put("532601", 1, farther): problem.Forbidden, put("", 3, farther): problem.Stale,
		put("", 1, func(d *coverage.RuleDraft) { d.Minutes = 5 }): problem.Invalid,
		put("", 1, func(d *coverage.RuleDraft) { d.Metres = 0 }):  problem.Invalid,
	} {
		if !problem.Is(what, kind) {
			t.Errorf("%v, want %v", what, kind)
		}
	}
	w.site("care_home", townA, "", "104.2 23.3", 0)
	q := coverage.Question{Kind: "care_home", Rule: coverage.Distance}
	w.want(q, 600, 1000, yes, out, out)
	if err := put("5326", 1, farther); err != nil {
		t.Fatal(err)
	}
	if a := w.want(q, 900, 1000, yes, yes, out); a.Parameters.Metres != 20_000 {
		t.Errorf("%+v", a.Parameters)
	}
	if _, err := w.store.SetRule(ctx, datatest.Change(), "hope", 1, problem.English, farther); !problem.Is(err, problem.NotFound) && !problem.Is(err, problem.Forbidden) {
		t.Errorf("an unknown rule gives %v", err)
	}
}

// A planned one counts, where it is asked for, from the day on which it is to open; one in use
// from its first day up to, not including, the day on which its use ends.
func TestPlannedCountsFromItsDay(t *testing.T) {
	w := newWorld(t)
	id := uuid.New()
	w.exec(`INSERT INTO facility (id, kind, name, area_code, target_date) VALUES ($1, 'township_cemetery', '公墓', $2, '2020-12-31')`, id, townA)
	for _, s := range [][]any{{"planned", "2020-01-01", "2020-06-01"}, {"building", "2020-06-01", "2021-03-01"}, {"in_use", "2021-03-01", "2022-03-01"}, {"closed", "2022-03-01", nil}} {
		w.exec(`INSERT INTO facility_status (facility_id, status, from_on, to_on) VALUES ($1, $2, $3::text::date, $4::text::date)`, id, s[0], s[1], s[2])
	}
	for _, tc := range []struct {
		day            string
		plain, planned int
	}{
		{"2019-12-31", 0, 0}, {"2020-12-30", 0, 0}, {"2020-12-31", 0, 1}, {"2021-02-28", 0, 1},
		{"2021-03-01", 1, 1}, {"2022-02-28", 1, 1}, {"2022-03-01", 0, 0}, {"2030-01-01", 0, 0},
	} {
		w.on = facilitytest.Day(tc.day)
		for planned, want := range map[bool]int{false: tc.plain, true: tc.planned} {
			if a := w.ask(coverage.Question{Kind: "township_cemetery", Planned: planned}); a.Numerator != want || a.Denominator != 3 {
				t.Errorf("%s planned %v: %d of %d, want %d", tc.day, planned, a.Numerator, a.Denominator, want)
			}
		}
	}
}

// A kind that a bureau has added is counted like the others, by the unit and rule that it has.
func TestOwnKindIsCounted(t *testing.T) {
	w := newWorld(t)
	w.exec(`INSERT INTO facility_kind (code, name, unit, by_village, capacity_kind, rule) VALUES ('childrens_home', '儿童之家', 'township', true, 'places', 'villages')`)
	w.site("childrens_home", townB, villageB, "104.3 23.3", 0)
	if a := w.want(coverage.Question{Kind: "childrens_home"}, 1, 2, out, yes, coverage.Unknown); a.KindName != "儿童之家" || a.Rule != coverage.Villages {
		t.Errorf("%s by %s", a.KindName, a.Rule)
	}
}
