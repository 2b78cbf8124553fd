package changes_test

import (
	"encoding/json"
	"testing"

	"github.com/google/uuid"

	"cairn/gazetteer"
	"cairn/gazetteer/changes"
	"cairn/internal/actor"
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
