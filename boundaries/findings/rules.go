package findings

import (
	"strings"
	"time"

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
type checker problem.Fields

func (c *checker) bad(field, key string, params ...any) {
	*c = append(*c, problem.Bad(field, key, params...))
}

func (c *checker) err() error { return problem.InvalidFields(*c...) }

// text cuts surrounding space and refuses texts that are too long or hold what nobody sees.
func (c *checker) text(field string, text *string, longest int) {
	*text = strings.TrimSpace(*text)
	if longest > maxName {
		(*problem.Fields)(c).Text(field, *text, longest)
	} else {
		(*problem.Fields)(c).Line(field, *text, longest)
	}
}

// need is a text that must not be empty.
func (c *checker) need(field string, text *string, longest int) {
	c.text(field, text, longest)
	if *text == "" {
		c.bad(field, "problem.required")
	}
}

func (c *checker) oneOf(field, value string, allowed []string) {
	(*problem.Fields)(c).OneOf(field, value, allowed...)
}

// day is YYYY-MM-DD, not after today and not before another day ("" for none), whose field
// is named when it is.
func (c *checker) day(field, text, notBefore, beforeField string, now time.Time) {
	day, err := time.Parse(time.DateOnly, text)
	switch {
	case text == "":
		c.bad(field, "problem.required")
	case err != nil || day.Year() < minYear:
		c.bad(field, "problem.bad_date")
	case text > today(now):
		c.bad(field, "findings.in_future")
	case text < notBefore:
		c.bad(field, "findings.too_early", "day", notBefore, "field", beforeField)
	}
}

// moment is a time of a plausible year, not in the future by more than clocks go wrong.
func (c *checker) moment(field string, at, now time.Time) {
	switch {
	case at.IsZero():
		c.bad(field, "problem.required")
	case at.Year() < minYear:
		c.bad(field, "findings.bad_time")
	case at.After(now.Add(clockSlack)):
		c.bad(field, "findings.in_future")
	}
}

// clockSlack is how far a clock may be ahead of ours.
const clockSlack = 10 * time.Minute

// metres must be finite and within bounds; nil is fine.
func (c *checker) metres(field string, x *float64, most float64) {
	if x != nil && !(*x >= 0 && *x <= most) { // NaN fails too
		c.bad(field, "problem.out_of_range", "min", 0, "max", most)
	}
}

// longestLine is longer than any boundary line, metres.
const longestLine = 10_000_000

// point must have both coordinates or neither, finite and on earth.
func (c *checker) point(lon, lat *float64) { (*problem.Fields)(c).Point("", lon, lat) }

func today(now time.Time) string { return now.In(shanghai).Format(time.DateOnly) }

func dayOf(at time.Time) string { return at.In(shanghai).Format(time.DateOnly) }
