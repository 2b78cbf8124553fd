package products

import (
	"cmp"
	"slices"
	"strings"

	"cairn/gazetteer"
	"cairn/internal/interchange/xlsx"
)

// List is the list of names (录): a sheet with all of them, and one that counts them by
// class and county.
func (p *Product) List() xlsx.Book {
	return xlsx.Book{Sheets: []xlsx.Sheet{p.listSheet(), p.countSheet()}}
}

func (p *Product) header(names ...string) [][]xlsx.Cell {
	cells := make([]xlsx.Cell, len(names))
	for i, name := range names {
		cells[i].Value = p.text("col_" + name)
	}
	return [][]xlsx.Cell{cells}
}

func (p *Product) listSheet() xlsx.Sheet {
	sheet := xlsx.Sheet{Name: p.text("list_sheet"), Title: p.title("list"), Note: p.text("note", "day", p.day(), "count", len(p.Places)), Freeze: 2,
		Header: p.header("number", "name", "pinyin", "class_code", "class", "county", "township", "area_code", "place_code", "short", "alias", "former", "lon", "lat", "status")}
	for i, e := range p.Places {
		sheet.Rows = append(sheet.Rows, xlsx.Cells(i+1, e.Name, e.Pinyin, e.ClassCode, e.ClassName, nth(e.AreaPath, 1), nth(e.AreaPath, 2), e.AreaCode,
			e.PlaceCode, e.ShortName, strings.Join(e.AltNames, "、"), strings.Join(e.FormerNames, "、"), e.Lon, e.Lat, p.text("status_"+e.Status)))
	}
	return sheet
}

// nth is the name of an area in a path that begins with the prefecture.
func nth(path []string, n int) string {
	if n < len(path) {
		return path[n]
	}
	return ""
}

// countSheet has a row for each class and a column for each county.
func (p *Product) countSheet() xlsx.Sheet {
	type cell struct{ class, county string }
	counts, classes, counties := map[cell]int{}, map[string]string{}, map[string]string{}
	for _, e := range p.Places {
		county := countyOf(e)
		classes[e.ClassCode] = e.ClassName
		counties[county] = nth(e.AreaPath, 1)
		for _, c := range []cell{{e.ClassCode, county}, {e.ClassCode, ""}, {"", county}, {"", ""}} {
			counts[c]++
		}
	}
	columns := keysOf(counties)
	header := []xlsx.Cell{{Value: p.text("col_class_code")}, {Value: p.text("col_class")}}
	for _, code := range columns {
		header = append(header, xlsx.Cell{Value: cmp.Or(counties[code], p.text("above_counties"))})
	}
	header = append(header, xlsx.Cell{Value: p.text("total")})
	sheet := xlsx.Sheet{Name: p.text("count_sheet"), Title: p.title("counts"), Header: [][]xlsx.Cell{header}, Freeze: 2}
	row := func(class string, cells ...any) []xlsx.Cell {
		for _, county := range columns {
			cells = append(cells, counts[cell{class, county}])
		}
		return xlsx.Cells(append(cells, counts[cell{class, ""}])...)
	}
	for _, class := range keysOf(classes) {
		sheet.Rows = append(sheet.Rows, row(class, class, classes[class]))
	}
	sheet.Footer = [][]xlsx.Cell{row("", "", p.text("total"))}
	return sheet
}

// countyOf is the county code of an entry; "-" stands for entries above the counties.
func countyOf(e gazetteer.Place) string {
	if len(e.AreaCode) < 6 {
		return "-"
	}
	return e.AreaCode[:6]
}

func keysOf(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
