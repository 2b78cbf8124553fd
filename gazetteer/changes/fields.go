package changes

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"

	"cairn/gazetteer"
	"cairn/internal/problem"
)

// Fields are values of an entry's fields by their names, as JSON. Proposals name a
// position by lon and lat or by geometry; it is kept and compared as one field, position,
// a GeoJSON geometry.
type Fields map[string]json.RawMessage

// position is the field that lon, lat and geometry make together.
const position = "position"

// field is a field of an entry as proposals see it.
type field struct {
	name string
	kept string // the field that it is kept in; "" for itself
	set  func(*gazetteer.Draft, json.RawMessage) error
	get  func(*gazetteer.Draft) any // nil where another keeps it
}

// fieldTable lists the fields in the order in which people read them.
var fieldTable = []field{
	text("name", func(d *gazetteer.Draft) *string { return &d.Name }),
	text("pinyin", func(d *gazetteer.Draft) *string { return &d.Pinyin }),
	text("short_name", func(d *gazetteer.Draft) *string { return &d.ShortName }),
	texts("alt_names", func(d *gazetteer.Draft) *[]string { return &d.AltNames }),
	texts("former_names", func(d *gazetteer.Draft) *[]string { return &d.FormerNames }),
	text("class_code", func(d *gazetteer.Draft) *string { return &d.ClassCode }),
	text("area_code", func(d *gazetteer.Draft) *string { return &d.AreaCode }),
	text("division_code", func(d *gazetteer.Draft) *string { return &d.DivisionCode }),
	text("place_code", func(d *gazetteer.Draft) *string { return &d.PlaceCode }),
	{name: position, set: setPosition, get: getPosition},
	{name: "geometry", kept: position, set: setPosition},
	{name: "lon", kept: position, set: setLon},
	{name: "lat", kept: position, set: setLat},
	text("position_reason", func(d *gazetteer.Draft) *string { return &d.PositionReason }),
	text("meaning", func(d *gazetteer.Draft) *string { return &d.Meaning }),
	text("origin_text", func(d *gazetteer.Draft) *string { return &d.OriginText }),
	text("history", func(d *gazetteer.Draft) *string { return &d.History }),
	text("language", func(d *gazetteer.Draft) *string { return &d.Language }),
	text("founded", func(d *gazetteer.Draft) *string { return &d.Founded }),
	text("named", func(d *gazetteer.Draft) *string { return &d.Named }),
	text("abolished", func(d *gazetteer.Draft) *string { return &d.Abolished }),
	text("description", func(d *gazetteer.Draft) *string { return &d.Description }),
	text("survey_method", func(d *gazetteer.Draft) *string { return &d.SurveyMethod }),
	text("source", func(d *gazetteer.Draft) *string { return &d.Source }),
	text("registrar", func(d *gazetteer.Draft) *string { return &d.Registrar }),
	{name: "registered_on", get: func(d *gazetteer.Draft) any { return d.RegisteredOn },
		set: func(d *gazetteer.Draft, value json.RawMessage) error {
			d.RegisteredOn = nil
			return decode("registered_on", "changes.not_text", value, &d.RegisteredOn)
		}},
	texts("crosses", func(d *gazetteer.Draft) *[]string { return &d.Crosses }),
	{name: "names", get: func(d *gazetteer.Draft) any { return append([]gazetteer.Form{}, d.Forms...) },
		set: func(d *gazetteer.Draft, value json.RawMessage) error {
			var forms []gazetteer.Form
			if err := decode("names", "changes.not_forms", value, &forms); err != nil {
				return err
			}
			return d.SetForms(forms)
		}},
	{name: "secrecy", get: func(d *gazetteer.Draft) any { return d.Secrecy },
		set: func(d *gazetteer.Draft, value json.RawMessage) error {
			d.Secrecy = nil
			return decode("secrecy", "changes.not_grades", value, &d.Secrecy)
		}},
	text("status", func(d *gazetteer.Draft) *string { return &d.Status }),
}

// text is a field whose value is a text; null is the empty one.
func text(name string, of func(*gazetteer.Draft) *string) field {
	return field{name: name, get: func(d *gazetteer.Draft) any { return *of(d) },
		set: func(d *gazetteer.Draft, value json.RawMessage) error {
			*of(d) = ""
			return decode(name, "changes.not_text", value, of(d))
		}}
}

