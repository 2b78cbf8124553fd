package coverage

import (
	"strings"
	"time"

	"cairn/facilities"
	"cairn/internal/chinatime"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// Workbook is the answer as the office reports it: summary, townships (or other areas), those
// uncovered, villages where they were asked for, and what the figures rest on.
func (a CoverageAnswer) Workbook(rule CountingRule, by string, at time.Time, lang problem.Lang) xlsx.Book {
	r := report{a, words{lang}}
	sheets := []xlsx.Sheet{r.summary(), r.areas("areas_"+string(a.Level), false), r.areas("uncovered", true)}
	if len(a.Villages) > 0 {
		sheets = append(sheets, r.villages())
	}
	return xlsx.Book{Sheets: append(sheets, r.parameterSheet(rule, by, at))}
}

// report writes the sheets of an answer.
type report struct {
	CoverageAnswer
	words
}

// pair is a row of a sheet of names and values.
func (r report) pair(name string, value any) []xlsx.Cell {
	return []xlsx.Cell{{Value: r.text("report_" + name), Bold: true}, {Value: value, Align: xlsx.Left}}
}

func (r report) summary() xlsx.Sheet {
	s := xlsx.Sheet{Name: r.text("sheet_summary"), Title: r.text("report_title", "name", r.kind(r.CoverageAnswer), "area", r.AreaName),
		Note: r.text("report_note", "as_of", r.AsOf), Widths: []float64{26, 60}}
	add := func(name string, value any) { s.Rows = append(s.Rows, r.pair(name, value)) }
	add("rule", RuleName(r.Rule, r.Lang))
	add("counts", r.text("counts_"+r.Counts))
	add("numerator", r.Numerator)
	add("denominator", r.Denominator)
	add("percent", r.figure(r.Percent, 1))
	add("served", r.States.Served)
	add("no_capacity", r.States.NoCapacity)
	add("out_of_reach", r.States.OutOfReach)
	if r.States.Unknown > 0 {
		add("unknown", r.States.Unknown)
	}
	if o := r.Official; o != nil {
		add("own", o.Own)
		add("shared", o.Shared)
		add("columbarium", o.Columbarium)
		add("exempt", o.Exempt)
		add("percent_without", r.figure(o.PercentWithout, 1))
	}
	for _, e := range r.Reported {
		if e.AreaCode == r.Area {
			add("reported", strings.TrimSpace(r.figure(e.Percent, 1)+" % "+e.AsOf.String()+" "+e.Document))
		}
	}
	add("facilities", r.Facilities)
	add("coarse", r.Coarse)
	return s
}

// areas is the table of areas, or of those uncovered only.
func (r report) areas(name string, uncovered bool) xlsx.Sheet {
	s := xlsx.Sheet{Name: r.text("sheet_" + name), Title: r.headline(r.CoverageAnswer), Freeze: 3}
	var head []xlsx.Cell
	for _, c := range r.header(columns) {
		head = append(head, xlsx.Cell{Value: c})
	}
	s.Header = [][]xlsx.Cell{head}
	for _, a := range r.Areas {
		if uncovered && a.Covered {
			continue
		}
		s.Rows = append(s.Rows, r.areaRow(a))
	}
	return s
}

func (r report) areaRow(a CoveredArea) []xlsx.Cell {
	row := xlsx.Cells(a.Code, a.County, a.Name, r.text("is_"+map[bool]string{true: "true", false: "false"}[a.Covered]), r.text("state_"+string(a.State)),
		r.basisOf(a), a.Count, a.Shared, a.Numerator, a.Denominator, a.Percent)
	t := a.Tally
	if t != nil {
		row = append(row, xlsx.Cells(t.Served, t.NoCapacity, t.OutOfReach)...)
	} else {
		row = append(row, xlsx.Cells("", "", "")...)
	}
	return append(append(row, r.nearCells(a.Nearest)...), r.nearCells(a.Eligible)...)
}

func (r report) nearCells(n *Near) []xlsx.Cell {
	if n == nil {
		return xlsx.Cells("", "", "", "")
	}
	return []xlsx.Cell{{Value: n.Name}, {Value: n.Km, Format: "0.000"}, {Value: n.Minutes, Format: "0.0"}, {Value: facilities.PrecisionName(n.Precision, r.Lang)}}
}

func (r report) villages() xlsx.Sheet {
	s := xlsx.Sheet{Name: r.text("sheet_villages"), Title: r.headline(r.CoverageAnswer), Freeze: 2}
	names := []string{"code", "name", "people", "state", "nearest", "nearest_km", "nearest_minutes", "nearest_precision",
		"eligible", "eligible_km", "eligible_minutes", "eligible_precision", "off_road"}
	var head []xlsx.Cell
	for _, c := range r.header(names) {
		head = append(head, xlsx.Cell{Value: c})
	}
	s.Header = [][]xlsx.Cell{head}
	for _, v := range r.Villages {
		row := xlsx.Cells(v.Code, v.Name, v.People, r.text("state_"+string(v.State)))
		row = append(append(row, r.nearCells(v.Nearest)...), r.nearCells(v.Eligible)...)
		s.Rows = append(s.Rows, append(row, xlsx.Cell{Value: v.OffRoadM}))
	}
	return s
}

// parameterSheet says what the figures mean and rest on, and who asked for them when.
func (r report) parameterSheet(rule CountingRule, by string, at time.Time) xlsx.Sheet {
	s := xlsx.Sheet{Name: r.text("sheet_parameters"), Title: r.text("sheet_parameters"), Widths: []float64{22, 80}}
	add := func(name string, value any) { s.Rows = append(s.Rows, r.pair(name, value)) }
	add("as_of", r.AsOf.Time())
	add("area", strings.TrimSpace(r.AreaName+" "+r.Area))
	add("kind", r.kind(r.CoverageAnswer))
	add("rule", rule.Name)
	add("definition", rule.Definition)
	if p := r.parameters(r.CoverageAnswer); p != "" {
		add("parameters", p)
	}
	add("source", rule.Source)
	add("level", r.text("level_"+string(r.Level)))
	add("subdistricts", r.text("is_"+map[bool]string{true: "true", false: "false"}[r.Subdistricts]))
	add("planned", r.text("is_"+map[bool]string{true: "true", false: "false"}[r.Planned]))
	for _, e := range r.Exemptions {
		add("exemption", strings.TrimSpace(e.AreaCode+" "+e.Document+" "+e.Authority))
	}
	add("data_version", r.text("data_version_is", "version", r.DataVersion))
	if r.NetworkVersion != "" {
		add("network_version", r.NetworkVersion)
	}
	add("at", chinatime.Second(at))
	add("by", by)
	return s
}
