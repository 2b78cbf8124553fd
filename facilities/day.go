package facilities

import (
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

// Day is a civil day. The zero value is before every other day: "since ever".
type Day struct{ t time.Time } // midnight UTC

// Today is the day at now, in Asia/Shanghai.
func Today(now time.Time) Day {
	y, m, d := now.In(chinatime.Zone).Date()
	return NewDay(y, m, d)
}

// NewDay makes a day from its parts.
func NewDay(year int, month time.Month, day int) Day {
	return Day{time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// ParseDay reads YYYY-MM-DD. Error: problem.BadParameter.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || t.Year() < 1 {
		return Day{}, problem.New(problem.BadParameter, "problem.bad_date").With(err)
	}
	return dayOf(t), nil
}

// dayOf is the day written in t, whatever its zone.
func dayOf(t time.Time) Day { return NewDay(t.Date()) }

// Before reports whether d is earlier than e.
func (d Day) Before(e Day) bool { return d.t.Before(e.t) }

// plausible reports whether a record may have the day: 1900 to 2200, or since ever.
func (d Day) plausible() bool { return d.IsZero() || d.Year() >= 1900 && d.Year() <= 2200 }

// IsZero reports whether d is "since ever".
func (d Day) IsZero() bool { return d.t.IsZero() }

// Year is the day's year.
func (d Day) Year() int { return d.t.Year() }

// Time is the day's midnight in UTC.
func (d Day) Time() time.Time { return d.t }

// String is YYYY-MM-DD, "" for since ever.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.t.Format(time.DateOnly)
}

// MarshalJSON writes "YYYY-MM-DD", null for since ever.
func (d Day) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads "YYYY-MM-DD" or null.
func (d *Day) UnmarshalJSON(text []byte) error {
	var s *string
	if err := json.Unmarshal(text, &s); err != nil {
		return err
	}
	if s == nil {
		*d = Day{}
		return nil
	}
	return d.UnmarshalText([]byte(*s))
}

// MarshalText writes YYYY-MM-DD, nothing for since ever.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD.
func (d *Day) UnmarshalText(text []byte) error {
	day, err := ParseDay(string(text))
	if err == nil {
		*d = day
	}
	return err
}

// ScanDate implements pgtype.DateScanner; -infinity is since ever.
func (d *Day) ScanDate(v pgtype.Date) error {
	*d = Day{}
	if v.Valid && v.InfinityModifier == pgtype.Finite {
		*d = dayOf(v.Time)
	}
	return nil
}

// DateValue implements pgtype.DateValuer; since ever is -infinity.
func (d Day) DateValue() (pgtype.Date, error) {
	if d.IsZero() {
		return pgtype.Date{InfinityModifier: pgtype.NegativeInfinity, Valid: true}, nil
	}
	return pgtype.Date{Time: d.t, Valid: true}, nil
}
