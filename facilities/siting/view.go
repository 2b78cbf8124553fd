package siting

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// view walks from what stands to what is chosen, site by site.
type view struct {
	in     *Input
	matrix bool
	served []bool    // demands covered so far
	cost   []float64 // of each demand to its nearest open site
}

func newView(a *Ask, in *Input) *view {
	v := &view{in: in, matrix: a.matrix()}
	if v.matrix {
		v.cost = make([]float64, len(in.Demands))
		for i := range v.cost {
			v.cost[i] = math.Inf(1)
			if len(in.Fixed) > 0 {
				v.cost[i] = float64(in.Nearest[i])
			}
		}
		v.served = make([]bool, len(in.Demands))
		v.reached()
		return v
	}
	v.served = in.before()
	return v
}

// reached: by a method of costs, who reaches a site is served.
func (v *view) reached() {
	for i, c := range v.cost {
		v.served[i] = !math.IsInf(c, 1)
	}
}

// costOf is the way from a demand to a site.
func (v *view) costOf(demand, site int) float64 {
	return float64(v.in.Cost[demand*len(v.in.Sites)+site])
}

// figures are the whole as it is now.
func (v *view) figures() SitingFigures {
	var f SitingFigures
	areas := map[string]bool{}
	var sum, weight float64
	for i, d := range v.in.Demands {
		unit := d.unit()
		f.DemandsOf++
		f.PeopleOf += d.Weight
		if v.served[i] {
			f.Demands++
			f.People += d.Weight
		}
		areas[unit] = areas[unit] || v.served[i]
		if v.matrix && v.served[i] && d.Weight > 0 {
			sum, weight = sum+d.Weight*v.cost[i], weight+d.Weight
			if f.Greatest == nil || v.cost[i] > *f.Greatest {
				f.Greatest = finite(v.cost[i])
			}
		}
	}
	if weight > 0 {
		f.Mean = finite(sum / weight)
	}
	f.AreasOf = len(areas)
	for _, covered := range areas {
		if covered {
			f.Areas++
		}
	}
	return f
}

// townships are the areas as they are now, before anything is opened.
func (v *view) townships() []TownshipChange {
	rows := map[string]*TownshipChange{}
	order := []string{}
	for i, d := range v.in.Demands {
		code, name := d.unit(), d.TownshipName
		if d.TownshipCode == "" {
			name = d.Name
		}
		row := rows[code]
		if row == nil {
			row = &TownshipChange{Code: code, Name: name, Sites: []string{}}
			rows[code], order = row, append(order, code)
		}
		row.Demands++
		row.People += d.Weight
		if v.served[i] {
			row.DemandsPrior++
			row.PeoplePrior += d.Weight
		}
	}
	means := v.means()
	list := make([]TownshipChange, len(order))
	for i, code := range order {
		rows[code].MeanPrior = means[code]
		list[i] = *rows[code]
	}
	return list
}

// means are the weighted costs by area; none for areas that reach nothing.
func (v *view) means() map[string]*float64 {
	means := map[string]*float64{}
	if !v.matrix {
		return means
	}
	sum, weight := map[string]float64{}, map[string]float64{}
	for i, d := range v.in.Demands {
		if v.served[i] {
			sum[d.unit()] += d.Weight * v.cost[i]
			weight[d.unit()] += d.Weight
		}
	}
	for code, w := range weight {
		if w > 0 {
			means[code] = finite(sum[code] / w)
		}
	}
	return means
}

// after fills the second half of the areas' rows.
func (v *view) after(out *SitingAnswer) {
	row := map[string]*TownshipChange{}
	for i := range out.Townships {
		row[out.Townships[i].Code] = &out.Townships[i]
	}
	for i, d := range v.in.Demands {
		if v.served[i] {
			row[d.unit()].DemandsAfter++
			row[d.unit()].PeopleAfter += d.Weight
		}
	}
	for code, mean := range v.means() {
		row[code].MeanAfter = mean
	}
	for _, site := range out.Sites {
		for code, r := range row {
			if strings.HasPrefix(site.TownshipCode, code) {
				r.Sites = append(r.Sites, site.Key)
			}
		}
	}
}

// rankedAtMost is up to how many sites are put in order; it takes their square.
const rankedAtMost = 300

// ranked gives the chosen sites (by the solver's number) in the order in which each next one brings
// most: areas, then people, or least cost; ties by number.
func (v *view) ranked(chosen []int, fixed int) []int {
	left := make([]int, len(chosen))
	for i, k := range chosen {
		left[i] = k - fixed
	}
	if len(left) > rankedAtMost {
		return left
	}
	w := &view{in: v.in, matrix: v.matrix, served: slices.Clone(v.served), cost: slices.Clone(v.cost)}
	var order []int
	for len(left) > 0 {
		best, areas, gain := 0, -1, math.Inf(-1)
		for i, k := range left {
			n, x := w.gain(k)
			if cmp.Or(cmp.Compare(n, areas), cmp.Compare(x, gain)) > 0 {
				best, areas, gain = i, n, x
			}
		}
		w.open(left[best], 0)
		order = append(order, left[best])
		left = slices.Delete(left, best, best+1)
	}
	return order
}

