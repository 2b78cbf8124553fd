package course

import (
	"math"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// Sectors are the 16 directions (GB/T 17796-2009), clockwise from true north; each reaches
// 11.25° to both sides.
var Sectors = []string{"N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"}

const sectorWidth = 360.0 / 16

// Sector is the sector of a bearing in degrees from true north.
func Sector(bearing float64) string {
	i := int(math.Round(bearing/sectorWidth)) % len(Sectors)
	if i < 0 {
		i += len(Sectors)
	}
	return Sectors[i]
}

// Bearing is the direction from a to b in degrees from true north, 0 to 360, as it is half
// way between them (mid-latitude formula; over 100 km good to some hundredths of a degree).
func Bearing(a, b orb.Point) float64 {
	lat, lon := (a[1]+b[1])/2, (a[0]+b[0])/2
	east := math.Copysign(geo.Distance(orb.Point{a[0], lat}, orb.Point{b[0], lat}), b[0]-a[0])
	north := math.Copysign(geo.Distance(orb.Point{lon, a[1]}, orb.Point{lon, b[1]}), b[1]-a[1])
	bearing := math.Atan2(east, north) * 180 / math.Pi
	if bearing < 0 {
		bearing += 360
	}
	return bearing
}

// apart is the angle between two bearings, 0 to 180.
func apart(a, b float64) float64 {
	d := math.Mod(math.Abs(a-b), 360)
	return min(d, 360-d)
}

// centre is the bearing in the middle of a sector.
func centre(sector string) float64 {
	for i, s := range Sectors {
		if s == sector {
			return float64(i) * sectorWidth
		}
	}
	return math.NaN()
}

// Leg is a stretch that runs in about one direction.
type Leg struct {
	Sector     string  `json:"sector" enum:"N,NNE,NE,ENE,E,ESE,SE,SSE,S,SSW,SW,WSW,W,WNW,NW,NNW" doc:"from true north"`
	BearingDeg float64 `json:"bearing_deg" doc:"of the straight from its beginning to its end, degrees from true north"`
	LengthKm   float64 `json:"length_km" doc:"along the line, geodesic"`
	from, to   orb.Point
}

// A leg ends where the line departs from the straight by more than the larger of these.
const (
	legSlack = 200  // metres
	legShare = 0.12 // of the stretch
)

// legs cuts the stretch between two chainages where its direction changes; backwards when
// to comes before from.
func (p *path) legs(from, to float64) []Leg {
	points := p.stretch(min(from, to), max(from, to))
	slack := max(legSlack, legShare*math.Abs(to-from))
	var all []Leg
	add := func(a, b vertex) {
		if from > to {
			a, b = b, a
		}
		leg := Leg{from: a.at, to: b.at, LengthKm: math.Abs(b.along-a.along) / 1000}
		leg.turn()
		n := len(all)
		if n > 0 && all[n-1].Sector == leg.Sector {
			all[n-1].to, all[n-1].LengthKm = leg.to, all[n-1].LengthKm+leg.LengthKm
			all[n-1].turn()
			return
		}
		all = append(all, leg)
	}
	corners := simplify(points, slack)
	for i := range len(corners) - 1 {
		k := i
		if from > to {
			k = len(corners) - 2 - i
		}
		add(points[corners[k]], points[corners[k+1]])
	}
	for i := range all {
		all[i].LengthKm = round(all[i].LengthKm, 6)
	}
	return all
}

func (l *Leg) turn() {
	l.BearingDeg = Bearing(l.from, l.to)
	l.Sector = Sector(l.BearingDeg)
	l.BearingDeg = round(l.BearingDeg, 2)
}

// stretch is the line between two chainages.
func (p *path) stretch(from, to float64) []vertex {
	points := []vertex{p.at(from)}
	for _, v := range p.vertices {
		if v.along > from && v.along < to {
			points = append(points, v)
		}
	}
	return append(points, p.at(to))
}

// simplify keeps the points that the straights between them depart from by more than the
// slack (Douglas-Peucker), by their places in the row.
func simplify(points []vertex, slack float64) []int {
	last := len(points) - 1
	far, off := 0, 0.0
	for i := 1; i < last; i++ {
		if d := fromStraight(points[i], points[0], points[last]); d > off {
			far, off = i, d
		}
	}
	if off <= slack {
		return []int{0, last}
	}
	corners := simplify(points[:far+1], slack)
	for _, i := range simplify(points[far:], slack)[1:] {
		corners = append(corners, far+i)
	}
	return corners
}

// fromStraight is how far a point is from the straight piece between two others.
func fromStraight(v, a, b vertex) float64 {
	share := 0.0
	if a.east != b.east || a.north != b.north {
		share = min(max(shareOf(a, b, v.east, v.north), 0), 1)
	}
	foot := between(a, b, share)
	return math.Hypot(v.east-foot.east, v.north-foot.north)
}

func round(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(x*scale) / scale
}
