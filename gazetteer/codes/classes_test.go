package codes

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/imports"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

var fresh = []gazetteer.Class{{Code: "12000", Name: "陆地水系"}, {Code: "21400", Name: "县级行政区", Remark: "新"}, {Code: "22210", Name: "村"}, {Code: "23213", Name: "县道"}}

func TestReplaceClasses(t *testing.T) {
	t.Parallel()
	b, ctx := newBureau(t), context.Background()
	a, r := b.entry("甲寨", "22200", "532601001", "53260100122200000001"), b.entry("乙寨", "22200", "532601001", "")
	if _, err := b.places.Retire(ctx, by(actor.Admin, "53"), r.ID, r.Version); err != nil {
		t.Fatal(err)
	}
	reviewer := by(actor.Reviewer, "5326")
	dry, err := b.ReplaceClasses(ctx, reviewer, ClassTable{Classes: fresh}, true)
	if err != nil || dry.Applied || fmt.Sprint(dry.Added, dry.Changed, dry.Removed) != "[22210] [21400] [22200]" || len(dry.Used) != 1 || dry.Used[0].Entries != 2 || dry.Used[0].To != "" {
		t.Fatalf("%+v %v", dry, err)
	}
	if _, err := b.ReplaceClasses(ctx, reviewer, ClassTable{Classes: fresh}, false); problem.As(err) == nil || problem.As(err).Fields[0].Key != "codes.class_in_use" {
		t.Errorf("entries are left behind: %v", err)
	}
	for _, c := range []data.Change{by(actor.Reviewer, "532601"), by(actor.Officer, "5326")} {
		if _, err := b.ReplaceClasses(ctx, c, ClassTable{Classes: fresh, Mapping: map[string]string{"22200": "22210"}}, false); !problem.Is(err, problem.Forbidden) {
			t.Errorf("%s of %s: %v", c.Actor.Role, c.Actor.Area, err)
		}
	}
	done, err := b.ReplaceClasses(ctx, reviewer, ClassTable{Classes: fresh, Mapping: map[string]string{"22200": "22210"}}, false)
	if err != nil || !done.Applied || done.Moved != 2 {
		t.Fatalf("%+v %v", done, err)
	}
	moved, err := b.places.Get(ctx, a.ID)
	if err != nil || moved.ClassCode != "22210" || moved.Version != 2 || *moved.PlaceCode != "53260100122200000001" {
		t.Errorf("%+v %v", moved, err)
	}
	var edits, versions int // the ledger of name changes leaves another table out, the history does not
	err = b.db.Read().QueryRow(ctx, `SELECT (SELECT count(*) FROM place_edit WHERE place_id = $1),
		(SELECT count(*) FROM revision WHERE entity = 'place' AND entity_id = $1::text AND tbl = 'place')`, a.ID).Scan(&edits, &versions)
	if err != nil || edits != 1 || versions != 2 {
		t.Errorf("%d rows of the ledger, %d of the history: %v", edits, versions, err)
	}
	classes, err := b.places.Classes(ctx)
	if err != nil || fmt.Sprint(classes) != fmt.Sprint(fresh) {
		t.Errorf("%v %v", classes, err)
	}
	if again, err := b.ReplaceClasses(ctx, reviewer, ClassTable{Classes: fresh}, false); err != nil || len(again.Added)+len(again.Changed)+len(again.Removed)+again.Moved != 0 {
		t.Errorf("the same table again: %+v %v", again, err)
	}
}

