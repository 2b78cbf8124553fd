package patrols_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/boundaries/boundarytest"
	"cairn/boundaries/patrols"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/geo"
	"cairn/internal/actor"
	"cairn/internal/problem"
	"cairn/internal/track"
)

// now is when the tests play.
var now = time.Date(2022, 3, 10, 10, 0, 0, 0, time.FixedZone("", 8*60*60))

// kit is a store on a database with the boundaries of the pack, and a county line in it.
type kit struct {
	*testing.T
	ctx         context.Context
	store       *patrols.Store
	line        string
	left, right string
	course      orb.LineString
	foreign     string // another county
}

func newKit(t *testing.T) *kit {
	t.Helper()
	t.Parallel()
	db := boundarytest.Pack(t)
	k := &kit{T: t, ctx: context.Background(), store: patrols.NewStore(db)}
	k.store.SetClock(now)
	var g data.Geom
	err := db.Read().QueryRow(k.ctx, `SELECT l.code, l.left_area, l.right_area, l.geom, (SELECT code FROM area WHERE level = 'county' AND NOT external AND code NOT IN (l.left_area, l.right_area) ORDER BY code LIMIT 1)
		FROM boundary_line l WHERE l.level = 'county' AND EXISTS (SELECT FROM marker_line ml WHERE ml.line_code = l.code) ORDER BY l.code LIMIT 1`).Scan(&k.line, &k.left, &k.right, &g, &k.foreign)
	if err != nil {
		t.Fatal(err)
	}
	k.course = g.Geometry.(orb.LineString)
	return k
}

// by is a change of somebody.
func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{Login: string(role) + area, Name: "某人", Role: role, Area: area}, Door: "test", Reason: "测试"}
}

// walk is a walk along the whole county line.
func (k *kit) walk() patrols.Input {
	return patrols.Input{ID: uuid.New(), AreaCode: k.left, Patroller: "李四", StartedAt: now.Add(-4 * time.Hour), EndedAt: now.Add(-time.Hour), Track: along(k.course)}
}

func along(course orb.LineString) track.Track { return track.Track{{Line: course}} }

func (k *kit) refused(what string, err error, kind problem.Kind, field string) {
	k.Helper()
	p := problem.As(err)
	if p == nil || p.Kind != kind {
		k.Errorf("%s: %v, want %s", what, err, kind)
		return
	}
	if field != "" && (len(p.Fields) == 0 || p.Fields[0].Field != field) {
		k.Errorf("%s: refused %v, want the field %s", what, p.Fields, field)
	}
}

// The same walk sent again is stored once; another one under its id is refused.
func TestWalkIsStoredOnce(t *testing.T) {
	k := newKit(t)
	in := k.walk()
	first, stored, err := k.store.Record(k.ctx, by(actor.Inspector, k.left), in)
	if err != nil || stored || first.LengthM < 1000 {
		t.Fatalf("%v, %v: %v", first.LengthM, stored, err)
	}
	if again, stored, err := k.store.Record(k.ctx, by(actor.Inspector, k.left), in); err != nil || !stored || again.ID != first.ID {
		t.Errorf("again: %v, %v", stored, err)
	}
	in.Note = "别的"
	_, _, err = k.store.Record(k.ctx, by(actor.Inspector, k.left), in)
	k.refused("other content", err, problem.Conflict, "")
	page, err := k.store.List(k.ctx, patrols.Filter{Line: k.line, Within: 50, Limit: 5})
	if err != nil || len(page) != 1 {
		t.Errorf("%d walks along the line: %v", len(page), err)
	}
}

// Walks that cannot be, and those of others, are refused.
func TestWalksThatAreRefused(t *testing.T) {
	k := newKit(t)
	million := make(orb.LineString, 1_000_000)
	for i := range million {
		million[i] = orb.Point{104 + float64(i)*1e-7, 23.4}
	}
	nobody := uuid.New()
	for name, tc := range map[string]struct {
		change func(*patrols.Input)
		field  string
	}{
		"no id":                 {func(in *patrols.Input) { in.ID = uuid.Nil }, "id"},
		"no track":              {func(in *patrols.Input) { in.Track = nil }, "track"},
		"one place":             {func(in *patrols.Input) { in.Track = along(orb.LineString{{104, 23}, {104, 23}}) }, "track"},
		"off the earth":         {func(in *patrols.Input) { in.Track = along(orb.LineString{{104, 23}, {104, 230}}) }, "track"},
		"a million points":      {func(in *patrols.Input) { in.Track = along(million) }, "track"},
		"elsewhere":             {func(in *patrols.Input) { in.Track = along(orb.LineString{{116, 39}, {116.1, 39}}) }, "track"},
		"backwards":             {func(in *patrols.Input) { in.EndedAt = in.StartedAt.Add(-time.Hour) }, "ended_at"},
		"a month long":          {func(in *patrols.Input) { in.StartedAt = now.AddDate(0, -1, 0) }, "ended_at"},
		"no time":               {func(in *patrols.Input) { in.StartedAt = time.Time{} }, "started_at"},
		"no such source":        {func(in *patrols.Input) { in.Source = "drone" }, "source"},
		"no such plan":          {func(in *patrols.Input) { in.PlanID = &nobody }, "plan_id"},
		"no such area":          {func(in *patrols.Input) { in.AreaCode = "532699" }, "area_code"},
		"no such inspection":    {func(in *patrols.Input) { in.Inspections = []uuid.UUID{nobody} }, "inspections"},
		"too many of inspected": {func(in *patrols.Input) { in.Inspections = make([]uuid.UUID, 1001) }, "inspections"},
	} {
		in := k.walk()
		tc.change(&in)
		_, _, err := k.store.Record(k.ctx, by(actor.Admin, "5326"), in)
		k.refused(name, err, problem.Invalid, tc.field)
	}
	_, _, err := k.store.Record(k.ctx, by(actor.Inspector, k.foreign), k.walk())
	k.refused("a foreign county", err, problem.Forbidden, "")
	_, _, err = k.store.Record(k.ctx, by(actor.Viewer, k.left), k.walk())
	k.refused("a viewer", err, problem.Forbidden, "")
}

