package changes_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/gazetteer/changes"
	"cairn/internal/problem"
)

// numbers asks for one number.
func (b *bench) number(sql string, args ...any) (n int) {
	b.t.Helper()
	b.must(b.db.Read().QueryRow(b.ctx, sql, args...).Scan(&n))
	return n
}

// Three hundred corrections, fifty additions and fifty retirements in one set: a sample
// drawn by chance and kept, the rest accepted with one click, published in one
// transaction; the trail, the ledger and the statistics agree to the last one.
func TestBatch(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	var items []changes.NewItem
	for i := range 350 {
		p := b.village(fmt.Sprint("寨", i))
		if i < 300 {
			items = append(items, modify(p, "meaning", fmt.Sprint("含义", i)))
		} else {
			items = append(items, changes.NewItem{Op: changes.Delete, PlaceID: p.ID, BaseVersion: 1, Reason: "重复"})
		}
	}
	for i := range 50 {
		items = append(items, hamlet(fmt.Sprint("补", i)))
	}
	s := b.submitted(changes.Correction, items...)
	before := b.state()
	_, err := b.AcceptRest(b.ctx, reviewer, s.ID, s.Version)
	b.refused("the rest without a sample", before, err, problem.Conflict, "changes.no_sample")
	_, err = b.Sample(b.ctx, reviewer, s.ID, nil, 401)
	b.refused("a sample larger than the set", before, err, problem.Invalid, "changes.sample_size")
	s, err = b.Sample(b.ctx, reviewer, s.ID, nil, 20)
	b.must(err)
	before = b.state()
	for _, refused := range []func() error{
		func() error { _, err := b.AcceptRest(b.ctx, reviewer, s.ID, s.Version); return err },
		func() error { _, err := b.Accept(b.ctx, reviewer, s.ID, s.Version, ""); return err },
	} {
		b.refused("the rest before the sample was seen", before, refused(), problem.Conflict, "changes.sample_unseen")
	}
	drawn := slices.DeleteFunc(b.items(s.ID), func(v changes.ItemView) bool { return !v.Sampled })
	if len(drawn) != 20 || s.Counts.Sampled != 20 {
		t.Fatalf("%d items were drawn", len(drawn))
	}
	for _, v := range drawn {
		_, err := b.Verdict(b.ctx, reviewer, s.ID, v.ID, nil, changes.VerdictAccepted, "")
		b.must(err)
	}
	s, err = b.Get(b.ctx, reviewer.Actor, s.ID)
	b.must(err)
	s, err = b.AcceptRest(b.ctx, reviewer, s.ID, s.Version)
	b.must(err)
	if s.Counts.Accepted != 400 || s.Counts.Sampled != 20 {
		t.Fatalf("accepted %+v", s.Counts)
	}
	s, err = b.Accept(b.ctx, reviewer, s.ID, s.Version, "")
	b.must(err)
	b.agree(s)
}

// agree publishes the set of TestBatch and compares everything that counts.
func (b *bench) agree(s changes.Set) {
	b.t.Helper()
	stats := func() gazetteer.Counts {
		all, err := b.places.Statistics(b.ctx, gazetteer.StatisticsQuery{})
		b.must(err)
		return all.Total
	}
	was, trail := stats(), b.number("SELECT count(*) FROM change")
	s, err := b.Publish(b.ctx, second, s.ID, s.Version)
	b.must(err)
	now := stats()
	if now.Added-was.Added != 50 || now.Modified-was.Modified != 300 || now.Deleted-was.Deleted != 50 {
		b.t.Errorf("statistics went from %+v to %+v", was, now)
	}
	if n := b.number("SELECT count(*) FROM change") - trail; n != 1 {
		b.t.Errorf("publishing made %d changes", n)
	}
	change := `(SELECT change_id FROM chain ORDER BY seq DESC LIMIT 1)`
	if n := b.number(`SELECT count(DISTINCT entity_id) FROM revision WHERE tbl = 'place' AND change_id = ` + change); n != 400 {
		b.t.Errorf("%d entries have a revision", n)
	}
	edits := `SELECT count(*) FROM place_edit WHERE set_id = $1 AND matter = 'correction'`
	if n := b.number(edits, s.ID); n != 400 || n != b.number(`SELECT count(*) FROM revision WHERE tbl = 'place_edit' AND op = 'insert' AND change_id = `+change) {
		b.t.Errorf("the ledger has %d edits", n)
	}
	if n := b.number(`SELECT count(*) FROM change_item i JOIN place_edit e ON e.id = i.edit_id AND e.item_id = i.id
		JOIN place p ON p.id = i.place_id AND p.version = i.made_version WHERE i.set_id = $1`, s.ID); n != 400 {
		b.t.Errorf("%d items lead to their edit and version", n)
	}
	if report, err := data.Verify(b.ctx, b.db); err != nil || len(report.Faults) > 0 {
		b.t.Errorf("the trail: %+v, %v", report.Faults, err)
	}
}

