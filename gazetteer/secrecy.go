package gazetteer

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Secrecy are the grades (密级) of an entry by field; a field that is not named is public.
// The field entry is the whole entry, position its geometry with what is said of it.
type Secrecy map[string]int

// The names that Secrecy knows besides those of text fields.
const (
	wholeEntry    = "entry"
	positionField = "position"
	attachments   = "attachments"
)

// gradable are the fields that a grade can be given to.
var gradable = []string{wholeEntry, positionField, attachments, "division_code", "place_code", "meaning", "origin_text", "history",
	"language", "founded", "named", "abolished", "description", "survey_method", "source", "registrar", "crosses"}

// positionParts are the fields that tell a position.
var positionParts = []string{"lon", "lat", "geometry", positionField, "position_reason", "position_origin", "geom"}

func (s Secrecy) settled() Secrecy {
	out := Secrecy{}
	for field, grade := range s {
		if grade != 0 {
			out[field] = grade
		}
	}
	return out
}

func (c *checker) secrecy(s Secrecy) {
	for _, field := range slices.Sorted(maps.Keys(s)) {
		if !slices.Contains(gradable, field) {
			c.Bad("secrecy", "gazetteer.not_gradable", "field", field)
		}
		if s[field] < 0 || s[field] > 4 {
			c.Bad("secrecy", "gazetteer.bad_grade")
		}
	}
}

// hides reports whether a reader may not know the field.
func (s Secrecy) hides(field string, reader actor.Grade) bool {
	if slices.Contains(positionParts, field) {
		field = positionField
	}
	return actor.Grade(max(s[field], s[wholeEntry])) > reader
}

// Redact leaves out what the reader may not know; false when that is the whole entry.
func (p *Place) Redact(reader actor.Grade) bool {
	if p.Secrecy.hides(wholeEntry, reader) {
		return false
	}
	for field, clear := range map[string]func(){
		positionField:   p.clearPosition,
		"division_code": func() { p.DivisionCode = "" },
		"place_code":    func() { p.PlaceCode = nil },
		"meaning":       func() { p.Meaning = "" },
		"origin_text":   func() { p.OriginText = "" },
		"history":       func() { p.History = "" },
		"crosses":       func() { p.Crosses = []string{} },
	} {
		if p.Secrecy.hides(field, reader) {
			clear()
		}
	}
	for _, t := range p.CensusTexts() {
		if p.Secrecy.hides(t.Name, reader) {
			*t.Text = ""
		}
	}
	p.Names = slices.DeleteFunc(slices.Clone(p.Names), func(n Name) bool { return actor.Grade(n.Grade) > reader })
	p.complete()
	p.Secrecy = maps.Clone(p.Secrecy)
	maps.DeleteFunc(p.Secrecy, func(_ string, grade int) bool { return actor.Grade(grade) > reader })
	return true
}

// keepGraded sees to it that an author changes nothing that he may not know: graded name
// forms, which his lists lack, stay; a graded field that he changes, and a grade above his
// clearance, are refused with problem.Forbidden.
func (d *Draft) keepGraded(before *Draft, author actor.Grade) error {
	for _, f := range before.Forms {
		if actor.Grade(f.Grade) > author {
			d.restore(f)
		}
	}
	old, now := map[string]any{}, map[string]any{}
	before.fields(old)
	d.fields(now)
	for field, value := range now {
		if before.Secrecy.hides(field, author) && !reflect.DeepEqual(old[field], value) {
			return problem.New(problem.Forbidden, "actor.clearance")
		}
	}
	for _, field := range gradable {
		if highest := max(before.Secrecy[field], d.Secrecy[field]); before.Secrecy[field] != d.Secrecy[field] && actor.Grade(highest) > author {
			return problem.New(problem.Forbidden, "actor.clearance")
		}
	}
	if slices.ContainsFunc(d.Forms, func(f Form) bool { return actor.Grade(f.Grade) > author && !slices.Contains(before.Forms, f) }) {
		return problem.New(problem.Forbidden, "actor.clearance")
	}
	return nil
}

// restore puts a form back that a draft lacks.
func (d *Draft) restore(f Form) {
	switch {
	case f.Kind == kindShort:
		d.ShortName = f.Text
	case f.Kind == kindAlias && !slices.Contains(d.AltNames, f.Text):
		d.AltNames = append(d.AltNames, f.Text)
	case f.Kind == kindFormer && !slices.Contains(d.FormerNames, f.Text):
		d.FormerNames = append(d.FormerNames, f.Text)
	}
	d.Forms = slices.DeleteFunc(d.Forms, func(one Form) bool { return one.Kind == f.Kind && one.Text == f.Text })
	d.Forms = append(d.Forms, f)
}

