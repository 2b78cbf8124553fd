package tiles

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
)

// drawn is what a tile shows of a geometry: whole units from the tile's north-west
// corner, clipped to the tile and its buffer. Nothing in it is degenerate: lines have
// two different points, rings an area.
type drawn struct {
	points   []orb.Point
	lines    orb.MultiLineString
	polygons orb.MultiPolygon
	left     float64 // twice the area of the last polygon, its holes taken off
}

// frame is the box to which geometries are clipped, in units.
var frame = orb.Bound{Min: orb.Point{-buffer, -buffer}, Max: orb.Point{extent + buffer, extent + buffer}}

// view places features into one tile.
type view struct {
	coord            Coord
	originX, originY int64
	bits             uint32
	scratch          []orb.Point
}

func newView(c Coord) *view {
	v := &view{coord: c, bits: c.unitBits()}
	v.originX, v.originY = c.origin()
	return v
}

// units is a point in units of the tile, not rounded.
func (v *view) units(p point) orb.Point {
	step := float64(int64(1) << v.bits)
	return orb.Point{float64(int64(p.X)-v.originX) / step, float64(int64(p.Y)-v.originY) / step}
}

// draw is what the tile shows of a shape, perhaps nothing.
func (v *view) draw(s *shape) drawn {
	var d drawn
	for i := range s.ends {
		part := v.part(s, i)
		switch s.kind {
		case pointKind:
			d.addPoints(part)
		case lineKind:
			d.addLine(part)
		case polygonKind:
			d.addRing(part, s.outer[i])
		}
	}
	return d
}

// part is the points of a part that are drawn at the tile's zoom. It is good until the
// next call.
func (v *view) part(s *shape, i int) []orb.Point {
	start, end := s.part(i)
	v.scratch = v.scratch[:0]
	for j := start; j < end; j++ {
		if uint32(s.zooms[j]) <= v.coord.Z {
			v.scratch = append(v.scratch, v.units(s.points[j]))
		}
	}
	return v.scratch
}

func (d *drawn) addPoints(points []orb.Point) {
	for _, p := range points {
		if frame.Contains(p) {
			d.points = append(d.points, round(p))
		}
	}
}

func (d *drawn) addLine(points []orb.Point) {
	for _, line := range clip.LineString(frame, points) {
		if line = rounded(line); len(line) > 1 {
			d.lines = append(d.lines, line)
		}
	}
}

// addRing begins a polygon or adds a hole to the last one. A ring that rounding has
// turned over or flattened is left out, and so is a polygon that is all hole here.
func (d *drawn) addRing(points []orb.Point, outer bool) {
	if outer {
		d.left = 0
	} else if d.left <= 0 {
		return
	}
	ring := orb.Ring(rounded(clip.Ring(frame, append(points, points[0]))))
	area := unitArea(ring)
	if area == 0 || (area > 0) != outer {
		return
	}
	d.left += area
	last := len(d.polygons) - 1
	switch {
	case outer:
		d.polygons = append(d.polygons, orb.Polygon{ring})
	case d.left <= 0:
		d.polygons = d.polygons[:last]
	default:
		d.polygons[last] = append(d.polygons[last], ring)
	}
}

func round(p orb.Point) orb.Point { return orb.Point{math.Floor(p[0] + 0.5), math.Floor(p[1] + 0.5)} }

// rounded rounds to whole units, without repeated points, in new memory.
func rounded(points []orb.Point) []orb.Point {
	out := make([]orb.Point, 0, len(points))
	for _, p := range points {
		p = round(p)
		if n := len(out); n == 0 || out[n-1] != p {
			out = append(out, p)
		}
	}
	return out
}

// unitArea is twice the area of a closed ring after the surveyor's formula of MVT 4.3.4.4.
func unitArea(ring []orb.Point) float64 {
	var sum float64
	for i := 1; i < len(ring); i++ {
		sum += ring[i-1][0]*ring[i][1] - ring[i][0]*ring[i-1][1]
	}
	return sum
}
