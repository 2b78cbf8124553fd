// Package facts holds what is known of areas, facilities and people on a day: the ground
// that indicators and capacity in years are computed on, without asking the database again.
//
// Facts are of the whole installation and are never changed; a figure of an area is computed
// from them by the beginning of area codes. Days are those of Asia/Shanghai.
package facts

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"cairn/facilities"
	"cairn/internal/problem"
)

// Measures of what a facility holds.
const (
	Plots       = "plots"        // 墓穴
	Niches      = "niches"       // 格位
	EcoPlots    = "eco_plots"    // 生态安葬位
	Beds        = "beds"         // 床位; used are the residents
	NursingBeds = "nursing_beds" // 护理型床位
)

// Facts are the state of a day.
type Facts struct {
	Day     facilities.Day
	Version int64 // of the data: number of the last change that they know
	Kinds   map[string]Kind
	Groups  []Group // in the order in which they are shown
	Units   []Unit  // prefecture, counties, townships and villages, by code
	Sites   []Site  // in use on the day
	Burials []Burials
	people  map[string][]people // by area
}

// Kind is what is needed of a kind of facility.
type Kind struct {
	Code, Name, NameEn string
	Unit               facilities.Level
	Ledger             string // column of the township table
	Measure            string // what its capacity is in; empty: it has none
}

// Group is a set of kinds that count together.
type Group struct {
	Code, Name, NameEn string
	Unit               facilities.Level
	Kinds              []string
	Retired            bool // no longer offered
}

// Unit is a formal area.
type Unit struct {
	Level facilities.Level // or "prefecture"
	Code  string
	Name  string
}

// Site is a facility in use.
type Site struct {
	ID       uuid.UUID
	Kind     string
	Area     string         // the finest area known of it
	FirstUse facilities.Day // zero: in use since ever
	Grade    *int
	Own      map[string]any  // fields of its kind
	Holds    map[string]Held // by measure; its kind's own is there even when nothing is known
	Serves   []string        // areas that it declares to serve, shared or not
}

// Held is how much a facility has of a measure, and how much of it is used; nil: not known.
type Held struct{ Total, Used *int }

// Left is what remains, nil when either figure is missing.
func (h Held) Left() *int {
	if h.Total == nil || h.Used == nil {
		return nil
	}
	left := max(*h.Total-*h.Used, 0)
	return &left
}

// Burials are the burials that a township reported for a month.
type Burials struct {
	Area       string
	Month      facilities.Day
	Total, Eco int
}

// people are the figures of an area in a year; -1: not stated.
type people struct{ year, population, age60 int }

// Inside lists the areas of a level in an area (itself included), by code.
func (f *Facts) Inside(area string, level facilities.Level) []Unit {
	var inside []Unit
	for _, u := range f.Units {
		if u.Level == level && strings.HasPrefix(u.Code, area) {
			inside = append(inside, u)
		}
	}
	return inside
}

// Members lists the kinds that a kind or group stands for, nil for an unknown code.
func (f *Facts) Members(code string) []string {
	if _, ok := f.Kinds[code]; ok {
		return []string{code}
	}
	g, _ := f.group(code)
	return g.Kinds
}

func (f *Facts) group(code string) (Group, bool) {
	i := slices.IndexFunc(f.Groups, func(g Group) bool { return g.Code == code })
	if i < 0 {
		return Group{}, false
	}
	return f.Groups[i], true
}

// NameOf is the name of a kind or group, its code where it is unknown.
func (f *Facts) NameOf(code string, lang problem.Lang) string {
	k, ok := f.Kinds[code]
	if g, isGroup := f.group(code); !ok && isGroup {
		k, ok = Kind{Name: g.Name, NameEn: g.NameEn}, true
	}
	switch {
	case !ok:
		return code
	case lang == problem.English && k.NameEn != "":
		return k.NameEn
	}
	return k.Name
}

// InColumn lists the facilities in an area whose kinds are counted in a column of the
// township table, say care.
func (f *Facts) InColumn(area, column string) []Site {
	return f.where(area, func(s Site) bool { return f.Kinds[s.Kind].Ledger == column })
}

// OfKinds lists the facilities of the kinds in an area.
func (f *Facts) OfKinds(area string, kinds []string) []Site {
	in := map[string]bool{}
	for _, k := range kinds {
		in[k] = true
	}
	return f.where(area, func(s Site) bool { return in[s.Kind] })
}

func (f *Facts) where(area string, fits func(Site) bool) []Site {
	var found []Site
	for _, s := range f.Sites {
		if strings.HasPrefix(s.Area, area) && fits(s) {
			found = append(found, s)
		}
	}
	return found
}

// People is the population of an area and the year that it is of: the newest year, and in it
// the coarsest level, whose areas of the day all have a figure. False without such a year.
func (f *Facts) People(area string) (count, year int, ok bool) {
	return f.count(area, func(p people) int { return p.population })
}

// Aged60 is People for those aged 60 and over.
func (f *Facts) Aged60(area string) (count, year int, ok bool) {
	return f.count(area, func(p people) int { return p.age60 })
}

func (f *Facts) count(area string, figure func(people) int) (count, year int, ok bool) {
	type group struct {
		digits, year int
	}
	units := map[int]int{} // areas by length of their codes
	known, sum := map[group]int{}, map[group]int{}
	for _, u := range f.Units {
		if !strings.HasPrefix(u.Code, area) {
			continue
		}
		units[len(u.Code)]++
		for _, p := range f.people[u.Code] {
			if n := figure(p); n >= 0 {
				g := group{len(u.Code), p.year}
				known[g]++
				sum[g] += n
			}
		}
	}
	var best group
	for g, n := range known {
		if n == units[g.digits] && (g.year > best.year || g.year == best.year && g.digits < best.digits) {
			best = g
		}
	}
	return sum[best], best.year, best.year > 0
}
