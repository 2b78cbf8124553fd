package solve

import (
	"math/rand/v2"
	"slices"
)

// weighting looks for a cover with fewer sites by local search with row weights: it takes a site from a
// cover, then exchanges sites, always serving some unserved row, while the weights of rows that stay
// unserved grow (after Gao, Weise and Li, RWLS, 2014). It is for models in which every row must be served
// and costs are 0.
type weighting struct {
	m    *model
	cols [][]int32
	rnd  *rand.Rand

	weight  []float64 // by row
	served  []int32   // by row: number of chosen sites that serve it
	score   []float64 // by site: weight that coming would gain, or going would lose
	chosen  []bool
	open    []int32
	place   []int32
	stamp   []int   // by site: when it moved last
	fresh   []bool  // by site: a neighbour has changed since it went
	missing []int32 // rows not served
	where   []int32 // by row: place in missing
	spent   float64
	work    int // entries looked at
}

func newWeighting(m *model, seed uint64) *weighting {
	w := &weighting{m: m, cols: m.columns(), rnd: rand.New(rand.NewPCG(seed, 7)),
		weight: make([]float64, m.rows()), served: make([]int32, m.rows()), where: make([]int32, m.rows()),
		score: make([]float64, m.sites()), chosen: make([]bool, m.sites()), place: make([]int32, m.sites()),
		stamp: make([]int, m.sites()), fresh: make([]bool, m.sites())}
	for i := range w.weight {
		w.weight[i] = 1
		w.where[i] = int32(len(w.missing))
		w.missing = append(w.missing, int32(i))
	}
	for j, col := range w.cols {
		w.score[j] = float64(len(col))
		w.fresh[j] = true
	}
	return w
}

// columns lists the rows by site.
func (m *model) columns() [][]int32 {
	cols := make([][]int32, m.sites())
	for i := range m.base {
		for _, j := range m.site[m.from[i]:m.from[i+1]] {
			cols[j] = append(cols[j], int32(i))
		}
	}
	return cols
}

// run starts from a cover and calls found with each smaller one, until so much work is done or halt.
func (w *weighting) run(cover []int32, work int, halt func() bool, found func(cover []int32) (enough bool)) {
	for _, j := range cover {
		w.add(j)
	}
	for len(w.missing) > 0 {
		j := w.bestFor(w.missing[0])
		if j < 0 {
			return
		}
		w.add(j)
	}
	tabu := int32(-1)
	for step := 1; w.work < work; step++ {
		w.work += 10
		if step%256 == 0 && halt() {
			return
		}
		for len(w.missing) == 0 {
			if len(w.open) == 0 || found(slices.Sorted(slices.Values(w.open))) {
				return
			}
			w.remove(w.leastLoss(-1), step)
		}
		if len(w.open) > 0 {
			w.remove(w.leastLoss(tabu), step)
		}
		row := w.missing[w.rnd.IntN(len(w.missing))]
		if j := w.bestFor(row); j >= 0 {
			w.add(j)
			w.stamp[j] = step
			tabu = j
		}
		for _, i := range w.missing {
			w.weight[i]++
			for _, j := range w.m.site[w.m.from[i]:w.m.from[i+1]] {
				w.score[j]++
			}
			w.work += w.m.from[i+1] - w.m.from[i]
		}
	}
}

// leastLoss is the chosen site whose going loses least, of equals the one that moved longest ago.
func (w *weighting) leastLoss(tabu int32) int32 {
	best := int32(-1)
	for _, j := range w.open {
		if j == tabu && len(w.open) > 1 {
			continue
		}
		if best < 0 || w.score[j] < w.score[best] || w.score[j] == w.score[best] && w.before(j, best) {
			best = j
		}
	}
	w.work += len(w.open)
	return best
}

func (w *weighting) before(a, b int32) bool {
	return w.stamp[a] < w.stamp[b] || w.stamp[a] == w.stamp[b] && a < b
}

// bestFor is the site for a row that gains most; -1 when none is allowed.
func (w *weighting) bestFor(row int32) int32 {
	best := int32(-1)
	for _, j := range w.m.site[w.m.from[row]:w.m.from[row+1]] {
		if !w.fresh[j] || w.m.limited() && w.spent+w.m.priceOf(j) > w.m.budget+slack(w.m.budget) {
			continue
		}
		if best < 0 || w.score[j] > w.score[best] || w.score[j] == w.score[best] && w.before(j, best) {
			best = j
		}
	}
	return best
}

func (w *weighting) add(j int32) {
	w.chosen[j] = true
	w.place[j] = int32(len(w.open))
	w.open = append(w.open, j)
	w.spent += w.m.priceOf(j)
	w.score[j] = 0
	for _, i := range w.cols[j] {
		w.served[i]++
		switch w.served[i] {
		case 1: // served now: no gain for others, a loss should j go
			w.unmiss(i)
			w.shift(i, j, -w.weight[i])
			w.score[j] += w.weight[i]
		case 2: // whoever served it alone no longer does
			w.score[w.soleServer(i, j)] -= w.weight[i]
		}
	}
	w.refresh(j)
}

func (w *weighting) remove(j int32, step int) {
	w.chosen[j] = false
	last := w.open[len(w.open)-1]
	w.open[w.place[j]] = last
	w.place[last] = w.place[j]
	w.open = w.open[:len(w.open)-1]
	w.spent -= w.m.priceOf(j)
	w.stamp[j] = step
	w.score[j] = 0
	for _, i := range w.cols[j] {
		w.served[i]--
		switch w.served[i] {
		case 0:
			w.where[i] = int32(len(w.missing))
			w.missing = append(w.missing, i)
			w.shift(i, j, w.weight[i])
			w.score[j] += w.weight[i]
		case 1:
			w.score[w.soleServer(i, j)] += w.weight[i]
		}
	}
	w.refresh(j)
	w.fresh[j] = false
}

// refresh lets the neighbours of a site come again.
func (w *weighting) refresh(j int32) {
	for _, i := range w.cols[j] {
		for _, k := range w.m.site[w.m.from[i]:w.m.from[i+1]] {
			w.fresh[k] = true
		}
		w.work += w.m.from[i+1] - w.m.from[i]
	}
}

func (w *weighting) unmiss(i int32) {
	last := w.missing[len(w.missing)-1]
	w.missing[w.where[i]] = last
	w.where[last] = w.where[i]
	w.missing = w.missing[:len(w.missing)-1]
}

// shift adds to the scores of the other sites of row i, none of which is chosen.
func (w *weighting) shift(i, but int32, by float64) {
	for _, k := range w.m.site[w.m.from[i]:w.m.from[i+1]] {
		if k != but {
			w.score[k] += by
		}
	}
	w.work += w.m.from[i+1] - w.m.from[i]
}

// soleServer is the chosen site other than but that serves row i.
func (w *weighting) soleServer(i, but int32) int32 {
	for _, k := range w.m.site[w.m.from[i]:w.m.from[i+1]] {
		if k != but && w.chosen[k] {
			return k
		}
	}
	return but
}
