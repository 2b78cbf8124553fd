package solve

import "math"

// model is a choice of sites at least cost. Each row pays the least cost among its chosen sites, or its
// base when that is less; each chosen site pays the fee. Maximal cover: costs are 0, the base is the
// weight; set cover: the fee is 1, bases are +Inf; p-median: cost is weight × distance.
//
// Its sites are numbered densely; id leads to the numbers of the model that it was made from.
type model struct {
	from []int     // entries of row i are from[i] … from[i+1]-1, by ascending cost
	site []int32   // site of each entry
	cost []float64 // cost of each entry, below the row's base
	flat bool      // all costs are 0

	base  []float64 // cost of a row that no chosen site serves; +Inf: it must be served
	quota []bool    // rows of which at most spare may stay unserved; nil: none
	spare int
	into  []int32   // by row of the model that this one was made from: the row that it went into, -1: gone
	share []float32 // by the same: its part of that row's multiplier

	id     []int32
	forced []int32   // sites of the same that reduction has chosen
	beaten []int32   // sites of the same that reduction has ruled out
	prices []float64 // price by site; nil: nothing costs anything
	fee    float64
	most   int     // at most so many sites
	budget float64 // at most so much for their prices
	offset float64 // what is decided already
}

func (m *model) rows() int  { return len(m.base) }
func (m *model) sites() int { return len(m.id) }

func (m *model) priceOf(j int32) float64 {
	if m.prices == nil {
		return 0
	}
	return m.prices[j]
}

// limited reports whether the budget can matter.
func (m *model) limited() bool { return m.prices != nil && !math.IsInf(m.budget, 1) }

// State of a site in a restriction.
const (
	free int8 = iota
	chosenIn
	ruledOut
)

// restrict writes into to what is left to decide when states are given to the sites and one of each list of
// sites must be chosen. It reports false when nothing fits any more.
func (m *model) restrict(state []int8, musts [][]int32, to *model) bool {
	to.clear(m)
	number := make([]int32, m.sites())
	if !to.takeStates(m, state) {
		return false
	}
	for j := range number {
		number[j] = -1
	}
	for i := range m.base {
		if !to.takeRow(m, i, state) {
			return false
		}
	}
	for _, sites := range musts {
		if !to.takeMust(m, sites, state) {
			return false
		}
	}
	if to.quota != nil && to.spare == 0 {
		to.demandQuota()
	}
	for _, j := range to.site {
		number[j] = 0
	}
	to.renumber(m, number)
	return true
}

func (to *model) clear(m *model) {
	*to = model{from: append(to.from[:0], 0), site: to.site[:0], cost: to.cost[:0], flat: m.flat, base: to.base[:0],
		quota: nil, spare: m.spare, into: to.into[:0], share: to.share[:0], id: to.id[:0], prices: nil, fee: m.fee, most: m.most,
		budget: m.budget, offset: m.offset}
	if m.quota != nil {
		to.quota = make([]bool, 0, len(m.quota))
	}
}

// takeStates pays for the sites that are in.
func (to *model) takeStates(m *model, state []int8) bool {
	for j, s := range state {
		if s == chosenIn {
			to.most--
			to.budget -= m.priceOf(int32(j))
			to.offset += m.fee
		}
	}
	return to.most >= 0 && to.budget >= -slack(m.budget)
}

// slack is what sums of prices may be off by rounding.
func slack(budget float64) float64 {
	if math.IsInf(budget, 1) {
		return 0
	}
	return 1e-9 * budget
}

// takeRow takes over what is open of row i.
func (to *model) takeRow(m *model, i int, state []int8) bool {
	to.into, to.share = append(to.into, -1), append(to.share, 1)
	base, begin := m.base[i], len(to.site)
	served := false
	for k := m.from[i]; k < m.from[i+1]; k++ {
		j := m.site[k]
		if state[j] == chosenIn {
			base, served = m.cost[k], true
			break
		}
		if state[j] == free && to.most > 0 && m.priceOf(j) <= to.budget+slack(m.budget) {
			to.site = append(to.site, j)
			to.cost = append(to.cost, m.cost[k])
		}
	}
	isQuota := m.quota != nil && m.quota[i]
	if len(to.site) == begin || to.cost[begin] >= base {
		to.site, to.cost = to.site[:begin], to.cost[:begin]
		if isQuota && !served {
			to.spare--
			return to.spare >= 0
		}
		to.offset += base
		return !math.IsInf(base, 1)
	}
	for last := len(to.cost) - 1; to.cost[last] >= base; last-- { // equal costs
		to.site, to.cost = to.site[:last], to.cost[:last]
	}
	to.base = append(to.base, base)
	to.from = append(to.from, len(to.site))
	to.into[i] = int32(len(to.base) - 1)
	if to.quota != nil {
		to.quota = append(to.quota, isQuota)
	}
	return true
}

