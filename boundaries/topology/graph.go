package topology

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// graph is what the lines and the border make of the land once the repairs are taken for
// granted: nodes, ways between them, and who runs over each way.
type graph struct {
	ways  map[piece][]runner
	heads map[orb.Point][]orb.Point // the ends of the ways from a node, counter-clockwise
}

// runner is a line on a way; forward when it runs from the first point of the piece.
type runner struct {
	line    int
	forward bool
}

// graph takes the lines that pass, with the border.
func (c *check) graph(pass func(*Line) bool) *graph {
	g := &graph{ways: map[piece][]runner{}, heads: map[orb.Point][]orb.Point{}}
	moved := c.moved()
	for i := range c.Lines {
		if pass(&c.Lines[i]) {
			g.add(i, mended(c.Lines[i].Course, moved[i]))
		}
	}
	for i, edge := range c.Closing {
		g.add(border(i), mended(edge, moved[border(i)]))
	}
	g.prune()
	for p, heads := range g.heads {
		slices.SortFunc(heads, func(a, b orb.Point) int { return cmp.Compare(angle(p, a), angle(p, b)) })
	}
	return g
}

func angle(from, to orb.Point) float64 { return math.Atan2(to[1]-from[1], to[0]-from[0]) }

func (c *check) moved() map[int][]repair {
	byLine := map[int][]repair{}
	for _, r := range c.repairs {
		byLine[r.line] = append(byLine[r.line], r)
	}
	return byLine
}

// mended is a course with its repairs.
func mended(course orb.LineString, repairs []repair) orb.LineString {
	if len(repairs) == 0 {
		return course
	}
	var better orb.LineString
	for i, p := range course {
		if i > 0 {
			better = append(better, inserted(course[i-1], i, repairs)...)
		}
		for _, r := range repairs {
			if r.seq == 0 && r.from == p {
				p = r.to
			}
		}
		better = append(better, p)
	}
	return better
}

// inserted are the vertices more on a segment, in its direction.
func inserted(from orb.Point, seq int, repairs []repair) []orb.Point {
	var points []orb.Point
	for _, r := range repairs {
		if r.seq == seq {
			points = append(points, r.to)
		}
	}
	slices.SortFunc(points, func(a, b orb.Point) int {
		return cmp.Compare(math.Hypot(a[0]-from[0], a[1]-from[1]), math.Hypot(b[0]-from[0], b[1]-from[1]))
	})
	return points
}

func (g *graph) add(line int, course orb.LineString) {
	for i := 1; i < len(course); i++ {
		a, b := course[i-1], course[i]
		if a == b {
			continue
		}
		way := pieceOf(a, b)
		if len(g.ways[way]) == 0 {
			g.heads[a] = append(g.heads[a], b)
			g.heads[b] = append(g.heads[b], a)
		}
		g.ways[way] = append(g.ways[way], runner{line, way[0] == a})
	}
}

// prune takes away what closes nothing: ways to a node from which no other way leads on.
func (g *graph) prune() {
	var loose []orb.Point
	for p, heads := range g.heads {
		if len(heads) == 1 {
			loose = append(loose, p)
		}
	}
	for len(loose) > 0 {
		p := loose[len(loose)-1]
		loose = loose[:len(loose)-1]
		if len(g.heads[p]) != 1 {
			continue
		}
		q := g.heads[p][0]
		delete(g.heads, p)
		delete(g.ways, pieceOf(p, q))
		g.heads[q] = slices.DeleteFunc(g.heads[q], func(h orb.Point) bool { return h == p })
		if len(g.heads[q]) == 1 {
			loose = append(loose, q)
		}
	}
}

// half is a way in one direction; the face that it bounds is on its left.
type half struct{ from, to orb.Point }

// next is the way that goes on along the same face: at the node the first one clockwise
// from where it came.
func (g *graph) next(h half) half {
	heads := g.heads[h.to]
	i := slices.Index(heads, h.from)
	return half{h.to, heads[(i+len(heads)-1)%len(heads)]}
}

// rings are the closed walks along the faces, counter-clockwise around land, clockwise
// around what lies outside of a group of lines that hang together; in a settled order.
func (g *graph) rings() []orb.Ring {
	var all []orb.Ring
	seen := map[half]bool{}
	nodes := make([]orb.Point, 0, len(g.heads))
	for p := range g.heads {
		nodes = append(nodes, p)
	}
	slices.SortFunc(nodes, func(a, b orb.Point) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	for _, p := range nodes {
		for _, q := range g.heads[p] {
			if start := (half{p, q}); !seen[start] {
				all = append(all, g.walk(start, seen))
			}
		}
	}
	return all
}

func (g *graph) walk(start half, seen map[half]bool) orb.Ring {
	ring := orb.Ring{start.from}
	for h := start; !seen[h]; h = g.next(h) {
		seen[h] = true
		ring = append(ring, h.to)
	}
	return ring
}

// side is a stretch of a face's ring: which line runs there and which area it has there.
type side struct {
	line   int
	area   string
	a, b   orb.Point
	metres float64
}

// sidesOf are the sides along a ring; the border has no area.
func (c *check) sidesOf(g *graph, ring orb.Ring) []side {
	var all []side
	for i := 1; i < len(ring); i++ {
		way := pieceOf(ring[i-1], ring[i])
		for _, r := range g.ways[way] {
			s := side{line: r.line, a: ring[i-1], b: ring[i], metres: geo.Distance(ring[i-1], ring[i])}
			if !isBorder(r.line) {
				s.area = c.Lines[r.line].Right
				if r.forward == (way[0] == ring[i-1]) {
					s.area = c.Lines[r.line].Left
				}
			}
			all = append(all, s)
		}
	}
	return all
}
