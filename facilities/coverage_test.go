package facilities

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"cairn/internal/problem"
)

// expectedCoverage is a figure of the pack's expected.json.
type expectedCoverage struct {
	Unit        Level
	Numerator   int
	Denominator int
	Percent     float64
	Uncovered   []string
}

func TestCoverageOfPack(t *testing.T) {
	t.Parallel()
	s := NewStore(packDB(t), grid{})
	var expected map[string]map[string]expectedCoverage
	readExpected(t, "coverage", &expected)
	if len(expected) < 11 {
		t.Fatalf("only %d kinds are expected", len(expected))
	}
	for kind, dates := range expected {
		for when, want := range dates {
			date, planned := strings.CutSuffix(when, " incl. planned")
			got, err := s.Coverage(context.Background(), Question{Kind: kind, AsOf: day(date), Planned: planned})
			if err != nil {
				t.Fatalf("%s %s: %v", kind, when, err)
			}
			if got.Level != want.Unit || got.Numerator != want.Numerator || got.Denominator != want.Denominator ||
				*got.Percent != want.Percent || !slices.Equal(got.Uncovered, want.Uncovered) || got.Area != "5326" {
				t.Errorf("%s %s: %d of %d, %v %%, without %v; want %+v", kind, when, got.Numerator, got.Denominator, *got.Percent, got.Uncovered, want)
			}
			checkAreas(t, got)
		}
	}
}

// checkAreas compares the list with the figures.
func checkAreas(t *testing.T, c Coverage) {
	t.Helper()
	covered := 0
	for _, a := range c.Areas {
		if a.Covered {
			covered++
		}
		if a.Covered != (a.Count > 0) || a.Covered != (a.State != OutOfReach) || a.Covered == slices.Contains(c.Uncovered, a.Code) {
			t.Errorf("%s: %+v does not fit", c.Kind, a)
		}
	}
	if len(c.Areas) != c.Denominator || covered != c.Numerator || len(c.Uncovered) != c.Denominator-c.Numerator {
		t.Errorf("%s: %d areas, %d covered, %d uncovered; %d of %d", c.Kind, len(c.Areas), covered, len(c.Uncovered), c.Numerator, c.Denominator)
	}
}

func TestCoverageOfParts(t *testing.T) {
	t.Parallel()
	s := NewStore(packDB(t), grid{})
	for _, tc := range []struct {
		q                      Question
		numerator, denominator int
		level                  Level
	}{
		{Question{Kind: "township_cemetery", Area: "532627"}, 12, 18, Township},
		{Question{Kind: "township_cemetery", Area: "532627208"}, 0, 1, Township},
		{Question{Kind: "township_cemetery", Level: County}, 8, 8, County},
		{Question{Kind: "columbarium", Level: Township}, 1, 104, Township},
		{Question{Kind: "happiness_courtyard", Level: Village}, 203, 1000, Village},
		{Question{Kind: "happiness_courtyard", Level: Village, Area: "532601104"}, 3, 10, Village},
		{Question{Kind: "county_cemetery"}, 0, 8, County},
		{Question{Kind: "home_care_centre"}, 0, 104, Township},
		{Question{Kind: "township_burial"}, 94, 104, Township},
	} {
		tc.q.AsOf = day("2021-12-31")
		got, err := s.Coverage(context.Background(), tc.q)
		if err != nil {
			t.Errorf("%+v: %v", tc.q, err)
			continue
		}
		if got.Numerator != tc.numerator || got.Denominator != tc.denominator || got.Level != tc.level {
			t.Errorf("%+v: %d of %d by %s, want %d of %d", tc.q, got.Numerator, got.Denominator, got.Level, tc.numerator, tc.denominator)
		}
		checkAreas(t, got)
	}
}

func TestCoverageRefuses(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for _, tc := range []struct {
		q     Question
		field string
	}{
		{Question{Kind: "tomb"}, "kind"}, {Question{}, "kind"},
		{Question{Kind: "care_home", Rule: "distance"}, "rule"},
		{Question{Kind: "care_home", Level: Village}, "level"},
		{Question{Kind: "care_home", Level: "street"}, "level"},
		{Question{Kind: "care_home", Area: "99"}, "area"},
		{Question{Kind: "columbarium", Area: "532601001"}, "area"},
	} {
		_, err := s.Coverage(context.Background(), tc.q)
		if p := problem.As(err); p == nil || p.Kind != problem.BadParameter || p.Fields[0].Field != tc.field {
			t.Errorf("%+v: %v", tc.q, err)
		}
	}
}

