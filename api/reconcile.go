package api

import (
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"cairn/gazetteer/reconcile"
	"cairn/internal/problem"
)

// reconcilePath is where the reconciliation service stands; see package reconcile.
const reconcilePath = "/gazetteer/reconcile"

func isReconcile(path string) bool {
	return path == reconcilePath || strings.HasPrefix(path, reconcilePath+"/")
}

// holdsJSON: parameters of the service that are JSON, which may have line ends.
func holdsJSON(path, name string) bool {
	return isReconcile(path) && (name == "queries" || name == "extend")
}

// openReconcile lets web pages of other hosts use the service (CORS), as the protocol
// wants. They get no cookies along, so they see what is public, or what their own token
// lets them see; the service changes nothing.
func openReconcile(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isReconcile(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Access-Control-Allow-Origin", "*")
		if r.Method == http.MethodOptions {
			w.Header().Set("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
			w.Header().Set("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept-Language")
			w.Header().Set("Access-Control-Max-Age", "86400")
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// asQuestion describes the parameters that hold JSON.
func asQuestion(names ...string) option {
	text := &huma.Schema{Type: huma.TypeString}
	return func(set *settings) {
		form := &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{}}
		for _, name := range names {
			if set.op.Method == http.MethodGet {
				queryParam(name, text, "JSON, see the protocol")(set)
			}
			form.Properties[name] = text
		}
		if set.op.Method == http.MethodPost {
			set.op.RequestBody = &huma.RequestBody{Content: map[string]*huma.MediaType{"application/x-www-form-urlencoded": {Schema: form}}}
		}
		produces("application/json", nil)(set)
	}
}

func readerOf(r *http.Request) reconcile.Reader { return reconcile.Reader{Lang: langOf(r.Context())} }

// reconcile answers a batch of queries or a data extension query; without either, by GET,
// the manifest.
func (s *Server) reconcile(w http.ResponseWriter, r *http.Request) error {
	params, err := questions(r, "queries", "extend")
	if err != nil {
		return err
	}
	switch {
	case len(params) == 0 && r.Method == http.MethodGet:
		base := strings.TrimSuffix(hrefOf(r, "/", nil), "/")
		return answerJSON(w, http.StatusOK, typeJSON, reconcile.Manifest(base, s.Version, slices.Contains(s.Public, layerPlaces), langOf(r.Context())))
	case len(params) != 1:
		return problem.New(problem.BadParameter, "reconcile.one_question")
	case params.Has("extend"):
		return s.answerExtend(w, r, params.Get("extend"))
	}
	batch, err := reconcile.ParseQueries([]byte(params.Get("queries")))
	if err != nil {
		return err
	}
	results, err := s.Reconcile.Reconcile(r.Context(), batch, readerOf(r))
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, typeJSON, results)
}

// extendTable answers a data extension query.
func (s *Server) extendTable(w http.ResponseWriter, r *http.Request) error {
	params, err := questions(r, "extend")
	if err != nil {
		return err
	}
	if len(params) != 1 {
		return problem.New(problem.BadParameter, "reconcile.one_question")
	}
	return s.answerExtend(w, r, params.Get("extend"))
}

func (s *Server) answerExtend(w http.ResponseWriter, r *http.Request, text string) error {
	query, err := reconcile.ParseExtend([]byte(text))
	if p := problem.As(err); p != nil && p.Kind == problem.Invalid && r.Method == http.MethodGet {
		err = badParameter(p.Fields...)
	}
	if err != nil {
		return err
	}
	extension, err := s.Reconcile.Extend(r.Context(), query, readerOf(r))
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, typeJSON, extension)
}

// questions are the parameters of the query, or of a form in the body.
func questions(r *http.Request, allowed ...string) (url.Values, error) {
	params := r.URL.Query()
	if r.Method == http.MethodPost {
		media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || media != "application/x-www-form-urlencoded" {
			return nil, problem.New(problem.BadType, "reconcile.form_only")
		}
		text, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		form, err := url.ParseQuery(string(text))
		if err != nil {
			return nil, problem.New(problem.Malformed, "api.bad_query").With(err)
		}
		for name, values := range form {
			params[name] = append(params[name], values...)
		}
	}
	for name, values := range params {
		switch {
		case !slices.Contains(allowed, name):
			return nil, badParameter(problem.Bad(shorten(name, 60), "api.unknown_parameter"))
		case len(values) > 1:
			return nil, badParameter(problem.Bad(name, "api.repeated_parameter"))
		}
	}
	return params, nil
}

// asSuggest describes the parameters of suggestions.
func asSuggest(set *settings) {
	queryParam("prefix", &huma.Schema{Type: huma.TypeString}, "what was typed so far")(set)
	queryParam("cursor", &huma.Schema{Type: huma.TypeInteger}, "how many suggestions were given before")(set)
	produces("application/json", nil)(set)
}

// suggested reads prefix and cursor.
func suggested(r *http.Request) (prefix string, cursor int, err error) {
	params, err := questions(r, "prefix", "cursor")
	if err != nil {
		return "", 0, err
	}
	if text := params.Get("cursor"); text != "" {
		cursor, err = strconv.Atoi(text)
		if err != nil || cursor < 0 || cursor > reconcile.MaxCursor {
			return "", 0, badParameter(problem.Bad("cursor", "reconcile.bad_cursor", "max", reconcile.MaxCursor))
		}
	}
	return params.Get("prefix"), cursor, nil
}

// result is how suggestions go out, from the cursor on.
func result[T any](w http.ResponseWriter, items []T, cursor int) error {
	return answerJSON(w, http.StatusOK, typeJSON, map[string]any{"result": items[min(cursor, len(items)):]})
}

func (s *Server) suggestEntity(w http.ResponseWriter, r *http.Request) error {
	prefix, cursor, err := suggested(r)
	if err != nil {
		return err
	}
	found, err := s.Reconcile.Suggest(r.Context(), prefix, cursor, readerOf(r))
	if err != nil {
		return err
	}
	return result(w, found, 0)
}

func (s *Server) suggestProperty(w http.ResponseWriter, r *http.Request) error {
	prefix, cursor, err := suggested(r)
	if err != nil {
		return err
	}
	return result(w, reconcile.Properties(prefix, langOf(r.Context())), cursor)
}

func (s *Server) suggestType(w http.ResponseWriter, r *http.Request) error {
	prefix, cursor, err := suggested(r)
	if err != nil {
		return err
	}
	types, err := s.Reconcile.Types(r.Context(), prefix, readerOf(r))
	if err != nil {
		return err
	}
	return result(w, types, cursor)
}

// proposeProperties offers properties for a data extension.
func (s *Server) proposeProperties(w http.ResponseWriter, r *http.Request) error {
	params, err := questions(r, "type", "limit")
	if err != nil {
		return err
	}
	limit := 0
	if text := params.Get("limit"); text != "" {
		if limit, err = strconv.Atoi(text); err != nil || limit < 0 || limit > 1000 {
			return badParameter(problem.Bad("limit", "problem.out_of_range", "min", 0, "max", 1000))
		}
	}
	return answerJSON(w, http.StatusOK, typeJSON, reconcile.Propose(params.Get("type"), limit, langOf(r.Context())))
}

// previewPolicy lets other programs show a preview in a frame; it holds nothing active.
const previewPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *"

// preview is a small page about an entry.
func (s *Server) preview(w http.ResponseWriter, r *http.Request) error {
	params, err := questions(r, "id")
	if err != nil {
		return err
	}
	id, err := uuid.Parse(params.Get("id"))
	if err != nil {
		return badParameter(problem.Bad("id", "api.bad_uuid"))
	}
	page, err := s.Reconcile.Preview(r.Context(), id, readerOf(r))
	if err != nil {
		return err
	}
	w.Header().Del("X-Frame-Options")
	w.Header().Set("Content-Security-Policy", previewPolicy)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, err = w.Write(page)
	return err
}
