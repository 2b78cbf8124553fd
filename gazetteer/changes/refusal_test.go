package changes_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/gazetteer/changes"
	"cairn/internal/problem"
)

// dropRoads takes the class of roads away, which nothing uses.
func dropRoads(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, "DELETE FROM place_class WHERE code = '23213'")
	return err
}

// Every bad proposal is refused with a clear problem and changes nothing.
func TestItemRefusals(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p, gone := b.village("新寨"), b.village("旧寨")
	held := b.edit(b.village("有码").ID, func(d *gazetteer.Draft) { d.PlaceCode = "53260100122200000009" })
	gone, err := b.places.Retire(b.ctx, second, gone.ID, gone.Version)
	b.must(err)
	exists := hamlet("x")
	exists.PlaceID = p.ID
	base := func(item changes.NewItem, version int64) changes.NewItem { item.BaseVersion = version; return item }
	matter := func(item changes.NewItem, m string) changes.NewItem { item.Matter = m; return item }
	many := make([]changes.NewItem, changes.MaxItems+1)
	for i := range many {
		many[i] = hamlet(fmt.Sprint("村", i))
	}
	for name, tc := range map[string]struct {
		stream string
		items  []changes.NewItem
		kind   problem.Kind
		key    string
	}{
		"an unknown class":           {changes.Correction, []changes.NewItem{modify(p, "class_code", "99999")}, problem.Invalid, "gazetteer.unknown_class"},
		"an unknown area":            {changes.Correction, []changes.NewItem{modify(p, "area_code", "532601999")}, problem.Invalid, "gazetteer.unknown_area"},
		"a code in use":              {changes.Correction, []changes.NewItem{modify(p, "place_code", *held.PlaceCode)}, problem.Invalid, "gazetteer.code_in_use"},
		"an unknown field":           {changes.Correction, []changes.NewItem{modify(p, "colour", "red")}, problem.Invalid, "changes.unknown_field"},
		"a name of another type":     {changes.Correction, []changes.NewItem{modify(p, "name", 7)}, problem.Invalid, "changes.not_text"},
		"names of another type":      {changes.Correction, []changes.NewItem{modify(p, "alt_names", "x")}, problem.Invalid, "changes.not_texts"},
		"a longitude that is text":   {changes.Correction, []changes.NewItem{modify(p, "lon", "east")}, problem.Invalid, "changes.not_number"},
		"no geometry":                {changes.Correction, []changes.NewItem{modify(p, "geometry", map[string]any{"type": "Circle"})}, problem.Invalid, ""},
		"two positions":              {changes.Correction, []changes.NewItem{modify(p, "lon", 104.06, "geometry", map[string]any{"type": "Point", "coordinates": []float64{104.07, 23.05}})}, problem.Invalid, "gazetteer.two_positions"},
		"no name":                    {changes.Correction, []changes.NewItem{modify(p, "name", "")}, problem.Invalid, "problem.required"},
		"nothing":                    {changes.Correction, []changes.NewItem{modify(p)}, problem.Invalid, "changes.nothing_proposed"},
		"what stands there already":  {changes.Correction, []changes.NewItem{modify(p, "name", " 新寨 ")}, problem.Invalid, "changes.nothing_proposed"},
		"an entry twice":             {changes.Correction, []changes.NewItem{modify(p, "meaning", "x"), modify(p, "history", "y")}, problem.Conflict, "changes.entry_twice"},
		"an entry that is there":     {changes.Naming, []changes.NewItem{exists}, problem.Conflict, "changes.entry_exists"},
		"a retired entry":            {changes.Correction, []changes.NewItem{modify(gone, "meaning", "x")}, problem.Conflict, "gazetteer.retired"},
		"retiring it again":          {changes.Naming, []changes.NewItem{{Op: changes.Delete, PlaceID: gone.ID}}, problem.Conflict, "gazetteer.retired"},
		"an entry that isn't":        {changes.Correction, []changes.NewItem{{PlaceID: uuid.New(), Fields: fields("name", "x")}}, problem.Invalid, "changes.unknown_entry"},
		"a version that isn't":       {changes.Correction, []changes.NewItem{base(modify(p, "meaning", "x"), 9)}, problem.Invalid, "changes.no_such_version"},
		"a base of an addition":      {changes.Naming, []changes.NewItem{base(hamlet("x"), 1)}, problem.Invalid, "changes.base_of_addition"},
		"fields of a retirement":     {changes.Naming, []changes.NewItem{{Op: changes.Delete, PlaceID: p.ID, Fields: fields("name", "x")}}, problem.Invalid, "changes.fields_of_retirement"},
		"a renaming without a name":  {changes.Naming, []changes.NewItem{modify(p, "meaning", "x")}, problem.Invalid, "changes.no_new_name"},
		"a naming among corrections": {changes.Correction, []changes.NewItem{matter(hamlet("x"), gazetteer.Naming)}, problem.Invalid, "changes.matter_unfit"},
		"a correction among namings": {changes.Naming, []changes.NewItem{matter(modify(p, "name", "x"), gazetteer.Correction)}, problem.Invalid, "changes.matter_unfit"},
		"a matter of another op":     {changes.Naming, []changes.NewItem{matter(hamlet("x"), gazetteer.Abolishing)}, problem.Invalid, "changes.matter_unfit"},
		"an unknown operation":       {changes.Naming, []changes.NewItem{{Op: "move", PlaceID: p.ID}}, problem.Invalid, "problem.unknown_value"},
		"outside its township":       {changes.Correction, []changes.NewItem{modify(p, "lon", 105.5)}, problem.Invalid, "problem.outside_area"},
		"a control character":        {changes.Correction, []changes.NewItem{modify(p, "name", "a\u0007")}, problem.Invalid, "problem.control_characters"},
		"too many":                   {changes.Naming, many, problem.TooLarge, "changes.too_many_items"},
		"an unknown stream":          {"both", nil, problem.Invalid, "problem.unknown_value"},
	} {
		before := b.state()
		_, err := b.Create(b.ctx, officer, changes.New{Stream: tc.stream, Title: "x", Items: tc.items})
		b.refused(name, before, err, tc.kind, tc.key)
	}
	s := b.draft(changes.Correction, modify(p, "meaning", "x"))
	before := b.state()
	_, err = b.AddItems(b.ctx, officer, s.ID, nil, []changes.NewItem{modify(p, "history", "y")})
	b.refused("an entry that the set has", before, err, problem.Conflict, "changes.entry_twice")
	_, err = b.AddItems(b.ctx, officer, s.ID, nil, nil)
	b.refused("no items", before, err, problem.Invalid, "problem.required")
	_, err = b.ChangeItem(b.ctx, officer, s.ID, uuid.New(), s.Version, changes.ItemPatch{})
	b.refused("an item that isn't", before, err, problem.NotFound, "")
}

