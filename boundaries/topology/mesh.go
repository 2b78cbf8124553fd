package topology

import (
	"slices"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"

	"cairn/geo"
)

// piece is the way between two vertices, whichever way it runs.
type piece [2]orb.Point

func pieceOf(a, b orb.Point) piece {
	if a[0] > b[0] || a[0] == b[0] && a[1] > b[1] {
		a, b = b, a
	}
	return piece{a, b}
}

// border is the number of a closing edge among the lines of a mesh: below zero.
func border(edge int) int { return -1 - edge }

func isBorder(line int) bool { return line < 0 }

// segment is a piece of a line; seq counts along it.
type segment struct {
	line, seq int
	a, b      orb.Point
}

func (s *segment) bound() orb.Bound {
	return orb.Bound{Min: s.a, Max: s.a}.Extend(s.b)
}

// visit is a line that has a vertex somewhere; end when it begins or ends there.
type visit struct {
	line int
	end  bool
}

// mesh finds segments by place and lines by vertex.
type mesh struct {
	tree     rtree.RTreeG[*segment]
	segments []*segment
	vertices map[orb.Point][]visit
}

func newMesh(set Set) *mesh {
	m := &mesh{vertices: map[orb.Point][]visit{}}
	for i, l := range set.Lines {
		m.add(i, l.Course)
	}
	for i, edge := range set.Closing {
		m.add(border(i), edge)
	}
	return m
}

func (m *mesh) add(line int, course orb.LineString) {
	for i, p := range course {
		m.vertices[p] = append(m.vertices[p], visit{line, i == 0 || i == len(course)-1})
		if i == 0 || course[i-1] == p {
			continue
		}
		s := &segment{line, i, course[i-1], p}
		m.segments = append(m.segments, s)
		m.tree.Insert(s.bound().Min, s.bound().Max, s)
	}
}

// near visits the segments whose box meets another, in the order of lines.
func (m *mesh) near(b orb.Bound) []*segment {
	var hits []*segment
	m.tree.Search(b.Min, b.Max, func(_, _ [2]float64, s *segment) bool {
		hits = append(hits, s)
		return true
	})
	slices.SortFunc(hits, func(a, b *segment) int {
		if a.line != b.line {
			return a.line - b.line
		}
		return a.seq - b.seq
	})
	return hits
}

// others are the lines with a vertex at p, but for one; the border among them.
func (m *mesh) others(p orb.Point, line int) []visit {
	var all []visit
	for _, v := range m.vertices[p] {
		if v.line != line {
			all = append(all, v)
		}
	}
	return all
}

// around is a box with so many metres around a point.
func around(p orb.Point, metres float64) orb.Bound {
	north := metres / 110_000
	east := metres / (geo.Distance(p, orb.Point{p[0] + 1e-3, p[1]}) * 1e3)
	return orb.Bound{Min: orb.Point{p[0] - east, p[1] - north}, Max: orb.Point{p[0] + east, p[1] + north}}
}

// middle is the point of a line half way along it.
func middle(course orb.LineString) orb.Point {
	return along(course, geo.Length(course)/2)
}

// along is the point of a line so many metres from its beginning.
func along(course orb.LineString, metres float64) orb.Point {
	for i := 1; i < len(course); i++ {
		step := geo.Distance(course[i-1], course[i])
		if metres <= step && step > 0 {
			return between(course[i-1], course[i], metres/step)
		}
		metres -= step
	}
	return course[len(course)-1]
}

func between(a, b orb.Point, share float64) orb.Point {
	return orb.Point{a[0] + share*(b[0]-a[0]), a[1] + share*(b[1]-a[1])}
}
