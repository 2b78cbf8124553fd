package solve

import (
	"math"
	"slices"
)

// linear is a linear program over the sites of a relaxation, whose rows come as they are needed. Its variables
// are the sites' parts (0 closed, 1 open), then, where some rows may stay unserved at a cost, what is left of
// them all together, then the parts by which quota rows are missed.
type linear struct {
	p        *program
	sites    int
	rest     int     // number of the variable of what is left; -1: none
	scale    float64 // values of the relaxation are scale times those of the program, plus constant
	constant float64
	// cuts adds rows that the values x break, and reports whether there are any.
	cuts func(x []float64) bool
	// renumbered is told the new numbers of rows, -1: dropped; nil: nobody wants to know.
	renumbered func(number []int32)
}

// linearised is a relaxation that has a linear program. The multipliers say with which rows to begin.
type linearised interface {
	branchable
	linear(lambda []float64) *linear // nil: it is not for this
}

// newLinear has a variable by site and its rows on their number and prices.
func newLinear(r relaxation, fee, scale, left float64, quotas int) *linear {
	_, sites := r.size()
	l := &linear{sites: sites, rest: -1, scale: scale}
	var cost, upper []float64
	for range sites {
		cost, upper = append(cost, fee/scale), append(upper, 1)
	}
	if left > 0 {
		l.rest = sites
		cost, upper = append(cost, 1), append(upper, left/scale)
	}
	for range quotas {
		cost, upper = append(cost, 0), append(upper, 1)
	}
	l.p = newProgram(cost, make([]float64, len(cost)), upper)
	most, prices, budget := r.limits()
	if most < sites {
		l.limit(func(int) float64 { return 1 }, float64(most))
	}
	if prices != nil && budget > 0 {
		l.limit(func(j int) float64 { return prices[j] / budget }, 1+1e-9)
	}
	return l
}

// limit adds the row that the sites' shares are at most so much.
func (l *linear) limit(share func(j int) float64, most float64) {
	row := sparse{}
	for j := range l.sites {
		row.add(int32(j), -share(j))
	}
	l.p.addRow(row, -most)
}

func (s *sparse) add(at int32, x float64) {
	s.at, s.x = append(s.at, at), append(s.x, x)
}

// addLeft adds the row that what is left is at least constant less the sum of the sites' parts times worth.
func (l *linear) addLeft(worth []float64, constant float64) {
	row := sparse{}
	for j, x := range worth {
		if x > 0 {
			row.add(int32(j), x/l.scale)
		}
	}
	row.add(int32(l.rest), 1)
	l.p.addRow(row, constant/l.scale)
	l.p.loose[len(l.p.loose)-1] = true
}

// broken reports whether what is left, by the values x, is less than constant less parts times worth.
func (l *linear) broken(x, worth []float64, constant float64) bool {
	for j, w := range worth {
		constant -= x[j] * w
	}
	return constant/l.scale > x[l.rest]+1e-7*max(1, math.Abs(constant/l.scale))
}

// greatest of the worths; 1 when nothing is worth anything.
func greatest(worth []float64) float64 {
	if most := slices.Max(append(worth, 0)); most > 0 {
		return most
	}
	return 1
}

// linear is the program of the capacitated cover: what is left is cut down from below by least cuts of the
// network (Benders' decomposition).
func (c *crowded) linear(lambda []float64) *linear {
	total, most, worth := 0.0, make([]float64, len(c.choice)), make([]float64, len(c.choice))
	for _, w := range c.weight {
		total += w
	}
	for j, t := range c.choice {
		most[j] = t.worth(c.weight, c.weight)
	}
	l := newLinear(c, 0, greatest(most), total, 0)
	constant := c.price(lambda, worth)
	for j, x := range worth {
		worth[j] = -x
	}
	l.addLeft(worth, constant)
	g := &leastCut{c: c}
	l.cuts = func(x []float64) bool {
		worth, constant := g.find(x)
		if !l.broken(x, worth, constant) {
			return false
		}
		l.addLeft(worth, constant)
		return true
	}
	return l
}

