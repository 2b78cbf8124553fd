package geo

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

// scattered are places in a box, some of them twice; every tenth item has none.
func scattered(rnd *rand.Rand, n int, box orb.Bound) ([]int, func(int) (orb.Point, bool), []orb.Point) {
	items, at := make([]int, n), make([]orb.Point, n)
	for i := range items {
		items[i] = i
		at[i] = orb.Point{box.Min[0] + rnd.Float64()*(box.Max[0]-box.Min[0]), box.Min[1] + rnd.Float64()*(box.Max[1]-box.Min[1])}
		if i > 0 && rnd.IntN(8) == 0 {
			at[i] = at[rnd.IntN(i)]
		}
	}
	return items, func(i int) (orb.Point, bool) { return at[i], i%10 != 9 }, at
}

// Nearest and Within give what a look at every point gives: in a prefecture, over the whole
// earth with its poles and the antimeridian, and around an antipode.
func TestPointsAgreeWithLookingAtAll(t *testing.T) {
	t.Parallel()
	for name, box := range map[string]orb.Bound{
		"prefecture": {Min: orb.Point{103.5, 22.5}, Max: orb.Point{106.2, 24.5}}, "earth": {Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}},
		"one meridian": {Min: orb.Point{104, -1}, Max: orb.Point{104, 1}}, "antipode": {Min: orb.Point{-76.5, -24}, Max: orb.Point{-75, -22}},
	} {
		rnd := rand.New(rand.NewPCG(5, 26))
		items, place, at := scattered(rnd, 400, box)
		tree := NewPoints(items, place)
		from := append([]orb.Point{{104.2, 23.4}, {0, 90}, {180, 0}, at[3]}, at[100:140]...)
		for _, p := range from {
			for name, fits := range map[string]func(int) bool{"all": nil, "thirds": func(i int) bool { return i%3 == 0 }, "none": func(int) bool { return false }} {
				want, least := -1, math.Inf(1)
				for i := range items {
					if i%10 != 9 && (fits == nil || fits(i)) && Distance(p, at[i]) < least {
						want, least = i, Distance(p, at[i])
					}
				}
				if got, metres, ok := tree.Nearest(p, fits); ok != (want >= 0) || ok && (got != want || metres != least) {
					t.Fatalf("%s from %v: %d at %v m, want %d at %v m", name, p, got, metres, want, least)
				}
			}
			metres := Distance(p, at[rnd.IntN(len(at))])
			var got, want []int
			tree.Within(p, metres, func(i int) bool { got = append(got, i); return true })
			for i := range items {
				if i%10 != 9 && Distance(p, at[i]) <= metres {
					want = append(want, i)
				}
			}
			if slices.Sort(got); !slices.Equal(got, want) {
				t.Fatalf("%s within %v m of %v: %v, want %v", name, metres, p, got, want)
			}
		}
	}
}

func TestPointsStopWhenTold(t *testing.T) {
	t.Parallel()
	items, place, _ := scattered(rand.New(rand.NewPCG(1, 2)), 100, orb.Bound{Min: orb.Point{104, 23}, Max: orb.Point{105, 24}})
	seen := 0
	NewPoints(items, place).Within(orb.Point{104.5, 23.5}, 1e6, func(int) bool { seen++; return seen < 5 })
	if seen != 5 {
		t.Errorf("%d visited", seen)
	}
	if _, _, ok := NewPoints(nil, place).Nearest(orb.Point{104, 23}, nil); ok {
		t.Error("nothing is near")
	}
}

// Nearest of 4,372 points from 1,000 places, by the k-d tree and by the tree of boxes.
func BenchmarkNearestPoint(b *testing.B) {
	rnd := rand.New(rand.NewPCG(7, 7))
	box := orb.Bound{Min: orb.Point{103.5, 22.5}, Max: orb.Point{106.2, 24.5}}
	items, place, at := scattered(rnd, 4372, box)
	_, _, from := scattered(rnd, 1000, box)
	b.Run("points", func(b *testing.B) {
		for b.Loop() {
			tree := NewPoints(items, place)
			for _, p := range from {
				tree.Nearest(p, nil)
			}
		}
	})
	b.Run("boxes", func(b *testing.B) {
		for b.Loop() {
			ix := NewIndex[int]()
			for i := range items {
				if err := ix.Insert(at[i], i); err != nil {
					b.Fatal(err)
				}
			}
			for _, p := range from {
				ix.Nearest(p, 1, nil)
			}
		}
	})
}
