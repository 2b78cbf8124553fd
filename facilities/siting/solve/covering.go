package solve

import (
	"math"

	"cairn/internal/problem"
)

// maximalCover is MCLP: what is minimised is the weight that is left uncovered though it could be covered.
func (r *run) maximalCover(d *draft, hint []int) outcome {
	rows, served, coverable := d.coverRows(r.in.Covers, len(r.in.Weights))
	total := 0.0
	for i, w := range r.in.Weights {
		if coverable[i] || served[i] {
			total += w
		}
	}
	m := d.empty()
	m.mergeCover(rows, func(i int) float64 { return r.in.Weights[i] })
	s := newSearch(r.ctl, newChooser(m), m)
	s.step = grid(m.base)
	r.ctl.outward = func(left float64) float64 { return total - left }
	o := r.finish(s, d, hint)
	o.uncoverable = r.uncoverable(coverable)
	return o
}

// uncoverable lists the demands of some weight that nothing covers.
func (r *run) uncoverable(coverable []bool) []int32 {
	var list []int32
	for i, w := range r.in.Weights {
		if w > 0 && !coverable[i] {
			list = append(list, int32(i))
		}
	}
	return list
}

// setCover is LSCP: every row must be served, each site costs 1.
func (r *run) setCover(d *draft, hint []int) outcome {
	rows, _, coverable := d.coverRows(r.in.Covers, len(r.in.Weights))
	m := d.empty()
	m.mergeCover(rows, func(i int) float64 {
		if r.in.Weights[i] == 0 {
			return 0
		}
		return math.Inf(1)
	})
	r.ctl.outward = func(n float64) float64 { return n }
	m.most = len(m.id)
	o := r.cover(d, m, hint, float64(len(m.id)), math.Inf(-1))
	o.uncoverable = r.uncoverable(coverable)
	if limit := float64(r.opt.Sites); limit > 0 && o.why == nil && (!o.found || o.value > limit) {
		o.found = false
		if o.bound > limit {
			o.why = problem.New(problem.Invalid, "solve.too_few_sites", "sites", r.opt.Sites, "least", int(o.bound))
		}
	}
	return o
}

// cover finds the fewest sites that serve all rows of m. It stops with enough or fewer, and when it is
// proven that they do not do.
func (r *run) cover(d *draft, m *model, hint []int, worst, enough float64) outcome {
	m.fee = 1
	s := newSearch(r.ctl, newChooser(m), m)
	s.step, s.worst, s.enough = 1, worst, enough
	if hint == nil {
		work := weightingWork
		if !math.IsInf(enough, -1) {
			work /= 20 // one question of many
		}
		s.shrink(m, r.opt.Seed, work)
	}
	return r.finish(s, d, hint)
}

// shrink looks for a small cover before the search.
func (s *search) shrink(m *model, seed uint64, work int) {
	s.offer(nil)
	local, ok := m.within(make([]int8, m.sites()), nil)
	if !ok || rowsOf(local) == 0 || s.best == nil {
		return
	}
	small := local.(*model)
	number := make(map[int32]int32, small.sites())
	for k, j := range small.id {
		number[j] = int32(k)
	}
	var start []int32
	for _, j := range s.best {
		if k, ok := number[j]; ok {
			start = append(start, k)
		}
	}
	w := newWeighting(small, seed)
	w.run(start, min(work, weightingEach*len(small.site)), s.ctl.halted, func(cover []int32) bool {
		sites := append([]int32(nil), small.forced...)
		for _, k := range cover {
			sites = append(sites, small.id[k])
		}
		s.offer(sites)
		return s.value <= s.enough
	})
}

// weightingWork is how many entries the search for a small cover looks at, at most; weightingEach how many for
// each entry that there is: small covers are soon as small as they get.
const (
	weightingWork = 100_000_000
	weightingEach = 20_000
)
