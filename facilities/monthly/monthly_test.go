package monthly_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/facilitytest"
	"cairn/facilities/life"
	"cairn/facilities/monthly"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// now is when the tests play: the 10th of March, 2022, in Shanghai.
var now = time.Date(2022, 3, 10, 1, 0, 0, 0, time.UTC)

const kaihua, gumu = "532601001", "532601102"

// nowhere is a locator of positions: the tests have none.
type nowhere struct{}

func (nowhere) CodesAt(orb.Point) []string { return nil }

// kit is a township with a cemetery (100 plots, 40 used), a care home (20 beds, 12 nursing, 18
// residents) and a home-care centre.
type kit struct {
	*testing.T
	ctx                  context.Context
	db                   *data.DB
	store                *monthly.Store
	cemetery, home, care uuid.UUID
}

func newKit(t *testing.T) *kit {
	t.Helper()
	t.Parallel()
	db := facilitytest.Small(t)
	sites := facilities.NewStore(db, nowhere{})
	k := &kit{T: t, ctx: context.Background(), db: db, store: monthly.NewStore(db, life.NewStore(db, sites)).At(now)}
	add := func(kind, name string, capacity, used, nursing *int) uuid.UUID {
		from := facilitytest.Day("2015-01-01")
		f, err := sites.Create(k.ctx, by(actor.Planner, "5326"), uuid.Nil, facilities.Draft{Kind: kind, Name: name, AreaCode: kaihua,
			Status: "in_use", StatusFrom: &from, Capacity: capacity, Used: used, NursingBeds: nursing})
		if err != nil {
			t.Fatal(err)
		}
		return f.ID
	}
	k.cemetery = add("township_cemetery", "开化公墓", ptr(100), ptr(40), nil)
	k.home = add("care_home", "开化养老院", ptr(20), ptr(18), ptr(12))
	k.care = add("home_care_centre", "居家养老中心", nil, nil, nil)
	return k
}

func ptr[T any](v T) *T { return &v }

func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{Login: string(role) + area, Name: "李四", Role: role, Area: area}, Door: "test"}
}

var clerk = by(actor.Clerk, kaihua)

func month(text string) monthly.Month {
	m, err := monthly.ParseMonth(text)
	if err != nil {
		panic(err)
	}
	return m
}

// report is one of no change.
func report(m string) monthly.Input { return monthly.Input{ID: uuid.New(), Month: month(m)} }

// changed is a report in which two were buried in the cemetery and one resident left.
func (k *kit) changed(m string) monthly.Input {
	in := report(m)
	in.MonthlyCounts = monthly.MonthlyCounts{Cremations: 3, Burials: 2, EcoBurials: 1, Deaths: ptr(4)}
	in.Changes = []monthly.FigureChange{
		{FacilityID: k.cemetery, Measure: "plots", FigurePair: monthly.FigurePair{Total: ptr(100), Used: ptr(42)}},
		{FacilityID: k.home, Measure: "beds", FigurePair: monthly.FigurePair{Total: ptr(20), Used: ptr(17)}},
	}
	return in
}

func (k *kit) send(c data.Change, in monthly.Input) monthly.MonthlyReport {
	k.Helper()
	r, stored, err := k.store.Send(k.ctx, c, in)
	if err != nil || stored {
		k.Fatalf("stored %v: %v", stored, err)
	}
	return r
}

func (k *kit) refused(what string, err error, kind problem.Kind, field string) {
	k.Helper()
	p := problem.As(err)
	if p == nil || p.Kind != kind || field != "" && (len(p.Fields) == 0 || p.Fields[0].Field != field) {
		k.Errorf("%s: %v, want %s at %s", what, err, kind, field)
	}
}

// on is total and used of a facility on a day, as every other part of the program reads them.
func (k *kit) on(day string, id uuid.UUID, measure string) (total, used int) {
	k.Helper()
	err := k.db.Read().QueryRow(k.ctx, "SELECT coalesce(total, -1), coalesce(used, -1) FROM facility_capacity_on($1::text::date) WHERE facility_id = $2 AND measure = $3", day, id, measure).Scan(&total, &used)
	if err != nil {
		k.Fatal(err)
	}
	return total, used
}

