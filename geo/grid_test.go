package geo

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
)

// CGCS2000 → EPSG:4544 by PROJ 9.1.1.
func TestProjectAgreesWithPROJ(t *testing.T) {
	t.Parallel()
	zone, _ := ZoneByEPSG(4544)
	for _, c := range []struct{ lat, lon, n, e float64 }{
		{23.37, 104.25, 2585712.9113, 423317.7592},
		{23.70, 105.00, 2622061.8359, 500000.0000},
		{23.60, 106.15, 2611458.1593, 617378.7655},
	} {
		n, e := Project(orb.Point{c.lon, c.lat}, zone)
		if math.Abs(n-c.n) > 1e-4 || math.Abs(e-c.e) > 1e-4 {
			t.Errorf("%v %v: %.4f %.4f, want %.4f %.4f", c.lat, c.lon, n, e, c.n, c.e)
		}
		_, prefixed := Project(orb.Point{c.lon, c.lat}, zone.WithPrefix(true))
		if math.Abs(prefixed-(c.e+35e6)) > 1e-4 {
			t.Errorf("with prefix: %.4f", prefixed)
		}
	}
}

// testdata/grid.csv: EPSG code, lon, lat, northing, easting by PROJ 9.1.1.
func TestProjectAgreesWithPROJEverywhere(t *testing.T) {
	t.Parallel()
	for i, row := range readTable(t, "grid.csv") {
		zone, ok := ZoneByEPSG(int(number(t, row[0])))
		if !ok {
			t.Fatalf("row %d: no zone", i+1)
		}
		p := orb.Point{number(t, row[1]), number(t, row[2])}
		n, e := Project(p, zone)
		if math.Abs(n-number(t, row[3])) > 1e-4 || math.Abs(e-number(t, row[4])) > 1e-4 {
			t.Errorf("row %d: %.4f %.4f, want %s %s", i+1, n, e, row[3], row[4])
		}
		if back := Unproject(n, e, zone); Distance(p, back) > 1e-6 {
			t.Errorf("row %d: back at %v, not %v", i+1, back, p)
		}
	}
}

func TestZones(t *testing.T) {
	t.Parallel()
	for code := 4491; code <= 4554; code++ {
		z, ok := ZoneByEPSG(code)
		if !ok || z.EPSG() != code || !z.valid() {
			t.Errorf("%d: %+v, EPSG %d", code, z, z.EPSG())
		}
	}
	for _, code := range []int{0, 4490, 4555, 3857} {
		if z, ok := ZoneByEPSG(code); ok {
			t.Errorf("%d: %+v", code, z)
		}
	}
	for _, c := range []struct {
		lon      float64
		prefixed bool
		epsg     int
	}{
		{104.2, false, 4544}, {104.2, true, 4523}, {103.6, false, 4544}, {103.4, false, 4543},
		{75, true, 4513}, {135, false, 4554}, {116.4, true, 4527},
	} {
		if z, ok := ZoneFor(c.lon, c.prefixed); !ok || z.EPSG() != c.epsg {
			t.Errorf("%v: %+v, EPSG %d, want %d", c.lon, z, z.EPSG(), c.epsg)
		}
	}
	if _, ok := ZoneFor(2.3, false); ok {
		t.Error("a zone in France")
	}
	if z, _ := ZoneByEPSG(4496); z.CentralMeridian() != 105 || z.FalseEasting() != 18.5e6 {
		t.Errorf("6-degree zone 18: %+v", z)
	}
}

func TestReadGrid(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		x, y float64
		want Grid
		ok   bool
	}{
		{2585712.9, 423317.7, Grid{2585712.9, 423317.7, 0, false}, true},
		{423317.7, 2585712.9, Grid{2585712.9, 423317.7, 0, true}, true},
		{2585712.5, 35423317.5, Grid{2585712.5, 423317.5, 35, false}, true},
		{35423317.5, 2585712.5, Grid{2585712.5, 423317.5, 35, true}, true},
		{23.37, 104.25, Grid{}, false},
		{2585712, 99423317, Grid{}, false},
		{math.NaN(), 423317, Grid{}, false},
	} {
		got, ok := ReadGrid(c.x, c.y)
		if ok != c.ok || ok && got != c.want {
			t.Errorf("%v %v: %+v %v", c.x, c.y, got, ok)
		}
	}
}
