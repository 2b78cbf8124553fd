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
	heap    []label   // four-ary, by seconds; labels that a shorter way has overtaken stay in it
	sources []Place
	onEdge  map[int32][]int // sources by their edge
}

// label is a time in which a node can be reached.
type label struct {
	seconds float64
	node    int32
}

func (g *Graph) newSearch(rules Rules) *search {
	return &search{g: g, rules: rules, seconds: make([]float64, len(g.Nodes)), onEdge: map[int32][]int{}}
}

// run finds the least times from any of the sources to all nodes. Error: the context's.
func (s *search) run(ctx context.Context, sources ...Place) error {
	for i := range s.seconds {
		s.seconds[i] = math.Inf(1)
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
		l := s.pop()
		if l.seconds > s.seconds[l.node] {
			continue
		}
		for _, a := range g.arcs[g.offset[l.node]:g.offset[l.node+1]] {
			s.reach(a.to, l.seconds+a.seconds)
		}
	}
	return ctx.Err()
}

// reach notes a time to a node if it is less than the one known.
func (s *search) reach(n int32, seconds float64) {
	if !(seconds < s.seconds[n]) {
		return
	}
	s.seconds[n] = seconds
	s.heap = append(s.heap, label{})
	i := len(s.heap) - 1
	for i > 0 {
		up := (i - 1) / 4
		if s.heap[up].seconds <= seconds {
			break
		}
		s.heap[i] = s.heap[up]
		i = up
	}
	s.heap[i] = label{seconds, n}
}

// pop takes the least label out of the heap.
func (s *search) pop() label {
	h := s.heap
	top, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	s.heap = h
	i := 0
	for {
		first := 4*i + 1
		if first >= len(h) {
			break
		}
		least := first
		for c := first + 1; c < min(first+4, len(h)); c++ {
			if h[c].seconds < h[least].seconds {
				least = c
			}
		}
		if last.seconds <= h[least].seconds {
			break
		}
		h[i] = h[least]
		i = least
	}
	if len(h) > 0 {
		h[i] = last
	}
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
