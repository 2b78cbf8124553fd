package changes

import (
	"context"
	"maps"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// New is a set that somebody starts.
type New struct {
	ID       uuid.UUID // made here when zero
	Stream   string
	Title    string
	Reason   string
	Items    []NewItem
	Approval *ApprovalRecord // nil: not there yet
}

// Create starts a set as a draft of the author, with its items.
// Errors: problem.Invalid with an entry per bad field of an item (items[0].fields.name);
// problem.Forbidden where an entry lies outside the author's area before or after;
// problem.Conflict for an id in use, an entry twice, an entry that is retired, or that
// exists although it is to be added; problem.Stale for a base version that is no longer
// known; problem.TooLarge.
func (s *Store) Create(ctx context.Context, c data.Change, n New) (Set, error) {
	var out Set
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) (err error) {
		out, err = s.CreateIn(ctx, tx, c.Actor, n)
		return err
	})
	return out, err
}

// CreateIn is Create inside the caller's transaction.
func (s *Store) CreateIn(ctx context.Context, tx pgx.Tx, by actor.Actor, n New) (Set, error) {
	if err := by.Check(actor.ProposePlace); err != nil {
		return Set{}, err
	}
	set, err := s.start(ctx, tx, by, n, nil)
	if err != nil {
		return Set{}, err
	}
	if n.Approval != nil {
		id, err := s.record(ctx, tx, &set, *n.Approval)
		if err != nil {
			return Set{}, at(err, "approval")
		}
		set.Approval = &ApprovalRecord{ID: id}
	}
	if err := s.add(ctx, tx, by, &set, n.Items); err != nil {
		return Set{}, err
	}
	set.Version = 0 // what follows is still its first version
	if err := set.write(ctx, tx); err != nil {
		return Set{}, err
	}
	return s.get(ctx, tx, by, set.ID)
}

// start writes an empty draft.
func (s *Store) start(ctx context.Context, tx pgx.Tx, by actor.Actor, n New, reverts *uuid.UUID) (Set, error) {
	var c problem.Fields
	c.OneOf("stream", n.Stream, streams...)
	c.Trim("title", &n.Title, maxTitle)
	c.Trim("reason", &n.Reason, maxReason)
	c.Required("title", n.Title)
	if err := c.Err(); err != nil {
		return Set{}, err
	}
	if n.ID == uuid.Nil {
		n.ID = uuid.Must(uuid.NewV7())
	}
	set := Set{ID: n.ID, Stream: n.Stream, Title: n.Title, Reason: n.Reason, State: Drafted, AreaCode: by.Area,
		Author: by.Login, AuthorName: by.Name, Reverts: reverts, Version: 1}
	if by.ID != uuid.Nil {
		set.AuthorID = &by.ID
	}
	_, err := tx.Exec(ctx, queries.Get("set_insert"), set.ID, set.Stream, set.Title, set.Reason, set.State, set.AreaCode,
		set.AuthorID, set.Author, set.AuthorName, nil, reverts)
	return set, err
}

// Patch is what changes of a set; nil stays.
type Patch struct {
	Title    *string
	Reason   *string
	Approval *ApprovalRecord // the authority's approval, recorded at any time before publication
	Unlink   bool            // the approval goes
}

// Change changes title and reason, which is the author's, and records the approval, which
// reviewers of the area may too. Errors: as Create; problem.Forbidden; problem.Stale;
// problem.Conflict in a state that does not allow it.
func (s *Store) Change(ctx context.Context, c data.Change, id uuid.UUID, version int64, p Patch) (Set, error) {
	step := Approve
	if p.Title != nil || p.Reason != nil {
		step = Edit
	}
	return s.alter(ctx, c, id, &version, step, func(ctx context.Context, tx pgx.Tx, set *Set) error {
		var bad problem.Fields
		if p.Title != nil {
			set.Title = *p.Title
			bad.Trim("title", &set.Title, maxTitle)
			bad.Required("title", set.Title)
		}
		if p.Reason != nil {
			set.Reason = *p.Reason
			bad.Trim("reason", &set.Reason, maxReason)
		}
		if p.Unlink {
			set.Approval = nil
		}
		if p.Approval != nil {
			recorded, err := s.record(ctx, tx, set, *p.Approval)
			if err != nil {
				return at(err, "approval")
			}
			set.Approval = &ApprovalRecord{ID: recorded}
		}
		return bad.Err()
	})
}

