package spelling

import (
	"context"
	"embed"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("spelling", sqlFiles)

// Store keeps the readings that the office has settled.
type Store struct{ db *data.DB }

// NewStore makes a store on the database.
func NewStore(db *data.DB) *Store { return &Store{db} }

// Book is the book for the names of an area: readings of the office that hold there, of
// the smallest area first. Without an area every reading counts.
func (s *Store) Book(ctx context.Context, area string) (*Book, error) {
	list, err := listReadings(ctx, s.db.Read(), "reading_book", area)
	if err != nil {
		return nil, data.Problem(err)
	}
	return NewBook(list), nil
}

// Filter says which readings are listed; empty fields do not restrict.
type Filter struct {
	Text  string // part of the text
	Area  string // code of an area that holds the readings'
	Scope string
	After uuid.UUID
	Limit int
}

// List is the office's readings that fit, by id, one more than the limit when more follow.
func (s *Store) List(ctx context.Context, f Filter) ([]Reading, error) {
	list, err := listReadings(ctx, s.db.Read(), "reading_list", f.Text, f.Area, f.Scope, f.After, f.Limit+1)
	return list, data.Problem(err)
}

// Get is a reading of the office. Error: problem.NotFound.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (Reading, error) {
	r, err := getReading(ctx, s.db.Read(), "reading_get", id)
	return r, data.Problem(err)
}

func listReadings(ctx context.Context, q data.Querier, query string, args ...any) ([]Reading, error) {
	rows, err := q.Query(ctx, queries.Get(query), args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanReading)
}

func getReading(ctx context.Context, q data.Querier, query string, id uuid.UUID) (Reading, error) {
	rows, err := q.Query(ctx, queries.Get(query), id)
	if err != nil {
		return Reading{}, err
	}
	r, err := pgx.CollectExactlyOneRow(rows, scanReading)
	if errors.Is(err, pgx.ErrNoRows) {
		err = problem.New(problem.NotFound, "problem.not_found", "what", "reading", "id", id)
	}
	return r, err
}

func scanReading(row pgx.CollectableRow) (Reading, error) {
	r := Reading{Source: SourceOffice}
	err := row.Scan(&r.ID, &r.Text, &r.Reading, &r.Scope, &r.Transliteration, &r.AreaCode, &r.Note, &r.By, &r.Version, &r.UpdatedAt)
	return r, err
}

// Create settles a reading for the names of an area; entries with such names are found by
// it from then on. Errors: problem.Invalid; problem.Forbidden outside the author's area;
// problem.Conflict when the text is settled there, or the id in use.
func (s *Store) Create(ctx context.Context, c data.Change, r Reading) (Reading, error) {
	if r.ID == uuid.Nil {
		r.ID = uuid.Must(uuid.NewV7())
	}
	return s.write(ctx, c, r.ID, func(ctx context.Context, tx pgx.Tx) error {
		if err := settle(ctx, tx, c.Actor, &r); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("reading_insert"), r.ID, r.Text, r.Reading, r.Scope, r.Transliteration, r.AreaCode, r.Note, c.Actor.Login)
		if err != nil {
			return err
		}
		return reread(ctx, tx, r)
	})
}

// Update replaces a reading that is at the version. Errors: as Create; problem.NotFound;
// problem.Stale.
func (s *Store) Update(ctx context.Context, c data.Change, r Reading, version int64) (Reading, error) {
	return s.write(ctx, c, r.ID, func(ctx context.Context, tx pgx.Tx) error {
		old, err := lock(ctx, tx, c.Actor, r.ID, version)
		if err != nil {
			return err
		}
		if err := settle(ctx, tx, c.Actor, &r); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, queries.Get("reading_update"), r.ID, r.Text, r.Reading, r.Scope, r.Transliteration, r.AreaCode, r.Note, c.Actor.Login)
		if err != nil {
			return err
		}
		return reread(ctx, tx, old, r)
	})
}

// Delete gives a reading up; its history stays. Errors: problem.NotFound; problem.Stale;
// problem.Forbidden.
func (s *Store) Delete(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		old, err := lock(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("reading_delete"), id); err != nil {
			return err
		}
		return reread(ctx, tx, old)
	})
}

// reread lets searching know what was settled.
func reread(ctx context.Context, tx pgx.Tx, readings ...Reading) error {
	for _, r := range readings {
		if r.Transliteration {
			continue
		}
		if _, err := gazetteer.Reread(ctx, tx, r.Text, r.AreaCode); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) write(ctx context.Context, c data.Change, id uuid.UUID, write func(context.Context, pgx.Tx) error) (Reading, error) {
	var out Reading
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := c.Actor.Check(actor.TendNames); err != nil {
			return err
		}
		if err := write(ctx, tx); err != nil {
			return err
		}
		var err error
		out, err = getReading(ctx, tx, "reading_get", id)
		return err
	})
	return out, err
}

func lock(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64) (Reading, error) {
	r, err := getReading(ctx, tx, "reading_lock", id)
	if err != nil {
		return Reading{}, err
	}
	if err := by.Check(actor.TendNames, r.AreaCode); err != nil {
		return Reading{}, err
	}
	if r.Version != version {
		return Reading{}, problem.New(problem.Stale, "problem.stale", "version", r.Version)
	}
	return r, nil
}

// settle brings a reading into its form and checks it and the author's right.
func settle(ctx context.Context, q data.Querier, by actor.Actor, r *Reading) error {
	r.settle()
	if err := r.Validate(); err != nil {
		return err
	}
	if err := by.Check(actor.TendNames, r.AreaCode); err != nil {
		return err
	}
	var known bool
	var other *uuid.UUID
	err := q.QueryRow(ctx, queries.Get("reading_references"), r.AreaCode, r.Text, r.Scope, r.ID).Scan(&known, &other)
	switch {
	case err != nil:
		return err
	case !known:
		return problem.InvalidFields(problem.Bad("area_code", "gazetteer.unknown_area", "code", r.AreaCode))
	case other != nil:
		return problem.New(problem.Conflict, "spelling.settled_before", "text", r.Text, "id", other.String())
	}
	return nil
}
