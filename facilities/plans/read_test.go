package plans

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/interchange"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

func csvFile(text string) Upload {
	return Upload{In: bytes.NewReader([]byte(text)), Size: int64(len(text)), Name: "项目表.csv"}
}

// said is what a reading says, a line for each row.
func said(r Reading) string {
	var b strings.Builder
	for _, row := range r.Rows {
		fmt.Fprintf(&b, "%d %d %s %s %s", row.Line, row.Year, row.AreaCode, row.Kind, row.Name)
		if row.Capacity != nil {
			fmt.Fprintf(&b, " c%d", *row.Capacity)
		}
		if row.Investment != nil {
			fmt.Fprintf(&b, " i%d", *row.Investment)
		}
		if row.Subsidy != nil {
			fmt.Fprintf(&b, " s%d", *row.Subsidy)
		}
		if row.FacilityID != nil {
			b.WriteString(" =" + row.Facility)
		}
		for _, f := range row.Faults {
			b.WriteString(" !" + f.Field)
		}
		b.WriteString("\n")
	}
	return b.String()
}

const listed = `文山州“十四五”殡葬设施建设项目表,,,,,,,
单位：万元,,,,,,,
序号,年度,县（市）,乡镇,项目名称,建设规模,总投资（万元）,省级补助（万元）
1,2022年,文山市,古木镇,乡镇公益性公墓,"1,200穴",80,30.5
2,,砚山,,骨灰堂建设项目,5000格位,200,
小计,,,,2个,,280,30.5
3,2023,文山,开化街道,节地生态安葬点,,不详,
4,2023,马关县,,骨灰堂,,,
5,2031,砚山县,江那镇,养老院,,,
合计,,,,5个,,,
注：以批复为准,,,,,,,
`

func TestReadLists(t *testing.T) {
	t.Parallel()
	s, p := newStore(t)
	site, err := s.sites.Create(ctx, planner, uuid.Nil, facilities.Draft{Kind: "columbarium", Name: "砚山县第一骨灰堂", AreaCode: "532622",
		Status: "planned", StatusFrom: ptr(day("2021-01-01")), TargetDate: ptr(day("2022-12-31"))})
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Read(ctx, planner.Actor, p.ID, csvFile(listed))
	if err != nil {
		t.Fatal(err)
	}
	want := `4 2022 532601102 township_cemetery 乡镇公益性公墓 c1200 i800000 s305000
5 2022 532622 columbarium 骨灰堂建设项目 c5000 i2000000 =` + site.Name + `
7 2023 532601001 eco_burial 节地生态安葬点
8 2023  columbarium 骨灰堂 !area_code
9 2031 532622101  养老院 !kind !year
`
	if got := said(r); got != want || r.Totals != 3 {
		t.Errorf("got\n%swant\n%s%d totals", got, want, r.Totals)
	}
	good := Projects{}
	for _, row := range r.Rows[:3] {
		good = append(good, row.Project)
	}
	if p, err = s.PutProjects(ctx, planner, p.ID, 1, good); err != nil || p.Projects != 3 {
		t.Errorf("%+v: %v", p, err)
	}
	if r, err = s.Read(ctx, planner.Actor, p.ID, csvFile(listed)); err != nil || r.Rows[1].FacilityID != nil {
		t.Errorf("a facility that is in the plan is not proposed again: %v", err)
	}
}

// A table with one column a year: what stands under it is how many, or what.
func TestReadYears(t *testing.T) {
	t.Parallel()
	s, p := newStore(t)
	text := "各县市骨灰堂建设计划\n县（市）,项目,2021年,2022年,2023年,2024,备注\n文山市,骨灰堂,1,,√,—,\n砚山县,乡级公益性公墓,,2座,,0,城区\n合计,,1,2,1,,\n"
	r, err := s.Read(ctx, planner.Actor, p.ID, csvFile(text))
	want := `3 2021 532601 columbarium 骨灰堂
3 2023 532601 columbarium 骨灰堂
4 2022 532622 township_cemetery 乡级公益性公墓 1
4 2022 532622 township_cemetery 乡级公益性公墓 2
`
	if got := said(r); err != nil || got != want || r.Totals != 1 {
		t.Errorf("got\n%swant\n%s: %v", got, want, err)
	}
}

