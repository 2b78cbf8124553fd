package changes_test

import (
	"context"
	"testing"

	"cairn/data"
	"cairn/gazetteer/changes"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// in makes a set of a correction that is in the state.
func (b *bench) in(state string) changes.Set {
	b.t.Helper()
	item := modify(b.village("新寨"), "meaning", "寓意")
	switch state {
	case changes.Drafted:
		return b.draft(changes.Correction, item)
	case changes.Submitted:
		return b.submitted(changes.Correction, item)
	case changes.Accepted:
		return b.accepted(changes.Correction, item)
	case changes.Published:
		return b.published(changes.Correction, item)
	}
	s := b.submitted(changes.Correction, item)
	var err error
	if state == changes.Returned {
		s, err = b.Return(b.ctx, reviewer, s.ID, s.Version, "重做", nil)
	} else {
		s, err = b.Withdraw(b.ctx, b.author, s.ID, s.Version, "")
	}
	b.must(err)
	return s
}

// take does a step by somebody who may do it, at a version.
func (b *bench) take(step changes.Step, s changes.Set, author, other data.Change, version int64) error {
	var err error
	first := b.items(s.ID)[0]
	title := "改"
	switch step {
	case changes.Edit:
		_, err = b.Change(b.ctx, author, s.ID, version, changes.Patch{Title: &title})
	case changes.Submit:
		_, err = b.Submit(b.ctx, author, s.ID, version)
	case changes.Judge:
		_, err = b.Verdict(b.ctx, other, s.ID, first.ID, &version, changes.VerdictAccepted, "")
	case changes.Accept:
		_, err = b.Accept(b.ctx, other, s.ID, version, "")
	case changes.Return:
		_, err = b.Return(b.ctx, other, s.ID, version, "不行", nil)
	case changes.Publish:
		_, err = b.Publish(b.ctx, other, s.ID, version)
	case changes.Withdraw:
		_, err = b.Withdraw(b.ctx, author, s.ID, version, "")
	case changes.Approve:
		_, err = b.Change(b.ctx, author, s.ID, version, changes.Patch{Approval: approval()})
	case changes.Resolve:
		person := author
		if s.State == changes.Submitted || s.State == changes.Accepted {
			person = other
		}
		_, err = b.Resolve(b.ctx, person, s.ID, first.ID, &version, changes.Choosing{Field: "meaning", Choice: changes.Mine, Version: first.CurrentVersion})
		if p := problem.As(err); p != nil && p.Key == "changes.no_conflict" {
			err = nil // allowed, but there is nothing to decide
		}
	case changes.Revert:
		_, err = b.Revert(b.ctx, author, s.ID, changes.New{})
	}
	return err
}

// allowed is the office's own table of what can be done in which state.
var allowed = map[string][]changes.Step{
	changes.Drafted:   {changes.Edit, changes.Submit, changes.Withdraw, changes.Approve, changes.Resolve},
	changes.Submitted: {changes.Judge, changes.Accept, changes.Return, changes.Withdraw, changes.Approve, changes.Resolve},
	changes.Returned:  {changes.Edit, changes.Submit, changes.Withdraw, changes.Approve, changes.Resolve},
	changes.Accepted:  {changes.Return, changes.Publish, changes.Withdraw, changes.Approve, changes.Resolve},
	changes.Published: {changes.Revert},
	changes.Withdrawn: {},
}

// Every step in every state: what the table allows happens, the rest is refused and
// changes nothing; a stale version is refused before.
func TestStates(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for _, state := range changes.States {
		for _, step := range changes.Steps {
			s := b.in(state)
			if s.State != state {
				t.Fatalf("made %s for %s", s.State, state)
			}
			may := false
			for _, a := range allowed[state] {
				may = may || a == step
			}
			before := b.state()
			if step != changes.Revert {
				b.refused(string(step)+" at a stale version in "+state, before, b.take(step, s, officer, reviewer, s.Version-1), problem.Stale, "problem.stale")
			}
			err := b.take(step, s, officer, reviewer, s.Version)
			if !may {
				b.refused(string(step)+" in "+state, before, err, problem.Conflict, "changes.wrong_state")
			} else if err != nil {
				t.Errorf("%s in %s: %v", step, state, err)
			}
		}
	}
}

// The author never decides; nobody else writes; who reviews has the right to, over an area
// that holds every entry before and after.
func TestWhoMay(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	self := by(actor.Reviewer, "5326", "self")
	mine := func(state string) changes.Set { // a set by a reviewer, who may not judge it himself
		own := *b
		own.author = self
		return own.in(state)
	}
	for step, state := range map[changes.Step]string{changes.Judge: changes.Submitted, changes.Accept: changes.Submitted,
		changes.Return: changes.Submitted, changes.Publish: changes.Accepted} {
		s := mine(state)
		before := b.state()
		b.refused("one's own: "+string(step), before, b.take(step, s, self, self, s.Version), problem.Forbidden, "changes.own_set")
		b.refused("in a foreign area: "+string(step), before, b.take(step, s, self, stranger, s.Version), problem.Forbidden, "actor.outside_area")
		b.refused("by an officer: "+string(step), before, b.take(step, s, self, by(actor.Officer, "5326", "o2"), s.Version), problem.Forbidden, "actor.role")
	}
	for step, state := range map[changes.Step]string{changes.Edit: changes.Drafted, changes.Submit: changes.Returned, changes.Withdraw: changes.Submitted, changes.Resolve: changes.Drafted} {
		s := mine(state)
		before := b.state()
		b.refused("another's: "+string(step), before, b.take(step, s, by(actor.Officer, "532601", "o2"), reviewer, s.Version), problem.Forbidden, "changes.not_the_author")
		b.refused("by a clerk: "+string(step), before, b.take(step, s, clerk, reviewer, s.Version), problem.Forbidden, "actor.role")
	}
	s := b.in(changes.Submitted)
	_, err := b.Withdraw(b.ctx, by(actor.Admin, "5326", "admin"), s.ID, s.Version, "离职")
	b.must(err)
}

// Old and new area and position of every item decide who may propose and review.
func TestScope(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	own := b.village("新寨")
	before := b.state()
	for name, item := range map[string]changes.NewItem{
		"added in another county":    hamlet("x", "area_code", "532622101", "lon", 104.3),
		"placed in another county":   hamlet("x", "lon", 104.3, "position_reason", "飞地"),
		"moved to another county":    modify(own, "area_code", "532622101", "position", map[string]any{"type": "Point", "coordinates": []float64{104.3, 23.1}}),
		"put down in another county": modify(own, "lon", 104.3, "position_reason", "飞地"),
	} {
		_, err := b.Create(b.ctx, officer, changes.New{Stream: changes.Correction, Title: "x", Items: []changes.NewItem{item}})
		b.refused(name, before, err, problem.Forbidden, "")
	}
	_, err := b.Create(b.ctx, by(actor.Officer, "532622", "east"), changes.New{Stream: changes.Correction, Title: "x", Items: []changes.NewItem{modify(own, "meaning", "x")}})
	b.refused("an entry of another county", before, err, problem.Forbidden, "")
	west, author := by(actor.Reviewer, "532601", "west"), by(actor.Officer, "5326", "prefecture")
	s, err := b.Create(b.ctx, author, changes.New{Stream: changes.Correction, Title: "x", Reason: "x", Items: []changes.NewItem{
		modify(own, "area_code", "532622101", "lon", 104.3)}})
	b.must(err)
	if s.AreaCode != "5326" {
		t.Errorf("a move between counties is of area %s", s.AreaCode)
	}
	s, err = b.Submit(b.ctx, author, s.ID, s.Version)
	b.must(err)
	before = b.state()
	for _, r := range []data.Change{west, stranger} {
		_, err = b.Accept(b.ctx, r, s.ID, s.Version, "")
		b.refused("by one of the two counties", before, err, problem.Forbidden, "actor.outside_area")
		sets, err := b.List(b.ctx, r.Actor, changes.Filter{Reviewable: true, Limit: 10})
		if err != nil || len(sets) != 0 {
			t.Errorf("%d sets wait for %s: %v", len(sets), r.Actor.Login, err)
		}
	}
	sets, err := b.List(b.ctx, reviewer.Actor, changes.Filter{Reviewable: true, Limit: 10})
	if err != nil || len(sets) != 1 {
		t.Errorf("%d sets wait for the prefecture's reviewer: %v", len(sets), err)
	}
	s, err = b.Accept(b.ctx, reviewer, s.ID, s.Version, "")
	b.must(err)
	_, err = b.Publish(b.ctx, reviewer, s.ID, s.Version)
	b.must(err)
	if p := b.place(own.ID); p.AreaCode != "532622101" || *p.Lon != 104.3 {
		t.Errorf("moved to %+v", p)
	}
}

// A returned item is open again after it was mended; what was accepted and not touched stays.
func TestMending(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ctx := context.Background()
	s := b.submitted(changes.Correction, modify(b.village("甲"), "meaning", "一"), modify(b.village("乙"), "meaning", "二"))
	items := b.items(s.ID)
	s, err := b.Verdict(ctx, reviewer, s.ID, items[0].ID, nil, changes.VerdictAccepted, "")
	b.must(err)
	s, err = b.Verdict(ctx, reviewer, s.ID, items[1].ID, nil, changes.VerdictReturned, "有误")
	b.must(err)
	before := b.state()
	_, err = b.Accept(ctx, reviewer, s.ID, s.Version, "")
	b.refused("accepting with a returned item", before, err, problem.Conflict, "changes.returned_items")
	s, err = b.Return(ctx, reviewer, s.ID, s.Version, "", nil)
	b.must(err)
	s, err = b.ChangeItem(ctx, officer, s.ID, items[1].ID, s.Version, changes.ItemPatch{Fields: fields("meaning", "三", "history", "x"), Drop: []string{"history"}})
	b.must(err)
	s, err = b.Submit(ctx, officer, s.ID, s.Version)
	b.must(err)
	if s.Counts.Accepted != 1 || s.Counts.Open != 1 {
		t.Errorf("after mending: %+v", s.Counts)
	}
	if again := b.items(s.ID)[1]; again.VerdictReason != "有误" || len(again.Rows) != 1 || string(again.Rows[0].Proposed) != `"三"` {
		t.Errorf("mended to %+v", again)
	}
	s, err = b.Withdraw(ctx, officer, s.ID, s.Version, "不办了")
	if err != nil || s.Verdict != "不办了" {
		t.Errorf("withdrawn as %+v: %v", s, err)
	}
}
