package coverage

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// tree finds the sites near a place. It is a k-d tree of points in space: a chord through the
// ellipsoid is never longer than the geodesic above it, so a site whose chord is too long is
// left out without its geodesic being computed.
type tree struct {
	sites  []*site
	points []vector // by node: an implicit balanced tree, split in turn by x, y and z
	order  []int32  // the site of each node
}

type vector [3]float64

// CGCS2000: half axis in metres, square of the eccentricity.
const (
	halfAxis      = 6378137.0
	eccentricity2 = 0.0066943800229
)

// inSpace is a place on the ellipsoid in earth-centred coordinates, metres.
func inSpace(p orb.Point) vector {
	sinLat, cosLat := math.Sincos(p[1] * math.Pi / 180)
	sinLon, cosLon := math.Sincos(p[0] * math.Pi / 180)
	n := halfAxis / math.Sqrt(1-eccentricity2*sinLat*sinLat)
	return vector{n * cosLat * cosLon, n * cosLat * sinLon, n * (1 - eccentricity2) * sinLat}
}

func (a vector) chord2(b vector) float64 {
	x, y, z := a[0]-b[0], a[1]-b[1], a[2]-b[2]
	return x*x + y*y + z*z
}

// newTree indexes the sites that have a place.
func newTree(sites []*site) *tree {
	t := &tree{sites: sites}
	places := make([]vector, len(sites))
	for i, s := range sites {
		if s.placed {
			places[i] = inSpace(s.at)
			t.order = append(t.order, int32(i))
		}
	}
	t.build(places, 0, len(t.order), 0)
	t.points = make([]vector, len(t.order))
	for i, s := range t.order {
		t.points[i] = places[s]
	}
	return t
}

// build sorts the nodes from low to high so that the middle one splits the others.
func (t *tree) build(places []vector, low, high, axis int) {
	if high-low < 2 {
		return
	}
	slices.SortFunc(t.order[low:high], func(a, b int32) int {
		switch x, y := places[a][axis], places[b][axis]; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return int(a - b)
	})
	middle := (low + high) / 2
	t.build(places, low, middle, (axis+1)%3)
	t.build(places, middle+1, high, (axis+1)%3)
}

// slack, in metres, keeps rounding from leaving out what it should not.
const slack = 0.01

// alike is by how much chords may differ, as a share, whose geodesics may come in the other
// order: what the curvature in two directions makes of some hundred kilometres.
const alike = 1e-5

// nearest gives the nearest site that fits, and how many metres away; nil for none. Of several
// at the same distance it is the first.
func (t *tree) nearest(p orb.Point, fits func(*site) bool) (*site, float64) {
	type candidate struct {
		site  int32
		chord float64
	}
	var few [16]candidate
	found, radius := few[:0], math.Inf(1)
	t.walk(inSpace(p), &radius, func(i int32, chord float64) {
		if fits != nil && !fits(t.sites[i]) {
			return
		}
		found = append(found, candidate{i, chord})
		radius = min(radius, chord*(1+alike)+slack)
	})
	best, metres := int32(-1), math.Inf(1)
	for _, c := range found {
		if c.chord > radius {
			continue
		}
		if m := geo.Distance(p, t.sites[c.site].at); m < metres || m == metres && c.site < best {
			best, metres = c.site, m
		}
	}
	if best < 0 {
		return nil, metres
	}
	return t.sites[best], metres
}

// within visits the sites at most so many metres away, until visit returns false.
func (t *tree) within(p orb.Point, metres float64, visit func(*site) bool) {
	radius := metres + slack
	t.walk(inSpace(p), &radius, func(i int32, chord float64) {
		s := t.sites[i]
		// Far from the limit the chord alone decides: the arc above it is this much longer.
		sure := chord*(1+chord*chord/(20*polarAxis*polarAxis))+slack <= metres
		if (sure || geo.Distance(p, s.at) <= metres) && !visit(s) {
			radius = -1
		}
	})
}

// polarAxis is the shorter half axis, metres.
const polarAxis = 6356752.0

// walk visits the nodes whose chord is not longer than the radius, which visit may shrink.
func (t *tree) walk(from vector, radius *float64, visit func(site int32, chord float64)) {
	var down func(low, high, axis int)
	down = func(low, high, axis int) {
		if low >= high {
			return
		}
		middle, next := (low+high)/2, (axis+1)%3
		if chord := math.Sqrt(t.points[middle].chord2(from)); chord <= *radius {
			visit(t.order[middle], chord)
		}
		side := from[axis] - t.points[middle][axis]
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
	down(0, len(t.points), 0)
}

// kilometres rounds to the metre.
func kilometres(metres float64) float64 { return math.Round(metres) / 1000 }
