package changes_test

import (
	"slices"
	"testing"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/gazetteer/changes"
)

// An officer corrects a misspelt village, the reviewer returns it with a reason, the
// officer mends it, the reviewer accepts and publishes.
func TestLife(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p := b.village("下吴坝")
	s := b.draft(changes.Correction, modify(p, "name", "下𣲗坝", "pinyin", "Xiawuba"))
	if s.State != changes.Drafted || s.Counts.Modified != 1 || s.AreaCode != "532601001" || s.Number == 0 || s.Version != 1 || !s.May(officer.Actor).Submit {
		t.Fatalf("started as %+v", s)
	}
	s, err := b.Submit(b.ctx, officer, s.ID, s.Version)
	b.must(err)
	item := b.items(s.ID)[0]
	if item.PlaceName != "下吴坝" || item.ClassName != "农村居民点" || !slices.Equal(item.AreaPath, []string{"文山州", "文山市", "开化街道"}) {
		t.Errorf("item %+v", item)
	}
	if may := s.May(reviewer.Actor); !may.Review || may.Publish || s.May(officer.Actor).Edit {
		t.Errorf("the reviewer may %+v", may)
	}
	s, err = b.Return(b.ctx, reviewer, s.ID, s.Version, "", []changes.Returning{{Item: item.ID, Reason: "拼写缺声调"}})
	b.must(err)
	if s.State != changes.Returned || s.Counts.Returned != 1 || s.Reviewer != "reviewer" || b.items(s.ID)[0].VerdictReason != "拼写缺声调" {
		t.Fatalf("returned as %+v", s)
	}
	s, err = b.ChangeItem(b.ctx, officer, s.ID, item.ID, s.Version, changes.ItemPatch{Fields: fields("pinyin", "Xiàwǔbà")})
	b.must(err)
	s, err = b.Submit(b.ctx, officer, s.ID, s.Version)
	b.must(err)
	if s.Counts.Open != 1 || s.Reviewer != "" {
		t.Errorf("handed in again as %+v", s)
	}
	s, err = b.Accept(b.ctx, reviewer, s.ID, s.Version, "好")
	b.must(err)
	s, err = b.Publish(b.ctx, second, s.ID, s.Version)
	b.must(err)
	now := b.place(p.ID)
	if s.State != changes.Published || s.PublishedAt == nil || now.Name != "下𣲗坝" || now.Pinyin != "Xiàwǔbà" || now.Version != 2 || !slices.Equal(now.FormerNames, []string{"下吴坝"}) {
		t.Fatalf("published as %+v: %+v", s, now)
	}
	item = b.items(s.ID)[0]
	if item.EditID == nil || item.MadeVersion != 2 || item.Rows[0].State != changes.Clean || string(item.Rows[0].Current) != `"下吴坝"` {
		t.Errorf("kept as %+v", item)
	}
	var matter, clerk string
	b.must(b.db.Read().QueryRow(b.ctx, `SELECT matter, clerk FROM place_edit WHERE id = $1 AND set_id = $2 AND item_id = $3 AND approval_id IS NULL`,
		item.EditID, s.ID, item.ID).Scan(&matter, &clerk))
	if matter != gazetteer.Correction || clerk != "officer" {
		t.Errorf("the ledger has %s by %s", matter, clerk)
	}
	history, err := b.places.History(b.ctx, p.ID)
	if err != nil || len(history) != 2 || history[0].Actor != "second" || history[0].Reason != "一批: 实地核查" {
		t.Errorf("history %+v: %v", history, err)
	}
	if report, err := data.Verify(b.ctx, b.db); err != nil || len(report.Faults) > 0 {
		t.Errorf("the trail: %+v, %v", report.Faults, err)
	}
}

// A naming set adds, renames and abolishes under its approval.
func TestNaming(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	old, gone := b.village("老寨"), b.village("旧寨")
	s := b.published(changes.Naming, hamlet("新寨"), modify(old, "name", "大寨"), changes.NewItem{Op: changes.Delete, PlaceID: gone.ID})
	items := b.items(s.ID)
	if p := b.place(items[0].PlaceID); p.Name != "新寨" || p.Version != 1 {
		t.Errorf("added %+v", p)
	}
	if p := b.place(old.ID); p.Name != "大寨" || p.FormerNames[0] != "老寨" {
		t.Errorf("renamed %+v", p)
	}
	if p := b.place(gone.ID); p.Status != gazetteer.Retired {
		t.Errorf("abolished %+v", p)
	}
	var n int
	b.must(b.db.Read().QueryRow(b.ctx, `SELECT count(*) FROM place_edit WHERE approval_id = $1 AND matter || op IN ('namingadd', 'renamingmodify', 'abolishingdelete')`, s.Approval.ID).Scan(&n))
	if n != 3 || s.Counts.Added != 1 || s.Counts.Deleted != 1 || s.Approval.Document != approval().Document {
		t.Errorf("%d edits under %+v", n, s.Approval)
	}
}
