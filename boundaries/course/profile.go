package course

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/geo"
)

// Kinds of stations.
const (
	Start    = "start"
	End      = "end"
	AtMarker = "marker"
	Junction = "junction" // another line meets this one between its ends
	Road     = "road"
	River    = "river"
)

// Profile is a line by chainage.
type Profile struct {
	LineCode         string    `json:"line_code"`
	LineName         string    `json:"line_name"`
	LineLevel        string    `json:"line_level" enum:"province,prefecture,county,township"`
	AgreedLengthKm   *float64  `json:"agreed_length_km"`
	GeodesicLengthKm float64   `json:"geodesic_length_km" doc:"computed on the ellipsoid"`
	GridLengthKm     float64   `json:"grid_length_km" doc:"computed on the plane of projected_crs"`
	ProjectedCRS     string    `json:"projected_crs" example:"EPSG:4544" doc:"the prefecture's"`
	InOrder          bool      `json:"in_order" doc:"whether the numbers of its markers rise or fall along it"`
	Stations         []Station `json:"stations" doc:"by chainage"`
	GeometryVersion  string    `json:"geometry_version" doc:"changes with the course, its markers and its junctions"`

	path *path
}

// Station is a place on a line.
type Station struct {
	Kind       string       `json:"kind" enum:"start,marker,junction,road,river,end"`
	ChainageKm float64      `json:"chainage_km" doc:"geodesic, from the beginning, to the millimetre" coarse:"lines+markers,km"`
	GridKm     float64      `json:"grid_km" doc:"the same on the plane" coarse:"lines+markers,km"`
	Lon        float64      `json:"lon" doc:"of the line there" coarse:"lines+markers,snap"`
	Lat        float64      `json:"lat" coarse:"lines+markers,snap"`
	Number     string       `json:"number" doc:"of its marker, without the letter for a pair or a set of three"`
	Sequence   int          `json:"sequence" doc:"of the number on this line; 0: none"`
	Markers    []PlacedMark `json:"markers"`
	Lines      []LineRef    `json:"lines" doc:"other lines that meet this one there"`
	Name       string       `json:"name" doc:"of the road or river; may be empty"`
	along      float64
}

// PlacedMark is a marker of a station.
type PlacedMark struct {
	ID      string   `json:"id" format:"uuid"`
	Number  string   `json:"number"`
	OffsetM float64  `json:"offset_m" doc:"grid metres off the line: positive to the right of its direction, negative to the left" coarse:"lines+markers,metres"`
	HeightM *float64 `json:"height_m" doc:"1985 national height datum" coarse:"markers,drop"`
	Lon     float64  `json:"lon" coarse:"markers,snap"`
	Lat     float64  `json:"lat" coarse:"markers,snap"`
}

// LineRef names a line.
type LineRef struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Level string `json:"level" enum:"province,prefecture,county,township"`
}

// Crossing is a point at which something else touches the line.
type Crossing struct {
	Kind string // Junction, Road, River
	LineRef
	At orb.Point
}

// node is where other lines meet this one.
type node struct {
	vertex
	lines []LineRef
}

func (n node) distance(p orb.Point) float64 { return geo.Distance(n.at, p) }

// Build makes the profile of a line.
func Build(line boundaries.Line, markers []Marker, crossings []Crossing, zone geo.Zone) Profile {
	path := newPath(line.Geometry, zone)
	nodes := path.nodes(crossings)
	all := groups(markers, line.ShortCode)
	places, inOrder := place(path, all, nodes)
	p := Profile{LineCode: line.Code, LineName: line.Name, LineLevel: line.Level, AgreedLengthKm: line.AgreedLengthKm, InOrder: inOrder, path: path,
		GeodesicLengthKm: round(path.end().along/1000, 6), GridLengthKm: round(path.end().grid/1000, 6),
		ProjectedCRS: crsOf(zone)}
	p.Stations = []Station{stationAt(Start, path.vertices[0]), stationAt(End, path.end())}
	for _, n := range nodes {
		p.join(stationAt(Junction, n.vertex), n.lines, nil)
	}
	for i, g := range all {
		s := stationAt(AtMarker, places[i].vertex)
		s.Number, s.Sequence = g.number, g.seq
		p.join(s, nil, path.marks(g, places[i].along))
	}
	for _, c := range crossings {
		if c.Kind != Junction {
			s := stationAt(c.Kind, nearest(path.passes(c.At)).vertex)
			s.Name = c.Name
			p.Stations = append(p.Stations, s)
		}
	}
	slices.SortStableFunc(p.Stations, func(a, b Station) int {
		return cmp.Or(cmp.Compare(a.along, b.along), cmp.Compare(rank[a.Kind], rank[b.Kind]))
	})
	p.GeometryVersion = p.fingerprint()
	return p
}

// rank orders stations of one place.
var rank = map[string]int{Start: 0, AtMarker: 1, Junction: 1, Road: 1, River: 1, End: 2}

func crsOf(zone geo.Zone) string {
	crs, err := geo.ParseCRS("EPSG:" + itoa(zone.EPSG()))
	if err != nil {
		return ""
	}
	return crs.String()
}

func stationAt(kind string, v vertex) Station {
	return Station{Kind: kind, along: v.along, ChainageKm: round(v.along/1000, 6), GridKm: round(v.grid/1000, 6),
		Lon: round(v.at[0], 9), Lat: round(v.at[1], 9), Markers: []PlacedMark{}, Lines: []LineRef{}}
}

// join adds a station, or puts what stands there onto the start, the end or a junction at
// the same place. Markers of this line alone that stand near an end keep their own station.
func (p *Profile) join(s Station, lines []LineRef, marks []PlacedMark) {
	for i := range p.Stations {
		at := &p.Stations[i]
		taken := at.Number != "" || s.Sequence > 0
		if math.Abs(at.along-s.along) <= samePlace && !(s.Kind == AtMarker && taken) {
			at.Lines = append(at.Lines, lines...)
			at.Markers = append(at.Markers, marks...)
			if s.Number != "" {
				at.Number = s.Number
			}
			return
		}
	}
	s.Lines, s.Markers = append(s.Lines, lines...), append(s.Markers, marks...)
	p.Stations = append(p.Stations, s)
}

// nodes are the places at which other lines touch this one.
func (p *path) nodes(crossings []Crossing) []node {
	var all []node
	for _, c := range crossings {
		if c.Kind != Junction {
			continue
		}
		at := nearest(p.passes(c.At)).vertex
		i := slices.IndexFunc(all, func(n node) bool { return math.Abs(n.along-at.along) <= samePlace })
		if i < 0 {
			i = len(all)
			all = append(all, node{vertex: at})
		}
		if !slices.Contains(all[i].lines, c.LineRef) {
			all[i].lines = append(all[i].lines, c.LineRef)
		}
	}
	return all
}

// marks are the members of a group at its station.
func (p *path) marks(g group, along float64) []PlacedMark {
	all := make([]PlacedMark, len(g.markers))
	for i, m := range g.markers {
		off := round(p.offset(m.Position, along), 3)
		all[i] = PlacedMark{ID: m.ID, Number: m.Number, OffsetM: off, HeightM: m.HeightM, Lon: m.Position[0], Lat: m.Position[1]}
	}
	return all
}
