package geo

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
)

func codeOf(err error) Code {
	if f, ok := errors.AsType[*Fault](err); ok {
		return f.Code
	}
	return ""
}

func TestValidatePoint(t *testing.T) {
	t.Parallel()
	wenshan := Limits{Expect: orb.Bound{Min: orb.Point{103, 22}, Max: orb.Point{107, 25}}}
	for _, c := range []struct {
		name     string
		lon, lat float64
		limits   Limits
		want     Code
	}{
		{"fine", 104.2, 23.4, wenshan, ""},
		{"fine, expecting nothing", 10, 20, Limits{}, ""},
		{"outside what is expected, but no swap", 100, 23, wenshan, ""},
		{"corner of the earth", 180, -90, Limits{}, ""},
		{"NaN", math.NaN(), 20, Limits{}, CodeNotFinite},
		{"infinite", 10, math.Inf(-1), Limits{}, CodeNotFinite},
		{"swapped by range", 23.4, 104.2, Limits{}, CodeSwapped},
		{"swapped by box", 23.4, 104.2, wenshan, CodeSwapped},
		{"swapped by box, both in range", 23, 80, Limits{Expect: orb.Bound{Min: orb.Point{75, 20}, Max: orb.Point{85, 30}}}, CodeSwapped},
		{"grid coordinates", 423317, 2585712, wenshan, CodeOutOfRange},
		{"latitude", 100, 90.5, wenshan, CodeOutOfRange},
	} {
		if got := codeOf(ValidatePoint(c.lon, c.lat, c.limits)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestValidateGeometry(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		wkt  string
		want Code
	}{
		{"point", "POINT(104 23)", ""},
		{"line that crosses itself", "LINESTRING(0 0,2 2,2 0,0 2)", ""},
		{"line of one place", "LINESTRING(1 1,1 1)", CodeTooFewPoints},
		{"empty line", "LINESTRING EMPTY", CodeEmpty},
		{"empty polygon", "POLYGON EMPTY", CodeEmpty},
		{"collection", "GEOMETRYCOLLECTION(POINT(1 1),LINESTRING(1 1,1 1))", CodeTooFewPoints},
		{"square", "POLYGON((0 0,1 0,1 1,0 1,0 0))", ""},
		{"square the other way round", "POLYGON((0 0,0 1,1 1,1 0,0 0))", ""},
		{"vertex given twice", "POLYGON((0 0,1 0,1 0,1 1,0 1,0 0))", ""},
		{"open", "POLYGON((0 0,1 0,1 1,0 1))", CodeRingNotClosed},
		{"two places", "POLYGON((0 0,1 0,0 0,0 0))", CodeTooFewPoints},
		{"bow tie", "POLYGON((0 0,2 2,2 0,0 2,0 0))", CodeSelfCrossing},
		{"spike", "POLYGON((0 0,2 0,2 2,2 3,2 2,0 2,0 0))", CodeSelfCrossing},
		{"flat", "POLYGON((0 0,1 0,2 0,0 0))", CodeSelfCrossing},
		{"touches itself", "POLYGON((0 0,4 0,4 4,2 0,0 4,0 0))", CodeSelfCrossing},
		{"swapped", "POLYGON((23 104,24 104,24 105,23 104))", CodeSwapped},
		{"out of range", "LINESTRING(0 0,200 200)", CodeOutOfRange},
		{"hole", "POLYGON((0 0,9 0,9 9,0 9,0 0),(1 1,2 1,2 2,1 1))", ""},
		{"hole that touches the shell", "POLYGON((0 0,9 0,9 9,0 9,0 0),(0 1,2 1,2 2,0 1))", ""},
		{"hole outside", "POLYGON((0 0,1 0,1 1,0 0),(5 5,6 5,6 6,5 5))", CodeHoleOutside},
		{"hole in hole", "POLYGON((0 0,9 0,9 9,0 9,0 0),(1 1,5 1,5 5,1 5,1 1),(2 2,3 2,3 3,2 2))", CodeOverlap},
		{"part in part", "MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0)),((1 1,2 1,2 2,1 1)))", CodeOverlap},
		{"part in hole", "MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0),(1 1,5 1,5 5,1 5,1 1)),((2 2,3 2,3 3,2 2)))", ""},
	} {
		g, err := wkt.Unmarshal(c.wkt)
		if err != nil {
			t.Fatal(err)
		}
		err = ValidateGeometry(g, Limits{})
		if got := codeOf(err); got != c.want {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func TestValidateGeometryWithoutText(t *testing.T) {
	t.Parallel()
	square := orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}
	for _, c := range []struct {
		name   string
		g      orb.Geometry
		limits Limits
		want   Code
	}{
		{"nil", nil, Limits{}, CodeEmpty},
		{"NaN in a line", orb.LineString{{0, 0}, {math.NaN(), 1}}, Limits{}, CodeNotFinite},
		{"empty part", orb.MultiPolygon{square, {}}, Limits{}, CodeEmpty},
		{"empty hole", orb.Polygon{square[0], {}}, Limits{}, CodeTooFewPoints},
		{"at the limit", square, Limits{MaxVertices: 5}, ""},
		{"over the limit", square, Limits{MaxVertices: 4}, CodeTooManyVertices},
		{"box", orb.Bound{Max: orb.Point{1, 1}}, Limits{}, ""},
		{"ring", square[0], Limits{}, ""},
	} {
		if err := ValidateGeometry(c.g, c.limits); codeOf(err) != c.want {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func TestFaultSaysWhere(t *testing.T) {
	t.Parallel()
	err := ValidateGeometry(orb.Polygon{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}}, Limits{})
	f, ok := errors.AsType[*Fault](err)
	if !ok || f.At != (orb.Point{1, 1}) {
		t.Fatalf("got %v, want the crossing at 1 1", err)
	}
	if !strings.Contains(err.Error(), "self_crossing at 1 1") {
		t.Errorf("text %q", err)
	}
}

// testdata/valid.csv: random WKT on small whole numbers, so that touching and
// overlapping is frequent, with ST_IsValid and its reason, PostGIS 3.3.2.
func TestValidityAgreesWithPostGIS(t *testing.T) {
	t.Parallel()
	for i, row := range readTable(t, "valid.csv") {
		g, err := wkt.Unmarshal(row[0])
		if err != nil {
			t.Fatal(err)
		}
		err = ValidateGeometry(g, Limits{})
		if (err == nil) != (row[1] == "t") {
			t.Errorf("row %d: %s: %v, PostGIS: %s", i+1, row[0], err, row[2])
		}
	}
}

func TestLargeOutlineIsChecked(t *testing.T) {
	t.Parallel()
	const n = 50_000
	ring := make(orb.Ring, 0, n+1)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / n)
		r := 1 + 0.1*math.Sin(float64(i)/70)
		ring = append(ring, orb.Point{105 + r*cos, 24 + r*sin})
	}
	ring = append(ring, ring[0])
	if err := ValidateGeometry(orb.Polygon{ring}, Limits{}); err != nil {
		t.Error(err)
	}
	ring[n/2], ring[n/2+10] = ring[n/2+10], ring[n/2]
	if err := ValidateGeometry(orb.Polygon{ring}, Limits{}); codeOf(err) != CodeSelfCrossing {
		t.Errorf("two vertices exchanged: %v", err)
	}
}

// comb has long slanting teeth side by side: every box meets every other.
func comb(teeth int) orb.Polygon {
	var ring orb.Ring
	for i := range teeth {
		x := float64(i)
		ring = append(ring, orb.Point{x, 0}, orb.Point{x + 1e6, 80}, orb.Point{x + 0.5, 0})
	}
	ring = append(ring, orb.Point{0, -1}, ring[0])
	for i := range ring {
		ring[i][0] *= 1e-6
	}
	return orb.Polygon{ring}
}

func TestCombIsRefusedInsteadOfEatingTime(t *testing.T) {
	t.Parallel()
	if err := ValidateGeometry(comb(500), Limits{}); err != nil {
		t.Error(err)
	}
	if err := ValidateGeometry(comb(8_000), Limits{}); codeOf(err) != CodeTooIntricate {
		t.Errorf("got %v", err)
	}
}
