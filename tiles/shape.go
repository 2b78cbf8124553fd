package tiles

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// geometryKind is what a feature is drawn as; the numbers are those of MVT.
type geometryKind uint8

const (
	pointKind   geometryKind = 1
	lineKind    geometryKind = 2
	polygonKind geometryKind = 3
)

// shape is a geometry other than a single point, projected. Parts are points, lines or
// rings; the outer ring of a polygon is followed by its holes. Rings are not closed
// (the first point is not repeated) and wind as MVT asks for: with y to the south, the
// signed area of an outer ring is positive, of a hole negative.
type shape struct {
	kind   geometryKind
	points []point
	zooms  []uint8 // the first zoom at which each point is drawn
	ends   []int32 // end of each part in points
	outer  []bool  // of each part: it begins a polygon
}

// newShape projects a geometry. A single point has no shape, only a box. Errors: a
// geometry without points, with a coordinate that is no number, or of a type that
// tiles do not draw.
func newShape(g orb.Geometry) (*shape, box, error) {
	if p, ok := g.(orb.Point); ok {
		if !finite(p) {
			return nil, box{}, fmt.Errorf("coordinate %v is no number", p)
		}
		at := project(p)
		return nil, box{at, at}, nil
	}
	s := &shape{}
	if err := s.addGeometry(g); err != nil {
		return nil, box{}, err
	}
	if len(s.points) == 0 {
		return nil, box{}, fmt.Errorf("%s without points", g.GeoJSONType())
	}
	s.zooms = rank(s)
	return s, s.box(), nil
}

func (s *shape) addGeometry(g orb.Geometry) error {
	switch g := g.(type) {
	case orb.MultiPoint:
		s.kind = pointKind
		return s.addPart(g, false)
	case orb.LineString:
		s.kind = lineKind
		return s.addPart(g, false)
	case orb.MultiLineString:
		for _, l := range g {
			if err := s.addGeometry(l); err != nil {
				return err
			}
		}
		return nil
	case orb.Polygon:
		s.kind = polygonKind
		return s.addPolygon(g)
	case orb.MultiPolygon:
		for _, p := range g {
			if err := s.addGeometry(p); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("geometry type %T is not drawn", g)
}

func (s *shape) addPolygon(p orb.Polygon) error {
	for i, ring := range p {
		start := len(s.points)
		if n := len(ring); n > 1 && ring[0] == ring[n-1] {
			ring = ring[:n-1]
		}
		if err := s.addPart(ring, i == 0); err != nil {
			return err
		}
		part := s.points[start:]
		if (signedArea(part) > 0) != (i == 0) {
			reverse(part)
		}
	}
	return nil
}

// addPart projects the points of a part, repeated ones once; an empty part is left out.
func (s *shape) addPart(points []orb.Point, outer bool) error {
	start := len(s.points)
	for _, p := range points {
		if !finite(p) {
			return fmt.Errorf("coordinate %v is no number", p)
		}
		q := project(p)
		if n := len(s.points); n > start && s.points[n-1] == q && s.kind != pointKind {
			continue
		}
		s.points = append(s.points, q)
	}
	if len(s.points) > start {
		s.ends = append(s.ends, int32(len(s.points)))
		s.outer = append(s.outer, outer)
	}
	return nil
}

// part is the range of the i-th part in points and zooms.
func (s *shape) part(i int) (start, end int) {
	if i > 0 {
		start = int(s.ends[i-1])
	}
	return start, int(s.ends[i])
}

func (s *shape) box() box {
	b := box{s.points[0], s.points[0]}
	for _, p := range s.points[1:] {
		b = b.add(p)
	}
	return b
}

func finite(p orb.Point) bool {
	return !math.IsNaN(p[0]+p[1]) && !math.IsInf(p[0]+p[1], 0)
}

// signedArea is twice the area of an open ring, positive as MVT's outer rings are. The
// products are taken from the first point, where they are small.
func signedArea(ring []point) float64 {
	var sum float64
	for i := 1; i+1 < len(ring); i++ {
		ax, ay := offset(ring[0], ring[i])
		bx, by := offset(ring[0], ring[i+1])
		sum += ax*by - bx*ay
	}
	return sum
}

// offset is the way from a to b, in steps.
func offset(a, b point) (dx, dy float64) {
	return float64(b.X) - float64(a.X), float64(b.Y) - float64(a.Y)
}

func reverse(points []point) {
	for i, j := 0, len(points)-1; i < j; i, j = i+1, j-1 {
		points[i], points[j] = points[j], points[i]
	}
}
