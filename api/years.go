package api

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"cairn/data"
	"cairn/facilities/years"
	"cairn/internal/problem"
)

type burialYearsInput struct {
	AsOf    string  `query:"as_of" maxLength:"20" doc:"day, YYYY-MM-DD; default today (Asia/Shanghai)"`
	Area    string  `query:"area" maxLength:"9" doc:"code of a township, a county or the prefecture; default the prefecture"`
	Horizon float64 `query:"horizon" minimum:"1" maximum:"200" default:"20" doc:"years from which on capacity is enough"`
	Format  string  `query:"format" enum:"json,xlsx,csv" default:"json"`
}

// burialYears answers how long graves, niches and eco plots last.
func (s *Server) burialYears(ctx context.Context, in *burialYearsInput) (*huma.StreamResponse, error) {
	day, err := asOf(in.AsOf)
	if err != nil {
		return nil, err
	}
	answer, err := s.Years.Answer(ctx, in.Area, day, in.Horizon)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	lang := langOf(ctx)
	name := problem.Text(lang, "years.file", nil) + "_" + answer.AsOf.String()
	switch in.Format {
	case "xlsx":
		err = answer.Workbook(authorOf(ctx), time.Now(), lang).Write(&out)
		return fileOf(xlsxType, name+".xlsx", out.Bytes()), err
	case "csv":
		err = answer.WriteCSV(&out, lang)
		return fileOf("text/csv; charset=utf-8", name+".csv", out.Bytes()), err
	}
	err = json.NewEncoder(&out).Encode(answer)
	return fileOf(typeJSON, "", out.Bytes()), err
}

// YearsID is embedded where a parameter or a standard is named.
type YearsID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type retireYearsInput struct {
	YearsID
	Removal
}

type listParametersInput struct {
	Area string `query:"area" maxLength:"12" doc:"code of an area: its own, those of areas that hold it and of those in it"`
	AsOf string `query:"as_of" maxLength:"20" doc:"those that hold on the day; default all"`
}

func (s *Server) listParameters(ctx context.Context, in *listParametersInput) (*list[years.BurialParameter], error) {
	day, err := asOf(in.AsOf)
	if err != nil {
		return nil, err
	}
	all, err := s.Years.Parameters(ctx, in.Area, day)
	return allOf(all), err
}

