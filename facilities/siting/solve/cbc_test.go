package solve

import (
	"fmt"
	"sync/atomic"
	"testing"
)

// Both solvers prove the same values on instances that are too large to try all choices.
func TestAgainstCBC(t *testing.T) {
	t.Parallel()
	if findCBC() == "" {
		t.Fatal("cbc is missing: scripts/setup.sh test installs it (Debian package coinor-cbc)")
	}
	var used atomic.Int32
	t.Cleanup(func() {
		if used.Load() < 9 {
			t.Errorf("cbc had a part in %d answers only", used.Load())
		}
	})
	for _, method := range Methods {
		for seed := range uint64(3) {
			t.Run(fmt.Sprintf("%s/%d", method, seed), func(t *testing.T) {
				t.Parallel()
				m := made{seed: seed, townships: 20, villages: 50, sites: 30, radius: 12, fixed: int(seed), priced: seed == 2}
				opt := Options{Method: method, Sites: 8, Solver: SolverGo}
				if method == LSCP {
					opt.Sites = 0
				}
				if m.priced {
					opt.Budget = 2_000_000
				}
				in := m.instance()
				ours := solved(t, in, opt)
				opt.Solver = SolverCBC
				theirs := solved(t, in, opt)
				t.Logf("go %v in %s, cbc %v in %s (%s)", ours.Value, ours.Elapsed, theirs.Value, theirs.Elapsed, theirs.Solver)
				if theirs.Solver == SolverCBC {
					used.Add(1)
				}
				if ours.Status != theirs.Status || !alike(ours.Value, theirs.Value) {
					t.Errorf("%s %v, by cbc %s %v", ours.Status, ours.Value, theirs.Status, theirs.Value)
				}
			})
		}
	}
}
