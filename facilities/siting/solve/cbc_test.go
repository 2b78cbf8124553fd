package solve

import (
	"fmt"
	"testing"
	"time"
)

// Both solvers prove the same values on instances that are too large to try all choices.
func TestAgainstCBC(t *testing.T) {
	t.Parallel()
	if findCBC() == "" {
		t.Fatal("cbc is missing: scripts/setup.sh test installs it (Debian package coinor-cbc)")
	}
	for _, method := range Methods {
		for seed := range uint64(3) {
			t.Run(fmt.Sprintf("%s/%d", method, seed), func(t *testing.T) {
				t.Parallel()
				m := made{seed: seed, townships: 20, villages: 60, sites: 40, radius: 12, fixed: int(seed), priced: seed == 2}
				opt := Options{Method: method, Sites: 8, Solver: SolverGo, TimeLimit: time.Minute}
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
				if ours.Status != theirs.Status || !alike(ours.Value, theirs.Value) {
					t.Errorf("%s %v, by cbc %s %v", ours.Status, ours.Value, theirs.Status, theirs.Value)
				}
			})
		}
	}
}
