package solve

import (
	"context"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
)

// byProgram solves with hardly any climbing at the root, so that the linear program has to prove it.
func byProgram(t *testing.T, in *Instance, opt Options) *Result {
	t.Helper()
	r := &run{in: in, opt: opt, ctl: newControl(context.Background(), opt), rounds: 1}
	res := r.solve()
	if err := Verify(in, opt, res); err != nil {
		t.Errorf("%s: %v", opt.Method, err)
	}
	return res
}

// What the linear program proves is what trying all choices finds.
func TestProgramAgainstAllChoices(t *testing.T) {
	t.Parallel()
	for _, method := range []Method{MCLP, CapacitatedMCLP, PCenter, Next} {
		t.Run(string(method), func(t *testing.T) {
			t.Parallel()
			nodes := 0
			for seed := range uint64(60) {
				m := made{seed: 1000 + seed, townships: 6, villages: 18, sites: 11, radius: 20 + float64(seed%5)*12,
					fixed: int(seed % 3), priced: seed%2 == 0, broken: seed%5 < 2}
				opt := Options{Method: method, Sites: 2 + int(seed%4), Solver: SolverGo}
				if m.priced && seed%4 == 0 {
					opt.Budget = 400_000 * float64(1+seed%3)
				}
				in := m.instance()
				value, units, ok := brute{in, opt}.best(-1)
				res := byProgram(t, in, opt)
				nodes += res.Nodes
				switch {
				case ok != res.Proven:
					t.Errorf("seed %d: %s, fits: %v", seed, res.Status, ok)
				case ok && (!alike(res.Value, value) || !alike(res.Bound, value) || res.Units != nil && res.Units.Value != units):
					t.Errorf("seed %d: value %v, bound %v, units %+v; want %v and %v", seed, res.Value, res.Bound, res.Units, value, units)
				}
			}
			if nodes == 0 {
				t.Error("the linear program had nothing to do")
			}
		})
	}
}

// On larger instances it proves what cbc proves.
func TestProgramAgainstCBC(t *testing.T) {
	t.Parallel()
	for _, method := range []Method{MCLP, CapacitatedMCLP, Next} {
		for seed := range uint64(4) {
			t.Run(fmt.Sprintf("%s/%d", method, seed), func(t *testing.T) {
				t.Parallel()
				m := made{seed: 50 + seed, townships: 20, villages: 90, sites: 60, radius: 14, fixed: int(seed % 2), priced: seed == 3}
				opt := Options{Method: method, Sites: 7, Solver: SolverGo}
				if m.priced {
					opt.Budget = 2_300_000
				}
				in := m.instance()
				ours := byProgram(t, in, opt)
				opt.Solver = SolverCBC
				theirs := solved(t, in, opt)
				t.Logf("%v in %d nodes", ours.Value, ours.Nodes)
				if ours.Status != theirs.Status || !alike(ours.Value, theirs.Value) || !ours.Proven && ours.Status != Infeasible {
					t.Errorf("%s %v, by cbc %s %v", ours.Status, ours.Value, theirs.Status, theirs.Value)
				}
			})
		}
	}
}

// tangled is a set cover without any geometry, which nothing makes smaller: each demand has a few sites.
func tangled(seed uint64, demands, sites, each int) *Instance {
	r := rand.New(rand.NewPCG(seed, 3))
	in := &Instance{Sites: sites, Weights: ones(demands), Covers: make([][]int32, sites)}
	for i := range demands {
		for _, j := range r.Perm(sites)[:each] {
			in.Covers[j] = append(in.Covers[j], int32(i))
		}
	}
	return in
}

func TestTangledCovers(t *testing.T) {
	t.Parallel()
	nodes := 0
	for seed := range uint64(30) {
		in := tangled(seed, 30, 13, 3)
		res := byProgram(t, in, Options{Method: LSCP, Solver: SolverGo})
		least := in.Sites
		for set := range uint(1) << in.Sites {
			if n := bits.OnesCount(set); n < least && in.coveredBy(set) {
				least = n
			}
		}
		if !res.Proven || res.Value != float64(least) {
			t.Errorf("seed %d: %s %v, want %d", seed, res.Status, res.Value, least)
		}
		in = tangled(seed, 90, 40, 3)
		opt := Options{Method: LSCP, Solver: SolverGo}
		res = byProgram(t, in, opt)
		nodes += res.Nodes
		opt.Solver = SolverCBC
		if seed%8 > 0 {
			continue
		}
		if theirs := solved(t, in, opt); !res.Proven || theirs.Value != res.Value {
			t.Errorf("seed %d: %s %v, by cbc %v", seed, res.Status, res.Value, theirs.Value)
		}
	}
	if nodes < 30 {
		t.Errorf("%d nodes only", nodes)
	}
}

func (in *Instance) coveredBy(set uint) bool {
	covered := make([]bool, len(in.Weights))
	for j, list := range in.Covers {
		for _, i := range list {
			covered[i] = covered[i] || set>>j&1 == 1
		}
	}
	return !slices.Contains(covered, false)
}

