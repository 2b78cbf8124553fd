package graph

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"cairn/geo"
)

var onFoot = Rules{WalkKmh: 5, WalkLimit: 5000}

// TestNodes: roads meet at ends and at vertices that they share, and nowhere else.
func TestNodes(t *testing.T) {
	t.Parallel()
	line := func(xy ...float64) orb.LineString {
		var l orb.LineString
		for i := 0; i < len(xy); i += 2 {
			l = append(l, orb.Point{104 + xy[i]/100, 23 + xy[i+1]/100})
		}
		return l
	}
	for _, c := range []struct {
		name                         string
		roads                        []orb.LineString
		nodes, edges, parts, skipped int
	}{
		{name: "none"},
		{"one", []orb.LineString{line(0, 0, 1, 0, 2, 0)}, 2, 1, 1, 0},
		{"a crossing without a vertex", []orb.LineString{line(0, 0, 2, 2), line(0, 2, 2, 0)}, 4, 2, 2, 0},
		{"a crossing at a vertex of one", []orb.LineString{line(0, 0, 1, 1, 2, 2), line(0, 2, 2, 0)}, 4, 2, 2, 0},
		{"a crossing at a vertex of both", []orb.LineString{line(0, 0, 1, 1, 2, 2), line(0, 2, 1, 1, 2, 0)}, 5, 4, 1, 0},
		{"an end at a vertex of another", []orb.LineString{line(0, 0, 1, 0, 2, 0), line(1, 0, 1, 1)}, 4, 3, 1, 0},
		{"twice between the same points", []orb.LineString{line(0, 0, 2, 0), line(0, 0, 1, 1, 2, 0)}, 2, 2, 1, 0},
		{"a ring", []orb.LineString{line(0, 0, 1, 0, 1, 1, 0, 0)}, 1, 1, 1, 0},
		{"a road that meets itself", []orb.LineString{line(0, 0, 1, 0, 2, 0, 2, 1, 1, 0)}, 2, 2, 1, 0},
		{"no length", []orb.LineString{line(0, 0, 0, 0), line(1, 1), nil, line(5, 5, 6, 6)}, 2, 1, 1, 3},
		{"vertices that repeat", []orb.LineString{line(0, 0, 0, 0, 1, 0, 1, 0)}, 2, 1, 1, 0},
	} {
		roads := make([]Road, len(c.roads))
		for i, l := range c.roads {
			roads[i] = Road{l, 30}
		}
		g := Build(roads)
		if len(g.Nodes) != c.nodes || len(g.Edges) != c.edges || len(g.Parts) != c.parts || g.Skipped != c.skipped {
			t.Errorf("%s: %d nodes, %d edges, %d parts, %d skipped", c.name, len(g.Nodes), len(g.Edges), len(g.Parts), g.Skipped)
		}
	}
	if g := Build([]Road{{line(0, 0, 1, 1), 0}, {line(0, 0, 1, 1), math.NaN()}, {line(0, 0, 1, 1), math.Inf(1)}}); g.Skipped != 3 {
		t.Errorf("roads without a speed: %d skipped", g.Skipped)
	}
}

// TestSnap compares with the nearest of all segments, one after the other.
func TestSnap(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 1))
	g := Build(tangle(rnd, 30, 120))
	for range 500 {
		p := somewhere(rnd)
		place := g.Snap(p)
		least := math.Inf(1)
		for e := range g.Edges {
			vertices, _ := g.line(int32(e))
			least = min(least, geo.DistanceTo(p, orb.LineString(vertices)))
		}
		if math.Abs(place.OffMetres-least) > 0.05 {
			t.Errorf("%v: %.3f m to the road, the nearest is %.3f m away", p, place.OffMetres, least)
		}
		vertices, along := g.line(place.Edge)
		if d := geo.DistanceTo(place.Foot, orb.LineString(vertices)); d > 0.01 || place.Metres < 0 || place.Metres > along[len(along)-1] {
			t.Errorf("%v: foot %.3f m off its edge, at %.1f m of %.1f m", p, d, place.Metres, along[len(along)-1])
		}
	}
	if p := Build(nil).Snap(orb.Point{104, 23}); p.Edge != -1 || !math.IsInf(p.OffMetres, 1) {
		t.Errorf("a network without roads: %+v", p)
	}
}

// TestMatrix compares with all shortest ways by Floyd and Warshall.
func TestMatrix(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		checkMatrix(t, seed)
	}
}

func FuzzMatrix(f *testing.F) {
	f.Add(uint64(1))
	f.Add(uint64(99))
	f.Fuzz(checkMatrix)
}

