package api

import (
	"bytes"
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"cairn/boundaries/course"
	"cairn/boundaries/papers"
	"cairn/internal/grain"
)

type registrationPaperInput struct {
	MarkerID
	Format string `path:"format" enum:"docx,xlsx,html"`
	Blank  bool   `query:"blank" doc:"the form without entries, to be filled in by hand"`
}

func (s *Server) registrationPaper(ctx context.Context, in *registrationPaperInput) (*huma.StreamResponse, error) {
	doc, err := s.Papers.Registration(ctx, in.ID, in.Blank)
	if err != nil {
		return nil, err
	}
	if in.Format != "xlsx" {
		return paperOf(doc, in.Format)
	}
	var out bytes.Buffer
	err = papers.Book(doc).Write(&out)
	return fileOf(xlsxType, doc.Title+".xlsx", out.Bytes()), err
}

type lineSheetInput struct {
	LineCode
	Format string `path:"format" enum:"docx,html"`
	Blank  bool   `query:"blank" doc:"the sheet without entries"`
}

func (s *Server) lineSheet(ctx context.Context, in *lineSheetInput) (*huma.StreamResponse, error) {
	profile, err := s.Courses.Profile(ctx, in.Code)
	if err != nil {
		return nil, err
	}
	grain.Of(ctx).Apply(&profile)
	stops, err := stopsOf(profile)
	if err != nil {
		return nil, err
	}
	doc, err := s.Papers.Sheet(ctx, in.Code, stops, in.Blank)
	if err != nil {
		return nil, err
	}
	return paperOf(doc, in.Format)
}

// stopsOf are the ends of a line and the places at which markers stand.
func stopsOf(p course.Profile) ([]papers.Stop, error) {
	var stops []papers.Stop
	for _, at := range p.Stations {
		if at.Kind != course.Start && at.Kind != course.End && len(at.Markers) == 0 {
			continue
		}
		stop := papers.Stop{Km: at.ChainageKm, Number: at.Number}
		for _, m := range at.Markers {
			id, err := uuid.Parse(m.ID)
			if err != nil {
				return nil, err
			}
			stop.Markers = append(stop.Markers, id)
		}
		stops = append(stops, stop)
	}
	return stops, nil
}

// ResultsFormat is embedded where a table of results is asked for.
type ResultsFormat struct {
	Format string `path:"format" enum:"docx,xlsx,html"`
	Blank  bool   `query:"blank" doc:"the table without entries, to be filled in by hand"`
}

type lineResultsInput struct {
	LineCode
	ResultsFormat
}

func (s *Server) lineResults(ctx context.Context, in *lineResultsInput) (*huma.StreamResponse, error) {
	return s.results(ctx, papers.Scope{Line: in.Code, Blank: in.Blank}, in.Format)
}

type areaResultsInput struct {
	Area string `query:"area" maxLength:"12" doc:"code of an area: markers with a party in it; default all"`
	ResultsFormat
}

func (s *Server) areaResults(ctx context.Context, in *areaResultsInput) (*huma.StreamResponse, error) {
	return s.results(ctx, papers.Scope{Area: in.Area, Blank: in.Blank}, in.Format)
}

func (s *Server) results(ctx context.Context, scope papers.Scope, format string) (*huma.StreamResponse, error) {
	r, err := s.Papers.Results(ctx, scope)
	if err != nil {
		return nil, err
	}
	if format != "xlsx" {
		return paperOf(r.Document(), format)
	}
	var out bytes.Buffer
	err = r.Workbook().Write(&out)
	return fileOf(xlsxType, r.Title()+".xlsx", out.Bytes()), err
}

// asResults describes the media types of a table of results.
func asResults(set *settings) {
	asPaper(set)
	asWorkbook()(set)
}
