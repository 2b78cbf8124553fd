package sample

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// stock says how many facilities of a kind the sample has: one in every n-th township
// (or county), the last ones of them not yet open.
type stock struct {
	kind, name string
	every      int
	byCounty   bool
	capacity   int
	subkinds   []string
}

var stocks = []stock{
	{kind: "funeral_parlour", name: "殡仪馆", every: 1, byCounty: true},
	{kind: "county_cemetery", name: "县级公益性公墓", every: 2, byCounty: true, capacity: 5000},
	{kind: "commercial_cemetery", name: "经营性公墓", every: 3, byCounty: true, capacity: 8000},
	{kind: "columbarium", name: "骨灰堂", every: 2, byCounty: true, capacity: 3000},
	{kind: "disability_care", name: "失能照护中心", every: 2, byCounty: true, capacity: 120},
	{kind: "township_cemetery", name: "公益性公墓", every: 1, capacity: 1200},
	{kind: "village_cemetery", name: "村级公益性公墓", every: 1, capacity: 200},
	{kind: "eco_burial", name: "节地生态安葬点", every: 2, capacity: 300, subkinds: []string{"tree", "lawn", "flower", "wall", "scattering"}},
	{kind: "care_home", name: "养老院", every: 4, capacity: 100},
	{kind: "rural_care_centre", name: "区域养老服务中心", every: 2, capacity: 80},
	{kind: "home_care_centre", name: "居家养老服务中心", every: 3, capacity: 20},
	{kind: "happiness_courtyard", name: "幸福小院", every: 1, capacity: 15},
}

// statuses by turn: most are in use; the dates are round on purpose.
var statuses = []struct{ status, from, target string }{
	{"in_use", "2015-01-01", ""}, {"in_use", "2018-01-01", ""}, {"in_use", "2020-07-01", ""},
	{"in_use", "2016-01-01", ""}, {"in_use", "2019-01-01", ""}, {"planned", "2024-01-01", "2027-12-31"},
	{"in_use", "2017-01-01", ""}, {"building", "2024-07-01", "2026-12-31"},
}

func (g *generator) facilities() {
	var rows [][]string
	n := 0
	add := func(s stock, name, area, village string, at orb.Point) {
		state := statuses[n%len(statuses)]
		subkind := ""
		if len(s.subkinds) > 0 {
			subkind = s.subkinds[n%len(s.subkinds)]
		}
		n++
		used, nursing := 0, ""
		if state.status == "in_use" {
			used = s.capacity * (n % 9) / 10
		}
		if s.kind == "care_home" || s.kind == "rural_care_centre" || s.kind == "disability_care" {
			nursing = strconv.Itoa(s.capacity / 3)
		}
		rows = append(rows, append(append([]string{stableID("facility", s.kind, area, village), s.kind, subkind, name + s.name, area, village},
			lonlat(at)...), state.status, state.from, state.target, number(s.capacity), strconv.Itoa(used), nursing, "", "示意单位", "", "", ""))
	}
	for _, s := range stocks {
		turn := 0
		for _, c := range g.counties {
			if turn++; s.byCounty && turn%s.every == 0 {
				t := c.townships[0]
				add(s, c.name, t.code, "", g.inside(t, 0.5))
			}
		}
		g.each(func(_ *county, t *township) {
			if turn++; s.byCounty || turn%s.every != 0 {
				return
			}
			if v := t.villages[0]; s.kind == "village_cemetery" || s.kind == "happiness_courtyard" {
				add(s, v.name, t.code, v.code, g.inside(*t, 0.7))
				return
			}
			add(s, t.name, t.code, "", g.inside(*t, 0.7))
		})
	}
	g.writeCSV("facilities.csv", "id,kind,subkind,name,area_code,village_code,lon,lat,status,status_from,target_date,"+
		"capacity,used,nursing_beds,grade,operator,approval_no,area_m2,note", rows)
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// population has round figures: they are no census.
func (g *generator) population() {
	var rows [][]string
	add := func(code, name, level string, people int) {
		rows = append(rows, []string{code, name, level, "2020", strconv.Itoa(people), strconv.Itoa(people * 14 / 100),
			strconv.Itoa(people / 10), strconv.Itoa(people / 50), strconv.Itoa(people / 3)})
	}
	const perTownship = 30000
	add(Prefecture, "文山壮族苗族自治州", "prefecture", perTownship*len(plan)*len(plan[0]))
	for _, c := range g.counties {
		add(c.code, c.name, "county", perTownship*len(c.townships))
	}
	g.each(func(_ *county, t *township) {
		add(t.code, t.name, "township", perTownship)
		for _, v := range t.villages {
			add(v.code, v.name, "village", perTownship/villagesPerTownship)
		}
	})
	g.writeCSV("population.csv", "code,name,level,year,population,age60,age65,age80,households", rows)
}

// stop is a place that roads lead to.
type stop struct {
	code, name string
	at         orb.Point
}

// roads join the county seats, and in each county the seats of its townships: every one
// with the nearest that has a road already.
func (g *generator) roads() {
	var features []feature
	join := func(class string, speed int, stops []stop) {
		for n, to := range stops[1:] {
			from := slices.MinFunc(stops[:n+1], func(a, b stop) int {
				return cmp.Compare(planar.Distance(a.at, to.at), planar.Distance(b.at, to.at))
			})
			features = append(features, newFeature(orb.LineString(wiggle(g.rnd, from.at, to.at)), map[string]any{
				"id": fmt.Sprintf("S%04d", len(features)+1), "name": from.name + "至" + to.name + "公路", "class": class,
				"surface": "asphalt", "speed_kmh": speed, "from_code": from.code, "to_code": to.code}))
		}
	}
	var seats []stop
	for _, c := range g.counties {
		seats = append(seats, stop{c.code, c.name, c.seat()})
		var stops []stop
		for _, t := range c.townships {
			stops = append(stops, stop{t.code, t.name, t.seat})
		}
		join("county", 40, stops)
	}
	join("national", 60, seats)
	g.writeGeoJSON("roads.geojson", features)
}

// constraints are squares in every third township.
func (g *generator) constraints() {
	kinds := []struct{ kind, name, rule string }{
		{"ecological_red_line", "生态保护红线(示意)", "no_build"}, {"farmland", "永久基本农田(示意)", "no_build"},
		{"water_source", "水源保护区(示意)", "restricted"},
	}
	var features []feature
	turn := 0
	g.each(func(_ *county, t *township) {
		if turn++; turn%3 != 0 {
			return
		}
		k, p, half := kinds[turn/3%len(kinds)], g.inside(*t, 0.4), 0.02
		square := orb.Bound{Min: orb.Point{p[0] - half, p[1] - half}, Max: orb.Point{p[0] + half, p[1] + half}}.ToPolygon()
		features = append(features, newFeature(square, map[string]any{
			"id": fmt.Sprintf("C%04d", turn), "kind": k.kind, "name": k.name, "rule": k.rule, "grade": nil}))
	})
	g.writeGeoJSON("constraints.geojson", features)
}