// Approvals are complete, of a day that can be, of a known area; names need one.
func TestApprovals(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	with := func(change func(*changes.ApprovalRecord)) *changes.ApprovalRecord {
		a := approval()
		change(a)
		return a
	}
	for name, tc := range map[string]struct {
		approval *changes.ApprovalRecord
		key      string
	}{
		"tomorrow":          {with(func(a *changes.ApprovalRecord) { a.ApprovedOn = time.Now().Add(40 * time.Hour).Format(time.DateOnly) }), "changes.future_date"},
		"long ago":          {with(func(a *changes.ApprovalRecord) { a.ApprovedOn = "1021-01-01" }), "changes.early_date"},
		"no day":            {with(func(a *changes.ApprovalRecord) { a.ApprovedOn = "2021-02-30" }), "problem.bad_date"},
		"no authority":      {with(func(a *changes.ApprovalRecord) { a.Authority = " " }), "problem.required"},
		"no document":       {with(func(a *changes.ApprovalRecord) { a.Document = "" }), "problem.required"},
		"an unknown kind":   {with(func(a *changes.ApprovalRecord) { a.AuthorityKind = "x" }), "problem.unknown_value"},
		"an unknown area":   {with(func(a *changes.ApprovalRecord) { a.AuthorityArea = "999999" }), "gazetteer.unknown_area"},
		"one not on record": {&changes.ApprovalRecord{ID: uuid.New()}, "changes.unknown_approval"},
	} {
		before := b.state()
		_, err := b.Create(b.ctx, officer, changes.New{Stream: changes.Naming, Title: "x", Approval: tc.approval})
		b.refused(name, before, err, problem.Invalid, tc.key)
	}
	s, err := b.Create(b.ctx, officer, changes.New{Stream: changes.Naming, Title: "x", Reason: "x", Items: []changes.NewItem{hamlet("新寨")}})
	b.must(err)
	s, err = b.Submit(b.ctx, officer, s.ID, s.Version)
	b.must(err)
	before := b.state()
	_, err = b.Sample(b.ctx, reviewer, s.ID, nil, 1)
	b.refused("names by sample", before, err, problem.Conflict, "changes.no_sample_of_names")
	s, err = b.Accept(b.ctx, reviewer, s.ID, s.Version, "")
	b.must(err)
	before = b.state()
	_, err = b.publish(s)
	b.refused("publishing without an approval", before, err, problem.Conflict, "changes.no_approval")
	s, err = b.Change(b.ctx, reviewer, s.ID, s.Version, changes.Patch{Approval: approval()})
	b.must(err)
	first := s.Approval.ID
	s, err = b.Change(b.ctx, officer, s.ID, s.Version, changes.Patch{Approval: with(func(a *changes.ApprovalRecord) { a.Document = "文政复〔2021〕2号" })})
	if err != nil || s.Approval.ID != first || s.Approval.Document != "文政复〔2021〕2号" {
		t.Errorf("corrected to %+v: %v", s.Approval, err)
	}
	s, err = b.publish(s)
	b.must(err)
	other, err := b.Create(b.ctx, officer, changes.New{Stream: changes.Naming, Title: "同批", Approval: &changes.ApprovalRecord{ID: first}})
	if err != nil || other.Approval.ID != first {
		t.Errorf("another set of the approval: %+v: %v", other.Approval, err)
	}
	other, err = b.Change(b.ctx, officer, other.ID, other.Version, changes.Patch{Approval: approval()})
	if err != nil || other.Approval.ID == first {
		t.Errorf("a published approval was changed: %+v: %v", other.Approval, err)
	}
	before = b.state()
	_, err = b.Change(b.ctx, officer, s.ID, s.Version, changes.Patch{Unlink: true})
	b.refused("taking the approval from a published set", before, err, problem.Conflict, "changes.wrong_state")
}

