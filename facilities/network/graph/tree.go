package graph

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// segmentTree finds the segment of the network nearest to a point. It is packed: segments in
// the order of a curve that fills the plane, eight to a box, eight boxes to the next.
type segmentTree struct {
	segments []segment
	levels   [][]box // the lowest first; the last has one box
}

// segment runs from a vertex of an edge to the next.
type segment struct {
	edge, vertex int32
}

// box holds segments, with the metres of a degree of longitude where they are fewest in it.
type box struct {
	orb.Bound
	lon float64
}

const (
	fan = 8
	// leastNorth is less than the metres of a degree of latitude anywhere.
	leastNorth = 110_570.0
)

func newSegmentTree(g *Graph) segmentTree {
	t := segmentTree{segments: make([]segment, 0, len(g.vertices)-len(g.Edges))}
	for e := range g.Edges {
		edge := &g.Edges[e]
		for v := edge.first; v < edge.first+edge.count-1; v++ {
			t.segments = append(t.segments, segment{int32(e), v})
		}
	}
	if len(t.segments) == 0 {
		return t
	}
	t.sort(g)
	level := pack(len(t.segments), func(i int) orb.Bound {
		v := t.segments[i].vertex
		return orb.MultiPoint(g.vertices[v : v+2]).Bound()
	})
	t.levels = append(t.levels, level)
	for len(level) > 1 {
		below := level
		level = pack(len(below), func(i int) orb.Bound { return below[i].Bound })
		t.levels = append(t.levels, level)
	}
	return t
}

// sort puts the segments in the order of the curve, by their middles.
func (t *segmentTree) sort(g *Graph) {
	all := orb.MultiPoint(g.vertices).Bound()
	keys := make([]uint64, len(g.vertices))
	for _, s := range t.segments {
		keys[s.vertex] = morton(between(g.vertices[s.vertex], g.vertices[s.vertex+1], 0.5), all)
	}
	slices.SortFunc(t.segments, func(a, b segment) int {
		return cmp.Or(cmp.Compare(keys[a.vertex], keys[b.vertex]), cmp.Compare(a.vertex, b.vertex))
	})
}

// pack puts boxes around groups of things.
func pack(n int, bound func(int) orb.Bound) []box {
	boxes := make([]box, 0, (n+fan-1)/fan)
	for start := 0; start < n; start += fan {
		b := bound(start)
		for i := start + 1; i < min(start+fan, n); i++ {
			b = b.Union(bound(i))
		}
		lon, _ := scales(max(math.Abs(b.Min[1]), math.Abs(b.Max[1])))
		boxes = append(boxes, box{b, lon})
	}
	return boxes
}

// metres is a lower bound of what plane.foot answers for anything in the box.
func (b *box) metres(pl *plane) float64 {
	x := max(b.Min[0]-pl.p[0], pl.p[0]-b.Max[0], 0) * min(b.lon, pl.lon)
	y := max(b.Min[1]-pl.p[1], pl.p[1]-b.Max[1], 0) * leastNorth
	return math.Sqrt(x*x + y*y)
}

// hit is the point of the network nearest to another.
type hit struct {
	segment
	t      float64 // part of the way along the segment
	metres float64
}

// nearest finds the nearest point of the network that is nearer than within metres; false when
// there is none. Of points equally near, the first in the order of roads counts.
func (g *Graph) nearest(p orb.Point, within float64) (hit, bool) {
	best := hit{segment: segment{edge: -1}, metres: within}
	if top := len(g.tree.levels) - 1; top >= 0 {
		pl := planeAt(p)
		g.descend(&pl, top, 0, &best)
	}
	return best, best.edge >= 0
}

// descend looks into a box of a level, its nearest parts first.
func (g *Graph) descend(pl *plane, level int, at int, best *hit) {
	if level == 0 {
		for _, s := range g.tree.segments[at*fan : min((at+1)*fan, len(g.tree.segments))] {
			t, metres := pl.foot(g.vertices[s.vertex], g.vertices[s.vertex+1], best.metres)
			if metres < best.metres || metres == best.metres && best.edge >= 0 && s.vertex < best.vertex {
				*best = hit{s, t, metres}
			}
		}
		return
	}
	type part struct {
		at     int
		metres float64
	}
	var parts [fan]part
	n := 0
	boxes := g.tree.levels[level-1]
	for i := at * fan; i < min((at+1)*fan, len(boxes)); i++ {
		metres := boxes[i].metres(pl)
		j := n
		for ; j > 0 && parts[j-1].metres > metres; j-- {
			parts[j] = parts[j-1]
		}
		parts[j] = part{i, metres}
		n++
	}
	for _, p := range parts[:n] {
		if p.metres > best.metres {
			return
		}
		g.descend(pl, level-1, p.at, best)
	}
}
