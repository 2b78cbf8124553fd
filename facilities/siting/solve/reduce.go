package solve

import (
	"math"
	"slices"
)

// coverage is a covering problem in the making: rows by their sites, which reduce makes smaller without
// changing its optimum.
type coverage struct {
	rows  [][]int32 // sites by row, ascending; nil: gone
	base  []float64 // +Inf: must be covered
	quota []bool    // rows that may be missed a limited number of times; they merge with none
	cols  [][]int32 // rows by site, ascending
	price []float64 // nil: prices do not matter
	state []int8    // by site
	into  []int32   // by row: the row that stands for it, itself while it is there, -1: served
	halt  func() bool
}

// mostReduced is the number of entries up to which every node of a search is reduced anew; of set covers, of
// which reducing leaves least, ten times as many.
const mostReduced = 200_000

// reduced is the model after reduce; false when nothing fits any more.
func (m *model) reduced() (*model, bool) {
	c := m.coverage()
	c.reduce()
	to := &model{from: []int{0}, flat: true, spare: m.spare, fee: m.fee, most: m.most, budget: m.budget,
		offset: m.offset, into: make([]int32, len(m.into)), share: make([]float32, len(m.into))}
	for j, st := range c.state {
		switch st {
		case chosenIn:
			to.forced = append(to.forced, m.id[j])
			to.most--
			to.budget -= m.priceOf(int32(j))
			to.offset += m.fee
		case ruledOut:
			to.beaten = append(to.beaten, m.id[j])
		}
	}
	if to.most < 0 || to.budget < -slack(m.budget) {
		return nil, false
	}
	number := make([]int32, m.sites())
	for j := range number {
		number[j] = -1
	}
	local := make([]int32, len(c.rows))
	for i, row := range c.rows {
		local[i] = -1
		if row == nil {
			continue
		}
		local[i] = int32(to.rows())
		to.addCover(row, c.base[i])
		if m.quota != nil {
			to.quota = append(to.quota, m.quota[i])
		}
		for _, j := range row {
			number[j] = 0
		}
	}
	to.renumber(m, number)
	for j, k := range to.id {
		to.id[j] = m.id[k]
	}
	c.inheritance(m, to, local)
	return to, true
}

// inheritance says where the rows of what m was made from have gone.
func (c *coverage) inheritance(m, to *model, local []int32) {
	for r, row := range m.into {
		to.into[r] = -1
		if row < 0 {
			continue
		}
		heir := c.heir(row)
		if heir < 0 {
			continue
		}
		to.into[r] = local[heir]
		switch {
		case heir == row:
			to.share[r] = m.share[r]
			if !c.hard(int(heir)) {
				to.share[r] *= float32(m.base[row] / c.base[heir])
			}
		case !c.hard(int(heir)):
			to.share[r] = m.share[r] * float32(m.base[row]/c.base[heir])
		}
	}
}

// heir is the row that stands for the row in the end, -1: it is served.
func (c *coverage) heir(row int32) int32 {
	for row >= 0 && c.into[row] != row {
		row = c.into[row]
	}
	return row
}

func (m *model) coverage() *coverage {
	c := &coverage{base: slices.Clone(m.base), quota: m.quota, cols: make([][]int32, m.sites()),
		state: make([]int8, m.sites()), halt: func() bool { return false }}
	sites := slices.Clone(m.site)
	for i := range m.base {
		row := sites[m.from[i]:m.from[i+1]:m.from[i+1]]
		slices.Sort(row)
		c.rows = append(c.rows, row)
		c.into = append(c.into, int32(i))
	}
	if m.limited() {
		c.price = m.prices
	}
	return c
}

// reduce merges equal rows, rules out dominated sites and rows and takes essential sites, until nothing
// changes.
func (c *coverage) reduce() {
	c.mergeRows()
	for changed := true; changed && !c.halt(); {
		c.buildCols()
		changed = c.dropSites()
		if changed {
			c.applySites()
			c.buildCols()
		}
		changed = c.dropRows() || changed
		changed = c.takeEssential() || changed
		c.mergeRows()
	}
}

func (c *coverage) hard(i int) bool { return math.IsInf(c.base[i], 1) }

