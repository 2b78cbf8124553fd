package plans

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"cairn/data/imports"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// Imports lists the kinds of file that this package takes in, after those of facilities:
// tables of projects as they were written, or as an export wrote them.
func Imports() []imports.Kind {
	return []imports.Kind{{Name: "facility_plans", Files: []string{"facility_plans"}, KeyField: "name", Key: projectKey, Read: readFile, Take: takeTables}}
}

// projectKey tells a row of a table from the others: by the export's own id, or else by what
// a person tells it by. A table with a column a year has the year in no cell.
func projectKey(r *imports.Row) string {
	if id := r.Text("project_id"); id != "" {
		return id
	}
	parts := []string{planKey(r)}
	for _, field := range []string{"year", "county", "township", "kind", "name"} {
		parts = append(parts, r.Text(field))
	}
	return strings.Join(parts, "/")
}

// maxFile is the largest file, in bytes.
const maxFile = 64 << 20

// readFile finds the tables of projects in a file. A row says what merged cells and the title
// above it say; sums of money stand in yuan or, with 万 behind them, in ten thousands.
func readFile(in io.Reader, opts interchange.Options) ([]*interchange.Row, error) {
	text, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxFile {
		return nil, problem.New(problem.TooLarge, "import.workbook_too_large", "rows", maxRows, "columns", maxColumns, "megabytes", maxFile>>20)
	}
	tables, err := interchange.ReadTables(bytes.NewReader(text), int64(len(text)), opts.Name, opts.Encoding, interchange.TableLimits{Rows: maxRows, Columns: maxColumns, Field: maxCell})
	if err != nil {
		return nil, err
	}
	var rows []*interchange.Row
	found := false
	for _, t := range tables {
		l, ok := findLayout(t, firstYear, lastYear)
		if !ok {
			continue
		}
		found = true
		title := titleOf(t, l, strings.TrimSuffix(path.Base(opts.Name), path.Ext(opts.Name)))
		carried := map[string]string{}
		for _, row := range t.Rows[l.body:] {
			if r := l.record(t.Name, title, row, carried); r != nil {
				r.File = opts.Name
				rows = append(rows, r)
			}
		}
	}
	if !found {
		return nil, problem.New(problem.Invalid, "plans.no_table", "file", opts.Name)
	}
	return rows, nil
}

// titleOf is the title above a header, or else what the sheet or the file is called.
func titleOf(t interchange.Table, l layout, name string) string {
	for _, row := range t.Rows[:l.body] {
		if !isTitle(row.Cells) {
			break
		}
		i := slices.IndexFunc(row.Cells, func(text string) bool { return strings.TrimSpace(text) != "" })
		if i >= 0 && !strings.HasPrefix(normal(row.Cells[i]), "单位") {
			return strings.TrimSpace(row.Cells[i])
		}
	}
	return cmp.Or(name, t.Name)
}

// heads are what the fields of a table are called in files that this package writes.
var heads = map[string]string{
	"plan": "规划名称", "plan_number": "规划文号", "plan_area": "规划范围", "plan_from": "规划开始年", "plan_to": "规划结束年", "version": "规划版本",
	"year": "年度", "county": "县（市）", "township": "乡镇（街道）", "kind": "类别", "name": "项目名称", "count": "数量", "capacity": "建设规模",
	"investment_yuan": "投资", "subsidy_yuan": "补助", "state": "进度", "facility": "对应设施", "note": "备注",
	"project_id": "项目标识", "facility_id": "设施标识",
}

// record is a row of a table by its fields, nil for a total, a note or nothing.
func (l layout) record(sheet, title string, row interchange.TableRow, carried map[string]string) *interchange.Row {
	if isTotal(row.Cells) || len(l.years) == 0 && l.cell(row, "name") == "" && l.cell(row, "kind") == "" {
		return nil
	}
	l.carry(row, carried)
	r := &interchange.Row{Number: row.Line, Line: row.Line}
	put := func(field, head, text string) {
		r.Columns, r.Header, r.Values = append(r.Columns, field), append(r.Header, head), append(r.Values, text)
	}
	if _, named := l.columns["plan"]; !named {
		put("plan", heads["plan"], title)
	}
	if sheet != "" {
		put("sheet", "工作表", sheet)
	}
	for _, h := range headings {
		if _, ok := l.columns[h.field]; ok && heads[h.field] != "" {
			put(h.field, heads[h.field], cmp.Or(carried[h.field], l.amount(row, h.field)))
		}
	}
	for column, year := range l.inOrder() {
		if column < len(row.Cells) {
			put(strconv.Itoa(year), fmt.Sprintf("%d年", year), strings.TrimSpace(row.Cells[column]))
		}
	}
	for _, f := range row.Faults {
		fault := problem.Bad("", f.Key, f.Params...)
		fault.File, fault.Row = "", row.Line
		r.Errors = append(r.Errors, fault)
	}
	return r
}

// amount is the text of a cell; sums under a heading in ten thousands say so themselves.
func (l layout) amount(row interchange.TableRow, field string) string {
	text := l.cell(row, field)
	if strings.HasSuffix(field, "_yuan") && l.yuan[field] > 1 && number.MatchString(text) && !strings.Contains(text, "万") {
		return text + "万"
	}
	return text
}

// layoutOfRow is where a row that was read by its fields has them.
func layoutOfRow(r *imports.Row) (layout, interchange.TableRow) {
	l := layout{columns: map[string]int{}, years: map[int]int{}, yuan: map[string]int64{"investment_yuan": 1, "subsidy_yuan": 1}}
	row := interchange.TableRow{}
	for _, h := range headings {
		if heads[h.field] != "" && r.Has(h.field) {
			l.columns[h.field] = len(row.Cells)
			row.Cells = append(row.Cells, r.Text(h.field))
		}
	}
	for year := firstYear; year <= lastYear; year++ {
		if field := strconv.Itoa(year); r.Has(field) {
			l.years[len(row.Cells)] = year
			row.Cells = append(row.Cells, r.Text(field))
		}
	}
	return l, row
}
