package monthly

import (
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"cairn/facilities"
	"cairn/internal/problem"
)

// layout is how a month is written: YYYY-MM.
const layout = "2006-01"

// Month is a calendar month, written YYYY-MM. The zero value is none.
type Month struct{ first time.Time } // its first midnight, UTC

// ParseMonth reads YYYY-MM. Error: problem.BadParameter.
func ParseMonth(text string) (Month, error) {
	t, err := time.Parse(layout, text)
	if err != nil || t.Year() < 1950 || t.Year() > 2200 {
		return Month{}, problem.New(problem.BadParameter, "monthly.bad_month").With(err)
	}
	return Month{t}, nil
}

// MonthOf is the month that a day is in.
func MonthOf(day facilities.Day) Month {
	y, m, _ := day.Time().Date()
	return Month{time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)}
}

// Add is the month n months later.
func (m Month) Add(n int) Month { return Month{m.first.AddDate(0, n, 0)} }

// First is its first day.
func (m Month) First() facilities.Day { return dayOf(m.first) }

// Last is its last day.
func (m Month) Last() facilities.Day { return dayOf(m.Add(1).first.AddDate(0, 0, -1)) }

// Day is its n-th day, the last one when it has fewer.
func (m Month) Day(n int) facilities.Day {
	day := dayOf(m.first.AddDate(0, 0, n-1))
	if last := m.Last(); last.Before(day) {
		return last
	}
	return day
}

// Before reports whether m is earlier than n.
func (m Month) Before(n Month) bool { return m.first.Before(n.first) }

// IsZero reports whether it is none.
func (m Month) IsZero() bool { return m.first.IsZero() }

// String is YYYY-MM, "" for none.
func (m Month) String() string {
	if m.IsZero() {
		return ""
	}
	return m.first.Format(layout)
}

// MarshalText writes YYYY-MM.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads YYYY-MM, or nothing.
func (m *Month) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*m = Month{}
		return nil
	}
	parsed, err := ParseMonth(string(text))
	if err == nil {
		*m = parsed
	}
	return err
}

// ScanDate implements pgtype.DateScanner.
func (m *Month) ScanDate(v pgtype.Date) error {
	*m = Month{}
	if v.Valid {
		*m = MonthOf(dayOf(v.Time))
	}
	return nil
}

// DateValue implements pgtype.DateValuer: its first day.
func (m Month) DateValue() (pgtype.Date, error) {
	return pgtype.Date{Time: m.first, Valid: !m.IsZero()}, nil
}

func dayOf(t time.Time) facilities.Day { return facilities.NewDay(t.Date()) }
