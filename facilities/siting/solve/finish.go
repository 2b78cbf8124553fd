package solve

import (
	"math"
	"slices"

	"cairn/internal/problem"
)

// finish runs the search, hands what stays open to cbc where that is wanted, and says in the measures of
// Result what came out.
func (r *run) finish(s *search, d *draft, hint []int) outcome {
	s.hint(d, hint)
	if r.rounds > 0 {
		s.effort.rootRounds = r.rounds
	}
	o := outcome{solver: SolverGo}
	help := func() {
		if !s.proven() && !s.halted() && !r.ctl.near(s.value, s.bound) && r.askCBC(s) {
			o.solver = SolverCBC
		}
	}
	switch {
	case r.haste:
		s.openRoot()
	case r.cbc == "":
		s.run()
	case r.opt.Solver == SolverCBC:
		s.offer(nil)
		help()
		if !s.proven() {
			s.run()
		}
	default:
		s.effort.work = workBeforeCBC
		s.run()
		help()
		if !s.proven() {
			s.resume()
		}
	}
	return r.outcomeOf(o, s, d)
}

// workBeforeCBC is how long the search branches by itself where cbc is there to help: about a second.
const workBeforeCBC = 500_000_000

// hint offers a choice given by sites of the instance.
func (s *search) hint(d *draft, sites []int) {
	if sites == nil {
		return
	}
	var chosen []int32
	for _, j := range sites {
		if k := d.index[j]; k >= 0 {
			chosen = append(chosen, k)
		}
	}
	s.offer(chosen)
}

// proven reports whether nothing better than the best choice can be: also that there is none at all.
func (s *search) proven() bool { return s.bound >= s.value }

// resume goes on without a limit of work.
func (s *search) resume() {
	s.effort.work = 0
	s.drain()
}

func (r *run) outcomeOf(o outcome, s *search, d *draft) outcome {
	o.found = !math.IsInf(s.value, 1)
	o.proven = s.proven() && o.found
	if s.proven() && !o.found {
		o.why = r.infeasible()
		return o
	}
	bound := s.bound
	if !s.proven() && s.step > 0 && !math.IsInf(bound, -1) {
		bound = min(s.value, math.Ceil((bound-s.lift)/s.step-1e-6)*s.step+s.lift)
	}
	o.bound = r.ctl.outward(bound)
	if o.found {
		o.value = r.ctl.outward(s.value)
	}
	for _, k := range s.best {
		o.sites = append(o.sites, int(d.id[k]))
	}
	slices.Sort(o.sites)
	return o
}

// infeasible says what stands in the way when nothing fits.
func (r *run) infeasible() *problem.Error {
	switch sites, budget := r.opt.Sites, r.opt.Budget; {
	case sites > 0 && budget > 0:
		return problem.New(problem.Invalid, "solve.nothing_fits", "sites", sites, "budget", budget)
	case budget > 0:
		return problem.New(problem.Invalid, "solve.budget_too_small", "budget", budget)
	default:
		return problem.New(problem.Invalid, "solve.too_few_sites", "sites", sites, "least", sites+1)
	}
}

// union of two ascending lists.
func union(a, b []int) []int {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

func spent(in *Instance, sites []int) float64 {
	sum := 0.0
	if in.Price != nil {
		for _, j := range sites {
			sum += in.Price[j]
		}
	}
	return sum
}
