package siting

import (
	"time"

	"cairn/facilities"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// report writes a run down for the office.
type report struct {
	speaker
	run *FullRun
	in  *Input
	by  string
	at  time.Time
}

// Workbook is the report of a run: summary, townships before and after, what stays uncovered, candidates
// with reasons, parameters with the rules and versions. Without an answer it says why there is none.
func (full *FullRun) Workbook(in *Input, by string, at time.Time, lang problem.Lang) xlsx.Book {
	r := report{speaker{lang}, full, in, by, at}
	book := xlsx.Book{Sheets: []xlsx.Sheet{r.summary()}}
	if full.Answer != nil {
		book.Sheets = append(book.Sheets, r.townships(), r.uncovered())
	}
	if in != nil {
		book.Sheets = append(book.Sheets, r.candidates())
	}
	book.Sheets = append(book.Sheets, r.parameters())
	return book
}

// heading is a row of columns by the names of their messages.
func (r report) heading(names ...string) [][]xlsx.Cell {
	row := make([]xlsx.Cell, len(names))
	for i, name := range names {
		row[i].Value = r.text("column_" + name)
	}
	return [][]xlsx.Cell{row}
}

func (r report) summary() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: r.text("sheet_summary"), Title: r.title(), Note: r.basis(), Widths: []float64{22, 26, 14, 14, 20, 14, 40, 14}}
	for _, line := range r.lines() {
		sheet.Rows = append(sheet.Rows, []xlsx.Cell{{Value: line.label, Bold: true}, {Value: line.value, Align: xlsx.Left}})
	}
	a := r.run.Answer
	if a == nil {
		return sheet
	}
	sheet.Rows = append(sheet.Rows, []xlsx.Cell{}, r.heading("order", "name", "lon", "lat", "township", "new_people", "new_areas", "precision")[0])
	for _, site := range a.Sites {
		sheet.Rows = append(sheet.Rows, xlsx.Cells(site.Order, site.Name, site.Lon, site.Lat, site.TownshipName, site.NewPeople, namesOf(site.NewAreas), facilities.PrecisionName(site.Precision, r.lang)))
	}
	for i, alt := range a.Alternatives {
		sheet.Rows = append(sheet.Rows, xlsx.Cells(r.text("alternative", "n", i+1), r.difference(alt)))
	}
	return sheet
}

func (r report) townships() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: r.text("sheet_townships"), Title: r.text("sheet_townships"), Note: r.basis(), Freeze: 2,
		Header: r.heading("township_code", "township", "demands", "before", "after", "people", "people_before", "people_after", "state", "km_before", "km_after", "minutes_before", "minutes_after", "sites")}
	for _, t := range r.run.Answer.Townships {
		sheet.Rows = append(sheet.Rows, xlsx.Cells(t.Code, t.Name, t.Demands, t.DemandsPrior, t.DemandsAfter, t.People, t.PeoplePrior, t.PeopleAfter,
			r.text(t.change()), t.Nearest.KmBefore, t.Nearest.KmAfter, t.Nearest.MinutesBefore, t.Nearest.MinutesAfter, len(t.Sites)))
	}
	before, after := r.run.Answer.Before, r.run.Answer.After
	sheet.Footer = [][]xlsx.Cell{append([]xlsx.Cell{{Value: r.text("sum"), Across: 2, Bold: true}},
		xlsx.Cells(before.DemandsOf, before.Demands, after.Demands, before.PeopleOf, before.People, after.People, "", "", "", "", "", len(r.run.Answer.Sites))...)}
	return sheet
}

// change names the message of what became of an area.
func (t TownshipChange) change() string {
	switch {
	case t.DemandsAfter == 0:
		return "change_uncovered"
	case t.DemandsPrior == 0:
		return "change_new"
	case t.DemandsAfter > t.DemandsPrior:
		return "change_more"
	}
	return "change_same"
}

func (r report) uncovered() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: r.text("sheet_uncovered"), Title: r.text("sheet_uncovered"), Note: r.basis(),
		Header: r.heading("demand_code", "demand", "township", "people", "why")}
	why := map[string]string{}
	for _, u := range r.run.Answer.Unmet {
		why[u.Code] = r.text("unmet_"+u.Why, "count", u.Excluded)
	}
	if r.in == nil {
		return sheet
	}
	_, after := r.in.coveredBy(&r.run.Ask, r.run.Answer)
	for i, d := range r.in.Demands {
		if after[i] {
			continue
		}
		reason, ok := why[d.Code]
		if !ok {
			reason = r.text("unmet_not_chosen")
		}
		sheet.Rows = append(sheet.Rows, xlsx.Cells(d.Code, d.Name, d.TownshipName, d.Weight, reason))
	}
	return sheet
}

func (r report) candidates() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: r.text("sheet_candidates"), Title: r.text("sheet_candidates"), Note: r.basis(), Header: r.heading(candidateColumns...), Freeze: 2,
		Widths: []float64{12, 24, 11, 11, 11, 16, 10, 12, 80, 40, 12, 14}}
	chosen := map[string]bool{}
	if r.run.Answer != nil {
		for _, site := range r.run.Answer.Sites {
			chosen[site.Key] = true
		}
	}
	for i := range r.in.Candidates {
		c := &r.in.Candidates[i]
		state := "state_" + c.State
		if chosen[c.Key] {
			state = "state_chosen"
		}
		var lacks *float64
		if len(c.Exclusions) > 0 {
			lacks = &c.Exclusions[0].MissingM
		}
		sheet.Rows = append(sheet.Rows, xlsx.Cells(c.Key, c.Name, c.Lon, c.Lat, c.TownshipCode, c.TownshipName, r.text(state), lacks,
			c.Reasons(r.lang), c.Warned(r.lang), c.Price, facilities.PrecisionName(c.Precision, r.lang)))
	}
	return sheet
}

func (r report) parameters() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: r.text("sheet_parameters"), Title: r.text("sheet_parameters"), Widths: []float64{22, 70}}
	for _, line := range r.parameterLines() {
		sheet.Rows = append(sheet.Rows, []xlsx.Cell{{Value: line.label, Bold: true}, {Value: line.value, Align: xlsx.Left}})
	}
	if v := r.run.Versions; v != nil {
		for i, rule := range v.Rules {
			sheet.Rows = append(sheet.Rows, []xlsx.Cell{{Value: r.text("rule_n", "n", i+1), Bold: true}, {Value: r.citation(rule), Align: xlsx.Left}})
		}
	}
	return sheet
}
