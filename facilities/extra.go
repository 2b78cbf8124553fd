package facilities

import (
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"cairn/internal/problem"
)

// Extra is the values of the fields that a kind has of its own, by their codes: numbers as
// float64, booleans as bool, everything else as text (days as YYYY-MM-DD, choices as codes).
type Extra map[string]any

// exact is the largest whole number that a value keeps exactly.
const exact = 1 << 53

// settled is the values without the empty ones, texts without surrounding space.
func (e Extra) settled() Extra {
	kept := Extra{}
	for code, value := range e {
		if text, ok := value.(string); ok {
			value = strings.TrimSpace(text)
		}
		if value != nil && value != "" {
			kept[code] = value
		}
	}
	return kept
}

// same reports whether the values are equal.
func (e Extra) same(other Extra) bool {
	return len(e) == 0 && len(other) == 0 || reflect.DeepEqual(e, other)
}

// Patched is the values after a merge patch: null takes a value out.
func (e Extra) Patched(patch map[string]any) Extra {
	next := maps.Clone(e)
	if next == nil {
		next = Extra{}
	}
	for code, value := range patch {
		next[code] = value
	}
	return next.settled()
}

// extra checks the values against the fields of the kind; demand asks for required ones.
func (c *checker) extra(values Extra, kind Kind, demand bool) {
	for _, code := range slices.Sorted(maps.Keys(values)) {
		if _, ok := kind.Field(code); !ok {
			c.Bad("extra."+code, "facilities.unknown_field", "field", code, "kind", kind.Name)
		}
	}
	for _, f := range kind.Fields {
		value, ok := values[f.Code]
		switch {
		case ok:
			f.check(&c.Fields, value)
		case f.Required && demand:
			c.Bad("extra."+f.Code, "facilities.field_required", "name", f.Name)
		}
	}
}

// check notes what is wrong with a value.
func (f OwnField) check(c *problem.Fields, value any) {
	field := "extra." + f.Code
	switch f.Type {
	case IntegerField, NumberField:
		x, ok := value.(float64)
		switch {
		case !ok || math.IsNaN(x) || math.IsInf(x, 0):
			c.Bad(field, "facilities.not_number", "name", f.Name)
		case f.Type == IntegerField && (x != math.Trunc(x) || math.Abs(x) > exact):
			c.Bad(field, "facilities.not_whole", "name", f.Name)
		case f.Min != nil && x < *f.Min || f.Max != nil && x > *f.Max:
			c.Bad(field, "facilities.field_range", "name", f.Name, "range", f.bounds())
		}
	case BooleanField:
		if _, ok := value.(bool); !ok {
			c.Bad(field, "facilities.not_boolean", "name", f.Name)
		}
	default:
		text, ok := value.(string)
		if !ok {
			c.Bad(field, "facilities.not_text", "name", f.Name)
			return
		}
		f.checkText(c, field, text)
	}
}

func (f OwnField) checkText(c *problem.Fields, field, text string) {
	switch f.Type {
	case DateField:
		if day, err := ParseDay(text); err != nil {
			c.Bad(field, "problem.bad_date")
		} else if !day.plausible() {
			c.Bad(field, "facilities.impossible_day", "day", text)
		}
	case ChoiceField:
		if !slices.ContainsFunc(f.Choices, func(one Choice) bool { return one.Code == text }) {
			c.Bad(field, "problem.unknown_value", "allowed", f.choices())
		}
	default:
		c.Text(field, text, maxNote)
		if n := float64(utf8.RuneCountInString(text)); f.Min != nil && n < *f.Min || f.Max != nil && n > *f.Max {
			c.Bad(field, "facilities.field_length", "name", f.Name, "range", f.bounds())
		}
	}
}

// bounds shows what is allowed: 0–100, ≥ 0, ≤ 100.
func (f OwnField) bounds() string {
	low, high := "", ""
	if f.Min != nil {
		low = plain(*f.Min)
	}
	if f.Max != nil {
		high = plain(*f.Max)
	}
	switch {
	case low != "" && high != "":
		return low + "–" + high
	case low != "":
		return "≥ " + low
	}
	return "≤ " + high
}

// choices lists the allowed values, for messages.
func (f OwnField) choices() string {
	all := make([]string, len(f.Choices))
	for i, one := range f.Choices {
		all[i] = one.Code + " (" + one.Name + ")"
	}
	return strings.Join(all, ", ")
}
