package tiles

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"cairn/internal/grain"
)

// made is a feature of a layer as a query would give it.
func made(t testing.TB, l *Layer, key string, rank int32, g orb.Geometry, values ...any) *Feature {
	t.Helper()
	shape, b, err := newShape(g)
	if err != nil {
		t.Fatal(err)
	}
	f := &Feature{key: key, id: featureID(key), rank: rank, box: b, shape: shape, source: g, values: make([]any, len(l.Properties)-1)}
	for i, v := range values {
		if text, ok := v.(string); ok {
			v = &text
		}
		f.values[i] = v
	}
	f.zoom, f.group = l.firstZoom(f.values), l.group(f.values)
	return f
}

func layerNamed(name string) *Layer {
	for l := range Layers(name).each() {
		return l
	}
	return nil
}

func storeOf(l *Layer, features ...*Feature) *store {
	s, found := newStore(), map[string]*Feature{}
	for _, f := range features {
		found[f.key] = f
	}
	s.apply([]loaded{{l, nil, found}})
	return s
}

func TestThinning(t *testing.T) {
	t.Parallel()
	l := layerNamed("facilities")
	var all []*Feature
	for i := range 1000 { // a crowd of one kind, one of another in its middle, one far away
		all = append(all, made(t, l, fmt.Sprint("v", i), 3, orb.Point{104 + float64(i%40)*1e-4, 23 + float64(i/40)*1e-4}, "village_cemetery"))
	}
	all = append(all,
		made(t, l, "first", 1, orb.Point{104.0011, 23.0011}, "village_cemetery"),
		made(t, l, "other kind", 3, orb.Point{104.0011, 23.0011}, "funeral_parlour"),
		made(t, l, "alone", 5, orb.Point{105.5, 23.9}, "village_cemetery"))
	for range 2 { // in any order of arrival
		now := storeOf(l, all...).now.Load()
		for z := uint32(0); z <= MaxZoom; z++ {
			shown := map[string]bool{}
			for _, p := range []orb.Point{{104.0011, 23.0011}, {105.5, 23.9}} {
				for _, f := range now.features(l, grain.Grains{}, tileAt(p, z)) {
					shown[f.key] = true
				}
			}
			for _, key := range []string{"first", "other kind", "alone"} {
				if !shown[key] && (z > 4 || key != "alone" && key != "first") {
					t.Errorf("zoom %d hides %q", z, key)
				}
			}
			if z < 9 && len(shown) > 10 || z == thinTo && len(shown) != len(all) {
				t.Errorf("zoom %d shows %d of %d", z, len(shown), len(all))
			}
		}
		rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
}

// Whatever is edited: the tiles that look different afterwards are among those that the
// edit forgets, and all are those of a store that was filled at once.
func TestEditsForgetWhatTheyChange(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"places", "areas", "lines"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := layerNamed(name)
			r := rand.New(rand.NewPCG(5, 6))
			s, current := storeOf(l), map[string]*Feature{}
			before := drawAll(t, s, l)
			for i := range 200 {
				key := fmt.Sprint(r.IntN(15))
				found := map[string]*Feature{}
				delete(current, key)
				if r.IntN(4) > 0 {
					current[key] = made(t, l, key, 0, randomGeometry(r, name), fmt.Sprint("name", i))
					found[key] = current[key]
				}
				changes, _ := s.apply([]loaded{{l, []string{key}, found}})
				after := drawAll(t, s, l)
				checkForgotten(t, touchedAreas(changes), before, after)
				before = after
			}
			var all []*Feature
			for _, f := range current {
				all = append(all, f)
			}
			for c, body := range drawAll(t, storeOf(l, all...), l) {
				if !bytes.Equal(body, before[c]) {
					t.Errorf("tile %v differs from that of a new store", c)
				}
			}
		})
	}
}

// drawAll encodes the tiles of some zooms about the test's features.
func drawAll(t *testing.T, s *store, l *Layer) map[Coord][]byte {
	t.Helper()
	tiles := map[Coord][]byte{}
	now := s.now.Load()
	for _, z := range []uint32{0, 6, 8, 10} {
		r := box{project(orb.Point{103.9, 23.6}), project(orb.Point{104.6, 22.9})}.touched(z)
		for x := r.X0; x <= r.X1; x++ {
			for y := r.Y0; y <= r.Y1; y++ {
				c := Coord{z, x, y}
				body, err := OrbEncoder{}.Encode(c, []Content{{l, now.features(l, grain.Grains{}, c)}})
				if err != nil {
					t.Fatal(err)
				}
				tiles[c] = body
			}
		}
	}
	return tiles
}

func checkForgotten(t *testing.T, areas []touchedArea, before, after map[Coord][]byte) {
	t.Helper()
	for c := range after {
		forgotten := false
		for _, a := range areas {
			forgotten = forgotten || a.zooms[c.Z].holds(c)
		}
		if !forgotten && !bytes.Equal(before[c], after[c]) {
			t.Fatalf("tile %v has changed and is not forgotten", c)
		}
	}
}

// randomGeometry takes its corners from a coarse grid, so that outlines share vertices.
func randomGeometry(r *rand.Rand, layer string) orb.Geometry {
	corner := func() orb.Point {
		return orb.Point{104 + float64(r.IntN(6))*0.1, 23 + float64(r.IntN(6))*0.1}
	}
	between := func(a, b orb.Point) orb.LineString { // the same line whichever way it is walked
		if b[0] < a[0] || b[0] == a[0] && b[1] < a[1] {
			return reversed(coast(1, b, a, 30))
		}
		return coast(1, a, b, 30)
	}
	a, b, c := corner(), corner(), corner()
	switch layer {
	case "places":
		return orb.Point{a[0] + r.Float64()*0.05, a[1] + r.Float64()*0.05}
	case "lines":
		return run(r)
	}
	return orb.Polygon{ringOf(between(a, b), between(b, c), between(c, a))}
}

// run is a nearly straight line along a grid: its points matter little to itself, but
// much to the lines that end there.
func run(r *rand.Rand) orb.LineString {
	x, y, across, n := r.IntN(25), r.IntN(25), r.IntN(2), 2+r.IntN(20)
	var line orb.LineString
	for i := range n {
		gx, gy := x+i*across, y+i*(1-across)
		shake := rand.New(rand.NewPCG(uint64(gx), uint64(gy)))
		line = append(line, orb.Point{104 + float64(gx)*0.02 + shake.Float64()*1e-3, 23 + float64(gy)*0.02 + shake.Float64()*1e-3})
	}
	return line
}
