package changes

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/google/uuid"

	"cairn/gazetteer"
)

// How a proposed field stands to the entry as it is now.
const (
	Clean    = "clean"    // the entry is as it was when the proposal was made
	Merged   = "merged"   // the entry moved on, but nobody touched this field
	Same     = "same"     // the entry says by now what is proposed
	Conflict = "conflict" // somebody else changed the field; blocks publication
	Decided  = "decided"  // a person has decided on the conflict
)

// entryField is the field of a conflict over the whole entry: it was retired meanwhile,
// or is to be retired and has moved on, or exists although it is to be added.
const entryField = "entry"

// FieldRow is a proposed field beside its base and the entry's present value.
type FieldRow struct {
	Field    string          `json:"field" doc:"position stands for lon, lat and geometry; entry for the whole entry"`
	Base     json.RawMessage `json:"base" doc:"when the proposal was made"`
	Current  json.RawMessage `json:"current" doc:"now; of a published set: before it was published"`
	Proposed json.RawMessage `json:"proposed"`
	State    string          `json:"state" enum:"clean,merged,same,conflict,decided"`
	Decision *FieldDecision  `json:"decision" doc:"the last decision; void when the state is conflict again"`
	Holder   *CodeHolder     `json:"holder" doc:"the entry that has the proposed place code"`
}

// CodeHolder is an entry that has a place code.
type CodeHolder struct {
	ID   uuid.UUID `json:"id"`
	Name string    `json:"name"`
}

// null is a value that is not there.
var null = json.RawMessage("null")

// compare lays the proposal beside the entry as it is now (nil: there is none) and those
// that have the proposed place codes: a three-way merge by field.
func (it *Item) compare(now *gazetteer.Place, holders map[string]gazetteer.Place) []FieldRow {
	rows := []FieldRow{}
	if row, clash := it.clash(now); clash {
		rows = append(rows, row)
	}
	if it.Op == Delete {
		return rows
	}
	current, moved := Fields{}, false
	if now != nil {
		current, moved = valuesOf(now.Draft()), now.Version != it.BaseVersion
	}
	for _, f := range fieldTable {
		proposed, ok := it.Proposed[f.name]
		if !ok {
			continue
		}
		row := FieldRow{Field: f.name, Base: orNull(it.Base[f.name]), Current: orNull(current[f.name]), Proposed: proposed, State: Clean}
		switch {
		case now == nil:
		case same(row.Current, proposed):
			row.State = Same
		case !same(row.Current, row.Base) || f.name == "pinyin" && it.renamedMeanwhile(current):
			row.State = Conflict
		case moved:
			row.State = Merged
		}
		it.holder(&row, holders)
		it.decided(&row, now, holders)
		rows = append(rows, row)
	}
	return rows
}

func orNull(value json.RawMessage) json.RawMessage {
	if len(value) == 0 {
		return null
	}
	return value
}

// renamedMeanwhile: a spelling belongs to the name that it was written for.
func (it *Item) renamedMeanwhile(current Fields) bool {
	_, proposed := it.Proposed["name"]
	return !proposed && !same(it.Base["name"], current["name"])
}

// clash is a conflict over the whole entry.
func (it *Item) clash(now *gazetteer.Place) (FieldRow, bool) {
	row := FieldRow{Field: entryField, Base: null, Current: null, Proposed: null, State: Conflict}
	switch {
	case it.Op == Add && !it.restores():
		if now == nil {
			return row, false
		}
		row.Current = encode(now.Name)
	case now == nil:
		return row, false // entries are never removed
	case it.restores():
		return row, false // the status tells
	case now.Status == gazetteer.Retired:
		row.Base, row.Current = it.Base["status"], encode(now.Status)
	case it.Op == Delete && now.Version != it.BaseVersion:
		base, current := it.changes(now)
		row.Base, row.Current = encode(base), encode(current)
	default:
		return row, false
	}
	it.decided(&row, now, nil)
	return row, true
}

// changes are the fields that differ between the base and now, of each side.
func (it *Item) changes(now *gazetteer.Place) (base, current Fields) {
	base, current = Fields{}, Fields{}
	for name, value := range valuesOf(now.Draft()) {
		if !same(it.Base[name], value) {
			base[name], current[name] = orNull(it.Base[name]), value
		}
	}
	return base, current
}

// holder marks a place code that another entry has: codes are never used twice.
func (it *Item) holder(row *FieldRow, holders map[string]gazetteer.Place) {
	if row.Field != "place_code" || row.State == Same {
		return
	}
	code, _ := loose(row.Proposed).(string)
	if p, held := holders[code]; held && p.ID != it.PlaceID {
		row.State, row.Holder = Conflict, &CodeHolder{p.ID, p.Name}
	}
}

// decided applies the decision on a conflict, if it was made against this version.
func (it *Item) decided(row *FieldRow, now *gazetteer.Place, holders map[string]gazetteer.Place) {
	d, ok := it.Resolutions[row.Field]
	if !ok {
		return
	}
	row.Decision = &d
	version := int64(0)
	if now != nil {
		version = now.Version
	}
	if row.State != Conflict || d.Version != version {
		return
	}
	if row.Field == "place_code" {
		code, _ := loose(row.result()).(string)
		if p, held := holders[code]; held && p.ID != it.PlaceID {
			return
		}
	}
	row.State = Decided
}

// result is the value of a decided field.
func (r *FieldRow) result() json.RawMessage {
	switch {
	case r.Decision == nil || r.Decision.Choice == Mine:
		return r.Proposed
	case r.Decision.Choice == Theirs:
		return r.Current
	}
	return r.Decision.Value
}

// effect is what is left to write after the merge: the fields with their values, and
// whether the entry itself is dealt with at all (not when a person decided for theirs).
func effect(rows []FieldRow) (fields Fields, act bool) {
	fields = Fields{}
	for _, r := range rows {
		switch {
		case r.Field == entryField:
			if r.State == Decided && r.Decision.Choice == Theirs {
				return nil, false
			}
		case r.State == Clean, r.State == Merged:
			fields[r.Field] = r.Proposed
		case r.State == Decided && r.Decision.Choice != Theirs:
			fields[r.Field] = r.result()
		}
	}
	return fields, true
}

// conflicts are the fields that block publication.
func conflicts(rows []FieldRow) []FieldRow {
	return slices.DeleteFunc(slices.Clone(rows), func(r FieldRow) bool { return r.State != Conflict })
}

// settled are the item's values as they would be written over the entry now: what is
// decided as decided, the rest as proposed.
func (it *Item) settled(rows []FieldRow) Fields {
	fields := maps.Clone(it.Proposed)
	for _, r := range rows {
		if r.State == Decided && r.Field != entryField {
			fields[r.Field] = r.result()
		}
	}
	return fields
}