// A walk takes its times from its track where it says none; whatever the clock shows is stored
// and flagged, and counts from when it was received.
func TestClocksOfWalks(t *testing.T) {
	k := newKit(t)
	timed := func(from time.Time) track.Track {
		return track.Track{{Line: k.course[:2], Times: []time.Time{from, from.Add(time.Hour)}}}
	}
	for name, tc := range map[string]struct {
		change  func(*patrols.Input)
		flags   []string
		started time.Time
	}{
		"as it should be": {func(*patrols.Input) {}, nil, now.Add(-4 * time.Hour)},
		"from the track": {func(in *patrols.Input) {
			in.StartedAt, in.EndedAt, in.Track = time.Time{}, time.Time{}, timed(now.Add(-3*time.Hour))
		}, nil, now.Add(-3 * time.Hour)},
		"years ahead": {func(in *patrols.Input) {
			in.StartedAt, in.EndedAt = now.AddDate(20, 0, 0), now.AddDate(20, 0, 1)
		}, []string{patrols.ClockOff}, now.AddDate(20, 0, 0)},
		"years behind": {func(in *patrols.Input) {
			in.StartedAt, in.EndedAt = time.Unix(0, 0), time.Unix(9, 0)
		}, []string{patrols.ClockOff}, time.Unix(0, 0)},
		"an old form": {func(in *patrols.Input) {
			in.StartedAt, in.EndedAt, in.Source = now.AddDate(-9, 0, 0), now.AddDate(-9, 0, 1), "paper"
		}, nil, now.AddDate(-9, 0, 0)},
		"track of another day": {func(in *patrols.Input) { in.Track = timed(now.AddDate(0, 0, -3)) }, []string{patrols.TrackTimeDiffers}, now.Add(-4 * time.Hour)},
	} {
		in := k.walk()
		tc.change(&in)
		p, _, err := k.store.Record(k.ctx, by(actor.Inspector, k.left), in)
		if err != nil || !slices.Equal(p.Flags, append([]string{}, tc.flags...)) || !p.StartedAt.Equal(tc.started) {
			t.Errorf("%s: %+v: %v", name, p, err)
			continue
		}
		counted := tc.started
		if slices.Contains(tc.flags, patrols.ClockOff) {
			counted = now
		}
		if !p.CountedAt.Equal(counted) || len(in.Track.Times()) != len(p.Times) {
			t.Errorf("%s counts from %v with %d times", name, p.CountedAt, len(p.Times))
		}
		if _, again, err := k.store.Record(k.ctx, by(actor.Inspector, k.left), in); err != nil || !again {
			t.Errorf("%s again: %v", name, err)
		}
	}
}

// The GPX track of the pack is a walk in two pieces with a time at every point.
func TestGPXOfPack(t *testing.T) {
	k := newKit(t)
	text, err := os.ReadFile(filepath.Join(datatest.Pack(t, "wenshan", "awkward"), "track.gpx"))
	if err != nil {
		t.Fatal(err)
	}
	in := patrols.Input{ID: uuid.New(), AreaCode: "5326", Patroller: "李四", Source: "gps"}
	if in.Track, err = track.Parse(text, 0); err != nil {
		t.Fatal(err)
	}
	k.store.SetClock(time.Now())
	p, _, err := k.store.Record(k.ctx, by(actor.Admin, "5326"), in)
	if err != nil || len(p.Geom.Geometry.(orb.MultiLineString)) != 2 || len(p.Times) != in.Track.Points() || p.LengthM < 1000 || !p.EndedAt.After(p.StartedAt) {
		t.Fatalf("%+v: %v", p, err)
	}
	from, to, _ := in.Track.Span()
	if !p.StartedAt.Equal(from) || !p.EndedAt.Equal(to) {
		t.Errorf("from %v to %v, want %v and %v", p.StartedAt, p.EndedAt, from, to)
	}
}

