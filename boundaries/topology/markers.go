package topology

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// markers finds markers that stand too far off their lines, and those whose numbers do not
// follow the course.
func (c *check) markers() {
	for i := range c.Markers {
		m := &c.Markers[i]
		most := c.limits.MarkerOff
		if m.Type != "single" {
			most = c.limits.MarkerBeside
		}
		for _, code := range m.Lines {
			line := c.lineOf(code)
			if line < 0 {
				continue
			}
			if off := geo.DistanceTo(m.Position, c.Lines[line].Course); off > most {
				f := c.atMarker(MarkerOffLine, Error, line, m)
				f.size(off, "m")
				f.Params["most"] = strconv.FormatFloat(most, 'f', -1, 64)
			}
		}
	}
	for line := range c.Lines {
		c.order(line)
	}
}

func (c *check) atMarker(kind, severity string, line int, m *Marker) *LineFault {
	f := c.at(kind, severity, line, m.Position)
	f.MarkerID, f.Marker = &m.ID, m.Number
	f.Params["marker"] = m.Number
	return f
}

func (c *check) lineOf(code string) int {
	return slices.IndexFunc(c.Lines, func(l Line) bool { return l.Code == code })
}

// placed is a marker with its sequence number and how far along its line it stands.
type placed struct {
	marker *Marker
	seq    int
	along  float64
}

// order judges the markers of a line that carry its number: along it their sequence rises,
// or falls, for all. Those outside the longest such run are out of order.
func (c *check) order(line int) {
	l := &c.Lines[line]
	if l.ShortCode == "" {
		return
	}
	var row []placed
	for i := range c.Markers {
		m := &c.Markers[i]
		if len(m.Lines) != 1 || m.Lines[0] != l.Code {
			continue // where lines meet markers have numbers of their own
		}
		if seq, ok := sequence(m.Number, l.ShortCode); ok {
			row = append(row, placed{m, seq, alongLine(m.Position, l.Course)})
		}
	}
	slices.SortStableFunc(row, func(a, b placed) int {
		if a.along < b.along {
			return -1
		}
		return 1
	})
	for _, i := range outOfOrder(row) {
		c.atMarker(MarkerOrder, Error, line, row[i].marker)
	}
}

// sequence is the three-digit number after a line's short code, before the letter.
func sequence(number, short string) (int, bool) {
	rest, ok := strings.CutPrefix(number, short)
	if !ok || len(rest) != 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(rest[:3], 10, 16)
	return int(n), err == nil
}

// outOfOrder are the places in a row outside of its longest rising or falling run; members
// of a pair or set share a number.
func outOfOrder(row []placed) []int {
	rising := longestRun(len(row), func(i, j int) bool { return row[i].seq <= row[j].seq })
	falling := longestRun(len(row), func(i, j int) bool { return row[i].seq >= row[j].seq })
	best := rising
	if len(falling) > len(rising) {
		best = falling
	}
	var out []int
	for i := range row {
		if !slices.Contains(best, i) {
			out = append(out, i)
		}
	}
	return out
}

// longestRun is the longest choice of 0 … n-1, in order, in which each may follow the one
// before. A line has some dozens of markers: the plain way will do.
func longestRun(n int, follows func(i, j int) bool) []int {
	best := make([][]int, n)
	var longest []int
	for j := range n {
		for i := range j {
			if follows(i, j) && len(best[i]) > len(best[j]) {
				best[j] = best[i]
			}
		}
		best[j] = append(slices.Clone(best[j]), j)
		if len(best[j]) > len(longest) {
			longest = best[j]
		}
	}
	return longest
}

// alongLine is how many metres from its beginning a line passes nearest to p.
func alongLine(p orb.Point, course orb.LineString) float64 {
	best, at, run := math.Inf(1), 0.0, 0.0
	for i := 1; i < len(course); i++ {
		q := foot(p, &segment{a: course[i-1], b: course[i]})
		if d := geo.Distance(p, q); d < best {
			best, at = d, run+geo.Distance(course[i-1], q)
		}
		run += geo.Distance(course[i-1], course[i])
	}
	return at
}

// lengths warns of lines whose agreed length departs from the computed one more than the
// set's do: agreements measure on maps of their own scale, so the median is the rule.
func (c *check) lengths() {
	type measured struct {
		line  int
		ratio float64
	}
	var all []measured
	for i, l := range c.Lines {
		if l.AgreedKm != nil {
			all = append(all, measured{i, *l.AgreedKm * 1000 / geo.Length(l.Course)})
		}
	}
	if len(all) == 0 {
		return
	}
	ratios := make([]float64, len(all))
	for i, m := range all {
		ratios[i] = m.ratio
	}
	slices.Sort(ratios)
	median := (ratios[(len(ratios)-1)/2] + ratios[len(ratios)/2]) / 2
	for _, m := range all {
		if math.Abs(m.ratio/median-1) > c.limits.LengthRatio {
			f := c.at(LengthDeparture, Warning, m.line, middle(c.Lines[m.line].Course))
			f.size(m.ratio, "ratio")
			told := ratio(median)
			f.Median, f.Params["median"] = &told, strconv.FormatFloat(told, 'f', -1, 64)
		}
	}
}
