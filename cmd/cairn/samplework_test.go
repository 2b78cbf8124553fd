package main

import (
	"context"
	"testing"

	"cairn/boundaries"
	"cairn/boundaries/alarm"
	"cairn/boundaries/findings"
	"cairn/boundaries/patrols"
	"cairn/boundaries/rounds"
	"cairn/data/attachments"
	"cairn/data/datatest"
	"cairn/data/datatest/filled"
	"cairn/data/sample"
	"cairn/facilities"
	"cairn/geo"
	"cairn/internal/problem"
)

// The pages of boundary work show something of the sample: a round under way, each kind of
// alarm, findings at several steps, a dispute, patrols; a kind of facility of the bureau's own.
func TestSampleWork(t *testing.T) {
	t.Parallel()
	db, ctx := filled.From(t, "boundaries_sample", "3", sample.Pack(), boundaries.Imports(geo.Limits{})), context.Background()
	files, err := attachments.NewStore(db, attachments.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	change := datatest.Change()
	if err := doSampleWork(ctx, db, files, change); err != nil {
		t.Fatal(err)
	}
	got, err := rounds.NewStore(db, files).Lines(ctx, rounds.Query{Round: sampleRound}, "", 1000)
	states := map[string]int{}
	for _, l := range got {
		states[l.State]++
	}
	if err != nil || states[rounds.Signed] != 1 || states[rounds.Recorded] != 2 || states[rounds.Walked] != 1 || states[rounds.Planned] < 100 {
		t.Errorf("%v, %v", states, err)
	}
	alarms, err := alarm.NewStore(db).List(ctx, alarm.Filter{}, problem.Chinese)
	kinds := map[string]int{}
	for _, a := range alarms {
		kinds[a.State]++
	}
	if err != nil || kinds[alarm.Moved] != 1 || kinds[alarm.Suspected] != 1 || kinds[alarm.Datum] != 1 {
		t.Errorf("%v, %v", kinds, err)
	}
	desk := findings.NewStore(db)
	found, err := desk.List(ctx, change.Actor, findings.Filter{Limit: 100})
	stands := map[string]bool{}
	for _, f := range found {
		stands[f.State] = true
	}
	if err != nil || len(found) != 6 || len(stands) != 4 {
		t.Errorf("%d findings, %v, %v", len(found), stands, err)
	}
	if disputes, err := desk.Disputes(ctx, change.Actor, findings.DisputeFilter{Limit: 10}); err != nil || len(disputes) != 1 {
		t.Errorf("%v, %v", disputes, err)
	}
	store := facilities.NewStore(db, nil)
	own, err := store.Kind(ctx, "childrens_home")
	if err != nil || len(own.Fields) != 3 || len(own.Stages) != 2 || own.Serves != "township" {
		t.Errorf("%+v, %v", own, err)
	}
	if homes, err := store.List(ctx, facilities.Filter{Kind: "childrens_home", Limit: 100}); err != nil || len(homes) < 30 || homes[0].Extra["children"] == nil || homes[0].Lon == nil {
		t.Errorf("%d children's homes, %v", len(homes), err)
	}
	if walks, err := patrols.NewStore(db).List(ctx, patrols.Filter{Limit: 10}); err != nil || len(walks) != 1 {
		t.Errorf("%v, %v", walks, err)
	}
}
