package siting

import (
	"context"
	"log/slog"
	"math"

	"github.com/paulmach/orb"
)

// tellWays adds the ways to an answer, also of a run that was cancelled; without them it is an answer still.
func (s *Store) tellWays(ctx context.Context, run *FullRun, in *Input, out *SitingAnswer, log *slog.Logger) {
	limited, done := context.WithTimeout(context.WithoutCancel(ctx), parting)
	defer done()
	if err := s.ways(limited, &run.Ask, in, out); err != nil {
		log.Warn("a siting run tells no travel times", "run", run.ID, "error", err)
	}
}

// ways fills how far each area has to the nearest facility before and after: straight, and by road. Error:
// that of the travel times, which then are missing; the rest is filled.
func (s *Store) ways(ctx context.Context, a *Ask, in *Input, out *SitingAnswer) error {
	var to []orb.Point
	for _, p := range in.fixedPoints() {
		if p != nil {
			to = append(to, *p)
		}
	}
	standing := len(to)
	for _, site := range out.Sites {
		to = append(to, orb.Point{site.Lon, site.Lat})
	}
	var from []orb.Point
	var unit []string
	for i := range in.Demands {
		if p, ok := in.Demands[i].point(); ok {
			from, unit = append(from, p), append(unit, in.Demands[i].unit())
		}
	}
	straight := func(i int) (before, after float64) {
		before = nearest(from[i], to[:standing])
		return before, math.Min(before, nearest(from[i], to[standing:]))
	}
	out.fillWays(unit, straight, func(n *Nearest) (before, after **float64) { return &n.KmBefore, &n.KmAfter })
	if len(to) == 0 || a.Demand.Of == "villages" && a.Cover.By != "minutes" {
		return nil
	}
	times, err := s.travel.Times(ctx, from, to)
	if err != nil {
		return err
	}
	out.Network = times.Network
	minutes := func(i int) (before, after float64) {
		before, after = math.Inf(1), math.Inf(1)
		for k, m := range times.Row(i) {
			if k < standing {
				before = math.Min(before, float64(m))
			}
			after = math.Min(after, float64(m))
		}
		return before, after
	}
	out.fillWays(unit, minutes, func(n *Nearest) (before, after **float64) { return &n.MinutesBefore, &n.MinutesAfter })
	return nil
}

// fillWays writes the means by area over its demands that reach something, to 0.01.
func (out *SitingAnswer) fillWays(unit []string, way func(i int) (before, after float64), field func(*Nearest) (before, after **float64)) {
	type mean struct{ sum, n float64 }
	before, after := map[string]mean{}, map[string]mean{}
	add := func(to map[string]mean, code string, x float64) {
		if m := to[code]; !math.IsInf(x, 1) {
			to[code] = mean{m.sum + x, m.n + 1}
		}
	}
	for i, code := range unit {
		x, y := way(i)
		add(before, code, x)
		add(after, code, y)
	}
	for i := range out.Townships {
		t := &out.Townships[i]
		x, y := field(&t.Nearest)
		for to, of := range map[**float64]mean{x: before[t.Code], y: after[t.Code]} {
			if of.n > 0 {
				m := math.Round(100*of.sum/of.n) / 100
				*to = &m
			}
		}
	}
}

// nearest is the distance to the nearest of some places, km, +Inf for none: the nearest on a plane
// around the place, measured on the ellipsoid.
func nearest(from orb.Point, to []orb.Point) float64 {
	best, at := math.Inf(1), -1
	shrink := math.Cos(from[1] * math.Pi / 180)
	for k, p := range to {
		dx, dy := (p[0]-from[0])*shrink, p[1]-from[1]
		if d := dx*dx + dy*dy; d < best {
			best, at = d, k
		}
	}
	if at < 0 {
		return math.Inf(1)
	}
	return metres(from, to[at]) / 1000
}
