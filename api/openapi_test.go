package api

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/go-chi/chi/v5"

	"cairn/data/datatest"
	"cairn/internal/feature"
)

// The description is valid OpenAPI 3.0 and names every route of the router, and no other.
func TestOpenAPI(t *testing.T) {
	t.Parallel()
	h := serve(t, datatest.New(t), func(c *Config) { c.Features = map[string]feature.Source{"places": points(1)} })
	text := h.nobody().do("GET", "/api", nil).want(t, 200)
	if ct := text.Header.Get("Content-Type"); ct != typeOpenAPI {
		t.Errorf("type %s", ct)
	}
	loader := openapi3.NewLoader()
	doc, err := loader.LoadFromData(text.text)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(context.Background(), openapi3.EnableExamplesValidation()); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.0.") {
		t.Errorf("version %s", doc.OpenAPI)
	}
	described := map[string]bool{}
	ids := map[string]bool{}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			described[method+" "+path] = true
			if ids[op.OperationID] || op.Summary == "" {
				t.Errorf("%s %s: id %q is doubled, or no summary", method, path, op.OperationID)
			}
			ids[op.OperationID] = true
		}
	}
	delete(described, "GET /collections/places/items")
	err = chi.Walk(h.server.mux, func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if key := method + " " + docPath(route); !described[key] {
			t.Errorf("%s is not described", key)
		} else {
			delete(described, key)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for key := range described {
		t.Errorf("%s is described but is no route", key)
	}
	noted := len(h.server.routes)
	if n := len(slices.Collect(allRoutes(h.server.mux))); n != noted {
		t.Errorf("the router has %d routes, the table %d", n, noted)
	}
	params := doc.Paths.Value("/collections/places/items").Get.Parameters
	for _, name := range []string{"bbox", "limit", "datetime", "level", "crs", "f"} {
		if params.GetByInAndName("query", name) == nil {
			t.Errorf("items have no parameter %s", name)
		}
	}
}

func allRoutes(mux *chi.Mux) func(func(string) bool) {
	return func(yield func(string) bool) {
		_ = chi.Walk(mux, func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
			yield(method + " " + route)
			return nil
		})
	}
}
