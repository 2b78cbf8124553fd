package solve

import (
	"context"
	"fmt"
	"testing"
	"time"
)

func TestDbgSurvey(t *testing.T) {
	for seed := range uint64(3) {
		for _, fixed := range []int{0, 60} {
			for _, r := range []float64{6, 10, 15} {
				in := made{seed: seed, townships: 104, villages: 1000, sites: 2000, radius: r, fixed: fixed}.instance()
				for _, m := range Methods {
					if m == CapacitatedMCLP || r > 6 && (m == PMedian || m == PCenter) {
						continue
					}
					for _, p := range []int{10, 30, 60} {
						opt := Options{Method: m, Sites: p, TimeLimit: 10 * time.Second, Solver: SolverGo}
						if m == LSCP {
							opt.Sites = 0
							if p > 10 {
								continue
							}
						}
						res, _ := Solve(context.Background(), in, opt)
						if res.Elapsed > 3*time.Second || !res.Proven {
							fmt.Printf("seed %d fixed %d r %v %s %d: %v %v gap %.4f%% nodes %d %v\n", seed, fixed, r, m, p, res.Value, res.Bound, 100*res.Gap, res.Nodes, res.Elapsed)
						}
					}
				}
			}
		}
	}
}
