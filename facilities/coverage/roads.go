package coverage

import (
	"context"
	"math"

	"github.com/paulmach/orb"

	"cairn/facilities/network"
	"cairn/geo"
)

// Roads answer travel times; network.Store does.
type Roads interface {
	// Network is the network as it is now; its version is part of every answer over roads.
	Network(ctx context.Context) (*network.Network, error)
	// Times gives the minutes from each place to each other; +Inf without a way.
	Times(ctx context.Context, from, to []orb.Point) (network.Times, error)
}

// roads are the travel times that a question needs; nil where it needs none.
type roads struct {
	version string
	sites   []*site // placed ones, by column
	column  map[*site]int
	rows    []*row          // of the places of people, nil without a position
	seats   map[string]*row // of the units, by code
}

// row is the travel times from one place.
type row struct {
	roads   *roads
	minutes []float32
	access  network.Access
}

// travel asks for the times from all places of people and seats to all sites.
func (c *count) travel(ctx context.Context, net Roads) error {
	r := &roads{column: map[*site]int{}, rows: make([]*row, len(c.people)), seats: map[string]*row{}}
	var from, to []orb.Point
	for _, s := range c.set.sites {
		if s.placed {
			r.column[s] = len(r.sites)
			r.sites, to = append(r.sites, s), append(to, s.at)
		}
	}
	for _, p := range c.people {
		if p.placed {
			from = append(from, p.at)
		}
	}
	for _, u := range c.units {
		if u.placed {
			from = append(from, u.at)
		}
	}
	times, err := net.Times(ctx, from, to)
	if err != nil {
		return err
	}
	r.version = times.Network
	next := 0
	take := func() *row {
		next++
		return &row{r, times.Row(next - 1), times.From[next-1]}
	}
	for i, p := range c.people {
		if p.placed {
			r.rows[i] = take()
		}
	}
	for _, u := range c.units {
		if u.placed {
			r.seats[u.code] = take()
		}
	}
	c.roads = r
	return nil
}

// demand is the row of a place of people.
func (r *roads) demand(i int) *row {
	if r == nil {
		return nil
	}
	return r.rows[i]
}

// seat is the row of a unit's seat.
func (r *roads) seat(code string) *row {
	if r == nil {
		return nil
	}
	return r.seats[code]
}

// of is the minutes to a site, to a tenth; nil without a way.
func (r *row) of(s *site) *float64 {
	minutes := float64(r.minutes[r.roads.column[s]])
	if math.IsInf(minutes, 1) {
		return nil
	}
	minutes = math.Round(minutes*10) / 10
	return &minutes
}

// soonest is the site that fits and is reached first; nil without a way to any.
func (r *row) soonest(from orb.Point, fits func(*site) bool) *Near {
	var best *site
	least := float32(math.Inf(1))
	for i, s := range r.roads.sites {
		if r.minutes[i] < least && fits(s) {
			best, least = s, r.minutes[i]
		}
	}
	if best == nil {
		return nil
	}
	near := best.near(geo.Distance(from, best.at))
	near.Minutes = r.of(best)
	return near
}
