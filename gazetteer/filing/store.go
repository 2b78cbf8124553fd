package filing

import (
	"context"
	"embed"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/attachments"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("filing", sqlFiles)

// Attachments are the papers that were uploaded. attachments.Store implements it.
type Attachments interface {
	// List is the attachments of a record that are ready.
	List(ctx context.Context, q data.Querier, owner, ownerID string) ([]attachments.Meta, error)
	// Open is the original. Errors: problem.NotFound, problem.Conflict.
	Open(ctx context.Context, id uuid.UUID) (*attachments.File, attachments.Meta, error)
}

// Places are the entries. gazetteer.Store implements it.
type Places interface {
	// Get is an entry as the reader of the context may see it. Error: problem.NotFound.
	Get(ctx context.Context, id uuid.UUID) (gazetteer.Place, error)
}

// Store keeps filings and announcements.
type Store struct {
	db     *data.DB
	places Places
	papers Attachments
	now    func() time.Time
}

// NewStore makes a store on the database; papers may be nil: then no paper was uploaded.
func NewStore(db *data.DB, places Places, papers Attachments) *Store {
	return &Store{db: db, places: places, papers: papers, now: time.Now}
}

func (s *Store) today() string { return chinatime.Day(s.now()) }

// clerkOf is the name by which the record remembers who did it.
func clerkOf(a actor.Actor) string {
	if a.Name != "" {
		return a.Name
	}
	return a.Login
}

// refused collects bad fields.
type refused []problem.Field

func (r *refused) bad(field, key string, params ...any) {
	*r = append(*r, problem.Bad(field, key, params...))
}

func (r refused) err() error { return problem.InvalidFields(r...) }

// Longest texts of a record, in characters.
const (
	maxLine = 200
	maxText = 20_000
)

// line checks a text of one line and trims it.
func (r *refused) line(field string, text *string, required bool) {
	*text = strings.TrimSpace(*text)
	switch {
	case *text == "" && required:
		r.bad(field, "problem.required")
	case len([]rune(*text)) > maxLine:
		r.bad(field, "problem.too_long", "max", maxLine)
	case strings.ContainsFunc(*text, problem.BadRune):
		r.bad(field, "problem.control_characters")
	}
}

// text checks a text of several lines and trims it.
func (r *refused) text(field string, text *string) {
	*text = strings.TrimSpace(strings.ReplaceAll(*text, "\r\n", "\n"))
	bad := func(c rune) bool { return c != '\n' && problem.BadRune(c) }
	switch {
	case len([]rune(*text)) > maxText:
		r.bad(field, "problem.too_long", "max", maxText)
	case strings.ContainsFunc(*text, bad):
		r.bad(field, "problem.control_characters")
	}
}

// pastDay checks a day that has come, and that it is not before another one; dated and
// early are the messages then. It reports whether the day is good.
func (r *refused) pastDay(field, day, today, notBefore, early string) bool {
	switch _, err := time.Parse(time.DateOnly, day); {
	case err != nil:
		r.bad(field, "problem.bad_date")
	case day > today:
		r.bad(field, "filing.future", "today", today)
	case day < notBefore:
		r.bad(field, early, "day", notBefore)
	default:
		return true
	}
	return false
}

// collect reads rows into structs by column names.
func collect[T any](ctx context.Context, q data.Querier, query string, args ...any) ([]T, error) {
	rows, err := q.Query(ctx, queries.Get(query), args...)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[T])
	return all, data.Problem(err)
}

func notFound(what string, id any) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", what, "id", id)
}
