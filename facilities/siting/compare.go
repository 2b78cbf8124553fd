package siting

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/problem"
)

// maxCompared is how many scenarios stand side by side.
const maxCompared = 6

// CompareAsk says by which rule scenarios are compared.
type CompareAsk struct {
	Scenarios []uuid.UUID
	Kind      string // kind or group that is counted; default that of the scenarios
	AsOf      string
	Area      string // default the smallest that holds all scenarios
	Demand    Demands
	Cover     Cover
	Planned   bool // planned facilities serve already
}

// ScenarioComparison is scenarios side by side, before and after.
type ScenarioComparison struct {
	Kind        string             `json:"kind"`
	KindName    string             `json:"kind_name"`
	AreaCode    string             `json:"area_code"`
	AreaName    string             `json:"area_name"`
	AsOf        string             `json:"as_of" format:"date"`
	Demand      Demands            `json:"demand"`
	Cover       Cover              `json:"cover"`
	Planned     bool               `json:"planned"`
	DataVersion int64              `json:"data_version"`
	Network     string             `json:"network" doc:"version of the road network, where it was used"`
	Before      SitingFigures      `json:"before"`
	Scenarios   []ComparedScenario `json:"scenarios"`
	Townships   []ComparedTownship `json:"townships" doc:"by code"`
}

// ComparedScenario is one scenario of a comparison.
type ComparedScenario struct {
	ID    uuid.UUID      `json:"id"`
	Name  string         `json:"name"`
	Spent float64        `json:"spent" doc:"prices of its sites"`
	After SitingFigures  `json:"after"`
	Sites []ScenarioSite `json:"sites"`
}

// ComparedTownship is an area before, and after each scenario in their order.
type ComparedTownship struct {
	Code    string            `json:"code"`
	Name    string            `json:"name"`
	Demands int               `json:"demands"`
	People  float64           `json:"people"`
	Before  TownshipFigures   `json:"before"`
	After   []TownshipFigures `json:"after"`
}

// TownshipFigures is how much of an area is covered.
type TownshipFigures struct {
	Demands int     `json:"demands"`
	People  float64 `json:"people"`
	Sites   int     `json:"sites" doc:"of the scenario in it"`
}

// Compare puts scenarios side by side with what there is, by township. Errors: problem.BadParameter,
// problem.Invalid, problem.NotFound.
func (s *Store) Compare(ctx context.Context, ask CompareAsk) (ScenarioComparison, error) {
	list, err := s.compared(ctx, ask.Scenarios)
	if err != nil {
		return ScenarioComparison{}, err
	}
	a := Ask{Kind: ask.Kind, SiteKind: list[0].Kind, Area: ask.Area, AsOf: ask.AsOf, Method: "lscp", Demand: ask.Demand, Cover: ask.Cover}
	if a.Kind == "" {
		a.Kind = list[0].Kind
	}
	if a.Area == "" {
		a.Area = commonArea(list)
	}
	if ask.Planned {
		a.Planned = "fixed"
	}
	no := false
	a.Rules, a.Candidates = &no, Candidates{From: "points"}
	for i, sc := range list {
		for _, site := range sc.Sites {
			a.Candidates.Points = append(a.Candidates.Points, Point{Key: itoa(i) + "/" + itoa(site.Seq), Name: site.Name, Lon: site.Lon, Lat: site.Lat})
		}
	}
	catalogue, err := s.facilities.Catalogue(ctx)
	if err != nil {
		return ScenarioComparison{}, err
	}
	area, err := s.settleCompare(ctx, &a, catalogue)
	if err != nil {
		return ScenarioComparison{}, err
	}
	in, err := s.prepare(ctx, &a)
	if err != nil {
		return ScenarioComparison{}, err
	}
	out := sideBySide(&a, in, list)
	out.Planned = ask.Planned
	out.KindName, out.AreaName = nameOf(catalogue, a.Kind), area
	return out, nil
}

