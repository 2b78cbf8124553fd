package facilities

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data/datatest"
	"cairn/data/imports"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

var bureau = by(actor.Admin, "5326")

// bureauStore is newStore of the prefecture 5326.
func bureauStore(t *testing.T) *Store {
	t.Helper()
	s := newStore(t)
	err := s.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO setting VALUES ('prefecture', '{"code": "5326"}')`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// childrensHome is a kind that a bureau may add.
func childrensHome() KindDraft {
	return KindDraft{Kind: Kind{Code: "childrens_home", Name: "儿童之家", NameEn: "Children's home", Unit: Township, ByVillage: true,
		CapacityKind: "places", Symbol: "hexagon", Colour: "#0072B2", Sort: 200,
		Fields: []OwnField{
			{Code: "children", Name: "登记儿童数", NameEn: "Children on file", Type: IntegerField, Unit: "人", Min: ptr(0.0), Max: ptr(500.0), Required: true},
			{Code: "opened", Name: "挂牌日期", Type: DateField},
			{Code: "setting", Name: "场所", Type: ChoiceField, Choices: []Choice{{Code: "school", Name: "学校"}, {Code: "office", Name: "村委会"}}},
			{Code: "heated", Name: "有取暖", Type: BooleanField},
			{Code: "head", Name: "负责人", Type: TextField, Max: ptr(10.0)},
			{Code: "room_m2", Name: "室内面积", Type: NumberField, Unit: "m²"},
		},
		Stages: []Stage{{Code: "approved", Name: "立项", Status: "planned"}, {Code: "opened", Name: "挂牌", Status: "in_use"}}},
		Groups: []string{"care"}}
}

// badFields are the fields of a refusal, parted by spaces.
func badFields(err error) string {
	p := problem.As(err)
	if p == nil {
		return ""
	}
	var names []string
	for _, f := range p.Fields {
		names = append(names, f.Field)
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

func TestKindsAreData(t *testing.T) {
	t.Parallel()
	s, ctx := bureauStore(t), context.Background()
	for _, who := range []actor.Actor{by(actor.Planner, "5326").Actor, by(actor.Admin, "532601").Actor} {
		c := bureau
		c.Actor = who
		if _, err := s.CreateKind(ctx, c, childrensHome()); !problem.Is(err, problem.Forbidden) {
			t.Errorf("%s of %s: %v", who.Role, who.Area, err)
		}
	}
	made, err := s.CreateKind(ctx, bureau, childrensHome())
	if err != nil {
		t.Fatal(err)
	}
	if made.Version != 1 || made.Colour != "#0072b2" || made.Rule != Presence || len(made.Fields) != 6 || made.Fields[0].Choices == nil {
		t.Errorf("made %+v", made)
	}
	if _, err := s.CreateKind(ctx, bureau, childrensHome()); !problem.Is(err, problem.Conflict) {
		t.Errorf("again: %v", err)
	}
	if g, _ := s.Group(ctx, "care"); !slices.Contains(g.Kinds, "childrens_home") || g.Version != 2 {
		t.Errorf("group %+v", g)
	}
	f := mustCreate(t, s, func(d *Draft) {
		d.Kind, d.Capacity, d.Used, d.Extra = "childrens_home", ptr(30), nil, Extra{"children": 12.0, "setting": "school", "heated": true, "head": " 李 "}
	})
	if f.Extra["head"] != "李" || f.Extra["children"] != 12.0 || f.KindName != "儿童之家" {
		t.Errorf("made %+v", f.Extra)
	}
	err = s.db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO facility_stage (facility_id, code, passed_on) VALUES ($1, 'approved', '2020-01-01')", f.ID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		edit func(*KindDraft)
		want string
	}{
		"removed":      {func(k *KindDraft) { k.Fields = k.Fields[1:] }, "fields"},
		"other type":   {func(k *KindDraft) { k.Fields[0].Type = NumberField }, "fields[0].type"},
		"fewer":        {func(k *KindDraft) { k.Fields[0].Max = ptr(11.0) }, "fields[0]"},
		"other choice": {func(k *KindDraft) { k.Fields[2].Choices = k.Fields[2].Choices[1:] }, "fields[2].choices"},
		"stage":        {func(k *KindDraft) { k.Stages = k.Stages[1:] }, "stages"},
		"capacity":     {func(k *KindDraft) { k.CapacityKind = "beds" }, "capacity_kind"},
	} {
		_, err := s.UpdateKind(ctx, bureau, "childrens_home", 1, func(k *KindDraft) error {
			k.Fields = slices.Clone(k.Fields)
			tc.edit(k)
			return nil
		})
		if badFields(err) != tc.want || problem.As(err).Fields[0].Params["count"] != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
	changed, err := s.UpdateKind(ctx, bureau, "childrens_home", 1, func(k *KindDraft) error {
		k.Fields = slices.DeleteFunc(slices.Clone(k.Fields), func(f OwnField) bool { return f.Code == "room_m2" })
		k.Fields[2].Choices = []Choice{{Code: "school", Name: "中小学"}} // another name; nobody has the other one
		k.Stages, k.Serves = []Stage{{Code: "approved", Name: "批准立项", Status: "planned"}}, "village"
		k.Retired, k.Groups = true, []string{}
		return nil
	})
	if err != nil || changed.Version != 2 || len(changed.Fields) != 5 || changed.Fields[2].Choices[0].Name != "中小学" || changed.Serves != "village" {
		t.Fatalf("changed %+v, %v", changed, err)
	}
	if g, _ := s.Group(ctx, "care"); slices.Contains(g.Kinds, "childrens_home") {
		t.Errorf("group %+v", g)
	}
	if _, err := s.UpdateKind(ctx, bureau, "childrens_home", 1, func(*KindDraft) error { return nil }); !problem.Is(err, problem.Stale) {
		t.Errorf("stale: %v", err)
	}
	d := draft()
	d.Kind, d.Extra = "childrens_home", Extra{"children": 1.0}
	if _, err := s.Create(ctx, planner, uuid.Nil, d); badFields(err) != "kind" {
		t.Errorf("of a retired kind: %v", err)
	}
	if _, err := s.Update(ctx, planner, f.ID, f.Version, func(d *Draft) error { d.Note = "还在"; return nil }); err != nil {
		t.Errorf("one that is there: %v", err)
	}
}

func TestKindsThatCannotBe(t *testing.T) {
	t.Parallel()
	s, ctx := bureauStore(t), context.Background()
	for name, tc := range map[string]struct {
		edit func(*KindDraft)
		want string
	}{
		"code":           {func(k *KindDraft) { k.Code = "Home" }, "code"},
		"code of group":  {func(k *KindDraft) { k.Code = "care" }, "code"},
		"names":          {func(k *KindDraft) { k.Name, k.NameEn = "", strings.Repeat("x", 200) }, "name name_en"},
		"unit":           {func(k *KindDraft) { k.Unit = "province" }, "unit"},
		"looks":          {func(k *KindDraft) { k.Symbol, k.Colour = "heart", "red" }, "colour symbol"},
		"ledger, rule":   {func(k *KindDraft) { k.Ledger, k.Rule, k.Serves, k.Sort = "x", "on_foot", "nobody", -1 }, "ledger rule serves sort"},
		"group":          {func(k *KindDraft) { k.Groups = []string{"care", "none"} }, "groups[1]"},
		"field twice":    {func(k *KindDraft) { k.Fields[1].Code, k.Fields[2].Name = "children", "挂牌日期" }, "fields[1].code fields[2].name"},
		"field taken":    {func(k *KindDraft) { k.Fields[1].Code, k.Fields[2].Name = "note", "备 注" }, "fields[1].code fields[2].name"},
		"type":           {func(k *KindDraft) { k.Fields[4].Type = "picture" }, "fields[4].max fields[4].type"},
		"limits":         {func(k *KindDraft) { k.Fields[0].Min, k.Fields[1].Max = ptr(501.0), ptr(1.0) }, "fields[0].max fields[1].max"},
		"no choices":     {func(k *KindDraft) { k.Fields[2].Choices = nil; k.Fields[3].Choices = []Choice{{Code: "aa", Name: "b"}} }, "fields[2].choices fields[3].choices"},
		"choice twice":   {func(k *KindDraft) { k.Fields[2].Choices[1].Code = "school" }, "fields[2].choices[1].code"},
		"stages go back": {func(k *KindDraft) { k.Stages[0].Status, k.Stages[1].Status = "in_use", "planned" }, "stages[1].status"},
		"stage":          {func(k *KindDraft) { k.Stages[0].Status = "dreamt" }, "stages[0].status"},
		"subkind":        {func(k *KindDraft) { k.Subkinds = []Subkind{{Code: "x1"}} }, "subkinds[0].name"},
	} {
		k := childrensHome()
		tc.edit(&k)
		if _, err := s.CreateKind(ctx, bureau, k); badFields(err) != tc.want {
			t.Errorf("%s: %q (%v), want %q", name, badFields(err), err, tc.want)
		}
	}
}

func TestOwnValuesAndDoubts(t *testing.T) {
	t.Parallel()
	s, ctx := bureauStore(t), context.Background()
	if _, err := s.CreateKind(ctx, bureau, childrensHome()); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		extra Extra
		want  string
	}{
		"required":    {Extra{}, "extra.children"},
		"unknown":     {Extra{"children": 1.0, "pets": 3.0}, "extra.pets"},
		"no number":   {Extra{"children": "three"}, "extra.children"},
		"fraction":    {Extra{"children": 1.5}, "extra.children"},
		"negative":    {Extra{"children": -1.0}, "extra.children"},
		"above":       {Extra{"children": 501.0}, "extra.children"},
		"day":         {Extra{"children": 1.0, "opened": "2023-02-30"}, "extra.opened"},
		"distant day": {Extra{"children": 1.0, "opened": "0023-02-03"}, "extra.opened"},
		"choice":      {Extra{"children": 1.0, "setting": "shop"}, "extra.setting"},
		"boolean":     {Extra{"children": 1.0, "heated": "yes"}, "extra.heated"},
		"long":        {Extra{"children": 1.0, "head": "一二三四五六七八九十一"}, "extra.head"},
		"control":     {Extra{"children": 1.0, "head": "a\x07"}, "extra.head"},
		"text":        {Extra{"children": 1.0, "head": 5.0}, "extra.head"},
		"nested":      {Extra{"children": []any{1.0}}, "extra.children"},
	} {
		d := draft()
		d.Kind, d.Extra = "childrens_home", tc.extra
		if _, err := s.Create(ctx, planner, uuid.Nil, d); badFields(err) != tc.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	d := draft()
	d.Kind, d.Capacity, d.Used, d.NursingBeds = "care_home", ptr(20), ptr(25), ptr(21)
	_, err := s.Create(ctx, planner, uuid.Nil, d)
	if !problem.Is(err, problem.Unconfirmed) || badFields(err) != "nursing_beds used" {
		t.Errorf("residents above beds: %v", err)
	}
	d.Confirm = []string{"facilities.used_above_capacity"}
	if _, err = s.Create(ctx, planner, uuid.Nil, d); badFields(err) != "nursing_beds" {
		t.Errorf("half confirmed: %v", err)
	}
	d.Confirm = append(d.Confirm, "facilities.nursing_above_beds")
	f, err := s.Create(ctx, planner, uuid.Nil, d)
	if err != nil {
		t.Fatal(err)
	}
	if f, err = s.Update(ctx, planner, f.ID, 1, func(d *Draft) error { d.Note = "超员"; return nil }); err != nil {
		t.Errorf("what was confirmed is asked again: %v", err)
	}
	if _, err = s.Update(ctx, planner, f.ID, 2, func(d *Draft) error { d.Used = ptr(26); return nil }); !problem.Is(err, problem.Unconfirmed) {
		t.Errorf("a new number: %v", err)
	}
	d = draft()
	d.StatusFrom, d.TargetDate, d.Capacity = ptr(NewDay(202, 1, 1)), ptr(NewDay(20222, 1, 1)), ptr(-1)
	if _, err := s.Create(ctx, planner, uuid.Nil, d); badFields(err) != "capacity status_from target_date" {
		t.Errorf("impossible: %v", err)
	}
}

func TestKindsComeFromFiles(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	folder := files("facility_kinds.json", `{"items":[{"code":"childrens_home","name":"儿童之家","unit":"township","capacity_kind":"places","groups":["care"],
		"fields":[{"code":"children","name":"儿童数","type":"integer","min":0}],"stages":[{"code":"open","name":"挂牌","status":"in_use"}]},
		{"code":"bad_one","name":"坏","unit":"township","fields":[{"code":"note","name":"说明","type":"text"}]}]}`)
	if got, _ := take(t, s.db, folder, imports.Options{SkipBad: true}); got != "facility_kinds 1/0/0/0/1" {
		t.Errorf("json: %s", got)
	}
	table := "代码,名称,统计单位,字段,阶段,类组,停用,服务对象\n" +
		"protection_station,未成年人保护站,township,staff:人员:integer!:人;form:形式:choice(own=独立|shared=合署),opened:挂牌:in_use,,否,township\n" +
		"childrens_home,儿童之家（村级）,,children:儿童数:text,,,,\nwrong,错,township,staff;x,,,,\n"
	got, report := take(t, s.db, files("facility_kinds.csv", table), imports.Options{SkipBad: true})
	if got != "facility_kinds 2/0/0/0/1" && got != "facility_kinds 1/1/0/0/1" {
		t.Errorf("csv: %s %+v", got, report.Errors())
	}
	if got, report := take(t, s.db, files("facility_groups.csv", "code,name,unit,kinds\nminors,未成年人保护,township,childrens_home;protection_station\nx1,空,township,none\n"),
		imports.Options{SkipBad: true}); got != "facility_groups 1/0/0/0/1" {
		t.Errorf("groups: %s %+v", got, report.Errors())
	}
	k, err := s.Kind(context.Background(), "protection_station")
	if err != nil || len(k.Fields) != 2 || !k.Fields[0].Required || k.Fields[0].Unit != "人" || len(k.Fields[1].Choices) != 2 || k.Stages[0].Status != "in_use" || k.Serves != "township" {
		t.Errorf("%+v, %v", k, err)
	}
	home, _ := s.Kind(context.Background(), "childrens_home")
	if home.Name != "儿童之家（村级）" || home.CapacityKind != "places" || home.Fields[0].Type != TextField || len(home.Stages) != 1 {
		t.Errorf("%+v", home)
	}
	catalogue, err := s.Catalogue(context.Background())
	if g, _ := catalogue.group("minors"); err != nil || len(g.Kinds) != 2 {
		t.Errorf("%+v, %v", g, err)
	}
}

func FuzzFieldText(f *testing.F) {
	f.Add("staff:人员:integer!:人")
	f.Add("form:形式:choice(own=独立|shared=合署)")
	f.Fuzz(func(_ *testing.T, text string) {
		if field, ok := fieldOf(text); ok {
			k := KindDraft{Kind: Kind{Code: "x1", Name: "x", Unit: Township, Fields: []OwnField{field}}}
			k.settle()
			_ = k.validate(Catalogue{})
		}
	})
}