// AddItems adds items to a draft or returned set; all of them or none. Errors: as Create
// and Change.
func (s *Store) AddItems(ctx context.Context, c data.Change, id uuid.UUID, version *int64, items []NewItem) (Set, error) {
	return s.alter(ctx, c, id, version, Edit, func(ctx context.Context, tx pgx.Tx, set *Set) error {
		if len(items) == 0 {
			return problem.InvalidFields(problem.Bad("items", "problem.required"))
		}
		return s.add(ctx, tx, c.Actor, set, items)
	})
}

// ItemPatch is what changes of an item; nil stays. Fields are laid over the proposal one
// by one.
type ItemPatch struct {
	Fields      Fields
	Drop        []string // fields that are no longer proposed
	Reason      *string
	RuleReason  *string
	BaseVersion *int64 // the proposal is made anew against this version, which is the present one
}

// ChangeItem mends an item of a draft or returned set; it is open again to the reviewer.
// Errors: as AddItems; problem.NotFound.
func (s *Store) ChangeItem(ctx context.Context, c data.Change, id, item uuid.UUID, version int64, p ItemPatch) (Set, error) {
	return s.alter(ctx, c, id, &version, Edit, func(ctx context.Context, tx pgx.Tx, set *Set) error {
		old, err := s.one(ctx, tx, id, item)
		if err != nil {
			return err
		}
		b, err := s.builder(ctx, tx, c.Actor, set, []NewItem{{PlaceID: old.PlaceID}})
		if err != nil {
			return err
		}
		it, err := b.mend(ctx, old.Item, p)
		if err != nil {
			return err
		}
		if err := s.put(ctx, tx, id, it); err != nil {
			return err
		}
		return s.scope(ctx, tx, c.Actor, set)
	})
}

// DropItem takes an item out of a draft or returned set. Errors: as ChangeItem.
func (s *Store) DropItem(ctx context.Context, c data.Change, id, item uuid.UUID, version int64) (Set, error) {
	return s.alter(ctx, c, id, &version, Edit, func(ctx context.Context, tx pgx.Tx, set *Set) error {
		tag, err := tx.Exec(ctx, queries.Get("item_delete"), id, item)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return noItem(item)
		}
		if err := s.put(ctx, tx, id); err != nil {
			return err
		}
		return s.scope(ctx, tx, c.Actor, set)
	})
}

func (s *Store) one(ctx context.Context, tx pgx.Tx, set, item uuid.UUID) (ItemView, error) {
	items, err := s.items(ctx, tx, []uuid.UUID{set}, itemFilter{id: &item, limit: 1})
	if err == nil && len(items) == 0 {
		err = noItem(item)
	}
	if err != nil {
		return ItemView{}, err
	}
	return items[0], nil
}

// add builds items, asks the rules about their names and writes them.
func (s *Store) add(ctx context.Context, tx pgx.Tx, by actor.Actor, set *Set, news []NewItem) error {
	var count, seq int
	if err := tx.QueryRow(ctx, queries.Get("item_count"), set.ID).Scan(&count, &seq); err != nil {
		return err
	}
	if count+len(news) > MaxItems {
		return problem.New(problem.TooLarge, "changes.too_many_items", "max", MaxItems, "count", count+len(news))
	}
	b, err := s.builder(ctx, tx, by, set, news)
	if err != nil {
		return err
	}
	items := make([]Item, len(news))
	var bad gathered
	for i, n := range news {
		if items[i], err = b.build(ctx, n); err != nil {
			if err := bad.add(at(err, itemPath(i))); err != nil {
				return err
			}
		}
		items[i].Seq = seq + i + 1
	}
	if err := bad.err(); err != nil {
		return err
	}
	if err := s.put(ctx, tx, set.ID, items...); err != nil {
		return err
	}
	return s.scope(ctx, tx, by, set)
}

// scope keeps in the set the area that holds all of its items; the author's while there
// are none.
func (s *Store) scope(ctx context.Context, tx pgx.Tx, by actor.Actor, set *Set) error {
	rows, err := tx.Query(ctx, queries.Get("set_area"), set.ID)
	if err != nil {
		return err
	}
	scopes, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if set.AreaCode = by.Area; len(scopes) > 0 {
		set.AreaCode = gazetteer.CommonArea(scopes...)
	}
	return err
}

// merged is the proposal with the patch in it; a new position takes the place of the old one.
func (p ItemPatch) merged(proposed Fields) Fields {
	fields := maps.Clone(proposed)
	for _, name := range []string{"lon", "lat", "geometry"} {
		if _, moved := p.Fields[name]; moved {
			delete(fields, position)
		}
	}
	maps.Copy(fields, p.Fields)
	for _, name := range p.Drop {
		delete(fields, name)
	}
	return fields
}