// A set without items or without a reason is not handed in.
func TestNothingToSubmit(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	s, err := b.Create(b.ctx, officer, changes.New{Stream: changes.Correction, Title: "空"})
	b.must(err)
	before := b.state()
	_, err = b.Submit(b.ctx, officer, s.ID, s.Version)
	b.refused("an empty set", before, err, problem.Invalid, "changes.empty_set")
	s, err = b.AddItems(b.ctx, officer, s.ID, nil, []changes.NewItem{hamlet("甲")})
	b.must(err)
	before = b.state()
	_, err = b.Submit(b.ctx, officer, s.ID, s.Version)
	b.refused("a set without a reason", before, err, problem.Invalid, "problem.required")
	s, err = b.DropItem(b.ctx, officer, s.ID, b.items(s.ID)[0].ID, s.Version)
	if err != nil || s.Counts.Items != 0 {
		t.Errorf("dropped to %+v: %v", s.Counts, err)
	}
}

// rules are naming rules by name: what they have against it; told is what they were asked.
type rules struct {
	severity map[string]string
	told     *[]string
}

func (r rules) CheckTogether(_ context.Context, _ data.Querier, names []gazetteer.NameQuestion, gone []uuid.UUID) ([][]gazetteer.Finding, error) {
	found, asked := make([][]gazetteer.Finding, len(names)), []string{}
	for i, n := range names {
		asked = append(asked, n.Name)
		if severity := r.severity[n.Name]; severity != "" && n.New {
			found[i] = []gazetteer.Finding{{Rule: "duplicate", Severity: severity, Article: "第九条", Field: "name", Key: "naming.duplicate"}}
		}
	}
	if r.told != nil {
		*r.told = append(*r.told, fmt.Sprint(asked, len(gone)))
	}
	return found, nil
}

