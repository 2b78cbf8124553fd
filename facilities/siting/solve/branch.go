package solve

import (
	"cmp"
	"container/heap"
	"math"
	"slices"
)

// spot is a node while it is looked at.
type spot struct {
	n     *node
	base  branchable // the model that state decides on
	ids   []int32    // its sites in the numbers of whole; nil: the same
	state []int8
	local branchable
	sites []int32 // sites of local in the numbers of base
	d     *dual
	halt  func() bool
}

// run searches until the queue is empty or the search has to stop, starting from the root.
func (s *search) run() {
	if s.openRoot() {
		s.drain()
	}
}

// drain looks at the nodes that are queued.
func (s *search) drain() {
	for len(s.queue) > 0 {
		s.lower(s.queue[0].bound)
		if s.done() {
			return
		}
		n := heap.Pop(&s.queue).(*node)
		s.ctl.nodes++
		if !s.examine(n) {
			heap.Push(&s.queue, n) // stopped while looking
		}
		s.ctl.report(s.value, s.bound)
	}
	s.bound = s.value
}

// lower notes that nothing that is left is better than bound.
func (s *search) lower(bound float64) {
	s.bound = max(s.bound, min(bound+s.lift, s.value))
}

func (s *search) done() bool {
	if s.queue[0].bound >= s.cutoff() {
		s.queue, s.bound = nil, s.value
		return true
	}
	return s.halted() || s.ctl.near(s.value, s.bound) || s.effort.work > 0 && s.worked >= s.effort.work
}

// examine bounds the node and branches; it reports false when it had to stop before a branching.
func (s *search) examine(n *node) bool {
	p := s.spotOf(n)
	for range 4 {
		if n.bound >= s.cutoff() || !p.restrict() {
			return true
		}
		if most, _, _ := p.local.limits(); most == 0 || len(p.sites) == 0 {
			return s.leaf(p, most)
		}
		s.climbAt(p, s.effort.nodeRounds)
		if n.bound >= s.cutoff() {
			return true
		}
		if s.halted() {
			return false
		}
		s.offerAt(p)
		if fixed := s.fixAt(p); fixed*5 < len(p.sites) {
			break
		}
	}
	s.branch(p)
	return true
}

func (s *search) spotOf(n *node) *spot {
	p := &spot{n: n, base: s.root, ids: s.rootID, halt: s.halted}
	if n.exact {
		p.base, p.ids = s.whole, nil
	}
	_, sites := p.base.size()
	p.state = make([]int8, sites)
	for _, f := range n.fixes {
		p.state[f.site] = f.state
	}
	return p
}

// restrict makes the local model of the state as it is now.
func (p *spot) restrict() bool {
	local, ok := p.base.within(p.state)
	if !ok {
		return false
	}
	p.local = local
	p.sites = local.siteIDs()
	in, out := local.decided()
	for _, j := range in {
		p.state[j] = chosenIn
	}
	for _, j := range out {
		p.state[j] = ruledOut
	}
	return true
}

// climbAt raises the bound of the node and keeps its multipliers.
func (s *search) climbAt(p *spot, rounds int) {
	d := newDual(p.local)
	p.d = d
	if old := p.n.dual; old == nil || len(old.lambda) != rowsOf(p.base) {
		p.local.start(d.lambda)
	} else {
		p.local.inherit(old.lambda, d.lambda)
		d.beta = old.beta
	}
	d.climb(climbing{rounds: rounds, agility: 1, stall: 6, least: 0.01, cutoff: s.cutoff,
		target: func() float64 { return s.target(d.bound) }}, p.halt, nil)
	p.n.bound = max(p.n.bound, d.bound)
	s.worked += d.spent * p.local.entries()
	p.keep()
}

func rowsOf(r relaxation) int {
	rows, _ := r.size()
	return rows
}

// keep stores the best multipliers with the node.
func (p *spot) keep() {
	m := &multipliers{lambda: make([]float32, rowsOf(p.base)), beta: p.d.bestBeta}
	if p.n.dual != nil && len(p.n.dual.lambda) == len(m.lambda) {
		copy(m.lambda, p.n.dual.lambda)
	}
	p.local.bequeath(p.d.best, m.lambda)
	p.n.dual = m
}