// gain is what a site would bring now: areas newly covered, and people or saved cost.
func (v *view) gain(site int) (areas int, gain float64) {
	if v.matrix {
		for i, d := range v.in.Demands {
			c := v.costOf(i, site)
			switch {
			case c >= v.cost[i]:
			case math.IsInf(v.cost[i], 1):
				areas++
			default:
				gain += d.Weight * (v.cost[i] - c)
			}
		}
		return areas, gain
	}
	fresh, had := v.fresh(site)
	for _, i := range fresh {
		gain += v.in.Demands[i].Weight
		if unit := v.in.Demands[i].unit(); !had[unit] {
			had[unit] = true
			areas++
		}
	}
	return areas, gain
}

// fresh lists the demands that a site covers first, and which of their areas are covered in part already.
func (v *view) fresh(site int) (demands []int, had map[string]bool) {
	had = map[string]bool{}
	units := map[string]bool{}
	for _, i := range v.in.Covers[site] {
		if !v.served[i] {
			demands = append(demands, int(i))
			units[v.in.Demands[i].unit()] = true
		}
	}
	if len(demands) == 0 {
		return nil, had
	}
	for i, d := range v.in.Demands {
		if unit := d.unit(); v.served[i] && units[unit] {
			had[unit] = true
		}
	}
	return demands, had
}

// open opens a site and tells what it brings.
func (v *view) open(site, order int) Chosen {
	c := &v.in.Candidates[v.in.Sites[site]]
	out := Chosen{Order: order, Key: c.Key, Name: c.Name, Lon: *c.Lon, Lat: *c.Lat, TownshipCode: c.TownshipCode, TownshipName: c.TownshipName,
		FacilityID: c.FacilityID, Precision: c.Precision, Price: c.Price, Capacity: c.Capacity, NewAreas: []AreaGain{}, Warnings: c.Warnings}
	if v.matrix {
		for i, d := range v.in.Demands {
			if cost := v.costOf(i, site); cost < v.cost[i] {
				if math.IsInf(v.cost[i], 1) {
					out.NewDemands, out.NewPeople = out.NewDemands+1, out.NewPeople+d.Weight
				}
				v.cost[i] = cost
			}
		}
		v.reached()
		return out
	}
	fresh, had := v.fresh(site)
	at := map[string]int{}
	for _, i := range fresh {
		d := &v.in.Demands[i]
		v.served[i] = true
		out.NewDemands, out.NewPeople = out.NewDemands+1, out.NewPeople+d.Weight
		unit := d.unit()
		if had[unit] {
			continue
		}
		if _, ok := at[unit]; !ok {
			at[unit] = len(out.NewAreas)
			out.NewAreas = append(out.NewAreas, AreaGain{Code: unit, Name: d.unitName()})
		}
		out.NewAreas[at[unit]].People += d.Weight
	}
	return out
}

func (d *Demand) unitName() string {
	if d.TownshipCode != "" {
		return d.TownshipName
	}
	return d.Name
}

// unmet says of demands that no site can serve why that is.
func (in *Input) unmet(a *Ask, uncoverable []int32) []Unmet {
	list := []Unmet{}
	for _, i := range uncoverable {
		d := &in.Demands[i]
		u := Unmet{Code: d.Code, Name: d.Name, TownshipName: d.TownshipName, People: d.Weight, Why: "no_candidate"}
		at, placed := d.point()
		switch {
		case !placed && a.Cover.By != "presence":
			u.Why = NoPosition
		case a.Cover.By == "minutes" || a.matrix():
			u.Why = "unreachable"
		default:
			if u.Excluded = in.wouldServe(a, d, at); u.Excluded > 0 {
				u.Why = "only_excluded"
			}
		}
		list = append(list, u)
	}
	return list
}

// wouldServe counts the excluded candidates that would serve a demand.
func (in *Input) wouldServe(a *Ask, d *Demand, at orb.Point) int {
	n := 0
	for i := range in.Candidates {
		c := &in.Candidates[i]
		if c.State != Excluded {
			continue
		}
		if a.Cover.By == "presence" && strings.HasPrefix(c.TownshipCode, d.Code) || a.Cover.By == "distance" && metres(c.point(), at) <= a.Cover.Metres {
			n++
		}
	}
	return n
}

func (in *Input) offRoad() []OffRoad {
	list := []OffRoad{}
	for _, d := range in.Demands {
		if d.OffRoadM != nil && *d.OffRoadM > offRoadFar {
			list = append(list, OffRoad{d.Code, d.Name, d.TownshipName, *d.OffRoadM})
		}
	}
	slices.SortStableFunc(list, func(a, b OffRoad) int { return cmp.Compare(b.Metres, a.Metres) })
	return list
}
