package siting

import (
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/siting/solve"
	"cairn/geo/geojson"
	"cairn/internal/problem"
)

// Ask is what a run is asked for. What is left out gets the value that its description names;
// a stored one has all of them.
type Ask struct {
	Name         string     `json:"name,omitempty" doc:"of the run, for lists"`
	Kind         string     `json:"kind" doc:"kind or group of facility whose coverage is to grow, see /facilities/kinds"`
	SiteKind     string     `json:"site_kind,omitempty" doc:"kind of the new sites, whose siting rules hold; default kind, or the first kind of the group"`
	Area         string     `json:"area,omitempty" doc:"code of the area; default the prefecture"`
	AsOf         string     `json:"as_of,omitempty" format:"date" doc:"day of facilities, areas and rules; default today"`
	Method       string     `json:"method" enum:"lscp,mclp,capacitated-mclp,p-median,p-center,next" doc:"fewest sites that cover all; most people covered; the same within capacities; least weighted cost; least greatest cost; most newly covered townships, then people"`
	Demand       Demands    `json:"demand,omitempty"`
	Cover        Cover      `json:"cover,omitempty"`
	Candidates   Candidates `json:"candidates,omitempty"`
	Existing     string     `json:"existing,omitempty" enum:"fixed,none" doc:"do the facilities in use serve already? default fixed"`
	Planned      string     `json:"planned,omitempty" enum:"none,fixed,candidates" doc:"planned facilities: left out (default), serve already, or are candidates"`
	Rules        *bool      `json:"rules,omitempty" doc:"keep the siting rules; default true"`
	Sites        int        `json:"sites,omitempty" minimum:"0" maximum:"1000" doc:"new sites at most (p); 0: as many as are needed or the budget allows"`
	Budget       float64    `json:"budget,omitempty" minimum:"0" doc:"for the prices of the new sites together; 0: no limit"`
	Price        float64    `json:"price,omitempty" minimum:"0" doc:"of a site whose candidate names none"`
	Capacity     float64    `json:"capacity,omitempty" minimum:"0" doc:"of a site whose candidate names none, in people; capacitated-mclp only"`
	Alternatives int        `json:"alternatives,omitempty" minimum:"0" maximum:"20" doc:"how many further good answers"`
	Tolerance    float64    `json:"tolerance,omitempty" minimum:"0" maximum:"1" doc:"how much worse those may be; default 0.02"`
	Solver       string     `json:"solver,omitempty" enum:"auto,go,cbc" doc:"default auto: cbc where it is installed and the gap stays open"`
	TimeLimitS   float64    `json:"time_limit_s,omitempty" minimum:"0" maximum:"600" doc:"of the search, seconds; default 30"`
}

// Demands says what is to be served.
type Demands struct {
	Of     string `json:"of,omitempty" enum:"townships,villages,counties" doc:"default townships; for presence of a kind that is counted by county, counties"`
	Weight string `json:"weight,omitempty" enum:"population,age60,equal" doc:"default population"`
	Year   int    `json:"year,omitempty" minimum:"0" maximum:"2200" doc:"of the people; default the newest up to as_of"`
}

// Cover says when a demand is served by a site.
type Cover struct {
	By      string  `json:"by,omitempty" enum:"presence,distance,minutes" doc:"the site lies in the area; is near enough to its seat; is near enough by road. Default presence"`
	Rule    string  `json:"rule,omitempty" enum:"shared,presence" doc:"of presence: counting rule by which areas are covered already, see /coverage/rules; default shared"`
	Metres  float64 `json:"metres,omitempty" minimum:"0" maximum:"500000" doc:"default 10000"`
	Minutes float64 `json:"minutes,omitempty" minimum:"0" maximum:"1440" doc:"default 60"`
}

// Candidates says where new sites may stand.
type Candidates struct {
	From     string          `json:"from,omitempty" enum:"grid,villages,places,points,facilities" doc:"a grid, the villages, places of the gazetteer, points that are given, planned facilities. Default grid"`
	Classes  []string        `json:"classes,omitempty" doc:"of places: class codes, or their beginnings; 20 at most"`
	SpacingM float64         `json:"spacing_m,omitempty" minimum:"0" maximum:"100000" doc:"of the grid; default 3000"`
	Inside   json.RawMessage `json:"inside,omitempty" doc:"GeoJSON Polygon or MultiPolygon that they must lie in"`
	Points   []Point         `json:"points,omitempty" doc:"at most 20,000"`
}

// Point is a candidate that is given.
type Point struct {
	Key      string   `json:"key,omitempty" doc:"default its number in the list"`
	Name     string   `json:"name,omitempty"`
	Lon      float64  `json:"lon"`
	Lat      float64  `json:"lat"`
	Price    *float64 `json:"price,omitempty"`
	Capacity *float64 `json:"capacity,omitempty"`
}

