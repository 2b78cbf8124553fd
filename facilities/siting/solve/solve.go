package solve

import (
	"context"
	"math"
	"time"

	"cairn/internal/problem"
)

// Solve searches until the optimum is proven, the gap is small enough, time is up or the context ends;
// the latter two are no errors: the result holds what was found. The same instance and options give the
// same result unless time or context cut it short.
// Errors: Invalid with a field for each fault of instance or options; Unavailable when SolverCBC is
// asked for and missing.
func Solve(ctx context.Context, in *Instance, opt Options) (*Result, error) {
	if err := Validate(in, opt); err != nil {
		return nil, err
	}
	r := &run{in: in, opt: opt, ctl: newControl(ctx, opt)}
	if opt.Solver != SolverGo {
		r.cbc = findCBC()
		if r.cbc == "" && opt.Solver == SolverCBC {
			return nil, problem.New(problem.Unavailable, "solve.no_cbc")
		}
	}
	return r.solve(), nil
}

// run is one call of Solve.
type run struct {
	in  *Instance
	opt Options
	ctl *control
	cbc string // path of the program; "": not to be used

	haste  bool // no branching
	rounds int  // of climbing at the root at most; 0: as many as are worth it
}

// outcome is what the search for one site set came to, in the measures of Result.
type outcome struct {
	sites        []int // chosen, ascending
	found        bool
	value, bound float64
	proven       bool
	why          *problem.Error // proven that nothing fits
	units        *Stage
	uncoverable  []int32
	solver       Solver
}

// attempt solves without one of the sites (-1: with all), starting from a choice (nil: none).
func (r *run) attempt(without int, hint []int) outcome {
	d := newDraft(r.in, r.opt, without)
	switch r.opt.Method {
	case LSCP:
		return r.setCover(d, hint)
	case MCLP:
		return r.maximalCover(d, hint)
	case CapacitatedMCLP:
		return r.capacitated(d, hint)
	case PMedian:
		return r.median(d, hint)
	case PCenter:
		return r.center(d, hint)
	default:
		return r.next(d, hint)
	}
}

func (r *run) solve() *Result {
	o := r.attempt(-1, nil)
	res := &Result{Method: r.opt.Method, Stop: r.ctl.stop, Uncoverable: o.uncoverable, Units: o.units,
		Solver: o.solver, Bound: o.bound, Proven: o.proven, Gap: math.Inf(1)}
	switch {
	case o.why != nil:
		res.Status, res.Why = Infeasible, o.why
	case !o.found:
		res.Status, res.Why = Unknown, problem.New(problem.Invalid, "solve.stopped")
	default:
		r.fill(res, o)
		r.alternatives(res)
	}
	res.Nodes, res.Elapsed = r.ctl.nodes, time.Since(r.ctl.began)
	return res
}

// fill completes the result of a choice that was found.
func (r *run) fill(res *Result, o outcome) {
	res.New = o.sites
	res.Open = union(r.in.Fixed, o.sites)
	res.Spent = spent(r.in, o.sites)
	res.Value, res.Gap = o.value, gapOf(o.value, o.bound)
	score := newScore(r.in, r.opt.Method)
	res.Assign, res.Flows = score.assign(res.Open)
	res.Before = score.value(r.in.Fixed)
	res.Status = Feasible
	if o.proven {
		res.Status, res.Stop = Optimal, StopNone
	} else if res.Stop == StopNone && r.opt.Gap > 0 && res.Gap <= r.opt.Gap {
		res.Stop = StopGap
	}
}
