package solve

import "slices"

// capacitated is CapacitatedMCLP: most weight served within the capacities.
func (r *run) capacitated(d *draft, hint []int) outcome {
	c, coverable := newCrowded(d)
	total := 0.0
	for _, w := range c.weight {
		total += w
	}
	s := newSearch(r.ctl, newCrowding(c), c)
	s.step = grid(slices.Concat(c.weight, r.in.Capacity))
	s.effort.rootRounds = 200 // the linear program goes on from there
	r.ctl.outward = func(left float64) float64 { return total - left }
	o := r.finish(s, d, hint)
	o.uncoverable = r.uncoverable(coverable)
	return o
}

// newCrowded makes the relaxation of the demands of some weight that can be covered, and says which can.
func newCrowded(d *draft) (c *crowded, coverable []bool) {
	in := d.in
	_, _, coverable = d.coverRows(in.Covers, len(in.Weights))
	m := d.empty()
	c = &crowded{most: m.most, prices: m.prices, budget: m.budget}
	local := make([]int32, len(in.Weights))
	for i, w := range in.Weights {
		local[i] = -1
		if w > 0 && coverable[i] {
			local[i] = int32(len(c.weight))
			c.weight = append(c.weight, w)
		}
	}
	takes := func(j int) *takings {
		t := &takings{capacity: in.Capacity[j]}
		for _, i := range in.Covers[j] {
			if local[i] >= 0 {
				t.rows = append(t.rows, local[i])
			}
		}
		return t
	}
	for _, j := range in.Fixed {
		c.always = append(c.always, takes(j))
	}
	for k, j := range d.id {
		c.choice = append(c.choice, takes(int(j)))
		c.id = append(c.id, int32(k))
	}
	return c, coverable
}

// crowding is the scorer of the capacitated cover: choices are judged by maximal flows.
type crowding struct {
	c     *crowded
	fixed *transport // with the fixed sites open
	total float64
	now   *transport
	trial *transport
}

func newCrowding(c *crowded) *crowding {
	rows := make([][]int32, len(c.weight))
	var capacity []float64
	for j, t := range slices.Concat(c.choice, c.always) {
		capacity = append(capacity, t.capacity)
		for _, i := range t.rows {
			rows[i] = append(rows[i], int32(j))
		}
	}
	x := &crowding{c: c, fixed: newTransport(c.weight, rows, capacity)}
	for _, w := range c.weight {
		x.total += w
	}
	for k := range c.always {
		x.fixed.open[len(c.choice)+k] = true
	}
	x.fixed.push()
	x.now, x.trial = x.fixed.clone(), x.fixed.clone()
	return x
}

// polish opens the sites, then those that add most while there is room, and then exchanges.
func (x *crowding) polish(sites []int32, halt func() bool) (float64, []int32) {
	chosen := x.admitted(sites)
	x.flow(x.now, chosen)
	chosen = x.grow(chosen, halt)
	for better := true; better && !halt(); {
		chosen, better = x.exchange(chosen, halt)
	}
	slices.Sort(chosen)
	return x.total - x.now.total, chosen
}

// admitted are the sites that fit the limits, in their order.
func (x *crowding) admitted(sites []int32) []int32 {
	var in []int32
	left := x.c.budget
	for _, j := range sites {
		if len(in) < x.c.most && x.price(j) <= left+slack(x.c.budget) && !slices.Contains(in, j) {
			in = append(in, j)
			left -= x.price(j)
		}
	}
	return in
}

func (x *crowding) price(j int32) float64 {
	if x.c.prices == nil {
		return 0
	}
	return x.c.prices[j]
}

func (x *crowding) left(chosen []int32) float64 {
	left := x.c.budget + slack(x.c.budget)
	for _, j := range chosen {
		left -= x.price(j)
	}
	return left
}

// flow makes t the flow of the chosen sites.
func (x *crowding) flow(t *transport, chosen []int32) {
	t.copyFrom(x.fixed)
	for _, j := range chosen {
		t.open[j] = true
	}
	t.push()
}

// gain is what site j adds to the flow t; t stays as it is.
func (x *crowding) gain(t *transport, j int32) float64 {
	x.trial.copyFrom(t)
	x.trial.open[j] = true
	x.trial.push()
	return x.trial.total - t.total
}

// grow adds the most promising sites one by one.
func (x *crowding) grow(chosen []int32, halt func() bool) []int32 {
	for len(chosen) < x.c.most && !halt() {
		best, gain := x.bestNew(x.left(chosen), -1)
		if gain <= tiny {
			break
		}
		chosen = append(chosen, best)
		x.now.open[best] = true
		x.now.push()
	}
	return chosen
}

// bestNew is the affordable site other than but that adds most to the flow as it is, among those that could
// take most of what is not served yet.
func (x *crowding) bestNew(left float64, but int32) (int32, float64) {
	const tried = 8
	var order []int32
	promise := make([]float64, len(x.c.choice))
	for j, t := range x.c.choice {
		if x.now.open[j] || int32(j) == but || x.price(int32(j)) > left {
			continue
		}
		sum := 0.0
		for _, i := range t.rows {
			sum -= x.now.demand[i]
		}
		promise[j] = max(sum, -t.capacity)
		order = append(order, int32(j))
	}
	if len(order) > tried {
		selectLeast(order, promise, tried)
		order = order[:tried]
	}
	best, gain := int32(-1), 0.0
	for _, j := range order {
		if adds := x.gain(x.now, j); adds > gain {
			best, gain = j, adds
		}
	}
	return best, gain
}

// exchange makes the first swap that serves more.
func (x *crowding) exchange(chosen []int32, halt func() bool) ([]int32, bool) {
	before := x.now.total
	for k, out := range chosen {
		if halt() {
			break
		}
		rest := slices.Delete(slices.Clone(chosen), k, k+1)
		x.flow(x.now, rest)
		if best, gain := x.bestNew(x.left(rest), out); x.now.total+gain > before*(1+1e-12)+tiny {
			x.now.open[best] = true
			x.now.push()
			return append(rest, best), true
		}
	}
	x.flow(x.now, chosen)
	return chosen, false
}
