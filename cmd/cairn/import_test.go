package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn/data"
	"cairn/data/datatest"
)

// cli runs one command line in this process on the database of url.
type cli struct {
	t   testing.TB
	url string
	dir string
}

func newCLI(t testing.TB) cli { return cli{t, datatest.URL(t), t.TempDir()} }

// run gives the exit code and stdout; with --json among the arguments out is decoded from it.
func (c cli) run(out any, args ...string) (int, string) {
	c.t.Helper()
	var stdout bytes.Buffer
	args = append(args, "--database-url", c.url, "--data-dir", c.dir, "--user", "test", "--log-level", "error")
	code := newApp().execute(context.Background(), args, &stdout)
	if out != nil {
		if err := json.Unmarshal(stdout.Bytes(), out); err != nil {
			c.t.Fatalf("cairn %v: exit %d, %v: %s", args, code, err, stdout.String())
		}
	}
	return code, stdout.String()
}

type fileCounts struct {
	File                                  string
	Rows, Added, Changed, Same, Kept, Bad int
}

type importResult struct {
	Files      []fileCounts `json:"files"`
	Skipped    []string     `json:"skipped"`
	Changed    bool         `json:"changed"`
	Errors     []rowReport  `json:"errors"`
	Warnings   []rowReport  `json:"warnings"`
	ErrorFiles []string     `json:"error_files"`
}

// The whole pack goes in, a second time nothing changes, and the trail is whole.
func TestImportPack(t *testing.T) {
	t.Parallel()
	pack, c := datatest.Pack(t, "wenshan"), newCLI(t)
	var first, second importResult
	if code, _ := c.run(&first, "import", "--json", pack); code != exitDone {
		t.Fatalf("exit %d: %+v", code, first.Errors)
	}
	for _, f := range first.Files {
		if f.Added != f.Rows {
			t.Errorf("%+v: not every row was added", f)
		}
	}
	if len(first.Files) != 13 || !strings.Contains(strings.Join(first.Skipped, " "), "expected.json") {
		t.Errorf("%d files, skipped %v", len(first.Files), first.Skipped)
	}
	checkWarnings(t, pack, first.Warnings)
	if code, _ := c.run(&second, "import", "--json", pack); code != exitDone || second.Changed {
		t.Errorf("second import: exit %d, changed %v", code, second.Changed)
	}
	for _, f := range second.Files {
		if f.Same != f.Rows {
			t.Errorf("second import: %+v", f)
		}
	}
	if _, text := c.run(nil, "import", pack); !strings.Contains(text, "Nothing has changed") {
		t.Errorf("a third import says %s", text)
	}
	var report data.Report
	if code, _ := c.run(&report, "verify", "--json"); code != exitDone || len(report.Faults) != 0 || report.Rows < 20000 {
		t.Errorf("verify: exit %d, %+v", code, report)
	}
}

// checkWarnings finds the faults that the pack has on purpose among the warnings.
func checkWarnings(t *testing.T, pack string, warnings []rowReport) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(pack, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var expected struct {
		Divisions struct {
			Outside []string `json:"real_village_points_outside_their_derived_township"`
		}
		Inspections struct {
			GCJ []string `json:"suspected_gcj02_declared_as_wgs84"`
		}
	}
	if err := json.Unmarshal(text, &expected); err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, w := range warnings {
		count[w.File]++
	}
	if count["divisions.csv"] != len(expected.Divisions.Outside) || count["inspections.csv"] != len(expected.Inspections.GCJ) {
		t.Errorf("warnings by file: %v; the pack has %v and %v", count, expected.Divisions.Outside, expected.Inspections.GCJ)
	}
}

// A GBK file with planted faults: every bad row is told, nothing changes; then the good ones go in.
func TestImportAwkwardGazetteer(t *testing.T) {
	t.Parallel()
	pack, c := datatest.Pack(t, "wenshan"), newCLI(t)
	for _, name := range []string{"areas.geojson", "divisions.csv", "gazetteer_classes.csv"} {
		if code, text := c.run(nil, "import", filepath.Join(pack, name)); code != exitDone {
			t.Fatalf("%s: exit %d: %s", name, code, text)
		}
	}
	file := filepath.Join(pack, "awkward", "gazetteer_gbk.csv")
	var strict, good importResult
	if code, _ := c.run(&strict, "import", "--json", "--kind", "gazetteer", file); code != exitRejected || strict.Changed {
		t.Errorf("with bad rows: exit %d, changed %v", code, strict.Changed)
	}
	if _, text := c.run(nil, "import", "--kind", "gazetteer", file); strings.Contains(text, "added") {
		t.Errorf("a rejected import speaks of added rows: %s", text)
	}
	want := expectedRows(t, filepath.Join(pack, "awkward", "expected_errors.csv"))
	got := map[int]bool{}
	for _, e := range strict.Errors {
		got[e.Row] = true
		if want[e.Row] == "" {
			t.Errorf("row %d is called bad: %s %s", e.Row, e.Field, e.Message)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d bad rows found, the file has %d", len(got), len(want))
	}
	if n := len(errorsFile(t, strict.ErrorFiles)); n != len(want) {
		t.Errorf("%d rows in the errors file", n)
	}
	if code, _ := c.run(&good, "import", "--json", "--kind", "gazetteer", "--skip-bad", file); code != exitDone || good.Files[0].Added != 5000-len(want) {
		t.Errorf("with --skip-bad: exit %d, %+v", code, good.Files)
	}
}

func expectedRows(t *testing.T, path string) map[int]string {
	t.Helper()
	rows := map[int]string{}
	for _, record := range readCSV(t, path) {
		var n int
		if err := json.Unmarshal([]byte(record[0]), &n); err != nil {
			t.Fatal(err)
		}
		rows[n] = record[2]
	}
	return rows
}

func errorsFile(t *testing.T, paths []string) [][]string {
	t.Helper()
	if len(paths) != 1 {
		t.Fatalf("errors files: %v", paths)
	}
	return readCSV(t, paths[0])
}

// readCSV gives the data rows.
func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

func TestWrongUsage(t *testing.T) {
	t.Parallel()
	c := newCLI(t)
	file := filepath.Join(t.TempDir(), "unknown.csv")
	if err := os.WriteFile(file, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"import"}, {"import", "/nonexistent"}, {"import", file}, {"import", "--kind", "nonsense", file},
		{"coverage", "--as-of", "yesterday"}, {"coverage", "--kind", "nonsense"}, {"user", "role", "nobody", "viewer"},
		{"nonsense"}, {"migrate", "--nonsense"}, {"backup"},
	} {
		if code, text := c.run(nil, args...); code != exitRejected {
			t.Errorf("cairn %v: exit %d: %s", args, code, text)
		}
	}
}
