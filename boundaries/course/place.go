package course

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// Marker is a boundary marker as the course sees it.
type Marker struct {
	ID       string
	Number   string
	Type     string   // single, double, triple
	Lines    []string // codes of the lines that it marks
	Position orb.Point
	HeightM  *float64
}

// How far away a place is still meant, metres.
const (
	reach       = 500 // a pass so much farther than the nearest may be the right one
	nodeReach   = 500 // a marker of several lines this near to where they meet stands for that
	outOfOrder  = 1e6 // what it costs to break the order of the numbers: more than any pass
	samePlace   = 1.0 // stations this near to each other are one
	onLine      = 1.0 // an offset up to this is none
	windowRatio = 4   // a pass so many times as far as the nearest is not meant
)

// group is a single marker, a pair or a set of three.
type group struct {
	number  string // that the members share, the number itself of a single one
	seq     int    // in the numbering of the line; 0: none
	markers []Marker
}

// groups joins the members of pairs and sets, by number.
func groups(markers []Marker, short string) []group {
	var all []group
	at := map[string]int{}
	for _, m := range slices.SortedFunc(slices.Values(markers), func(a, b Marker) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
	}) {
		number := m.Number
		if m.Type != "single" {
			number = strings.TrimRightFunc(number, letter)
			if i, ok := at[m.Type+number]; ok {
				all[i].markers = append(all[i].markers, m)
				continue
			}
			at[m.Type+number] = len(all)
		}
		g := group{number: number, markers: []Marker{m}}
		if len(m.Lines) < 2 {
			g.seq = sequence(m.Number, short)
		}
		all = append(all, g)
	}
	return all
}

func letter(r rune) bool { return r >= 'A' && r <= 'Z' }

// sequence is the number of a marker on its line: the digits between the line's short code
// and a letter. 0 where the number is not made so.
func sequence(number, short string) int {
	rest, ok := strings.CutPrefix(number, short)
	if !ok || short == "" {
		return 0
	}
	rest = strings.TrimRightFunc(rest, letter)
	n, err := strconv.ParseUint(rest, 10, 16)
	if err != nil {
		return 0
	}
	return int(n)
}

// middle is the middle of the group's members.
func (g group) middle() orb.Point {
	var sum orb.Point
	for _, m := range g.markers {
		sum[0] += m.Position[0]
		sum[1] += m.Position[1]
	}
	n := float64(len(g.markers))
	return orb.Point{sum[0] / n, sum[1] / n}
}

// candidates are the places that may be meant: the node of its lines for markers of several
// lines, else the passes that are not much farther than the nearest.
func (g group) candidates(p *path, nodes []node) []pass {
	all := p.passes(g.middle())
	best := nearest(all)
	if n, ok := g.node(nodes, best.off); ok {
		best.vertex = n.vertex
		return []pass{best}
	}
	return slices.DeleteFunc(all, func(c pass) bool { return c.off > max(best.off+reach, windowRatio*best.off) })
}

// node is the nearest place at which another line of the group's meets this one.
func (g group) node(nodes []node, off float64) (node, bool) {
	best, within, found := node{}, off+nodeReach, false
	for _, n := range nodes {
		meets := slices.ContainsFunc(n.lines, func(l LineRef) bool { return slices.Contains(g.markers[0].Lines, l.Code) })
		if d := n.distance(g.middle()); meets && d <= within {
			best, within, found = n, d, true
		}
	}
	return best, found
}

// place finds the pass of every group. Numbered ones follow one another along the line in
// the order of their numbers, forwards or backwards, whichever fits better; inOrder says
// whether all do.
func place(p *path, all []group, nodes []node) (places []pass, inOrder bool) {
	places = make([]pass, len(all))
	var numbered []int
	for i, g := range all {
		c := g.candidates(p, nodes)
		places[i] = nearest(c)
		if g.seq > 0 {
			numbered = append(numbered, i)
		}
	}
	slices.SortStableFunc(numbered, func(a, b int) int { return cmp.Compare(all[a].seq, all[b].seq) })
	rows := make([][]pass, len(numbered))
	for k, i := range numbered {
		rows[k] = all[i].candidates(p, nodes)
	}
	chosen, cost := follow(rows, 1)
	if back, c := follow(rows, -1); c < cost {
		chosen, cost = back, c
	}
	for k, i := range numbered {
		places[i] = rows[k][chosen[k]]
	}
	return places, cost < outOfOrder
}

// follow chooses one pass of each row so that the chainages rise (sign 1) or fall (-1) and
// the sum of the offsets is the least: dynamic programming from row to row.
func follow(rows [][]pass, sign float64) (chosen []int, cost float64) {
	if len(rows) == 0 {
		return nil, 0
	}
	costs, from := make([][]float64, len(rows)), make([][]int, len(rows))
	for k, row := range rows {
		costs[k], from[k] = make([]float64, len(row)), make([]int, len(row))
		for j, c := range row {
			costs[k][j] = c.off
			if k > 0 {
				i, least := before(rows[k-1], costs[k-1], c, sign)
				from[k][j], costs[k][j] = i, c.off+least
			}
		}
	}
	last := len(rows) - 1
	best := 0
	for j := range costs[last] {
		if costs[last][j] < costs[last][best] {
			best = j
		}
	}
	cost = costs[last][best]
	chosen = make([]int, len(rows))
	for k := last; k >= 0; k-- {
		chosen[k] = best
		best = from[k][best]
	}
	return chosen, cost
}

// before is the best pass of the row before for one that follows.
func before(row []pass, costs []float64, next pass, sign float64) (best int, least float64) {
	least = math.Inf(1)
	for i, c := range row {
		cost := costs[i]
		if sign*(next.along-c.along) < 0 {
			cost += outOfOrder
		}
		if cost < least {
			best, least = i, cost
		}
	}
	return best, least
}
