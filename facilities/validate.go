package facilities

import (
	"strings"

	"cairn/internal/problem"
)

// Longest texts, in characters.
const (
	maxName = 200
	maxNote = 4000
)

// maxCount is the largest number of plots or beds.
const maxCount = 10_000_000

// precisions are the ways in which a position is known, best first.
var precisions = []string{"surveyed", "phone", "map", "village", "township"}

// Coarse reports whether a position is known by village or township only, so that distances
// from it are approximate.
func Coarse(precision string) bool { return precision == "village" || precision == "township" }

// PrecisionName says how a position is known, in words; empty for none.
func PrecisionName(precision string, lang problem.Lang) string {
	if precision == "" {
		return ""
	}
	return problem.Text(lang, "facilities.precision_"+precision, nil)
}

// area is what a draft needs to know of an area.
type area struct {
	Code     string
	Name     string
	Level    Level
	External bool
}

// references is what a draft may refer to.
type references struct {
	Catalogue
	areas  map[string]area
	before *Draft // what the facility was; nil for a new one
}

// validate checks a draft on its own and against what it refers to.
// Error: problem.Invalid with an entry for each bad field.
func (d *Draft) validate(ref references) error {
	var c checker
	c.Required("name", d.Name)
	c.Text("name", d.Name, maxName)
	c.Text("operator", d.Operator, maxName)
	c.Text("approval_no", d.ApprovalNo, maxName)
	c.Text("note", d.Note, maxNote)
	c.Text("position_reason", d.PositionReason, maxNote)
	c.optional("precision", d.Precision, precisions)
	c.optional("status", d.Status, statuses)
	c.count("capacity", d.Capacity, 0, maxCount)
	c.count("used", d.Used, 0, maxCount)
	c.count("nursing_beds", d.NursingBeds, 0, maxCount)
	c.count("grade", d.Grade, 1, 5)
	if d.AreaM2 != nil && !(*d.AreaM2 >= 0 && *d.AreaM2 <= 1e9) {
		c.Bad("area_m2", "problem.out_of_range", "min", 0, "max", 1_000_000_000)
	}
	c.Point("", d.Lon, d.Lat)
	c.day("status_from", d.StatusFrom)
	c.day("target_date", d.TargetDate)
	kind := c.kind(d, ref)
	if kind.Code != "" {
		c.extra(d.Extra, kind, ref.before == nil || ref.before.Kind != d.Kind || !ref.before.Extra.same(d.Extra))
	}
	c.area(d, ref.areas, kind)
	return c.Err()
}

// checker collects the bad fields.
type checker struct{ problem.Fields }

// optional is one of the allowed values or "".
func (c *checker) optional(field, value string, allowed []string) {
	if value != "" {
		c.OneOf(field, value, allowed...)
	}
}

func (c *checker) count(field string, n *int, low, high int) {
	if n != nil && (*n < low || *n > high) {
		c.Bad(field, "problem.out_of_range", "min", low, "max", high)
	}
}

// day refuses days on which nothing can have been.
func (c *checker) day(field string, day *Day) {
	if day != nil && !day.plausible() {
		c.Bad(field, "facilities.impossible_day", "day", day.String())
	}
}

func (c *checker) kind(d *Draft, ref references) Kind {
	if d.Kind == "" {
		c.Bad("kind", "problem.required")
		return Kind{}
	}
	kind, ok := ref.Kind(d.Kind)
	if !ok {
		c.Bad("kind", "facilities.unknown_kind", "kind", d.Kind)
		return Kind{}
	}
	if kind.Retired && (ref.before == nil || ref.before.Kind != d.Kind) {
		c.Bad("kind", "facilities.kind_retired", "kind", kind.Name)
	}
	if d.Subkind == "" {
		return kind
	}
	allowed := make([]string, len(kind.Subkinds))
	for i, s := range kind.Subkinds {
		allowed[i] = s.Code
	}
	if len(allowed) == 0 {
		c.Bad("subkind", "facilities.no_subkinds", "kind", kind.Name)
	} else {
		c.optional("subkind", d.Subkind, allowed)
	}
	return kind
}

// area checks the township (a county for kinds counted by county) and the village in it.
func (c *checker) area(d *Draft, areas map[string]area, kind Kind) {
	a, ok := areas[d.AreaCode]
	switch {
	case d.AreaCode == "":
		c.Bad("area_code", "problem.required")
		return
	case !ok || a.External:
		c.Bad("area_code", "facilities.unknown_area", "area", d.AreaCode)
		return
	case a.Level != Township && !(a.Level == County && kind.Unit == County):
		c.Bad("area_code", "facilities.area_level", "area", d.AreaCode)
		return
	}
	if d.VillageCode == "" {
		return
	}
	v, ok := areas[d.VillageCode]
	switch {
	case !ok || v.External || v.Level != Village:
		c.Bad("village_code", "facilities.unknown_village", "village", d.VillageCode)
	case !strings.HasPrefix(v.Code, a.Code):
		c.Bad("village_code", "facilities.village_elsewhere", "village", v.Name, "area", a.Name)
	}
}

// doubts are what can be so but rarely is, where the draft says it anew: residents above
// beds, nursing beds above all beds. Their keys are to be confirmed.
func (d *Draft) doubts(before *Draft) problem.Fields {
	var c problem.Fields
	same := func(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }
	anew := func(field func(*Draft) *int) bool {
		return before == nil || !same(field(before), field(d)) || !same(before.Capacity, d.Capacity)
	}
	if above(d.Used, d.Capacity) && anew(func(d *Draft) *int { return d.Used }) {
		c.Bad("used", "facilities.used_above_capacity", "used", *d.Used, "capacity", *d.Capacity)
	}
	if above(d.NursingBeds, d.Capacity) && anew(func(d *Draft) *int { return d.NursingBeds }) {
		c.Bad("nursing_beds", "facilities.nursing_above_beds", "nursing", *d.NursingBeds, "capacity", *d.Capacity)
	}
	return c
}

// above reports whether both are known and n is more than the other.
func above(n, than *int) bool { return n != nil && than != nil && *n > *than }
