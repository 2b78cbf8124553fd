package monthly

import (
	"context"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/interchange/xlsx"
)

// loadFacilities loads the figures of facilities: as reported by townships that have confirmed,
// by the record where nobody has.
func (sheet *MonthlySheet) loadFacilities(ctx context.Context, q data.Querier, today facilities.Day) error {
	sheet.figuresOn = sheet.Month.Last()
	if today.Before(sheet.figuresOn) {
		sheet.figuresOn = today
	}
	reports, confirmed := []uuid.UUID{}, map[string]bool{}
	for _, l := range sheet.Rows {
		if l.State == Confirmed {
			reports = append(reports, *l.ReportID)
			confirmed[l.AreaCode] = true
		}
	}
	reported, err := loadRows(ctx, q, "report_rows", reports)
	if err != nil {
		return err
	}
	recorded, err := loadRows(ctx, q, "form_rows", sheet.Area, sheet.figuresOn, sheet.Month.Add(-1).Last())
	if err != nil {
		return err
	}
	sheet.facilities = map[string][]MonthlyRow{}
	for _, r := range reported {
		sheet.facilities[r.area] = append(sheet.facilities[r.area], r)
	}
	for _, r := range recorded {
		if !confirmed[r.area] {
			sheet.facilities[r.area] = append(sheet.facilities[r.area], r)
		}
	}
	return nil
}

// facilityColumns are those of the sheet of facilities.
var facilityColumns = xlsx.Columns{
	{Name: "number"}, {Name: "county"}, {Name: "township"}, {Name: "village"}, {Name: "facility"}, {Name: "kind"}, {Name: "precision"}, {Name: "measure"},
	{Group: "total", Name: "before"}, {Group: "total", Name: "now"}, {Group: "used", Name: "before"}, {Group: "used", Name: "now"},
	{Name: "left_of"}, {Name: "changed"}, {Name: "state"},
}

// facilityRows lists the facilities of every township with the figures before and now.
func (p paper) facilityRows() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: p.text("facilities"), Title: p.text("facilities_title", "area", p.AreaName, "month", p.Month),
		Note: p.text("facilities_note", "day", p.figuresOn), Freeze: 3}
	column := func(name string) string { return p.text("column_" + name) }
	sheet.Head(facilityColumns, column, column)
	all, changed, confirmed := map[uuid.UUID]bool{}, map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	for _, l := range p.Rows {
		for _, r := range p.facilities[l.AreaCode] {
			sheet.Rows = append(sheet.Rows, p.facility(len(sheet.Rows)+1, l, r))
			all[r.FacilityID] = true
			if l.State == Confirmed {
				confirmed[r.FacilityID] = true
				if r.Changed() {
					changed[r.FacilityID] = true
				}
			}
		}
	}
	total := p.text("facilities_total", "facilities", len(all), "changed", len(changed), "confirmed", len(confirmed))
	sheet.Footer = [][]xlsx.Cell{{{Value: total, Across: len(facilityColumns), Bold: true, Align: xlsx.Left}}}
	return sheet
}

// facility is a figure of a facility; changed or not is said where the township has confirmed.
func (p paper) facility(n int, l MonthlyLine, r MonthlyRow) []xlsx.Cell {
	cells := xlsx.Cells(n, l.County, l.Name, r.Village, r.Name, r.KindName, facilities.PrecisionName(r.Precision, p.lang), p.text("measure_"+r.Measure))
	for _, n := range []*int{r.Before.Total, r.Total, r.Before.Used, r.Used, r.Left()} {
		if r.Measure == noMeasure {
			cells = append(cells, xlsx.Cell{})
			continue
		}
		cells = append(cells, p.figure(n))
	}
	changed := ""
	if l.State == Confirmed {
		changed = p.text(map[bool]string{true: "changed", false: "unchanged"}[r.Changed()])
	}
	return append(cells, xlsx.Cells(changed, p.state(l))...)
}
