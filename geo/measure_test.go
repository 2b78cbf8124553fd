package geo

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
)

// readTable reads a checked-in CSV file.
func readTable(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// testdata/distance.csv: lon, lat, lon, lat and ST_Distance on geography in
// SRID 4490, PostGIS 3.3.2, which rounds to 1e-8 m.
func TestDistanceAgreesWithPostGIS(t *testing.T) {
	t.Parallel()
	for i, row := range readTable(t, "distance.csv") {
		v := make([]float64, len(row))
		for j := range row {
			v[j] = number(t, row[j])
		}
		p, q := orb.Point{v[0], v[1]}, orb.Point{v[2], v[3]}
		for _, got := range []float64{Distance(p, q), Distance(q, p)} {
			if math.Abs(got-v[4]) > 2e-7 {
				t.Errorf("row %d: %v to %v: %.9f m, PostGIS %.9f m", i+1, p, q, got, v[4])
			}
		}
	}
}

// testdata/area.csv: WKT and ST_Area on geography in SRID 4490, PostGIS 3.3.2.
func TestAreaAgreesWithPostGIS(t *testing.T) {
	t.Parallel()
	for i, row := range readTable(t, "area.csv") {
		g, err := wkt.Unmarshal(row[0])
		if err != nil {
			t.Fatal(err)
		}
		want := number(t, row[1])
		if got := Area(g); math.Abs(got-want) > 1e-3+1e-13*want {
			t.Errorf("row %d: %.6f m², PostGIS %.6f m², difference %g", i+1, got, want, got-want)
		}
	}
}
