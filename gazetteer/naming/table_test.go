package naming

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"cairn/data"
	"cairn/internal/problem"
)

func TestLifeOfAWord(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	w, err := s.Words.Create(ctx, as("reviewer", "5326"), ListedWord{Word: " 豪 庭 ", Category: "odd", Match: "contains", Enabled: true})
	if err != nil || w.Word != "豪庭" || w.Version != 1 || w.Severity != "error" {
		t.Fatalf("%+v: %v", w, err)
	}
	if got := rulesOf(check(t, s, "豪庭小区", "26000", "532601001")); got != "odd error" {
		t.Errorf("after adding: %s", got)
	}
	w.Severity = "warning"
	if w, err = s.Words.Update(ctx, as("reviewer", "5326"), w.ID, 1, w); err != nil || w.Version != 2 {
		t.Fatalf("%+v: %v", w, err)
	}
	if got := rulesOf(check(t, s, "豪庭小区", "26000", "532601001")); got != "odd warning" {
		t.Errorf("after changing: %s", got)
	}
	if err := s.Words.Delete(ctx, as("reviewer", "5326"), w.ID, 1); !problem.Is(err, problem.Stale) {
		t.Errorf("deleted at an old version: %v", err)
	}
	if err := s.Words.Delete(ctx, as("reviewer", "5326"), w.ID, 2); err != nil {
		t.Fatal(err)
	}
	if got := rulesOf(check(t, s, "豪庭小区", "26000", "532601001")); got != "" {
		t.Errorf("after deleting: %s", got)
	}
	if _, err := s.Words.Update(ctx, as("reviewer", "5326"), w.ID, 2, w); !problem.Is(err, problem.NotFound) {
		t.Errorf("changed what is gone: %v", err)
	}
}

