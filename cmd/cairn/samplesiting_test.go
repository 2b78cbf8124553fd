package main

import (
	"context"
	"testing"

	"cairn/boundaries"
	"cairn/data/datatest"
	"cairn/data/datatest/filled"
	"cairn/data/sample"
	"cairn/facilities"
	"cairn/facilities/siting"
	"cairn/geo"
)

// The pages of siting show a run that was answered, its rules, and two scenarios to compare.
func TestSampleSiting(t *testing.T) {
	t.Parallel()
	db, ctx := filled.From(t, "boundaries_sample", "3", sample.Pack(), boundaries.Imports(geo.Limits{})), context.Background()
	if err := doSampleSiting(ctx, db, datatest.Change()); err != nil {
		t.Fatal(err)
	}
	store := siting.NewStore(db, facilities.NewStore(db, nil), nil, nil)
	runs, err := store.Runs(ctx, siting.RunFilter{Limit: 10})
	if err != nil || len(runs) != 1 || runs[0].State != siting.Done || runs[0].Summary.Sites != 2 || !runs[0].Summary.Proven {
		t.Errorf("%v, runs %+v", err, runs)
	}
	if both, err := store.Scenarios(ctx, sample.Prefecture, "", 10); err != nil || len(both) != 2 || both[0].Kind != both[1].Kind {
		t.Errorf("%v, scenarios %+v", err, both)
	}
	if rules, err := store.Rules(ctx, siting.RuleFilter{}); err != nil || len(rules) != 2 {
		t.Errorf("%v, %d rules", err, len(rules))
	}
}
