package boundaries_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/data"
	"cairn/geo"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

func day(s string) *string { return &s }

// moved is the registration of a move by agreement.
func moved() boundaries.Registration {
	return boundaries.Registration{Why: "moved", Lon: f(104.1002), Lat: f(23.15), AccuracyM: f(0.05), Source: "RTK",
		Document: "文界协〔2019〕3号", DocumentOn: day("2019-05-01"), SignedBy: []string{"甲县张三", "乙县李四"}, ValidFrom: "2019-06-01",
		Witnesses: []boundaries.Witness{{Text: "独立树", BearingDeg: f(12.5), DistanceM: f(3)}}}
}

// history shows the versions of a registration, the newest first.
func registered(t *testing.T, s *boundaries.MarkerStore, id uuid.UUID) ([]boundaries.RegistrationVersion, string) {
	t.Helper()
	versions, err := s.Registrations(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	text := func(d *string) string {
		if d == nil {
			return "-"
		}
		return *d
	}
	var all []string
	for _, v := range versions {
		by := 0
		if v.CorrectedBy != nil {
			by = *v.CorrectedBy
		}
		all = append(all, fmt.Sprintf("%d %s %s..%s %d", v.VersionNo, v.Why, text(v.ValidFrom), text(v.ValidTo), by))
	}
	return versions, strings.Join(all, "; ")
}

// A marker keeps every version that it was registered with: moved by agreement, put up again
// in its place, with other witnesses, and where the version before was only written wrongly.
func TestRegistrationVersions(t *testing.T) {
	t.Parallel()
	s, ctx := boundaries.NewMarkerStore(small(t)), context.Background()
	me := by(actor.Inspector, "532622")
	in := newMarker()
	in.ErectedOn, in.Lat = day("2006-10-16"), f(23.15)
	m, err := s.Create(ctx, me, uuid.Nil, in)
	if err != nil {
		t.Fatal(err)
	}
	id := uuid.MustParse(m.ID)
	if m, err = s.Register(ctx, me, id, 1, moved()); err != nil || m.Lon != 104.1002 || *m.AccuracyM != 0.05 || m.PositionSource != "RTK" ||
		len(m.Witnesses) != 1 || m.Version != 2 || *m.ErectedOn != "2006-10-16" {
		t.Fatalf("%+v: %v", m, err)
	}
	again := boundaries.Registration{Why: "re_erected", SignedBy: []string{"张三", "李四"}, ValidFrom: "2020-03-04", HeightM: f(1234.5)}
	if m, err = s.Register(ctx, me, id, 2, again); err != nil || m.Lon != 104.1002 || *m.HeightM != 1234.5 || *m.AccuracyM != 0.05 {
		t.Fatalf("%+v: %v", m, err)
	}
	if m, err = s.Update(ctx, me, id, 3, edit(t, `{"lat": 23.1501}`)); err != nil {
		t.Fatal(err)
	}
	if m, err = s.Update(ctx, me, id, 4, edit(t, `{"position_source": "GNSS 静态", "material": "granite"}`)); err != nil {
		t.Fatal(err)
	}
	witnesses := boundaries.Registration{Why: "witnesses", ValidFrom: "2021-01-01", Witnesses: []boundaries.Witness{{Text: "桥"}, {Text: "井"}}}
	if m, err = s.Register(ctx, me, id, 5, witnesses); err != nil || len(m.Witnesses) != 2 || m.Witnesses[1].Seq != 2 {
		t.Fatalf("%+v: %v", m, err)
	}
	versions, text := registered(t, s, id)
	want := "5 witnesses 2021-01-01..- 0; 4 corrected 2020-03-04..2021-01-01 0; 3 re_erected 2020-03-04..- 4; 2 moved 2019-06-01..2020-03-04 0; 1 first 2006-10-16..2019-06-01 0"
	if text != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
	first, move := versions[4], versions[3]
	if first.Lon != 104.1 || len(first.Witnesses) != 2 || first.Witnesses[1].Lon == nil || first.AccuracyM != nil || first.Given.CRS != "cgcs2000" ||
		first.RecordedBy == "" || first.Type != "single" {
		t.Errorf("the first version %+v", first)
	}
	if move.Document != "文界协〔2019〕3号" || *move.DocumentOn != "2019-05-01" || strings.Join(move.SignedBy, " ") != "甲县张三 乙县李四" ||
		move.Lon != 104.1002 || move.HeightM != nil || move.PositionSource != "RTK" || move.Northing == nil || *move.Northing == *first.Northing {
		t.Errorf("the move %+v", move)
	}
	if versions[1].PositionSource != "GNSS 静态" || versions[2].PositionSource != "RTK" || versions[1].Lat != 23.1501 {
		t.Errorf("an edit of the version in force: %+v, before %+v", versions[1], versions[2])
	}
}

func TestRegistrationRefusals(t *testing.T) {
	t.Parallel()
	db := small(t)
	s, ctx := boundaries.NewMarkerStore(db), context.Background()
	me := by(actor.Inspector, "532601")
	for _, tc := range []struct {
		name   string
		change func(*boundaries.Registration)
		field  string
		key    string
	}{
		{"a move without an agreement", func(g *boundaries.Registration) { g.Document = " " }, "document", "boundaries.move_agreement"},
		{"one name", func(g *boundaries.Registration) { g.SignedBy = g.SignedBy[:1] }, "signed_by", "boundaries.both_names"},
		{"the same name twice", func(g *boundaries.Registration) { g.SignedBy = []string{"张", " 张"} }, "signed_by", "boundaries.repeated"},
		{"an empty name", func(g *boundaries.Registration) { g.SignedBy = []string{"张", " "} }, "signed_by", "problem.required"},
		{"no day", func(g *boundaries.Registration) { g.ValidFrom = "" }, "valid_from", "problem.required"},
		{"no such day", func(g *boundaries.Registration) { g.ValidFrom = "2019-02-30" }, "valid_from", "problem.bad_date"},
		{"a day to come", func(g *boundaries.Registration) { g.ValidFrom = "2199-01-01" }, "valid_from", "boundaries.in_future"},
		{"a move to nowhere", func(g *boundaries.Registration) { g.Lon, g.Lat = nil, nil }, "lon", "problem.required"},
		{"half a position", func(g *boundaries.Registration) { g.Lat = nil }, "lat", "problem.required"},
		{"put up again elsewhere", func(g *boundaries.Registration) { g.Why = "re_erected" }, "why", "boundaries.not_in_place"},
		{"witnesses and a position", func(g *boundaries.Registration) { g.Why = "witnesses" }, "why", "boundaries.witnesses_only"},
		{"witnesses without any", func(g *boundaries.Registration) { g.Why, g.Witnesses = "witnesses", nil }, "witnesses", "problem.required"},
		{"no reason that there is", func(g *boundaries.Registration) { g.Why = "first" }, "why", "problem.unknown_value"},
		{"legacy datum", func(g *boundaries.Registration) {
			g.Lon, g.Lat, g.Given = nil, nil, &boundaries.Given{CRS: "EPSG:4610", X: 104.1, Y: 23.15}
		}, "given", ""},
		{"witness bearing", func(g *boundaries.Registration) { g.Witnesses[0].BearingDeg = f(400) }, "witnesses", ""},
	} {
		g := moved()
		tc.change(&g)
		_, err := s.Register(ctx, me, markerID, 1, g)
		wantKind(t, tc.name, err, problem.Invalid)
		wantField(t, tc.name, err, tc.field, tc.key)
	}
	for _, tc := range []struct {
		name    string
		c       data.Change
		version int64
		want    problem.Kind
	}{
		{"no party", by(actor.Inspector, "532623"), 1, problem.Forbidden},
		{"the neighbour outside", by(actor.Inspector, "45"), 1, problem.Forbidden},
		{"role", by(actor.Clerk, "532601"), 1, problem.Forbidden},
		{"nobody", data.Change{Actor: actor.Nobody, Door: "api"}, 1, problem.Unauthorized},
		{"stale", me, 7, problem.Stale},
		{"the other party", by(actor.Inspector, "532622"), 1, ""},
	} {
		_, err := s.Register(ctx, tc.c, markerID, tc.version, moved())
		wantKind(t, tc.name, err, tc.want)
	}
	earlier := moved()
	earlier.ValidFrom = "2018-01-01"
	_, err := s.Register(ctx, me, markerID, 2, earlier)
	wantField(t, "before the version in force", err, "valid_from", "boundaries.before_version")
	quiet := me
	quiet.Reason = " "
	_, err = s.Update(ctx, quiet, markerID, 2, edit(t, `{"lon": 104.1}`))
	wantField(t, "another position without a reason", err, "reason", "boundaries.position_reason")
	wantKind(t, "retire", s.Retire(ctx, me, markerID, 2), "")
	_, err = s.Register(ctx, me, markerID, 3, moved())
	wantKind(t, "retired", err, problem.Conflict)
	_, err = s.Registrations(ctx, uuid.New())
	wantKind(t, "of nothing", err, problem.NotFound)
}

// Others register within their own transaction: all of it holds, or nothing.
func TestRegisterIn(t *testing.T) {
	t.Parallel()
	db := small(t)
	s, ctx := boundaries.NewMarkerStore(db), context.Background()
	me := by(actor.Inspector, "532601")
	if _, err := s.Update(ctx, me, markerID, 1, edit(t, `{"status": "lost"}`)); err != nil {
		t.Fatal(err)
	}
	g := boundaries.Registration{Why: "re_erected", SignedBy: []string{"张", "李"}, ValidFrom: "2020-01-02",
		Given: &boundaries.Given{CRS: "gcj02"}}
	p := geo.GCJFromWGS(orb.Point{104.1, 23.15})
	g.Given.X, g.Given.Y = p[0], p[1]
	late := errors.New("later in the transaction")
	for _, end := range []error{late, nil} {
		err := db.Write(ctx, me, func(ctx context.Context, tx pgx.Tx) error {
			if n, err := boundaries.RegisterIn(ctx, tx, me.Actor, markerID, g); err != nil || n != 2 {
				return fmt.Errorf("version %d: %w", n, err)
			}
			return end
		})
		if !errors.Is(err, end) {
			t.Fatalf("%v, want %v", err, end)
		}
		m, err := s.Get(ctx, markerID)
		if want := map[bool]string{true: "standing", false: "lost"}[end == nil]; err != nil || m.Status != want {
			t.Errorf("after %v: %s %v", end, m.Status, err)
		}
	}
	versions, text := registered(t, s, markerID)
	if text != "2 re_erected 2020-01-02..- 0; 1 first -..2020-01-02 0" {
		t.Error(text)
	}
	v := versions[0]
	if off := geo.Distance(orb.Point{v.Lon, v.Lat}, orb.Point{104.1, 23.15}); off > 0.01 || v.Given == nil || v.Given.CRS != "gcj02" || v.Given.X != p[0] {
		t.Errorf("%f m off, given %+v", off, v.Given)
	}
	err := db.Write(ctx, me, func(ctx context.Context, tx pgx.Tx) error {
		_, err := boundaries.RegisterIn(ctx, tx, by(actor.Inspector, "532623").Actor, markerID, g)
		return err
	})
	wantKind(t, "no party", err, problem.Forbidden)
}

// What was given stays as it was given, in whatever system.
func TestGivenCoordinates(t *testing.T) {
	t.Parallel()
	s, ctx := boundaries.NewMarkerStore(small(t)), context.Background()
	me := by(actor.Inspector, "532601")
	at := orb.Point{104.1, 23.05}
	zone, _ := geo.ZoneByEPSG(4523)
	n, e := geo.Project(at, zone)
	n, e = math.Round(n*1e4)/1e4, math.Round(e*1e4)/1e4
	in := newMarker()
	in.Lon, in.Lat, in.Given = nil, nil, &boundaries.Given{CRS: "epsg:4523", X: e, Y: n}
	m, err := s.Create(ctx, me, uuid.Nil, in)
	if err != nil || m.ProjectedCRS != "EPSG:4523" || *m.Easting != e || *m.Given != (boundaries.Given{CRS: "EPSG:4523", X: e, Y: n}) ||
		geo.Distance(orb.Point{m.Lon, m.Lat}, at) > 0.001 {
		t.Fatalf("%+v: %v", m, err)
	}
	id := uuid.MustParse(m.ID)
	if m, err = s.Update(ctx, me, id, 1, edit(t, `{"material": "granite"}`)); err != nil || m.Given.X != e || m.ProjectedCRS != "EPSG:4523" {
		t.Errorf("another field: %+v: %v", m, err)
	}
	if m, err = s.Update(ctx, me, id, 2, edit(t, `{"given": {"crs": "wgs84", "x": 104.1, "y": 23.06}}`)); err != nil || m.Lat != 23.06 ||
		m.Given.CRS != "wgs84" || m.ProjectedCRS != "EPSG:4544" {
		t.Errorf("given anew: %+v: %v", m, err)
	}
	if m, err = s.Update(ctx, me, id, 3, edit(t, `{"lat": 23.07}`)); err != nil || *m.Given != (boundaries.Given{CRS: "cgcs2000", X: 104.1, Y: 23.07}) {
		t.Errorf("in degrees: %+v: %v", m, err)
	}
	if _, text := registered(t, s, id); text != "3 corrected -..- 0; 2 corrected -..- 3; 1 first -..- 2" {
		t.Error(text)
	}
}
