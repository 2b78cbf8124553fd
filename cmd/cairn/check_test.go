package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn/data/datatest"
)

type checkResult struct {
	Checked, Errors, Warnings int
	Findings                  []struct {
		ID, Ref, Name, Rule, Severity, Message, Article string
		Row                                             int
		Lon                                             *float64
		AreaPath                                        []string `json:"area_path"`
		Conflicts                                       []struct{ Name string }
	}
}

// of are the findings of a name, as "rule severity".
func (r checkResult) of(name string) string {
	var all []string
	for _, f := range r.Findings {
		if f.Name == name {
			all = append(all, f.Rule+" "+f.Severity)
		}
	}
	return strings.Join(all, ", ")
}

// The names of the database are judged as standing; those of a file before it is loaded,
// against the database too, and its bad rows are errors.
func TestCheckGazetteer(t *testing.T) {
	t.Parallel()
	pack, c := datatest.Pack(t, "wenshan"), newCLI(t)
	if code, _ := c.run(nil, "import", pack); code != exitDone {
		t.Fatalf("import: exit %d", code)
	}
	var all checkResult
	code, _ := c.run(&all, "check", "gazetteer", "--json")
	if code != exitDone || all.Checked < 2400 || all.Errors != 0 || all.Warnings == 0 {
		t.Fatalf("exit %d, %d names, %d errors, %d warnings", code, all.Checked, all.Errors, all.Warnings)
	}
	if got := all.of("8-2号地"); got != "odd_sign warning, odd_digits warning" {
		t.Errorf("8-2号地: %s", got)
	}
	for _, f := range all.Findings {
		if f.ID == "" || f.Lon == nil || f.Message == "" || f.Article == "" || len(f.AreaPath) == 0 {
			t.Errorf("a finding without id, place, words or article: %+v", f)
		}
	}
	var file, again checkResult
	path := filepath.Join(c.dir, "new.csv")
	rows := "id,name,class_code,area_code,lon,lat\nN1,老厂镇,21500,532625101,104.4,23.0\nN2,𣲗水村,22200,532625101,104.4,23.0\nN3,坏行,99999,532625101,104.4,23.0\n"
	if err := os.WriteFile(path, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _ = c.run(&file, "check", "gazetteer", "--json", "--file", path); code != exitFailed || file.Errors != 1 || file.of("坏行") != "row error" || file.Checked != 3 {
		t.Errorf("exit %d: %+v", code, file)
	}
	if got := file.of("𣲗水村"); got != "duplicate warning" {
		t.Errorf("the file against the database: %s", got)
	}
	if code, _ = c.run(&file, "check", "gazetteer", "--json", "--new", "--file", path); code != exitFailed || file.of("𣲗水村") != "duplicate error" {
		t.Errorf("as new names: exit %d, %s", code, file.of("𣲗水村"))
	}
	// The file that was loaded: its rows are no conflicts of their own.
	if code, _ = c.run(&again, "check", "gazetteer", "--json", "--file", filepath.Join(pack, "gazetteer.csv")); code != exitDone || again.of("𣲗水村") != "" {
		t.Errorf("the loaded file: exit %d, %s", code, again.of("𣲗水村"))
	}
	if code, text := c.run(nil, "check", "gazetteer", "--area", "532625"); code != exitDone || !strings.Contains(text, "阿·兰寨") {
		t.Errorf("as text: exit %d: %.300s", code, text)
	}
	for _, args := range [][]string{{"--new"}, {"--file", "nowhere.csv"}, {"more"}} {
		if code, _ := c.run(nil, append([]string{"check", "gazetteer"}, args...)...); code != exitRejected {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}
