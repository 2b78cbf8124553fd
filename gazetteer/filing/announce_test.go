package filing

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// drafted drafts an announcement of approvals or ends the test.
func (o *office) drafted(n NewAnnouncement) Announcement {
	o.t.Helper()
	a, err := o.Draft(context.Background(), officer, n)
	o.must(err)
	return a
}

func (o *office) published(n NewAnnouncement, on string) Announcement {
	o.t.Helper()
	d := o.drafted(n)
	a, err := o.Publish(context.Background(), officer, d.ID, d.Version, on)
	o.must(err)
	return a
}

func ids(all ...uuid.UUID) []uuid.UUID { return all }

// From an approval to an announcement with its number; corrected and withdrawn by later ones.
func TestAnnouncement(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), context.Background()
	approval, edits := o.approve(Government, "532601", "2026-11-01", "下𣲗坝", "新寨")
	d := o.drafted(NewAnnouncement{Approvals: ids(approval)})
	n := d.Names[0]
	if d.State != Draft || d.Number != "" || d.Title != "关于命名下𣲗坝等2个地名的公告" || d.Issuer != "文山市民政局" || !strings.Contains(d.Body, "文山市人民政府批准命名的2个地名") ||
		n.Name != "下𣲗坝" || n.Pinyin != "Xīnzhài" || n.Area != "云南省文山壮族苗族自治州文山市开化街道" || n.Position != "位于文山市开化街道境内" || n.ApprovedOn != "2026-11-01" {
		t.Fatalf("drafted as %+v", d)
	}
	text, where := "现将命名的地名公告如下：", "位于盘龙河北岸"
	d, err := o.Edit(ctx, officer, d.ID, d.Version, AnnouncementPatch{Body: &text, Names: &[]NamePatch{{EditID: edits[1]}, {EditID: edits[0], Position: &where}}})
	o.must(err)
	if d.Body != text || d.Names[1].Position != where || d.Names[0].Name != "新寨" || d.Version != 2 {
		t.Fatalf("edited to %+v", d)
	}
	a, err := o.Publish(ctx, officer, d.ID, d.Version, "2026-11-15")
	o.must(err)
	if a.Number != "〔2026〕第1号" || a.Slug != "532601-2026-1" || *a.PublishedOn != "2026-11-15" || a.State != Published {
		t.Fatalf("published as %+v", a)
	}
	if _, announced, _ := o.edit(edits[0]); announced != "2026-11-15" {
		t.Errorf("announced %q", announced)
	}
	checkReplacing(t, o, a, edits)
}

func checkReplacing(t *testing.T, o *office, first Announcement, edits []uuid.UUID) {
	t.Helper()
	ctx := context.Background()
	second := o.published(NewAnnouncement{Kind: Correction, Replaces: first.ID}, "2026-11-16")
	if second.Number != "〔2026〕第2号" || len(second.Names) != 2 || second.Names[1].Position != "位于盘龙河北岸" || !strings.Contains(second.Title, first.Number) {
		t.Fatalf("corrected by %+v", second)
	}
	old, err := o.PublicAnnouncement(ctx, first.Slug)
	o.must(err)
	if old.State != Corrected || old.ReplacedByNumber != second.Number || old.ReplacedBySlug != "532601-2026-2" {
		t.Errorf("the first is %+v", old)
	}
	if _, announced, _ := o.edit(edits[0]); announced != "2026-11-15" {
		t.Errorf("a correction moved the day to %q", announced)
	}
	third := o.published(NewAnnouncement{Kind: Withdrawal, Replaces: second.ID}, "")
	if old, err = o.PublicAnnouncement(ctx, "〔2026〕第2号"); err != nil || old.State != Withdrawn || *third.PublishedOn != "2026-11-22" {
		t.Errorf("the second is %+v: %v", old, err)
	}
	if _, announced, _ := o.edit(edits[0]); announced != "" {
		t.Errorf("a withdrawn name is announced on %q", announced)
	}
	again := o.published(NewAnnouncement{Edits: edits}, "")
	if again.Serial != 4 {
		t.Errorf("announced again as %s", again.Number)
	}
	all, err := o.Announcements(ctx, AnnouncementsQuery{Public: true, Limit: 10})
	if err != nil || len(all) != 4 || all[0].Serial != 4 || all[3].Serial != 1 {
		t.Errorf("%d announcements: %v", len(all), err)
	}
	if years, err := o.Years(ctx); err != nil || len(years) != 1 || years[0] != 2026 {
		t.Errorf("years %v, %v", years, err)
	}
	if report, err := data.Verify(ctx, o.db); err != nil || len(report.Faults) > 0 {
		t.Errorf("the trail: %+v, %v", report.Faults, err)
	}
}

