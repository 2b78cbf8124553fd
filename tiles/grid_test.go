package tiles

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"cairn/internal/problem"
)

func TestProject(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		p    orb.Point
		want point
	}{
		{orb.Point{0, 0}, point{1 << 31, 1 << 31}},
		{orb.Point{-180, maxLatitude}, point{0, 0}},
		{orb.Point{180, -90}, point{math.MaxUint32, math.MaxUint32}},
		{orb.Point{-500, 90}, point{0, 0}},
		{orb.Point{90, 66.51326044311186}, point{3 << 30, 1 << 30}},
	} {
		if got := project(tc.p); got != tc.want {
			t.Errorf("%v: %v, want %v", tc.p, got, tc.want)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		p := orb.Point{r.Float64()*360 - 180, r.Float64()*170 - 85}
		q := project(p).lonLat()
		if d := math.Hypot(p[0]-q[0], p[1]-q[1]); d > 1e-7 {
			t.Fatalf("%v comes back as %v", p, q)
		}
	}
}

// A tile shows a box if and only if a change of the box makes the tile stale.
func TestTouchedAgreesWithReach(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		c := Coord{Z: r.Uint32N(MaxZoom + 1)}
		c.X, c.Y = r.Uint32N(1<<c.Z), r.Uint32N(1<<c.Z)
		b := boxNear(r, c)
		lo, hi := c.reach()
		bl, bh := b.corners()
		shown := bl[0] <= hi[0] && bh[0] >= lo[0] && bl[1] <= hi[1] && bh[1] >= lo[1]
		if got := b.touched(c.Z).holds(c); got != shown {
			t.Fatalf("tile %v, box %v: touched %v, shown %v", c, b, got, shown)
		}
	}
}

// boxNear is a box whose corners lie about the edges of the tile's reach, often exactly on them.
func boxNear(r *rand.Rand, c Coord) box {
	lo, hi := c.reach()
	near := func(axis int) (uint32, uint32) {
		edges := []float64{lo[axis], hi[axis], (lo[axis] + hi[axis]) / 2, 2*lo[axis] - hi[axis], 2*hi[axis] - lo[axis]}
		pick := func() float64 {
			v := edges[r.IntN(len(edges))] + float64(r.IntN(3)-1)
			return min(max(v, 0), math.MaxUint32)
		}
		a, b := pick(), pick()
		return uint32(min(a, b)), uint32(max(a, b))
	}
	x0, x1 := near(0)
	y0, y1 := near(1)
	return box{point{x0, y0}, point{x1, y1}}
}

func TestParseCoord(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		z, x, y string
		kind    problem.Kind
	}{
		{"0", "0", "0", ""},
		{"18", "262143", "262143", ""},
		{"1", "2", "0", problem.NotFound},
		{"1", "0", "2", problem.NotFound},
		{"19", "0", "0", problem.NotFound},
		{"4000000000", "0", "0", problem.NotFound},
		{"-1", "0", "0", problem.BadParameter},
		{"+1", "0", "0", problem.BadParameter},
		{"1", "01", "0", problem.BadParameter},
		{"1", "1.0", "0", problem.BadParameter},
		{"1", "1", "", problem.BadParameter},
		{"1e1", "1", "1", problem.BadParameter},
		{"1", "99999999999999999999", "1", problem.BadParameter},
		{"1", "１", "1", problem.BadParameter},
	} {
		_, err := ParseCoord(tc.z, tc.x, tc.y)
		if (tc.kind == "") != (err == nil) || tc.kind != "" && !problem.Is(err, tc.kind) {
			t.Errorf("%s/%s/%s: got %v, want %q", tc.z, tc.x, tc.y, err, tc.kind)
		}
	}
}

func FuzzParseCoord(f *testing.F) {
	f.Add("12", "3232", "1771")
	f.Add("0", "0", "0")
	f.Add("-1", "0x1", "٣")
	f.Fuzz(func(t *testing.T, z, x, y string) {
		c, err := ParseCoord(z, x, y)
		switch {
		case err != nil && problem.As(err) == nil:
			t.Errorf("%q/%q/%q: %v is no problem", z, x, y, err)
		case err == nil && (c.Z > MaxZoom || c.X >= 1<<c.Z || c.Y >= 1<<c.Z):
			t.Errorf("%q/%q/%q: took %v", z, x, y, c)
		}
	})
}
