// Package domains joins the stores of every domain: once, for the service and for the tests of
// what it answers.
package domains

import (
	"context"
	"fmt"
	"log/slog"

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
	"cairn/facilities/facts"
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
	"cairn/gazetteer/quality"
	"cairn/gazetteer/reconcile"
	"cairn/gazetteer/signs"
	"cairn/gazetteer/spelling"
	"cairn/internal/feature"
	"cairn/tiles"
)

// Stores are what the domains offer. Those that answer from memory follow the feed.
type Stores struct {
	Feed     *data.Feed // synced by whoever opened the stores
	Accounts *accounts.Service
	Tiles    *tiles.Service
	Features map[string]feature.Source // of the OGC collections, by their ids; those without one are not offered

	Attachments *attachments.Store
	Uploads     *attachments.Uploads
	Hooks       *webhooks.Store

	Places    *gazetteer.Store
	Naming    *naming.Store
	Quality   *quality.Store
	Spelling  *spelling.Store
	Codes     *codes.Store
	Changes   *changes.Store
	Reports   *changes.Reports
	Ledger    *ledger.Store
	Filing    *filing.Store
	National  *national.Store
	Reconcile *reconcile.Service
	Signs     *signs.Store

	Locator     *boundaries.Locator
	Areas       *boundaries.AreaStore
	Lines       *boundaries.LineStore
	Markers     *boundaries.MarkerStore
	Inspections *boundaries.InspectionStore
	Checks      *topology.Store
	Precision   *precision.Store // how exactly coordinates are shown; nil: to everybody exactly
	Courses     *course.Store
	Papers      *papers.Store
	Rounds      *rounds.Store
	Alarms      *alarm.Store
	Findings    *findings.Store
	Patrols     *patrols.Store
	AreaChanges *areachange.Store

	Facilities *facilities.Store
	Life       *life.Store
	Zones      *zones.Store
	Plans      *plans.Store
	Townships  *townships.Store
	Monthly    *monthly.Store
	Official   *official.Store
	Network    *network.Store
	Coverage   *coverage.Store
	Indicators *indicators.Store
	Years      *years.Store
	Siting     *siting.Store
}

// Config is what the stores are opened with.
type Config struct {
	Files     *attachments.Store
	Logger    *slog.Logger
	TileCache int64               // bytes of encoded tiles; 0: what tiles takes by itself
	Hash      accounts.HashParams // of new passwords; zero: what accounts takes by itself
}

// Open makes every store and joins them: stores with the locator, those that answer from
// memory with the feed, owners of files with the attachments. Error: what cannot be loaded.
func Open(ctx context.Context, db *data.DB, c Config) (*Stores, error) {
	s := &Stores{Attachments: c.Files, Uploads: attachments.NewUploads(c.Files), Hooks: webhooks.NewStore(db), Features: collections(db)}
	if err := s.remember(ctx, db, c); err != nil {
		return nil, err
	}
	s.joinNames(db)
	s.joinBoundaries(db)
	s.joinFacilities(db)
	s.AreaChanges = areachange.NewStore(db, areachange.AttachedReplies{Store: s.Attachments},
		s.Lines, s.Rounds, s.Courses, s.Findings, s.Patrols, s.Facilities, s.Life, s.Zones, s.Plans,
		s.Siting, s.Indicators, s.Years, s.Places, s.Accounts, s.Hooks)
	s.ownFiles()
	return s, nil
}

// remember opens what answers from memory: after the feed, so that none misses a write.
func (s *Stores) remember(ctx context.Context, db *data.DB, c Config) (err error) {
	if s.Feed, err = data.NewFeed(ctx, db, c.Logger); err != nil {
		return err
	}
	if s.Locator, err = boundaries.NewLocator(ctx, db); err != nil {
		return fmt.Errorf("load the areas: %w", err)
	}
	if s.Tiles, err = tiles.Open(ctx, db, tiles.Config{CacheBytes: c.TileCache, Logger: c.Logger}); err != nil {
		return fmt.Errorf("load the map: %w", err)
	}
	if s.Precision, err = precision.Open(ctx, db); err != nil {
		return fmt.Errorf("load the precision of coordinates: %w", err)
	}
	s.Accounts = accounts.New(db, accounts.Config{Hash: c.Hash, Logger: c.Logger})
	s.Network = network.NewStore(db)
	for _, handle := range []func(context.Context, []data.Event) error{
		s.Network.Refresh, s.Precision.Refresh, s.Locator.Refresh, s.Tiles.Apply, s.Accounts.Forget,
	} {
		s.Feed.Handle(handle)
	}
	return nil
}

