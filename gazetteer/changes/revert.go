package changes

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Revert starts a new set, a draft of the actor, that takes a published one back: what was
// added is retired, what was modified gets its former values, what was retired comes back
// under its id and code. Its base is what publishing made; where an entry has moved on
// since, the new set shows the conflict. n may give id, title and reason.
// Errors: problem.NotFound; problem.Forbidden outside the actor's area; problem.Conflict
// for a set that is not published, is being reverted, or left nothing to take back.
func (s *Store) Revert(ctx context.Context, c data.Change, id uuid.UUID, n New) (Set, error) {
	var out Set
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, queries.Get("set_lock"), id); err != nil {
			return err
		}
		old, err := s.get(ctx, tx, everything, id)
		if err != nil {
			return err
		}
		if err := old.permit(c.Actor, Revert); err != nil {
			return err
		}
		if _, err := old.after(Revert); err != nil {
			return err
		}
		if old.RevertedBy != nil {
			return problem.New(problem.Conflict, "changes.reverted_already", "id", *old.RevertedBy)
		}
		if n.Stream = old.Stream; n.Title == "" {
			n.Title = truncated(fmt.Sprintf("撤销第 %d 号：%s", old.Number, old.Title), maxTitle)
		}
		set, err := s.start(ctx, tx, c.Actor, n, &id)
		if err != nil {
			return err
		}
		if err := s.invert(ctx, tx, c.Actor, &set, id); err != nil {
			return err
		}
		set.Version = 0
		if err := set.write(ctx, tx); err != nil {
			return err
		}
		out, err = s.get(ctx, tx, c.Actor, set.ID)
		return err
	})
	return out, err
}

// truncated is a text of at most n characters.
func truncated(text string, n int) string {
	if chars := []rune(text); len(chars) > n {
		return string(chars[:n])
	}
	return text
}

// invert writes the items that take those of a published set back.
func (s *Store) invert(ctx context.Context, tx pgx.Tx, by actor.Actor, set *Set, old uuid.UUID) error {
	items, err := s.all(ctx, tx, old)
	if err != nil {
		return err
	}
	ids, _ := entriesOf(items)
	known, err := s.places.Known(ctx, tx, ids)
	if err != nil {
		return err
	}
	b := s.judge(tx, by, actor.ProposePlace, set, known)
	var batch pgx.Batch
	for i := range items {
		if items[i].EditID == nil {
			continue
		}
		it := items[i].inverse(set)
		it.Seq = batch.Len() + 1
		if err := b.place(ctx, &it); err != nil {
			return at(err, items[i].path())
		}
		batch.Queue(queries.Get("item_insert"), it.columns()...)
	}
	if batch.Len() == 0 {
		return problem.New(problem.Conflict, "changes.nothing_to_revert")
	}
	if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
		return err
	}
	return s.scope(ctx, tx, by, set)
}

// place judges an inverted item, and keeps where its entry stands; one in conflict over
// the whole entry is judged when that is decided.
func (b *builder) place(ctx context.Context, it *Item) error {
	now := b.known[it.PlaceID]
	if err := b.places.MayTouch(b.by, b.action, &now); err != nil {
		return err
	}
	if _, clash := it.clash(&now); clash {
		it.AreaCode, it.ClassCode, it.Scope = now.AreaCode, now.ClassCode, b.places.Scope(&now)
		return nil
	}
	return b.preview(ctx, it, it.Proposed)
}

// inverse is the item that takes a published one back.
func (it *Item) inverse(set *Set) Item {
	inv := Item{ID: uuid.Must(uuid.NewV7()), SetID: set.ID, Op: Modify, PlaceID: it.PlaceID, BaseVersion: it.MadeVersion,
		Base: it.Outcome.After, Proposed: Fields{}, RuleReason: it.RuleReason}
	switch it.Op {
	case Add:
		inv.Op = Delete
	case Delete:
		inv.Op, inv.Proposed["status"] = Add, it.Outcome.Before["status"]
	default:
		for name, value := range it.Outcome.Before {
			if !same(value, it.Outcome.After[name]) {
				inv.Proposed[name] = value
			}
		}
	}
	inv.Matter = matterOf(set.Stream, inv.Op)
	return inv
}
