package solve

import (
	"math"
	"slices"
)

// renew computes the inverse of the basis from the rows, and what follows from it. A basis that has become
// singular is given up for that of the logical variables.
func (p *program) renew() {
	if !p.invert() {
		n := int32(len(p.cost))
		for j := range p.where {
			p.where[j] = atLower
		}
		for i := range p.rows {
			p.basis[i], p.where[n+int32(i)] = n+int32(i), int32(i)
		}
		p.invert()
	}
	p.pivots = 0
	for place, row := range p.inv {
		sum := 0.0
		for _, x := range row {
			sum += x * x
		}
		p.norm[place] = sum
	}
	p.reprice()
	p.settle()
}

// reprice computes the reduced costs.
func (p *program) reprice() {
	n := len(p.cost)
	prices := make([]float64, len(p.rows))
	for place, j := range p.basis {
		if p.shaken[j] != 0 {
			for i, x := range p.inv[place] {
				prices[i] += p.shaken[j] * x
			}
		}
	}
	copy(p.d, p.shaken)
	for i, x := range prices {
		row := p.rows[i]
		for k, j := range row.at {
			p.d[j] += x * row.x[k]
		}
		p.d[n+i] -= x
	}
	for _, j := range p.basis {
		p.d[j] = 0
	}
	p.work += len(p.rows) * len(p.rows)
}

// invert writes the inverse; only the variables in the basis take computing, in the rows whose logical is not.
func (p *program) invert() bool {
	n := int32(len(p.cost))
	var places, rows []int32
	local := make([]int32, len(p.rows)) // by row: its number among rows, -1: its logical is in the basis
	for i := range local {
		local[i] = -1
		if p.where[n+int32(i)] < 0 {
			local[i] = int32(len(rows))
			rows = append(rows, int32(i))
		}
	}
	for place, j := range p.basis {
		if j < n {
			places = append(places, int32(place))
		}
	}
	small := make([][]float64, len(rows))
	for k := range small {
		small[k] = make([]float64, 2*len(rows))
		small[k][len(rows)+k] = 1
	}
	for s, place := range places {
		col := p.cols[p.basis[place]]
		for k, i := range col.at {
			if local[i] >= 0 {
				small[local[i]][s] = -col.x[k]
			}
		}
	}
	if !eliminate(small) {
		return false
	}
	p.work += len(rows) * len(rows) * len(rows)
	for _, row := range p.inv {
		clear(row)
	}
	for s, place := range places {
		for k, i := range rows {
			p.inv[place][i] = small[s][len(rows)+k]
		}
	}
	p.invertLogicals(rows)
	return true
}

// invertLogicals writes the rows of the inverse that belong to logical variables.
func (p *program) invertLogicals(rows []int32) {
	n := int32(len(p.cost))
	for place, j := range p.basis {
		if j < n {
			continue
		}
		i := j - n
		mine := p.inv[place]
		row := p.rows[i]
		for k, v := range row.at {
			if other := p.where[v]; other >= 0 {
				from := p.inv[other]
				for _, r := range rows {
					mine[r] += row.x[k] * from[r]
				}
			}
		}
		mine[i] = 1
	}
}

// eliminate turns [A | 1] into [1 | inverse of A] (Gauss and Jordan, with the greatest pivot of the column);
// false when A has none.
func eliminate(a [][]float64) bool {
	for k := range a {
		best := k
		for i := k + 1; i < len(a); i++ {
			if math.Abs(a[i][k]) > math.Abs(a[best][k]) {
				best = i
			}
		}
		a[k], a[best] = a[best], a[k]
		pivot := a[k]
		if math.Abs(pivot[k]) < 1e-9 {
			return false
		}
		by := 1 / pivot[k]
		var used []int
		for c := k; c < len(pivot); c++ {
			if pivot[c] != 0 {
				pivot[c] *= by
				used = append(used, c)
			}
		}
		for i, row := range a {
			if x := row[k]; i != k && x != 0 {
				for _, c := range used {
					row[c] -= x * pivot[c]
				}
			}
		}
	}
	return true
}

// multipliersOf are those of the rows at the basis, none below 0.
func (p *program) multipliersOf() []float64 {
	n := len(p.cost)
	u := make([]float64, len(p.rows))
	for i := range u {
		u[i] = max(0, p.d[n+i])
	}
	return u
}

// bound is what no values of x can cost less than, by the multipliers at the basis. It writes the reduced costs
// that go with it into reduced, where that is given.
func (p *program) bound(reduced []float64) float64 {
	return p.boundBy(p.multipliersOf(), reduced)
}

