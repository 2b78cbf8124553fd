package api

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/internal/problem"
)

// CoverageAsk is embedded in questions of coverage: all but the rule.
type CoverageAsk struct {
	Kind    string   `query:"kind" required:"true" maxLength:"60" doc:"kind or group, see /facilities/kinds"`
	AsOf    string   `query:"as_of" maxLength:"20" doc:"day, YYYY-MM-DD; default today (Asia/Shanghai)"`
	Area    string   `query:"area" maxLength:"12" doc:"code of the area whose parts are counted; default the prefecture"`
	Level   string   `query:"level" maxLength:"20" doc:"county, township or village; default the kind's own unit"`
	Include []string `query:"include" enum:"planned,villages" doc:"planned: count what is to open by as_of, building included; villages: list the villages with their nearest facilities"`
	Exclude []string `query:"exclude" enum:"subdistricts" doc:"subdistricts: leave 街道 out of the denominator"`
	Metres  int      `query:"metres" minimum:"0" maximum:"200000" doc:"distance in reach; default the rule's own, see /coverage/rules"`
	Minutes int      `query:"minutes" minimum:"0" maximum:"1440" doc:"travel time in reach; default the rule's own"`
	Share   int      `query:"share" minimum:"0" maximum:"100" doc:"percent of people or villages from which on an area counts as covered; default the rule's own"`
	Reach   string   `query:"reach" enum:"area,distance,travel_time" doc:"what is in reach under the rule of capacity; default the rule's own"`
}

// question is what is asked, by a rule.
func (in *CoverageAsk) question(rule string) (coverage.Question, error) {
	day, err := asOf(in.AsOf)
	return coverage.Question{Kind: in.Kind, AsOf: day, Area: in.Area, Level: facilities.Level(in.Level), Rule: rule,
		Planned: slices.Contains(in.Include, "planned"), Villages: slices.Contains(in.Include, "villages"), Rural: slices.Contains(in.Exclude, "subdistricts"),
		Parameters: coverage.Parameters{Metres: in.Metres, Minutes: in.Minutes, Share: in.Share, Reach: in.Reach}}, err
}

type coverageInput struct {
	CoverageAsk
	Rule string `query:"rule" maxLength:"40" doc:"counting rule, see /coverage/rules; default that of the kind"`
}

func (s *Server) coverage(ctx context.Context, in *coverageInput) (*struct{ Body coverage.CoverageAnswer }, error) {
	q, err := in.question(in.Rule)
	if err != nil {
		return nil, err
	}
	answer, err := s.Coverage.Ask(ctx, q)
	if err != nil {
		return nil, err
	}
	return &struct{ Body coverage.CoverageAnswer }{answer}, nil
}

type compareCoverageInput struct {
	CoverageAsk
	Rules []string `query:"rules" required:"true" minItems:"1" maxItems:"7" doc:"counting rules; parameters go to those that have them"`
}

// compareCoverage answers by several rules about one state of the data.
func (s *Server) compareCoverage(ctx context.Context, in *compareCoverageInput) (*list[coverage.CoverageAnswer], error) {
	rules, err := s.Coverage.Rules(ctx, langOf(ctx))
	if err != nil {
		return nil, err
	}
	var questions []coverage.Question
	for _, name := range in.Rules {
		q, err := in.question(name)
		if err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(rules, func(r coverage.CountingRule) bool { return r.Rule == name }); i >= 0 {
			q.Parameters = q.Parameters.Of(rules[i].Parameters)
		}
		questions = append(questions, q)
	}
	answers, err := s.Coverage.AskMany(ctx, questions...)
	return listOf(answers, len(answers), func(coverage.CoverageAnswer) []string { return nil }), err
}

func (s *Server) coverageRules(ctx context.Context, _ *struct{}) (*list[coverage.CountingRule], error) {
	rules, err := s.Coverage.Rules(ctx, langOf(ctx))
	return listOf(rules, len(rules), func(coverage.CountingRule) []string { return nil }), err
}

