package api

import (
	"context"

	"github.com/google/uuid"

	"cairn/facilities/siting"
	"cairn/internal/problem"
)

// Links to comparisons of scenarios, for readers without an account.

func (s *Server) listShares(ctx context.Context, in *ScenarioID) (*list[siting.ScenarioShare], error) {
	all, err := s.Siting.Shares(ctx, in.ID)
	return listOf(all, len(all), func(siting.ScenarioShare) []string { return nil }), err
}

type createShareInput struct {
	ScenarioID
	Body struct {
		Name    string      `json:"name,omitempty" doc:"whom it is for"`
		Until   string      `json:"until" format:"date" doc:"last day on which it opens, a year ahead at most"`
		With    []uuid.UUID `json:"with,omitempty" format:"uuid" maxItems:"5" doc:"scenarios beside it"`
		AsOf    string      `json:"as_of,omitempty" format:"date" doc:"default today"`
		By      string      `json:"by,omitempty" enum:"presence,distance,minutes" doc:"default presence"`
		Metres  float64     `json:"metres,omitempty" minimum:"0" maximum:"500000" doc:"default 10000"`
		Minutes float64     `json:"minutes,omitempty" minimum:"0" maximum:"1440" doc:"default 60"`
		Of      string      `json:"of,omitempty" enum:"townships,villages,counties" doc:"what is served; default townships"`
		Include string      `json:"include,omitempty" enum:"planned" doc:"planned: planned facilities serve already"`
	}
}

type newShareOutput struct {
	CacheControl string `header:"Cache-Control"`
	Location     string `header:"Location"`
	Body         newShareBody
}

type newShareBody struct {
	siting.ScenarioShare
	Token string `json:"token" doc:"shown once, never again; the page's address has it behind #"`
}

func (s *Server) createShare(ctx context.Context, in *createShareInput) (*newShareOutput, error) {
	b := &in.Body
	link, token, err := s.Siting.Share(ctx, changeBy(ctx, b.Name), siting.ShareText{Name: b.Name, Until: b.Until, Ask: siting.CompareAsk{
		Scenarios: append([]uuid.UUID{in.ID}, b.With...), AsOf: b.AsOf, Planned: b.Include == "planned",
		Demand: siting.Demands{Of: b.Of}, Cover: siting.Cover{By: b.By, Metres: b.Metres, Minutes: b.Minutes}}})
	if err != nil {
		return nil, err
	}
	return &newShareOutput{CacheControl: "no-store", Location: "/siting/scenarios/" + in.ID.String() + "/shares/" + link.ID.String(), Body: newShareBody{link, token}}, nil
}

type revokeShareInput struct {
	ScenarioID
	ShareID uuid.UUID `path:"share_id" format:"uuid"`
}

func (s *Server) revokeShare(ctx context.Context, in *revokeShareInput) (*struct{}, error) {
	return nil, s.Siting.RevokeShare(ctx, changeBy(ctx, "share revoked"), in.ID, in.ShareID)
}

type sharedInput struct {
	Token string `header:"Share-Token" maxLength:"200" doc:"of the link; in a header, so that no log has it"`
}

type sharedOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         siting.SharedComparison
}

// readShared answers whoever holds the token of a link. Positions of sites are shown as facilities are:
// where the bureau has opened that layer to the public, whoever asks.
func (s *Server) readShared(ctx context.Context, in *sharedInput) (*sharedOutput, error) {
	if in.Token == "" {
		return nil, problem.New(problem.NotFound, "siting.no_share")
	}
	shown, err := s.Siting.Shared(ctx, in.Token, s.mayRead(ctx, layerFacilities))
	return &sharedOutput{"no-store", shown}, err
}
