package naming

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/gazetteer"
	"cairn/internal/problem"
)

// rulesOf are the findings as "rule severity", in order.
func rulesOf(found []gazetteer.Finding) string {
	var all []string
	for _, f := range found {
		all = append(all, f.Rule+" "+f.Severity)
	}
	return strings.Join(all, ", ")
}

func check(t testing.TB, s *Store, name, class, area string) []gazetteer.Finding {
	t.Helper()
	found, err := s.Check(context.Background(), s.Read(), gazetteer.NameQuestion{Name: name, ClassCode: class, AreaCode: area, New: true})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return found
}

// Each class has the scope of art. 9.
func TestScopes(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for _, e := range [][3]string{{"老厂乡", "21500", "532601101"}, {"砚山县", "21400", "532622"}, {"永兴寨", "22200", "532601101"},
		{"古木村委会", "27610", "532601101"}, {"人民路", "23500", "532601001"}, {"团结路", "23500", "532601101"}, {"开化街道", "21500", "532601001"}} {
		add(t, s, e[0], e[1], e[2])
	}
	for _, tc := range []struct{ name, class, area, want string }{
		{"老厂镇", "21500", "532622101", "duplicate_specific error"},
		{"老厂彝族乡", "21500", "532622101", "duplicate_specific error"},
		{"老厂乡", "21500", "532622101", "duplicate error"},
		{"老场乡", "21500", "532622101", "homophone error"},
		{"老场镇", "21500", "532622101", "homophone_specific warning"},
		{"开化街道", "21500", "532622101", ""},
		{"开化镇", "21500", "532622101", ""},
		{"盐山县", "21400", "532601", "same_spelling info"},
		{"雁山县", "21400", "532601", "homophone error"},
		{"永兴寨", "22200", "532601001", "duplicate error"},
		{"永兴寨", "22200", "532622101", ""},
		{"永兴村", "22200", "532601001", "duplicate_specific warning"},
		{"永兴", "22200", "532601001", "duplicate_specific warning"},
		{"咏兴村", "22200", "532601001", "homophone_specific warning"},
		{"咏兴寨", "22200", "532601001", "homophone error"},
		{"古木村民委员会", "27610", "532601001", "duplicate_specific error"},
		{"古木村民委员会", "27610", "532622101", ""},
		{"人民路", "23500", "532601002", "duplicate error"}, // the subdistricts are one built-up area
		{"人民路", "23500", "532601101", ""},                // a town is another
		{"团结路", "23500", "532601001", ""},
		{"人民公路", "23213", "532601001", ""},
		{"老厂山", "13000", "532601101", ""},
		{"黄山", "13000", "532601101", ""}, // famous, and the only one
		{"黄山县", "21400", "532601", "famous error"},
		{"永兴寨", "22200", "", "not_compared info"},
		{"永兴寨", "", "532601001", ""},
	} {
		found := check(t, s, tc.name, tc.class, tc.area)
		if got := rulesOf(found); got != tc.want {
			t.Errorf("%s (%s) in %s: %s, want %s", tc.name, tc.class, tc.area, got, tc.want)
		}
		for _, f := range found {
			if f.Say(problem.Chinese); f.Article == "" || f.Message == "" || f.Message == f.Key || strings.Contains(f.Message, "{") {
				t.Errorf("%s: a finding without article or message: %+v", tc.name, f)
			}
		}
	}
	f := check(t, s, "老厂镇", "21500", "532622101")[0]
	if c := f.Conflicts; len(c) != 1 || c[0].Name != "老厂乡" || !slices.Equal(c[0].AreaPath, []string{"文山州", "文山市", "马塘镇"}) || c[0].ClassName != "乡级行政区" {
		t.Errorf("conflicts %+v", c)
	}
	if f.Article != "地名管理条例第九条第（八）项" {
		t.Errorf("article %s", f.Article)
	}
}

// A bureau may say which townships make up a built-up area.
func TestBuiltUpAreas(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	add(t, s, "人民路", "23500", "532601001")
	if _, err := s.BuiltUps.Create(ctx, as("admin", ""), BuiltUp{Name: "文山城区", Areas: []string{"532601001", "532601101"}, Enabled: true}); err != nil {
		t.Fatal(err)
	}
	for area, want := range map[string]string{"532601101": "duplicate error", "532601002": ""} {
		if got := rulesOf(check(t, s, "人民路", "23500", area)); got != want {
			t.Errorf("in %s: %s, want %s", area, got, want)
		}
	}
}

// What stands only warns, is no conflict of its own, and retired or historic names do not count.
func TestStanding(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	first, second := add(t, s, "新寨村", "22200", "532601001"), add(t, s, "新寨村", "22200", "532601002")
	ask := func() string {
		found, err := s.Check(ctx, s.Read(), gazetteer.NameQuestion{ID: first.ID, Name: first.Name, ClassCode: first.ClassCode, AreaCode: first.AreaCode})
		if err != nil {
			t.Fatal(err)
		}
		return rulesOf(found)
	}
	if got := ask(); got != "duplicate warning" {
		t.Errorf("standing: %s", got)
	}
	if _, err := gazetteer.NewStore(s.db, areas{}).Retire(ctx, as("admin", ""), second.ID, 1); err != nil {
		t.Fatal(err)
	}
	if got := ask(); got != "" {
		t.Errorf("the other is retired: %s", got)
	}
}

