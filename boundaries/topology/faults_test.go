package topology_test

import (
	"context"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"cairn/boundaries/boundarytest"
	"cairn/boundaries/topology"
)

// A line drawn wrong, taken away or named wrong in the clean pack is told once, by its kind.
func TestSpoiltPack(t *testing.T) {
	t.Parallel()
	clean, err := topology.NewStore(boundarytest.Pack(t)).Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	find := func(s *topology.Set, code string) *topology.Line {
		return &s.Lines[slices.IndexFunc(s.Lines, func(l topology.Line) bool { return l.Code == code })]
	}
	const county, township = "532601000532622000", "532627107532627211"
	for name, tc := range map[string]struct {
		kind, line string
		spoil      func(*topology.Set)
	}{
		"an end in the open": {topology.Dangle, township, func(s *topology.Set) {
			l := find(s, township)
			l.Course[0] = orb.Point{(l.Course[0][0] + l.Course[1][0]) / 2, (l.Course[0][1] + l.Course[1][1]) / 2}
		}},
		"a county line that misses the others": {topology.Junction, county, func(s *topology.Set) {
			l := find(s, county)
			l.Course[len(l.Course)-1][0] += 2e-4
		}},
		"a loop": {topology.SelfCrossing, county, func(s *topology.Set) {
			l := find(s, county)
			a, b := l.Course[0], l.Course[1]
			l.Course = slices.Insert(l.Course, 1, b, orb.Point{b[0] + 1e-3, b[1]}, orb.Point{(a[0] + b[0]) / 2, (a[1]+b[1])/2 - 1e-3}, orb.Point{(a[0] + b[0]) / 2, (a[1]+b[1])/2 + 1e-3})
		}},
		"sides exchanged": {topology.WrongSides, county, func(s *topology.Set) {
			l := find(s, county)
			l.Left, l.Right = l.Right, l.Left
		}},
		"another level": {topology.WrongLevel, county, func(s *topology.Set) { find(s, county).Level = "prefecture" }},
		"a length out of the way": {topology.LengthDeparture, county, func(s *topology.Set) {
			km := *find(s, county).AgreedKm * 1.3
			find(s, county).AgreedKm = &km
		}},
		"a marker elsewhere": {topology.MarkerOffLine, "532627000450000000", func(s *topology.Set) {
			m := &s.Markers[slices.IndexFunc(s.Markers, func(m topology.Marker) bool { return m.Number == "4553002Q" })]
			m.Position[0] += 1e-3
		}},
		"numbers exchanged": {topology.MarkerOrder, "532627000450000000", func(s *topology.Set) {
			i := slices.IndexFunc(s.Markers, func(m topology.Marker) bool { return m.Number == "4553002Q" })
			j := slices.IndexFunc(s.Markers, func(m topology.Marker) bool { return m.Number == "4553003Q" })
			s.Markers[i].Position, s.Markers[j].Position = s.Markers[j].Position, s.Markers[i].Position
		}},
		"the border without its edge": {topology.Dangle, "", func(s *topology.Set) { s.Closing = nil }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			set := copied(clean)
			tc.spoil(&set)
			found := topology.Check(set, topology.DefaultLimits)
			if !slices.ContainsFunc(found, func(f topology.LineFault) bool {
				return f.Kind == tc.kind && (tc.line == "" || f.Line == tc.line)
			}) {
				t.Errorf("no %s of %s among %+v", tc.kind, tc.line, found)
			}
			for _, f := range found {
				if tc.line != "" && f.Line != tc.line && f.Severity == topology.Error {
					t.Errorf("told of another line too: %+v", f)
				}
			}
		})
	}
}

// Without a line between them two townships lie open to each other, and what the lines
// close differs from the areas on file.
func TestTakenAwayAndRedrawn(t *testing.T) {
	t.Parallel()
	db := boundarytest.Pack(t)
	s := topology.NewStore(db)
	clean, err := s.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	set := copied(clean)
	i := slices.IndexFunc(set.Lines, func(l topology.Line) bool { return l.Code == "532627107532627211" })
	gone := slices.Delete(slices.Clone(set.Lines), i, i+1)
	report, err := s.CheckLines(context.Background(), gone)
	if err != nil || kindsOf(report)[topology.NotClosed] == 0 {
		t.Errorf("%v %v", kindsOf(report), err)
	}
	bent := copied(clean)
	l := &bent.Lines[i]
	l.Course = slices.Insert(l.Course, 1, orb.Point{(l.Course[0][0]+l.Course[1][0])/2 + 1e-3, (l.Course[0][1] + l.Course[1][1]) / 2})
	report, err = s.CheckLines(context.Background(), bent.Lines)
	if kinds := kindsOf(report); err != nil || kinds[topology.AreaGap] == 0 || kinds[topology.AreaOverlap] == 0 || len(kinds) != 2 {
		t.Errorf("%v %v", kinds, err)
	}
}

func kindsOf(r topology.LineFaults) map[string]int {
	kinds := map[string]int{}
	for _, f := range r.Findings {
		if f.Severity == topology.Error {
			kinds[f.Kind]++
		}
	}
	return kinds
}

// copied is a set whose lines and markers may be spoilt.
func copied(s topology.Set) topology.Set {
	s.Lines, s.Markers = slices.Clone(s.Lines), slices.Clone(s.Markers)
	for i := range s.Lines {
		s.Lines[i].Course = slices.Clone(s.Lines[i].Course)
	}
	return s
}

// A fault of a line without a proper code is lost by no filter that asks for everything.
func TestFaultIsIn(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		fault topology.LineFault
		area  string
		in    bool
	}{
		{topology.LineFault{Line: "x"}, "", true},
		{topology.LineFault{Line: "x"}, "53", false},
		{topology.LineFault{Line: "532601000532622000"}, "532622", true},
		{topology.LineFault{Line: "532601000532622000"}, "532623", false},
		{topology.LineFault{Areas: []string{"532601"}}, "5326", true},
	} {
		if got := tc.fault.In(tc.area); got != tc.in {
			t.Errorf("%+v in %q: %v", tc.fault, tc.area, got)
		}
	}
}