// The rules are asked once about all names that a set leaves, whenever it is written,
// submitted or published; what is retired, renamed or left as it is by decision is told so.
func TestAskedTogether(t *testing.T) {
	t.Parallel()
	book := rules{map[string]string{}, &[]string{}}
	b := newBench(t, changes.Config{Checker: book})
	told := func(step, want string) {
		t.Helper()
		if got := fmt.Sprint(*book.told); got != want {
			t.Errorf("%s: asked %s, want %s", step, got, want)
		}
		*book.told = nil
	}
	old, kept, moved := b.village("旧寨"), b.village("本寨"), b.village("动寨")
	s := b.draft(changes.Naming, hamlet("甲寨"), modify(moved, "name", "新寨"), changes.NewItem{Op: changes.Delete, PlaceID: old.ID, BaseVersion: 1})
	told("started", "[[甲寨 新寨] 1]")
	s, err := b.AddItems(b.ctx, officer, s.ID, nil, []changes.NewItem{modify(kept, "name", "乙寨", "meaning", "x"), hamlet("丙寨")})
	b.must(err)
	told("grown", "[[甲寨 新寨 乙寨 丙寨] 1]")
	items := b.items(s.ID)
	book.severity["甲寨"] = gazetteer.SeverityWarning
	s, err = b.ChangeItem(b.ctx, officer, s.ID, items[4].ID, s.Version, changes.ItemPatch{Fields: fields("name", "丁寨")})
	b.must(err)
	told("mended", "[[甲寨 新寨 乙寨 丁寨] 1]")
	if items = b.items(s.ID); len(items[0].Findings) != 1 {
		t.Errorf("what is found of another item is kept: %+v", items[0].Findings)
	}
	delete(book.severity, "甲寨")
	s, err = b.DropItem(b.ctx, officer, s.ID, items[4].ID, s.Version)
	b.must(err)
	told("less one", "[[甲寨 新寨 乙寨] 1]")
	if items = b.items(s.ID); len(items[0].Findings) != 0 {
		t.Errorf("what is no longer found of another item stays: %+v", items[0].Findings)
	}
	b.edit(kept.ID, func(d *gazetteer.Draft) { d.Name = "别寨" })
	b.edit(old.ID, func(d *gazetteer.Draft) { d.Meaning = "x" })
	for i, field := range map[int]string{2: "entry", 3: "name"} {
		s, err = b.Resolve(b.ctx, officer, s.ID, items[i].ID, nil, changes.Choosing{Field: field, Choice: changes.Theirs, Version: 2})
		b.must(err)
	}
	s, err = b.Submit(b.ctx, officer, s.ID, s.Version)
	b.must(err)
	told("submitted", "[[甲寨 新寨 别寨] 0]")
	s, err = b.Accept(b.ctx, reviewer, s.ID, s.Version, "")
	b.must(err)
	_, err = b.publish(s)
	b.must(err)
	told("published", "[[甲寨 新寨 别寨] 0]")
	_, err = b.Create(b.ctx, officer, changes.New{Stream: changes.Correction, Title: "x", Items: []changes.NewItem{hamlet("·")}})
	if p := problem.As(err); p == nil || len(p.Fields) != 1 || p.Fields[0].Field != "items[0].fields.name" {
		t.Errorf("a name of signs only: %v", err)
	}
}

