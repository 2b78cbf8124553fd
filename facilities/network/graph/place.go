package graph

import (
	"math"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// Place is a point and where it meets the network.
type Place struct {
	Point     orb.Point
	Edge      int32     // -1: the network has no roads
	Foot      orb.Point // the nearest point of the network
	Metres    float64   // along the edge, from its start to the foot
	OffMetres float64   // from the point to the foot, geodesic; +Inf without roads
	sphere    [3]float64
}

// Snap finds the point of the network nearest to p, anywhere on an edge.
func (g *Graph) Snap(p orb.Point) Place {
	place := Place{Point: p, Edge: -1, OffMetres: math.Inf(1), sphere: onSphere(p)}
	if h, ok := g.nearest(p, math.Inf(1)); ok {
		place.Edge, place.Metres = h.edge, g.metresAt(h)
		place.Foot = between(g.vertices[h.vertex], g.vertices[h.vertex+1], h.t)
		place.OffMetres = geo.Distance(p, place.Foot)
	}
	return place
}

// metresAt is how far along its edge a point of the network lies.
func (g *Graph) metresAt(h hit) float64 {
	return g.along[h.vertex] + h.t*(g.along[h.vertex+1]-g.along[h.vertex])
}

// Part is the index in Parts of the part that a place joins; -1 without roads.
func (g *Graph) Part(p Place) int {
	if p.Edge < 0 {
		return -1
	}
	return int(g.component[g.Edges[p.Edge].From])
}

// PartOf is the index in Parts of the part that a node belongs to.
func (g *Graph) PartOf(node int32) int { return int(g.component[node]) }
