package api

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
)

// NewHTTPServer is the net/http server around a handler: it bounds headers and idle
// connections. Bodies and answers have deadlines of their own, request by request.
func NewHTTPServer(cfg Config, handler http.Handler) *http.Server {
	limits := cfg.Limits.withDefaults()
	server := &http.Server{
		Addr:              "",
		Handler:           linger(handler),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    limits.HeaderBytes,
	}
	if cfg.Logger != nil {
		server.ErrorLog = slog.NewLogLogger(cfg.Logger.Handler(), slog.LevelDebug)
	}
	return server
}

func newRouteContext() *chi.Context { return chi.NewRouteContext() }
