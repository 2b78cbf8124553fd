package api

import (
	"context"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"cairn/gazetteer"
	"cairn/gazetteer/codes"
	"cairn/internal/problem"
)

type placeCodeInput struct {
	Code string `path:"code" maxLength:"40" doc:"20 digits: 9 of the area, 5 of the class, 6 of the serial"`
}

func (s *Server) resolveCode(ctx context.Context, in *placeCodeInput) (*struct{ Body codes.ResolvedCode }, error) {
	r, err := s.Codes.Resolve(ctx, in.Code)
	return &struct{ Body codes.ResolvedCode }{r}, err
}

func (s *Server) assignCode(ctx context.Context, in *EntryID) (*record[EntryBody], error) {
	p, err := s.Codes.Assign(ctx, changeBy(ctx, ""), in.ID)
	return recordOf(entryBody(p), p.Version), err
}

type assignCodesInput struct {
	Body struct {
		Area   string `json:"area" minLength:"2" maxLength:"12" doc:"code of an area that holds the entries"`
		Class  string `json:"class,omitempty" maxLength:"5" doc:"class code, or the beginning of one; absent: every class"`
		Limit  int    `json:"limit,omitempty" minimum:"1" maximum:"1000" default:"500" doc:"entries of one request"`
		Reason string `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	}
}

// assignedBody says which entries got codes.
type assignedBody struct {
	Given   []codes.CodeGiven `json:"given"`
	Refused []refusedCodeBody `json:"refused" doc:"entries that cannot get one, and why; they do not stop the others"`
	Left    int               `json:"left" doc:"entries of the selection still without a code, refused ones included"`
}

// refusedCodeBody is an entry that got no code.
type refusedCodeBody struct {
	codes.Refused
	Problem *problemBody `json:"problem"`
}

func (s *Server) assignCodes(ctx context.Context, in *assignCodesInput) (*struct{ Body assignedBody }, error) {
	b := &in.Body
	batch, err := s.Codes.AssignMany(ctx, changeBy(ctx, b.Reason), codes.Selection{Area: b.Area, Class: b.Class, Limit: b.Limit})
	if err != nil {
		return nil, err
	}
	out := assignedBody{Given: batch.Given, Refused: []refusedCodeBody{}, Left: batch.Left}
	if out.Given == nil {
		out.Given = []codes.CodeGiven{}
	}
	for _, r := range batch.Refused {
		out.Refused = append(out.Refused, refusedCodeBody{r, bodyOf(ctx, s.nameAreas(ctx, r.Reason))})
	}
	return &struct{ Body assignedBody }{out}, nil
}

// ClassBody is a class of a new table.
type ClassBody struct {
	Code   string `json:"code" doc:"5 digits"`
	Name   string `json:"name"`
	Remark string `json:"remark,omitempty"`
}

type putClassesInput struct {
	Body struct {
		Classes []ClassBody       `json:"classes" maxItems:"5000" doc:"the whole table"`
		Mapping map[string]string `json:"mapping,omitempty" doc:"old class → new class, for entries of classes that vanish or change"`
		DryRun  bool              `json:"dry_run,omitempty" doc:"tell what would happen, change nothing"`
		Reason  string            `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	}
}

func (s *Server) putClasses(ctx context.Context, in *putClassesInput) (*struct{ Body codes.ClassReplacement }, error) {
	b := &in.Body
	table := codes.ClassTable{Mapping: b.Mapping}
	for _, c := range b.Classes {
		table.Classes = append(table.Classes, gazetteer.Class(c))
	}
	done, err := s.Codes.ReplaceClasses(ctx, changeBy(ctx, b.Reason), table, b.DryRun)
	return &struct{ Body codes.ClassReplacement }{done}, err
}

// putClassFile takes the table as CSV; mapping is 22200:22210,… in the query.
func (s *Server) putClassFile(w http.ResponseWriter, r *http.Request) error {
	if err := onlyParams(r, "mapping", "dry_run", "reason"); err != nil {
		return err
	}
	query := r.URL.Query()
	mapping, err := parseMapping(query.Get("mapping"))
	if err != nil {
		return err
	}
	dry := query.Get("dry_run")
	if dry != "" && dry != "true" && dry != "false" {
		return badParameter(problem.Bad("dry_run", "problem.unknown_value", "allowed", "true, false"))
	}
	classes, err := codes.ReadClasses(r.Body)
	if err != nil {
		return err
	}
	done, err := s.Codes.ReplaceClasses(r.Context(), changeBy(r.Context(), query.Get("reason")), codes.ClassTable{Classes: classes, Mapping: mapping}, dry == "true")
	if err != nil {
		return err
	}
	return writeJSON(w, done)
}

// parseMapping reads 22200:22210,22201:22210.
func parseMapping(text string) (map[string]string, error) {
	mapping := map[string]string{}
	if text == "" {
		return mapping, nil
	}
	for part := range strings.SplitSeq(text, ",") {
		from, to, ok := strings.Cut(part, ":")
		if _, twice := mapping[from]; !ok || from == "" || to == "" || twice {
			return nil, badParameter(problem.Bad("mapping", "codes.bad_mapping"))
		}
		mapping[from] = to
	}
	return mapping, nil
}

// asClassFile describes the route of the table as a file.
func asClassFile(r *router) option {
	schema := r.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[codes.ClassReplacement](), true, "")
	return func(set *settings) {
		set.op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"text/csv": {Schema: &huma.Schema{Type: huma.TypeString}}}}
		queryParam("mapping", &huma.Schema{Type: huma.TypeString}, "old class:new class, separated by commas")(set)
		queryParam("dry_run", &huma.Schema{Type: huma.TypeBoolean}, "true: tell what would happen, change nothing")(set)
		queryParam("reason", &huma.Schema{Type: huma.TypeString}, "why; goes to the history")(set)
		produces(typeJSON, schema)(set)
	}
}
