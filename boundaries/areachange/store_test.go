package areachange_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/boundaries/areachange"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// replies says whether the reply is attached.
type replies bool

func (r replies) HasReply(context.Context, data.Querier, uuid.UUID) (bool, error) {
	return bool(r), nil
}

// twoCounties is a database of two counties; the first has two townships, one drawn.
func twoCounties(t *testing.T) *data.DB {
	t.Helper()
	db := datatest.New(t)
	write(t, db, `INSERT INTO area (code, name, level, parent) VALUES ('53', '省', 'province', NULL), ('5326', '州', 'prefecture', '53'),
		('532601', '甲县', 'county', '5326'), ('532622', '乙县', 'county', '5326'), ('532601201', '甲乡', 'township', '532601'),
		('532601202', '丙乡', 'township', '532601'), ('532601201201', '东村', 'village', '532601201'), ('532601201202', '西村', 'village', '532601201')`)
	write(t, db, `UPDATE area SET seat = 'SRID=4490;POINT(104.1 23.1)', geom = 'SRID=4490;MULTIPOLYGON(((104 23,104.2 23,104.2 23.2,104 23.2,104 23)))' WHERE code = '532601201'`)
	return db
}

func write(t *testing.T, db *data.DB, sql string) {
	t.Helper()
	err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, sql)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{ID: uuid.New(), Login: "t", Role: role, Area: area}, Door: "test"}
}

func town() areachange.Draft {
	return areachange.Draft{Kind: "upgrade", Title: "撤乡设镇", Authority: "省人民政府", Document: "1号", ApprovedOn: "2022-01-01", EffectiveOn: "2022-02-01",
		Parts: []areachange.AreaPart{{Old: []string{"532601201"}, Code: "532601101", Name: "甲镇"}}}
}

func changes(t *testing.T, db *data.DB) (n int) {
	t.Helper()
	if err := db.Read().QueryRow(context.Background(), "SELECT count(*) FROM change").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// Who may not, what is stale, and what is not ready is refused, and nothing has changed.
func TestRefusedChanges(t *testing.T) {
	t.Parallel()
	ctx, db := context.Background(), twoCounties(t)
	store, without := areachange.NewStore(db, replies(true)), areachange.NewStore(db, replies(false))
	admin := by(actor.Admin, "5326")
	made, err := store.Create(ctx, admin, uuid.Nil, town())
	if err != nil {
		t.Fatal(err)
	}
	future := town()
	future.EffectiveOn = time.Now().AddDate(0, 0, 2).Format(time.DateOnly)
	later, err := store.Create(ctx, admin, uuid.Nil, future)
	if err != nil {
		t.Fatal(err)
	}
	bare, err := store.Create(ctx, admin, uuid.Nil, areachange.Draft{Kind: "upgrade", Title: "未批", Parts: town().Parts})
	if err != nil {
		t.Fatal(err)
	}
	drawn := areachange.Draft{Kind: "split", Title: "拆分", Authority: "省", Document: "2号", ApprovedOn: "2022-01-01", EffectiveOn: "2022-02-01", Parts: []areachange.AreaPart{
		{Old: []string{"532601201"}, Code: "532601203", Name: "一乡", Members: []string{"532601201201"}, Geometry: rectangle(104, 104.15)},
		{Old: []string{"532601201"}, Code: "532601204", Name: "二乡", Members: []string{"532601201202"}, Geometry: rectangle(104.1, 104.2)}}}
	overlapping, err := store.Create(ctx, admin, uuid.Nil, drawn)
	if err != nil {
		t.Fatal(err)
	}
	before := changes(t, db)
	for name, tc := range map[string]struct {
		err        error
		kind       problem.Kind
		field, key string
	}{
		"another role":              {create(store, by(actor.Reviewer, "5326")), problem.Forbidden, "", "actor.role"},
		"another county":            {create(store, by(actor.Admin, "532622")), problem.Forbidden, "", "actor.outside_area"},
		"nobody":                    {create(store, data.Change{Door: "test"}), problem.Unauthorized, "", ""},
		"stale":                     {apply(store, admin, made.ID, 7), problem.Stale, "", ""},
		"stale withdrawal":          {withdraw(store, admin, made.ID, 7), problem.Stale, "", ""},
		"unknown":                   {apply(store, admin, uuid.New(), 1), problem.NotFound, "", ""},
		"applied by another county": {apply(store, by(actor.Admin, "532622"), made.ID, 1), problem.Forbidden, "", "actor.outside_area"},
		"without the reply":         {apply(without, admin, made.ID, 1), problem.Invalid, "reply", "areachange.no_reply"},
		"without the document":      {apply(store, admin, bare.ID, 1), problem.Invalid, "document", "problem.required"},
		"without the day":           {apply(store, admin, bare.ID, 1), problem.Invalid, "effective_on", "problem.required"},
		"before its day":            {apply(store, admin, later.ID, 1), problem.Invalid, "effective_on", "areachange.not_yet"},
		"overlapping outlines":      {apply(store, admin, overlapping.ID, 1), problem.Invalid, "parts", "areachange.parts_overlap"},
	} {
		p := problem.As(tc.err)
		if p == nil || p.Kind != tc.kind {
			t.Errorf("%s: %v, want %s", name, tc.err, tc.kind)
			continue
		}
		found := p.Key == tc.key || tc.key == ""
		for _, f := range p.Fields {
			found = found || f.Field == tc.field && f.Key == tc.key
		}
		if !found {
			t.Errorf("%s: %v, want %s %s", name, tc.err, tc.field, tc.key)
		}
	}
	if n := changes(t, db); n != before {
		t.Errorf("%d changes were made", n-before)
	}
	due, err := store.List(ctx, areachange.Filter{Due: true, Limit: 10})
	if err != nil || len(due) != 2 || !due[0].Due {
		t.Errorf("due: %v %v", due, err)
	}
}

func rectangle(west, east float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{west, 23}, {east, 23}, {east, 23.2}, {west, 23.2}, {west, 23}}}}
}