// Of two who publish at once one wins and the other is told; entries change once.
func TestTwoPublishers(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	var items []changes.NewItem
	var places []gazetteer.Place
	for i := range 40 {
		p := b.village(fmt.Sprint("寨", i))
		places, items = append(places, p), append(items, modify(p, "meaning", "一"))
	}
	s := b.accepted(changes.Correction, items...)
	errs := b.atOnce(func() error { _, err := b.Publish(b.ctx, reviewer, s.ID, s.Version); return err },
		func() error { _, err := b.Publish(b.ctx, second, s.ID, s.Version); return err })
	if won := slices.Index(errs, nil); won < 0 || !problem.Is(errs[1-won], problem.Stale) {
		t.Errorf("two publishers of one set: %v", errs)
	}
	if n := b.number("SELECT count(*) FROM place_edit WHERE set_id = $1", s.ID); n != 40 {
		t.Errorf("published %d edits", n)
	}
	// Two sets over the same entries, in opposite orders: one finds the other's work in its way.
	var one, two []changes.NewItem
	for _, p := range places {
		now := b.place(p.ID)
		one, two = append(one, modify(now, "meaning", "甲", "history", "史")), append(two, modify(now, "meaning", "乙"))
	}
	slices.Reverse(two)
	a, c := b.accepted(changes.Correction, one...), b.accepted(changes.Correction, two...)
	errs = b.atOnce(func() error { _, err := b.Publish(b.ctx, reviewer, a.ID, a.Version); return err },
		func() error { _, err := b.Publish(b.ctx, second, c.ID, c.Version); return err })
	if won := slices.Index(errs, nil); won < 0 || !problem.Is(errs[1-won], problem.Conflict) {
		t.Errorf("two sets over the same entries: %v", errs)
	}
	var meanings []string
	for _, p := range places {
		meanings = append(meanings, b.place(p.ID).Meaning)
	}
	if slices.Sort(meanings); meanings[0] != meanings[39] {
		t.Errorf("the sets are mixed: %v", meanings)
	}
}

// atOnce runs two at the same time.
func (b *bench) atOnce(one, two func() error) []error {
	errs := make([]error, 2)
	var wait sync.WaitGroup
	for i, f := range []func() error{one, two} {
		wait.Go(func() { errs[i] = f() })
	}
	wait.Wait()
	return errs
}

// A set that cannot be published whole is not published at all.
func TestAllOrNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	good, bad := b.village("好"), b.village("坏")
	s := b.accepted(changes.Correction, modify(good, "meaning", "一"), modify(bad, "class_code", "23213"))
	b.must(b.db.Write(b.ctx, second, dropRoads))
	before := b.state()
	_, err := b.publish(s)
	b.refused("a class that went meanwhile", before, err, problem.Invalid, "gazetteer.unknown_class")
	if p := problem.As(err); p.Fields[0].Field != "items[seq=2].class_code" {
		t.Errorf("told as %+v", p.Fields)
	}
	if p := b.place(good.ID); p.Version != 1 {
		t.Errorf("half of the set was published: %+v", p)
	}
}

