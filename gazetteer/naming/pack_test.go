package naming

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/gazetteer"
)

// standingNames are the standing entries of the database as questions, by id.
func standingNames(t testing.TB, s *Store) []gazetteer.NameQuestion {
	t.Helper()
	rows, err := s.db.Read().Query(context.Background(), "SELECT id, name, pinyin, class_code, area_code FROM place WHERE status = 'current' ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var names []gazetteer.NameQuestion
	for rows.Next() {
		var n gazetteer.NameQuestion
		if err := rows.Scan(&n.ID, &n.Name, &n.Pinyin, &n.ClassCode, &n.AreaCode); err != nil {
			t.Fatal(err)
		}
		names = append(names, n)
	}
	return names
}

// The traps of the pack, as its column trap describes them, are found; nothing else is
// found in them.
func TestTraps(t *testing.T) {
	t.Parallel()
	s, ctx := packStore(t), context.Background()
	want := map[string]string{
		"甸心": "homophone warning", "店新": "homophone warning", "永兴村": "homophone warning", "永星村": "homophone warning", "咏兴村": "homophone warning",
		"龍潭寨": "duplicate warning, variant_character warning", "龙潭寨": "duplicate warning",
		"雲峯寺": "variant_character warning", "塩井坡": "duplicate warning, variant_character warning", "盐井坡": "duplicate warning",
		"羣英水库": "variant_character warning", "都竜小寨": "variant_character warning", "安\uf914寨": "variant_character warning",
		"阿·兰寨": "odd_sign warning", "8-2号地": "odd_sign warning, odd_digits warning", "天下第一寨": "inflated warning", "香榭丽舍小区": "foreign warning",
		"３号桥": "ordinal_digits info", "3号桥": "ordinal_digits info",
	}
	rows, err := s.db.Read().Query(ctx, "SELECT id FROM place WHERE trap <> ''")
	if err != nil {
		t.Fatal(err)
	}
	var traps []uuid.UUID
	for rows.Next() {
		var id uuid.UUID
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		traps = append(traps, id)
	}
	names := slices.DeleteFunc(standingNames(t, s), func(n gazetteer.NameQuestion) bool { return !slices.Contains(traps, n.ID) })
	all, err := s.CheckMany(ctx, s.Read(), names)
	if err != nil || len(names) != 48 {
		t.Fatalf("%d traps: %v", len(names), err)
	}
	for i, n := range names {
		if got := rulesOf(all[i]); got != want[n.Name] {
			t.Errorf("%s: %s, want %s", n.Name, got, want[n.Name])
		}
	}
}

// The two lookups, in the database and in memory, find the same.
func TestLookupsAgree(t *testing.T) {
	t.Parallel()
	s, ctx := packStore(t), context.Background()
	names := standingNames(t, s)
	stored, err := s.CheckMany(ctx, s.Read(), names)
	if err != nil {
		t.Fatal(err)
	}
	judged, entries, err := s.Survey(ctx, s.Read(), "", nil)
	if err != nil || entries != len(names) {
		t.Fatalf("%d of %d entries: %v", entries, len(names), err)
	}
	loaded := map[uuid.UUID]string{}
	for _, j := range judged {
		loaded[j.ID] = described(j.Findings)
	}
	found := 0
	for i, n := range names {
		if got, want := described(stored[i]), loaded[n.ID]; got != want {
			t.Errorf("%s: stored %s, loaded %s", n.Name, got, want)
		}
		found += len(stored[i])
	}
	if found < 60 {
		t.Errorf("only %d findings", found)
	}
}

func described(found []gazetteer.Finding) string {
	var b strings.Builder
	for _, f := range found {
		b.WriteString(f.Rule + f.Severity + f.Params["subject"])
		for _, c := range f.Conflicts {
			b.WriteString(c.ID.String() + strings.Join(c.AreaPath, "/"))
		}
	}
	return b.String()
}

// A change set of 500 names: one by one, and at once.
func BenchmarkCheck500(b *testing.B) {
	s, ctx := packStore(b), context.Background()
	names := standingNames(b, s)[:500]
	for i := range names {
		names[i].New = true
	}
	b.Run("one by one", func(b *testing.B) {
		for b.Loop() {
			for _, n := range names {
				if _, err := s.Check(ctx, s.Read(), n); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("at once", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.CheckMany(ctx, s.Read(), names); err != nil {
				b.Fatal(err)
			}
		}
	})
}
