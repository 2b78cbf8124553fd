package findings

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

// Step is a step of the workflow: it checks what it says and writes it into the finding.
type Step interface {
	// from is the state in which the step can be taken; "" is any but closed. to is the
	// state after it; "" leaves it.
	from() string
	to() string
	// apply checks the step against the finding and writes it. Error: problem.Invalid.
	apply(f *BoundaryFinding, now time.Time) error
}

// Tell notes that the neighbour was told (通报对方). It can be done in any state, and must be
// before the joint visit.
type Tell struct {
	At  time.Time // zero: now
	How string
}

func (Tell) from() string { return "" }
func (Tell) to() string   { return "" }

func (s Tell) apply(f *BoundaryFinding, now time.Time) error {
	var c checker
	if s.At.IsZero() {
		s.At = now
	}
	c.moment("at", s.At, now)
	c.Trim("how", &s.How, maxName)
	if len(c.Fields) == 0 && s.At.Before(f.FoundAt) {
		c.Bad("at", "findings.too_early", "day", chinatime.Day(f.FoundAt), "field", "found_at")
	}
	f.NeighbourToldAt, f.NeighbourToldHow = &s.At, s.How
	return c.Err()
}

// Visit is the visit of both sides to the place (联合踏勘). The neighbour must have been told.
type Visit struct{ On, Who, Note string }

func (Visit) from() string { return Reported }
func (Visit) to() string   { return JointVisit }

func (s Visit) apply(f *BoundaryFinding, now time.Time) error {
	if f.NeighbourToldAt == nil {
		return problem.New(problem.Conflict, "findings.tell_first")
	}
	var c checker
	c.day("on", s.On, chinatime.Day(f.FoundAt), "found_at", now)
	c.need("who", &s.Who, maxNote)
	c.Trim("note", &s.Note, maxNote)
	f.VisitOn, f.Visitors, f.VisitNote = &s.On, s.Who, s.Note
	return c.Err()
}

// Decide is what both sides decided, with the document that says so, if there is one.
type Decide struct{ On, Decision, Document string }

func (Decide) from() string { return JointVisit }
func (Decide) to() string   { return Decided }

func (s Decide) apply(f *BoundaryFinding, now time.Time) error {
	var c checker
	c.day("on", s.On, *f.VisitOn, "visit_on", now)
	c.need("decision", &s.Decision, maxNote)
	c.Trim("document", &s.Document, maxName)
	f.DecidedOn, f.Decision, f.DecisionDocument = &s.On, s.Decision, s.Document
	return c.Err()
}

// Handle is what was done. A marker is moved by agreement only: the decision needs its
// document (行政区域界线管理条例 art. 6).
type Handle struct{ On, Outcome, Note string }

func (Handle) from() string { return Decided }
func (Handle) to() string   { return Handled }

func (s Handle) apply(f *BoundaryFinding, now time.Time) error {
	var c checker
	c.day("on", s.On, *f.DecidedOn, "decided_on", now)
	c.OneOf("outcome", s.Outcome, Outcomes...)
	c.Trim("note", &s.Note, maxNote)
	switch {
	case (s.Outcome == Moved || s.Outcome == Replaced) && f.MarkerID == nil:
		c.Bad("outcome", "findings.no_marker")
	case s.Outcome == Moved && f.DecisionDocument == "":
		c.Bad("outcome", "findings.no_agreement")
	}
	f.HandledOn, f.Outcome, f.Handling = &s.On, s.Outcome, s.Note
	return c.Err()
}

// Close ends a finding that is filed.
type Close struct{ On string }

func (Close) from() string { return Filed }
func (Close) to() string   { return Closed }

func (s Close) apply(f *BoundaryFinding, now time.Time) error {
	var c checker
	c.day("on", s.On, *f.FiledOn, "filed_on", now)
	f.ClosedOn = &s.On
	return c.Err()
}

// Take takes a step of the workflow from the version that the caller has read. Errors:
// problem.NotFound, Unauthorized, Forbidden, Stale, Invalid; problem.Conflict when the
// finding is not in the state that the step starts from, or its marker was retired.
func (s *Store) Take(ctx context.Context, c data.Change, id uuid.UUID, version int64, what Step) (BoundaryFinding, error) {
	var f BoundaryFinding
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		var err error
		if f, err = s.lock(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		if from := what.from(); f.State == Closed || from != "" && f.State != from {
			return problem.New(problem.Conflict, "findings.wrong_state", "stand", f.State)
		}
		now := s.now()
		if err := what.apply(&f, now); err != nil {
			return err
		}
		if to := what.to(); to != "" {
			f.State, f.StateSince = to, now
		}
		if file, ok := what.(File); ok {
			if err := file.register(ctx, tx, c.Actor, &f); err != nil {
				return err
			}
		}
		f, err = s.put(ctx, tx, c.Actor, &f)
		return err
	})
	return f, err
}
