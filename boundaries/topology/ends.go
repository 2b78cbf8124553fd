package topology

import (
	"math"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// ends finds the ends of lines that meet nothing. One that misses other lines' ends is a
// junction that does not meet, one that lies on a line without a vertex there is a
// crossing without node, every other one dangles.
func (c *check) ends() {
	for i, l := range c.Lines {
		first, last := l.Course[0], l.Course[len(l.Course)-1]
		if first == last {
			continue // a ring has no ends
		}
		for _, end := range []orb.Point{first, last} {
			if len(c.mesh.others(end, i)) == 0 {
				c.open(i, end)
			}
		}
	}
}

// target is where an open end should have met another line.
type target struct {
	at     orb.Point
	metres float64
	seg    *segment // the segment that has it inside; nil: at is a vertex
	line   int
}

// open tells of an end that meets nothing.
func (c *check) open(line int, end orb.Point) {
	t, ok := c.missed(line, end)
	switch {
	case !ok:
		c.at(Dangle, Error, line, end)
		return
	case t.seg != nil && t.metres <= c.limits.Touch:
		c.tell(Crossing, line, end, t)
	case c.endAt(t, line):
		c.tell(Junction, line, end, t)
	default:
		c.tell(Dangle, line, end, t)
	}
	if t.seg != nil {
		c.repairs = append(c.repairs, insert(t.seg, t.at))
	}
	c.repairs = append(c.repairs, repair{line: line, from: end, to: t.at})
}

func (c *check) tell(kind string, line int, end orb.Point, t target) {
	f := c.at(kind, Error, line, end)
	f.size(t.metres, "m")
	for _, v := range c.mesh.others(t.at, line) {
		f.with(c, v.line)
	}
	if t.seg != nil {
		f.with(c, t.line)
	}
}

// endAt reports whether another line ends at the target.
func (c *check) endAt(t target, line int) bool {
	if t.seg != nil {
		return false
	}
	for _, v := range c.mesh.others(t.at, line) {
		if v.end && !isBorder(v.line) {
			return true
		}
	}
	return false
}

// missed is the point nearest to an open end where it should have met another line. A
// vertex wins over the course beside it unless that is much nearer: nodes are vertices.
func (c *check) missed(line int, end orb.Point) (target, bool) {
	best, nearest := target{metres: math.Inf(1)}, target{metres: math.Inf(1)}
	for _, s := range c.mesh.near(around(end, c.limits.Reach)) {
		if s.line == line {
			continue
		}
		for _, p := range []orb.Point{s.a, s.b} {
			if d := geo.Distance(end, p); d < best.metres {
				best = target{p, d, nil, s.line}
			}
		}
		p := foot(end, s)
		if d := geo.Distance(end, p); d < nearest.metres {
			nearest = target{p, d, s, s.line}
		}
	}
	if best.metres > c.limits.Reach || nearest.metres < best.metres/4 {
		best = nearest
	}
	return best, best.metres <= c.limits.Reach
}

// foot is the point of a segment nearest to p, on the plane that touches the ground there.
func foot(p orb.Point, s *segment) orb.Point {
	k := math.Cos(p[1] * math.Pi / 180)
	dx, dy := (s.b[0]-s.a[0])*k, s.b[1]-s.a[1]
	share := ((p[0]-s.a[0])*k*dx + (p[1]-s.a[1])*dy) / (dx*dx + dy*dy)
	return between(s.a, s.b, min(max(share, 0), 1))
}

// repair is a change of a line for the faces only: a vertex more on the segment after seq,
// or an end moved to where it was meant to be.
type repair struct {
	line, seq int
	from, to  orb.Point
}

func insert(s *segment, p orb.Point) repair { return repair{line: s.line, seq: s.seq, to: p} }
