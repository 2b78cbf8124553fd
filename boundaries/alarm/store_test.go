package alarm_test

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/uuid"

	"cairn/boundaries"
	"cairn/boundaries/alarm"
	"cairn/boundaries/boundarytest"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// The markers of the pack that were moved are found with how far, the records with a
// mistaken datum are told, and nothing is said of any other marker.
func TestPack(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(datatest.Pack(t, "wenshan"), "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Inspections struct {
			Moved map[string]float64 `json:"round4_moved_m"`
			GCJ   []string           `json:"suspected_gcj02_declared_as_wgs84"`
		}
	}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	alarms, err := alarm.NewStore(boundarytest.Pack(t)).List(context.Background(), alarm.Filter{}, problem.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Inspections.Moved) != 2 || len(want.Inspections.GCJ) != 2 {
		t.Fatalf("the pack expects %+v", want)
	}
	count, found := map[string]int{}, map[string]bool{}
	for _, a := range alarms {
		count[a.State]++
		found[a.Number] = found[a.Number] || a.State == alarm.Moved
		switch m, moved := want.Inspections.Moved[a.Number]; {
		case a.State == alarm.Moved && (!moved || math.Abs(a.Position.OffsetM-m) > 0.1):
			t.Errorf("%+v", a)
		case a.State == alarm.Datum && a.InspectionID.String() != want.Inspections.GCJ[0] && a.InspectionID.String() != want.Inspections.GCJ[1]:
			t.Errorf("%+v", a)
		}
		if a.Message == "" || a.Message == "alarm."+a.Reason {
			t.Errorf("not worded: %+v", a)
		}
	}
	for number := range want.Inspections.Moved {
		if !found[number] {
			t.Errorf("%s was moved and is not found", number)
		}
	}
	if count[alarm.Moved] != len(want.Inspections.Moved) || count[alarm.Datum] != len(want.Inspections.GCJ) || count[alarm.Suspected] != 0 {
		t.Errorf("%v", count)
	}
}

func TestFilter(t *testing.T) {
	t.Parallel()
	db, ctx := boundarytest.Pack(t), context.Background()
	s := alarm.NewStore(db)
	moved, err := s.List(ctx, alarm.Filter{State: alarm.Moved, Area: "5326"}, problem.English)
	if err != nil || len(moved) != 2 {
		t.Errorf("%d moved: %v", len(moved), err)
	}
	if none, err := s.List(ctx, alarm.Filter{State: alarm.Moved, Area: "11"}, problem.English); err != nil || len(none) != 0 {
		t.Errorf("elsewhere: %d: %v", len(none), err)
	}
	if _, err := s.List(ctx, alarm.Filter{State: "gone"}, problem.English); !problem.Is(err, problem.BadParameter) {
		t.Errorf("no state: %v", err)
	}
}

// A correction that finds it in place ends an alarm.
func TestAlarmEnds(t *testing.T) {
	t.Parallel()
	db, ctx := boundarytest.Pack(t), context.Background()
	s, log := alarm.NewStore(db), boundaries.NewInspectionStore(db)
	me := data.Change{Actor: actor.Actor{ID: uuid.New(), Login: "i", Role: actor.Inspector, Area: "5326"}, Door: "api"}
	alarms, err := s.List(ctx, alarm.Filter{}, problem.English)
	if err != nil || len(alarms) != 4 {
		t.Fatalf("%d alarms: %v", len(alarms), err)
	}
	for _, a := range alarms {
		in := boundaries.InspectionInput{ID: uuid.New(), Kind: "patrol", ObservedAt: a.ObservedAt, Marker: a.Number, Conditions: []string{"intact"},
			Source: boundaries.SourceRTK, Lon: &a.Position.RegisteredLon, Lat: &a.Position.RegisteredLat, Corrects: &a.InspectionID}
		out, err := log.Log(ctx, me, []boundaries.InspectionInput{in})
		if err != nil || out[0].Err != nil {
			t.Fatal(err, out[0].Err)
		}
	}
	if left, err := s.List(ctx, alarm.Filter{}, problem.English); err != nil || len(left) != 0 {
		t.Errorf("after the corrections: %+v: %v", left, err)
	}
}

// The settings are changed by the prefecture's administrator from the version that was read,
// and decide at once; a pair has a least distance of its own.
func TestSetSettings(t *testing.T) {
	t.Parallel()
	db, ctx := boundarytest.Pack(t), context.Background()
	s := alarm.NewStore(db)
	set, err := s.Settings(ctx)
	if err != nil || set != alarm.DefaultThresholds {
		t.Fatalf("%+v: %v", set, err)
	}
	by := func(role actor.Role, area string) data.Change {
		return data.Change{Actor: actor.Actor{ID: uuid.New(), Login: "a", Role: role, Area: area}, Door: "api"}
	}
	moved := func() int {
		t.Helper()
		all, err := s.List(ctx, alarm.Filter{State: alarm.Moved}, problem.English)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	set.FixedM, set.FixedSetM = 5, 5
	for name, tc := range map[string]struct {
		c       data.Change
		version int64
		change  func(*alarm.Thresholds)
		want    problem.Kind
	}{
		"of a county":  {by(actor.Admin, "532601"), 1, func(*alarm.Thresholds) {}, problem.Forbidden},
		"an inspector": {by(actor.Inspector, "5326"), 1, func(*alarm.Thresholds) {}, problem.Forbidden},
		"stale":        {by(actor.Admin, "5326"), 2, func(*alarm.Thresholds) {}, problem.Stale},
		"nothing":      {by(actor.Admin, "5326"), 1, func(s *alarm.Thresholds) { s.K = 0 }, problem.Invalid},
		"too much":     {by(actor.Admin, "5326"), 1, func(s *alarm.Thresholds) { s.SurveyM = 11 }, problem.Invalid},
	} {
		bad := set
		tc.change(&bad)
		if _, err := s.SetSettings(ctx, tc.c, tc.version, bad); !problem.Is(err, tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := moved(); n != 2 {
		t.Errorf("%d moved before", n)
	}
	if set, err = s.SetSettings(ctx, by(actor.Admin, "5326"), 1, set); err != nil || set.Version != 2 {
		t.Fatalf("%+v: %v", set, err)
	}
	if n := moved(); n != 1 {
		t.Errorf("from 5 m on: %d moved", n)
	}
	set.FixedM = 0.5
	if set, err = s.SetSettings(ctx, by(actor.Admin, "5326"), 2, set); err != nil || set.Version != 3 {
		t.Errorf("%+v: %v", set, err)
	}
	if again, err := s.Settings(ctx); err != nil || again != set {
		t.Errorf("%+v, want %+v: %v", again, set, err)
	}
}
