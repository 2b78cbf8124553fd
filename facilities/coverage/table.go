package coverage

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"golang.org/x/text/width"

	"cairn/facilities"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// words writes answers in a language.
type words struct{ problem.Lang }

// text is a message of coverage; params are alternating names and values.
func (w words) text(name string, params ...any) string {
	m := map[string]any{}
	for i := 0; i+1 < len(params); i += 2 {
		m[params[i].(string)] = params[i+1]
	}
	return problem.Text(w.Lang, "coverage."+name, m)
}

// figure is a number with its decimals, 无数据 for none.
func (w words) figure(x *float64, decimals int) string {
	if x == nil {
		return w.text("no_data")
	}
	return strconv.FormatFloat(*x, 'f', decimals, 64)
}

// kind is the name of what is counted.
func (w words) kind(a CoverageAnswer) string {
	if w.Lang == problem.English && a.KindNameEn != "" {
		return a.KindNameEn
	}
	return a.KindName
}

// headline is the figure in a line.
func (w words) headline(a CoverageAnswer) string {
	area := a.AreaName
	if area == "" {
		area = w.text("everywhere")
	}
	return w.text("headline", "name", w.kind(a), "area", area, "as_of", a.AsOf, "rule", RuleName(a.Rule, w.Lang),
		"numerator", a.Numerator, "denominator", a.Denominator, "counts", w.text("counts_"+a.Counts), "percent", w.figure(a.Percent, 1))
}

// basis is what a figure rests on, line by line.
func (w words) basis(a CoverageAnswer) []string {
	lines := []string{w.text("define_" + a.Rule)}
	if p := w.parameters(a); p != "" {
		lines = append(lines, p)
	}
	lines = append(lines, w.text("level_"+string(a.Level)))
	if !a.Subdistricts {
		lines = append(lines, w.text("without_subdistricts"))
	}
	if a.Planned {
		lines = append(lines, w.text("with_planned", "as_of", a.AsOf))
	}
	versions := w.text("versions", "data", a.DataVersion)
	if a.NetworkVersion != "" {
		versions += w.text("network_version", "network", a.NetworkVersion)
	}
	return append(lines, versions)
}

// parameters are those of the rule, in words.
func (w words) parameters(a CoverageAnswer) string {
	var all []string
	add := func(name string, value any, there bool) {
		if there {
			all = append(all, w.text("parameter_"+name, "value", value))
		}
	}
	p := a.Parameters
	add("metres", p.Metres, p.Metres > 0)
	add("minutes", p.Minutes, p.Minutes > 0)
	add("share", p.Share, p.Share > 0)
	if p.Reach != "" {
		all = append(all, w.text("reach_"+p.Reach))
	}
	return strings.Join(all, w.text("comma"))
}

// columns of the table of areas; the CSV has them all.
var columns = []string{"code", "county", "name", "covered", "state", "basis", "count", "shared", "numerator", "denominator", "percent",
	"served", "no_capacity", "out_of_reach", "nearest", "nearest_km", "nearest_minutes", "nearest_precision", "eligible", "eligible_km", "eligible_minutes", "eligible_precision"}

// row is an area in the columns.
func (w words) row(a CoveredArea) []string {
	count := func(n *int) string {
		if n == nil {
			return ""
		}
		return strconv.Itoa(*n)
	}
	cells := []string{a.Code, a.County, a.Name, w.text("is_" + strconv.FormatBool(a.Covered)), w.text("state_" + string(a.State)), w.basisOf(a),
		strconv.Itoa(a.Count), strconv.Itoa(a.Shared), count(a.Numerator), count(a.Denominator), plain(a.Percent, 1)}
	if t := a.Tally; t != nil {
		cells = append(cells, strconv.Itoa(t.Served), strconv.Itoa(t.NoCapacity), strconv.Itoa(t.OutOfReach))
	} else {
		cells = append(cells, "", "", "")
	}
	return append(append(cells, w.near(a.Nearest)...), w.near(a.Eligible)...)
}

