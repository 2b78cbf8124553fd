package topology_test

import (
	"fmt"
	"testing"

	"github.com/paulmach/orb"

	"cairn/boundaries/topology"
)

// grid is a chessboard of n × n townships with lines of many vertices between them.
func grid(n, vertices int) topology.Set {
	var set topology.Set
	area := func(i, j int) string {
		if i < 0 || j < 0 || i >= n || j >= n {
			return "45"
		}
		return fmt.Sprintf("%02d%02d%02d%03d", 53, 26, 1, i*n+j+1)
	}
	add := func(left, right string, from, to orb.Point) {
		l := topology.Line{Code: (left + "000000000")[:9] + (right + "000000000")[:9] + fmt.Sprint(len(set.Lines)), Left: left, Right: right, Level: "township"}
		if left == "45" || right == "45" {
			l.Level = "province"
		}
		for k := range vertices + 1 {
			s := float64(k) / float64(vertices)
			bow := 0.001 * float64(k%2)
			if k == 0 || k == vertices {
				bow = 0
			}
			l.Course = append(l.Course, orb.Point{from[0] + s*(to[0]-from[0]) + bow, from[1] + s*(to[1]-from[1]) + bow})
		}
		set.Lines = append(set.Lines, l)
	}
	at := func(i, j int) orb.Point { return orb.Point{104 + 0.05*float64(i), 23 + 0.05*float64(j)} }
	for i := 0; i <= n; i++ {
		for j := 0; j <= n; j++ {
			if i < n {
				add(area(i, j), area(i, j-1), at(i, j), at(i+1, j))
			}
			if j < n {
				add(area(i-1, j), area(i, j), at(i, j), at(i, j+1))
			}
		}
	}
	return set
}

// BenchmarkCheck checks about 2,000 lines with 60 vertices each. Wanted: under 10 s.
func BenchmarkCheck(b *testing.B) {
	set := grid(31, 60)
	for b.Loop() {
		if found := topology.Check(set, topology.DefaultLimits); len(found) > 0 {
			b.Fatalf("%d findings, first %+v", len(found), found[0])
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s-per-check")
	b.ReportMetric(float64(len(set.Lines)), "lines")
}
