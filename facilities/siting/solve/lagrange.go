package solve

import (
	"math"
	"slices"
)

// dual climbs towards the best multipliers of a relaxation by deflected subgradients (Camerini, Fratta,
// Maffioli), and keeps the best bound with all that belongs to it.
type dual struct {
	rel    relaxation
	most   int
	prices []float64
	budget float64
	quota  []bool
	spare  int

	lambda, g, dir []float64
	rho            []float64
	chosen         []bool
	order          []int32
	picked         []int32
	beta           float64 // multiplier of the budget
	dirBeta, gBeta float64
	missing        []int32 // quota rows that are let go: those of the greatest multipliers

	bound     float64 // best so far
	best      []float64
	bestBeta  float64
	bestRho   []float64 // with the budget's part
	bestPick  []int32
	usage     []float64 // how often a site was chosen lately, 0 … 1
	foldUsage float64
	spent     int // rounds
}

// climbing says how long and how boldly to climb.
type climbing struct {
	rounds  int
	agility float64        // first step length, in parts of the gap
	stall   int            // rounds without progress after which steps are halved
	least   float64        // step length at which to end
	cutoff  func() float64 // a bound that is good enough
	target  func() float64 // where the optimum is thought to be
}

func newDual(rel relaxation) *dual {
	rows, sites := rel.size()
	d := &dual{rel: rel, bound: math.Inf(-1), foldUsage: 0.05}
	d.most, d.prices, d.budget = rel.limits()
	d.quota, d.spare = rel.quotas()
	rowNumbers := make([]float64, 4*rows)
	d.lambda, d.g, d.dir, d.best = rowNumbers[:rows], rowNumbers[rows:2*rows], rowNumbers[2*rows:3*rows], rowNumbers[3*rows:]
	siteNumbers := make([]float64, 3*sites)
	d.rho, d.bestRho, d.usage = siteNumbers[:sites], siteNumbers[sites:2*sites], siteNumbers[2*sites:]
	d.chosen = make([]bool, sites)
	d.order = make([]int32, sites)
	return d
}

// climb goes on from lambda, beta and mu until the bound reaches the cutoff, the steps get small, rounds
// are used up or halt says so. visit sees what each better bound chooses.
func (d *dual) climb(c climbing, halt func() bool, visit func(picked []int32)) {
	step, stalled := c.agility, 0
	clear(d.dir)
	d.dirBeta = 0
	for range c.rounds {
		d.spent++
		d.clamp()
		value := d.evaluate()
		if value > d.bound {
			if value > d.bound+1e-6*math.Abs(d.bound) {
				stalled = 0
			}
			d.keep(value)
			if visit != nil {
				visit(d.picked)
			}
		} else {
			stalled++
		}
		if d.bound >= c.cutoff() || step < c.least || halt() {
			return
		}
		if stalled >= c.stall {
			step, stalled = step/2, 0
			copy(d.lambda, d.best)
			d.beta = d.bestBeta
			clear(d.dir)
			d.dirBeta = 0
			d.evaluate()
		}
		if !d.move(step, c.target()-value) {
			return
		}
	}
}

// clamp keeps the multipliers between 0 and their ceilings.
func (d *dual) clamp() {
	d.beta = max(0, d.beta)
	for i, l := range d.lambda {
		d.lambda[i] = max(0, min(l, d.rel.ceiling(i)))
	}
}

// evaluate solves what is left at the multipliers: the sites of the least reduced cost.
func (d *dual) evaluate() float64 {
	value := d.rel.price(d.lambda, d.rho)
	if d.beta > 0 {
		for j, p := range d.prices {
			d.rho[j] += d.beta * p
		}
		value -= d.beta * d.budget
	}
	if d.quota != nil {
		value -= d.letGo()
	}
	d.pick()
	for _, j := range d.picked {
		value += d.rho[j]
	}
	d.remember()
	return value
}

// letGo chooses the quota rows that miss, and returns what that saves.
func (d *dual) letGo() float64 {
	d.missing = d.missing[:0]
	for i, q := range d.quota {
		if q {
			d.missing = append(d.missing, int32(i))
		}
	}
	if n := min(d.spare, len(d.missing)); n < len(d.missing) {
		selectLeast(d.missing, negated(d.lambda), n)
		d.missing = d.missing[:n]
	}
	sum := 0.0
	for _, i := range d.missing {
		sum += d.lambda[i]
	}
	return sum
}

