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

// label is a time in which a node can be reached. Times are never negative, so their bits
// compare as they do: whole numbers are compared without a branch to be guessed.
type label struct {
	bits uint64
	node int32
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

// secondsOf is how long so many metres of the edge take; never negative, whatever rounding says.
func (e *Edge) secondsOf(metres float64) float64 {
	if e.Metres == 0 {
		return 0
	}
	return max(metres/e.Metres*e.Seconds, 0)
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
		reached := math.Float64frombits(l.bits)
		if reached > s.seconds[l.node] {
			continue
		}
		for _, a := range g.arcs[g.offset[l.node]:g.offset[l.node+1]] {
			if t := reached + a.seconds; t < s.seconds[a.to] {
				s.reach(a.to, t)
			}
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
	l := label{math.Float64bits(seconds), n}
	s.heap = append(s.heap, l)
	s.rise(len(s.heap)-1, l)
}

// pop takes the least label out of the heap: the hole at the top sinks to the bottom along the
// least children, and the last label rises from there.
func (s *search) pop() label {
	h := s.heap
	top, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	s.heap = h
	i := 0
	for 4*i+4 < len(h) {
		c := h[4*i+1 : 4*i+5 : 4*i+5]
		a, b := 0, 2
		if c[1].bits < c[0].bits {
			a = 1
		}
		if c[3].bits < c[2].bits {
			b = 3
		}
		if c[b].bits < c[a].bits {
			a = b
		}
		h[i] = c[a]
		i = 4*i + 1 + a
	}
	for first := 4*i + 1; first < len(h); first = 4*i + 1 {
		least := first
		for c := first + 1; c < len(h); c++ {
			if h[c].bits < h[least].bits {
				least = c
			}
		}
		h[i] = h[least]
		i = least
	}
	if i < len(h) {
		s.rise(i, last)
	}
	return top
}

// rise puts a label into the heap, at a free place or above it.
func (s *search) rise(i int, l label) {
	h := s.heap
	for i > 0 {
		up := (i - 1) / 4
		if h[up].bits <= l.bits {
			break
		}
		h[i] = h[up]
		i = up
	}
	h[i] = l
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
