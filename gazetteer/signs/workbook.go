package signs

import (
	"strings"

	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// Workbook is the register with the progress of its plans on a second sheet.
func Workbook(signs []Sign, progress []Progress, lang problem.Lang) xlsx.Book {
	return xlsx.Book{Sheets: []xlsx.Sheet{register(signs, lang), progressSheet(progress, lang)}}
}

func text(lang problem.Lang, name string) string { return problem.Text(lang, "signs."+name, nil) }

func header(lang problem.Lang, names ...string) [][]xlsx.Cell {
	cells := make([]xlsx.Cell, len(names))
	for i, name := range names {
		cells[i].Value = text(lang, "col_"+name)
	}
	return [][]xlsx.Cell{cells}
}

func register(signs []Sign, lang problem.Lang) xlsx.Sheet {
	sheet := xlsx.Sheet{Name: text(lang, "register"), Title: text(lang, "register"), Freeze: 2,
		Header: header(lang, "number", "place", "area", "kind", "text", "romanised", "condition", "installed_on",
			"checked_on", "plan", "year", "lon", "lat", "note")}
	for i, s := range signs {
		sheet.Rows = append(sheet.Rows, xlsx.Cells(i+1, s.PlaceName, strings.Join(s.AreaPath, ""), text(lang, "kind_"+s.Kind),
			s.Text, s.Romanised, text(lang, "condition_"+s.Condition), s.InstalledOn, s.CheckedOn, s.PlanTitle, s.Year, s.Lon, s.Lat, s.Note))
	}
	return sheet
}

func progressSheet(rows []Progress, lang problem.Lang) xlsx.Sheet {
	sheet := xlsx.Sheet{Name: text(lang, "progress"), Title: text(lang, "progress"), Freeze: 1,
		Header: header(lang, "plan", "area", "year", "target_names", "names_done", "target_signs", "listed", "installed", "poor", "wrong")}
	for _, r := range rows {
		sheet.Rows = append(sheet.Rows, r.cells(lang))
	}
	total := Sum(rows)
	total.Title = text(lang, "total")
	cells := total.cells(lang)
	for i := range cells {
		cells[i].Bold = true
	}
	sheet.Footer = [][]xlsx.Cell{cells}
	return sheet
}

func (p Progress) cells(lang problem.Lang) []xlsx.Cell {
	target := func(n *int) any {
		if n == nil {
			return text(lang, "not_stated")
		}
		return *n
	}
	return xlsx.Cells(p.Title, p.AreaName, p.Year, target(p.TargetNames), p.NamesDone, target(p.TargetSigns),
		p.Listed, p.Installed, p.Poor, p.Wrong)
}
