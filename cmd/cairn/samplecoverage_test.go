package main

import (
	"context"
	"testing"
	"time"

	"cairn/data/datatest"
	"cairn/data/sample"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/network"
)

// A share, an exemption and reported figures are declared of the sample's townships; some are
// left uncovered.
func TestSampleCoverage(t *testing.T) {
	t.Parallel()
	db, ctx, change := datatest.New(t), context.Background(), datatest.Change()
	if _, err := importFS(ctx, db, sample.Pack(), change); err != nil {
		t.Fatal(err)
	}
	if err := doSampleCoverage(ctx, db, change, time.Now()); err != nil {
		t.Fatal(err)
	}
	a, err := coverage.NewStore(db, facilities.NewStore(db, nil), network.NewStore(db)).Ask(ctx, coverage.Question{Kind: "township_burial"})
	if o := a.Official; err != nil || o.Own == 0 || o.Shared != 1 || o.Exempt != 1 || o.None == 0 || len(a.Reported) != 2 || len(a.Exemptions) != 1 {
		t.Errorf("%+v, %v, %v", o, a.Reported, err)
	}
}
