package api

import (
	"context"

	"cairn/boundaries"
	"cairn/internal/problem"
)

func (s *Server) listConditions(ctx context.Context, _ *struct{}) (*list[boundaries.Condition], error) {
	conditions, err := s.Inspections.Conditions(ctx)
	return pageOf(boundaries.Page[boundaries.Condition]{Items: conditions}, same), err
}

// ConditionBody is what may be written on a condition.
type ConditionBody struct {
	Zh        string `json:"zh" minLength:"1" maxLength:"200" doc:"in Chinese"`
	En        string `json:"en" minLength:"1" maxLength:"200" doc:"in English"`
	Order     int    `json:"order" minimum:"0" maximum:"10000" doc:"place in lists"`
	Active    bool   `json:"active" doc:"offered in forms"`
	Exclusive bool   `json:"exclusive" doc:"cannot stand beside others"`
}

func (b ConditionBody) condition(code string, version int64) boundaries.Condition {
	return boundaries.Condition{Code: code, Zh: b.Zh, En: b.En, Order: b.Order, Active: b.Active, Exclusive: b.Exclusive, Version: version}
}

type createConditionInput struct {
	Body struct {
		Code string `json:"code" minLength:"1" maxLength:"40" doc:"small letters, digits and _, beginning with a letter"`
		ConditionBody
	}
}

func (s *Server) createCondition(ctx context.Context, in *createConditionInput) (*created[boundaries.Condition], error) {
	c, err := s.Inspections.PutCondition(ctx, changeBy(ctx, ""), in.Body.condition(in.Body.Code, 0))
	if err != nil {
		return nil, err
	}
	return createdAt("/boundaries/conditions/"+c.Code, c, c.Version), nil
}

type putConditionInput struct {
	Code string `path:"code" maxLength:"40"`
	IfMatch
	Body ConditionBody
}

func (s *Server) putCondition(ctx context.Context, in *putConditionInput) (*record[boundaries.Condition], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	if version == noVersion {
		return nil, problem.New(problem.Stale, "problem.stale", "version", "—")
	}
	c, err := s.Inspections.PutCondition(ctx, changeBy(ctx, ""), in.Body.condition(in.Code, version))
	return recordOf(c, c.Version), err
}
