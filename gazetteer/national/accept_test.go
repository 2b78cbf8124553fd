package national

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"
	tealeg "github.com/tealeg/xlsx/v3"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

func TestAccept(t *testing.T) {
	t.Parallel()
	b, ctx := newBench(t), context.Background()
	places := b.gazetteerOf()
	x := b.load("5326", report())
	missing := b.one(x, Filter{Kind: MissingHere})
	names := b.one(x, Filter{Field: "former_names"})
	code := b.one(x, Filter{Field: "place_code"})
	out, err := b.store.Accept(ctx, by("532601"), x.ID, Selection{IDs: []uuid.UUID{missing.ID, names.ID, code.ID}}, Acceptance{Title: "采纳", Reason: "依国家库"})
	if err != nil || out.Accepted != 3 || out.Items != 2 || out.Number == 0 {
		t.Fatalf("%+v: %v", out, err)
	}
	items := map[string]ProposedItem{}
	for _, it := range b.fake.last.Items {
		items[it.Op] = it
	}
	want := map[string]string{"name": `"青树"`, "area_code": `"532601102"`, "class_code": `"22200"`, "place_code": `"53260110222200000009"`, "lon": "104.1", "lat": "23.1", "pinyin": `"Qīngshù"`}
	if add := items["add"]; len(add.Fields) != len(want) {
		t.Errorf("added as %s", asJSON(add.Fields))
	} else {
		for field, value := range want {
			if string(add.Fields[field]) != value {
				t.Errorf("added with %s %s", field, add.Fields[field])
			}
		}
	}
	p := places["新寨23.05"]
	mod := items["modify"]
	var former []string
	if err := json.Unmarshal(mod.Fields["former_names"], &former); err != nil || strings.Join(former, " ") != "老寨 旧寨" || mod.PlaceID != p.ID || mod.BaseVersion != p.Version || len(mod.Fields) != 2 {
		t.Errorf("modified by %s of %s", asJSON(mod.Fields), mod.PlaceID)
	}
	if d := b.one(x, Filter{Kind: MissingHere}); d.State != Accepted || *d.SetID != out.SetID || *d.SetNumber != out.Number {
		t.Errorf("after it: %+v", d)
	}
	before := b.count("SELECT count(*) FROM change")
	for _, id := range []uuid.UUID{missing.ID, names.ID} {
		_, err = b.store.Accept(ctx, by("532601"), x.ID, Selection{IDs: []uuid.UUID{id}}, Acceptance{Title: "再"})
		if !problem.Is(err, problem.Conflict) {
			t.Errorf("accepted twice: %v", err)
		}
	}
	if _, err := b.store.Decide(ctx, by("532601"), x.ID, Selection{IDs: []uuid.UUID{missing.ID}}, Decision{Later, ""}); !problem.Is(err, problem.Conflict) {
		t.Errorf("decided although accepted: %v", err)
	}
	if b.count("SELECT count(*) FROM change") != before {
		t.Error("refused, and something changed")
	}
	// Withdrawn, it is open again, in the next export too.
	b.write("UPDATE change_set SET state = 'withdrawn' WHERE id = $1", out.SetID)
	next := b.load("5326", report())
	if d := b.one(next, Filter{Kind: MissingHere}); d.State != Open {
		t.Errorf("withdrawn, and still %s", d.State)
	}
}

