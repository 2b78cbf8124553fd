package api

import (
	"context"
	"strconv"

	"github.com/google/uuid"

	"cairn/gazetteer/national"
	"cairn/internal/problem"
)

func (s *Server) nationalFields(context.Context, *struct{}) (*list[national.Field], error) {
	return listOf(national.Fields, len(national.Fields), nil), nil
}

func (s *Server) listMappings(ctx context.Context, _ *struct{}) (*list[national.Mapping], error) {
	mappings, err := s.National.Mappings(ctx, actorOf(ctx))
	return listOf(mappings, len(mappings), nil), err
}

// MappingID is embedded where a mapping is named.
type MappingID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

func (s *Server) readMapping(ctx context.Context, in *MappingID) (*record[national.Mapping], error) {
	m, err := s.National.Mapping(ctx, actorOf(ctx), in.ID)
	return recordOf(m, m.Version), err
}

type createMappingInput struct {
	Body struct {
		ID       *uuid.UUID        `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		Name     string            `json:"name" maxLength:"100"`
		AreaCode string            `json:"area_code,omitempty" maxLength:"12" doc:"whose it is; one's own area when absent"`
		Columns  []national.Column `json:"columns" minItems:"1" maxItems:"300"`
		Rules    national.Rules    `json:"rules,omitempty"`
		Reason   string            `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) createMapping(ctx context.Context, in *createMappingInput) (*created[national.Mapping], error) {
	b := &in.Body
	m := national.Mapping{Name: b.Name, AreaCode: b.AreaCode, Columns: b.Columns, Rules: b.Rules}
	if b.ID != nil {
		m.ID = *b.ID
	}
	m, err := s.National.CreateMapping(ctx, changeBy(ctx, b.Reason), m)
	if err != nil {
		return nil, err
	}
	return createdAt("/gazetteer/national/mappings/"+m.ID.String(), m, m.Version), nil
}

type patchMappingInput struct {
	MappingID
	IfMatch
	Body struct {
		Name    opt[string]            `json:"name,omitempty"`
		Columns opt[[]national.Column] `json:"columns,omitempty" doc:"as a whole; the headings stay"`
		Rules   opt[national.Rules]    `json:"rules,omitempty" doc:"as a whole"`
		Reason  string                 `json:"reason,omitempty" maxLength:"2000"`
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchMapping(ctx context.Context, in *patchMappingInput) (*record[national.Mapping], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	m, err := s.National.UpdateMapping(ctx, changeBy(ctx, b.Reason), in.ID, version, func(m *national.Mapping) error {
		m.Name, m.Columns, m.Rules = b.Name.or(m.Name), b.Columns.or(m.Columns), b.Rules.or(m.Rules)
		return nil
	})
	return recordOf(m, m.Version), err
}

// ExportID is embedded where an export is named.
type ExportID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

func (s *Server) listExports(ctx context.Context, in *Paging) (*list[national.Export], error) {
	key, err := in.key(1)
	if err != nil {
		return nil, err
	}
	var after *uuid.UUID
	if key != nil {
		id, err := uuid.Parse(key[0])
		if err != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
		after = &id
	}
	exports, err := s.National.Exports(ctx, actorOf(ctx), after, in.Limit)
	return listOf(exports, in.Limit, func(x national.Export) []string { return []string{x.ID.String()} }), err
}

func (s *Server) readExport(ctx context.Context, in *ExportID) (*struct{ Body national.Export }, error) {
	x, err := s.National.Export(ctx, actorOf(ctx), in.ID)
	return &struct{ Body national.Export }{x}, err
}

func (s *Server) compareExport(ctx context.Context, in *ExportID) (*struct{ Body national.Export }, error) {
	x, err := s.National.Compare(ctx, changeBy(ctx, ""), in.ID)
	return &struct{ Body national.Export }{x}, err
}

// RowBody is a row of an export as it goes out.
type RowBody struct {
	national.RowView
	Problems []fieldError `json:"problems" doc:"what is wrong with it, by heading"`
}

func rowBody(ctx context.Context, v national.RowView, headings []string) RowBody {
	return RowBody{v, worded(ctx, v.Fields(headings))}
}

// worded puts fields of a refusal into the reader's language.
func worded(ctx context.Context, fields []problem.Field) []fieldError {
	out := []fieldError{}
	for _, f := range fields {
		out = append(out, fieldError{Field: f.Field, Code: f.Key, Message: f.Text(langOf(ctx)), Row: f.Row, Value: f.Value})
	}
	return out
}

type listExportRowsInput struct {
	ExportID
	Paging
	State string `query:"state" maxLength:"20" doc:"good, bad, ignored or outside (of the export's scope)"`
}

func (s *Server) listExportRows(ctx context.Context, in *listExportRowsInput) (*list[RowBody], error) {
	after, err := in.number()
	if err != nil {
		return nil, err
	}
	x, rows, err := s.National.Rows(ctx, actorOf(ctx), in.ID, in.State, int(min(after, 1<<30)), in.Limit)
	if err != nil {
		return nil, err
	}
	bodies := make([]RowBody, len(rows))
	for i, v := range rows {
		bodies[i] = rowBody(ctx, v, x.Headings)
	}
	return listOf(bodies, in.Limit, func(r RowBody) []string { return []string{strconv.Itoa(r.N)} }), nil
}

type mendRowsInput struct {
	ExportID
	Body struct {
		Rows   []national.Mend `json:"rows" minItems:"1" maxItems:"1000"`
		Reason string          `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) mendRows(ctx context.Context, in *mendRowsInput) (*list[RowBody], error) {
	views, err := s.National.Mend(ctx, changeBy(ctx, in.Body.Reason), in.ID, in.Body.Rows)
	if err != nil {
		return nil, err
	}
	x, err := s.National.Export(ctx, actorOf(ctx), in.ID)
	bodies := make([]RowBody, len(views))
	for i, v := range views {
		bodies[i] = rowBody(ctx, v, x.Headings)
	}
	return listOf(bodies, len(bodies), nil), err
}
