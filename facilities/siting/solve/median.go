package solve

import (
	"math"

	"cairn/internal/problem"
)

// median is PMedian: rows cost weight × cost, at most what the nearest fixed site costs.
func (r *run) median(d *draft, hint []int) outcome {
	reached := d.reached()
	m := d.empty()
	worst := 0.0
	var keys []uint64
	for i, w := range r.in.Weights {
		if w == 0 || !reached[i] {
			continue
		}
		if i%64 == 0 && r.ctl.halted() {
			break
		}
		before := len(m.base)
		keys = m.addCosts(d, r.in.Cost[i], w, w*d.fixedCost(i), keys)
		if len(m.base) > before {
			worst += min(m.base[before], max(w, 1)*math.MaxFloat32, m.cost[len(m.cost)-1])
		}
	}
	m.original()
	r.ctl.outward = func(x float64) float64 { return x }
	if r.ctl.halted() {
		return outcome{bound: math.Inf(-1), uncoverable: r.uncoverable(reached)}
	}
	s := newSearch(r.ctl, newChooser(m), m)
	s.worst = worst + m.offset
	s.step = grid(m.cost)
	o := r.finish(s, d, hint)
	o.uncoverable = r.uncoverable(reached)
	if o.why != nil {
		o.why = r.whyUnreached()
	}
	return o
}

// reached says by demand whether a fixed or a free site reaches it.
func (d *draft) reached() []bool {
	reached := make([]bool, len(d.in.Weights))
	for i, row := range d.in.Cost {
		for j, c := range row {
			if !math.IsInf(float64(c), 1) && (d.isFixed[j] || d.index[j] >= 0) {
				reached[i] = true
				break
			}
		}
	}
	return reached
}

// fixedCost is the cost from demand i to the nearest fixed site.
func (d *draft) fixedCost(i int) float64 {
	least := math.Inf(1)
	for _, j := range d.in.Fixed {
		least = min(least, float64(d.in.Cost[i][j]))
	}
	return least
}

// whyUnreached says how many sites it takes at least to reach all that can be reached.
func (r *run) whyUnreached() *problem.Error {
	why := r.infeasible()
	if r.opt.Sites == 0 {
		return why
	}
	sub := &run{in: &Instance{Sites: r.in.Sites, Weights: r.in.Weights, Fixed: r.in.Fixed,
		Covers: Within(r.in.Cost, r.in.Sites, math.MaxFloat32)}, opt: Options{Method: LSCP, Seed: r.opt.Seed}, ctl: r.ctl}
	if o := sub.attempt(-1, nil); o.bound > float64(r.opt.Sites) {
		why = problem.New(problem.Invalid, "solve.too_few_sites", "sites", r.opt.Sites, "least", int(o.bound))
	}
	return why
}
