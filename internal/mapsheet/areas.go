package mapsheet

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/planar"
)

// The boundaries of areas that lie beside each other are drawn once: the segments of
// their rings are told apart by their ends.

// segment is a piece of a boundary, its smaller end first.
type segment [2]orb.Point

func segmentOf(a, b orb.Point) segment {
	if b[0] < a[0] || b[0] == a[0] && b[1] < a[1] {
		a, b = b, a
	}
	return segment{a, b}
}

// seen are the segments that are drawn already.
type seen map[segment]bool

// fresh are the runs of a geometry's rings that were not seen before; they are seen then.
func (s seen) fresh(g orb.MultiPolygon) []orb.LineString {
	var runs []orb.LineString
	for _, polygon := range g {
		for _, ring := range polygon {
			open := false
			for i := 1; i < len(ring); i++ {
				key := segmentOf(ring[i-1], ring[i])
				if s[key] {
					open = false
					continue
				}
				s[key] = true
				if !open {
					runs, open = append(runs, orb.LineString{ring[i-1]}), true
				}
				runs[len(runs)-1] = append(runs[len(runs)-1], ring[i])
			}
		}
	}
	return runs
}

// tints gives each area a colour that no area beside it has, by the segments they share.
func tints(areas []Area, colours int) []int {
	owners, beside := map[segment]int{}, make([]map[int]bool, len(areas))
	for i, a := range areas {
		beside[i] = map[int]bool{}
		for s := range segments(a.Geom) {
			if other, ok := owners[s]; ok && other != i {
				beside[i][other], beside[other][i] = true, true
			}
			owners[s] = i
		}
	}
	out := make([]int, len(areas))
	for i := range areas {
		used := make([]bool, colours)
		for other := range beside[i] {
			if other < i {
				used[out[other]] = true
			}
		}
		out[i] = i % colours
		for tries := 0; used[out[i]] && tries < colours; tries++ {
			out[i] = (out[i] + 1) % colours
		}
	}
	return out
}

func segments(g orb.MultiPolygon) map[segment]bool {
	all := seen{}
	all.fresh(g)
	return all
}

// areaName is the name of an area, for orientation.
type areaName struct {
	name   string
	box    box
	size   float64
	beside bool
}

// areaNames place the names of the parts that no label tells, and of the areas around,
// where nothing else stands.
func (l *layout) areaNames(p *placed) []areaName {
	told := map[string]bool{}
	for _, lb := range p.labels {
		told[l.sheet.Marks[lb.mark].Name] = true
	}
	var out []areaName
	add := func(areas []Area, size float64, beside bool) {
		for _, a := range areas {
			if told[a.Name] {
				continue
			}
			for _, b := range l.inside(a, size) {
				if p.names.free(b.grown(between)) && p.symbols.free(b) {
					out = append(out, areaName{a.Name, b, size, beside})
					p.names.add(b)
					break
				}
			}
		}
	}
	add(l.sheet.Parts, 3*l.k, false)
	add(l.sheet.Beside, 3.6*l.k, true)
	return out
}

// inside are boxes for the name of an area that lie in it, those near its middle first.
func (l *layout) inside(a Area, size float64) []box {
	var boxes []box
	var largest orb.Polygon
	switch g := clip.Geometry(l.inner.grown(-1).bound(), l.onSheet(a.Geom)).(type) {
	case orb.Polygon:
		largest = g
	case orb.MultiPolygon:
		largest = slices.MaxFunc(g, func(a, b orb.Polygon) int { return cmp.Compare(planar.Area(a), planar.Area(b)) })
	default:
		return nil
	}
	low, high := largest.Bound().Min[1], largest.Bound().Max[1]
	for _, part := range []float64{0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9} {
		at := acrossMiddle(largest, low+part*(high-low))
		b := around(at[0], at[1], spacedWidth(a.Name, size), size*lineHeight)
		if !slices.ContainsFunc(b.corners(), func(p orb.Point) bool { return !planar.PolygonContains(largest, p) }) {
			boxes = append(boxes, b)
		}
	}
	return boxes
}

// spacing is the distance between the characters of an area's name, in its sizes.
const spacing = 0.6

func spacedWidth(name string, size float64) float64 {
	return textWidth(name, size) + float64(len([]rune(name))-1)*spacing*size
}
