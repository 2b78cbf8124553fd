package findings

import (
	"time"

	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

// Longest texts, in characters.
const (
	maxName = 200
	maxNote = 4000
)

// minYear is the earliest year of a day.
const minYear = 1950

// checker collects the bad fields of a record.
type checker struct{ problem.Fields }

// need is a text that must not be empty.
func (c *checker) need(field string, text *string, longest int) {
	c.Trim(field, text, longest)
	if *text == "" {
		c.Bad(field, "problem.required")
	}
}

// day is YYYY-MM-DD, not after today and not before another day ("" for none), whose field
// is named when it is.
func (c *checker) day(field, text, notBefore, beforeField string, now time.Time) {
	day, err := time.Parse(time.DateOnly, text)
	switch {
	case text == "":
		c.Bad(field, "problem.required")
	case err != nil || day.Year() < minYear:
		c.Bad(field, "problem.bad_date")
	case text > chinatime.Day(now):
		c.Bad(field, "findings.in_future")
	case text < notBefore:
		c.Bad(field, "findings.too_early", "day", notBefore, "field", beforeField)
	}
}

// moment is a time of a plausible year, not in the future by more than clocks go wrong.
func (c *checker) moment(field string, at, now time.Time) {
	switch {
	case at.IsZero():
		c.Bad(field, "problem.required")
	case at.Year() < minYear:
		c.Bad(field, "findings.bad_time")
	case at.After(now.Add(clockSlack)):
		c.Bad(field, "findings.in_future")
	}
}

// clockSlack is how far a clock may be ahead of ours.
const clockSlack = 10 * time.Minute

// metres must be finite and within bounds; nil is fine.
func (c *checker) metres(field string, x *float64, most float64) {
	if x != nil && !(*x >= 0 && *x <= most) { // NaN fails too
		c.Bad(field, "problem.out_of_range", "min", 0, "max", most)
	}
}

// longestLine is longer than any boundary line, metres.
const longestLine = 10_000_000
