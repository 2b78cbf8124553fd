package solve

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"
)

// hard is an instance that takes minutes to prove.
func hard() (*Instance, Options) {
	in := made{seed: 1, townships: 104, villages: 3000, sites: 1000, radius: 9}.instance()
	return in, Options{Method: MCLP, Sites: 80, Solver: SolverGo}
}

// A run that is cancelled half-way, or whose time is up, answers with what it has found and a bound.
func TestStops(t *testing.T) {
	t.Parallel()
	in, opt := hard()
	ctx, cancel := context.WithCancel(context.Background())
	opt.Progress = func(p Progress) {
		if p.Nodes > 0 {
			cancel()
		}
	}
	res, err := Solve(ctx, in, opt)
	checkStopped(t, in, opt, res, err, StopContext)

	opt.Progress, opt.TimeLimit = nil, 3*time.Second
	res, err = Solve(context.Background(), in, opt)
	checkStopped(t, in, opt, res, err, StopTime)

	opt.TimeLimit = 0
	ctx, cancel = context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	res, err = Solve(ctx, in, opt)
	checkStopped(t, in, opt, res, err, StopTime)

	opt.Gap = 0.05
	res, err = Solve(context.Background(), in, opt)
	checkStopped(t, in, opt, res, err, StopGap)
	if res.Gap > opt.Gap {
		t.Errorf("gap %v is above the one asked for", res.Gap)
	}
}

func checkStopped(t *testing.T, in *Instance, opt Options, res *Result, err error, want Stop) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if err := Verify(in, opt, res); err != nil {
		t.Error(err)
	}
	if res.Stop != want || res.Status != Feasible || len(res.New) == 0 || math.IsInf(res.Gap, 0) {
		t.Errorf("want a stop by %q: %s by %q, %d sites, gap %v", want, res.Status, res.Stop, len(res.New), res.Gap)
	}
}

// A context that has ended before the start: no error, and nothing that is not so.
func TestStoppedAtOnce(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	in := made{seed: 3, townships: 5, villages: 30, sites: 20, radius: 20}.instance()
	for _, method := range Methods {
		opt := Options{Method: method, Sites: 20}
		res, err := Solve(ctx, in, opt)
		if err != nil {
			t.Fatal(err)
		}
		if err := Verify(in, opt, res); err != nil {
			t.Errorf("%s: %v", method, err)
		}
		if !res.Proven && res.Stop != StopContext {
			t.Errorf("%s: %s, stopped by %q", method, res.Status, res.Stop)
		}
	}
}

// fakeCBC is a program in place of cbc. It finds the solution file's name as its last argument.
func fakeCBC(t *testing.T, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "cbc")
	if err := os.WriteFile(path, []byte("#!/bin/sh\nfor last; do :; done\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func runWith(t *testing.T, ctx context.Context, cbc string, in *Instance, opt Options) *Result {
	t.Helper()
	r := &run{in: in, opt: opt, ctl: newControl(ctx, opt), cbc: cbc}
	res := r.solve()
	if err := Verify(in, opt, res); err != nil {
		t.Error(err)
	}
	return res
}

// A cbc that does not end is ended when the run is cancelled.
func TestCancelDuringCBC(t *testing.T) {
	t.Parallel()
	in, opt := hard()
	opt.Solver = SolverCBC
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	opt.Progress = func(p Progress) {
		if p.Phase == PhaseCBC {
			cancel()
		}
	}
	res := runWith(t, ctx, fakeCBC(t, "exec sleep 3600"), in, opt)
	if res.Stop != StopContext || len(res.New) == 0 {
		t.Errorf("%s by %q with %v", res.Status, res.Stop, res.New)
	}
}

// What cbc says is judged: rubbish, failure, and sites beyond the limits do no harm.
func TestCBCIsNotBelieved(t *testing.T) {
	t.Parallel()
	in := made{seed: 5, townships: 10, villages: 40, sites: 30, radius: 15}.instance()
	opt := Options{Method: MCLP, Sites: 3, Solver: SolverGo}
	want := solved(t, in, opt)
	opt.Solver = SolverCBC
	for name, script := range map[string]string{
		"fails":    "exit 3",
		"silent":   "true",
		"rubbish":  `echo "Lower bound: ???"; echo "nonsense y1 y2" >"$last"`,
		"too many": `echo "Lower bound: -1e300"; (echo "Stopped on time"; for j in 0 1 2 3 4 5 6 7; do echo "$j y$j 1 0"; done) >"$last"`,
	} {
		res := runWith(t, context.Background(), fakeCBC(t, script), in, opt)
		if !res.Proven || res.Value != want.Value {
			t.Errorf("%s: %s %v, want %v", name, res.Status, res.Value, want.Value)
		}
	}
}

// The same question has the same answer, and progress never goes back.
func TestSameAnswerTwice(t *testing.T) {
	t.Parallel()
	in := made{seed: 9, townships: 30, villages: 200, sites: 120, radius: 12, fixed: 2, priced: true}.instance()
	for _, method := range Methods {
		opt := Options{Method: method, Sites: 6, Alternatives: 3, Tolerance: 0.1, Seed: 42, Solver: SolverGo}
		if method == LSCP {
			opt.Sites = 0
		}
		first, second := solved(t, in, opt), solved(t, in, opt)
		t.Logf("%s: %d nodes in %s", method, first.Nodes, first.Elapsed)
		first.Elapsed, second.Elapsed = 0, 0
		if !first.Proven || !reflect.DeepEqual(first, second) {
			t.Errorf("%s: %+v, then %+v", method, first, second)
		}
	}
	opt := Options{Method: PMedian, Sites: 10, Solver: SolverGo}
	var told []Progress
	opt.Progress = func(p Progress) { told = append(told, p) }
	solved(t, made{seed: 2, townships: 104, villages: 1500, sites: 800}.instance(), opt)
	if len(told) == 0 || !slices.IsSortedFunc(told, func(a, b Progress) int { return b2i(a.Bound > b.Bound || a.Incumbent < b.Incumbent) }) {
		t.Errorf("progress goes back: %+v", told)
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
