package geo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// tiling is a square of side n, cut into n×n crooked cells that share their
// vertices exactly, and cell edges bent at a shared vertex of their own. Cells
// are named by their column and row; with whole, columns make up a second tier.
type tiling struct {
	n     int
	node  map[[2]int]orb.Point // corners at even, bends at odd coordinates
	cells map[string]orb.Polygon
}

func newTiling(n int, rnd *rand.Rand) *tiling {
	t := &tiling{n: n, node: map[[2]int]orb.Point{}, cells: map[string]orb.Polygon{}}
	for i := range 2*n + 1 {
		for j := range 2*n + 1 {
			p := orb.Point{float64(i) / 2, float64(j) / 2}
			if i > 0 && i < 2*n {
				p[0] += float64(rnd.IntN(3)-1) / 8
			}
			if j > 0 && j < 2*n {
				p[1] += float64(rnd.IntN(3)-1) / 8
			}
			t.node[[2]int{i, j}] = p
		}
	}
	for i := range n {
		for j := range n {
			t.cells[fmt.Sprintf("%02d-%02d", i, j)] = orb.Polygon{t.ring(i, j, i+1, j+1)}
		}
		t.cells[fmt.Sprintf("%02d", i)] = orb.Polygon{t.ring(i, 0, i+1, n)}
	}
	return t
}

// ring runs round the cells from (i0,j0) to (i1,j1).
func (t *tiling) ring(i0, j0, i1, j1 int) orb.Ring {
	var r orb.Ring
	for i := 2 * i0; i < 2*i1; i++ {
		r = append(r, t.node[[2]int{i, 2 * j0}])
	}
	for j := 2 * j0; j < 2*j1; j++ {
		r = append(r, t.node[[2]int{2 * i1, j}])
	}
	for i := 2 * i1; i > 2*i0; i-- {
		r = append(r, t.node[[2]int{i, 2 * j1}])
	}
	for j := 2 * j1; j > 2*j0; j-- {
		r = append(r, t.node[[2]int{2 * i0, j}])
	}
	return append(r, r[0])
}

func (t *tiling) index(tt *testing.T) *Index[string] {
	ix := NewIndex[string]()
	for name, cell := range t.cells {
		if err := ix.Insert(cell, name); err != nil {
			tt.Fatal(err)
		}
	}
	return ix
}

// points are vertices, points exactly on edges and points anywhere.
func (t *tiling) points(rnd *rand.Rand) []orb.Point {
	var all []orb.Point
	for _, cell := range t.cells {
		for i := 1; i < len(cell[0]); i++ {
			a, b := cell[0][i-1], cell[0][i]
			all = append(all, a, orb.Point{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2})
		}
	}
	for range 2000 {
		all = append(all, orb.Point{rnd.Float64() * float64(t.n), rnd.Float64() * float64(t.n)})
	}
	return all
}

func tier(name string) int    { return strings.Count(name, "-") }
func self(name string) string { return name }

// Every point of a tiled area, on edges or not, has one owner in each tier, and
// the owners fit into one another.
func TestOnePointOneOwner(t *testing.T) {
	t.Parallel()
	for seed := range uint64(5) {
		rnd := rand.New(rand.NewPCG(seed, 9))
		tiles := newTiling(7, rnd)
		ix := tiles.index(t)
		shared := 0
		for _, p := range tiles.points(rnd) {
			owners := Owners(ix.Hits(p), tier, self)
			slices.Sort(owners)
			if len(owners) != 2 || !strings.HasPrefix(owners[1], owners[0]) {
				t.Fatalf("%v is owned by %v (hits %v)", p, owners, ix.Hits(p))
			}
			rim := p[0] == 0 || p[1] == 0 || p[0] == 7 || p[1] == 7
			if at := ix.At(p); !rim && len(at) != 2 {
				t.Fatalf("%v is in %v (hits %v)", p, at, ix.Hits(p))
			}
			if len(ix.Hits(p)) > 2 {
				shared++
			}
		}
		if shared < 100 {
			t.Errorf("only %d points on shared edges; the test is too weak", shared)
		}
	}
}