// An error of the naming rules needs a recorded reason; a warning is shown. A rule that is
// broken only by the time of publication stops it then.
func TestFindings(t *testing.T) {
	t.Parallel()
	book := rules{map[string]string{"重名": gazetteer.SeverityError, "怪名": gazetteer.SeverityWarning}, nil}
	b := newBench(t, changes.Config{Checker: book})
	s := b.draft(changes.Naming, hamlet("重名"), hamlet("怪名"), hamlet("好名"))
	if s.Counts.Findings != 2 {
		t.Errorf("%d findings at once", s.Counts.Findings)
	}
	before := b.state()
	_, err := b.Submit(b.ctx, officer, s.ID, s.Version)
	b.refused("a broken rule without a reason", before, err, problem.Invalid, "changes.rule_broken")
	items := b.items(s.ID)
	s, err = b.ChangeItem(b.ctx, officer, s.ID, items[0].ID, s.Version, changes.ItemPatch{RuleReason: ptr("历史地名")})
	b.must(err)
	s, err = b.Submit(b.ctx, officer, s.ID, s.Version)
	b.must(err)
	if items = b.items(s.ID); len(items[0].Findings) != 1 || len(items[1].Findings) != 1 || len(items[2].Findings) != 0 {
		t.Errorf("recorded %+v", items)
	}
	s, err = b.Accept(b.ctx, reviewer, s.ID, s.Version, "")
	b.must(err)
	book.severity["好名"] = gazetteer.SeverityError
	before = b.state()
	_, err = b.publish(s)
	b.refused("a rule broken meanwhile", before, err, problem.Invalid, "changes.rule_broken")
	delete(book.severity, "好名")
	_, err = b.publish(s)
	b.must(err)
}

// serials gives codes one after the other.
type serials struct{ n int }

func (s *serials) Allocate(_ context.Context, _ pgx.Tx, area, class string) (string, error) {
	if s.n++; s.n > 2 {
		return "", problem.InvalidFields(problem.Bad("area_code", "problem.required"))
	}
	return fmt.Sprintf("%s%s%06d", area, class, s.n), nil
}

// New entries get a place code when they are published, not before; without a code there
// is no publication.
func TestCodes(t *testing.T) {
	t.Parallel()
	codes := &serials{}
	b := newBench(t, changes.Config{Allocator: codes})
	s := b.accepted(changes.Naming, hamlet("甲"), hamlet("乙", "place_code", "53260100122200000777"))
	if codes.n != 0 {
		t.Errorf("%d codes were given before publication", codes.n)
	}
	_, err := b.publish(s)
	b.must(err)
	for i, want := range []string{"53260100122200000001", "53260100122200000777"} {
		if p := b.place(b.items(s.ID)[i].PlaceID); p.PlaceCode == nil || *p.PlaceCode != want {
			t.Errorf("code %v, want %s", p.PlaceCode, want)
		}
	}
	codes.n = 2
	s = b.accepted(changes.Naming, hamlet("丙"))
	before := b.state()
	_, err = b.publish(s)
	b.refused("no code to be had", before, err, problem.Invalid, "")
}

