package filing

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Where an approval is filed follows from who approved (art. 13).
func TestRoutes(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), context.Background()
	for _, tc := range []struct{ kind, area, receiver, in string }{
		{Government, "532601", "文山壮族苗族自治州人民政府", "5326"},
		{Government, "532601102", "文山市人民政府", "532601"},
		{Government, "5326", "云南省人民政府", "53"},
		{Government, "53", "国务院", ""},
		{Department, "532601", "文山壮族苗族自治州民政局", "5326"},
		{Department, "5326", "云南省民政厅", "53"},
		{Department, "53", "民政部", ""},
		{Other, "532601", "文山市民政局", "532601"},
		{Other, "5326", "文山壮族苗族自治州民政局", "5326"},
		{Other, "53", "云南省民政厅", "53"},
		{Government, "", "", ""},
		{Government, "999999", "", ""},
	} {
		r, err := route(ctx, o.db.Read(), tc.kind, tc.area)
		if err != nil || r.Receiver != tc.receiver || r.ReceiverArea != tc.in {
			t.Errorf("%s of %s: %+v: %v", tc.kind, tc.area, r, err)
		}
	}
	_, err := o.SetSettings(ctx, by(actor.Admin, "53"), "53", 0, NewSettings{WarnDays: 3, Texts: Texts{"province_department": "{area}民政厅区划地名处"}})
	o.must(err)
	if r, err := route(ctx, o.db.Read(), Department, "5326"); err != nil || r.Receiver != "云南省民政厅区划地名处" {
		t.Errorf("with the province's wording %+v, %v", r, err)
	}
}

func TestFiling(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), context.Background()
	id, edits := o.approve(Government, "532601", "2026-11-01", "新寨", "下𣲗坝")
	a, err := o.Approval(ctx, id, 5)
	o.must(err)
	if *a.Filing.DueOn != "2026-11-16" || a.Filing.State != "overdue" || *a.Filing.DaysLeft != -6 || *a.Announcement.DueOn != "2026-11-16" || a.Counts.Names != 2 {
		t.Fatalf("%+v", a)
	}
	a, err = o.File(ctx, officer, id, a.Version, NewFiling{FiledOn: "2026-11-20", Document: " 文民报〔2026〕3号 "})
	o.must(err)
	if a.Filing.State != "late" || a.Filing.Receiver != "文山壮族苗族自治州人民政府" || a.Filing.Document != "文民报〔2026〕3号" || a.Filing.Clerk != "经办甲" || a.Version != 2 {
		t.Errorf("filed as %+v", a)
	}
	for _, e := range edits {
		if filed, announced, _ := o.edit(e); filed != "2026-11-20" || announced != "" {
			t.Errorf("the edit is filed %q, announced %q", filed, announced)
		}
	}
	before := o.changes()
	_, err = o.File(ctx, officer, id, 2, NewFiling{FiledOn: "2026-11-21", Document: "x"})
	o.refuses("twice", err, problem.Conflict, "filing.already_filed", before)
	_, err = o.Unfile(ctx, officer, id, 2)
	o.refuses("undone by an officer", err, problem.Forbidden, "", before)
	_, err = o.Unfile(ctx, data.Change{Actor: reviewer.Actor, Door: "test"}, id, 2)
	o.refuses("undone without a reason", err, problem.Invalid, "problem.required", before)
	a, err = o.Unfile(ctx, reviewer, id, 2)
	o.must(err)
	if filed, _, _ := o.edit(edits[0]); a.Filing.FiledOn != nil || a.Filing.State != "overdue" || filed != "" {
		t.Errorf("undone to %+v", a.Filing)
	}
	_, err = o.File(ctx, officer, id, 3, NewFiling{FiledOn: "2026-11-21", Document: "文民报〔2026〕4号", Receiver: "省民政厅"})
	o.must(err)
	if history, err := data.History(ctx, o.db.Read(), "approval", id.String(), "approval"); err != nil || len(history) != 4 {
		t.Errorf("%d versions of the approval: %v", len(history), err)
	}
}

