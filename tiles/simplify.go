package tiles

import (
	"math"
	"slices"
)

// tolerance is how far, in units of a tile, a simplified outline may stray from the
// true one: a quarter of a CSS pixel on a map of 512-pixel tiles.
const tolerance = 2

// rank gives every point of a shape the first zoom at which it is drawn, after Douglas
// and Peucker (1973): a point is drawn where leaving it out would move the outline by
// more than the tolerance. Simplifying once for the whole shape, not for each tile,
// makes outlines meet at the borders of tiles. At MaxZoom every point is drawn.
func rank(s *shape) []uint8 {
	zooms := make([]uint8, len(s.points))
	if s.kind == pointKind {
		return zooms
	}
	for i := range s.ends {
		start, end := s.part(i)
		points, zooms := s.points[start:end], zooms[start:end]
		if s.kind == lineKind {
			rankBetween(points, zooms, 0, len(points)-1)
			continue
		}
		far := farthest(points)
		rankBetween(points, zooms, 0, far)
		rankBetween(append(slices.Clone(points[far:]), points[0]), zooms[far:], 0, len(points)-far)
	}
	return zooms
}

// farthest is the point of a ring farthest from its first: both are always drawn.
func farthest(ring []point) int {
	far, best := 0, -1.0
	for i, p := range ring {
		if d := math.Hypot(offset(ring[0], p)); d > best {
			far, best = i, d
		}
	}
	return far
}

// rankBetween ranks the points strictly between first and last.
func rankBetween(points []point, zooms []uint8, first, last int) {
	type span struct {
		first, last int
		zoom        uint8 // no point inside is drawn before this one
	}
	todo := []span{{first, last, 0}}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if s.last-s.first < 2 {
			continue
		}
		split, distance := s.first+1, -1.0
		for i := s.first + 1; i < s.last; i++ {
			if d := segmentDistance(points[i], points[s.first], points[s.last]); d > distance {
				split, distance = i, d
			}
		}
		zooms[split] = max(s.zoom, zoomOf(distance))
		todo = append(todo, span{s.first, split, zooms[split]}, span{split, s.last, zooms[split]})
	}
}

// zoomOf is the first zoom at which a distance (steps) is more than the tolerance.
func zoomOf(distance float64) uint8 {
	for z := uint8(0); z < MaxZoom; z++ {
		if distance > float64(int64(tolerance)<<Coord{Z: uint32(z)}.unitBits()) {
			return z
		}
	}
	return MaxZoom
}

// segmentDistance is the distance of p from the segment a–b, in steps.
func segmentDistance(p, a, b point) float64 {
	px, py := offset(a, p)
	bx, by := offset(a, b)
	if length := bx*bx + by*by; length > 0 {
		t := min(max((px*bx+py*by)/length, 0), 1)
		px, py = px-t*bx, py-t*by
	}
	return math.Hypot(px, py)
}

// shareZooms draws a point that several shapes of a layer hold in all of them as soon
// as one of them needs it, so that neighbours keep a common edge. It returns the zooms
// of those shapes where they differ from what the shape has now.
func shareZooms(features map[string]*Feature) map[string][]uint8 {
	first := map[point]uint8{}
	own := map[string][]uint8{}
	for key, f := range features {
		if f.shape == nil {
			continue
		}
		own[key] = rank(f.shape)
		for i, p := range f.shape.points {
			if z, ok := first[p]; !ok || own[key][i] < z {
				first[p] = own[key][i]
			}
		}
	}
	for key, zooms := range own {
		for i, p := range features[key].shape.points {
			zooms[i] = first[p]
		}
		if slices.Equal(zooms, features[key].shape.zooms) {
			delete(own, key)
		}
	}
	return own
}