// offerAt tries what the relaxation chooses, together with what is decided.
func (s *search) offerAt(p *spot) {
	s.offer(s.choice(p, p.d.bestPick))
}

// choice is what is fixed in and what is picked of the local sites, in the numbers of whole.
func (s *search) choice(p *spot, picked []int32) []int32 {
	var sites []int32
	if p.ids != nil {
		for j, st := range s.fixed {
			if st == chosenIn {
				sites = append(sites, int32(j))
			}
		}
	}
	name := func(j int32) int32 {
		if p.ids == nil {
			return j
		}
		return p.ids[j]
	}
	for j, st := range p.state {
		if st == chosenIn {
			sites = append(sites, name(int32(j)))
		}
	}
	for _, k := range picked {
		sites = append(sites, name(p.sites[k]))
	}
	return sites
}

// leaf ends a node in which nothing is left to decide. A relaxed model cannot tell it when sites are left
// that it has left out; then the whole model is asked.
func (s *search) leaf(p *spot, most int) bool {
	s.offer(s.choice(p, nil))
	if !s.exact && !p.n.exact && most > 0 && p.local.settled() < s.cutoff() {
		child := &node{bound: p.n.bound, depth: p.n.depth, exact: true}
		for j, st := range s.fixed {
			if st != free {
				child.fixes = append(child.fixes, fix{int32(j), st})
			}
		}
		for _, f := range p.decisions() {
			child.fixes = append(child.fixes, fix{s.rootID[f.site], f.state})
		}
		s.push(child)
	}
	return true
}

func (s *search) push(n *node) {
	s.serial++
	n.serial = s.serial
	heap.Push(&s.queue, n)
}

// decisions are those of the state.
func (p *spot) decisions() []fix {
	var fixes []fix
	for j, st := range p.state {
		if st != free {
			fixes = append(fixes, fix{int32(j), st})
		}
	}
	return fixes
}

// branch makes two nodes of one, with and without a site. Of the sites of which the relaxation is least sure
// it takes the one that raises the bounds most on both sides, by a few rounds of climbing.
func (s *search) branch(p *spot) {
	best, score := int32(-1), math.Inf(-1)
	var with, without *node
	for _, j := range p.doubtful(s.effort.probes) {
		in, out := s.probe(p, j, chosenIn), s.probe(p, j, ruledOut)
		gain := min(in.bound, out.bound) - p.n.bound
		gain = max(gain, 0) + 0.1*max(0, min(max(in.bound, out.bound), s.cutoff())-p.n.bound)
		if gain > score {
			best, score, with, without = j, gain, in, out
		}
		if in.bound >= s.cutoff() || out.bound >= s.cutoff() || s.halted() {
			break
		}
	}
	if best < 0 { // all has been fixed since the local model was made
		s.push(&node{bound: p.n.bound, depth: p.n.depth, exact: p.n.exact, dual: p.n.dual, fixes: p.decisions()})
		return
	}
	for _, child := range []*node{with, without} {
		if child.bound < s.cutoff() {
			s.push(child)
		}
	}
}

// doubtful are the free sites that the relaxation chose about half of the time, at most n.
func (p *spot) doubtful(n int) []int32 {
	var order []int32
	for k, j := range p.sites {
		if p.state[j] == free {
			order = append(order, int32(k))
		}
	}
	doubt := make([]float64, len(p.d.usage))
	for k, use := range p.d.usage {
		doubt[k] = math.Abs(use - 0.5)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(doubt[a], doubt[b]) })
	sites := make([]int32, 0, n)
	for _, k := range order[:min(n, len(order))] {
		sites = append(sites, p.sites[k])
	}
	return sites
}

// probe makes the node in which site j has the state and raises its bound a little.
func (s *search) probe(p *spot, j int32, st int8) *node {
	child := &node{bound: p.n.bound, depth: p.n.depth + 1, exact: p.n.exact, dual: p.n.dual}
	old := p.state[j]
	p.state[j] = st
	child.fixes = p.decisions()
	p.state[j] = old
	if s.effort.probes == 1 {
		return child
	}
	c := s.spotOf(child)
	if !c.restrict() {
		child.bound = math.Inf(1)
		return child
	}
	child.fixes = c.decisions()
	if most, _, _ := c.local.limits(); most > 0 && len(c.sites) > 0 {
		s.climbAt(c, s.effort.probeRounds)
	}
	return child
}
