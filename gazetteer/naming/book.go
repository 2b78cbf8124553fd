package naming

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
)

// Book is the rules in force at a moment, put in order for looking up.
type Book struct {
	rules    map[string]Rule
	scopes   []Scope // the closest first
	generics map[string]*Generic
	longest  int // characters of the longest generic term
	words    []ListedWord
	allowed  []ListedWord
	famous   map[string]bool // by text and by sound
	builtUp  []BuiltUp
	classes  map[string]string // code → name
}

// ReadBook reads the rules in force in one round trip.
func ReadBook(ctx context.Context, q data.Querier) (*Book, error) {
	var b pgx.Batch
	for _, name := range []string{"rule_list", "scope_list", "generic_list", "word_list", "built_up_list", "classes"} {
		b.Queue(queries.Get(name))
	}
	results := q.SendBatch(ctx, &b)
	defer results.Close()
	var book Book
	rules, err := collect[Rule](results, nil)
	book.scopes, err = collect[Scope](results, err)
	generics, err := collect[Generic](results, err)
	words, err := collect[ListedWord](results, err)
	book.builtUp, err = collect[BuiltUp](results, err)
	if err != nil {
		return nil, err
	}
	if book.classes, err = readClasses(results); err != nil {
		return nil, err
	}
	book.arrange(rules, generics, words)
	return &book, results.Close()
}

// collect reads the rows of the next query unless something failed before.
func collect[T any](results pgx.BatchResults, before error) ([]T, error) {
	if before != nil {
		return nil, before
	}
	rows, err := results.Query()
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[T])
}

func readClasses(results pgx.BatchResults) (map[string]string, error) {
	rows, err := results.Query()
	if err != nil {
		return nil, err
	}
	classes := map[string]string{}
	var code, name string
	_, err = pgx.ForEachRow(rows, []any{&code, &name}, func() error { classes[code] = name; return nil })
	return classes, err
}

// arrange leaves out what is switched off.
func (b *Book) arrange(rules []Rule, generics []Generic, words []ListedWord) {
	b.rules = make(map[string]Rule, len(rules))
	for _, r := range rules {
		b.rules[r.Code] = r
	}
	b.scopes = slices.DeleteFunc(b.scopes, func(s Scope) bool { return !s.Enabled })
	slices.SortStableFunc(b.scopes, func(x, y Scope) int {
		if d := len(y.ClassPrefix) - len(x.ClassPrefix); d != 0 {
			return d
		}
		return min(len(y.Generics), 1) - min(len(x.Generics), 1)
	})
	b.builtUp = slices.DeleteFunc(b.builtUp, func(u BuiltUp) bool { return !u.Enabled })
	b.generics = make(map[string]*Generic, len(generics))
	for i := range generics {
		if g := &generics[i]; g.Enabled {
			b.generics[g.Text] = g
			b.longest = max(b.longest, utf8.RuneCountInString(g.Text))
		}
	}
	b.famous = map[string]bool{}
	for _, w := range words {
		switch {
		case !w.Enabled:
		case w.Category == allowed:
			b.allowed = append(b.allowed, w)
		default:
			b.words = append(b.words, w)
		}
		if w.Enabled && w.Category == famous {
			b.famous[w.Word], b.famous[soundKey(gazetteer.Sounds(w.Word, ""))] = true, true
		}
	}
}

// scopeOf is the row for a name of a class; one of scope none when there is no row.
func (b *Book) scopeOf(class string, s Split) *Scope {
	for i := range b.scopes {
		row := &b.scopes[i]
		if strings.HasPrefix(class, row.ClassPrefix) && (len(row.Generics) == 0 || slices.Contains(row.Generics, s.Generic)) {
			return row
		}
	}
	return &Scope{Scope: Nowhere, Specific: none}
}

// severity is how heavy a rule weighs: for a new name as given (or the rule's own), for a
// standing one no more than the rule allows.
func (b *Book) severity(code, given string, proposed bool) string {
	rule := b.rules[code]
	if rule.Proposed == "" || rule.Proposed == none {
		return none
	}
	if given == "" {
		given = rule.Proposed
	}
	if proposed {
		return given
	}
	return lighter(given, rule.Standing)
}

// Category is what the ledger counts a rule's findings under.
func (b *Book) Category(code string) string { return b.rules[code].Category }

// areas are the beginnings of the area codes within the scope around an area; nil when
// the area says too little. Of built-up areas nobody keeps outlines: unless the bureau has
// said which townships make one up, the subdistricts (街道, third part 001–099 by GB/T 10114)
// of a county are taken for one, since they are how a built-up city is divided, and every
// other township for one of its own.
func (b *Book) areas(scope, area string) []string {
	switch {
	case scope == Country:
		return []string{""}
	case scope == Province && len(area) >= 2:
		return []string{area[:2]}
	case scope == County && len(area) >= 6:
		return []string{area[:6]}
	case scope != BuiltUpScope || len(area) < 6:
		return nil
	}
	for _, u := range b.builtUp {
		if begins(area, u.Areas) {
			return u.Areas
		}
	}
	switch {
	case len(area) < 9:
		return []string{area}
	case area[6] == '0':
		return []string{area[:7]}
	}
	return []string{area[:9]}
}
