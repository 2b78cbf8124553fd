package filing

import (
	"context"

	"github.com/google/uuid"

	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Clock is a duty that is not done: to file an approval, or to announce its names.
type Clock struct {
	Kind          string    `json:"kind" enum:"filing,announcement"`
	ApprovalID    uuid.UUID `json:"approval_id"`
	Authority     string    `json:"authority"`
	AuthorityKind string    `json:"authority_kind" enum:"government,place_name_department,other_department"`
	Document      string    `json:"document"`
	ApprovedOn    string    `json:"approved_on" format:"date"`
	gazetteer.Duty
	Count     int      `json:"count" doc:"names that wait"`
	Names     []string `json:"names" doc:"the first of them, at most five"`
	Published bool     `json:"published" doc:"false: its change set is not published yet"`
	Areas     []string `json:"areas"`
	Sets      []SetRef `json:"sets"`
	Receiver  string   `json:"receiver" doc:"of a filing; empty when it is not known"`
}

// Clocks are the duties that are not done, the first due first.
type Clocks struct {
	Items    []Clock `json:"items"`
	Counts   Tally   `json:"counts" doc:"of all of them, whatever state was asked for"`
	WarnDays int     `json:"warn_days"`
}

// Tally counts clocks by state.
type Tally struct {
	Overdue int `json:"overdue"`
	Soon    int `json:"soon"`
	Running int `json:"running"`
}

// ClocksQuery says which clocks are asked for; empty fields do not restrict.
type ClocksQuery struct {
	Area  string // an area that holds one of the names
	Kind  string // filing or announcement
	State string // overdue, soon or running
	Warn  int    // days before the day due at which it is soon
}

// maxClocks bounds an answer; an office with more open duties sees the first due.
const maxClocks = 5000

// Clocks lists the duties that are not done (art. 13 and 14), as far as the reader of ctx
// may know of their names. Error: problem.BadParameter.
func (s *Store) Clocks(ctx context.Context, q ClocksQuery) (Clocks, error) {
	c := Clocks{Items: []Clock{}, WarnDays: q.Warn}
	switch q.State {
	case "", gazetteer.DutyOverdue, gazetteer.DutySoon, gazetteer.DutyRunning:
	default:
		return c, problem.Parameter("due", "problem.unknown_value", "allowed", "overdue, soon, running")
	}
	type row struct {
		Kind                                              string
		ApprovalID                                        uuid.UUID
		Authority, AuthorityKind, AuthorityArea, Document string
		ApprovedOn                                        string
		DueOn                                             *string
		Count                                             int
		Published                                         bool
		Areas, Names                                      []string
		Sets                                              []SetRef
	}
	db := s.db.Read()
	rows, err := collect[row](ctx, db, "clocks", q.Area, q.Kind, maxClocks, int16(actor.ClearanceOf(ctx)))
	if err != nil {
		return c, err
	}
	for _, r := range rows {
		duty := gazetteer.NewDuty(r.DueOn, nil, s.today(), q.Warn)
		if c.Counts.add(duty.State); q.State != "" && duty.State != q.State {
			continue
		}
		clock := Clock{Kind: r.Kind, ApprovalID: r.ApprovalID, Authority: r.Authority, AuthorityKind: r.AuthorityKind, Document: r.Document,
			ApprovedOn: r.ApprovedOn, Duty: duty, Count: r.Count, Names: r.Names, Published: r.Published, Areas: r.Areas, Sets: r.Sets}
		if r.Kind == "filing" {
			to, err := route(ctx, db, r.AuthorityKind, r.AuthorityArea)
			if err != nil {
				return c, err
			}
			clock.Receiver = to.Receiver
		}
		c.Items = append(c.Items, clock)
	}
	return c, nil
}

func (t *Tally) add(state string) {
	switch state {
	case gazetteer.DutyOverdue:
		t.Overdue++
	case gazetteer.DutySoon:
		t.Soon++
	default:
		t.Running++
	}
}
