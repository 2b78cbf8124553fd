package solve

import (
	"math"
	"slices"

	"cairn/internal/problem"
)

// center is PCenter: a binary search over the costs that occur, each asking whether the sites that are
// allowed can reach every demand within it.
func (r *run) center(d *draft, hint []int) outcome {
	reached := d.reached()
	c := &centering{r: r, d: d, high: math.Inf(1)}
	for i, w := range r.in.Weights {
		if w > 0 && reached[i] {
			c.rows = append(c.rows, int32(i))
		}
	}
	c.levels()
	c.hi = len(c.costs) - 1
	if hint != nil {
		c.offer(hint)
	}
	r.ctl.outward = func(x float64) float64 { return x }
	c.search()
	o := outcome{solver: c.solver, uncoverable: r.uncoverable(reached), found: c.best != nil, sites: c.best,
		value: c.high, bound: c.low, proven: c.best != nil && c.high <= c.low}
	if c.best == nil && c.least > r.opt.Sites && r.opt.Sites > 0 {
		o.why = problem.New(problem.Invalid, "solve.too_few_sites", "sites", r.opt.Sites, "least", c.least)
	} else if c.best == nil && c.refused {
		o.why = r.infeasible()
	}
	return o
}

// centering is the state of the binary search.
type centering struct {
	r       *run
	d       *draft
	rows    []int32
	costs   []float32      // the costs that occur and can be the answer, ascending
	lo, hi  int            // the answer, if any, is one of costs[lo … hi]
	hasty   map[int]answer // by level: answers in haste
	haste   bool
	low     float64 // no choice is better
	high    float64 // the best choice
	best    []int
	least   int  // sites needed at any cost, where that is known to be too many
	refused bool // not even the greatest cost does
	solver  Solver
}

// levels lists the costs from which the answer comes: none is below what the hardest demand needs at best.
func (c *centering) levels() {
	for _, i := range c.rows {
		nearest := math.Inf(1)
		for j, x := range c.r.in.Cost[i] {
			if c.d.isFixed[j] || c.d.index[j] >= 0 {
				nearest = min(nearest, float64(x))
			}
		}
		c.low = max(c.low, nearest)
	}
	for _, i := range c.rows {
		for j, x := range c.r.in.Cost[i] {
			if float64(x) >= c.low && !math.IsInf(float64(x), 1) && (c.d.isFixed[j] || c.d.index[j] >= 0) {
				c.costs = append(c.costs, x)
			}
		}
		if len(c.costs) > 1<<22 {
			c.costs = distinct(c.costs)
		}
	}
	c.costs = distinct(c.costs)
	c.solver = SolverGo
}

func distinct(xs []float32) []float32 {
	slices.Sort(xs)
	return slices.Compact(xs)
}

// search narrows the answer down until low meets high, or a question stays open: first by questions that are
// asked in haste, of which some stay open, from both ends in turn; then by what is left.
func (c *centering) search() {
	if len(c.rows) == 0 {
		c.best, c.high, c.low = []int{}, 0, 0
		return
	}
	c.offer(nil)
	c.hasty = map[int]answer{}
	c.bisect(func(mid int) answer { return c.hurry(mid, yes) }, func(mid int) answer { return c.hurry(mid, no) })
	if c.bisect(c.within) && c.best == nil {
		c.refused = c.within(c.lo) == no
	}
	if c.best != nil && c.lo >= c.hi {
		c.low = c.high
	}
}

// bisect asks at costs between lo and hi, both of which the answers move, until they meet; false when an answer
// stays open. The cost at hi is not asked about. Several ways to ask take turns, each until it is done.
func (c *centering) bisect(asks ...func(mid int) answer) bool {
	from, to := make([]int, len(asks)), make([]int, len(asks))
	for k := range asks {
		from[k], to[k] = c.lo, c.hi
	}
	for left := len(asks); left > 0; {
		left = 0
		for k, ask := range asks {
			from[k], to[k] = max(from[k], c.lo), min(to[k], c.hi)
			if from[k] >= to[k] {
				continue
			}
			if c.r.ctl.halted() || c.r.ctl.near(c.high, c.low) {
				return false
			}
			left++
			mid := (from[k] + to[k]) / 2
			switch ask(mid) {
			case yes:
				to[k] = mid
			case no:
				from[k] = mid + 1
			default:
				return false
			}
			c.r.ctl.report(c.high, c.low)
		}
	}
	return true
}

// hurry asks in haste and takes what stays open for otherwise.
func (c *centering) hurry(mid int, otherwise answer) answer {
	a, asked := c.hasty[mid]
	if !asked {
		c.haste = true
		a = c.within(mid)
		c.haste = false
		c.hasty[mid] = a
	}
	if a == open {
		return otherwise
	}
	return a
}

// answer of a question that may stay open.
type answer int

const (
	open answer = iota
	yes
	no
)

// within asks whether all can be reached within costs[level], and moves lo and hi; a choice found is kept.
func (c *centering) within(level int) answer {
	a := c.reachable(float64(c.costs[level]))
	if a == no {
		if c.lo = max(c.lo, level+1); c.lo < len(c.costs) {
			c.low = max(c.low, float64(c.costs[c.lo]))
		}
	}
	return a
}

func (c *centering) reachable(limit float64) answer {
	m := c.d.empty()
	rows := make([][]int32, 0, len(c.rows))
	for _, i := range c.rows {
		if c.d.fixedCost(int(i)) <= limit {
			continue
		}
		var row []int32
		for j, x := range c.r.in.Cost[i] {
			if k := c.d.index[j]; k >= 0 && float64(x) <= limit {
				row = append(row, k)
			}
		}
		if len(row) == 0 {
			return no
		}
		rows = append(rows, row)
	}
	most := float64(m.most)
	m.most = len(m.id)
	m.mergeCover(rows, func(int) float64 { return math.Inf(1) })
	o := c.cover(m, most)
	switch {
	case o.found && o.value <= most:
		c.offer(o.sites)
		return yes
	case o.why != nil || o.bound > most:
		c.least = int(o.bound)
		return no
	}
	return open
}

// cover looks for a cover of m with at most so many sites, quietly.
func (c *centering) cover(m *model, most float64) outcome {
	ctl := *c.r.ctl
	ctl.tell, ctl.goal = nil, 0
	quiet := *c.r
	quiet.ctl, quiet.haste = &ctl, c.haste
	o := quiet.cover(c.d, m, nil, float64(len(m.id)), most)
	c.r.ctl.nodes, c.r.ctl.stop = ctl.nodes, ctl.stop
	if o.solver == SolverCBC {
		c.solver = SolverCBC
	}
	return o
}

// offer keeps a choice by the greatest cost that it leaves, if it reaches all.
func (c *centering) offer(sites []int) {
	worst := newScore(c.r.in, PCenter).worst(union(c.r.in.Fixed, sites), c.rows)
	if worst < c.high {
		c.high, c.best = worst, append([]int{}, sites...)
		c.hi, _ = slices.BinarySearch(c.costs, float32(worst))
	}
}
