package graph

import (
	"math"

	"github.com/paulmach/orb"
)

// wave runs along an edge from a point at which the road is reached.
type wave struct {
	edge    int32
	from    float64 // metres from the edge's start
	forward bool    // towards the edge's end
	seconds float64 // at which it sets out
}

// waves are all that run along an edge: from its nodes and from the sources on it.
func (s *search) waves(e int32) []wave {
	edge := &s.g.Edges[e]
	var all []wave
	if t := s.seconds[edge.From]; !math.IsInf(t, 1) {
		all = append(all, wave{e, 0, true, t})
	}
	if t := s.seconds[edge.To]; !math.IsInf(t, 1) {
		all = append(all, wave{e, edge.Metres, false, t})
	}
	for _, i := range s.onEdge[e] {
		p := &s.sources[i]
		t := s.rules.walk(p.OffMetres)
		all = append(all, wave{e, p.Metres, true, t}, wave{e, p.Metres, false, t})
	}
	return all
}

// station is a point that a wave passes, with the metres of walking for which time is left.
type station struct {
	at   orb.Point
	left float64
}

// stations are the points that a wave passes while the time left, in metres of walking, is
// between most and nothing: where it enters that range, every vertex, and where it leaves it
// or comes to the end of its edge.
func (w wave) stations(g *Graph, seconds, speed, most float64) []station {
	edge := &g.Edges[w.edge]
	perMetre := edge.Seconds / edge.Metres
	left := func(gone float64) float64 { return (seconds - w.seconds - gone*perMetre) * speed }
	way := w.from // that lies before the wave
	if w.forward {
		way = edge.Metres - w.from
	}
	end := min(way, (seconds-w.seconds)/perMetre) // where the time is used up
	start := max(0, (seconds-w.seconds-most/speed)/perMetre)
	if !(start <= end) {
		return nil
	}
	vertices, along := g.line(w.edge)
	place := func(gone float64) station {
		metres := w.from + gone
		if !w.forward {
			metres = w.from - gone
		}
		return station{pointAlong(vertices, along, metres), max(left(gone), 0)}
	}
	all := []station{place(start)}
	for i := range vertices {
		j := i
		if !w.forward {
			j = len(vertices) - 1 - i
		}
		if gone := math.Abs(along[j] - w.from); (along[j] > w.from) == w.forward && gone > start && gone < end {
			all = append(all, station{vertices[j], left(gone)})
		}
	}
	return append(all, place(end))
}

// pointAlong is the point of a line so many metres from its start.
func pointAlong(vertices []orb.Point, along []float64, metres float64) orb.Point {
	low, high := 0, len(along)-1
	for high-low > 1 {
		if mid := (low + high) / 2; along[mid] <= metres {
			low = mid
		} else {
			high = mid
		}
	}
	step := along[high] - along[low]
	if step == 0 {
		return vertices[low]
	}
	return between(vertices[low], vertices[high], min(max((metres-along[low])/step, 0), 1))
}

// strips are what is reached beside the roads where so little time is left that it may fall
// through a grid of cells so many metres wide: along each wave, the hulls of the circles that
// shrink towards the point at which the time is used up. Circles are polygons within them.
func (f *Field) strips(seconds, cell float64) orb.MultiPolygon {
	s := f.search
	speed := metresPerSecond(s.rules.WalkKmh)
	var all orb.MultiPolygon
	for e := range s.g.Edges {
		for _, w := range s.waves(int32(e)) {
			stations := w.stations(s.g, seconds, speed, cell)
			for i := 1; i < len(stations); i++ {
				if hull := capsule(stations[i-1], stations[i]); hull != nil {
					all = append(all, hull)
				}
			}
		}
	}
	return all
}

// leastStrip is the metres of walking below which nothing is drawn.
const leastStrip = 0.05

// arcSteps is into how many pieces half a circle is cut.
const arcSteps = 8

// capsule is the hull of two circles around stations, the first being the larger; nil when it
// is too small to be drawn.
func capsule(a, b station) orb.Polygon {
	if a.left < leastStrip || a.at == b.at {
		return nil
	}
	lon, north := scales(a.at[1])
	x, y := (b.at[0]-a.at[0])*lon, (b.at[1]-a.at[1])*north
	d := math.Hypot(x, y)
	direction, open := math.Atan2(y, x), 0.0
	if d > a.left-b.left {
		open = math.Acos(min((a.left-b.left)/d, 1))
	}
	var ring orb.Ring
	arc := func(s station, from, to float64) {
		steps := max(int(math.Ceil((to-from)/math.Pi*arcSteps)), 1)
		if s.left == 0 {
			ring = append(ring, s.at)
			return
		}
		for i := 0; i <= steps; i++ {
			sin, cos := math.Sincos(from + (to-from)*float64(i)/float64(steps))
			ring = append(ring, orb.Point{s.at[0] + s.left*cos/lon, s.at[1] + s.left*sin/north})
		}
	}
	if open > 0 {
		arc(b, direction-open, direction+open)
	}
	arc(a, direction+open, direction-open+2*math.Pi)
	if len(ring) < 3 {
		return nil
	}
	return orb.Polygon{append(ring, ring[0])}
}
