package plans

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/facilities"
)

// PlanTally counts projects by their stand.
type PlanTally struct {
	Total    int     `json:"total"`
	InUse    int     `json:"in_use"`
	Building int     `json:"building"`
	Planned  int     `json:"planned"`
	Delayed  int     `json:"delayed" doc:"not in use, and their year is over"`
	Closed   int     `json:"closed"`
	Late     int     `json:"late" doc:"of those in use, the ones that were late"`
	Percent  float64 `json:"percent" doc:"in use of all, rounded to one decimal"`
}

func (t *PlanTally) add(p ProjectStand) {
	t.Total++
	switch p.State {
	case "in_use":
		t.InUse++
	case "building":
		t.Building++
	case "planned":
		t.Planned++
	case "delayed":
		t.Delayed++
	case "closed":
		t.Closed++
	}
	if p.Late {
		t.Late++
	}
	t.Percent = math.Round(1000*float64(t.InUse)/float64(t.Total)) / 10
}

// YearTally is the stand of the projects of a year, of a county or of all.
type YearTally struct {
	Year       int    `json:"year" doc:"0: all years"`
	CountyCode string `json:"county_code" doc:"empty: all counties"`
	County     string `json:"county"`
	PlanTally
}

// PlanProgress is how far a plan has come on a day.
type PlanProgress struct {
	Plan     FacilityPlan   `json:"plan"`
	AsOf     facilities.Day `json:"as_of"`
	Total    PlanTally      `json:"total"`
	Years    []YearTally    `json:"years" doc:"of all counties"`
	Counties []YearTally    `json:"counties" doc:"of all years"`
	Cells    []YearTally    `json:"cells" doc:"by year and county"`
	Projects []ProjectStand `json:"projects"`
}

// Progress is how far a plan has come on a day, zero for today. Error: problem.NotFound.
func (s *Store) Progress(ctx context.Context, id uuid.UUID, on facilities.Day) (PlanProgress, error) {
	if on.IsZero() {
		on = s.today()
	}
	p, err := s.Get(ctx, id)
	if err != nil {
		return PlanProgress{}, err
	}
	all, err := projects(ctx, s.db.Read(), id, on)
	if err != nil {
		return PlanProgress{}, data.Problem(err)
	}
	out := PlanProgress{Plan: p, AsOf: on, Projects: all}
	out.Years = tallies(all, func(p ProjectStand) YearTally { return YearTally{Year: p.Year} })
	out.Counties = tallies(all, func(p ProjectStand) YearTally { return YearTally{CountyCode: p.CountyCode, County: p.County} })
	out.Cells = tallies(all, func(p ProjectStand) YearTally {
		return YearTally{Year: p.Year, CountyCode: p.CountyCode, County: p.County}
	})
	for _, p := range all {
		out.Total.add(p)
	}
	return out, nil
}

// tallies counts projects by a key, in the order of years and counties.
func tallies(all []ProjectStand, key func(ProjectStand) YearTally) []YearTally {
	at := map[YearTally]*YearTally{}
	for _, p := range all {
		k := key(p)
		if at[k] == nil {
			t := k
			at[k] = &t
		}
		at[k].add(p)
	}
	out := make([]YearTally, 0, len(at))
	for _, t := range at {
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b YearTally) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.CountyCode, b.CountyCode))
	})
	return out
}