func (p *Place) clearPosition() {
	p.Geom, p.Lon, p.Lat, p.PositionReason, p.PositionOrigin = data.Geom{}, nil, nil, "", ""
}

// Highest is the highest grade that anything of the entry has.
func (p *Place) Highest() actor.Grade {
	highest := 0
	for _, grade := range p.Secrecy {
		highest = max(highest, grade)
	}
	for _, n := range p.Names {
		highest = max(highest, n.Grade)
	}
	return actor.Grade(highest)
}

// Veil says what of some entries their reader may not know. It is for what is not read as
// a Place: edits, proposals, findings, reports, revisions.
type Veil struct {
	reader actor.Grade
	hidden map[uuid.UUID]veiled
}

// veiled is what is graded of an entry.
type veiled struct {
	secrecy Secrecy
	texts   []string // name forms above the reader's grade
}

// Veil reads what is graded of the entries for the reader of ctx (actor.ClearanceOf).
func (s *Store) Veil(ctx context.Context, q data.Querier, ids []uuid.UUID) (Veil, error) {
	return ReadVeil(ctx, q, ids)
}

// ReadVeil is Store.Veil for who has no store.
func ReadVeil(ctx context.Context, q data.Querier, ids []uuid.UUID) (Veil, error) {
	v := Veil{reader: actor.ClearanceOf(ctx), hidden: map[uuid.UUID]veiled{}}
	if v.reader >= actor.TopSecret || len(ids) == 0 {
		return v, nil
	}
	rows, err := q.Query(ctx, queries.Get("veil"), ids, int16(v.reader))
	if err != nil {
		return v, err
	}
	var id uuid.UUID
	var one veiled
	_, err = pgx.ForEachRow(rows, []any{&id, &one.secrecy, &one.texts}, func() error {
		v.hidden[id] = one
		one = veiled{}
		return nil
	})
	return v, err
}

// Also takes the grades that a proposal gives to an entry into account.
func (v Veil) Also(id uuid.UUID, proposed Secrecy) {
	one := v.hidden[id]
	grades := maps.Clone(one.secrecy)
	for field, grade := range proposed {
		if grades == nil {
			grades = Secrecy{}
		}
		grades[field] = max(grades[field], grade)
	}
	v.hidden[id] = veiled{grades, one.texts}
}

// Entry reports whether the reader may know of the entry at all.
func (v Veil) Entry(id uuid.UUID) bool { return !v.hidden[id].secrecy.hides(wholeEntry, v.reader) }

// Field reports whether the reader may know the field of the entry.
func (v Veil) Field(id uuid.UUID, field string) bool {
	return !v.hidden[id].secrecy.hides(field, v.reader)
}

// Value is the value of a field as the reader may know it: without graded name forms;
// false when he may not know the field.
func (v Veil) Value(id uuid.UUID, field string, value json.RawMessage) (json.RawMessage, bool) {
	graded, any := v.hidden[id]
	if len(value) == 0 || !any && (field != "names" || v.reader >= actor.TopSecret) {
		return value, true
	}
	if graded.secrecy.hides(field, v.reader) {
		return nil, false
	}
	switch field {
	case "short_name", "alt_names", "former_names", "names", "secrecy", "text":
		return v.open(graded, value)
	}
	return value, true
}

// Fields are the values of fields of an entry as the reader may know them.
func (v Veil) Fields(id uuid.UUID, fields map[string]any) map[string]any {
	if _, any := v.hidden[id]; !any {
		return fields
	}
	open := map[string]any{}
	for field, value := range fields {
		text, ok := v.Value(id, field, encoded(value))
		if !ok {
			continue
		}
		var one any
		if json.Unmarshal(text, &one) == nil {
			open[field] = one
		}
	}
	return open
}

// open leaves graded name forms out of a value: a text, a list of texts or of forms, which
// bear their grade when they are proposed; and
// grades above the reader's out of a map of grades.
func (v Veil) open(graded veiled, value json.RawMessage) (json.RawMessage, bool) {
	var whole any
	if json.Unmarshal(value, &whole) != nil {
		return nil, false
	}
	switch is := whole.(type) {
	case string:
		return value, !slices.Contains(graded.texts, is)
	case []any:
		is = slices.DeleteFunc(is, func(one any) bool {
			if form, ok := one.(map[string]any); ok {
				if grade, _ := form["grade"].(float64); actor.Grade(grade) > v.reader {
					return true
				}
				one = form["text"]
			}
			text, _ := one.(string)
			return slices.Contains(graded.texts, text)
		})
		return encoded(is), true
	case map[string]any:
		maps.DeleteFunc(is, func(_ string, grade any) bool {
			n, _ := grade.(float64)
			return actor.Grade(n) > v.reader
		})
		return encoded(is), true
	}
	return value, true
}

func encoded(value any) json.RawMessage {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // made of JSON
	}
	return text
}
