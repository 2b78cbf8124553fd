package api

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/siting"
	"cairn/internal/problem"
)

// ScenarioID is embedded where a scenario is named.
type ScenarioID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type listScenariosInput struct {
	Area  string `query:"area" maxLength:"12" doc:"code of an area that they are of"`
	Kind  string `query:"kind" maxLength:"60"`
	Limit int    `query:"limit" default:"100" minimum:"1" maximum:"1000"`
}

func (s *Server) listScenarios(ctx context.Context, in *listScenariosInput) (*list[siting.Scenario], error) {
	all, err := s.Siting.Scenarios(ctx, in.Area, in.Kind, in.Limit)
	for i := range all {
		hideAuthor(ctx, &all[i])
	}
	return listOf(all, in.Limit, func(siting.Scenario) []string { return nil }), err
}

// hideAuthor: who is not signed in is told no names of accounts.
func hideAuthor(ctx context.Context, sc *siting.Scenario) {
	if !actorOf(ctx).SignedIn() {
		sc.Author = ""
	}
}

type createScenarioInput struct {
	Body struct {
		ID          *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		RunID       *uuid.UUID `json:"run_id,omitempty" format:"uuid" doc:"take the sites of this run's answer"`
		Alternative int        `json:"alternative,omitempty" minimum:"0" maximum:"20" doc:"those of its alternative, from 1"`
		Reason      string     `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
		siting.ScenarioText
	}
}

func (s *Server) createScenario(ctx context.Context, in *createScenarioInput) (*created[siting.Scenario], error) {
	b := &in.Body
	make := func() (siting.Scenario, error) {
		if b.RunID != nil {
			return s.Siting.FromRun(ctx, changeBy(ctx, b.Reason), valueOf(b.ID), *b.RunID, b.Alternative, b.ScenarioText)
		}
		return s.Siting.CreateScenario(ctx, changeBy(ctx, b.Reason), valueOf(b.ID), b.ScenarioText)
	}
	sc, err := make()
	if err != nil {
		return nil, err
	}
	return createdAt("/siting/scenarios/"+sc.ID.String(), sc, sc.Version), nil
}

func (s *Server) readScenario(ctx context.Context, in *ScenarioID) (*record[siting.Scenario], error) {
	sc, err := s.Siting.Scenario(ctx, in.ID)
	hideAuthor(ctx, &sc)
	return recordOf(sc, sc.Version), err
}

type putScenarioInput struct {
	ScenarioID
	IfMatch
	Reason string `query:"reason" maxLength:"2000" doc:"why; goes to the history"`
	Body   siting.ScenarioText
}

func (s *Server) putScenario(ctx context.Context, in *putScenarioInput) (*record[siting.Scenario], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	sc, err := s.Siting.UpdateScenario(ctx, changeBy(ctx, in.Reason), in.ID, version, in.Body)
	return recordOf(sc, sc.Version), err
}

type retireScenarioInput struct {
	ScenarioID
	Removal
}

func (s *Server) retireScenario(ctx context.Context, in *retireScenarioInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Siting.RetireScenario(ctx, changeBy(ctx, in.Reason), in.ID, version)
}

func (s *Server) scenarioHistory(ctx context.Context, in *ScenarioID) (*list[data.Version], error) {
	versions, err := s.Siting.ScenarioHistory(ctx, in.ID)
	return listOf(versions, len(versions), func(data.Version) []string { return nil }), err
}

type adoptScenarioInput struct {
	ScenarioID
	IfMatch
	Body struct {
		Sites      []int  `json:"sites,omitempty" doc:"by seq; absent: all that have not become facilities"`
		TargetDate string `json:"target_date,omitempty" format:"date" doc:"day on which they are to open"`
		Reason     string `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	}
}

func (s *Server) adoptScenario(ctx context.Context, in *adoptScenarioInput) (*record[siting.Scenario], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	how := siting.Adoption{Sites: in.Body.Sites}
	if in.Body.TargetDate != "" {
		day, err := facilities.ParseDay(in.Body.TargetDate)
		if err != nil {
			return nil, problem.InvalidFields(problem.Bad("target_date", "problem.bad_date"))
		}
		how.TargetDate = &day
	}
	sc, err := s.Siting.Adopt(ctx, changeBy(ctx, in.Body.Reason), in.ID, version, how)
	return recordOf(sc, sc.Version), err
}

type compareScenariosInput struct {
	Scenarios []string `query:"scenario" required:"true" maxItems:"6" doc:"ids of scenarios of one kind, six at most, parted by commas"`
	Kind      string   `query:"kind" maxLength:"60" doc:"kind or group that is counted; default that of the scenarios"`
	Area      string   `query:"area" maxLength:"12" doc:"default the smallest that holds them all"`
	AsOf      string   `query:"as_of" maxLength:"20" doc:"day, YYYY-MM-DD; default today"`
	By        string   `query:"by" enum:"presence,distance,minutes" doc:"default presence"`
	Rule      string   `query:"rule" enum:"shared,presence" doc:"of presence: counting rule, see /coverage/rules; default shared"`
	Metres    float64  `query:"metres" minimum:"0" maximum:"500000" doc:"default 10000"`
	Minutes   float64  `query:"minutes" minimum:"0" maximum:"1440" doc:"default 60"`
	Of        string   `query:"of" enum:"townships,villages,counties" doc:"what is served; default townships"`
	Weight    string   `query:"weight" enum:"population,age60,equal" doc:"default population"`
	Include   string   `query:"include" enum:"planned" doc:"planned: planned facilities serve already"`
}

func (s *Server) compareScenarios(ctx context.Context, in *compareScenariosInput) (*struct{ Body siting.ScenarioComparison }, error) {
	ask := siting.CompareAsk{Kind: in.Kind, Area: in.Area, AsOf: in.AsOf, Planned: in.Include == "planned",
		Demand: siting.Demands{Of: in.Of, Weight: in.Weight}, Cover: siting.Cover{By: in.By, Rule: in.Rule, Metres: in.Metres, Minutes: in.Minutes}}
	for _, text := range in.Scenarios {
		id, err := uuid.Parse(text)
		if err != nil {
			return nil, badParameter(problem.Bad("scenario", "api.bad_uuid"))
		}
		ask.Scenarios = append(ask.Scenarios, id)
	}
	out, err := s.Siting.Compare(ctx, ask)
	return &struct{ Body siting.ScenarioComparison }{out}, asParameter(err)
}

// asParameter tells what is wrong with a question that came as parameters as such.
func asParameter(err error) error {
	var p *problem.Error
	if errors.As(err, &p) && p.Kind == problem.Invalid {
		return badParameter(p.Fields...)
	}
	return err
}