func TestWordsAndForms(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for _, tc := range []struct{ name, class, want string }{
		{"巴黎花园", "26000", "foreign error"},
		{"环球小区", "26000", "inflated error"},
		{"中国石油小区", "26000", "company error"},
		{"鲁迅路", "23500", "person error"},
		{"孙悟空寨", "22200", "person error"},
		{"周恩来路", "23500", "leader error"},
		{"张将军路", "23500", "person_title warning"},
		{"将军山", "13000", ""},
		{"振兴集团", "26000", "company error"},
		{"皇家花园", "26000", "odd error"},
		{"阿·兰寨", "22200", "odd_sign error"},
		{"8-2号地", "22200", "odd_sign error, odd_digits error"},
		{"３号桥", "26000", "ordinal_digits info"},
		{"A区小区", "26000", "foreign_letters error"},
		{"龍潭寨", "22200", "variant_character error"},
		{"𠮷水村", "22200", "rare_character error"},
		{"𣲗水村", "22200", ""},
		{"江那镇", "22200", "generic_class error"},
		{"江那村", "21500", "generic_class error"},
		{"江那", "21500", "generic_missing error"},
		{"阳光广场", "26000", "generic_size warning"},
		{"阳光城", "26000", "generic_size warning"},
		{"云上山庄", "26000", "generic_size warning"},
		{"小区", "26000", ""},
		{"镇", "21500", "specific_missing error"},
		{"阳光小区小区", "26000", "generic_repeated warning"},
		{"中华门小区", "26000", "inflated info"}, // allowed, being historic
		{"大寨子", "22200", ""},
	} {
		if got := rulesOf(check(t, s, tc.name, tc.class, "532601001")); got != tc.want {
			t.Errorf("%s (%s): %s, want %s", tc.name, tc.class, got, tc.want)
		}
	}
}