// texts is a field whose value is a list of texts, as a whole; null is the empty one.
func texts(name string, of func(*gazetteer.Draft) *[]string) field {
	return field{name: name, get: func(d *gazetteer.Draft) any { return append([]string{}, *of(d)...) },
		set: func(d *gazetteer.Draft, value json.RawMessage) error {
			*of(d) = nil
			return decode(name, "changes.not_texts", value, of(d))
		}}
}

// decode reads a value; null leaves the target as it is. Error: problem.Invalid on the field.
func decode(name, key string, value json.RawMessage, into any) error {
	if err := json.Unmarshal(value, into); err != nil {
		return problem.InvalidFields(problem.Bad(name, key))
	}
	return nil
}

// FieldNames are the names that a proposal may use.
func FieldNames() []string {
	names := make([]string, len(fieldTable))
	for i, f := range fieldTable {
		names[i] = f.name
	}
	return names
}

// write sets the fields in the draft. Error: problem.Invalid with an entry per bad field.
func (f Fields) write(d *gazetteer.Draft) error {
	var bad []problem.Field
	for _, known := range fieldTable {
		value, given := f[known.name]
		if !given {
			continue
		}
		if err := known.set(d, value); err != nil {
			bad = append(bad, problem.As(err).Fields...)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if !slices.Contains(FieldNames(), name) {
			bad = append(bad, problem.Bad(name, "changes.unknown_field", "field", name))
		}
	}
	if err := f.onePosition(d); len(bad) == 0 && err != nil {
		return err
	}
	return problem.InvalidFields(bad...)
}

// onePosition settles which position is meant: a point takes the place of a line or
// polygon and the other way round; two that differ are not guessed at.
func (f Fields) onePosition(d *gazetteer.Draft) error {
	whole, shaped := f["geometry"]
	if other, given := f[position]; given {
		if shaped {
			return problem.InvalidFields(problem.Bad("geometry", "gazetteer.two_positions"))
		}
		whole, shaped = other, true
	}
	_, lon := f["lon"]
	_, lat := f["lat"]
	if !shaped {
		if lon || lat {
			d.Geometry = nil
		}
		return nil
	}
	var t gazetteer.Draft
	if err := setPosition(&t, whole); err != nil {
		return err
	}
	if lon && differ(d.Lon, t.Lon) || lat && differ(d.Lat, t.Lat) {
		return problem.InvalidFields(problem.Bad("geometry", "gazetteer.two_positions"))
	}
	d.Lon, d.Lat, d.Geometry = t.Lon, t.Lat, t.Geometry
	return nil
}

// differ reports whether a coordinate is given and not the other one.
func differ(given, other *float64) bool {
	return given != nil && (other == nil || *given != *other)
}

// keep are the fields as an item keeps them: those that the proposal names, with their
// values in the settled draft.
func (f Fields) keep(d gazetteer.Draft) Fields {
	kept, values := Fields{}, valuesOf(d)
	for _, known := range fieldTable {
		if _, given := f[known.name]; !given {
			continue
		}
		name := known.name
		if known.kept != "" {
			name = known.kept
		}
		kept[name] = values[name]
	}
	return kept
}

// valuesOf are all fields of a draft, settled.
func valuesOf(d gazetteer.Draft) Fields {
	d = d.Settled()
	values := Fields{}
	for _, known := range fieldTable {
		if known.get != nil {
			values[known.name] = encode(known.get(&d))
		}
	}
	return values
}

// encode writes a value that is text, a list of texts, or already JSON: it cannot fail.
func encode(value any) json.RawMessage {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		panic(err)
	}
	return bytes.TrimSpace(out.Bytes())
}

// same reports whether two values say the same, however they are written.
func same(a, b json.RawMessage) bool {
	return bytes.Equal(a, b) || reflect.DeepEqual(loose(a), loose(b))
}

// loose is a value decoded; nil for none.
func loose(value json.RawMessage) any {
	var v any
	if len(value) == 0 || json.Unmarshal(value, &v) != nil {
		return nil
	}
	return v
}

// textOf is the value of a text field, "" when there is none.
func (f Fields) textOf(name string) string {
	s, _ := loose(f[name]).(string)
	return s
}
