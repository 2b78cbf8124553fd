package solve

import (
	"fmt"
	"math"

	"cairn/internal/problem"
)

// mostFaults is how many faults are told at once.
const mostFaults = 20

// checker collects faults, each with the place inside its field: cost[3][7].
type checker struct {
	problem.Fields
}

func (c *checker) full() bool { return len(c.Fields) >= mostFaults }

func (c *checker) bad(key string, params []any, field string, at ...int) {
	for _, i := range at {
		field += fmt.Sprintf("[%d]", i)
	}
	c.Bad(field, key, params...)
}

// Validate checks instance and options together. Error: Invalid, with a field for each of the first
// faults: names as in the HTTP interface, with the place in brackets.
func Validate(in *Instance, opt Options) error {
	c := &checker{}
	if in == nil {
		c.Required("instance", "")
		return c.Err()
	}
	c.options(opt)
	c.sites(in)
	c.numbers("weights", in.Weights, false)
	switch opt.Method {
	case PMedian, PCenter:
		if in.Cost == nil && len(in.Weights) > 0 {
			c.Required("cost", "")
		}
	case LSCP, MCLP, CapacitatedMCLP, Next:
		c.length("covers", len(in.Covers), in.Sites)
	}
	if opt.Method == CapacitatedMCLP {
		c.length("capacity", len(in.Capacity), in.Sites)
	}
	c.cost(in)
	c.lists("covers", in.Covers, len(in.Weights))
	if opt.Method == Next {
		c.units(in)
	}
	return c.Err()
}

func (c *checker) options(o Options) {
	c.OneOf("method", string(o.Method), names(Methods)...)
	c.OneOf("solver", string(o.Solver), "", string(SolverGo), string(SolverCBC), string(SolverAuto))
	c.atLeast0("sites", float64(o.Sites), false)
	c.atLeast0("budget", o.Budget, false)
	c.atLeast0("time_limit", float64(o.TimeLimit), false)
	c.atLeast0("gap", o.Gap, false)
	c.atLeast0("alternatives", float64(o.Alternatives), false)
	c.atLeast0("tolerance", o.Tolerance, false)
	if o.Sites == 0 && o.Budget == 0 && o.Method != LSCP {
		c.bad("solve.no_limit", nil, "sites")
	}
}

func names(methods []Method) []string {
	var s []string
	for _, m := range methods {
		s = append(s, string(m))
	}
	return s
}

// atLeast0 refuses NaN, negative numbers and, unless allowed, infinity.
func (c *checker) atLeast0(field string, x float64, infinite bool, at ...int) bool {
	ok := x >= 0 && (infinite || !math.IsInf(x, 1))
	if !ok && !c.full() {
		c.bad("solve.bad_number", []any{"value", x}, field, at...)
	}
	return ok
}

func (c *checker) numbers(field string, xs []float64, infinite bool) {
	for i, x := range xs {
		c.atLeast0(field, x, infinite, i)
	}
}

// length refuses a list that has not one entry for each of its n.
func (c *checker) length(field string, got, n int) {
	if got != n {
		c.bad("solve.bad_length", []any{"got", got, "want", n}, field)
	}
}

func (c *checker) sites(in *Instance) {
	if in.Sites < 0 || in.Sites > math.MaxInt32 {
		c.bad("problem.out_of_range", []any{"min", 0, "max", math.MaxInt32}, "instance.sites")
	}
	if in.Price != nil {
		c.length("price", len(in.Price), in.Sites)
		c.numbers("price", in.Price, false)
	}
	if in.Capacity != nil {
		c.length("capacity", len(in.Capacity), in.Sites)
		c.numbers("capacity", in.Capacity, true)
	}
	for i, j := range in.Fixed {
		if (j < 0 || j >= in.Sites || i > 0 && j <= in.Fixed[i-1]) && !c.full() {
			c.bad("solve.bad_index", []any{"value", j, "max", in.Sites - 1}, "fixed", i)
		}
	}
}

func (c *checker) cost(in *Instance) {
	if in.Cost == nil {
		return
	}
	c.length("cost", len(in.Cost), len(in.Weights))
	for i, row := range in.Cost {
		if len(row) != in.Sites && !c.full() {
			c.bad("solve.bad_length", []any{"got", len(row), "want", in.Sites}, "cost", i)
		}
		for j, x := range row {
			if !(x >= 0) {
				c.atLeast0("cost", float64(x), true, i, j)
			}
		}
	}
}

// lists refuses members outside 0 … n-1 and lists that do not ascend.
func (c *checker) lists(field string, lists [][]int32, n int) {
	for j, list := range lists {
		for k, i := range list {
			if (i < 0 || int(i) >= n || k > 0 && i <= list[k-1]) && !c.full() {
				c.bad("solve.bad_index", []any{"value", i, "max", n - 1}, field, j, k)
			}
		}
	}
}

func (c *checker) units(in *Instance) {
	if in.UnitCovers != nil {
		c.length("unit_covers", len(in.UnitCovers), in.Sites)
		c.lists("unit_covers", in.UnitCovers, math.MaxInt32)
		return
	}
	c.length("units", len(in.Units), len(in.Weights))
	for i, u := range in.Units {
		if u < -1 && !c.full() {
			c.bad("solve.bad_index", []any{"value", u, "max", math.MaxInt32}, "units", i)
		}
	}
}
