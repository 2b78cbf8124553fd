package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Points finds points near a place. Unlike [Index] it holds points only and is not changed
// after it was made; in return it computes few geodesics: it is a k-d tree of the points in
// space, and a chord through the ellipsoid says within which bounds the geodesic above it lies.
// Answers are exact anywhere on earth. It is safe for concurrent use.
type Points[T any] struct {
	items []T
	at    []orb.Point
	nodes []vector // an implicit balanced tree, split in turn by x, y and z
	order []int32  // the item of each node
}

// vector is a place in earth-centred coordinates, metres.
type vector [3]float64

// NewPoints indexes the items that at gives a place of; its coordinates must be finite.
func NewPoints[T any](items []T, at func(T) (p orb.Point, ok bool)) *Points[T] {
	t := &Points[T]{items: items, at: make([]orb.Point, len(items))}
	places := make([]vector, len(items))
	for i, item := range items {
		if p, ok := at(item); ok {
			t.at[i], places[i] = p, cgcs2000.inSpace(p)
			t.order = append(t.order, int32(i))
		}
	}
	t.build(places, 0, len(t.order), 0)
	t.nodes = make([]vector, len(t.order))
	for i, item := range t.order {
		t.nodes[i] = places[item]
	}
	return t
}

// build sorts the nodes from low to high so that the middle one splits the others.
func (t *Points[T]) build(places []vector, low, high, axis int) {
	if high-low < 2 {
		return
	}
	slices.SortFunc(t.order[low:high], func(a, b int32) int {
		return cmp.Or(cmp.Compare(places[a][axis], places[b][axis]), int(a-b))
	})
	middle := (low + high) / 2
	t.build(places, low, middle, (axis+1)%3)
	t.build(places, middle+1, high, (axis+1)%3)
}

// Nearest gives the nearest item that fits (all do for nil) and how many metres away it is, by
// geodesic; false for none. Of several at the same distance it is the first.
func (t *Points[T]) Nearest(p orb.Point, fits func(T) bool) (item T, metres float64, ok bool) {
	type candidate struct {
		item  int32
		chord float64
	}
	var few [16]candidate
	found, radius := few[:0], math.Inf(1)
	t.walk(p, &radius, func(i int32, chord float64) {
		if fits == nil || fits(t.items[i]) {
			found = append(found, candidate{i, chord})
			radius = min(radius, longest(chord)+slack)
		}
	})
	best := int32(-1)
	for _, c := range found {
		if c.chord > radius {
			continue
		}
		if m := Distance(p, t.at[c.item]); best < 0 || m < metres || m == metres && c.item < best {
			best, metres = c.item, m
		}
	}
	if best < 0 {
		return item, 0, false
	}
	return t.items[best], metres, true
}

// Within visits the items at most so many metres away, in no order, until visit returns false.
func (t *Points[T]) Within(p orb.Point, metres float64, visit func(T) bool) {
	radius := metres + slack
	t.walk(p, &radius, func(i int32, chord float64) {
		if (longest(chord)+slack <= metres || Distance(p, t.at[i]) <= metres) && !visit(t.items[i]) {
			radius = -1
		}
	})
}

// slack, in metres, keeps rounding from leaving out what it should not.
const slack = 0.01

// longest is an upper bound of the geodesic above a chord, which itself is a lower one. Nowhere
// does a geodesic bend more than the meridian at the equator, radius b²/a; an arc of that
// circle on the same chord is longer (Schur's theorem). +Inf for chords near a diameter.
func longest(chord float64) float64 {
	diameter := 2 * cgcs2000.b * cgcs2000.b / cgcs2000.a
	if chord > 0.9*diameter {
		return math.Inf(1)
	}
	return diameter * math.Asin(chord/diameter)
}

// walk visits the nodes whose chord is not longer than the radius, which visit may shrink.
func (t *Points[T]) walk(p orb.Point, radius *float64, visit func(item int32, chord float64)) {
	from := cgcs2000.inSpace(p)
	var down func(low, high, axis int)
	down = func(low, high, axis int) {
		if low >= high {
			return
		}
		middle, next := (low+high)/2, (axis+1)%3
		if chord := math.Sqrt(t.nodes[middle].chord2(from)); chord <= *radius {
			visit(t.order[middle], chord)
		}
		side := from[axis] - t.nodes[middle][axis]
		if side < 0 {
			down(low, middle, next)
			if -side <= *radius {
				down(middle+1, high, next)
			}
			return
		}
		down(middle+1, high, next)
		if side <= *radius {
			down(low, middle, next)
		}
	}
	down(0, len(t.nodes), 0)
}

// inSpace is a place on the ellipsoid in earth-centred coordinates.
func (el *ellipsoid) inSpace(p orb.Point) vector {
	sinLat, cosLat := math.Sincos(rad(p[1]))
	sinLon, cosLon := math.Sincos(rad(p[0]))
	n := el.a / math.Sqrt(1-el.e2*sinLat*sinLat)
	return vector{n * cosLat * cosLon, n * cosLat * sinLon, n * (1 - el.e2) * sinLat}
}

func (a vector) chord2(b vector) float64 {
	x, y, z := a[0]-b[0], a[1]-b[1], a[2]-b[2]
	return x*x + y*y + z*z
}
