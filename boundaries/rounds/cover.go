package rounds

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"

	"cairn/geo"
)

// Stretch is a part of a line by chainage: metres from its start, along the ellipsoid.
type Stretch [2]float64

// cover finds the stretches of a line that lie within reach metres of the tracks, in order
// and apart from one another, and the length of the line in metres.
//
// Each segment of the line is judged exactly against each segment of a track nearby, in a
// plane that touches the ellipsoid there; over the few hundred metres that matter the plane
// is true to less than a centimetre.
func cover(line orb.LineString, tracks []orb.LineString, reach float64) (walked []Stretch, length float64) {
	tree := indexed(tracks)
	var found []Stretch
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		d := geo.Distance(a, b)
		for _, part := range near(tree, a, b, reach) {
			found = append(found, Stretch{length + part[0]*d, length + part[1]*d})
		}
		length += d
	}
	return merged(found), length
}

// segment is a piece of a track between two fixes.
type segment [2]orb.Point

func indexed(tracks []orb.LineString) *rtree.RTreeG[segment] {
	var tree rtree.RTreeG[segment]
	for _, t := range tracks {
		if len(t) == 1 {
			tree.Insert(t[0], t[0], segment{t[0], t[0]})
		}
		for i := 1; i < len(t); i++ {
			box := orb.MultiPoint{t[i-1], t[i]}.Bound()
			tree.Insert(box.Min, box.Max, segment{t[i-1], t[i]})
		}
	}
	return &tree
}

// near gives the parts of the segment a–b, as shares of it, within reach of the track.
func near(tree *rtree.RTreeG[segment], a, b orb.Point, reach float64) []Stretch {
	east, north := scale((a[1] + b[1]) / 2)
	box := orb.MultiPoint{a, b}.Bound()
	low := [2]float64{box.Min[0] - reach/east*1.01, box.Min[1] - reach/north*1.01}
	high := [2]float64{box.Max[0] + reach/east*1.01, box.Max[1] + reach/north*1.01}
	flat := func(p orb.Point) orb.Point { return orb.Point{(p[0] - a[0]) * east, (p[1] - a[1]) * north} }
	end := flat(b)
	var parts []Stretch
	tree.Search(low, high, func(_, _ [2]float64, s segment) bool {
		if part, ok := withinReach(end, flat(s[0]), flat(s[1]), reach); ok {
			parts = append(parts, part)
		}
		return true
	})
	return merged(parts)
}

// scale is how many metres a degree of longitude and one of latitude are at a latitude, on
// the ellipsoid of CGCS2000 (its radii of curvature).
func scale(lat float64) (east, north float64) {
	const a, f = 6378137.0, 1 / 298.257222101
	const e2 = f * (2 - f)
	phi := lat * math.Pi / 180
	w := math.Sqrt(1 - e2*math.Sin(phi)*math.Sin(phi))
	return max(a/w*math.Cos(phi), 1) * math.Pi / 180, a * (1 - e2) / (w * w * w) * math.Pi / 180
}

// withinReach gives the part of the segment from the origin to end, as shares of it, whose
// points are within reach of the segment p–q; that set is a capsule and convex, so the part
// is one.
func withinReach(end, p, q orb.Point, reach float64) (Stretch, bool) {
	part, ok := Stretch{math.Inf(1), math.Inf(-1)}, false
	take := func(lo, hi float64) {
		if lo, hi = max(lo, 0), min(hi, 1); lo <= hi {
			part, ok = Stretch{min(part[0], lo), max(part[1], hi)}, true
		}
	}
	for _, c := range []orb.Point{p, q} {
		if lo, hi, there := throughDisc(end, c, reach); there {
			take(lo, hi)
		}
	}
	if lo, hi, there := throughSlab(end, p, q, reach); there {
		take(lo, hi)
	}
	return part, ok
}

// throughDisc is where t·end is within reach of c.
func throughDisc(end, c orb.Point, reach float64) (lo, hi float64, ok bool) {
	aa, half, cc := dot(end, end), dot(end, c), dot(c, c)-reach*reach
	if aa == 0 {
		return 0, 1, cc <= 0
	}
	root := half*half - aa*cc
	if root < 0 {
		return 0, 0, false
	}
	root = math.Sqrt(root)
	return (half - root) / aa, (half + root) / aa, true
}

// throughSlab is where t·end lies beside the segment p–q, within reach of it.
func throughSlab(end, p, q orb.Point, reach float64) (lo, hi float64, ok bool) {
	along := orb.Point{q[0] - p[0], q[1] - p[1]}
	length := math.Sqrt(dot(along, along))
	if length == 0 {
		return 0, 0, false
	}
	u := orb.Point{along[0] / length, along[1] / length}
	v := orb.Point{-u[1], u[0]}
	lo, hi = math.Inf(-1), math.Inf(1)
	for _, band := range []struct {
		axis     orb.Point
		from, to float64
	}{{u, 0, length}, {v, -reach, reach}} {
		rate, offset := dot(end, band.axis), -dot(p, band.axis)
		if rate == 0 {
			if offset < band.from || offset > band.to {
				return 0, 0, false
			}
			continue
		}
		t1, t2 := (band.from-offset)/rate, (band.to-offset)/rate
		lo, hi = max(lo, min(t1, t2)), min(hi, max(t1, t2))
	}
	return lo, hi, lo <= hi
}

func dot(a, b orb.Point) float64 { return a[0]*b[0] + a[1]*b[1] }

// merged joins stretches that touch, rounding aside.
func merged(parts []Stretch) []Stretch {
	slices.SortFunc(parts, func(a, b Stretch) int { return slices.Compare(a[:], b[:]) })
	out := []Stretch{}
	for _, p := range parts {
		if n := len(out); n > 0 && p[0] <= out[n-1][1]+1e-9*max(1, math.Abs(p[0])) {
			out[n-1][1] = max(out[n-1][1], p[1])
		} else {
			out = append(out, p)
		}
	}
	return out
}

// gaps are what the stretches leave of a length.
func gaps(walked []Stretch, length float64) []Stretch {
	out, at := []Stretch{}, 0.0
	for _, w := range walked {
		if w[0] > at {
			out = append(out, Stretch{at, w[0]})
		}
		at = max(at, w[1])
	}
	if at < length {
		out = append(out, Stretch{at, length})
	}
	return out
}
