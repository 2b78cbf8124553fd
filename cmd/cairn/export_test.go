package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn/data/sample"
	"cairn/internal/interchange/xlsx"
)

// exportCLI holds the areas of the sample, its facilities of its first county and one that is
// known by its township only; the account "test" reads.
func exportCLI(t *testing.T) cli {
	t.Helper()
	c, pack := newCLI(t), sample.Pack()
	for _, name := range []string{"areas.geojson", "divisions.csv"} {
		if code, text := c.run(nil, "import", unpack(t, c.dir, pack, name)); code != exitDone {
			t.Fatalf("%s: exit %d: %s", name, code, text)
		}
	}
	file := unpack(t, c.dir, pack, "facilities.csv")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for i, row := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if i == 0 || strings.Contains(row, ",532601") {
			kept = append(kept, row)
		}
	}
	if err := os.WriteFile(file, []byte(strings.Join(kept, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	coarse := filepath.Join(c.dir, "coarse.csv")
	if err := os.WriteFile(coarse, []byte("编号,类别,名称,区划代码,状态\nK-1,care_home,只到乡镇的敬老院,532601001,在用\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"import", file}, {"import", "--kind", "facilities", coarse}, {"user", "add", "test", "--role", "viewer", "--area", "532601"}} {
		if code, text := c.run(nil, args...); code != exitDone {
			t.Fatalf("%v: exit %d: %s", args, code, text)
		}
	}
	return c
}

// unpack writes a file of a pack into a folder and gives its path.
func unpack(t *testing.T, dir string, pack fs.FS, name string) string {
	t.Helper()
	text, err := fs.ReadFile(pack, name)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Every format says how well each facility is located, and comes back without changing anything.
func TestExportFacilities(t *testing.T) {
	t.Parallel()
	c := exportCLI(t)
	for format, located := range map[string]func(*testing.T, []byte) []string{"csv": locatedCSV, "xlsx": locatedXLSX, "geojson": locatedGeoJSON} {
		out := filepath.Join(c.dir, "out."+format)
		var made struct {
			File, Format string
			Bytes        int
		}
		if code, _ := c.run(&made, "export", "facilities", "--json", "--out", out); code != exitDone || made.Format != format || made.File != out {
			t.Fatalf("%s: exit %d, %+v", format, code, made)
		}
		text, err := os.ReadFile(out)
		if err != nil || len(text) != made.Bytes {
			t.Fatalf("%s: %d bytes, %+v, %v", format, len(text), made, err)
		}
		count := map[string]int{}
		for _, one := range located(t, text) {
			count[one]++
		}
		if count["surveyed"] < 20 || count["township"] != 1 || len(count) != 2 {
			t.Errorf("%s: located %v", format, count)
		}
		if code, text := c.run(nil, "import", "--kind", "facilities", out); code != exitDone || !strings.Contains(text, "Nothing has changed") {
			t.Errorf("%s comes back: exit %d: %s", format, code, text)
		}
	}
	code, text := c.run(nil, "export", "facilities", "--kind", "care", "--area", "532601001", "--as-of", "2023-12-31")
	if rows := strings.Split(strings.TrimSpace(text), "\n"); code != exitDone || !strings.Contains(text, "只到乡镇的敬老院") || len(rows) > 10 {
		t.Errorf("some, to standard output: exit %d: %s", code, text)
	}
}

// codeOf gives the code of a precision in either language.
func codeOf(word string) string {
	switch word {
	case "实测", "Surveyed":
		return "surveyed"
	case "定位到乡镇", "To the township":
		return "township"
	}
	return word
}

func locatedCSV(t *testing.T, text []byte) (all []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.csv")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(text), "\n")
	column := -1
	for i, name := range strings.Split(strings.TrimSpace(head), ",") {
		if name == "位置精度" || name == "Precision" {
			column = i
		}
	}
	if column < 0 || rest == "" {
		t.Fatalf("no column for the precision: %s", head)
	}
	for _, row := range readCSV(t, path) {
		all = append(all, codeOf(row[column]))
	}
	return all
}

func locatedXLSX(t *testing.T, text []byte) (all []string) {
	t.Helper()
	sheets, err := xlsx.ReadTables(bytes.NewReader(text), int64(len(text)), xlsx.ReadLimits{Rows: 10000, Columns: 100, Bytes: 1 << 24})
	if err != nil {
		t.Fatal(err)
	}
	column := -1
	for _, row := range sheets[0].Rows {
		for i, cell := range row.Cells {
			if cell == "位置精度" || cell == "Precision" {
				column = i
			}
		}
		if column >= 0 && len(row.Cells) > column && row.Cells[column] != "位置精度" && row.Cells[column] != "Precision" {
			all = append(all, codeOf(row.Cells[column]))
		}
	}
	return all
}

func locatedGeoJSON(t *testing.T, text []byte) (all []string) {
	t.Helper()
	var c struct {
		Features []struct {
			Geometry   any
			Properties struct{ Precision string }
		}
	}
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	for _, f := range c.Features {
		if (f.Geometry == nil) != (f.Properties.Precision == "township") {
			t.Errorf("%+v", f)
		}
		all = append(all, f.Properties.Precision)
	}
	return all
}

// What cannot be exported is told, and an older file stays as it was.
func TestExportRefusals(t *testing.T) {
	t.Parallel()
	c := newCLI(t)
	if code, text := c.run(nil, "user", "add", "test"); code != exitDone {
		t.Fatalf("exit %d: %s", code, text)
	}
	old := filepath.Join(c.dir, "old.csv")
	if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{}, {"houses"}, {"facilities", "more"}, {"facilities", "--format", "pdf"}, {"facilities", "--out", filepath.Join(c.dir, "x.doc")},
		{"facilities", "--as-of", "yesterday"}, {"facilities", "--as-of", "2023-02-30"}, {"facilities", "--kind", "tomb"},
		{"facilities", "--area", "99"}, {"facilities", "--colour", "red"}, {"facilities", "--kind", "tomb", "--out", old},
	} {
		if code, text := c.run(nil, append([]string{"export"}, args...)...); code != exitRejected {
			t.Errorf("cairn export %v: exit %d: %s", args, code, text)
		}
	}
	if text, err := os.ReadFile(old); err != nil || string(text) != "old" {
		t.Errorf("the older file: %q, %v", text, err)
	}
	if code, _ := c.run(nil, "user", "disable", "test"); code != exitDone {
		t.Fatalf("disable: exit %d", code)
	}
	if code, text := c.run(nil, "export", "facilities"); code == exitDone {
		t.Errorf("a disabled account reads %s", text)
	}
}
