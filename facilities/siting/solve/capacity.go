package solve

import "math"

// crowded is the relaxation of the capacitated maximal cover: what is minimised is the weight not served.
// A multiplier is what serving a row whole is worth; a site then takes the rows that are worth most by
// weight until it is full (rows may be shared out).
type crowded struct {
	weight []float64
	always []*takings // sites that are open anyhow
	choice []*takings // sites to decide on
	id     []int32
	most   int
	prices []float64
	budget float64
}

// takings is a site with its rows, kept sorted by worth.
type takings struct {
	rows     []int32
	capacity float64
}

func (c *crowded) size() (rows, sites int) { return len(c.weight), len(c.choice) }

func (c *crowded) limits() (most int, prices []float64, budget float64) {
	if c.prices == nil || math.IsInf(c.budget, 1) {
		return c.most, nil, math.Inf(1)
	}
	return c.most, c.prices, c.budget
}

func (c *crowded) ceiling(row int) float64 { return c.weight[row] }

func (c *crowded) quotas() (rows []bool, spare int) { return nil, 0 }

func (c *crowded) start(lambda []float64) {
	for i, w := range c.weight {
		lambda[i] = w / 2
	}
}

func (c *crowded) price(lambda, rho []float64) float64 {
	sum := 0.0
	for _, l := range lambda {
		sum += l
	}
	for _, t := range c.always {
		sum -= t.worth(lambda, c.weight)
	}
	for j, t := range c.choice {
		rho[j] = -t.worth(lambda, c.weight)
	}
	return sum
}

// worth is the most that the site can take, by multipliers.
func (t *takings) worth(lambda, weight []float64) float64 {
	t.sort(lambda, weight)
	sum, room := 0.0, t.capacity
	for _, i := range t.rows {
		if weight[i] >= room {
			return sum + lambda[i]*room/weight[i]
		}
		sum += lambda[i]
		room -= weight[i]
	}
	return sum
}

// sort orders the rows by worth of a unit of weight; they are nearly in order from the time before.
func (t *takings) sort(lambda, weight []float64) {
	for k := 1; k < len(t.rows); k++ {
		row := t.rows[k]
		worth := lambda[row] / weight[row]
		at := k
		for ; at > 0; at-- {
			before := t.rows[at-1]
			other := lambda[before] / weight[before]
			if other > worth || other == worth && before < row {
				break
			}
			t.rows[at] = before
		}
		t.rows[at] = row
	}
}

func (c *crowded) slope(lambda []float64, chosen []bool, g []float64) {
	for i := range g {
		g[i] = 1
	}
	for _, t := range c.always {
		t.take(c.weight, g)
	}
	for j, in := range chosen {
		if in {
			c.choice[j].take(c.weight, g)
		}
	}
}

// take lowers g by the part of each row that the site takes, as worth has sorted them.
func (t *takings) take(weight, g []float64) {
	room := t.capacity
	for _, i := range t.rows {
		if weight[i] >= room {
			g[i] -= room / weight[i]
			return
		}
		g[i]--
		room -= weight[i]
	}
}

func (c *crowded) lists() [][]int32 { return nil }

func (c *crowded) within(state []int8, _ [][]int32) (branchable, bool) {
	to := &crowded{weight: c.weight, most: c.most, budget: c.budget}
	to.always = append(to.always, c.always...)
	for j, t := range c.choice {
		if state[j] == chosenIn {
			to.always = append(to.always, t)
			to.most--
			if c.prices != nil {
				to.budget -= c.prices[j]
			}
		}
	}
	if to.most < 0 || to.budget < -slack(c.budget) {
		return nil, false
	}
	for j, t := range c.choice {
		affordable := c.prices == nil || c.prices[j] <= to.budget+slack(c.budget)
		if state[j] != free || to.most == 0 || !affordable || len(t.rows) == 0 || t.capacity == 0 {
			continue
		}
		to.choice = append(to.choice, t)
		to.id = append(to.id, int32(j))
		if c.prices != nil {
			to.prices = append(to.prices, c.prices[j])
		}
	}
	to.most = min(to.most, len(to.choice))
	return to, true
}

func (c *crowded) siteIDs() []int32 { return c.id }

func (c *crowded) decided() (in, out []int32) { return nil, nil }

func (c *crowded) inherit(from []float32, lambda []float64) {
	for i, l := range from {
		lambda[i] = float64(l)
	}
}

func (c *crowded) bequeath(lambda []float64, to []float32) {
	for i, l := range lambda {
		to[i] = float32(l)
	}
}

func (c *crowded) settled() float64 { return 0 }

func (c *crowded) shortened([]float64) (branchable, bool) { return c, false }

func (c *crowded) constant() float64 { return 0 }

func (c *crowded) entries() int {
	n := len(c.weight)
	for _, t := range c.choice {
		n += 4 * len(t.rows)
	}
	return n
}
