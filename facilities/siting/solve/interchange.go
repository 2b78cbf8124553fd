package solve

import "math"

// interchange improves a choice by adding, dropping and swapping sites. A round weighs all swaps
// at once (Teitz and Bart's neighbourhood, the bookkeeping of Resende and Werneck: gain of what comes
// in, loss of what goes out, and what both have in common).
type interchange struct {
	m       *model
	penalty float64 // base of rows that must be served
	chosen  []bool
	open    []int32
	place   []int32 // by site: where it stands in open
	spent   float64
	value   float64

	service []service // by row
	gain    []float64 // by site: what its coming saves
	loss    []float64 // by place in open: what its going costs
	pairs   []pair    // what coming and going have in common, by site
	starts  []int     // pairs of site j are pairs[starts[j]] … pairs[starts[j+1]-1]
	both    []float64 // by place: scratch
	touched []int32
}

// service is who serves a row (place in open, -1: none) at what cost, and what the next best would cost.
type service struct {
	place      int32
	cost, next float64
}

type pair struct {
	place  int32
	shared float64
}

// move is a change of the choice; -1 for none.
type move struct {
	in, out int32 // site that comes, place in open that goes
	saves   float64
}

func newInterchange(m *model) *interchange {
	x := &interchange{m: m, penalty: 1, chosen: make([]bool, m.sites()), place: make([]int32, m.sites()),
		service: make([]service, m.rows()), gain: make([]float64, m.sites()), starts: make([]int, m.sites()+1)}
	for i, base := range m.base {
		if last := m.from[i+1] - 1; last >= m.from[i] {
			x.penalty += m.cost[last]
		}
		if !math.IsInf(base, 1) {
			x.penalty += base
		}
	}
	x.penalty += m.fee * float64(m.sites())
	return x
}

func (x *interchange) base(row int) float64 {
	if base := x.m.base[row]; !math.IsInf(base, 1) {
		return base
	}
	return x.penalty
}

// set starts from the sites; what is over the limits is left out from the end.
func (x *interchange) set(sites []int32) {
	clear(x.chosen)
	x.open, x.spent = x.open[:0], 0
	for _, j := range sites {
		if len(x.open) < x.m.most && x.affords(j, -1) && !x.chosen[j] {
			x.add(j)
		}
	}
}

func (x *interchange) add(j int32) {
	x.chosen[j] = true
	x.place[j] = int32(len(x.open))
	x.open = append(x.open, j)
	x.spent += x.m.priceOf(j)
}

func (x *interchange) drop(place int32) {
	j, last := x.open[place], x.open[len(x.open)-1]
	x.chosen[j] = false
	x.open[place] = last
	x.place[last] = place
	x.open = x.open[:len(x.open)-1]
	x.spent -= x.m.priceOf(j)
}

// affords reports whether site j fits the budget when the site at place (-1: none) goes.
func (x *interchange) affords(j, place int32) bool {
	if !x.m.limited() {
		return true
	}
	spent := x.spent + x.m.priceOf(j)
	if place >= 0 {
		spent -= x.m.priceOf(x.open[place])
	}
	return spent <= x.m.budget+slack(x.m.budget)
}

// improve makes the best move until none helps or halt says so, and returns the value of the choice,
// rows unserved that must be served counted by the penalty.
func (x *interchange) improve(halt func() bool) float64 {
	for {
		x.weigh()
		best := x.bestAdd()
		if best.in < 0 {
			best = x.bestSwap()
		}
		if best.in < 0 {
			best = x.bestDrop()
		}
		if best.saves <= 1e-9*math.Abs(x.value) || halt() {
			return x.value
		}
		if best.out >= 0 {
			x.drop(best.out)
		}
		if best.in >= 0 {
			x.add(best.in)
		}
	}
}

