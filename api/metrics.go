package api

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"cairn/data"
	"cairn/internal/actor"
)

// metrics are the server's own registry: requests by route, the pool, the process.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

func newMetrics(db *data.DB) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "cairn_http_requests_total", Help: "Requests answered."}, []string{"route", "method", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "cairn_http_request_seconds", Help: "Time to answer.", Buckets: prometheus.ExponentialBuckets(0.001, 4, 8)}, []string{"route"}),
	}
	m.registry.MustRegister(m.requests, m.seconds, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for name, value := range map[string]func() float64{
		"cairn_db_connections":      func() float64 { return float64(db.Pool().Stat().TotalConns()) },
		"cairn_db_connections_used": func() float64 { return float64(db.Pool().Stat().AcquiredConns()) },
		"cairn_db_connections_max":  func() float64 { return float64(db.Pool().Stat().MaxConns()) },
		"cairn_db_waits":            func() float64 { return float64(db.Pool().Stat().EmptyAcquireCount()) },
	} {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: "Pool of database connections."}, value))
	}
	return m
}

// observe counts an answer; requests without a route share one label.
func (m *metrics) observe(method, route string, status int, took time.Duration) {
	if route == "" {
		route = "none"
	}
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
	default:
		method = "other"
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}

// Registry is where other parts of the program may add their figures.
func (s *Server) Registry() *prometheus.Registry { return s.metrics.registry }

// serveMetrics answers on this machine (not through a proxy on it) and to admins.
func (s *Server) serveMetrics(w http.ResponseWriter, r *http.Request) error {
	if !local(r) {
		if err := s.allow(r, needs(actor.ManageAccounts)); err != nil {
			return err
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{DisableCompression: true}).ServeHTTP(w, r)
	return nil
}
