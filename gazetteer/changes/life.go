package changes

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Submit hands a draft, or a returned set that was mended, to the reviewers. What was
// returned is open again; what the reviewer has accepted and nobody touched stays so.
// Errors: as Change; problem.Invalid for a set without items or reason, for an item that
// no longer fits, and for a name that breaks a rule without a recorded reason.
func (s *Store) Submit(ctx context.Context, c data.Change, id uuid.UUID, version int64) (Set, error) {
	return s.alter(ctx, c, id, &version, Submit, func(ctx context.Context, tx pgx.Tx, set *Set) error {
		items, err := s.all(ctx, tx, id)
		if err != nil {
			return err
		}
		if len(items) == 0 {
			return problem.InvalidFields(problem.Bad("items", "changes.empty_set"))
		}
		if strings.TrimSpace(set.Reason) == "" {
			return problem.InvalidFields(problem.Bad("reason", "problem.required"))
		}
		if err := s.judgeAgain(ctx, tx, c.Actor, set, items); err != nil {
			return err
		}
		if err := refuseUnexcused(items); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("item_judge"), id, "", "", VerdictReturned); err != nil {
			return err
		}
		now := s.Now()
		set.SubmittedAt, set.DecidedAt, set.Verdict = &now, nil, ""
		set.Reviewer, set.ReviewerName = "", ""
		return s.scope(ctx, tx, c.Actor, set)
	})
}

// judgeAgain previews every item against its entry as it is now and asks the naming rules
// again, once for the whole set; items in conflict over the whole entry wait for their
// decision.
func (s *Store) judgeAgain(ctx context.Context, tx pgx.Tx, by actor.Actor, set *Set, items []ItemView) error {
	known, err := s.beside(ctx, tx, items)
	if err != nil {
		return err
	}
	b := s.judge(tx, by, actor.ProposePlace, set, known)
	var bad gathered
	for i := range items {
		if items[i].clashes() {
			continue
		}
		if err := b.preview(ctx, &items[i].Item, items[i].settled(items[i].Rows)); err != nil {
			if err := bad.add(at(err, items[i].path())); err != nil {
				return err
			}
		}
	}
	if err := bad.err(); err != nil {
		return err
	}
	if err := s.ask(ctx, tx, items, known); err != nil {
		return err
	}
	var batch pgx.Batch
	for i := range items {
		batch.Queue(queries.Get("item_update"), items[i].columns()...)
	}
	return tx.SendBatch(ctx, &batch).Close()
}

// Withdraw ends a set that is not published; its author does it, or an admin of the area.
// Errors: as Change.
func (s *Store) Withdraw(ctx context.Context, c data.Change, id uuid.UUID, version int64, note string) (Set, error) {
	return s.alter(ctx, c, id, &version, Withdraw, func(_ context.Context, _ pgx.Tx, set *Set) error {
		return set.say(note)
	})
}

// say keeps what is said of the whole set.
func (set *Set) say(note string) error {
	var c problem.Fields
	c.Trim("reason", &note, maxReason)
	if note != "" {
		set.Verdict = note
	}
	return c.Err()
}

// decide keeps who decided, and when.
func (set *Set) decide(by actor.Actor, at time.Time) {
	set.Reviewer, set.ReviewerName, set.DecidedAt = by.Login, by.Name, &at
}
