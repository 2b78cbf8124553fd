package solve

import (
	"cmp"
	"math"
	"slices"
)

// question divides a node: one of the sites at least is chosen, or none of them.
type question []int32

// branch makes two nodes of one. Of the questions of which the relaxation is least sure it takes the one
// that raises the bounds most on both sides, by a few rounds of climbing.
func (s *search) branch(p *spot) {
	best, score := -1, math.Inf(-1)
	var yes, no *node
	for k, q := range p.questions(s.effort.probes) {
		in, out := s.probe(p, q, true), s.probe(p, q, false)
		worse, better := min(in.bound, out.bound), max(in.bound, out.bound)
		gain := max(0, worse-p.n.bound) + 0.1*max(0, min(better, s.cutoff())-p.n.bound)
		if gain > score {
			best, score, yes, no = k, gain, in, out
		}
		if better >= s.cutoff() || s.halted() {
			break
		}
	}
	if best < 0 { // all has been fixed since the local model was made
		s.push(p.child(p.n.depth))
		return
	}
	for _, child := range []*node{yes, no} {
		if child.bound < s.cutoff() {
			s.push(child)
		}
	}
}

// child is a node with the decisions of p.
func (p *spot) child(depth int) *node {
	return &node{bound: p.n.bound, depth: depth, exact: p.n.exact, dual: p.n.dual, fixes: p.decisions(), musts: p.n.musts}
}

// questions are n at most: about the free sites that the relaxation chose about half of the time, and for
// set covers about all sites that serve two rows at once (after Ryan and Foster): where sites are
// alike, ruling out one of them changes nothing.
func (p *spot) questions(n int) []question {
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
	order = order[:min(n, len(order))]
	rows := p.local.lists()
	var all []question
	for _, k := range order {
		if len(all) >= n {
			break
		}
		all = append(all, question{p.sites[k]})
		if q := p.pairOf(k, rows); q != nil {
			all = append(all, q)
		}
	}
	return all
}

// pairOf is the question about the sites that serve two rows of the local site k, where the use of these
// sites is nearest to one half; nil: there is none.
func (p *spot) pairOf(k int32, rows [][]int32) question {
	const most = 12
	var own []int32
	for i, row := range rows {
		if slices.Contains(row, k) {
			own = append(own, int32(i))
		}
	}
	slices.SortStableFunc(own, func(a, b int32) int { return -cmp.Compare(p.d.best[a], p.d.best[b]) })
	own = own[:min(most, len(own))]
	var best []int32
	doubt := 0.4
	for a, i := range own {
		for _, other := range own[a+1:] {
			both := p.common(rows[i], rows[other])
			use := 0.0
			for _, j := range both {
				use += p.d.usage[j]
			}
			if unsure := math.Abs(use - 0.5); len(both) > 1 && unsure < doubt {
				best, doubt = both, unsure
			}
		}
	}
	if best == nil {
		return nil
	}
	q := make(question, len(best))
	for n, j := range best {
		q[n] = p.sites[j]
	}
	return q
}

// common are the sites of both rows that are free still.
func (p *spot) common(a, b []int32) []int32 {
	var both []int32
	for _, j := range a {
		if p.state[p.sites[j]] == free && slices.Contains(b, j) {
			both = append(both, j)
		}
	}
	return both
}

// probe makes the node with an answer to the question and raises its bound a little.
func (s *search) probe(p *spot, q question, yes bool) *node {
	child := p.child(p.n.depth + 1)
	switch {
	case yes && len(q) > 1:
		child.musts = append(slices.Clone(p.n.musts), q)
	case yes:
		child.fixes = append(child.fixes, fix{q[0], chosenIn})
	default:
		for _, j := range q {
			child.fixes = append(child.fixes, fix{j, ruledOut})
		}
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
