package accounts

import (
	"context"
	"embed"
	"log/slog"
	"time"

	"github.com/alexedwards/scs/pgxstore"
	"github.com/alexedwards/scs/v2"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("accounts", sqlFiles)

// Config of the service; zero values become the defaults.
type Config struct {
	SessionLife time.Duration // from sign-in, default 12 h
	Hash        HashParams    // of new passwords
	Hashers     int           // passwords hashed at the same time, default 2
	PerLogin    Rate          // sign-in attempts for one login, default 5, then one a minute
	PerAddress  Rate          // from one address, default 30, then one every 2 s
	Logger      *slog.Logger  // default: none
}

// Service keeps the accounts of a database.
type Service struct {
	db       *data.DB
	cfg      Config
	sessions *scs.SessionManager
	store    *sessionStore
	cache    *cache
	hasher   *hasher
	throttle *throttle
}

// New makes the service. Give Forget to the feed, and Run a goroutine.
func New(db *data.DB, cfg Config) *Service {
	cfg = cfg.withDefaults()
	s := &Service{
		db: db, cfg: cfg, cache: newCache(),
		hasher:   newHasher(cfg.Hash, cfg.Hashers),
		throttle: newThrottle(cfg.PerLogin, cfg.PerAddress),
	}
	s.store = newSessionStore(pgxstore.NewWithCleanupInterval(db.Pool(), 0))
	s.sessions = scs.New()
	s.sessions.Lifetime = cfg.SessionLife
	s.sessions.Store = s.store
	s.sessions.HashTokenInStore = true
	return s
}

func (c Config) withDefaults() Config {
	if c.SessionLife == 0 {
		c.SessionLife = 12 * time.Hour
	}
	if c.Hash == (HashParams{}) {
		c.Hash = DefaultHash
	}
	if c.Hashers == 0 {
		c.Hashers = 2
	}
	if c.PerLogin == (Rate{}) {
		c.PerLogin = Rate{Burst: 5, Every: time.Minute}
	}
	if c.PerAddress == (Rate{}) {
		c.PerAddress = Rate{Burst: 30, Every: 2 * time.Second}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}

// Forget drops from memory what the outbox says has changed; a handler of data.Feed.
func (s *Service) Forget(_ context.Context, events []data.Event) error {
	for _, e := range events {
		switch e.Topic {
		case "account":
			id, err := uuid.Parse(e.Key)
			if err != nil {
				continue
			}
			s.cache.forget(id)
		case "area":
			s.cache.forgetAll() // names of areas
		}
	}
	return nil
}

// Run drops expired sessions and idle throttles every few minutes until ctx ends.
func (s *Service) Run(ctx context.Context) {
	tick := time.NewTicker(5 * time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			s.throttle.prune(now)
			s.store.prune(now)
			if _, err := s.db.Read().Exec(ctx, queries.Get("expire_sessions")); err != nil && ctx.Err() == nil {
				s.cfg.Logger.Warn("expired sessions not dropped", "error", err)
			}
		}
	}
}

// byID reads an account through the cache; problem.NotFound when there is none.
func (s *Service) byID(ctx context.Context, id uuid.UUID) (Account, error) {
	if a, ok := s.cache.account(id); ok {
		return a, nil
	}
	epoch := s.cache.epoch()
	a, err := find(ctx, s.db.Read(), id)
	if err != nil {
		return Account{}, err
	}
	s.cache.keepAccount(epoch, a)
	return a, nil
}

func find(ctx context.Context, q data.Querier, id uuid.UUID) (Account, error) {
	return one(ctx, q, "find", id, id)
}

func findLogin(ctx context.Context, q data.Querier, login string) (Account, error) {
	return one(ctx, q, "find_login", login, login)
}

// ByLogin is the account of a login, for the command line; problem.NotFound.
func (s *Service) ByLogin(ctx context.Context, login string) (Account, error) {
	return findLogin(ctx, s.db.Read(), normalised(login))
}

func one(ctx context.Context, q data.Querier, query string, shown, arg any) (Account, error) {
	rows, err := q.Query(ctx, queries.Get(query), arg)
	if err != nil {
		return Account{}, data.Problem(err)
	}
	a, err := pgx.CollectExactlyOneRow(rows, scanAccount)
	if err == pgx.ErrNoRows {
		return Account{}, problem.New(problem.NotFound, "accounts.not_found", "id", shown)
	}
	return a, data.Problem(err)
}

// scanAccount reads the columns that find, find_login and list share.
func scanAccount(row pgx.CollectableRow) (a Account, err error) {
	err = row.Scan(&a.ID, &a.Login, &a.Name, &a.Role, &a.AreaCode, &a.AreaName, &a.MustChangePassword,
		&a.Disabled, &a.Version, &a.CreatedAt, &a.UpdatedAt, &a.LastSignIn, &a.Clearance, &a.generation, &a.passwordHash)
	return a, err
}
