package sample

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

const villagesPerTownship = 4

// settle gives each township its cell, seat and villages.
func (g *generator) settle() {
	free := map[string][]cell{}
	for row := range plan {
		for col := range plan[row] {
			c := cell{row, col}
			free[c.county()] = append(free[c.county()], c)
		}
	}
	for _, cells := range free {
		fromMiddle(cells)
	}
	g.each(func(c *county, t *township) {
		t.cell, free[c.code] = free[c.code][0], free[c.code][1:]
		t.seat = g.inside(*t, 0.2)
		for i := range villagesPerTownship {
			t.villages = append(t.villages, village{
				code: fmt.Sprintf("%s%03d", t.code, 201+i),
				name: fmt.Sprintf("%s示例%s村委会", specific(t.name), numerals[i]),
				at:   g.inside(*t, 0.8),
			})
		}
	})
}

// fromMiddle puts the cells nearest to the middle of the county first: its seat goes there.
func fromMiddle(cells []cell) {
	var row, col float64
	for _, c := range cells {
		row, col = row+float64(c.row), col+float64(c.col)
	}
	n := float64(len(cells))
	away := func(c cell) float64 { return math.Hypot(float64(c.row)-row/n, float64(c.col)-col/n) }
	slices.SortStableFunc(cells, func(a, b cell) int { return cmp.Compare(away(a), away(b)) })
}

var numerals = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}

// specific is the name of a township without its generic part.
func specific(name string) string {
	runes := []rune(name)
	if len(runes) > 2 && string(runes[len(runes)-2:]) == "街道" {
		return string(runes[:len(runes)-2])
	}
	return string(runes[:len(runes)-1])
}

// inside is a point in the township, within the share of its size around the middle.
func (g *generator) inside(t township, share float64) orb.Point {
	ring := g.ring(t)
	middle, _ := planar.CentroidArea(ring)
	bound := ring.Bound()
	for {
		p := round(orb.Point{
			middle[0] + jitter(g.rnd, share)*(bound.Max[0]-bound.Min[0])/2,
			middle[1] + jitter(g.rnd, share)*(bound.Max[1]-bound.Min[1])/2,
		})
		if planar.RingContains(ring, p) {
			return p
		}
	}
}

func (g *generator) ring(t township) orb.Ring {
	return g.grid.outline([]cell{t.cell}, func(c cell) bool { return c == t.cell })
}

// seat of a county is that of its first township.
func (c county) seat() orb.Point { return c.townships[0].seat }

func (g *generator) divisions() {
	rows := [][]string{
		{"53", "云南省", "province", "", "", ""},
		append([]string{Prefecture, "文山壮族苗族自治州", "prefecture", "53"}, lonlat(g.counties[0].seat())...),
	}
	for _, c := range g.counties {
		rows = append(rows, append([]string{c.code, c.name, "county", Prefecture}, lonlat(c.seat())...))
	}
	g.each(func(c *county, t *township) {
		rows = append(rows, append([]string{t.code, t.name, "township", c.code}, lonlat(t.seat)...))
	})
	g.each(func(_ *county, t *township) {
		for _, v := range t.villages {
			rows = append(rows, append([]string{v.code, v.name, "village", t.code}, lonlat(v.at)...))
		}
	})
	g.writeCSV("divisions.csv", "code,name,level,parent,lon,lat", rows)
}

func (g *generator) areas() {
	var features []feature
	for _, c := range g.counties {
		ring := g.grid.outline(c.cells(), func(o cell) bool { return o.county() == c.code })
		features = append(features, newFeature(orb.Polygon{ring},
			map[string]any{"code": c.code, "name": c.name, "level": "county", "parent": Prefecture}))
	}
	g.each(func(c *county, t *township) {
		features = append(features, newFeature(orb.Polygon{g.ring(*t)},
			map[string]any{"code": t.code, "name": t.name, "level": "township", "parent": c.code}))
	})
	g.writeGeoJSON("areas.geojson", features)
}

func (c county) cells() []cell {
	cells := make([]cell, len(c.townships))
	for i, t := range c.townships {
		cells[i] = t.cell
	}
	return cells
}

func lonlat(p orb.Point) []string { return []string{degrees(p[0]), degrees(p[1])} }

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
