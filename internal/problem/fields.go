package problem

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"cairn/geo"
)

// Fields collects what is wrong with a record, field by field.
type Fields []Field

// Bad notes a bad field; params are alternating names and values.
func (f *Fields) Bad(field, key string, params ...any) {
	*f = append(*f, Bad(field, key, params...))
}

// Err refuses the content by the fields noted, or is nil. Error: Invalid.
func (f Fields) Err() error { return InvalidFields(f...) }

// Required refuses an empty text.
func (f *Fields) Required(field, text string) {
	if text == "" {
		f.Bad(field, "problem.required")
	}
}

// Line refuses a text of more characters than longest, and what a line may not hold (BadRune).
func (f *Fields) Line(field, text string, longest int) { f.text(field, text, longest, "") }

// Text is Line for texts that may hold line ends and tabs.
func (f *Fields) Text(field, text string, longest int) { f.text(field, text, longest, "\n\r\t") }

// longestLine is the length, in characters, up to which a text is one line by itself.
const longestLine = 200

// Trim cuts the space around a text and judges it, short ones as a Line and others as a Text.
func (f *Fields) Trim(field string, text *string, longest int) {
	*text = strings.TrimSpace(*text)
	if longest > longestLine {
		f.Text(field, *text, longest)
	} else {
		f.Line(field, *text, longest)
	}
}

func (f *Fields) text(field, text string, longest int, allowed string) {
	bad := func(r rune) bool { return BadRune(r) && !strings.ContainsRune(allowed, r) }
	switch {
	case utf8.RuneCountInString(text) > longest:
		f.Bad(field, "problem.too_long", "max", longest)
	case !utf8.ValidString(text) || strings.ContainsFunc(text, bad):
		f.Bad(field, "problem.control_characters")
	}
}

// OneOf refuses what is not among the allowed values.
func (f *Fields) OneOf(field, value string, allowed ...string) {
	if !slices.Contains(allowed, value) {
		f.Bad(field, "problem.unknown_value", "allowed", strings.Join(allowed, ", "))
	}
}

// Point refuses half a position and one that is not on earth; none is fine. The fields are
// the prefix with lon and lat.
func (f *Fields) Point(prefix string, lon, lat *float64) {
	switch {
	case lon == nil && lat == nil:
	case lon == nil:
		f.Bad(prefix+"lon", "problem.required")
	case lat == nil:
		f.Bad(prefix+"lat", "problem.required")
	default:
		f.place(prefix, *lon, *lat)
	}
}

// place names the coordinate that is at fault.
func (f *Fields) place(prefix string, lon, lat float64) {
	err := geo.ValidatePoint(lon, lat, geo.Limits{})
	var fault *geo.Fault
	switch {
	case err == nil:
	case errors.As(err, &fault) && fault.Code != geo.CodeNotFinite && lon >= -180 && lon <= 180:
		f.Geometry(prefix+"lat", err)
	default:
		f.Geometry(prefix+"lon", err)
	}
}

// Geometry notes what package geo found wrong; nil is fine.
func (f *Fields) Geometry(field string, err error) {
	if err != nil {
		*f = append(*f, BadGeometry(field, err))
	}
}
