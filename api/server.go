package api

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"

	"cairn/api/domains"
	"cairn/data"
)

// Layers that the configuration can open to readers without an account. Inspections,
// closing edges, accounts and the trail are never open.
const (
	layerPlaces     = "places"
	layerAreas      = "areas"
	layerBoundaries = "boundaries"
	layerFacilities = "facilities"

	layerAnnouncements = "announcements" // the public page and feed of announcements: no layer of a map
)

// Layers lists the layers that Config.Public may name.
var Layers = []string{layerPlaces, layerAreas, layerBoundaries, layerFacilities, layerAnnouncements}

// Config is what the server needs. DB, Accounts and Logger are required.
type Config struct {
	DB      *data.DB
	Web     fs.FS    // the built web app; nil or empty: none
	Public  []string // layers readable without an account; "all" opens every one
	Version string   // of the program
	Limits  Limits
	Logger  *slog.Logger

	domains.Stores // only Accounts is needed always; the server reads, and syncs no feed

	SecureCookie   bool           // TLS ends in front of us: mark the session cookie Secure, write https links
	TrustedProxies []netip.Prefix // peers whose X-Forwarded-For and -Proto are believed; default none
}

// Limits bound what one request may cost. Zero values become the defaults.
type Limits struct {
	Body          int64         // bytes of a request body, default 32 MiB
	Values        int           // JSON values in a body, default 4,000,000
	Depth         int           // nesting of a JSON body, default 32
	BodyTimeout   time.Duration // to send a body, default 60 s
	WriteTimeout  time.Duration // to take an answer, default 5 min
	HeaderBytes   int           // default 64 KiB
	UploadIdle    time.Duration // between two pieces of an uploaded file, default 30 s
	UploadTimeout time.Duration // for one request with a piece of a file, default 30 min
	Points        int           // points in one POST /locate, default 10,000
}

func (l Limits) withDefaults() Limits {
	orDefault(&l.Body, 32<<20)
	orDefault(&l.Values, 4_000_000)
	orDefault(&l.Depth, 32)
	orDefault(&l.BodyTimeout, time.Minute)
	orDefault(&l.WriteTimeout, 5*time.Minute)
	orDefault(&l.HeaderBytes, 64<<10)
	orDefault(&l.UploadIdle, 30*time.Second)
	orDefault(&l.UploadTimeout, 30*time.Minute)
	orDefault(&l.Points, 10_000)
	return l
}

func orDefault[T comparable](v *T, value T) {
	var zero T
	if *v == zero {
		*v = value
	}
}

// withDefaults fills in and checks; every error names its field.
func (c Config) withDefaults() (Config, error) {
	c.Limits = c.Limits.withDefaults()
	if slices.Contains(c.Public, "all") {
		c.Public = slices.Clone(Layers)
	}
	var errs []error
	for _, layer := range c.Public {
		if !slices.Contains(Layers, layer) {
			errs = append(errs, fmt.Errorf("field Public: there is no layer %q; use all or %s", layer, strings.Join(Layers, ", ")))
		}
	}
	if c.DB == nil {
		errs = append(errs, errors.New("field DB is missing"))
	}
	if c.Accounts == nil {
		errs = append(errs, errors.New("field Accounts is missing"))
	}
	if c.Logger == nil {
		errs = append(errs, errors.New("field Logger is missing"))
	}
	return c, errors.Join(errs...)
}

// Server answers HTTP.
type Server struct {
	Config
	mux     *chi.Mux
	api     huma.API
	routes  []route
	doc     openAPI
	assets  sync.Map // of the web app, by name
	metrics *metrics
}

// New makes a server; errors name the bad field of the configuration.
func New(cfg Config) (*Server, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("api configuration: %w", err)
	}
	useOurProblems()
	s := &Server{Config: cfg, mux: chi.NewMux(), metrics: newMetrics(cfg.DB)}
	s.ownOpenFiles()
	s.mux.Use(s.middlewares()...)
	s.mux.NotFound(s.raw(s.noRoute))
	s.mux.MethodNotAllowed(s.raw(s.wrongMethod))
	if s.Tiles != nil {
		s.metrics.watchTiles(s.Tiles)
	}
	if s.Uploads != nil {
		s.metrics.watchUploads(s.Uploads)
	}
	s.api = s.newAPI()
	s.install(&router{s: s, mux: s.mux, api: s.api})
	boundIntegers(s.api.OpenAPI())
	markNulls(s.api.OpenAPI())
	return s, nil
}

// Handler is the whole service.
func (s *Server) Handler() http.Handler { return s.mux }
