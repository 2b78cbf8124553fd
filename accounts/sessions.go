package accounts

import (
	"context"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/google/uuid"

	"cairn/data"
	"cairn/internal/problem"
)

// Session is a signed-in browser: the cookie's value and its end.
type Session struct {
	Token   string
	Expires time.Time
}

// Keys of a session's data.
const (
	sessionAccount    = "account"
	sessionGeneration = "generation"
)

// open makes a session of the account; each sign-in gets a token of its own.
func (s *Service) open(ctx context.Context, a Account) (Session, error) {
	ctx, err := s.sessions.Load(ctx, "")
	if err != nil {
		return Session{}, data.Problem(err)
	}
	s.sessions.Put(ctx, sessionAccount, a.ID.String())
	s.sessions.Put(ctx, sessionGeneration, a.generation)
	token, expires, err := s.sessions.Commit(ctx)
	return Session{token, expires}, data.Problem(err)
}

// BySession is the account of a session's token.
// Errors: problem.Unauthorized for a session that is over, of a disabled account, or older
// than the account's password.
func (s *Service) BySession(ctx context.Context, token string) (Account, error) {
	over := problem.New(problem.Unauthorized, "accounts.session_over")
	ctx, err := s.sessions.Load(ctx, token)
	if err != nil {
		return Account{}, data.Problem(err)
	}
	id, err := uuid.Parse(s.sessions.GetString(ctx, sessionAccount))
	if err != nil {
		return Account{}, over
	}
	a, err := s.byID(ctx, id)
	if problem.Is(err, problem.NotFound) || err == nil && (a.Disabled || a.generation != s.sessions.GetInt64(ctx, sessionGeneration)) {
		return Account{}, over
	}
	return a, err
}

// closeSession ends a session; an unknown one is no error.
func (s *Service) closeSession(ctx context.Context, token string) error {
	ctx, err := s.sessions.Load(ctx, token)
	if err != nil {
		return data.Problem(err)
	}
	return data.Problem(s.sessions.Destroy(ctx))
}

// sessionStore keeps what it reads of the store behind it in memory for a while.
type sessionStore struct {
	behind scs.Store
	mu     sync.Mutex
	ended  uint64 // sessions ended: what was read before is not kept after
	kept   map[string]keptSession
}

type keptSession struct {
	data  []byte
	until time.Time
}

func newSessionStore(behind scs.Store) *sessionStore {
	return &sessionStore{behind: behind, kept: map[string]keptSession{}}
}

func (s *sessionStore) keep(ended uint64, token string, data []byte, until time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ended != s.ended {
		return
	}
	if len(s.kept) >= cacheSize {
		s.kept = map[string]keptSession{}
	}
	s.kept[token] = keptSession{data, until}
}

// Find reads a session, unknown tokens from the database each time.
func (s *sessionStore) Find(token string) ([]byte, bool, error) {
	s.mu.Lock()
	k, ok := s.kept[token]
	ended := s.ended
	s.mu.Unlock()
	if ok && time.Now().Before(k.until) {
		return k.data, true, nil
	}
	text, found, err := s.behind.Find(token)
	if err == nil && found {
		s.keep(ended, token, text, time.Now().Add(cacheLife))
	}
	return text, found, err
}

// Commit writes a session.
func (s *sessionStore) Commit(token string, text []byte, expiry time.Time) error {
	return s.behind.Commit(token, text, expiry)
}

// Delete ends a session.
func (s *sessionStore) Delete(token string) error {
	err := s.behind.Delete(token)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended++
	delete(s.kept, token)
	return err
}

func (s *sessionStore) prune(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for token, k := range s.kept {
		if now.After(k.until) {
			delete(s.kept, token)
		}
	}
}
