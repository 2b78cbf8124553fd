package main

import (
	"context"
	"fmt"
	"net/http"

	"cairn/accounts"
	"cairn/api"
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
	nameledger "cairn/gazetteer/ledger"
	"cairn/gazetteer/naming"
	"cairn/gazetteer/national"
	"cairn/gazetteer/quality"
	"cairn/gazetteer/reconcile"
	"cairn/gazetteer/signs"
	"cairn/gazetteer/spelling"
	"cairn/internal/feature"
	"cairn/tiles"
	"cairn/web"
)

// parts are what run together as the service.
type parts struct {
	feed     *data.Feed
	exact    *precision.Store
	accounts *accounts.Service
	tiles    *tiles.Service
	uploads  *attachments.Uploads
	api      *api.Server
	hooks    *webhooks.Sender
	siting   *siting.Store
	server   *http.Server
}

// assemble makes every part and joins them: stores with the locator, caches with the
// feed, the feed with this process's own commits.
func (a *app) assemble(ctx context.Context, db *data.DB, c serveConfig) (*parts, error) {
	proxies, err := c.trustedProxies()
	if err != nil {
		return nil, err
	}
	feed, err := data.NewFeed(ctx, db, a.log) // before the caches load, so that none misses a write
	if err != nil {
		return nil, err
	}
	locator, err := boundaries.NewLocator(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("load the areas: %w", err)
	}
	maps, err := tiles.Open(ctx, db, tiles.Config{CacheBytes: c.TileCacheMB << 20, Logger: a.log})
	if err != nil {
		return nil, fmt.Errorf("load the map: %w", err)
	}
	people := accounts.New(db, accounts.Config{Logger: a.log})
	exactness, err := precision.Open(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("load the precision of coordinates: %w", err)
	}
	roads := network.NewStore(db)
	feed.Handle(roads.Refresh)
	feed.Handle(exactness.Refresh)
	feed.Handle(locator.Refresh)
	feed.Handle(maps.Apply)
	feed.Handle(people.Forget)
	db.OnCommit(func(ctx context.Context) {
		if err := feed.Sync(ctx); err != nil {
			a.log.Warn("caches are behind, trying again", "error", err)
		}
	})
	if err := feed.Sync(ctx); err != nil {
		return nil, err
	}
	places, rules := gazetteer.NewStore(db, locator), naming.NewStore(db)
	serials := codes.NewStore(db, places)
	cfg := api.Config{
		DB: db, Accounts: people, Feed: feed, Web: web.Dist(), Public: c.Public, Version: version,
		Limits: c.Limits, Logger: a.log, SecureCookie: c.SecureCookie, TrustedProxies: proxies,
		Locator: locator, Tiles: maps, Features: collections(db),
		Places: places, Naming: rules, Quality: quality.NewStore(db), Changes: changes.NewStore(db, places, changes.Config{Checker: rules, Allocator: serials}), Signs: signs.NewStore(db, locator), Hooks: webhooks.NewStore(db), Facilities: facilities.NewStore(db, locator),
		Areas: boundaries.NewAreaStore(db), Lines: boundaries.NewLineStore(db),
		Markers: boundaries.NewMarkerStore(db), Inspections: boundaries.NewInspectionStore(db),
	}
	cfg.Precision, cfg.Network = exactness, roads
	cfg.National, cfg.Reconcile = national.NewStore(db, api.ProposeInto(cfg.Changes)), reconcile.New(db, places)
	cfg.Spelling, cfg.Codes = spelling.NewStore(db), serials
	cfg.Reports, cfg.Checks = changes.NewReports(db, cfg.Places), topology.NewStore(db)
	if cfg.Attachments, err = a.fileStore(db, c); err != nil {
		return nil, err
	}
	cfg.Uploads = attachments.NewUploads(cfg.Attachments)
	cfg.Ledger, cfg.Filing = nameledger.NewStore(db), filing.NewStore(db, places, cfg.Attachments)
	cfg.Attachments.Register("approval", filing.ApprovalOwner{Store: cfg.Filing})
	cfg.Townships, cfg.Monthly = townships.NewStore(db), monthly.NewStore(db, life.NewStore(db, cfg.Facilities))
	cfg.Attachments.Register("monthly_report", monthly.Files{Store: cfg.Monthly})
	cfg.Official, cfg.Coverage = official.NewStore(db), coverage.NewStore(db, cfg.Facilities, roads)
	cfg.Siting = siting.NewStore(db, cfg.Facilities, cfg.Coverage, roads)
	cfg.Attachments.Register(official.ExemptionFiles, official.ExemptionOwner{Store: cfg.Official})
	cfg.Attachments.Register(official.ReportedFiles, official.ReportedOwner{Store: cfg.Official})
	dayFacts := &facts.Cache{}
	cfg.Indicators, cfg.Years = indicators.NewStore(db, cfg.Coverage, dayFacts), years.NewStore(db, dayFacts)
	cfg.Life, cfg.Zones, cfg.Plans = life.NewStore(db, cfg.Facilities), zones.NewStore(db), plans.NewStore(db, cfg.Facilities)
	cfg.Attachments.Register(life.Owner, life.Files{Store: cfg.Life})
	cfg.Attachments.Register(plans.Owner, plans.Files{Store: cfg.Plans})
	cfg.Findings, cfg.Patrols = findings.NewStore(db), patrols.NewStore(db)
	cfg.Attachments.Register("finding", findings.FindingOwner{Store: cfg.Findings})
	cfg.Attachments.Register("dispute", findings.DisputeOwner{Store: cfg.Findings})
	cfg.Courses, cfg.Papers = course.NewStore(db, cfg.Lines), papers.NewStore(db, cfg.Lines, cfg.Markers)
	cfg.Rounds = rounds.NewStore(db, cfg.Attachments)
	cfg.Attachments.Register(rounds.Owner, rounds.LineOwner{Store: cfg.Rounds})
	cfg.AreaChanges = areachange.NewStore(db, api.AreaReplies(cfg.Attachments), cfg.Lines, cfg.Rounds, cfg.Courses, cfg.Findings, cfg.Patrols, cfg.Facilities, cfg.Life, cfg.Zones, cfg.Plans, cfg.Siting, cfg.Indicators, cfg.Years, places, people, cfg.Hooks)
	cfg.Attachments.Register("area_change", cfg.AreaChanges)
	cfg.Attachments.Register("place", api.PlaceAttachments(cfg.Places, c.opens("places")))
	cfg.Alarms = alarm.NewStore(db)
	cfg.Attachments.Register("inspection", boundaries.InspectionFiles{Store: cfg.Inspections})
	cfg.Attachments.Register("marker", boundaries.MarkerFiles{Store: cfg.Markers, Public: c.opens("boundaries")})
	cfg.Attachments.Register("line", boundaries.LineFiles{Store: cfg.Lines})
	cfg.Attachments.Register("sign", signs.Owner{Store: cfg.Signs})
	cfg.Attachments.Register("change_set", changes.SetOwner{Store: cfg.Changes})
	cfg.Attachments.Register("report", changes.ReportOwner{Reports: cfg.Reports})
	server, err := api.New(cfg)
	if err != nil {
		return nil, err
	}
	return &parts{feed: feed, exact: exactness, accounts: people, tiles: maps, uploads: cfg.Uploads, api: server, siting: cfg.Siting, hooks: webhooks.NewSender(db, a.log), server: api.NewHTTPServer(cfg, server.Handler())}, nil
}

// collections are the sources of the OGC collections, by their ids.
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
