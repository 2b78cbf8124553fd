package rounds

import (
	"strings"
	"time"

	"cairn/internal/problem"
)

// The states of a round.
const (
	Planned  = "planned"
	Open     = "open"
	Closed   = "closed"
	Archived = "archived"
)

// RoundStates lists them.
var RoundStates = []string{Planned, Open, Closed, Archived}

// Round is a round of joint inspection.
type Round struct {
	Number    int           `json:"number" minimum:"1" maximum:"99"`
	Title     string        `json:"title"`
	StartsOn  *string       `json:"starts_on" format:"date"`
	EndsOn    *string       `json:"ends_on" format:"date"`
	State     string        `json:"state" enum:"planned,open,closed,archived"`
	Past      bool          `json:"past" doc:"was over before it came in: conclusions and inspections as imported"`
	ClosedAt  *time.Time    `json:"closed_at" doc:"inspections received later do not count"`
	ClosedWhy string        `json:"closed_why" doc:"why it was closed while lines were left"`
	Archive   *RoundArchive `json:"archive" doc:"the frozen archive; null: none yet"`
	Late      int           `json:"late_inspections" doc:"came after it was closed: kept, and not counted"`
	Version   int64         `json:"version"`
	UpdatedAt time.Time     `json:"updated_at"`
}

// RoundArchive is the frozen archive of a round.
type RoundArchive struct {
	SHA256 string    `json:"sha256" doc:"of the zip"`
	Size   int64     `json:"size" doc:"bytes"`
	Files  int       `json:"files" doc:"in it, the manifest aside"`
	MadeBy string    `json:"made_by"`
	MadeAt time.Time `json:"made_at"`
}

// RoundInput is what people say of a round.
type RoundInput struct {
	Number           int
	Title            string
	StartsOn, EndsOn *string
}

// Validate checks the input. Error: problem.Invalid.
func (in *RoundInput) Validate() error {
	in.Title = strings.TrimSpace(in.Title)
	var r rules
	r.within("number", &in.Number, 1, 99)
	r.name("title", in.Title)
	starts, ends := r.day("starts_on", in.StartsOn), r.day("ends_on", in.EndsOn)
	if starts && ends && *in.EndsOn < *in.StartsOn {
		r.Bad("ends_on", "rounds.dates_reversed")
	}
	return r.Err()
}

// Name is the title, or the words for a round without one, and for none.
func (r Round) Name(lang problem.Lang) string {
	switch {
	case r.Title != "":
		return r.Title
	case r.Number == 0:
		return problem.Text(lang, "rounds.no_round", nil)
	}
	return problem.Say(lang, "rounds.round", "round", r.Number)
}

// takes refuses work in a round that is not open for it. Error: problem.Conflict.
func (r Round) takes(states ...string) error {
	for _, s := range states {
		if r.State == s {
			return nil
		}
	}
	return conflict("rounds.round_"+r.State, "round", r.Number)
}
