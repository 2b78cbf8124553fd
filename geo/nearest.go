package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Near is an item and its distance in metres.
type Near[T comparable] struct {
	Item   T
	Metres float64
}

// Nearest gives the n items closest to p, nearest first; items at the same
// distance keep the order of insertion. dist measures from p to an item, never
// shorter than the geodesic (a way by road is fine); it leaves an item out by
// answering +Inf. A nil dist is [DistanceTo].
func (ix *Index[T]) Nearest(p orb.Point, n int, dist func(item T, g orb.Geometry) float64) []Near[T] {
	if n <= 0 {
		return nil
	}
	if dist == nil {
		dist = func(_ T, g orb.Geometry) float64 { return DistanceTo(p, g) }
	}
	type found struct {
		Near[T]
		seq uint64
	}
	var all []found
	ix.mu.RLock()
	ix.tree.Nearby(func(lo, hi [2]float64, e *entry[T], isItem bool) float64 {
		if isItem {
			return dist(e.item, e.geometry)
		}
		return boxDistance(p, orb.Bound{Min: lo, Max: hi})
	}, func(_, _ [2]float64, e *entry[T], metres float64) bool {
		if math.IsInf(metres, 1) || len(all) >= n && metres > all[n-1].Metres {
			return false
		}
		all = append(all, found{Near[T]{e.item, metres}, e.seq})
		return true
	})
	ix.mu.RUnlock()
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.Metres, b.Metres), cmp.Compare(a.seq, b.seq))
	})
	near := make([]Near[T], min(n, len(all)))
	for i := range near {
		near[i] = all[i].Near
	}
	return near
}

// boxDistance is a lower bound, in metres, of the geodesic distance from p to
// any point of a lon/lat box that does not cross the antimeridian. On the
// ellipsoid no step is shorter than the same step in latitude and longitude on
// a sphere with the smallest radius of curvature, a(1-e²), so the distance on
// that sphere is one.
func boxDistance(p orb.Point, b orb.Bound) float64 {
	lat := rad(p[1])
	south, north := rad(b.Min[1]), rad(b.Max[1])
	west, east := lonGap(p[0], b.Min[0]), lonGap(p[0], b.Max[0])
	var angle float64
	if p[0] >= b.Min[0] && p[0] <= b.Max[0] {
		angle = max(south-lat, lat-north, 0)
	} else {
		angle = meridianAngle(lat, min(west, east), south, north)
	}
	return angle * cgcs2000.a * (1 - cgcs2000.e2) * (1 - 1e-12)
}

// lonGap is the difference of two longitudes in radians, 0 to π.
func lonGap(a, b float64) float64 { return math.Abs(rad(lonDiff(a, b))) }

// meridianAngle is the angle from a point at latitude lat to the nearest point
// of a meridian piece, gap radians away, between south and north.
func meridianAngle(lat, gap, south, north float64) float64 {
	foot := math.Atan2(math.Sin(lat), math.Cos(lat)*math.Cos(gap))
	if foot > math.Pi/2 || foot < -math.Pi/2 { // beyond a pole: the ends decide
		return min(sphereAngle(lat, gap, south), sphereAngle(lat, gap, north))
	}
	return sphereAngle(lat, gap, min(max(foot, south), north))
}

func sphereAngle(lat1, gap, lat2 float64) float64 {
	a, b := math.Sin((lat2-lat1)/2), math.Sin(gap/2)
	h := a*a + math.Cos(lat1)*math.Cos(lat2)*b*b
	return 2 * math.Asin(math.Min(1, math.Sqrt(h)))
}
