package mapsheet

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/planar"
)

// label is a name with its place on the sheet.
type label struct {
	mark   int
	box    box
	leader bool // the name stands away from its mark: a line joins them
}

// spot is a mark on the sheet.
type spot struct {
	at     orb.Point
	box    box // of its symbol; without an extent for a line or area
	within bool
	point  bool
	shown  bool // as a symbol: not where a label covers it
}

// placed is what the labelling came to.
type placed struct {
	labels         []label
	spots          []spot
	names, symbols *taken // where names and the symbols of named marks stand
	facts          Facts
}

// taken are the boxes that are in use, by cells of the sheet.
type taken struct{ cells map[[2]int][]box }

const cell = 12.0

func newTaken() *taken { return &taken{map[[2]int][]box{}} }

func (t *taken) each(b box, visit func(key [2]int) bool) bool {
	for x := int(math.Floor(b.x0 / cell)); x <= int(math.Floor(b.x1/cell)); x++ {
		for y := int(math.Floor(b.y0 / cell)); y <= int(math.Floor(b.y1/cell)); y++ {
			if !visit([2]int{x, y}) {
				return false
			}
		}
	}
	return true
}

func (t *taken) add(b box) {
	t.each(b, func(key [2]int) bool {
		t.cells[key] = append(t.cells[key], b)
		return true
	})
}

func (t *taken) free(b box) bool {
	return t.each(b, func(key [2]int) bool { return !slices.ContainsFunc(t.cells[key], b.meets) })
}

// Distances around labels, millimetres on A3.
const (
	between    = 0.35 // labels
	fromSymbol = 0.5  // a symbol and its label
	symbolSize = 2.0
	lineHeight = 1.12 // of a label, in its sizes
)

// name places the labels by the order of the marks. The symbols of those that must have
// their labels are in the way of all labels, the other symbols of those that come later.
func (l *layout) name() *placed {
	p := &placed{spots: make([]spot, len(l.sheet.Marks)), names: newTaken(), symbols: newTaken()}
	for i, m := range l.sheet.Marks {
		p.spots[i] = l.spot(m)
		if m.Must && p.spots[i].within {
			p.symbols.add(p.spots[i].box)
		}
	}
	for i, m := range l.sheet.Marks {
		s := &p.spots[i]
		if !s.within {
			p.facts.Elsewhere++
			continue
		}
		if found, ok := l.labelOf(i, p); ok {
			p.labels = append(p.labels, found)
			p.names.add(found.box)
			if s.shown = s.point; s.point && !m.Must {
				p.symbols.add(s.box)
			}
			continue
		}
		p.facts.Unnamed++
	}
	for i := range p.spots { // those without a label, as dots where there is room
		s := &p.spots[i]
		dot := around(s.at[0], s.at[1], 1.2*l.k, 1.2*l.k)
		s.shown = s.shown || s.within && s.point && p.names.free(dot) && p.symbols.free(dot)
	}
	p.facts.Labelled = len(p.labels)
	return p
}

// spot finds the place of a mark: its point, the middle of its line or of its area within
// the frame.
func (l *layout) spot(m Mark) spot {
	g := l.onSheet(m.Geom)
	size := 0.0
	var s spot
	switch g := g.(type) {
	case orb.Point:
		s.at, s.point, size = g, true, symbolSize*l.k
		if l.sheet.Kinds[m.Kind].Bold {
			size *= 1.4
		}
	case orb.MultiPoint:
		s.at, s.point, size = g[0], true, symbolSize*l.k
	default:
		within := clip.Geometry(l.inner.bound(), g)
		if within == nil {
			return s
		}
		s.at = middle(within)
	}
	s.box = around(s.at[0], s.at[1], size, size)
	s.within = l.inner.holds(s.box)
	return s
}

// middle is a point on a line or in an area.
func middle(g orb.Geometry) orb.Point {
	switch g := g.(type) {
	case orb.LineString:
		return along(g, 0.5)
	case orb.MultiLineString:
		return along(slices.MaxFunc(g, func(a, b orb.LineString) int { return cmp.Compare(planar.Length(a), planar.Length(b)) }), 0.5)
	case orb.MultiPolygon:
		return middle(slices.MaxFunc(g, func(a, b orb.Polygon) int { return cmp.Compare(planar.Area(a), planar.Area(b)) }))
	case orb.Polygon:
		center, _ := planar.CentroidArea(g)
		if planar.PolygonContains(g, center) {
			return center
		}
		return acrossMiddle(g, center[1])
	}
	return g.Bound().Center()
}

