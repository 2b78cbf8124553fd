package solve

import (
	"cmp"
	"math"
	"slices"
)

// leaving is the place whose value is farthest outside its bounds, by the length of its row; side is 1 when
// it is too low, -1 too high. -1: none.
func (p *program) leaving() (best int, side float64) {
	best = -1
	most := 0.0
	for place, j := range p.basis {
		x := p.value[place]
		off, s := p.low(j)-x, 1.0
		if high := p.high(j); x > high {
			off, s = x-high, -1
		}
		if off > feasible*max(1, math.Abs(x)) && off*off > most*p.norm[place] {
			best, side, most = place, s, off*off/p.norm[place]
		}
	}
	return best, side
}

// pivotRow computes the row of place r for all that is outside the basis.
func (p *program) pivotRow(r int) {
	n := len(p.cost)
	clear(p.alpha)
	p.used = p.used[:0]
	for i, x := range p.inv[r] {
		if math.Abs(x) < 1e-13 {
			continue
		}
		p.used = append(p.used, int32(i))
		p.alpha[n+i] = x
		row := p.rows[i]
		for k, j := range row.at {
			p.alpha[j] -= x * row.x[k]
		}
		p.work += len(row.at)
	}
}

// entering chooses who enters for place r: those whose reduced cost becomes 0 first jump to their other bound
// as long as r stays outside its own. -1: nobody can.
func (p *program) entering(r int, side float64) int32 {
	p.order = p.order[:0]
	for j, a := range p.alpha {
		where := p.where[j]
		if where >= 0 || math.Abs(a) < 1e-9 || p.low(int32(j)) == p.high(int32(j)) {
			continue
		}
		if (where == atLower) == (side*a < 0) {
			p.order = append(p.order, ratio{int32(j), math.Abs(p.d[j] / a)})
		}
	}
	p.work += len(p.alpha)
	slices.SortFunc(p.order, func(a, b ratio) int {
		return cmp.Or(cmp.Compare(a.step, b.step), -cmp.Compare(math.Abs(p.alpha[a.of]), math.Abs(p.alpha[b.of])), cmp.Compare(a.of, b.of))
	})
	j := p.basis[r]
	off := p.low(j) - p.value[r]
	if side < 0 {
		off = p.value[r] - p.high(j)
	}
	for k, c := range p.order {
		if off -= math.Abs(p.alpha[c.of]) * (p.high(c.of) - p.low(c.of)); off < 0 || k == len(p.order)-1 && off < feasible {
			return p.jump(k)
		}
	}
	return -1
}

// jump moves the first k of order to their other bounds and returns who enters: the k-th, or one that is as
// good and safer to divide by.
func (p *program) jump(k int) int32 {
	best := k
	for n := k + 1; n < len(p.order) && p.order[n].step <= p.order[k].step+1e-9; n++ {
		if math.Abs(p.alpha[p.order[n].of]) > 10*math.Abs(p.alpha[p.order[best].of]) {
			best = n
		}
	}
	if k > 0 {
		p.move(p.order[:k])
	}
	return p.order[best].of
}

// move takes variables from one bound to the other.
func (p *program) move(list []ratio) {
	shift := make([]float64, len(p.rows))
	for _, c := range list {
		by := p.upper[c.of] - p.lower[c.of]
		if p.where[c.of] == atUpper {
			by = -by
		}
		p.where[c.of] = atLower + atUpper - p.where[c.of]
		col := p.cols[c.of]
		for n, i := range col.at {
			shift[i] += by * col.x[n]
		}
	}
	var moved []int32
	for i, x := range shift {
		if x != 0 {
			moved = append(moved, int32(i))
		}
	}
	for place, row := range p.inv {
		for _, i := range moved {
			p.value[place] += row[i] * shift[i]
		}
	}
	p.work += len(p.rows) * len(moved)
}

// pivot lets q enter and the one at place r leave; false when the numbers do not agree any more.
func (p *program) pivot(r int, q int32, side float64) bool {
	p.pivotColumn(q)
	a := p.column[r]
	if !(math.Abs(a-p.alpha[q]) <= 1e-6*(1+math.Abs(a)) && math.Abs(a) >= 1e-9) {
		if p.pivots == 0 { // though the inverse is new: this place comes last
			p.norm[r] *= 1e6
		}
		return false
	}
	out := p.basis[r]
	goal, to := p.low(out), atLower
	if side < 0 {
		goal, to = p.high(out), atUpper
	}
	step, dual := (p.value[r]-goal)/a, p.d[q]/a
	for j, x := range p.alpha {
		if x != 0 && p.where[j] < 0 {
			p.d[j] -= dual * x
		}
	}
	entered := p.at(q) + step
	for place, x := range p.column {
		if x != 0 {
			p.value[place] -= step * x
		}
	}
	p.d[q], p.d[out] = 0, -dual
	p.where[q], p.where[out], p.basis[r], p.value[r] = int32(r), to, q, entered
	p.turn(r)
	p.pivots++
	return true
}

// pivotColumn computes the column of q.
func (p *program) pivotColumn(q int32) {
	n := int32(len(p.cost))
	if q >= n {
		for place, row := range p.inv {
			p.column[place] = row[q-n]
		}
		return
	}
	col := p.cols[q]
	for place, row := range p.inv {
		x := 0.0
		for k, i := range col.at {
			x -= row[i] * col.x[k]
		}
		p.column[place] = x
	}
	p.work += len(p.inv) * len(col.at)
}

// turn brings the inverse and the lengths of its rows up to date after a pivot at place r.
func (p *program) turn(r int) {
	pivot := p.inv[r]
	a, length := p.column[r], p.norm[r]
	for place, row := range p.inv {
		by := p.column[place] / a
		if place == r || math.Abs(by) < 1e-14 {
			continue
		}
		along := 0.0
		for _, i := range p.used {
			along += row[i] * pivot[i]
			row[i] -= by * pivot[i]
		}
		p.norm[place] = max(p.norm[place]-2*by*along+by*by*length, 1e-4)
		p.work += len(p.used)
	}
	for _, i := range p.used {
		pivot[i] /= a
	}
	p.norm[r] = max(length/(a*a), 1e-4)
}
