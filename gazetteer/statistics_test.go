package gazetteer

import (
	"context"
	"testing"
	"time"

	"cairn/internal/problem"
)

// checkStatistics compares yearly counts and those of the counties with what the pack says.
func checkStatistics(t *testing.T, s *Store, yearly, counties map[string]map[string]int) {
	t.Helper()
	ctx := context.Background()
	stats, err := s.Statistics(ctx, StatisticsQuery{})
	if err != nil || len(stats.Rows) != len(yearly) {
		t.Fatalf("%d years: %v", len(stats.Rows), err)
	}
	for _, r := range stats.Rows {
		want := yearly[r.Period]
		if r.Added != want["add"] || r.Modified != want["modify"] || r.Deleted != want["delete"] || r.TakenIn != want["taken_into_national_database"] {
			t.Errorf("%s: %+v, want %v", r.Period, r.Counts, want)
		}
	}
	byCounty, err := s.Statistics(ctx, StatisticsQuery{By: "county", From: "2021-01-01", To: "2025-12-31"})
	if err != nil || len(byCounty.Rows) != len(counties) {
		t.Fatalf("%d counties: %v", len(byCounty.Rows), err)
	}
	for _, r := range byCounty.Rows {
		want := counties[r.Period]
		if r.Added != want["add"] || r.Modified != want["modify"] || r.Deleted != want["delete"] {
			t.Errorf("%s: %+v, want %v", r.Period, r.Counts, want)
		}
		if r.Period == "532600" {
			continue // the prefecture's own entries; as an area it holds the counties
		}
		one, err := s.Statistics(ctx, StatisticsQuery{Area: r.Period})
		if err != nil || one.Total != r.Counts {
			t.Errorf("%s alone: %+v, want %+v: %v", r.Period, one.Total, r.Counts, err)
		}
	}
}

// What officers type counts on its day in Asia/Shanghai; a period may be a year, a month or a day.
func TestStatisticsOfWrites(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	s.now = func() time.Time { return time.Date(2021, 12, 31, 17, 0, 0, 0, time.UTC) } // 2022 in Shanghai
	p := created(t, s, village("新寨"))
	p = updated(t, s, p, func(d *Draft) { d.ClassCode = "27610" })
	created(t, s, village("老寨"))
	s.now = func() time.Time { return time.Date(2022, 3, 1, 0, 0, 0, 0, time.UTC) }
	if _, err := s.Retire(ctx, reviewer("53"), p.ID, p.Version); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		query StatisticsQuery
		want  Counts
	}{
		"all":         {StatisticsQuery{}, Counts{Added: 2, Modified: 1, Deleted: 1}},
		"year before": {StatisticsQuery{To: "2021"}, Counts{}},
		"first month": {StatisticsQuery{From: "2022-01", To: "2022-02"}, Counts{Added: 2, Modified: 1}},
		"one day":     {StatisticsQuery{From: "2022-03-01", To: "2022-03-01"}, Counts{Deleted: 1}},
		"by class":    {StatisticsQuery{Class: "276"}, Counts{Modified: 1, Deleted: 1}},
		"elsewhere":   {StatisticsQuery{Area: "532622"}, Counts{}},
	} {
		if stats, err := s.Statistics(ctx, tc.query); err != nil || stats.Total != tc.want {
			t.Errorf("%s: %+v, want %+v: %v", name, stats.Total, tc.want, err)
		}
	}
	for _, bad := range []StatisticsQuery{{From: "x"}, {To: "2022-13"}, {From: "2022-02-30"}, {By: "week"}} {
		if _, err := s.Statistics(ctx, bad); !problem.Is(err, problem.BadParameter) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}
