package coverage

import (
	"strings"

	"cairn/facilities"
	"cairn/internal/problem"
)

// The counting rules.
const (
	Presence    = "presence"     // an area with a facility in it
	Shared      = "shared"       // in it, or shared with it (联建)
	Villages    = "villages"     // villages with a facility of their own, of all villages
	ServiceArea = "service_area" // villages that some facility declares to serve
	Distance    = "distance"     // people within metres of a facility that takes them
	TravelTime  = "travel_time"  // people within minutes of one, by road
	Capacity    = "capacity"     // in reach of one that has capacity left
)

// Names lists the rules in the order in which they are shown.
var Names = facilities.Rules

// What capacity takes to be in reach.
const (
	ReachArea       = "area"        // in the area, or shared with it
	ReachDistance   = "distance"    // within the metres
	ReachTravelTime = "travel_time" // within the minutes
)

var reaches = []string{ReachArea, ReachDistance, ReachTravelTime}

// Parameters are those that a rule has; zero: it has no such one, or in a question the stored one.
type Parameters struct {
	Metres  int    `json:"metres,omitempty" doc:"distance that is in reach"`
	Minutes int    `json:"minutes,omitempty" doc:"travel time that is in reach"`
	Share   int    `json:"share,omitempty" doc:"percent of an area's people or villages from which on it counts as covered"`
	Reach   string `json:"reach,omitempty" enum:"area,distance,travel_time" doc:"what is in reach under the rule of capacity"`
}

// Most that parameters may be.
const (
	MaxMetres  = 200_000
	MaxMinutes = 1440
)

// Question asks for coverage. It is comparable: settled, it is the key of its answer.
type Question struct {
	Kind     string           // kind or group
	AsOf     facilities.Day   // zero: today
	Area     string           // areas inside it are counted; "": the whole prefecture
	Level    facilities.Level // "": the unit of the kind
	Rule     string           // "": that of the kind
	Planned  bool             // count too what is to open by AsOf: planned or building, target date reached
	Rural    bool             // subdistricts (街道) are left out of the denominator
	Villages bool             // list the villages with their nearest facilities
	Parameters
}

// subject is the kind or group that a question is about.
type subject struct {
	code, name, nameEn string
	unit               facilities.Level
	byVillage          bool
	official           bool
	rule               string
	kinds              []string
}

// subjectOf finds a kind or group.
func subjectOf(c facilities.Catalogue, code string) (subject, bool) {
	if k, ok := c.Kind(code); ok {
		return subject{k.Code, k.Name, k.NameEn, k.Unit, k.ByVillage || k.Unit == facilities.Village, false, k.Rule, []string{k.Code}}, true
	}
	for _, g := range c.Groups {
		if g.Code == code {
			return subject{g.Code, g.Name, g.NameEn, g.Unit, g.Unit == facilities.Village, g.Official, g.Rule, g.Kinds}, true
		}
	}
	return subject{}, false
}

// settle checks the question and fills what it leaves open: rule and level from the kind,
// parameters from the stored rules. Error: problem.BadParameter.
func (q *Question) settle(d *day) (subject, error) {
	what, ok := subjectOf(d.catalogue, q.Kind)
	if !ok {
		return what, problem.Parameter("kind", "problem.unknown_value", "allowed", codesOf(d.catalogue))
	}
	if q.Rule == "" {
		q.Rule = what.rule
	}
	stored, ok := d.rules[q.Rule]
	if !ok {
		return what, problem.Parameter("rule", "problem.unknown_value", "allowed", strings.Join(Names, ", "))
	}
	if err := q.Parameters.settle(stored.Parameters); err != nil {
		return what, err
	}
	return what, q.settleLevel(what)
}

func codesOf(c facilities.Catalogue) string {
	var all []string
	for _, k := range c.Kinds {
		all = append(all, k.Code)
	}
	for _, g := range c.Groups {
		all = append(all, g.Code)
	}
	return strings.Join(all, ", ")
}

// settleLevel fills the level. Villages are units where the kind is counted so, or where the
// rule counts by village anyway.
func (q *Question) settleLevel(what subject) error {
	allowed := "county, township"
	villages := what.byVillage || q.Rule != Presence && q.Rule != Shared && !(q.Rule == Capacity && q.Reach == ReachArea)
	if villages {
		allowed += ", village"
	}
	switch {
	case q.Level == "" && what.unit == facilities.Village && q.Rule == Villages:
		q.Level = facilities.Township // n of m of each
	case q.Level == "":
		q.Level = what.unit
	case q.Level == facilities.County, q.Level == facilities.Township, q.Level == facilities.Village && villages:
	default:
		return problem.Parameter("level", "problem.unknown_value", "allowed", allowed)
	}
	return nil
}

// Of keeps those parameters that a rule with the stored ones has: a comparison of rules hands
// the same to all.
func (p Parameters) Of(stored Parameters) Parameters {
	if stored.Metres == 0 {
		p.Metres = 0
	}
	if stored.Minutes == 0 {
		p.Minutes = 0
	}
	if stored.Share == 0 {
		p.Share = 0
	}
	if stored.Reach == "" {
		p.Reach = ""
	}
	return p
}

// settle fills parameters from the stored ones and refuses those that the rule does not have.
func (p *Parameters) settle(stored Parameters) error {
	for _, n := range []struct {
		name     string
		asked    *int
		stored   int
		greatest int
	}{{"metres", &p.Metres, stored.Metres, MaxMetres}, {"minutes", &p.Minutes, stored.Minutes, MaxMinutes}, {"share", &p.Share, stored.Share, 100}} {
		switch {
		case *n.asked == 0:
			*n.asked = n.stored
		case n.stored == 0:
			return problem.Parameter(n.name, "coverage.no_such_parameter")
		case *n.asked < 1 || *n.asked > n.greatest:
			return problem.Parameter(n.name, "problem.out_of_range", "min", 1, "max", n.greatest)
		}
	}
	switch {
	case p.Reach == "":
		p.Reach = stored.Reach
	case stored.Reach == "":
		return problem.Parameter("reach", "coverage.no_such_parameter")
	case p.Reach != ReachArea && p.Reach != ReachDistance && p.Reach != ReachTravelTime:
		return problem.Parameter("reach", "problem.unknown_value", "allowed", strings.Join(reaches, ", "))
	}
	return nil
}

// used drops the parameters that the reach leaves without effect: what an answer shows.
func (q *Question) used() Parameters {
	p := q.Parameters
	if q.Rule == Capacity {
		if q.Reach != ReachDistance {
			p.Metres = 0
		}
		if q.Reach != ReachTravelTime {
			p.Minutes = 0
		}
		if q.Reach == ReachArea {
			p.Share = 0
		}
	}
	return p
}

// overRoads reports whether the question needs travel times.
func (q *Question) overRoads() bool {
	return q.Rule == TravelTime || q.Rule == Capacity && q.Reach == ReachTravelTime
}

// byDemand reports whether the rule counts people or villages instead of areas.
func (q *Question) byDemand() bool {
	return q.Rule == Villages || q.Rule == ServiceArea || q.Rule == Distance || q.Rule == TravelTime || q.Rule == Capacity && q.Reach != ReachArea
}
