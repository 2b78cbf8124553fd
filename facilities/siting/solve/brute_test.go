package solve

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
	"testing"
)

// brute tries every choice of sites. Values are those of Result; units count before weight.
type brute struct {
	in  *Instance
	opt Options
}

// best is the best value and its number of units; false when nothing fits.
func (b brute) best(without int) (value, units float64, ok bool) {
	var choosable []int
	for j := range b.in.Sites {
		if !slices.Contains(b.in.Fixed, j) && j != without {
			choosable = append(choosable, j)
		}
	}
	for set := range uint(1) << len(choosable) {
		sites, price := slices.Clone(b.in.Fixed), 0.0
		for k, j := range choosable {
			if set>>k&1 == 1 {
				sites = append(sites, j)
				if b.in.Price != nil {
					price += b.in.Price[j]
				}
			}
		}
		n := bits.OnesCount(set)
		if b.opt.Sites > 0 && n > b.opt.Sites || b.opt.Budget > 0 && price > b.opt.Budget {
			continue
		}
		v, u, fits := b.value(sites, n, without)
		better := b.opt.Method.maximises() && v > value+1e-9 || !b.opt.Method.maximises() && v < value-1e-9
		if fits && (!ok || u > units || u == units && better) {
			value, units, ok = v, u, true
		}
	}
	return value, units, ok
}

// value of the open sites, n of them new.
func (b brute) value(open []int, n, without int) (value, units float64, fits bool) {
	covered := map[int32]bool{}
	for i, w := range b.in.Weights {
		nearest, any := b.reach(i, open, without)
		served := !math.IsInf(nearest, 1)
		if served && b.in.Units[i] >= 0 {
			covered[b.in.Units[i]] = true
		}
		if w == 0 || !any {
			continue
		}
		switch b.opt.Method {
		case LSCP, PMedian, PCenter:
			if !served {
				return 0, 0, false
			}
			if b.opt.Method == PMedian {
				value += w * nearest
			} else if b.opt.Method == PCenter {
				value = max(value, nearest)
			}
		default:
			if served {
				value += w
			}
		}
	}
	switch b.opt.Method {
	case LSCP:
		value = float64(n)
	case CapacitatedMCLP:
		value = b.leastCut(open)
	case Next:
		units = float64(len(covered))
	}
	return value, units, true
}

// reach is the cost from demand i to the nearest open site, and whether any site but one could serve it.
func (b brute) reach(i int, open []int, without int) (nearest float64, any bool) {
	nearest = math.Inf(1)
	for j, c := range b.in.Cost[i] {
		reaches := !math.IsInf(float64(c), 1)
		if b.opt.Method != PMedian && b.opt.Method != PCenter {
			reaches = slices.Contains(b.in.Covers[j], int32(i))
		}
		any = any || reaches && j != without
		if reaches && slices.Contains(open, j) {
			nearest = min(nearest, float64(c))
		}
	}
	return nearest, any
}

// leastCut is the greatest flow from demands to open sites, as the least cut.
func (b brute) leastCut(open []int) float64 {
	least := math.Inf(1)
	for full := range uint(1) << len(open) {
		cut, outside := 0.0, map[int32]bool{}
		for k, j := range open {
			if full>>k&1 == 1 {
				cut += b.in.Capacity[j]
				continue
			}
			for _, i := range b.in.Covers[j] {
				outside[i] = true
			}
		}
		for i := range outside {
			cut += b.in.Weights[i]
		}
		least = min(least, cut)
	}
	return least
}

// Every method finds and proves what trying all choices finds: with fixed sites, prices, a budget, demands
// that nothing reaches, and limits under which nothing fits.
func TestAgainstAllChoices(t *testing.T) {
	t.Parallel()
	for _, method := range Methods {
		t.Run(string(method), func(t *testing.T) {
			t.Parallel()
			fitting := 0
			for seed := range uint64(60) {
				m := made{seed: seed, townships: 5, villages: 14, sites: 9, radius: 25 + float64(seed%4)*15,
					fixed: int(seed % 3), priced: seed%2 == 0, broken: seed%5 < 2}
				opt := Options{Method: method, Sites: 1 + int(seed%4), Solver: SolverGo}
				if m.priced && seed%4 == 0 {
					opt.Budget = 400_000 * float64(1+seed%3)
				}
				if m.priced && seed%8 == 0 {
					opt.Sites = 0
				}
				if checkBrute(t, fmt.Sprintf("seed %d", seed), m.instance(), opt) {
					fitting++
				}
			}
			if fitting < 20 {
				t.Errorf("only %d instances fit", fitting)
			}
		})
	}
}

// checkBrute compares with all choices and reports whether any fits.
func checkBrute(t *testing.T, name string, in *Instance, opt Options) bool {
	t.Helper()
	value, units, ok := brute{in, opt}.best(-1)
	res := solved(t, in, opt)
	switch {
	case !ok:
		if res.Status != Infeasible || res.Why == nil {
			t.Errorf("%s: nothing fits, but %s with %v", name, res.Status, res.New)
		}
	case !res.Proven || !alike(res.Value, value) || !alike(res.Bound, value):
		t.Errorf("%s: value %v, bound %v, %s; want %v", name, res.Value, res.Bound, res.Status, value)
	case res.Units != nil && (res.Units.Value != units || !res.Units.Proven):
		t.Errorf("%s: %+v, want %v units", name, res.Units, units)
	}
	return ok
}
