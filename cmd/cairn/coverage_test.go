package main

import (
	"archive/zip"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cairn/data/datatest"
	"cairn/facilities/coverage"
)

// coverageOfPack imports the pack and reads what is expected of a kind on a day.
func coverageOfPack(t *testing.T) (c cli, want struct {
	Numerator, Denominator int
	Percent                float64
	Uncovered              []string
}) {
	t.Helper()
	pack := datatest.Pack(t, "wenshan")
	c = newCLI(t)
	if code, text := c.run(nil, "import", pack); code != exitDone {
		t.Fatalf("import: exit %d: %s", code, text)
	}
	text, err := os.ReadFile(filepath.Join(pack, "expected.json"))
	var expected struct {
		Coverage map[string]map[string]json.RawMessage
	}
	if err == nil {
		err = json.Unmarshal(text, &expected)
	}
	if err == nil {
		err = json.Unmarshal(expected.Coverage["township_cemetery"]["2020-12-31"], &want)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c, want
}

// The command prints the figures of the API in each of its forms, and refuses what is none.
func TestCoverageCommand(t *testing.T) {
	t.Parallel()
	c, want := coverageOfPack(t)
	ask := []string{"coverage", "--kind", "township_cemetery", "--as-of", "2020-12-31"}
	var a coverage.CoverageAnswer
	if code, _ := c.run(&a, append(ask, "--json")...); code != exitDone || a.Numerator != want.Numerator || a.Denominator != want.Denominator ||
		*a.Percent != want.Percent || !slices.Equal(a.Uncovered, want.Uncovered) || a.Rule != coverage.Presence || a.DataVersion == 0 {
		t.Errorf("exit %d: %d of %d, %v %%, without %v; want %+v", code, a.Numerator, a.Denominator, *a.Percent, a.Uncovered, want)
	}
	if want.Numerator != 94 || want.Denominator != 104 {
		t.Errorf("the pack expects %+v", want)
	}
	code, text := c.run(nil, ask...)
	if lines := strings.Split(strings.TrimSpace(text), "\n"); code != exitDone || !strings.Contains(lines[0], "2020-12-31") || !strings.Contains(lines[0], "94") ||
		!strings.Contains(lines[0], "90.4") || !strings.Contains(text, "532601205") || len(lines) < 104 {
		t.Errorf("exit %d: %s", code, lines[0])
	}
	code, text = c.run(nil, append(ask, "--format", "csv", "--area", "532627")...)
	if lines := strings.Split(strings.TrimSpace(text), "\n"); code != exitDone || len(lines) != 19 || !strings.HasPrefix(lines[1], "532627101,广南县,莲城镇,") {
		t.Errorf("exit %d, %d lines: %s", code, len(lines), text)
	}
	c.coverageFiles(ask)
	c.coverageRefusals()
}

// coverageFiles writes the forms that go into files.
func (c cli) coverageFiles(ask []string) {
	c.t.Helper()
	for _, format := range []string{"xlsx", "geojson"} {
		path := filepath.Join(c.dir, "coverage."+format)
		if code, _ := c.run(nil, append(ask, "--format", format, "--out", path, "--include", "villages", "--rule", "distance", "--metres", "5000")...); code != exitDone {
			c.t.Errorf("%s: exit %d", format, code)
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			c.t.Fatal(err)
		}
		var found struct{ Features []json.RawMessage }
		if format == "geojson" && (json.Unmarshal(text, &found) != nil || len(found.Features) != 104+1000) {
			c.t.Errorf("%d features", len(found.Features))
		}
		if format == "xlsx" {
			if book, err := zip.OpenReader(path); err != nil {
				c.t.Error(err)
			} else {
				book.Close()
			}
		}
	}
}

// coverageRefusals asks for what there is not: exit 2, nothing on standard output.
func (c cli) coverageRefusals() {
	c.t.Helper()
	for name, args := range map[string][]string{
		"an unknown kind": {"--kind", "tomb"}, "a word for a day": {"--as-of", "yesterday"}, "an impossible day": {"--as-of", "2021-02-30"},
		"an unknown area": {"--area", "999999"}, "an area finer than the level": {"--kind", "columbarium", "--area", "532601001"},
		"an unknown rule": {"--rule", "hope"}, "a parameter of another rule": {"--metres", "5"}, "too far": {"--rule", "distance", "--metres", "200001"},
		"an unknown level": {"--level", "street"}, "an unknown format": {"--format", "pdf"}, "an unknown part": {"--include", "all"},
		"an argument": {"township_cemetery"},
	} {
		if code, text := c.run(nil, append([]string{"coverage"}, args...)...); code != exitRejected || text != "" {
			c.t.Errorf("%s: exit %d, %q", name, code, text)
		}
	}
}