type patchCoverageRuleInput struct {
	CoverageRuleName
	IfMatch
	Body struct {
		Metres  opt[int]    `json:"metres,omitempty"`
		Minutes opt[int]    `json:"minutes,omitempty"`
		Share   opt[int]    `json:"share,omitempty" doc:"percent"`
		Reach   opt[string] `json:"reach,omitempty" enum:"area,distance,travel_time"`
		Source  opt[string] `json:"source,omitempty" doc:"document that the rule or its parameters stand in"`
		Note    opt[string] `json:"note,omitempty"`
		Reason  string      `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchCoverageRule(ctx context.Context, in *patchCoverageRuleInput) (*record[coverage.CountingRule], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	r, err := s.Coverage.SetRule(ctx, changeBy(ctx, b.Reason), in.Rule, version, langOf(ctx), func(d *coverage.RuleDraft) {
		d.Metres, d.Minutes, d.Share, d.Reach = b.Metres.or(d.Metres), b.Minutes.or(d.Minutes), b.Share.or(d.Share), b.Reach.or(d.Reach)
		d.Source, d.Note = b.Source.or(d.Source), b.Note.or(d.Note)
	})
	return recordOf(r, r.Version), err
}

// CoverageRuleName is embedded where a counting rule is named.
type CoverageRuleName struct {
	Rule string `path:"rule" enum:"presence,shared,villages,service_area,distance,travel_time,capacity"`
}

func (s *Server) coverageRuleHistory(ctx context.Context, in *CoverageRuleName) (*list[data.Version], error) {
	versions, err := s.Coverage.RuleHistory(ctx, in.Rule)
	return allOf(versions), err
}

type coverageDaysInput struct {
	Kind string `query:"kind" required:"true" maxLength:"60" doc:"kind or group"`
}

func (s *Server) coverageDays(ctx context.Context, in *coverageDaysInput) (*list[coverage.ChangeDay], error) {
	days, err := s.Coverage.Days(ctx, in.Kind)
	return listOf(days, len(days), func(coverage.ChangeDay) []string { return nil }), err
}

// reportFormats are the media types of the report.
var reportFormats = map[string]string{"xlsx": xlsxType, "csv": "text/csv; charset=utf-8", "geojson": typeGeoJSON}

// asCoverageReport describes the parameters and media types of the report.
func asCoverageReport(set *settings) {
	text, number := &huma.Schema{Type: huma.TypeString}, &huma.Schema{Type: huma.TypeInteger}
	for _, p := range []struct {
		name   string
		schema *huma.Schema
		doc    string
	}{
		{"kind", text, "kind or group"}, {"as_of", &huma.Schema{Type: huma.TypeString, Format: "date"}, "day; default today (Asia/Shanghai)"},
		{"area", text, "code of the area; default the prefecture"}, {"level", text, "county, township or village"}, {"rule", text, "counting rule, see /coverage/rules"},
		{"include", text, "planned, villages"}, {"exclude", text, "subdistricts"}, {"metres", number, "as /coverage"}, {"minutes", number, "as /coverage"},
		{"share", number, "as /coverage"}, {"reach", text, "as /coverage"},
		{"format", &huma.Schema{Type: huma.TypeString, Enum: []any{"xlsx", "csv", "geojson"}, Default: "xlsx"}, ""},
	} {
		queryParam(p.name, p.schema, p.doc)(set)
	}
	for _, media := range reportFormats {
		produces(media, &huma.Schema{Type: huma.TypeString, Format: "binary"})(set)
	}
}

// coverageReport answers a question as a file: a workbook, a table, or points for a map.
func (s *Server) coverageReport(w http.ResponseWriter, r *http.Request) error {
	q, format, err := reportQuestion(r)
	if err != nil {
		return err
	}
	ctx, lang := r.Context(), langOf(r.Context())
	answer, err := s.Coverage.Ask(ctx, q)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	switch format {
	case "csv":
		err = answer.WriteCSV(&body, lang)
	case "geojson":
		err = answer.WriteGeoJSON(&body)
	default:
		err = s.writeCoverageBook(ctx, &body, answer)
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", reportFormats[format])
	w.Header().Set("Content-Disposition", attachment(answer.KindName+"_"+answer.Rule+"_"+answer.AsOf.String()+"."+format))
	_, err = w.Write(body.Bytes())
	return err
}

func (s *Server) writeCoverageBook(ctx context.Context, body *bytes.Buffer, answer coverage.CoverageAnswer) error {
	lang := langOf(ctx)
	rules, err := s.Coverage.Rules(ctx, lang)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(rules, func(r coverage.CountingRule) bool { return r.Rule == answer.Rule })
	return answer.Workbook(rules[max(i, 0)], authorOf(ctx), time.Now(), lang).Write(body)
}

// reportQuestion reads the parameters of the report.
func reportQuestion(r *http.Request) (q coverage.Question, format string, err error) {
	in, bad := CoverageAsk{}, []problem.Field{}
	rule := ""
	numbers := map[string]*int{"metres": &in.Metres, "minutes": &in.Minutes, "share": &in.Share}
	texts := map[string]*string{"kind": &in.Kind, "as_of": &in.AsOf, "area": &in.Area, "level": &in.Level, "reach": &in.Reach, "rule": &rule, "format": &format}
	lists := map[string]*[]string{"include": &in.Include, "exclude": &in.Exclude}
	allowed := map[string][]string{"include": {"planned", "villages"}, "exclude": {"subdistricts"}}
	for name, values := range r.URL.Query() {
		switch text := values[0]; {
		case !cleanText(text):
			bad = append(bad, problem.Bad(name, "problem.control_characters"))
		case texts[name] != nil:
			*texts[name] = text
		case numbers[name] != nil:
			if *numbers[name], err = strconv.Atoi(text); err != nil {
				bad = append(bad, problem.Bad(name, "api.not_integer"))
			}
		case lists[name] != nil:
			*lists[name] = strings.Split(text, ",")
			for _, one := range *lists[name] {
				if !slices.Contains(allowed[name], one) {
					bad = append(bad, problem.Bad(name, "problem.unknown_value", "allowed", strings.Join(allowed[name], ", ")))
				}
			}
		default:
			bad = append(bad, problem.Bad(name, "api.unknown_parameter"))
		}
	}
	if format == "" {
		format = "xlsx"
	}
	if reportFormats[format] == "" {
		bad = append(bad, problem.Bad("format", "problem.unknown_value", "allowed", "xlsx, csv, geojson"))
	}
	if len(bad) > 0 {
		return q, format, badParameter(bad...)
	}
	q, err = in.question(rule)
	return q, format, err
}
