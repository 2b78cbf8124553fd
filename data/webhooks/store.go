package webhooks

import (
	"context"
	"crypto/rand"
	"embed"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("data/webhooks", sqlFiles)

// Store keeps the hooks.
type Store struct{ db *data.DB }

// NewStore makes a store on the database.
func NewStore(db *data.DB) *Store { return &Store{db} }

// List is the hooks of an administrator's area. Errors: problem.Unauthorized, problem.Forbidden.
func (s *Store) List(ctx context.Context, by actor.Actor) ([]Hook, error) {
	if err := by.Check(actor.ManageAccounts); err != nil {
		return nil, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("hook_list"), by.Area)
	if err != nil {
		return nil, data.Problem(err)
	}
	hooks, err := pgx.CollectRows(rows, pgx.RowToStructByName[Hook])
	return hooks, data.Problem(err)
}

// Get is a hook. Errors: problem.NotFound, problem.Forbidden.
func (s *Store) Get(ctx context.Context, by actor.Actor, id uuid.UUID) (Hook, error) {
	h, err := get(ctx, s.db.Read(), by, id)
	return h, data.Problem(err)
}

func get(ctx context.Context, q data.Querier, by actor.Actor, id uuid.UUID) (Hook, error) {
	rows, err := q.Query(ctx, queries.Get("hook_get"), id)
	if err != nil {
		return Hook{}, err
	}
	h, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Hook])
	if errors.Is(err, pgx.ErrNoRows) {
		return h, problem.New(problem.NotFound, "problem.not_found", "what", "webhook", "id", id)
	}
	if err != nil {
		return h, err
	}
	return h, by.Check(actor.ManageAccounts, h.AreaCode)
}

// Create adds a hook, which hears of what changes from now on, and gives its secret, which
// is not shown again. Errors: problem.Invalid, problem.Forbidden.
func (s *Store) Create(ctx context.Context, c data.Change, d Draft) (Hook, string, error) {
	id, secret := uuid.Must(uuid.NewV7()), rand.Text()
	var h Hook
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if d.AreaCode == "" {
			d.AreaCode = c.Actor.Area
		}
		if err := c.Actor.Check(actor.ManageAccounts, d.AreaCode); err != nil {
			return err
		}
		if err := d.Validate(); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("hook_insert"), id, d.URL, secret, named(d.Entities), d.AreaCode, d.Active, c.Actor.Login); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("state_insert"), id); err != nil {
			return err
		}
		var err error
		h, err = get(ctx, tx, c.Actor, id)
		return err
	})
	return h, secret, err
}

// Update changes a hook that is at the version and lets it try at once. Errors: as Create;
// problem.NotFound; problem.Stale.
func (s *Store) Update(ctx context.Context, c data.Change, id uuid.UUID, version int64, change func(*Draft)) (Hook, error) {
	var h Hook
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		old, err := lock(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		d := Draft{old.URL, old.Entities, old.AreaCode, old.Active}
		change(&d)
		if err := d.Validate(); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("hook_update"), id, d.URL, named(d.Entities), d.Active); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("state_hurry"), id); err != nil {
			return err
		}
		h, err = get(ctx, tx, c.Actor, id)
		return err
	})
	return h, err
}

// Retire takes a hook away. Errors: problem.NotFound, problem.Forbidden, problem.Stale.
func (s *Store) Retire(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := lock(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("hook_retire"), id)
		return err
	})
}

func lock(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64) (Hook, error) {
	if _, err := tx.Exec(ctx, queries.Get("hook_lock"), id); err != nil {
		return Hook{}, err
	}
	h, err := get(ctx, tx, by, id)
	if err == nil && h.Version != version {
		err = problem.New(problem.Stale, "problem.stale", "version", h.Version)
	}
	return h, err
}

func named(entities []string) []string {
	if entities == nil {
		return []string{}
	}
	return entities
}
