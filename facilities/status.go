package facilities

import (
	"slices"

	"cairn/internal/problem"
)

// statuses are what a facility can be.
var statuses = []string{"planned", "building", "in_use", "closed"}

// Period is a status and the days on which it held: from the first day up to, not including, to.
type Period struct {
	Status string `json:"status" enum:"planned,building,in_use,closed"`
	From   Day    `json:"from" nullable:"true" doc:"first day; null: since ever"`
	To     *Day   `json:"to" doc:"first day of the next status; null: still"`
}

// Holds reports whether the period holds on the day.
func (p Period) Holds(day Day) bool {
	return !day.Before(p.From) && (p.To == nil || day.Before(*p.To))
}

// History is a facility's periods, oldest first, none overlapping another.
type History []Period

// At is the period that holds on the day.
func (h History) At(day Day) (Period, bool) {
	for _, p := range h {
		if p.Holds(day) {
			return p, true
		}
	}
	return Period{}, false
}

// Change is the history after the status changed on a day. The last period is closed on
// that day. A change on the last period's own first day corrects it; so does the same
// status with another first day, which needs a reason. Error: problem.Invalid on status_from.
func (h History) Change(status string, from Day, reason string) (History, error) {
	if len(h) == 0 {
		return History{{Status: status, From: from}}, nil
	}
	last := h[len(h)-1]
	switch {
	case status == last.Status && from == last.From && last.To == nil:
		return h, nil
	case status == last.Status && last.To == nil:
		return h.moveLast(from, reason)
	case from == last.From:
		return h[:len(h)-1].then(status, from), nil
	case from.Before(last.From), last.To != nil && from.Before(*last.To):
		return nil, problem.InvalidFields(problem.Bad("status_from", "facilities.status_before", "status", last.Status, "from", last.From.String()))
	}
	return h.then(status, from), nil
}

// moveLast corrects the first day of the last period; it must stay behind the one before.
func (h History) moveLast(from Day, reason string) (History, error) {
	n := len(h) - 1
	if reason == "" {
		return nil, problem.InvalidFields(problem.Bad("status_from", "facilities.status_same", "status", h[n].Status, "from", h[n].From.String()))
	}
	if n > 0 && !h[n-1].From.Before(from) {
		return nil, problem.InvalidFields(problem.Bad("status_from", "facilities.status_before", "status", h[n-1].Status, "from", h[n-1].From.String()))
	}
	return h[:n].then(h[n].Status, from), nil
}

// then closes the last period on the day and opens the next one; the same status goes on.
func (h History) then(status string, from Day) History {
	next := slices.Clone(h)
	if n := len(next); n > 0 {
		if next[n-1].Status == status {
			next[n-1].To = nil
			return next
		}
		next[n-1].To = &from
	}
	return append(next, Period{Status: status, From: from})
}
