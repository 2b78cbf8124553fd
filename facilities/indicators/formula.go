package indicators

import (
	"slices"
	"strings"

	"cairn/facilities"
	"cairn/facilities/facts"
)

// Units of values.
const (
	Percent = "percent"
	Per1000 = "per_1000"
	Count   = "count"
)

// FormulaParams are what a formula is told; which of them it takes stands in its Formula.
type FormulaParams struct {
	Kind  string          `json:"kind,omitempty" doc:"kind or group of kinds"`
	Rule  string          `json:"rule,omitempty" doc:"counting rule; empty: that of the kind or group"`
	Grade int             `json:"grade,omitempty" doc:"lowest grade that counts; 0: any"`
	Mark  string          `json:"mark,omitempty" doc:"own field (yes or no) of the kind that says public; empty: public"`
	Since *facilities.Day `json:"since,omitempty" format:"date" doc:"first day on which an institution is new; empty: 1 January of the base year"`
}

// Formula is a named way to compute an indicator. What it means, numerator and denominator
// stand in the messages indicators.formula_<name> and indicators.formula_<name>_doc.
type Formula struct {
	Name    string
	Unit    string
	Takes   []string // names of parameters
	compute func(*facts.Facts, string, ask) Figure
	level   facilities.Level // of coverage formulas: the areas that are counted
}

// ask is what a formula is told of one indicator.
type ask struct {
	FormulaParams
	baseYear *int
	covered  *covered // answer to its question of coverage; nil: there is none
}

// Figure is a value with what it was computed from.
type Figure struct {
	Value       *float64 `json:"value" doc:"null where the data cannot give it"`
	Numerator   *int     `json:"numerator"`
	Denominator *int     `json:"denominator" doc:"null for counts"`
	Missing     string   `json:"missing" doc:"why there is no value; empty with one" enum:",no_formula,no_areas,no_people,no_beds,no_marks,no_new,no_reports,no_burials,not_countable"`
	Year        *int     `json:"year" doc:"year of the census or estimate that the denominator is from"`
	Reports     *int     `json:"reports" doc:"monthly reports that the figure rests on"`
	ReportsDue  *int     `json:"reports_due" doc:"townships × months of the period"`
}

// formulas is the register, in the order in which it is offered.
var formulas = []Formula{
	{Name: "township_coverage", Unit: Percent, Takes: []string{"kind", "rule"}, compute: areaCoverage, level: facilities.Township},
	{Name: "county_coverage", Unit: Percent, Takes: []string{"kind", "rule"}, compute: areaCoverage, level: facilities.County},
	{Name: "villages_served", Unit: Percent, Takes: []string{"kind", "rule"}, compute: areaCoverage, level: facilities.Village},
	{Name: "eco_burial_coverage", Unit: Percent, compute: ecoCoverage},
	{Name: "eco_burial_rate", Unit: Percent, compute: ecoRate},
	{Name: "beds_per_1000_aged_60", Unit: Per1000, compute: bedsPer1000},
	{Name: "nursing_share", Unit: Percent, compute: nursingShare},
	{Name: "nursing_share_new_public", Unit: Percent, Takes: []string{"mark", "since"}, compute: nursingShareNewPublic},
	{Name: "bed_occupancy", Unit: Percent, compute: bedOccupancy},
	{Name: "graded_institutions", Unit: Count, Takes: []string{"grade"}, compute: gradedInstitutions},
	{Name: "facility_count", Unit: Count, Takes: []string{"kind"}, compute: facilityCount},
}

// formulaOf finds a formula by its name.
func formulaOf(name string) (Formula, bool) {
	i := slices.IndexFunc(formulas, func(f Formula) bool { return f.Name == name })
	if i < 0 {
		return Formula{}, false
	}
	return formulas[i], true
}

// formulaNames lists the names, for messages.
func formulaNames() string {
	names := make([]string, len(formulas))
	for i, f := range formulas {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}

// takes reports whether the formula has a parameter.
func (f Formula) takes(param string) bool { return slices.Contains(f.Takes, param) }
