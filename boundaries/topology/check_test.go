package topology_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"cairn/boundaries/topology"
	"cairn/data/datatest"
	"cairn/geo"
)

// linesFile reads a file of lines as the checks see them.
func linesFile(t testing.TB, path string) []topology.Line {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	fc, err := geojson.UnmarshalFeatureCollection(text)
	if err != nil {
		t.Fatal(err)
	}
	var lines []topology.Line
	for i, f := range fc.Features {
		p := f.Properties
		l := topology.Line{Row: i + 1, Code: p.MustString("code"), Name: p.MustString("name"), Level: p.MustString("level"),
			Left: p.MustString("left_area"), Right: p.MustString("right_area"), ShortCode: p.MustString("short_code", ""),
			Course: f.Geometry.(orb.LineString)}
		if km := p.MustFloat64("agreed_length_km", 0); km > 0 {
			l.AgreedKm = &km
		}
		lines = append(lines, l)
	}
	return lines
}

// Every planted fault is found under its kind, on its line and at its place, and nothing else.
func TestPlantedFaults(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(datatest.Pack(t, "wenshan"), "awkward")
	file, err := os.Open(filepath.Join(dir, "expected_faults.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	found := topology.Check(topology.Set{Lines: linesFile(t, filepath.Join(dir, "lines_with_faults.geojson"))}, topology.DefaultLimits)
	for _, row := range rows[1:] {
		lon, _ := strconv.ParseFloat(row[4], 64)
		lat, _ := strconv.ParseFloat(row[5], 64)
		measure, _ := strconv.ParseFloat(row[6], 64)
		i := slices.IndexFunc(found, func(f topology.LineFault) bool {
			names := append([]string{f.Line}, f.Others...)
			if f.Kind != row[1] || !slices.Contains(names, row[2]) {
				return false
			}
			for _, other := range strings.Split(row[3], ";") {
				if other != "" && !slices.Contains(names, other) {
					return false
				}
			}
			return true
		})
		if i < 0 {
			t.Errorf("not found: %v", row)
			continue
		}
		f := found[i]
		off := geo.Distance(orb.Point{lon, lat}, orb.Point{f.Lon, f.Lat})
		if off > 20 {
			t.Errorf("%s of %s stands %.0f m off its place", f.Kind, f.Line, off)
		}
		if measure > 0 && (f.Measure == nil || *f.Measure < measure*0.99-0.05 || *f.Measure > measure*1.01+0.05) {
			t.Errorf("%s of %s measures %v, want %v", f.Kind, f.Line, f.Measure, measure)
		}
		found = slices.Delete(found, i, i+1)
	}
	for _, f := range found {
		text, _ := json.Marshal(f)
		t.Errorf("told too much: %s", text)
	}
}
