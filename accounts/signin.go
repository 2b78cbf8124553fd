package accounts

import (
	"context"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// SignIn opens a session for the login and password, tried from an address.
// Errors: problem.Unauthorized for a wrong login or password or a disabled account, all
// worded and timed alike; problem.TooMany with the parameter seconds when there were too
// many attempts.
func (s *Service) SignIn(ctx context.Context, login, password, address string) (Account, Session, error) {
	login = loggable(normalised(login))
	wait, first, ok := s.throttle.take(login, address, time.Now())
	if !ok {
		if first {
			s.note(ctx, login, nil, "throttled", address)
		}
		return Account{}, Session{}, problem.New(problem.TooMany, "accounts.throttled", "seconds", wait)
	}
	a, err := findLogin(ctx, s.db.Read(), login)
	if err != nil && !problem.Is(err, problem.NotFound) {
		return Account{}, Session{}, err
	}
	fits, old, err := s.hasher.verify(ctx, password, a.passwordHash)
	if err != nil {
		return Account{}, Session{}, err
	}
	if !fits || a.Disabled {
		s.note(ctx, login, idOrNil(a.ID), "refused", address)
		return Account{}, Session{}, problem.New(problem.Unauthorized, "accounts.wrong_password")
	}
	if old {
		s.renewHash(ctx, a, password)
	}
	session, err := s.open(ctx, a)
	if err != nil {
		return Account{}, Session{}, err
	}
	s.throttle.succeeded(login)
	s.note(ctx, login, &a.ID, "accepted", address)
	return a, session, nil
}

// SignOut ends a session; one that is over already is no error.
func (s *Service) SignOut(ctx context.Context, a Account, token, address string) error {
	if err := s.closeSession(ctx, token); err != nil {
		return err
	}
	s.note(ctx, a.Login, &a.ID, "signed_out", address)
	return nil
}

// renewHash stores the password with today's costs; the sign-in goes on without it.
func (s *Service) renewHash(ctx context.Context, a Account, password string) {
	hash, err := s.hasher.hash(ctx, password)
	if err == nil {
		err = s.db.Write(ctx, data.Change{Actor: a.Actor(), Door: "sign-in", Reason: "hash with new costs"},
			func(ctx context.Context, tx pgx.Tx) error {
				_, err := tx.Exec(ctx, queries.Get("renew_hash"), a.ID, hash, a.passwordHash)
				return err
			})
	}
	if err != nil {
		s.cfg.Logger.Warn("password hash not renewed", "login", a.Login, "error", err)
	}
}

// note keeps an attempt for auditors; a sign-in does not fail for it.
func (s *Service) note(ctx context.Context, login string, id *uuid.UUID, outcome, address string) {
	_, err := s.db.Read().Exec(context.WithoutCancel(ctx), queries.Get("note_sign_in"), login, id, outcome, address)
	if err != nil {
		s.cfg.Logger.Warn("sign-in not noted", "login", login, "outcome", outcome, "error", err)
	}
}

func idOrNil(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

// loggable shortens what somebody typed as a login and takes control characters out.
func loggable(login string) string {
	login = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(login, ""))
	if runes := []rune(login); len(runes) > 64 {
		login = string(runes[:64])
	}
	return login
}
