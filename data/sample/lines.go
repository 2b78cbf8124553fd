package sample

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// neighbours outside the prefecture; their names are facts.
var neighbours = map[string]string{"45": "广西壮族自治区", "5303": "曲靖市", "532503": "蒙自市", "532502": "开远市"}

// line is a generated boundary line with the areas beside it.
type line struct {
	code, name, level, left, right, leftName, rightName string
	path                                                orb.LineString
}

// step is an edge walked in the direction in which the left area lies left.
type step struct{ from, to corner }

// lines draws one line for each pair of areas that touch.
func (g *generator) lines() []line {
	pairs := g.pairs()
	names := g.names()
	var all []line
	for _, key := range slices.Sorted(maps.Keys(pairs)) {
		left, right := key[0:9], key[9:18]
		l := line{code: key, left: short(left), right: short(right)}
		l.leftName, l.rightName = names[l.left], names[l.right]
		l.name, l.level = l.leftName+l.rightName+"线", level(l.left, l.right)
		l.path = g.join(pairs[key])
		all = append(all, l)
	}
	g.writeGeoJSON("lines.geojson", lineFeatures(all))
	return all
}

// short takes the filling zeros off a code of nine digits: codes have 2, 4, 6 or 9.
func short(code string) string {
	for _, n := range []int{2, 4, 6} {
		if strings.Trim(code[n:], "0") == "" {
			return code[:n]
		}
	}
	return code
}

func level(left, right string) string {
	switch {
	case len(right) == 9:
		return "township"
	case left[:2] != right[:2]:
		return "province"
	case len(right) == 4 || left[:4] != right[:4]:
		return "prefecture"
	}
	return "county"
}

// pairs collects the edges between two areas under the code of their line.
func (g *generator) pairs() map[string][]step {
	owner := map[cell]string{}
	g.each(func(_ *county, t *township) { owner[t.cell] = t.code })
	pairs := map[string][]step{}
	for e, cells := range g.grid.sides {
		first := cells[0]
		mine, other := owner[first], neighbour(e, first)
		if len(cells) == 2 {
			other = owner[cells[1]]
		}
		if other == "" {
			continue // the national border
		}
		if len(other) != 9 || other[:6] != mine[:6] {
			mine, other = mine[:6], other[:min(len(other), 6)]
		}
		s := first.step(e)
		if len(cells) == 2 && other < mine {
			mine, other, s = other, mine, step{s.to, s.from}
		}
		pairs[fmt.Sprintf("%-9s%-9s", mine, other)] = append(pairs[fmt.Sprintf("%-9s%-9s", mine, other)], s)
	}
	return zeroed(pairs)
}

func zeroed(pairs map[string][]step) map[string][]step {
	out := make(map[string][]step, len(pairs))
	for key, steps := range pairs {
		out[strings.ReplaceAll(key, " ", "0")] = steps
	}
	return out
}

// step walks the edge so that the cell lies left.
func (c cell) step(e edge) step {
	ring := c.ring()
	for i, from := range ring {
		if to := ring[(i+1)%len(ring)]; newEdge(from, to) == e {
			return step{from, to}
		}
	}
	panic("the edge is not one of the cell's")
}

// neighbour is the area beyond an outer edge; "" beyond the national border in the south.
func neighbour(e edge, c cell) string {
	last := len(plan) - 1
	switch {
	case c.row == 0 && e.a.line == 0 && e.b.line == 0:
		return "5303"
	case c.row == last && e.a.line == last+1 && e.b.line == last+1:
		return ""
	case c.col > len(plan[0])/2:
		return "45"
	case c.row < 4:
		return "532502"
	}
	return "532503"
}

// join puts the steps of a line in order; each pair of areas touches along one way only.
func (g *generator) join(steps []step) orb.LineString {
	next, ends := map[corner]corner{}, map[corner]bool{}
	for _, s := range steps {
		next[s.from], ends[s.to] = s.to, true
	}
	var start corner
	for from := range next {
		if !ends[from] {
			start = from
		}
	}
	var path orb.LineString
	var last orb.Point
	at, walked := start, 0
	for to, ok := next[at]; ok; to, ok = next[at] {
		part := g.grid.path(at, to)
		path, last = append(path, part[:3]...), part[3]
		at, walked = to, walked+1
	}
	if walked != len(steps) {
		panic("a pair of areas touches in several places: change the plan")
	}
	return append(path, last)
}

func lineFeatures(lines []line) []feature {
	features := make([]feature, len(lines))
	for i, l := range lines {
		properties := map[string]any{
			"code": l.code, "name": l.name, "level": l.level,
			"left_area": l.left, "left_name": l.leftName, "right_area": l.right, "right_name": l.rightName,
			"short_code": l.shortCode(), "agreement": fmt.Sprintf("示意协议第%d号", i+1), "round4_result": "qualified",
			"agreed_length_km": math.Round(geo.Length(l.path)*1.2) / 1000,
		}
		features[i] = newFeature(l.path, properties)
	}
	return features
}

// shortCode is the line's part of marker numbers; township lines have none.
func (l line) shortCode() string {
	switch l.level {
	case "township":
		return ""
	case "county":
		return l.left[4:6] + l.right[4:6]
	case "prefecture":
		return l.left[4:6] + (l.right + "00")[2:6]
	}
	return l.right[:2] + l.left[:2]
}

func (g *generator) names() map[string]string {
	names := maps.Clone(neighbours)
	for _, c := range g.counties {
		names[c.code] = c.name
	}
	g.each(func(_ *county, t *township) { names[t.code] = t.name })
	return names
}
