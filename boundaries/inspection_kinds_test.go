package boundaries_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/geo"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// stretch is a visit to a stretch of the line between the counties.
func stretch(id uuid.UUID) boundaries.InspectionInput {
	in := patrol(id)
	in.Marker, in.Line, in.ChainageFromM, in.ChainageToM = "", countyLine, f(1000), f(2500)
	in.Lon, in.Lat = f(104.1), f(23.18)
	return in
}

func TestLogStretch(t *testing.T) {
	t.Parallel()
	s, ctx := boundaries.NewInspectionStore(small(t)), context.Background()
	in := stretch(uuid.New())
	in.Track = json.RawMessage(`{"type": "Feature", "properties": {"coordTimes": ["2025-03-18T00:40:00Z", null, "2025-03-18T01:00:00Z"]},
		"geometry": {"type": "LineString", "coordinates": [[104.1, 23.18], [104.1, 23.17], [104.1, 23.16]]}}`)
	out := log(t, s, by(actor.Clerk, "532601002"), in)
	if out.Result != boundaries.Created || out.Inspection.MarkerID != nil || out.Inspection.Line != countyLine || *out.Inspection.ChainageToM != 2500 {
		t.Fatalf("%+v", out)
	}
	if got := out.Inspection; got.TrackPoints != 3 || got.TrackLengthM < 2200 || got.TrackLengthM > 2230 || len(got.Flags) != 0 {
		t.Errorf("%+v", got)
	}
	if again := log(t, s, by(actor.Clerk, "532601002"), in); again.Result != boundaries.Duplicate {
		t.Errorf("again: %+v", again)
	}
	in.Track = nil
	if other := log(t, s, by(actor.Clerk, "532601002"), in); other.Result != boundaries.Conflict {
		t.Errorf("without its track: %+v", other)
	}
	whole, err := s.Get(ctx, in.ID)
	if err != nil || len(whole.TrackTimes) != 3 || whole.TrackTimes[1] != nil || len(whole.Track) == 0 || len(whole.Chain) != 1 {
		t.Errorf("%+v: %v", whole, err)
	}
	page, err := s.List(ctx, boundaries.InspectionFilter{Line: countyLine, Area: "532622"}, boundaries.Paging{})
	if err != nil || len(page.Items) != 1 {
		t.Errorf("of the line: %d: %v", len(page.Items), err)
	}
	_, err = s.Get(ctx, uuid.New())
	wantKind(t, "no record", err, problem.NotFound)
}

func TestStretchRefusals(t *testing.T) {
	t.Parallel()
	db := small(t)
	s := boundaries.NewInspectionStore(db)
	execSQL(t, db, "UPDATE boundary_line SET short_code = '0122' WHERE code = '"+countyLine+"'")
	for name, tc := range map[string]struct {
		change     func(*boundaries.InspectionInput)
		field, key string
	}{
		"no line":           {func(in *boundaries.InspectionInput) { in.Line = "532601000532623000" }, "line", "boundaries.unknown_line"},
		"beyond its end":    {func(in *boundaries.InspectionInput) { in.ChainageToM = f(40_000) }, "chainage_to_m", "boundaries.beyond_line"},
		"another condition": {func(in *boundaries.InspectionInput) { in.Conditions = []string{"broken"} }, "conditions", "boundaries.unknown_condition"},
		"unreached, intact": {func(in *boundaries.InspectionInput) { in.Conditions = []string{"intact", "unreached"} }, "conditions", "boundaries.condition_alone"},
		"marker elsewhere":  {func(in *boundaries.InspectionInput) { in.Marker = "4553001Q" }, "marker", "boundaries.foreign_marker"},
		"marker not there":  {func(in *boundaries.InspectionInput) { in.Marker = "0122999Q" }, "marker", "boundaries.unknown_marker"},
		"not on the line":   {func(in *boundaries.InspectionInput) { in.Marker, in.Line = markerNumber, townshipLine }, "line", "boundaries.not_on_line"},
	} {
		in := stretch(uuid.New())
		tc.change(&in)
		out := log(t, s, by(actor.Inspector, "532601"), in)
		wantField(t, name, out.Err, tc.field, tc.key)
	}
	out := log(t, s, by(actor.Inspector, "532623"), stretch(uuid.New()))
	wantKind(t, "another county", out.Err, problem.Forbidden)
}