func (w words) basisOf(a CoveredArea) string {
	if a.Basis == "" {
		return ""
	}
	return w.text("basis_" + a.Basis)
}

func plain(x *float64, decimals int) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', decimals, 64)
}

// near is a facility as name, kilometres, minutes and precision of its position.
func (w words) near(n *Near) []string {
	if n == nil {
		return []string{"", "", "", ""}
	}
	return []string{n.Name, strconv.FormatFloat(n.Km, 'f', 3, 64), plain(n.Minutes, 1), facilities.PrecisionName(n.Precision, w.Lang)}
}

// header names the columns.
func (w words) header(columns []string) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = w.text("column_" + c)
	}
	return names
}

// WriteCSV writes the table of areas for spreadsheets.
func (a CoverageAnswer) WriteCSV(out io.Writer, lang problem.Lang) error {
	w := words{lang}
	c, err := interchange.NewCSVWriter(out, true)
	if err != nil {
		return err
	}
	if err := c.Write(w.header(columns)...); err != nil {
		return err
	}
	for _, area := range a.Areas {
		if err := c.Write(w.row(area)...); err != nil {
			return err
		}
	}
	return c.Flush()
}

// WriteGeoJSON writes the areas, and the villages where they were asked for, as points at
// their seats with all figures. Outlines are left out: how exact they are shown depends on who
// reads; the codes join them.
func (a CoverageAnswer) WriteGeoJSON(out io.Writer) error {
	g := interchange.NewGeoJSONWriter(out)
	for _, area := range a.Areas {
		if err := g.Write(area.Code, seat(area.Lon, area.Lat), area); err != nil {
			return err
		}
	}
	for _, v := range a.Villages {
		if err := g.Write(v.Code, seat(v.Lon, v.Lat), v); err != nil {
			return err
		}
	}
	return g.Close()
}

func seat(lon, lat *float64) orb.Geometry {
	if lon == nil || lat == nil {
		return nil
	}
	return orb.Point{*lon, *lat}
}

// WriteText prints the answer for a terminal: the figure, its basis, and a line for each area.
func (a CoverageAnswer) WriteText(out io.Writer, lang problem.Lang) error {
	w, b := words{lang}, bufio.NewWriter(out)
	fmt.Fprintln(b, w.headline(a))
	for _, line := range w.basis(a) {
		fmt.Fprintln(b, line)
	}
	fmt.Fprintln(b)
	shown := []string{"code", "name", "state", "count", "nearest_km"}
	if a.Counts != "areas" {
		shown = []string{"code", "name", "state", "numerator", "denominator", "percent", "nearest_km"}
	}
	rows := [][]string{w.header(shown)}
	for _, area := range a.Areas {
		rows = append(rows, w.short(area, shown))
	}
	writeTable(b, rows)
	return b.Flush()
}

// short is an area in some of the columns, with words where there is nothing.
func (w words) short(a CoveredArea, shown []string) []string {
	cells, at := w.row(a), map[string]int{}
	for i, c := range columns {
		at[c] = i
	}
	row := make([]string, len(shown))
	for i, c := range shown {
		if row[i] = cells[at[c]]; row[i] == "" {
			row[i] = w.text("no_data")
		}
	}
	return row
}

// writeTable prints rows in columns; Han characters are two cells wide.
func writeTable(out io.Writer, rows [][]string) {
	widest := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, text := range row {
			widest[i] = max(widest[i], cells(text))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, text := range row {
			line.WriteString(text)
			line.WriteString(strings.Repeat(" ", widest[i]-cells(text)+2))
		}
		fmt.Fprintln(out, strings.TrimRight(line.String(), " "))
	}
}

// cells is the width of a text on a terminal.
func cells(text string) int {
	n := 0
	for _, r := range text {
		n++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}
