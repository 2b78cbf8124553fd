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

	"cairn/accounts"
	"cairn/boundaries"
	"cairn/boundaries/alarm"
	"cairn/boundaries/areachange"
	"cairn/boundaries/course"
	"cairn/boundaries/findings"
	"cairn/boundaries/papers"
	"cairn/boundaries/patrols"
	"cairn/boundaries/precision"
	"cairn/boundaries/rounds"
	"cairn/boundaries/topology"
	"cairn/data"
	"cairn/data/attachments"
	"cairn/data/webhooks"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/indicators"
	"cairn/facilities/life"
	"cairn/facilities/monthly"
	"cairn/facilities/network"
	"cairn/facilities/official"
	"cairn/facilities/plans"
	"cairn/facilities/siting"
	"cairn/facilities/townships"
	"cairn/facilities/years"
	"cairn/facilities/zones"
	"cairn/gazetteer"
	"cairn/gazetteer/changes"
	"cairn/gazetteer/codes"
	"cairn/gazetteer/filing"
	"cairn/gazetteer/ledger"
	"cairn/gazetteer/naming"
	"cairn/gazetteer/national"
	dataquality "cairn/gazetteer/quality"
	"cairn/gazetteer/reconcile"
	"cairn/gazetteer/signs"
	"cairn/gazetteer/spelling"
	"cairn/internal/feature"
	"cairn/tiles"
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
	DB       *data.DB
	Accounts *accounts.Service
	Feed     *data.Feed                // synced by whoever made it; the server only reads
	Features map[string]feature.Source // of the OGC collections, by their ids; those without one are not offered
	Web      fs.FS                     // the built web app; nil or empty: none
	Public   []string                  // layers readable without an account; "all" opens every one
	Version  string                    // of the program
	Limits   Limits
	Logger   *slog.Logger

	// The domains.
	Places      *gazetteer.Store
	Reports     *changes.Reports
	Signs       *signs.Store
	Ledger      *ledger.Store
	Filing      *filing.Store
	Naming      *naming.Store
	Quality     *dataquality.Store
	Spelling    *spelling.Store
	Codes       *codes.Store
	Changes     *changes.Store
	National    *national.Store
	Reconcile   *reconcile.Service
	Hooks       *webhooks.Store
	Areas       *boundaries.AreaStore
	Lines       *boundaries.LineStore
	Markers     *boundaries.MarkerStore
	Inspections *boundaries.InspectionStore
	Locator     *boundaries.Locator
	Checks      *topology.Store
	Alarms      *alarm.Store
	Findings    *findings.Store
	Patrols     *patrols.Store
	Precision   *precision.Store // how exactly coordinates are shown; nil: to everybody exactly
	Rounds      *rounds.Store
	AreaChanges *areachange.Store
	Courses     *course.Store
	Papers      *papers.Store
	Facilities  *facilities.Store
	Life        *life.Store
	Zones       *zones.Store
	Plans       *plans.Store
	Indicators  *indicators.Store
	Years       *years.Store
	Monthly     *monthly.Store
	Townships   *townships.Store
	Network     *network.Store
	Siting      *siting.Store
	Official    *official.Store
	Coverage    *coverage.Store
	Tiles       *tiles.Service
	Attachments *attachments.Store
	Uploads     *attachments.Uploads

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
