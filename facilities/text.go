package facilities

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"cairn/internal/problem"
)

// WriteText prints the answer as a table for a terminal: the figure, its basis, and a line
// for each area.
func (c Coverage) WriteText(w io.Writer, lang problem.Lang) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, c.headline(lang))
	fmt.Fprintln(out, c.basis(lang))
	fmt.Fprintln(out)
	writeTable(out, c.table(lang))
	return out.Flush()
}

func (c Coverage) headline(lang problem.Lang) string {
	return problem.Text(lang, "facilities.coverage_headline", map[string]any{"name": c.KindName, "area": c.AreaName,
		"as_of": c.AsOf, "numerator": c.Numerator, "denominator": c.Denominator, "percent": shown(c.Percent, 1, lang)})
}

func (c Coverage) basis(lang problem.Lang) string {
	text := problem.Text(lang, "facilities.coverage_basis", map[string]any{
		"level": problem.Text(lang, "facilities.level_"+string(c.Level), nil),
		"rule":  problem.Text(lang, "facilities.rule_"+c.Rule, nil), "version": c.DataVersion})
	if c.Planned {
		text += "\n" + problem.Text(lang, "facilities.coverage_planned", map[string]any{"as_of": c.AsOf})
	}
	return text
}

// table is the areas with a header, as text.
func (c Coverage) table(lang problem.Lang) [][]string {
	var head []string
	for _, column := range []string{"code", "name", "state", "count", "nearest"} {
		head = append(head, problem.Text(lang, "facilities.column_"+column, nil))
	}
	rows := [][]string{head}
	for _, a := range c.Areas {
		rows = append(rows, []string{a.Code, a.Name, problem.Text(lang, "facilities.state_"+string(a.State), nil),
			strconv.Itoa(a.Count), shown(a.NearestKm, 3, lang)})
	}
	return rows
}

// shown is a figure with its decimals, 无数据 for none.
func shown(x *float64, decimals int, lang problem.Lang) string {
	if x == nil {
		return problem.Text(lang, "facilities.no_data", nil)
	}
	return strconv.FormatFloat(*x, 'f', decimals, 64)
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
