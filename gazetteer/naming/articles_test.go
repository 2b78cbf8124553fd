package naming

import (
	"maps"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/data/datatest"
)

// What the rules and scopes of a new database cite: items of article 9 where they say the
// same, else the article alone.
func TestCitations(t *testing.T) {
	t.Parallel()
	rows, err := datatest.New(t).Read().Query(t.Context(), `SELECT code, article FROM naming_rule
		UNION ALL SELECT class_prefix || array_to_string(generics, ''), article FROM naming_scope WHERE article <> ''`)
	if err != nil {
		t.Fatal(err)
	}
	cited := map[string][]string{}
	var code, article string
	if _, err := pgx.ForEachRow(rows, []any{&code, &article}, func() error {
		cited[article] = append(cited[article], code)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	const article9 = "地名管理条例第九条"
	for _, want := range []struct {
		item  string
		codes []string
	}{
		{"第（一）项", []string{"odd", "odd_digits"}},
		{"第（三）项", []string{"foreign_letters", "rare_character", "variant_character"}},
		{"第（四）项", []string{"leader", "person", "person_title"}},
		{"第（六）项", []string{"company"}},
		{"第（七）项", []string{"11", "12", "13", "21", "213", "214"}},
		{"", []string{"216", "22", "duplicate", "duplicate_specific", "generic_repeated", "homophone", "homophone_specific", "not_compared", "odd_sign", "ordinal_digits", "same_spelling"}},
	} {
		if got := slices.Sorted(slices.Values(cited[article9+want.item])); !slices.Equal(got, want.codes) {
			t.Errorf("article 9 %s is cited by %v, want %v", want.item, got, want.codes)
		}
	}
	if len(cited) != 11 {
		t.Errorf("cited are %v", slices.Sorted(maps.Keys(cited)))
	}
}