func TestRefusedRows(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	good := ListedWord{Word: "某词", Category: "odd", Match: "contains", Enabled: true}
	with := func(change func(*ListedWord)) ListedWord { w := good; change(&w); return w }
	for name, tc := range map[string]struct {
		by   data.Change
		word ListedWord
		want problem.Kind
	}{
		"by an officer":      {as("officer", ""), good, problem.Forbidden},
		"of a county":        {as("reviewer", "532601"), good, problem.Forbidden},
		"empty":              {as("admin", ""), with(func(w *ListedWord) { w.Word = " · " }), problem.Invalid},
		"long":               {as("admin", ""), with(func(w *ListedWord) { w.Word = strings.Repeat("词", 41) }), problem.Invalid},
		"unknown category":   {as("admin", ""), with(func(w *ListedWord) { w.Category = "x" }), problem.Invalid},
		"unknown match":      {as("admin", ""), with(func(w *ListedWord) { w.Match = "regexp" }), problem.Invalid},
		"no severity at all": {as("admin", ""), with(func(w *ListedWord) { w.Severity = "none" }), problem.Invalid},
		"allowed unreasoned": {as("admin", ""), with(func(w *ListedWord) { w.Category = allowed }), problem.Invalid},
		"twice":              {as("admin", ""), with(func(w *ListedWord) { w.Word, w.Category = "宇宙", "inflated" }), problem.Conflict},
		"control":            {as("admin", ""), with(func(w *ListedWord) { w.Note = "\a" }), problem.Invalid},
	} {
		if _, err := s.Words.Create(ctx, tc.by, tc.word); !problem.Is(err, tc.want) {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
	}
	nine := 10
	if _, err := s.Generics.Create(ctx, as("admin", ""), Generic{Text: "乡", Enabled: true}); !problem.Is(err, problem.Conflict) {
		t.Errorf("a generic term twice: %v", err)
	}
	if _, err := s.Generics.Create(ctx, as("admin", ""), Generic{Text: "x", Classes: []string{"2x"}, Size: &nine}); !problem.Is(err, problem.Invalid) || len(problem.As(err).Fields) != 2 {
		t.Errorf("a bad generic term: %v", err)
	}
	if _, err := s.Scopes.Create(ctx, as("admin", ""), Scope{ClassPrefix: "123456", Scope: "planet", Specific: "x"}); !problem.Is(err, problem.Invalid) || len(problem.As(err).Fields) != 4 {
		t.Errorf("a bad scope: %v", err)
	}
	if _, err := s.BuiltUps.Create(ctx, as("admin", ""), BuiltUp{}); !problem.Is(err, problem.Invalid) {
		t.Errorf("an empty built-up area: %v", err)
	}
	words, err := s.Words.List(ctx)
	if err != nil || len(words) < 150 {
		t.Fatalf("%d words: %v", len(words), err)
	}
	if _, err := s.Words.Create(ctx, as("admin", ""), words[0]); !problem.Is(err, problem.Conflict) {
		t.Errorf("an id twice: %v", err)
	}
}

func TestRuleWeights(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	rule := Rule{Code: "odd_sign", Article: "第九条", Proposed: "none", Standing: "none", Version: 1}
	if _, err := s.UpdateRule(ctx, as("reviewer", "532601"), rule); !problem.Is(err, problem.Forbidden) {
		t.Errorf("by a county: %v", err)
	}
	if got, err := s.UpdateRule(ctx, as("reviewer", "5326"), rule); err != nil || got.Version != 2 || got.Category != "odd" {
		t.Fatalf("%+v: %v", got, err)
	}
	if got := rulesOf(check(t, s, "阿·兰寨", "22200", "532601001")); got != "" {
		t.Errorf("switched off: %s", got)
	}
	for want, r := range map[problem.Kind]Rule{
		problem.Stale: rule, problem.NotFound: {Code: "x", Version: 1}, problem.Invalid: {Code: "odd", Proposed: "fatal", Standing: "none", Version: 1},
	} {
		if _, err := s.UpdateRule(ctx, as("admin", ""), r); !problem.Is(err, want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if rules, err := s.Rules(ctx); err != nil || len(rules) != 25 {
		t.Errorf("%d rules: %v", len(rules), err)
	}
}

// A list goes out and comes back the same; rows are added and changed, none is lost.
func TestLists(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	roundTrip(t, s.Words)
	roundTrip(t, s.Generics)
	roundTrip(t, s.Scopes)
	list := "word,category,match,severity,note,enabled\n宇宙,inflated,contains,info,,false\n𣲗某,odd,prefix,,新,\n"
	taken, err := s.Words.Import(ctx, as("admin", ""), strings.NewReader(list))
	if err != nil || taken != (Taken{Rows: 2, Added: 1, Changed: 1}) {
		t.Fatalf("%+v: %v", taken, err)
	}
	if got := rulesOf(check(t, s, "宇宙小区", "26000", "532601001")); got != "" {
		t.Errorf("switched off: %s", got)
	}
	if got := rulesOf(check(t, s, "𣲗某寨", "22200", "532601001")); got != "odd error" {
		t.Errorf("added: %s", got)
	}
	for name, list := range map[string]string{
		"a bad row":     "word,category,match\n好词,odd,contains\n坏词,none,contains\n",
		"a row twice":   "word,category,match\n好词,odd,contains\n好词,odd,contains\n",
		"a bad boolean": "word,category,match,enabled\n好词,odd,contains,perhaps\n",
		"no columns":    "a,b\n1,2\n",
	} {
		_, err := s.Words.Import(ctx, as("admin", ""), strings.NewReader(list))
		if p := problem.As(err); p == nil || p.Kind != problem.Invalid || p.Fields[0].Row == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.Words.Import(ctx, as("reviewer", "532601"), strings.NewReader(list)); !problem.Is(err, problem.Forbidden) {
		t.Errorf("by a county: %v", err)
	}
	if words, _ := s.Words.List(ctx); strings.Contains(namesOf(words), "好词") {
		t.Error("a refused list left a word")
	}
}

func namesOf(words []ListedWord) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.Word + " ")
	}
	return b.String()
}

func roundTrip[T any, P Record[T]](t *testing.T, table Table[T, P]) {
	t.Helper()
	var out bytes.Buffer
	if err := table.Export(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	taken, err := table.Import(context.Background(), as("admin", ""), &out)
	if err != nil || taken.Rows == 0 || taken.Same != taken.Rows {
		t.Errorf("%s came back as %+v: %v", table.name, taken, err)
	}
}