// Nearest distances are those that PostGIS finds on the ellipsoid.
func TestNearestAgreesWithPostGIS(t *testing.T) {
	t.Parallel()
	db := packDB(t)
	s := NewStore(db, grid{})
	got, err := s.Coverage(context.Background(), Question{Kind: "township_cemetery", AsOf: day("2021-12-31")})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range got.Areas {
		var metres float64
		err := db.Read().QueryRow(context.Background(), `SELECT min(ST_Distance(f.geom::geography, a.seat::geography))
			FROM area a, facility f JOIN facility_status s ON s.facility_id = f.id AND s.status = 'in_use' AND s.to_on IS NULL
			WHERE a.code = $1 AND f.kind = 'township_cemetery'`, a.Code).Scan(&metres)
		if err != nil {
			t.Fatal(err)
		}
		if a.NearestKm == nil || math.Abs(*a.NearestKm*1000-metres) > 0.51 {
			t.Errorf("%s: %v km, PostGIS says %v m", a.Name, a.NearestKm, metres)
		}
	}
}

func TestCoverageByDay(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	f := mustCreate(t, s, func(d *Draft) {
		d.Status, d.StatusFrom, d.TargetDate = "planned", ptr(day("2020-01-01")), ptr(day("2020-12-31"))
	})
	for _, change := range []struct{ status, from string }{{"building", "2020-06-01"}, {"in_use", "2021-03-01"}, {"closed", "2022-03-01"}} {
		var err error
		f, err = s.Update(context.Background(), planner, f.ID, f.Version, func(d *Draft) error {
			d.Status, d.StatusFrom = change.status, ptr(day(change.from))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, tc := range []struct {
		day            string
		plain, planned int
	}{
		{"2019-12-31", 0, 0}, {"2020-12-30", 0, 0}, {"2020-12-31", 0, 1}, {"2021-02-28", 0, 1},
		{"2021-03-01", 1, 1}, {"2022-02-28", 1, 1}, {"2022-03-01", 0, 0}, {"2030-01-01", 0, 0},
	} {
		for _, planned := range []bool{false, true} {
			got, err := s.Coverage(context.Background(), Question{Kind: "township_cemetery", AsOf: day(tc.day), Planned: planned})
			want := map[bool]int{false: tc.plain, true: tc.planned}[planned]
			if err != nil || got.Numerator != want || got.Denominator != 3 {
				t.Errorf("%s planned %v: %d of %d, want %d: %v", tc.day, planned, got.Numerator, got.Denominator, want, err)
			}
		}
	}
}

func TestStates(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	mustCreate(t, s, func(d *Draft) { d.Used = ptr(100) })
	other := func(d *Draft) { d.AreaCode, d.Lon, d.Used = "532601102", ptr(104.7), ptr(100) }
	mustCreate(t, s, other)
	mustCreate(t, s, func(d *Draft) { other(d); d.Capacity = nil })
	got, err := s.Coverage(context.Background(), Question{Kind: "cemetery"})
	if err != nil {
		t.Fatal(err)
	}
	var states []State
	for _, a := range got.Areas {
		states = append(states, a.State)
	}
	if !slices.Equal(states, []State{NoCapacity, Served, OutOfReach}) || *got.Percent != 66.7 || got.AsOf != day("2022-06-15") {
		t.Errorf("%+v", got)
	}
}

func TestRatio(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		n, d, times, decimals int
		want                  float64
	}{
		{94, 104, 100, 1, 90.4}, {1, 8, 100, 1, 12.5}, {1, 2000, 100, 1, 0.1}, {1, 2001, 100, 1, 0}, {104, 104, 100, 1, 100},
		{10142, 487594, 1000, 2, 20.8}, {10125, 487594, 1000, 2, 20.77}, {3060, 10125, 100, 1, 30.2}, {0, 8, 100, 1, 0},
	} {
		if got := ratio(tc.n, tc.d, tc.times, tc.decimals); *got != tc.want {
			t.Errorf("%d/%d: %v, want %v", tc.n, tc.d, *got, tc.want)
		}
	}
	if ratio(0, 0, 100, 1) != nil {
		t.Error("nothing of nothing is a figure")
	}
}

func BenchmarkCoverageAllKinds(b *testing.B) {
	s := NewStore(packDB(b), grid{})
	catalogue, err := s.Catalogue(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, k := range catalogue.Kinds {
			if _, err := s.Coverage(context.Background(), Question{Kind: k.Code, AsOf: day("2021-12-31")}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
