package graph

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// Road is a line of the network before it is cut into edges.
type Road struct {
	Line orb.LineString // lon/lat degrees
	Kmh  float64        // above 0
}

// Edge is a stretch of road between two nodes; both may be the same.
type Edge struct {
	Road     int32 // index of the road it is part of
	From, To int32 // nodes
	Metres   float64
	Seconds  float64
	first    int32 // of its vertices in Graph.vertices
	count    int32
}

// Graph is a road network in memory. It does not change: use it from any number of goroutines.
type Graph struct {
	Nodes     []orb.Point
	Edges     []Edge
	Skipped   int        // roads without length, or without a speed
	Parts     []RoadPart // connected parts, the longest first
	component []int32    // part of each node

	vertices []orb.Point // of the edges, one after the other
	along    []float64   // metres from the start of its edge to each vertex

	offset []int32 // the arcs of node n are those from offset[n] to offset[n+1]
	arcs   []arc

	tree segmentTree
}

// arc is an edge as seen from one of its ends.
type arc struct {
	seconds float64
	to      int32
}

// RoadPart is a connected part of the network.
type RoadPart struct {
	Nodes  int     `json:"nodes"`
	Edges  int     `json:"edges"`
	Metres float64 `json:"metres"`
}

// Build makes the network of roads. Vertices that repeat the one before are passed over; a
// road that has no length then, or no speed, is skipped and counted.
func Build(roads []Road) *Graph {
	lines := make([]orb.LineString, len(roads))
	for i, r := range roads {
		if r.Kmh > 0 && !math.IsInf(r.Kmh, 1) {
			lines[i] = distinct(r.Line)
		}
	}
	g := &Graph{}
	number := g.number(lines)
	for i, line := range lines {
		if len(line) < 2 {
			g.Skipped++
			continue
		}
		g.cut(int32(i), line, roads[i].Kmh, number)
	}
	g.link()
	g.findParts()
	g.tree = newSegmentTree(g)
	return g
}

// distinct is the line without vertices that repeat the one before.
func distinct(line orb.LineString) orb.LineString {
	clean := make(orb.LineString, 0, len(line))
	for _, p := range line {
		p = orb.Point{p[0] + 0, p[1] + 0} // -0 is 0
		if len(clean) == 0 || clean[len(clean)-1] != p {
			clean = append(clean, p)
		}
	}
	return clean
}

// number gives the nodes their numbers: neighbours on the ground get near ones, which keeps
// the search in the processor's cache.
func (g *Graph) number(lines []orb.LineString) map[orb.Point]int32 {
	seen := map[orb.Point]int{}
	for _, line := range lines {
		for i, p := range line {
			seen[p]++
			if len(line) > 1 && (i == 0 || i == len(line)-1) {
				seen[p] += 2
			}
		}
	}
	for p, n := range seen {
		if n > 1 {
			g.Nodes = append(g.Nodes, p)
		}
	}
	sortAlongCurve(g.Nodes)
	number := make(map[orb.Point]int32, len(g.Nodes))
	for i, p := range g.Nodes {
		number[p] = int32(i)
	}
	return number
}

// cut makes the edges of a road.
func (g *Graph) cut(road int32, line orb.LineString, kmh float64, number map[orb.Point]int32) {
	start := 0
	for i := 1; i < len(line); i++ {
		to, ok := number[line[i]]
		if !ok {
			continue
		}
		e := Edge{Road: road, From: number[line[start]], To: to, first: int32(len(g.vertices)), count: int32(i - start + 1)}
		for j := start; j <= i; j++ {
			if j > start {
				e.Metres += geo.Distance(line[j-1], line[j])
			}
			g.vertices = append(g.vertices, line[j])
			g.along = append(g.along, e.Metres)
		}
		e.Seconds = e.Metres / metresPerSecond(kmh)
		g.Edges = append(g.Edges, e)
		start = i
	}
}

func metresPerSecond(kmh float64) float64 { return kmh / 3.6 }

// link lays the arcs out by node: both ways of each edge, loops left out.
func (g *Graph) link() {
	g.offset = make([]int32, len(g.Nodes)+1)
	for _, e := range g.Edges {
		if e.From != e.To {
			g.offset[e.From+1]++
			g.offset[e.To+1]++
		}
	}
	for i := range g.Nodes {
		g.offset[i+1] += g.offset[i]
	}
	g.arcs = make([]arc, g.offset[len(g.Nodes)])
	next := slices.Clone(g.offset)
	put := func(from, to int32, seconds float64) {
		g.arcs[next[from]] = arc{seconds, to}
		next[from]++
	}
	for _, e := range g.Edges {
		if e.From != e.To {
			put(e.From, e.To, e.Seconds)
			put(e.To, e.From, e.Seconds)
		}
	}
}

// findParts numbers the connected parts by length.
func (g *Graph) findParts() {
	g.component = make([]int32, len(g.Nodes))
	for i := range g.component {
		g.component[i] = -1
	}
	var parts []RoadPart
	var stack []int32
	for start := range g.Nodes {
		if g.component[start] >= 0 {
			continue
		}
		part := int32(len(parts))
		parts = append(parts, RoadPart{})
		g.component[start] = part
		stack = append(stack[:0], int32(start))
		for len(stack) > 0 {
			n := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, a := range g.arcs[g.offset[n]:g.offset[n+1]] {
				if g.component[a.to] < 0 {
					g.component[a.to] = part
					stack = append(stack, a.to)
				}
			}
		}
	}
	g.measureParts(parts)
}

// measureParts sums the parts up and puts the longest first.
func (g *Graph) measureParts(parts []RoadPart) {
	for _, c := range g.component {
		parts[c].Nodes++
	}
	for _, e := range g.Edges {
		parts[g.component[e.From]].Edges++
		parts[g.component[e.From]].Metres += e.Metres
	}
	order := make([]int32, len(parts))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(parts[b].Metres, parts[a].Metres) })
	rank := make([]int32, len(parts))
	g.Parts = make([]RoadPart, len(parts))
	for i, c := range order {
		rank[c], g.Parts[i] = int32(i), parts[c]
	}
	for i, c := range g.component {
		g.component[i] = rank[c]
	}
}

// line is the vertices of an edge, and the metres from its start to each.
func (g *Graph) line(e int32) ([]orb.Point, []float64) {
	edge := &g.Edges[e]
	end := edge.first + edge.count
	return g.vertices[edge.first:end], g.along[edge.first:end]
}
