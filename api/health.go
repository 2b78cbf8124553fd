package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"cairn/data"
	"cairn/internal/problem"
)

type healthOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         healthBody
}

type healthBody struct {
	Status string `json:"status" example:"ok"`
}

func (s *Server) healthy(context.Context, *struct{}) (*healthOutput, error) {
	return &healthOutput{CacheControl: "no-store", Body: healthBody{"ok"}}, nil
}

// ready: the database answers within two seconds and its schema is the program's.
func (s *Server) ready(ctx context.Context, _ *struct{}) (*healthOutput, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	version, err := data.AppliedVersion(ctx, s.DB.Read())
	if err != nil {
		return nil, problem.New(problem.Unavailable, "problem.unavailable").With(err)
	}
	if version != data.SchemaVersion() {
		return nil, problem.New(problem.Unavailable, "api.schema_behind", "have", version, "want", data.SchemaVersion())
	}
	return &healthOutput{CacheControl: "no-store", Body: healthBody{"ready"}}, nil
}

func (s *Server) noRoute(_ http.ResponseWriter, r *http.Request) error {
	return problem.New(problem.NotFound, "api.no_route", "path", shorten(r.URL.Path, 200))
}

// wrongMethod names the methods that the path has.
func (s *Server) wrongMethod(w http.ResponseWriter, r *http.Request) error {
	var allowed []string
	for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} {
		if s.mux.Match(newRouteContext(), method, r.URL.Path) || method == "HEAD" && len(allowed) == 1 {
			allowed = append(allowed, method)
		}
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	return problem.New(problem.NotAllowed, "api.wrong_method", "method", shorten(r.Method, 20), "allowed", strings.Join(allowed, ", "))
}