// linear is the program of a covering model: rows that must be served are added when they are not, and what
// is left of the others is at least what a set of them leaves.
func (m *model) linear(lambda []float64) *linear {
	if !m.flat {
		return nil
	}
	c := &coverProgram{m: m, place: make([]int32, m.rows()), quota: make([]int32, m.rows())}
	left, quotas, strict := c.count()
	if strict > mostStrict {
		return nil
	}
	scale := 1.0
	if left > 0 {
		worth, _ := c.leave(func(i int) float64 { return m.base[i] })
		scale = greatest(worth)
	}
	c.linear = newLinear(m, m.fee, scale, left, int(quotas))
	c.constant, c.linear.cuts, c.linear.renumbered = m.offset, c.cut, c.renumber
	if quotas > 0 {
		row := sparse{}
		for k := range quotas {
			row.add(c.miss(k), -1)
		}
		c.p.addRow(row, -float64(m.spare))
	}
	for i, l := range lambda {
		if l > 1e-6 && c.strict(i) {
			c.addCover(i)
		}
	}
	if left > 0 {
		c.addLeft(c.leave(func(i int) float64 { return min(lambda[i], m.base[i]) }))
	}
	return c.linear
}

// mostStrict is up to how many rows that must be served the linear program is worth its while: the time that a
// pivot takes grows with the square of the rows.
const mostStrict = 1200

// coverProgram makes the rows of the linear program of a covering model.
type coverProgram struct {
	*linear
	m     *model
	place []int32 // by row: its number in the program, -1: it is not in it
	quota []int32 // by row: number among the quota rows
}

// count numbers the quota rows, and returns the weight that may be left, how many quota rows there are, and how
// many rows altogether are rows of the program.
func (c *coverProgram) count() (left float64, quotas int32, strict int) {
	for i, base := range c.m.base {
		c.place[i] = -1
		if !c.strict(i) {
			left += base
			continue
		}
		strict++
		if c.m.quota != nil && c.m.quota[i] {
			c.quota[i] = quotas
			quotas++
		}
	}
	return left, quotas, strict
}

// miss is the variable of a quota row.
func (c *coverProgram) miss(k int32) int32 {
	if c.rest >= 0 {
		return int32(c.rest) + 1 + k
	}
	return int32(c.sites) + k
}

// strict reports whether row i is a row of the program by itself.
func (c *coverProgram) strict(i int) bool {
	return math.IsInf(c.m.base[i], 1) || c.m.quota != nil && c.m.quota[i]
}

// addCover adds the row that row i is served, or missed where that may be.
func (c *coverProgram) addCover(i int) {
	c.place[i] = int32(len(c.p.rows))
	row := sparse{}
	for _, j := range c.sitesOf(i) {
		row.add(j, 1)
	}
	if c.m.quota != nil && c.m.quota[i] {
		row.add(c.miss(c.quota[i]), 1)
	}
	c.p.addRow(row, 1)
	c.p.loose[c.place[i]] = true
}

func (c *coverProgram) renumber(number []int32) {
	for i, k := range c.place {
		if k >= 0 {
			c.place[i] = number[k]
		}
	}
}

func (c *coverProgram) sitesOf(i int) []int32 { return c.m.site[c.m.from[i]:c.m.from[i+1]] }

// leave is what the rows that may stay unserved leave, each weighing as is said.
func (c *coverProgram) leave(weight func(i int) float64) (worth []float64, constant float64) {
	worth = make([]float64, c.m.sites())
	for i := range c.m.base {
		if w := weight(i); !c.strict(i) && w > 0 {
			constant += w
			for _, j := range c.sitesOf(i) {
				worth[j] += w
			}
		}
	}
	return worth, constant
}

// cut adds the rows that x breaks.
func (c *coverProgram) cut(x []float64) bool {
	before := len(c.p.rows)
	served := make([]float64, c.m.rows())
	for i := range served {
		for _, j := range c.sitesOf(i) {
			served[i] += x[j]
		}
		if !c.strict(i) || c.place[i] >= 0 {
			continue
		}
		if c.m.quota != nil && c.m.quota[i] {
			served[i] += x[c.miss(c.quota[i])]
		}
		if served[i] < 1-1e-6 {
			c.addCover(i)
		}
	}
	if c.rest >= 0 {
		worth, constant := c.leave(func(i int) float64 {
			if served[i] >= 1 {
				return 0
			}
			return c.m.base[i]
		})
		if c.broken(x, worth, constant) {
			c.addLeft(worth, constant)
		}
	}
	return len(c.p.rows) > before
}
