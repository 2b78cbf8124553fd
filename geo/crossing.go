package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// segment is a piece of a ring, as seen by the search for crossings.
type segment struct {
	a, b orb.Point
	ring int // which ring of the geometry
	next int // the segment that follows in the ring
}

// The search gives up after looking at so many pairs of boxes and segments: half
// a second, and more for larger geometries. Real outlines need some hundred pairs
// a vertex; only combs of thousands of long slanting teeth need more.
const (
	crossingBudget          = 5_000_000
	crossingBudgetPerVertex = 200
)

// leafSize is the number of consecutive segments under one lowest box.
const leafSize = 8

// crossings searches a set of segments for pairs that meet where they must not,
// by joining a tree of boxes with itself. The tree stands over the segments in
// the order of the rings, so it needs no sorting: neighbours along a ring are
// neighbours in space.
type crossings struct {
	segments []segment
	levels   [][]orb.Bound // levels[0]: a box for each leafSize segments; then for each two below
	budget   int
}

// newCrossings takes the rings of one polygon or multipolygon.
func newCrossings(rings []orb.Ring) *crossings {
	c := &crossings{}
	for i, r := range rings {
		first := len(c.segments)
		for j := 1; j < len(r); j++ {
			if r[j-1] != r[j] {
				c.segments = append(c.segments, segment{r[j-1], r[j], i, len(c.segments) + 1})
			}
		}
		if last := len(c.segments) - 1; last >= first {
			c.segments[last].next = first
		}
	}
	c.budget = crossingBudget + crossingBudgetPerVertex*len(c.segments)
	c.buildLevels()
	return c
}

func (c *crossings) buildLevels() {
	var boxes []orb.Bound
	for i, s := range c.segments {
		if i%leafSize == 0 {
			boxes = append(boxes, orb.Bound{Min: s.a, Max: s.a})
		}
		last := &boxes[len(boxes)-1]
		*last = last.Extend(s.a).Extend(s.b)
	}
	c.levels = [][]orb.Bound{boxes}
	for len(boxes) > 1 {
		half := make([]orb.Bound, (len(boxes)+1)/2)
		for i := range half {
			half[i] = boxes[2*i]
			if 2*i+1 < len(boxes) {
				half[i] = half[i].Union(boxes[2*i+1])
			}
		}
		c.levels = append(c.levels, half)
		boxes = half
	}
}

// find returns a [*Fault] with a place where two segments meet that must not.
func (c *crossings) find() error {
	if len(c.segments) == 0 {
		return nil
	}
	return c.join(len(c.levels)-1, 0, 0)
}

// join compares what stands under two boxes of a level, i <= j.
func (c *crossings) join(level, i, j int) error {
	boxes := c.levels[level]
	if j >= len(boxes) || !boxes[i].Intersects(boxes[j]) {
		return nil
	}
	if c.budget--; c.budget < 0 {
		return fault(CodeTooIntricate, c.segments[i*leafSize<<level].a, nil)
	}
	if level == 0 {
		return c.joinLeaves(i, j)
	}
	for _, pair := range [4][2]int{{2 * i, 2 * j}, {2 * i, 2*j + 1}, {2*i + 1, 2 * j}, {2*i + 1, 2*j + 1}} {
		if pair[0] > pair[1] || pair[0] >= len(c.levels[level-1]) {
			continue
		}
		if err := c.join(level-1, pair[0], pair[1]); err != nil {
			return err
		}
	}
	return nil
}

func (c *crossings) joinLeaves(i, j int) error {
	other := c.levels[0][j]
	for s := i * leafSize; s < min((i+1)*leafSize, len(c.segments)); s++ {
		if !c.segments[s].bound().Intersects(other) {
			continue
		}
		c.budget -= leafSize
		for t := max(s+1, j*leafSize); t < min((j+1)*leafSize, len(c.segments)); t++ {
			if at, wrong := c.meet(s, t); wrong {
				return fault(CodeSelfCrossing, at, nil)
			}
		}
	}
	return nil
}

func (s *segment) bound() orb.Bound {
	return orb.Bound{
		Min: orb.Point{min(s.a[0], s.b[0]), min(s.a[1], s.b[1])},
		Max: orb.Point{max(s.a[0], s.b[0]), max(s.a[1], s.b[1])},
	}
}

// meet tells whether segments i and j meet in a way that a valid polygon's
// don't, and where. Segments of different rings may touch in a point; segments
// that follow each other share the point between them; nothing else.
func (c *crossings) meet(i, j int) (orb.Point, bool) {
	s, t := &c.segments[i], &c.segments[j]
	if !s.bound().Intersects(t.bound()) {
		return orb.Point{}, false
	}
	ta, tb := orient(s.a, s.b, t.a), orient(s.a, s.b, t.b)
	sa, sb := orient(t.a, t.b, s.a), orient(t.a, t.b, s.b)
	switch {
	case ta*tb > 0 || sa*sb > 0:
		return orb.Point{}, false
	case ta*tb < 0 && sa*sb < 0:
		return crossingPoint(s, t), true
	case ta == 0 && tb == 0:
		return meetInLine(s, t, s.ring != t.ring || s.next == j || t.next == i)
	}
	at := touchPoint(s, t, ta, tb, sa)
	follows := s.next == j && at == s.b || t.next == i && at == t.b
	return at, s.ring == t.ring && !follows
}

// touchPoint is the end of one segment that lies on the other.
func touchPoint(s, t *segment, ta, tb, sa int) orb.Point {
	switch {
	case ta == 0:
		return t.a
	case tb == 0:
		return t.b
	case sa == 0:
		return s.a
	default:
		return s.b
	}
}

// meetInLine judges two segments on one straight line whose boxes meet: they
// share a piece, or a single point, which mayTouch allows.
func meetInLine(s, t *segment, mayTouch bool) (orb.Point, bool) {
	axis := 0
	if s.a[0] == s.b[0] {
		axis = 1
	}
	lowS, highS := ordered(s, axis)
	lowT, highT := ordered(t, axis)
	low, high := lowS, highS
	if lowT[axis] > low[axis] {
		low = lowT
	}
	if highT[axis] < high[axis] {
		high = highT
	}
	return low, low[axis] < high[axis] || !mayTouch
}

func ordered(s *segment, axis int) (low, high orb.Point) {
	if s.a[axis] > s.b[axis] {
		return s.b, s.a
	}
	return s.a, s.b
}

// crossingPoint is where two segments cross, rounded.
func crossingPoint(s, t *segment) orb.Point {
	dx, dy := s.b[0]-s.a[0], s.b[1]-s.a[1]
	ex, ey := t.b[0]-t.a[0], t.b[1]-t.a[1]
	u := ((t.a[0]-s.a[0])*ey - (t.a[1]-s.a[1])*ex) / (dx*ey - dy*ex)
	u = min(max(u, 0), 1)
	if math.IsNaN(u) {
		u = 0 // so nearly parallel that the quotient is lost
	}
	return orb.Point{s.a[0] + u*dx, s.a[1] + u*dy}
}
