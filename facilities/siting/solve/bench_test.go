package solve

import (
	"testing"
	"time"
)

// measure solves once a round and reports seconds and gap of the last one.
func measure(b *testing.B, in *Instance, opt Options) {
	b.Helper()
	var res *Result
	for b.Loop() {
		res = solved(b, in, opt)
	}
	b.Logf("%s: %s, value %v, bound %v, %d nodes, by %s", opt.Method, res.Status, res.Value, res.Bound, res.Nodes, res.Solver)
	b.ReportMetric(res.Elapsed.Seconds(), "s")
	b.ReportMetric(100*res.Gap, "gap-%")
}

// How near to the optimum ten seconds lead.
func BenchmarkMedian(b *testing.B) {
	in := made{seed: 1, townships: 104, villages: 5000, sites: 1000}.instance()
	measure(b, in, Options{Method: PMedian, Sites: 50, TimeLimit: 10 * time.Second, Solver: SolverGo})
}

func BenchmarkCover(b *testing.B) {
	in := made{seed: 1, townships: 104, villages: 10_000, sites: 2000, radius: 4}.instance()
	measure(b, in, Options{Method: MCLP, Sites: 50, TimeLimit: time.Minute})
}

// A prefecture with as many townships, villages and candidates as Wenshan, 94 of them standing already,
// without cbc. The capacitated cover is harder: half a minute, and a gap.
func BenchmarkPrefecture(b *testing.B) {
	in := made{seed: 1, townships: 104, villages: 1000, sites: 2000, radius: 10, fixed: 94}.instance()
	for _, method := range Methods {
		b.Run(string(method), func(b *testing.B) {
			opt := Options{Method: method, Sites: 10, TimeLimit: 30 * time.Second, Solver: SolverGo}
			if method == LSCP {
				opt.Sites = 0
			}
			measure(b, in, opt)
		})
	}
}
