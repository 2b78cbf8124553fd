package coverage_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/facilitytest"
	"cairn/facilities/network"
)

// packStore answers about the shared test data.
func packStore(t testing.TB) (*coverage.Store, *data.DB) {
	t.Helper()
	db := facilitytest.Pack(t)
	return coverage.NewStore(db, facilities.NewStore(db, nil), network.NewStore(db)), db
}

// ask answers a question that must not fail.
func ask(t testing.TB, s *coverage.Store, q coverage.Question) coverage.CoverageAnswer {
	t.Helper()
	a, err := s.Ask(context.Background(), q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	return a
}

func TestCoverageOfPack(t *testing.T) {
	t.Parallel()
	s, _ := packStore(t)
	var expected map[string]map[string]struct {
		Unit        facilities.Level
		Numerator   int
		Denominator int
		Percent     float64
		Uncovered   []string
	}
	facilitytest.Expected(t, "coverage", &expected)
	if len(expected) < 11 {
		t.Fatalf("only %d kinds are expected", len(expected))
	}
	for kind, dates := range expected {
		for when, want := range dates {
			date, planned := strings.CutSuffix(when, " incl. planned")
			got := ask(t, s, coverage.Question{Kind: kind, AsOf: facilitytest.Day(date), Planned: planned})
			if got.Rule != coverage.Presence || got.Level != want.Unit || got.Numerator != want.Numerator || got.Denominator != want.Denominator ||
				*got.Percent != want.Percent || !slices.Equal(got.Uncovered, want.Uncovered) || got.Area != "5326" {
				t.Errorf("%s %s: %d of %d, %v %%, without %v; want %+v", kind, when, got.Numerator, got.Denominator, *got.Percent, got.Uncovered, want)
			}
			checkAreas(t, got)
		}
	}
}

// checkAreas compares the list with the figures.
func checkAreas(t *testing.T, a coverage.CoverageAnswer) {
	t.Helper()
	covered := 0
	for _, u := range a.Areas {
		if u.Covered {
			covered++
		}
		if u.Covered == slices.Contains(a.Uncovered, u.Code) || u.Covered != (u.State != coverage.OutOfReach) {
			t.Errorf("%s %s: %+v does not fit", a.Kind, a.Rule, u)
		}
	}
	s := a.States
	if s.Served+s.NoCapacity+s.OutOfReach+s.Unknown != len(a.Areas) || len(a.Uncovered) != len(a.Areas)-covered {
		t.Errorf("%s %s: states %+v, %d uncovered of %d", a.Kind, a.Rule, s, len(a.Uncovered), len(a.Areas))
	}
	if a.Counts == "areas" && (a.Denominator != len(a.Areas) || a.Numerator != covered) {
		t.Errorf("%s: %d of %d, listed %d of %d", a.Kind, a.Numerator, a.Denominator, covered, len(a.Areas))
	}
}

func TestPeopleWithinADistance(t *testing.T) {
	t.Parallel()
	s, _ := packStore(t)
	var expected map[string]struct {
		Population int
		Within     int `json:"within_5km"`
		Percent    float64
	}
	facilitytest.Expected(t, "population_within_5km_of_care", &expected)
	for code, want := range expected {
		q := coverage.Question{Kind: "care", Rule: coverage.Distance, AsOf: facilitytest.Day("2021-12-31"), Parameters: coverage.Parameters{Metres: 5000}}
		if code != "all" {
			q.Area = code
		}
		got := ask(t, s, q)
		if got.Numerator != want.Within || got.Denominator != want.Population || *got.Percent != want.Percent || got.Counts != "people" {
			t.Errorf("%s: %d of %d, %v %%, want %+v", code, got.Numerator, got.Denominator, *got.Percent, want)
		}
	}
}

// nearestOf are the expected distances of villages, in metres.
type nearestOf struct {
	Villages int
	Mean     float64 `json:"mean_m"`
	Max      float64 `json:"max_m"`
}

func TestNearestOfVillages(t *testing.T) {
	t.Parallel()
	s, _ := packStore(t)
	var expected map[string]map[string]nearestOf
	facilitytest.Expected(t, "nearest_in_use_at_reference_date", &expected)
	for group, kind := range map[string]string{"any_cemetery": "cemetery", "township_or_county_cemetery": ""} {
		for code, want := range expected[group] {
			area := strings.TrimPrefix(code, "all")
			got := nearestOf{}
			for _, km := range distances(t, s, kind, area) {
				got.Villages++
				got.Mean += km * 1000
				got.Max = max(got.Max, km*1000)
			}
			got.Mean /= float64(got.Villages)
			if got.Villages != want.Villages || math.Abs(got.Mean-want.Mean) > 0.5 || math.Abs(got.Max-want.Max) > 0.51 {
				t.Errorf("%s %s: %+v, want %+v", group, code, got, want)
			}
		}
	}
}

// distances are how far the villages of an area are from the nearest cemetery of the kind; ""
// stands for township and county cemeteries.
func distances(t *testing.T, s *coverage.Store, kind, area string) map[string]float64 {
	t.Helper()
	kinds := []string{kind}
	if kind == "" {
		kinds = []string{"township_cemetery", "county_cemetery"}
	}
	km := map[string]float64{}
	for _, k := range kinds {
		a := ask(t, s, coverage.Question{Kind: k, Area: area, AsOf: facilitytest.Day("2021-12-31"), Villages: true})
		for _, v := range a.Villages {
			if v.NearestKm == nil {
				continue
			}
			if old, ok := km[v.Code]; !ok || *v.NearestKm < old {
				km[v.Code] = *v.NearestKm
			}
		}
	}
	return km
}

// Nearest distances are those that PostGIS finds on the ellipsoid.
func TestNearestAgreesWithPostGIS(t *testing.T) {
	t.Parallel()
	s, db := packStore(t)
	got := ask(t, s, coverage.Question{Kind: "township_cemetery", AsOf: facilitytest.Day("2021-12-31")})
	for _, a := range got.Areas {
		var metres float64
		var id string
		err := db.Read().QueryRow(context.Background(), `SELECT f.id::text, ST_Distance(f.geom::geography, a.seat::geography)
			FROM area a, facility f JOIN facility_status s ON s.facility_id = f.id AND s.status = 'in_use' AND s.to_on IS NULL
			WHERE a.code = $1 AND f.kind = 'township_cemetery' ORDER BY 2 LIMIT 1`, a.Code).Scan(&id, &metres)
		if err != nil {
			t.Fatal(err)
		}
		if a.NearestKm == nil || math.Abs(*a.NearestKm*1000-metres) > 0.51 || a.Nearest.ID.String() != id {
			t.Errorf("%s: %+v, PostGIS says %s, %v m", a.Name, a.Nearest, id, metres)
		}
	}
}

func TestCoverageOfParts(t *testing.T) {
	t.Parallel()
	s, _ := packStore(t)
	for _, tc := range []struct {
		q                      coverage.Question
		numerator, denominator int
		level                  facilities.Level
	}{
		{coverage.Question{Kind: "township_cemetery", Area: "532627"}, 12, 18, facilities.Township},
		{coverage.Question{Kind: "township_cemetery", Area: "532627208"}, 0, 1, facilities.Township},
		{coverage.Question{Kind: "township_cemetery", Level: facilities.County}, 8, 8, facilities.County},
		{coverage.Question{Kind: "columbarium", Level: facilities.Township}, 1, 104, facilities.Township},
		{coverage.Question{Kind: "happiness_courtyard", Level: facilities.Village}, 203, 1000, facilities.Village},
		{coverage.Question{Kind: "happiness_courtyard", Level: facilities.Village, Area: "532601104"}, 3, 10, facilities.Village},
		{coverage.Question{Kind: "happiness_courtyard", Rule: coverage.Villages}, 203, 1000, facilities.Township},
		{coverage.Question{Kind: "county_cemetery"}, 0, 8, facilities.County},
		{coverage.Question{Kind: "home_care_centre"}, 0, 104, facilities.Township},
		{coverage.Question{Kind: "township_burial"}, 94, 104, facilities.Township},
		{coverage.Question{Kind: "township_burial", Rule: coverage.Shared}, 94, 104, facilities.Township},
		{coverage.Question{Kind: "township_burial", Rural: true}, 91, 101, facilities.Township},
	} {
		tc.q.AsOf = facilitytest.Day("2021-12-31")
		got := ask(t, s, tc.q)
		if got.Numerator != tc.numerator || got.Denominator != tc.denominator || got.Level != tc.level {
			t.Errorf("%+v: %d of %d by %s, want %d of %d", tc.q, got.Numerator, got.Denominator, got.Level, tc.numerator, tc.denominator)
		}
		if tc.q.Rule == "" {
			checkAreas(t, got)
		}
	}
}

// benchmarks measure all kinds and groups with the villages' lists.
func questions(b *testing.B, db *data.DB) []coverage.Question {
	b.Helper()
	catalogue, err := facilities.NewStore(db, nil).Catalogue(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	var all []coverage.Question
	on := facilitytest.Day("2021-12-31")
	for _, k := range catalogue.Kinds {
		all = append(all, coverage.Question{Kind: k.Code, AsOf: on, Villages: true})
	}
	for _, g := range catalogue.Groups {
		all = append(all, coverage.Question{Kind: g.Code, AsOf: on, Villages: true})
	}
	return all
}

// The first question after a change: the day is read from the database, every figure computed.
func BenchmarkCoverageCold(b *testing.B) {
	_, db := packStore(b)
	all := questions(b, db)
	for b.Loop() {
		s := coverage.NewStore(db, facilities.NewStore(db, nil), network.NewStore(db))
		if _, err := s.AskMany(context.Background(), all...); err != nil {
			b.Fatal(err)
		}
	}
}

// The same questions again: answers from memory, after a look whether anything changed.
func BenchmarkCoverageWarm(b *testing.B) {
	s, db := packStore(b)
	all := questions(b, db)
	for b.Loop() {
		if _, err := s.AskMany(context.Background(), all...); err != nil {
			b.Fatal(err)
		}
	}
}
