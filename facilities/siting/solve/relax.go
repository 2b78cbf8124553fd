package solve

import "math"

// relaxation is a problem whose rows are taken into the objective with multipliers, so that what is left
// falls apart by site (Lagrangian relaxation). Any multipliers between 0 and their ceilings give a bound.
type relaxation interface {
	size() (rows, sites int)
	entries() int // of rows and sites: the work of pricing once
	limits() (most int, price []float64, budget float64)
	// start writes multipliers to begin with.
	start(lambda []float64)
	// price writes the reduced cost of each site and returns the constant part.
	price(lambda, rho []float64) float64
	// slope writes by how much each row is under-served (a subgradient) when the chosen sites are open.
	slope(lambda []float64, chosen []bool, g []float64)
	// ceiling is the greatest multiplier that makes sense for the row.
	ceiling(row int) float64
	// quotas are the rows of which some may stay unserved at no cost, and how many.
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

// start is a rough guess: a row of costs takes about its second-lowest one, a covering row its share of the
// fee, or half of its weight. Rows that must be served are taken to weigh as much as others do.
func (m *model) start(lambda []float64) {
	sum, soft := 0.0, 0
	for i, base := range m.base {
		if !math.IsInf(base, 1) && (m.quota == nil || !m.quota[i]) {
			sum += base
			soft++
		}
	}
	usual := sum / float64(max(1, soft))
	for i := range lambda {
		row := m.cost[m.from[i]:m.from[i+1]]
		switch {
		case m.flat && m.fee > 0:
			lambda[i] = m.fee / float64(len(row))
		case m.flat && (math.IsInf(m.base[i], 1) || m.quota != nil && m.quota[i]):
			lambda[i] = usual
		case m.flat:
			lambda[i] = m.base[i] / 2
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

func (m *model) entries() int { return len(m.site) + m.rows() }
