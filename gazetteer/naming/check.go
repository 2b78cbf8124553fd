package naming

import (
	"context"
	"embed"
	"strings"
	"time"
	"unicode/utf8"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("naming", sqlFiles)

// Store keeps the rules and judges names by them.
type Store struct {
	db       *data.DB
	now      func() time.Time
	Scopes   Table[Scope, *Scope]
	Generics Table[Generic, *Generic]
	Words    Table[ListedWord, *ListedWord]
	BuiltUps Table[BuiltUp, *BuiltUp]
}

// NewStore makes a store on the database.
func NewStore(db *data.DB) *Store {
	return &Store{db: db, now: time.Now,
		Scopes: Table[Scope, *Scope]{db, "scope"}, Generics: Table[Generic, *Generic]{db, "generic"},
		Words: Table[ListedWord, *ListedWord]{db, "word"}, BuiltUps: Table[BuiltUp, *BuiltUp]{db, "built_up"}}
}

// Read is the database to judge names by outside of a transaction.
func (s *Store) Read() data.Querier { return s.db.Read() }

// maxName is the longest name in characters, as for entries.
const maxName = 100

// MaxQuestions is the most names that are judged at once.
const MaxQuestions = 10_000

// Check judges one name in three statements, within the transaction of q. What it finds
// comes the heaviest first. Error: problem.Invalid for a name that cannot be one, and for
// an unknown class or area; both may be empty: then their rules say nothing.
func (s *Store) Check(ctx context.Context, q data.Querier, n gazetteer.NameQuestion) ([]gazetteer.Finding, error) {
	all, err := s.CheckMany(ctx, q, []gazetteer.NameQuestion{n})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

func tooMany() error { return problem.New(problem.TooLarge, "naming.too_many", "max", MaxQuestions) }

// CheckMany judges names in three statements in all, however many they are; the answer has
// a list for each. They are not compared with one another: see CheckTogether.
// Errors: as Check, for any of them; problem.TooLarge over MaxQuestions.
func (s *Store) CheckMany(ctx context.Context, q data.Querier, names []gazetteer.NameQuestion) ([][]gazetteer.Finding, error) {
	if len(names) > MaxQuestions {
		return nil, tooMany()
	}
	book, err := ReadBook(ctx, q)
	if err != nil {
		return nil, data.Problem(err)
	}
	if err := book.validate(ctx, q, names); err != nil {
		return nil, data.Problem(err)
	}
	found, err := book.check(ctx, stored{q}, names)
	return found, data.Problem(err)
}

// check judges names against what the lookup finds.
func (b *Book) check(ctx context.Context, l lookup, names []gazetteer.NameQuestion) ([][]gazetteer.Finding, error) {
	questions := make([]*question, len(names))
	for i, n := range names {
		questions[i] = b.ask(n)
	}
	candidates, err := l.candidates(ctx, b, questions)
	if err != nil {
		return nil, err
	}
	found := make([][]gazetteer.Finding, len(names))
	for i, q := range questions {
		if found[i] = b.judge(q, candidates[i]); found[i] == nil {
			found[i] = []gazetteer.Finding{}
		}
	}
	return found, nil
}

// validate refuses what is no question: see Check.
func (b *Book) validate(ctx context.Context, q data.Querier, names []gazetteer.NameQuestion) error {
	known, err := knownAreas(ctx, q, names)
	if err != nil {
		return err
	}
	for i := range names {
		n := &names[i]
		var c checker
		n.Name = strings.TrimSpace(n.Name)
		c.text("name", n.Name, maxName, true)
		c.text("pinyin", n.Pinyin, 3*maxName, false)
		if len(c.Fields) == 0 && gazetteer.Normalise(n.Name) == "" {
			c.Bad("name", "problem.required")
		}
		if n.ClassCode != "" && b.classes[n.ClassCode] == "" {
			c.Bad("class_code", "gazetteer.unknown_class", "code", shorten(n.ClassCode))
		}
		if n.AreaCode != "" && !known[n.AreaCode] {
			c.Bad("area_code", "gazetteer.unknown_area", "code", shorten(n.AreaCode))
		}
		if err := c.Err(); err != nil {
			return err
		}
	}
	return nil
}

// knownAreas are those of the questions' area codes that exist.
func knownAreas(ctx context.Context, q data.Querier, names []gazetteer.NameQuestion) (map[string]bool, error) {
	codes := []string{}
	known := map[string]bool{}
	for _, n := range names {
		if n.AreaCode != "" && utf8.ValidString(n.AreaCode) && !strings.ContainsRune(n.AreaCode, 0) && !known[n.AreaCode] {
			known[n.AreaCode] = true
			codes = append(codes, n.AreaCode)
		}
	}
	clear(known)
	if len(codes) == 0 {
		return known, nil
	}
	var found []string
	if err := q.QueryRow(ctx, queries.Get("known_areas"), codes).Scan(&found); err != nil {
		return nil, err
	}
	for _, code := range found {
		known[code] = true
	}
	return known, nil
}

// shorten keeps a message short.
func shorten(text string) string {
	if chars := []rune(strings.ToValidUTF8(text, "�")); len(chars) > 20 {
		return string(chars[:20]) + "…"
	}
	return text
}
