package solve

import (
	"math"
	"slices"
)

// openRoot climbs as far as it goes, fixes what can be fixed and queues the root; false when the search is
// over with that.
func (s *search) openRoot() bool {
	n := &node{bound: math.Inf(-1)}
	p := &spot{n: n, base: s.whole, state: s.fixed, halt: s.halted}
	for try := range 6 {
		if !p.restrict() {
			s.bound = s.value
			return false
		}
		if most, _, _ := p.local.limits(); most == 0 || len(p.sites) == 0 {
			s.offer(s.choice(p, nil))
			s.bound = s.value
			return false
		}
		s.climbRoot(p, s.effort.rootRounds/(1+try))
		s.lower(n.bound)
		s.ctl.report(s.value, s.bound)
		if n.bound >= s.cutoff() {
			s.bound = s.value
			return false
		}
		if s.halted() {
			break
		}
		if fixed := s.fixAt(p); fixed*10 < len(p.sites) {
			break
		}
	}
	s.rebase(p)
	return true
}

// climbRoot is climbAt with a choice tried now and then on the way.
func (s *search) climbRoot(p *spot, rounds int) {
	d := newDual(p.local)
	p.d = d
	if old := p.n.dual; old == nil {
		p.local.start(d.lambda)
	} else {
		p.local.inherit(old.lambda, d.lambda)
		d.beta = old.beta
	}
	calls, due := 0, 0
	visit := func(picked []int32) {
		if calls++; calls >= due {
			s.offer(s.choice(p, picked))
			due = calls + 10
		}
		s.lower(d.bound)
		s.ctl.report(s.value, s.bound)
	}
	d.climb(climbing{rounds: rounds, agility: 1.5, stall: 20, least: 1e-3, cutoff: s.cutoff,
		target: func() float64 { return s.target(d.bound) }}, p.halt, visit)
	s.offerAt(p)
	p.n.bound = max(p.n.bound, d.bound)
	p.keep()
}

// rebase makes the root what the fixing has left of the whole.
func (s *search) rebase(p *spot) {
	local, ok := s.whole.within(s.fixed, nil)
	if !ok {
		s.bound = s.value
		return
	}
	lambda := make([]float64, rowsOf(local))
	local.inherit(p.n.dual.lambda, lambda)
	s.root, s.rootID = local, slices.Clone(local.siteIDs())
	if short, cut := local.shortened(lambda); cut {
		ids := short.siteIDs()
		kept := make([]int32, len(ids))
		for k, j := range ids {
			kept[k] = s.rootID[j]
		}
		s.root, s.rootID, s.exact = short, kept, false
	}
	dual := &multipliers{beta: p.n.dual.beta}
	for _, l := range lambda {
		dual.lambda = append(dual.lambda, float32(l))
	}
	s.push(&node{bound: p.n.bound, dual: dual})
}

// fixAt decides on sites whose other state would cost too much by the reduced costs at the best
// multipliers, and returns on how many.
func (s *search) fixAt(p *spot) int {
	d, cutoff := p.d, s.cutoff()
	if math.IsInf(cutoff, 1) {
		return 0
	}
	worst, next := d.margins()
	fixed := 0
	picked := make([]bool, len(d.bestRho))
	for _, k := range d.bestPick {
		picked[k] = true
	}
	for k, r := range d.bestRho {
		switch {
		case picked[k] && d.bound-r+next >= cutoff:
			p.state[p.sites[k]] = chosenIn
		case !picked[k] && d.bound+r-worst >= cutoff:
			p.state[p.sites[k]] = ruledOut
		default:
			continue
		}
		fixed++
	}
	return fixed
}

// margins are the reduced cost of the worst site picked and of the best one not picked, neither above 0;
// both are 0 while there is room for more sites.
func (d *dual) margins() (worst, next float64) {
	if len(d.bestPick) < d.most {
		return 0, 0
	}
	worst = math.Inf(-1)
	picked := make([]bool, len(d.bestRho))
	for _, k := range d.bestPick {
		picked[k] = true
		worst = max(worst, d.bestRho[k])
	}
	for k, r := range d.bestRho {
		if !picked[k] {
			next = min(next, r)
		}
	}
	return worst, next
}
