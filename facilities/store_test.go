package facilities

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// grid is a locator for tests: 532601001 west of 104.5° E, 532601102 east of it up to
// 105°, 532622101 beyond.
type grid struct{}

func (grid) CodesAt(p orb.Point) []string {
	switch {
	case p[0] < 104 || p[0] > 106:
		return nil
	case p[0] < 104.5:
		return []string{"53", "5326", "532601", "532601001"}
	case p[0] < 105:
		return []string{"53", "5326", "532601", "532601102"}
	}
	return []string{"53", "5326", "532622", "532622101"}
}

// day reads a day of a test.
func day(text string) Day {
	d, err := ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

func ptr[T any](v T) *T { return &v }

// newStore is a store over two counties with three townships and a village; today is 2022-06-15.
func newStore(t *testing.T) *Store {
	t.Helper()
	db := datatest.New(t)
	err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		for _, a := range [][]string{
			{"53", "云南省", "province", ""}, {"5326", "文山州", "prefecture", "53"},
			{"532601", "文山市", "county", "5326"}, {"532622", "砚山县", "county", "5326"},
			{"532601001", "开化街道", "township", "532601"}, {"532601102", "古木镇", "township", "532601"},
			{"532622101", "江那镇", "township", "532622"}, {"532601001201", "下田村", "village", "532601001"},
		} {
			if _, err := tx.Exec(ctx, addArea, a[0], a[1], a[2], a[3], data.Geom{}, data.Geom{}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s := NewStore(db, grid{})
	s.now = func() time.Time { return time.Date(2022, 6, 14, 17, 0, 0, 0, time.UTC) } // the 15th in Shanghai
	return s
}

func draft() Draft {
	return Draft{Kind: "township_cemetery", Name: "开化街道公益性公墓𣲗", AreaCode: "532601001",
		Lon: ptr(104.25), Lat: ptr(23.36), Status: "in_use", StatusFrom: ptr(day("2015-05-04")),
		Capacity: ptr(100), Used: ptr(40)}
}

func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{Login: "u", Name: "u", Role: role, Area: area}, Door: "test", Reason: "why"}
}

var planner = by(actor.Planner, "5326")

func mustCreate(t *testing.T, s *Store, edit func(*Draft)) Facility {
	t.Helper()
	d := draft()
	if edit != nil {
		edit(&d)
	}
	f, err := s.Create(context.Background(), planner, uuid.Nil, d)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestCreateAndGet(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	f := mustCreate(t, s, func(d *Draft) { d.VillageCode = "532601001201" })
	got, err := s.Get(context.Background(), f.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.Name != "开化街道公益性公墓𣲗" || got.KindName != "乡级公益性公墓" || got.Version != 1 ||
		*got.Lon != 104.25 || *got.Lat != 23.36 || got.Precision != "map" || *got.VillageCode != "532601001201" {
		t.Errorf("came back as %+v", got)
	}
	if !slices.Equal(got.AreaPath, []string{"文山州", "文山市", "开化街道"}) {
		t.Errorf("area path %v", got.AreaPath)
	}
	if *got.Status != "in_use" || *got.StatusFrom != day("2015-05-04") || len(got.Statuses) != 1 {
		t.Errorf("status %v", got.Statuses)
	}
	if _, err := s.Create(context.Background(), planner, f.ID, draft()); !problem.Is(err, problem.Conflict) {
		t.Errorf("an id in use gives %v", err)
	}
	if _, err := s.Get(context.Background(), uuid.New()); !problem.Is(err, problem.NotFound) {
		t.Errorf("an unknown id gives %v", err)
	}
}

func TestCreateRefuses(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	long := make([]rune, 10_000)
	for i := range long {
		long[i] = '墓'
	}
	for _, tc := range []struct {
		name  string
		edit  func(*Draft)
		field string
	}{
		{"no name", func(d *Draft) { d.Name = "  " }, "name"},
		{"long name", func(d *Draft) { d.Name = string(long) }, "name"},
		{"control character", func(d *Draft) { d.Name = "a\x00b" }, "name"},
		{"unknown kind", func(d *Draft) { d.Kind = "tomb" }, "kind"},
		{"no kind", func(d *Draft) { d.Kind = "" }, "kind"},
		{"subkind of another", func(d *Draft) { d.Subkind = "tree" }, "subkind"},
		{"unknown subkind", func(d *Draft) { d.Kind, d.Subkind = "eco_burial", "rocket" }, "subkind"},
		{"no area", func(d *Draft) { d.AreaCode = "" }, "area_code"},
		{"unknown area", func(d *Draft) { d.AreaCode = "532699001" }, "area_code"},
		{"county for a township's kind", func(d *Draft) { d.AreaCode = "532601" }, "area_code"},
		{"village as area", func(d *Draft) { d.AreaCode = "532601001201" }, "area_code"},
		{"village elsewhere", func(d *Draft) { d.AreaCode, d.VillageCode = "532601102", "532601001201" }, "village_code"},
		{"township as village", func(d *Draft) { d.VillageCode = "532601001" }, "village_code"},
		{"half a position", func(d *Draft) { d.Lat = nil }, "lat"},
		{"swapped", func(d *Draft) { d.Lon, d.Lat = d.Lat, d.Lon }, "lat"},
		{"no longitude", func(d *Draft) { d.Lon = ptr(200.0) }, "lon"},
		{"precision", func(d *Draft) { d.Precision = "guess" }, "precision"},
		{"no status", func(d *Draft) { d.Status = "" }, "status"},
		{"status", func(d *Draft) { d.Status = "open" }, "status"},
		{"negative", func(d *Draft) { d.Capacity = ptr(-1) }, "capacity"},
		{"grade", func(d *Draft) { d.Grade = ptr(9) }, "grade"},
		{"area", func(d *Draft) { d.AreaM2 = ptr(-1.0) }, "area_m2"},
		{"outside its township", func(d *Draft) { d.Lon = ptr(104.7) }, "position_reason"},
		{"nowhere", func(d *Draft) { d.Lon = ptr(10.0) }, "position_reason"},
	} {
		d := draft()
		tc.edit(&d)
		_, err := s.Create(context.Background(), planner, uuid.Nil, d)
		p := problem.As(err)
		if p == nil || p.Kind != problem.Invalid || p.Fields[0].Field != tc.field {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
	if all, err := s.List(context.Background(), Filter{Limit: 5}); err != nil || len(all) > 0 {
		t.Errorf("%d facilities were made: %v", len(all), err)
	}
}

func TestCreateElsewhere(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	mustCreate(t, s, func(d *Draft) { d.Lon, d.PositionReason = ptr(104.7), "界线待定" })
	mustCreate(t, s, func(d *Draft) { d.Lon, d.Lat = nil, nil })
	mustCreate(t, s, func(d *Draft) { d.Kind, d.AreaCode = "funeral_parlour", "532601" })
	all, err := s.List(context.Background(), Filter{Area: "532601001", Limit: 10})
	if err != nil || len(all) != 2 || all[0].Precision == all[1].Precision {
		t.Errorf("%v: %v", all, err)
	}
}

func TestRights(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	mine := mustCreate(t, s, nil)
	other := mustCreate(t, s, func(d *Draft) { d.AreaCode, d.Lon = "532622101", ptr(105.5) })
	strayed := mustCreate(t, s, func(d *Draft) { d.Lon, d.PositionReason = ptr(105.5), "争议" })
	rename := func(d *Draft) error { d.Name = "新名"; return nil }
	clerk := by(actor.Clerk, "532601001")
	for _, tc := range []struct {
		name   string
		change data.Change
		id     uuid.UUID
		edit   func(*Draft) error
		want   problem.Kind
	}{
		{"own township", clerk, mine.ID, rename, ""},
		{"other county", clerk, other.ID, rename, problem.Forbidden},
		{"stands in another county", clerk, strayed.ID, rename, problem.Forbidden},
		{"move it to another township", clerk, mine.ID, func(d *Draft) error { d.AreaCode, d.Lon = "532601102", ptr(104.7); return nil }, problem.Forbidden},
		{"move the point to another township", clerk, mine.ID, func(d *Draft) error { d.Lon, d.PositionReason = ptr(104.7), "x"; return nil }, problem.Forbidden},
		{"officer", by(actor.Officer, "5326"), mine.ID, rename, problem.Forbidden},
		{"nobody", data.Change{Actor: actor.Nobody, Door: "test"}, mine.ID, rename, problem.Unauthorized},
	} {
		f, err := s.Get(ctx, tc.id)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Update(ctx, tc.change, tc.id, f.Version, tc.edit)
		if tc.want == "" && err != nil || tc.want != "" && !problem.Is(err, tc.want) {
			t.Errorf("%s: %v", tc.name, err)
		}
		_, err = s.Retire(ctx, tc.change, other.ID, other.Version)
		if err == nil {
			t.Errorf("%s: retired a facility of another county", tc.name)
		}
	}
}

func TestUpdate(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	f := mustCreate(t, s, nil)
	g, err := s.Update(ctx, planner, f.ID, 1, func(d *Draft) error {
		d.Capacity, d.Note = nil, "𣲗"
		return nil
	})
	if err != nil || g.Version != 2 || g.Capacity != nil || g.Note != "𣲗" || *g.Used != 40 {
		t.Fatalf("%+v: %v", g, err)
	}
	if _, err := s.Update(ctx, planner, f.ID, 1, func(*Draft) error { return nil }); !problem.Is(err, problem.Stale) {
		t.Errorf("an old version gives %v", err)
	}
	same, err := s.Update(ctx, planner, f.ID, 2, func(*Draft) error { return nil })
	if err != nil || same.Version != 2 {
		t.Errorf("a change of nothing makes version %d: %v", same.Version, err)
	}
	gone, err := s.Retire(ctx, planner, f.ID, 2)
	if err != nil || !gone.Retired || gone.Version != 3 {
		t.Fatalf("%+v: %v", gone, err)
	}
	if _, err := s.Update(ctx, planner, f.ID, 3, func(*Draft) error { return nil }); !problem.Is(err, problem.Conflict) {
		t.Errorf("a change of a retired facility gives %v", err)
	}
	history, err := s.History(ctx, f.ID)
	if err != nil || len(history) != 3 || history[0].Reason != "why" || len(history[2].Parts) != 1 {
		t.Errorf("history %+v: %v", history, err)
	}
	if _, err := s.History(ctx, uuid.New()); !problem.Is(err, problem.NotFound) {
		t.Errorf("history of an unknown id: %v", err)
	}
	if all, err := s.List(ctx, Filter{Limit: 5}); err != nil || len(all) > 0 {
		t.Errorf("a retired facility is listed: %v", err)
	}
}

func TestStatusChanges(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	f := mustCreate(t, s, func(d *Draft) { d.Status, d.StatusFrom = "planned", ptr(day("2020-03-01")) })
	for _, step := range []struct{ status, from, want string }{
		{"building", "2021-08-01", "planned 2020-03-01 building 2021-08-01"},
		{"in_use", "2021-07-01", "refused"},
		{"in_use", "", "planned 2020-03-01 building 2021-08-01 in_use 2022-06-15"},
		{"in_use", "", "planned 2020-03-01 building 2021-08-01 in_use 2022-06-15"},
		{"", "2022-06-01", "planned 2020-03-01 building 2021-08-01 in_use 2022-06-01"},
		{"in_use", "2021-08-01", "refused"},
		{"closed", "2022-06-01", "planned 2020-03-01 building 2021-08-01 closed 2022-06-01"},
		{"building", "2022-06-01", "planned 2020-03-01 building 2021-08-01"},
		{"in_use", "2023-01-01", "planned 2020-03-01 building 2021-08-01 in_use 2023-01-01"},
	} {
		current, err := s.Get(ctx, f.ID)
		if err != nil {
			t.Fatal(err)
		}
		after, err := s.Update(ctx, planner, f.ID, current.Version, func(d *Draft) error {
			d.Status = step.status
			if step.from != "" {
				d.StatusFrom = ptr(day(step.from))
			}
			return nil
		})
		if step.want == "refused" {
			if !problem.Is(err, problem.Invalid) {
				t.Errorf("%s %s: %v", step.status, step.from, err)
			}
			continue
		}
		got := ""
		for i, p := range after.Statuses {
			got += " " + p.Status + " " + p.From.String()
			if last := i == len(after.Statuses)-1; last != (p.To == nil) || !last && *p.To != after.Statuses[i+1].From {
				t.Errorf("%s %s: does not follow: %v", step.status, step.from, after.Statuses)
			}
		}
		if err != nil || got != " "+step.want {
			t.Errorf("%s %s: got%s, want %s (%v)", step.status, step.from, got, step.want, err)
		}
	}
	last, err := s.Get(ctx, f.ID)
	if err != nil || *last.Status != "building" {
		t.Errorf("today it is %v, it opens next year: %v", *last.Status, err)
	}
}

func TestStatusCorrectionNeedsReason(t *testing.T) {
	t.Parallel()
	h := History{{Status: "in_use", From: day("2015-05-04")}}
	if _, err := h.Change("in_use", day("2016-01-01"), ""); !problem.Is(err, problem.Invalid) {
		t.Errorf("without a reason: %v", err)
	}
	if got, err := h.Change("in_use", day("2016-01-01"), "typing error"); err != nil || got[0].From != day("2016-01-01") {
		t.Errorf("with one: %v, %v", got, err)
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	for _, area := range []string{"532601001", "532601001", "532601102", "532622101"} {
		mustCreate(t, s, func(d *Draft) { d.AreaCode, d.Lon, d.Lat = area, nil, nil })
	}
	mustCreate(t, s, func(d *Draft) { d.Kind, d.Name, d.Status = "care_home", "文山市福利院", "planned" })
	for _, tc := range []struct {
		filter Filter
		want   int
	}{
		{Filter{}, 5}, {Filter{Area: "532601"}, 4}, {Filter{Area: "532601102"}, 1}, {Filter{Kind: "care_home"}, 1},
		{Filter{Kind: "care"}, 1}, {Filter{Kind: "cemetery"}, 4}, {Filter{Status: "in_use"}, 4}, {Filter{Text: "福利"}, 1}, {Filter{Text: "%"}, 0},
	} {
		seen := map[uuid.UUID]bool{}
		for tc.filter.Limit = 2; ; {
			page, err := s.List(ctx, tc.filter)
			if err != nil {
				t.Fatal(err)
			}
			more := len(page) > 2
			for _, f := range page[:min(2, len(page))] {
				seen[f.ID] = true
				tc.filter.AfterArea, tc.filter.AfterID = f.AreaCode, f.ID
			}
			if !more {
				break
			}
		}
		if len(seen) != tc.want {
			t.Errorf("%+v: %d facilities, want %d", tc.filter, len(seen), tc.want)
		}
	}
	for _, f := range []Filter{{Kind: "tomb"}, {Status: "open"}} {
		if _, err := s.List(ctx, f); !problem.Is(err, problem.BadParameter) {
			t.Errorf("%+v: %v", f, err)
		}
	}
}

// Of writers that edit the same version one wins, the others are told.
func TestConcurrentUpdates(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	f := mustCreate(t, s, nil)
	results := make(chan error, 8)
	for i := range 8 {
		go func() {
			_, err := s.Update(context.Background(), planner, f.ID, 1, func(d *Draft) error { d.Used = ptr(i); return nil })
			results <- err
		}()
	}
	won := 0
	for range 8 {
		switch err := <-results; {
		case err == nil:
			won++
		case !problem.Is(err, problem.Stale):
			t.Error(err)
		}
	}
	if won != 1 {
		t.Errorf("%d writers won", won)
	}
}
