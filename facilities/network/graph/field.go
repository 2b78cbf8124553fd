package graph

import (
	"context"
	"math"

	"github.com/paulmach/orb"
)

// Field is how long the way from the nearest of some sources takes, to anywhere. It does not
// change: use it from any number of goroutines.
type Field struct {
	search *search
}

// Spread finds the field of sources. Error: the context's.
func (g *Graph) Spread(ctx context.Context, sources []Place, rules Rules) (*Field, error) {
	s := g.newSearch(rules)
	if err := s.run(ctx, sources...); err != nil {
		return nil, err
	}
	return &Field{s}, nil
}

// Seconds is the time to a place; +Inf: there is no way.
func (f *Field) Seconds(p Place) float64 { return f.search.to(&p) }

// probe asks a field at many points near one another.
type probe struct {
	*Field
	seconds float64
	speed   float64 // of walking, m/s
	last    orb.Point
	road    float64 // metres from last to the nearest road; -1 at first
}

func (f *Field) probe(seconds float64) *probe {
	return &probe{Field: f, seconds: seconds, speed: metresPerSecond(f.search.rules.WalkKmh), road: -1}
}

// left is the metres of walking for which time is left at a point: 0 where the time is just
// used up, negative (-Inf at the least) where it does not suffice.
func (pr *probe) left(p orb.Point) float64 {
	s := pr.search
	byRoad := math.Inf(1)
	if h, ok := s.g.nearest(p, pr.reach(p)); ok {
		byRoad = s.onRoad(h.edge, s.g.metresAt(h)) + h.metres/pr.speed
		pr.last, pr.road = p, h.metres
	}
	place := Place{Point: p, sphere: onSphere(p)}
	return (pr.seconds - min(byRoad, s.direct(&place, byRoad))) * pr.speed
}

// reach is a distance within which the nearest road is sure to be found: from the point asked
// for before it is known.
func (pr *probe) reach(p orb.Point) float64 {
	if pr.road < 0 {
		return math.Inf(1)
	}
	pl := planeAt(pr.last)
	_, metres := pl.foot(p, p, math.Inf(1))
	return (pr.road+metres)*1.001 + 1
}