func negated(xs []float64) []float64 {
	n := make([]float64, len(xs))
	for i, x := range xs {
		n[i] = -x
	}
	return n
}

// pick chooses at most d.most sites of negative reduced cost, the least ones, ties by number.
func (d *dual) pick() {
	for _, j := range d.picked {
		d.chosen[j] = false
	}
	d.picked = d.order[:0]
	for j, r := range d.rho {
		if r < 0 {
			d.picked = append(d.picked, int32(j))
		}
	}
	if len(d.picked) > d.most {
		selectLeast(d.picked, d.rho, d.most)
		d.picked = d.picked[:d.most]
	}
	for _, j := range d.picked {
		d.chosen[j] = true
	}
}

func (d *dual) remember() {
	for j := range d.usage {
		d.usage[j] *= 1 - d.foldUsage
	}
	for _, j := range d.picked {
		d.usage[j] += d.foldUsage
	}
}

func (d *dual) keep(value float64) {
	d.bound = value
	copy(d.best, d.lambda)
	copy(d.bestRho, d.rho)
	d.bestBeta = d.beta
	d.bestPick = append(d.bestPick[:0], d.picked...)
}

// move steps along the deflected direction; false when there is none: the multipliers are optimal.
func (d *dual) move(step, gap float64) bool {
	d.rel.slope(d.lambda, d.chosen, d.g)
	d.gBeta = 0
	if d.prices != nil {
		d.gBeta = -d.budget
		for _, j := range d.picked {
			d.gBeta += d.prices[j]
		}
	}
	for _, i := range d.missing {
		d.g[i]--
	}
	deflect, norm := d.direction()
	if norm <= 1e-18 {
		return false
	}
	size := step * max(gap, 1e-6*math.Abs(d.bound)) / norm
	for i := range d.dir {
		d.dir[i] = d.g[i] + deflect*d.dir[i]
		d.lambda[i] += size * d.dir[i]
	}
	scale := d.betaScale()
	d.dirBeta = d.gBeta + deflect*d.dirBeta
	d.beta += size * d.dirBeta * scale * scale
	return true
}

// betaScale brings the budget to the measure of the rows: prices may be yuan.
func (d *dual) betaScale() float64 {
	if d.prices == nil || d.budget <= 0 {
		return 0
	}
	return math.Sqrt(float64(len(d.g))) / d.budget
}

// direction drops what the limits of the multipliers forbid and returns the deflection and the squared
// length of the deflected direction.
func (d *dual) direction() (deflect, norm float64) {
	var along, length float64
	for i, g := range d.g {
		if g < 0 && d.lambda[i] <= 0 || g > 0 && d.lambda[i] >= d.rel.ceiling(i) {
			d.g[i], g = 0, 0
		}
		along += g * d.dir[i]
		length += d.dir[i] * d.dir[i]
	}
	if d.gBeta < 0 && d.beta <= 0 {
		d.gBeta = 0
	}
	if along < 0 && length > 0 {
		deflect = -1.5 * along / length
	}
	for i, g := range d.g {
		x := g + deflect*d.dir[i]
		norm += x * x
	}
	scaled := d.gBeta * d.betaScale()
	return deflect, norm + scaled*scaled
}

// selectLeast brings the n least of sites by key (ties by number) to the front, ascending by number.
func selectLeast(sites []int32, key []float64, n int) {
	less := func(a, b int32) bool { return key[a] < key[b] || key[a] == key[b] && a < b }
	for low, high := 0, len(sites)-1; low < high; {
		pivot := sites[(low+high)/2]
		i, j := low, high
		for i <= j {
			for less(sites[i], pivot) {
				i++
			}
			for less(pivot, sites[j]) {
				j--
			}
			if i <= j {
				sites[i], sites[j] = sites[j], sites[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case n <= j:
			high = j
		case n > i:
			low = i
		default:
			low, high = 0, 0
		}
	}
	slices.Sort(sites[:n])
}
