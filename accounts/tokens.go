package accounts

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
	"cairn/internal/secret"
)

// tokenPrefix lets people and scanners of leaked secrets see what a token is.
const tokenPrefix = "cairn_"

// Tokens lists the tokens of an account that are not revoked, newest first.
// Errors: problem.NotFound, problem.Forbidden.
func (s *Service) Tokens(ctx context.Context, by actor.Actor, id uuid.UUID) ([]Token, error) {
	if _, err := s.Get(ctx, by, id); err != nil {
		return nil, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("tokens"), id)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Token])
	return all, data.Problem(err)
}

// IssueToken makes a token for an account; it is returned and nowhere kept. It holds until
// expires, for ever when nil. Errors: problem.NotFound, problem.Forbidden, problem.Invalid.
func (s *Service) IssueToken(ctx context.Context, c data.Change, id uuid.UUID, name string, expires *time.Time) (Token, string, error) {
	if _, err := s.impersonable(ctx, c.Actor, id); err != nil {
		return Token{}, "", err
	}
	if err := checkToken(name, expires); err != nil {
		return Token{}, "", err
	}
	t := Token{ID: uuid.Must(uuid.NewV7()), Name: name, ExpiresAt: expires}
	token, hash := secret.New(tokenPrefix)
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		return tx.QueryRow(ctx, queries.Get("insert_token"), t.ID, id, name, hash[:], expires).Scan(&t.CreatedAt)
	})
	return t, token, err
}

func checkToken(name string, expires *time.Time) error {
	var bad problem.Fields
	bad.Required("name", strings.TrimSpace(name))
	bad.Line("name", name, maxName)
	if expires != nil && expires.Before(time.Now()) {
		bad.Bad("expires_at", "accounts.past")
	}
	return bad.Err()
}

// RevokeToken ends a token of an account. Errors: problem.NotFound, problem.Forbidden.
func (s *Service) RevokeToken(ctx context.Context, c data.Change, id, token uuid.UUID) error {
	if _, err := s.Get(ctx, c.Actor, id); err != nil {
		return err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, queries.Get("revoke_token"), id, token)
		if err == nil && tag.RowsAffected() == 0 {
			return problem.New(problem.NotFound, "accounts.no_token", "id", token)
		}
		return err
	})
	if err == nil {
		s.cache.forget(id)
	}
	return err
}

// ByToken is the account of a bearer token.
// Error: problem.Unauthorized for a token that is unknown, revoked, expired, or of an
// account that is disabled.
func (s *Service) ByToken(ctx context.Context, token string) (Account, error) {
	bad := problem.New(problem.Unauthorized, "accounts.bad_token")
	if !strings.HasPrefix(token, tokenPrefix) {
		return Account{}, bad
	}
	t, err := s.findToken(ctx, secret.HashOf(token))
	if errors.Is(err, pgx.ErrNoRows) {
		return Account{}, bad
	}
	if err != nil {
		return Account{}, data.Problem(err)
	}
	if t.expires != nil && !time.Now().Before(*t.expires) {
		return Account{}, bad
	}
	a, err := s.byID(ctx, t.account)
	if problem.Is(err, problem.NotFound) || err == nil && a.Disabled {
		return Account{}, bad
	}
	return a, err
}

func (s *Service) findToken(ctx context.Context, h secret.Hash) (cachedToken, error) {
	if t, ok := s.cache.token(h); ok {
		return t, nil
	}
	epoch := s.cache.epoch()
	var t cachedToken
	err := s.db.Read().QueryRow(ctx, queries.Get("find_token"), h[:]).Scan(&t.account, &t.expires)
	if err == nil {
		s.cache.keepToken(epoch, h, t)
	}
	return t, err
}
