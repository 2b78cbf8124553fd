package monthly_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/facilities"
	"cairn/facilities/facilitytest"
	"cairn/facilities/monthly"
	"cairn/internal/actor"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// The table lists who has not confirmed, over months, and adds up counties.
func TestSheet(t *testing.T) {
	k := newKit(t)
	k.send(clerk, report("2021-12"))
	late := k.changed("2022-02")
	late.ErrorNote = "有误"
	k.send(clerk, late)
	gu := report("2022-01")
	gu.AreaCode = gumu
	k.send(by(actor.Planner, "5326"), gu)
	s, err := k.store.Sheet(k.ctx, by(actor.Viewer, "5326").Actor, monthly.SheetFilter{})
	if err != nil || s.Month != month("2022-02") || len(s.Rows) != 3 || len(s.Counties) != 2 || s.Deadline.String() != "2022-03-05" {
		t.Fatalf("%+v: %v", s, err)
	}
	kai, gum, jiang := s.Rows[0], s.Rows[1], s.Rows[2]
	if kai.State != monthly.Confirmed || !kai.Late || kai.Overdue || !*kai.Changed || *kai.PlotsLeft != 58 || *kai.Beds != 20 || *kai.Residents != 17 || *kai.Nursing != 12 ||
		*kai.Burials != 2 || kai.NichesLeft != nil || kai.County != "文山市" || !kai.ErrorOpen || !slices.Equal(kai.Arrears, []monthly.Month{month("2022-01")}) {
		t.Errorf("%+v", kai)
	}
	if gum.State != monthly.Missing || !gum.Overdue || gum.Burials != nil || !slices.Equal(gum.Arrears, []monthly.Month{month("2021-12"), month("2022-02")}) {
		t.Errorf("%+v", gum)
	}
	if len(jiang.Arrears) != 3 {
		t.Errorf("%+v", jiang)
	}
	if c := s.Counties[0]; c.Townships != 2 || c.Confirmed != 1 || c.Missing != 1 || c.Overdue != 1 || c.Arrears != 3 || *c.Burials != 2 || c.Changed != 1 {
		t.Errorf("%+v", c)
	}
	if s.Total.Townships != 3 || *s.Total.EcoBurials != 1 || s.Counties[1].Burials != nil {
		t.Errorf("%+v", s.Total)
	}
	for name, tc := range map[string]struct {
		f    monthly.SheetFilter
		want int
	}{
		"missing":   {monthly.SheetFilter{State: monthly.Missing}, 2},
		"behind":    {monthly.SheetFilter{Overdue: true}, 3},
		"changed":   {monthly.SheetFilter{Changed: ptr(true)}, 1},
		"unchanged": {monthly.SheetFilter{Changed: ptr(false)}, 0},
		"errors":    {monthly.SheetFilter{Errors: true}, 1},
		"a county":  {monthly.SheetFilter{Area: "532622"}, 1},
		"township":  {monthly.SheetFilter{Area: gumu}, 1},
		"now":       {monthly.SheetFilter{Month: month("2022-03"), Overdue: true}, 3},
	} {
		s, err := k.store.Sheet(k.ctx, by(actor.Planner, "5326").Actor, tc.f)
		if err != nil || len(s.Rows) != tc.want {
			t.Errorf("%s: %d rows: %v", name, len(s.Rows), err)
		}
	}
	if own, err := k.store.Sheet(k.ctx, clerk.Actor, monthly.SheetFilter{}); err != nil || len(own.Rows) != 1 {
		t.Errorf("the clerk sees %d townships: %v", len(own.Rows), err)
	}
	_, err = k.store.Sheet(k.ctx, by(actor.Planner, "532601").Actor, monthly.SheetFilter{Area: "532622"})
	k.refused("another county", err, problem.Forbidden, "")
	_, err = k.store.Sheet(k.ctx, by(actor.Planner, "5326").Actor, monthly.SheetFilter{Month: month("2022-04")})
	k.refused("a month to come", err, problem.BadParameter, "month")
}

// Deadline and first month are set for the whole prefecture; arrears follow.
func TestSettings(t *testing.T) {
	k := newKit(t)
	admin := by(actor.Admin, "5326")
	k.send(clerk, report("2021-06"))
	since := month("2022-01")
	set, err := k.store.SetSettings(k.ctx, admin, 1, monthly.MonthlySettings{Day: 12, Since: &since})
	if err != nil || set.Version != 2 {
		t.Fatal(set, err)
	}
	s, err := k.store.Sheet(k.ctx, admin.Actor, monthly.SheetFilter{})
	if err != nil || s.Deadline.String() != "2022-03-12" || s.Rows[0].Overdue || !slices.Equal(s.Rows[0].Arrears, []monthly.Month{since}) {
		t.Errorf("%+v: %v", s, err)
	}
	_, err = k.store.SetSettings(k.ctx, admin, 1, monthly.MonthlySettings{Day: 5})
	k.refused("an old version", err, problem.Stale, "")
	_, err = k.store.SetSettings(k.ctx, admin, 2, monthly.MonthlySettings{Day: 32})
	k.refused("the 32nd", err, problem.Invalid, "day")
	_, err = k.store.SetSettings(k.ctx, by(actor.Admin, "532601"), 2, monthly.MonthlySettings{Day: 5})
	k.refused("a county's admin", err, problem.Forbidden, "")
}

