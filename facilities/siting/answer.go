package siting

import (
	"math"

	"github.com/google/uuid"

	"cairn/facilities/siting/solve"
)

// SitingAnswer is what a run found.
type SitingAnswer struct {
	Status    string      `json:"status" enum:"optimal,feasible,infeasible,unknown" doc:"optimal: proven; feasible: stopped with a gap; unknown: stopped before anything fitted"`
	Stop      string      `json:"stop" doc:"what ended the search early: time, context (cancelled); empty: nothing"`
	Solver    string      `json:"solver" doc:"go, or cbc when it improved value or bound"`
	Proven    bool        `json:"proven" doc:"incumbent is the optimum"`
	Incumbent *float64    `json:"incumbent" doc:"by method: new sites (lscp), people covered (mclp, next), people × metres or minutes (p-median), greatest metres or minutes (p-center)"`
	Bound     *float64    `json:"bound" doc:"what no choice can beat"`
	Gap       *float64    `json:"gap" doc:"|incumbent − bound| ÷ |incumbent|"`
	Units     *UnitsStage `json:"units" doc:"next: the townships, which come first"`
	Nodes     int         `json:"nodes"`
	ElapsedMs int64       `json:"elapsed_ms"`
	Spent     float64     `json:"spent" doc:"prices of the new sites"`

	Sites        []Chosen         `json:"sites" doc:"in the order in which they bring most"`
	Before       SitingFigures    `json:"before"`
	After        SitingFigures    `json:"after"`
	Townships    []TownshipChange `json:"townships" doc:"by code; counties where those were counted"`
	Unmet        []Unmet          `json:"unmet" doc:"demands that no candidate can serve, and why"`
	Exempt       []AreaGain       `json:"exempt" doc:"areas that need not build (免建); in no other figure"`
	OffRoad      []OffRoad        `json:"off_road" doc:"demands far off the road, the farthest first; travel times only"`
	Alternatives []Alternative    `json:"alternatives"`
	Counts       CandidateCounts  `json:"candidates"`
	Network      string           `json:"network" doc:"version of the road network that the minutes of areas are by"`
}

// UnitsStage is the first stage of next: townships covered, those before included.
type UnitsStage struct {
	Incumbent float64 `json:"incumbent"`
	Bound     float64 `json:"bound"`
	Before    float64 `json:"before"`
	Proven    bool    `json:"proven"`
}

// Chosen is a site of the answer.
type Chosen struct {
	Order        int         `json:"order"`
	Key          string      `json:"key" doc:"of the candidate"`
	Name         string      `json:"name"`
	Lon          float64     `json:"lon"`
	Lat          float64     `json:"lat"`
	TownshipCode string      `json:"township_code"`
	TownshipName string      `json:"township_name"`
	FacilityID   *uuid.UUID  `json:"facility_id,omitempty"`
	Precision    string      `json:"precision,omitempty" enum:"surveyed,phone,map,village,township" doc:"of a planned facility: how its position was found"`
	Price        float64     `json:"price"`
	Capacity     *float64    `json:"capacity"`
	NewAreas     []AreaGain  `json:"new_areas" doc:"townships or counties that it covers first, after those before it in the order"`
	NewDemands   int         `json:"new_demands"`
	NewPeople    float64     `json:"new_people"`
	Warnings     []Exclusion `json:"warnings" doc:"rules that warn of it"`
}

// AreaGain is an area that a site covers first.
type AreaGain struct {
	Code   string  `json:"code"`
	Name   string  `json:"name"`
	People float64 `json:"people"`
}

// SitingFigures are the whole before or after.
type SitingFigures struct {
	Areas     int      `json:"areas" doc:"townships (counties) that are covered; of villages: with one at least"`
	AreasOf   int      `json:"areas_of"`
	Demands   int      `json:"demands"`
	DemandsOf int      `json:"demands_of"`
	People    float64  `json:"people"`
	PeopleOf  float64  `json:"people_of"`
	Mean      *float64 `json:"mean" doc:"weighted metres or minutes to the nearest site, of who reaches one; p-median and p-center only"`
	Greatest  *float64 `json:"greatest"`
}

// TownshipChange is an area before and after.
type TownshipChange struct {
	Code         string   `json:"code"`
	Name         string   `json:"name"`
	Demands      int      `json:"demands"`
	DemandsPrior int      `json:"demands_before"`
	DemandsAfter int      `json:"demands_after"`
	People       float64  `json:"people"`
	PeoplePrior  float64  `json:"people_before"`
	PeopleAfter  float64  `json:"people_after"`
	MeanPrior    *float64 `json:"mean_before"`
	MeanAfter    *float64 `json:"mean_after"`
	Nearest      Nearest  `json:"nearest"`
	Sites        []string `json:"sites" doc:"keys of the chosen sites in it"`
}