// An allowed word excuses what lies in it, with its reason shown.
func TestAllowed(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	for word, match := range map[string]string{"阿兰": "contains", "𠮷水": "contains", "龍潭寨": "name"} {
		if _, err := s.Words.Create(ctx, as("reviewer", "53"), ListedWord{Word: word, Category: allowed, Match: match, Note: "民族语地名", Enabled: true}); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{"𠮷水村": "rare_character info", "龍潭寨": "variant_character info", "龍潭村": "variant_character error"} {
		found := check(t, s, name, "22200", "532601001")
		if got := rulesOf(found); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestCheckRefusals(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	for name, tc := range map[string]struct {
		n     gazetteer.NameQuestion
		field string
	}{
		"no name":       {gazetteer.NameQuestion{}, "name"},
		"nothing in it": {gazetteer.NameQuestion{Name: " · "}, "name"},
		"too long":      {gazetteer.NameQuestion{Name: strings.Repeat("寨", 101)}, "name"},
		"control":       {gazetteer.NameQuestion{Name: "新\u0007寨"}, "name"},
		"zero":          {gazetteer.NameQuestion{Name: "新\x00寨"}, "name"},
		"broken":        {gazetteer.NameQuestion{Name: "新\xff寨"}, "name"},
		"direction":     {gazetteer.NameQuestion{Name: "新\u202e寨"}, "name"},
		"unknown class": {gazetteer.NameQuestion{Name: "新寨", ClassCode: "99999"}, "class_code"},
		"odd class":     {gazetteer.NameQuestion{Name: "新寨", ClassCode: "\xff"}, "class_code"},
		"unknown area":  {gazetteer.NameQuestion{Name: "新寨", AreaCode: "539999"}, "area_code"},
		"odd area":      {gazetteer.NameQuestion{Name: "新寨", AreaCode: "53\x00"}, "area_code"},
		"long pinyin":   {gazetteer.NameQuestion{Name: "新寨", Pinyin: strings.Repeat("a", 301)}, "pinyin"},
	} {
		_, err := s.Check(ctx, s.Read(), tc.n)
		if p := problem.As(err); p == nil || p.Kind != problem.Invalid || len(p.Fields) != 1 || p.Fields[0].Field != tc.field {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.CheckMany(ctx, s.Read(), make([]gazetteer.NameQuestion, MaxQuestions+1)); !problem.Is(err, problem.TooLarge) {
		t.Errorf("too many: %v", err)
	}
	if all, err := s.CheckMany(ctx, s.Read(), nil); err != nil || len(all) != 0 {
		t.Errorf("none: %v, %v", all, err)
	}
}

// A finding lists some conflicts and counts the rest; the nearest come first.
func TestManyConflicts(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for range maxConflicts {
		add(t, s, "新寨村", "22200", "532601002")
	}
	near := add(t, s, "新寨村", "22200", "532601001")
	add(t, s, "新寨村", "22200", "532601101")
	f := check(t, s, "新寨村", "22200", "532601001")[0]
	if len(f.Conflicts) != maxConflicts || f.More != 2 || f.Conflicts[0].ID != near.ID || f.Conflicts[0].ID == uuid.Nil {
		t.Errorf("%d conflicts and %d more, first %+v", len(f.Conflicts), f.More, f.Conflicts[0])
	}
}

// Names of one set are judged as the gazetteer will read once it is published.
func TestTogether(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	x, y := add(t, s, "人民路", "23500", "532601001"), add(t, s, "团结路", "23500", "532601002")
	road := func(id uuid.UUID, name, area string, proposed bool) gazetteer.NameQuestion {
		return gazetteer.NameQuestion{ID: id, Name: name, ClassCode: "23500", AreaCode: area, New: proposed}
	}
	a, b := uuid.New(), uuid.New()
	for name, tc := range map[string]struct {
		names []gazetteer.NameQuestion
		gone  []uuid.UUID
		want  []string
	}{
		"the same name twice":           {[]gazetteer.NameQuestion{road(a, "幸福路", "532601001", true), road(b, "幸福路", "532601002", true)}, nil, []string{"duplicate error", "duplicate error"}},
		"the same sound twice":          {[]gazetteer.NameQuestion{road(a, "永兴路", "532601001", true), road(b, "咏兴路", "532601001", true)}, nil, []string{"homophone error", "homophone error"}},
		"of another built-up area":      {[]gazetteer.NameQuestion{road(a, "幸福路", "532601001", true), road(b, "幸福路", "532622101", true)}, nil, []string{"", ""}},
		"one that is there":             {[]gazetteer.NameQuestion{road(a, "人民路", "532601001", true)}, nil, []string{"duplicate error"}},
		"one that is retired with it":   {[]gazetteer.NameQuestion{road(a, "人民路", "532601001", true)}, []uuid.UUID{x.ID}, []string{""}},
		"one that is renamed with it":   {[]gazetteer.NameQuestion{road(a, "人民路", "532601001", true), road(x.ID, "民主路", "532601001", true)}, nil, []string{"", ""}},
		"two that change their names":   {[]gazetteer.NameQuestion{road(x.ID, "团结路", "532601001", true), road(y.ID, "人民路", "532601002", true)}, nil, []string{"", ""}},
		"two renamed to one":            {[]gazetteer.NameQuestion{road(x.ID, "幸福路", "532601001", true), road(y.ID, "幸福路", "532601002", true)}, nil, []string{"duplicate error", "duplicate error"}},
		"one that moves to a new one":   {[]gazetteer.NameQuestion{road(x.ID, "人民路", "532622101", false), road(a, "人民路", "532622101", true)}, nil, []string{"duplicate warning", "duplicate error"}},
		"one that moves out of the way": {[]gazetteer.NameQuestion{road(x.ID, "人民路", "532622101", false), road(a, "人民路", "532601001", true)}, nil, []string{"", ""}},
	} {
		found, err := s.CheckTogether(ctx, s.Read(), tc.names, tc.gone)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for i, want := range tc.want {
			if got := rulesOf(found[i]); got != want {
				t.Errorf("%s: %s is found %q, want %q", name, tc.names[i].Name, got, want)
			}
		}
	}
	found, err := s.CheckTogether(ctx, s.Read(), []gazetteer.NameQuestion{road(a, "幸福路", "532601001", true), road(b, "幸福路", "532601002", true)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	f := found[0][0]
	f.Say(problem.Chinese)
	if c := f.Conflicts; len(c) != 1 || c[0].ID != b || !c[0].Proposed || c[0].ClassName != "城镇道路" || !slices.Equal(c[0].AreaPath, []string{"文山州", "文山市", "卧龙街道"}) ||
		!strings.Contains(f.Message, "幸福路（文山市卧龙街道，同批）") {
		t.Errorf("the other one of the set reads %+v: %s", c, f.Message)
	}
	if _, err := s.CheckTogether(ctx, s.Read(), make([]gazetteer.NameQuestion, MaxQuestions+1), nil); !problem.Is(err, problem.TooLarge) {
		t.Errorf("too many: %v", err)
	}
}

// A listed word without a note has a message without one.
func TestWordWithoutNote(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	for _, category := range noted {
		for note, want := range map[string]string{"": "甲乙" + category + "”", "某人": "（某人）"} {
			word := "甲乙" + category + note
			if _, err := s.Words.Create(ctx, as("reviewer", "53"), ListedWord{Word: word, Category: category, Match: "contains", Note: note, Enabled: true}); err != nil {
				t.Fatal(err)
			}
			for _, f := range check(t, s, word, "22200", "532601001") {
				if f.Say(problem.Chinese); f.Rule == category && (!strings.Contains(f.Message, want) || strings.Contains(f.Message, "（）")) {
					t.Errorf("%s with note %q reads %s", category, note, f.Message)
				}
			}
		}
	}
}
