package topology

import (
	"math"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// duplicates finds stretches over which two lines run, vertex for vertex.
func (c *check) duplicates() {
	type pair struct{ a, b int }
	owner := map[piece][]int{}
	shared, where := map[pair]float64{}, map[pair]orb.LineString{}
	var order []pair
	for _, s := range c.mesh.segments {
		if isBorder(s.line) {
			continue
		}
		way := pieceOf(s.a, s.b)
		for _, o := range owner[way] {
			if o == s.line {
				continue
			}
			p := pair{o, s.line}
			if shared[p] == 0 {
				order = append(order, p)
			}
			shared[p] += geo.Distance(s.a, s.b)
			where[p] = append(where[p], s.a, s.b)
		}
		owner[way] = append(owner[way], s.line)
	}
	for _, p := range order {
		f := c.at(Duplicate, Error, p.b, middle(where[p]))
		f.size(shared[p], "m")
		f.with(c, p.a)
	}
}

// crossings finds where lines meet and have no vertex in common, and where one crosses
// itself. For the faces each crossing becomes a node.
func (c *check) crossings() {
	for _, s := range c.mesh.segments {
		for _, t := range c.mesh.near(s.bound()) {
			if t.line < s.line || t.line == s.line && t.seq <= s.seq+1 || isBorder(t.line) {
				continue
			}
			if p, ok := crossing(s, t); ok {
				c.crossed(s, t, p)
			}
		}
	}
}

func (c *check) crossed(s, t *segment, p orb.Point) {
	c.repairs = append(c.repairs, insert(s, p), insert(t, p))
	if s.line == t.line {
		c.at(SelfCrossing, Error, s.line, p)
		return
	}
	f := c.at(Crossing, Error, t.line, p)
	f.size(c.fromEnds(t.line, p), "m")
	f.with(c, s.line)
}

// fromEnds is how far a point of a line is from the nearer of its ends, in a straight line.
func (c *check) fromEnds(line int, p orb.Point) float64 {
	course := c.Lines[line].Course
	return min(geo.Distance(p, course[0]), geo.Distance(p, course[len(course)-1]))
}

// crossing is the point inside both segments where they cross. Segments that have a vertex
// in common meet there, and those that run side by side are no crossing.
func crossing(s, t *segment) (orb.Point, bool) {
	if s.a == t.a || s.a == t.b || s.b == t.a || s.b == t.b {
		return orb.Point{}, false
	}
	dx, dy := s.b[0]-s.a[0], s.b[1]-s.a[1]
	ex, ey := t.b[0]-t.a[0], t.b[1]-t.a[1]
	turn := dx*ey - dy*ex
	u := ((t.a[0]-s.a[0])*ey - (t.a[1]-s.a[1])*ex) / turn
	v := ((t.a[0]-s.a[0])*dy - (t.a[1]-s.a[1])*dx) / turn
	inside := func(x float64) bool { return x > 0 && x < 1 } // false for NaN
	if math.Abs(turn) == 0 || !inside(u) || !inside(v) {
		return orb.Point{}, false
	}
	return between(s.a, s.b, u), true
}