// Reports: by the area's people, answered once.
func TestReports(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p := b.village("新寨")
	before := b.state()
	for name, tc := range map[string]struct {
		by     data.Change
		report changes.NewReport
		kind   problem.Kind
	}{
		"of nothing":         {clerk, changes.NewReport{Kind: "error"}, problem.Invalid},
		"of another kind":    {clerk, changes.NewReport{Kind: "x", Text: "x"}, problem.Invalid},
		"of an odd field":    {clerk, changes.NewReport{Kind: "error", Field: "colour", Text: "x"}, problem.Invalid},
		"in a foreign place": {by("township_clerk", "532622101", "far"), changes.NewReport{Kind: "confirm"}, problem.Forbidden},
		"by a viewer":        {by("viewer", "532601001", "viewer"), changes.NewReport{Kind: "confirm"}, problem.Forbidden},
	} {
		_, err := b.reports.File(b.ctx, tc.by, p.ID, tc.report)
		b.refused(name, before, err, tc.kind, "")
	}
	_, err := b.reports.File(b.ctx, clerk, uuid.New(), changes.NewReport{Kind: "confirm"})
	b.refused("of no entry", before, err, problem.NotFound, "")
	id := uuid.New()
	r, err := b.reports.File(b.ctx, clerk, p.ID, changes.NewReport{ID: id, Kind: "error", Field: "name", Value: "老寨"})
	b.must(err)
	before = b.state()
	again, err := b.reports.File(b.ctx, clerk, p.ID, changes.NewReport{ID: id, Kind: "error", Field: "name", Value: "老寨"})
	if err != nil || again.ID != r.ID || b.state() != before {
		t.Errorf("sent again: %+v: %v", again, err)
	}
	_, err = b.reports.File(b.ctx, clerk, p.ID, changes.NewReport{ID: id, Kind: "error", Text: "别的"})
	b.refused("another under its id", before, err, problem.Conflict, "")
	s := b.draft(changes.Correction, modify(b.village("别处"), "meaning", "x"))
	before = b.state()
	_, err = b.reports.Close(b.ctx, officer, id, 1, changes.Closing{Outcome: changes.OutcomeTaken, Set: &s.ID})
	b.refused("taken into a set without it", before, err, problem.Invalid, "changes.set_without_entry")
	_, err = b.reports.Close(b.ctx, officer, id, 2, changes.Closing{Outcome: changes.OutcomeDuplicate})
	b.refused("at another version", before, err, problem.Stale, "")
	r, err = b.reports.Close(b.ctx, officer, id, 1, changes.Closing{Outcome: changes.OutcomeDeclined, Note: "未见"})
	if err != nil || r.State != "closed" || r.Note != "未见" {
		t.Errorf("closed as %+v: %v", r, err)
	}
	before = b.state()
	_, err = b.reports.Close(b.ctx, officer, id, 2, changes.Closing{Outcome: changes.OutcomeDuplicate})
	b.refused("twice", before, err, problem.Conflict, "changes.report_closed")
	_, err = b.reports.File(b.ctx, clerk, p.ID, changes.NewReport{Kind: "confirm"})
	b.must(err)
	last, err := b.reports.Confirmations(b.ctx, []uuid.UUID{p.ID, uuid.New()})
	if err != nil || len(last) != 1 || last[p.ID].Author != "clerk" {
		t.Errorf("confirmed %+v: %v", last, err)
	}
}

// Attachments of a set are its author's while it is a draft or returned, everybody's to read once submitted.
func TestSetOwner(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	owner := b.Store.Files()
	s := b.draft(changes.Correction, hamlet("甲"))
	id := s.ID.String()
	b.must(owner.MayWrite(b.ctx, officer.Actor, id))
	b.must(owner.MayRead(b.ctx, officer.Actor, id))
	for _, who := range []data.Change{clerk, stranger} {
		if err := owner.MayRead(b.ctx, who.Actor, id); !problem.Is(err, problem.NotFound) {
			t.Errorf("%s reads a draft: %v", who.Actor.Login, err)
		}
	}
	if err := owner.MayWrite(b.ctx, reviewer.Actor, id); !problem.Is(err, problem.Forbidden) {
		t.Errorf("the reviewer writes: %v", err)
	}
	_, err := b.Submit(b.ctx, officer, s.ID, s.Version)
	b.must(err)
	b.must(owner.MayRead(b.ctx, clerk.Actor, id))
	if err := owner.MayWrite(b.ctx, officer.Actor, id); !problem.Is(err, problem.Conflict) {
		t.Errorf("the author writes after: %v", err)
	}
	for _, bad := range []string{"x", uuid.NewString()} {
		if err := errors.Join(owner.MayRead(b.ctx, officer.Actor, bad)); !problem.Is(err, problem.NotFound) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
