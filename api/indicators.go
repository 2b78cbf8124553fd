package api

import (
	"bytes"
	"context"
	"encoding/json"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"cairn/facilities/indicators"
	"cairn/internal/problem"
)

type boardInput struct {
	AsOf   string `query:"as_of" maxLength:"20" doc:"day, YYYY-MM-DD; default today (Asia/Shanghai)"`
	Area   string `query:"area" maxLength:"12" doc:"area code; default the prefecture"`
	Format string `query:"format" enum:"json,xlsx,csv" default:"json" doc:"xlsx and csv in the reporting format"`
}

// indicators answers the plans' table of indicators, or writes it in the reporting format.
func (s *Server) indicators(ctx context.Context, in *boardInput) (*huma.StreamResponse, error) {
	day, err := asOf(in.AsOf)
	if err != nil {
		return nil, err
	}
	lang := langOf(ctx)
	board, err := s.Indicators.Board(ctx, in.Area, day, lang)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	name := problem.Text(lang, "indicators.file", nil) + "_" + board.AsOf.String()
	switch in.Format {
	case "xlsx":
		err = board.Workbook(authorOf(ctx), time.Now(), lang).Write(&out)
		return fileOf(xlsxType, name+".xlsx", out.Bytes()), err
	case "csv":
		err = board.WriteCSV(&out, lang)
		return fileOf("text/csv; charset=utf-8", name+".csv", out.Bytes()), err
	}
	err = json.NewEncoder(&out).Encode(board)
	return fileOf(typeJSON, "", out.Bytes()), err
}

// asTable describes the media types of an answer of type T that may be asked for as a file.
func asTable[T any](r *router) option {
	schema := r.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[T](), true, "")
	return func(set *settings) {
		produces(typeJSON, schema)(set)
		produces(xlsxType, &huma.Schema{Type: huma.TypeString, Format: "binary"})(set)
		produces("text/csv", &huma.Schema{Type: huma.TypeString})(set)
	}
}

type trendInput struct {
	AsOf string `query:"as_of" maxLength:"20" doc:"last day, YYYY-MM-DD; default today (Asia/Shanghai)"`
	Area string `query:"area" maxLength:"12" doc:"area code; default the prefecture"`
	From int    `query:"from" minimum:"0" maximum:"2200" doc:"first year; default the earliest base year, five years back at least; thirty years at most"`
}

func (s *Server) indicatorTrend(ctx context.Context, in *trendInput) (*struct{ Body indicators.Trend }, error) {
	day, err := asOf(in.AsOf)
	if err != nil {
		return nil, err
	}
	trend, err := s.Indicators.Trend(ctx, in.Area, day, indicators.Span{From: in.From})
	return &struct{ Body indicators.Trend }{trend}, err
}

func (s *Server) indicatorFormulas(ctx context.Context, _ *struct{}) (*list[indicators.IndicatorFormula], error) {
	return allOf(indicators.Formulas(langOf(ctx))), nil
}

type areaInput struct {
	Area string `query:"area" maxLength:"12" doc:"code of an area: it, those that hold it and those in it; default all"`
}

func (s *Server) indicatorPlans(ctx context.Context, in *areaInput) (*list[indicators.IndicatorPlan], error) {
	plans, err := s.Indicators.Plans(ctx, in.Area)
	return allOf(plans), err
}

// allOf is a list that is never cut into pages.
func allOf[T any](items []T) *list[T] {
	return listOf(items, len(items), func(T) []string { return nil })
}