// ParameterFields are the fields of a parameter that may be absent from a body.
type ParameterFields struct {
	AreaCode opt[string]  `json:"area_code,omitempty"`
	What     opt[string]  `json:"what,omitempty" enum:"death_rate,uptake_plots,uptake_niches,uptake_eco_plots"`
	Value    opt[float64] `json:"value,omitempty" doc:"deaths per 1,000 people and year; uptake in percent of deaths"`
	FromOn   opt[string]  `json:"from_on,omitempty" format:"date"`
	ToOn     opt[string]  `json:"to_on,omitempty" format:"date" doc:"first day on which it no longer holds"`
	Source   opt[string]  `json:"source,omitempty"`
	Note     opt[string]  `json:"note,omitempty"`
	Reason   string       `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

func (b *ParameterFields) fill(d *years.ParameterDraft) error {
	var on days
	d.AreaCode, d.What, d.Value = b.AreaCode.or(d.AreaCode), b.What.or(d.What), b.Value.or(d.Value)
	d.FromOn, d.ToOn = on.or("from_on", b.FromOn, d.FromOn), on.or("to_on", b.ToOn, d.ToOn)
	d.Source, d.Note = b.Source.or(d.Source), b.Note.or(d.Note)
	return problem.InvalidFields(on.bad...)
}

type createParameterInput struct {
	Body struct {
		ID *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		ParameterFields
	}
}

func (s *Server) createParameter(ctx context.Context, in *createParameterInput) (*created[years.BurialParameter], error) {
	var d years.ParameterDraft
	if err := in.Body.fill(&d); err != nil {
		return nil, err
	}
	p, err := s.Years.CreateParameter(ctx, changeBy(ctx, in.Body.Reason), valueOf(in.Body.ID), d)
	if err != nil {
		return nil, err
	}
	return createdAt("/facilities/burial-parameters/"+p.ID.String(), p, p.Version), nil
}

func (s *Server) readParameter(ctx context.Context, in *YearsID) (*record[years.BurialParameter], error) {
	p, err := s.Years.Parameter(ctx, in.ID)
	return recordOf(p, p.Version), err
}

type patchParameterInput struct {
	YearsID
	IfMatch
	Body struct {
		ParameterFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchParameter(ctx context.Context, in *patchParameterInput) (*record[years.BurialParameter], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	p, err := s.Years.UpdateParameter(ctx, changeBy(ctx, in.Body.Reason), in.ID, version, in.Body.fill)
	return recordOf(p, p.Version), err
}

func (s *Server) retireParameter(ctx context.Context, in *retireYearsInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Years.RetireParameter(ctx, changeBy(ctx, in.Reason), in.ID, version)
}

func (s *Server) parameterHistory(ctx context.Context, in *YearsID) (*list[data.Version], error) {
	versions, err := s.Years.ParameterHistory(ctx, in.ID)
	return allOf(versions), err
}

func (s *Server) listSizingStandards(ctx context.Context, _ *struct{}) (*list[years.SizingStandard], error) {
	all, err := s.Years.Standards(ctx)
	return allOf(all), err
}

// StandardFields are the fields of a sizing standard that may be absent from a body.
type StandardFields struct {
	Name         opt[string]  `json:"name,omitempty"`
	Document     opt[string]  `json:"document,omitempty" doc:"the standard with its number"`
	Rule         opt[string]  `json:"rule,omitempty" enum:"demand,ratio"`
	Measure      opt[string]  `json:"measure,omitempty" enum:"plots,niches,eco_plots"`
	Years        opt[float64] `json:"years,omitempty" doc:"of rule demand"`
	SharePercent opt[float64] `json:"share_percent,omitempty" doc:"of the deaths; null: the uptake on record"`
	OfMeasure    opt[string]  `json:"of_measure,omitempty" enum:"plots,niches,eco_plots" doc:"of rule ratio"`
	Factor       opt[float64] `json:"factor,omitempty" doc:"of rule ratio"`
	Note         opt[string]  `json:"note,omitempty"`
	Sort         opt[int]     `json:"sort,omitempty"`
	Reason       string       `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

func (b *StandardFields) fill(d *years.StandardDraft) {
	d.Name, d.Document, d.Rule, d.Measure = b.Name.or(d.Name), b.Document.or(d.Document), b.Rule.or(d.Rule), b.Measure.or(d.Measure)
	d.Years, d.SharePercent = patched(b.Years, d.Years), patched(b.SharePercent, d.SharePercent)
	d.OfMeasure, d.Factor = patched(b.OfMeasure, d.OfMeasure), patched(b.Factor, d.Factor)
	d.Note, d.Sort = b.Note.or(d.Note), b.Sort.or(d.Sort)
}

type createStandardInput struct {
	Body struct {
		ID *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		StandardFields
	}
}

func (s *Server) createStandard(ctx context.Context, in *createStandardInput) (*created[years.SizingStandard], error) {
	var d years.StandardDraft
	in.Body.fill(&d)
	st, err := s.Years.CreateStandard(ctx, changeBy(ctx, in.Body.Reason), valueOf(in.Body.ID), d)
	if err != nil {
		return nil, err
	}
	return createdAt("/facilities/sizing-standards/"+st.ID.String(), st, st.Version), nil
}

func (s *Server) readStandard(ctx context.Context, in *YearsID) (*record[years.SizingStandard], error) {
	st, err := s.Years.Standard(ctx, in.ID)
	return recordOf(st, st.Version), err
}

type patchStandardInput struct {
	YearsID
	IfMatch
	Body struct {
		StandardFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchStandard(ctx context.Context, in *patchStandardInput) (*record[years.SizingStandard], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	st, err := s.Years.UpdateStandard(ctx, changeBy(ctx, in.Body.Reason), in.ID, version, in.Body.fill)
	return recordOf(st, st.Version), err
}

func (s *Server) retireStandard(ctx context.Context, in *retireYearsInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Years.RetireStandard(ctx, changeBy(ctx, in.Reason), in.ID, version)
}

func (s *Server) standardHistory(ctx context.Context, in *YearsID) (*list[data.Version], error) {
	versions, err := s.Years.StandardHistory(ctx, in.ID)
	return allOf(versions), err
}
