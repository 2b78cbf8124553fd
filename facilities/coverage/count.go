package coverage

import (
	"cmp"
	"slices"
	"strings"

	"cairn/facilities"
)

// count is the work on one question.
type count struct {
	Question
	what   subject
	day    *day
	set    *siteSet
	units  []unit
	people []*demand // places of people in the area, by code
	roads  *roads    // nil where travel times do not matter
	seen   []sight   // of people
}

// sight is what a place of people sees of the facilities.
type sight struct {
	state    State
	nearest  *Near
	eligible *Near
	noWay    bool
}

// begin finds units, places of people and sites of a settled question.
func begin(q Question, what subject, d *day) *count {
	return &count{Question: q, what: what, day: d, set: d.set(what.kinds, q.Planned),
		units: d.unitsIn(q.Level, q.Area, q.Rural), people: d.demandsIn(q.Area, q.Rural)}
}

// answer fills the figures.
func (c *count) answer() CoverageAnswer {
	a := CoverageAnswer{Kind: c.what.code, KindName: c.what.name, KindNameEn: c.what.nameEn, Rule: c.Rule, Parameters: c.used(),
		AsOf: c.AsOf, Planned: c.Planned, Subdistricts: !c.Rural, Area: c.Area, Level: c.Level, Counts: "areas",
		Areas: make([]CoveredArea, len(c.units)), Townships: []PartCount{}, Villages: []CoveredVillage{}, Uncovered: []string{},
		Unreachable: []string{}, Exemptions: c.exemptions(), Reported: c.reported()}
	c.look()
	inside := c.sitesByUnit()
	inParallel(len(c.units), func(i int) { a.Areas[i] = c.area(c.units[i], inside[c.units[i].code]) })
	if c.byDemand() {
		c.countDemand(&a)
	} else {
		c.countAreas(&a)
	}
	a.tell(inside)
	if c.what.official && !c.byDemand() {
		c.judge(&a)
	}
	if c.Level == facilities.Village {
		c.byTownship(&a)
	}
	if c.Villages {
		c.list(&a)
	}
	if c.roads != nil {
		a.NetworkVersion = c.roads.version
	}
	return a
}

// sitesByUnit sorts the sites into the units of the level; what is known less finely is left out.
func (c *count) sitesByUnit() map[string][]*site {
	digits := digitsOf(c.Level)
	in := map[string][]*site{}
	for _, s := range c.set.sites {
		if len(s.area) >= digits {
			in[s.area[:digits]] = append(in[s.area[:digits]], s)
		}
	}
	return in
}

func digitsOf(level facilities.Level) int {
	switch level {
	case facilities.County:
		return 6
	case facilities.Township:
		return 9
	}
	return 12
}

// sharing reports whether shared sites count for an area: under every rule of presence but the
// plain one, and under the official rule.
func (c *count) sharing() bool { return c.Rule != Presence || c.what.official }

// area judges a unit by the facilities in it, and finds the nearest ones.
func (c *count) area(u unit, sites []*site) CoveredArea {
	a := CoveredArea{Code: u.code, Name: u.name, Subdistrict: subdistrict(u.code), Count: len(sites)}
	if len(u.code) > 6 {
		a.County = c.day.counties[u.code[:6]]
	}
	inReach := sites
	if c.sharing() {
		for _, s := range c.set.sites {
			if len(s.serves) > 0 && s.sharedWith(u.code) {
				a.Shared++
				inReach = append(inReach[:len(inReach):len(inReach)], s)
			}
		}
	}
	a.State = stateOf(inReach)
	a.Covered = a.State != OutOfReach
	if c.Rule == Capacity {
		a.Covered = a.State == Served
	}
	if u.placed {
		a.Lon, a.Lat = &u.at[0], &u.at[1]
		see := c.see(u, c.roads.seat(u.code))
		a.Nearest, a.Eligible = see.nearest, see.eligible
		if a.Nearest != nil {
			a.NearestKm = &a.Nearest.Km
		}
	}
	return a
}

// stateOf judges facilities in reach.
func stateOf(sites []*site) State {
	if len(sites) == 0 {
		return OutOfReach
	}
	if slices.ContainsFunc(sites, func(s *site) bool { return !s.full }) {
		return Served
	}
	return NoCapacity
}

// countAreas counts areas that are covered.
func (c *count) countAreas(a *CoverageAnswer) {
	for _, u := range a.Areas {
		if u.Covered {
			a.Numerator++
		}
	}
	a.Denominator = len(a.Areas)
	a.Percent = percent(a.Numerator, a.Denominator)
}

