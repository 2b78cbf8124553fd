package spelling

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"testing"
)

//go:embed testdata/names.txt
var tableText string

// row of the table of hand-checked spellings.
type row struct {
	name, class, spelling string
	picks                 map[int]string
}

func table(t *testing.T) []row {
	t.Helper()
	var rows []row
	for line := range dataLines(tableText) {
		fields := strings.Split(line, "|")
		r := row{fields[0], fields[1], fields[2], map[int]string{}}
		for pick := range strings.SplitSeq(strings.Join(fields[3:], ""), ",") {
			if index, reading, ok := strings.Cut(pick, ":"); ok {
				i, err := strconv.Atoi(index)
				if err != nil {
					t.Fatalf("%s: %v", line, err)
				}
				r.picks[i] = reading
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// Every name of the table is spelled right with the readings that an officer chooses, and
// nearly all are at once.
func TestTableOfSpellings(t *testing.T) {
	t.Parallel()
	book, rows := NewBook(nil), table(t)
	if len(rows) < 220 {
		t.Errorf("the table has only %d names", len(rows))
	}
	first := 0
	seen := map[string]bool{}
	for _, r := range rows {
		if key := fmt.Sprint(r.name, r.class); seen[key] {
			t.Errorf("%s stands twice", r.name)
		} else {
			seen[key] = true
		}
		got := book.Romanise(r.name, Options{Class: r.class})
		if best(got) == r.spelling {
			first++
		} else {
			t.Logf("first suggestion for %s (%s): %s, want %s", r.name, r.class, best(got), r.spelling)
		}
		for i, reading := range r.picks {
			if !offers(got.Characters[i], reading) {
				t.Errorf("%s: %s is not among the choices of %s", r.name, reading, got.Characters[i].Text)
			}
		}
		if with := best(book.Romanise(r.name, Options{Class: r.class, Picks: r.picks})); with != r.spelling {
			t.Errorf("%s (%s) with the choices: %s, want %s", r.name, r.class, with, r.spelling)
		}
		if plain := best(book.Romanise(r.name, Options{Class: r.class, Picks: r.picks, Plain: true})); plain != WithoutTones(r.spelling) {
			t.Errorf("%s without tones: %s", r.name, plain)
		}
	}
	share := float64(first) / float64(len(rows))
	t.Logf("%d names; right at once: %d (%.1f %%)", len(rows), first, 100*share)
	if share < 0.97 {
		t.Errorf("only %.1f %% are right at once", 100*share)
	}
}

func best(r Romanised) string {
	if len(r.Suggestions) == 0 {
		return ""
	}
	return r.Suggestions[0].Spelling
}

func offers(c NameCharacter, reading string) bool {
	for _, choice := range c.Choices {
		if choice.Reading == reading {
			return true
		}
	}
	return false
}
