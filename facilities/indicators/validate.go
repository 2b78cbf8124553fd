package indicators

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"cairn/facilities"
	"cairn/internal/problem"
)

// Bounds of what may be written.
const (
	mostTargets  = 500
	mostReported = 1000
	mostValue    = 1e9
	firstYear    = 1950
	lastYear     = 2200
)

var (
	codePattern = regexp.MustCompile(`^[a-z][a-z0-9_]{0,59}$`)
	areaPattern = regexp.MustCompile(`^\d{2,12}$`)
)

// settle takes surrounding space off and fills defaults.
func (d *Draft) settle() {
	for _, text := range []*string{&d.Code, &d.Name, &d.NameEn, &d.UnitName, &d.Source, &d.Note, &d.Params.Kind, &d.Params.Rule, &d.Params.Mark} {
		*text = strings.TrimSpace(*text)
	}
	for i := range d.Reported {
		d.Reported[i].Document, d.Reported[i].Note = strings.TrimSpace(d.Reported[i].Document), strings.TrimSpace(d.Reported[i].Note)
	}
	if d.Direction == "" {
		d.Direction = "up"
	}
}

// checker collects what is wrong with a draft.
type checker struct{ problem.Fields }

// Validate checks a settled draft by itself. Error: problem.Invalid.
func (d *Draft) Validate() error {
	var c checker
	if !codePattern.MatchString(d.Code) {
		c.Bad("code", "indicators.bad_code")
	}
	c.Required("name", d.Name)
	c.Line("name", d.Name, 200)
	c.Line("name_en", d.NameEn, 200)
	c.Line("unit_name", d.UnitName, 20)
	c.Line("source", d.Source, 500)
	c.Text("note", d.Note, 2000)
	c.OneOf("attribute", d.Attribute, "binding", "expected")
	c.OneOf("unit", d.Unit, Percent, Per1000, Count)
	c.OneOf("direction", d.Direction, "up", "down")
	if d.Sort < 0 || d.Sort > 100_000 {
		c.Bad("sort", "problem.out_of_range", "min", 0, "max", 100_000)
	}
	c.years(d.BaseYear, d.TargetYear)
	c.value("base_value", d.BaseValue, d.Unit)
	c.value("target_value", d.TargetValue, d.Unit)
	c.formula(d)
	c.targets(d)
	c.reported(d)
	return c.Err()
}

func (c *checker) years(base, target *int) {
	for field, year := range map[string]*int{"base_year": base, "target_year": target} {
		if year != nil && (*year < firstYear || *year > lastYear) {
			c.Bad(field, "problem.out_of_range", "min", firstYear, "max", lastYear)
		}
	}
	if base != nil && target != nil && *base >= *target {
		c.Bad("target_year", "indicators.target_before_base")
	}
}

// value refuses what no figure of the unit can be: negative, not finite, above 100 %.
func (c *checker) value(field string, x *float64, unit string) {
	most := mostValue
	if unit == Percent {
		most = 100
	}
	if x != nil && !(*x >= 0 && *x <= most) { // NaN fails too
		c.Bad(field, "problem.out_of_range", "min", 0, "max", most)
	}
	if x != nil && unit == Count && *x != math.Trunc(*x) {
		c.Bad(field, "indicators.whole_number")
	}
}

// formula refuses unknown ones, other units than theirs, and parameters that they do not take.
func (c *checker) formula(d *Draft) {
	var f Formula
	if d.Formula != "" {
		var ok bool
		if f, ok = formulaOf(d.Formula); !ok {
			c.Bad("formula", "problem.unknown_value", "allowed", formulaNames())
			return
		}
		if d.Unit != f.Unit {
			c.Bad("unit", "indicators.unit_of_formula", "unit", f.Unit)
		}
	}
	p := d.Params
	if f.takes("kind") && p.Kind == "" {
		c.Bad("params.kind", "problem.required")
	}
	c.codes(map[string]string{"params.kind": p.Kind, "params.rule": p.Rule, "params.mark": p.Mark})
	given := map[string]bool{"kind": p.Kind != "", "rule": p.Rule != "", "grade": p.Grade != 0, "mark": p.Mark != "", "since": p.Since != nil}
	for name, is := range given {
		if is && !f.takes(name) {
			c.Bad("params."+name, "indicators.param_not_taken")
		}
	}
	if p.Grade < 0 || p.Grade > 5 {
		c.Bad("params.grade", "problem.out_of_range", "min", 0, "max", 5)
	}
}

// codes refuses what is no code; none is fine.
func (c *checker) codes(texts map[string]string) {
	for field, text := range texts {
		if text != "" && !codePattern.MatchString(text) {
			c.Bad(field, "indicators.bad_code")
		}
	}
}

// area refuses what is no code of an area.
func (c *checker) area(field, code string) {
	if !areaPattern.MatchString(code) {
		c.Bad(field, "indicators.bad_area")
	}
}

func (c *checker) targets(d *Draft) {
	if len(d.Targets) > mostTargets {
		c.Bad("targets", "indicators.too_many", "max", mostTargets)
		return
	}
	var seen []string
	for i, t := range d.Targets {
		at := fmt.Sprintf("targets[%d].", i)
		if slices.Contains(seen, t.AreaCode) {
			c.Bad(at+"area_code", "indicators.twice")
		}
		seen = append(seen, t.AreaCode)
		c.area(at+"area_code", t.AreaCode)
		c.value(at+"base_value", t.BaseValue, d.Unit)
		c.value(at+"target_value", &t.TargetValue, d.Unit)
	}
}

func (c *checker) reported(d *Draft) {
	if len(d.Reported) > mostReported {
		c.Bad("reported", "indicators.too_many", "max", mostReported)
		return
	}
	type key struct {
		area string
		day  facilities.Day
	}
	seen := map[key]bool{}
	for i, r := range d.Reported {
		at := fmt.Sprintf("reported[%d].", i)
		k := key{r.AreaCode, r.AsOf}
		if seen[k] {
			c.Bad(at+"as_of", "indicators.twice")
		}
		seen[k] = true
		c.area(at+"area_code", r.AreaCode)
		if r.AsOf.Year() < firstYear || r.AsOf.Year() > lastYear {
			c.Bad(at+"as_of", "problem.bad_date")
		}
		c.value(at+"value", &r.Value, d.Unit)
		c.Required(at+"document", r.Document)
		c.Line(at+"document", r.Document, 300)
		c.Text(at+"note", r.Note, 1000)
	}
}