func TestAnnouncementRefusals(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), context.Background()
	approval, edits := o.approve(Government, "532601", "2026-11-01", "甲寨", "乙寨")
	other, otherEdits := o.approve(Other, "532601", "2026-11-10", "丙寨")
	o.published(NewAnnouncement{Edits: edits[:1]}, "2026-11-20")
	draft, empty := o.drafted(NewAnnouncement{Approvals: ids(approval)}), o.drafted(NewAnnouncement{})
	unfiled, twin := o.drafted(NewAnnouncement{Edits: otherEdits}), o.drafted(NewAnnouncement{Edits: edits[1:]})
	foreign, err := o.Draft(ctx, by(actor.Officer, "532622"), NewAnnouncement{})
	o.must(err)
	if len(draft.Names) != 1 || draft.Names[0].Name != "乙寨" {
		t.Errorf("drafted with %+v", draft.Names)
	}
	before, blank, long := o.changes(), "", strings.Repeat("长", 201)
	draftOf := func(by data.Change, n NewAnnouncement) error { _, err := o.Draft(ctx, by, n); return err }
	edit := func(by data.Change, a Announcement, version int64, p AnnouncementPatch) error {
		_, err := o.Edit(ctx, by, a.ID, version, p)
		return err
	}
	publish := func(by data.Change, a Announcement, version int64, on string) error {
		_, err := o.Publish(ctx, by, a.ID, version, on)
		return err
	}
	for name, tc := range map[string]struct {
		err  error
		kind problem.Kind
		key  string
	}{
		"announced already":        {draftOf(officer, NewAnnouncement{Edits: edits}), problem.Conflict, "filing.already_announced"},
		"unknown edit":             {draftOf(officer, NewAnnouncement{Edits: ids(uuid.New())}), problem.Invalid, "filing.no_approval"},
		"twice in one":             {draftOf(officer, NewAnnouncement{Edits: ids(edits[1], edits[1])}), problem.Invalid, "filing.twice"},
		"other county's names":     {draftOf(by(actor.Officer, "532622"), NewAnnouncement{Approvals: ids(approval)}), problem.Forbidden, ""},
		"for another bureau":       {draftOf(officer, NewAnnouncement{Area: "532622"}), problem.Forbidden, ""},
		"township":                 {draftOf(officer, NewAnnouncement{Area: "532601001"}), problem.Invalid, "filing.bureau_area"},
		"id in use":                {draftOf(officer, NewAnnouncement{ID: draft.ID}), problem.Conflict, ""},
		"unknown kind":             {draftOf(officer, NewAnnouncement{Kind: "x"}), problem.Invalid, "problem.unknown_value"},
		"correction of nothing":    {draftOf(officer, NewAnnouncement{Kind: Correction}), problem.Invalid, "filing.replaces"},
		"names that replace":       {draftOf(officer, NewAnnouncement{Replaces: draft.ID}), problem.Invalid, "filing.replaces"},
		"withdrawal with names":    {draftOf(officer, NewAnnouncement{Kind: Withdrawal, Replaces: draft.ID, Edits: edits}), problem.Invalid, "filing.withdrawal_names"},
		"withdrawal of a draft":    {draftOf(officer, NewAnnouncement{Kind: Withdrawal, Replaces: draft.ID}), problem.Conflict, "filing.not_in_force"},
		"withdrawal of nothing":    {draftOf(officer, NewAnnouncement{Kind: Withdrawal, Replaces: uuid.New()}), problem.Invalid, "filing.unknown_announcement"},
		"clerk":                    {draftOf(by(actor.Clerk, "532601001"), NewAnnouncement{}), problem.Forbidden, ""},
		"edit: stale":              {edit(officer, draft, 5, AnnouncementPatch{}), problem.Stale, "problem.stale"},
		"edit: no title":           {edit(officer, draft, 1, AnnouncementPatch{Title: &blank}), problem.Invalid, "problem.required"},
		"edit: long title":         {edit(officer, draft, 1, AnnouncementPatch{Title: &long}), problem.Invalid, "problem.too_long"},
		"edit: long position":      {edit(officer, draft, 1, AnnouncementPatch{Names: &[]NamePatch{{EditID: edits[1], Position: &long}}}), problem.Invalid, "problem.too_long"},
		"edit: announced":          {edit(officer, draft, 1, AnnouncementPatch{Names: &[]NamePatch{{EditID: edits[0]}}}), problem.Conflict, "filing.already_announced"},
		"edit: foreign":            {edit(officer, foreign, 1, AnnouncementPatch{}), problem.Forbidden, ""},
		"edit: unknown":            {edit(officer, Announcement{ID: uuid.New()}, 1, AnnouncementPatch{}), problem.NotFound, ""},
		"publish: empty":           {publish(officer, empty, 1, ""), problem.Invalid, "filing.empty_announcement"},
		"publish: stale":           {publish(officer, draft, 9, ""), problem.Stale, "problem.stale"},
		"publish: tomorrow":        {publish(officer, draft, 1, "2026-11-23"), problem.Invalid, "filing.future"},
		"publish: no day":          {publish(officer, draft, 1, "2026-13-01"), problem.Invalid, "problem.bad_date"},
		"publish: before approval": {publish(officer, draft, 1, "2026-10-31"), problem.Invalid, "filing.announced_before_approval"},
		"publish: before the last": {publish(officer, draft, 1, "2026-11-19"), problem.Invalid, "filing.out_of_order"},
		"publish: not filed":       {publish(officer, unfiled, 1, ""), problem.Invalid, "filing.not_filed_yet"},
		"publish: foreign":         {publish(by(actor.Officer, "532622"), draft, 1, ""), problem.Forbidden, ""},
		"discard: foreign":         {o.Discard(ctx, officer, foreign.ID, 1), problem.Forbidden, ""},
	} {
		o.refuses(name, tc.err, tc.kind, tc.key, before)
	}
	_, err = o.Edit(ctx, officer, draft.ID, 1, AnnouncementPatch{Names: &[]NamePatch{{EditID: edits[1], Pinyin: &blank}}})
	o.must(err)
	before = o.changes()
	o.refuses("publish: without a spelling", publish(officer, draft, 2, ""), problem.Invalid, "filing.field_missing", before)
	_, err = o.Publish(ctx, officer, twin.ID, 1, "")
	o.must(err)
	before = o.changes()
	o.refuses("publish: announced meanwhile", publish(officer, draft, 2, ""), problem.Conflict, "filing.already_announced", before)
	o.refuses("edit what is published", edit(officer, twin, 2, AnnouncementPatch{}), problem.Conflict, "filing.no_draft", before)
	checkFiledFirst(t, o, other, unfiled)
}

