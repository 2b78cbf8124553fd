package main

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"cairn/boundaries"
	"cairn/data/datatest"
	"cairn/data/datatest/filled"
	"cairn/data/imports"
	"cairn/data/sample"
	"cairn/facilities"
	"cairn/facilities/life"
	"cairn/facilities/plans"
	"cairn/facilities/zones"
	"cairn/geo"
)

// The pages of a facility, of zones and of plans show something of the sample.
func TestSampleLife(t *testing.T) {
	t.Parallel()
	db, ctx := filled.From(t, "facilities_sample", "1", sample.Pack(), append(append([]imports.Kind{}, boundaries.Imports(geo.Limits{})...), facilities.Imports()...)), context.Background()
	if err := doSampleLife(ctx, db, datatest.Change(), time.Now()); err != nil {
		t.Fatal(err)
	}
	sites := facilities.NewStore(db, anywhere{})
	found, err := sites.List(ctx, facilities.Filter{Kind: "commercial_cemetery", Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	got, err := life.NewStore(db, sites).Get(ctx, found[0].ID)
	if err != nil || got.Stages[3].PassedOn == nil || len(got.Filings) != 1 || len(got.Greening) != 2 || len(got.GreenSteps) != 4 {
		t.Errorf("%+v: %v", got, err)
	}
	drawn, err := zones.NewStore(db).List(ctx, zones.Filter{Limit: 10})
	if err != nil || len(drawn) != 3 {
		t.Errorf("%+v: %v", drawn, err)
	}
	store := plans.NewStore(db, sites)
	all, err := store.List(ctx, "", uuid.Nil, 10)
	if err != nil || len(all) != 1 {
		t.Fatalf("%+v: %v", all, err)
	}
	p, err := store.Progress(ctx, all[0].ID, facilities.Day{})
	if s := p.Total; err != nil || s.InUse == 0 || s.Late == 0 || s.Delayed == 0 || s.Planned == 0 || s.Total < 8 {
		t.Errorf("%+v: %v", s, err)
	}
}
