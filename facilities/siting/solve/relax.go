package solve

import "math"

// relaxation is a problem whose rows are taken into the objective with multipliers, so that what is left
// falls apart by site (Lagrangian relaxation). Any multipliers between 0 and their ceilings give a bound.
type relaxation interface {
	size() (rows, sites int)
	limits() (most int, price []float64, budget float64)
	// start writes multipliers to begin with.
	start(lambda []float64)
	// price writes the reduced cost of each site and returns the constant part.
	price(lambda, rho []float64) float64
	// slope writes by how much each row is under-served (a subgradient) when the chosen sites are open.
	slope(lambda []float64, chosen []bool, g []float64)
	// ceiling is the greatest multiplier that makes sense for the row.
	ceiling(row int) float64
	// quotas are rows that share a ceiling which is a multiplier itself, and how many of them may miss.
	quotas() (rows []bool, spare int)
}

func (m *model) size() (rows, sites int) { return m.rows(), m.sites() }

func (m *model) limits() (most int, price []float64, budget float64) {
	if !m.limited() {
		return m.most, nil, math.Inf(1)
	}
	return m.most, m.prices, m.budget
}

func (m *model) ceiling(row int) float64 { return m.base[row] }

func (m *model) quotas() (rows []bool, spare int) { return m.quota, m.spare }

// start is a cheap dual solution: each row by itself takes its second-lowest cost, a covering row its
// share of the fee or of its weight.
func (m *model) start(lambda []float64) {
	for i := range lambda {
		row := m.cost[m.from[i]:m.from[i+1]]
		switch {
		case m.flat && m.fee > 0:
			lambda[i] = m.fee / float64(len(row))
		case m.flat:
			lambda[i] = min(m.base[i], 1e18) / 2
		default:
			lambda[i] = min(m.base[i], row[min(len(row)-1, 1+len(row)/max(1, m.most))])
		}
	}
}

func (m *model) price(lambda, rho []float64) float64 {
	sum := m.offset
	for j := range rho {
		rho[j] = m.fee
	}
	for i, l := range lambda {
		if l <= 0 {
			continue
		}
		sum += l
		sites := m.site[m.from[i]:m.from[i+1]]
		if m.flat {
			for _, j := range sites {
				rho[j] -= l
			}
			continue
		}
		cost := m.cost[m.from[i]:m.from[i+1]]
		for k, c := range cost {
			if c >= l {
				break
			}
			rho[sites[k]] += c - l
		}
	}
	return sum
}

func (m *model) slope(lambda []float64, chosen []bool, g []float64) {
	for i, l := range lambda {
		served := 1.0
		sites := m.site[m.from[i]:m.from[i+1]]
		if m.flat {
			for _, j := range sites {
				if chosen[j] {
					served--
				}
			}
			g[i] = served
			continue
		}
		cost := m.cost[m.from[i]:m.from[i+1]]
		for k, c := range cost {
			if c > l {
				break
			}
			if chosen[sites[k]] {
				served--
			}
		}
		g[i] = served
	}
}
