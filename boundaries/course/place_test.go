package course

import (
	"fmt"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/geo"
	"cairn/internal/problem"
)

// ground is a plane near the central meridian of zone 35: metres east and north of a place.
func ground(east, north float64) orb.Point {
	zone, _ := geo.ZoneByEPSG(4544)
	return geo.Unproject(2_600_000+north, 500_000+east, zone)
}

func line(points ...[2]float64) boundaries.Line {
	l := boundaries.Line{Code: "532601000532622000", Name: "甲乙线", ShortCode: "0122"}
	for _, p := range points {
		l.Geometry = append(l.Geometry, ground(p[0], p[1]))
	}
	return l
}

func marker(number, kind string, east, north float64, lines ...string) Marker {
	return Marker{ID: number, Number: number, Type: kind, Lines: append([]string{"532601000532622000"}, lines...), Position: ground(east, north)}
}

func build(l boundaries.Line, markers []Marker, crossings ...Crossing) Profile {
	zone, _ := geo.ZoneByEPSG(4544)
	return Build(l, markers, crossings, zone)
}

// along gives the grid metres of the stations with a number.
func along(p Profile) map[string]float64 {
	all := map[string]float64{}
	for _, s := range p.Stations {
		if s.Number != "" {
			all[s.Number] = math.Round(s.GridKm * 1000)
		}
	}
	return all
}

// hairpin goes 10 km east and comes back 30 m to the north.
func hairpin() boundaries.Line {
	return line([2]float64{0, 0}, [2]float64{10_000, 0}, [2]float64{10_000, 30}, [2]float64{0, 30})
}

// A marker that stands nearer to the wrong pass is kept between its neighbours, whichever
// way the numbers run.
func TestHairpin(t *testing.T) {
	t.Parallel()
	forward := []Marker{marker("0122001Q", "single", 2000, 1), marker("0122002Q", "single", 6000, 20), marker("0122003Q", "single", 9000, 2),
		marker("0122004Q", "single", 5000, 12), marker("0122005Q", "single", 1000, 29)}
	want := map[string]float64{"0122001Q": 2000, "0122002Q": 6000, "0122003Q": 9000, "0122004Q": 15_030, "0122005Q": 19_030}
	check := func(name string, markers []Marker, want map[string]float64) {
		t.Helper()
		p := build(hairpin(), markers)
		got := along(p)
		for number, metres := range want {
			if math.Abs(got[number]-metres) > 1 {
				t.Errorf("%s: %s stands at %.0f, want %.0f", name, number, got[number], metres)
			}
		}
		if !p.InOrder {
			t.Errorf("%s: not in order", name)
		}
	}
	check("forwards", forward, want)
	backward, wantBack := make([]Marker, len(forward)), map[string]float64{}
	for i, m := range forward {
		backward[i] = m
		backward[i].Number = fmt.Sprintf("0122%03dQ", len(forward)-i)
		wantBack[backward[i].Number] = want[m.Number]
	}
	check("backwards", backward, wantBack)
}

// Numbers that do not follow the line stay where they stand, and it is told.
func TestNumbersOutOfOrder(t *testing.T) {
	t.Parallel()
	p := build(line([2]float64{0, 0}, [2]float64{10_000, 0}), []Marker{marker("0122001Q", "single", 2000, 0),
		marker("0122002Q", "single", 8000, 0), marker("0122003Q", "single", 5000, 0)})
	if got := along(p); p.InOrder || got["0122003Q"] != 5000 || got["0122002Q"] != 8000 {
		t.Errorf("in order: %v, %v", p.InOrder, got)
	}
}

// A pair is one station with one member to the left and one to the right; a set of three
// stands for the junction at the end of its lines, whatever pass is nearer.
func TestPairAndTriple(t *testing.T) {
	t.Parallel()
	const other, third = "532601000532623000", "532622000532623000"
	markers := []Marker{marker("0122001A", "double", 4000, 40), marker("0122001B", "double", 4010, -60),
		marker("0122231C", "triple", 9950, 80, other, third), marker("0122231D", "triple", 9900, -70, other, third), marker("0122231E", "triple", 10_120, 10, other, third)}
	p := build(line([2]float64{0, 0}, [2]float64{10_000, 0}), markers,
		Crossing{Kind: Junction, LineRef: LineRef{Code: other, Name: "甲丙线"}, At: ground(10_000, 0)},
		Crossing{Kind: Junction, LineRef: LineRef{Code: third, Name: "乙丙线"}, At: ground(10_000, 0)})
	if len(p.Stations) != 3 {
		t.Fatalf("stations %+v", p.Stations)
	}
	pair, end := p.Stations[1], p.Stations[2]
	if pair.Number != "0122001" || math.Round(pair.GridKm*1000) != 4005 || len(pair.Markers) != 2 {
		t.Errorf("pair %+v", pair)
	}
	for i, want := range []float64{-40, 60} {
		if math.Abs(pair.Markers[i].OffsetM-want) > 0.01 {
			t.Errorf("%s is %v off, want %v", pair.Markers[i].Number, pair.Markers[i].OffsetM, want)
		}
	}
	if end.Kind != End || end.Number != "0122231" || len(end.Markers) != 3 || len(end.Lines) != 2 || math.Round(end.GridKm*1000) != 10_000 {
		t.Errorf("set of three %+v", end)
	}
}

// Chainages are geodesic, grid kilometres beside them; the last station is the line's length.
func TestLengths(t *testing.T) {
	t.Parallel()
	l := line([2]float64{-130_000, 0}, [2]float64{-125_000, 3000}, [2]float64{-125_000, 3000}, [2]float64{-120_000, 0})
	p := build(l, nil)
	if want := geo.Length(l.Geometry) / 1000; math.Abs(p.GeodesicLengthKm-want) > 1e-6 || p.Stations[1].ChainageKm != p.GeodesicLengthKm {
		t.Errorf("geodesic %v, want %v", p.GeodesicLengthKm, want)
	}
	want := 2 * math.Hypot(5, 3)
	if math.Abs(p.GridLengthKm-want) > 1e-4 || p.ProjectedCRS != "EPSG:4544" {
		t.Errorf("grid %v %s, want %v", p.GridLengthKm, p.ProjectedCRS, want)
	}
}

func TestSectors(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		east, north float64
		want        string
	}{{0, 1, "N"}, {38, 100, "NNE"}, {1, 1, "NE"}, {100, 40, "ENE"}, {1, 0, "E"}, {1, -1, "SE"}, {0, -1, "S"}, {-1, -1, "SW"}, {-1, 0, "W"},
		{-100, 38, "WNW"}, {-1, 1, "NW"}, {-38, 100, "NNW"}, {19, 100, "N"}, {-19, 100, "N"}} {
		if got := Sector(Bearing(ground(0, 0), ground(tc.east*10, tc.north*10))); got != tc.want {
			t.Errorf("%v east, %v north: %s, want %s", tc.east, tc.north, got, tc.want)
		}
	}
	// True north, not grid north: far from the central meridian they differ by a degree.
	a := orb.Point{103.6, 23.4}
	if b := Bearing(a, orb.Point{103.6, 23.6}); b != 0 {
		t.Errorf("along a meridian %v", b)
	}
	for _, lang := range []problem.Lang{problem.Chinese, problem.English} {
		w := writer{lang: lang}
		seen := map[string]bool{}
		for _, s := range Sectors {
			seen[w.sector(Leg{Sector: s})] = true
		}
		if len(seen) != 16 || seen["course.sector_n"] {
			t.Errorf("%s: %v", lang, seen)
		}
	}
}
