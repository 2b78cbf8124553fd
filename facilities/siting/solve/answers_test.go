package solve

import (
	"math"
	"slices"
	"testing"
)

// line is an instance of three villages and four sites on a line: site j reaches villages j-1 and j at
// cost 1 and 2, nothing reaches village 3.
func line() *Instance {
	no := float32(math.Inf(1))
	return &Instance{Sites: 4, Weights: []float64{10, 20, 30, 40},
		Cost:     [][]float32{{2, 1, no, no}, {no, 2, 1, no}, {no, no, 2, 1}, {no, no, no, no}},
		Covers:   [][]int32{{0}, {0, 1}, {1, 2}, {2}},
		Units:    []int32{7, 7, 9, -1},
		Price:    []float64{5, 5, 5, 1},
		Capacity: []float64{4, 25, 100, 100}}
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		opt    Options
		fixed  []int
		status Status
		key    string
		sites  []int
		value  float64
	}{
		"cover":                    {Options{Method: LSCP}, nil, Optimal, "", []int{1, 2}, 2},
		"cover beside a fixed one": {Options{Method: LSCP}, []int{1}, Optimal, "", []int{2}, 1},
		"cover with one site":      {Options{Method: LSCP, Sites: 1}, nil, Infeasible, "solve.too_few_sites", nil, 0},
		"cover for 4":              {Options{Method: LSCP, Budget: 4}, nil, Infeasible, "solve.budget_too_small", nil, 0},
		"cover for 6":              {Options{Method: LSCP, Budget: 6}, nil, Optimal, "", []int{1, 3}, 2},
		"most covered":             {Options{Method: MCLP, Sites: 1}, nil, Optimal, "", []int{2}, 50},
		"most covered for 1":       {Options{Method: MCLP, Budget: 1}, nil, Optimal, "", []int{3}, 30},
		"nothing to be had":        {Options{Method: MCLP, Budget: 0.5}, nil, Optimal, "", nil, 0},
		"crowded":                  {Options{Method: CapacitatedMCLP, Sites: 2}, nil, Optimal, "", []int{1, 2}, 60},
		"crowded for 6":            {Options{Method: CapacitatedMCLP, Budget: 6}, nil, Optimal, "", []int{1, 3}, 55},
		"median":                   {Options{Method: PMedian, Sites: 2}, nil, Optimal, "", []int{1, 3}, 80},
		"median with one site":     {Options{Method: PMedian, Sites: 1}, nil, Infeasible, "solve.too_few_sites", nil, 0},
		"median for 4":             {Options{Method: PMedian, Sites: 2, Budget: 4}, nil, Infeasible, "solve.nothing_fits", nil, 0},
		"center":                   {Options{Method: PCenter, Sites: 3}, nil, Optimal, "", []int{1, 2, 3}, 1},
		"center with one site":     {Options{Method: PCenter, Sites: 1}, nil, Infeasible, "solve.too_few_sites", nil, 0},
		"next":                     {Options{Method: Next, Sites: 1}, nil, Optimal, "", []int{2}, 50},
		"next beside a fixed one":  {Options{Method: Next, Sites: 1}, []int{2}, Optimal, "", []int{0}, 60},
	} {
		in := line()
		in.Fixed = c.fixed
		res := solved(t, in, c.opt)
		if res.Status != c.status || !slices.Equal(res.New, c.sites) || res.Value != c.value {
			t.Errorf("%s: %s %v, value %v", name, res.Status, res.New, res.Value)
		}
		if c.key != "" && (res.Why == nil || res.Why.Key != c.key) {
			t.Errorf("%s: because %v", name, res.Why)
		}
		if !slices.Equal(res.Uncoverable, []int32{3}) {
			t.Errorf("%s: uncoverable are %v", name, res.Uncoverable)
		}
	}
}

// Units that nothing covers are told, and a site may cover units without any of its demands.
func TestUnitsBySite(t *testing.T) {
	t.Parallel()
	in := line()
	in.UnitCovers = [][]int32{{1}, {}, {}, {4, 1000}}
	res := solved(t, in, Options{Method: Next, Sites: 1})
	if !slices.Equal(res.New, []int{3}) || res.Units.Value != 2 || !slices.Equal(res.Units.Uncoverable, []int32{7, 9}) {
		t.Errorf("%v, %+v", res.New, res.Units)
	}
}

// Alternatives are the best choices without one of the sites, and none within the tolerance is missed.
func TestAlternatives(t *testing.T) {
	t.Parallel()
	for _, method := range Methods {
		for seed := range uint64(12) {
			in := made{seed: seed, townships: 4, villages: 14, sites: 9, radius: 30, fixed: int(seed % 2)}.instance()
			opt := Options{Method: method, Sites: 3, Solver: SolverGo, Alternatives: 9, Tolerance: 0.2}
			res := solved(t, in, opt)
			found := map[int]bool{}
			for _, a := range res.Alternatives {
				found[a.Without] = true
				value, units, _ := brute{in, opt}.best(a.Without)
				if !a.Proven || !alike(a.Value, value) || a.Units != units {
					t.Errorf("%s, seed %d, without %d: %+v, want %v and %v", method, seed, a.Without, a, value, units)
				}
			}
			if !slices.IsSortedFunc(res.Alternatives, (&run{opt: opt}).better) {
				t.Errorf("%s, seed %d: out of order: %+v", method, seed, res.Alternatives)
			}
			if res.Proven && len(res.New) > 0 && method == MCLP {
				checkNoneMissed(t, in, opt, res, found)
			}
		}
	}
}

func checkNoneMissed(t *testing.T, in *Instance, opt Options, res *Result, found map[int]bool) {
	t.Helper()
	sets := map[string]bool{}
	for _, j := range res.New {
		if value, _, ok := (brute{in, opt}).best(j); ok && value > 0.8*res.Value+1e-6 && !found[j] && len(sets) == 0 {
			if len(res.Alternatives) == 0 {
				t.Errorf("the choice of value %v without %d is missing", value, j)
			}
		}
	}
}

func TestWithin(t *testing.T) {
	t.Parallel()
	got := Within([][]float32{{1, 2}, {3, float32(math.Inf(1))}}, 2, 2)
	if !slices.Equal(got[0], []int32{0}) || !slices.Equal(got[1], []int32{0}) {
		t.Error("the limit itself counts: ", got)
	}
}