// half is the course up to half of its geodesic length.
func half(course orb.LineString) orb.LineString {
	left := geo.Length(course) / 2
	for i := 1; i < len(course); i++ {
		d := geo.Length(orb.LineString{course[i-1], course[i]})
		if d >= left {
			a, b, share := course[i-1], course[i], left/d
			return append(append(orb.LineString{}, course[:i]...), orb.Point{a[0] + (b[0]-a[0])*share, a[1] + (b[1]-a[1])*share})
		}
		left -= d
	}
	return course
}

// Half a line walked is half covered; who has not walked in time is behind.
func TestProgress(t *testing.T) {
	k := newKit(t)
	admin := by(actor.Admin, "5326")
	in := k.walk()
	in.Track = along(half(k.course))
	if _, _, err := k.store.Record(k.ctx, admin, in); err != nil {
		t.Fatal(err)
	}
	for _, d := range []patrols.PlanDraft{{LineCode: k.line, FromOn: "2022-01-01"}, {AreaCode: k.foreign, FromOn: "2022-01-01"}, {AreaCode: k.left, FromOn: "2022-01-01", EveryMonths: 3}} {
		if _, err := k.store.CreatePlan(k.ctx, admin, uuid.Nil, d); err != nil {
			t.Fatal(err)
		}
	}
	states := func(month string) map[string]int {
		p, err := k.store.Progress(k.ctx, "", month, patrols.Within)
		if err != nil {
			t.Fatal(err)
		}
		n := map[string]int{}
		for _, plan := range p.Plans {
			n[plan.State]++
		}
		return n
	}
	for month, want := range map[string]map[string]int{
		"2022-03": {"done": 2, "pending": 1}, "2022-02": {"done": 1, "behind": 2}, "2021-12": {}, "": {"done": 2, "pending": 1},
	} {
		if got := states(month); got["done"] != want["done"] || got["pending"] != want["pending"] || got["behind"] != want["behind"] {
			t.Errorf("%q: %v, want %v", month, got, want)
		}
	}
	p, err := k.store.Progress(k.ctx, "", "2022-03", patrols.Within)
	if err != nil || p.Totals.Lines != 222 || p.Totals.Markers != 54 || math.Abs(p.Totals.AgreedLengthKm-5864.927) > 1e-9 {
		t.Errorf("%+v: %v", p.Totals, err)
	}
	if p.Totals.LinesPatrolled != 1 {
		t.Errorf("%d lines are patrolled by a walk along half of one", p.Totals.LinesPatrolled)
	}
	for _, l := range p.Lines {
		if l.Code != k.line && l.Patrols > 0 {
			t.Errorf("a walk that only met the end counts: %+v", l)
		}
		if l.Code == k.line && (math.Abs(l.Covered-0.5) > 0.01 || l.Patrols != 1 || len(l.Markers) == 0) {
			t.Errorf("%+v", l)
		}
	}
	for _, bad := range []string{"2022", "2022-13", "x", "0001-01"} {
		_, err := k.store.Progress(k.ctx, "", bad, patrols.Within)
		k.refused(bad, err, problem.BadParameter, "")
	}
}

// Either party of a line plans its patrols, and nobody else.
func TestPlans(t *testing.T) {
	k := newKit(t)
	for _, d := range []patrols.PlanDraft{{}, {AreaCode: k.left, LineCode: k.line}, {AreaCode: "45"}, {LineCode: "1"}, {AreaCode: k.left, EveryMonths: 5},
		{AreaCode: k.left, FromOn: "2022-02-30"}, {AreaCode: k.left, FromOn: "2022-02-01", UntilOn: "2022-01-01"}} {
		_, err := k.store.CreatePlan(k.ctx, by(actor.Admin, "5326"), uuid.Nil, d)
		k.refused("bad plan", err, problem.Invalid, "")
	}
	p, err := k.store.CreatePlan(k.ctx, by(actor.Inspector, k.left), uuid.Nil, patrols.PlanDraft{LineCode: k.line})
	if err != nil || p.EveryMonths != 1 || p.FromOn != "2022-03-10" {
		t.Fatalf("%+v: %v", p, err)
	}
	edit := func(d *patrols.PlanDraft) error { d.Patroller = "王五"; return nil }
	_, err = k.store.UpdatePlan(k.ctx, by(actor.Inspector, k.foreign), p.ID, p.Version, edit)
	k.refused("a foreign county", err, problem.Forbidden, "")
	if p, err = k.store.UpdatePlan(k.ctx, by(actor.Inspector, k.right), p.ID, p.Version, edit); err != nil || p.Patroller != "王五" {
		t.Errorf("%+v: %v", p, err)
	}
	_, err = k.store.UpdatePlan(k.ctx, by(actor.Inspector, k.left), p.ID, p.Version-1, edit)
	k.refused("stale", err, problem.Stale, "")
	if err := k.store.RetirePlan(k.ctx, by(actor.Inspector, k.left), p.ID, p.Version); err != nil {
		t.Error(err)
	}
	err = k.store.RetirePlan(k.ctx, by(actor.Inspector, k.left), p.ID, p.Version+1)
	k.refused("withdrawn twice", err, problem.Conflict, "")
}
