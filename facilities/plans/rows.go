package plans

import (
	"iter"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// totals are the words by which rows are sums or notes and no projects.
var totals = []string{"合计", "总计", "小计", "共计", "total", "sum"}

// rows are the projects of one row of a table: none for a total, several where it counts
// several or has one column a year. carried holds what merged cells said further up.
func (r references) rows(l layout, sheet string, row interchange.TableRow, carried map[string]string) (found []ReadRow, total bool) {
	if isTotal(row.Cells) {
		return nil, true
	}
	l.carry(row, carried)
	base := r.base(l, sheet, row, carried)
	if len(l.years) == 0 {
		if base.Name == "" && base.KindText == "" {
			return nil, true
		}
		base.setYear(carried["year"])
		return r.repeat(base, l.cell(row, "count")), false
	}
	for column, year := range l.inOrder() {
		if column >= len(row.Cells) {
			continue
		}
		if text := strings.TrimSpace(row.Cells[column]); planned(text) {
			found = append(found, r.ofYear(base, year, text)...)
		}
	}
	return found, false
}

// carry keeps what merged cells say: in CSV only the first of them has the text.
func (l layout) carry(row interchange.TableRow, carried map[string]string) {
	for _, field := range []string{"year", "county"} {
		if text := l.cell(row, field); text != "" {
			carried[field] = text
		}
	}
}

// inOrder walks the columns that are a year, from left to right.
func (l layout) inOrder() iter.Seq2[int, int] {
	return func(yield func(column, year int) bool) {
		for _, column := range slices.Sorted(maps.Keys(l.years)) {
			if !yield(column, l.years[column]) {
				return
			}
		}
	}
}

func isTotal(cells []string) bool {
	first := 0
	for _, c := range cells {
		text := normal(c)
		if text == "" {
			continue
		}
		for _, word := range totals {
			if strings.HasPrefix(text, word) || strings.HasSuffix(text, word) {
				return true
			}
		}
		if strings.HasPrefix(text, "注:") || strings.HasPrefix(text, "填表") || strings.HasPrefix(text, "备注:") {
			return true
		}
		if first++; first == 3 {
			return false
		}
	}
	return false
}

// base is a row without its year.
func (r references) base(l layout, sheet string, row interchange.TableRow, carried map[string]string) ReadRow {
	county, township := carried["county"], l.cell(row, "township")
	b := ReadRow{Sheet: sheet, Line: row.Line, AreaText: strings.TrimSpace(county + " " + township), KindText: l.cell(row, "kind")}
	b.Name, b.Note = l.cell(row, "name"), l.cell(row, "note")
	for _, f := range row.Faults {
		b.Faults = append(b.Faults, problem.Bad("line", f.Key, f.Params...))
	}
	b.AreaCode = r.place(&b, county, township)
	if b.KindText == "" {
		b.KindText = b.Name
	}
	if b.Kind = r.findKind(b.KindText); b.Kind == "" && b.Name != b.KindText {
		b.Kind = r.findKind(b.Name)
	}
	if n, ok := b.number("capacity", l.cell(row, "capacity")); ok {
		whole := int(math.Round(n))
		b.Capacity = &whole
	}
	b.Investment = b.money(l, row, "investment_yuan")
	b.Subsidy = b.money(l, row, "subsidy_yuan")
	return b
}

// place is the code of the area that a row names: its township, or its county where the
// township is none or not known.
func (r references) place(b *ReadRow, county, township string) string {
	in := r.plan.AreaCode
	if county != "" {
		if code := r.findArea(county, "county", in); code != "" {
			in = code
		} else if code := r.findArea(county, "township", in); code != "" && township == "" {
			return code
		} else {
			b.Faults = append(b.Faults, problem.Bad("area_code", "plans.unknown_area", "area", county))
			return ""
		}
	}
	if township != "" {
		if code := r.findArea(township, "township", in); code != "" {
			return code
		}
		if code := r.findArea(township, "county", in); code != "" && county == "" {
			return code
		}
		b.Faults = append(b.Faults, problem.Bad("area_code", "plans.unknown_area", "area", township))
	}
	if r.areas[in].Level == "" {
		if township == "" {
			b.Faults = append(b.Faults, problem.Bad("area_code", "problem.required"))
		}
		return ""
	}
	return in
}

var number = regexp.MustCompile(`-?\d+(\.\d+)?`)

// number reads the figure of a cell: 1,200 穴 is 1200. A cell without one says nothing.
func (b *ReadRow) number(field, text string) (float64, bool) {
	text = strings.NewReplacer(",", "", "，", "", " ", "").Replace(text)
	all := number.FindAllString(text, 2)
	if len(all) == 0 {
		return 0, false
	}
	n, err := strconv.ParseFloat(all[0], 64)
	if err != nil || n < 0 || n > maxYuan || len(all) > 1 {
		b.Faults = append(b.Faults, problem.Bad(field, "plans.no_number", "text", text))
		return 0, false
	}
	return n, true
}

// money is the figure of a cell in yuan; a heading or a cell with 万 means ten thousands.
func (b *ReadRow) money(l layout, row interchange.TableRow, field string) *int64 {
	text := l.cell(row, field)
	n, ok := b.number(field, text)
	if !ok {
		return nil
	}
	factor := l.yuan[field]
	if strings.Contains(text, "万") {
		factor = 10_000
	}
	yuan := int64(math.Round(n * float64(factor)))
	return &yuan
}

func (b *ReadRow) setYear(text string) {
	all := number.FindAllString(text, -1)
	if len(all) > 0 { // 2021—2022 is done at the end of the last
		b.Year, _ = strconv.Atoi(strings.TrimPrefix(all[len(all)-1], "-"))
	}
}

// planned reports whether a cell under a year says that there is a project.
func planned(text string) bool {
	switch normal(text) {
	case "", "0", "-", "—", "——", "/", "无", "否", "×":
		return false
	}
	return true
}

// ofYear are the projects that a cell under a year means: 1, √, 骨灰堂 2 座.
func (r references) ofYear(base ReadRow, year int, text string) []ReadRow {
	b := base
	b.Year, b.Faults = year, slices.Clone(base.Faults)
	if words := strings.Trim(number.ReplaceAllString(text, ""), " √✓个座处所,，"); words != "" && base.Kind == "" {
		b.KindText = words
		if b.Kind = r.findKind(words); b.Name == "" {
			b.Name = words
		}
	}
	return r.repeat(b, text)
}

// mostOfRow is how many projects a row can count.
const mostOfRow = 200

// repeat finishes a row: as many projects as it counts, each with an id and a name.
func (r references) repeat(b ReadRow, count string) []ReadRow {
	n := 1
	if text := number.FindString(count); text != "" {
		if c, err := strconv.Atoi(text); err == nil {
			n = c
		}
	}
	if n < 1 || n > mostOfRow {
		b.Faults = append(b.Faults, problem.Bad("count", "problem.out_of_range", "min", 1, "max", mostOfRow))
		n = 1
	}
	if b.Kind == "" {
		b.Faults = append(b.Faults, problem.Bad("kind", "plans.unknown_kind", "kind", b.KindText))
	}
	if b.Year < r.plan.YearFrom || b.Year > r.plan.YearTo {
		b.Faults = append(b.Faults, problem.Bad("year", "problem.out_of_range", "min", r.plan.YearFrom, "max", r.plan.YearTo))
	}
	if b.Name == "" {
		kind, _ := r.kinds.Kind(b.Kind)
		b.Name = r.areas[b.AreaCode].Name + kind.Name
	}
	all := make([]ReadRow, n)
	for i := range all {
		all[i] = b
		all[i].ID = uuid.Must(uuid.NewV7())
		if n > 1 {
			all[i].Name = b.Name + " " + strconv.Itoa(i+1)
			all[i].Investment, all[i].Subsidy = share(b.Investment, n), share(b.Subsidy, n)
			all[i].Capacity = nil
		}
	}
	return all
}

// share is a part of a sum that is for n.
func share(sum *int64, n int) *int64 {
	if sum == nil {
		return nil
	}
	part := *sum / int64(n)
	return &part
}
