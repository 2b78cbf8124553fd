package indicators

import (
	"strings"

	"cairn/facilities"
	"cairn/facilities/facts"
)

// columns of the township table whose kinds formulas are about.
const (
	careColumn = "care"       // care institutions (养老机构): their beds count
	ecoColumn  = "eco_burial" // eco-burial sites
)

func missing(why string) Figure { return Figure{Missing: why} }

// share is n of d in percent to one decimal, or the reason why not for d = 0.
func share(n, d int, why string) Figure {
	if d == 0 {
		return missing(why)
	}
	return Figure{Value: ratio(n, d, 100, 1), Numerator: &n, Denominator: &d}
}

func counted(n int) Figure {
	value := float64(n)
	return Figure{Value: &value, Numerator: &n}
}

// areaCoverage is covered areas in all areas of the level, or people or villages, by the rule of its question.
func areaCoverage(_ *facts.Facts, area string, a ask) Figure {
	if a.covered == nil {
		return missing("not_countable")
	}
	n, d := a.covered.inside(area)
	return share(n, d, "no_areas")
}

// ecoCoverage is townships with an eco-burial site in use in all townships.
func ecoCoverage(f *facts.Facts, area string, _ ask) Figure {
	has := map[string]bool{}
	for _, s := range f.InColumn(area, ecoColumn) {
		if len(s.Area) >= 9 {
			has[s.Area[:9]] = true
		}
	}
	townships, n := f.Inside(area, facilities.Township), 0
	for _, t := range townships {
		if has[t.Code] {
			n++
		}
	}
	return share(n, len(townships), "no_areas")
}

// ecoRate is eco-burials in all burials from 1 January to the day, of the months that ended by
// then and were reported; months without a report are not guessed.
func ecoRate(f *facts.Facts, area string, _ ask) Figure {
	total, eco, reports := 0, 0, 0
	for _, b := range f.Burials {
		if strings.HasPrefix(b.Area, area) {
			total, eco, reports = total+b.Total, eco+b.Eco, reports+1
		}
	}
	due := len(f.Inside(area, facilities.Township)) * monthsEnded(f.Day)
	figure := share(eco, total, "no_burials")
	if reports == 0 {
		figure = missing("no_reports")
	}
	figure.Reports, figure.ReportsDue = &reports, &due
	return figure
}

// monthsEnded is how many months of its year have ended on a day (its last day included).
func monthsEnded(day facilities.Day) int {
	t := day.Time()
	months := int(t.Month()) - 1
	if t.AddDate(0, 0, 1).Day() == 1 {
		months++
	}
	return months
}

// held sums a measure over facilities; a facility that states nothing adds nothing.
func held(sites []facts.Site, measure string, figure func(facts.Held) *int) int {
	sum := 0
	for _, s := range sites {
		if n := figure(s.Holds[measure]); n != nil {
			sum += *n
		}
	}
	return sum
}

func total(h facts.Held) *int { return h.Total }
func used(h facts.Held) *int  { return h.Used }

// bedsPer1000 is beds of care institutions for 1,000 people aged 60 and over.
func bedsPer1000(f *facts.Facts, area string, _ ask) Figure {
	beds := held(f.InColumn(area, careColumn), facts.Beds, total)
	aged, year, ok := f.Aged60(area)
	if !ok || aged == 0 {
		return missing("no_people")
	}
	return Figure{Value: ratio(beds, aged, 1000, 2), Numerator: &beds, Denominator: &aged, Year: &year}
}

// nursingShare is nursing beds in the beds of all registered care institutions.
func nursingShare(f *facts.Facts, area string, _ ask) Figure {
	return nursingOf(f.InColumn(area, careColumn))
}

func nursingOf(sites []facts.Site) Figure {
	return share(held(sites, facts.NursingBeds, total), held(sites, facts.Beds, total), "no_beds")
}

// nursingShareNewPublic is nursing beds in the beds of public care institutions that came
// into use from a day on; a series of its own beside nursingShare.
func nursingShareNewPublic(f *facts.Facts, area string, a ask) Figure {
	mark := a.Mark
	if mark == "" {
		mark = "public"
	}
	since := a.Since
	if since == nil && a.baseYear != nil {
		day := facilities.NewDay(*a.baseYear, 1, 1)
		since = &day
	}
	var marked bool
	var sites []facts.Site
	for _, s := range f.InColumn(area, careColumn) {
		public, says := s.Own[mark].(bool)
		marked = marked || says
		if public && since != nil && !s.FirstUse.Before(*since) {
			sites = append(sites, s)
		}
	}
	switch {
	case !marked || since == nil:
		return missing("no_marks")
	case len(sites) == 0:
		return missing("no_new")
	}
	return nursingOf(sites)
}

// bedOccupancy is residents in the beds of the institutions that state both.
func bedOccupancy(f *facts.Facts, area string, _ ask) Figure {
	var both []facts.Site
	for _, s := range f.InColumn(area, careColumn) {
		if h := s.Holds[facts.Beds]; h.Total != nil && h.Used != nil {
			both = append(both, s)
		}
	}
	return share(held(both, facts.Beds, used), held(both, facts.Beds, total), "no_beds")
}

// gradedInstitutions counts care institutions with a grade, or with one not below the lowest
// that counts.
func gradedInstitutions(f *facts.Facts, area string, a ask) Figure {
	n := 0
	for _, s := range f.InColumn(area, careColumn) {
		if s.Grade != nil && *s.Grade >= a.Grade {
			n++
		}
	}
	return counted(n)
}

// facilityCount counts the facilities of a kind or group.
func facilityCount(f *facts.Facts, area string, a ask) Figure {
	kinds := f.Members(a.Kind)
	if kinds == nil {
		return missing("not_countable")
	}
	return counted(len(f.OfKinds(area, kinds)))
}

// ratio is n·times/d rounded half up to the decimals, exactly. n ≥ 0, d > 0.
func ratio(n, d, times, decimals int) *float64 {
	scale := 1
	for range decimals {
		scale *= 10
	}
	x := float64((2*n*times*scale+d)/(2*d)) / float64(scale)
	return &x
}
