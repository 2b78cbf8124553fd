package solve

import (
	"container/heap"
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
		s.tighten()
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
	if s.tight != nil && !n.exact {
		return s.tight.examine(n)
	}
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
		if s.ctl.nodes%4 == 1 {
			s.offerAt(p)
		}
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
	local, ok := p.base.within(p.state, p.n.musts)
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
	s.worked += d.spent*p.local.entries() + nodeWork
	p.keep()
}

// nodeWork is what a node takes besides climbing, in entries looked at.
const nodeWork = 300_000

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

// name is the number of a site in whole.
func (p *spot) name(j int32) int32 {
	if p.ids == nil {
		return j
	}
	return p.ids[j]
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
	for j, st := range p.state {
		if st == chosenIn {
			sites = append(sites, p.name(int32(j)))
		}
	}
	for _, k := range picked {
		sites = append(sites, p.name(p.sites[k]))
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
