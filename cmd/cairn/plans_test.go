package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn/data/sample"
	"cairn/internal/interchange/xlsx"
)

// samplePack writes the sample as a folder.
func samplePack(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "sample")
	if err := os.CopyFS(dir, sample.Pack()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// A plan table as an office wrote it, a workbook with two rows of header, goes in by the
// command line; rows with faults are listed and hold the file back; what was written comes
// out again and goes in unchanged.
func TestImportPlanTable(t *testing.T) {
	t.Parallel()
	c, dir := newCLI(t), samplePack(t)
	for _, name := range []string{"areas.geojson", "divisions.csv"} {
		if code, text := c.run(nil, "import", filepath.Join(dir, name)); code != exitDone {
			t.Fatalf("%s: exit %d, %s", name, code, text)
		}
	}
	cell := func(v any) xlsx.Cell { return xlsx.Cell{Value: v} }
	book := xlsx.Book{Sheets: []xlsx.Sheet{{Name: "附表", Title: "殡葬设施建设计划表（示意）", Header: [][]xlsx.Cell{
		{{Value: "年度", Down: 2}, {Value: "项目地点", Across: 2}, {Value: "项目名称", Down: 2}, {Value: "资金（万元）", Across: 2}},
		{cell("县（市）"), cell("乡镇"), cell("总投资"), cell("省级补助")}},
		Rows: [][]xlsx.Cell{
			{{Value: 2025, Down: 3}, cell("砚山"), cell(""), cell("骨灰堂"), cell(300), cell(50)},
			{cell("马关县"), cell(""), cell("骨灰堂"), cell(280.5), cell("")},
			{cell("无此县"), cell(""), cell("经营性公墓"), cell("若干"), cell("")},
			{{Value: "合计", Across: 4}, cell(580.5), cell(50)},
		}}}}
	path := filepath.Join(t.TempDir(), "计划表.xlsx")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := book.Write(out); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	var got importResult
	if code, _ := c.run(&got, "import", "--json", "--kind", "facility_plans", path); code != exitRejected || len(got.Errors) != 1 || got.Errors[0].Field != "county" || got.Errors[0].Row != 6 || got.Changed {
		t.Fatalf("exit %d: %+v", code, got)
	}
	if text, err := os.ReadFile(got.ErrorFiles[0]); err != nil || !strings.Contains(string(text), "殡葬设施建设计划表（示意）") || !strings.Contains(string(text), "无此县") {
		t.Errorf("%s: %v", text, err)
	}
	if code, _ := c.run(&got, "import", "--json", "--kind", "facility_plans", "--skip-bad", path); code != exitDone || got.Files[0].Added != 2 {
		t.Fatalf("exit %d: %+v", code, got)
	}
	if code, text := c.run(nil, "user", "add", "test", "--role", "planner", "--area", "5326"); code != exitDone {
		t.Fatal(text)
	}
	exported := filepath.Join(t.TempDir(), "facility_plans.csv")
	if code, text := c.run(nil, "export", "facility_plans", "--out", exported); code != exitDone {
		t.Fatal(text)
	}
	if code, _ := c.run(&got, "import", "--json", exported); code != exitDone || got.Files[0].Bad != 0 || got.Files[0].Added != 2 {
		t.Errorf("exit %d: %+v", code, got)
	}
	if _, text := c.run(nil, "export", "facility_plans", "--area", "532622"); !strings.Contains(text, "砚山县") || strings.Contains(text, "马关县") || !strings.Contains(text, "3000000") {
		t.Errorf("%s", text)
	}
}
