package grain_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"cairn/internal/grain"
)

func TestCellsNest(t *testing.T) {
	t.Parallel()
	for i, g := range grain.Ladder[1:] {
		if i > 0 && g%grain.Ladder[i] != 0 {
			t.Errorf("%d m is not made of cells of %d m", g, grain.Ladder[i])
		}
		for _, x := range []float64{104.25, 104.2512345678, 23.37, -0.00001, 179.99999} {
			once := g.Axis(x)
			if g.Axis(once) != once || math.Abs(once-x) > g.Degrees()/2+1e-9 {
				t.Errorf("%v becomes %v at %d m, and then %v", x, once, g, g.Axis(once))
			}
			for _, finer := range grain.Ladder[:i+1] {
				if g.Axis(finer.Axis(x)) != once {
					t.Errorf("%v at %d m by way of %d m: %v, want %v", x, g, finer, g.Axis(finer.Axis(x)), once)
				}
			}
		}
	}
	if grain.Grain(250).Valid() || !grain.Grain(500).Valid() {
		t.Error("the ladder does not bound the grains")
	}
}

func TestGeometry(t *testing.T) {
	t.Parallel()
	g := grain.Grain(1000)
	line := orb.LineString{{104.2512, 23.3712}, {104.2519, 23.3718}, {104.2612, 23.3712}}
	for name, tc := range map[string]struct{ in, want orb.Geometry }{
		"point":         {orb.Point{104.2512, 23.3712}, orb.Point{104.255, 23.375}},
		"line":          {line, orb.LineString{{104.255, 23.375}, {104.265, 23.375}}},
		"short line":    {line[:2], orb.LineString{{104.255, 23.375}, {104.255, 23.375}}},
		"lines":         {orb.MultiLineString{line}, orb.MultiLineString{{{104.255, 23.375}, {104.265, 23.375}}}},
		"face":          {orb.Polygon{{{1.001, 1.001}, {1.021, 1.001}, {1.021, 1.021}, {1.001, 1.001}}}, orb.Polygon{{{1.005, 1.005}, {1.025, 1.005}, {1.025, 1.025}, {1.005, 1.005}}}},
		"face in cell":  {orb.Polygon{{{1.001, 1.001}, {1.002, 1.001}, {1.002, 1.002}, {1.001, 1.001}}}, orb.MultiPoint{{1.0, 1.0}, {1.01, 1.01}}.Bound().ToPolygon()},
		"nothing there": {nil, nil},
	} {
		got := g.Geometry(tc.in)
		if tc.want == nil {
			if got != nil {
				t.Errorf("%s: %v", name, got)
			}
			continue
		}
		if !close(got, tc.want) {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
	if line[0][0] != 104.2512 || !orb.Equal(grain.Exact.Geometry(line), line) {
		t.Error("the line that was given has changed")
	}
}

// close compares to a nanodegree: the corners of a padded box are sums.
func close(a, b orb.Geometry) bool {
	x, y := a.Bound(), b.Bound()
	near := func(p, q orb.Point) bool { return math.Hypot(p[0]-q[0], p[1]-q[1]) < 1e-9 }
	return a.GeoJSONType() == b.GeoJSONType() && near(x.Min, y.Min) && near(x.Max, y.Max)
}

// A box searched among exact positions tells of cells only.
func TestWiden(t *testing.T) {
	t.Parallel()
	g := grain.Grain(1000)
	one := g.Widen(orb.Bound{Min: orb.Point{104.251, 23.371}, Max: orb.Point{104.251, 23.371}})
	other := g.Widen(orb.Bound{Min: orb.Point{104.2599, 23.3799}, Max: orb.Point{104.2599, 23.3799}})
	if one != other {
		t.Errorf("places in a cell are told apart: %v, %v", one, other)
	}
	if !one.Contains(orb.Point{104.24, 23.36}) || one.Contains(orb.Point{104.27, 23.375}) {
		t.Errorf("%v does not hold its cells and their lower edges alone", one)
	}
	if b := (orb.Bound{Max: orb.Point{1, 1}}); grain.Exact.Widen(b) != b {
		t.Error("an exact box is another one")
	}
}

type place struct {
	Lon, Lat float64 `coarse:"markers,snap"`
}

type thing struct {
	Name     string
	Lon      float64                `coarse:"markers,snap"`
	Lat      *float64               `coarse:"markers,snap"`
	Northing *float64               `coarse:"markers,drop"`
	Course   struct{ orb.Geometry } `coarse:"lines,shape"`
	Box      *[4]float64            `coarse:"lines,shape,quiet"`
	Track    json.RawMessage        `coarse:"inspections,shape"`
	Along    float64                `coarse:"lines+markers,metres"`
	Km       float64                `coarse:"lines,km"`
	Near     []place
	Next     *thing
	said     bool
}

func (t *thing) Coarse(r *grain.Reader) { t.said = !r.Exact(grain.Markers) }

func sample() *thing {
	lat, n := 23.3712345, 2585712.9113
	return &thing{Lon: 104.2512345, Lat: &lat, Northing: &n, Course: struct{ orb.Geometry }{orb.LineString{{104.2512345, 23}, {105, 24}}},
		Box: &[4]float64{104.2512345, 23, 105, 24}, Track: json.RawMessage(`{"type":"LineString","coordinates":[[104.2512345,23,900],[104.2512346,23]]}`),
		Along: 1234.5, Km: 1.2345, Near: []place{{104.2512345, 23}}}
}

func TestApply(t *testing.T) {
	t.Parallel()
	r := grain.NewReader(grain.Grains{Lines: 100, Markers: 1000, Inspections: 1000})
	v := sample()
	v.Next = sample()
	r.Apply(v)
	text, _ := json.Marshal(v)
	if strings.Contains(string(text), "12345") || !v.said || !v.Next.said {
		t.Errorf("exact still: %s", text)
	}
	if v.Lon != 104.255 || *v.Lat != 23.375 || v.Northing != nil || v.Along != 1000 || v.Km != 1.2 || v.Box[0] != 104.2515 {
		t.Errorf("%+v", v)
	}
	if want := `{"coordinates":[[104.255,23.005],[104.255,23.005]],"type":"LineString"}`; string(v.Track) != want {
		t.Errorf("track %s, want %s", v.Track, want)
	}
	if layers, n := r.Seen(); n != 0 {
		t.Errorf("%d records of %v were shown exactly", n, layers)
	}
}

func TestApplyExactCountsRecords(t *testing.T) {
	t.Parallel()
	r := grain.NewReader(grain.Grains{Inspections: 1000})
	list := []*thing{sample(), sample()}
	r.Apply(&list)
	if *list[0].Lat != 23.3712345 || list[1].Northing == nil {
		t.Errorf("%+v", list[0])
	}
	layers, n := r.Seen()
	if n != 2 || len(layers) != 1 || layers[0] != grain.Markers {
		t.Errorf("%d records of %v, want 2 of markers", n, layers)
	}
	if _, n := r.Seen(); n != 0 {
		t.Errorf("%d records are told twice", n)
	}
	r.Apply(&struct {
		Box [4]float64 `coarse:"lines,shape,quiet"`
	}{[4]float64{1, 2, 3, 4}})
	if _, n := r.Seen(); n != 0 {
		t.Error("a box counts as a record")
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	row := `{"name":"a","geom":{"type":"Point","crs":{"type":"name"},"coordinates":[104.2512345,23.3712345]},"northing":2585712.9113,
		"given_x":104.2512345,"witnesses":[{"lon":104.2512345,"lat":23.3712345,"distance_m":8.19}],"chainage_m":1234.5,"height_m":900.1,"walked":[[1.5,2501.5]]}`
	got := string(grain.Grain(1000).JSON([]byte(row)))
	for _, exact := range []string{"12345", "2585712", "1234.5", "900.1", "2501"} {
		if strings.Contains(got, exact) {
			t.Errorf("%s stands in %s", exact, got)
		}
	}
	for _, kept := range []string{`"name":"a"`, "8.19", "104.255"} {
		if !strings.Contains(got, kept) {
			t.Errorf("%s is gone from %s", kept, got)
		}
	}
	if got := string(grain.Grain(10).JSON([]byte("{"))); got != "null" {
		t.Errorf("no JSON: %s", got)
	}
	if got := string(grain.Exact.JSON([]byte(row))); got != row {
		t.Errorf("exact: %s", got)
	}
}

func FuzzJSON(f *testing.F) {
	for _, seed := range []string{`{"lon":1.23456789}`, `[{"type":"Polygon","coordinates":[[[1,2],[3]]]}]`, `{"coordinates":[],"type":"Point"}`, `{"walked":"x","lat":null}`, "{"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if got := grain.Grain(100).JSON(text); len(text) > 0 && !json.Valid(got) {
			t.Errorf("%q becomes %q", text, got)
		}
	})
}
