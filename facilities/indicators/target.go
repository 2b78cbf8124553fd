package indicators

import (
	"math"
	"time"

	"cairn/facilities"
)

// Goal is the base and the target that hold for an area.
type Goal struct {
	Area        string   `json:"area" doc:"area that they were set for: the plan's own where the area has none of its own"`
	BaseYear    *int     `json:"base_year"`
	BaseValue   *float64 `json:"base_value"`
	TargetYear  *int     `json:"target_year"`
	TargetValue *float64 `json:"target_value"`
}

// goal is what the indicator asks of an area. A share holds for the areas inside as well; a
// number does not, so that they have none unless it was set.
func (i *Indicator) goal(area string) Goal {
	g := Goal{Area: i.AreaCode, BaseYear: i.BaseYear, TargetYear: i.TargetYear}
	if area == i.AreaCode {
		g.BaseValue, g.TargetValue = i.BaseValue, i.TargetValue
		return g
	}
	for _, t := range i.Targets {
		if t.AreaCode == area {
			g.Area, g.BaseValue, g.TargetValue = area, t.BaseValue, &t.TargetValue
			return g
		}
	}
	if i.Unit != Count {
		g.TargetValue = i.TargetValue // the base is of the whole, no path leads from it
	}
	return g
}

// States of an indicator.
const (
	Met      = "met"
	NotMet   = "not_met"
	NoData   = "no_data"
	NoTarget = "no_target"
)

// Courses of an indicator.
const (
	OnCourse  = "on_course"
	Behind    = "behind"
	NoCourse  = "unknown"
	tolerance = 1e-9 // of comparisons: what adding in binary costs
)

// judge says whether a value meets the goal.
func (g Goal) judge(value *float64, direction string) string {
	switch {
	case value == nil:
		return NoData
	case g.TargetValue == nil:
		return NoTarget
	case reaches(*value, *g.TargetValue, direction):
		return Met
	}
	return NotMet
}

func reaches(value, aim float64, direction string) bool {
	if direction == "down" {
		return value <= aim+tolerance
	}
	return value >= aim-tolerance
}

// expected is where the straight line from the end of the base year to the end of the target
// year is on a day; it stays at its ends before and after. Nil where one of the four is not known.
func (g Goal) expected(day facilities.Day) *float64 {
	if g.BaseYear == nil || g.BaseValue == nil || g.TargetYear == nil || g.TargetValue == nil {
		return nil
	}
	from, to := yearEnd(*g.BaseYear).Time(), yearEnd(*g.TargetYear).Time()
	part := day.Time().Sub(from).Hours() / to.Sub(from).Hours()
	x := *g.BaseValue + min(max(part, 0), 1)*(*g.TargetValue-*g.BaseValue)
	return &x
}

// course compares a value with the line.
func (g Goal) course(value *float64, direction string, day facilities.Day) string {
	aim := g.expected(day)
	switch {
	case value == nil || aim == nil:
		return NoCourse
	case reaches(*value, *aim, direction):
		return OnCourse
	}
	return Behind
}

func yearEnd(year int) facilities.Day { return facilities.NewDay(year, time.December, 31) }

// rounded is x to the decimals that a unit is shown with; of reported figures nothing is rounded.
func rounded(x *float64, unit string) *float64 {
	if x == nil {
		return nil
	}
	scale := math.Pow10(decimals(unit))
	y := math.Round(*x*scale) / scale
	return &y
}

func decimals(unit string) int {
	switch unit {
	case Percent:
		return 1
	case Per1000:
		return 2
	}
	return 0
}