// along is the point at a part of the length of a line.
func along(line orb.LineString, part float64) orb.Point {
	left := planar.Length(line) * part
	for i := 1; i < len(line); i++ {
		d := planar.Distance(line[i-1], line[i])
		if d >= left && d > 0 {
			t := left / d
			return orb.Point{line[i-1][0] + t*(line[i][0]-line[i-1][0]), line[i-1][1] + t*(line[i][1]-line[i-1][1])}
		}
		left -= d
	}
	return line[len(line)-1]
}

// acrossMiddle is the middle of the widest part of a polygon at a height.
func acrossMiddle(p orb.Polygon, y float64) orb.Point {
	var xs []float64
	for _, ring := range p {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (a[1] <= y) != (b[1] <= y) {
				xs = append(xs, a[0]+(y-a[1])/(b[1]-a[1])*(b[0]-a[0]))
			}
		}
	}
	slices.Sort(xs)
	best, widest := p.Bound().Center(), 0.0
	for i := 0; i+1 < len(xs); i += 2 {
		if xs[i+1]-xs[i] > widest {
			widest, best = xs[i+1]-xs[i], orb.Point{(xs[i] + xs[i+1]) / 2, y}
		}
	}
	return best
}

// labelOf is the first free place for the name of a mark.
func (l *layout) labelOf(i int, p *placed) (label, bool) {
	m, s := l.sheet.Marks[i], &p.spots[i]
	if s.point && !m.Must && !p.names.free(s.box) {
		return label{}, false // its symbol would stand on a name
	}
	size := l.sheet.Kinds[m.Kind].Size * l.k
	w, h := textWidth(m.Name, size), size*lineHeight
	free := func(b box) bool {
		b = b.grown(between * l.k)
		return l.inner.holds(b) && p.names.free(b) && p.symbols.free(b)
	}
	beside := append(s.around(w, h, fromSymbol*l.k), s.around(w, h, 3.2*fromSymbol*l.k)...) // farther: past the larger symbol of another
	if n := slices.IndexFunc(beside, free); n >= 0 {
		return label{mark: i, box: beside[n]}, true
	}
	if !m.Must {
		return label{}, false
	}
	far := s.farther(w, h)
	if n := slices.IndexFunc(far, free); n >= 0 {
		return label{i, far[n], true}, true
	}
	return label{}, false
}

// around are the places for a label beside a mark, the best first: right, left, above,
// below, then the corners; over the middle of an area, above or below that of a line.
func (s *spot) around(w, h, off float64) []box {
	x, y := s.at[0], s.at[1]
	if !s.point {
		return []box{around(x, y, w, h), around(x, y-h*0.8, w, h), around(x, y+h*0.8, w, h), around(x+w*0.7, y, w, h), around(x-w*0.7, y, w, h)}
	}
	dx, dy := s.box.width()/2+off+w/2, s.box.height()/2+off/2+h/2
	return []box{
		around(x+dx, y, w, h), around(x-dx, y, w, h), around(x, y-dy, w, h), around(x, y+dy, w, h),
		around(x+dx*0.86, y-dy*0.8, w, h), around(x+dx*0.86, y+dy*0.8, w, h), around(x-dx*0.86, y-dy*0.8, w, h), around(x-dx*0.86, y+dy*0.8, w, h),
		around(x+w*0.3, y-dy, w, h), around(x-w*0.3, y-dy, w, h), around(x+w*0.3, y+dy, w, h), around(x-w*0.3, y+dy, w, h),
	}
}

// farther are places in widening rings, for names that need a leader line.
func (s *spot) farther(w, h float64) []box {
	var out []box
	for ring := 1.0; ring <= 12; ring++ {
		for turn := range 16 {
			sin, cos := math.Sincos(float64(turn) * math.Pi / 8)
			out = append(out, around(s.at[0]+cos*(w/2+ring*h), s.at[1]-sin*(h/2+ring*h), w, h))
		}
	}
	return out
}