// Nearest is the way to the nearest facility, from the seat of an area, or as a mean over its villages
// where those are the demands; null where nothing is reached, or nothing is known.
type Nearest struct {
	KmBefore      *float64 `json:"km_before" doc:"straight, to what is there already"`
	KmAfter       *float64 `json:"km_after" doc:"the chosen sites too"`
	MinutesBefore *float64 `json:"minutes_before" doc:"by road and on foot; of villages only in runs by minutes"`
	MinutesAfter  *float64 `json:"minutes_after"`
}

// Unmet is a demand that cannot be served.
type Unmet struct {
	Code         string  `json:"code"`
	Name         string  `json:"name"`
	TownshipName string  `json:"township_name"`
	People       float64 `json:"people"`
	Why          string  `json:"why" enum:"no_position,only_excluded,no_candidate,unreachable"`
	Excluded     int     `json:"excluded" doc:"candidates that would serve it, but are excluded"`
}

// OffRoad is a demand that walks far to the road.
type OffRoad struct {
	Code         string  `json:"code"`
	Name         string  `json:"name"`
	TownshipName string  `json:"township_name"`
	Metres       float64 `json:"metres"`
}

// Alternative is another good set of sites.
type Alternative struct {
	Sites     []string `json:"sites" doc:"keys of the candidates"`
	Names     []string `json:"names"`
	Incumbent *float64 `json:"incumbent"`
	Units     float64  `json:"units"`
	Spent     float64  `json:"spent"`
	Added     []string `json:"added" doc:"names of the sites that the answer has not"`
	Without   []string `json:"without" doc:"names of the sites of the answer that it does without"`
	Proven    bool     `json:"proven"`
}

// CandidateCounts says what became of the candidates.
type CandidateCounts struct {
	All      int            `json:"all"`
	Free     int            `json:"free"`
	Excluded int            `json:"excluded"`
	Warned   int            `json:"warned"`
	LeftOut  map[string]int `json:"left_out" doc:"by reason"`
}

// offRoadFar is from where on a demand is listed as far off the road, metres.
const offRoadFar = 5_000

// finite is a number as JSON has it: null for what is none.
func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// answerOf puts what the solver found in the office's words.
func answerOf(a *Ask, in *Input, r *solve.Result) *SitingAnswer {
	fixed := len(in.fixedSites(a))
	out := &SitingAnswer{Status: string(r.Status), Stop: string(r.Stop), Solver: string(r.Solver), Proven: r.Proven,
		Incumbent: finite(r.Value), Bound: finite(r.Bound), Gap: finite(r.Gap), Nodes: r.Nodes, ElapsedMs: r.Elapsed.Milliseconds(), Spent: r.Spent,
		Sites: []Chosen{}, Exempt: []AreaGain{}, Alternatives: []Alternative{}, Counts: in.counts()}
	if r.Units != nil {
		out.Units = &UnitsStage{r.Units.Value, r.Units.Bound, r.Units.Before, r.Units.Proven}
	}
	if r.Status == solve.Infeasible || r.Status == solve.Unknown {
		out.Incumbent, out.Gap = nil, nil
	}
	v := newView(a, in)
	out.Before = v.figures()
	out.Townships = v.townships()
	for _, k := range v.ranked(r.New, fixed) {
		out.Sites = append(out.Sites, v.open(k, len(out.Sites)+1))
	}
	out.After = v.figures()
	v.after(out)
	out.Unmet, out.OffRoad = in.unmet(a, r.Uncoverable), in.offRoad()
	for _, d := range in.Exempt {
		out.Exempt = append(out.Exempt, AreaGain{d.Code, d.Name, d.Weight})
	}
	for _, alt := range r.Alternatives {
		out.Alternatives = append(out.Alternatives, in.alternative(alt, r.New, fixed))
	}
	return out
}

// counts says what became of the candidates.
func (in *Input) counts() CandidateCounts {
	counts := CandidateCounts{All: len(in.Candidates), LeftOut: map[string]int{}}
	for _, c := range in.Candidates {
		switch c.State {
		case Free:
			counts.Free++
			if len(c.Warnings) > 0 {
				counts.Warned++
			}
		case Excluded:
			counts.Excluded++
		default:
			counts.LeftOut[c.Why]++
		}
	}
	return counts
}

func (in *Input) alternative(alt solve.Alternative, chosen []int, fixed int) Alternative {
	out := Alternative{Sites: []string{}, Names: []string{}, Incumbent: finite(alt.Value), Units: alt.Units, Spent: alt.Spent,
		Added: []string{}, Without: []string{}, Proven: alt.Proven}
	had, has := map[int]bool{}, map[int]bool{}
	for _, k := range chosen {
		had[k] = true
	}
	for _, k := range alt.New {
		has[k] = true
		c := &in.Candidates[in.Sites[k-fixed]]
		out.Sites, out.Names = append(out.Sites, c.Key), append(out.Names, c.Name)
		if !had[k] {
			out.Added = append(out.Added, c.Name)
		}
	}
	for _, k := range chosen {
		if !has[k] {
			out.Without = append(out.Without, in.Candidates[in.Sites[k-fixed]].Name)
		}
	}
	return out
}
