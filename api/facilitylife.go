package api

import (
	"context"

	"cairn/facilities/life"
)

// The life of a facility: each part is put as a whole, at a version of the facility.

func (s *Server) facilityLife(ctx context.Context, in *FacilityID) (*record[life.FacilityLife], error) {
	l, err := s.Life.Get(ctx, in.ID)
	return recordOf(l, l.Version), err
}

// PartFields go with every part.
type PartFields struct {
	Reason  string   `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	Confirm []string `json:"confirm,omitempty" maxItems:"50" doc:"codes of doubts that a person has seen"`
}

// PartOf is embedded in the input of a part.
type PartOf struct {
	FacilityID
	IfMatch
}

func (s *Server) putPart(ctx context.Context, of PartOf, with PartFields, p life.Part) (*record[life.FacilityLife], error) {
	version, err := of.version()
	if err != nil {
		return nil, err
	}
	l, err := s.Life.Put(ctx, changeBy(ctx, with.Reason), of.ID, version, p, with.Confirm)
	return recordOf(l, l.Version), err
}

type putStagesInput struct {
	PartOf
	Body struct {
		Stages life.Passings `json:"stages" doc:"those that were passed, the whole list"`
		PartFields
	}
}

func (s *Server) putStages(ctx context.Context, in *putStagesInput) (*record[life.FacilityLife], error) {
	return s.putPart(ctx, in.PartOf, in.Body.PartFields, in.Body.Stages)
}

type putCapacityInput struct {
	PartOf
	Body struct {
		Capacity life.CapacityHistory `json:"capacity" doc:"the whole list"`
		PartFields
	}
}

func (s *Server) putCapacity(ctx context.Context, in *putCapacityInput) (*record[life.FacilityLife], error) {
	return s.putPart(ctx, in.PartOf, in.Body.PartFields, in.Body.Capacity)
}

type putGradesInput struct {
	PartOf
	Body struct {
		Grades life.GradeHistory `json:"grades" doc:"the whole list"`
		PartFields
	}
}

func (s *Server) putGrades(ctx context.Context, in *putGradesInput) (*record[life.FacilityLife], error) {
	return s.putPart(ctx, in.PartOf, in.Body.PartFields, in.Body.Grades)
}

type putOperatorsInput struct {
	PartOf
	Body struct {
		Operators life.OperatorHistory `json:"operators" doc:"the whole list"`
		PartFields
	}
}

func (s *Server) putOperators(ctx context.Context, in *putOperatorsInput) (*record[life.FacilityLife], error) {
	return s.putPart(ctx, in.PartOf, in.Body.PartFields, in.Body.Operators)
}

type putGreeningInput struct {
	PartOf
	Body struct {
		Greening life.GreeningHistory `json:"greening" doc:"the whole list"`
		PartFields
	}
}

func (s *Server) putGreening(ctx context.Context, in *putGreeningInput) (*record[life.FacilityLife], error) {
	return s.putPart(ctx, in.PartOf, in.Body.PartFields, in.Body.Greening)
}

type putPapersInput struct {
	PartOf
	Body struct {
		life.PapersState
		PartFields
	}
}

func (s *Server) putPapers(ctx context.Context, in *putPapersInput) (*record[life.FacilityLife], error) {
	return s.putPart(ctx, in.PartOf, in.Body.PartFields, in.Body.PapersState)
}

type putFilingsInput struct {
	PartOf
	Body struct {
		Filings life.Filings `json:"filings" doc:"the whole list"`
		PartFields
	}
}

func (s *Server) putFilings(ctx context.Context, in *putFilingsInput) (*record[life.FacilityLife], error) {
	return s.putPart(ctx, in.PartOf, in.Body.PartFields, in.Body.Filings)
}

type putServiceInput struct {
	PartOf
	Body struct {
		Service life.ServiceArea `json:"service" doc:"the whole list"`
		PartFields
	}
}

func (s *Server) putService(ctx context.Context, in *putServiceInput) (*record[life.FacilityLife], error) {
	return s.putPart(ctx, in.PartOf, in.Body.PartFields, in.Body.Service)
}

func (s *Server) facilityContacts(ctx context.Context, in *FacilityID) (*record[life.ContactList], error) {
	l, err := s.Life.Contacts(ctx, actorOf(ctx), in.ID)
	return recordOf(l, l.Version), err
}

type putContactsInput struct {
	PartOf
	Body struct {
		Contacts life.Contacts `json:"contacts" doc:"the whole list, in the order in which they are shown"`
		PartFields
	}
}

func (s *Server) putContacts(ctx context.Context, in *putContactsInput) (*record[life.ContactList], error) {
	if _, err := s.putPart(ctx, in.PartOf, in.Body.PartFields, in.Body.Contacts); err != nil {
		return nil, err
	}
	return s.facilityContacts(ctx, &in.FacilityID)
}

// greeningTargets are few: one of the prefecture, some of counties.
func (s *Server) greeningTargets(ctx context.Context, _ *struct{}) (*list[life.GreeningTarget], error) {
	all, err := s.Life.GreeningTargets(ctx)
	return listOf(all, len(all), func(life.GreeningTarget) []string { return nil }), err
}

type putGreeningTargetInput struct {
	AreaCode string `path:"area" maxLength:"12"`
	Body     struct {
		Steps    []life.GreeningStep `json:"steps" maxItems:"100" doc:"the whole list; empty: the targets of the area above hold"`
		Document string              `json:"document,omitempty"`
		Version  int64               `json:"version" doc:"that is edited, 0 for an area that has none: it stands in for If-Match, since there is nothing to read yet"`
		Reason   string              `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	}
}

func (s *Server) putGreeningTarget(ctx context.Context, in *putGreeningTargetInput) (*record[life.GreeningTarget], error) {
	b := &in.Body
	t, err := s.Life.PutGreeningTarget(ctx, changeBy(ctx, b.Reason), life.GreeningTarget{AreaCode: in.AreaCode, Steps: b.Steps, Document: b.Document}, b.Version)
	return recordOf(t, t.Version), err
}