// Workbooks: headings over several columns, years over several rows, other sheets.
func TestReadWorkbook(t *testing.T) {
	t.Parallel()
	s, p := newStore(t)
	c := func(v any) xlsx.Cell { return xlsx.Cell{Value: v} }
	book := xlsx.Book{Sheets: []xlsx.Sheet{
		{Name: "封面", Rows: [][]xlsx.Cell{{c("封面")}}},
		{Name: "项目", Title: "规划项目表", Header: [][]xlsx.Cell{
			{{Value: "年度", Down: 2}, {Value: "项目地点", Across: 2}, {Value: "设施类别", Down: 2}, {Value: "资金（万元）", Across: 2}},
			{c("县（市）"), c("乡镇"), c("总投资"), c("省级补助")},
		}, Rows: [][]xlsx.Cell{
			{{Value: 2022, Down: 2}, c("文山市"), c("古木镇"), c("敬老院"), c(12.5), c(3)},
			{c("砚山县"), c("江那"), c("骨灰堂"), c(100), c("")},
		}},
	}}
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
	r, err := s.Read(ctx, planner.Actor, p.ID, Upload{In: bytes.NewReader(file.Bytes()), Size: int64(file.Len()), Name: "项目表.xlsx"})
	want := "4 2022 532601102 rural_care_centre 古木镇农村敬老院 i125000 s30000\n5 2022 532622101 columbarium 江那镇骨灰堂 i1000000\n"
	if got := said(r); err != nil || got != want || len(r.Skipped) != 1 {
		t.Errorf("got\n%swant\n%s%v: %v", got, want, r.Skipped, err)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	s, p := newStore(t)
	for what, text := range map[string]string{"empty": "", "no table": "甲,乙,丙\n1,2,3\n", "without place": "年度,项目名称\n2022,骨灰堂\n"} {
		_, err := s.Read(ctx, planner.Actor, p.ID, csvFile(text))
		refused(t, what, err, problem.Invalid, "file")
	}
	_, err := s.Read(ctx, by(actor.Clerk, "5326").Actor, p.ID, csvFile(listed))
	refused(t, "a clerk", err, problem.Forbidden, "")
	_, err = s.Read(ctx, planner.Actor, uuid.New(), csvFile(listed))
	refused(t, "unknown", err, problem.NotFound, "")
}

func FuzzRead(f *testing.F) {
	f.Add(listed)
	f.Add("县（市）,项目,2021年,2022年\n文山市,骨灰堂,1,√\n")
	f.Add("年度,县,项目\n2022,文山,公墓 300座\n")
	ref := references{FacilityPlan{AreaCode: "5326", YearFrom: 2021, YearTo: 2025}, map[string]areaName{"532601": {"532601", "文山市", "county"}},
		facilities.Catalogue{Kinds: []facilities.Kind{{Code: "columbarium", Name: "骨灰堂"}}}}
	f.Fuzz(func(t *testing.T, text string) {
		tables, err := interchange.ReadTables(bytes.NewReader([]byte(text)), int64(len(text)), "f.csv", "", interchange.TableLimits{Rows: 200, Columns: 50, Field: 500})
		if err != nil {
			return
		}
		r, err := ref.read(tables)
		if err != nil {
			return
		}
		for _, row := range r.Rows {
			if row.ID == uuid.Nil || len(row.Faults) == 0 && (row.Kind == "" || row.AreaCode == "" || row.Year < 2021 || row.Year > 2025 || row.Name == "") {
				t.Errorf("%q gives %+v without a fault", text, row)
			}
		}
	})
}
