package solve

import (
	"math"
	"slices"
)

// chooser is the scorer of a model: it fills a choice up and exchanges sites. Of a covering model it only
// looks at what reduction leaves.
type chooser struct {
	x      *interchange
	number []int32      // by site of the model: its number in x, or one of the below; nil: the same
	whole  *interchange // of the model unreduced
}

// Sites that reduction has ruled out or chosen.
const (
	beaten int32 = -1
	forced int32 = -2
)

func newChooser(m *model) *chooser {
	if !m.flat {
		return &chooser{x: newInterchange(m)}
	}
	local, ok := m.within(make([]int8, m.sites()), nil)
	if !ok {
		return &chooser{x: newInterchange(m)}
	}
	small := local.(*model)
	c := &chooser{x: newInterchange(small), whole: newInterchange(m), number: make([]int32, m.sites())}
	for j := range c.number {
		c.number[j] = beaten
	}
	for _, j := range small.forced {
		c.number[j] = forced
	}
	for k, j := range small.id {
		c.number[j] = int32(k)
	}
	return c
}

func (c *chooser) polish(sites []int32, halt func() bool) (float64, []int32) {
	if c.number == nil {
		return c.x.polish(sites, halt)
	}
	var known []int32
	for _, j := range sites {
		switch k := c.number[j]; k {
		case beaten: // what reduction has ruled out may still be part of a good choice that is given
			return c.whole.polish(sites, halt)
		case forced:
		default:
			known = append(known, k)
		}
	}
	value, chosen := c.x.polish(known, halt)
	if chosen == nil {
		return value, nil
	}
	for n, k := range chosen {
		chosen[n] = c.x.m.id[k]
	}
	chosen = append(chosen, c.x.m.forced...)
	slices.Sort(chosen)
	return value, chosen
}

// polish improves the choice; +Inf when a row that must be served is not.
func (x *interchange) polish(sites []int32, halt func() bool) (float64, []int32) {
	x.set(sites)
	value := x.improve(halt)
	for i, s := range x.service {
		if s.place < 0 && math.IsInf(x.m.base[i], 1) {
			return math.Inf(1), nil
		}
	}
	better := append([]int32{}, x.open...)
	slices.Sort(better)
	return value, better
}