// Whatever the clock of a device shows is stored and flagged, and does not make its record
// the newest; so is a fix elsewhere.
func TestFlags(t *testing.T) {
	t.Parallel()
	db, ctx := small(t), context.Background()
	s, me := boundaries.NewInspectionStore(db), by(actor.Inspector, "532601")
	at := orb.Point{104.1, 23.15}
	for name, tc := range map[string]struct {
		change func(*boundaries.InspectionInput)
		want   []string
	}{
		"as it should be": {func(*boundaries.InspectionInput) {}, nil},
		"years ahead":     {func(in *boundaries.InspectionInput) { in.ObservedAt = time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC) }, []string{"clock_off"}},
		"years behind":    {func(in *boundaries.InspectionInput) { in.ObservedAt = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC) }, []string{"clock_off"}},
		"an old form": {func(in *boundaries.InspectionInput) {
			in.ObservedAt, in.Source = time.Date(2009, 1, 1, 0, 0, 0, 0, time.UTC), boundaries.SourcePaper
		}, nil},
		"elsewhere":         {func(in *boundaries.InspectionInput) { in.Lon = f(104.2) }, []string{"far_away"}},
		"undeclared GCJ-02": {func(in *boundaries.InspectionInput) { p := geo.GCJFromWGS(at); in.Lon, in.Lat = &p[0], &p[1] }, []string{"suspected_gcj02"}},
		"CGCS2000 said, GCJ-02 held": {func(in *boundaries.InspectionInput) {
			p := geo.GCJFromWGS(at)
			in.Lon, in.Lat, in.CRS = &p[0], &p[1], "cgcs2000"
		}, []string{"suspected_gcj02"}},
		"a line's fix in GCJ-02": {func(in *boundaries.InspectionInput) {
			p := geo.GCJFromWGS(at)
			in.Marker, in.Line, in.Lon, in.Lat = "", countyLine, &p[0], &p[1]
		}, []string{"suspected_gcj02"}},
	} {
		in := patrol(uuid.New())
		tc.change(&in)
		out := log(t, s, me, in)
		if out.Result != boundaries.Created || !slices.Equal(out.Inspection.Flags, append([]string{}, tc.want...)) || !out.Inspection.ObservedAt.Equal(in.ObservedAt) {
			t.Errorf("%s: %+v: %v", name, out.Inspection, out.Err)
		}
	}
	flagged, err := s.List(ctx, boundaries.InspectionFilter{Flag: "clock_off"}, boundaries.Paging{})
	if err != nil || len(flagged.Items) != 2 {
		t.Errorf("%d with a clock that is off: %v", len(flagged.Items), err)
	}
	m, err := boundaries.NewMarkerStore(db).Get(ctx, markerID)
	if err != nil || m.LastInspectedAt == nil || m.LastInspectedAt.Year() > 2900 {
		t.Errorf("last inspected at %v: %v", m.LastInspectedAt, err)
	}
}

