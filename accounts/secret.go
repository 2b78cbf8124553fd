package accounts

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// newOneTimePassword is 80 random bits in letters that are not taken for one another.
func newOneTimePassword() string {
	const letters = "0123456789abcdefghjkmnpqrstvwxyz"
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	text := make([]byte, 0, len(b)+3)
	for i, c := range b {
		if i > 0 && i%4 == 0 {
			text = append(text, '-')
		}
		text = append(text, letters[c%32])
	}
	return string(text)
}

// ChangePassword sets one's own password, ends every session of the account and opens a
// new one. Errors: problem.TooMany after too many wrong ones, problem.Invalid on
// old_password when it is wrong, on new_password when it breaks a rule.
func (s *Service) ChangePassword(ctx context.Context, id uuid.UUID, old, password, address string) (Session, error) {
	a, err := find(ctx, s.db.Read(), id)
	if err != nil {
		return Session{}, err
	}
	wait, _, ok := s.throttle.take(a.Login, address, time.Now())
	if !ok {
		return Session{}, problem.New(problem.TooMany, "accounts.throttled", "seconds", wait)
	}
	fits, _, err := s.hasher.verify(ctx, old, a.passwordHash)
	if err != nil {
		return Session{}, err
	}
	if !fits {
		return Session{}, problem.InvalidFields(problem.Bad("old_password", "accounts.wrong_old_password"))
	}
	s.throttle.succeeded(a.Login)
	bad := checkPassword("new_password", password, a.Login)
	if password == old {
		bad = append(bad, problem.Bad("new_password", "accounts.same_password"))
	}
	if err := problem.InvalidFields(bad...); err != nil {
		return Session{}, err
	}
	a, err = s.setPassword(ctx, data.Change{Actor: a.Actor(), Door: "api", Reason: "own password"}, id, password, false)
	if err != nil {
		return Session{}, err
	}
	return s.open(ctx, a)
}

// ResetPassword gives an account a one-time password and ends its sessions.
// Errors: problem.NotFound, problem.Forbidden.
func (s *Service) ResetPassword(ctx context.Context, c data.Change, id uuid.UUID) (string, error) {
	if _, err := s.impersonable(ctx, c.Actor, id); err != nil {
		return "", err
	}
	password := newOneTimePassword()
	_, err := s.setPassword(ctx, c, id, password, true)
	return password, err
}

// SetPassword gives an account the password, which it must change when it is not its
// own choice. Errors: those of ResetPassword, problem.Invalid on password.
func (s *Service) SetPassword(ctx context.Context, c data.Change, id uuid.UUID, password string, mustChange bool) error {
	a, err := s.impersonable(ctx, c.Actor, id)
	if err != nil {
		return err
	}
	if err := problem.InvalidFields(checkPassword("password", password, a.Login)...); err != nil {
		return err
	}
	_, err = s.setPassword(ctx, c, id, password, mustChange)
	return err
}

func (s *Service) setPassword(ctx context.Context, c data.Change, id uuid.UUID, password string, mustChange bool) (Account, error) {
	hash, err := s.hasher.hash(ctx, password)
	if err != nil {
		return Account{}, err
	}
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, queries.Get("set_password"), id, hash, mustChange)
		return err
	})
	if err != nil {
		return Account{}, err
	}
	s.cache.forget(id)
	return find(ctx, s.db.Read(), id)
}

// Bootstrap makes the first account, an admin of the prefecture (of everything where that
// is not known yet), unless there is an account. The password is shown once.
func (s *Service) Bootstrap(ctx context.Context) (login, password string, created bool, err error) {
	var some bool
	if err := s.db.Read().QueryRow(ctx, queries.Get("some")).Scan(&some); err != nil || some {
		return "", "", false, data.Problem(err)
	}
	login, password = "admin", newOneTimePassword()
	hash, err := s.hasher.hash(ctx, password)
	if err != nil {
		return "", "", false, err
	}
	err = s.db.Write(ctx, data.Change{Actor: actor.System("setup"), Door: "setup", Reason: "first administrator"},
		func(ctx context.Context, tx pgx.Tx) error {
			if _, err := tx.Exec(ctx, queries.Get("lock")); err != nil {
				return err
			}
			tag, err := tx.Exec(ctx, queries.Get("bootstrap"), uuid.Must(uuid.NewV7()), login, hash)
			created = tag.RowsAffected() == 1
			return err
		})
	if err != nil || !created {
		return "", "", false, err
	}
	return login, password, true, nil
}
