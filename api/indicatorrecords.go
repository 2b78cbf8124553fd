package api

import (
	"context"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/facilities/indicators"
)

// IndicatorID is embedded where an indicator is named.
type IndicatorID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

// IndicatorFields are the fields of an indicator that may be absent from a body.
type IndicatorFields struct {
	PlanID      opt[uuid.UUID]                      `json:"plan_id,omitempty" format:"uuid" doc:"the document that it stands in"`
	Code        opt[string]                         `json:"code,omitempty" doc:"its own in the plan"`
	Name        opt[string]                         `json:"name,omitempty"`
	NameEn      opt[string]                         `json:"name_en,omitempty"`
	Attribute   opt[string]                         `json:"attribute,omitempty" enum:"binding,expected" doc:"约束性 or 预期性"`
	Unit        opt[string]                         `json:"unit,omitempty" enum:"percent,per_1000,count"`
	UnitName    opt[string]                         `json:"unit_name,omitempty"`
	Direction   opt[string]                         `json:"direction,omitempty" enum:"up,down" doc:"default up"`
	Formula     opt[string]                         `json:"formula,omitempty" doc:"name of a formula; empty: only reported figures"`
	Params      opt[indicators.FormulaParams]       `json:"params,omitempty" doc:"replaced as a whole"`
	BaseYear    opt[int]                            `json:"base_year,omitempty"`
	BaseValue   opt[float64]                        `json:"base_value,omitempty"`
	TargetYear  opt[int]                            `json:"target_year,omitempty"`
	TargetValue opt[float64]                        `json:"target_value,omitempty"`
	Source      opt[string]                         `json:"source,omitempty"`
	Note        opt[string]                         `json:"note,omitempty"`
	Sort        opt[int]                            `json:"sort,omitempty"`
	Targets     opt[[]indicators.IndicatorTarget]   `json:"targets,omitempty" doc:"of areas inside; replaced as a whole"`
	Reported    opt[[]indicators.IndicatorReported] `json:"reported,omitempty" doc:"figures as reported; replaced as a whole"`
	Reason      string                              `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

func (b *IndicatorFields) fill(d *indicators.Draft) {
	d.PlanID, d.Code, d.Name, d.NameEn = b.PlanID.or(d.PlanID), b.Code.or(d.Code), b.Name.or(d.Name), b.NameEn.or(d.NameEn)
	d.Attribute, d.Unit, d.UnitName, d.Direction = b.Attribute.or(d.Attribute), b.Unit.or(d.Unit), b.UnitName.or(d.UnitName), b.Direction.or(d.Direction)
	d.Formula, d.Params = b.Formula.or(d.Formula), b.Params.or(d.Params)
	d.BaseYear, d.BaseValue = patched(b.BaseYear, d.BaseYear), patched(b.BaseValue, d.BaseValue)
	d.TargetYear, d.TargetValue = patched(b.TargetYear, d.TargetYear), patched(b.TargetValue, d.TargetValue)
	d.Source, d.Note, d.Sort = b.Source.or(d.Source), b.Note.or(d.Note), b.Sort.or(d.Sort)
	d.Targets, d.Reported = b.Targets.or(d.Targets), b.Reported.or(d.Reported)
}

func (s *Server) listIndicators(ctx context.Context, in *areaInput) (*list[indicators.Indicator], error) {
	all, err := s.Indicators.List(ctx, in.Area)
	return allOf(all), err
}

type createIndicatorInput struct {
	Body struct {
		ID *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		IndicatorFields
	}
}

func (s *Server) createIndicator(ctx context.Context, in *createIndicatorInput) (*created[indicators.Indicator], error) {
	var d indicators.Draft
	in.Body.fill(&d)
	i, err := s.Indicators.Create(ctx, changeBy(ctx, in.Body.Reason), valueOf(in.Body.ID), d)
	if err != nil {
		return nil, err
	}
	return createdAt("/indicators/definitions/"+i.ID.String(), i, i.Version), nil
}

func (s *Server) readIndicator(ctx context.Context, in *IndicatorID) (*record[indicators.Indicator], error) {
	i, err := s.Indicators.Get(ctx, in.ID)
	return recordOf(i, i.Version), err
}

type patchIndicatorInput struct {
	IndicatorID
	IfMatch
	Body struct {
		IndicatorFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchIndicator(ctx context.Context, in *patchIndicatorInput) (*record[indicators.Indicator], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	i, err := s.Indicators.Update(ctx, changeBy(ctx, in.Body.Reason), in.ID, version, func(d *indicators.Draft) error {
		in.Body.fill(d)
		return nil
	})
	return recordOf(i, i.Version), err
}

type retireIndicatorInput struct {
	IndicatorID
	Removal
}

func (s *Server) retireIndicator(ctx context.Context, in *retireIndicatorInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Indicators.Retire(ctx, changeBy(ctx, in.Reason), in.ID, version)
}

func (s *Server) indicatorHistory(ctx context.Context, in *IndicatorID) (*list[data.Version], error) {
	versions, err := s.Indicators.History(ctx, in.ID)
	return allOf(versions), err
}
