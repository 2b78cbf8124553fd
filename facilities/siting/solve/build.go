package solve

import (
	"cmp"
	"math"
	"slices"
)

// draft is a model in the making: it numbers the sites that can be chosen.
type draft struct {
	in      *Instance
	opt     Options
	index   []int32 // by site of the instance: number in the model, -1: it has none
	id      []int32
	isFixed []bool
}

// newDraft leaves site without (-1: none) out.
func newDraft(in *Instance, opt Options, without int) *draft {
	d := &draft{in: in, opt: opt, index: make([]int32, in.Sites), isFixed: make([]bool, in.Sites)}
	for _, j := range in.Fixed {
		d.isFixed[j] = true
	}
	for j := range d.index {
		d.index[j] = -1
		if !d.isFixed[j] && j != without {
			d.index[j] = int32(len(d.id))
			d.id = append(d.id, int32(j))
		}
	}
	return d
}

// empty is a model of the free sites without rows.
func (d *draft) empty() *model {
	opt := d.opt
	m := &model{from: []int{0}, id: d.id, most: len(d.id), budget: math.Inf(1)}
	if opt.Sites > 0 {
		m.most = min(opt.Sites, m.most)
	}
	if d.in.Price == nil {
		return m
	}
	for _, j := range d.id {
		m.prices = append(m.prices, d.in.Price[j])
	}
	if opt.Budget > 0 {
		m.budget = opt.Budget
	}
	return m
}

// coverRows turns lists by site into lists by row (of n), leaving out rows that a fixed site covers; these
// are told apart from rows that nothing covers.
func (d *draft) coverRows(lists [][]int32, n int) (rows [][]int32, served, coverable []bool) {
	rows = make([][]int32, n)
	served, coverable = make([]bool, n), make([]bool, n)
	for j, list := range lists {
		for _, i := range list {
			coverable[i] = coverable[i] || d.isFixed[j] || d.index[j] >= 0
			if d.isFixed[j] {
				served[i] = true
			} else if d.index[j] >= 0 {
				rows[i] = append(rows[i], d.index[j])
			}
		}
	}
	for i := range rows {
		if served[i] {
			rows[i] = nil
		}
	}
	return rows, served, coverable
}

// addCover adds a row that any of the sites serves at no cost.
func (m *model) addCover(sites []int32, base float64) {
	m.site = append(m.site, sites...)
	m.cost = append(m.cost, make([]float64, len(sites))...)
	m.base = append(m.base, base)
	m.from = append(m.from, len(m.site))
}

// mergeCover adds rows, those with the same sites as one: bases are added up.
func (m *model) mergeCover(rows [][]int32, base func(i int) float64) {
	var order []int32
	for i, sites := range rows {
		if len(sites) > 0 && base(i) > 0 {
			order = append(order, int32(i))
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(len(rows[a]), len(rows[b])), slices.Compare(rows[a], rows[b]))
	})
	for k := 0; k < len(order); {
		first, sum := order[k], 0.0
		for ; k < len(order) && slices.Equal(rows[order[k]], rows[first]); k++ {
			sum += base(int(order[k]))
		}
		m.addCover(rows[first], sum)
	}
	m.flat = true
	m.original()
}

// original makes the model one that was made from nothing else.
func (m *model) original() {
	m.into, m.share = make([]int32, m.rows()), make([]float32, m.rows())
	for i := range m.into {
		m.into[i], m.share[i] = int32(i), 1
	}
}

// grid is the greatest number of which all are multiples, 0 when there is none worth having.
func grid(xs []float64) float64 {
	g := 0.0
	for _, x := range xs {
		if x != math.Trunc(x) || x > 1<<53 {
			return 0
		}
		for a := x; a > 0; {
			g, a = a, math.Mod(g, a)
		}
	}
	return g
}

// addCosts adds a row of weight × cost for the free sites that are better than base; a row without any is
// settled. keys is scratch.
func (m *model) addCosts(d *draft, costs []float32, weight, base float64, keys []uint64) []uint64 {
	keys = keys[:0]
	for k, j := range d.id {
		if c := max(costs[j], 0); !math.IsInf(float64(c), 1) && weight*float64(c) < base {
			keys = append(keys, uint64(math.Float32bits(c))<<32|uint64(k))
		}
	}
	if len(keys) == 0 {
		m.offset += base
		return keys
	}
	slices.Sort(keys)
	for _, key := range keys {
		m.site = append(m.site, int32(uint32(key)))
		m.cost = append(m.cost, weight*float64(math.Float32frombits(uint32(key>>32))))
	}
	m.base = append(m.base, base)
	m.from = append(m.from, len(m.site))
	return keys
}
