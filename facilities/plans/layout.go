package plans

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"cairn/internal/interchange"
)

// The columns of a table of projects, by the words that their headings hold; of several
// fields the first one that fits takes a column.
var headings = []struct {
	field string
	words []string
}{
	{"plan", []string{"规划名称", "规划文件", "plantitle"}},
	{"plan_number", []string{"规划文号", "plannumber"}},
	{"plan_area", []string{"规划范围", "planarea"}},
	{"plan_from", []string{"规划开始", "planfrom"}},
	{"plan_to", []string{"规划结束", "planto"}},
	{"project_id", []string{"项目标识", "projectid"}},
	{"facility_id", []string{"设施标识", "facilityid"}},
	{"facility", []string{"对应设施", "facilityonrecord"}},
	{"state", []string{"进度", "progress"}},
	{"version", []string{"规划版本", "planversion"}},
	{"total_row", []string{"序号", "编号"}},
	{"year", []string{"年度", "年份", "建设年限", "实施年", "完成时间", "year"}},
	{"county", []string{"县市", "县(市", "县区", "所属县", "县名", "县级", "county"}},
	{"township", []string{"乡镇", "街道", "乡(镇", "地点", "township"}},
	{"subsidy_yuan", []string{"补助", "补贴", "专项资金", "福彩", "上级资金", "省级", "subsid"}},
	{"investment_yuan", []string{"投资", "资金", "概算", "invest"}},
	{"capacity", []string{"规模", "容量", "墓穴", "格位", "床位", "穴位", "capacity"}},
	{"count", []string{"数量", "个数", "座数", "count", "number"}},
	{"kind", []string{"类别", "类型", "设施种类", "kind", "type"}},
	{"name", []string{"项目名称", "项目", "名称", "建设内容", "name", "project"}},
	{"note", []string{"备注", "说明", "note", "remark"}},
}

// layout says where the fields of a table stand.
type layout struct {
	columns  map[string]int // by field
	years    map[int]int    // columns that are a year, of a table with one column a year
	yuan     map[string]int64
	headings []string
	body     int // first row after the header
}

var yearPattern = regexp.MustCompile(`^(19|20|21)\d\d年?(度)?$`)

// findLayout looks for the header in the first rows, of one row or two: the one that names
// the most of what a project needs.
func findLayout(t interchange.Table, from, to int) (best layout, found bool) {
	for i := range min(len(t.Rows), headerRows) {
		if isTitle(t.Rows[i].Cells) {
			continue
		}
		for _, depth := range []int{1, 2} {
			if depth == 2 && (i+1 >= len(t.Rows) || !headerLike(t.Rows[i+1].Cells)) {
				continue
			}
			l := layoutOf(t.Rows[i:i+depth], from, to)
			l.body = i + depth
			if l.enough() && (!found || l.size() > best.size()) {
				best, found = l, true
			}
		}
	}
	return best, found
}

func (l layout) size() int { return len(l.columns) + len(l.years) }

// isTitle reports whether a row has one text only, perhaps over all columns.
func isTitle(cells []string) bool {
	only := ""
	for _, c := range cells {
		switch {
		case c == "" || c == only:
		case only != "":
			return false
		default:
			only = c
		}
	}
	return true
}

// headerRows is how far down a header may begin.
const headerRows = 12

// headerLike reports whether a second row goes on with the header: no figures but years.
func headerLike(cells []string) bool {
	for _, c := range cells {
		text := normal(c)
		if _, err := strconv.ParseFloat(text, 64); err == nil && !yearPattern.MatchString(text) {
			return false
		}
	}
	return slices.ContainsFunc(cells, func(c string) bool { return yearPattern.MatchString(normal(c)) || fieldOf(normal(c)) != "" })
}

// layoutOf reads a header of one row or two: a merged heading stands over each of its columns.
func layoutOf(rows []interchange.TableRow, from, to int) layout {
	l := layout{columns: map[string]int{}, years: map[int]int{}, yuan: map[string]int64{}}
	width := 0
	for _, r := range rows {
		width = max(width, len(r.Cells))
	}
	for column := range width {
		var parts []string
		for _, r := range rows {
			if column < len(r.Cells) && !slices.Contains(parts, r.Cells[column]) {
				parts = append(parts, r.Cells[column])
			}
		}
		l.heading(column, parts, from, to)
	}
	return l
}

func (l *layout) heading(column int, parts []string, from, to int) {
	whole := normal(strings.Join(parts, ""))
	if whole == "" {
		return
	}
	l.headings = append(l.headings, strings.TrimSpace(strings.Join(parts, " ")))
	for _, part := range parts {
		if text := normal(part); yearPattern.MatchString(text) {
			if year, _ := strconv.Atoi(text[:4]); year >= from && year <= to {
				l.years[column] = year
			}
			return
		}
	}
	for i := len(parts) - 1; i >= 0; i-- { // the lower heading says more than the one over it
		field := fieldOf(normal(parts[i]))
		if _, taken := l.columns[field]; field == "" || taken {
			continue
		}
		l.columns[field] = column
		l.yuan[field] = 1
		if strings.Contains(whole, "万") {
			l.yuan[field] = 10_000
		}
		return
	}
}

func fieldOf(text string) string {
	for _, h := range headings {
		for _, word := range h.words {
			if strings.Contains(text, word) {
				return h.field
			}
		}
	}
	return ""
}

// enough reports whether the header names what a project needs.
func (l layout) enough() bool {
	has := func(field string) bool { _, ok := l.columns[field]; return ok }
	place := has("county") || has("township")
	what := has("name") || has("kind")
	return place && what && has("year") || place && len(l.years) >= 2 || what && has("year") && len(l.columns) >= 3
}

func (l layout) cell(row interchange.TableRow, field string) string {
	column, ok := l.columns[field]
	if !ok || column >= len(row.Cells) {
		return ""
	}
	return strings.TrimSpace(row.Cells[column])
}
