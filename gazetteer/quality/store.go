package quality

import (
	"context"
	"embed"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("quality", sqlFiles)

// Store keeps checks and reviews.
type Store struct {
	db  *data.DB
	now func() time.Time
}

// NewStore makes a store on the database.
func NewStore(db *data.DB) *Store { return &Store{db, time.Now} }

// read collects the rows of a query.
func read[T any](ctx context.Context, q data.Querier, name string, args ...any) ([]T, error) {
	rows, err := q.Query(ctx, queries.Get(name), args...)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[T])
	return all, data.Problem(err)
}

// one is the only row of a query that the reader of ctx may know of. Error: problem.NotFound.
func one[T any](ctx context.Context, q data.Querier, name, what string, id uuid.UUID) (T, error) {
	rows, err := read[T](ctx, q, name, id, int16(actor.ClearanceOf(ctx)))
	if err == nil && len(rows) == 0 {
		err = problem.New(problem.NotFound, "problem.not_found", "what", what, "id", id)
	}
	if err != nil {
		var none T
		return none, err
	}
	return rows[0], nil
}

// Checks lists the checks.
func (s *Store) Checks(ctx context.Context) ([]Check, error) {
	return read[Check](ctx, s.db.Read(), "check_list")
}

// PutCheck adds a check (version 0) or writes the next version of one. Whoever does needs
// the right over the whole prefecture. Errors: problem.Invalid, problem.Forbidden,
// problem.NotFound, problem.Stale, problem.Conflict for a second check of a kind and class.
func (s *Store) PutCheck(ctx context.Context, c data.Change, check Check) (Check, error) {
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := mayRule(ctx, tx, c.Actor); err != nil {
			return err
		}
		if err := check.Validate(); err != nil {
			return err
		}
		if check.Version == 0 {
			check.ID = uuid.Must(uuid.NewV7())
		} else if err := lock(ctx, tx, "check_lock", "quality_check", check.ID, check.Version); err != nil {
			return err
		}
		check.Version++
		_, err := tx.Exec(ctx, queries.Get("check_put"), check.ID, check.Kind, check.ClassPrefix, check.Params, check.Severity, check.Note, check.Enabled, check.Version)
		return err
	})
	return check, err
}

// DeleteCheck takes a check away. Errors: as PutCheck.
func (s *Store) DeleteCheck(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := mayRule(ctx, tx, c.Actor); err != nil {
			return err
		}
		if err := lock(ctx, tx, "check_lock", "quality_check", id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("check_delete"), id)
		return err
	})
}

// mayRule: checks hold for the whole prefecture, so nobody of a part of it sets them.
func mayRule(ctx context.Context, q data.Querier, by actor.Actor) error {
	var home struct{ Code string }
	if _, err := data.Setting(ctx, q, "prefecture", &home); err != nil {
		return err
	}
	return by.Check(actor.SetNameRules, home.Code)
}

// lock keeps others from writing a row that is at the version.
func lock(ctx context.Context, tx pgx.Tx, query, what string, id uuid.UUID, version int64) error {
	var is int64
	err := tx.QueryRow(ctx, queries.Get(query), id).Scan(&is)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return problem.New(problem.NotFound, "problem.not_found", "what", what, "id", id)
	case err == nil && is != version:
		return problem.New(problem.Stale, "problem.stale", "version", is)
	}
	return err
}

// Reviews lists the reviews with their progress, the newest first.
func (s *Store) Reviews(ctx context.Context) ([]Review, error) {
	return read[Review](ctx, s.db.Read(), "review_list", nil, int16(actor.ClearanceOf(ctx)))
}

// Review is one review. Error: problem.NotFound.
func (s *Store) Review(ctx context.Context, id uuid.UUID) (Review, error) {
	return one[Review](ctx, s.db.Read(), "review_list", "quality_review", id)
}

// ItemFilter says which items are listed; empty fields do not restrict.
type ItemFilter struct {
	State, Kind string
	Area        string // code of an area that holds the entries
	After       uuid.UUID
	Limit       int
}

// Items lists the items of a review in the order of their ids, one more than the limit
// when more follow. Errors: problem.NotFound, problem.BadParameter.
func (s *Store) Items(ctx context.Context, review uuid.UUID, f ItemFilter) ([]Fault, error) {
	for _, p := range []struct {
		name, value string
		allowed     []string
	}{{"state", f.State, states}, {"kind", f.Kind, Kinds}} {
		if p.value != "" && !slices.Contains(p.allowed, p.value) {
			err := problem.New(problem.BadParameter, "problem.unknown_value", "allowed", strings.Join(p.allowed, ", "))
			err.Fields = []problem.Field{problem.Bad(p.name, err.Key, "allowed", strings.Join(p.allowed, ", "))}
			return nil, err
		}
	}
	if _, err := s.Review(ctx, review); err != nil {
		return nil, err
	}
	return read[Fault](ctx, s.db.Read(), "item_list", review, f.State, f.Kind, f.Area, f.After, f.Limit+1, int16(actor.ClearanceOf(ctx)))
}
