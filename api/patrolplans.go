package api

import (
	"context"

	"github.com/google/uuid"

	"cairn/boundaries/patrols"
	"cairn/internal/problem"
)

// PatrolPlanFields are the fields of a plan of patrols that may be absent from a body.
type PatrolPlanFields struct {
	AreaCode    opt[string] `json:"area_code,omitempty" doc:"the area, or else a line"`
	LineCode    opt[string] `json:"line_code,omitempty"`
	EveryMonths opt[int]    `json:"every_months,omitempty" enum:"1,2,3,4,6,12" doc:"default 1: every month"`
	Patroller   opt[string] `json:"patroller,omitempty" doc:"who walks"`
	FromOn      opt[string] `json:"from_on,omitempty" format:"date" doc:"today, when absent"`
	UntilOn     opt[string] `json:"until_on,omitempty" format:"date"`
	Note        opt[string] `json:"note,omitempty"`
	Reason      string      `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

func (b *PatrolPlanFields) fill(d *patrols.PlanDraft) {
	d.AreaCode, d.LineCode, d.EveryMonths = b.AreaCode.or(d.AreaCode), b.LineCode.or(d.LineCode), b.EveryMonths.or(d.EveryMonths)
	d.Patroller, d.FromOn, d.UntilOn, d.Note = b.Patroller.or(d.Patroller), b.FromOn.or(d.FromOn), b.UntilOn.or(d.UntilOn), b.Note.or(d.Note)
}

// PatrolPlanID is embedded where a plan is named.
type PatrolPlanID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type listPatrolPlansInput struct {
	Paging
	Area string `query:"area" maxLength:"12" doc:"code of an area: plans for it, for areas in it, and for lines with a party in it"`
	Line string `query:"line" maxLength:"18"`
}

func (s *Server) listPatrolPlans(ctx context.Context, in *listPatrolPlansInput) (*list[patrols.PatrolPlan], error) {
	key, err := in.key(1)
	if err != nil {
		return nil, err
	}
	var after uuid.UUID
	if key != nil {
		if after, err = uuid.Parse(key[0]); err != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
	}
	all, err := s.Patrols.Plans(ctx, in.Area, in.Line, after, in.Limit)
	return listOf(all, in.Limit, func(p patrols.PatrolPlan) []string { return []string{p.ID.String()} }), err
}

type createPatrolPlanInput struct {
	Body struct {
		ID *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		PatrolPlanFields
	}
}

func (s *Server) createPatrolPlan(ctx context.Context, in *createPatrolPlanInput) (*created[patrols.PatrolPlan], error) {
	var d patrols.PlanDraft
	in.Body.fill(&d)
	p, err := s.Patrols.CreatePlan(ctx, changeBy(ctx, in.Body.Reason), valueOf(in.Body.ID), d)
	if err != nil {
		return nil, err
	}
	return createdAt("/boundaries/patrol-plans/"+p.ID.String(), p, p.Version), nil
}

func (s *Server) readPatrolPlan(ctx context.Context, in *PatrolPlanID) (*record[patrols.PatrolPlan], error) {
	p, err := s.Patrols.Plan(ctx, in.ID)
	return recordOf(p, p.Version), err
}

type patchPatrolPlanInput struct {
	PatrolPlanID
	IfMatch
	Body struct {
		PatrolPlanFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchPatrolPlan(ctx context.Context, in *patchPatrolPlanInput) (*record[patrols.PatrolPlan], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	p, err := s.Patrols.UpdatePlan(ctx, changeBy(ctx, in.Body.Reason), in.ID, version, func(d *patrols.PlanDraft) error {
		in.Body.fill(d)
		return nil
	})
	return recordOf(p, p.Version), err
}

type retirePatrolPlanInput struct {
	PatrolPlanID
	Removal
}

func (s *Server) retirePatrolPlan(ctx context.Context, in *retirePatrolPlanInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Patrols.RetirePlan(ctx, changeBy(ctx, in.Reason), in.ID, version)
}
