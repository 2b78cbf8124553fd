package changes

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// The choices on a conflict.
const (
	Mine   = "mine"   // as proposed
	Theirs = "theirs" // as the entry has it now
	Value  = "value"  // something else
)

var choices = []string{Mine, Theirs, Value}

// Choosing is a person's choice on a conflicting field.
type Choosing struct {
	Field   string
	Choice  string
	Value   json.RawMessage // of choice value
	Version int64           // of the entry, as the person saw it
}

// Resolve decides a conflict: the author while the set is theirs, the reviewer after.
// Errors: as Change; problem.NotFound; problem.Conflict when the entry is no longer as the
// person saw it, for a field without a conflict, and for a choice that
// cannot be carried out (a retired entry stays retired, a code is never used twice).
func (s *Store) Resolve(ctx context.Context, c data.Change, id, item uuid.UUID, version *int64, ch Choosing) (Set, error) {
	return s.alter(ctx, c, id, version, Resolve, func(ctx context.Context, tx pgx.Tx, set *Set) error {
		v, err := s.one(ctx, tx, id, item)
		if err != nil {
			return err
		}
		known, err := s.places.Known(ctx, tx, []uuid.UUID{v.PlaceID})
		if err != nil {
			return err
		}
		if err := s.decideOn(ctx, tx, &v, known, c.Actor, ch); err != nil {
			return err
		}
		if !v.clashes() {
			right := actor.ProposePlace
			if set.State == Submitted || set.State == Accepted {
				right = actor.ReviewPlace
			}
			if err := s.judge(tx, c.Actor, right, set, known).preview(ctx, &v.Item, v.settled(v.Rows)); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, queries.Get("item_update"), v.columns()...); err != nil {
			return err
		}
		return s.scope(ctx, tx, c.Actor, set)
	})
}

// decideOn keeps the decision in the item and lays the item beside its entry again.
func (s *Store) decideOn(ctx context.Context, tx pgx.Tx, v *ItemView, known map[uuid.UUID]gazetteer.Place, by actor.Actor, ch Choosing) error {
	codes := []string{v.Proposed.textOf("place_code")}
	if ch.Field == "place_code" {
		codes = append(codes, Fields{"place_code": ch.Value}.textOf("place_code"))
	}
	holders, err := s.places.CodeHolders(ctx, tx, codes)
	if err != nil {
		return err
	}
	v.layBeside(known, holders)
	if ch.Version != v.CurrentVersion {
		return problem.New(problem.Conflict, "changes.entry_moved", "version", v.CurrentVersion)
	}
	i := slices.IndexFunc(v.Rows, func(r FieldRow) bool { return r.Field == ch.Field && (r.State == Conflict || r.State == Decided) })
	if i < 0 {
		return problem.New(problem.Conflict, "changes.no_conflict", "field", ch.Field)
	}
	d, err := ch.decision(known[v.PlaceID])
	if err != nil {
		return err
	}
	d.By, d.At = by.Login, s.Now()
	resolutions := map[string]FieldDecision{ch.Field: d}
	for field, other := range v.Resolutions {
		if field != ch.Field {
			resolutions[field] = other
		}
	}
	v.Resolutions = resolutions
	v.layBeside(known, holders)
	if v.Rows[i].State != Decided || !v.feasible(known[v.PlaceID], d) {
		return problem.New(problem.Conflict, "changes.choice_impossible", "field", ch.Field, "choice", ch.Choice)
	}
	return nil
}

// feasible: a retired entry cannot be changed, an existing one not added.
func (v *ItemView) feasible(now gazetteer.Place, d FieldDecision) bool {
	if !v.clashes() || d.Choice == Theirs {
		return true
	}
	return v.Op != Add && now.Status != gazetteer.Retired
}

// decision checks a choice and brings its value into the form in which items keep it.
func (ch Choosing) decision(now gazetteer.Place) (FieldDecision, error) {
	d := FieldDecision{Choice: ch.Choice, Value: null, Version: ch.Version}
	var c problem.Fields
	c.OneOf("choice", ch.Choice, choices...)
	if ch.Field == entryField && ch.Choice == Value {
		c.Bad("choice", "problem.unknown_value", "allowed", Mine+", "+Theirs)
	}
	if err := c.Err(); err != nil || ch.Choice != Value {
		return d, err
	}
	if len(ch.Value) == 0 {
		return d, problem.InvalidFields(problem.Bad("value", "problem.required"))
	}
	draft := now.Draft()
	fields := Fields{ch.Field: ch.Value}
	if err := fields.write(&draft); err != nil {
		return d, at(err, "value")
	}
	d.Value = fields.keep(draft)[ch.Field]
	return d, nil
}
