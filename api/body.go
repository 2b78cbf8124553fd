package api

import (
	"math"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"cairn/internal/problem"
)

// limitBody bounds the request's body in size and time and checks its media type,
// before a byte of it is read.
func (s *Server) limitBody(w http.ResponseWriter, r *http.Request, op *huma.Operation, limit int64) error {
	if r.Body == nil || r.Body == http.NoBody {
		return nil
	}
	if r.ContentLength > limit {
		return problem.New(problem.TooLarge, "api.body_too_large", "max", sizeText(limit))
	}
	if op.RequestBody != nil && !acceptsType(op, r.Header.Get("Content-Type")) {
		return wrongType(op)
	}
	if enc := r.Header.Get("Content-Encoding"); enc != "" && enc != "identity" {
		return problem.New(problem.BadType, "api.bad_encoding")
	}
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(s.Limits.BodyTimeout)) // not every test writer can
	return nil
}

// wrongType says which media type the operation reads.
func wrongType(op *huma.Operation) error {
	if _, ok := op.RequestBody.Content[tusBody]; ok {
		return problem.New(problem.BadType, "attachments.body_type")
	}
	return problem.New(problem.BadType, "api.bad_type")
}

// acceptsType: the operation's media types, JSON for merge patches too, UTF-8 only. A
// body without a type is taken for the first one.
func acceptsType(op *huma.Operation, header string) bool {
	if header == "" {
		return true
	}
	media, params, err := mime.ParseMediaType(header)
	if err != nil {
		return false
	}
	if cs, ok := params["charset"]; ok && !strings.EqualFold(cs, "utf-8") {
		return false
	}
	_, ok := op.RequestBody.Content[media]
	_, merge := op.RequestBody.Content["application/merge-patch+json"]
	return ok || merge && media == "application/json"
}

// finiteCheck refuses NaN and infinite numbers among the parameters of I, which every
// comparison of a schema lets pass.
func finiteCheck[I any]() func(*I) error {
	var paths [][]int
	mustBeSettable(reflect.TypeFor[I]())
	for _, f := range reflect.VisibleFields(reflect.TypeFor[I]()) {
		if f.Tag.Get("query") != "" && (f.Type.Kind() == reflect.Float64 || f.Type.Kind() == reflect.Float32) {
			paths = append(paths, f.Index)
		}
	}
	t := reflect.TypeFor[I]()
	return func(in *I) error {
		for _, path := range paths {
			if v := reflect.ValueOf(in).Elem().FieldByIndex(path).Float(); math.IsNaN(v) || math.IsInf(v, 0) {
				return badParameter(problem.Bad(t.FieldByIndex(path).Tag.Get("query"), "api.not_number"))
			}
		}
		return nil
	}
}

// mustBeSettable panics on parameters in an unexported embedded struct, which huma would
// not see: a mistake of the programmer, found at start.
func mustBeSettable(t reflect.Type) {
	for f := range t.Fields() {
		if f.Anonymous && !f.IsExported() {
			panic(t.String() + " embeds " + f.Name + ", which must be exported for its parameters to be read")
		}
	}
}

// badParameter refuses the request for its parameters.
func badParameter(fields ...problem.Field) error {
	p := problem.New(problem.BadParameter, "api.bad_parameter", "names", fieldNames(fields))
	p.Fields = fields
	return p
}

// checkQuery refuses query strings that cannot be meant: not decodable, not UTF-8, with
// control characters, or with a parameter given twice.
func checkQuery(r *http.Request) error {
	query, err := parseQuery(r.URL.RawQuery)
	if err != nil {
		return problem.New(problem.BadParameter, "api.bad_query").With(err)
	}
	var fields []problem.Field
	for name, values := range query {
		switch {
		case !cleanText(name) || slices.ContainsFunc(values, func(v string) bool { return !cleanText(v) }) && !holdsJSON(r.URL.Path, name):
			fields = append(fields, problem.Bad(shorten(strings.ToValidUTF8(name, "�"), 60), "problem.control_characters"))
		case len(values) > 1:
			fields = append(fields, problem.Bad(name, "api.repeated_parameter"))
		}
	}
	if !cleanText(r.URL.Path) {
		fields = append(fields, problem.Bad("path", "problem.control_characters"))
	}
	if len(fields) > 0 {
		slices.SortFunc(fields, func(a, b problem.Field) int { return strings.Compare(a.Field, b.Field) })
		return badParameter(fields...)
	}
	return nil
}