// settleCompare checks the question, and names its area; scenarios without any site are fine.
func (s *Store) settleCompare(ctx context.Context, a *Ask, catalogue facilities.Catalogue) (string, error) {
	points := a.Candidates.Points
	if len(points) == 0 {
		a.Candidates.Points = []Point{{Key: "-"}}
	}
	err := a.Validate(catalogue, s.today())
	a.Candidates.Points = points
	if err != nil {
		return "", err
	}
	area, err := findArea(ctx, s.db.Read(), "area", a.Area, a.AsOf)
	a.Area = area.Code
	return area.Name, data.Problem(err)
}

// findArea gives the area that a field of a question names, the prefecture for "". Error:
// problem.Invalid for an unknown one.
func findArea(ctx context.Context, q data.Querier, field, code, on string) (facilities.AskedArea, error) {
	day, err := facilities.ParseDay(on)
	if err != nil {
		return facilities.AskedArea{}, err
	}
	area, err := facilities.FindArea(ctx, q, code, day)
	if problem.Is(err, problem.BadParameter) {
		err = problem.InvalidFields(problem.Bad(field, "facilities.unknown_area", "area", code))
	}
	return area, err
}

// compared loads the scenarios of a comparison.
func (s *Store) compared(ctx context.Context, ids []uuid.UUID) ([]Scenario, error) {
	if len(ids) == 0 || len(ids) > maxCompared {
		return nil, problem.Parameter("scenario", "siting.too_many_scenarios", "max", maxCompared)
	}
	var list []Scenario
	for _, id := range ids {
		sc, err := s.Scenario(ctx, id)
		if err != nil {
			return nil, err
		}
		if len(list) > 0 && list[0].Kind != sc.Kind {
			return nil, problem.Parameter("scenario", "siting.scenarios_differ")
		}
		list = append(list, sc)
	}
	return list, nil
}

// commonArea is the longest code that all scenarios lie in; that of an area, or empty.
func commonArea(list []Scenario) string {
	code := list[0].AreaCode
	for _, sc := range list[1:] {
		for len(code) > 0 && (len(sc.AreaCode) < len(code) || sc.AreaCode[:len(code)] != code) {
			code = code[:max(len(code)-2, 0)]
		}
	}
	if !slices.Contains([]int{2, 4, 6, 9}, len(code)) {
		return ""
	}
	return code
}

func nameOf(catalogue facilities.Catalogue, code string) string {
	if k, ok := catalogue.Kind(code); ok {
		return k.Name
	}
	for _, g := range catalogue.Groups {
		if g.Code == code {
			return g.Name
		}
	}
	return code
}

// sideBySide opens the sites of each scenario on what there is.
func sideBySide(a *Ask, in *Input, list []Scenario) ScenarioComparison {
	before := newView(a, in)
	out := ScenarioComparison{Kind: a.Kind, AreaCode: a.Area, AsOf: a.AsOf, Demand: a.Demand, Cover: a.Cover, DataVersion: in.Versions.Data,
		Network: in.Versions.Network, Before: before.figures(), Scenarios: []ComparedScenario{}, Townships: []ComparedTownship{}}
	for _, row := range before.townships() {
		out.Townships = append(out.Townships, ComparedTownship{Code: row.Code, Name: row.Name, Demands: row.Demands, People: row.People,
			Before: TownshipFigures{Demands: row.DemandsPrior, People: row.PeoplePrior}, After: []TownshipFigures{}})
	}
	site := map[string]int{}
	for k, i := range in.Sites {
		site[in.Candidates[i].Key] = k
	}
	for i, sc := range list {
		v := newView(a, in)
		answer := SitingAnswer{Townships: v.townships()}
		compared := ComparedScenario{ID: sc.ID, Name: sc.Name, Sites: sc.Sites}
		for _, one := range sc.Sites {
			if one.Price != nil {
				compared.Spent += *one.Price
			}
			if k, ok := site[itoa(i)+"/"+itoa(one.Seq)]; ok {
				answer.Sites = append(answer.Sites, v.open(k, one.Seq))
			}
		}
		v.after(&answer)
		compared.After = v.figures()
		out.Scenarios = append(out.Scenarios, compared)
		for k, row := range answer.Townships {
			out.Townships[k].After = append(out.Townships[k].After, TownshipFigures{row.DemandsAfter, row.PeopleAfter, len(row.Sites)})
		}
	}
	return out
}