// settle fills what is left out.
func (a *Ask) settle(today string) {
	a.Name = strings.TrimSpace(a.Name)
	fill := func(field *string, usual string) {
		if *field == "" {
			*field = usual
		}
	}
	fill(&a.AsOf, today)
	if a.Demand.Of == "" && a.Cover.By != "" && a.Cover.By != "presence" {
		a.Demand.Of = "townships"
	}
	fill(&a.Demand.Weight, "population")
	fill(&a.Cover.By, "presence")
	fill(&a.Candidates.From, "grid")
	fill(&a.Existing, "fixed")
	fill(&a.Planned, "none")
	fill(&a.Solver, "auto")
	usual := func(field *float64, usual float64) {
		if *field == 0 {
			*field = usual
		}
	}
	usual(&a.Tolerance, 0.02)
	usual(&a.TimeLimitS, usualTimeLimit.Seconds())
	switch a.Cover.By {
	case "presence":
		fill(&a.Cover.Rule, coverage.Shared)
	case "distance":
		usual(&a.Cover.Metres, 10_000)
	case "minutes":
		usual(&a.Cover.Minutes, 60)
	}
	if a.Candidates.From == "grid" {
		usual(&a.Candidates.SpacingM, 3_000)
	}
	if a.Rules == nil {
		yes := true
		a.Rules = &yes
	}
}

// Validate fills the usual values and checks the question by itself. Error: problem.Invalid.
func (a *Ask) Validate(catalogue facilities.Catalogue, today string) error {
	a.settle(today)
	var bad problem.Fields
	bad.Line("name", a.Name, maxName)
	if !isDay(a.AsOf) {
		bad.Bad("as_of", "problem.bad_date")
	}
	a.checkKinds(&bad, catalogue)
	bad.OneOf("demand.of", a.Demand.Of, "townships", "villages", "counties")
	bad.OneOf("demand.weight", a.Demand.Weight, "population", "age60", "equal")
	bad.OneOf("cover.by", a.Cover.By, "presence", "distance", "minutes")
	if a.Cover.Rule != "" {
		bad.OneOf("cover.rule", a.Cover.Rule, coverage.Shared, coverage.Presence)
	}
	bad.OneOf("existing", a.Existing, "fixed", "none")
	bad.OneOf("planned", a.Planned, "none", "fixed", "candidates")
	bad.OneOf("solver", a.Solver, string(solve.SolverAuto), string(solve.SolverGo), string(solve.SolverCBC))
	if !slices.Contains(solve.Methods, solve.Method(a.Method)) {
		bad.Bad("method", "problem.unknown_value", "allowed", methods())
	}
	a.checkNumbers(&bad)
	a.checkMethod(&bad)
	a.Candidates.check(&bad, a.Planned)
	return bad.Err()
}

func methods() string {
	var all []string
	for _, m := range solve.Methods {
		all = append(all, string(m))
	}
	return strings.Join(all, ", ")
}

func (a *Ask) checkKinds(bad *problem.Fields, catalogue facilities.Catalogue) {
	kinds := catalogue.KindsOf(a.Kind)
	if len(kinds) == 0 {
		bad.Bad("kind", "facilities.unknown_kind", "kind", a.Kind)
		return
	}
	if a.SiteKind == "" {
		a.SiteKind = kinds[0]
	}
	if a.Demand.Of == "" { // presence: by the area that the kind is counted by
		a.Demand.Of = "townships"
		if k, _ := catalogue.Kind(a.SiteKind); k.Unit == facilities.County && a.Kind == a.SiteKind {
			a.Demand.Of = "counties"
		}
	}
	if !slices.Contains(kinds, a.SiteKind) {
		bad.Bad("site_kind", "siting.site_kind_outside", "kind", a.SiteKind, "group", a.Kind)
	}
}

// checkNumbers refuses what no office can mean.
func (a *Ask) checkNumbers(bad *problem.Fields) {
	for _, n := range []struct {
		field     string
		x         float64
		low, high float64
	}{
		{"sites", float64(a.Sites), 0, MaxSites}, {"alternatives", float64(a.Alternatives), 0, MaxAlternatives},
		{"budget", a.Budget, 0, 1e15}, {"price", a.Price, 0, 1e12}, {"capacity", a.Capacity, 0, 1e9}, {"tolerance", a.Tolerance, 0, 1},
		{"time_limit_s", a.TimeLimitS, 0, maxTimeLimit.Seconds()}, {"cover.metres", a.Cover.Metres, 0, 500_000},
		{"cover.minutes", a.Cover.Minutes, 0, 1440}, {"demand.year", float64(a.Demand.Year), 0, 2200},
	} {
		if !(n.x >= n.low && n.x <= n.high) {
			bad.Bad(n.field, "problem.out_of_range", "min", n.low, "max", n.high)
		}
	}
}

