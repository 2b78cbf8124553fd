package gazetteer

import (
	"encoding/json"
	"reflect"
	"slices"

	"github.com/google/uuid"

	"cairn/data"
)

// history leaves out of the versions of an entry what the reader may not know, and versions
// that changed nothing else.
func (v Veil) history(id uuid.UUID, versions []data.Version) []data.Version {
	if _, any := v.hidden[id]; !any {
		return versions
	}
	for i := range versions {
		version := &versions[i]
		version.Before, version.After = v.Row(id, version.Before), v.Row(id, version.After)
		version.Parts = slices.DeleteFunc(version.Parts, func(p data.Part) bool {
			return p.Table == "place_name" && !v.form(id, p) || p.Table == "place_edit" && p.Op == "insert" && !v.edited(id, p.After)
		})
		for j := range version.Parts {
			part := &version.Parts[j]
			if part.Table == "place_edit" {
				part.Before, part.After = v.edit(id, part.Before), v.edit(id, part.After)
			}
		}
	}
	return slices.DeleteFunc(versions, func(one data.Version) bool {
		return one.Op == "update" && len(one.Parts) == 0 && unmoved(one.Before, one.After)
	})
}

// edited reports whether a row of the ledger tells the reader of anything.
func (v Veil) edited(id uuid.UUID, row json.RawMessage) bool {
	var e struct {
		Op            string
		Before, After json.RawMessage
	}
	return json.Unmarshal(row, &e) != nil || e.Op != "modify" || !unmoved(v.changed(id, e.Before), v.changed(id, e.After))
}

// unmoved reports whether two rows differ in nothing but their version.
func unmoved(a, b json.RawMessage) bool {
	rows := [2]map[string]any{}
	for i, row := range []json.RawMessage{a, b} {
		_ = json.Unmarshal(row, &rows[i])
		delete(rows[i], "version")
		delete(rows[i], "updated_at")
	}
	return reflect.DeepEqual(rows[0], rows[1])
}

// Row is a row of a table about the entry, as JSON, in which hidden fields are empty.
func (v Veil) Row(id uuid.UUID, row json.RawMessage) json.RawMessage {
	return v.row(id, row, func(fields map[string]json.RawMessage, field string) { fields[field] = blank(fields[field]) })
}

// changed is an object of fields that an edit changed without those that are hidden.
func (v Veil) changed(id uuid.UUID, row json.RawMessage) json.RawMessage {
	return v.row(id, row, func(fields map[string]json.RawMessage, field string) { delete(fields, field) })
}

func (v Veil) row(id uuid.UUID, row json.RawMessage, hide func(fields map[string]json.RawMessage, field string)) json.RawMessage {
	var fields map[string]json.RawMessage
	if len(row) == 0 || json.Unmarshal(row, &fields) != nil || fields == nil {
		return row
	}
	for field, value := range fields {
		if open, ok := v.Value(id, field, value); ok {
			fields[field] = open
		} else {
			hide(fields, field)
		}
	}
	for _, computed := range []string{"grade", "geom_grade"} {
		delete(fields, computed)
	}
	return encoded(fields)
}

// blank is what a field of the kind of value has when nothing is recorded.
func blank(value json.RawMessage) json.RawMessage {
	switch value[0] {
	case '"':
		return json.RawMessage(`""`)
	case '[':
		return json.RawMessage(`[]`)
	}
	return json.RawMessage("null")
}

// edit is a row of the ledger with the values of its fields before and after.
func (v Veil) edit(id uuid.UUID, row json.RawMessage) json.RawMessage {
	var fields map[string]json.RawMessage
	if len(row) == 0 || json.Unmarshal(row, &fields) != nil || fields == nil {
		return row
	}
	for _, side := range []string{"before", "after"} {
		fields[side] = v.changed(id, fields[side])
	}
	return encoded(fields)
}

// form reports whether the reader may know of a row of place_name.
func (v Veil) form(id uuid.UUID, part data.Part) bool {
	for _, row := range []json.RawMessage{part.Before, part.After} {
		var name struct{ Text string }
		if len(row) > 0 && json.Unmarshal(row, &name) == nil && slices.Contains(v.hidden[id].texts, name.Text) {
			return false
		}
	}
	return true
}
