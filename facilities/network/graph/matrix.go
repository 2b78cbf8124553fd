package graph

import (
	"context"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"cairn/geo"
)

// Matrix is the seconds from each place to each other, row by row (len(from) × len(to)); +Inf
// where there is no way. One search goes out from each place of the shorter list, on all cores.
// Error: the context's.
func (g *Graph) Matrix(ctx context.Context, from, to []Place, rules Rules) ([]float32, error) {
	out := make([]float32, len(from)*len(to))
	sources, targets, put := from, to, func(i, j int) int { return i*len(to) + j }
	if len(from) > len(to) { // both ways take the same time
		sources, targets, put = to, from, func(i, j int) int { return j*len(to) + i }
	}
	err := share(ctx, len(sources), func() func(context.Context, int) error {
		s := g.newSearch(rules)
		return func(ctx context.Context, i int) error {
			if err := s.run(ctx, sources[i]); err != nil {
				return err
			}
			for j := range targets {
				out[put(i, j)] = float32(s.to(&targets[j]))
			}
			return nil
		}
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// to is the seconds from the nearest source to a place.
func (s *search) to(p *Place) float64 {
	t := math.Inf(1)
	if p.Edge >= 0 {
		t = s.onRoad(p.Edge, p.Metres) + s.rules.walk(p.OffMetres)
	}
	return min(t, s.direct(p, t))
}

// direct is the seconds of walking straight from the nearest source, +Inf when it is no use:
// not less than by road, or beyond the limit where there is no road.
func (s *search) direct(p *Place, byRoad float64) float64 {
	limit := byRoad * metresPerSecond(s.rules.WalkKmh)
	if math.IsInf(byRoad, 1) {
		limit = math.Nextafter(s.rules.WalkLimit, math.Inf(1))
	}
	least := math.Inf(1)
	for i := range s.sources {
		if atLeast(s.sources[i].sphere, p.sphere) >= min(limit, least) {
			continue
		}
		if metres := geo.Distance(s.sources[i].Point, p.Point); metres < limit {
			least = min(least, metres)
		}
	}
	return s.rules.walk(least)
}

// share gives the numbers below n to as many workers as there are cores; each makes its own
// tools once. The first error ends all.
func share(ctx context.Context, n int, worker func() func(context.Context, int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			do := worker()
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := do(ctx, i); err != nil {
					cancel(err)
				}
			}
		})
	}
	wg.Wait()
	return context.Cause(ctx)
}
