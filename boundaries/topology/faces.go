package topology

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"cairn/geo"
)

// face is a piece of land with lines all around.
type face struct {
	polygon orb.Polygon
	sides   []side // of its outer ring and of its holes
	area    string // code of the area that most of its sides name; "" when none does
	metres  float64
	square  float64
	forced  bool // it has a corner that is a crossing without a node
}

// faces are those between all lines.
func (c *check) faces() []face {
	return c.facesOf(c.graph(func(*Line) bool { return true }))
}

// counties are the faces between lines of county level and above.
func (c *check) counties() []face {
	return c.facesOf(c.graph(func(l *Line) bool { return l.Level != "township" }))
}

func (c *check) facesOf(g *graph) []face {
	var all []face
	var holes []orb.Ring
	for _, ring := range g.rings() {
		if ring.Orientation() != orb.CCW {
			holes = append(holes, ring)
			continue
		}
		all = append(all, face{polygon: orb.Polygon{ring}, sides: c.sidesOf(g, ring), metres: geo.Length(orb.LineString(ring))})
	}
	for _, hole := range holes {
		if i := holder(all, hole); i >= 0 {
			all[i].polygon = append(all[i].polygon, hole)
			all[i].sides = append(all[i].sides, c.sidesOf(g, hole)...)
			all[i].metres += geo.Length(orb.LineString(hole))
		}
	}
	nodes := c.forced()
	for i := range all {
		f := &all[i]
		f.area, f.square = named(f.sides), flatArea(f.polygon)
		f.forced = slices.ContainsFunc(f.polygon[0], func(p orb.Point) bool { return nodes[p] })
	}
	return all
}

// holder is the smallest face that has a ring inside; -1 when it lies outside of all.
func holder(all []face, hole orb.Ring) int {
	best := -1
	for i := range all {
		ring := all[i].polygon[0]
		if slices.Contains(ring, hole[0]) || !ring.Bound().Contains(hole[0]) {
			continue
		}
		p, ok := geo.NewPolygon(orb.Polygon{ring})
		if !ok || p.Locate(hole[0]) == geo.Outside {
			continue
		}
		if best < 0 || ring.Bound().Union(all[best].polygon.Bound()) == all[best].polygon.Bound() {
			best = i
		}
	}
	return best
}

// flatArea is the area with sides straight in lon/lat, as maps draw them: geodesic sides
// bulge by metres over 20 km, which is as wide as a sliver.
func flatArea(p orb.Polygon) float64 {
	middle := p.Bound().Center()
	const step = 1e-3
	east := geo.Distance(middle, orb.Point{middle[0] + step, middle[1]}) / step
	north := geo.Distance(middle, orb.Point{middle[0], middle[1] + step}) / step
	return planar.Area(p) * east * north
}

// forced are the nodes that are crossings in truth.
func (c *check) forced() map[orb.Point]bool {
	nodes := map[orb.Point]bool{}
	for _, r := range c.repairs {
		if r.seq > 0 && len(c.mesh.vertices[r.to]) == 0 {
			nodes[r.to] = true
		}
	}
	return nodes
}

// weights are the metres of sides by area.
func weights(sides []side) map[string]float64 {
	all := map[string]float64{}
	for _, s := range sides {
		if s.area != "" {
			all[s.area] += s.metres
		}
	}
	return all
}

// named is the area that the sides name: the smallest level wins, then the most metres.
func named(sides []side) string {
	all := weights(sides)
	codes := slices.Sorted(maps.Keys(all))
	slices.SortStableFunc(codes, func(a, b string) int {
		return cmp.Or(cmp.Compare(min(len(b), 9), min(len(a), 9)), cmp.Compare(all[b], all[a]))
	})
	if len(codes) == 0 {
		return ""
	}
	return codes[0]
}

// agrees reports whether a side's area is that of the face or holds it.
func agrees(side, face string) bool { return side == "" || strings.HasPrefix(face, side) }

// slivers finds faces so narrow that they are two versions of one line.
func (c *check) slivers(faces []face) {
	for _, f := range faces {
		if f.forced || 2*f.square/f.metres >= c.limits.SliverWidth {
			continue
		}
		lines := linesOf(f.sides)
		if len(lines) == 0 {
			continue
		}
		last := lines[len(lines)-1]
		found := c.at(Sliver, Error, last, f.middleOf(last))
		found.size(f.square, "m2")
		found.with(c, lines[:len(lines)-1]...)
	}
}

// middleOf is a point half way along what a line has of a face.
func (f *face) middleOf(line int) orb.Point {
	var own []side
	var rest float64
	for _, s := range f.sides {
		if s.line == line {
			own, rest = append(own, s), rest+s.metres/2
		}
	}
	for _, s := range own {
		if rest <= s.metres {
			return between(s.a, s.b, rest/s.metres)
		}
		rest -= s.metres
	}
	return own[len(own)-1].b
}

// linesOf are the lines of sides, each once, in their order in the set.
func linesOf(sides []side) []int {
	var lines []int
	for _, s := range sides {
		if !isBorder(s.line) && !slices.Contains(lines, s.line) {
			lines = append(lines, s.line)
		}
	}
	slices.Sort(lines)
	return lines
}

// sides finds lines with their areas on the other sides: on both sides most of their
// course bounds faces that the other lines give to another area.
func (c *check) sides(faces []face) {
	wrong, whole := map[int]float64{}, map[int]float64{}
	for _, f := range faces {
		for _, s := range f.sides {
			if isBorder(s.line) {
				continue
			}
			whole[s.line] += s.metres
			if !agrees(s.area, f.area) {
				wrong[s.line] += s.metres
			}
		}
	}
	for line := range c.Lines {
		if wrong[line] <= whole[line]/2 {
			continue
		}
		l := &c.Lines[line]
		f := c.at(WrongSides, Error, line, middle(l.Course))
		f.Areas = []string{l.Left, l.Right}
		f.Params["left"], f.Params["right"] = l.Left, l.Right
	}
}

// closed finds faces whose sides name two areas of the same level: the lines between them
// leave them open to each other. What an open end or exchanged sides explain is not told
// again.
func (c *check) closed(faces []face) {
	told := c.told()
	for _, f := range faces {
		if f.forced || 2*f.square/f.metres < c.limits.SliverWidth {
			continue
		}
		if stray, ok := c.stray(f, told); ok {
			c.openTo(f, stray)
		}
	}
}

// told are the lines with an open end or with exchanged sides.
func (c *check) told() []int {
	var lines []int
	for _, f := range c.found {
		if f.Kind == WrongSides || f.Kind == Dangle || f.Kind == Junction {
			lines = append(lines, slices.IndexFunc(c.Lines, func(l Line) bool { return l.Code == f.Line && l.Row == f.Row }))
		}
	}
	return lines
}

// stray is the longest side of a face that names an area which the face is not.
func (c *check) stray(f face, told []int) (side, bool) {
	var longest side
	for _, s := range f.sides {
		known := slices.ContainsFunc(told, func(i int) bool {
			l := &c.Lines[i]
			return i == s.line || agrees(l.Left, f.area) && agrees(l.Right, s.area) || agrees(l.Right, f.area) && agrees(l.Left, s.area)
		})
		if !isBorder(s.line) && !known && !agrees(s.area, f.area) && s.metres > longest.metres {
			longest = s
		}
	}
	return longest, longest.metres > 0
}

func (c *check) openTo(f face, stray side) {
	found := c.at(NotClosed, Error, stray.line, middle(c.Lines[stray.line].Course))
	found.Areas = []string{f.area, stray.area}
	found.Params["area"], found.Params["other"] = f.area, stray.area
}
