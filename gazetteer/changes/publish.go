package changes

import (
	"cmp"
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Publish writes every item of an accepted set into its entry, each a revision and a row
// of the ledger of its own, all in one transaction: everything happens or nothing does.
// The publisher's right to review is judged over the old and new area and position of
// every entry. Errors: as Verdict; problem.Conflict for names without an approval
// on record, with an entry for each conflict that nobody has decided; problem.Invalid
// for an item that no longer fits or whose name breaks a rule by now.
func (s *Store) Publish(ctx context.Context, c data.Change, id uuid.UUID, version int64) (Set, error) {
	before, err := s.Get(ctx, everything, id)
	if err != nil {
		return Set{}, err
	}
	c.Reason = cmp.Or(c.Reason, before.title())
	return s.alter(ctx, c, id, &version, Publish, func(ctx context.Context, tx pgx.Tx, set *Set) error {
		if set.Stream == Naming && set.Approval == nil {
			return problem.New(problem.Conflict, "changes.no_approval")
		}
		p := publication{s, tx, c.Actor, set, nil}
		items, err := p.load(ctx)
		if err != nil {
			return err
		}
		if err := refuseConflicts(items); err != nil {
			return err
		}
		if err := p.askAgain(ctx, items); err != nil {
			return err
		}
		if err := p.write(ctx, items); err != nil {
			return err
		}
		now := s.Now()
		set.PublishedAt = &now
		return nil
	})
}

// title is what the history of an entry says of the set.
func (s *Set) title() string {
	if s.Reason == "" {
		return s.Title
	}
	return s.Title + ": " + s.Reason
}

// publication is one publishing of a set.
type publication struct {
	*Store
	tx    pgx.Tx
	by    actor.Actor
	set   *Set
	known map[uuid.UUID]gazetteer.Place
}

// load locks the entries and lays the items beside them.
func (p *publication) load(ctx context.Context) ([]ItemView, error) {
	items, err := p.all(ctx, p.tx, p.set.ID)
	if err != nil {
		return nil, err
	}
	ids, codes := entriesOf(items)
	if p.known, err = p.places.Lock(ctx, p.tx, ids); err != nil {
		return nil, err
	}
	holders, err := p.places.CodeHolders(ctx, p.tx, codes)
	for i := range items {
		items[i].layBeside(p.known, holders)
	}
	return items, err
}

// refuseConflicts refuses while somebody has to decide, with every conflict by its item and field.
func refuseConflicts(items []ItemView) error {
	var fields []problem.Field
	for i := range items {
		for _, r := range conflicts(items[i].Rows) {
			key, params := "changes.conflict", []any{"name", items[i].PlaceName, "field", r.Field}
			switch {
			case r.Holder != nil:
				key, params = "gazetteer.code_in_use", []any{"code", loose(r.Proposed), "name", r.Holder.Name}
			case r.Field == entryField && string(r.Current) == `"`+gazetteer.Retired+`"`:
				key = "gazetteer.retired"
			}
			fields = append(fields, problem.Bad(items[i].path()+"."+r.Field, key, params...))
		}
	}
	if len(fields) == 0 {
		return nil
	}
	err := problem.New(problem.Conflict, "changes.conflicts", "count", len(fields))
	err.Fields = fields[:min(len(fields), maxTold)]
	return err
}

// askAgain asks the naming rules about the set's names: since they were submitted another
// set may have brought the same name.
func (p *publication) askAgain(ctx context.Context, items []ItemView) error {
	if p.Checker == nil {
		return nil
	}
	b := p.judge(p.tx, p.by, actor.ReviewPlace, p.set, p.known)
	for i := range items {
		v := &items[i]
		if !v.named() || v.clashes() {
			continue
		}
		if err := b.preview(ctx, &v.Item, v.settled(v.Rows)); err != nil {
			return at(err, v.path())
		}
	}
	if err := p.ask(ctx, p.tx, items, p.known); err != nil {
		return err
	}
	return refuseUnexcused(items)
}

// write publishes the items in their order and keeps what became of each.
func (p *publication) write(ctx context.Context, items []ItemView) error {
	var batch pgx.Batch
	for i := range items {
		v := &items[i]
		place, edit, err := p.one(ctx, v)
		if err != nil {
			return at(err, v.path())
		}
		if edit != uuid.Nil {
			v.EditID = &edit
		}
		v.MadeVersion = place.Version
		v.Outcome = Outcome{Rows: v.Rows, After: valuesOf(place.Draft())}
		if now, ok := p.known[v.PlaceID]; ok {
			v.Outcome.Before = valuesOf(now.Draft())
		}
		batch.Queue(queries.Get("item_update"), v.columns()...)
	}
	return p.tx.SendBatch(ctx, &batch).Close()
}

// one publishes an item: the entry after it, and its edit, zero when nothing was left to change.
func (p *publication) one(ctx context.Context, v *ItemView) (gazetteer.Place, uuid.UUID, error) {
	now := p.known[v.PlaceID]
	fields, act := effect(v.Rows)
	if !act || v.Op != Delete && len(fields) == 0 {
		return now, uuid.Nil, nil
	}
	st := p.stamp(v)
	switch {
	case v.Op == Delete:
		return p.places.RetireIn(ctx, p.tx, p.by, v.PlaceID, now.Version, st)
	case v.Op == Modify:
		return p.places.ChangeIn(ctx, p.tx, p.by, v.PlaceID, now.Version, fields.write, st)
	}
	d := now.Draft()
	if err := fields.write(&d); err != nil {
		return now, uuid.Nil, err
	}
	if v.restores() {
		return p.places.RestoreIn(ctx, p.tx, p.by, v.PlaceID, now.Version, d, st)
	}
	if d.PlaceCode == "" && p.Allocator != nil {
		var err error
		if d.PlaceCode, err = p.Allocator.Allocate(ctx, p.tx, d.AreaCode, d.ClassCode); err != nil {
			return now, uuid.Nil, err
		}
	}
	return p.places.AddIn(ctx, p.tx, p.by, v.PlaceID, d, st)
}

func (p *publication) stamp(v *ItemView) gazetteer.Stamp {
	st := gazetteer.Stamp{Matter: v.Matter, On: p.Now(), Clerk: cmp.Or(p.set.AuthorName, p.set.Author), Action: actor.ReviewPlace,
		Exact: p.set.Reverts != nil, SetID: &p.set.ID, ItemID: &v.ID}
	if p.set.Approval != nil {
		st.ApprovalID = &p.set.Approval.ID
	}
	return st
}