// checkMethod refuses a method that lacks what it works with.
func (a *Ask) checkMethod(bad *problem.Fields) {
	presence := a.Cover.By == "presence"
	switch solve.Method(a.Method) {
	case solve.PMedian, solve.PCenter:
		if presence {
			bad.Bad("cover.by", "siting.needs_cost", "method", a.Method)
		}
		if a.Sites == 0 {
			bad.Bad("sites", "problem.required")
		}
	case solve.MCLP, solve.CapacitatedMCLP, solve.Next:
		if a.Sites == 0 && a.Budget == 0 {
			bad.Bad("sites", "siting.sites_or_budget")
		}
	}
	if presence && a.Demand.Of == "villages" {
		bad.Bad("demand.of", "siting.presence_of_areas")
	}
	if a.Demand.Of == "counties" && !presence {
		bad.Bad("demand.of", "siting.counties_by_presence")
	}
	if a.Budget > 0 && a.Price == 0 && !a.priced() {
		bad.Bad("price", "siting.price_needed")
	}
	if a.Method == string(solve.CapacitatedMCLP) && a.Capacity == 0 && a.Candidates.From != "points" && a.Candidates.From != "facilities" {
		bad.Bad("capacity", "problem.required")
	}
}

func (a *Ask) priced() bool {
	return slices.ContainsFunc(a.Candidates.Points, func(p Point) bool { return p.Price != nil })
}

func (c *Candidates) check(bad *problem.Fields, planned string) {
	bad.OneOf("candidates.from", c.From, "grid", "villages", "places", "points", "facilities")
	c.checkClasses(bad)
	if c.From == "grid" && !(c.SpacingM >= 50 && c.SpacingM <= 100_000) {
		bad.Bad("candidates.spacing_m", "problem.out_of_range", "min", 50, "max", 100_000)
	}
	if c.From == "facilities" && planned == "fixed" {
		bad.Bad("planned", "siting.planned_twice")
	}
	if _, err := c.polygon(); err != nil {
		bad.Geometry("candidates.inside", err)
	}
	switch {
	case c.From == "points" && len(c.Points) == 0:
		bad.Bad("candidates.points", "problem.required")
	case len(c.Points) > MaxCandidates:
		bad.Bad("candidates.points", "siting.too_many_candidates", "count", len(c.Points), "max", MaxCandidates)
	}
	seen := map[string]bool{}
	for i, p := range c.Points {
		if len(*bad) > 50 {
			return
		}
		p.check(bad, "candidates.points["+itoa(i)+"].")
		if p.Key != "" && seen[p.Key] {
			bad.Bad("candidates.points["+itoa(i)+"].key", "siting.key_twice", "key", p.Key)
		}
		seen[p.Key] = true
	}
}

// checkClasses: places are of some classes, of which there are thousands.
func (c *Candidates) checkClasses(bad *problem.Fields) {
	if c.From == "places" && (len(c.Classes) == 0 || len(c.Classes) > 20) {
		bad.Bad("candidates.classes", "problem.out_of_range", "min", 1, "max", 20)
		return
	}
	for _, class := range c.Classes {
		if !placeClass.MatchString(class) {
			bad.Bad("candidates.classes", "siting.bad_class", "class", class)
		}
	}
}

// placeClass is a class code of places, or its beginning.
var placeClass = regexp.MustCompile(`^[0-9]{1,5}$`)

func (p *Point) check(bad *problem.Fields, prefix string) {
	bad.Line(prefix+"key", p.Key, maxName)
	bad.Line(prefix+"name", p.Name, maxName)
	bad.Point(prefix, &p.Lon, &p.Lat)
	for field, x := range map[string]*float64{"price": p.Price, "capacity": p.Capacity} {
		if x != nil && !(*x >= 0 && *x <= 1e12) {
			bad.Bad(prefix+field, "problem.out_of_range", "min", 0, "max", 1e12)
		}
	}
}

// polygon is what candidates must lie in, nil for none.
func (c *Candidates) polygon() (orb.Geometry, error) {
	if len(c.Inside) == 0 || string(c.Inside) == "null" {
		return nil, nil
	}
	g, err := geojson.ParseGeometry(c.Inside, geojson.Options{})
	if err != nil {
		return nil, err
	}
	switch g.(type) {
	case orb.Polygon, orb.MultiPolygon:
		return g, nil
	}
	return nil, errNoPolygon
}

// timeLimit is how long the search may take.
func (a *Ask) timeLimit() time.Duration {
	return time.Duration(math.Max(a.TimeLimitS, 0.1) * float64(time.Second))
}

// matrix reports whether the method compares every demand with every site.
func (a *Ask) matrix() bool {
	return a.Method == string(solve.PMedian) || a.Method == string(solve.PCenter)
}
