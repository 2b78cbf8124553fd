package plans

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/imports"
	"cairn/facilities"
	"cairn/facilities/facilitytest"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// importer is a store over the small world without any plan.
func importer(t *testing.T) *Store {
	t.Helper()
	s, p := newStore(t)
	if err := s.Retire(ctx, planner, p.ID, p.Version); err != nil {
		t.Fatal(err)
	}
	return s
}

// take imports a file: added/changed/same/kept/bad, and what is wrong or to look at, a line each.
func take(t *testing.T, db *data.DB, name, text string, skip bool) string {
	t.Helper()
	table, err := imports.Read(imports.Source{Files: fstest.MapFS{name: {Data: []byte(text)}}, Name: name, Kind: Imports()[0]}, interchange.Options{})
	if err != nil {
		return err.Error()
	}
	report, err := imports.Import(ctx, db, []imports.Table{table}, imports.Options{Change: datatest.Change(), SkipBad: skip})
	if err != nil && !problem.Is(err, problem.Invalid) {
		t.Fatal(err)
	}
	f := report.Files[0]
	var b strings.Builder
	fmt.Fprintf(&b, "%d/%d/%d/%d/%d\n", f.Added, f.Changed, f.Same, f.Kept, f.Bad)
	for _, e := range f.Errors {
		fmt.Fprintf(&b, "%d %s %s\n", e.Row, e.Field, e.Text(problem.Chinese))
	}
	for _, w := range f.Warnings {
		fmt.Fprintf(&b, "~%d %s\n", w.Row, w.Text(problem.Chinese))
	}
	return b.String()
}

