package filing

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// NewFiling says how an approval was filed.
type NewFiling struct {
	FiledOn  string // day, not before the approval
	Document string // number of the report
	Receiver string // "": the one that art. 13 names
}

// File notes that an approval at the version was filed (备案): all of its names are filed
// on that day. Errors: problem.NotFound; problem.Stale; problem.Forbidden when a name lies
// outside the author's area; problem.Conflict when it is filed already or none of its
// change sets is published; problem.Invalid.
func (s *Store) File(ctx context.Context, c data.Change, id uuid.UUID, version int64, n NewFiling) (Approval, error) {
	var filed Approval
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		a, names, err := s.lockApproval(ctx, tx, c.Actor, actor.TendNames, id, version)
		if err != nil {
			return err
		}
		if a.Filing.FiledOn != nil {
			return problem.New(problem.Conflict, "filing.already_filed", "document", a.Document, "day", *a.Filing.FiledOn)
		}
		if len(names) == 0 {
			return problem.New(problem.Conflict, "filing.nothing_published", "document", a.Document)
		}
		if n.Receiver == "" {
			n.Receiver = a.Route.Receiver
		}
		if err := n.check(a, s.today()); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("filing_insert"), uuid.Must(uuid.NewV7()), id, n.FiledOn, n.Document, n.Receiver, clerkOf(c.Actor)); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("edits_file"), editIDs(names), n.FiledOn); err != nil {
			return err
		}
		filed, err = s.touched(ctx, tx, id)
		return err
	})
	return filed, err
}

func (n *NewFiling) check(a Approval, today string) error {
	var r refused
	r.pastDay("filed_on", n.FiledOn, today, a.ApprovedOn, "filing.before_approval")
	r.line("document", &n.Document, true)
	if strings.TrimSpace(n.Receiver) == "" {
		r.bad("receiver", "filing.receiver_unknown")
	} else {
		r.line("receiver", &n.Receiver, true)
	}
	return r.err()
}

// Unfile undoes the filing of an approval at the version, for a reason; it stays in the
// record. For reviewers. Errors: those of File; problem.Conflict when it is not filed, and
// when its names were announced whose term began with the filing.
func (s *Store) Unfile(ctx context.Context, c data.Change, id uuid.UUID, version int64) (Approval, error) {
	var open Approval
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		a, names, err := s.lockApproval(ctx, tx, c.Actor, actor.ReviewPlace, id, version)
		if err != nil {
			return err
		}
		if strings.TrimSpace(c.Reason) == "" {
			return problem.InvalidFields(problem.Bad("reason", "problem.required"))
		}
		if a.Filing.FiledOn == nil {
			return problem.New(problem.Conflict, "filing.not_filed", "document", a.Document)
		}
		if a.AuthorityKind == Other && a.Counts.Unannounced < a.Counts.Names {
			return problem.New(problem.Conflict, "filing.announced_since", "document", a.Document)
		}
		if _, err := tx.Exec(ctx, queries.Get("filing_undo"), id, strings.TrimSpace(c.Reason)); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("edits_file"), editIDs(names), nil); err != nil {
			return err
		}
		open, err = s.touched(ctx, tx, id)
		return err
	})
	return open, err
}

// lockApproval reads an approval to be written with its names, for an author who may, and
// keeps others from writing it until the end.
func (s *Store) lockApproval(ctx context.Context, tx pgx.Tx, by actor.Actor, action actor.Action, id uuid.UUID, version int64) (Approval, []ApprovedName, error) {
	var current int64
	err := tx.QueryRow(ctx, queries.Get("approval_lock"), id).Scan(&current)
	if errors.Is(err, pgx.ErrNoRows) {
		return Approval{}, nil, notFound("approval", id)
	}
	if err != nil {
		return Approval{}, nil, err
	}
	a, err := s.approval(ctx, tx, id, DefaultWarnDays)
	if err != nil {
		return a, nil, err
	}
	if err := by.Check(action, a.Areas...); err != nil {
		return a, nil, err
	}
	if current != version {
		return a, nil, problem.New(problem.Stale, "problem.stale", "version", current)
	}
	names, err := namesOf(ctx, tx, []uuid.UUID{id}, nil)
	if err != nil {
		return a, nil, err
	}
	return a, names, refuseGraded(ctx, tx, by, names)
}

// touched raises the version of an approval and reads it again.
func (s *Store) touched(ctx context.Context, tx pgx.Tx, id uuid.UUID) (Approval, error) {
	if _, err := tx.Exec(ctx, queries.Get("approval_touch"), id); err != nil {
		return Approval{}, err
	}
	return s.approval(ctx, tx, id, DefaultWarnDays)
}

func editIDs(names []ApprovedName) []uuid.UUID {
	ids := make([]uuid.UUID, len(names))
	for i, n := range names {
		ids[i] = n.EditID
	}
	return ids
}
