package signs

import (
	"bytes"
	"context"
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

// grid is a locator for tests: west of 104.5° E lies 532601001, east of it 532622101.
type grid struct{}

func (grid) CodesAt(p orb.Point) []string {
	switch {
	case p[0] < 104 || p[0] > 106:
		return nil
	case p[0] < 104.5:
		return []string{"53", "5326", "532601", "532601001"}
	}
	return []string{"53", "5326", "532622", "532622101"}
}

var (
	here  = uuid.MustParse("00000000-0000-7000-8000-000000000001") // an entry in 532601001
	there = uuid.MustParse("00000000-0000-7000-8000-000000000002") // an entry in 532622101
)

func ptr[T any](v T) *T { return &v }

// newStore is a store over two counties with an entry each; today is 2022-06-15.
func newStore(t *testing.T) *Store {
	t.Helper()
	db := datatest.New(t)
	err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level, parent) VALUES
			('53', '云南省', 'province', NULL), ('5326', '文山州', 'prefecture', '53'),
			('532601', '文山市', 'county', '5326'), ('532622', '砚山县', 'county', '5326'),
			('532601001', '开化街道', 'township', '532601'), ('532622101', '江那镇', 'township', '532622')`)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "INSERT INTO place_class (code, name) VALUES ('23300', '街路巷') ON CONFLICT DO NOTHING"); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO place (id, name, class_code, area_code) VALUES
			($1, '开化南路', '23300', '532601001'), ($2, '江那大街', '23300', '532622101')`, here, there)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	s := NewStore(db, grid{})
	s.now = func() time.Time { return time.Date(2022, 6, 15, 1, 0, 0, 0, time.UTC) }
	return s
}

// by is a change by an officer of the county.
func by(county string) data.Change {
	return data.Change{Actor: actor.Actor{Login: "li", Name: "李", Role: actor.Officer, Area: county}, Door: "test"}
}

func standing(place uuid.UUID) Draft {
	return Draft{PlaceID: place, Kind: "street", Condition: "good", InstalledOn: "2021-05-04", Lon: ptr(104.2), Lat: ptr(23.4)}
}

func TestLifeOfASign(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), newStore(t)
	made, err := s.Create(ctx, by("532601"), uuid.Nil, standing(here))
	if err != nil {
		t.Fatal(err)
	}
	if made.Text != "开化南路" || made.Differs || made.AreaCode != "532601001" || len(made.AreaPath) != 3 || *made.InstalledOn != "2021-05-04" {
		t.Errorf("made %+v", made)
	}
	changed, err := s.Update(ctx, by("532601"), made.ID, 1, func(d *Draft) error {
		d.Text, d.Condition, d.CheckedOn = "开化南路 𣲗", "worn", "2022-06-15"
		return nil
	})
	if err != nil || changed.Version != 2 || !changed.Differs || changed.Text != "开化南路 𣲗" {
		t.Fatalf("changed %+v, %v", changed, err)
	}
	if err := s.Retire(ctx, by("532601"), made.ID, 2); err != nil {
		t.Fatal(err)
	}
	list, err := s.List(ctx, Filter{Limit: 10})
	if err != nil || len(list) != 0 {
		t.Errorf("a withdrawn sign is listed: %v, %v", list, err)
	}
	if versions, err := s.History(ctx, made.ID); err != nil || len(versions) != 3 {
		t.Errorf("history: %d versions, %v", len(versions), err)
	}
	if _, err := s.Update(ctx, by("532601"), made.ID, 3, func(*Draft) error { return nil }); !problem.Is(err, problem.Conflict) {
		t.Errorf("a withdrawn sign changes: %v", err)
	}
}

