package years

import (
	"context"
	"math"
	"testing"
	"testing/quick"

	"github.com/jackc/pgx/v5"

	"cairn/data/datatest"
	"cairn/facilities/facilitytest"
	"cairn/facilities/facts"
	"cairn/internal/problem"
)

// world has two counties: 532601 with townships of 3,000 and 1,000 people, 532622 with one of
// 2,000. Graves: 400 left in the first township, a village's site that states nothing in the
// second; niches: 60 left in a county's columbarium; eco plots: a full site shared by both
// townships of 532601, none elsewhere.
func world(t *testing.T) *Store {
	t.Helper()
	db := facilitytest.Small(t)
	facilitytest.Write(t, db, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `
			INSERT INTO population (area_code, year, population) VALUES
				('532601001', 2020, 3000), ('532601102', 2020, 1000), ('532622101', 2020, 2000), ('532601', 2020, 4000), ('532622', 2020, 2000), ('5326', 2020, 6000);
			INSERT INTO facility (id, kind, name, area_code, capacity, used) VALUES
				('00000000-0000-0000-0000-000000000001', 'township_cemetery', '甲', '532601001', 1000, 600),
				('00000000-0000-0000-0000-000000000002', 'village_cemetery', '乙', '532601102', NULL, NULL),
				('00000000-0000-0000-0000-000000000003', 'columbarium', '丙', '532601001', 100, 40),
				('00000000-0000-0000-0000-000000000004', 'eco_burial', '丁', '532601102', 50, 50),
				('00000000-0000-0000-0000-000000000005', 'township_cemetery', '戊', '532622101', 900, NULL);
			INSERT INTO facility_status (facility_id, status, from_on) SELECT id, 'in_use', '2010-01-01' FROM facility;
			INSERT INTO facility_service (facility_id, area_code, role) VALUES ('00000000-0000-0000-0000-000000000004', '532601001', 'shared');
			INSERT INTO burial_parameter (id, area_code, what, value, from_on, to_on, source) VALUES
				(gen_random_uuid(), '5326', 'death_rate', 5, '2015-01-01', NULL, '年鉴'), (gen_random_uuid(), '5326', 'death_rate', 10, '2020-01-01', NULL, '年鉴'),
				(gen_random_uuid(), '5326', 'death_rate', 99, '2021-01-01', '2021-02-01', '试算'), (gen_random_uuid(), '532601102', 'death_rate', 20, '2012-01-01', NULL, '乡镇'),
				(gen_random_uuid(), '5326', 'uptake_plots', 50, '2020-01-01', NULL, '年鉴'), (gen_random_uuid(), '532622', 'uptake_plots', 0, '2020-01-01', NULL, '县里'),
				(gen_random_uuid(), '5326', 'uptake_niches', 20, '2020-01-01', NULL, '年鉴'), (gen_random_uuid(), '5326', 'uptake_eco_plots', 10, '2020-01-01', NULL, '年鉴')`)
		return err
	})
	return NewStore(db, &facts.Cache{})
}

func TestYearsByHand(t *testing.T) {
	t.Parallel()
	s := world(t)
	a, err := s.Answer(context.Background(), "", facilitytest.Day("2022-06-30"), 0)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]YearsRow{"": a.Total}
	for _, r := range append(a.Townships, a.Counties...) {
		rows[r.Code] = r
	}
	for _, tc := range []struct {
		area    string
		measure int
		state   string
		left    float64 // -1: not known
		years   float64 // -1: none
		year    int
		unsaid  int
	}{
		{"532601001", 0, Enough, 400, 400 / 15., 2049, 0}, // 3,000 × 10 ‰ × 50 % = 15 a year
		{"532601001", 1, RunsOut, 45, 7.5, 2029, 0},       // three quarters of the county's 60, 6 a year
		{"532601001", 2, RunsOut, 0, 0, 2022, 0},          // shares the full site of the other township
		{"532601102", 0, NoData, -1, -1, 0, 1},            // the village states nothing: that is not 0
		{"532601102", 1, RunsOut, 15, 3.75, 2026, 0},      // 1,000 × 20 ‰ (its own) × 20 % = 4
		{"532601102", 2, RunsOut, 0, 0, 2022, 0},
		{"532622101", 0, NoData, -1, -1, 0, 1}, // used is not known
		{"532622101", 1, NoCapacity, -1, -1, 0, 0},
		{"532601", 0, Enough, 400, 20, 2042, 1}, // 4,000 people: 20 a year, which is the horizon itself
		{"532622", 2, NoCapacity, -1, -1, 0, 0},
		{"", 1, RunsOut, 60, 5, 2027, 0},
	} {
		m := rows[tc.area].Measures[tc.measure]
		if m.State != tc.state || m.Unstated != tc.unsaid || !near(m.Left, tc.left) || !near(m.Years, tc.years) || (m.Year == nil) != (tc.year == 0) || m.Year != nil && *m.Year != tc.year {
			t.Errorf("%s %s: %+v left %v years %v year %v, want %+v", tc.area, m.Measure, m, deref(m.Left), deref(m.Years), m.Year, tc)
		}
	}
	if got := a.Counties[1].Measures[0]; got.Demand == nil || *got.Demand != 0 {
		t.Errorf("an uptake of 0 is a figure, no gap: %+v", got)
	}
	checkStandards(t, a)
}

