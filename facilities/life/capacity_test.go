package life

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data/datatest"
	"cairn/facilities"
	"cairn/internal/problem"
)

// held reads facility_capacity_on.
func (r *rig) held(id uuid.UUID, on string) string {
	r.t.Helper()
	rows, err := r.db.Read().Query(ctx, "SELECT measure, total, used FROM facility_capacity_on($1) WHERE facility_id = $2 ORDER BY 1", day(on), id)
	if err != nil {
		r.t.Fatal(err)
	}
	text := ""
	var measure string
	var total, used *int
	_, err = pgx.ForEachRow(rows, []any{&measure, &total, &used}, func() error {
		text += measure + " " + number(total) + "/" + number(used) + " "
		return nil
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return text
}

func number(n *int) string {
	if n == nil {
		return "-"
	}
	return fmt.Sprint(*n)
}

func TestCapacityByDay(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id := r.facility(nil)
	if got := r.held(id, "2020-01-01"); got != "plots 100/40 " {
		t.Errorf("by the record: %s", got)
	}
	l := r.must(id, CapacityHistory{
		{Measure: "plots", On: day("2021-12-31"), Used: ptr(55), Source: "月报"},
		{Measure: "plots", On: day("2022-03-01"), Total: ptr(150)},
		{Measure: "niches", On: day("2022-01-01"), Total: ptr(30), Used: ptr(0)},
	})
	if len(l.Capacity) != 4 || *l.Measure != "plots" {
		t.Errorf("life %+v", l)
	}
	for on, want := range map[string]string{
		"2020-01-01": "plots 100/40 ", "2021-12-30": "plots 100/40 ", "2021-12-31": "plots 100/55 ",
		"2022-01-01": "niches 30/0 plots 100/55 ", "2022-06-01": "niches 30/0 plots 150/55 ",
	} {
		if got := r.held(id, on); got != want {
			t.Errorf("on %s: %s, want %s", on, got, want)
		}
	}
	f, err := r.sites.Get(ctx, id)
	if err != nil || *f.Capacity != 150 || *f.Used != 55 || f.Version != 2 {
		t.Errorf("the record says %v/%v at version %d: %v", f.Capacity, f.Used, f.Version, err)
	}
	// Another door edits the record: its figure is dated.
	if _, err := r.sites.Update(ctx, planner, id, 2, func(d *facilities.Draft) error { d.Used = ptr(60); return nil }); err != nil {
		t.Fatal(err)
	}
	if got := r.held(id, "2100-01-01"); got != "niches 30/0 plots 150/60 " {
		t.Errorf("after an edit of the record: %s", got)
	}
	history, err := r.sites.History(ctx, id)
	if err != nil || len(history) != 3 || len(history[1].Parts) != 4 {
		t.Errorf("history %+v: %v", history, err)
	}
}

func TestCapacityRefusals(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id := r.facility(nil)
	home := r.facility(func(d *facilities.Draft) { d.Kind, d.Name, d.Capacity, d.Used = "care_home", "敬老院", ptr(20), nil })
	one := Capacity{Measure: "plots", On: day("2022-01-01"), Total: ptr(10)}
	for what, tc := range map[string]struct {
		id    uuid.UUID
		rows  CapacityHistory
		kind  problem.Kind
		field string
	}{
		"negative":           {id, CapacityHistory{{Measure: "plots", On: day("2022-01-01"), Used: ptr(-1)}}, problem.Invalid, "capacity[0].used"},
		"too many":           {id, CapacityHistory{{Measure: "plots", On: day("2022-01-01"), Total: ptr(1 << 30)}}, problem.Invalid, "capacity[0].total"},
		"tomorrow":           {id, CapacityHistory{{Measure: "plots", On: day("2022-06-16"), Total: ptr(1)}}, problem.Invalid, "capacity[0].on_day"},
		"long ago":           {id, CapacityHistory{{Measure: "plots", On: day("1066-10-14"), Total: ptr(1)}}, problem.Invalid, "capacity[0].on_day"},
		"nothing said":       {id, CapacityHistory{{Measure: "plots", On: day("2022-01-01")}}, problem.Invalid, "capacity[0].total"},
		"beds of a cemetery": {id, CapacityHistory{{Measure: "beds", On: day("2022-01-01"), Total: ptr(1)}}, problem.Invalid, "capacity[0].measure"},
		"twice":              {id, CapacityHistory{one, one}, problem.Invalid, "capacity[1].on_day"},
		"more than all":      {id, CapacityHistory{{Measure: "plots", On: day("2022-01-01"), Total: ptr(10), Used: ptr(11)}}, problem.Unconfirmed, "capacity[0].used"},
		"by two rows":        {id, CapacityHistory{one, {Measure: "plots", On: day("2022-02-01"), Used: ptr(11)}}, problem.Unconfirmed, "capacity[1].used"},
		"nursing":            {home, CapacityHistory{{Measure: "beds", On: day("2022-01-01"), Total: ptr(10)}, {Measure: "nursing_beds", On: day("2022-01-01"), Total: ptr(12)}}, problem.Unconfirmed, "capacity[1].total"},
	} {
		_, err := r.put(tc.id, tc.rows)
		refused(t, what, err, tc.kind, tc.field)
	}
	full := CapacityHistory{{Measure: "plots", On: day("2022-01-01"), Total: ptr(10), Used: ptr(11)}}
	r.must(id, full, "facilities.used_above_capacity")
	if l := r.must(id, append(full, Capacity{Measure: "niches", On: day("2022-01-01"), Total: ptr(5)})); len(l.Capacity) != 2 {
		t.Errorf("what was confirmed once is not asked again: %+v", l.Capacity)
	}
}

// Figures of a monthly report come in a transaction of its own.
func TestCapacityIn(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id := r.facility(nil)
	write := func(rows ...Capacity) {
		t.Helper()
		err := r.db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error { return r.CapacityIn(ctx, tx, id, rows...) })
		if err != nil {
			t.Fatal(err)
		}
	}
	write(Capacity{Measure: "plots", On: day("2022-05-31"), Used: ptr(48), Source: "月报"})
	write(Capacity{Measure: "plots", On: day("2022-05-31"), Used: ptr(49), Source: "月报"})
	write(Capacity{Measure: "plots", On: day("2022-05-31"), Used: ptr(49), Source: "月报"})
	if got := r.held(id, "2022-06-01") + r.held(id, "2022-05-01"); got != "plots 100/49 plots 100/40 " {
		t.Error(got)
	}
	if v := r.version(id); v != 3 {
		t.Errorf("version %d", v)
	}
}

// What a document gave is taken off again: what it had replaced comes back, and where there
// was nothing there is nothing.
func TestCapacityOut(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id := r.facility(func(d *facilities.Draft) {
		d.Kind, d.Name, d.Capacity, d.Used, d.NursingBeds = "care_home", "敬老院", ptr(20), nil, nil
	})
	in := func(rows ...Capacity) func(context.Context, pgx.Tx) error {
		return func(ctx context.Context, tx pgx.Tx) error { return r.CapacityIn(ctx, tx, id, rows...) }
	}
	out := func(ctx context.Context, tx pgx.Tx) error { return r.CapacityOut(ctx, tx, id, "monthly", "2022-05") }
	survey := Capacity{Measure: "beds", On: day("2022-05-31"), Used: ptr(11), Source: "survey"}
	report := []Capacity{{Measure: "beds", On: day("2022-05-31"), Total: ptr(20), Used: ptr(12), Source: "monthly", Document: "2022-05"},
		{Measure: "nursing_beds", On: day("2022-05-31"), Total: ptr(8), Source: "monthly", Document: "2022-05"}}
	for _, step := range []struct {
		name  string
		write func(context.Context, pgx.Tx) error
		want  string
	}{
		{"reported", in(report...), "beds 20/12 nursing_beds 8/- "},
		{"taken off", out, "beds 20/- "},
		{"taken off twice", out, "beds 20/- "},
		{"surveyed", in(survey), "beds 20/11 "},
		{"reported over the survey", in(report...), "beds 20/12 nursing_beds 8/- "},
		{"reported again", in(report[:1]...), "beds 20/12 nursing_beds 8/- "},
		{"taken off to the survey", out, "beds 20/11 "},
	} {
		if err := r.db.Write(ctx, datatest.Change(), step.write); err != nil {
			t.Fatal(step.name, err)
		}
		if got := r.held(id, "2022-06-01"); got != step.want {
			t.Errorf("%s: %s, want %s", step.name, got, step.want)
		}
		f, err := r.sites.Get(ctx, id)
		if err != nil || !strings.HasPrefix(step.want, fmt.Sprintf("beds %s/%s ", number(f.Capacity), number(f.Used))) || (f.NursingBeds != nil) != strings.Contains(step.want, "nursing") {
			t.Errorf("%s: the record %+v: %v", step.name, f, err)
		}
	}
}
