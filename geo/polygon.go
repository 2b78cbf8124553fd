package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Position is where a point lies with respect to a polygon. A point exactly on
// the boundary is either EdgeIn or EdgeOut, by a rule under which a point on
// an edge or vertex that polygons share is EdgeIn for exactly one of them; see
// [Polygon.Locate].
type Position uint8

// The positions.
const (
	Outside Position = iota
	Inside
	EdgeIn  // on the boundary, and this polygon's own
	EdgeOut // on the boundary, and the neighbour's (or nobody's, on the outer rim)
)

// Owned reports whether the polygon holds the point under the boundary rule.
func (p Position) Owned() bool { return p == Inside || p == EdgeIn }

// edge runs upwards: y0 <= y1.
type edge struct{ x0, y0, x1, y1 float64 }

// No edge has a NaN, so plain comparison does what min and max do more slowly.
func (e *edge) minX() float64 {
	if e.x1 < e.x0 {
		return e.x1
	}
	return e.x0
}

func (e *edge) maxX() float64 {
	if e.x1 > e.x0 {
		return e.x1
	}
	return e.x0
}

// Polygon is a polygon or multipolygon made ready for many point tests. Its
// edges are sorted into horizontal strips of equal height, about as many as
// there are edges, so that a test looks at the few edges of one strip. It is
// immutable and safe for concurrent use.
type Polygon struct {
	bound  orb.Bound
	edges  []edge  // dropped when they stand in strips
	strips []int32 // where each strip starts in order, and the end of the last
	order  []edge  // by strip, within a strip from right to left by maxX
	scale  float64 // strips per degree of latitude
}

// NewPolygon prepares g. A point is inside when it is inside an odd number of
// rings, so holes and parts need no order. It reports false when g is not a
// Ring, Polygon, MultiPolygon or Bound, or has no edges. The geometry should have
// passed [ValidateGeometry].
func NewPolygon(g orb.Geometry) (*Polygon, bool) {
	p := &Polygon{}
	eachRing(g, func(r orb.Ring) { p.addRing(r) })
	if len(p.edges) == 0 {
		return nil, false
	}
	p.bound = p.edgeBound() // g.Bound() looks at shells only
	p.buildStrips()
	return p, true
}

func eachRing(g orb.Geometry, visit func(orb.Ring)) {
	switch g := g.(type) {
	case orb.Ring:
		visit(g)
	case orb.Polygon:
		for _, r := range g {
			visit(r)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			eachRing(p, visit)
		}
	case orb.Bound:
		visit(g.ToRing())
	}
}

func (p *Polygon) addRing(r orb.Ring) {
	for i := 1; i < len(r); i++ {
		a, b := r[i-1], r[i]
		if a == b {
			continue
		}
		if a[1] > b[1] {
			a, b = b, a
		}
		p.edges = append(p.edges, edge{a[0], a[1], b[0], b[1]})
	}
}

func (p *Polygon) edgeBound() orb.Bound {
	e := p.edges[0]
	b := orb.Bound{Min: orb.Point{e.minX(), e.y0}, Max: orb.Point{e.maxX(), e.y1}}
	for i := range p.edges {
		e := &p.edges[i]
		b.Min = orb.Point{min(b.Min[0], e.minX()), min(b.Min[1], e.y0)}
		b.Max = orb.Point{max(b.Max[0], e.maxX()), max(b.Max[1], e.y1)}
	}
	return b
}

// buildStrips halves the number of strips until long edges, which stand in
// many of them, take no more than eight places each on average.
func (p *Polygon) buildStrips() {
	height := p.bound.Max[1] - p.bound.Min[1]
	for n := len(p.edges); ; n /= 2 {
		p.scale = float64(n) / height
		if height == 0 || math.IsInf(p.scale, 0) {
			n, p.scale = 1, 0
		}
		if p.countStrips(max(n, 1)) <= 8*len(p.edges) || n <= 1 {
			break
		}
	}
	p.fillStrips()
}

// countStrips lays out n strips and returns the number of places in them.
func (p *Polygon) countStrips(n int) int {
	p.strips = make([]int32, n+1)
	total := 0
	for i := range p.edges {
		first, last := p.span(&p.edges[i])
		total += last - first + 1
		for s := first; s <= last; s++ {
			p.strips[s+1]++
		}
	}
	for s := range n {
		p.strips[s+1] += p.strips[s]
	}
	return total
}

func (p *Polygon) fillStrips() {
	p.order = make([]edge, p.strips[len(p.strips)-1])
	next := slices.Clone(p.strips)
	for i := range p.edges {
		first, last := p.span(&p.edges[i])
		for s := first; s <= last; s++ {
			p.order[next[s]] = p.edges[i]
			next[s]++
		}
	}
	for s := range len(p.strips) - 1 {
		slices.SortFunc(p.order[p.strips[s]:p.strips[s+1]], func(a, b edge) int {
			return cmp.Compare(b.maxX(), a.maxX())
		})
	}
	p.edges = nil
}

func (p *Polygon) span(e *edge) (first, last int) { return p.strip(e.y0), p.strip(e.y1) }

// strip is monotone in y, so a point between an edge's ends falls into one of
// that edge's strips whatever the rounding.
func (p *Polygon) strip(y float64) int {
	s := int((y - p.bound.Min[1]) * p.scale)
	return min(max(s, 0), len(p.strips)-2)
}

// Bound is the box around the polygon.
func (p *Polygon) Bound() orb.Bound { return p.bound }

// Locate tells where pt lies. All decisions are exact.
//
// The boundary rule: a point on the boundary counts as if it were moved right
// by an infinitely small distance, and up by one infinitely smaller still. The
// moved point is on no edge, so among polygons that tile an area with exactly
// the same vertices it is in one and only one, and in the same place in every
// level of such polygons: the county that owns a point is the one of the
// township that owns it. On the outer rim a point may be owned by none;
// [Owners] gives it to one that touches it.
func (p *Polygon) Locate(pt orb.Point) Position {
	x, y := pt[0], pt[1]
	if !(x >= p.bound.Min[0] && x <= p.bound.Max[0] && y >= p.bound.Min[1] && y <= p.bound.Max[1]) {
		return Outside
	}
	s := p.strip(y)
	in, on := false, false
	strip := p.order[p.strips[s]:p.strips[s+1]]
	for i := range strip {
		e := &strip[i]
		if e.maxX() < x {
			break // this edge and all that follow are left of the point
		}
		if y < e.y0 || y > e.y1 {
			continue
		}
		side := e.side(pt)
		on = on || side == 0
		if side > 0 && y < e.y1 {
			in = !in
		}
	}
	return position(in, on)
}

func position(in, on bool) Position {
	switch {
	case on && in:
		return EdgeIn
	case on:
		return EdgeOut
	case in:
		return Inside
	default:
		return Outside
	}
}

// side is +1 when pt, which is level with the edge and not right of its box,
// lies left of it, 0 when on it.
func (e *edge) side(pt orb.Point) int {
	if pt[0] < e.minX() {
		return 1
	}
	return orient(orb.Point{e.x0, e.y0}, orb.Point{e.x1, e.y1}, pt)
}
