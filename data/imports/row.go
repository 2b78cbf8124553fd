package imports

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// Row is one source row with what is known of it from earlier runs.
type Row struct {
	File     string
	Number   int // data row from 1
	Key      string
	Geometry orb.Geometry // of formats that carry one
	CRS      string       // system that the geometry was converted from; "" for lon/lat as they stand
	Swapped  bool         // axes were declared as exchanged; other columns of coordinates are, too

	// Known rows were taken in before, as EntityID at Version.
	Known    bool
	EntityID string
	Version  int64

	fields   map[string]string
	hash     []byte
	same     bool
	written  bool
	kept     bool
	errors   []problem.Field
	warnings []problem.Field
	source   *interchange.Row
}

// maxText is the longest text of a field, in characters, where the kind sets none.
const maxText = 4000

// OK reports whether nothing bad was found in the row so far.
func (r *Row) OK() bool { return len(r.errors) == 0 }

// Bad records a bad field.
func (r *Row) Bad(field, key string, params ...any) {
	r.errors = append(r.errors, r.entry(field, key, params))
}

// BadFields records the fields of a refusal, or the refusal itself, from a type's own Validate.
func (r *Row) BadFields(err error) {
	p := problem.As(err)
	switch {
	case err == nil:
	case p == nil:
		r.Bad("", "problem.internal")
	case len(p.Fields) == 0:
		r.errors = append(r.errors, problem.Field{File: r.File, Row: r.Number, Key: p.Key, Params: p.Params})
	default:
		for _, f := range p.Fields {
			f.File, f.Row = r.File, r.Number
			f.Value = shorten(r.fields[f.Field])
			r.errors = append(r.errors, f)
		}
	}
}

// Warn records something to look at; the row is taken in all the same.
func (r *Row) Warn(field, key string, params ...any) {
	r.warnings = append(r.warnings, r.entry(field, key, params))
}

func (r *Row) entry(field, key string, params []any) problem.Field {
	f := problem.Bad(field, key, params...)
	f.File, f.Row, f.Value = r.File, r.Number, shorten(r.fields[field])
	return f
}

// Has reports whether the file has a column for the field.
func (r *Row) Has(field string) bool {
	_, ok := r.fields[field]
	return ok
}

// Find is the column of the file that goes by one of the names; case, spaces and full width
// make no difference.
func (r *Row) Find(names ...string) (field string, ok bool) {
	for _, name := range names {
		if name = interchange.NormalName(name); name == "" {
			continue
		}
		for field := range r.fields {
			if interchange.NormalName(field) == name {
				return field, true
			}
		}
	}
	return "", false
}

// Text is a field without surrounding space; too long or with control characters it is bad.
func (r *Row) Text(field string) string {
	text := strings.TrimSpace(r.fields[field])
	if utf8.RuneCountInString(text) > maxText {
		r.Bad(field, "problem.too_long", "max", maxText)
		return ""
	}
	if strings.ContainsFunc(text, func(c rune) bool { return problem.BadRune(c) && c != '\n' && c != '\t' }) {
		r.Bad(field, "problem.control_characters")
		return ""
	}
	return text
}

// Nested is a field that holds a list or an object as text, however long; the reader of the
// file has its own limit.
func (r *Row) Nested(field string) string { return strings.TrimSpace(r.fields[field]) }

// keyField is the column that the key stands in: the source's own id before the usual one.
func (r *Row) keyField(usual string) string {
	if strings.TrimSpace(r.fields["id"]) == r.Key {
		return "id"
	}
	return usual
}

// Required is Text that must not be empty.
func (r *Row) Required(field string) string {
	text := r.Text(field)
	if text == "" {
		r.Bad(field, "problem.required")
	}
	return text
}

// OneOf is Text that must be empty or one of the allowed values.
func (r *Row) OneOf(field string, allowed ...string) string {
	text := r.Text(field)
	if text == "" {
		return ""
	}
	for _, a := range allowed {
		if text == a {
			return text
		}
	}
	r.Bad(field, "problem.unknown_value", "allowed", strings.Join(allowed, ", "))
	return ""
}

// List splits a field; empty parts are left out.
func (r *Row) List(field, separator string) []string {
	list := []string{}
	for part := range strings.SplitSeq(r.Text(field), separator) {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// Int is a whole number, nil when empty.
func (r *Row) Int(field string) *int {
	text := r.Text(field)
	if text == "" {
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		r.Bad(field, "import.bad_number")
		return nil
	}
	return &n
}

// Float is a finite number, nil when empty.
func (r *Row) Float(field string) *float64 {
	text := r.Text(field)
	if text == "" {
		return nil
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		r.Bad(field, "import.bad_number")
		return nil
	}
	return &x
}

// Date is a day, YYYY-MM-DD, nil when empty.
func (r *Row) Date(field string) *time.Time {
	text := r.Text(field)
	if text == "" {
		return nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		r.Bad(field, "problem.bad_date")
		return nil
	}
	return &day
}

// Point is lon/lat from two fields, nil when both are empty; one alone, or a value that
// is no coordinate, is bad. Latitude above 90 with a fitting longitude is told as swapped axes.
func (r *Row) Point(lonField, latField string) *orb.Point {
	if p, ok := r.Geometry.(orb.Point); ok {
		return &p
	}
	lon, lat := r.Float(lonField), r.Float(latField)
	switch {
	case !r.OK() || lon == nil && lat == nil:
		return nil
	case lon == nil:
		r.Bad(lonField, "problem.required")
	case lat == nil:
		r.Bad(latField, "problem.required")
	case math.Abs(*lat) > 90 && math.Abs(*lon) <= 90:
		r.Bad(latField, "import.lon_lat_swapped")
	case math.Abs(*lat) > 90:
		r.Bad(latField, "problem.out_of_range", "min", -90, "max", 90)
	case math.Abs(*lon) > 180:
		r.Bad(lonField, "problem.out_of_range", "min", -180, "max", 180)
	default:
		return &orb.Point{*lon, *lat}
	}
	return nil
}

func shorten(s string) string {
	if utf8.RuneCountInString(s) <= 60 {
		return s
	}
	return string([]rune(s)[:60]) + "…"
}