// What a filter finds goes in as far as it can; the rest is told.
func TestAcceptByFilter(t *testing.T) {
	t.Parallel()
	b, ctx := newBench(t), context.Background()
	x := b.load("5326", table(header,
		"甲村,,,22200,532601001,,,104.05,23.05", "乙村,,,22200,532601001,,,,", "丙村,,,22200,532622101,,,104.25,23.05", "丁村,,,22200,532601001,,,104.06,23.05"))
	out, err := b.store.Accept(ctx, by("532601"), x.ID, Selection{Filter: &Filter{Kind: MissingHere}}, Acceptance{Title: "采纳"})
	if err != nil || out.Accepted != 2 || len(out.Skipped) != 1 || out.Skipped[0].Name != "乙村" || out.Skipped[0].Problems[0].Field != "lon" {
		t.Fatalf("%+v: %v", out, err)
	}
	if n := b.count("SELECT count(*) FROM change_set"); n != 1 {
		t.Errorf("%d change sets", n)
	}
	_, err = b.store.Accept(ctx, by("532601"), x.ID, Selection{Filter: &Filter{Kind: MissingHere, Text: "甲"}}, Acceptance{Title: "采纳"})
	if !problem.Is(err, problem.Conflict) {
		t.Errorf("nothing left, but %v", err)
	}
	y := b.load("5326", table(header, "戊村,,,22200,532601001,,,104.05,23.15", "己村,,,22200,532601001,,,104.05,23.25"))
	out, err = b.store.Accept(ctx, by("5326"), y.ID, Selection{Filter: &Filter{}}, Acceptance{Title: "采纳", Items: 1})
	if err != nil || out.Accepted != 1 || out.Remaining != 1 {
		t.Errorf("%+v: %v", out, err)
	}
}