// tell adds what follows from the areas: states, those uncovered, the facilities in them.
func (a *CoverageAnswer) tell(inside map[string][]*site) {
	for _, u := range a.Areas {
		a.States.add(u.State, 1)
		if !u.Covered {
			a.Uncovered = append(a.Uncovered, u.Code)
		}
		for _, s := range inside[u.Code] {
			a.Facilities++
			if facilities.Coarse(s.precision) {
				a.Coarse++
			}
			if len(s.serves) == 0 {
				a.Undeclared++
			}
		}
	}
}

// judge sets areas apart by what they count by under the official rule: a site of their own
// before a shared one before a columbarium before an exemption.
func (c *count) judge(a *CoverageAnswer) {
	own := map[string]bool{}
	for _, k := range c.day.catalogue.Kinds {
		own[k.Code] = k.Ledger == "own"
	}
	f := &OfficialFigures{}
	a.Official = f
	columns := map[string]*int{"own": &f.Own, "shared": &f.Shared, "columbarium": &f.Columbarium, "exempt": &f.Exempt, "none": &f.None}
	inside := c.sitesByUnit()
	for i := range a.Areas {
		u := &a.Areas[i]
		hasOwn := slices.ContainsFunc(inside[u.Code], func(s *site) bool { return own[s.kind] })
		switch {
		case hasOwn:
			u.Basis = "own"
		case u.Shared > 0:
			u.Basis = "shared"
		case u.Count > 0:
			u.Basis = "columbarium"
		case slices.ContainsFunc(a.Exemptions, func(e Exempt) bool { return strings.HasPrefix(u.Code, e.AreaCode) }):
			u.Basis = "exempt"
		default:
			u.Basis = "none"
		}
		*columns[u.Basis]++
	}
	f.PercentWithout = percent(a.Numerator, a.Denominator-f.Exempt)
}

// exemptions lists those of the kind, or of a group that it is in, that touch the area.
func (c *count) exemptions() []Exempt {
	of := []Exempt{}
	for _, e := range c.day.exempt {
		if c.concerns(e.What) && (strings.HasPrefix(e.AreaCode, c.Area) || strings.HasPrefix(c.Area, e.AreaCode)) {
			of = append(of, e)
		}
	}
	return of
}

// concerns reports whether what is declared of a kind or group speaks of the question's: of the
// same, of a group that the kind is in, or under the official rule of a site of one's own.
func (c *count) concerns(what string) bool {
	if what == c.what.code {
		return true
	}
	if c.what.official {
		k, ok := c.day.catalogue.Kind(what)
		return ok && k.Ledger == "own" && slices.Contains(c.what.kinds, what)
	}
	other, ok := subjectOf(c.day.catalogue, what)
	return ok && len(c.what.kinds) == 1 && slices.Contains(other.kinds, c.what.kinds[0])
}

// reported lists the figures of the kind that were reported of the area and its parts.
func (c *count) reported() []Reported {
	of := []Reported{}
	for _, r := range c.day.reported {
		if r.What == c.what.code && strings.HasPrefix(r.AreaCode, c.Area) {
			of = append(of, r.Reported)
		}
	}
	return of
}

// byTownship counts the covered villages of each township.
func (c *count) byTownship(a *CoverageAnswer) {
	for _, t := range c.day.unitsIn(facilities.Township, c.Area[:min(9, len(c.Area))], c.Rural) {
		part := PartCount{Code: t.code, Name: t.name}
		for _, v := range a.Areas[lowest(a.Areas, t.code):] {
			if !strings.HasPrefix(v.Code, t.code) {
				break
			}
			part.Denominator++
			if v.Covered {
				part.Numerator++
			}
		}
		part.Percent = percent(part.Numerator, part.Denominator)
		a.Townships = append(a.Townships, part)
	}
}

// lowest is where areas with a code from this on begin.
func lowest(areas []CoveredArea, code string) int {
	i, _ := slices.BinarySearchFunc(areas, code, func(u CoveredArea, code string) int { return cmp.Compare(u.Code, code) })
	return i
}

// percent is n/d in percent to one decimal, half up; nil for d = 0.
func percent(n, d int) *float64 {
	if d == 0 {
		return nil
	}
	x := float64((2*n*1000+d)/(2*d)) / 10
	return &x
}
