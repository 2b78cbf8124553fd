package changes_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/gazetteer/changes"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Readers without clearance are shown neither the field nor a hint of it in items and
// reports; an entry that is graded as a whole is not there at all.
func TestVeil(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	cleared := second
	cleared.Actor.Clearance = actor.Secret
	author := officer
	author.Actor.Clearance = actor.Secret
	p, hidden := b.village("新寨"), b.village("密寨")
	for id, grades := range map[uuid.UUID]gazetteer.Secrecy{p.ID: {"meaning": 2, "position": 2}, hidden.ID: {"entry": 3}} {
		ctx := actor.WithReader(b.ctx, cleared.Actor)
		_, err := b.places.Update(ctx, cleared, id, 1, func(d *gazetteer.Draft) error { d.Secrecy = grades; return nil })
		b.must(err)
	}
	item := func(id uuid.UUID) changes.NewItem {
		return changes.NewItem{PlaceID: id, Fields: fields("meaning", "机关所在", "history", "史", "lon", 104.06)}
	}
	ctx := actor.WithReader(b.ctx, author.Actor)
	s, err := b.Create(ctx, author, changes.New{Stream: changes.Correction, Title: "x", Items: []changes.NewItem{item(p.ID), item(hidden.ID)}})
	b.must(err)
	read := func(who actor.Actor) []changes.ItemView {
		items, err := b.Items(actor.WithReader(b.ctx, who), actor.System("test"), s.ID, 0, 10)
		b.must(err)
		return items
	}
	if items := read(author.Actor); len(items) != 2 || len(items[0].Rows) != 3 || string(items[0].Geometry.After) == "null" {
		t.Errorf("the author sees %+v", items)
	}
	items := read(clerk.Actor)
	if len(items) != 1 || len(items[0].Rows) != 1 || items[0].Rows[0].Field != "history" || string(items[0].Geometry.Before) != "null" {
		text, _ := json.Marshal(items)
		t.Errorf("a reader without clearance sees %s", text)
	}
	for _, id := range []uuid.UUID{p.ID, hidden.ID} {
		_, err := b.reports.File(ctx, author, id, changes.NewReport{Kind: changes.ReportError, Field: "meaning", Value: "x"})
		b.must(err)
	}
	for who, want := range map[string]int{"cleared": 2, "not": 0} {
		reader := author.Actor
		if who == "not" {
			reader = reviewer.Actor
		}
		if reports, err := b.reports.List(actor.WithReader(b.ctx, reader), reader, changes.ReportFilter{Limit: 10}); err != nil || len(reports) != want {
			t.Errorf("%s sees %d reports: %v", who, len(reports), err)
		}
	}
}

// graded are n villages, every second of them graded as a whole.
func (b *bench) graded(cleared data.Change, n int) (ids []uuid.UUID) {
	b.t.Helper()
	for i := range n {
		p := b.village(fmt.Sprint("寨", i))
		if ids = append(ids, p.ID); i%2 == 0 {
			_, err := b.places.Update(actor.WithReader(b.ctx, cleared.Actor), cleared, p.ID, 1,
				func(d *gazetteer.Draft) error { d.Secrecy = gazetteer.Secrecy{"entry": 3}; return nil })
			b.must(err)
		}
	}
	return ids
}

// Pages of items and reports are full up to the last one, and sets count what their reader
// may know of; who may not know of an item neither decides on its set nor is told why, and a
// set of nothing else is not there.
func TestVeiledPages(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	author, cleared := officer, second
	author.Actor.Clearance, cleared.Actor.Clearance = actor.Secret, actor.Secret
	ids := b.graded(cleared, 12)
	var all, secret []changes.NewItem
	for i, id := range ids {
		item := changes.NewItem{PlaceID: id, Fields: fields("meaning", "x")}
		if all = append(all, item); i%2 == 0 {
			secret = append(secret, item)
		}
	}
	submitted := func(items []changes.NewItem) changes.Set {
		ctx := actor.WithReader(b.ctx, author.Actor)
		s, err := b.Create(ctx, author, changes.New{Stream: changes.Correction, Title: "x", Reason: "x", Items: items})
		b.must(err)
		s, err = b.Submit(ctx, author, s.ID, s.Version)
		b.must(err)
		return s
	}
	mixed, hidden := submitted(all), submitted(secret)
	for _, id := range ids {
		_, err := b.reports.File(actor.WithReader(b.ctx, author.Actor), author, id, changes.NewReport{Kind: changes.ReportError, Text: "x"})
		b.must(err)
	}
	for _, tc := range []struct {
		reader data.Change
		items  int
		sets   int
	}{{cleared, 12, 2}, {reviewer, 6, 0}} {
		ctx, by := actor.WithReader(b.ctx, tc.reader.Actor), tc.reader.Actor
		s, err := b.Get(ctx, by, mixed.ID)
		if may := s.May(by); err != nil || s.Counts.Items != tc.items || s.Counts.Open != tc.items || may.Review != (tc.sets > 0) {
			t.Errorf("%s reads %+v, may %+v: %v", by.Login, s.Counts, may, err)
		}
		waiting, err := b.List(ctx, by, changes.Filter{Reviewable: true, Limit: 10})
		if err != nil || len(waiting) != tc.sets {
			t.Errorf("%d sets wait for %s: %v", len(waiting), by.Login, err)
		}
		items := pages(t, 4, tc.items, func(last *changes.ItemView) ([]changes.ItemView, error) {
			after := 0
			if last != nil {
				after = last.Seq
			}
			return b.Items(ctx, by, mixed.ID, after, 4)
		})
		reports := pages(t, 4, tc.items, func(last *changes.PlaceReport) ([]changes.PlaceReport, error) {
			f := changes.ReportFilter{Limit: 4}
			if last != nil {
				f.After = last.ID
			}
			return b.reports.List(ctx, by, f)
		})
		if items != tc.items || reports != tc.items {
			t.Errorf("%s pages through %d items and %d reports, of %d", by.Login, items, reports, tc.items)
		}
	}
	ctx := actor.WithReader(b.ctx, reviewer.Actor)
	before := b.state()
	_, err := b.Accept(ctx, reviewer, mixed.ID, mixed.Version, "")
	b.refused("accepting what one may not know", before, err, problem.Forbidden, "changes.other_reviewer")
	_, err = b.Sample(ctx, reviewer, mixed.ID, nil, 3)
	b.refused("a sample of it", before, err, problem.Forbidden, "changes.other_reviewer")
	_, err = b.Accept(ctx, reviewer, hidden.ID, hidden.Version, "")
	b.refused("accepting a set that is not there", before, err, problem.NotFound, "")
	_, err = b.Get(ctx, reviewer.Actor, hidden.ID)
	b.refused("reading it", before, err, problem.NotFound, "")
	_, err = b.reports.File(ctx, reviewer, ids[0], changes.NewReport{Kind: changes.ReportConfirm})
	b.refused("a report of an entry that is not there", before, err, problem.NotFound, "")
	if _, err = b.Accept(actor.WithReader(b.ctx, cleared.Actor), cleared, mixed.ID, mixed.Version, ""); err != nil {
		t.Errorf("a cleared reviewer: %v", err)
	}
}

// pages counts what all pages hold; each but the last is full.
func pages[T any](t *testing.T, size, total int, next func(last *T) ([]T, error)) (n int) {
	t.Helper()
	for last := (*T)(nil); ; {
		page, err := next(last)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) <= size {
			return n + len(page)
		}
		if n += size; n > total {
			t.Fatalf("pages of %d hold more than %d", size, total)
		}
		last = &page[size-1]
	}
}
