package coverage

import (
	"math"
	"strings"
)

// look sees from every place of people, where the rule or the list of villages needs it.
func (c *count) look() {
	if !c.byDemand() && !c.Villages {
		return
	}
	c.seen = make([]sight, len(c.people))
	var declared map[string][]*site
	if c.Rule == Villages || c.Rule == ServiceArea {
		declared = c.serving()
	}
	inParallel(len(c.people), func(i int) {
		p := c.people[i]
		var see sight
		if p.placed {
			see = c.see(p.unit, c.roads.demand(i))
		}
		see.state = c.stateAt(p, c.roads.demand(i), declared)
		c.seen[i] = see
	})
}

// serving sorts sites by the areas that they serve by record: the village that they stand in
// and, where declared, the villages and townships that they serve.
func (c *count) serving() map[string][]*site {
	by := map[string][]*site{}
	for _, s := range c.set.sites {
		if c.Rule == Villages && len(s.area) == 12 {
			by[s.area] = append(by[s.area], s)
		}
		for _, v := range s.serves {
			if c.Rule == ServiceArea || len(v.area) == 12 && v.area != s.area {
				by[v.area] = append(by[v.area], s)
			}
		}
	}
	return by
}

// stateAt judges a place of people by the rule; Unknown where villages count and it is none, or
// where people count and it has no position or nobody knows how many they are.
func (c *count) stateAt(p *demand, row *row, declared map[string][]*site) State {
	switch {
	case (c.Rule == Villages || c.Rule == ServiceArea) && len(p.code) < 12:
		return Unknown // a township without villages on record
	case c.Rule == Villages:
		return stateOf(declared[p.code])
	case c.Rule == ServiceArea:
		var serve []*site
		for _, digits := range []int{6, 9, 12} {
			serve = append(serve, declared[p.code[:min(digits, len(p.code))]]...)
			if len(p.code) <= digits {
				break
			}
		}
		return stateOf(serve)
	case !c.byDemand():
		return Unknown // list takes the state of the area around
	case !p.placed || p.people == nil:
		return Unknown
	}
	best := OutOfReach
	c.inReach(p, row, func(s *site) bool {
		if !s.takes(p.code, c.day.serves[s.kind]) {
			return true
		}
		if !s.full {
			best = Served
			return false
		}
		best = NoCapacity
		return true
	})
	return best
}

// inReach visits the sites in reach of a place by metres or minutes, until visit returns false.
func (c *count) inReach(p *demand, row *row, visit func(*site) bool) {
	if row == nil {
		c.set.near.Within(p.at, float64(c.Metres), visit)
		return
	}
	for i, s := range c.roads.sites {
		if row.minutes[i] <= float32(c.Minutes) && !visit(s) {
			return
		}
	}
}

// see finds the nearest site and the nearest eligible one from a place, the soonest reached
// over roads.
func (c *count) see(u unit, row *row) sight {
	fits := func(s *site) bool { return s.takes(u.code, c.day.serves[s.kind]) }
	var v sight
	nearest, metres, ok := c.set.near.Nearest(u.at, nil)
	if !ok {
		return v
	}
	v.nearest = nearest.near(metres)
	v.eligible = v.nearest
	if row != nil {
		v.nearest.Minutes = row.of(nearest)
		v.eligible = row.soonest(u.at, fits)
		v.noWay = v.eligible == nil
		return v
	}
	if fits(nearest) {
		return v
	}
	v.eligible = nil
	if s, metres, ok := c.set.near.Nearest(u.at, fits); ok {
		v.eligible = s.near(metres)
	}
	return v
}

// countDemand counts villages or people of each area and of all.
func (c *count) countDemand(a *CoverageAnswer) {
	a.Counts = "people"
	if c.Rule == Villages || c.Rule == ServiceArea {
		a.Counts = "villages"
	}
	all := StateTally{}
	next := 0
	for i := range a.Areas {
		u := &a.Areas[i]
		t := StateTally{}
		for next < len(c.people) && c.people[next].code < u.Code {
			next++ // in no area of the level
		}
		for j := next; j < len(c.people) && strings.HasPrefix(c.people[j].code, u.Code); j++ {
			t.add(c.seen[j].state, c.weight(a, c.people[j]))
		}
		u.settle(t, c.Question)
		all = all.plus(t)
	}
	a.Tally = &all
	a.Numerator, a.Denominator = c.Question.numerator(all), all.known()
	a.Percent = percent(a.Numerator, a.Denominator)
	for i, see := range c.seen {
		if see.noWay && c.people[i].placed {
			a.Unreachable = append(a.Unreachable, c.people[i].code)
		}
	}
}

// weight is how much a place counts.
func (c *count) weight(a *CoverageAnswer, p *demand) int {
	if a.Counts == "villages" {
		return 1
	}
	if p.people == nil {
		return 0
	}
	return *p.people
}

func (t StateTally) plus(o StateTally) StateTally {
	return StateTally{t.Served + o.Served, t.NoCapacity + o.NoCapacity, t.OutOfReach + o.OutOfReach, t.Unknown + o.Unknown}
}

// numerator is what the rule counts as covered.
func (q *Question) numerator(t StateTally) int {
	if q.Rule == Capacity {
		return t.Served
	}
	return t.inReach()
}

// settle judges an area by what is in it: it is covered when at least the share is.
func (u *CoveredArea) settle(t StateTally, q Question) {
	u.Tally = &t
	n, d := q.numerator(t), t.known()
	u.Numerator, u.Denominator, u.Percent = &n, &d, percent(n, d)
	enough := func(n int) bool { return d > 0 && n*100 >= q.Share*d }
	u.Covered = enough(n)
	switch {
	case d == 0:
		u.State = Unknown
	case enough(t.Served):
		u.State = Served
	case enough(t.inReach()):
		u.State = NoCapacity
	default:
		u.State = OutOfReach
	}
}

// list gives the villages with what they see.
func (c *count) list(a *CoverageAnswer) {
	around := map[string]State{}
	for _, u := range a.Areas {
		around[u.Code] = u.State
	}
	digits := digitsOf(c.Level)
	for i, p := range c.people {
		see := c.seen[i]
		v := CoveredVillage{Code: p.code, Name: p.name, People: p.people, State: see.state, Nearest: see.nearest, Eligible: see.eligible}
		if !c.byDemand() {
			if v.State = around[p.code[:min(digits, len(p.code))]]; v.State == "" {
				v.State = Unknown
			}
		}
		if p.placed {
			v.Lon, v.Lat = &c.people[i].at[0], &c.people[i].at[1]
		}
		if see.nearest != nil {
			v.NearestKm = &see.nearest.Km
		}
		if row := c.roads.demand(i); row != nil && p.placed && !math.IsInf(row.access.OffRoadM, 1) {
			off := math.Round(row.access.OffRoadM)
			v.OffRoadM, v.FarOff = &off, row.access.Beyond
		}
		a.Villages = append(a.Villages, v)
	}
}
