package api

import (
	"context"
	"log/slog"
	"os"
	"slices"
	"testing"

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
	"cairn/data/datatest"
	"cairn/data/datatest/filled"
	"cairn/data/imports"
	"cairn/data/sample"
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
	dataquality "cairn/gazetteer/quality"
	"cairn/gazetteer/reconcile"
	"cairn/gazetteer/signs"
	"cairn/gazetteer/spelling"
	"cairn/geo"
	"cairn/internal/feature"
	"cairn/tiles"
)

// sampleVersion names the template with the sample in it: raise it when importers change.
const sampleVersion = "4"

// kinds are what cmd takes in.
func kinds() []imports.Kind {
	return slices.Concat(boundaries.Imports(geo.Limits{}), facilities.Imports(), siting.Imports(), gazetteer.Imports())
}

func sampleDB(t testing.TB) *data.DB {
	return filled.From(t, "api_sample", sampleVersion, sample.Pack(), kinds())
}

func packDB(t testing.TB) *data.DB {
	return filled.From(t, "api_pack", sampleVersion, os.DirFS(datatest.Pack(t, "wenshan")), kinds())
}

// whole is the server with every domain on db, joined as cmd joins them.
func whole(t testing.TB, db *data.DB, change ...func(*Config)) *harness {
	t.Helper()
	ctx := context.Background()
	feed, err := data.NewFeed(ctx, db, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	locator, err := boundaries.NewLocator(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	maps, err := tiles.Open(ctx, db, tiles.Config{})
	if err != nil {
		t.Fatal(err)
	}
	people := accounts.New(db, accounts.Config{Hash: accounts.HashParams{MemoryKiB: 64, Passes: 1, Lanes: 1}})
	exactness, err := precision.Open(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	roads := network.NewStore(db)
	for _, handle := range []func(context.Context, []data.Event) error{locator.Refresh, maps.Apply, people.Forget, exactness.Refresh, roads.Refresh} {
		feed.Handle(handle)
	}
	db.OnCommit(func(ctx context.Context) {
		if err := feed.Sync(ctx); err != nil {
			t.Errorf("caches are behind: %v", err)
		}
	})
	parts := func(c *Config) {
		c.Accounts, c.Feed, c.Locator, c.Tiles, c.Precision, c.Network = people, feed, locator, maps, exactness, roads
		c.Naming, c.Quality = naming.NewStore(db), dataquality.NewStore(db)
		c.Places, c.Facilities = gazetteer.NewStore(db, locator), facilities.NewStore(db, locator)
		c.Changes = changes.NewStore(db, c.Places, changes.Config{Checker: c.Naming})
		c.National, c.Reconcile = national.NewStore(db, ProposeInto(c.Changes)), reconcile.New(db, c.Places)
		c.Reports = changes.NewReports(db, c.Places)
		c.Spelling, c.Codes = spelling.NewStore(db), codes.NewStore(db, c.Places)
		c.Signs, c.Hooks, c.Checks = signs.NewStore(db, locator), webhooks.NewStore(db), topology.NewStore(db)
		c.Areas, c.Lines = boundaries.NewAreaStore(db), boundaries.NewLineStore(db)
		c.Courses = course.NewStore(db, c.Lines)
		c.Markers, c.Inspections = boundaries.NewMarkerStore(db), boundaries.NewInspectionStore(db)
		c.Papers = papers.NewStore(db, c.Lines, c.Markers)
		c.Attachments, c.Uploads = attachmentParts(t, db, c)
		c.Townships, c.Monthly = townships.NewStore(db), monthly.NewStore(db, life.NewStore(db, c.Facilities))
		c.Attachments.Register("monthly_report", monthly.Files{Store: c.Monthly})
		c.Official, c.Coverage = official.NewStore(db), coverage.NewStore(db, c.Facilities, roads)
		c.Siting = siting.NewStore(db, c.Facilities, c.Coverage, roads)
		c.Attachments.Register(official.ExemptionFiles, official.ExemptionOwner{Store: c.Official})
		c.Attachments.Register(official.ReportedFiles, official.ReportedOwner{Store: c.Official})
		dayFacts := &facts.Cache{}
		c.Indicators, c.Years = indicators.NewStore(db, c.Coverage, dayFacts), years.NewStore(db, dayFacts)
		c.Ledger, c.Filing = ledger.NewStore(db), filing.NewStore(db, c.Places, c.Attachments)
		c.Alarms = alarm.NewStore(db)
		c.Attachments.Register("inspection", boundaries.InspectionFiles{Store: c.Inspections})
		c.Attachments.Register("marker", boundaries.MarkerFiles{Store: c.Markers})
		c.Attachments.Register("line", boundaries.LineFiles{Store: c.Lines})
		c.Attachments.Register("approval", filing.ApprovalOwner{Store: c.Filing})
		c.Life, c.Zones, c.Plans = life.NewStore(db, c.Facilities), zones.NewStore(db), plans.NewStore(db, c.Facilities)
		c.Attachments.Register(life.Owner, life.Files{Store: c.Life})
		c.Attachments.Register(plans.Owner, plans.Files{Store: c.Plans})
		c.Findings, c.Patrols = findings.NewStore(db), patrols.NewStore(db)
		c.Attachments.Register("finding", findings.FindingOwner{Store: c.Findings})
		c.Attachments.Register("dispute", findings.DisputeOwner{Store: c.Findings})
		c.Rounds = rounds.NewStore(db, c.Attachments)
		c.Attachments.Register(rounds.Owner, rounds.LineOwner{Store: c.Rounds})
		c.AreaChanges = areachange.NewStore(db, AreaReplies(c.Attachments), c.Lines, c.Rounds, c.Courses, c.Findings, c.Patrols, c.Facilities, c.Life, c.Zones, c.Plans, c.Siting, c.Indicators, c.Years, c.Places, c.Accounts, c.Hooks)
		c.Features = map[string]feature.Source{
			"areas": boundaries.AreaFeatures(db), "boundary-lines": boundaries.LineFeatures(db),
			"boundary-markers": boundaries.MarkerFeatures(db), "inspections": boundaries.InspectionFeatures(db),
			"facilities": facilities.Features(db), "places": gazetteer.Features(db),
		}
	}
	return serve(t, db, append([]func(*Config){parts}, change...)...)
}
