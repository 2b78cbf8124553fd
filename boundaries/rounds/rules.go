package rounds

import (
	"slices"
	"strings"
	"time"

	"cairn/internal/problem"
)

// Longest texts, in characters.
const (
	maxName = 200
	maxNote = 4000
)

// rules collects the bad fields of a record.
type rules struct{ problem.Fields }

// name is a short text on one line, note a longer one.
func (r *rules) name(field, text string) { r.Line(field, text, maxName) }
func (r *rules) note(field, text string) { r.Text(field, text, maxNote) }

func (r *rules) within(field string, n *int, low, high int) {
	if n != nil && (*n < low || *n > high) {
		r.Bad(field, "problem.out_of_range", "min", low, "max", high)
	}
}

// day is YYYY-MM-DD of a plausible year; nil is fine.
func (r *rules) day(field string, text *string) bool {
	if text == nil {
		return false
	}
	day, err := time.Parse(time.DateOnly, *text)
	if err != nil || day.Year() < 1950 || day.Year() > 2200 {
		r.Bad(field, "problem.bad_date")
		return false
	}
	return true
}

// done is a day that has come already, and not before another one; today is YYYY-MM-DD.
func (r *rules) done(field string, day *string, today string, after *string) {
	if !r.day(field, day) {
		return
	}
	switch {
	case *day > today:
		r.Bad(field, "rounds.future")
	case after != nil && *day < *after:
		r.Bad(field, "rounds.before_walk", "day", *after)
	}
}

// parameter is problem.BadParameter unless the value is empty or allowed.
func parameter(name, value string, allowed []string) error {
	if value == "" || slices.Contains(allowed, value) {
		return nil
	}
	return problem.Parameter(name, "problem.unknown_value", "allowed", strings.Join(allowed, ", "))
}

// areaParameter refuses an area filter that is no beginning of a code; "" is every area.
func areaParameter(name, area string) error {
	if len(area) > 12 || strings.ContainsFunc(area, func(c rune) bool { return c < '0' || c > '9' }) {
		return problem.Parameter(name, "boundaries.bad_area_code")
	}
	return nil
}

func conflict(key string, params ...any) error { return problem.New(problem.Conflict, key, params...) }

func notFound(what string, id any) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", what, "id", id)
}