// Programs of a few variables, to which rows come one by one and whose bounds change: the bound is below every
// whole choice that fits, it equals the cost of the values found, these fit, and what is called empty is.
func TestProgram(t *testing.T) {
	t.Parallel()
	never := func() bool { return false }
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 5))
		n := 3 + r.IntN(6)
		cost, upper := make([]float64, n), make([]float64, n)
		for j := range cost {
			cost[j], upper[j] = math.Round(20*r.Float64()-5), 1
		}
		p := newProgram(cost, make([]float64, n), upper)
		for round := range 12 {
			switch {
			case round%3 < 2:
				p.addRow(anyRow(r, n))
				p.loose[len(p.loose)-1] = r.IntN(2) == 0
			case round%6 == 5:
				p.tidy()
			default:
				j := r.IntN(n)
				p.lower[j] = float64(r.IntN(2))
				p.upper[j] = max(p.lower[j], float64(r.IntN(2)))
			}
			least := p.leastWhole()
			v := p.solve(math.Inf(1), 1000, never)
			switch {
			case v == stoppedLP || p.bound(nil) > least+1e-6:
				t.Fatalf("seed %d, round %d: verdict %d, bound %v, a choice costs %v", seed, round, v, p.bound(nil), least)
			case v == emptyLP && (!math.IsInf(least, 1) || !p.exceeds(1e6)):
				t.Fatalf("seed %d, round %d: called empty, a choice costs %v", seed, round, least)
			case v == solvedLP:
				p.checkSolved(t, seed, round)
			}
		}
	}
}

func anyRow(r *rand.Rand, n int) (sparse, float64) {
	var row sparse
	sum := 0.0
	for j := range n {
		if r.IntN(3) > 0 {
			x := float64(r.IntN(9) - 3)
			row.add(int32(j), x)
			sum += max(0, x)
		}
	}
	return row, math.Round(sum * r.Float64() * 0.6)
}

// leastWhole tries all whole values.
func (p *program) leastWhole() float64 {
	least := math.Inf(1)
	for set := range 1 << len(p.cost) {
		x, cost, fits := make([]float64, len(p.cost)), 0.0, true
		for j := range x {
			x[j] = float64(set >> j & 1)
			cost += x[j] * p.cost[j]
			fits = fits && x[j] >= p.lower[j] && x[j] <= p.upper[j]
		}
		if fits && p.fulfils(x, 0) {
			least = min(least, cost)
		}
	}
	return least
}

func (p *program) fulfils(x []float64, slack float64) bool {
	for i, row := range p.rows {
		sum := 0.0
		for k, j := range row.at {
			sum += row.x[k] * x[j]
		}
		if sum < p.least[i]-slack {
			return false
		}
	}
	return true
}

func (p *program) checkSolved(t *testing.T, seed uint64, round int) {
	t.Helper()
	x, cost := make([]float64, len(p.cost)), 0.0
	for j := range x {
		x[j] = p.at(int32(j))
		cost += x[j] * p.cost[j]
		if x[j] < p.lower[j]-1e-6 || x[j] > p.upper[j]+1e-6 {
			t.Fatalf("seed %d, round %d: variable %d is %v", seed, round, j, x[j])
		}
	}
	if !p.fulfils(x, 1e-5) || math.Abs(cost-p.bound(nil)) > 1e-5 {
		t.Fatalf("seed %d, round %d: values %v cost %v, the bound is %v", seed, round, x, cost, p.bound(nil))
	}
}

// A least cut is what a maximal flow leaves where sites are open or closed, and true of every choice.
func TestLeastCut(t *testing.T) {
	t.Parallel()
	for seed := range uint64(30) {
		in := made{seed: seed, townships: 4, villages: 15, sites: 9, radius: 30, fixed: int(seed % 3)}.instance()
		in.Capacity[3] = math.Inf(1)
		c, _ := newCrowded(newDraft(in, Options{Method: CapacitatedMCLP, Sites: 9}, -1))
		x, g := newCrowding(c), &leastCut{c: c}
		r := rand.New(rand.NewPCG(seed, 9))
		for range 20 {
			part, whole := make([]float64, len(c.choice)), r.IntN(2) == 0
			for j := range part {
				if part[j] = r.Float64(); whole {
					part[j] = math.Round(part[j])
				}
			}
			worth, constant := g.find(part)
			for set := range 1 << len(part) {
				var chosen []int32
				left, same := constant, true
				for j, p := range part {
					if set>>j&1 == 1 {
						chosen = append(chosen, int32(j))
						left -= worth[j]
					}
					same = same && p == float64(set>>j&1)
				}
				x.flow(x.now, chosen)
				if truth := x.total - x.now.total; left > truth+1e-6 || same && !alike(left, truth) {
					t.Fatalf("seed %d: %v leave %v, the cut at %v says %v", seed, chosen, truth, part, left)
				}
			}
		}
	}
}
