package boundaries

import (
	"testing"

	"github.com/paulmach/orb"
)

// Two squares side by side, A and B; the line between them runs from the bottom to the top.
var (
	squareA = county{"532601", orb.MultiPolygon{{{{104, 23}, {104.1, 23}, {104.1, 23.1}, {104, 23.1}, {104, 23}}}}}
	squareB = county{"532602", orb.MultiPolygon{{{{104.1, 23}, {104.2, 23}, {104.2, 23.1}, {104.1, 23.1}, {104.1, 23}}}}}
	between = orb.LineString{{104.1, 23}, {104.1, 23.1}}
	left    = orb.LineString{{104.1, 23.1}, {104, 23.1}, {104, 23}, {104.1, 23}}
	right   = orb.LineString{{104.1, 23}, {104.2, 23}, {104.2, 23.1}, {104.1, 23.1}}
	south   = orb.LineString{{104.1, 23}, {104.2, 23}, {104.2, 23.1}}
)

func TestClosingEdges(t *testing.T) {
	t.Parallel()
	moved := append(orb.LineString{}, left...)
	moved[1] = orb.Point{104.00001, 23.10001} // a vertex of the line is 1.5 m off the outline
	for _, tc := range []struct {
		name  string
		lines orb.MultiLineString
		want  map[string]orb.MultiLineString
	}{
		{"all lines there", orb.MultiLineString{between, left, right}, nil},
		{"one side is the border", orb.MultiLineString{between, left, south},
			map[string]orb.MultiLineString{"532602": {{{104.2, 23.1}, {104.1, 23.1}}}}},
		{"a border over the start of the ring", orb.MultiLineString{between, right},
			map[string]orb.MultiLineString{"532601": {{{104.1, 23.1}, {104, 23.1}, {104, 23}, {104.1, 23}}}}},
		{"no line between the counties", orb.MultiLineString{left, right}, nil},
		{"no lines at all", nil, nil},
		{"line and outline differ by little", orb.MultiLineString{between, moved, right}, nil},
		{"a stretch that ends at no line's end", orb.MultiLineString{between, right, {{104.1, 23.1}, {104, 23.1}, {104, 23.05}}}, nil},
	} {
		got := closingEdges([]county{squareA, squareB}, tc.lines)
		if len(got) != len(tc.want) {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
		for code, edge := range tc.want {
			if !got[code].Equal(edge) {
				t.Errorf("%s: %s has %v, want %v", tc.name, code, got[code], edge)
			}
		}
	}
}

// A hole with a line all around it is closed; a county whose ring has no line at all is no border.
func TestClosingEdgesOfHoles(t *testing.T) {
	t.Parallel()
	hole := orb.Ring{{104.02, 23.02}, {104.02, 23.04}, {104.04, 23.04}, {104.02, 23.02}}
	holed := county{"532601", orb.MultiPolygon{{squareA.outline[0][0], hole}}}
	if got := closingEdges([]county{holed}, orb.MultiLineString{between, left, orb.LineString(hole)}); len(got) != 0 {
		t.Errorf("closed all around: %v", got)
	}
}
