package boundaries

import (
	"math"
	"slices"
	"strings"
	"time"

	"cairn/geo"
	"cairn/internal/problem"
)

// Longest texts, in characters.
const (
	maxName = 200  // names, numbers, short attributes
	maxNote = 4000 // descriptions and notes
)

// rules collects the bad fields of a record.
type rules struct{ fields problem.Fields }

// err is problem.Invalid with the fields found, or nil.
func (r *rules) err() error { return r.fields.Err() }

func (r *rules) bad(field, key string, params ...any) {
	r.fields.Bad(field, key, params...)
}

// name is a short text on one line.
func (r *rules) name(field, text string) { r.fields.Line(field, text, maxName) }

// required is a name that must not be empty.
func (r *rules) required(field, text string) {
	if text == "" {
		r.bad(field, "problem.required")
		return
	}
	r.name(field, text)
}

// note is a longer text, lines and tabs allowed.
func (r *rules) note(field, text string) { r.fields.Text(field, text, maxNote) }

func (r *rules) oneOf(field, value string, allowed ...string) {
	r.fields.OneOf(field, value, allowed...)
}

// number must be finite and within its bounds; nil is fine.
func (r *rules) number(field string, x *float64, low, high float64) {
	if x != nil && !(*x >= low && *x <= high) { // NaN fails too
		r.bad(field, "problem.out_of_range", "min", low, "max", high)
	}
}

func (r *rules) whole(field string, n *int, low, high int) {
	if n != nil && (*n < low || *n > high) {
		r.bad(field, "problem.out_of_range", "min", low, "max", high)
	}
}

// day is YYYY-MM-DD of a plausible year; nil is fine.
func (r *rules) day(field string, text *string) {
	if text == nil {
		return
	}
	day, err := time.Parse(time.DateOnly, *text)
	if err != nil || day.Year() < 1800 || day.Year() > 2200 {
		r.bad(field, "problem.bad_date")
	}
}

// point must have both coordinates or neither, finite and in range.
func (r *rules) point(lonField, latField string, lon, lat *float64) {
	switch {
	case lon == nil && lat == nil:
	case lon == nil:
		r.bad(lonField, "problem.required")
	case lat == nil:
		r.bad(latField, "problem.required")
	default:
		if err := geo.ValidatePoint(*lon, *lat, geo.Limits{}); err != nil {
			r.fields.Geometry(lonField, err)
		}
	}
}

// areaCode is 2 to 12 digits.
func (r *rules) areaCode(field, code string) {
	if levelOf(code) == "" {
		r.bad(field, "boundaries.bad_area_code")
	}
}

// levelOf is the level that the length of an area code stands for; "" for what is no code.
func levelOf(code string) string {
	if !digits(code) {
		return ""
	}
	return map[int]string{2: Province, 4: PrefectureLvl, 6: County, 9: Township, 12: Village}[len(code)]
}

func digits(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(c rune) bool { return c < '0' || c > '9' })
}

// prefix refuses an area filter that is no code or beginning of one; "" is every area.
// Error: problem.BadParameter.
func prefix(area string) error {
	var r rules
	if area != "" && (!digits(area) || len(area) > 12) {
		r.bad("area", "boundaries.bad_area_code")
	}
	return r.parameters()
}

func round(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(x*scale) / scale
}

// parameters is problem.BadParameter with the fields found, or nil.
func (r *rules) parameters() error {
	if len(r.fields) == 0 {
		return nil
	}
	return &problem.Error{Kind: problem.BadParameter, Key: r.fields[0].Key, Params: r.fields[0].Params, Fields: r.fields}
}

// distinct refuses repeated and too many values.
func (r *rules) distinct(field string, values []string, most int) {
	if len(values) > most {
		r.bad(field, "boundaries.too_many", "max", most)
		return
	}
	for i, v := range values {
		if slices.Contains(values[:i], v) {
			r.bad(field, "boundaries.repeated", "value", v)
			return
		}
	}
}

// names are distinct short texts, none of them empty.
func (r *rules) names(field string, texts []string, most int) {
	for _, text := range texts {
		r.required(field, text)
	}
	r.distinct(field, texts, most)
}
