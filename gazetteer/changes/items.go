package changes

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// ItemView is an item beside its entry as it is now, or as it was when the set was published.
type ItemView struct {
	Item
	ClassName      string     `json:"class_name"`
	AreaPath       []string   `json:"area_path" doc:"names from the prefecture down to area_code"`
	PlaceName      string     `json:"place_name" db:"-" doc:"the entry's name; of an addition the proposed one"`
	CurrentVersion int64      `json:"current_version" db:"-" doc:"of the entry; 0 when there is none"`
	Rows           []FieldRow `json:"fields" db:"-"`
	Geometry       ItemShapes `json:"geometry" db:"-"`
}

// ItemShapes are an entry's geometries for a map diff: GeoJSON, null for none.
type ItemShapes struct {
	Base   json.RawMessage `json:"base" doc:"when the proposal was made"`
	Before json.RawMessage `json:"before" doc:"now; of a published set: before it was published"`
	After  json.RawMessage `json:"after" doc:"as proposed; null of a retirement"`
}

// itemFilter says which items of a set are read.
type itemFilter struct {
	id    *uuid.UUID
	after int // place in the order
	limit int
	moved bool // only those whose entry moved on
	veil  bool // only those that the reader of ctx may know of
}

// Items are a set's items in their order, after a place in it, one more than the limit
// when more follow. Error: problem.NotFound for a set that the reader may not see.
func (s *Store) Items(ctx context.Context, by actor.Actor, set uuid.UUID, after, limit int) ([]ItemView, error) {
	return s.views(ctx, by, set, itemFilter{after: after, limit: limit + 1, veil: true})
}

// Item is one item of a set. Error: problem.NotFound.
func (s *Store) Item(ctx context.Context, by actor.Actor, set, id uuid.UUID) (ItemView, error) {
	items, err := s.views(ctx, by, set, itemFilter{id: &id, limit: 1, veil: true})
	if err == nil && len(items) == 0 {
		err = noItem(id)
	}
	if err != nil {
		return ItemView{}, err
	}
	return items[0], nil
}

func noItem(id uuid.UUID) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", "change_item", "id", id)
}

func (s *Store) views(ctx context.Context, by actor.Actor, set uuid.UUID, f itemFilter) ([]ItemView, error) {
	var views []ItemView
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		_, err := s.get(ctx, tx, by, set)
		if err != nil {
			return err
		}
		if views, err = s.items(ctx, tx, []uuid.UUID{set}, f); err != nil {
			return err
		}
		if _, err := s.beside(ctx, tx, views); err != nil {
			return err
		}
		views, err = s.veiled(ctx, tx, views)
		return err
	})
	return views, err
}

func (s *Store) items(ctx context.Context, q data.Querier, sets []uuid.UUID, f itemFilter) ([]ItemView, error) {
	reader := actor.TopSecret
	if f.veil {
		reader = actor.ClearanceOf(ctx)
	}
	rows, err := q.Query(ctx, queries.Get("item_list"), sets, f.id, f.after, f.limit, f.moved, int16(reader))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[ItemView])
}

// all are all items of a set.
func (s *Store) all(ctx context.Context, q data.Querier, set uuid.UUID) ([]ItemView, error) {
	return s.items(ctx, q, []uuid.UUID{set}, itemFilter{limit: MaxItems})
}

// beside lays items beside their entries, and gives those by id.
func (s *Store) beside(ctx context.Context, q data.Querier, items []ItemView) (map[uuid.UUID]gazetteer.Place, error) {
	ids, codes := entriesOf(items)
	known, err := s.places.Known(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	holders, err := s.places.CodeHolders(ctx, q, codes)
	for i := range items {
		items[i].layBeside(known, holders)
	}
	return known, err
}

// entriesOf are the entries that items speak of, and the place codes that they propose.
func entriesOf(items []ItemView) (ids []uuid.UUID, codes []string) {
	for i := range items {
		ids = append(ids, items[i].PlaceID)
		if code := items[i].Proposed.textOf("place_code"); code != "" {
			codes = append(codes, code)
		}
	}
	return ids, codes
}

// layBeside fills what follows from the entry as it is now; of a published item from what
// was kept when it was published.
func (v *ItemView) layBeside(known map[uuid.UUID]gazetteer.Place, holders map[string]gazetteer.Place) {
	var now *gazetteer.Place
	current := Fields{}
	if p, ok := known[v.PlaceID]; ok {
		now, v.CurrentVersion, current = &p, p.Version, valuesOf(p.Draft())
	}
	if v.MadeVersion > 0 {
		v.Rows, current = v.Outcome.Rows, v.Outcome.Before
	} else {
		v.Rows = v.compare(now, holders)
	}
	if v.Rows == nil {
		v.Rows = []FieldRow{}
	}
	v.PlaceName = v.Proposed.textOf("name")
	if v.Op != Add || v.restores() {
		v.PlaceName = v.Base.textOf("name")
	}
	v.Geometry = ItemShapes{Base: orNull(v.Base[position]), Before: orNull(current[position]), After: null}
	if after, ok := v.Proposed[position]; ok {
		v.Geometry.After = after
	} else if v.Op != Delete {
		v.Geometry.After = v.Geometry.Before
	}
}

// columns are in the order of item_insert.sql and item_update.sql.
func (it *Item) columns() []any {
	resolutions := it.Resolutions
	if resolutions == nil {
		resolutions = map[string]FieldDecision{}
	}
	return []any{it.ID, it.SetID, it.Seq, it.Op, it.Matter, it.PlaceID, it.BaseVersion, it.Base, it.Proposed, it.AreaCode,
		it.ClassCode, it.Scope, it.Reason, it.RuleReason, it.found(), resolutions, it.Sampled, it.Verdict, it.VerdictReason,
		it.EditID, it.Outcome, it.MadeVersion}
}

// path names an item in a refusal: by its place in the set.
func (v *ItemView) path() string { return fmt.Sprintf("items[seq=%d]", v.Seq) }

// clashes reports a conflict over the whole entry, decided or not.
func (v *ItemView) clashes() bool {
	return slices.ContainsFunc(v.Rows, func(r FieldRow) bool { return r.Field == entryField })
}
