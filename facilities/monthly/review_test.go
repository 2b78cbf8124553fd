package monthly_test

import (
	"testing"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/monthly"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// A confirmed report is corrected by a new edition with a reason; a returned one without.
func TestCorrection(t *testing.T) {
	k := newKit(t)
	first := k.send(clerk, k.changed("2022-02"))
	form, err := k.store.Form(k.ctx, clerk.Actor, kaihua, month("2022-02"))
	if err != nil || form.Standing == nil || *form.Rows[0].Used != 42 || *form.Rows[0].Before.Used != 40 {
		t.Fatalf("%+v: %v", form, err)
	}
	in := k.changed("2022-02")
	in.Basis, in.Changes = form.Basis, in.Changes[:1]
	in.Changes[0].Used = ptr(43)
	in.Corrects = &first.ID
	_, _, err = k.store.Send(k.ctx, clerk, in)
	k.refused("without a reason", err, problem.Invalid, "reason")
	in.Reason = "漏报一具"
	second := k.send(clerk, in)
	if second.Edition != 2 || second.Reason != "漏报一具" || *second.Corrects != first.ID {
		t.Errorf("%+v", second)
	}
	if _, used := k.on("2022-02-28", k.cemetery, "plots"); used != 43 {
		t.Errorf("%d plots used after the correction", used)
	}
	stale := k.changed("2022-02")
	stale.Corrects, stale.Reason = &first.ID, "x"
	_, _, err = k.store.Send(k.ctx, clerk, stale)
	k.refused("an edition that was corrected", err, problem.Stale, "")

	county := by(actor.Planner, "532601")
	_, err = k.store.Return(k.ctx, county, first.ID, 1, "请核对")
	k.refused("return of an old edition", err, problem.Conflict, "")
	_, err = k.store.Return(k.ctx, county, second.ID, 1, " ")
	k.refused("return without a reason", err, problem.Invalid, "reason")
	_, err = k.store.Return(k.ctx, county, second.ID, 7, "请核对")
	k.refused("return of another version", err, problem.Stale, "")
	for _, c := range []data.Change{clerk, by(actor.Planner, "532622")} {
		_, err = k.store.Return(k.ctx, c, second.ID, 1, "请核对")
		k.refused("return by "+c.Actor.Login, err, problem.Forbidden, "")
	}
	returned, err := k.store.Return(k.ctx, county, second.ID, 1, "请核对")
	if err != nil || returned.ReturnReason != "请核对" || returned.ReturnedAt == nil || returned.Version != 2 {
		t.Fatalf("%+v: %v", returned, err)
	}
	open, err := k.store.Form(k.ctx, clerk.Actor, "", monthly.Month{})
	if err != nil || open.Month != month("2022-02") || !open.Overdue || *open.Rows[0].Used != 40 || *open.Standing.Rows[0].Used != 43 {
		t.Errorf("after the return the form is %+v: %v", open, err)
	}
	again := report("2022-02")
	again.Corrects = &second.ID
	if third := k.send(clerk, again); third.Edition != 3 || third.Changed || *third.Rows[0].Used != 40 {
		t.Errorf("%+v", third)
	}
	all, err := k.store.Editions(k.ctx, county.Actor, first.ID)
	if err != nil || len(all) != 3 || !all[0].Standing || all[2].Standing || all[1].ReturnReason == "" {
		t.Errorf("%+v: %v", all, err)
	}
}

// What a returned report wrote counts nowhere from then on, with a revision of each facility;
// what later months confirmed goes on holding, and a correction writes anew.
func TestReturnTakesFiguresOff(t *testing.T) {
	k := newKit(t)
	january := k.changed("2022-01")
	k.send(clerk, january)
	february := report("2022-02") // confirms what January said
	if r := k.send(clerk, february); *r.Rows[0].Used != 42 || r.Changed {
		t.Fatalf("%+v", r)
	}
	county := by(actor.Planner, "532601")
	if _, err := k.store.Return(k.ctx, county, january.ID, 1, "请核对"); err != nil {
		t.Fatal(err)
	}
	want := func(what string, plots map[string]int) {
		t.Helper()
		for day, used := range plots {
			if _, got := k.on(day, k.cemetery, "plots"); got != used {
				t.Errorf("%s: %d plots used on %s, want %d", what, got, day, used)
			}
		}
	}
	want("January returned", map[string]int{"2022-01-31": 40, "2022-02-27": 40, "2022-02-28": 42, "2022-12-31": 42})
	if _, err := k.store.Return(k.ctx, county, february.ID, 1, "请核对"); err != nil {
		t.Fatal(err)
	}
	want("both returned", map[string]int{"2022-01-31": 40, "2022-12-31": 40})
	if _, residents := k.on("2022-12-31", k.home, "beds"); residents != 18 {
		t.Errorf("%d residents", residents)
	}
	site, err := facilities.NewStore(k.db, nowhere{}).Get(k.ctx, k.cemetery)
	if err != nil || *site.Used != 40 {
		t.Errorf("the record says %+v: %v", site, err)
	}
	history, err := data.History(k.ctx, k.db.Read(), "facility", k.cemetery.String(), "facility")
	if err != nil || len(history) != 5 || history[0].Actor != county.Actor.Login || history[0].Reason != "请核对" || len(history[0].Parts) != 1 || history[0].Parts[0].Op != "delete" {
		t.Errorf("%d versions: %v", len(history), err)
	}
	again := k.changed("2022-01")
	again.Corrects = &january.ID
	if r := k.send(clerk, again); r.Edition != 2 || !r.Changed {
		t.Errorf("%+v", r)
	}
	want("reported anew", map[string]int{"2022-01-30": 40, "2022-01-31": 42})
}

// An error that a clerk reports is answered by the county, once.
func TestAnswer(t *testing.T) {
	k := newKit(t)
	in := report("2022-02")
	in.ErrorNote = "公墓名称有误"
	r := k.send(clerk, in)
	county := by(actor.Planner, "532601")
	_, err := k.store.Answer(k.ctx, clerk, r.ID, 1, "已改")
	k.refused("by the clerk", err, problem.Forbidden, "")
	if got, err := k.store.Answer(k.ctx, county, r.ID, 1, "已改"); err != nil || got.ErrorAnswer != "已改" || got.AnsweredAt == nil {
		t.Errorf("%+v: %v", got, err)
	}
	_, err = k.store.Answer(k.ctx, county, r.ID, 2, "已改")
	k.refused("twice", err, problem.Conflict, "")
}
