package accounts

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// tokenPrefix lets people and scanners of leaked secrets see what a token is.
const tokenPrefix = "cairn_"

// newToken is 32 random bytes, as text; its hash is what the database keeps.
func newToken() (string, tokenHash) {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails
	token := tokenPrefix + base64.RawURLEncoding.EncodeToString(b[:])
	return token, sha256.Sum256([]byte(token))
}

// ByToken is the account of a bearer token.
// Error: problem.Unauthorized for a token that is unknown, revoked, expired, or of an
// account that is disabled.
func (s *Service) ByToken(ctx context.Context, token string) (Account, error) {
	bad := problem.New(problem.Unauthorized, "accounts.bad_token")
	if !strings.HasPrefix(token, tokenPrefix) {
		return Account{}, bad
	}
	t, err := s.findToken(ctx, sha256.Sum256([]byte(token)))
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

func (s *Service) findToken(ctx context.Context, h tokenHash) (cachedToken, error) {
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