// weigh computes value, gains, losses and pairs of the choice as it stands.
func (x *interchange) weigh() {
	clear(x.gain)
	clear(x.starts)
	x.loss = append(x.loss[:0], make([]float64, len(x.open))...)
	x.value = x.m.offset + x.m.fee*float64(len(x.open))
	for i := range x.service {
		s := x.served(i)
		x.service[i] = s
		x.value += s.cost
		if s.place >= 0 {
			x.loss[s.place] += s.next - s.cost
		}
		x.countPairs(i, s)
	}
	for j := range x.gain {
		x.starts[j+1] += x.starts[j]
	}
	n := x.starts[len(x.gain)]
	if cap(x.pairs) < n {
		x.pairs = make([]pair, n+n/4)
	}
	x.pairs = x.pairs[:n]
	for i, s := range x.service {
		x.fillPairs(i, s)
	}
}

// served says who serves row i, what it costs and what the next best would cost.
func (x *interchange) served(i int) service {
	m := x.m
	base := x.base(i)
	s := service{place: -1, cost: base, next: base}
	for k := m.from[i]; k < m.from[i+1]; k++ {
		j := m.site[k]
		if !x.chosen[j] {
			continue
		}
		if s.place >= 0 {
			s.next = m.cost[k]
			break
		}
		s.place, s.cost = x.place[j], m.cost[k]
	}
	return s
}

// countPairs adds row i to the gains of the sites that could serve it better than its next best, and
// counts its pairs; starts is shifted by one site until fillPairs has run.
func (x *interchange) countPairs(i int, s service) {
	m := x.m
	for k := m.from[i]; k < m.from[i+1]; k++ {
		c, j := m.cost[k], m.site[k]
		if c >= s.next {
			return
		}
		if x.chosen[j] {
			continue
		}
		if c < s.cost {
			x.gain[j] += s.cost - c
		}
		if s.place >= 0 {
			x.starts[j]++
		}
	}
}

func (x *interchange) fillPairs(i int, s service) {
	if s.place < 0 {
		return
	}
	m := x.m
	for k := m.from[i]; k < m.from[i+1]; k++ {
		c, j := m.cost[k], m.site[k]
		if c >= s.next {
			return
		}
		if !x.chosen[j] {
			x.starts[j]--
			x.pairs[x.starts[j]] = pair{s.place, s.next - max(c, s.cost)}
		}
	}
}

// bestAdd is the site that saves most when it comes, where there is room for one.
func (x *interchange) bestAdd() move {
	best := move{in: -1, out: -1}
	if len(x.open) >= x.m.most {
		return best
	}
	for j, gain := range x.gain {
		if saves := gain - x.m.fee; !x.chosen[j] && saves > best.saves && x.affords(int32(j), -1) {
			best = move{int32(j), -1, saves}
		}
	}
	return best
}

// bestDrop is the site whose going saves most; without a fee there is none.
func (x *interchange) bestDrop() move {
	best := move{in: -1, out: -1}
	for place, loss := range x.loss {
		if saves := x.m.fee - loss; saves > best.saves {
			best = move{-1, int32(place), saves}
		}
	}
	return best
}

// bestSwap is the exchange of two sites that saves most.
func (x *interchange) bestSwap() move {
	best := move{in: -1, out: -1}
	if len(x.open) == 0 {
		return best
	}
	cheapest := int32(0)
	for place, loss := range x.loss {
		if loss < x.loss[cheapest] {
			cheapest = int32(place)
		}
	}
	x.both = append(x.both[:0], make([]float64, len(x.open))...)
	for j := range x.gain {
		if !x.chosen[j] {
			x.swapFor(int32(j), cheapest, &best)
		}
	}
	return best
}

// swapFor finds the best site to go for j: the one of the least loss, or one with which j has rows in
// common. With a budget every one is looked at.
func (x *interchange) swapFor(j, cheapest int32, best *move) {
	x.touched = x.touched[:0]
	for _, p := range x.pairs[x.starts[j]:x.starts[j+1]] {
		if x.both[p.place] == 0 {
			x.touched = append(x.touched, p.place)
		}
		x.both[p.place] += p.shared
	}
	weigh := func(out int32) {
		saves := x.gain[j] - x.loss[out] + x.both[out]
		if saves > best.saves && x.affords(j, out) {
			*best = move{j, out, saves}
		}
	}
	if x.m.limited() {
		for out := range x.loss {
			weigh(int32(out))
		}
	} else {
		weigh(cheapest)
		for _, out := range x.touched {
			weigh(out)
		}
	}
	for _, out := range x.touched {
		x.both[out] = 0
	}
}
