package mapsheet

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"

	"cairn/geo"
)

// box is a rectangle on the sheet.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) width() float64       { return b.x1 - b.x0 }
func (b box) height() float64      { return b.y1 - b.y0 }
func (b box) meets(o box) bool     { return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1 }
func (b box) holds(o box) bool     { return b.x0 <= o.x0 && o.x1 <= b.x1 && b.y0 <= o.y0 && o.y1 <= b.y1 }
func (b box) grown(by float64) box { return box{b.x0 - by, b.y0 - by, b.x1 + by, b.y1 + by} }
func (b box) corners() []orb.Point {
	return []orb.Point{{b.x0, b.y0}, {b.x1, b.y0}, {b.x0, b.y1}, {b.x1, b.y1}}
}
func around(x, y, w, h float64) box { return box{x - w/2, y - h/2, x + w/2, y + h/2} }
func (b box) bound() orb.Bound {
	return orb.Bound{Min: orb.Point{b.x0, b.y0}, Max: orb.Point{b.x1, b.y1}}
}

// Measures of a sheet of A3, millimetres.
const (
	margin     = 9.0
	titleBand  = 17.0
	frameBand  = 5.5 // between the outer and the inner frame, for coordinates
	gap        = 4.0 // between the frame and the legend
	rowPitch   = 5.0
	notePitch  = 3.7
	noteSize   = 2.5
	legendSize = 2.9
	fill       = 0.94 // of the frame that the area takes
	smallest   = 2000 // metres: what a sheet of a single point shows
)

// layout is a sheet with its measures and its projection.
type layout struct {
	sheet         *Sheet
	k             float64 // factor of the paper
	width, height float64
	outer, inner  box
	legend        legend
	zone          geo.Zone
	least         float64 // the scale at which the area just fits
	scale         int
	east, north   float64 // grid coordinates of the middle of the map
}

// layOut chooses the side of the paper on which the map is larger.
func layOut(s *Sheet) *layout {
	upright, lying := newLayout(s, s.Paper.Width, s.Paper.Height), newLayout(s, s.Paper.Height, s.Paper.Width)
	if lying.least < upright.least {
		return lying
	}
	return upright
}

func newLayout(s *Sheet, width, height float64) *layout {
	l := &layout{sheet: s, k: s.Paper.factor, width: width, height: height}
	l.legend = l.newLegend()
	l.outer = box{margin * l.k, (margin + titleBand) * l.k, width - margin*l.k, height - margin*l.k - l.legend.height - gap*l.k}
	l.inner = l.outer.grown(-frameBand * l.k)
	l.fit()
	return l
}

// fit finds zone, middle and scale from what is shown.
func (l *layout) fit() {
	shown := l.sheet.shown()
	middle := shown.Bound().Center()
	l.zone = geo.Zone{Width: 3, Number: int(math.Round(middle[0] / 3))}
	bound := project.Geometry(orb.Clone(shown), func(p orb.Point) orb.Point {
		north, east := geo.Project(p, l.zone)
		return orb.Point{east, north}
	}).Bound()
	l.east, l.north = bound.Center()[0], bound.Center()[1]
	wide, high := math.Max(bound.Max[0]-bound.Min[0], smallest), math.Max(bound.Max[1]-bound.Min[1], smallest)
	l.least = 1000 / fill * math.Max(wide/l.inner.width(), high/l.inner.height())
	l.scale = roundScale(l.least)
}

// shown is what the sheet has to hold: the area or, without one, the marks.
func (s *Sheet) shown() orb.Collection {
	if len(s.Area.Geom) > 0 {
		return orb.Collection{s.Area.Geom}
	}
	var all orb.Collection
	for _, m := range s.Marks {
		all = append(all, m.Geom)
	}
	return all
}

// roundScale is the next scale that is easily read.
func roundScale(n float64) int {
	power := math.Pow(10, math.Floor(math.Log10(n)))
	for _, step := range []float64{1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.4, 2.5, 2.8, 3, 3.2, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 9} {
		if n <= step*power {
			return int(math.Round(step * power))
		}
	}
	return int(math.Round(10 * power))
}

// place is a lon/lat point on the sheet.
func (l *layout) place(p orb.Point) orb.Point {
	north, east := geo.Project(p, l.zone)
	mm := 1000 / float64(l.scale)
	return orb.Point{(l.inner.x0+l.inner.x1)/2 + (east-l.east)*mm, (l.inner.y0+l.inner.y1)/2 - (north-l.north)*mm}
}

// onSheet is a geometry on the sheet.
func (l *layout) onSheet(g orb.Geometry) orb.Geometry { return project.Geometry(orb.Clone(g), l.place) }

// lonLat is the point of the earth at a place of the sheet.
func (l *layout) lonLat(x, y float64) orb.Point {
	m := float64(l.scale) / 1000
	return geo.Unproject(l.north-(y-(l.inner.y0+l.inner.y1)/2)*m, l.east+(x-(l.inner.x0+l.inner.x1)/2)*m, l.zone)
}
