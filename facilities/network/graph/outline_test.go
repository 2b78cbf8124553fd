package graph

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// TestOutline: of points anywhere, those that the outline holds are reached in time and the
// others are not, but for those within two cells of the true outline. Points on the road are
// told exactly, right up to where the time is used up.
func TestOutline(t *testing.T) {
	t.Parallel()
	for seed := range uint64(12) {
		checkOutline(t, seed)
	}
}

func FuzzOutline(f *testing.F) {
	f.Add(uint64(3))
	f.Fuzz(checkOutline)
}

func checkOutline(t *testing.T, seed uint64) {
	rnd := rand.New(rand.NewPCG(seed, 11))
	g := Build(append(streets(rnd, 12, 0.5), tangle(rnd, 6, 3)...))
	rules := Rules{WalkKmh: 3 + 3*rnd.Float64(), WalkLimit: 500 + 4000*rnd.Float64()}
	sources := make([]Place, 1+rnd.IntN(3))
	for i := range sources {
		sources[i] = g.Snap(orb.Point{104 + rnd.Float64()*0.06, 23 + rnd.Float64()*0.06})
	}
	field, err := g.Spread(context.Background(), sources, rules)
	if err != nil {
		t.Fatal(err)
	}
	seconds := 60 * (1 + 14*rnd.Float64())
	outline, err := field.Outline(context.Background(), seconds, 20_000)
	if err != nil {
		t.Fatal(err)
	}
	holds := func(p orb.Point) bool {
		return planar.MultiPolygonContains(outline.Areas, p) || planar.MultiPolygonContains(outline.Strips, p)
	}
	reached := func(p orb.Point) bool { return field.Seconds(g.Snap(p)) <= seconds }
	box := field.box(seconds)
	for range 1500 {
		p := orb.Point{box.Min[0] + rnd.Float64()*(box.Max[0]-box.Min[0]), box.Min[1] + rnd.Float64()*(box.Max[1]-box.Min[1])}
		if holds(p) != reached(p) && !borders(p, reached, outline.Cell, !reached(p)) {
			t.Errorf("seed %d: %v is reached in %.1f of %.1f s, held by the outline: %v (cell %.0f m)", seed, p, field.Seconds(g.Snap(p)), seconds, holds(p), outline.Cell)
		}
	}
	checkRoads(t, field, seconds, holds)
}

// borders reports whether some point around p, at most two cells away, is (not) reached.
func borders(p orb.Point, reached func(orb.Point) bool, cell float64, want bool) bool {
	lon, north := scales(p[1])
	for ring := 1; ring <= 8; ring++ {
		radius := cell * float64(ring) / 4
		for i := range 32 {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / 32)
			if reached(orb.Point{p[0] + radius*cos/lon, p[1] + radius*sin/north}) == want {
				return true
			}
		}
	}
	return false
}

// checkRoads looks at every edge shortly before and after the time is used up on it.
func checkRoads(t *testing.T, f *Field, seconds float64, holds func(orb.Point) bool) {
	t.Helper()
	s := f.search
	speed := metresPerSecond(s.rules.WalkKmh)
	cuts := 0
	for e := range s.g.Edges {
		for _, w := range s.waves(int32(e)) {
			if st := w.stations(s.g, seconds-1, speed, 0); len(st) > 0 {
				cuts++
				if p := st[len(st)-1].at; !holds(p) {
					t.Errorf("%v on edge %d is reached a second before the time is up, the outline leaves it out", p, e)
				}
			}
		}
	}
	if cuts == 0 {
		t.Log("no road is cut")
	}
}

// TestFieldAgreesWithMatrix: the raster asks the same as the table.
func TestFieldAgreesWithMatrix(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(4, 4))
	g := Build(tangle(rnd, 10, 8))
	source := g.Snap(somewhere(rnd))
	field, err := g.Spread(context.Background(), []Place{source}, onFoot)
	if err != nil {
		t.Fatal(err)
	}
	pr := field.probe(3600)
	for range 300 {
		p := g.Snap(somewhere(rnd))
		m, err := g.Matrix(context.Background(), []Place{source}, []Place{p}, onFoot)
		if err != nil {
			t.Fatal(err)
		}
		seconds := 3600 - pr.left(p.Point)/pr.speed
		if want := float64(m[0]); math.Abs(seconds-want) > 0.05+2e-5*want && seconds != want {
			t.Errorf("%v: %.2f s, the table says %.2f s", p.Point, seconds, want)
		}
	}
}
