package solve

import (
	"fmt"
	"testing"
	"time"
)

// measure solves once a round and reports seconds and gap.
func measure(b *testing.B, in *Instance, opt Options) {
	b.Helper()
	var seconds, gap float64
	proven := 1.0
	for b.Loop() {
		res := solved(b, in, opt)
		seconds, gap = res.Elapsed.Seconds(), 100*res.Gap
		if !res.Proven {
			proven = 0
		}
		b.Logf("%s: %s, value %v, bound %v, %d nodes, by %s", opt.Method, res.Status, res.Value, res.Bound, res.Nodes, res.Solver)
	}
	b.ReportMetric(seconds, "s")
	b.ReportMetric(gap, "gap-%")
	b.ReportMetric(proven, "proven")
}

func BenchmarkMedian5000x1000(b *testing.B) {
	in := made{seed: 1, townships: 104, villages: 5000, sites: 1000}.instance()
	for _, p := range []int{10, 50, 100} {
		b.Run(fmt.Sprint(p), func(b *testing.B) {
			measure(b, in, Options{Method: PMedian, Sites: p, Gap: 0.001, TimeLimit: time.Minute, Solver: SolverGo})
		})
	}
}

func BenchmarkCover10000x2000(b *testing.B) {
	for _, radius := range []float64{6, 10} {
		in := made{seed: 1, townships: 104, villages: 10_000, sites: 2000, radius: radius}.instance()
		for _, p := range []int{20, 50, 100} {
			b.Run(fmt.Sprintf("%gkm/%d", radius, p), func(b *testing.B) {
				measure(b, in, Options{Method: MCLP, Sites: p, TimeLimit: time.Minute})
			})
		}
	}
}

// A prefecture like Wenshan: 104 townships, 1,000 villages, 2,000 candidates, without cbc.
func BenchmarkPrefecture(b *testing.B) {
	for _, radius := range []float64{6, 10, 15} {
		in := made{seed: 1, townships: 104, villages: 1000, sites: 2000, radius: radius, fixed: 20}.instance()
		for _, method := range Methods {
			for _, p := range []int{10, 30} {
				b.Run(fmt.Sprintf("%gkm/%s/%d", radius, method, p), func(b *testing.B) {
					opt := Options{Method: method, Sites: p, TimeLimit: 20 * time.Second, Solver: SolverGo}
					if method == LSCP {
						opt.Sites = 0
					}
					measure(b, in, opt)
				})
			}
		}
	}
}
