package reconcile

import (
	"context"
	"embed"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"
	"golang.org/x/text/unicode/norm"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("reconcile", sqlFiles)

// Places is what the service needs of the gazetteer.
type Places interface {
	Search(ctx context.Context, search gazetteer.Search) ([]gazetteer.Hit, error)
	Get(ctx context.Context, id uuid.UUID) (gazetteer.Place, error)
	Classes(ctx context.Context) ([]gazetteer.Class, error)
}

// Reader is who asks; the clearance comes with the context (actor.ClearanceOf).
type Reader struct {
	Lang problem.Lang
}

func clearanceOf(ctx context.Context) int16 { return int16(actor.ClearanceOf(ctx)) }

// Service answers.
type Service struct {
	db     *data.DB
	places Places
}

// New makes a service on the gazetteer.
func New(db *data.DB, places Places) *Service { return &Service{db, places} }

// parallel is how many searches of a batch run at once.
const parallel = 4

// Type is a class, or Place for all of them.
type Type struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Broader []Type `json:"broader,omitempty"`
}

// anyPlace is the type of every entry.
const anyPlace = "Place"

func placeType(lang problem.Lang) Type {
	return Type{ID: anyPlace, Name: problem.Text(lang, "reconcile.type_place", nil)}
}

// Types are the types whose id or name holds the text.
func (s *Service) Types(ctx context.Context, text string, r Reader) ([]Type, error) {
	classes, err := s.places.Classes(ctx)
	if err != nil {
		return nil, err
	}
	text = strings.ToLower(strings.TrimSpace(text))
	found := []Type{}
	if place := placeType(r.Lang); text == "" || strings.Contains(strings.ToLower(place.ID+" "+place.Name), text) {
		found = append(found, place)
	}
	for _, c := range classes {
		if strings.HasPrefix(c.Code, text) || strings.Contains(strings.ToLower(c.Name), text) {
			found = append(found, Type{c.Code, c.Name, []Type{placeType(r.Lang)}})
		}
	}
	return found, nil
}

// known is what a batch is answered with.
type known struct {
	reader  Reader
	classes map[string]string    // code → name
	codes   map[string]uuid.UUID // place code → entry
	areas   map[string]string    // name, or name with the one above → code; "" when several have it
}

// resolves reports whether a type is one of ours: a class, the beginning of one, or Place.
func (k *known) resolves(id string) bool {
	if id == anyPlace || k.classes[id] != "" {
		return true
	}
	if len(id) >= 2 && isDigits(id) {
		for code := range k.classes {
			if strings.HasPrefix(code, id) {
				return true
			}
		}
	}
	return false
}

// learn reads what the whole batch needs in few questions.
func (s *Service) learn(ctx context.Context, batch map[string]Query, r Reader) (*known, error) {
	k := &known{reader: r, classes: map[string]string{}, codes: map[string]uuid.UUID{}, areas: map[string]string{}}
	classes, err := s.places.Classes(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range classes {
		k.classes[c.Code] = c.Name
	}
	codes, areas := []string{}, []string{}
	for _, q := range batch {
		for _, p := range q.Properties {
			switch p.ID {
			case "place_code":
				codes = append(codes, p.Values...)
			case "area":
				areas = append(areas, p.Values...)
			}
		}
	}
	if len(codes) > 0 {
		if err := s.eachPair(ctx, "by_code", codes, func(code, id string) { k.codes[code] = uuid.MustParse(id) }); err != nil {
			return nil, err
		}
	}
	if len(areas) == 0 {
		return k, nil
	}
	return k, s.eachPair(ctx, "areas", areas, func(name, code string) {
		if other, seen := k.areas[name]; seen && other != code {
			code = ""
		}
		k.areas[name] = code
	})
}

func (s *Service) eachPair(ctx context.Context, query string, texts []string, take func(a, b string)) error {
	rows, err := s.db.Read().Query(ctx, queries.Get(query), texts)
	if err != nil {
		return data.Problem(err)
	}
	var a, b string
	_, err = pgx.ForEachRow(rows, []any{&a, &b}, func() error { take(a, b); return nil })
	return data.Problem(err)
}

// Result is the answer to one query.
type Result struct {
	Result []Candidate `json:"result"`
}

// Reconcile answers a batch. Errors: problem.Invalid for unknown types and properties.
func (s *Service) Reconcile(ctx context.Context, batch map[string]Query, r Reader) (map[string]Result, error) {
	k, err := s.learn(ctx, batch, r)
	if err != nil {
		return nil, err
	}
	if err := k.check(batch); err != nil {
		return nil, err
	}
	answers := make([]Result, len(batch))
	keys := make([]string, 0, len(batch))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(parallel)
	for key, q := range batch {
		i := len(keys)
		keys = append(keys, key)
		group.Go(func() error {
			candidates, err := s.answer(ctx, k, q)
			answers[i] = Result{candidates}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	out := make(map[string]Result, len(batch))
	for i, key := range keys {
		out[key] = answers[i]
	}
	return out, nil
}

// check refuses types and properties that nobody knows.
func (k *known) check(batch map[string]Query) error {
	var bad []problem.Field
	for key, q := range batch {
		for _, t := range q.Types {
			if !k.resolves(t) {
				bad = append(bad, problem.Bad(shorten(key)+".type", "reconcile.unknown_type", "id", shorten(t)))
			}
		}
		for _, p := range q.Properties {
			if propertyOf(p.ID) == nil {
				bad = append(bad, problem.Bad(shorten(key)+".properties", "reconcile.unknown_property", "id", shorten(p.ID)))
			}
		}
	}
	slices.SortFunc(bad, func(a, b problem.Field) int { return strings.Compare(a.Field, b.Field) })
	return problem.InvalidFields(bad...)
}

// decompose splits letters from their marks.
func decompose(text string) string { return norm.NFD.String(norm.NFKC.String(text)) }
