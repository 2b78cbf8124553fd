package changes

import (
	"context"
	"encoding/json"
	"slices"

	"cairn/data"
	"cairn/gazetteer"
)

// What readers without clearance are not shown: entries, fields and name forms above their
// grade (密级), in items and in reports.

// veiled are the items as the reader of ctx may know them; one that would change nothing
// but what is hidden from him is left out. item_open of the schema says the same.
func (s *Store) veiled(ctx context.Context, q data.Querier, views []ItemView) ([]ItemView, error) {
	ids, _ := entriesOf(views)
	for i := range views {
		for _, f := range views[i].Findings {
			for _, c := range f.Conflicts {
				ids = append(ids, c.ID)
			}
		}
		for _, r := range views[i].Rows {
			if r.Holder != nil {
				ids = append(ids, r.Holder.ID)
			}
		}
	}
	veil, err := s.places.Veil(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	open := views[:0]
	for _, v := range views {
		var grades gazetteer.Secrecy
		if json.Unmarshal(orNull(v.Proposed["secrecy"]), &grades) == nil && len(grades) > 0 {
			veil.Also(v.PlaceID, grades)
		}
		if rows := len(v.Rows); veil.Entry(v.PlaceID) {
			if v.veil(veil); v.Op != Modify || rows == 0 || len(v.Rows) > 0 {
				open = append(open, v)
			}
		}
	}
	return open, nil
}

// veil leaves out what the reader may not know.
func (v *ItemView) veil(veil gazetteer.Veil) {
	rows := []FieldRow{}
	for _, r := range v.Rows {
		if r.Field == entryField {
			r.Base, r.Current = v.open(veil, r.Base), v.open(veil, r.Current)
		} else if !v.openRow(veil, &r) {
			continue
		}
		rows = append(rows, r)
	}
	v.Rows = rows
	if !veil.Field(v.PlaceID, position) {
		v.Geometry = ItemShapes{null, null, null}
	}
	v.Findings = slices.DeleteFunc(slices.Clone(v.Findings), func(f gazetteer.Finding) bool {
		return slices.ContainsFunc(f.Conflicts, func(c gazetteer.Conflict) bool { return !veil.Entry(c.ID) })
	})
}

// openRow veils the values of a row; false when the reader may not know the field, or what
// differs in it.
func (v *ItemView) openRow(veil gazetteer.Veil, r *FieldRow) bool {
	if r.Holder != nil && !(veil.Entry(r.Holder.ID) && veil.Field(r.Holder.ID, "place_code")) {
		r.Holder = nil
	}
	differs := !same(r.Base, r.Proposed)
	values := []*json.RawMessage{&r.Base, &r.Current, &r.Proposed}
	if r.Decision != nil {
		decided := *r.Decision
		r.Decision, values = &decided, append(values, &decided.Value)
	}
	for _, value := range values {
		open, ok := veil.Value(v.PlaceID, r.Field, *value)
		if !ok {
			return false
		}
		*value = open
	}
	return !differs || !same(r.Base, r.Proposed)
}

// open veils an object of fields; other values stay.
func (v *ItemView) open(veil gazetteer.Veil, value json.RawMessage) json.RawMessage {
	var fields Fields
	if json.Unmarshal(value, &fields) != nil || fields == nil {
		return value
	}
	for name, one := range fields {
		open, ok := veil.Value(v.PlaceID, name, one)
		if fields[name] = open; !ok {
			delete(fields, name)
		}
	}
	return encode(fields)
}
