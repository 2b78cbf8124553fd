package rounds

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// A straight line along a parallel and tracks beside it: the stretches are known.
func TestCover(t *testing.T) {
	t.Parallel()
	line := orb.LineString{{104.00, 23.3}, {104.02, 23.3}, {104.05, 23.3}}
	east, north := scale(23.3)
	length := geo.Length(line)
	for _, tc := range []struct {
		name   string
		tracks []orb.LineString
		want   []Stretch
	}{
		{"no track", nil, []Stretch{}},
		{"the line itself", []orb.LineString{line}, []Stretch{{0, length}}},
		{"beside it, within reach", []orb.LineString{{{103.99, 23.3 + 60/north}, {104.06, 23.3 + 60/north}}}, []Stretch{{0, length}}},
		{"beside it, out of reach", []orb.LineString{{{103.99, 23.3 + 140/north}, {104.06, 23.3 + 140/north}}}, []Stretch{}},
		{"the first kilometre", []orb.LineString{{{104.00, 23.3}, {104.00 + 1000/east, 23.3}}}, []Stretch{{0, 1100}}},
		{"a crossing", []orb.LineString{{{104.01, 23.2}, {104.01, 23.4}}}, []Stretch{{0.01*east - 100, 0.01*east + 100}}},
		{"one fix", []orb.LineString{{{104.03, 23.3 + 60/north}}}, []Stretch{{0.03*east - 80, 0.03*east + 80}}},
		{"fixes that stand still", []orb.LineString{{{104.03, 23.3}, {104.03, 23.3}}}, []Stretch{{0.03*east - 100, 0.03*east + 100}}},
		{"two apart", []orb.LineString{{{104.00, 23.3}, {104.00 + 500/east, 23.3}}, {{104.04, 23.3}, {104.05, 23.3}}},
			[]Stretch{{0, 600}, {0.04*east - 100, length}}},
	} {
		got, total := cover(line, tc.tracks, 100)
		if math.Abs(total-length) > 1e-6 || len(got) != len(tc.want) {
			t.Errorf("%s: %v of %v, want %v of %v", tc.name, got, total, tc.want, length)
			continue
		}
		for i := range got {
			if math.Abs(got[i][0]-tc.want[i][0]) > 0.05 || math.Abs(got[i][1]-tc.want[i][1]) > 0.05 {
				t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
			}
		}
	}
}

// Points of crooked lines lie in a stretch if and only if a crooked track passes within reach.
func TestCoverAgainstDistances(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 35))
	wander := func(n int) orb.LineString {
		p := orb.Point{104.2 + random.Float64()*0.01, 23.4 + random.Float64()*0.01}
		line := orb.LineString{p}
		for range n {
			p = orb.Point{p[0] + (random.Float64()-0.4)*0.002, p[1] + (random.Float64()-0.5)*0.002}
			line = append(line, p)
		}
		return line
	}
	for range 30 {
		line, track := wander(20), wander(30)
		walked, _ := cover(line, []orb.LineString{track}, 100)
		at := 0.0
		for i := 1; i < len(line); i++ {
			d := geo.Distance(line[i-1], line[i])
			for f := 0.05; f < 1; f += 0.1 {
				p := orb.Point{line[i-1][0] + f*(line[i][0]-line[i-1][0]), line[i-1][1] + f*(line[i][1]-line[i-1][1])}
				away, in := geo.DistanceTo(p, track), false
				for _, w := range walked {
					in = in || w[0] <= at+f*d && at+f*d <= w[1]
				}
				if math.Abs(away-100) > 0.1 && in != (away < 100) {
					t.Fatalf("%v m from the track, in a stretch: %v", away, in)
				}
			}
			at += d
		}
	}
}

func TestGaps(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		walked []Stretch
		want   []Stretch
	}{
		{nil, []Stretch{{0, 10}}}, {[]Stretch{{0, 10}}, []Stretch{}}, {[]Stretch{{2, 3}, {5, 10}}, []Stretch{{0, 2}, {3, 5}}},
	} {
		got := gaps(tc.walked, 10)
		if len(got) != len(tc.want) {
			t.Errorf("gaps of %v: %v", tc.walked, got)
			continue
		}
		for i := range got {
			if got[i] != tc.want[i] {
				t.Errorf("gaps of %v: %v", tc.walked, got)
			}
		}
	}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		then, now []string
		want      string
	}{
		{nil, []string{"intact"}, "first"}, {[]string{"intact"}, nil, "waiting"}, {[]string{"intact"}, []string{"intact"}, "same"},
		{[]string{"intact"}, []string{"tilted"}, "worse"}, {[]string{"tilted"}, []string{"intact"}, "better"},
		{[]string{"faded", "tilted"}, []string{"faded", "lost"}, "changed"}, {[]string{"faded"}, []string{"faded"}, "same"},
	} {
		c := MarkerComparison{Then: tc.then, Now: tc.now, then: tc.then != nil, now: tc.now != nil}
		if c.judge(); c.Change != tc.want {
			t.Errorf("%v then, %v now: %s, want %s", tc.then, tc.now, c.Change, tc.want)
		}
	}
}

// Whatever the numbers of a track, the stretches are in order, apart and on the line.
func FuzzCover(f *testing.F) {
	f.Add(104.0, 23.0, 104.1, 23.1, 104.0, 23.05, 104.1, 23.05, 100.0)
	f.Add(104.0, 23.0, 104.0, 23.0, 104.0, 23.0, 104.0, 23.0, 0.0)
	f.Add(0.0, 90.0, 180.0, -90.0, -180.0, 90.0, 0.0, 0.0, 1e5)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g, h, i, reach float64) {
		if math.Abs(a)+math.Abs(c)+math.Abs(e)+math.Abs(h) > 720 || math.Abs(b) > 90 || math.Abs(d) > 90 || math.Abs(g) > 90 || math.Abs(i) > 90 || !(reach >= 0 && reach < 1e6) {
			return
		}
		walked, length := cover(orb.LineString{{a, b}, {c, d}}, []orb.LineString{{{e, g}, {h, i}}}, reach)
		last := -1.0
		for _, w := range walked {
			if !(w[0] > last && w[1] >= w[0] && w[0] >= 0 && w[1] <= length*1.000001+1e-6) {
				t.Fatalf("%v of %v", walked, length)
			}
			last = w[1]
		}
	})
}
