package solve

import (
	"cmp"
	"math"
	"slices"
)

// tight looks at the nodes of a search by the linear program of its root, which is solved on from one node to
// the next and keeps the rows that were added on the way: they hold everywhere. Its bound is that which
// climbing only nears, and its values say which sites to branch on.
type tight struct {
	*linear
	s       *search
	x       []float64 // values of the variables
	reduced []float64 // their reduced costs
	most    int       // rows at which the program is tidied
}

// tighten makes the program of what the root has left, where it has one.
func (s *search) tighten() {
	r, ok := s.root.(linearised)
	if !ok || len(s.queue) == 0 {
		return
	}
	lambda := make([]float64, rowsOf(s.root))
	for i, l := range s.queue[0].dual.lambda {
		lambda[i] = float64(l)
	}
	if l := r.linear(lambda); l != nil {
		n := len(l.p.cost)
		s.tight = &tight{linear: l, s: s, x: make([]float64, n), reduced: make([]float64, n)}
	}
}

// Rounds of rows at the root and in other nodes; after how many of them they have to have been of use; pivots
// for each of them and for a trial; rows that may come before the program is tidied.
const (
	rootRows, nodeRows, rowsPatience = 300, 20, 20
	rowPivots, branchPivots          = 5000, 40
	spareRows                        = 150
)

// limit is the bound of the program that rules a node out.
func (t *tight) limit() float64 { return (t.s.cutoff() - t.constant) / t.scale }

// solve gives the bound in values of the relaxation.
func (t *tight) solve(pivots int) (float64, verdict) {
	v := t.p.solve(t.limit(), pivots, t.s.halted)
	if v == emptyLP && t.p.exceeds(t.limit()) {
		return math.Inf(1), v
	}
	if b := t.p.bound(nil); b > math.Inf(-1) {
		return b*t.scale + t.constant, v
	}
	return math.Inf(-1), v
}

// climb solves the program with so many rounds of rows, and reads the values; at the root it tells the bound.
// It ends earlier when the last rounds have hardly closed the gap.
func (t *tight) climb(rounds int, root bool) float64 {
	best, before := math.Inf(-1), math.Inf(-1)
	for round := range rounds {
		b, v := t.solve(rowPivots)
		best = max(best, b)
		for j := range t.x {
			t.x[j] = max(t.p.lower[j], min(t.p.upper[j], t.p.at(int32(j))))
		}
		if root {
			t.s.lower(best)
			t.s.ctl.report(t.s.value, t.s.bound)
		}
		if b >= t.s.cutoff() || v != solvedLP || t.s.ctl.near(t.s.value, t.s.bound) || !t.cuts(t.x) {
			break
		}
		if round%rowsPatience == rowsPatience-1 {
			if best-before < 0.02*(t.s.cutoff()-best) {
				break
			}
			before = best
		}
	}
	return best
}

// examine is that of search.
func (t *tight) examine(n *node) bool {
	s := t.s
	p := s.spotOf(n)
	if n.bound >= s.cutoff() || !p.restrict() {
		return true
	}
	if most, _, _ := p.local.limits(); most == 0 || len(p.sites) == 0 {
		return s.leaf(p, most)
	}
	before, rounds := t.p.work, nodeRows
	if n.depth == 0 {
		rounds = rootRows
	}
	t.decide(p.state)
	n.bound = max(n.bound, t.climb(rounds, n.depth == 0))
	if n.depth == 0 || len(t.p.rows) > t.most {
		t.tidy()
	}
	if n.bound < s.cutoff() && !s.halted() {
		t.fix(p)
		t.offer(p)
		t.branch(p)
	}
	s.worked += t.p.work - before + nodeWork
	return n.bound >= s.cutoff() || !s.halted()
}

// tidy drops rows that are of no use at present.
func (t *tight) tidy() {
	number := t.p.tidy()
	if t.renumbered != nil {
		t.renumbered(number)
	}
	t.most = len(t.p.rows) + spareRows
}

// decide sets the bounds of the sites' variables.
func (t *tight) decide(state []int8) {
	for j, st := range state {
		t.p.lower[j], t.p.upper[j] = 0, 1
		switch st {
		case chosenIn:
			t.p.lower[j] = 1
		case ruledOut:
			t.p.upper[j] = 0
		}
	}
}

// fix decides on sites whose other state would cost too much by the reduced costs.
func (t *tight) fix(p *spot) {
	b := t.p.bound(t.reduced)
	for j, st := range p.state {
		if st != free {
			continue
		}
		switch r := t.reduced[j]; {
		case r > 0 && b+r >= t.limit():
			p.state[j] = ruledOut
		case r < 0 && b-r >= t.limit():
			p.state[j] = chosenIn
		}
	}
}

// offer tries what is decided with the sites of the greatest parts: of a set cover those above 2/5.
func (t *tight) offer(p *spot) {
	least := 1e-6
	if t.rest < 0 {
		least = 0.4
	}
	var order []int32
	for j, st := range p.state {
		if st == free && t.x[j] > least {
			order = append(order, int32(j))
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int { return -cmp.Compare(t.x[a], t.x[b]) })
	sites := t.s.choice(p, nil)
	for _, j := range order {
		sites = append(sites, p.name(j))
	}
	t.s.offer(sites)
}

// doubtful are sites to branch on, the most undecided first; when all are whole, any that is free.
func (t *tight) doubtful(p *spot) []int32 {
	var between, others []int32
	for j, st := range p.state {
		switch x := t.x[j]; {
		case st != free:
		case x > 1e-6 && x < 1-1e-6:
			between = append(between, int32(j))
		default:
			others = append(others, int32(j))
		}
	}
	if len(between) == 0 {
		between = others
	}
	slices.SortStableFunc(between, func(a, b int32) int {
		return cmp.Compare(math.Abs(t.x[a]-0.5), math.Abs(t.x[b]-0.5))
	})
	return between[:min(len(between), t.s.effort.probes)]
}

// branch makes two nodes of one: of the doubtful sites it takes the one whose two states together raise the
// bound most, by a few pivots each.
func (t *tight) branch(p *spot) {
	s, most := t.s, math.Inf(-1)
	var children [2]*node
	sites := t.doubtful(p)
	if len(sites) == 0 { // all has been fixed
		s.push(p.child(p.n.depth))
		return
	}
	basis := t.p.save()
	for _, j := range sites {
		out, in := t.try(p, j, ruledOut, basis), t.try(p, j, chosenIn, basis)
		gain := func(c *node) float64 { return max(1e-6*t.scale, min(c.bound, s.cutoff())-p.n.bound) }
		if score := gain(out) * gain(in); score > most {
			most, children = score, [2]*node{out, in}
		}
		if max(out.bound, in.bound) >= s.cutoff() || s.halted() {
			break
		}
	}
	for _, child := range children {
		if child.bound < s.cutoff() {
			s.push(child)
		}
	}
}

// try makes the node in which the site has the state, with the bound that a few pivots give.
func (t *tight) try(p *spot, j int32, state int8, basis *snapshot) *node {
	p.state[j] = state
	t.decide(p.state)
	child := p.child(p.n.depth + 1)
	b, _ := t.solve(branchPivots)
	child.bound = max(child.bound, b)
	p.state[j] = free
	t.p.restore(basis)
	return child
}
