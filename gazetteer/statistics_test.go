package gazetteer

import (
	"context"
	"fmt"
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

// The figures by class add up to the total, and all of them are those of the revisions: an
// entry's row made, changed, or changed to retired, each under its own change.
func TestStatisticsAreTheRevisions(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	for i := range 7 {
		p := created(t, s, village(fmt.Sprintf("第%d寨", i)))
		if i%2 == 0 {
			p = updated(t, s, p, func(d *Draft) { d.ClassCode = "27610" })
		}
		if i%3 == 0 {
			p = updated(t, s, p, func(d *Draft) { d.Meaning = "寓意" })
		}
		if i == 5 {
			if _, err := s.Retire(ctx, reviewer("53"), p.ID, p.Version); err != nil {
				t.Fatal(err)
			}
		}
	}
	var want Counts
	err := s.db.Read().QueryRow(ctx, `SELECT count(*) FILTER (WHERE op = 'insert'),
		count(*) FILTER (WHERE op = 'update' AND after ->> 'status' <> 'retired'),
		count(*) FILTER (WHERE op = 'update' AND after ->> 'status' = 'retired')
		FROM revision WHERE tbl = 'place'`).Scan(&want.Added, &want.Modified, &want.Deleted)
	if err != nil || want.Added != 7 || want.Modified != 7 || want.Deleted != 1 {
		t.Fatalf("revisions: %+v, %v", want, err)
	}
	for _, by := range groupings {
		stats, err := s.Statistics(ctx, StatisticsQuery{By: by})
		var sum Counts
		for _, r := range stats.Rows {
			sum.Added, sum.Modified, sum.Deleted = sum.Added+r.Added, sum.Modified+r.Modified, sum.Deleted+r.Deleted
		}
		if err != nil || stats.Total != want || sum != want {
			t.Errorf("by %s: total %+v, rows %+v, revisions %+v, %v", by, stats.Total, sum, want, err)
		}
	}
}