// mergeRows makes one row of those with equal sites; hard rows swallow soft ones.
func (c *coverage) mergeRows() {
	first := map[uint64][]int32{}
	for i, row := range c.rows {
		if row == nil {
			continue
		}
		key := hashOf(row)
		merged := false
		for _, k := range first[key] {
			if slices.Equal(c.rows[k], row) && c.merges(int(k), i) {
				c.base[k] += c.base[i]
				c.rows[i], c.into[i] = nil, k
				merged = true
				break
			}
		}
		if !merged {
			first[key] = append(first[key], int32(i))
		}
	}
}

// merges reports whether the rows may become one.
func (c *coverage) merges(a, b int) bool { return c.quota == nil || !c.quota[a] && !c.quota[b] }

func (c *coverage) buildCols() {
	for j := range c.cols {
		c.cols[j] = c.cols[j][:0]
	}
	for i, row := range c.rows {
		for _, j := range row {
			c.cols[j] = append(c.cols[j], int32(i))
		}
	}
}

// dropSites rules out sites that serve nothing or whose rows another site serves as well, at no higher
// price; of equals the first stays.
func (c *coverage) dropSites() bool {
	sets := newBitsets(c.cols, len(c.rows))
	changed := false
	for j, col := range c.cols {
		if c.state[j] != free {
			continue
		}
		if len(col) == 0 || c.siteDominated(int32(j), sets) {
			c.state[j] = ruledOut
			changed = true
		}
	}
	return changed
}

func (c *coverage) siteDominated(j int32, sets bitsets) bool {
	rarest := c.cols[j][0]
	for _, i := range c.cols[j] {
		if len(c.rows[i]) < len(c.rows[rarest]) {
			rarest = i
		}
	}
	for _, k := range c.rows[rarest] {
		if k == j || c.state[k] != free || len(c.cols[k]) < len(c.cols[j]) || c.priceOf(k) > c.priceOf(j) {
			continue
		}
		if len(c.cols[k]) == len(c.cols[j]) && c.priceOf(k) == c.priceOf(j) && k > j {
			continue
		}
		if sets.within(int(j), int(k)) {
			return true
		}
	}
	return false
}

func (c *coverage) priceOf(j int32) float64 {
	if c.price == nil {
		return 0
	}
	return c.price[j]
}

// applySites takes sites that are ruled out from the rows.
func (c *coverage) applySites() {
	for i, row := range c.rows {
		if row != nil {
			c.rows[i] = slices.DeleteFunc(row, func(j int32) bool { return c.state[j] == ruledOut })
		}
	}
}

// dropRows leaves out hard rows that are served whenever another hard row is.
func (c *coverage) dropRows() bool {
	sets := newBitsets(c.rows, len(c.cols))
	changed := false
	for i, row := range c.rows {
		if row == nil || !c.hard(i) {
			continue
		}
		rarest := row[0]
		for _, j := range row {
			if len(c.cols[j]) < len(c.cols[rarest]) {
				rarest = j
			}
		}
		for _, k := range c.cols[rarest] {
			if int(k) != i && c.rows[k] != nil && c.hard(int(k)) && len(c.rows[k]) > len(row) && sets.within(i, int(k)) {
				c.rows[k], c.into[k] = nil, int32(i)
				changed = true
			}
		}
	}
	return changed
}

// takeEssential chooses sites that alone can serve a hard row.
func (c *coverage) takeEssential() bool {
	changed := false
	for i, row := range c.rows {
		if len(row) == 1 && c.hard(i) {
			c.state[row[0]] = chosenIn
			changed = true
		}
	}
	if changed {
		for i, row := range c.rows {
			if slices.ContainsFunc(row, func(j int32) bool { return c.state[j] == chosenIn }) {
				c.rows[i], c.into[i] = nil, -1
			}
		}
	}
	return changed
}

// bitsets are lists of numbers as sets.
type bitsets struct {
	words int
	bits  []uint64
}

func newBitsets(lists [][]int32, n int) bitsets {
	s := bitsets{words: (n + 63) / 64}
	s.bits = make([]uint64, s.words*len(lists))
	for k, list := range lists {
		for _, x := range list {
			s.bits[k*s.words+int(x)/64] |= 1 << (uint(x) % 64)
		}
	}
	return s
}

// within reports whether list a is part of list b.
func (s bitsets) within(a, b int) bool {
	x, y := s.bits[a*s.words:(a+1)*s.words], s.bits[b*s.words:(b+1)*s.words]
	for w := range x {
		if x[w]&^y[w] != 0 {
			return false
		}
	}
	return true
}
