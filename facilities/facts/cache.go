package facts

import (
	"context"
	"sync"

	"cairn/data"
	"cairn/facilities"
)

// mostDays is how many days a Cache holds: the year ends of a long trend and some more.
const mostDays = 48

// Cache keeps facts by day as long as the data stay as they are. Safe for concurrent use.
type Cache struct {
	mu      sync.Mutex
	version int64
	days    map[facilities.Day]*Facts
}

// Get gives the facts of a day, as the transaction sees the data.
func (c *Cache) Get(ctx context.Context, q data.Querier, on facilities.Day) (*Facts, error) {
	version, err := facilities.DataVersion(ctx, q)
	if err != nil {
		return nil, err
	}
	if f := c.find(version, on); f != nil {
		return f, nil
	}
	f, err := Load(ctx, q, on)
	if err == nil {
		c.keep(f)
	}
	return f, err
}

func (c *Cache) find(version int64, on facilities.Day) *Facts {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.version != version {
		return nil
	}
	return c.days[on]
}

// keep adds facts; those of older data go, and all of them when there are too many.
func (c *Cache) keep(f *Facts) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f.Version < c.version {
		return
	}
	if f.Version > c.version || len(c.days) >= mostDays {
		c.version, c.days = f.Version, map[facilities.Day]*Facts{}
	}
	c.days[f.Day] = f
}
