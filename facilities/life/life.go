package life

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// FacilityLife is everything dated of a facility, but its statuses, which are its own, and
// its contacts.
type FacilityLife struct {
	ID          uuid.UUID        `json:"id"`
	Version     int64            `json:"version" doc:"of the facility"`
	Measure     *string          `json:"measure" enum:"plots,niches,eco_plots,beds,places" doc:"what the capacity of its record counts; null for nothing"`
	Stages      []StagePassed    `json:"stages" doc:"all stages of the kind in their order"`
	Capacity    []Capacity       `json:"capacity" doc:"by measure and day"`
	Grades      []GradeSince     `json:"grades"`
	Operators   []OperatorFrom   `json:"operators"`
	Greening    []GreeningYear   `json:"greening"`
	GreenSteps  []GreeningStep   `json:"greening_targets" doc:"to be reached by year, of the finest area that sets any"`
	GreenSource string           `json:"greening_document"`
	Papers      PapersState      `json:"papers"`
	Filings     []FacilityFiling `json:"filings"`
	Service     []ServedArea     `json:"service"`
}

// checker is what a part is judged against, and what was found.
type checker struct {
	by       actor.Actor
	reason   string
	today    facilities.Day
	facility facilities.Facility
	kind     facilities.Kind
	before   FacilityLife
	areas    map[string]string // levels of the areas that the part names

	bad, doubts problem.Fields
}

// Longest texts, in characters, and the most rows of a part.
const (
	maxLine = 200
	maxText = 2000
	maxRows = 1000
)

// maxCount is the largest number of plots or beds.
const maxCount = 10_000_000

// at names a field of a row.
func at(part string, row int, field string) string {
	return fmt.Sprintf("%s[%d].%s", part, row, field)
}

// past refuses a day that has not come, one that no record can have, and, where since ever
// is not meant, none.
func (c *checker) past(field string, day facilities.Day, ever bool) {
	switch {
	case day.IsZero() && !ever:
		c.bad.Bad(field, "problem.required")
	case !day.Plausible():
		c.bad.Bad(field, "facilities.impossible_day", "day", day.String())
	case c.today.Before(day):
		c.bad.Bad(field, "facilitylife.in_future", "day", day.String())
	}
}

// pastOr is past for a day that may be absent.
func (c *checker) pastOr(field string, day *facilities.Day) {
	if day != nil {
		c.past(field, *day, false)
	}
}

// few refuses too many rows.
func (c *checker) few(part string, n int) {
	if n > maxRows {
		c.bad.Bad(part, "facilitylife.too_many", "max", maxRows)
	}
}

// line checks the short texts of a row: fields and texts in turn.
func (c *checker) line(part string, row int, pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		c.bad.Line(at(part, row, pairs[i]), pairs[i+1], maxLine)
	}
}

// count refuses a number that no facility has.
func (c *checker) count(field string, n *int) {
	if n != nil && (*n < 0 || *n > maxCount) {
		c.bad.Bad(field, "problem.out_of_range", "min", 0, "max", maxCount)
	}
}

// twice refuses rows with the same key.
func twice[T any, K comparable](c *checker, part, field string, rows []T, key func(T) K) {
	seen := map[K]bool{}
	for i, r := range rows {
		k := key(r)
		if seen[k] {
			c.bad.Bad(at(part, i, field), "facilitylife.twice")
		}
		seen[k] = true
	}
}

// putRows writes the rows of a part and counts those that moved.
func putRows(ctx context.Context, tx pgx.Tx, query string, id uuid.UUID, rows any) (moved int, err error) {
	err = tx.QueryRow(ctx, queries.Get(query), id, rows).Scan(&moved)
	return moved, err
}
