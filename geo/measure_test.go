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

func TestMeasuresOfEveryType(t *testing.T) {
	t.Parallel()
	line := orb.LineString{{104, 23}, {105, 23}}
	shell := orb.Ring{{104, 23}, {105, 23}, {105, 24}, {104, 24}, {104, 23}}
	hole := orb.Ring{{104.4, 23.4}, {104.6, 23.4}, {104.6, 23.6}, {104.4, 23.4}}
	one := Length(line)
	whole, less := Area(shell), Area(shell)-Area(hole)
	box := shell.Bound()
	for _, c := range []struct {
		g            orb.Geometry
		length, area float64
	}{
		{nil, 0, 0},
		{orb.Point{104, 23}, 0, 0},
		{line, one, 0},
		{orb.MultiLineString{line, line}, 2 * one, 0},
		{orb.Collection{line, shell}, one, whole},
		{shell, 0, whole},
		{box, 0, whole},
		{orb.Polygon{shell, hole}, 0, less},
		{orb.MultiPolygon{{shell}, {shell, hole}}, 0, whole + less},
	} {
		if l, a := Length(c.g), Area(c.g); math.Abs(l-c.length) > 1e-6 || math.Abs(a-c.area) > 1e-3 {
			t.Errorf("%v: %v m, %v m², want %v, %v", c.g, l, a, c.length, c.area)
		}
	}
	if Area(orb.Polygon{hole}) < 1e8 || one < 1e5 {
		t.Error("the measures are too small to tell anything")
	}
}

func TestDistanceTo(t *testing.T) {
	t.Parallel()
	p := orb.Point{104, 23}
	square := orb.Polygon{{{103, 22}, {105, 22}, {105, 24}, {103, 24}, {103, 22}}}
	east := orb.Point{106, 23}
	for _, c := range []struct {
		name string
		g    orb.Geometry
		p    orb.Point
		want float64
	}{
		{"point", east, p, Distance(p, east)},
		{"points", orb.MultiPoint{{110, 23}, east}, p, Distance(p, east)},
		{"line, at its end", orb.LineString{east, {107, 23}}, p, Distance(p, east)},
		{"lines", orb.MultiLineString{{{108, 23}, {109, 23}}, {east, {107, 23}}}, p, Distance(p, east)},
		{"inside", square, p, 0},
		{"on the edge", square, orb.Point{105, 23}, 0},
		{"outside", square, orb.Point{105.1, 23}, Distance(orb.Point{105, 23}, orb.Point{105.1, 23})},
		{"collection", orb.Collection{orb.Point{110, 23}, east}, p, Distance(p, east)},
		{"nothing", orb.LineString{}, p, math.Inf(1)},
	} {
		if got := DistanceTo(c.p, c.g); got != c.want && !(math.Abs(got-c.want) < 0.01) {
			t.Errorf("%s: %v m, want %v m", c.name, got, c.want)
		}
	}
}

// The nearest point of a slanting line, found by trying many of them.
func TestDistanceToIsTheShortest(t *testing.T) {
	t.Parallel()
	a, b := orb.Point{104, 23}, orb.Point{104.5, 23.4}
	p := orb.Point{104.1, 23.35}
	best := math.Inf(1)
	for i := range 20_001 {
		u := float64(i) / 20_000
		best = min(best, Distance(p, orb.Point{a[0] + u*(b[0]-a[0]), a[1] + u*(b[1]-a[1])}))
	}
	if got := DistanceTo(p, orb.LineString{a, b}); math.Abs(got-best) > 0.01 {
		t.Errorf("%.4f m, want %.4f m", got, best)
	}
}