func create(s *areachange.Store, c data.Change) error {
	_, err := s.Create(context.Background(), c, uuid.Nil, town())
	return err
}

func apply(s *areachange.Store, c data.Change, id uuid.UUID, version int64) error {
	_, err := s.Apply(context.Background(), c, id, version)
	return err
}

func withdraw(s *areachange.Store, c data.Change, id uuid.UUID, version int64) error {
	_, err := s.Withdraw(context.Background(), c, id, version)
	return err
}

// A draft is edited, withdrawn or applied once; codes resolve through several changes, and
// none is given twice.
func TestSuccession(t *testing.T) {
	t.Parallel()
	ctx, db := context.Background(), twoCounties(t)
	store, admin := areachange.NewStore(db, replies(true)), by(actor.Admin, "5326")
	step := func(d areachange.Draft) areachange.AreaChange {
		t.Helper()
		c, err := store.Create(ctx, admin, uuid.Nil, d)
		if err != nil {
			t.Fatal(err)
		}
		if c, err = store.Apply(ctx, admin, c.ID, c.Version); err != nil {
			t.Fatal(err)
		}
		return c
	}
	first := step(town())
	if first.State != areachange.Applied || first.Version != 2 || first.AppliedBy != "t" {
		t.Errorf("%+v", first)
	}
	again := town()
	again.EffectiveOn, again.Parts[0] = "2022-03-01", areachange.AreaPart{Old: []string{"532601101"}, Code: "532601001", Name: "甲街道"}
	step(again)
	county := town()
	county.EffectiveOn, county.Parts[0] = "2022-04-01", areachange.AreaPart{Old: []string{"532601"}, Code: "532602", Name: "甲市"}
	step(county)
	for code, want := range map[string]string{"532601201": "{532602001}", "532601201202": "{532602001202}", "532622": "{532622}", "532602001": "{532602001}"} {
		var got string
		if err := db.Read().QueryRow(ctx, "SELECT area_now($1)::text", code).Scan(&got); err != nil || got != want {
			t.Errorf("%s is now %s, want %s (%v)", code, got, want, err)
		}
	}
	for day, want := range map[string]string{"2022-01-31": "532601201", "2022-02-01": "532601101", "2022-03-31": "532601001", "2022-04-01": "532602001"} {
		var got string
		if err := db.Read().QueryRow(ctx, "SELECT area_as_of('532601001', $1::text::date)", day).Scan(&got); err != nil || got != want {
			t.Errorf("on %s: %s, want %s (%v)", day, got, want, err)
		}
	}
	back := town()
	back.EffectiveOn, back.Parts[0] = "2022-05-01", areachange.AreaPart{Old: []string{"532602"}, Code: "532601", Name: "甲县"}
	if _, err := store.Create(ctx, admin, uuid.Nil, back); !problem.Is(err, problem.Invalid) {
		t.Errorf("a code is given again: %v", err)
	}
	if err := apply(store, admin, first.ID, 2); !problem.Is(err, problem.Conflict) {
		t.Errorf("applied twice: %v", err)
	}
	report, err := data.Verify(ctx, db)
	if err != nil || len(report.Faults) > 0 {
		t.Errorf("%v %v", err, report.Faults)
	}
}

// An edit replaces the parts; a withdrawn draft stays readable and takes nothing more.
func TestDrafts(t *testing.T) {
	t.Parallel()
	ctx, db := context.Background(), twoCounties(t)
	store, admin := areachange.NewStore(db, replies(true)), by(actor.Admin, "5326")
	made, err := store.Create(ctx, admin, uuid.Nil, town())
	if err != nil {
		t.Fatal(err)
	}
	edited, err := store.Update(ctx, admin, made.ID, 1, func(d *areachange.Draft) error {
		d.Parts = []areachange.AreaPart{{Old: []string{"532601202"}, Code: "532601102", Name: "丙镇"}}
		return nil
	})
	if err != nil || len(edited.Parts) != 1 || edited.AreaCodes[0] != "532601202" || edited.Version != 2 {
		t.Fatalf("%+v %v", edited, err)
	}
	if err := store.MayWrite(ctx, admin.Actor, made.ID.String()); err != nil {
		t.Errorf("papers are refused: %v", err)
	}
	if err := withdraw(store, admin, made.ID, 2); err != nil {
		t.Fatal(err)
	}
	if err := withdraw(store, admin, made.ID, 3); !problem.Is(err, problem.Conflict) {
		t.Errorf("withdrawn twice: %v", err)
	}
	if err := store.MayWrite(ctx, admin.Actor, made.ID.String()); !problem.Is(err, problem.Conflict) {
		t.Errorf("papers after the end: %v", err)
	}
	if err := store.MayRead(ctx, by(actor.Viewer, "532601").Actor, made.ID.String()); err != nil {
		t.Errorf("reading: %v", err)
	}
	if _, err := store.Preview(ctx, admin.Actor, made.ID); !problem.Is(err, problem.Conflict) {
		t.Errorf("preview after the end: %v", err)
	}
}
