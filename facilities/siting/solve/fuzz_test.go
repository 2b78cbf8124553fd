package solve

import (
	"context"
	"encoding/binary"
	"math"
	"slices"
	"testing"
	"time"

	"cairn/internal/problem"
)

func TestValidate(t *testing.T) {
	t.Parallel()
	nan := math.NaN()
	for field, spoil := range map[string]func(*Instance, *Options){
		"weights[1]":     func(in *Instance, _ *Options) { in.Weights[1] = nan },
		"weights[0]":     func(in *Instance, _ *Options) { in.Weights[0] = -1 },
		"weights[2]":     func(in *Instance, _ *Options) { in.Weights[2] = math.Inf(1) },
		"cost":           func(in *Instance, _ *Options) { in.Cost = in.Cost[:2] },
		"cost[1]":        func(in *Instance, _ *Options) { in.Cost[1] = in.Cost[1][:1] },
		"cost[1][2]":     func(in *Instance, _ *Options) { in.Cost[1][2] = float32(nan) },
		"covers":         func(in *Instance, _ *Options) { in.Covers = nil },
		"covers[1][0]":   func(in *Instance, _ *Options) { in.Covers[1] = []int32{4} },
		"covers[1][1]":   func(in *Instance, _ *Options) { in.Covers[1] = []int32{1, 1} },
		"units":          func(in *Instance, _ *Options) { in.Units = in.Units[:1] },
		"units[0]":       func(in *Instance, _ *Options) { in.Units[0] = -2 },
		"unit_covers":    func(in *Instance, _ *Options) { in.UnitCovers = [][]int32{{1}} },
		"fixed[0]":       func(in *Instance, _ *Options) { in.Fixed = []int{4} },
		"fixed[1]":       func(in *Instance, _ *Options) { in.Fixed = []int{2, 1} },
		"price":          func(in *Instance, _ *Options) { in.Price = in.Price[:3] },
		"price[3]":       func(in *Instance, _ *Options) { in.Price[3] = -5 },
		"capacity[0]":    func(in *Instance, _ *Options) { in.Capacity[0] = nan },
		"instance.sites": func(in *Instance, _ *Options) { in.Sites = -1 },
		"method":         func(_ *Instance, o *Options) { o.Method = "p-hub" },
		"solver":         func(_ *Instance, o *Options) { o.Solver = "highs" },
		"sites":          func(_ *Instance, o *Options) { o.Sites = 0 },
		"budget":         func(_ *Instance, o *Options) { o.Budget = nan },
		"time_limit":     func(_ *Instance, o *Options) { o.TimeLimit = -time.Second },
		"gap":            func(_ *Instance, o *Options) { o.Gap = -0.1 },
		"alternatives":   func(_ *Instance, o *Options) { o.Alternatives = -1 },
		"tolerance":      func(_ *Instance, o *Options) { o.Tolerance = math.Inf(1) },
	} {
		in, opt := line(), Options{Method: Next, Sites: 1}
		spoil(in, &opt)
		_, err := Solve(context.Background(), in, opt)
		p := problem.As(err)
		if p == nil || p.Kind != problem.Invalid || !slices.ContainsFunc(p.Fields, func(f problem.Field) bool { return f.Field == field }) {
			t.Errorf("%s: %v", field, err)
		}
	}
	if err := Validate(nil, Options{}); err == nil {
		t.Error("no instance at all is accepted")
	}
	if err := Validate(&Instance{Weights: []float64{1}, Sites: 1}, Options{Method: PMedian, Sites: 1}); err == nil {
		t.Error("a median without costs is accepted")
	}
}

// Whatever the numbers are: an instance is refused by its fields, or solved to a result that Verify accepts.
func FuzzSolve(f *testing.F) {
	f.Add(uint8(0), uint8(2), []byte{1, 2, 3, 4, 5, 6, 7, 8})
	f.Add(uint8(3), uint8(1), []byte{255, 0, 255, 0, 9, 9, 9, 200, 100, 50})
	f.Add(uint8(5), uint8(3), []byte("whatever stands here becomes numbers"))
	for method := range Methods { // full of digits, odd and even: several sites serve each demand in part
		f.Add(uint8(method), uint8(2), []byte("6692483726958473625142839405867382910293847561728394057382910029384756129038475610293847"))
		f.Add(uint8(method), uint8(131), []byte("55@8P8`8p8X8H8@7`7p7X8H8@8P8`8p7X6H5@8P8`8p8X8H8@8P8`8p8X8H8@8P8`8p8X8H8"))
	}
	f.Fuzz(func(t *testing.T, method, sites uint8, raw []byte) {
		in := fuzzInstance(raw)
		opt := Options{Method: Methods[int(method)%len(Methods)], Sites: int(sites % 5), Solver: SolverGo, TimeLimit: 5 * time.Second}
		if sites >= 128 {
			opt.Budget = float64(sites)
		}
		res, err := Solve(context.Background(), in, opt)
		if err != nil {
			if p := problem.As(err); p == nil || len(p.Fields) == 0 {
				t.Fatalf("refused without a field: %v", err)
			}
			return
		}
		if err := Verify(in, opt, res); err != nil {
			t.Fatalf("%v: %+v", err, res)
		}
		if res.Stop != StopNone {
			t.Fatalf("six sites cannot be decided on: %+v of %+v", res, in)
		}
	})
}

