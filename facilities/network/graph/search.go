package graph

import (
	"context"
	"math"
)

// Rules say how places reach the road and each other off it.
type Rules struct {
	WalkKmh float64 // above 0
	// WalkLimit is how far, in metres, walking straight counts where no road joins two places.
	WalkLimit float64
}

func (r Rules) walk(metres float64) float64 { return metres / metresPerSecond(r.WalkKmh) }

// search is one run from a source (or several) to all nodes. It is used again and again by
// one goroutine.
type search struct {
	g       *Graph
	rules   Rules
	seconds []float64 // to each node; +Inf: not reached
	at      []int32   // place of a node in the heap, -1: not in it
	heap    []int32   // four-ary, by seconds
	sources []Place
	onEdge  map[int32][]int // sources by their edge
}

func (g *Graph) newSearch(rules Rules) *search {
	s := &search{g: g, rules: rules, seconds: make([]float64, len(g.Nodes)), at: make([]int32, len(g.Nodes)), onEdge: map[int32][]int{}}
	for i := range s.at {
		s.at[i] = -1
	}
	return s
}

// run finds the least times from any of the sources to all nodes. Error: the context's.
func (s *search) run(ctx context.Context, sources ...Place) error {
	for i := range s.seconds {
		s.seconds[i] = math.Inf(1)
	}
	for _, n := range s.heap { // of a run that was cut off
		s.at[n] = -1
	}
	s.heap, s.sources = s.heap[:0], sources
	clear(s.onEdge)
	for i, p := range sources {
		if p.Edge < 0 {
			continue
		}
		s.onEdge[p.Edge] = append(s.onEdge[p.Edge], i)
		e := &s.g.Edges[p.Edge]
		start := s.rules.walk(p.OffMetres)
		s.reach(e.From, start+e.secondsOf(p.Metres))
		s.reach(e.To, start+e.secondsOf(e.Metres-p.Metres))
	}
	return s.spread(ctx)
}

// secondsOf is how long so many metres of the edge take.
func (e *Edge) secondsOf(metres float64) float64 {
	if e.Metres == 0 {
		return 0
	}
	return metres / e.Metres * e.Seconds
}

// lookUp is after how many nodes a search asks whether it is still wanted.
const lookUp = 1 << 13

// spread settles the nodes, nearest first (Dijkstra).
func (s *search) spread(ctx context.Context) error {
	g := s.g
	for settled := 1; len(s.heap) > 0; settled++ {
		if settled%lookUp == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		n := s.pop()
		reached := s.seconds[n]
		for i := g.offset[n]; i < g.offset[n+1]; i++ {
			if to, t := g.head[i], reached+g.cost[i]; t < s.seconds[to] {
				s.reach(to, t)
			}
		}
	}
	return ctx.Err()
}

// reach notes a time to a node that is less than the one known.
func (s *search) reach(n int32, seconds float64) {
	if !(seconds < s.seconds[n]) {
		return
	}
	s.seconds[n] = seconds
	if s.at[n] < 0 {
		s.heap = append(s.heap, n)
		s.rise(len(s.heap)-1, n)
		return
	}
	s.rise(int(s.at[n]), n)
}

// rise moves node n from place i of the heap towards its top.
func (s *search) rise(i int, n int32) {
	t := s.seconds[n]
	for i > 0 {
		up := (i - 1) / 4
		m := s.heap[up]
		if s.seconds[m] <= t {
			break
		}
		s.heap[i], s.at[m] = m, int32(i)
		i = up
	}
	s.heap[i], s.at[n] = n, int32(i)
}

// pop takes the nearest node out of the heap.
func (s *search) pop() int32 {
	top, last := s.heap[0], len(s.heap)-1
	n := s.heap[last]
	s.heap, s.at[top] = s.heap[:last], -1
	if last == 0 {
		return top
	}
	t, i := s.seconds[n], 0
	for {
		first := 4*i + 1
		if first >= last {
			break
		}
		least, seconds := first, s.seconds[s.heap[first]]
		for c := first + 1; c < min(first+4, last); c++ {
			if x := s.seconds[s.heap[c]]; x < seconds {
				least, seconds = c, x
			}
		}
		if t <= seconds {
			break
		}
		m := s.heap[least]
		s.heap[i], s.at[m] = m, int32(i)
		i = least
	}
	s.heap[i], s.at[n] = n, int32(i)
	return top
}

// onRoad is the time to a point of the network, so many metres along an edge.
func (s *search) onRoad(edge int32, metres float64) float64 {
	e := &s.g.Edges[edge]
	t := min(s.seconds[e.From]+e.secondsOf(metres), s.seconds[e.To]+e.secondsOf(e.Metres-metres))
	for _, i := range s.onEdge[edge] { // a source on the same edge need not go round by a node
		p := &s.sources[i]
		t = min(t, s.rules.walk(p.OffMetres)+e.secondsOf(math.Abs(p.Metres-metres)))
	}
	return t
}