// checkStandards compares with the standards worked out by hand: 5326 has 6,000 × 10 ‰ = 60 deaths.
func checkStandards(t *testing.T, a BurialYears) {
	t.Helper()
	if len(a.Standards) != 3 || len(a.Total.Standards) != 3 {
		t.Fatalf("%+v", a.Standards)
	}
	for i, want := range []struct {
		required, has float64
		met           bool
	}{{60 * 20 * .5, 1000, true}, {60 * 20 * .2, 100, false}, {2 * 1000, 100, false}} {
		got := a.Total.Standards[i]
		if !near(got.Required, want.required) || !near(got.Has, want.has) || got.Met == nil || *got.Met != want.met {
			t.Errorf("%s: required %v has %v", a.Standards[i].Name, deref(got.Required), deref(got.Has))
		}
	}
}

func near(x *float64, want float64) bool {
	if want < 0 {
		return x == nil
	}
	return x != nil && math.Abs(*x-want) < 1e-6
}

func deref(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

// Before the parameters began, and without people, there is no data; a village is refused.
func TestYearsWithoutGround(t *testing.T) {
	t.Parallel()
	s := world(t)
	early, err := s.Answer(context.Background(), "532601", facilitytest.Day("2014-06-30"), 0)
	if err != nil {
		t.Fatal(err)
	}
	if m := early.Townships[0].Measures[0]; m.State != NoData || m.Left == nil || *m.Left != 400 || m.Years != nil || early.Townships[0].Population != nil {
		t.Errorf("%+v", early.Townships[0])
	}
	if _, err := s.Answer(context.Background(), "532601001201", facilitytest.Day("2022-06-30"), 0); !problem.Is(err, problem.BadParameter) {
		t.Errorf("a village: %v", err)
	}
	empty := NewStore(datatest.New(t), &facts.Cache{})
	none, err := empty.Answer(context.Background(), "", facilitytest.Day("2022-06-30"), 0)
	if err != nil || len(none.Townships) != 0 || none.Total.Measures[0].State != NoCapacity {
		t.Errorf("without areas: %+v, %v", none, err)
	}
}

// What the townships have adds up to what stands in them, however sites are shared.
func TestSharesAddUp(t *testing.T) {
	t.Parallel()
	db := facilitytest.Pack(t)
	f, err := facts.Load(context.Background(), db.Read(), facilitytest.Day("2021-12-31"))
	if err != nil {
		t.Fatal(err)
	}
	all := supplyOf(f)
	for _, measure := range Measures {
		sum, n := 0.0, 0
		for code, of := range all {
			if s := of[measure]; len(code) == 9 && s != nil {
				sum, n = sum+s.left, n+1
			}
		}
		whole := all["5326"][measure]
		if whole == nil || n == 0 || math.Abs(sum-whole.left) > 1e-3 {
			t.Errorf("%s: %.3f in %d townships, %+v in all", measure, sum, n, whole)
		}
	}
}

// A year later is the end a year further on.
func TestRunsOut(t *testing.T) {
	t.Parallel()
	day := facilitytest.Day("2022-06-30")
	err := quick.Check(func(years uint16) bool {
		x := float64(years%7000) + 0.01
		return *runsOut(day, x) == 2022+int(x)
	}, nil)
	if err != nil {
		t.Error(err)
	}
	if runsOut(day, 1e300) != nil || runsOut(day, 9000) != nil || *runsOut(day, 0) != 2022 || *runsOut(day, 0.51) != 2023 {
		t.Error("ends")
	}
}
