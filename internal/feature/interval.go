package feature

import (
	"strings"
	"time"

	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

// Interval is a stretch of time with both ends in it; nil ends are open. The zero value
// is all time.
type Interval struct{ From, To *time.Time }

// Any reports whether the interval is all time.
func (i Interval) Any() bool { return i.From == nil && i.To == nil }

// ParseInterval reads a datetime parameter (OGC API Features part 1, 7.15.4): an instant,
// or start/end where an end may be ".." or empty. An end is an RFC 3339 time or a day, which
// is the whole day in Asia/Shanghai. Nothing is all time. Error: problem.BadParameter.
func ParseInterval(text string) (Interval, error) {
	bad := problem.New(problem.BadParameter, "feature.bad_datetime", "value", shorten(text))
	if text == "" {
		return Interval{}, nil
	}
	start, end, both := strings.Cut(text, "/")
	if !both {
		end = start
		if open(start) {
			return Interval{}, bad
		}
	}
	from, ok := parseEnd(start, false)
	if !ok {
		return Interval{}, bad
	}
	to, ok := parseEnd(end, true)
	if !ok || from != nil && to != nil && to.Before(*from) {
		return Interval{}, bad
	}
	return Interval{from, to}, nil
}

func open(text string) bool { return text == "" || text == ".." }

// parseEnd reads one end; a day ends with its last microsecond, as PostgreSQL counts.
func parseEnd(text string, last bool) (*time.Time, bool) {
	if open(text) {
		return nil, true
	}
	if day, err := time.ParseInLocation(time.DateOnly, text, chinatime.Zone); err == nil {
		if last {
			day = day.AddDate(0, 0, 1).Add(-time.Microsecond)
		}
		return &day, true
	}
	at, err := time.Parse(time.RFC3339, text)
	return &at, err == nil && at.Year() > 0
}

func shorten(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return s
}