// The form holds the facilities with their figures; the oldest open month comes first.
func TestForm(t *testing.T) {
	k := newKit(t)
	f, err := k.store.Form(k.ctx, clerk.Actor, "", monthly.Month{})
	if err != nil {
		t.Fatal(err)
	}
	if f.AreaCode != kaihua || f.AreaName != "开化街道" || f.CountyName != "文山市" || f.Month != month("2022-02") || f.FiguresOn.String() != "2022-02-28" ||
		f.Deadline.String() != "2022-03-05" || !f.Overdue || len(f.Open) != 1 || f.Last != nil || f.Standing != nil {
		t.Errorf("%+v", f)
	}
	var rows []string
	for _, r := range f.Rows {
		rows = append(rows, r.Name+" "+r.Measure)
	}
	if want := []string{"开化公墓 plots", "开化养老院 beds", "开化养老院 nursing_beds", "居家养老中心 none"}; !slices.Equal(rows, want) {
		t.Errorf("rows %v", rows)
	}
	if r := f.Rows[0]; *r.Total != 100 || *r.Used != 40 || r.Changed() || r.Precision != "township" {
		t.Errorf("%+v", r)
	}
	running, err := k.store.Form(k.ctx, clerk.Actor, kaihua, month("2022-03"))
	if err != nil || running.FiguresOn.String() != "2022-03-10" || running.Overdue {
		t.Errorf("the month that runs: %+v: %v", running, err)
	}
	_, err = k.store.Form(k.ctx, clerk.Actor, "", month("2022-04"))
	k.refused("a month to come", err, problem.BadParameter, "month")
	_, err = k.store.Form(k.ctx, clerk.Actor, gumu, monthly.Month{})
	k.refused("another township", err, problem.Forbidden, "")
	_, err = k.store.Form(k.ctx, by(actor.Planner, "532601").Actor, "", monthly.Month{})
	k.refused("a county", err, problem.BadParameter, "area")
	_, err = k.store.Form(k.ctx, actor.Nobody, kaihua, monthly.Month{})
	k.refused("nobody", err, problem.Unauthorized, "")
}

// 无变化: one call with nothing in it; sent twice it counts once.
func TestNoChange(t *testing.T) {
	k := newKit(t)
	in := report("2022-02")
	r := k.send(clerk, in)
	if r.Changed || r.Edition != 1 || r.AreaCode != kaihua || len(r.Rows) != 4 || r.Burials != 0 || r.AuthorName != "李四" || !r.Standing {
		t.Errorf("%+v", r)
	}
	if again, stored, err := k.store.Send(k.ctx, clerk, in); err != nil || !stored || again.ID != r.ID {
		t.Errorf("again: %v, %v", stored, err)
	}
	in.Burials = 1
	_, _, err := k.store.Send(k.ctx, clerk, in)
	k.refused("other content", err, problem.Conflict, "")
	_, _, err = k.store.Send(k.ctx, clerk, report("2022-02"))
	k.refused("a second report", err, problem.Conflict, "")
	var dated int
	if err := k.db.Read().QueryRow(k.ctx, "SELECT count(*) FROM facility_capacity").Scan(&dated); err != nil || dated != 0 {
		t.Errorf("%d dated figures from no change: %v", dated, err)
	}
}

// Changed figures become dated capacity, with a version and a revision of the facility.
func TestChangesAreDated(t *testing.T) {
	k := newKit(t)
	r := k.send(clerk, k.changed("2022-02"))
	if !r.Changed || *r.Deaths != 4 {
		t.Errorf("%+v", r)
	}
	for day, want := range map[string][2]int{"2022-02-27": {40, 18}, "2022-02-28": {42, 17}, "2022-12-31": {42, 17}} {
		total, used := k.on(day, k.cemetery, "plots")
		_, residents := k.on(day, k.home, "beds")
		if total != 100 || used != want[0] || residents != want[1] {
			t.Errorf("%s: %d of %d plots, %d residents", day, used, total, residents)
		}
	}
	f, err := facilities.NewStore(k.db, nowhere{}).Get(k.ctx, k.cemetery)
	if err != nil || f.Version != 2 || *f.Used != 42 {
		t.Errorf("the record: %+v: %v", f, err)
	}
	next, err := k.store.Form(k.ctx, clerk.Actor, kaihua, month("2022-03"))
	if err != nil || *next.Rows[0].Used != 42 || next.Last == nil || next.Last.Burials != 2 || next.Last.EcoBurials != 1 {
		t.Errorf("the next form: %+v: %v", next, err)
	}
	history, err := data.History(k.ctx, k.db.Read(), "facility", k.cemetery.String(), "facility")
	if err != nil || len(history) != 2 || history[0].Actor != clerk.Actor.Login {
		t.Errorf("history %+v: %v", history, err)
	}
}

