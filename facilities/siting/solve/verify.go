package solve

import (
	"fmt"
	"math"
	"slices"
)

// Verify checks a result against the instance, without anything of the search: that the sites fit the
// limits, that value, assignment and flows are as stated, and that the bound does not contradict the
// value. It says what is wrong; nil: nothing. That the bound itself is right it cannot tell.
func Verify(in *Instance, opt Options, res *Result) error {
	if res.Status == Infeasible || res.Status == Unknown {
		if res.New != nil || res.Why == nil {
			return fmt.Errorf("status %s with sites %v and reason %v", res.Status, res.New, res.Why)
		}
		return nil
	}
	v := verifier{in: in, opt: opt, res: res, open: make([]bool, in.Sites)}
	for _, check := range []func() error{v.sites, v.assignment, v.value, v.bound, v.alternatives} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

type verifier struct {
	in   *Instance
	opt  Options
	res  *Result
	open []bool
}

// sites checks New, Open and Spent against the limits.
func (v *verifier) sites() error {
	if err := v.limits(v.res.New, v.res.Spent); err != nil {
		return err
	}
	for _, j := range append(slices.Clone(v.in.Fixed), v.res.New...) {
		v.open[j] = true
	}
	var want []int
	for j, open := range v.open {
		if open {
			want = append(want, j)
		}
	}
	if !slices.Equal(want, v.res.Open) {
		return fmt.Errorf("open sites are %v, not %v", want, v.res.Open)
	}
	return nil
}

func (v *verifier) limits(sites []int, spent float64) error {
	sum, last := 0.0, -1
	for _, j := range sites {
		if j <= last || j >= v.in.Sites || slices.Contains(v.in.Fixed, j) {
			return fmt.Errorf("site %d is out of order, unknown or fixed", j)
		}
		last = j
		if v.in.Price != nil {
			sum += v.in.Price[j]
		}
	}
	switch {
	case v.opt.Sites > 0 && len(sites) > v.opt.Sites:
		return fmt.Errorf("%d sites, %d are allowed", len(sites), v.opt.Sites)
	case v.opt.Budget > 0 && sum > v.opt.Budget*(1+1e-8):
		return fmt.Errorf("the prices come to %g, the budget is %g", sum, v.opt.Budget)
	case !alike(sum, spent):
		return fmt.Errorf("the prices come to %g, not %g", sum, spent)
	}
	return nil
}

// alike allows for rounding.
func alike(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-7*max(1, math.Abs(a), math.Abs(b))
}

// assignment checks that each demand goes to an open site that may serve it, and to the best one.
func (v *verifier) assignment() error {
	if len(v.res.Assign) != len(v.in.Weights) {
		return fmt.Errorf("%d demands are assigned, not %d", len(v.res.Assign), len(v.in.Weights))
	}
	for i, j := range v.res.Assign {
		if j >= 0 && !v.open[j] {
			return fmt.Errorf("demand %d is assigned to site %d, which is not open", i, j)
		}
	}
	if v.opt.Method == CapacitatedMCLP {
		return v.flows()
	}
	for i, got := range v.res.Assign {
		if want := v.server(i); got != want {
			return fmt.Errorf("demand %d is assigned to site %d, not %d", i, got, want)
		}
	}
	return nil
}

// server is the open site that serves demand i best.
func (v *verifier) server(i int) int32 {
	best := int32(-1)
	for j := range v.open {
		if !v.open[j] || !v.serves(j, i) {
			continue
		}
		if best < 0 || v.in.Cost != nil && v.in.Cost[i][j] < v.in.Cost[i][best] {
			best = int32(j)
		}
	}
	return best
}

// serves reports whether site j can serve demand i at all.
func (v *verifier) serves(j, i int) bool {
	if v.opt.Method == PMedian || v.opt.Method == PCenter {
		return !math.IsInf(float64(v.in.Cost[i][j]), 1)
	}
	_, found := slices.BinarySearch(v.in.Covers[j], int32(i))
	return found
}

func (v *verifier) flows() error {
	sent, taken := make([]float64, len(v.in.Weights)), make([]float64, v.in.Sites)
	for _, f := range v.res.Flows {
		if !v.open[f.Site] || !v.serves(int(f.Site), int(f.Demand)) || !(f.Amount > 0) {
			return fmt.Errorf("flow %+v cannot be", f)
		}
		sent[f.Demand] += f.Amount
		taken[f.Site] += f.Amount
	}
	for i, x := range sent {
		if x > v.in.Weights[i]*(1+1e-9)+1e-6 {
			return fmt.Errorf("%g of demand %d are served, there are %g", x, i, v.in.Weights[i])
		}
	}
	for j, x := range taken {
		if x > v.in.Capacity[j]*(1+1e-9)+1e-6 {
			return fmt.Errorf("site %d takes %g, it has room for %g", j, x, v.in.Capacity[j])
		}
	}
	return nil
}

func (v *verifier) value() error {
	sum := 0.0
	for i, w := range v.in.Weights {
		j := v.res.Assign[i]
		possible := w > 0 && !slices.Contains(v.res.Uncoverable, int32(i))
		switch {
		case v.opt.Method == LSCP && possible && j < 0:
			return fmt.Errorf("demand %d is not covered", i)
		case (v.opt.Method == PMedian || v.opt.Method == PCenter) && possible && j < 0:
			return fmt.Errorf("demand %d is not reached", i)
		case v.opt.Method == PMedian && possible:
			sum += w * float64(v.in.Cost[i][j])
		case v.opt.Method == PCenter && possible:
			sum = max(sum, float64(v.in.Cost[i][j]))
		case (v.opt.Method == MCLP || v.opt.Method == Next) && j >= 0:
			sum += w
		}
	}
	switch v.opt.Method {
	case LSCP:
		sum = float64(len(v.res.New))
	case CapacitatedMCLP:
		for _, f := range v.res.Flows {
			sum += f.Amount
		}
	case Next:
		if units := v.units(v.res.Open); units != v.res.Units.Value {
			return fmt.Errorf("%g units are covered, not %g", units, v.res.Units.Value)
		}
	}
	if !alike(sum, v.res.Value) {
		return fmt.Errorf("the value is %g, not %g", sum, v.res.Value)
	}
	return nil
}

// units counts the units that the sites cover.
func (v *verifier) units(sites []int) float64 {
	covered := map[int32]bool{}
	for _, j := range sites {
		if v.in.UnitCovers != nil {
			for _, u := range v.in.UnitCovers[j] {
				covered[u] = true
			}
			continue
		}
		for _, i := range v.in.Covers[j] {
			if v.in.Units[i] >= 0 {
				covered[v.in.Units[i]] = true
			}
		}
	}
	return float64(len(covered))
}

// bound checks that value and bound stand on their sides, and what is called proven.
func (v *verifier) bound() error {
	lower, upper := v.res.Bound, v.res.Value
	if v.opt.Method.maximises() {
		lower, upper = upper, lower
	}
	switch {
	case lower > upper && !alike(lower, upper):
		return fmt.Errorf("value %g and bound %g contradict each other", v.res.Value, v.res.Bound)
	case v.res.Proven != (v.res.Status == Optimal):
		return fmt.Errorf("status %s, proven %v", v.res.Status, v.res.Proven)
	case v.res.Proven && v.res.Gap > 1e-6:
		return fmt.Errorf("proven with a gap of %g", v.res.Gap)
	}
	return nil
}

// alternatives checks the limits of each, that none has the site that it is without, and their order.
func (v *verifier) alternatives() error {
	for n, a := range v.res.Alternatives {
		if err := v.limits(a.New, a.Spent); err != nil {
			return fmt.Errorf("alternative %d: %w", n, err)
		}
		if slices.Contains(a.New, a.Without) || !slices.Contains(v.res.New, a.Without) {
			return fmt.Errorf("alternative %d has site %d", n, a.Without)
		}
	}
	return nil
}
