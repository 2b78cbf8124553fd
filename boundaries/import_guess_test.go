package boundaries_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"

	"cairn/boundaries"
	"cairn/boundaries/boundarytest"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/imports"
	"cairn/geo"
	"cairn/internal/actor"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// takeMarkersAs imports a file of markers, declared by the options.
func takeMarkersAs(t *testing.T, db *data.DB, text []byte, opts interchange.Options) (imports.Report, error) {
	t.Helper()
	kind, err := imports.Find(boundaries.Imports(geo.Limits{}), "markers")
	if err != nil {
		t.Fatal(err)
	}
	table, err := imports.Read(imports.Source{Files: fstest.MapFS{"m.csv": {Data: text}}, Name: "m.csv", Kind: kind}, opts)
	if err != nil {
		return imports.Report{}, err
	}
	return imports.Import(context.Background(), db, []imports.Table{table}, imports.Options{Change: datatest.Change()})
}

// The awkward registers of the pack are converted when their system is declared, to the
// positions on file, and refused with the reason when it can only be guessed.
func TestAwkwardMarkersOfPack(t *testing.T) {
	t.Parallel()
	dir, db, ctx := datatest.Pack(t, "wenshan", "awkward"), boundarytest.Pack(t), context.Background()
	positions := func() map[string][2]float64 {
		page, err := boundaries.NewMarkerStore(db).List(ctx, boundaries.MarkerFilter{}, boundaries.Paging{Limit: 100})
		if err != nil || len(page.Items) != 54 {
			t.Fatalf("%d markers: %v", len(page.Items), err)
		}
		at := map[string][2]float64{}
		for _, m := range page.Items {
			at[m.Number] = [2]float64{m.Lon, m.Lat}
		}
		return at
	}
	before := positions()
	for _, tc := range []struct {
		file, key string
		declared  interchange.Options
	}{
		{"markers_4523.csv", "boundaries.guess_zone", interchange.Options{CRS: "EPSG:4523"}},
		{"markers_swapped_axes.csv", "import.lon_lat_swapped", interchange.Options{Axes: "yx"}},
		{"markers_gcj02.csv", "boundaries.guess_shift", interchange.Options{CRS: "gcj02"}},
	} {
		text, err := os.ReadFile(filepath.Join(dir, tc.file))
		if err != nil {
			t.Fatal(err)
		}
		report, err := takeMarkersAs(t, db, text, interchange.Options{})
		wantKind(t, tc.file+" undeclared", err, problem.Invalid)
		for _, f := range report.Errors() {
			if f.Key != tc.key {
				t.Errorf("%s: %+v", tc.file, f)
				break
			}
		}
		if len(report.Files) != 1 || report.Files[0].Bad != 54 {
			t.Errorf("%s: %+v", tc.file, report.Files)
		}
		report, err = takeMarkersAs(t, db, text, tc.declared)
		if err != nil || report.Files[0].Changed != 54 || len(report.Files[0].Warnings) != 0 {
			t.Errorf("%s declared: %+v: %v", tc.file, report.Files, err)
		}
	}
	for number, p := range positions() {
		if off := geo.Distance(p, before[number]); off > 0.002 {
			t.Errorf("%s is %f m off", number, off)
		}
	}
	_, err := takeMarkersAs(t, db, []byte("number,lon,lat\n0122231S,104.4,23.3\n"), interchange.Options{CRS: "西安80"})
	wantKind(t, "a legacy datum", err, problem.BadParameter)
}

// New markers are judged by their lines; a datum that was declared is taken, with a warning.
func TestGuessByLines(t *testing.T) {
	t.Parallel()
	db := small(t)
	s := boundaries.NewMarkerStore(db)
	if _, err := s.Create(context.Background(), by(actor.Inspector, "532601"), uuid.Nil, newMarker()); err != nil {
		t.Fatal(err)
	}
	gcj, bd := geo.GCJFromWGS([2]float64{104.1, 23.12}), geo.BDFromWGS([2]float64{104.1, 23.12})
	row := func(p [2]float64) []byte {
		return []byte("number,line_codes,type,lon,lat,managing_area\n0122009Q," + countyLine + ",single," + jsonText(math.Round(p[0]*1e9)/1e9) + "," + jsonText(math.Round(p[1]*1e9)/1e9) + ",532601\n")
	}
	for name, tc := range map[string]struct {
		p    [2]float64
		crs  string
		key  string
		warn int
	}{
		"gcj02, not said": {gcj, "", "boundaries.guess_shift", 0}, "bd09, not said": {bd, "", "boundaries.guess_shift", 0},
		"gcj02, said": {gcj, "gcj02", "", 0}, "gcj02, said to be wgs84": {gcj, "wgs84", "", 1}, "in place": {[2]float64{104.1, 23.12}, "", "", 0},
	} {
		report, err := takeMarkersAs(t, small(t), row(tc.p), interchange.Options{CRS: tc.crs})
		if tc.key == "" {
			if err != nil || report.Files[0].Added != 1 || len(report.Files[0].Warnings) != tc.warn {
				t.Errorf("%s: %+v: %v", name, report.Files, err)
			}
			continue
		}
		if got := problems(report.Errors()); len(got) != 1 || !strings.HasSuffix(got[0], tc.key) {
			t.Errorf("%s: %v", name, got)
		}
	}
	report, err := takeMarkersAs(t, db, []byte("number,lon,lat\n0122008Q,104.1,23.12\n"), interchange.Options{})
	wantKind(t, "positions only, not on file", err, problem.Invalid)
	if got := problems(report.Errors()); len(got) != 1 || !strings.HasSuffix(got[0], "boundaries.positions_only") {
		t.Errorf("positions only: %v", got)
	}
}