// What cannot be is refused, and nothing is written.
func TestRefusals(t *testing.T) {
	k := newKit(t)
	for name, tc := range map[string]struct {
		change func(*monthly.Input)
		kind   problem.Kind
		field  string
	}{
		"no id":                   {func(in *monthly.Input) { in.ID = uuid.Nil }, problem.Invalid, "id"},
		"no month":                {func(in *monthly.Input) { in.Month = monthly.Month{} }, problem.Invalid, "month"},
		"a month to come":         {func(in *monthly.Input) { in.Month = month("2022-04") }, problem.Invalid, "month"},
		"negative":                {func(in *monthly.Input) { in.Cremations = -1 }, problem.Invalid, "cremations"},
		"absurd":                  {func(in *monthly.Input) { in.Deaths = ptr(20_000_000) }, problem.Invalid, "deaths"},
		"more eco than burials":   {func(in *monthly.Input) { in.EcoBurials = 3 }, problem.Invalid, "eco_burials"},
		"control characters":      {func(in *monthly.Input) { in.ErrorNote = "a\x00" }, problem.Invalid, "error_note"},
		"long":                    {func(in *monthly.Input) { in.ErrorNote = strings.Repeat("错", 2001) }, problem.Invalid, "error_note"},
		"a negative figure":       {func(in *monthly.Input) { in.Changes[0].Used = ptr(-1) }, problem.Invalid, "changes"},
		"a figure twice":          {func(in *monthly.Input) { in.Changes[1] = in.Changes[0] }, problem.Invalid, "changes"},
		"a figure taken away":     {func(in *monthly.Input) { in.Changes[0].Used = nil }, problem.Invalid, "changes"},
		"residents in nursing":    {func(in *monthly.Input) { in.Changes[1].Measure = "nursing_beds" }, problem.Invalid, "changes"},
		"no such facility":        {func(in *monthly.Input) { in.Changes[0].FacilityID = uuid.New() }, problem.Invalid, "changes"},
		"no such measure":         {func(in *monthly.Input) { in.Changes[0].Measure = "niches" }, problem.Invalid, "changes"},
		"without capacity":        {func(in *monthly.Input) { in.Changes[0].FacilityID, in.Changes[0].Measure = k.care, "none" }, problem.Invalid, "changes"},
		"nothing to correct":      {func(in *monthly.Input) { in.Corrects = ptr(uuid.New()) }, problem.Invalid, "corrects"},
		"another township":        {func(in *monthly.Input) { in.AreaCode = gumu }, problem.Forbidden, ""},
		"figures moved meanwhile": {func(in *monthly.Input) { in.Basis = "0123456789abcdef" }, problem.Stale, ""},
	} {
		in := k.changed("2022-02")
		tc.change(&in)
		_, _, err := k.store.Send(k.ctx, clerk, in)
		k.refused(name, err, tc.kind, tc.field)
	}
	in := report("2022-02")
	in.AreaCode = "532601"
	_, _, err := k.store.Send(k.ctx, by(actor.Planner, "532601"), in)
	k.refused("a county", err, problem.Invalid, "area")
	in.AreaCode = kaihua
	_, _, err = k.store.Send(k.ctx, by(actor.Officer, "532601"), in)
	k.refused("an officer", err, problem.Forbidden, "")
	var rows int
	if err := k.db.Read().QueryRow(k.ctx, "SELECT (SELECT count(*) FROM monthly_report) + (SELECT count(*) FROM monthly_row) + (SELECT count(*) FROM facility_capacity)").Scan(&rows); err != nil || rows != 0 {
		t.Errorf("%d rows were written: %v", rows, err)
	}
}

