package life

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/facilities"
)

// StagePassed is a stage of the kind, and when the facility passed it.
type StagePassed struct {
	Code     string          `json:"code"`
	Name     string          `json:"name"`
	NameEn   string          `json:"name_en"`
	Status   string          `json:"status" enum:"planned,building,in_use,closed" doc:"what it means for the facility"`
	PassedOn *facilities.Day `json:"passed_on" doc:"null: not yet"`
	Document string          `json:"document" doc:"number of the document; its scan is an attachment with the role stage_<code>"`
	Note     string          `json:"note"`
}

// Passing says that a facility passed a stage.
type Passing struct {
	Code     string         `json:"code"`
	PassedOn facilities.Day `json:"passed_on"`
	Document string         `json:"document" required:"false"`
	Note     string         `json:"note" required:"false"`
}

// Passings are the stages that a facility has passed. One that was not passed before, or on
// another day, also moves the status on, never back: a stage that means building makes a
// planned facility one that is being built.
type Passings []Passing

func (p Passings) judge(c *checker) {
	var last facilities.Day
	order := c.kind.Stages
	for i, pass := range p {
		if !slices.ContainsFunc(order, func(s facilities.Stage) bool { return s.Code == pass.Code }) {
			c.bad.Bad(at("stages", i, "code"), "facilitylife.unknown_stage", "stage", pass.Code, "kind", c.kind.Name)
		}
		c.past(at("stages", i, "passed_on"), pass.PassedOn, false)
		c.line("stages", i, "document", pass.Document)
		c.bad.Text(at("stages", i, "note"), pass.Note, maxText)
	}
	twice(c, "stages", "code", p, func(p Passing) string { return p.Code })
	open := ""
	for _, s := range order {
		i := slices.IndexFunc(p, func(p Passing) bool { return p.Code == s.Code })
		switch {
		case i < 0:
			open = s.Name
			continue
		case p[i].PassedOn.Before(last):
			c.bad.Bad(at("stages", i, "passed_on"), "facilitylife.stage_order", "before", last.String())
		case open != "" && p.moved(c, p[i]):
			c.doubts.Bad(at("stages", i, "code"), "facilitylife.stage_skipped", "stage", s.Name, "open", open)
		}
		last = p[i].PassedOn
	}
}

// moved reports whether the stage was not passed before, or on another day.
func (p Passings) moved(c *checker, pass Passing) bool {
	return !slices.ContainsFunc(c.before.Stages, func(s StagePassed) bool {
		return s.Code == pass.Code && s.PassedOn != nil && *s.PassedOn == pass.PassedOn
	})
}

// progress is the order in which a project goes on.
var progress = []string{"planned", "building", "in_use", "closed"}

// history is the statuses after the stages: each that moved takes the facility on from its day.
func (p Passings) history(c *checker) facilities.History {
	h := facilities.History(c.facility.Statuses)
	for _, s := range c.kind.Stages {
		i := slices.IndexFunc(p, func(p Passing) bool { return p.Code == s.Code })
		if i < 0 || !p.moved(c, p[i]) {
			continue
		}
		if n := len(h); n > 0 && slices.Index(progress, s.Status) <= slices.Index(progress, h[n-1].Status) {
			continue
		}
		if next, err := h.Change(s.Status, p[i].PassedOn, c.reason); err == nil { // entered after the fact: what is on record stays
			h = next
		}
	}
	return h
}

func (p Passings) put(ctx context.Context, tx pgx.Tx, id uuid.UUID) (int, error) {
	return putRows(ctx, tx, "stages_put", id, p)
}
