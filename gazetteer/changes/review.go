package changes

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// Verdict judges one item of a submitted set: accepted, returned (with a reason), or open
// again. Errors: as Change; problem.NotFound; problem.Forbidden for the set's author.
func (s *Store) Verdict(ctx context.Context, c data.Change, id, item uuid.UUID, version *int64, verdict, reason string) (Set, error) {
	return s.alter(ctx, c, id, version, Judge, func(ctx context.Context, tx pgx.Tx, _ *Set) error {
		var bad problem.Fields
		if verdict != "" {
			bad.OneOf("verdict", verdict, VerdictAccepted, VerdictReturned)
		}
		bad.Trim("reason", &reason, maxReason)
		if verdict == VerdictReturned {
			bad.Required("reason", reason)
		}
		if err := bad.Err(); err != nil {
			return err
		}
		v, err := s.one(ctx, tx, id, item)
		if err != nil {
			return err
		}
		v.Verdict, v.VerdictReason = verdict, reason
		_, err = tx.Exec(ctx, queries.Get("item_update"), v.columns()...)
		return err
	})
}

// Sample draws size items by chance, which the reviewer looks at; they are kept, another
// draw takes their place. Corrections only. Errors: as Verdict.
func (s *Store) Sample(ctx context.Context, c data.Change, id uuid.UUID, version *int64, size int) (Set, error) {
	return s.alter(ctx, c, id, version, Judge, func(ctx context.Context, tx pgx.Tx, set *Set) error {
		if err := set.sampled(); err != nil {
			return err
		}
		if size < 1 || size > set.Counts.Items {
			return problem.InvalidFields(problem.Bad("size", "changes.sample_size", "items", set.Counts.Items))
		}
		if _, err := tx.Exec(ctx, queries.Get("item_unsample"), id); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("item_sample"), id, size)
		return err
	})
}

// sampled refuses what only corrections allow: each new name is looked at by itself.
func (set *Set) sampled() error {
	if set.Stream != Correction {
		return problem.New(problem.Conflict, "changes.no_sample_of_names")
	}
	return nil
}

// AcceptRest accepts with one click what is open after the sample was looked at.
// Corrections only. Errors: as Verdict; problem.Conflict without a sample, and while one of
// it is open or returned.
func (s *Store) AcceptRest(ctx context.Context, c data.Change, id uuid.UUID, version int64) (Set, error) {
	return s.alter(ctx, c, id, &version, Judge, func(ctx context.Context, tx pgx.Tx, set *Set) error {
		if err := set.sampled(); err != nil {
			return err
		}
		if set.Counts.Sampled == 0 {
			return problem.New(problem.Conflict, "changes.no_sample")
		}
		if err := s.sampleSeen(ctx, tx, id); err != nil {
			return err
		}
		return s.acceptOpen(ctx, tx, id)
	})
}

// sampleSeen refuses while an item of the sample is not accepted.
func (s *Store) sampleSeen(ctx context.Context, tx pgx.Tx, id uuid.UUID) error {
	var unseen int
	if err := tx.QueryRow(ctx, queries.Get("sample_unseen"), id).Scan(&unseen); err != nil {
		return err
	}
	if unseen > 0 {
		return problem.New(problem.Conflict, "changes.sample_unseen", "count", unseen)
	}
	return nil
}

func (s *Store) acceptOpen(ctx context.Context, tx pgx.Tx, id uuid.UUID) error {
	_, err := tx.Exec(ctx, queries.Get("item_judge"), id, VerdictAccepted, "", "")
	return err
}

// Accept accepts a set with every item that is open: 审核通过, not 批准. Errors: as
// Verdict; problem.Conflict while an item is returned or a drawn sample was not looked at.
func (s *Store) Accept(ctx context.Context, c data.Change, id uuid.UUID, version int64, note string) (Set, error) {
	return s.alter(ctx, c, id, &version, Accept, func(ctx context.Context, tx pgx.Tx, set *Set) error {
		if set.Counts.Returned > 0 {
			return problem.New(problem.Conflict, "changes.returned_items", "count", set.Counts.Returned)
		}
		if err := s.sampleSeen(ctx, tx, id); err != nil {
			return err
		}
		if err := s.acceptOpen(ctx, tx, id); err != nil {
			return err
		}
		set.decide(c.Actor, s.Now())
		set.Verdict = ""
		return set.say(note)
	})
}

// Returning is the reason for one item that goes back.
type Returning struct {
	Item   uuid.UUID
	Reason string
}

// Return sends a submitted or accepted set back to its author, with a reason for each
// returned item: those given, and those judged so before. When no item is named, the note
// is the reason for every item that is not accepted. Errors: as Verdict; problem.Invalid
// without any reason.
func (s *Store) Return(ctx context.Context, c data.Change, id uuid.UUID, version int64, note string, items []Returning) (Set, error) {
	return s.alter(ctx, c, id, &version, Return, func(ctx context.Context, tx pgx.Tx, set *Set) error {
		set.Verdict = ""
		if err := set.say(note); err != nil {
			return err
		}
		for i, r := range items {
			if err := s.giveBack(ctx, tx, id, r); err != nil {
				return at(err, itemPath(i))
			}
		}
		if len(items) == 0 && set.Counts.Returned == 0 {
			if strings.TrimSpace(note) == "" {
				return problem.InvalidFields(problem.Bad("reason", "changes.no_reason_to_return"))
			}
			open := ""
			if set.Counts.Open == 0 { // accepted before
				open = VerdictAccepted
			}
			if _, err := tx.Exec(ctx, queries.Get("item_judge"), id, VerdictReturned, set.Verdict, open); err != nil {
				return err
			}
		}
		set.decide(c.Actor, s.Now())
		return nil
	})
}

func (s *Store) giveBack(ctx context.Context, tx pgx.Tx, set uuid.UUID, r Returning) error {
	var bad problem.Fields
	bad.Trim("reason", &r.Reason, maxReason)
	bad.Required("reason", r.Reason)
	if err := bad.Err(); err != nil {
		return err
	}
	v, err := s.one(ctx, tx, set, r.Item)
	if err != nil {
		return err
	}
	v.Verdict, v.VerdictReason = VerdictReturned, r.Reason
	_, err = tx.Exec(ctx, queries.Get("item_update"), v.columns()...)
	return err
}
