package sample

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/paulmach/orb"
)

// plan is the prefecture seen from above, north on top: one letter a township, one
// letter a county. Odd rows are shifted by half a cell, like bricks.
var plan = []string{
	"QQQQQGGGGGFFF",
	"QQQQQGGGGGFFF",
	"QQYYYGGGGGFFF",
	"YYYYYWGGGFFFF",
	"YYYWWWWXXXLLL",
	"WWWWWWXXXXLLL",
	"MMMWWWWWWXXLL",
	"MMMMMMMMMMLLL",
}

// letters names the county of each letter.
var letters = map[byte]string{
	'W': "532601", 'Y': "532622", 'X': "532623", 'L': "532624",
	'M': "532625", 'Q': "532626", 'G': "532627", 'F': "532628",
}

// The box that the schematic prefecture fills, degrees.
const (
	west, east   = 103.60, 106.15
	south, north = 22.75, 24.45
)

type cell struct{ row, col int }

// corner is a lattice point: line of latitude from the north, half cells from the west.
type corner struct{ line, half int }

// edge joins two neighbouring corners, the smaller first.
type edge struct{ a, b corner }

type grid struct {
	paths map[edge][]orb.Point // from a to b, ends included
	sides map[edge][]cell      // the one or two cells at an edge
}

// newGrid draws every edge once, so that neighbours share their vertices exactly.
func newGrid(rnd *rand.Rand) *grid {
	g := &grid{paths: map[edge][]orb.Point{}, sides: map[edge][]cell{}}
	corners := map[corner]orb.Point{}
	place := func(c corner) orb.Point {
		if _, ok := corners[c]; !ok {
			corners[c] = round(orb.Point{
				west + (east-west)*(float64(c.half)+jitter(rnd, 0.3))/float64(2*len(plan[0])+1),
				north - (north-south)*(float64(c.line)+jitter(rnd, 0.15))/float64(len(plan)),
			})
		}
		return corners[c]
	}
	for row := range plan {
		for col := range plan[row] {
			at := cell{row, col}
			ring := at.ring()
			for i, from := range ring {
				e := newEdge(from, ring[(i+1)%len(ring)])
				g.sides[e] = append(g.sides[e], at)
				if _, ok := g.paths[e]; !ok {
					g.paths[e] = wiggle(rnd, place(e.a), place(e.b))
				}
			}
		}
	}
	return g
}

// ring lists the corners of a cell counter-clockwise (north is up), from its north-west.
func (c cell) ring() []corner {
	left, top := 2*c.col+c.row%2, c.row
	return []corner{{top, left}, {top + 1, left}, {top + 1, left + 1}, {top + 1, left + 2}, {top, left + 2}, {top, left + 1}}
}

// county is the code of the county that the plan gives the cell to.
func (c cell) county() string { return letters[plan[c.row][c.col]] }

func newEdge(a, b corner) edge {
	if a.line > b.line || a.line == b.line && a.half > b.half {
		a, b = b, a
	}
	return edge{a, b}
}

// path is the points from one corner to a neighbouring one.
func (g *grid) path(from, to corner) []orb.Point {
	e := newEdge(from, to)
	points := slices.Clone(g.paths[e])
	if e.a != from {
		slices.Reverse(points)
	}
	return points
}

// outline is the ring around the cells for which inside holds, counter-clockwise.
// The cells must hang together without holes.
func (g *grid) outline(cells []cell, inside func(cell) bool) orb.Ring {
	next := map[corner]corner{}
	var start corner
	for _, c := range cells {
		ring := c.ring()
		for i, from := range ring {
			to := ring[(i+1)%len(ring)]
			if !slices.ContainsFunc(g.sides[newEdge(from, to)], func(o cell) bool { return o != c && inside(o) }) {
				next[from], start = to, from
			}
		}
	}
	var outline orb.Ring
	for at := start; ; {
		to := next[at]
		outline = append(outline, g.path(at, to)[:3]...)
		if at = to; at == start {
			return append(outline, outline[0])
		}
	}
}

// wiggle adds two points between the ends, a little beside the straight way.
func wiggle(rnd *rand.Rand, a, b orb.Point) []orb.Point {
	dx, dy := b[0]-a[0], b[1]-a[1]
	points := []orb.Point{a}
	for _, part := range []float64{1. / 3, 2. / 3} {
		off := jitter(rnd, 0.08)
		points = append(points, round(orb.Point{a[0] + dx*part - dy*off, a[1] + dy*part + dx*off}))
	}
	return append(points, b)
}

// jitter is a number between -x and x.
func jitter(rnd *rand.Rand, x float64) float64 { return (2*rnd.Float64() - 1) * x }

// round keeps seven decimals, about a centimetre.
func round(p orb.Point) orb.Point {
	return orb.Point{math.Round(p[0]*1e7) / 1e7, math.Round(p[1]*1e7) / 1e7}
}
