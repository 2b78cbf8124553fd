package api

import (
	"context"
	"maps"
	"slices"

	"cairn/internal/problem"
)

// areaKeys are the messages that name areas by their codes, areaParams the parameters that do.
var (
	areaKeys   = []string{"actor.outside_area", "actor.no_party", "problem.outside_area", "problem.place_forbidden"}
	areaParams = []string{"area", "own", "located", "declared"}
)

// nameAreas puts the names of areas beside their codes: people know names.
func (s *Server) nameAreas(ctx context.Context, p *problem.Error) *problem.Error {
	if s.Areas == nil {
		return p
	}
	named := *p
	named.Params = s.namedParams(ctx, p.Key, p.Params)
	named.Fields = slices.Clone(p.Fields)
	for i, f := range named.Fields {
		named.Fields[i].Params = s.namedParams(ctx, f.Key, f.Params)
	}
	return &named
}

func (s *Server) namedParams(ctx context.Context, key string, params map[string]any) map[string]any {
	if !slices.Contains(areaKeys, key) {
		return params
	}
	named := maps.Clone(params)
	for _, name := range areaParams {
		code, _ := params[name].(string)
		if code == "" {
			continue
		}
		if area, err := s.Areas.Get(ctx, code); err == nil {
			named[name] = area.Name + " " + code
		}
	}
	return named
}
