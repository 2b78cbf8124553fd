package naming

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
)

// lookup finds the entries that could collide with names: at least those of the same kin
// and area whose name or specific part is, or sounds without tones, like the question's.
// The answer has a list for each question.
type lookup interface {
	candidates(ctx context.Context, b *Book, questions []*question) ([][]entry, error)
}

// stored looks names up in the database: all questions in one statement, so that there is
// one place where entries are withheld from those who may not see them.
type stored struct{ q data.Querier }

func (l stored) candidates(ctx context.Context, b *Book, questions []*question) ([][]entry, error) {
	found := make([][]entry, len(questions))
	var numbers []int32
	var texts, sounds, classes, areas []string
	for i, q := range questions {
		text, sound := q.entry.root()
		for _, area := range q.areas {
			for _, class := range b.kinClasses(q.entry.kin) {
				numbers, texts, sounds = append(numbers, int32(i)), append(texts, text), append(sounds, sound)
				areas, classes = append(areas, area), append(classes, class)
			}
		}
	}
	if len(numbers) == 0 {
		return found, nil
	}
	rows, err := l.q.Query(ctx, queries.Get("candidates"), numbers, texts, sounds, areas, classes, int16(actor.ClearanceOf(ctx)))
	if err != nil {
		return nil, err
	}
	var n int32
	var c gazetteer.Conflict
	_, err = pgx.ForEachRow(rows, []any{&n, &c.ID, &c.Name, &c.Pinyin, &c.ClassCode, &c.ClassName, &c.AreaCode, &c.AreaPath}, func() error {
		found[n] = append(found[n], b.entryOf(c))
		return nil
	})
	return found, err
}

// kinClasses are the beginnings of the class codes of a kin.
func (b *Book) kinClasses(kin string) []string {
	var classes []string
	for _, s := range b.scopes {
		if s.Scope != Nowhere && s.Kin == kin && !begins(s.ClassPrefix, classes) {
			classes = append(classes, s.ClassPrefix)
		}
	}
	return classes
}

// loaded looks names up among entries in memory: a run over all entries, or a file. An
// entry is held against those of at most its own grade: what is found against it, its
// readers may know.
type loaded struct {
	byText, bySound map[string][]*entry
}

func load(entries []entry) loaded {
	l := loaded{map[string][]*entry{}, map[string][]*entry{}}
	for i := range entries {
		e := &entries[i]
		if e.kin == "" {
			continue
		}
		put(l.byText, e, e.norm, e.split.Specific)
		put(l.bySound, e, e.wholePlain, e.specificPlain)
	}
	return l
}

func put(index map[string][]*entry, e *entry, keys ...string) {
	for i, key := range keys {
		if key != "" && (i == 0 || key != keys[0]) {
			index[key] = append(index[key], e)
		}
	}
}

func (l loaded) candidates(_ context.Context, _ *Book, questions []*question) ([][]entry, error) {
	found := make([][]entry, len(questions))
	for i, q := range questions {
		if len(q.areas) == 0 {
			continue
		}
		seen := map[*entry]bool{}
		for _, keys := range []struct {
			index map[string][]*entry
			keys  []string
		}{{l.byText, []string{q.entry.norm, q.entry.split.Specific}}, {l.bySound, []string{q.entry.wholePlain, q.entry.specificPlain}}} {
			for _, key := range keys.keys {
				for _, e := range keys.index[key] {
					if key != "" && !seen[e] && e.grade <= q.upTo() {
						seen[e] = true
						found[i] = append(found[i], *e)
					}
				}
			}
		}
	}
	return found, nil
}