// A published set is taken back by a new one: what was added is retired, what was changed
// gets its former values, what was retired comes back; the old one stays as it was.
func TestRevert(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	changed, gone := b.village("老寨"), b.village("旧寨")
	old := b.published(changes.Naming, hamlet("新寨"), modify(changed, "name", "大寨", "lon", 104.07, "meaning", "大"), changes.NewItem{Op: changes.Delete, PlaceID: gone.ID})
	kept := fmt.Sprintf("%+v", b.items(old.ID)[1].Rows)
	added := b.items(old.ID)[0].PlaceID
	before := b.state()
	_, err := b.Revert(b.ctx, by("officer", "532622", "east"), old.ID, changes.New{})
	b.refused("a foreign set", before, err, problem.Forbidden, "")
	s, err := b.Revert(b.ctx, officer, old.ID, changes.New{Reason: "有误"})
	b.must(err)
	if *s.Reverts != old.ID || s.State != changes.Drafted || s.Counts.Deleted != 1 || s.Counts.Modified != 1 || s.Counts.Added != 1 || s.Counts.Conflicts != 0 {
		t.Fatalf("taken back by %+v", s)
	}
	before = b.state()
	_, err = b.Revert(b.ctx, officer, old.ID, changes.New{})
	b.refused("a set twice", before, err, problem.Conflict, "changes.reverted_already")
	s, err = b.Change(b.ctx, officer, s.ID, s.Version, changes.Patch{Approval: approval()})
	b.must(err)
	s, err = b.Submit(b.ctx, officer, s.ID, s.Version)
	b.must(err)
	s, err = b.Accept(b.ctx, reviewer, s.ID, s.Version, "")
	b.must(err)
	_, err = b.Publish(b.ctx, reviewer, s.ID, s.Version)
	b.must(err)
	if p := b.place(added); p.Status != gazetteer.Retired {
		t.Errorf("what was added is %+v", p)
	}
	if p := b.place(changed.ID); p.Name != "老寨" || *p.Lon != 104.05 || p.Meaning != "" || len(p.FormerNames) != 0 {
		t.Errorf("what was changed is %+v", p)
	}
	if p := b.place(gone.ID); p.Status != gazetteer.Current || p.ValidTo != nil || p.Name != "旧寨" {
		t.Errorf("what was retired is %+v", p)
	}
	hits, err := b.places.Search(b.ctx, gazetteer.Search{Text: "旧寨", Limit: 5})
	if err != nil || len(hits) == 0 || hits[0].ID != gone.ID {
		t.Errorf("what came back is found as %+v: %v", hits, err)
	}
	if now := fmt.Sprintf("%+v", b.items(old.ID)[1].Rows); now != kept {
		t.Errorf("the old set reads %s, was %s", now, kept)
	}
}

// Where an entry moved on since, the set that takes it back shows the conflict.
func TestRevertOfWhatMovedOn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p, q := b.village("甲"), b.village("乙")
	old := b.published(changes.Correction, modify(p, "meaning", "一", "history", "史"), modify(q, "meaning", "二"), hamlet("丙"))
	b.edit(p.ID, func(d *gazetteer.Draft) { d.Meaning = "三" })
	b.edit(b.items(old.ID)[2].PlaceID, func(d *gazetteer.Draft) { d.Meaning = "有用" })
	s, err := b.Revert(b.ctx, officer, old.ID, changes.New{Title: "撤销"})
	b.must(err)
	states := map[string]int{}
	for _, v := range b.items(s.ID) {
		for _, r := range v.Rows {
			states[r.Field+" "+r.State]++
		}
	}
	if states["meaning conflict"] != 1 || states["history merged"] != 1 || states["meaning clean"] != 1 || states["entry conflict"] != 1 || s.Counts.Conflicts != 2 {
		t.Errorf("the set reads %v, %+v", states, s.Counts)
	}
	if _, err := b.Revert(b.ctx, officer, uuid.New(), changes.New{}); !problem.Is(err, problem.NotFound) {
		t.Errorf("an unknown set: %v", err)
	}
}
