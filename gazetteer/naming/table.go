package naming

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Record is a row of the rules.
type Record[T any] interface {
	*T
	head() *Head
	key() string
	settle()
	check(*checker)
}

// Table keeps the rows of one kind of rules. Whoever writes one needs the right
// SetNameRules over the whole prefecture: rules hold for all of it.
type Table[T any, P Record[T]] struct {
	db   *data.DB
	name string // of the table and its queries
}

// List is all rows.
func (t Table[T, P]) List(ctx context.Context) ([]T, error) {
	rows, err := t.db.Read().Query(ctx, queries.Get(t.name+"_list"))
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[T])
	return all, data.Problem(err)
}

// Create adds a row. Errors: problem.Invalid, problem.Forbidden, problem.Conflict for what
// is there already.
func (t Table[T, P]) Create(ctx context.Context, c data.Change, row T) (T, error) {
	head := P(&row).head()
	if head.ID == uuid.Nil {
		head.ID = uuid.Must(uuid.NewV7())
	}
	err := t.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := mayRule(ctx, tx, c.Actor); err != nil {
			return err
		}
		if _, err := t.version(ctx, tx, head.ID); !problem.Is(err, problem.NotFound) {
			if err == nil {
				err = problem.New(problem.Conflict, "problem.duplicate", "field", "id")
			}
			return err
		}
		head.Version = 1
		return t.put(ctx, tx, &row)
	})
	return row, err
}

// Update writes the next version of a row. Errors: as Create; problem.NotFound, problem.Stale.
func (t Table[T, P]) Update(ctx context.Context, c data.Change, id uuid.UUID, version int64, row T) (T, error) {
	*P(&row).head() = Head{id, version}
	err := t.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := t.lock(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		return t.put(ctx, tx, &row)
	})
	return row, err
}

// Delete takes a row away; the trail keeps it. Errors: as Update.
func (t Table[T, P]) Delete(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	return t.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := t.lock(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get(t.name+"_delete"), id)
		return err
	})
}

// lock keeps others from writing a row that is at the version.
func (t Table[T, P]) lock(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64) error {
	if err := mayRule(ctx, tx, by); err != nil {
		return err
	}
	is, err := t.version(ctx, tx, id)
	if err == nil && is != version {
		err = problem.New(problem.Stale, "problem.stale", "version", is)
	}
	return err
}

func (t Table[T, P]) version(ctx context.Context, tx pgx.Tx, id uuid.UUID) (version int64, err error) {
	err = tx.QueryRow(ctx, queries.Get(t.name+"_lock"), id).Scan(&version)
	if errors.Is(err, pgx.ErrNoRows) {
		err = problem.New(problem.NotFound, "problem.not_found", "what", "naming_"+t.name, "id", id)
	}
	return version, err
}

// put checks and writes a row.
func (t Table[T, P]) put(ctx context.Context, tx pgx.Tx, row *T) error {
	P(row).settle()
	var c checker
	P(row).check(&c)
	if err := c.Err(); err != nil {
		return err
	}
	text, err := json.Marshal(row)
	if err != nil {
		return err
	}
	return tx.QueryRow(ctx, queries.Get(t.name+"_put"), text).Scan(&P(row).head().Version)
}

// mayRule: the rules hold for the whole prefecture, so nobody of a part of it sets them.
func mayRule(ctx context.Context, q data.Querier, by actor.Actor) error {
	var home struct{ Code string }
	if _, err := data.Setting(ctx, q, "prefecture", &home); err != nil {
		return err
	}
	return by.Check(actor.SetNameRules, home.Code)
}

// Rules lists what the program checks.
func (s *Store) Rules(ctx context.Context) ([]Rule, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("rule_list"))
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Rule])
	return all, data.Problem(err)
}

// UpdateRule changes what a rule weighs and rests on. Errors: problem.NotFound,
// problem.Forbidden, problem.Stale, problem.Invalid.
func (s *Store) UpdateRule(ctx context.Context, c data.Change, r Rule) (Rule, error) {
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := mayRule(ctx, tx, c.Actor); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, queries.Get("rule_lock"), r.Code)
		if err != nil {
			return err
		}
		is, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Rule])
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return problem.New(problem.NotFound, "problem.not_found", "what", "naming_rule", "id", shorten(r.Code))
		case err != nil:
			return err
		case is.Version != r.Version:
			return problem.New(problem.Stale, "problem.stale", "version", is.Version)
		}
		var bad checker
		r.check(&bad)
		if err := bad.Err(); err != nil {
			return err
		}
		r.Category, r.Version = is.Category, is.Version+1
		_, err = tx.Exec(ctx, queries.Get("rule_put"), r.Code, r.Article, r.Proposed, r.Standing, r.Note)
		return err
	})
	return r, err
}

// Identify is the id and version of a row.
func Identify[T any, P Record[T]](row T) (uuid.UUID, int64) {
	head := P(&row).head()
	return head.ID, head.Version
}
