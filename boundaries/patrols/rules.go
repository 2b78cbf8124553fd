package patrols

import (
	"time"

	"github.com/google/uuid"

	"cairn/internal/problem"
)

// Longest texts, in characters.
const (
	maxName = 200
	maxNote = 4000
)

// Years outside of which a day or a clock is taken as wrong.
const minYear, maxYear = 1950, 2200

// checker collects the bad fields of a record.
type checker struct{ problem.Fields }

func (c *checker) day(field, text string) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil || day.Year() < minYear || day.Year() > maxYear {
		c.Bad(field, "problem.bad_date")
	}
}

func notFound(what string, id uuid.UUID) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", what, "id", id)
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
