package national

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
)

// pendingEdit is an edit that the national database has neither taken in nor sent back.
type pendingEdit struct {
	ID    uuid.UUID
	Place uuid.UUID
	Op    string
	After map[string]json.RawMessage

	Name, Code, Class, Area string // of the entry now
}

// reflect finds the pending edits whose outcome the export shows: the entry is there, with
// the new values of all fields that the export tells; or, of one abolished, is not there.
func (x *Export) reflect(ctx context.Context, tx pgx.Tx, c *comparison, m *matching, entries []*entry) error {
	current := map[uuid.UUID]*entry{}
	var ids []uuid.UUID
	for _, e := range entries {
		current[e.ID] = e
		ids = append(ids, e.ID)
	}
	rows, err := tx.Query(ctx, queries.Get("edits_pending"), x.AreaCode, ids)
	if err != nil {
		return err
	}
	edits, err := pgx.CollectRows(rows, pgx.RowToStructByPos[pendingEdit])
	if err != nil {
		return err
	}
	overtake(edits)
	there := newPresence(m)
	shown := []uuid.UUID{}
	for _, e := range edits {
		gone := e.Op == "delete" && current[e.Place] == nil
		r := there.row[e.Place]
		if gone && !there.holds(e) && c.expects(&entry{Status: gazetteer.Current, Area: e.Area, Class: e.Class}) ||
			!gone && r != nil && c.shows(e, r, current[e.Place]) {
			shown = append(shown, e.ID)
		}
	}
	_, err = tx.Exec(ctx, queries.Get("reflected_insert"), x.ID, shown)
	return err
}

// presence is what an export holds.
type presence struct {
	row    map[uuid.UUID]*stagedRow // of matched entries
	codes  map[string]bool
	byName map[string][]string // normal name → areas
}

func newPresence(m *matching) presence {
	p := presence{map[uuid.UUID]*stagedRow{}, map[string]bool{}, map[string][]string{}}
	for _, r := range m.rows {
		p.codes[r.Record.PlaceCode] = true
		name := gazetteer.Normalise(r.Record.Name)
		p.byName[name] = append(p.byName[name], r.Record.AreaCode)
		if found, ok := m.matched[r.N]; ok {
			p.row[found.entry.ID] = r
		}
	}
	return p
}

// holds reports whether an abolished entry still stands in the export: by its place code,
// or by its name in the same area.
func (p *presence) holds(e pendingEdit) bool {
	if e.Code != "" {
		return p.codes[e.Code]
	}
	return slices.ContainsFunc(p.byName[gazetteer.Normalise(e.Name)], func(area string) bool { return areaGap(area, e.Area) < 0.2 })
}

// shows reports whether the row has the values that the edit gave, of those fields that the
// export tells. An addition is shown by the entry being there at all.
func (c *comparison) shows(e pendingEdit, r *stagedRow, now *entry) bool {
	told := 0
	for _, field := range c.fields {
		value := e.value(field)
		if value == nil {
			continue
		}
		if empty(r.Record.value(field)) && !empty(value) {
			if e.Op == "add" {
				continue
			}
			return false
		}
		if same, _ := c.same(field, &r.Record, r.spelling, now.with(field, value)); !same {
			return false
		}
		told++
	}
	return told > 0
}

// value is what the edit gave a field: a text, names or a point; nil when it left it alone.
func (e *pendingEdit) value(field string) any {
	raw, ok := e.After[field]
	switch {
	case field == fieldPosition:
		return position(decoded[*float64](e.After[fieldLon]), decoded[*float64](e.After[fieldLat]))
	case !ok:
		return nil
	case field == fieldAlt || field == fieldFormer:
		return decoded[[]string](raw)
	}
	return decoded[string](raw)
}

// empty: a value that says nothing.
func empty(value any) bool {
	names, list := value.([]string)
	return value == nil || value == "" || list && len(names) == 0
}

// overtake gives each edit the values that later ones of the same entry gave its fields: an
// export that shows the last value has taken in all of them.
func overtake(edits []pendingEdit) {
	latest := map[uuid.UUID]map[string]json.RawMessage{}
	for _, e := range edits {
		if latest[e.Place] == nil {
			latest[e.Place] = map[string]json.RawMessage{}
		}
		maps.Copy(latest[e.Place], e.After)
	}
	for _, e := range edits {
		for field := range e.After {
			e.After[field] = latest[e.Place][field]
		}
	}
}

func decoded[T any](raw json.RawMessage) T {
	var v T
	_ = json.Unmarshal(raw, &v) // another type is no value
	return v
}

// with is the entry as it was when the field had the value.
func (e *entry) with(field string, value any) *entry {
	was := *e
	switch v := value.(type) {
	case point:
		was.Lon, was.Lat, was.Point = &v.Lon, &v.Lat, true
	case []string:
		if field == fieldAlt {
			was.Alt = v
		} else {
			was.Former = v
		}
	case string:
		for name, at := range map[string]*string{fieldName: &was.Name, fieldPinyin: &was.Pinyin, fieldPlaceCode: &was.Code,
			fieldClass: &was.Class, fieldArea: &was.Area, fieldStatus: &was.Status, fieldMeaning: &was.Meaning,
			fieldOrigin: &was.OriginText, fieldHistory: &was.History} {
			if name == field {
				*at = v
			}
		}
		if field == fieldShort {
			was.Short = slices.DeleteFunc([]string{v}, func(s string) bool { return s == "" })
		}
	}
	return &was
}

// Reflected is a pending edit that an export shows.
type Reflected struct {
	EditID     uuid.UUID `json:"edit_id"`
	PlaceID    uuid.UUID `json:"place_id"`
	Name       string    `json:"name"`
	On         string    `json:"on" format:"date"`
	Op         string    `json:"op" enum:"add,modify,delete"`
	Matter     string    `json:"matter"`
	AreaCode   string    `json:"area_code"`
	State      string    `json:"state" enum:"reported,unreported"`
	ReportedOn *string   `json:"reported_on"`
}

// Reflected lists the pending edits that the export shows, in the reader's area: those that
// were reported, unreported ones, or all; one more than the limit when more follow.
// Errors: problem.Forbidden, problem.NotFound.
func (s *Store) Reflected(ctx context.Context, by actor.Actor, id uuid.UUID, state string, after uuid.UUID, limit int) (Export, []Reflected, error) {
	x, err := s.Export(ctx, by, id)
	if err != nil {
		return x, nil, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("edits_reflected"), id, by.Area, state, after, limit+1, by.Clearance)
	if err != nil {
		return x, nil, data.Problem(err)
	}
	edits, err := pgx.CollectRows(rows, pgx.RowToStructByName[Reflected])
	return x, edits, data.Problem(err)
}