// What looks wrong is refused until the clerk confirms each of it; what nobody touched never warns.
func TestWarnings(t *testing.T) {
	k := newKit(t)
	last := report("2022-01")
	last.Cremations, last.Burials = 10, 10
	k.send(clerk, last)
	in := report("2022-02")
	in.MonthlyCounts = monthly.MonthlyCounts{Cremations: 20, Burials: 61, Deaths: ptr(15)}
	in.Changes = []monthly.FigureChange{
		{FacilityID: k.cemetery, Measure: "plots", FigurePair: monthly.FigurePair{Total: ptr(40), Used: ptr(101)}},
		{FacilityID: k.home, Measure: "beds", FigurePair: monthly.FigurePair{Total: ptr(20), Used: ptr(21)}},
		{FacilityID: k.home, Measure: "nursing_beds", FigurePair: monthly.FigurePair{Total: ptr(22)}},
	}
	_, _, err := k.store.Send(k.ctx, clerk, in)
	k.refused("unconfirmed", err, problem.Unconfirmed, "confirm")
	want := []string{"burials_above_left", "cremations_above_deaths", "jump_burials", "jump_cremations",
		"jump_total", "jump_total", "jump_used", "nursing_above_beds", "residents_above_beds", "used_above_total"}
	var codes, ids []string
	for _, f := range problem.As(err).Fields {
		ids = append(ids, f.Value)
		code, _, _ := strings.Cut(f.Value, "|")
		codes = append(codes, code)
		if text := f.Text(problem.Chinese); strings.Contains(text, "{") || strings.Contains(text, "monthly.") {
			t.Errorf("%s says %s", f.Value, text)
		}
	}
	if slices.Sort(codes); !slices.Equal(codes, want) {
		t.Errorf("warned of %v, want %v", codes, want)
	}
	in.Confirmed = ids[1:]
	_, _, err = k.store.Send(k.ctx, clerk, in)
	if p := problem.As(err); p == nil || len(p.Fields) != 1 || p.Fields[0].Value != ids[0] {
		t.Errorf("one unconfirmed: %v", err)
	}
	in.Confirmed = ids
	if r := k.send(clerk, in); len(r.Warnings) != len(want) {
		t.Errorf("kept warnings %v", r.Warnings)
	}
	quiet := report("2022-03") // the home still has more residents than beds; burials fall to nothing
	_, _, err = k.store.Send(k.ctx, clerk, quiet)
	if p := problem.As(err); p == nil || p.Kind != problem.Unconfirmed || len(p.Fields) != 2 {
		t.Errorf("counts that fall to nothing: %v", err)
	}
}

// Two devices that confirm at the same time: one edition.
func TestAtTheSameTime(t *testing.T) {
	k := newKit(t)
	done := make(chan error, 8)
	for range cap(done) {
		go func() {
			_, _, err := k.store.Send(k.ctx, clerk, report("2022-02"))
			done <- err
		}()
	}
	won := 0
	for range cap(done) {
		switch err := <-done; {
		case err == nil:
			won++
		case !problem.Is(err, problem.Conflict):
			t.Error(err)
		}
	}
	if won != 1 {
		t.Errorf("%d editions", won)
	}
}

// Every township of the prefecture, with all its village cemeteries.
func TestPack(t *testing.T) {
	t.Parallel()
	db := facilitytest.Pack(t)
	store := monthly.NewStore(db, life.NewStore(db, facilities.NewStore(db, nowhere{}))).At(now)
	ctx := context.Background()
	f, err := store.Form(ctx, by(actor.Clerk, "532601102").Actor, "", month("2022-01"))
	if err != nil || len(f.Rows) < 20 {
		t.Fatalf("%d rows: %v", len(f.Rows), err)
	}
	if _, _, err := store.Send(ctx, by(actor.Clerk, "532601102"), monthly.Input{ID: uuid.New(), Month: f.Month, Basis: f.Basis}); err != nil {
		t.Fatal(err)
	}
	s, err := store.Sheet(ctx, actor.System("test"), monthly.SheetFilter{Month: f.Month})
	if err != nil || len(s.Rows) != 104 || s.Total.Confirmed != 1 || s.Total.Overdue != 103 || len(s.Counties) != 8 {
		t.Errorf("%+v: %v", s.Total, err)
	}
}

// Months are read as people write them, and nothing else is.
func FuzzParseMonth(f *testing.F) {
	for _, text := range []string{"2022-02", "2022-13", "22-2", "", "2022-02-01", "9999-01"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := monthly.ParseMonth(text)
		if err == nil && (m.String() != text || m.Last().Before(m.First()) || m.Add(1).Add(-1) != m || m.Day(31).String() != m.Last().String()) {
			t.Errorf("%q is read as %s", text, m)
		}
	})
}

func TestMonths(t *testing.T) {
	t.Parallel()
	for text, last := range map[string]string{"2022-02": "2022-02-28", "2024-02": "2024-02-29", "2021-12": "2021-12-31"} {
		if got := month(text).Last().String(); got != last {
			t.Errorf("%s ends on %s", text, got)
		}
	}
}
