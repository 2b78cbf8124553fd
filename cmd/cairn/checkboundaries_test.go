package main

import (
	"os"
	"path/filepath"
	"testing"

	"cairn/data/datatest"
)

type boundaryCheck struct {
	Lines, Errors, Warnings int
	Findings                []struct {
		Kind, Line, Message string
		Row                 int
		Lon, Lat            float64
	}
}

// The clean pack passes; the file with planted faults fails with each, at its row, without
// being loaded; rows without a line are refused by name.
func TestCheckBoundaries(t *testing.T) {
	t.Parallel()
	pack, c := datatest.Pack(t, "wenshan"), newCLI(t)
	if code, _ := c.run(nil, "import", pack); code != exitDone {
		t.Fatalf("import: exit %d", code)
	}
	var clean, faults, again boundaryCheck
	if code, _ := c.run(&clean, "check", "boundaries", "--json"); code != exitDone || clean.Lines != 222 || clean.Errors != 0 {
		t.Errorf("exit %d: %+v", code, clean)
	}
	code, _ := c.run(&faults, "check", "boundaries", "--json", "--file", filepath.Join(pack, "awkward", "lines_with_faults.geojson"))
	kinds := map[string]int{}
	for _, f := range faults.Findings {
		kinds[f.Kind]++
		if f.Row == 0 || f.Message == "" || f.Lon < 103 || f.Lat < 22 {
			t.Errorf("a finding without row, words or place: %+v", f)
		}
	}
	if code != exitFailed || faults.Lines != 48 {
		t.Errorf("exit %d, %d lines", code, faults.Lines)
	}
	for _, kind := range []string{"crossing_without_node", "dangle", "junction_mismatch", "duplicate_edge", "sliver", "wrong_left_right"} {
		if kinds[kind] != 1 {
			t.Errorf("%d of %s", kinds[kind], kind)
		}
	}
	if code, _ := c.run(&again, "check", "boundaries", "--json"); code != exitDone || again.Lines != 222 {
		t.Errorf("the file was loaded: exit %d, %d lines", code, again.Lines)
	}
	path := filepath.Join(c.dir, "lines.geojson")
	text := `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"x"},"geometry":{"type":"Point","coordinates":[104,23]}}]}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _ := c.run(nil, "check", "boundaries", "--file", path); code != exitRejected {
		t.Errorf("a file without lines: exit %d", code)
	}
}
