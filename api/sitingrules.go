package api

import (
	"context"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/facilities/siting"
)

// SitingRuleID is embedded where a siting rule is named.
type SitingRuleID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type listSitingRulesInput struct {
	On      string `query:"on" maxLength:"20" doc:"in force on the day, YYYY-MM-DD"`
	Kind    string `query:"kind" maxLength:"60" doc:"hold for the kind of facility"`
	Retired bool   `query:"retired" doc:"withdrawn ones too"`
}

func (s *Server) listSitingRules(ctx context.Context, in *listSitingRulesInput) (*list[siting.SitingRule], error) {
	all, err := s.Siting.Rules(ctx, siting.RuleFilter{On: in.On, Kind: in.Kind, Retired: in.Retired})
	return listOf(all, len(all), func(siting.SitingRule) []string { return nil }), err
}

type createSitingRuleInput struct {
	Reason string `query:"reason" maxLength:"2000" doc:"why; goes to the history"`
	Body   struct {
		ID *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		siting.RuleText
	}
}

func (s *Server) createSitingRule(ctx context.Context, in *createSitingRuleInput) (*created[siting.SitingRule], error) {
	r, err := s.Siting.CreateRule(ctx, changeBy(ctx, in.Reason), valueOf(in.Body.ID), in.Body.RuleText)
	if err != nil {
		return nil, err
	}
	return createdAt("/siting/rules/"+r.ID.String(), r, r.Version), nil
}

func (s *Server) readSitingRule(ctx context.Context, in *SitingRuleID) (*record[siting.SitingRule], error) {
	r, err := s.Siting.Rule(ctx, in.ID)
	return recordOf(r, r.Version), err
}

type putSitingRuleInput struct {
	SitingRuleID
	IfMatch
	Reason string `query:"reason" maxLength:"2000" doc:"why; goes to the history"`
	Body   siting.RuleText
}

func (s *Server) putSitingRule(ctx context.Context, in *putSitingRuleInput) (*record[siting.SitingRule], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	r, err := s.Siting.UpdateRule(ctx, changeBy(ctx, in.Reason), in.ID, version, in.Body)
	return recordOf(r, r.Version), err
}

type retireSitingRuleInput struct {
	SitingRuleID
	Removal
}

func (s *Server) retireSitingRule(ctx context.Context, in *retireSitingRuleInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Siting.RetireRule(ctx, changeBy(ctx, in.Reason), in.ID, version)
}

func (s *Server) sitingRuleHistory(ctx context.Context, in *SitingRuleID) (*list[data.Version], error) {
	versions, err := s.Siting.RuleHistory(ctx, in.ID)
	return listOf(versions, len(versions), func(data.Version) []string { return nil }), err
}
