package api

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/klauspost/compress/gzhttp"

	"cairn/internal/problem"
)

// middlewares run for every request, in this order.
func (s *Server) middlewares() []func(http.Handler) http.Handler {
	compress, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.EnableZstd(true), gzhttp.ContentTypes(compressed))
	if err != nil {
		panic(err) // constant options
	}
	return []func(http.Handler) http.Handler{
		s.begin,
		func(next http.Handler) http.Handler { return compress(next) },
		s.recoverPanics,
		securityHeaders,
		tusResumable,
		openReconcile,
		s.refuseCrossOrigin,
		s.refuseBadQuery,
		s.authenticate,
		middleware.GetHead,
		s.presentArea,
	}
}

// compressed are the media types worth compressing; tiles and web assets come compressed.
var compressed = []string{
	"application/json", "application/problem+json", "application/geo+json",
	"application/vnd.oai.openapi+json", "text/html", "text/plain", "text/css",
	"text/javascript", "application/javascript", "image/svg+xml",
}

// begin gives the request its id and context, and logs and counts it at the end.
func (s *Server) begin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		req := &request{id: newRequestID(), start: time.Now(), path: r.URL.Path, method: r.Method, subject: r.URL.RequestURI(),
			lang: problem.Negotiate(r.Header.Get("Accept-Language"))}
		req.address, req.secure = s.clientOf(r)
		r = r.WithContext(context.WithValue(r.Context(), requestKey{}, req))
		w.Header().Set("X-Request-Id", req.id)
		w.Header().Set("Cache-Control", "private, no-cache")
		w.Header().Set("Vary", "Cookie, Authorization, Accept-Language")
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(s.Limits.WriteTimeout)) // not every test writer can
		ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		defer func() {
			if rc := chi.RouteContext(r.Context()); rc != nil {
				req.route = rc.RoutePattern()
			}
			s.metrics.observe(r.Method, req.route, ww.Status(), time.Since(req.start))
			s.Logger.Log(r.Context(), slog.LevelDebug, "request", "request", req.id, "method", r.Method,
				"path", req.path, "status", ww.Status(), "bytes", ww.BytesWritten(), "took", time.Since(req.start))
		}()
		next.ServeHTTP(ww, r)
	})
}

func newRequestID() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

func (s *Server) recoverPanics(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch v := recover(); v {
			case nil, answered{}:
			case http.ErrAbortHandler:
				panic(v)
			default:
				s.Logger.Error("panic", "request", requestOf(r.Context()).id, "value", fmt.Sprint(v), "stack", string(debug.Stack()))
				s.writeProblem(w, r, errors.New("panic"))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// contentPolicy lets pages load from this host only. MapLibre makes its workers from
// blobs; Ant Design writes its styles into the page.
const contentPolicy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
	"font-src 'self' data:; worker-src 'self' blob:; child-src 'self' blob:; object-src 'none'; base-uri 'self'; " +
	"form-action 'self'; frame-ancestors 'none'"

func securityHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

func (s *Server) refuseCrossOrigin(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := protection.Check(r); err != nil && !isReconcile(r.URL.Path) {
			s.writeProblem(w, r, problem.New(problem.Forbidden, "api.cross_origin").With(err))
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) refuseBadQuery(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := checkQuery(r); err != nil {
			s.writeProblem(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func parseQuery(raw string) (url.Values, error) { return url.ParseQuery(raw) }

// cleanText: UTF-8 without control characters.
func cleanText(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}
