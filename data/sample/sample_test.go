package sample

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"maps"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/planar"

	"cairn/geo"
)

func read(t *testing.T, pack fs.FS, name string) []byte {
	t.Helper()
	text, err := fs.ReadFile(pack, name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func rows(t *testing.T, pack fs.FS, name string) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(read(t, pack, name))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range all[1:] {
		m := map[string]string{}
		for i, column := range all[0] {
			m[column] = row[i]
		}
		out = append(out, m)
	}
	return out
}

func features(t *testing.T, pack fs.FS, name string) []*geojson.Feature {
	t.Helper()
	fc, err := geojson.UnmarshalFeatureCollection(read(t, pack, name))
	if err != nil {
		t.Fatal(err)
	}
	return fc.Features
}

func TestSameOnEveryRun(t *testing.T) {
	t.Parallel()
	a, b := Pack(), Pack()
	names, err := fs.Glob(a, "*")
	if err != nil || len(names) != 11 {
		t.Fatalf("files: %v, %v", names, err)
	}
	for _, name := range names {
		if !bytes.Equal(read(t, a, name), read(t, b, name)) {
			t.Errorf("%s differs between runs", name)
		}
	}
}

// Townships tile their county: no gap, no overlap, seats inside.
func TestTownshipsTileCounties(t *testing.T) {
	t.Parallel()
	pack := Pack()
	shapes, sum := map[string]orb.Polygon{}, map[string]float64{}
	for _, f := range features(t, pack, "areas.geojson") {
		code := f.Properties["code"].(string)
		p := f.Geometry.(orb.Polygon)
		shapes[code] = p
		if p[0].Orientation() != orb.CCW {
			t.Errorf("%s runs clockwise", code)
		}
		if err := geo.ValidateGeometry(p, geo.Limits{}); err != nil {
			t.Errorf("%s: %v", code, err)
		}
		if len(code) == 9 {
			sum[code[:6]] += planar.Area(p)
		}
	}
	if len(shapes) != 112 {
		t.Fatalf("%d areas", len(shapes))
	}
	for code, area := range sum {
		if diff := area - planar.Area(shapes[code]); diff > 1e-9 || diff < -1e-9 {
			t.Errorf("%s: townships differ from the county by %g", code, diff)
		}
	}
	for _, d := range rows(t, pack, "divisions.csv") {
		if d["level"] != "township" {
			continue
		}
		var seat orb.Point
		if err := json.Unmarshal([]byte("["+d["lon"]+","+d["lat"]+"]"), &seat); err != nil || !planar.PolygonContains(shapes[d["code"]], seat) {
			t.Errorf("the seat of %s lies outside: %v", d["name"], err)
		}
	}
}

func TestLinesAndMarkers(t *testing.T) {
	t.Parallel()
	pack := Pack()
	lines, levels := map[string]bool{}, map[string]int{}
	for _, f := range features(t, pack, "lines.geojson") {
		lines[f.Properties["code"].(string)] = true
		levels[f.Properties["level"].(string)]++
	}
	if n := len(lines); n < 180 || n > 230 {
		t.Errorf("%d lines, want about 200", n)
	}
	for _, level := range []string{"province", "prefecture", "county", "township"} {
		if levels[level] == 0 {
			t.Errorf("no line of level %s", level)
		}
	}
	numbers := map[string]bool{}
	for _, m := range rows(t, pack, "markers.csv") {
		numbers[m["number"]] = true
		if !lines[m["line_codes"]] {
			t.Errorf("marker %s names line %s, which does not exist", m["number"], m["line_codes"])
		}
	}
	if len(numbers) != markerCount {
		t.Errorf("%d different marker numbers", len(numbers))
	}
}

func TestEveryFacilityKind(t *testing.T) {
	t.Parallel()
	kinds, ids := map[string]int{}, map[string]bool{}
	for _, f := range rows(t, Pack(), "facilities.csv") {
		kinds[f["kind"]]++
		ids[f["id"]] = true
	}
	total := 0
	for _, n := range kinds {
		total += n
	}
	if len(kinds) != len(stocks) || total != len(ids) {
		t.Errorf("kinds %v, %d ids for %d facilities", slices.Sorted(maps.Keys(kinds)), len(ids), total)
	}
}
