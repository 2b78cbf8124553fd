package plans

import (
	"time"

	"cairn/facilities"
	"cairn/internal/chinatime"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// Workbook is the progress of a plan as the office reports it: by year and county, the
// projects, and what the figures mean.
func (p PlanProgress) Workbook(by string, at time.Time, lang problem.Lang) xlsx.Book {
	w := sheets{p, lang}
	return xlsx.Book{Sheets: []xlsx.Sheet{w.summary(), w.projects(), w.parameters(by, at)}}
}

type sheets struct {
	PlanProgress
	lang problem.Lang
}

func (w sheets) text(name string, params ...any) string {
	m := map[string]any{}
	for i := 0; i+1 < len(params); i += 2 {
		m[params[i].(string)] = params[i+1]
	}
	return problem.Text(w.lang, "plans."+name, m)
}

func (w sheets) header(names ...string) [][]xlsx.Cell {
	cells := make([]xlsx.Cell, len(names))
	for i, name := range names {
		cells[i] = xlsx.Cell{Value: w.text("column_" + name)}
	}
	return [][]xlsx.Cell{cells}
}

func (w sheets) tally(t PlanTally, names ...any) []xlsx.Cell {
	cells := xlsx.Cells(names...)
	for _, n := range []int{t.Total, t.InUse, t.Building, t.Planned, t.Delayed, t.Closed, t.Late} {
		cells = append(cells, xlsx.Cell{Value: n})
	}
	return append(cells, xlsx.Cell{Value: t.Percent, Format: "0.0"})
}

func (w sheets) summary() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: w.text("summary"), Title: w.Plan.Title, Note: w.text("note", "number", w.Plan.Number, "as_of", w.AsOf.String()),
		Header: w.header("year", "county", "total", "in_use", "building", "planned", "delayed", "closed", "late", "percent"), Freeze: 2}
	next := 0
	for i, c := range w.Cells {
		sheet.Rows = append(sheet.Rows, w.tally(c.PlanTally, c.Year, c.County))
		if i+1 == len(w.Cells) || w.Cells[i+1].Year != c.Year {
			sheet.Rows = append(sheet.Rows, bold(w.tally(w.Years[next].PlanTally, c.Year, w.text("subtotal"))))
			next++
		}
	}
	for _, c := range w.Counties {
		sheet.Rows = append(sheet.Rows, w.tally(c.PlanTally, w.text("all_years"), c.County))
	}
	sheet.Footer = [][]xlsx.Cell{bold(w.tally(w.Total, w.text("all_years"), w.text("sum")))}
	return sheet
}

func bold(cells []xlsx.Cell) []xlsx.Cell {
	for i := range cells {
		cells[i].Bold = true
	}
	return cells
}

func (w sheets) projects() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: w.text("projects"), Title: w.Plan.Title, Freeze: 4,
		Header: w.header("number", "year", "county", "area", "kind", "name", "capacity", "investment", "subsidy", "due", "state", "since", "facility", "precision", "note")}
	for i, p := range w.Projects {
		state := w.text("state_" + p.State)
		if p.Late {
			state += w.text("late")
		}
		since := ""
		if p.Since != nil {
			since = p.Since.String()
		}
		cells := xlsx.Cells(i+1, p.Year, p.County, p.AreaName, p.KindName, p.Name)
		cells = append(cells, figure(p.Capacity), tenThousands(p.Investment), tenThousands(p.Subsidy))
		sheet.Rows = append(sheet.Rows, append(cells, xlsx.Cells(due(p.Year).String(), state, since, p.Facility, facilities.PrecisionName(p.Precision, w.lang), p.Note)...))
	}
	return sheet
}

func figure(n *int) xlsx.Cell {
	if n == nil {
		return xlsx.Cell{}
	}
	return xlsx.Cell{Value: *n, Format: "#,##0"}
}

// tenThousands is a sum in 万元.
func tenThousands(yuan *int64) xlsx.Cell {
	if yuan == nil {
		return xlsx.Cell{}
	}
	return xlsx.Cell{Value: float64(*yuan) / 10_000, Format: "#,##0.00"}
}

func (w sheets) parameters(by string, at time.Time) xlsx.Sheet {
	sheet := xlsx.Sheet{Name: w.text("parameters"), Title: w.text("parameters"), Widths: []float64{16, 60}}
	for _, row := range [][2]string{
		{"as_of", w.AsOf.String()}, {"area", w.Plan.AreaName + " " + w.Plan.AreaCode}, {"document", w.Plan.Number}, {"rule", w.text("rule")},
		{"at", chinatime.Second(at)}, {"by", by},
	} {
		sheet.Rows = append(sheet.Rows, []xlsx.Cell{{Value: w.text("parameter_" + row[0]), Bold: true}, {Value: row[1], Align: xlsx.Left}})
	}
	return sheet
}
