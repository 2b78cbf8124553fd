package life

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/facilities"
)

// GradeSince is the grade (等级) of a facility from a day on.
type GradeSince struct {
	From     facilities.Day `json:"from_on" nullable:"true" doc:"null: since ever"`
	Grade    *int           `json:"grade" nullable:"true" doc:"1 to 5; null: none"`
	Document string         `json:"document" required:"false"`
}

// GradeHistory is all grades that a facility had.
type GradeHistory []GradeSince

func (h GradeHistory) judge(c *checker) {
	c.few("grades", len(h))
	for i, r := range h {
		c.past(at("grades", i, "from_on"), r.From, true)
		if r.Grade != nil && (*r.Grade < 1 || *r.Grade > 5) {
			c.bad.Bad(at("grades", i, "grade"), "problem.out_of_range", "min", 1, "max", 5)
		}
		c.line("grades", i, "document", r.Document)
	}
	twice(c, "grades", "from_on", h, func(r GradeSince) facilities.Day { return r.From })
}

func (h GradeHistory) put(ctx context.Context, tx pgx.Tx, id uuid.UUID) (int, error) {
	return putRows(ctx, tx, "grades_put", id, h)
}

// OperatorFrom is who runs a facility (运营单位) from a day on.
type OperatorFrom struct {
	From     facilities.Day `json:"from_on" nullable:"true" doc:"null: since ever"`
	Operator string         `json:"operator" doc:"empty: nobody"`
	Document string         `json:"document" required:"false"`
}

// OperatorHistory is all operators that a facility had.
type OperatorHistory []OperatorFrom

func (h OperatorHistory) judge(c *checker) {
	c.few("operators", len(h))
	for i, r := range h {
		c.past(at("operators", i, "from_on"), r.From, true)
		c.line("operators", i, "operator", r.Operator, "document", r.Document)
	}
	twice(c, "operators", "from_on", h, func(r OperatorFrom) facilities.Day { return r.From })
}

func (h OperatorHistory) put(ctx context.Context, tx pgx.Tx, id uuid.UUID) (int, error) {
	return putRows(ctx, tx, "operators_put", id, h)
}

// GreeningYear is the greening share (墓区绿化率) of a burial ground at the end of a year.
type GreeningYear struct {
	Year     int     `json:"year"`
	Percent  float64 `json:"percent" doc:"0 to 100"`
	Document string  `json:"document" required:"false"`
}

// GreeningHistory is the greening share by year.
type GreeningHistory []GreeningYear

// firstYear is the first year of which there are figures.
const firstYear = 1950

func (h GreeningHistory) judge(c *checker) {
	c.few("greening", len(h))
	if kind := c.kind.CapacityKind; len(h) > 0 && (kind == "beds" || kind == "places") {
		c.bad.Bad("greening", "facilitylife.no_burial_ground", "kind", c.kind.Name)
	}
	for i, r := range h {
		if r.Year < firstYear || r.Year > c.today.Year() {
			c.bad.Bad(at("greening", i, "year"), "problem.out_of_range", "min", firstYear, "max", c.today.Year())
		}
		if !(r.Percent >= 0 && r.Percent <= 100) {
			c.bad.Bad(at("greening", i, "percent"), "problem.out_of_range", "min", 0, "max", 100)
		}
		c.line("greening", i, "document", r.Document)
	}
	twice(c, "greening", "year", h, func(r GreeningYear) int { return r.Year })
}

func (h GreeningHistory) put(ctx context.Context, tx pgx.Tx, id uuid.UUID) (int, error) {
	return putRows(ctx, tx, "greening_put", id, h)
}