// plan is the only plan on record and its projects, a line each.
func plan(t *testing.T, s *Store) (FacilityPlan, string) {
	t.Helper()
	all, err := s.List(ctx, "", uuid.Nil, 10)
	if err != nil || len(all) != 1 {
		t.Fatalf("%+v: %v", all, err)
	}
	found, err := s.Projects(ctx, all[0].ID, facilities.Day{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range found {
		fmt.Fprintf(&b, "%d %s %s %s %s %v\n", p.Year, p.AreaCode, p.Kind, p.Name, textOf(orNone(p.Investment)), p.Facility != "")
	}
	return all[0], b.String()
}

// A table as people write it: title, unit, merged cells, names cut short, totals, notes, and
// rows with every kind of fault. Nothing goes in while a row is bad; the good ones do when
// asked to; the list of errors, mended, goes in after.
func TestImportAwkward(t *testing.T) {
	t.Parallel()
	s := importer(t)
	const verdict = "3/0/0/0/2\n8 county 找不到唯一对应的区划：马关县\n9 kind 找不到唯一对应的设施类别：养老院\n"
	text := strings.Replace(listed, "5,2031,砚山县,江那镇,养老院", "5,2024,砚山县,江那镇,养老院", 1)
	if got := take(t, s.db, "项目表.csv", text, false); got != strings.Replace(verdict, "9 kind", "9 name", 1) {
		t.Errorf("got %s", got)
	}
	if all, err := s.List(ctx, "", uuid.Nil, 10); err != nil || len(all) != 0 {
		t.Fatalf("a file with bad rows left %+v: %v", all, err)
	}
	if got := take(t, s.db, "项目表.csv", text, true); !strings.HasPrefix(got, "3/0/0/0/2\n") {
		t.Errorf("got %s", got)
	}
	p, got := plan(t, s)
	want := "2022 532601102 township_cemetery 乡镇公益性公墓 800000 true\n2022 532622 columbarium 骨灰堂建设项目 2000000 true\n2023 532601001 eco_burial 节地生态安葬点  true\n"
	if p.Title != "文山州“十四五”殡葬设施建设项目表" || p.AreaCode != "5326" || p.YearFrom != 2022 || p.YearTo != 2023 || got != want {
		t.Errorf("%+v\n%s", p, got)
	}
	table, err := imports.Read(imports.Source{Files: fstest.MapFS{"a.csv": {Data: []byte(text)}}, Name: "a.csv", Kind: Imports()[0]}, interchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range table.Rows[3:] {
		r.Bad("name", "problem.required")
	}
	var list bytes.Buffer
	if err := imports.WriteErrors(&list, table, problem.Chinese); err != nil {
		t.Fatal(err)
	}
	mended := strings.NewReplacer("马关县", "文山市", "养老院", "敬老院", ",2024,", ",2023,").Replace(list.String())
	if got := take(t, s.db, "errors.csv", mended, false); !strings.HasPrefix(got, "2/0/0/0/0\n~2 规划中另有 3 个项目") {
		t.Errorf("mended: %s from %s", got, mended)
	}
	if p, _ = plan(t, s); p.Projects != 5 {
		t.Errorf("%+v", p)
	}
}

// The same file again changes nothing; a changed row changes its project, one that somebody
// has edited since stays as it was edited.
func TestImportAgain(t *testing.T) {
	t.Parallel()
	s := importer(t)
	const file = "县（市）,项目,投资（万元）,2021年,2022年,2023年\n文山市,骨灰堂,80,1,,√\n砚山县,乡级公益性公墓,,,2座,\n合计,,80,1,2,1\n"
	if got := take(t, s.db, "二〇二一计划.csv", file, false); got != "2/0/0/0/0\n" {
		t.Fatal(got)
	}
	if got := take(t, s.db, "二〇二一计划.csv", file, false); got != "0/0/2/0/0\n" {
		t.Error(got)
	}
	changed := strings.Replace(file, "2座,\n", ",1\n", 1) // one of two, a year later
	if got := take(t, s.db, "二〇二一计划.csv", changed, false); got != "0/1/1/0/0\n" {
		t.Error(got)
	}
	p, got := plan(t, s)
	if want := "2021 532601 columbarium 骨灰堂 800000 true\n2023 532601 columbarium 骨灰堂 800000 true\n2023 532622 township_cemetery 乡级公益性公墓  false\n"; got != want || p.Title != "二〇二一计划" {
		t.Errorf("%+v\n%s", p, got)
	}
	all, err := s.Projects(ctx, p.ID, facilities.Day{})
	if err != nil {
		t.Fatal(err)
	}
	table := Projects{}
	for _, one := range all {
		one.Name += "（一期）"
		table = append(table, one.Project)
	}
	if _, err := s.PutProjects(ctx, planner, p.ID, p.Version, table); err != nil {
		t.Fatal(err)
	}
	if got := take(t, s.db, "二〇二一计划.csv", strings.Replace(changed, "80,1", "90,1", 1), false); got != "0/0/1/1/0\n" {
		t.Error(got)
	}
}

// What an export wrote goes in again, edited, as long as the plan is as it was.
func TestExportAndImport(t *testing.T) {
	t.Parallel()
	s, p := newStore(t)
	p, err := s.PutProjects(ctx, planner, p.ID, 1, Projects{project(2022, "532601102", "township_cemetery", "古木镇公墓"), project(2025, "532622", "columbarium", "砚山县骨灰堂")})
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	e, err := s.Export(ctx, "532601", facilities.Day{})
	if err != nil || len(e.rows) != 1 {
		t.Fatalf("%+v: %v", e, err)
	}
	if e, err = s.Export(ctx, "", facilities.Day{}); err != nil {
		t.Fatal(err)
	}
	if err := e.WriteCSV(&file, problem.Chinese); err != nil {
		t.Fatal(err)
	}
	if got := take(t, s.db, "x.csv", strings.Replace(file.String(), ",2025,砚山县", ",2024,砚山县", 1), false); got != "2/0/0/0/0\n" {
		t.Errorf("%s from %s", got, file.String())
	}
	if _, got := plan(t, s); got != "2022 532601102 township_cemetery 古木镇公墓  true\n2024 532622 columbarium 砚山县骨灰堂  true\n" {
		t.Error(got)
	}
	if got := take(t, s.db, "x.csv", strings.Replace(file.String(), ",2025,砚山县", ",2023,砚山县", 1), false); got != "0/0/1/1/0\n" {
		t.Errorf("an old export: %s", got)
	}
	other := strings.NewReplacer(p.Title, "另一规划", p.Number, "另一文号").Replace(file.String())
	if got := take(t, s.db, "x.csv", other, false); !strings.HasPrefix(got, "0/0/0/0/2\n") || !strings.Contains(got, "属于另一规划") {
		t.Errorf("another plan: %s", got)
	}
	if got := take(t, facilitytest.Small(t), "x.csv", "甲,乙\n1,2\n", false); !strings.Contains(got, "no table of projects") {
		t.Error(got)
	}
	var book bytes.Buffer
	if err := e.Workbook(problem.Chinese).Write(&book); err != nil {
		t.Fatal(err)
	}
	if got := take(t, s.db, "x.xlsx", book.String(), false); got != "0/0/0/2/0\n" {
		t.Errorf("a workbook of an older version: %s", got)
	}
}
