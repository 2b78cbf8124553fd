package alarm_test

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/boundaries"
	"cairn/boundaries/alarm"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/imports"
	"cairn/geo"
	"cairn/internal/actor"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// pack is a database with the pack's areas, lines, markers and inspections.
func pack(t testing.TB) *data.DB {
	t.Helper()
	dir := datatest.Pack(t, "wenshan")
	return datatest.From(t, "alarm", "1", func(ctx context.Context, db *data.DB) error {
		sources, _, err := imports.Discover(os.DirFS(dir), boundaries.Imports(geo.Limits{}))
		if err != nil {
			return err
		}
		var tables []imports.Table
		for _, source := range sources {
			table, err := imports.Read(source, interchange.Options{})
			if err != nil {
				return err
			}
			tables = append(tables, table)
		}
		_, err = imports.Import(ctx, db, tables, imports.Options{Change: datatest.Change()})
		return err
	})
}

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
	alarms, err := alarm.NewStore(pack(t)).List(context.Background(), alarm.Filter{}, problem.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, a := range alarms {
		count[a.State]++
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
	if count[alarm.Moved] != len(want.Inspections.Moved) || count[alarm.Datum] != len(want.Inspections.GCJ) || count[alarm.Suspected] != 0 {
		t.Errorf("%v", count)
	}
}

func TestFilter(t *testing.T) {
	t.Parallel()
	db, ctx := pack(t), context.Background()
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

// A correction, a survey that finds it in place and coarser settings each end an alarm.
func TestAlarmEnds(t *testing.T) {
	t.Parallel()
	db, ctx := pack(t), context.Background()
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
	other := pack(t)
	err = other.Write(ctx, me, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO setting VALUES ('alarm', '{"fixed_m": 5}')`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if moved, err := alarm.NewStore(other).List(ctx, alarm.Filter{State: alarm.Moved}, problem.English); err != nil || len(moved) != 1 {
		t.Errorf("from 5 m on: %d moved: %v", len(moved), err)
	}
}