func TestFilingRefusals(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), context.Background()
	id, _ := o.approve(Government, "532601", "2026-11-01", "新寨")
	unknownRoute, _ := o.approve(Government, "", "2026-11-01", "老寨")
	unpublished, _ := o.approve(Government, "532601", "2026-11-01")
	good := NewFiling{FiledOn: "2026-11-10", Document: "x"}
	on := func(day string) NewFiling { return NewFiling{FiledOn: day, Document: "x"} }
	before := o.changes()
	for name, tc := range map[string]struct {
		by      data.Change
		id      uuid.UUID
		version int64
		filing  NewFiling
		kind    problem.Kind
		key     string
	}{
		"before the approval": {officer, id, 1, on("2026-10-31"), problem.Invalid, "filing.before_approval"},
		"tomorrow":            {officer, id, 1, on("2026-11-23"), problem.Invalid, "filing.future"},
		"no day":              {officer, id, 1, on("2026-02-30"), problem.Invalid, "problem.bad_date"},
		"no document":         {officer, id, 1, NewFiling{FiledOn: "2026-11-10"}, problem.Invalid, "problem.required"},
		"two lines":           {officer, id, 1, NewFiling{FiledOn: "2026-11-10", Document: "a\nb"}, problem.Invalid, "problem.control_characters"},
		"no receiver":         {officer, unknownRoute, 1, good, problem.Invalid, "filing.receiver_unknown"},
		"not published":       {officer, unpublished, 1, good, problem.Conflict, "filing.nothing_published"},
		"stale":               {officer, id, 7, good, problem.Stale, "problem.stale"},
		"unknown":             {officer, uuid.New(), 1, good, problem.NotFound, "problem.not_found"},
		"other county":        {by(actor.Officer, "532622"), id, 1, good, problem.Forbidden, ""},
		"clerk":               {by(actor.Clerk, "532601001"), id, 1, good, problem.Forbidden, ""},
		"nobody":              {data.Change{Door: "test"}, id, 1, good, problem.Unauthorized, ""},
	} {
		if name == "nobody" {
			tc.by.Actor = actor.Actor{}
			continue // the trail itself refuses changes without an author
		}
		_, err := o.File(ctx, tc.by, tc.id, tc.version, tc.filing)
		o.refuses(name, err, tc.kind, tc.key, before)
	}
	_, err := o.Unfile(ctx, reviewer, id, 1)
	o.refuses("undo what was not done", err, problem.Conflict, "filing.not_filed", before)
}

func TestClocks(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), context.Background()
	late, _ := o.approve(Government, "532601", "2026-11-01", "甲寨", "乙寨")
	other, _ := o.approve(Other, "532601", "2026-11-10", "丙寨")
	o.approve(Department, "5326", "2026-11-20", "丁寨")
	o.approve(Department, "5326", "2026-11-20") // nothing to file
	c, err := o.Clocks(ctx, ClocksQuery{Warn: 5})
	o.must(err)
	var seen []string
	for _, i := range c.Items {
		seen = append(seen, i.Kind+" "+*i.DueOn+" "+i.State)
	}
	want := []string{"filing 2026-11-16 overdue", "announcement 2026-11-16 overdue", "filing 2026-11-25 soon", "filing 2026-12-05 running", "announcement 2026-12-05 running"}
	if len(seen) != len(want) {
		t.Fatalf("%q", seen)
	}
	for i := range want {
		if seen[i] != want[i] {
			t.Errorf("%q, want %q", seen[i], want[i])
		}
	}
	if c.Counts != (Tally{2, 1, 2}) || c.Items[0].Count != 2 || len(c.Items[0].Names) != 2 || c.Items[0].Receiver != "文山壮族苗族自治州人民政府" || !c.Items[0].Published {
		t.Errorf("%+v %+v", c.Counts, c.Items[0])
	}
	if c, err = o.Clocks(ctx, ClocksQuery{Warn: 2}); err != nil || c.Counts.Soon != 0 {
		t.Errorf("with two days of warning %+v", c.Counts)
	}
	for name, tc := range map[string]struct {
		q    ClocksQuery
		want int
	}{"kind": {ClocksQuery{Kind: "filing"}, 3}, "state": {ClocksQuery{State: "overdue"}, 2}, "area": {ClocksQuery{Area: "532601001"}, 5}, "elsewhere": {ClocksQuery{Area: "532622"}, 0}} {
		if c, err := o.Clocks(ctx, tc.q); err != nil || len(c.Items) != tc.want {
			t.Errorf("%s: %d clocks, want %d: %v", name, len(c.Items), tc.want, err)
		}
	}
	if _, err := o.Clocks(ctx, ClocksQuery{State: "x"}); !problem.Is(err, problem.BadParameter) {
		t.Errorf("an unknown state: %v", err)
	}
	_, err = o.File(ctx, officer, other, 1, NewFiling{FiledOn: "2026-11-18", Document: "x"})
	o.must(err)
	if a, err := o.Approval(ctx, other, 5); err != nil || *a.Announcement.DueOn != "2026-12-03" {
		t.Errorf("announced within 15 days of the filing: %+v, %v", a.Announcement, err)
	}
	_, err = o.File(ctx, officer, late, 1, NewFiling{FiledOn: "2026-11-18", Document: "x"})
	o.must(err)
	open, err := o.Approvals(ctx, ApprovalsQuery{Due: "filing", Limit: 10})
	if err != nil || len(open) != 1 {
		t.Errorf("%d approvals to file: %v", len(open), err)
	}
	checkApprovals(t, o)
}

