package api

import (
	"cmp"
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"

	"cairn/internal/grain"
)

// route is a line of the table, kept so that a test can walk all of them.
type route struct {
	method, path string
	access       access
}

// router is what install fills: typed routes by get, create, post, put, patch and
// remove, raw ones by page.
type router struct {
	s   *Server
	mux chi.Router
	api huma.API
	tag string // section, the tag in the API's description
}

// section names the routes that follow.
func (r *router) section(name string) { r.tag = name }

type handler[I, O any] = func(context.Context, *I) (*O, error)

func get[I, O any](r *router, path string, h handler[I, O], a access, summary string, opts ...option) {
	register(r, http.MethodGet, path, http.StatusOK, h, a, summary, opts)
}

// create answers 201; the output sets Location and ETag.
func create[I, O any](r *router, path string, h handler[I, O], a access, summary string, opts ...option) {
	register(r, http.MethodPost, path, http.StatusCreated, h, a, summary, opts)
}

func post[I, O any](r *router, path string, h handler[I, O], a access, summary string, opts ...option) {
	register(r, http.MethodPost, path, http.StatusOK, h, a, summary, opts)
}

func put[I, O any](r *router, path string, h handler[I, O], a access, summary string, opts ...option) {
	register(r, http.MethodPut, path, http.StatusOK, h, a, summary, opts)
}

func patch[I, O any](r *router, path string, h handler[I, O], a access, summary string, opts ...option) {
	register(r, http.MethodPatch, path, http.StatusOK, h, a, summary, opts)
}

// remove answers 204; the output is struct{} or has headers only.
func remove[I, O any](r *router, path string, h handler[I, O], a access, summary string, opts ...option) {
	register(r, http.MethodDelete, path, http.StatusNoContent, h, a, summary, opts)
}

func register[I, O any](r *router, method, path string, status int, h handler[I, O], a access, summary string, opts []option) {
	op := r.operation(method, path, a, summary)
	op.DefaultStatus = status
	op.MaxBodyBytes = -1 // ours stands in readBody
	op.BodyReadTimeout = r.s.Limits.BodyTimeout
	set := settings{body: r.s.Limits.Body, op: op}
	for _, opt := range opts {
		opt(&set)
	}
	op.Middlewares = huma.Middlewares{r.s.gate(a, set.body)}
	check := finiteCheck[I]()
	huma.Register(r.api, *op, func(ctx context.Context, in *I) (*O, error) {
		if err := check(in); err != nil {
			return nil, r.s.refuse(ctx, err)
		}
		out, err := h(ctx, in)
		if err == nil {
			grain.Of(ctx).Apply(out)
			err = r.s.noteExact(ctx)
		}
		if err != nil {
			return nil, r.s.refuse(ctx, err)
		}
		return out, nil
	})
	r.note(method, path, a)
}

// rawHandler answers what is no JSON; its error goes to the one problem writer.
type rawHandler func(w http.ResponseWriter, r *http.Request) error

// page adds a raw route, described by its options (produces, queryParam).
func page(r *router, method, path string, h rawHandler, a access, summary string, opts ...option) {
	op := r.operation(method, path, a, summary)
	set := settings{body: r.s.Limits.Body, op: op}
	for _, opt := range opts {
		opt(&set)
	}
	op.Responses = describeResponses(cmp.Or(op.DefaultStatus, http.StatusOK), op.Responses)
	op.Path = docPath(path)
	for _, name := range pathParams(op.Path) {
		op.Parameters = append(op.Parameters, &huma.Param{Name: name, In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}})
	}
	r.api.OpenAPI().AddOperation(op)
	r.mux.Method(method, path, r.s.raw(func(w http.ResponseWriter, req *http.Request) error {
		if err := r.s.allow(req, a); err != nil {
			return err
		}
		if err := r.s.limitBody(w, req, op, set.body); err != nil {
			return err
		}
		return h(w, req)
	}))
	r.note(method, path, a)
}

// raw is the wrapper of raw handlers.
func (s *Server) raw(h rawHandler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.writeProblem(w, r, err)
		}
	}
}

// gate judges access and body before huma reads anything.
func (s *Server) gate(a access, maxBody int64) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		r, w := humachi.Unwrap(ctx)
		err := s.allow(r, a)
		if err == nil {
			err = s.limitBody(w, r, ctx.Operation(), maxBody)
		}
		if err != nil {
			s.writeProblem(w, r, err)
			return
		}
		next(ctx)
	}
}

func (r *router) note(method, path string, a access) {
	r.s.routes = append(r.s.routes, route{method: method, path: path, access: a})
}

func (r *router) operation(method, path string, a access, summary string) *huma.Operation {
	op := &huma.Operation{
		Method: method, Path: path, Summary: summary, Tags: []string{r.tag},
		OperationID: operationID(method, docPath(path)), Description: describeAccess(a),
	}
	if a.kind != accessAnyone {
		op.Security = []map[string][]string{{"session": {}}, {"bearer": {}}}
	}
	if a.kind == accessReads {
		op.Security = append(op.Security, map[string][]string{})
	}
	return op
}

func describeAccess(a access) string {
	switch {
	case a.kind == accessReads && (a.byPath != nil || a.layer == layerAny):
		return "Access: every account; anybody for the layers that the configuration opens."
	case a.kind == accessReads:
		return "Access: every account; anybody when the configuration opens the layer " + a.layer + "."
	case a.kind == accessSignedIn:
		return "Access: every account."
	case a.kind == accessNeeds:
		return "Access: roles with the right `" + string(a.action) + "`, in their own area."
	}
	return "Access: anybody."
}

var pathParam = regexp.MustCompile(`\{([a-z_]+)(?::[^}]*)?\}`)

func pathParams(path string) []string {
	var names []string
	for _, m := range pathParam.FindAllStringSubmatch(path, -1) {
		names = append(names, m[1])
	}
	return names
}

// docPath is a pattern of chi as OpenAPI writes it: without expressions, the rest named.
func docPath(path string) string {
	path = pathParam.ReplaceAllString(path, "{$1}")
	return strings.Replace(path, "*", "{path}", 1)
}

// operationID is say get_gazetteer_entries_id.
func operationID(method, path string) string {
	words := strings.FieldsFunc(strings.ToLower(method)+path, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9')
	})
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), "_")
}