// Everything that is refused, and that nothing is written then.
func TestRefusals(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), newStore(t)
	made, err := s.Create(ctx, by("532601"), uuid.Nil, standing(here))
	if err != nil {
		t.Fatal(err)
	}
	plan, err := s.CreatePlan(ctx, by("532601"), PlanDraft{Title: "街路巷", AreaCode: "532601", Year: 2022})
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		change data.Change
		alter  func(*Draft)
		want   problem.Kind
		field  string
	}{
		"an inspector":            {data.Change{Actor: actor.Actor{Login: "w", Role: actor.Inspector, Area: "532601"}, Door: "test"}, func(*Draft) {}, problem.Forbidden, ""},
		"entry of another county": {by("532622"), func(*Draft) {}, problem.Forbidden, ""},
		"stands in another":       {by("532601"), func(d *Draft) { d.Lon = ptr(105.0) }, problem.Forbidden, ""},
		"stands outside":          {by("532601"), func(d *Draft) { d.Lon = ptr(99.0) }, problem.Invalid, "position_reason"},
		"no entry":                {by("532601"), func(d *Draft) { d.PlaceID = uuid.Max }, problem.Invalid, "place_id"},
		"no plan":                 {by("532601"), func(d *Draft) { d.PlanID = &uuid.Max }, problem.Invalid, "plan_id"},
		"unknown kind":            {by("532601"), func(d *Draft) { d.Kind = "banner" }, problem.Invalid, "kind"},
		"unknown condition":       {by("532601"), func(d *Draft) { d.Condition = "fine" }, problem.Invalid, "condition"},
		"put up tomorrow":         {by("532601"), func(d *Draft) { d.InstalledOn = "2022-06-16" }, problem.Invalid, "installed_on"},
		"put up on no day":        {by("532601"), func(d *Draft) { d.InstalledOn = "2021-02-30" }, problem.Invalid, "installed_on"},
		"stands since never":      {by("532601"), func(d *Draft) { d.InstalledOn = "" }, problem.Invalid, "installed_on"},
		"planned but stands":      {by("532601"), func(d *Draft) { d.Condition = planned }, problem.Invalid, "condition"},
		"checked before":          {by("532601"), func(d *Draft) { d.CheckedOn = "2020-01-01" }, problem.Invalid, "checked_on"},
		"half a position":         {by("532601"), func(d *Draft) { d.Lat = nil }, problem.Invalid, "lat"},
		"no position on earth":    {by("532601"), func(d *Draft) { d.Lat = ptr(200.0) }, problem.Invalid, "lat"},
		"control characters":      {by("532601"), func(d *Draft) { d.Text = "路\x00" }, problem.Invalid, "text"},
	} {
		d := standing(here)
		tc.alter(&d)
		_, err := s.Create(ctx, tc.change, uuid.Nil, d)
		checkRefusal(t, name, err, tc.want, tc.field)
	}
	_, err = s.Create(ctx, by("532601"), made.ID, standing(here))
	checkRefusal(t, "the id again", err, problem.Conflict, "")
	_, err = s.Update(ctx, by("532601"), made.ID, 9, func(*Draft) error { return nil })
	checkRefusal(t, "stale", err, problem.Stale, "")
	_, err = s.Update(ctx, by("532622"), made.ID, 1, func(*Draft) error { return nil })
	checkRefusal(t, "foreign sign", err, problem.Forbidden, "")
	_, err = s.UpdatePlan(ctx, by("532622"), plan.ID, 1, func(d *PlanDraft) { d.AreaCode = "532622" })
	checkRefusal(t, "foreign plan", err, problem.Forbidden, "")
	_, err = s.CreatePlan(ctx, by("532601"), PlanDraft{Title: "", AreaCode: "5326019", Year: 1200, TargetNames: ptr(-1)})
	checkRefusal(t, "bad plan", err, problem.Invalid, "title")
	_, err = s.CreatePlan(ctx, by("5326"), PlanDraft{Title: "街", AreaCode: "532699", Year: 2022})
	checkRefusal(t, "plan of no area", err, problem.Invalid, "area_code")

	list, err := s.List(ctx, Filter{Limit: 50})
	if err != nil || len(list) != 1 || list[0].Version != 1 {
		t.Errorf("after the refusals: %+v, %v", list, err)
	}
}

func checkRefusal(t *testing.T, name string, err error, want problem.Kind, field string) {
	t.Helper()
	if !problem.Is(err, want) {
		t.Errorf("%s: %v, want %s", name, err, want)
		return
	}
	if field == "" {
		return
	}
	for _, f := range problem.As(err).Fields {
		if f.Field == field {
			return
		}
	}
	t.Errorf("%s: %v names no field %s", name, err, field)
}

func TestProgress(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), newStore(t)
	c := by("5326")
	plan, err := s.CreatePlan(ctx, c, PlanDraft{Title: "三个片区街路巷", AreaCode: "532601", Year: 2022, TargetNames: ptr(2), TargetSigns: ptr(6), Source: "实施方案"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.CreatePlan(ctx, c, PlanDraft{Title: "江那镇", AreaCode: "532622", Year: 2023}); err != nil {
		t.Fatal(err)
	}
	add := func(alter func(*Draft)) {
		t.Helper()
		d := standing(here)
		d.PlanID = &plan.ID
		alter(&d)
		if _, err := s.Create(ctx, c, uuid.Nil, d); err != nil {
			t.Fatal(err)
		}
	}
	add(func(*Draft) {})
	add(func(d *Draft) { d.Condition = "worn" })
	add(func(d *Draft) { d.Condition = "missing" })
	add(func(d *Draft) { d.Condition, d.InstalledOn = planned, "" })
	add(func(d *Draft) { d.Text = "开华南路" })
	rows, err := s.Progress(ctx, "5326", 0)
	if err != nil || len(rows) != 2 {
		t.Fatalf("%+v, %v", rows, err)
	}
	first := rows[0]
	got := [6]int{first.NamesDone, first.Listed, first.Installed, first.Poor, first.Wrong, *first.TargetSigns}
	if got != [6]int{1, 5, 3, 2, 1, 6} {
		t.Errorf("done, listed, installed, poor, wrong, target: %v", got)
	}
	if total := Sum(rows); total.TargetNames != nil || total.Listed != 5 {
		t.Errorf("a target that one plan does not state is in the total: %+v", total)
	}
	signs, err := s.List(ctx, Filter{Plan: plan.ID, Differs: true, Limit: 10})
	if err != nil || len(signs) != 1 {
		t.Fatalf("differing: %+v, %v", signs, err)
	}
	var book bytes.Buffer
	if err := Workbook(signs, rows, problem.Chinese).Write(&book); err != nil || book.Len() < 2000 {
		t.Errorf("workbook of %d bytes, %v", book.Len(), err)
	}
}