func TestBadClassTables(t *testing.T) {
	t.Parallel()
	b, ctx := newBureau(t), context.Background()
	reviewer := by(actor.Reviewer, "5326")
	for name, tc := range map[string]struct {
		table ClassTable
		field string
	}{
		"empty":               {ClassTable{}, "classes"},
		"bad code":            {ClassTable{Classes: []gazetteer.Class{{Code: "2a200", Name: "x"}}}, "code"},
		"code twice":          {ClassTable{Classes: []gazetteer.Class{{Code: "22200", Name: "x"}, {Code: "22200", Name: "y"}}}, "code"},
		"no name":             {ClassTable{Classes: []gazetteer.Class{{Code: "22200"}}}, "name"},
		"name too long":       {ClassTable{Classes: []gazetteer.Class{{Code: "22200", Name: strings.Repeat("村", 101)}}}, "name"},
		"to an unknown class": {ClassTable{Classes: fresh, Mapping: map[string]string{"22200": "22299"}}, "mapping"},
		"of an unknown class": {ClassTable{Classes: fresh, Mapping: map[string]string{"99999": "22210"}}, "mapping"},
		"a circle":            {ClassTable{Classes: fresh, Mapping: map[string]string{"22200": "22200"}}, "mapping"},
	} {
		_, err := b.ReplaceClasses(ctx, reviewer, tc.table, false)
		if p := problem.As(err); p == nil || p.Kind != problem.Invalid || p.Fields[0].Field != tc.field {
			t.Errorf("%s: %v", name, err)
		}
	}
	if classes, err := b.places.Classes(ctx); err != nil || len(classes) != 4 {
		t.Errorf("refused and changed: %v %v", classes, err)
	}
}

func TestReadClasses(t *testing.T) {
	t.Parallel()
	got, err := ReadClasses(strings.NewReader("类别代码,类别名称,备注\n12000,陆地水系,\n21400,县级行政区,新\n22210,村,\n23213,县道,\n"))
	if err != nil || fmt.Sprint(got) != fmt.Sprint(fresh) {
		t.Errorf("%v %v", got, err)
	}
	if _, err := ReadClasses(strings.NewReader("a,b\n\"x")); err == nil {
		t.Error("a broken file was read")
	}
}

// Two classes may change places: entries follow once.
func TestSwappedClasses(t *testing.T) {
	t.Parallel()
	b, ctx := newBureau(t), context.Background()
	village, river := b.entry("甲寨", "22200", "532601001", ""), b.entry("乙河", "12000", "532601001", "")
	classes, err := b.places.Classes(ctx)
	if err != nil {
		t.Fatal(err)
	}
	done, err := b.ReplaceClasses(ctx, by(actor.Admin, "5326"), ClassTable{Classes: classes, Mapping: map[string]string{"22200": "12000", "12000": "22200"}}, false)
	if err != nil || done.Moved != 2 {
		t.Fatalf("%+v %v", done, err)
	}
	for id, want := range map[uuid.UUID]string{village.ID: "12000", river.ID: "22200"} {
		if p, err := b.places.Get(ctx, id); err != nil || p.ClassCode != want {
			t.Errorf("%s is of class %s, want %s (%v)", p.Name, p.ClassCode, want, err)
		}
	}
}

// A file of classes is imported as before, also after the table that it brought was replaced.
func TestImportOfClassesAfterReplacing(t *testing.T) {
	t.Parallel()
	b, ctx := newBureau(t), context.Background()
	kind, err := imports.Find(gazetteer.Imports(), "gazetteer_classes")
	if err != nil {
		t.Fatal(err)
	}
	load := func() {
		t.Helper()
		files := fstest.MapFS{"gazetteer_classes.csv": {Data: []byte("code,name,remark\n22200,农村居民点,\n24000,水利设施,\n")}}
		table, err := imports.Read(imports.Source{Files: files, Name: "gazetteer_classes.csv", Kind: kind}, interchange.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := imports.Import(ctx, b.db, []imports.Table{table}, imports.Options{Change: datatest.Change()}); err != nil {
			t.Fatal(err)
		}
	}
	load()
	if _, err := b.ReplaceClasses(ctx, by(actor.Admin, "5326"), ClassTable{Classes: fresh}, false); err != nil {
		t.Fatal(err)
	}
	load()
	classes, err := b.places.Classes(ctx)
	if err != nil || len(classes) != len(fresh)+2 {
		t.Errorf("%v %v", classes, err)
	}
}