func TestWhatCannotBeAccepted(t *testing.T) {
	t.Parallel()
	b, ctx := newBench(t), context.Background()
	b.gazetteerOf()
	x := b.load("5326", report())
	missing, there, open := b.one(x, Filter{Kind: MissingHere}), b.one(x, Filter{Kind: MissingThere}), b.one(x, Filter{Kind: Ambiguous})
	clerk := data.Change{Actor: actor.Actor{Login: "c", Role: actor.Clerk, Area: "532601"}, Door: "test"}
	before := b.count("SELECT count(*) FROM change")
	for name, tc := range map[string]struct {
		by   data.Change
		ids  []uuid.UUID
		want problem.Kind
	}{
		"foreign area":            {by("532622"), []uuid.UUID{missing.ID}, problem.Forbidden},
		"own and foreign":         {by("532601"), []uuid.UUID{missing.ID, there.ID}, problem.Forbidden},
		"missing there":           {by("5326"), []uuid.UUID{there.ID}, problem.Conflict},
		"ambiguous":               {by("5326"), []uuid.UUID{open.ID}, problem.Conflict},
		"one of them not":         {by("5326"), []uuid.UUID{missing.ID, open.ID}, problem.Conflict},
		"unknown":                 {by("5326"), []uuid.UUID{uuid.New()}, problem.Invalid},
		"none":                    {by("5326"), nil, problem.Invalid},
		"a clerk":                 {clerk, []uuid.UUID{missing.ID}, problem.Forbidden},
		"of another's whole area": {by("5325"), []uuid.UUID{missing.ID}, problem.Forbidden},
	} {
		_, err := b.store.Accept(ctx, tc.by, x.ID, Selection{IDs: tc.ids}, Acceptance{Title: "采纳"})
		if !problem.Is(err, tc.want) {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
	}
	if _, err := b.store.Decide(ctx, by("532622"), x.ID, Selection{IDs: []uuid.UUID{missing.ID}}, Decision{Later, ""}); !problem.Is(err, problem.Forbidden) {
		t.Errorf("decided in a foreign area: %v", err)
	}
	if _, err := b.store.Accept(ctx, by("5326"), uuid.New(), Selection{IDs: []uuid.UUID{missing.ID}}, Acceptance{Title: "采纳"}); !problem.Is(err, problem.NotFound) {
		t.Errorf("no such export: %v", err)
	}
	if n := b.count("SELECT count(*) FROM change"); n != before {
		t.Errorf("refused, and %d changes made", n-before)
	}
}

// Graded fields and entries are seen by the cleared only, and not counted for others.
func TestSecretDifferences(t *testing.T) {
	t.Parallel()
	b, ctx := newBench(t), context.Background()
	places := b.gazetteerOf()
	b.write(`UPDATE place SET secrecy = '{"meaning": 2}' WHERE id = $1`, places["新寨23.05"].ID)
	b.write(`UPDATE place SET secrecy = '{"entry": 1}' WHERE id = $1`, places["大箐23.05"].ID)
	x := b.load("5326", report())
	officer := by("5326").Actor
	for clearance, want := range map[actor.Grade]int{0: 5, 1: 6, 2: 7} {
		officer.Clearance = clearance
		_, list, err := b.store.Differences(ctx, officer, x.ID, Filter{Limit: 100})
		seen, _ := b.store.Export(ctx, officer, x.ID)
		counted := 0
		for _, c := range seen.Differences {
			counted += c.Count
		}
		if err != nil || len(list) != want || counted != want {
			t.Errorf("clearance %d: %d differences, %d counted, want %d: %v", clearance, len(list), counted, want, err)
		}
	}
	officer.Clearance = 2
	_, list, _ := b.store.Differences(ctx, officer, x.ID, Filter{Field: "meaning", Limit: 10})
	_, err := b.store.Decide(ctx, by("5326"), x.ID, Selection{IDs: []uuid.UUID{list[0].ID}}, Decision{Later, ""})
	if !problem.Is(err, problem.Invalid) {
		t.Errorf("decided about what is hidden: %v", err)
	}
}

func TestReflectedEdits(t *testing.T) {
	t.Parallel()
	b, ctx := newBench(t), context.Background()
	places := b.gazetteerOf()
	p, err := b.places.Update(ctx, datatest.Change(), places["新寨23.05"].ID, 1, func(d *gazetteer.Draft) error {
		d.Meaning, d.PositionReason = "新建的寨子", "x"
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.places.Update(ctx, datatest.Change(), places["龙潭寨23.05"].ID, 1, func(d *gazetteer.Draft) error {
		d.Meaning, d.PositionReason = "别的含义", "x"
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	gone, err := b.places.Retire(ctx, datatest.Change(), places["大箐23.05"].ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	b.write("UPDATE place_edit SET reported_on = '2024-01-05' WHERE op <> 'add'")
	b.write("UPDATE place_edit SET taken_in_on = '2024-01-05' WHERE op = 'add'")
	x := b.load("5326", report())
	_, edits, err := b.store.Reflected(ctx, by("5326").Actor, x.ID, "reported", uuid.Nil, 10)
	if err != nil || len(edits) != 2 {
		t.Fatalf("%d edits: %+v, %v", len(edits), edits, err)
	}
	got := map[uuid.UUID]string{edits[0].PlaceID: edits[0].Op, edits[1].PlaceID: edits[1].Op}
	if got[p.ID] != "modify" || got[gone.ID] != "delete" {
		t.Errorf("reflected %v", got)
	}
	if _, edits, _ := b.store.Reflected(ctx, by("532622").Actor, x.ID, "", uuid.Nil, 10); len(edits) != 1 {
		t.Errorf("of the other county %+v", edits)
	}
}

func TestWorkbook(t *testing.T) {
	t.Parallel()
	b, ctx := newBench(t), context.Background()
	b.gazetteerOf()
	x := b.load("5326", report()+"无类,,,没有这类,开化街道,,,,\n")
	book, _, err := b.store.Workbook(ctx, by("5326").Actor, x.ID, Filter{}, problem.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	file, err := tealeg.OpenBinary(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"内容不一致": "下𣲗坝", "本库缺少": "青树", "国家库缺少": "大箐", "待选定": "平坝", "问题行": "没有此地名类别"}
	for _, s := range file.Sheets {
		var text strings.Builder
		_ = s.ForEachRow(func(r *tealeg.Row) error {
			return r.ForEachCell(func(c *tealeg.Cell) error { text.WriteString(c.Value + "|"); return nil })
		})
		if word, ok := want[s.Name]; !ok || !strings.Contains(text.String(), word) {
			t.Errorf("sheet %s lacks %q: %s", s.Name, word, text.String())
		}
		if strings.Contains(text.String(), "national.") {
			t.Errorf("sheet %s has texts without words: %s", s.Name, text.String())
		}
	}
}
