package course

import (
	"math"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// vertex is a vertex of a line: lon/lat, grid coordinates, and how far along it stands.
type vertex struct {
	at          orb.Point
	east, north float64 // metres, in the zone, without prefix
	along       float64 // geodesic metres from the beginning
	grid        float64 // grid metres from the beginning
}

// path is a line on the plane of a grid zone.
type path struct {
	zone     geo.Zone
	vertices []vertex
}

func newPath(course orb.LineString, zone geo.Zone) *path {
	p := &path{zone: zone.WithPrefix(false)}
	for i, at := range course {
		if i > 0 && at == course[i-1] {
			continue
		}
		v := vertex{at: at}
		v.north, v.east = geo.Project(at, p.zone)
		if n := len(p.vertices); n > 0 {
			last := p.vertices[n-1]
			v.along = last.along + geo.Distance(last.at, at)
			v.grid = last.grid + math.Hypot(v.east-last.east, v.north-last.north)
		}
		p.vertices = append(p.vertices, v)
	}
	return p
}

func (p *path) end() vertex { return p.vertices[len(p.vertices)-1] }

// pass is a place of the line that is nearer to a point than the line around it.
type pass struct {
	segment int     // from this vertex to the next
	share   float64 // of the segment, 0 to 1
	off     float64 // grid metres from the point
	vertex          // of the line there
}

// passes are the places at which the line is nearest to a point, in the order of the line.
func (p *path) passes(point orb.Point) []pass {
	north, east := geo.Project(point, p.zone)
	var all []pass
	for i := range len(p.vertices) - 1 {
		a, b := p.vertices[i], p.vertices[i+1]
		share := shareOf(a, b, east, north)
		comes := share <= 0 && i > 0 // from where it was nearer, or as near at its last vertex
		goesOn := share > 1 && i < len(p.vertices)-2 && shareOf(b, p.vertices[i+2], east, north) > 0
		if !comes && !goesOn {
			all = append(all, p.passAt(i, min(max(share, 0), 1), east, north))
		}
	}
	if len(all) == 0 { // a line of one point
		all = append(all, p.passAt(0, 0, east, north))
	}
	return all
}

// shareOf is where the foot of a point falls on the straight through a segment.
func shareOf(a, b vertex, east, north float64) float64 {
	de, dn := b.east-a.east, b.north-a.north
	return ((east-a.east)*de + (north-a.north)*dn) / (de*de + dn*dn)
}

func (p *path) passAt(i int, share, east, north float64) pass {
	at := pass{segment: i, share: share, vertex: p.vertices[i]}
	if share > 0 {
		at.vertex = between(p.vertices[i], p.vertices[i+1], share)
	}
	at.off = math.Hypot(east-at.east, north-at.north)
	return at
}

func between(a, b vertex, share float64) vertex {
	mix := func(x, y float64) float64 { return x + share*(y-x) }
	return vertex{orb.Point{mix(a.at[0], b.at[0]), mix(a.at[1], b.at[1])}, mix(a.east, b.east), mix(a.north, b.north),
		mix(a.along, b.along), mix(a.grid, b.grid)}
}

// nearest is the nearest pass.
func nearest(all []pass) pass {
	best := all[0]
	for _, p := range all[1:] {
		if p.off < best.off {
			best = p
		}
	}
	return best
}

// at is the place so many geodesic metres from the beginning.
func (p *path) at(along float64) vertex {
	for i := range len(p.vertices) - 1 {
		a, b := p.vertices[i], p.vertices[i+1]
		if along < b.along {
			return between(a, b, min(max((along-a.along)/(b.along-a.along), 0), 1))
		}
	}
	return p.end()
}

// offset is how far a point stands off the line where the line passes a station, grid
// metres: positive to the right of its direction, negative to the left.
func (p *path) offset(point orb.Point, station float64) float64 {
	all := p.passes(point)
	best := all[0]
	for _, c := range all[1:] {
		if c.off+math.Abs(c.along-station) < best.off+math.Abs(best.along-station) {
			best = c
		}
	}
	north, east := geo.Project(point, p.zone)
	de, dn := p.direction(best)
	if de*(north-best.north)-dn*(east-best.east) > 0 {
		return -best.off
	}
	return best.off
}

// direction of the line at a pass: at a vertex the middle of both directions.
func (p *path) direction(at pass) (east, north float64) {
	unit := func(i int) (float64, float64) {
		a, b := p.vertices[i], p.vertices[i+1]
		length := math.Hypot(b.east-a.east, b.north-a.north)
		return (b.east - a.east) / length, (b.north - a.north) / length
	}
	if len(p.vertices) < 2 {
		return 0, 0
	}
	east, north = unit(at.segment)
	next := at.segment
	switch {
	case at.share == 1 && at.segment < len(p.vertices)-2:
		next++
	case at.share == 0 && at.segment > 0:
		next--
	}
	if next != at.segment {
		e, n := unit(next)
		east, north = east+e, north+n
	}
	return east, north
}
