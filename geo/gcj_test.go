package geo

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
)

func near(a, b orb.Point, tolerance float64) bool {
	return math.Abs(a[0]-b[0]) <= tolerance && math.Abs(a[1]-b[1]) <= tolerance
}

func TestGCJKnownPoints(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ wgs, gcj orb.Point }{
		// The vectors that public implementations test themselves with.
		{orb.Point{121.5272106, 31.1774276}, orb.Point{121.531541859215, 31.17530398364597}},
		{orb.Point{113.912316, 22.543847}, orb.Point{113.9171764808363, 22.540796131694766}},
		{orb.Point{116.377817, 39.911954}, orb.Point{116.38404722455657, 39.91334545536069}},
		// Outside China there is no shift.
		{orb.Point{2.35, 48.86}, orb.Point{2.35, 48.86}},
		{orb.Point{104, 60}, orb.Point{104, 60}},
	} {
		if got := GCJFromWGS(c.wgs); !near(got, c.gcj, 1e-6) {
			t.Errorf("%v: %.8f, want %.8f", c.wgs, got, c.gcj)
		}
	}
}

// Near Wenshan the shift is 355 to 481 m.
func TestGCJShiftNearWenshan(t *testing.T) {
	t.Parallel()
	for lon := 103.5; lon <= 106.3; lon += 0.1 {
		for lat := 22.6; lat <= 24.5; lat += 0.1 {
			p := orb.Point{lon, lat}
			if d := Distance(p, GCJFromWGS(p)); d < 350 || d > 490 {
				t.Errorf("%v is shifted by %.1f m", p, d)
			}
		}
	}
}

func TestShiftedSystemsInvert(t *testing.T) {
	t.Parallel()
	for lon := 73.0; lon < 137; lon += 1.37 {
		for lat := 3.0; lat < 54; lat += 1.21 {
			p := orb.Point{lon, lat}
			if d := Distance(p, WGSFromGCJ(GCJFromWGS(p))); d > 1e-8 {
				t.Fatalf("GCJ-02 at %v: %g m", p, d)
			}
			if d := Distance(p, WGSFromBD(BDFromWGS(p))); d > 1e-7 {
				t.Fatalf("BD-09 at %v: %g m", p, d)
			}
		}
	}
}

func TestBDKnownPoint(t *testing.T) {
	t.Parallel()
	// From Baidu's own conversion service, as quoted in public tests.
	got := BDFromGCJ(orb.Point{116.397477, 39.908692})
	if want := (orb.Point{116.403851, 39.915034}); !near(got, want, 2e-5) {
		t.Errorf("got %.6f, want about %.6f", got, want)
	}
}

func TestLooksLikeGCJ(t *testing.T) {
	t.Parallel()
	marker := orb.Point{104.427803, 23.313675}
	east := func(p orb.Point, metres float64) orb.Point {
		return orb.Point{p[0] + metres/102_000, p[1]}
	}
	for _, c := range []struct {
		name     string
		observed orb.Point
		accuracy float64
		want     bool
	}{
		{"at the marker", marker, 5, false},
		{"moved by 21 m", east(marker, 21), 0.1, false},
		{"moved by 400 m, elsewhere", east(marker, -400), 5, false},
		{"a bad fix", east(marker, 150), 200, false},
		{"GCJ-02", GCJFromWGS(marker), 0.1, true},
		{"GCJ-02, by phone", east(GCJFromWGS(marker), 12), 8, true},
		{"GCJ-02, by a bad phone", east(GCJFromWGS(marker), 90), 50, true},
		{"corrected once too often", WGSFromGCJ(marker), 5, true},
	} {
		if got := LooksLikeGCJ(marker, c.observed, c.accuracy); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if LooksLikeGCJ(orb.Point{2, 48}, orb.Point{2, 48}, 5) {
		t.Error("outside China nothing looks like GCJ-02")
	}
}