// What stands in no township is in no report: it is listed for its county, and in no total.
func TestCountySites(t *testing.T) {
	k := newKit(t)
	from := facilitytest.Day("2015-01-01")
	sites := facilities.NewStore(k.db, nowhere{})
	for _, d := range []facilities.Draft{
		{Kind: "funeral_parlour", Name: "文山殡仪馆", AreaCode: "532601", Status: "in_use", StatusFrom: &from},
		{Kind: "county_cemetery", Name: "文山公墓", AreaCode: "532601", Status: "in_use", StatusFrom: &from, Capacity: ptr(500), Used: ptr(100)},
		{Kind: "columbarium", Name: "砚山骨灰堂", AreaCode: "532622", Status: "in_use", StatusFrom: &from},
		{Kind: "columbarium", Name: "文山骨灰堂", AreaCode: "532601", Status: "planned", StatusFrom: &from},
	} {
		if _, err := sites.Create(k.ctx, by(actor.Planner, "5326"), uuid.Nil, d); err != nil {
			t.Fatal(err)
		}
	}
	k.send(clerk, report("2022-02"))
	for area, want := range map[string][]string{"5326": {"文山殡仪馆 none", "文山公墓 plots", "砚山骨灰堂 niches"}, "532601": {"文山殡仪馆 none", "文山公墓 plots"}, kaihua: nil} {
		s, err := k.store.Sheet(k.ctx, by(actor.Viewer, "5326").Actor, monthly.SheetFilter{Area: area})
		var got []string
		for _, one := range s.Sites {
			got = append(got, one.Name+" "+one.Measure)
		}
		if err != nil || !slices.Equal(got, want) || *s.Total.PlotsLeft != 60 {
			t.Errorf("%s: %v, left %d: %v", area, got, *s.Total.PlotsLeft, err)
		}
		for _, lang := range []problem.Lang{problem.Chinese, problem.English} {
			book := s.Workbook("李四", now, lang)
			if n := len(book.Sheets); n != 3+min(len(want), 1) {
				t.Errorf("%s: a workbook of %d sheets", area, n)
			}
			if len(want) > 0 && (len(book.Sheets[2].Rows) != len(want) || book.Sheets[2].Rows[1][7].Value != 400 ||
				book.Sheets[2].Rows[1][9].Value != problem.Text(lang, "facilities.precision_township", nil)) {
				t.Errorf("%s: %+v", area, book.Sheets[2].Rows)
			}
		}
	}
}

// The workbook lists the facilities: as reported by who has confirmed, by the record of the others.
func TestFacilityRows(t *testing.T) {
	k := newKit(t)
	from := facilitytest.Day("2015-01-01")
	d := facilities.Draft{Kind: "township_cemetery", Name: "古木公墓", AreaCode: gumu, Status: "in_use", StatusFrom: &from, Capacity: ptr(50), Used: ptr(5)}
	if _, err := facilities.NewStore(k.db, nowhere{}).Create(k.ctx, by(actor.Planner, "5326"), uuid.Nil, d); err != nil {
		t.Fatal(err)
	}
	k.send(clerk, k.changed("2022-02"))
	for _, tc := range []struct {
		filter monthly.SheetFilter
		want   []string
	}{
		{monthly.SheetFilter{Facilities: true}, []string{
			"文山州乡镇月报设施明细（2022-02）|",
			"序号|县（市）|乡镇（街道）|村（社区）|设施|类别|定位精度|计量|总数|总数|已用（入住）|已用（入住）|剩余|有无变化|确认情况|",
			"|计量|上月末|本月|上月末|本月|剩余|",
			"1|文山市|开化街道||开化公墓|乡级公益性公墓|定位到乡镇|墓穴|100|100|40|42|58|有变化|已确认 迟报|",
			"开化养老院|养老机构|定位到乡镇|床位|20|20|18|17|3|有变化|已确认 迟报|",
			"开化养老院|养老机构|定位到乡镇|护理型床位|12|12|无数据|无数据|无数据|无变化|已确认 迟报|",
			"居家养老中心|居家养老服务中心|定位到乡镇|在用||||||无变化|已确认 迟报|",
			"5|文山市|古木镇||古木公墓|乡级公益性公墓|定位到乡镇|墓穴|50|50|5|5|45||未确认 逾期|",
			"合计：设施 4 处，有变化 2 处；其中已确认 3 处|",
		}},
		{monthly.SheetFilter{Facilities: true, State: monthly.Missing}, []string{
			"\n1|文山市|古木镇||古木公墓|", "合计：设施 1 处，有变化 0 处；其中已确认 0 处|",
		}},
	} {
		s, err := k.store.Sheet(k.ctx, by(actor.Viewer, "5326").Actor, tc.filter)
		if err != nil {
			t.Fatal(err)
		}
		table := readBack(t, s.Workbook("李四", now, problem.Chinese), "设施明细")
		for _, line := range tc.want {
			if !strings.Contains(table, line) {
				t.Errorf("no line %s in\n%s", line, table)
			}
		}
	}
}

// readBack writes a workbook and gives a sheet of it as text, a line a row, cells parted by |.
func readBack(t *testing.T, book xlsx.Book, name string) string {
	t.Helper()
	var file, text strings.Builder
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
	tables, err := xlsx.ReadTables(strings.NewReader(file.String()), int64(file.Len()), xlsx.ReadLimits{Rows: 100, Columns: 100, Bytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		for _, row := range table.Rows {
			if table.Name == name {
				text.WriteString(strings.Join(row.Cells, "|") + "|\n")
			}
		}
	}
	return text.String()
}
