package years

import (
	"strings"

	"cairn/facilities"
	"cairn/facilities/facts"
)

// States of a measure in an area.
const (
	Enough     = "enough"
	RunsOut    = "runs_out"
	NoCapacity = "no_capacity"
	NoData     = "no_data"
)

// CapacityInYears is how long a measure lasts in an area.
type CapacityInYears struct {
	Measure    string   `json:"measure" enum:"plots,niches,eco_plots"`
	State      string   `json:"state" enum:"enough,runs_out,no_capacity,no_data"`
	Facilities int      `json:"facilities" doc:"in use, that have places of the measure for the area"`
	Unstated   int      `json:"unstated" doc:"of these, how many do not state what is left: the years are then a lower bound"`
	Total      *float64 `json:"total" doc:"places, of the facilities that state what is left; a part of a shared site may be a fraction"`
	Left       *float64 `json:"left" doc:"places left, of the same facilities; null: none states it"`
	OfShared   float64  `json:"of_shared" doc:"of the places left, those of sites that serve several townships"`
	Uptake     *float64 `json:"uptake" doc:"percent of deaths"`
	Demand     *float64 `json:"demand" doc:"places a year; null without people, death rate or uptake"`
	Years      *float64 `json:"years" doc:"left ÷ demand; null when the state is no_data or no_capacity, or nobody asks for any"`
	Year       *int     `json:"year" doc:"in which it runs out; null when that is not known, never, or beyond the year 9999"`
}

// supply is what an area has of a measure.
type supply struct {
	facilities, unstated int
	total, left, shared  float64
}

// supplies is by area and measure; townships get their share, counties what stands in them.
type supplies map[string]map[string]*supply

func (s supplies) add(area, measure string, h facts.Held, part float64) {
	of := s[area]
	if of == nil {
		of = map[string]*supply{}
		s[area] = of
	}
	got := of[measure]
	if got == nil {
		got = &supply{}
		of[measure] = got
	}
	got.facilities++
	left := h.Left()
	if left == nil {
		got.unstated++
		return
	}
	got.total += part * float64(*h.Total)
	got.left += part * float64(*left)
	if part < 1 {
		got.shared += part * float64(*left)
	}
}

// supplyOf spreads what all facilities have over the areas.
func supplyOf(f *facts.Facts) supplies {
	all := supplies{}
	for _, site := range f.Sites {
		var parts map[string]float64 // by township; worked out once for a site
		for _, measure := range Measures {
			held, ok := site.Holds[measure]
			if !ok {
				continue
			}
			if parts == nil {
				parts = partsOf(f, site)
			}
			for _, length := range []int{0, 4, 6} {
				if len(site.Area) >= length {
					all.add(site.Area[:length], measure, held, 1)
				}
			}
			for township, part := range parts {
				all.add(township, measure, held, part)
			}
		}
	}
	return all
}

// partsOf says which townships a facility's places belong to, and with which share: by their
// people, in equal parts where the people of one of them are not known.
func partsOf(f *facts.Facts, site facts.Site) map[string]float64 {
	served := map[string]bool{}
	if len(site.Area) >= 9 {
		served[site.Area[:9]] = true
	}
	areas := site.Serves
	if len(areas) == 0 && f.Kinds[site.Kind].Unit == facilities.County && len(site.Area) >= 6 {
		areas = []string{site.Area[:6]}
	}
	for _, area := range areas {
		if len(area) >= 9 {
			served[area[:9]] = true
			continue
		}
		for _, u := range f.Inside(area, facilities.Township) {
			served[u.Code] = true
		}
	}
	people, all, known := map[string]int{}, 0, true
	for township := range served {
		n, _, ok := f.People(township)
		people[township], all, known = n, all+n, known && ok
	}
	parts := make(map[string]float64, len(served))
	for township := range served {
		parts[township] = 1 / float64(len(served))
		if known && all > 0 {
			parts[township] = float64(people[township]) / float64(all)
		}
	}
	return parts
}

// lasts works out how long a measure lasts. Deaths are a year's; nil: not known.
func (s *supply) lasts(measure string, day facilities.Day, deaths *float64, uptake *BurialParameter, horizon float64) CapacityInYears {
	c := CapacityInYears{Measure: measure, State: NoData}
	if uptake != nil {
		c.Uptake = &uptake.Value
	}
	if deaths != nil && uptake != nil {
		demand := *deaths * uptake.Value / 100
		c.Demand = &demand
	}
	if s == nil {
		c.State = NoCapacity
		return c
	}
	c.Facilities, c.Unstated = s.facilities, s.unstated
	if s.unstated == s.facilities {
		return c
	}
	c.Total, c.Left, c.OfShared = &s.total, &s.left, s.shared
	if c.Demand == nil {
		return c
	}
	if *c.Demand == 0 {
		c.State = Enough
		return c
	}
	years := s.left / *c.Demand
	c.Years, c.Year, c.State = &years, runsOut(day, years), RunsOut
	if years >= horizon {
		c.State = Enough
	}
	return c
}

// runsOut is the year in which a span that begins on a day ends, nil beyond 9999.
func runsOut(day facilities.Day, years float64) *int {
	const daysOfYear = 365.2425
	if years > 9999 {
		return nil
	}
	end := day.Time().AddDate(0, 0, int(years*daysOfYear)).Year()
	if end > 9999 {
		return nil
	}
	return &end
}

// inside reports whether an area is in another one, or the same.
func inside(area, outer string) bool { return strings.HasPrefix(area, outer) }
