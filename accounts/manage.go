package accounts

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Create makes an account with a one-time password, which is returned and nowhere kept.
// Errors: problem.Forbidden when the area is not within the author's, problem.Invalid by
// field, problem.Conflict for a login in use.
func (s *Service) Create(ctx context.Context, c data.Change, d Draft) (Account, string, error) {
	a := Account{ID: uuid.Must(uuid.NewV7()), Login: normalised(d.Login), Name: d.Name, Role: d.Role, AreaCode: d.AreaCode, Clearance: d.Clearance}
	if err := c.Actor.Check(actor.ManageAccounts, a.AreaCode); err != nil {
		return Account{}, "", err
	}
	if err := c.Actor.CheckGrade(a.Clearance); err != nil {
		return Account{}, "", err
	}
	known, err := areaKnown(ctx, s.db.Read(), a.AreaCode)
	if err != nil {
		return Account{}, "", err
	}
	bad := a.check(known)
	password := d.Password
	if password == "" {
		password = newOneTimePassword()
	}
	if err := problem.InvalidFields(append(bad, checkPassword("password", password, a.Login)...)...); err != nil {
		return Account{}, "", err
	}
	hash, err := s.hasher.hash(ctx, password)
	if err != nil {
		return Account{}, "", err
	}
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, queries.Get("insert"), a.ID, a.Login, a.Name, a.Role, a.AreaCode, hash, a.Clearance)
		return err
	})
	if err != nil {
		return Account{}, "", err
	}
	a, err = find(ctx, s.db.Read(), a.ID)
	return a, password, err
}

// Get reads an account of the reader's area; problem.NotFound, problem.Forbidden.
func (s *Service) Get(ctx context.Context, by actor.Actor, id uuid.UUID) (Account, error) {
	a, err := find(ctx, s.db.Read(), id)
	if err != nil {
		return Account{}, err
	}
	return a, by.Check(actor.ManageAccounts, a.AreaCode)
}

// List gives accounts of the reader's area in the order of their logins: limit of them
// after a login, whose login or name holds q.
func (s *Service) List(ctx context.Context, by actor.Actor, q, after string, limit int) ([]Account, error) {
	if err := by.Check(actor.ManageAccounts, by.Area); err != nil {
		return nil, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("list"), by.Area, q, after, limit)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, scanAccount)
	return all, data.Problem(err)
}

// Update changes an account at the version. Errors: those of Create, problem.NotFound,
// problem.Stale, and problem.Conflict when nobody would be left to manage its area.
func (s *Service) Update(ctx context.Context, c data.Change, id uuid.UUID, version int64, p Patch) (Account, error) {
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		old, err := lock(ctx, tx, c.Actor, id)
		if err != nil {
			return err
		}
		if old.Version != version {
			return problem.New(problem.Stale, "problem.stale", "version", old.Version)
		}
		next := p.applied(old)
		if err := c.Actor.Check(actor.ManageAccounts, next.AreaCode); err != nil {
			return err
		}
		if next.Clearance > old.Clearance {
			if err := c.Actor.CheckGrade(next.Clearance); err != nil {
				return err
			}
		}
		known, err := areaKnown(ctx, tx, next.AreaCode)
		if err != nil {
			return err
		}
		if err := problem.InvalidFields(next.check(known)...); err != nil {
			return err
		}
		if err := keepAnAdmin(ctx, tx, old, next); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, queries.Get("update"), id, next.Name, next.Role, next.AreaCode, next.Disabled, next.Clearance)
		return err
	})
	if err != nil {
		return Account{}, err
	}
	s.cache.forget(id)
	return find(ctx, s.db.Read(), id)
}

func (p Patch) applied(a Account) Account {
	set(&a.Name, p.Name)
	set(&a.Role, p.Role)
	set(&a.AreaCode, p.AreaCode)
	set(&a.Disabled, p.Disabled)
	set(&a.Clearance, p.Clearance)
	return a
}

// impersonable is Get for what lets the author sign in as the account: the author must be
// cleared to read what the account reads.
func (s *Service) impersonable(ctx context.Context, by actor.Actor, id uuid.UUID) (Account, error) {
	a, err := s.Get(ctx, by, id)
	if err != nil {
		return Account{}, err
	}
	return a, by.CheckGrade(a.Clearance)
}

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

// lock reads an account for a change, behind a lock that lets one change of accounts run
// at a time, so that two admins cannot demote each other at once.
func lock(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID) (Account, error) {
	if _, err := tx.Exec(ctx, queries.Get("lock")); err != nil {
		return Account{}, err
	}
	a, err := find(ctx, tx, id)
	if err != nil {
		return Account{}, err
	}
	return a, by.Check(actor.ManageAccounts, a.AreaCode)
}

// keepAnAdmin refuses to take the last admin away who can manage the account's area.
func keepAnAdmin(ctx context.Context, tx pgx.Tx, old, next Account) error {
	manages := func(a Account) bool { return a.Role == actor.Admin && !a.Disabled }
	if !manages(old) || manages(next) && next.Actor().Covers(old.AreaCode) {
		return nil
	}
	var another bool
	if err := tx.QueryRow(ctx, queries.Get("another_admin"), old.ID, old.AreaCode).Scan(&another); err != nil {
		return err
	}
	if !another {
		return problem.New(problem.Conflict, "accounts.last_admin", "area", old.AreaCode)
	}
	return nil
}
