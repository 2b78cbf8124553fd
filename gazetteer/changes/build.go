package changes

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// builder makes items of proposals: it knows the entries that they speak of.
type builder struct {
	*Store
	tx     pgx.Tx
	by     actor.Actor
	action actor.Action // the right by which the items are judged
	set    *Set
	known  map[uuid.UUID]gazetteer.Place
	taken  map[uuid.UUID]bool // entries that the set speaks of already
}

func (s *Store) builder(ctx context.Context, tx pgx.Tx, by actor.Actor, set *Set, news []NewItem) (*builder, error) {
	b := s.judge(tx, by, actor.ProposePlace, set, nil)
	ids := make([]uuid.UUID, len(news))
	for i, n := range news {
		ids[i] = n.PlaceID
	}
	rows, err := tx.Query(ctx, queries.Get("item_entries"), set.ID)
	if err != nil {
		return nil, err
	}
	taken, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return nil, err
	}
	for _, id := range taken {
		b.taken[id] = true
	}
	b.known, err = s.places.Known(ctx, tx, ids)
	return b, err
}

// judge is a builder for items of entries that are known already.
func (s *Store) judge(tx pgx.Tx, by actor.Actor, action actor.Action, set *Set, known map[uuid.UUID]gazetteer.Place) *builder {
	return &builder{s, tx, by, action, set, known, map[uuid.UUID]bool{}}
}

// stamp is what a proposal is judged by.
func (b *builder) stamp() gazetteer.Stamp {
	return gazetteer.Stamp{On: b.Now(), Action: b.action, Exact: b.set.Reverts != nil}
}

// build makes an item of a proposal.
func (b *builder) build(ctx context.Context, n NewItem) (Item, error) {
	if err := n.settle(b.set.Stream); err != nil {
		return Item{}, err
	}
	it := Item{ID: n.ID, SetID: b.set.ID, Op: n.Op, Matter: n.Matter, PlaceID: n.PlaceID, BaseVersion: n.BaseVersion,
		Base: Fields{}, Reason: n.Reason, RuleReason: n.RuleReason}
	if it.ID == uuid.Nil {
		it.ID = uuid.Must(uuid.NewV7())
	}
	if it.PlaceID == uuid.Nil {
		it.PlaceID = uuid.Must(uuid.NewV7())
	}
	if b.taken[it.PlaceID] {
		return Item{}, at(problem.New(problem.Conflict, "changes.entry_twice", "id", it.PlaceID), "place_id")
	}
	b.taken[it.PlaceID] = true
	now, exists := b.known[it.PlaceID]
	switch {
	case it.Op == Add && exists:
		return Item{}, at(problem.New(problem.Conflict, "changes.entry_exists", "name", now.Name), "place_id")
	case it.Op == Add:
		return it, b.fill(ctx, &it, n.Fields)
	case !exists:
		return Item{}, problem.InvalidFields(problem.Bad("place_id", "changes.unknown_entry", "id", it.PlaceID))
	}
	if err := b.base(ctx, &it, &now); err != nil {
		return Item{}, err
	}
	return it, b.fill(ctx, &it, n.Fields)
}

// base keeps the entry in the item as it was in the item's base version.
func (b *builder) base(ctx context.Context, it *Item, now *gazetteer.Place) error {
	if err := b.places.MayTouch(b.by, actor.ProposePlace, now); err != nil {
		return err
	}
	switch {
	case now.Status == gazetteer.Retired:
		return at(problem.New(problem.Conflict, "gazetteer.retired", "name", now.Name), "place_id")
	case it.BaseVersion > now.Version:
		return problem.InvalidFields(problem.Bad("base_version", "changes.no_such_version", "version", it.BaseVersion))
	case it.BaseVersion == 0 || it.BaseVersion == now.Version:
		it.BaseVersion, it.Base = now.Version, valuesOf(now.Draft())
		return nil
	}
	var err error
	it.Base, err = b.rewind(ctx, b.tx, now, it.BaseVersion)
	return err
}

// fill lays fields over the item's base, keeps those that differ from it, and judges the
// entry as the item would leave it now.
func (b *builder) fill(ctx context.Context, it *Item, fields Fields) error {
	var d gazetteer.Draft
	if err := it.Base.write(&d); err != nil {
		return err
	}
	if err := fields.write(&d); err != nil {
		return at(err, "fields")
	}
	it.Proposed = fields.keep(d)
	if it.Op == Modify {
		for name, value := range it.Proposed {
			if same(value, it.Base[name]) {
				delete(it.Proposed, name)
			}
		}
		if len(it.Proposed) == 0 {
			return problem.InvalidFields(problem.Bad("fields", "changes.nothing_proposed"))
		}
	}
	if _, renames := it.Proposed["name"]; it.Matter == gazetteer.Renaming && !renames {
		return problem.InvalidFields(problem.Bad("fields.name", "changes.no_new_name"))
	}
	return b.preview(ctx, it, it.Proposed)
}

// preview judges the entry as the fields of the item would leave it now, and keeps where
// it will stand.
func (b *builder) preview(ctx context.Context, it *Item, fields Fields) error {
	now, exists := b.known[it.PlaceID]
	p := now
	if !exists {
		p = gazetteer.Place{ID: it.PlaceID}
	}
	if it.Op != Delete {
		d := p.Draft()
		if err := fields.write(&d); err != nil {
			return at(err, "fields")
		}
		var err error
		if p, err = b.places.Preview(ctx, b.tx, b.by, p, d, b.stamp()); problem.Is(err, problem.Invalid) {
			return at(err, "fields")
		} else if err != nil {
			return err
		}
		if it.named() && gazetteer.Normalise(p.Name) == "" { // signs only: no name to be judged
			return problem.InvalidFields(problem.Bad("fields.name", "problem.required"))
		}
	}
	it.AreaCode, it.ClassCode, it.Scope = p.AreaCode, p.ClassCode, b.places.Scope(&p)
	if exists {
		it.Scope = b.places.Scope(&now, &p)
	}
	return nil
}

// mend lays a patch over an item; the reviewer has to look at it again.
func (b *builder) mend(ctx context.Context, it Item, p ItemPatch) (Item, error) {
	var c problem.Fields
	if p.Reason != nil {
		it.Reason = *p.Reason
		c.Trim("reason", &it.Reason, maxReason)
	}
	if p.RuleReason != nil {
		it.RuleReason = *p.RuleReason
		c.Trim("rule_reason", &it.RuleReason, maxReason)
	}
	if it.Op == Delete && len(p.Fields) > 0 {
		c.Bad("fields", "changes.fields_of_retirement")
	}
	if err := c.Err(); err != nil {
		return it, err
	}
	it.Verdict = ""
	now, exists := b.known[it.PlaceID]
	if exists && p.BaseVersion != nil {
		it.BaseVersion, it.Resolutions = *p.BaseVersion, nil
		if err := b.base(ctx, &it, &now); err != nil {
			return it, err
		}
	}
	for name := range p.Fields {
		delete(it.Resolutions, name) // what was decided on the field spoke of another value
	}
	return it, b.fill(ctx, &it, p.merged(it.Proposed))
}
