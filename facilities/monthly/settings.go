package monthly

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// MonthlySettings say when reports are due; table setting, key monthly.
type MonthlySettings struct {
	// Day of the following month until which a report is in time: 5.
	Day int `json:"day" minimum:"1" maximum:"31" doc:"day of the following month until which a report is in time; the last one of shorter months"`
	// Since is the first month that is expected; nil: the first that anybody reported.
	Since *Month `json:"since" doc:"first month that is expected, YYYY-MM; null: the first that anybody reported"`
	// Version counts the changes: 1 as long as nobody has set anything.
	Version int64 `json:"version"`
}

// deadline is the last day on which the report of a month is in time.
func (s MonthlySettings) deadline(m Month) facilities.Day { return m.Add(1).Day(s.Day) }

func (s MonthlySettings) since() Month {
	if s.Since == nil {
		return Month{}
	}
	return *s.Since
}

// Settings are those in force.
func (s *Store) Settings(ctx context.Context) (MonthlySettings, error) {
	return loadSettings(ctx, s.db.Read())
}

func loadSettings(ctx context.Context, q data.Querier) (MonthlySettings, error) {
	set := MonthlySettings{Day: 5, Version: 1}
	if _, err := data.Setting(ctx, q, "monthly", &set); err != nil {
		return set, err
	}
	if set.Day < 1 || set.Day > 31 {
		return set, fmt.Errorf("setting monthly: day %d", set.Day)
	}
	return set, nil
}

// SetSettings sets them from the version that the caller has read, for the whole prefecture.
// Errors: problem.Unauthorized, Forbidden, Stale, Invalid.
func (s *Store) SetSettings(ctx context.Context, c data.Change, version int64, set MonthlySettings) (MonthlySettings, error) {
	if set.Day < 1 || set.Day > 31 {
		return set, problem.InvalidFields(problem.Bad("day", "problem.out_of_range", "min", 1, "max", 31))
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		home, err := facilities.Prefecture(ctx, tx)
		if err != nil {
			return err
		}
		if err := c.Actor.Check(actor.SetMonthly, home); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("settings_lock")); err != nil {
			return err
		}
		now, err := loadSettings(ctx, tx)
		if err != nil {
			return err
		}
		if now.Version != version {
			return problem.New(problem.Stale, "problem.stale", "version", now.Version)
		}
		set.Version = version + 1
		_, err = tx.Exec(ctx, queries.Get("settings_put"), set)
		return err
	})
	return set, err
}
