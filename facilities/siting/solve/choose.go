package solve

import (
	"math"
	"slices"
)

// chooser is the scorer of a model: it fills the choice up and exchanges sites.
type chooser struct{ x *interchange }

func (c *chooser) polish(sites []int32, halt func() bool) (float64, []int32) {
	c.x.set(sites)
	value := c.x.improve(halt)
	for i, s := range c.x.service {
		if s.place < 0 && math.IsInf(c.x.m.base[i], 1) {
			return math.Inf(1), nil
		}
	}
	better := slices.Clone(c.x.open)
	slices.Sort(better)
	return value, better
}
