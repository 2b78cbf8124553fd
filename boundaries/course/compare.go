package course

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"cairn/internal/problem"
)

// Results of a comparison.
const (
	Agrees  = "agrees"
	Differs = "differs"
	Missing = "missing" // the agreement's text does not say it
	Extra   = "extra"   // only the agreement's text says it
)

// Compared is a statement of the agreement beside what the geometry says.
type Compared struct {
	Aspect  string `json:"aspect" enum:"marker,junction,sector,distance,length"`
	Result  string `json:"result" enum:"agrees,differs,missing,extra" doc:"missing: the agreement's text does not say it; extra: only the agreement's text says it"`
	From    string `json:"from" doc:"place as the statement names it; empty for the whole line and for a marker"`
	To      string `json:"to"`
	Drafted string `json:"drafted" doc:"what the geometry says; empty for what is extra"`
	Agreed  string `json:"agreed" doc:"what the agreement's text says; empty for what is missing"`
}

// Comparison is the agreement's text beside the geometry.
type Comparison struct {
	Agrees  int        `json:"agrees"`
	Differs int        `json:"differs"`
	Missing int        `json:"missing"`
	Extra   int        `json:"extra"`
	Items   []Compared `json:"items"`
}

// Tolerances: agreements measure on maps of their own scale and name eight directions as
// often as sixteen.
const (
	sectorSlack   = 22.5 // degrees between a stated sector's middle and the bearing
	distanceShare = 0.1  // of the length
	distanceLeast = 0.05 // km
	agreedSlack   = 0.0005
)

// Compare compares what an agreement's text says with the profile. Without a text there is
// nothing to compare.
func (p Profile) Compare(r Reading, lang problem.Lang) Comparison {
	c := comparer{writer: writer{p, lang}, out: Comparison{Items: []Compared{}}}
	if len(r.Claims)+len(r.Places) == 0 && r.TotalKm == nil {
		return c.out
	}
	c.total(r.TotalKm)
	c.markers(r.Places)
	for _, claim := range r.Claims {
		c.claim(claim)
	}
	return c.out
}

type comparer struct {
	writer
	out  Comparison
	upTo float64 // how far along the line the claims have come
}

func (c *comparer) add(item Compared) {
	switch item.Result {
	case Agrees:
		c.out.Agrees++
	case Differs:
		c.out.Differs++
	case Missing:
		c.out.Missing++
	case Extra:
		c.out.Extra++
	}
	c.out.Items = append(c.out.Items, item)
}

// total compares the length of the whole line: with the agreed one on file, else with the
// computed one.
func (c *comparer) total(stated *float64) {
	if stated == nil {
		return
	}
	item := Compared{Aspect: "length", Result: Differs, Agreed: c.km(*stated)}
	if c.AgreedLengthKm != nil {
		item.Drafted = c.km(*c.AgreedLengthKm)
		if math.Abs(*stated-*c.AgreedLengthKm) <= agreedSlack {
			item.Result = Agrees
		}
	} else {
		item.Drafted = c.km(c.GeodesicLengthKm)
		if near(*stated, c.GeodesicLengthKm) {
			item.Result = Agrees
		}
	}
	c.add(item)
}

func near(stated, computed float64) bool {
	return math.Abs(stated-computed) <= max(distanceLeast, distanceShare*computed)
}

// markers compares which markers the text names with those on the line.
func (c *comparer) markers(places []string) {
	named := map[int]bool{}
	for _, name := range places {
		aspect := "marker"
		if strings.HasPrefix(name, meets) {
			aspect = "junction"
		}
		if i := c.find(name); i >= 0 {
			named[i] = true
		} else {
			c.add(Compared{Aspect: aspect, Result: Extra, Agreed: name})
		}
	}
	for i, s := range c.Stations {
		switch {
		case s.Number == "":
		case named[i]:
			c.add(Compared{Aspect: "marker", Result: Agrees, Drafted: s.Number, Agreed: s.Number})
		default:
			c.add(Compared{Aspect: "marker", Result: Missing, Drafted: s.Number})
		}
	}
}

