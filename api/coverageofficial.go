package api

import (
	"context"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/official"
	"cairn/internal/problem"
)

// OfficialID is embedded where an exemption or a reported figure is named.
type OfficialID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

// OfficialFilter is embedded in the lists of exemptions and reported figures.
type OfficialFilter struct {
	Paging
	Area string `query:"area" maxLength:"12" doc:"code of an area: it and those inside"`
	What string `query:"what" maxLength:"60" doc:"kind or group"`
	AsOf string `query:"as_of" maxLength:"20" doc:"exemptions that hold on the day, figures of the day"`
}

func (f OfficialFilter) read() (official.Filter, error) {
	filter := official.Filter{Area: f.Area, What: f.What, Limit: f.Limit}
	key, err := f.key(1)
	if err != nil {
		return filter, err
	}
	if key != nil {
		if filter.After, err = uuid.Parse(key[0]); err != nil {
			return filter, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
	}
	filter.On, err = asOf(f.AsOf)
	return filter, err
}

// days reads the days of a body and collects those that are none.
type days struct{ bad []problem.Field }

// or is a day after the patch; null is none.
func (b *days) or(field string, o opt[string], current facilities.Day) facilities.Day {
	if !o.Given {
		return current
	}
	if o.Null || o.Value == "" {
		return facilities.Day{}
	}
	day, err := facilities.ParseDay(o.Value)
	if err != nil {
		b.bad = append(b.bad, problem.Bad(field, "problem.bad_date"))
	}
	return day
}

// ExemptionFields are the fields of an exemption that may be absent from a body.
type ExemptionFields struct {
	AreaCode   opt[string] `json:"area_code,omitempty" doc:"the area that need not build"`
	What       opt[string] `json:"what,omitempty" doc:"kind or group of kinds"`
	FromOn     opt[string] `json:"from_on,omitempty" format:"date"`
	ToOn       opt[string] `json:"to_on,omitempty" format:"date" doc:"first day on which it no longer holds"`
	Document   opt[string] `json:"document,omitempty" doc:"its number (文号)"`
	Authority  opt[string] `json:"authority,omitempty" doc:"who issued the document"`
	DocumentOn opt[string] `json:"document_on,omitempty" format:"date"`
	Note       opt[string] `json:"note,omitempty"`
	Reason     string      `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

func (b *ExemptionFields) fill(d *official.ExemptionDraft) error {
	var on days
	d.AreaCode, d.What = b.AreaCode.or(d.AreaCode), b.What.or(d.What)
	d.FromOn, d.ToOn = on.or("from_on", b.FromOn, d.FromOn), on.or("to_on", b.ToOn, d.ToOn)
	d.Document, d.Authority = b.Document.or(d.Document), b.Authority.or(d.Authority)
	d.DocumentOn, d.Note = on.or("document_on", b.DocumentOn, d.DocumentOn), b.Note.or(d.Note)
	return problem.InvalidFields(on.bad...)
}

func (s *Server) listExemptions(ctx context.Context, in *struct{ OfficialFilter }) (*list[official.Exemption], error) {
	filter, err := in.read()
	if err != nil {
		return nil, err
	}
	all, err := s.Official.Exemptions(ctx, filter)
	return listOf(all, in.Limit, func(e official.Exemption) []string { return []string{e.ID.String()} }), err
}

type createExemptionInput struct {
	Body struct {
		ID *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		ExemptionFields
	}
}

func (s *Server) createExemption(ctx context.Context, in *createExemptionInput) (*created[official.Exemption], error) {
	var d official.ExemptionDraft
	if err := in.Body.fill(&d); err != nil {
		return nil, err
	}
	e, err := s.Official.CreateExemption(ctx, changeBy(ctx, in.Body.Reason), valueOf(in.Body.ID), d)
	if err != nil {
		return nil, err
	}
	return createdAt("/coverage/exemptions/"+e.ID.String(), e, e.Version), nil
}

func (s *Server) readExemption(ctx context.Context, in *OfficialID) (*record[official.Exemption], error) {
	e, err := s.Official.Exemption(ctx, in.ID)
	return recordOf(e, e.Version), err
}

func (s *Server) exemptionHistory(ctx context.Context, in *OfficialID) (*list[data.Version], error) {
	versions, err := s.Official.ExemptionHistory(ctx, in.ID)
	return allOf(versions), err
}

type patchExemptionInput struct {
	OfficialID
	IfMatch
	Body struct {
		ExemptionFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchExemption(ctx context.Context, in *patchExemptionInput) (*record[official.Exemption], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	e, err := s.Official.UpdateExemption(ctx, changeBy(ctx, in.Body.Reason), in.ID, version, in.Body.fill)
	return recordOf(e, e.Version), err
}

type retireOfficialInput struct {
	OfficialID
	Removal
}

func (s *Server) retireExemption(ctx context.Context, in *retireOfficialInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Official.RetireExemption(ctx, changeBy(ctx, in.Reason), in.ID, version)
}

// ReportedFields are the fields of a reported figure that may be absent from a body.
type ReportedFields struct {
	AreaCode    opt[string]  `json:"area_code,omitempty"`
	What        opt[string]  `json:"what,omitempty" doc:"kind or group of kinds"`
	AsOf        opt[string]  `json:"as_of,omitempty" format:"date" doc:"day that the figure speaks of"`
	Numerator   opt[int]     `json:"numerator,omitempty" doc:"as reported"`
	Denominator opt[int]     `json:"denominator,omitempty"`
	Percent     opt[float64] `json:"percent,omitempty" doc:"as reported, to two decimals, whatever numerator and denominator say"`
	Document    opt[string]  `json:"document,omitempty"`
	ReportedTo  opt[string]  `json:"reported_to,omitempty"`
	ReportedOn  opt[string]  `json:"reported_on,omitempty" format:"date"`
	Note        opt[string]  `json:"note,omitempty"`
	Reason      string       `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

func (b *ReportedFields) fill(d *official.ReportedDraft) error {
	var on days
	d.AreaCode, d.What = b.AreaCode.or(d.AreaCode), b.What.or(d.What)
	d.AsOf, d.ReportedOn = on.or("as_of", b.AsOf, d.AsOf), on.or("reported_on", b.ReportedOn, d.ReportedOn)
	d.Numerator, d.Denominator, d.Percent = patched(b.Numerator, d.Numerator), patched(b.Denominator, d.Denominator), patched(b.Percent, d.Percent)
	d.Document, d.ReportedTo, d.Note = b.Document.or(d.Document), b.ReportedTo.or(d.ReportedTo), b.Note.or(d.Note)
	return problem.InvalidFields(on.bad...)
}

func (s *Server) listReported(ctx context.Context, in *struct{ OfficialFilter }) (*list[official.ReportedFigure], error) {
	filter, err := in.read()
	if err != nil {
		return nil, err
	}
	all, err := s.Official.Reported(ctx, filter)
	return listOf(all, in.Limit, func(r official.ReportedFigure) []string { return []string{r.ID.String()} }), err
}

type createReportedInput struct {
	Body struct {
		ID *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		ReportedFields
	}
}

func (s *Server) createReported(ctx context.Context, in *createReportedInput) (*created[official.ReportedFigure], error) {
	var d official.ReportedDraft
	if err := in.Body.fill(&d); err != nil {
		return nil, err
	}
	r, err := s.Official.CreateReported(ctx, changeBy(ctx, in.Body.Reason), valueOf(in.Body.ID), d)
	if err != nil {
		return nil, err
	}
	return createdAt("/coverage/reported/"+r.ID.String(), r, r.Version), nil
}

func (s *Server) readReported(ctx context.Context, in *OfficialID) (*record[official.ReportedFigure], error) {
	r, err := s.Official.ReportedFigure(ctx, in.ID)
	return recordOf(r, r.Version), err
}

func (s *Server) reportedHistory(ctx context.Context, in *OfficialID) (*list[data.Version], error) {
	versions, err := s.Official.ReportedHistory(ctx, in.ID)
	return allOf(versions), err
}

type patchReportedInput struct {
	OfficialID
	IfMatch
	Body struct {
		ReportedFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchReported(ctx context.Context, in *patchReportedInput) (*record[official.ReportedFigure], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	r, err := s.Official.UpdateReported(ctx, changeBy(ctx, in.Body.Reason), in.ID, version, in.Body.fill)
	return recordOf(r, r.Version), err
}

func (s *Server) retireReported(ctx context.Context, in *retireOfficialInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Official.RetireReported(ctx, changeBy(ctx, in.Reason), in.ID, version)
}
