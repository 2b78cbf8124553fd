package gazetteer

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"cairn/data/imports"
)

// setting is one field that an edit of a file sets.
type setting struct {
	set  func(*Draft)
	said map[string]any // the field and its value, as the ledger keeps them
}

// textFields are the fields whose value is taken as it stands.
var textFields = map[string]func(*Draft) *string{
	"name":          func(d *Draft) *string { return &d.Name },
	"pinyin":        func(d *Draft) *string { return &d.Pinyin },
	"short_name":    func(d *Draft) *string { return &d.ShortName },
	"class_code":    func(d *Draft) *string { return &d.ClassCode },
	"area_code":     func(d *Draft) *string { return &d.AreaCode },
	"division_code": func(d *Draft) *string { return &d.DivisionCode },
	"place_code":    func(d *Draft) *string { return &d.PlaceCode },
	"status":        func(d *Draft) *string { return &d.Status },
	"meaning":       func(d *Draft) *string { return &d.Meaning },
	"origin_text":   func(d *Draft) *string { return &d.OriginText },
	"history":       func(d *Draft) *string { return &d.History },
}

var listFields = map[string]func(*Draft) *[]string{
	"alt_names":    func(d *Draft) *[]string { return &d.AltNames },
	"former_names": func(d *Draft) *[]string { return &d.FormerNames },
}

var numberFields = map[string]func(*Draft) **float64{
	"lon": func(d *Draft) **float64 { return &d.Lon },
	"lat": func(d *Draft) **float64 { return &d.Lat },
}

// settings reads what an edit sets: one field and its value, or several of both joined by
// "|". The field lonlat has two values.
func settings(r *imports.Row, field, value string) []setting {
	fields, values := strings.Split(strings.ReplaceAll(field, "lonlat", "lon|lat"), "|"), []string{value}
	if len(fields) > 1 {
		values = strings.Split(value, "|")
	}
	if len(fields) != len(values) {
		r.Bad("new_value", "gazetteer.edit_values", "fields", len(fields), "values", len(values))
		return nil
	}
	var sets []setting
	for i, name := range fields {
		sets = append(sets, oneSetting(r, name, strings.TrimSpace(values[i])))
	}
	return sets
}

func oneSetting(r *imports.Row, field, value string) setting {
	said := map[string]any{field: value}
	if text, ok := textFields[field]; ok {
		return setting{func(d *Draft) { *text(d) = value }, said}
	}
	if list, ok := listFields[field]; ok {
		names := nameList(value)
		said[field] = names
		return setting{func(d *Draft) { *list(d) = slices.Clone(names) }, said}
	}
	number, ok := numberFields[field]
	if !ok {
		r.Bad("field", "gazetteer.edit_field", "field", field)
		return setting{func(*Draft) {}, nil}
	}
	x, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		r.Bad("new_value", "import.bad_number")
	}
	said[field] = x
	return setting{func(d *Draft) { *number(d), d.Geometry = &x, nil }, said}
}
