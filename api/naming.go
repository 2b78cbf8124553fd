package api

import (
	"bytes"
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/gazetteer"
	"cairn/gazetteer/naming"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

type checkNameInput struct {
	Name   string    `query:"name" required:"true" maxLength:"400" doc:"the name to be judged"`
	Pinyin string    `query:"pinyin" maxLength:"1200" doc:"as written; empty: the usual reading"`
	Area   string    `query:"area" maxLength:"12" doc:"declared area; without it lon and lat say where"`
	Class  string    `query:"class" maxLength:"5" doc:"class code"`
	ID     uuid.UUID `query:"id" format:"uuid" doc:"the entry itself, which is no conflict of its own"`
	Lon    float64   `query:"lon" minimum:"-180" maximum:"180"`
	Lat    float64   `query:"lat" minimum:"-90" maximum:"90"`
	As     string    `query:"as" enum:"proposed,standing" default:"proposed" doc:"standing: a name that is there already, against which rules only warn"`
}

// findingsBody is what the rules have against a name.
type findingsBody struct {
	Findings []gazetteer.Finding `json:"findings" doc:"the heaviest first; error: needs a recorded reason"`
}

func (s *Server) checkName(ctx context.Context, in *checkNameInput) (*struct{ Body findingsBody }, error) {
	n := gazetteer.NameQuestion{ID: in.ID, Name: in.Name, Pinyin: in.Pinyin, ClassCode: in.Class, AreaCode: in.Area, New: in.As == "proposed"}
	if in.Lon != 0 || in.Lat != 0 {
		n.At = &orb.Point{in.Lon, in.Lat}
		n.AreaCode = s.areaAt(n)
	}
	found, err := s.Naming.Check(ctx, s.Naming.Read(), n)
	if err != nil {
		return nil, asParameters(err, map[string]string{"class_code": "class", "area_code": "area"})
	}
	return &struct{ Body findingsBody }{findingsBody{said(ctx, found)}}, nil
}

// areaAt is the declared area, else the innermost one that holds the point.
func (s *Server) areaAt(n gazetteer.NameQuestion) string {
	if n.AreaCode != "" || n.At == nil {
		return n.AreaCode
	}
	if codes := s.Locator.CodesAt(*n.At); len(codes) > 0 {
		return codes[len(codes)-1]
	}
	return ""
}

// said fills the messages of findings in the reader's language.
func said(ctx context.Context, found []gazetteer.Finding) []gazetteer.Finding {
	for i := range found {
		found[i].Say(langOf(ctx))
	}
	return found
}

// asParameters makes a refusal of content one of the request's parameters, under their names.
func asParameters(err error, names map[string]string) error {
	p := problem.As(err)
	if p == nil || p.Kind != problem.Invalid {
		return err
	}
	for i := range p.Fields {
		if name, ok := names[p.Fields[i].Field]; ok {
			p.Fields[i].Field = name
		}
	}
	return badParameter(p.Fields...)
}

// NameBody is one name of many to be judged.
type NameBody struct {
	ID        uuid.UUID `json:"id" required:"false" format:"uuid" doc:"the entry itself"`
	Name      string    `json:"name"`
	Pinyin    string    `json:"pinyin" required:"false"`
	ClassCode string    `json:"class_code" required:"false"`
	AreaCode  string    `json:"area_code" required:"false"`
	Standing  bool      `json:"standing" required:"false" doc:"it is there already"`
}

type checkNamesInput struct {
	Body struct {
		Names []NameBody `json:"names" maxItems:"10000"`
	}
}

type checkNamesBody struct {
	Results []findingsBody `json:"results" doc:"in the order of the names, which are not compared with one another"`
}

func (s *Server) checkNames(ctx context.Context, in *checkNamesInput) (*struct{ Body checkNamesBody }, error) {
	names := make([]gazetteer.NameQuestion, len(in.Body.Names))
	for i, n := range in.Body.Names {
		names[i] = gazetteer.NameQuestion{ID: n.ID, Name: n.Name, Pinyin: n.Pinyin, ClassCode: n.ClassCode, AreaCode: n.AreaCode, New: !n.Standing}
	}
	all, err := s.Naming.CheckMany(ctx, s.Naming.Read(), names)
	if err != nil {
		return nil, err
	}
	out := checkNamesBody{Results: make([]findingsBody, len(all))}
	for i, found := range all {
		out.Results[i].Findings = said(ctx, found)
	}
	return &struct{ Body checkNamesBody }{out}, nil
}

func (s *Server) listNamingRules(ctx context.Context, _ *struct{}) (*list[naming.Rule], error) {
	rules, err := s.Naming.Rules(ctx)
	return listOf(rules, len(rules), func(naming.Rule) []string { return nil }), err
}

type putNamingRuleInput struct {
	Code string `path:"code" maxLength:"40"`
	IfMatch
	Body struct {
		Article  string `json:"article" maxLength:"200"`
		Proposed string `json:"proposed" enum:"error,warning,info,none"`
		Standing string `json:"standing" enum:"error,warning,info,none"`
		Note     string `json:"note" required:"false" maxLength:"500"`
		Reason   string `json:"reason" required:"false" maxLength:"2000" doc:"why; goes to the history"`
	}
}

func (s *Server) putNamingRule(ctx context.Context, in *putNamingRuleInput) (*record[naming.Rule], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := in.Body
	rule, err := s.Naming.UpdateRule(ctx, changeBy(ctx, b.Reason), naming.Rule{Code: in.Code, Article: b.Article,
		Proposed: b.Proposed, Standing: b.Standing, Note: b.Note, Version: version})
	return recordOf(rule, rule.Version), err
}

// ruleTable adds the routes of a list of rules: read, add, replace, take away, as CSV.
func ruleTable[T any, P naming.Record[T]](r *router, path, what string, table func() naming.Table[T, P]) {
	type one struct {
		ID uuid.UUID `path:"id" format:"uuid"`
		IfMatch
		Reason string `query:"reason" maxLength:"2000" doc:"why; goes to the history"`
	}
	type added struct {
		Reason string `query:"reason" maxLength:"2000" doc:"why; goes to the history"`
		Body   T
	}
	type changed struct {
		ID uuid.UUID `path:"id" format:"uuid"`
		IfMatch
		Reason string `query:"reason" maxLength:"2000" doc:"why; goes to the history"`
		Body   T
	}
	get(r, path, func(ctx context.Context, _ *struct{}) (*list[T], error) {
		rows, err := table().List(ctx)
		return listOf(rows, len(rows), func(T) []string { return nil }), err
	}, signedIn(), "List the "+what)
	create(r, path, func(ctx context.Context, in *added) (*created[T], error) {
		row, err := table().Create(ctx, changeBy(ctx, in.Reason), in.Body)
		if err != nil {
			return nil, err
		}
		id, version := naming.Identify[T, P](row)
		return createdAt(path+"/"+id.String(), row, version), nil
	}, needs(actor.SetNameRules), "Add to the "+what, maxBody(64<<10))
	put(r, path+"/{id}", func(ctx context.Context, in *changed) (*record[T], error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		row, err := table().Update(ctx, changeBy(ctx, in.Reason), in.ID, version, in.Body)
		_, version = naming.Identify[T, P](row)
		return recordOf(row, version), err
	}, needs(actor.SetNameRules), "Replace one of the "+what, maxBody(64<<10))
	remove(r, path+"/{id}", func(ctx context.Context, in *one) (*struct{}, error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		return nil, table().Delete(ctx, changeBy(ctx, in.Reason), in.ID, version)
	}, needs(actor.SetNameRules), "Take one of the "+what+" away; the trail keeps it")
	ruleCSV(r, path, what, table)
}

// ruleCSV adds the routes by which a list of rules goes out and comes in as CSV.
func ruleCSV[T any, P naming.Record[T]](r *router, path, what string, table func() naming.Table[T, P]) {
	get(r, path+".csv", func(ctx context.Context, _ *struct{}) (*csvFile, error) {
		var body bytes.Buffer
		err := table().Export(ctx, &body)
		return &csvFile{ContentType: csvType, Disposition: attachment("naming.csv"), Body: body.Bytes()}, err
	}, signedIn(), "The "+what+" as CSV", produces("text/csv", &huma.Schema{Type: huma.TypeString}))
	page(r, http.MethodPost, path+".csv", func(w http.ResponseWriter, req *http.Request) error {
		taken, err := table().Import(req.Context(), changeBy(req.Context(), ""), req.Body)
		if err != nil {
			return err
		}
		return writeJSON(w, taken)
	}, needs(actor.SetNameRules), "Take a CSV list of the "+what+" in: changes and adds, takes none away; all or nothing", maxBody(4<<20), takesCSV(r))
}

// csvType is the media type of CSV files.
const csvType = "text/csv; charset=utf-8"

// csvFile is the output of a typed route that answers with CSV.
type csvFile struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

// takesCSV describes a raw route that takes a CSV file in.
func takesCSV(r *router) option {
	schema := r.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[naming.Taken](), true, "")
	return func(set *settings) {
		set.op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			"text/csv": {Schema: &huma.Schema{Type: huma.TypeString}}}}
		produces("application/json", schema)(set)
	}
}
