package solve

import (
	"math"
	"slices"
)

// program is a linear program: least cost of x between its lower and upper bounds, all of them finite, such
// that each row's sum is at least its least. It is solved by the dual simplex method with a dense inverse of
// the basis; rows may be added and bounds changed at any time, and the last basis is gone on from.
//
// Whatever the rounding: bound is computed from the rows themselves, so that it holds for any multipliers.
//
// Behind the variables come the logical ones, one for each row: its sum, at least its least.
type program struct {
	cost, lower, upper []float64
	rows               []sparse
	least              []float64
	loose              []bool // rows that may be dropped
	cols               []sparse

	shaken []float64   // costs by variable and logical, while solving with a little added
	where  []int32     // by variable and logical: place in the basis, or one of the below
	basis  []int32     // by place: who is there
	value  []float64   // by place
	norm   []float64   // by place: squared length of its row of the inverse
	inv    [][]float64 // by place and row
	d      []float64   // reduced costs by variable and logical

	uneven bool // something has been added to the costs
	pivots int  // since the inverse was made anew
	work   int  // numbers looked at
	stuck  int  // place at which nobody could enter, where that is the answer, and
	side   float64

	alpha  []float64 // scratch: pivot row
	column []float64 // scratch: pivot column
	used   []int32   // scratch: rows in which a row of the inverse is not 0
	order  []ratio   // scratch
	spare  []float64 // scratch: reduced costs
}

// sparse is a list of numbers that are not 0.
type sparse struct {
	at []int32
	x  []float64
}

// Places outside the basis.
const (
	atLower int32 = -1
	atUpper int32 = -2
)

// ratio is a variable that could enter the basis.
type ratio struct {
	of   int32
	step float64
}

// newProgram has the variables and no rows.
func newProgram(cost, lower, upper []float64) *program {
	n := len(cost)
	p := &program{cost: cost, lower: lower, upper: upper, cols: make([]sparse, n), shaken: slices.Clone(cost),
		where: make([]int32, n), d: make([]float64, n), alpha: make([]float64, n), spare: make([]float64, n)}
	copy(p.d, cost)
	for j := range p.where {
		p.where[j] = atLower
	}
	return p
}

// shake changes the costs a little, those of logical variables too, so that few steps are equal; who is outside
// the basis becomes dearer to enter.
func (p *program) shake() {
	p.uneven = true
	h := uint64(88172645463325252)
	for j, place := range p.where {
		h ^= h << 13
		h ^= h >> 7
		h ^= h << 17
		by := 1e-6 * (0.5 + float64(h>>11)/(1<<54))
		switch place {
		case atUpper:
			by = -by
		case atLower:
		default:
			continue
		}
		p.shaken[j] += by
		p.d[j] += by
	}
}

// calm takes the costs as they are again.
func (p *program) calm() {
	if !p.uneven {
		return
	}
	p.uneven = false
	clear(p.shaken)
	copy(p.shaken, p.cost)
	p.reprice()
	p.settle()
}

// addRow adds a row; its logical variable enters the basis.
func (p *program) addRow(row sparse, least float64) {
	i, n := int32(len(p.rows)), len(p.cost)
	p.rows, p.least, p.loose = append(p.rows, row), append(p.least, least), append(p.loose, false)
	mine := make([]float64, i+1, 2*i+16)
	sum := 0.0
	for k, j := range row.at {
		p.cols[j].at, p.cols[j].x = append(p.cols[j].at, i), append(p.cols[j].x, row.x[k])
		sum += row.x[k] * p.at(j)
		if place := p.where[j]; place >= 0 {
			for r, x := range p.inv[place] {
				mine[r] += row.x[k] * x
			}
		}
	}
	mine[i] = 1
	for place := range p.inv {
		p.inv[place] = append(p.inv[place], 0)
	}
	norm := 0.0
	for _, x := range mine {
		norm += x * x
	}
	p.where, p.d, p.alpha, p.shaken = append(p.where, i), append(p.d, 0), append(p.alpha, 0), append(p.shaken, 0)
	p.basis, p.value, p.norm = append(p.basis, int32(n)+i), append(p.value, sum), append(p.norm, norm)
	p.inv, p.column = append(p.inv, mine), append(p.column, 0)
}

// at is the value of a variable or logical.
func (p *program) at(j int32) float64 {
	switch place := p.where[j]; place {
	case atLower:
		return p.low(j)
	case atUpper:
		return p.upper[j]
	default:
		return p.value[place]
	}
}

func (p *program) low(j int32) float64 {
	if n := int32(len(p.cost)); j >= n {
		return p.least[j-n]
	}
	return p.lower[j]
}

func (p *program) high(j int32) float64 {
	if int(j) >= len(p.cost) {
		return math.Inf(1)
	}
	return p.upper[j]
}

// settle puts variables outside the basis where their reduced costs want them, and computes those in it.
func (p *program) settle() {
	n := int32(len(p.cost))
	for j := range n {
		if p.where[j] < 0 {
			p.where[j] = atLower
			if p.d[j] < 0 {
				p.where[j] = atUpper
			}
		}
	}
	sums := make([]float64, len(p.rows))
	for i, row := range p.rows {
		for k, j := range row.at {
			if p.where[j] < 0 {
				sums[i] += row.x[k] * p.at(j)
			}
		}
		if p.where[n+int32(i)] < 0 {
			sums[i] -= p.least[i]
		}
	}
	for place, row := range p.inv {
		x := 0.0
		for i, sum := range sums {
			x += row[i] * sum
		}
		p.value[place] = x
	}
	p.work += len(p.rows) * len(p.rows)
}

// verdict is what the simplex method came to.
type verdict int

const (
	stoppedLP verdict = iota // halt said so, the bound has reached the limit, or there were too many pivots
	solvedLP                 // the values are those of the least cost
	emptyLP                  // no values fit, as far as rounding lets tell; see exceeds
)

const feasible = 1e-7

// solve goes on from the basis, for so many pivots at most, until the bound reaches the limit.
func (p *program) solve(limit float64, pivots int, halt func() bool) verdict {
	p.settle()
	defer p.calm()
	for round := range pivots {
		if round%16 == 15 && (halt() || p.bound(nil) >= limit) {
			return stoppedLP
		}
		if round == 20 {
			p.shake()
		}
		if p.pivots >= 150 {
			p.renew()
		}
		switch v := p.step(); {
		case v == stoppedLP:
		case !p.uneven:
			return v
		default:
			p.calm() // and a few steps more
		}
	}
	return stoppedLP
}

// step is one pivot; stoppedLP: there are more to come.
func (p *program) step() verdict {
	r, side := p.leaving()
	if r < 0 {
		return solvedLP
	}
	p.pivotRow(r)
	q := p.entering(r, side)
	if q < 0 {
		p.stuck, p.side = r, side
		return emptyLP
	}
	if !p.pivot(r, q, side) {
		p.renew()
	}
	return stoppedLP
}
