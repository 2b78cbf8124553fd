package api

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"cairn/facilities/townships"
	"cairn/internal/problem"
)

// ledgerFlags are the parameters of the township table that are true or absent.
var ledgerFlags = []string{"incomplete", "planned", "unconfirmed"}

// asLedger describes the ledger's parameters and media types.
func asLedger(r *router) option {
	schema := r.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[townships.Ledger](), true, "")
	text := huma.TypeString
	return func(set *settings) {
		queryParam("as_of", &huma.Schema{Type: text, Format: "date"}, "day; default today (Asia/Shanghai)")(set)
		queryParam("area", &huma.Schema{Type: text}, "code of a township, a county or the prefecture; default the prefecture")(set)
		var ways []any
		for _, way := range townships.Ways {
			ways = append(ways, way)
		}
		queryParam("way", &huma.Schema{Type: text, Enum: ways}, "townships that have their burial ground so; totals stay those of all")(set)
		for i, what := range []string{"village cemeteries whose papers are not all known to be complete", "something planned or being built", "no monthly report since the month before"} {
			queryParam(ledgerFlags[i], &huma.Schema{Type: text, Enum: []any{"true", "false"}}, "only townships with "+what)(set)
		}
		queryParam("format", &huma.Schema{Type: text, Enum: []any{"json", "xlsx"}, Default: "json"}, "")(set)
		produces("application/json", schema)(set)
		produces(xlsxType, &huma.Schema{Type: text, Format: "binary"})(set)
	}
}

// ledgerFilter reads the parameters of the township table.
func ledgerFilter(query url.Values) (townships.Filter, error) {
	f := townships.Filter{Area: query.Get("area"), Way: query.Get("way")}
	known := append([]string{"as_of", "area", "way", "format"}, ledgerFlags...)
	for name := range query {
		if !slices.Contains(known, name) {
			return f, badParameter(problem.Bad(name, "api.unknown_parameter"))
		}
	}
	for i, flag := range []*bool{&f.Incomplete, &f.Planned, &f.Unconfirmed} {
		text := query.Get(ledgerFlags[i])
		if *flag = text == "true"; text != "" && text != "true" && text != "false" {
			return f, badParameter(problem.Bad(ledgerFlags[i], "problem.unknown_value", "allowed", "true, false"))
		}
	}
	if format := query.Get("format"); format != "" && format != "json" && format != "xlsx" {
		return f, badParameter(problem.Bad("format", "problem.unknown_value", "allowed", "json, xlsx"))
	}
	day, err := asOf(query.Get("as_of"))
	f.AsOf = day
	return f, err
}

// ledger answers the township table (乡镇覆盖表) as JSON or as a workbook.
func (s *Server) ledger(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	filter, err := ledgerFilter(query)
	if err != nil {
		return err
	}
	ledger, err := s.Townships.Ledger(r.Context(), filter)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if query.Get("format") == "xlsx" {
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
