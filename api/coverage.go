package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"cairn/facilities"
	"cairn/internal/problem"
)

// asOf reads the day that a question is asked for; zero (today) when absent.
func asOf(text string) (facilities.Day, error) {
	if text == "" {
		return facilities.Day{}, nil
	}
	day, err := facilities.ParseDay(text)
	if err != nil {
		return day, badParameter(problem.Bad("as_of", "problem.bad_date"))
	}
	return day, nil
}

type coverageInput struct {
	Kind    string `query:"kind" required:"true" maxLength:"60" doc:"kind or group, see /facilities/kinds"`
	AsOf    string `query:"as_of" maxLength:"20" doc:"day, YYYY-MM-DD; default today (Asia/Shanghai)"`
	Area    string `query:"area" maxLength:"12" doc:"code of the area whose parts are counted; default the prefecture"`
	Level   string `query:"level" maxLength:"20" doc:"county, township or village; default the kind's own unit"`
	Rule    string `query:"rule" maxLength:"40" doc:"presence"`
	Include string `query:"include" enum:"planned" doc:"planned: count what is to open by as_of, building included"`
}

func (s *Server) coverage(ctx context.Context, in *coverageInput) (*struct{ Body facilities.Coverage }, error) {
	day, err := asOf(in.AsOf)
	if err != nil {
		return nil, err
	}
	answer, err := s.Facilities.Coverage(ctx, facilities.Question{Kind: in.Kind, AsOf: day, Area: in.Area,
		Level: facilities.Level(in.Level), Rule: in.Rule, Planned: in.Include == "planned"})
	if err != nil {
		return nil, err
	}
	return &struct{ Body facilities.Coverage }{answer}, nil
}

type indicatorsInput struct {
	AsOf string `query:"as_of" maxLength:"20" doc:"day, YYYY-MM-DD; default today (Asia/Shanghai)"`
	Area string `query:"area" maxLength:"12" doc:"area code; default the prefecture"`
}

func (s *Server) indicators(ctx context.Context, in *indicatorsInput) (*struct{ Body facilities.Indicators }, error) {
	day, err := asOf(in.AsOf)
	if err != nil {
		return nil, err
	}
	answer, err := s.Facilities.Indicators(ctx, in.Area, day, langOf(ctx))
	if err != nil {
		return nil, err
	}
	return &struct{ Body facilities.Indicators }{answer}, nil
}

// asLedger describes the ledger's parameters and media types.
func asLedger(r *router) option {
	schema := r.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[facilities.Ledger](), true, "")
	text := huma.TypeString
	return func(set *settings) {
		queryParam("as_of", &huma.Schema{Type: text, Format: "date"}, "day; default today (Asia/Shanghai)")(set)
		queryParam("area", &huma.Schema{Type: text}, "code of a township, a county or the prefecture; default the prefecture")(set)
		queryParam("format", &huma.Schema{Type: text, Enum: []any{"json", "xlsx"}, Default: "json"}, "")(set)
		produces("application/json", schema)(set)
		produces(xlsxType, &huma.Schema{Type: text, Format: "binary"})(set)
	}
}

// ledger answers the township table (乡镇覆盖表) as JSON or as a workbook.
func (s *Server) ledger(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	for name := range query {
		if name != "as_of" && name != "area" && name != "format" {
			return badParameter(problem.Bad(name, "api.unknown_parameter"))
		}
	}
	day, err := asOf(query.Get("as_of"))
	if err != nil {
		return err
	}
	format := query.Get("format")
	if format != "" && format != "json" && format != "xlsx" {
		return badParameter(problem.Bad("format", "problem.unknown_value", "allowed", "json, xlsx"))
	}
	ledger, err := s.Facilities.Ledger(r.Context(), query.Get("area"), day)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if format == "xlsx" {
		lang := langOf(r.Context())
		if err := ledger.Workbook(authorOf(r.Context()), time.Now(), lang).Write(&body); err != nil {
			return err
		}
		w.Header().Set("Content-Type", xlsxType)
		w.Header().Set("Content-Disposition", attachment(problem.Text(lang, "facilities.ledger", nil)+"_"+ledger.AsOf.String()+".xlsx"))
	} else {
		if err := json.NewEncoder(&body).Encode(ledger); err != nil {
			return err
		}
		w.Header().Set("Content-Type", "application/json")
	}
	_, err = w.Write(body.Bytes())
	return err
}

// xlsxType is the media type of an Excel workbook.
const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// attachment is a Content-Disposition for a file with a name in any script (RFC 6266).
func attachment(name string) string {
	return "attachment; filename*=UTF-8''" + url.PathEscape(name)
}

// authorOf names who asks, for documents.
func authorOf(ctx context.Context) string {
	who := actorOf(ctx)
	switch {
	case !who.SignedIn():
		return "—"
	case who.Name == "" || who.Name == who.Login:
		return who.Login
	}
	return who.Name + " (" + who.Login + ")"
}
