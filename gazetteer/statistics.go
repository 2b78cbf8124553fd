package gazetteer

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Counts are the figures that officers report: edits by their own day, filings (备案),
// announcements (公告) and entries taken into the national database (入库) by theirs.
type Counts struct {
	Added     int `json:"added"`
	Modified  int `json:"modified"`
	Deleted   int `json:"deleted"`
	Filed     int `json:"filed"`
	Announced int `json:"announced"`
	TakenIn   int `json:"taken_in"`
}

// PeriodCounts are the counts of a year, a month, a county or a class.
type PeriodCounts struct {
	Period string `json:"period" doc:"2021, 2021-06, or the code of a county or class"`
	Counts
}

// Statistics are the counts of each period that has any, in order, and of all of them.
// What was there at the first load is the baseline and does not count as added.
type Statistics struct {
	Rows  []PeriodCounts `json:"rows"`
	Total Counts         `json:"total"`
}

// StatisticsQuery says which edits count; empty fields do not restrict.
type StatisticsQuery struct {
	From, To string // YYYY, YYYY-MM or YYYY-MM-DD, both inclusive
	Area     string // code of an area that held the entry
	Class    string // class code or the beginning of one
	By       string // year (default), month, county or class
}

var groupings = []string{"year", "month", "county", "class"}

// Statistics counts edits that the reader of ctx may know of. Error: problem.BadParameter.
func (s *Store) Statistics(ctx context.Context, q StatisticsQuery) (Statistics, error) {
	stats := Statistics{Rows: []PeriodCounts{}}
	if q.By == "" {
		q.By = "year"
	}
	if !slices.Contains(groupings, q.By) {
		return stats, problem.Parameter("by", "problem.unknown_value", "allowed", strings.Join(groupings, ", "))
	}
	from, to, err := Period(q.From, q.To)
	if err != nil {
		return stats, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("statistics"), from, to, q.Area, q.Class, q.By, int16(actor.ClearanceOf(ctx)))
	if err != nil {
		return stats, data.Problem(err)
	}
	stats.Rows, err = pgx.CollectRows(rows, pgx.RowToStructByPos[PeriodCounts])
	for _, r := range stats.Rows {
		stats.Total.Added += r.Added
		stats.Total.Modified += r.Modified
		stats.Total.Deleted += r.Deleted
		stats.Total.Filed += r.Filed
		stats.Total.Announced += r.Announced
		stats.Total.TakenIn += r.TakenIn
	}
	return stats, data.Problem(err)
}

// Period is the first day of from and the last one of to, each a year, a month or a day
// (YYYY, YYYY-MM, YYYY-MM-DD) or empty for an open end. Error: problem.BadParameter.
func Period(from, to string) (first, last string, err error) {
	if first, _, err = dayRange("from", from, "0001-01-01"); err != nil {
		return "", "", err
	}
	_, last, err = dayRange("to", to, "9999-12-31")
	return first, last, err
}

// dayRange is the first and last day of a year, a month or a day.
func dayRange(name, text, missing string) (first, last string, err error) {
	if text == "" {
		return missing, missing, nil
	}
	for layout, next := range map[string]func(time.Time) time.Time{
		"2006":        func(t time.Time) time.Time { return t.AddDate(1, 0, 0) },
		"2006-01":     func(t time.Time) time.Time { return t.AddDate(0, 1, 0) },
		time.DateOnly: func(t time.Time) time.Time { return t.AddDate(0, 0, 1) },
	} {
		if start, err := time.Parse(layout, text); err == nil && start.Year() > 0 {
			return start.Format(time.DateOnly), next(start).AddDate(0, 0, -1).Format(time.DateOnly), nil
		}
	}
	return "", "", problem.Parameter(name, "gazetteer.bad_period", "value", fmt.Sprintf("%.20q", text))
}