func checkApprovals(t *testing.T, o *office) {
	t.Helper()
	ctx := context.Background()
	seen := map[uuid.UUID]bool{}
	var after *Place
	for {
		page, err := o.Approvals(ctx, ApprovalsQuery{After: after, Limit: 1})
		o.must(err)
		seen[page[0].ID] = true
		if len(page) == 1 {
			break
		}
		after = &Place{On: page[0].ApprovedOn, ID: page[0].ID}
	}
	if len(seen) != 4 {
		t.Errorf("%d approvals on the pages", len(seen))
	}
	for name, tc := range map[string]struct {
		q    ApprovalsQuery
		want int
	}{"text": {ApprovalsQuery{Text: "文政复"}, 4}, "other text": {ApprovalsQuery{Text: "x"}, 0}, "to announce": {ApprovalsQuery{Due: "announcement"}, 3},
		"overdue": {ApprovalsQuery{Due: "overdue"}, 1}, "done": {ApprovalsQuery{Due: "done"}, 0}, "area": {ApprovalsQuery{Area: "532601"}, 3}} {
		tc.q.Limit = 10
		if page, err := o.Approvals(ctx, tc.q); err != nil || len(page) != tc.want {
			t.Errorf("%s: %d approvals, want %d: %v", name, len(page), tc.want, err)
		}
	}
	if _, err := o.Approvals(ctx, ApprovalsQuery{Due: "x"}); !problem.Is(err, problem.BadParameter) {
		t.Errorf("an unknown duty: %v", err)
	}
}

func TestNational(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), context.Background()
	_, edits := o.approve(Government, "532601", "2026-11-01", "甲寨", "乙寨")
	note := func(state, on, reason string) NationalNote {
		return NationalNote{Edits: edits, State: state, On: on, Reason: reason, ExportVersion: "v1"}
	}
	before := o.changes()
	for name, tc := range map[string]struct {
		by   data.Change
		note NationalNote
		kind problem.Kind
		key  string
	}{
		"taken in before it was reported": {officer, note(TakenIn, "2026-11-20", ""), problem.Invalid, "filing.national_step"},
		"returned before":                 {officer, note(Returned, "2026-11-20", "x"), problem.Invalid, "filing.national_step"},
		"before the edit":                 {officer, note(Reported, "2026-10-31", ""), problem.Invalid, "filing.national_order"},
		"tomorrow":                        {officer, note(Reported, "2026-11-23", ""), problem.Invalid, "filing.future"},
		"no day":                          {officer, note(Reported, "", ""), problem.Invalid, "problem.bad_date"},
		"unknown state":                   {officer, note("x", "2026-11-20", ""), problem.Invalid, "problem.unknown_value"},
		"no edits":                        {officer, NationalNote{State: Reported, On: "2026-11-20"}, problem.Invalid, "problem.required"},
		"unknown edit":                    {officer, NationalNote{Edits: append([]uuid.UUID{uuid.New()}, edits...), State: Reported, On: "2026-11-20"}, problem.Invalid, "filing.unknown_edit"},
		"other county":                    {by(actor.Officer, "532622"), note(Reported, "2026-11-20", ""), problem.Forbidden, ""},
		"undone by an officer":            {officer, note(Unreported, "", "x"), problem.Forbidden, ""},
	} {
		o.refuses(name, o.NoteNational(ctx, tc.by, tc.note), tc.kind, tc.key, before)
	}
	o.must(o.NoteNational(ctx, officer, note(Reported, "2026-11-10", "")))
	before = o.changes()
	o.refuses("returned without a reason", o.NoteNational(ctx, officer, note(Returned, "2026-11-12", " ")), problem.Invalid, "problem.required", before)
	o.refuses("returned before it was reported", o.NoteNational(ctx, officer, note(Returned, "2026-11-09", "x")), problem.Invalid, "filing.national_order", before)
	o.refuses("reported twice", o.NoteNational(ctx, officer, note(Reported, "2026-11-11", "")), problem.Invalid, "filing.national_step", before)
	o.must(o.NoteNational(ctx, officer, note(Returned, "2026-11-12", "坐标缺失")))
	c, err := o.Card(ctx, o.placeOf(edits[0]), problem.Chinese)
	o.must(err)
	if c.National != Returned || c.Reason != "坐标缺失" || *c.EditID != edits[0] {
		t.Errorf("card %+v", c)
	}
	o.must(o.NoteNational(ctx, officer, note(Reported, "2026-11-13", "")))
	o.must(o.NoteNational(ctx, officer, note(TakenIn, "2026-11-20", "")))
	if _, _, state := o.edit(edits[1]); state != TakenIn {
		t.Errorf("state %s", state)
	}
	o.must(o.NoteNational(ctx, reviewer, note(Unreported, "", "误报")))
	if _, _, state := o.edit(edits[1]); state != Unreported {
		t.Errorf("state %s", state)
	}
}

func (o *office) placeOf(edit uuid.UUID) (place uuid.UUID) {
	o.t.Helper()
	o.must(o.db.Read().QueryRow(context.Background(), "SELECT place_id FROM place_edit WHERE id = $1", edit).Scan(&place))
	return place
}
