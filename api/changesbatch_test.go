package api

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data/datatest"
	"cairn/gazetteer"
	"cairn/gazetteer/changes"
	"cairn/gazetteer/naming"
	"cairn/internal/actor"
)

// hamletName is one of 500 names of which no two are or sound the same, with a last character.
func hamletName(i int, last string) string {
	first, second := []rune("东南西北中上下前后左右内外高低大小新老红黑白黄青绿"), []rune("山水田石桥树花草云雨风雪松竹梅兰鸟马牛羊")
	return string(first[i%len(first)]) + string(second[i/len(first)]) + last
}

// misspelt adds 500 villages whose last character is wrong, in one transaction.
func (h *harness) misspelt() (ids []uuid.UUID) {
	h.t.Helper()
	c := datatest.Change()
	c.Actor = actor.System("test")
	err := h.db.Write(context.Background(), c, func(ctx context.Context, tx pgx.Tx) error {
		for i := range 500 {
			lon, lat := 104.25, 23.36
			p, _, err := h.server.Places.AddIn(ctx, tx, c.Actor, uuid.Nil, gazetteer.Draft{Name: hamletName(i, "塞"), ClassCode: "22200",
				AreaCode: "532601001", Lon: &lon, Lat: &lat}, gazetteer.Stamp{})
			if err != nil {
				return err
			}
			ids = append(ids, p.ID)
		}
		return nil
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return ids
}

// Five hundred corrections in one request: submitted with the naming rules asked about
// every name, reviewed by a sample of twenty, the rest accepted with one click, published
// at once; each entry has a revision and a row of the ledger of its own.
func TestBatchOverHTTP(t *testing.T) {
	t.Parallel()
	h := withChanges(t)
	h.server.Changes = changes.NewStore(h.db, h.server.Places, changes.Config{Checker: naming.NewStore(h.db)})
	officer, reviewer := h.as(actor.Officer, "532601"), h.as(actor.Reviewer, "5326")
	ids := h.misspelt()
	var items []any
	for i, id := range ids {
		items = append(items, map[string]any{"place_id": id, "base_version": 1,
			"fields": map[string]any{"name": hamletName(i, "寨"), "meaning": fmt.Sprintf("第 %d 个寨子", i+1)}})
	}
	s := officer.do("POST", "/gazetteer/changes", map[string]any{"stream": "correction", "title": "寨字误作塞", "reason": "普查录入有误", "items": items}).set(t, 201)
	path := "/gazetteer/changes/" + s.ID
	if s.Counts["items"] != 500 || s.Counts["modified"] != 500 || s.Counts["findings"] != 0 || len(s.Items) != firstItems {
		t.Fatalf("started as %+v with %d items", s.Counts, len(s.Items))
	}
	s = officer.do("POST", path+"/submit", nil, at(s.Version)...).set(t, 200)
	s = reviewer.do("POST", path+"/sample", map[string]any{"size": 20}).set(t, 200)
	for _, item := range h.batchItems(reviewer, path) {
		if item.Sampled {
			reviewer.do("POST", path+"/items/"+item.ID+"/verdict", map[string]any{"verdict": "accepted"}).want(t, 200)
			s.Version++
		}
	}
	s = reviewer.do("POST", path+"/accept-rest", map[string]any{}, at(s.Version)...).set(t, 200)
	if s.Counts["accepted"] != 500 || s.Counts["sampled"] != 20 || s.Counts["open"] != 0 {
		t.Fatalf("accepted %+v", s.Counts)
	}
	s = reviewer.do("POST", path+"/accept", nil, at(s.Version)...).set(t, 200)
	s = reviewer.do("POST", path+"/publish", nil, at(s.Version)...).set(t, 200)
	if s.State != "published" {
		t.Fatalf("published as %+v", s)
	}
	var revisions, edits, entries int
	err := h.db.Read().QueryRow(context.Background(), `SELECT
		(SELECT count(DISTINCT entity_id) FROM revision WHERE tbl = 'place' AND op = 'update' AND (after ->> 'version')::int = 2),
		(SELECT count(DISTINCT place_id) FROM place_edit WHERE set_id = $1 AND matter = 'correction' AND after ->> 'name' LIKE '%寨'),
		(SELECT count(*) FROM place WHERE name LIKE '%寨' AND version = 2)`, s.ID).Scan(&revisions, &edits, &entries)
	if err != nil || revisions != 500 || edits != 500 || entries != 500 {
		t.Errorf("%d entries have their revision, %d their row of the ledger, %d their name: %v", revisions, edits, entries, err)
	}
	var history struct{ Items []struct{ Reason string } }
	officer.do("GET", "/gazetteer/entries/"+ids[499].String()+"/history", nil).want(t, 200).into(t, &history)
	if len(history.Items) != 2 || !strings.Contains(history.Items[0].Reason+history.Items[1].Reason, "普查录入有误") {
		t.Errorf("the history of the last one: %+v", history)
	}
}

// batchItem is what the batch looks at in an item.
type batchItem struct {
	ID      string
	Seq     int
	Sampled bool
}

// batchItems are all items of a set, page by page.
func (h *harness) batchItems(c client, path string) (all []batchItem) {
	h.t.Helper()
	for after := ""; ; {
		var page struct {
			Items []batchItem
			Next  *string
		}
		c.do("GET", path+"/items?limit=150&after="+after, nil).want(h.t, 200).into(h.t, &page)
		if all = append(all, page.Items...); page.Next == nil {
			break
		}
		after = *page.Next
	}
	for i, item := range all {
		if item.Seq != i+1 {
			h.t.Fatalf("item %d of the pages is number %d", i+1, item.Seq)
		}
	}
	if len(all) != 500 {
		h.t.Fatalf("the pages hold %d items", len(all))
	}
	return all
}
