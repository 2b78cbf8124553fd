package signs

import (
	"strings"
	"time"

	"github.com/google/uuid"
)

// Plan is what an area wants to put up in a year.
type Plan struct {
	ID          uuid.UUID `json:"id"`
	Title       string    `json:"title"`
	AreaCode    string    `json:"area_code"`
	AreaName    string    `json:"area_name"`
	Year        int       `json:"year"`
	TargetNames *int      `json:"target_names" doc:"names that are to have their signs; null: not stated"`
	TargetSigns *int      `json:"target_signs" doc:"signs to put up; null: not stated"`
	Source      string    `json:"source" doc:"the document that states the plan"`
	Retired     bool      `json:"retired"`
	Version     int64     `json:"version"`
	CreatedAt   time.Time `json:"created_at"`
	UpdatedAt   time.Time `json:"updated_at"`
}

// PlanDraft is what can be written of a plan.
type PlanDraft struct {
	Title       string
	AreaCode    string
	Year        int
	TargetNames *int
	TargetSigns *int
	Source      string
}

// Draft is the plan's own fields, to be edited.
func (p *Plan) Draft() PlanDraft {
	return PlanDraft{p.Title, p.AreaCode, p.Year, p.TargetNames, p.TargetSigns, p.Source}
}

func (d *PlanDraft) settle() {
	for _, text := range []*string{&d.Title, &d.AreaCode, &d.Source} {
		*text = strings.TrimSpace(*text)
	}
}

// Validate checks a settled draft by itself. Error: problem.Invalid.
func (d *PlanDraft) Validate() error {
	var c checker
	for field, text := range map[string]string{"title": d.Title, "area_code": d.AreaCode} {
		if text == "" {
			c.Bad(field, "problem.required")
		}
	}
	c.Line("title", d.Title, 200)
	c.Line("source", d.Source, 1000)
	if d.Year < 1950 || d.Year > 2200 {
		c.Bad("year", "signs.bad_year")
	}
	for field, n := range map[string]*int{"target_names": d.TargetNames, "target_signs": d.TargetSigns} {
		if n != nil && (*n < 0 || *n > 1_000_000) {
			c.Bad(field, "signs.bad_target")
		}
	}
	return c.Err()
}

// Progress is how far a plan has come. A name is done when a sign of it stands that is
// neither missing nor wrong.
type Progress struct {
	PlanID      *uuid.UUID `json:"plan_id" doc:"null in the total"`
	Title       string     `json:"title"`
	AreaCode    string     `json:"area_code"`
	AreaName    string     `json:"area_name"`
	Year        *int       `json:"year"`
	TargetNames *int       `json:"target_names"`
	NamesDone   int        `json:"names_done"`
	TargetSigns *int       `json:"target_signs"`
	Listed      int        `json:"listed" doc:"signs in the register, planned ones included"`
	Installed   int        `json:"installed" doc:"signs that stand, whatever they say"`
	Poor        int        `json:"poor" doc:"worn, damaged or missing"`
	Wrong       int        `json:"wrong" doc:"say the wrong thing, or not the standard name"`
}

// Sum is the total of several plans. A target that one of them does not state is unknown
// in the total as well.
func Sum(rows []Progress) Progress {
	var total Progress
	names, signs := 0, 0
	stated := [2]bool{len(rows) > 0, len(rows) > 0}
	for _, r := range rows {
		total.NamesDone += r.NamesDone
		total.Listed += r.Listed
		total.Installed += r.Installed
		total.Poor += r.Poor
		total.Wrong += r.Wrong
		names, stated[0] = added(names, r.TargetNames, stated[0])
		signs, stated[1] = added(signs, r.TargetSigns, stated[1])
	}
	if stated[0] {
		total.TargetNames = &names
	}
	if stated[1] {
		total.TargetSigns = &signs
	}
	return total
}

func added(sum int, n *int, stated bool) (int, bool) {
	if n == nil {
		return sum, false
	}
	return sum + *n, stated
}
