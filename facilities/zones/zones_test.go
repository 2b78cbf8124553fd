package zones

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/facilities/facilitytest"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

var ctx = context.Background()

var day = facilitytest.Day

func ptr[T any](v T) *T { return &v }

func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{Login: "u", Name: "u", Role: role, Area: area}, Door: "test", Reason: "why"}
}

var planner = by(actor.Planner, "532601")

// box is a rectangle of a degree's parts.
func box(west, south, east, north float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}}
}

// newStore is a store over the small world; 532601 reaches from 104° to 105°, its townships are its halves.
func newStore(t *testing.T) *Store {
	t.Helper()
	db := facilitytest.Small(t)
	shape(t, db, "532601", box(104, 23, 105, 24))
	shape(t, db, "532601001", box(104, 23, 104.5, 24))
	shape(t, db, "532601102", box(104.5, 23, 105, 24))
	return NewStore(db)
}

func shape(t *testing.T, db *data.DB, code string, g orb.Geometry) {
	t.Helper()
	facilitytest.Write(t, db, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE area SET geom = $2 WHERE code = $1", code, data.Geom{Geometry: g})
		return err
	})
}

func draft() Draft {
	return Draft{Kind: "cremation", Name: "文山市火葬区", AreaCode: "532601", Areas: []string{"532601001"}, From: day("2020-07-01"), Document: "文政发〔2020〕12号"}
}

func (s *Store) extent(t *testing.T, id uuid.UUID) (km2 float64, drawn int) {
	t.Helper()
	err := s.db.Read().QueryRow(ctx, `SELECT ST_Area(geom), (SELECT count(*) FROM map_burial_zone m WHERE m.id = z.id) FROM burial_zone z WHERE id = $1`, id).Scan(&km2, &drawn)
	if err != nil {
		t.Fatal(err)
	}
	return km2, drawn
}

func TestZoneOfAreas(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	z, err := s.Create(ctx, planner, uuid.Nil, draft())
	if err != nil || len(z.Areas) != 1 || z.Areas[0].Name != "开化街道" || z.Geometry == nil || z.Version != 1 {
		t.Fatalf("%+v: %v", z, err)
	}
	z, err = s.Update(ctx, planner, z.ID, 1, func(d *Draft) error { d.Areas = append(d.Areas, "532601102"); return nil })
	if err != nil || len(z.Areas) != 2 {
		t.Fatalf("%+v: %v", z, err)
	}
	if size, drawn := s.extent(t, z.ID); size < 0.999 || drawn != 1 {
		t.Errorf("extent %v, drawn %d", size, drawn)
	}
	shape(t, s.db, "532601102", box(104.5, 23, 104.9, 24))
	if size, _ := s.extent(t, z.ID); size < 0.899 || size > 0.901 {
		t.Errorf("the area has another shape, the zone %v", size)
	}
	z, err = s.Update(ctx, planner, z.ID, z.Version, func(d *Draft) error { d.To = ptr(day("2021-01-01")); return nil })
	if _, drawn := s.extent(t, z.ID); err != nil || drawn != 0 {
		t.Errorf("it ended and is drawn: %v", err)
	}
	for _, tc := range []struct {
		filter Filter
		want   int
	}{
		{Filter{}, 1}, {Filter{Area: "5326"}, 1}, {Filter{Area: "532601001"}, 1}, {Filter{Area: "532622"}, 0}, {Filter{Kind: "ethnic_eco"}, 0},
		{Filter{AsOf: ptr(day("2020-12-31"))}, 1}, {Filter{AsOf: ptr(day("2021-01-01"))}, 0}, {Filter{After: "532601 ~"}, 0},
	} {
		tc.filter.Limit = 10
		if found, err := s.List(ctx, tc.filter); err != nil || len(found) != tc.want {
			t.Errorf("%+v: %d zones: %v", tc.filter, len(found), err)
		}
	}
	if err := s.Retire(ctx, planner, z.ID, z.Version); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Update(ctx, planner, z.ID, z.Version+1, func(*Draft) error { return nil }); !problem.Is(err, problem.Conflict) {
		t.Errorf("a withdrawn zone: %v", err)
	}
	if history, err := s.History(ctx, z.ID); err != nil || len(history) != 5 {
		t.Errorf("%d versions: %v", len(history), err)
	}
}