// A correction takes the place of the record, whichever of the two arrives first; of two
// corrections the newer counts.
func TestCorrections(t *testing.T) {
	t.Parallel()
	db, ctx := small(t), context.Background()
	s, me := boundaries.NewInspectionStore(db), by(actor.Inspector, "532601")
	first, second, third := patrol(uuid.New()), patrol(uuid.New()), patrol(uuid.New())
	second.Conditions, second.Corrects = []string{"faded"}, &first.ID
	third.Conditions, third.Corrects = []string{"tilted", "witness_changed"}, &first.ID
	for _, in := range []boundaries.InspectionInput{second, first, third} {
		if out := log(t, s, me, in); out.Result != boundaries.Created {
			t.Fatalf("%+v", out)
		}
	}
	whole, err := s.Get(ctx, first.ID)
	if err != nil || len(whole.Chain) != 3 || whole.CorrectedBy == nil || *whole.CorrectedBy != third.ID {
		t.Errorf("%+v: %v", whole, err)
	}
	for login, want := range map[string]int{me.Actor.Login: 3, "nobody": 0} {
		if sent, err := s.List(ctx, boundaries.InspectionFilter{Author: login}, boundaries.Paging{}); err != nil || len(sent.Items) != want {
			t.Errorf("%s sent %d in, want %d: %v", login, len(sent.Items), want, err)
		}
	}
	page, err := s.List(ctx, boundaries.InspectionFilter{Standing: true}, boundaries.Paging{})
	if err != nil || len(page.Items) != 1 || page.Items[0].ID != third.ID {
		t.Errorf("%+v: %v", page.Items, err)
	}
	m, err := boundaries.NewMarkerStore(db).Get(ctx, markerID)
	if err != nil || !slices.Equal(m.Condition, []string{"tilted", "witness_changed"}) {
		t.Errorf("the marker is %v: %v", m.Condition, err)
	}
	other := stretch(uuid.New())
	other.Corrects = &first.ID
	wantField(t, "another subject", log(t, s, me, other).Err, "corrects", "boundaries.other_subject")
	// A circle: a record that names a later one, which then corrects it.
	a, b := patrol(uuid.New()), patrol(uuid.New())
	a.Corrects, b.Corrects = &b.ID, &a.ID
	log(t, s, me, a)
	wantField(t, "a circle", log(t, s, me, b).Err, "corrects", "boundaries.corrects_itself")
}

func TestConditions(t *testing.T) {
	t.Parallel()
	s, ctx := boundaries.NewInspectionStore(small(t)), context.Background()
	all, err := s.Conditions(ctx)
	if err != nil || len(all) != 9 || all[0].Code != "intact" || all[7].Zh != "方位物变化" || !all[8].Exclusive {
		t.Fatalf("%+v: %v", all, err)
	}
	admin := by(actor.Admin, "5326")
	made, err := s.PutCondition(ctx, admin, boundaries.Condition{Code: "overgrown", Zh: "杂草遮蔽", En: "overgrown", Order: 10, Active: true})
	if err != nil || made.Version != 1 {
		t.Fatalf("%+v: %v", made, err)
	}
	in := patrol(uuid.New())
	in.Conditions = []string{"overgrown", "faded"}
	if out := log(t, s, by(actor.Inspector, "532601"), in); out.Result != boundaries.Created {
		t.Errorf("%+v", out)
	}
	made.Active = false
	if made, err = s.PutCondition(ctx, admin, made); err != nil || made.Version != 2 || made.Active {
		t.Errorf("%+v: %v", made, err)
	}
	made.Version = 1
	_, err = s.PutCondition(ctx, admin, made)
	wantKind(t, "stale", err, problem.Stale)
	made.Version = 0
	_, err = s.PutCondition(ctx, admin, made)
	wantKind(t, "the code again", err, problem.Conflict)
	_, err = s.PutCondition(ctx, by(actor.Admin, "532601"), boundaries.Condition{Code: "x", Zh: "某", En: "x"})
	wantKind(t, "of a county", err, problem.Forbidden)
	_, err = s.PutCondition(ctx, admin, boundaries.Condition{Code: "X y", Zh: "某", En: "x"})
	wantKind(t, "bad code", err, problem.Invalid)
	_, err = s.PutCondition(ctx, admin, boundaries.Condition{Code: "none", Zh: "某", En: "x", Version: 4})
	wantKind(t, "not there", err, problem.NotFound)
}
