package api

import (
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

// settings of a route that its options change.
type settings struct {
	body int64 // bytes of a request body
	op   *huma.Operation
}

type option func(*settings)

// maxBody lowers Limits.Body for a route whose records are small, in bytes.
func maxBody(n int64) option { return func(s *settings) { s.body = min(s.body, n) } }

// answers overrides the status of success.
func answers(status int) option { return func(s *settings) { s.op.DefaultStatus = status } }

// produces names a media type that a raw route answers with.
func produces(mediaType string, schema *huma.Schema) option {
	return func(s *settings) {
		if s.op.Responses == nil {
			s.op.Responses = map[string]*huma.Response{}
		}
		r := s.op.Responses["200"]
		if r == nil {
			r = &huma.Response{Description: "OK", Content: map[string]*huma.MediaType{}}
			s.op.Responses["200"] = r
		}
		r.Content[mediaType] = &huma.MediaType{Schema: schema}
	}
}

// queryParam describes a query parameter of a raw route.
func queryParam(name string, schema *huma.Schema, doc string) option {
	return func(s *settings) {
		s.op.Parameters = append(s.op.Parameters, &huma.Param{Name: name, In: "query", Description: doc, Schema: schema})
	}
}

// describeResponses adds the problem answer to those of a raw route.
func describeResponses(status int, responses map[string]*huma.Response) map[string]*huma.Response {
	if responses == nil {
		responses = map[string]*huma.Response{strconv.Itoa(status): {Description: http.StatusText(status)}}
	}
	responses["default"] = &huma.Response{Description: "Problem", Content: map[string]*huma.MediaType{
		"application/problem+json": {Schema: &huma.Schema{Ref: "#/components/schemas/ProblemBody"}},
	}}
	return responses
}
