package network

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/facilities/network/graph"
	"cairn/geo"
	"cairn/internal/problem"
)

// Limits of a question for isochrones.
const (
	MaxMinutes = 300
	MaxBands   = 6
	MaxSources = 500
)

// gridCrossings is how fine an isochrone is drawn: about so many points are asked, so that a
// reach of 50 × 50 km gets cells of 110 m.
const gridCrossings = 200_000

// patience bounds how long isochrones may take.
const patience = 20 * time.Second

// Isochrones are what is reached from the nearest of some places within so many minutes.
type Isochrones struct {
	Network string // version of the network
	Sources []Access
	Bands   []Band // by minutes
}

// Band is all that is reached within some minutes, equal included: bands lie in one another.
type Band struct {
	Minutes     float64
	Area        orb.MultiPolygon // lon/lat, with holes; valid
	AreaKm2     float64
	ResolutionM float64 // the outline lies within about so many metres of the true one
}

// Isochrones draws what is reached from the places within each of the minutes. Errors:
// problem.BadParameter for none or too many places or minutes and for minutes that are not above
// 0 and at most MaxMinutes; problem.Unavailable when it takes too long; the database's.
func (s *Store) Isochrones(ctx context.Context, from []orb.Point, minutes []float64) (Isochrones, error) {
	minutes, err := settleMinutes(minutes)
	if err != nil {
		return Isochrones{}, err
	}
	if len(from) == 0 || len(from) > MaxSources {
		return Isochrones{}, problem.Parameter("from", "network.sources", "max", MaxSources, "count", len(from))
	}
	if err := checkPoints(from); err != nil {
		return Isochrones{}, err
	}
	n, err := s.Network(ctx)
	if err != nil {
		return Isochrones{}, err
	}
	key := isochronesKey(n.Version, from, minutes)
	if known, ok := s.answers.get(key); ok {
		return known.(Isochrones), nil
	}
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	answer, err := s.draw(limited, n, from, minutes)
	if err != nil {
		if errors.Is(limited.Err(), context.DeadlineExceeded) && ctx.Err() == nil {
			err = problem.New(problem.Unavailable, "network.too_slow", "seconds", patience.Seconds()).With(err)
		}
		return Isochrones{}, err
	}
	s.answers.put(key, answer, answer.bytes())
	return answer, nil
}

// settleMinutes puts minutes in order, each once.
func settleMinutes(minutes []float64) ([]float64, error) {
	sorted := slices.Clone(minutes)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	bad := func(m float64) bool { return !(m > 0 && m <= MaxMinutes) }
	if len(sorted) == 0 || len(sorted) > MaxBands || slices.ContainsFunc(sorted, bad) {
		return nil, problem.Parameter("minutes", "network.minutes", "max", MaxMinutes, "bands", MaxBands)
	}
	return sorted, nil
}

func (s *Store) draw(ctx context.Context, n *Network, from []orb.Point, minutes []float64) (Isochrones, error) {
	places := make([]graph.Place, len(from))
	for i, p := range from {
		places[i] = n.Graph.Snap(p)
	}
	answer := Isochrones{Network: n.Version, Sources: n.accesses(places)}
	field, err := n.Graph.Spread(ctx, places, n.Settings.rules())
	if err != nil {
		return answer, err
	}
	for _, m := range minutes {
		outline, err := field.Outline(ctx, m*60, gridCrossings)
		if err != nil {
			return answer, err
		}
		band := Band{Minutes: m, ResolutionM: outline.Cell}
		if band.Area, err = s.unite(ctx, append(outline.Areas, outline.Strips...)); err != nil {
			return answer, err
		}
		band.AreaKm2 = math.Round(geo.Area(band.Area)/1e4) / 100
		answer.Bands = append(answer.Bands, band)
	}
	return answer, nil
}

// unite makes one geometry of polygons that overlap.
func (s *Store) unite(ctx context.Context, parts orb.MultiPolygon) (orb.MultiPolygon, error) {
	var united data.Geom
	if err := s.db.Read().QueryRow(ctx, queries.Get("outline"), data.Geom{Geometry: parts}).Scan(&united); err != nil {
		return nil, data.Problem(err)
	}
	area, _ := united.Geometry.(orb.MultiPolygon)
	return area, nil
}

func (i *Isochrones) bytes() int64 {
	points := 4 * len(i.Sources)
	for _, b := range i.Bands {
		points += geo.CountVertices(b.Area)
	}
	return int64(points) * 16
}

func isochronesKey(version string, from []orb.Point, minutes []float64) string {
	steps := make([]orb.Point, len(minutes))
	for i, m := range minutes {
		steps[i][0] = m
	}
	return "isochrones" + timesKey(version, from, steps)
}
