package api

import (
	"context"
	"encoding/json"
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

// What the service answers fits what its description says of the answer.
func TestAnswersFitTheDescription(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.root()
	doc, err := openapi3.NewLoader().LoadFromData(c.do("GET", "/api?f=json", nil).want(t, 200).text)
	if err != nil {
		t.Fatal(err)
	}
	fits := func(path string, op *openapi3.Operation, r reply) {
		t.Helper()
		media := r.Header.Get("Content-Type")
		if media != typeOpenAPI {
			media, _, _ = strings.Cut(media, ";")
		}
		response := op.Responses.Status(r.StatusCode)
		if r.StatusCode >= 400 {
			response = op.Responses.Default()
		}
		if response != nil && r.StatusCode >= 300 && r.StatusCode < 400 {
			return
		}
		if response != nil && len(response.Value.Content) == 0 && len(r.text) == 0 {
			return // an answer without a body
		}
		if response == nil || response.Value.Content.Get(media) == nil {
			t.Errorf("%s: the description knows no %d with %s", path, r.StatusCode, media)
			return
		}
		schema := response.Value.Content.Get(media).Schema
		var v any
		if !strings.HasSuffix(media, "json") || schema == nil {
			return
		}
		if err := json.Unmarshal(r.text, &v); err != nil {
			t.Errorf("%s: %v", path, err)
			return
		}
		if err := schema.Value.VisitJSON(v, openapi3.EnableFormatValidation()); err != nil {
			t.Errorf("%s: %.600v", path, err)
		}
	}
	for key, want := range routeRights {
		method, pattern, _ := strings.Cut(key, " ")
		item := doc.Paths.Value(docPath(pattern))
		if item == nil {
			t.Fatalf("%s is not described", key)
		}
		op := item.GetOperation(method)
		if want.write != nil {
			a := want.write(p)
			fits(key+" refused", op, p.try(p.nobody(), method, pattern, a))
			if r := p.try(c, method, pattern, a); r.StatusCode != http.StatusNoContent {
				fits(key, op, r)
			}
		} else if method == http.MethodGet && !strings.Contains(pattern, ".mvt") && !strings.Contains(pattern, "{y}/{x}") && pattern != "/metrics" {
			fits(key, op, p.try(c, method, pattern, attempt{}))
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
