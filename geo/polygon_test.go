package geo

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// orientRat is orient in rational numbers.
func orientRat(a, b, c orb.Point) int {
	r := func(v float64) *big.Rat { return new(big.Rat).SetFloat64(v) }
	sub := func(x, y float64) *big.Rat { return new(big.Rat).Sub(r(x), r(y)) }
	left := new(big.Rat).Mul(sub(a[0], c[0]), sub(b[1], c[1]))
	return left.Cmp(new(big.Rat).Mul(sub(a[1], c[1]), sub(b[0], c[0])))
}

func TestOrientIsExact(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 2))
	exact := 0
	for i := range 20_000 {
		round := func(v float64) float64 {
			if i%2 == 0 {
				return math.Round(v*16) / 16
			}
			return v
		}
		a := orb.Point{104 + round(rnd.Float64()), 23 + round(rnd.Float64())}
		b := orb.Point{104 + round(rnd.Float64()), 23 + round(rnd.Float64())}
		u := round(rnd.Float64())
		c := orb.Point{a[0] + u*(b[0]-a[0]), a[1] + u*(b[1]-a[1])} // on the line, but for rounding
		want := orientRat(a, b, c)
		if got := orient(a, b, c); got != want || orient(b, a, c) != -want {
			t.Fatalf("orient(%v, %v, %v) = %d, want %d", a, b, c, got, want)
		}
		if want == 0 {
			exact++
		}
	}
	if exact == 0 {
		t.Error("no point fell exactly on its line; the test is too weak")
	}
	for _, c := range []struct {
		a, b, c orb.Point
		want    int
	}{
		{orb.Point{0, 0}, orb.Point{1, 1}, orb.Point{3, 3}, 0},
		{orb.Point{0, 0}, orb.Point{1e-30, 1e-30}, orb.Point{1e30, 1e30}, 0},
		{orb.Point{1e16, 1e16}, orb.Point{1, 1}, orb.Point{2, 2}, 0},
		{orb.Point{0.1, 0.1}, orb.Point{0.3, 0.3}, orb.Point{0.2, 0.2}, 0},
		{orb.Point{0, 0}, orb.Point{0, 0}, orb.Point{5, 1}, 0},
	} {
		if got := orient(c.a, c.b, c.c); got != c.want {
			t.Errorf("orient(%v, %v, %v) = %d, want %d", c.a, c.b, c.c, got, c.want)
		}
	}
}

// locateSlowly is Polygon.Locate without strips or short cuts.
func locateSlowly(g orb.Geometry, p orb.Point) Position {
	in, on := false, false
	eachRing(g, func(r orb.Ring) {
		for i := 1; i < len(r); i++ {
			a, b := r[i-1], r[i]
			if a[1] > b[1] {
				a, b = b, a
			}
			side := orientRat(a, b, p)
			within := p[0] >= min(a[0], b[0]) && p[0] <= max(a[0], b[0])
			on = on || side == 0 && within && p[1] >= a[1] && p[1] <= b[1]
			in = in != (p[1] >= a[1] && p[1] < b[1] && side > 0)
		}
	})
	return position(in, on)
}

func TestLocateAgreesWithTheSlowWay(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(3, 4))
	seen := map[Position]int{}
	for range 120 {
		var polygon orb.Polygon
		for range 1 + rnd.IntN(3) {
			var ring orb.Ring
			for range 3 + rnd.IntN(12) {
				ring = append(ring, orb.Point{float64(rnd.IntN(9)), float64(rnd.IntN(9))})
			}
			polygon = append(polygon, append(ring, ring[0]))
		}
		prepared, ok := NewPolygon(polygon)
		if !ok {
			continue
		}
		for range 60 {
			p := orb.Point{float64(rnd.IntN(19)-1) / 2, float64(rnd.IntN(19)-1) / 2}
			want := locateSlowly(polygon, p)
			seen[want]++
			if got := prepared.Locate(p); got != want {
				t.Fatalf("%v in %v: %d, want %d", p, polygon, got, want)
			}
		}
	}
	if len(seen) != 4 {
		t.Errorf("positions seen: %v, want all four kinds", seen)
	}
}

func TestLocateWithManyLongEdges(t *testing.T) {
	t.Parallel()
	g := comb(400)
	prepared, _ := NewPolygon(g)
	if edges := len(g[0]) - 1; len(prepared.order) > 8*edges {
		t.Errorf("%d places for %d edges", len(prepared.order), edges)
	}
	rnd := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		p := orb.Point{rnd.Float64(), rnd.Float64()*82 - 1}
		if got, want := prepared.Locate(p), locateSlowly(g, p); got != want {
			t.Fatalf("%v: %d, want %d", p, got, want)
		}
	}
}

func TestNewPolygonRefusesWhatHasNoInside(t *testing.T) {
	t.Parallel()
	for _, g := range []orb.Geometry{
		nil, orb.Point{1, 1}, orb.LineString{{0, 0}, {1, 1}}, orb.Polygon{}, orb.Polygon{{}},
		orb.Polygon{{{1, 1}, {1, 1}, {1, 1}, {1, 1}}},
	} {
		if _, ok := NewPolygon(g); ok {
			t.Errorf("%v was taken", g)
		}
	}
}