// fuzzInstance takes its numbers from the bytes: up to 6 demands and 6 sites.
func fuzzInstance(raw []byte) *Instance {
	next := func() int {
		if len(raw) == 0 {
			return 0
		}
		b := raw[0]
		raw = raw[1:]
		return int(b)
	}
	number := func() float64 {
		switch b := next(); {
		case b == 255:
			return math.Inf(1)
		case b == 254 && len(raw) >= 8:
			x := math.Float64frombits(binary.LittleEndian.Uint64(raw))
			raw = raw[8:]
			return x
		default:
			return float64(b) / 4
		}
	}
	demands, sites := next()%7, next()%7
	in := &Instance{Sites: sites, Cost: make([][]float32, demands), Covers: make([][]int32, sites)}
	for i := range demands {
		in.Weights = append(in.Weights, number())
		in.Units = append(in.Units, int32(next()%5)-1)
		for j := range sites {
			in.Cost[i] = append(in.Cost[i], float32(number()))
			if next()%2 == 0 {
				in.Covers[j] = append(in.Covers[j], int32(i))
			}
		}
	}
	for j := range sites {
		in.Price, in.Capacity = append(in.Price, number()), append(in.Capacity, number())
		if next()%5 == 4 {
			in.Fixed = append(in.Fixed, j)
		}
	}
	return in
}

func TestParseCBC(t *testing.T) {
	t.Parallel()
	inf := math.Inf(-1)
	for name, c := range map[string]struct {
		log, solution string
		want          cbcAnswer
	}{
		"optimal":    {"Result - Optimal solution found\n\nObjective value:                53.50000000\n", "Optimal - objective value 53.5\n      0 y0   1  0\n  2 y2  1 0\n 9 z3 1 5\n", cbcAnswer{[]int{0, 2}, 53.5, false}},
		"time":       {"Result - Stopped on time limit\nObjective value:    60\nLower bound:   50.25\n", "Stopped on time - objective value 60\n0 y1 0.9999999 0\n", cbcAnswer{[]int{1}, 50.25, false}},
		"no bound":   {"Result - Stopped on time limit\nObjective value: 60\n", "Stopped on time - objective value 60\n0 y1 1 0\n", cbcAnswer{[]int{1}, inf, false}},
		"infeasible": {"Result - Problem proven infeasible\n", "Infeasible - objective value 3\n0 y1 1 0\n", cbcAnswer{nil, inf, true}},
		"starred":    {"", "Integer infeasible - objective\n** 0 y1 1 0\n", cbcAnswer{nil, inf, false}},
		"strange":    {"Lower bound: NaN\nObjective value: Inf\n", "Optimal\ny y1 1\n0 y99 1 0\n0 y-1 1\n0 yy 1\n0 y1 x\n** 1 y0 1 0\n1 y0 1\n", cbcAnswer{[]int{1, 0}, inf, false}},
		"nothing":    {"", "", cbcAnswer{[]int{}, inf, false}},
	} {
		got := parseCBC(c.log, c.solution, 5)
		if !slices.Equal(got.sites, c.want.sites) || (got.sites == nil) != (c.want.sites == nil) || got.bound != c.want.bound || got.infeasible != c.want.infeasible {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func FuzzParseCBC(f *testing.F) {
	f.Add("Result - Optimal solution found\nObjective value: 3\nLower bound: 2\n", "Optimal - objective value 3\n0 y0 1 0\n** 1 y1 0.7 0\n", 4)
	f.Fuzz(func(t *testing.T, log, solution string, sites int) {
		a := parseCBC(log, solution, max(0, min(sites, 1000)))
		for k, j := range a.sites {
			if j < 0 || j >= sites || slices.Contains(a.sites[:k], j) {
				t.Errorf("site %d", j)
			}
		}
		if math.IsNaN(a.bound) || math.IsInf(a.bound, 1) {
			t.Errorf("bound %v", a.bound)
		}
	})
}
