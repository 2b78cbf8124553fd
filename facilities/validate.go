package facilities

import (
	"strings"
	"unicode/utf8"

	"cairn/geo"
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
	areas map[string]area
}

// validate checks a draft on its own and against what it refers to.
// Error: problem.Invalid with an entry for each bad field.
func (d *Draft) validate(ref references) error {
	var c checker
	c.text("name", d.Name, maxName, true)
	c.text("operator", d.Operator, maxName, false)
	c.text("approval_no", d.ApprovalNo, maxName, false)
	c.text("note", d.Note, maxNote, false)
	c.text("position_reason", d.PositionReason, maxNote, false)
	c.oneOf("precision", d.Precision, precisions)
	c.oneOf("status", d.Status, statuses)
	c.count("capacity", d.Capacity, 0, maxCount)
	c.count("used", d.Used, 0, maxCount)
	c.count("nursing_beds", d.NursingBeds, 0, maxCount)
	c.count("grade", d.Grade, 1, 5)
	if d.AreaM2 != nil && !(*d.AreaM2 >= 0 && *d.AreaM2 <= 1e9) {
		c.bad("area_m2", "problem.out_of_range", "min", 0, "max", 1_000_000_000)
	}
	c.position(d.Lon, d.Lat)
	kind := c.kind(d, ref.Catalogue)
	c.area(d, ref.areas, kind)
	return problem.InvalidFields(c...)
}

// checker collects the bad fields.
type checker []problem.Field

func (c *checker) bad(field, key string, params ...any) {
	*c = append(*c, problem.Bad(field, key, params...))
}

func (c *checker) text(field, text string, longest int, required bool) {
	switch {
	case required && text == "":
		c.bad(field, "problem.required")
	case utf8.RuneCountInString(text) > longest:
		c.bad(field, "problem.too_long", "max", longest)
	case strings.ContainsFunc(text, func(r rune) bool { return problem.BadRune(r) && r != '\n' && r != '\t' }):
		c.bad(field, "problem.control_characters")
	}
}

func (c *checker) oneOf(field, value string, allowed []string) {
	for _, a := range allowed {
		if value == a || value == "" {
			return
		}
	}
	c.bad(field, "problem.unknown_value", "allowed", strings.Join(allowed, ", "))
}

func (c *checker) count(field string, n *int, low, high int) {
	if n != nil && (*n < low || *n > high) {
		c.bad(field, "problem.out_of_range", "min", low, "max", high)
	}
}

func (c *checker) position(lon, lat *float64) {
	switch {
	case lon == nil && lat == nil:
		return
	case lon == nil:
		c.bad("lon", "problem.required")
		return
	case lat == nil:
		c.bad("lat", "problem.required")
		return
	}
	if err := geo.ValidatePoint(*lon, *lat, geo.Limits{}); err != nil {
		field := "lat"
		if *lon < -180 || *lon > 180 {
			field = "lon"
		}
		*c = append(*c, problem.BadGeometry(field, err))
	}
}

func (c *checker) kind(d *Draft, catalogue Catalogue) Kind {
	if d.Kind == "" {
		c.bad("kind", "problem.required")
		return Kind{}
	}
	kind, ok := catalogue.Kind(d.Kind)
	if !ok {
		c.bad("kind", "facilities.unknown_kind", "kind", d.Kind)
		return Kind{}
	}
	if d.Subkind == "" {
		return kind
	}
	allowed := make([]string, len(kind.Subkinds))
	for i, s := range kind.Subkinds {
		allowed[i] = s.Code
	}
	if len(allowed) == 0 {
		c.bad("subkind", "facilities.no_subkinds", "kind", kind.Name)
	} else {
		c.oneOf("subkind", d.Subkind, allowed)
	}
	return kind
}

// area checks the township (a county for kinds counted by county) and the village in it.
func (c *checker) area(d *Draft, areas map[string]area, kind Kind) {
	a, ok := areas[d.AreaCode]
	switch {
	case d.AreaCode == "":
		c.bad("area_code", "problem.required")
		return
	case !ok || a.External:
		c.bad("area_code", "facilities.unknown_area", "area", d.AreaCode)
		return
	case a.Level != Township && !(a.Level == County && kind.Unit == County):
		c.bad("area_code", "facilities.area_level", "area", d.AreaCode)
		return
	}
	if d.VillageCode == "" {
		return
	}
	v, ok := areas[d.VillageCode]
	switch {
	case !ok || v.External || v.Level != Village:
		c.bad("village_code", "facilities.unknown_village", "village", d.VillageCode)
	case !strings.HasPrefix(v.Code, a.Code):
		c.bad("village_code", "facilities.village_elsewhere", "village", v.Name, "area", a.Name)
	}
}