// takeMust adds a row that one of the sites must serve.
func (to *model) takeMust(m *model, sites []int32, state []int8) bool {
	begin := len(to.site)
	for _, j := range sites {
		if state[j] == chosenIn {
			to.site, to.cost = to.site[:begin], to.cost[:begin]
			return true
		}
		if state[j] == free && to.most > 0 && m.priceOf(j) <= to.budget+slack(m.budget) {
			to.site, to.cost = append(to.site, j), append(to.cost, 0)
		}
	}
	to.base, to.from = append(to.base, math.Inf(1)), append(to.from, len(to.site))
	if to.quota != nil {
		to.quota = append(to.quota, false)
	}
	return len(to.site) > begin
}

// lists are the rows of a set cover.
func (m *model) lists() [][]int32 {
	if !m.flat || m.fee == 0 {
		return nil
	}
	rows := make([][]int32, m.rows())
	for i := range rows {
		rows[i] = m.site[m.from[i]:m.from[i+1]]
	}
	return rows
}

// demandQuota makes quota rows ones that must be served: no miss is left.
func (to *model) demandQuota() {
	for i, q := range to.quota {
		if q {
			to.base[i] = math.Inf(1)
		}
	}
	to.quota = nil
}

// renumber makes the numbers of the sites dense; used sites have number 0, others -1.
func (to *model) renumber(m *model, number []int32) {
	for j := range number {
		if number[j] == 0 {
			number[j] = int32(len(to.id))
			to.id = append(to.id, int32(j))
			if m.prices != nil {
				to.prices = append(to.prices, m.prices[j])
			}
		}
	}
	for k, j := range to.site {
		to.site[k] = number[j]
	}
	to.most = min(to.most, len(to.id))
}

func (m *model) within(state []int8, musts [][]int32) (branchable, bool) {
	to := &model{}
	if !m.restrict(state, musts, to) {
		return nil, false
	}
	if most := mostReduced; !to.flat || len(to.site) > most && m.fee == 0 || len(to.site) > 10*most {
		return to, true
	}
	return to.reduced()
}

func (m *model) siteIDs() []int32 { return m.id }

func (m *model) decided() (in, out []int32) { return m.forced, m.beaten }

func (m *model) inherit(from []float32, lambda []float64) {
	clear(lambda)
	for i, row := range m.into {
		if row >= 0 {
			lambda[row] += float64(from[i])
		}
	}
}

func (m *model) bequeath(lambda []float64, to []float32) {
	for i, row := range m.into {
		if row >= 0 {
			to[i] = float32(lambda[row]) * m.share[i]
		}
	}
}

func (m *model) settled() float64 {
	sum := m.offset
	for _, base := range m.base {
		sum += base
	}
	return sum
}

// shortened leaves out entries far above the multipliers: a row costs no more than the first entry left out,
// which may be too little, so that values of the shortened model are bounds of the whole one's.
func (m *model) shortened(lambda []float64) (branchable, bool) {
	if m.flat {
		return m, false
	}
	to := &model{from: []int{0}, most: m.most, budget: m.budget, fee: m.fee, offset: m.offset}
	for i, l := range lambda {
		begin, end := m.from[i], m.from[i+1]
		near := begin
		for near < end && m.cost[near] < l {
			near++
		}
		last, base := end, m.base[i]
		if keep := begin + 8 + 3*(near-begin); keep < end {
			last, base = keep, m.cost[keep]
		}
		for last > begin+1 && m.cost[last-1] >= base {
			last--
		}
		to.site = append(to.site, m.site[begin:last]...)
		to.cost = append(to.cost, m.cost[begin:last]...)
		to.base = append(to.base, max(base, m.cost[last-1]))
		to.from = append(to.from, len(to.site))
		to.into, to.share = append(to.into, int32(i)), append(to.share, 1)
	}
	number := make([]int32, m.sites())
	for j := range number {
		number[j] = -1
	}
	for _, j := range to.site {
		number[j] = 0
	}
	to.renumber(m, number)
	to.most = m.most
	return to, true
}

func (m *model) constant() float64 { return m.offset }