// boundBy is bound with multipliers given, which may be any above 0.
func (p *program) boundBy(u, reduced []float64) float64 {
	if reduced == nil {
		reduced = p.spare
	}
	copy(reduced, p.cost)
	sum := 0.0
	for i, x := range u {
		if x == 0 {
			continue
		}
		sum += x * p.least[i]
		row := p.rows[i]
		for k, j := range row.at {
			reduced[j] -= x * row.x[k]
		}
		p.work += len(row.at)
	}
	for j, d := range reduced {
		if d > 0 {
			sum += d * p.lower[j]
		} else {
			sum += d * p.upper[j]
		}
	}
	return sum
}

// exceeds reports whether multipliers along the row of the inverse at which the simplex method found nobody to
// enter lift the bound to the limit: then nothing fits that costs less, whatever the rounding.
func (p *program) exceeds(limit float64) bool {
	u := p.multipliersOf()
	grown := make([]float64, len(u))
	for by := 1.0; by < 1e12; by *= 10 {
		for i, x := range p.inv[p.stuck] {
			grown[i] = max(0, u[i]+p.side*by*x)
		}
		if p.boundBy(grown, nil) >= limit {
			return true
		}
	}
	return false
}

// tidy drops the loose rows that the values more than fulfil and returns by row its new number, -1 for those
// dropped. Nothing else changes by that: what is dropped of the inverse stands apart from the rest.
func (p *program) tidy() []int32 {
	n := int32(len(p.cost))
	number := make([]int32, len(p.rows)) // -1: dropped
	left := int32(0)
	for i := range p.rows {
		number[i] = -1
		place := p.where[n+int32(i)]
		if place >= 0 && p.loose[i] && p.value[place] > p.least[i]+feasible {
			continue
		}
		number[i] = left
		p.rows[left], p.least[left], p.loose[left] = p.rows[i], p.least[i], p.loose[i]
		p.where[n+left], p.d[n+left], p.shaken[n+left] = place, p.d[n+int32(i)], p.shaken[n+int32(i)]
		left++
	}
	p.tidyPlaces(number)
	p.rows, p.least, p.loose = p.rows[:left], p.least[:left], p.loose[:left]
	p.where, p.d, p.shaken, p.alpha = p.where[:n+left], p.d[:n+left], p.shaken[:n+left], p.alpha[:n+left]
	p.column = p.column[:left]
	for j := range p.cols {
		p.cols[j] = sparse{}
	}
	for i, row := range p.rows {
		for k, j := range row.at {
			p.cols[j].add(int32(i), row.x[k])
		}
	}
	return number
}

// tidyPlaces drops the places of logical variables whose row has no number any more, and the columns of these
// rows.
func (p *program) tidyPlaces(number []int32) {
	n, left := int32(len(p.cost)), int32(0)
	for place, j := range p.basis {
		if j >= n {
			if number[j-n] < 0 {
				continue
			}
			j = n + number[j-n]
		}
		row := p.inv[place]
		for i, to := range number {
			if to >= 0 {
				row[to] = row[i]
			}
		}
		p.inv[left], p.basis[left], p.where[j] = row, j, left
		p.value[left], p.norm[left] = p.value[place], p.norm[place]
		left++
	}
	p.inv, p.basis, p.value, p.norm = p.inv[:left], p.basis[:left], p.value[:left], p.norm[:left]
	for place := range p.inv {
		p.inv[place] = p.inv[place][:left]
	}
}

// snapshot is a basis to come back to; no rows may be added in between.
type snapshot struct {
	where, basis []int32
	norm, d      []float64
	inv          [][]float64
	pivots       int
}

func (p *program) save() *snapshot {
	if p.pivots > 50 { // once for all trials, not in each of them
		p.renew()
	}
	s := &snapshot{where: slices.Clone(p.where), basis: slices.Clone(p.basis), norm: slices.Clone(p.norm), d: slices.Clone(p.d), pivots: p.pivots}
	for _, row := range p.inv {
		s.inv = append(s.inv, slices.Clone(row))
	}
	return s
}

func (p *program) restore(s *snapshot) {
	copy(p.where, s.where)
	copy(p.basis, s.basis)
	copy(p.norm, s.norm)
	copy(p.d, s.d)
	for i, row := range s.inv {
		copy(p.inv[i], row)
	}
	p.pivots = s.pivots
}