func (s *Stores) joinNames(db *data.DB) {
	s.Places, s.Naming, s.Quality = gazetteer.NewStore(db, s.Locator), naming.NewStore(db), quality.NewStore(db)
	s.Spelling, s.Codes = spelling.NewStore(db), codes.NewStore(db, s.Places)
	s.Changes = changes.NewStore(db, s.Places, changes.Config{Checker: s.Naming, Allocator: s.Codes})
	s.Reports, s.Signs = changes.NewReports(db, s.Places), signs.NewStore(db, s.Locator)
	s.Ledger, s.Filing = ledger.NewStore(db), filing.NewStore(db, s.Places, s.Attachments)
	s.National, s.Reconcile = national.NewStore(db, proposer{s.Changes}), reconcile.New(db, s.Places)
}

func (s *Stores) joinBoundaries(db *data.DB) {
	s.Areas, s.Lines = boundaries.NewAreaStore(db), boundaries.NewLineStore(db)
	s.Markers, s.Inspections = boundaries.NewMarkerStore(db), boundaries.NewInspectionStore(db)
	s.Courses, s.Papers = course.NewStore(db, s.Lines), papers.NewStore(db, s.Lines, s.Markers)
	s.Checks, s.Alarms, s.Rounds = topology.NewStore(db), alarm.NewStore(db), rounds.NewStore(db, s.Attachments)
	s.Findings, s.Patrols = findings.NewStore(db), patrols.NewStore(db)
}

func (s *Stores) joinFacilities(db *data.DB) {
	s.Facilities, s.Zones = facilities.NewStore(db, s.Locator), zones.NewStore(db)
	s.Life, s.Plans = life.NewStore(db, s.Facilities), plans.NewStore(db, s.Facilities)
	s.Townships, s.Monthly = townships.NewStore(db), monthly.NewStore(db, s.Life)
	s.Official, s.Coverage = official.NewStore(db), coverage.NewStore(db, s.Facilities, s.Network)
	s.Siting = siting.NewStore(db, s.Facilities, s.Coverage, s.Network)
	day := &facts.Cache{}
	s.Indicators, s.Years = indicators.NewStore(db, s.Coverage, day), years.NewStore(db, day)
}

// ownFiles says who judges the attachments of which record, but for those that the
// configuration may open to readers without an account.
func (s *Stores) ownFiles() {
	for owner, judge := range map[string]attachments.Owner{
		"approval":              s.Filing.Files(),
		areachange.Owner:        s.AreaChanges,
		"change_set":            s.Changes.Files(),
		"dispute":               s.Findings.DisputeFiles(),
		"finding":               s.Findings.Files(),
		"inspection":            boundaries.InspectionFiles{Store: s.Inspections},
		"line":                  boundaries.LineFiles{Store: s.Lines},
		"monthly_report":        monthly.Files{Store: s.Monthly},
		"report":                changes.ReportOwner{Reports: s.Reports},
		"sign":                  s.Signs.Files(),
		life.Owner:              s.Life.Files(),
		official.ExemptionFiles: official.ExemptionOwner{Store: s.Official},
		official.ReportedFiles:  official.ReportedOwner{Store: s.Official},
		plans.Owner:             s.Plans.Files(),
		rounds.Owner:            rounds.LineOwner{Store: s.Rounds},
	} {
		s.Attachments.Register(owner, judge)
	}
}

// collections are the sources of the OGC collections.
func collections(db *data.DB) map[string]feature.Source {
	return map[string]feature.Source{
		"areas":            boundaries.AreaFeatures(db),
		"boundary-lines":   boundaries.LineFeatures(db),
		"boundary-markers": boundaries.MarkerFeatures(db),
		"inspections":      boundaries.InspectionFeatures(db),
		"facilities":       facilities.Features(db),
		"places":           gazetteer.Features(db),
	}
}