func TestIndexChanges(t *testing.T) {
	t.Parallel()
	box := func(x float64) orb.Geometry {
		return orb.Bound{Min: orb.Point{x, 0}, Max: orb.Point{x + 1, 1}}.ToPolygon()
	}
	ix := NewIndex[string]()
	for i, name := range []string{"a", "b", "c"} {
		if err := ix.Insert(box(float64(i)*2), name); err != nil {
			t.Fatal(err)
		}
	}
	if err := ix.Insert(orb.LineString{{0, 0}, {9, 1}}, "line"); err != nil {
		t.Fatal(err)
	}
	if err := ix.Insert(box(10), "b"); err != nil { // moves
		t.Fatal(err)
	}
	if got := ix.At(orb.Point{2.5, 0.5}); len(got) != 0 {
		t.Errorf("where b was: %v", got)
	}
	if got := ix.At(orb.Point{10.5, 0.5}); !slices.Equal(got, []string{"b"}) {
		t.Errorf("where b is: %v", got)
	}
	if !ix.Delete("a") || ix.Delete("a") || ix.Len() != 3 {
		t.Error("deleting")
	}
	var found []string
	ix.Search(orb.Bound{Min: orb.Point{4.5, 0.2}, Max: orb.Point{10.5, 0.3}}, func(item string, _ orb.Geometry) bool {
		found = append(found, item)
		return true
	})
	slices.Sort(found)
	if !slices.Equal(found, []string{"b", "c", "line"}) {
		t.Errorf("search: %v", found)
	}
	if g, ok := ix.Geometry("b"); !ok || g.Bound().Min[0] != 10 {
		t.Errorf("geometry of b: %v", g)
	}
	if _, ok := ix.Geometry("a"); ok {
		t.Error("a is still there")
	}
	for _, g := range []orb.Geometry{nil, orb.LineString{}, orb.Point{math.NaN(), 1}} {
		if err := ix.Insert(g, "x"); err == nil {
			t.Errorf("%v was taken", g)
		}
	}
}

func TestNearestAgreesWithSorting(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(8, 8))
	ix := NewIndex[int]()
	points := make([]orb.Point, 3000)
	for i := range points {
		points[i] = orb.Point{rnd.Float64()*300 - 150, rnd.Float64()*170 - 85}
		if err := ix.Insert(points[i], i); err != nil {
			t.Fatal(err)
		}
	}
	for range 50 {
		p := orb.Point{rnd.Float64()*360 - 180, rnd.Float64()*180 - 90}
		want := make([]float64, len(points))
		for i, q := range points {
			want[i] = Distance(p, q)
		}
		slices.Sort(want)
		for i, near := range ix.Nearest(p, 5, nil) {
			if near.Metres != want[i] {
				t.Fatalf("neighbour %d of %v: %v m, want %v m", i, p, near.Metres, want[i])
			}
		}
	}
}

func TestNearestTiesAndExclusion(t *testing.T) {
	t.Parallel()
	ix := NewIndex[string]()
	for _, name := range []string{"first", "second", "third", "not this"} {
		if err := ix.Insert(orb.Point{105, 24}, name); err != nil {
			t.Fatal(err)
		}
	}
	dist := func(item string, g orb.Geometry) float64 {
		if item == "not this" {
			return math.Inf(1)
		}
		return DistanceTo(orb.Point{105, 23}, g)
	}
	got := ix.Nearest(orb.Point{105, 23}, 2, dist)
	if len(got) != 2 || got[0].Item != "first" || got[1].Item != "second" {
		t.Errorf("got %v", got)
	}
	if got := ix.Nearest(orb.Point{105, 23}, 9, dist); len(got) != 3 {
		t.Errorf("got %v", got)
	}
	if got := ix.Nearest(orb.Point{105, 23}, 0, nil); got != nil {
		t.Errorf("got %v", got)
	}
}

func BenchmarkLocate(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 1))
	ix := NewIndex[string]()
	for name, cell := range countryside(rnd) {
		if err := ix.Insert(cell, name); err != nil {
			b.Fatal(err)
		}
	}
	points := make([]orb.Point, 4096)
	for i := range points {
		points[i] = orb.Point{rnd.Float64() * 10, rnd.Float64() * 10}
	}
	b.ReportAllocs()
	found := 0
	for i := 0; b.Loop(); i++ {
		found += len(Owners(ix.Hits(points[i%len(points)]), tier, self))
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "points/s")
	if found < 19*b.N/10 { // the bent rim leaves a few points outside
		b.Errorf("%d owners for %d points", found, b.N)
	}
}

// countryside is as large as a prefecture: 100 townships and 10 counties, with
// 40 bends along each edge of a township.
func countryside(rnd *rand.Rand) map[string]orb.Polygon {
	tiles := newTiling(10, rnd)
	bent := map[[2]orb.Point][]orb.Point{}
	cells := map[string]orb.Polygon{}
	for name, cell := range tiles.cells {
		var ring orb.Ring
		for i := 1; i < len(cell[0]); i++ {
			a, b := cell[0][i-1], cell[0][i]
			ring = append(ring, bends(bent, a, b, rnd)...)
		}
		cells[name] = orb.Polygon{append(ring, ring[0])}
	}
	return cells
}

// bends is the way from a to b without b, the same in both directions.
func bends(known map[[2]orb.Point][]orb.Point, a, b orb.Point, rnd *rand.Rand) []orb.Point {
	if way, ok := known[[2]orb.Point{b, a}]; ok {
		back := append([]orb.Point{a}, way...)
		slices.Reverse(back[1:])
		return back[:len(back)-1]
	}
	if way, ok := known[[2]orb.Point{a, b}]; ok {
		return way
	}
	way := []orb.Point{a}
	for i := 1; i < 20; i++ {
		u := float64(i) / 20
		way = append(way, orb.Point{a[0] + u*(b[0]-a[0]) + rnd.Float64()/100, a[1] + u*(b[1]-a[1]) + rnd.Float64()/100})
	}
	known[[2]orb.Point{a, b}] = way
	return way
}
