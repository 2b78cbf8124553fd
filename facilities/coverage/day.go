package coverage

import (
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/facilities"
	"cairn/geo"
)

// day is all that answers of a day rest on; it is not changed after it was loaded.
type day struct {
	on        facilities.Day
	version   int64 // last change that it knows and that matters here
	catalogue facilities.Catalogue
	serves    map[string]string // whom kinds take: all, county, township, village
	rules     map[string]RuleSetting
	units     map[facilities.Level][]unit
	counties  map[string]string // names by code
	demands   []demand
	sites     []site // by id
	exempt    []Exempt
	reported  []reportedOf

	mu   sync.Mutex
	sets map[string]*siteSet
}

// unit is an area that is counted.
type unit struct {
	code, name string
	at         orb.Point
	placed     bool
	people     *int
}

// subdistrict reports whether a code is a 街道's: its digits 7 to 9 are 001 to 099 (GB/T 10114).
func subdistrict(code string) bool {
	return len(code) >= 9 && code[6:9] >= "001" && code[6:9] <= "099"
}

// demand is a place of people: a village, or a township that has none on record.
type demand struct{ unit }

// site is a facility that counts on the day.
type site struct {
	id        uuid.UUID
	name      string
	kind      string
	area      string // the finest area known of it
	at        orb.Point
	placed    bool
	precision string // how the position was found
	inUse     bool   // false: to be opened by the day
	full      bool   // states its capacity and has none left
	declared  bool   // declares a service area
	serves    []service
}

// service is an area that a site serves by declaration.
type service struct {
	area   string
	shared bool
}

// kilometres rounds to the metre.
func kilometres(metres float64) float64 { return math.Round(metres) / 1000 }

// near shows a site from a place.
func (s *site) near(metres float64) *Near {
	return &Near{ID: s.id, Name: s.name, Kind: s.kind, Area: s.area, Lon: s.at[0], Lat: s.at[1], Precision: s.precision,
		Km: kilometres(metres), Full: s.full, Planned: !s.inUse}
}

// declares reports whether a site declares to serve an area, or the whole that it is part of.
func (s *site) declares(area string) bool {
	return slices.ContainsFunc(s.serves, func(v service) bool { return strings.HasPrefix(area, v.area) })
}

// takes reports whether a site takes people of an area: those that it declares to serve; else
// those whom its kind serves, and those of areas that it is shared with.
func (s *site) takes(area, kindServes string) bool {
	if s.declares(area) {
		return true
	}
	if s.declared {
		return false
	}
	digits := 0
	switch kindServes {
	case "county":
		digits = 6
	case "township":
		digits = 9
	case "village":
		digits = 12
	}
	digits = min(digits, len(s.area), len(area))
	return s.area[:digits] == area[:digits]
}

// sharedWith reports whether a site elsewhere is shared with a unit: by its code or that of a
// whole around it. A county shares what one of its townships shares.
func (s *site) sharedWith(code string) bool {
	if strings.HasPrefix(s.area, code) {
		return false
	}
	return slices.ContainsFunc(s.serves, func(v service) bool {
		return v.shared && (strings.HasPrefix(code, v.area) || len(code) == 6 && len(v.area) == 9 && strings.HasPrefix(v.area, code))
	})
}

// siteSet is the sites of some kinds, with an index of their places.
type siteSet struct {
	sites []*site
	near  *geo.Points[*site]
}

// set gives the sites of the kinds, those to be opened with planned.
func (d *day) set(kinds []string, planned bool) *siteSet {
	key := strings.Join(kinds, ",")
	if planned {
		key += "+"
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if known, ok := d.sets[key]; ok {
		return known
	}
	wanted := map[string]bool{}
	for _, k := range kinds {
		wanted[k] = true
	}
	set := &siteSet{}
	for i := range d.sites {
		if s := &d.sites[i]; wanted[s.kind] && (planned || s.inUse) {
			set.sites = append(set.sites, s)
		}
	}
	set.near = geo.NewPoints(set.sites, func(s *site) (orb.Point, bool) { return s.at, s.placed })
	d.sets[key] = set
	return set
}

// unitsIn gives the units of a level inside an area, without subdistricts for rural.
func (d *day) unitsIn(level facilities.Level, inside string, rural bool) []unit {
	var in []unit
	for _, u := range d.units[level] {
		if strings.HasPrefix(u.code, inside) && !(rural && subdistrict(u.code)) {
			in = append(in, u)
		}
	}
	return in
}

// demandsIn gives the places of people inside an area, as unitsIn does.
func (d *day) demandsIn(inside string, rural bool) []*demand {
	var in []*demand
	for i := range d.demands {
		if p := &d.demands[i]; strings.HasPrefix(p.code, inside) && !(rural && subdistrict(p.code)) {
			in = append(in, p)
		}
	}
	return in
}

// settleDemands makes the demands: the villages, and the townships without any.
func (d *day) settleDemands() {
	settled := map[string]bool{}
	for _, v := range d.units[facilities.Village] {
		d.demands = append(d.demands, demand{v})
		settled[v.code[:min(9, len(v.code))]] = true
	}
	for _, t := range d.units[facilities.Township] {
		if !settled[t.code] {
			d.demands = append(d.demands, demand{t})
		}
	}
	slices.SortFunc(d.demands, func(a, b demand) int { return strings.Compare(a.code, b.code) })
}