func TestZoneWithPolygon(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	drawn := func(d *Draft) { d.Areas, d.Shape = nil, box(104.1, 23.1, 104.3, 23.3)[0] }
	d := draft()
	drawn(&d)
	z, err := s.Create(ctx, planner, uuid.Nil, d)
	if err != nil || len(z.Areas) != 0 || z.Geometry == nil || z.Geometry.GeoJSONType() != "MultiPolygon" {
		t.Fatalf("%+v: %v", z, err)
	}
	z, err = s.Update(ctx, planner, z.ID, 1, func(d *Draft) error { d.Note = "说明"; return nil })
	if err != nil || z.Geometry == nil || z.Note != "说明" {
		t.Errorf("%+v: %v", z, err)
	}
	for what, tc := range map[string]struct {
		by    data.Change
		edit  func(*Draft)
		kind  problem.Kind
		field string
	}{
		"areas and a polygon": {planner, func(d *Draft) { d.Areas = []string{"532601001"} }, problem.Invalid, "areas"},
		"neither":             {planner, func(d *Draft) { d.Shape = nil }, problem.Invalid, "areas"},
		"a point":             {planner, func(d *Draft) { d.Shape = orb.Point{104, 23} }, problem.Invalid, "geometry"},
		"a bow tie":           {planner, func(d *Draft) { d.Shape = orb.Polygon{{{104, 23}, {104.2, 23.2}, {104.2, 23}, {104, 23.2}, {104, 23}}} }, problem.Invalid, "geometry"},
		"outside":             {planner, func(d *Draft) { d.Shape = box(104.9, 23, 105.4, 23.2) }, problem.Invalid, "geometry"},
		"another county's":    {planner, func(d *Draft) { d.Areas, d.Shape = []string{"532622101"}, nil }, problem.Invalid, "areas"},
		"unknown areas":       {planner, func(d *Draft) { d.Areas, d.Shape = []string{"532601999"}, nil }, problem.Invalid, "areas"},
		"kind":                {planner, func(d *Draft) { d.Kind = "sea" }, problem.Invalid, "kind"},
		"nameless":            {planner, func(d *Draft) { d.Name = " " }, problem.Invalid, "name"},
		"long":                {planner, func(d *Draft) { d.Document = strings.Repeat("长", 201) }, problem.Invalid, "document"},
		"backwards":           {planner, func(d *Draft) { d.To = ptr(day("2019-01-01")) }, problem.Invalid, "to_on"},
		"long ago":            {planner, func(d *Draft) { d.From = day("1066-01-01") }, problem.Invalid, "from_on"},
		"unknown area":        {planner, func(d *Draft) { d.AreaCode = "532601777" }, problem.Invalid, "area_code"},
		"elsewhere":           {planner, func(d *Draft) { d.AreaCode = "532622" }, problem.Forbidden, ""},
		"by a clerk":          {by(actor.Clerk, "532601"), func(*Draft) {}, problem.Forbidden, ""},
	} {
		d := draft()
		drawn(&d)
		tc.edit(&d)
		_, err := s.Create(ctx, tc.by, uuid.Nil, d)
		p := problem.As(err)
		if p == nil || p.Kind != tc.kind || tc.field != "" && (len(p.Fields) == 0 || p.Fields[0].Field != tc.field) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := s.Retire(ctx, planner, z.ID, 1); !problem.Is(err, problem.Stale) {
		t.Errorf("stale: %v", err)
	}
	if _, err := s.Get(ctx, uuid.New()); !problem.Is(err, problem.NotFound) {
		t.Errorf("unknown: %v", err)
	}
}
