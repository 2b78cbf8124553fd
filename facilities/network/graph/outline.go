package graph

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// Outline is what is reached within a time, as polygons in lon/lat with holes. Reached is the
// union of Areas and Strips; the outline lies within about a cell of the true one.
type Outline struct {
	Areas orb.MultiPolygon // found on a grid, its outlines cut exactly where they cross it
	// Strips are narrow parts beside roads that a grid cannot show; they overlap one another
	// and the areas. They end exactly where the time is used up.
	Strips orb.MultiPolygon
	Cell   float64 // width of the grid, metres
}

// Outline draws what is reached in so many seconds, equal included, on a grid of about so many
// crossings. Error: the context's.
func (f *Field) Outline(ctx context.Context, seconds float64, crossings int) (Outline, error) {
	r, err := f.raster(ctx, seconds, crossings)
	if err != nil {
		return Outline{}, err
	}
	rings, err := r.rings(ctx)
	return Outline{Areas: nest(rings), Strips: f.strips(seconds, r.cell), Cell: r.cell}, err
}

// The sides of the square right above a crossing of the grid are known by the crossing that
// they start from and their direction.
const (
	bottom = iota // starts here, runs east
	left          // starts here, runs north
	right         // starts one column east, runs north
	top           // starts one row north, runs east
)

// step is a piece of outline through a square, from a side to a side: what is reached lies on
// its left.
type step [2]int

// steps of a square by which of its corners are reached: 1 south-west, 2 south-east, 4
// north-east, 8 north-west. Two corners across are told by the middle, see saddle.
var steps = [16][]step{
	1: {{bottom, left}}, 2: {{right, bottom}}, 3: {{right, left}}, 4: {{top, right}}, 6: {{top, bottom}}, 7: {{top, left}},
	8: {{left, top}}, 9: {{bottom, top}}, 11: {{right, top}}, 12: {{left, right}}, 13: {{bottom, right}}, 14: {{left, bottom}},
}

// saddle is the steps where corners across are reached (5 or 10), and the middle or not.
func saddle(corners int, middle bool) []step {
	switch {
	case corners == 5 && middle:
		return []step{{bottom, right}, {top, left}}
	case corners == 5:
		return []step{{bottom, left}, {top, right}}
	case middle:
		return []step{{left, bottom}, {right, top}}
	}
	return []step{{right, bottom}, {left, top}}
}

// side numbers a side of the square at a crossing: a side that two squares share has one number.
func (r *raster) side(at, side int) int {
	switch side {
	case bottom:
		return 2 * at
	case left:
		return 2*at + 1
	case right:
		return 2*(at+1) + 1
	}
	return 2 * (at + r.columns)
}

// rings follows the outline through the squares: outer rings run counterclockwise, holes
// clockwise.
func (r *raster) rings(ctx context.Context) ([]orb.Ring, error) {
	next := map[int]int{}
	pr := r.field.probe(r.seconds)
	var sides []int
	for row := range r.rows - 1 {
		for column := range r.columns - 1 {
			at := row*r.columns + column
			for _, s := range r.stepsAt(at, pr) {
				from := r.side(at, s[0])
				next[from] = r.side(at, s[1])
				sides = append(sides, from)
			}
		}
	}
	points, err := r.cut(ctx, sides)
	if err != nil {
		return nil, err
	}
	var rings []orb.Ring
	for _, start := range sides {
		var ring orb.Ring
		for s := start; ; {
			to, ok := next[s]
			if !ok {
				break
			}
			delete(next, s)
			ring = append(ring, points[s])
			s = to
		}
		if len(ring) > 2 {
			rings = append(rings, append(ring, ring[0]))
		}
	}
	return rings, nil
}

// stepsAt is the outline through the square at a crossing.
func (r *raster) stepsAt(at int, pr *probe) []step {
	corners := 0
	for i, c := range [4]int{at, at + 1, at + 1 + r.columns, at + r.columns} {
		if r.inside[c] {
			corners |= 1 << i
		}
	}
	if corners != 5 && corners != 10 {
		return steps[corners]
	}
	p := r.at(at%r.columns, at/r.columns)
	return saddle(corners, pr.left(orb.Point{p[0] + r.dLon/2, p[1] + r.dLat/2}) >= 0)
}

// halvings is how often a side of a square is halved to find where the outline crosses it.
const halvings = 7

// cut finds where the outline crosses sides: the last point found to be reached, kept off the
// corners so that rings never touch.
func (r *raster) cut(ctx context.Context, sides []int) (map[int]orb.Point, error) {
	found := make([]orb.Point, len(sides))
	const batch = 64
	err := share(ctx, (len(sides)+batch-1)/batch, func() func(context.Context, int) error {
		return func(_ context.Context, i int) error {
			pr := r.field.probe(r.seconds)
			for j := i * batch; j < min((i+1)*batch, len(sides)); j++ {
				found[j] = r.cross(sides[j], pr)
			}
			return nil
		}
	})
	points := make(map[int]orb.Point, len(sides))
	for i, s := range sides {
		points[s] = found[i]
	}
	return points, err
}

func (r *raster) cross(side int, pr *probe) orb.Point {
	at := side / 2
	a, b := r.at(at%r.columns, at/r.columns), r.at(at%r.columns+1, at/r.columns)
	if side%2 == 1 {
		b = r.at(at%r.columns, at/r.columns+1)
	}
	if !r.inside[at] {
		a, b = b, a
	}
	low, high := 0.0, 1.0 // a, reached, is at 0
	for range halvings {
		if mid := (low + high) / 2; pr.left(between(a, b, mid)) >= 0 {
			low = mid
		} else {
			high = mid
		}
	}
	return between(a, b, max(low, 1.0/512))
}

// nest puts holes into the smallest ring that holds them.
func nest(rings []orb.Ring) orb.MultiPolygon {
	var shells, holes []orb.Ring
	for _, ring := range rings {
		if ring.Orientation() == orb.CCW {
			shells = append(shells, ring)
		} else {
			holes = append(holes, ring)
		}
	}
	area := func(r orb.Ring) float64 { return math.Abs(planar.Area(r)) }
	slices.SortStableFunc(shells, func(a, b orb.Ring) int { return cmp.Compare(area(a), area(b)) })
	all := make(orb.MultiPolygon, len(shells))
	for i, s := range shells {
		all[i] = orb.Polygon{s}
	}
	for _, hole := range holes {
		for i, s := range shells {
			if s.Bound().Contains(hole[0]) && planar.RingContains(s, hole[0]) {
				all[i] = append(all[i], hole)
				break
			}
		}
	}
	return all
}