// A name that another department approved is filed first, and announced on that day or later.
func checkFiledFirst(t *testing.T, o *office, approval uuid.UUID, draft Announcement) {
	t.Helper()
	ctx := context.Background()
	_, err := o.File(ctx, officer, approval, 1, NewFiling{FiledOn: "2026-11-22", Document: "x"})
	o.must(err)
	before := o.changes()
	_, err = o.Publish(ctx, officer, draft.ID, 1, "2026-11-21")
	o.refuses("before the filing", err, problem.Invalid, "filing.announced_before_filing", before)
	_, err = o.Publish(ctx, officer, draft.ID, 1, "2026-11-22")
	o.must(err)
	before = o.changes()
	_, err = o.Unfile(ctx, reviewer, approval, 2)
	o.refuses("undo the filing", err, problem.Conflict, "filing.announced_since", before)
}

// Two officers who publish at once get two numbers that follow one another.
func TestNumbersHaveNoGaps(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), context.Background()
	_, edits := o.approve(Government, "532601", "2026-11-01", "甲寨", "乙寨", "丙寨", "丁寨", "戊寨", "己寨")
	var wg sync.WaitGroup
	for i, e := range edits {
		d := o.drafted(NewAnnouncement{Edits: ids(e)})
		wg.Go(func() {
			version := d.Version
			if i == 2 {
				version = 9 // refused: its number is not lost
			}
			if _, err := o.Publish(ctx, officer, d.ID, version, ""); (err == nil) != (i != 2) {
				t.Errorf("%d: %v", i, err)
			}
		})
	}
	wg.Wait()
	all, err := o.Announcements(ctx, AnnouncementsQuery{State: Published, Limit: 10})
	if err != nil || len(all) != 5 || all[0].Serial != 5 || all[4].Serial != 1 {
		t.Errorf("%d numbers: %v", len(all), err)
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), context.Background()
	set, err := o.SetSettings(ctx, by(actor.Reviewer, "5326"), "5326", 0, NewSettings{WarnDays: 3, Texts: Texts{"number": "文州地名公告〔{year}〕{serial}号", "issuer": "{area}地名办"}})
	o.must(err)
	if set.Version != 1 || set.WarnDays != 3 || len(set.Own) != 2 || set.Texts["ministry"] != "民政部" {
		t.Errorf("set to %+v", set)
	}
	below, err := o.Settings(ctx, "532601")
	if err != nil || below.WarnDays != 3 || below.Version != 0 || below.Texts["issuer"] != "{area}地名办" || len(below.Own) != 0 {
		t.Errorf("below: %+v, %v", below, err)
	}
	_, edits := o.approve(Government, "532601", "2026-11-01", "甲寨")
	if a := o.published(NewAnnouncement{Edits: edits}, ""); a.Number != "文州地名公告〔2026〕1号" || a.Issuer != "文山市地名办" {
		t.Errorf("%s by %s", a.Number, a.Issuer)
	}
	before := o.changes()
	put := func(by data.Change, area string, version int64, n NewSettings) error {
		_, err := o.SetSettings(ctx, by, area, version, n)
		return err
	}
	r := by(actor.Reviewer, "5326")
	for name, tc := range map[string]struct {
		err  error
		kind problem.Kind
		key  string
	}{
		"officer":           {put(officer, "532601", 0, NewSettings{}), problem.Forbidden, ""},
		"other area":        {put(reviewer, "5326", 1, NewSettings{}), problem.Forbidden, ""},
		"stale":             {put(r, "5326", 0, NewSettings{}), problem.Stale, "problem.stale"},
		"days":              {put(r, "5326", 1, NewSettings{WarnDays: 16}), problem.Invalid, "problem.out_of_range"},
		"unknown text":      {put(r, "5326", 1, NewSettings{Texts: Texts{"x": "y"}}), problem.Invalid, "filing.unknown_text"},
		"unknown parameter": {put(r, "5326", 1, NewSettings{Texts: Texts{"issuer": "{name}"}}), problem.Invalid, "filing.unknown_parameter"},
		"open brace":        {put(r, "5326", 1, NewSettings{Texts: Texts{"issuer": "{area"}}), problem.Invalid, ""},
		"no serial":         {put(r, "5326", 1, NewSettings{Texts: Texts{"number": "{year}"}}), problem.Invalid, "filing.number_parts"},
		"empty":             {put(r, "5326", 1, NewSettings{Texts: Texts{"issuer": " "}}), problem.Invalid, "problem.required"},
		"unknown area":      {put(r, "532699", 0, NewSettings{}), problem.Invalid, "filing.unknown_area"},
	} {
		o.refuses(name, tc.err, tc.kind, tc.key, before)
	}
}

func FuzzSlug(f *testing.F) {
	for _, seed := range []string{"532601-2026-1", "a-b-c", "--", "5326-2026-+1", "5326-2026-01", "5326- 202-1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if area, year, serial, ok := parseSlug(text); ok && slug(area, year, serial) != text {
			t.Errorf("%q is read as %s, %d, %d", text, area, year, serial)
		}
	})
}

func FuzzTexts(f *testing.F) {
	for _, seed := range []string{"{area}", "{", "}{", "{{area}}", "a{b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var r refused
		Texts{"issuer": text}.validate(&r)
		if len(r) == 0 && strings.Contains(Texts{"issuer": text}.fill("issuer", "area", "x"), "{area}") {
			t.Errorf("%q keeps its parameter", text)
		}
	})
}
