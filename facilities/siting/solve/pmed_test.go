package solve

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// pmedDir is where the instances of OR-Library lie, beside the project.
const pmedDir = "../../../../shared/data/solver/pmed"

// readPmed reads an instance of OR-Library: vertices, edges, p; then the edges, of which a repeated one
// takes its last cost. Costs are those of the shortest paths.
func readPmed(t testing.TB, path string) (cost [][]float32, p int) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewReader(f)
	var n, edges int
	if _, err := fmt.Fscan(in, &n, &edges, &p); err != nil {
		t.Fatal(err)
	}
	cost = make([][]float32, n)
	for i := range cost {
		cost[i] = make([]float32, n)
		for j := range cost[i] {
			if i != j {
				cost[i][j] = float32(math.Inf(1))
			}
		}
	}
	for range edges {
		var a, b, c int
		if _, err := fmt.Fscan(in, &a, &b, &c); err != nil {
			t.Fatal(err)
		}
		cost[a-1][b-1], cost[b-1][a-1] = float32(c), float32(c)
	}
	for _, via := range cost {
		for i := range cost {
			for j := range cost {
				cost[i][j] = min(cost[i][j], via[i]+via[j])
			}
		}
	}
	return cost, p
}

// The published optima of pmed1–20 are found and proven.
func TestPublishedMedians(t *testing.T) {
	t.Parallel()
	f, err := os.Open(filepath.Join(pmedDir, "optimal.txt"))
	if err != nil {
		t.Skip("no instances of OR-Library beside the project: ", err)
	}
	defer f.Close()
	in := bufio.NewReader(f)
	var head1, head2, name string
	var want float64
	if _, err := fmt.Fscan(in, &head1, &head2); err != nil {
		t.Fatal(err)
	}
	count := 0
	for ; ; count++ {
		if _, err := fmt.Fscan(in, &name, &want); err != nil {
			break
		}
		cost, p := readPmed(t, filepath.Join(pmedDir, name+".txt"))
		inst := &Instance{Sites: len(cost), Weights: ones(len(cost)), Cost: cost}
		res := solved(t, inst, Options{Method: PMedian, Sites: p, Solver: SolverGo})
		if res.Value != want || !res.Proven || res.Bound != want {
			t.Errorf("%s: value %v, bound %v, proven %v; published %v", name, res.Value, res.Bound, res.Proven, want)
		}
		t.Logf("%s p=%d: %v in %d nodes, %s", name, p, res.Value, res.Nodes, res.Elapsed)
	}
	if count != 20 {
		t.Errorf("%d instances read, not 20", count)
	}
}

func ones(n int) []float64 {
	w := make([]float64, n)
	for i := range w {
		w[i] = 1
	}
	return w
}
