package geo

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
)

// packDir is where the test data beside the project lie; tests that need them
// are skipped elsewhere.
func packDir(t *testing.T) string {
	t.Helper()
	dir := filepath.Join("..", "..", "shared", "data", "wenshan")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the Wenshan pack is not beside the project: %v", err)
	}
	return dir
}

func packJSON(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(packDir(t), name))
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func packCSV(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(packDir(t), name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var records []map[string]string
	for _, row := range rows[1:] {
		record := map[string]string{}
		for i, name := range rows[0] {
			record[name] = row[i]
		}
		records = append(records, record)
	}
	return records
}

// packFeature is as much of a feature as the tests need.
type packFeature struct {
	Properties map[string]any
	Geometry   struct {
		Type        string
		Coordinates json.RawMessage
	}
}

func packFeatures(t *testing.T, name string) []packFeature {
	t.Helper()
	var collection struct{ Features []packFeature }
	packJSON(t, name, &collection)
	return collection.Features
}

func (f packFeature) geometry(t *testing.T) orb.Geometry {
	t.Helper()
	decode := func(into any) {
		if err := json.Unmarshal(f.Geometry.Coordinates, into); err != nil {
			t.Fatal(err)
		}
	}
	switch f.Geometry.Type {
	case "Polygon":
		var g orb.Polygon
		decode(&g)
		return g
	case "MultiPolygon":
		var g orb.MultiPolygon
		decode(&g)
		return g
	case "LineString":
		var g orb.LineString
		decode(&g)
		return g
	}
	t.Fatalf("geometry type %s", f.Geometry.Type)
	return nil
}

type packExpected struct {
	Lines struct {
		LengthM map[string]float64 `json:"geodesic_length_m"`
	}
	Areas struct {
		CountyKm2     map[string]float64 `json:"county_km2"`
		PrefectureKm2 float64            `json:"prefecture_km2"`
	}
	Inspections struct {
		Suspected []string `json:"suspected_gcj02_declared_as_wgs84"`
	}
}

func TestPackLengthsAndAreas(t *testing.T) {
	t.Parallel()
	var want packExpected
	packJSON(t, "expected.json", &want)
	lines := 0
	for _, f := range packFeatures(t, "lines.geojson") {
		code := f.Properties["code"].(string)
		lines++
		if got := Length(f.geometry(t)); math.Abs(got-want.Lines.LengthM[code]) > 1e-3 {
			t.Errorf("line %s: %.4f m, want %.3f m", code, got, want.Lines.LengthM[code])
		}
	}
	if lines != len(want.Lines.LengthM) {
		t.Errorf("%d lines, want %d", lines, len(want.Lines.LengthM))
	}
	total := 0.0
	for _, f := range packFeatures(t, "areas.geojson") {
		g := f.geometry(t)
		if err := ValidateGeometry(g, Limits{}); err != nil {
			t.Errorf("%v: %v", f.Properties["code"], err)
		}
		if f.Properties["level"] != "county" {
			continue
		}
		code := f.Properties["code"].(string)
		km2 := Area(g) / 1e6
		total += km2
		if math.Abs(km2-want.Areas.CountyKm2[code]) > 0.001 { // the figures are rounded to it
			t.Errorf("county %s: %.6f km², want %.3f", code, km2, want.Areas.CountyKm2[code])
		}
	}
	if math.Abs(total-want.Areas.PrefectureKm2) > 0.001 {
		t.Errorf("prefecture: %.6f km², want %.3f", total, want.Areas.PrefectureKm2)
	}
}

func TestPackSeatsFallInTheirAreas(t *testing.T) {
	t.Parallel()
	ix := NewIndex[string]()
	for _, f := range packFeatures(t, "areas.geojson") {
		if err := ix.Insert(f.geometry(t), f.Properties["code"].(string)); err != nil {
			t.Fatal(err)
		}
	}
	seats := 0
	for _, row := range packCSV(t, "divisions.csv") {
		if row["level"] != "township" {
			continue
		}
		seats++
		p := orb.Point{number(t, row["lon"]), number(t, row["lat"])}
		at := Owners(ix.Hits(p), func(code string) int { return len(code) }, self)
		if len(at) != 2 || at[0] != row["code"][:6] && at[1] != row["code"][:6] || at[0] != row["code"] && at[1] != row["code"] {
			t.Errorf("seat of %s is in %v", row["code"], at)
		}
	}
	if seats != 104 {
		t.Errorf("%d seats", seats)
	}
	everyVertexHasOneOwner(t, ix)
}

// everyVertexHasOneOwner asks for every vertex of the townships and counties.
func everyVertexHasOneOwner(t *testing.T, ix *Index[string]) {
	t.Helper()
	var all []orb.Point
	ix.Search(orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}, func(_ string, g orb.Geometry) bool {
		for path := range paths(g) {
			all = append(all, path...)
		}
		return true
	})
	for _, p := range all {
		at := Owners(ix.Hits(p), func(code string) int { return len(code) }, self)
		if len(at) != 2 || at[0][:6] != at[1][:6] {
			t.Errorf("vertex %v is in %v", p, at)
		}
	}
}

func TestPackGCJ(t *testing.T) {
	t.Parallel()
	markers := map[string]orb.Point{}
	zone, _ := ZoneByEPSG(4544)
	for _, row := range packCSV(t, "markers.csv") {
		p := orb.Point{number(t, row["lon"]), number(t, row["lat"])}
		markers[row["number"]] = p
		n, e := Project(p, zone)
		if math.Abs(n-number(t, row["northing_4544"])) > 1e-3 || math.Abs(e-number(t, row["easting_4544"])) > 1e-3 {
			t.Errorf("marker %s: %.4f %.4f, want %s %s", row["number"], n, e, row["northing_4544"], row["easting_4544"])
		}
	}
	for _, row := range packCSV(t, filepath.Join("awkward", "markers_gcj02.csv")) {
		got := WGSFromGCJ(orb.Point{number(t, row["lon"]), number(t, row["lat"])})
		if d := Distance(got, markers[row["number"]]); d > 0.01 {
			t.Errorf("marker %s: %.4f m off", row["number"], d)
		}
	}
	var want packExpected
	packJSON(t, "expected.json", &want)
	suspected := map[string]bool{}
	for _, row := range packCSV(t, "inspections.csv") {
		if row["lon"] == "" || row["crs"] != "wgs84" {
			continue
		}
		p := orb.Point{number(t, row["lon"]), number(t, row["lat"])}
		if LooksLikeGCJ(markers[row["marker"]], p, number(t, row["accuracy_m"])) {
			suspected[row["uuid"]] = true
		}
	}
	if len(suspected) != len(want.Inspections.Suspected) {
		t.Errorf("suspected: %v", suspected)
	}
	for _, id := range want.Inspections.Suspected {
		if !suspected[id] {
			t.Errorf("%s is not suspected", id)
		}
	}
}