// find is the station that a text means, -1 for none: by a marker's whole number, by the
// number that a pair shares, or by the sequence on this line alone.
func (c *comparer) find(name string) int {
	is := func(want func(Station) bool) int { return slices.IndexFunc(c.Stations, want) }
	switch name {
	case "":
		return -1
	case Start:
		return 0
	case End:
		return len(c.Stations) - 1
	}
	if strings.HasPrefix(name, meets) {
		return c.junction(name)
	}
	if i := is(func(s Station) bool {
		return s.Number == name || slices.ContainsFunc(s.Markers, func(m PlacedMark) bool { return m.Number == name })
	}); i >= 0 {
		return i
	}
	base := strings.TrimRightFunc(name, letter)
	if i := is(func(s Station) bool { return s.Number != "" && strings.TrimRightFunc(s.Number, letter) == base }); i >= 0 {
		return i
	}
	seq, err := strconv.ParseUint(name, 10, 16)
	if err != nil || seq == 0 {
		return -1
	}
	return is(func(s Station) bool { return s.Sequence == int(seq) })
}

// junction is the station where lines meet that a text names; of several the next one after
// what was told before.
func (c *comparer) junction(name string) int {
	best := -1
	for i, s := range c.Stations {
		meet := slices.ContainsFunc(s.Lines, func(l LineRef) bool { return strings.Contains(name, l.Name) })
		if meet && (best < 0 || c.Stations[best].along < c.upTo) {
			best = i
		}
	}
	return best
}

// claim compares directions and length of a stretch. A text that begins without a place
// begins at the start of the line, one that ends without one ends at its end.
func (c *comparer) claim(claim Claim) {
	from, to := claim.From, claim.To
	if from == "" {
		from = Start
	}
	if to == "" {
		to = End
	}
	a := c.find(from)
	if a >= 0 {
		c.upTo = math.Nextafter(c.Stations[a].along, math.Inf(1))
	}
	b := c.find(to)
	if b >= 0 {
		c.upTo = c.Stations[b].along
	}
	if a < 0 || b < 0 || c.Stations[a].along == c.Stations[b].along {
		return // the place is told as extra; nothing lies between
	}
	first, last := c.Stations[a], c.Stations[b]
	item := Compared{From: from, To: to}
	legs := c.path.legs(first.along, last.along)
	c.directions(item, claim.Sectors, legs, Bearing(c.path.at(first.along).at, c.path.at(last.along).at))
	computed, stated := math.Abs(last.along-first.along)/1000, 0.0
	for _, km := range claim.Km {
		stated += km
	}
	item.Aspect, item.Drafted, item.Result = "distance", c.km(computed), Missing
	if len(claim.Km) > 0 {
		item.Agreed, item.Result = c.km(stated), Differs
		if near(stated, computed) {
			item.Result = Agrees
		}
	}
	c.add(item)
}

// directions agree when each one stated is that of the straight between the places, or of
// one of the legs.
func (c *comparer) directions(item Compared, stated []string, legs []Leg, straight float64) {
	var drafted, agreed []string
	for _, leg := range legs {
		drafted = append(drafted, c.sector(leg))
	}
	item.Aspect, item.Result = "sector", Missing
	if len(stated) > 0 {
		item.Result = Agrees
	}
	for _, s := range stated {
		agreed = append(agreed, c.sector(Leg{Sector: s}))
		fits := apart(centre(s), straight) <= sectorSlack
		for _, leg := range legs {
			fits = fits || apart(centre(s), leg.BearingDeg) <= sectorSlack
		}
		if !fits {
			item.Result = Differs
		}
	}
	item.Drafted, item.Agreed = strings.Join(drafted, c.say("then")), strings.Join(agreed, c.say("then"))
	c.add(item)
}

func (c *comparer) km(km float64) string { return c.length(km) }
