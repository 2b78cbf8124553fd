package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"cairn/data"
	"cairn/internal/problem"
)

// statuses is the one table of problem kinds and HTTP statuses.
var statuses = map[problem.Kind]int{
	problem.BadParameter:  http.StatusBadRequest,
	problem.Malformed:     http.StatusBadRequest,
	problem.Invalid:       http.StatusUnprocessableEntity,
	problem.Unconfirmed:   http.StatusUnprocessableEntity,
	problem.Unauthorized:  http.StatusUnauthorized,
	problem.Forbidden:     http.StatusForbidden,
	problem.NotFound:      http.StatusNotFound,
	problem.NotAllowed:    http.StatusMethodNotAllowed,
	problem.NotAcceptable: http.StatusNotAcceptable,
	problem.Conflict:      http.StatusConflict,
	problem.Stale:         http.StatusPreconditionFailed,
	problem.NoVersion:     http.StatusPreconditionRequired,
	problem.TooLarge:      http.StatusRequestEntityTooLarge,
	problem.BadType:       http.StatusUnsupportedMediaType,
	problem.TooSlow:       http.StatusRequestTimeout,
	problem.TooMany:       http.StatusTooManyRequests,
	problem.Locked:        http.StatusLocked,
	problem.Unavailable:   http.StatusServiceUnavailable,
	problem.Internal:      http.StatusInternalServerError,
}

// problemBody is application/problem+json (RFC 9457) with cairn's additions.
type problemBody struct {
	Type     string       `json:"type" doc:"/problems/<kind>, stable" example:"/problems/invalid"`
	Title    string       `json:"title" doc:"what sort of refusal it is, in the reader's language"`
	Status   int          `json:"status" example:"422"`
	Detail   string       `json:"detail" doc:"what to do about it, in the reader's language"`
	Instance string       `json:"instance,omitempty" doc:"the path, with the request's id in the fragment"`
	Code     string       `json:"code" doc:"message key, stable" example:"problem.invalid"`
	Errors   []fieldError `json:"errors,omitempty" doc:"one entry per bad field or row"`
}

type fieldError struct {
	Field   string `json:"field" example:"lon"`
	Code    string `json:"code" example:"problem.required"`
	Message string `json:"message"`
	Row     int    `json:"row,omitempty" doc:"data row from 1, in a file"`
	File    string `json:"file,omitempty"`
	Value   string `json:"value,omitempty" doc:"what was given, shortened"`
}

// Error, GetStatus and ContentType make it huma's error.
func (b *problemBody) Error() string             { return b.Detail }
func (b *problemBody) GetStatus() int            { return b.Status }
func (b *problemBody) ContentType(string) string { return "application/problem+json" }

// asProblem names every error: problems as they are, the database's, time outs, the rest internal.
func asProblem(err error) *problem.Error {
	if p := problem.As(data.Problem(err)); p != nil {
		return p
	}
	var large *http.MaxBytesError
	var network net.Error
	switch {
	case errors.As(err, &large):
		return problem.New(problem.TooLarge, "api.body_too_large", "max", sizeText(large.Limit))
	case errors.Is(err, context.Canceled):
		return problem.New(problem.TooSlow, "api.cancelled").With(err)
	case errors.Is(err, context.DeadlineExceeded):
		return problem.New(problem.Unavailable, "problem.timeout").With(err)
	case errors.As(err, &network) && network.Timeout():
		return problem.New(problem.TooSlow, "api.body_too_slow").With(err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return problem.New(problem.Malformed, "api.body_broken_off").With(err)
	}
	return problem.New(problem.Internal, "problem.internal").With(err)
}

// bodyOf words a problem for the request's reader. It never shows the cause.
func bodyOf(ctx context.Context, p *problem.Error) *problemBody {
	req := requestOf(ctx)
	body := &problemBody{
		Type:     "/problems/" + string(p.Kind),
		Title:    problem.Text(req.lang, "api.title_"+underscored(p.Kind), nil),
		Status:   statuses[p.Kind],
		Detail:   p.Text(req.lang),
		Code:     p.Key,
		Instance: req.path,
	}
	if req.id != "" {
		body.Instance += "#" + req.id
	}
	if body.Status == 0 {
		body.Status = http.StatusInternalServerError
	}
	for _, f := range p.Fields {
		body.Errors = append(body.Errors, fieldError{Field: f.Field, Code: f.Key, Message: f.Text(req.lang), Row: f.Row, File: f.File, Value: f.Value})
	}
	return body
}

// headersOf are the headers that go with a kind.
func headersOf(p *problem.Error) http.Header {
	h := http.Header{"Cache-Control": {"no-store"}}
	switch p.Kind {
	case problem.Unauthorized:
		h.Set("WWW-Authenticate", `Bearer realm="cairn"`)
	case problem.Unavailable:
		h.Set("Retry-After", "5")
	case problem.TooMany:
		h.Set("Retry-After", fmt.Sprint(max(1, asInt(p.Params["seconds"]))))
	}
	return h
}

// refuse turns a handler's error into what huma writes, and logs what is our fault.
func (s *Server) refuse(ctx context.Context, err error) error {
	p := s.nameAreas(ctx, asProblem(err))
	s.logProblem(ctx, p)
	return &answer{problemBody: bodyOf(ctx, p), headers: headersOf(p)}
}

// answer is a problem with its headers.
type answer struct {
	*problemBody
	headers http.Header
}

func (a *answer) GetHeaders() http.Header { return a.headers }

func (s *Server) logProblem(ctx context.Context, p *problem.Error) {
	req := requestOf(ctx)
	level := slog.LevelDebug
	if statuses[p.Kind] >= 500 {
		level = slog.LevelError
	}
	s.Logger.Log(ctx, level, "request refused", "request", req.id, "path", req.path, "kind", p.Kind, "error", p)
}

// writeProblem answers with err; for raw handlers and middleware.
func (s *Server) writeProblem(w http.ResponseWriter, r *http.Request, err error) {
	p := s.nameAreas(r.Context(), asProblem(err))
	s.logProblem(r.Context(), p)
	body := bodyOf(r.Context(), p)
	text, _ := json.Marshal(body) // strings and numbers only: cannot fail
	for name, values := range headersOf(p) {
		w.Header()[name] = values
	}
	for _, name := range []string{"ETag", "Last-Modified", "Content-Encoding", "Content-Disposition"} {
		w.Header().Del(name)
	}
	w.Header().Set("Content-Type", body.ContentType(""))
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(body.Status)
	_, _ = w.Write(text)
}

var _ huma.StatusError = (*problemBody)(nil)
var _ huma.HeadersError = (*answer)(nil)

func underscored(k problem.Kind) string {
	text := []byte(k)
	for i, c := range text {
		if c == '-' {
			text[i] = '_'
		}
	}
	return string(text)
}

func asInt(v any) int {
	n, _ := strconv.Atoi(fmt.Sprint(v))
	return n
}

// sizeText shows bytes in MB or KB.
func sizeText(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d KB", n>>10)
}