func checkMatrix(t *testing.T, seed uint64) {
	rnd := rand.New(rand.NewPCG(seed, 7))
	var g *Graph
	if rnd.IntN(2) == 0 {
		g = Build(tangle(rnd, 2+rnd.IntN(12), 1+rnd.IntN(20)))
	} else {
		g = Build(streets(rnd, 2+rnd.IntN(5), 0.4+rnd.Float64()/2))
	}
	rules := Rules{WalkKmh: 0.5 + 9*rnd.Float64(), WalkLimit: 8000 * rnd.Float64()}
	from, to := make([]Place, 1+rnd.IntN(8)), make([]Place, 1+rnd.IntN(8))
	for _, places := range [][]Place{from, to} {
		for i := range places {
			p := somewhere(rnd)
			if rnd.IntN(4) == 0 && len(g.Nodes) > 0 {
				p = g.Nodes[rnd.IntN(len(g.Nodes))]
			}
			places[i] = g.Snap(p)
		}
	}
	got, err := g.Matrix(context.Background(), from, to, rules)
	if err != nil {
		t.Fatal(err)
	}
	between := allWays(g)
	for i := range from {
		for j := range to {
			want := slowTime(g, between, from[i], to[j], rules)
			have := float64(got[i*len(to)+j])
			if have != want && !(math.Abs(have-want) <= 1e-6*want+1e-9) { // float32 keeps seven digits
				t.Errorf("seed %d: %v → %v: %g s, want %g s", seed, from[i].Point, to[j].Point, have, want)
			}
		}
	}
}

// allWays is the seconds between all nodes.
func allWays(g *Graph) [][]float64 {
	d := make([][]float64, len(g.Nodes))
	for i := range d {
		d[i] = make([]float64, len(g.Nodes))
		for j := range d[i] {
			if i != j {
				d[i][j] = math.Inf(1)
			}
		}
	}
	for _, e := range g.Edges {
		d[e.From][e.To] = min(d[e.From][e.To], e.Seconds)
		d[e.To][e.From] = d[e.From][e.To]
	}
	for k := range d {
		for i := range d {
			for j := range d {
				d[i][j] = min(d[i][j], d[i][k]+d[k][j])
			}
		}
	}
	return d
}

// slowTime is the rule of the package word by word.
func slowTime(g *Graph, between [][]float64, a, b Place, rules Rules) float64 {
	walk := func(metres float64) float64 { return metres / (rules.WalkKmh / 3.6) }
	straight := geo.Distance(a.Point, b.Point)
	if a.Edge < 0 || b.Edge < 0 {
		if straight <= rules.WalkLimit {
			return walk(straight)
		}
		return math.Inf(1)
	}
	road := math.Inf(1)
	ea, eb := g.Edges[a.Edge], g.Edges[b.Edge]
	if a.Edge == b.Edge {
		road = math.Abs(a.Metres-b.Metres) / ea.Metres * ea.Seconds
	}
	for n, left := range map[int]float64{0: a.Metres, 1: ea.Metres - a.Metres} {
		for m, right := range map[int]float64{0: b.Metres, 1: eb.Metres - b.Metres} {
			u, v := []int32{ea.From, ea.To}[n], []int32{eb.From, eb.To}[m]
			road = min(road, left/ea.Metres*ea.Seconds+between[u][v]+right/eb.Metres*eb.Seconds)
		}
	}
	by := walk(a.OffMetres) + road + walk(b.OffMetres)
	if math.IsInf(by, 1) && straight > rules.WalkLimit {
		return by
	}
	return min(by, walk(straight))
}

func TestMatrixStops(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(5, 5))
	g := Build(streets(rnd, 30, 0.9))
	places := make([]Place, 50)
	for i := range places {
		places[i] = g.Snap(somewhere(rnd))
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := g.Matrix(ctx, places, places, onFoot); !errors.Is(err, context.Canceled) {
		t.Errorf("a search that nobody wants any more ends with %v", err)
	}
	if m, err := g.Matrix(context.Background(), nil, places, onFoot); err != nil || len(m) != 0 {
		t.Errorf("no sources: %v, %v", m, err)
	}
}

// BenchmarkMatrix: 1,000 sources on a network of 100,000 edges, to 1,000 places.
func BenchmarkMatrix(b *testing.B) {
	rnd := rand.New(rand.NewPCG(9, 9))
	g := Build(streets(rnd, 270, 0.7))
	places := make([]Place, 1000)
	for i := range places {
		places[i] = g.Snap(orb.Point{104 + rnd.Float64()*1.35, 23 + rnd.Float64()*1.35})
	}
	for b.Loop() {
		if _, err := g.Matrix(context.Background(), places, places, onFoot); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s-per-matrix")
	b.ReportMetric(float64(len(g.Edges)), "edges")
	b.ReportMetric(float64(len(g.Nodes)), "nodes")
}
