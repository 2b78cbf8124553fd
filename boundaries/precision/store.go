package precision

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/jackc/pgx/v5"

	"cairn/boundaries"
	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/grain"
	"cairn/internal/problem"
)

// Store keeps the policy, in memory too, and the log.
type Store struct {
	db     *data.DB
	policy atomic.Pointer[map[string]grain.Grains]

	mu    sync.Mutex
	queue []ExactRead
}

// Open reads the policy. Make the feed before and give it Refresh after.
func Open(ctx context.Context, db *data.DB) (*Store, error) {
	s := &Store{db: db}
	return s, s.load(ctx)
}

func (s *Store) load(ctx context.Context) error {
	rules, err := s.Rules(ctx)
	if err != nil {
		return err
	}
	policy := map[string]grain.Grains{}
	for _, r := range rules {
		policy[r.Role] = r.grains()
	}
	s.policy.Store(&policy)
	return nil
}

// Refresh is the handler of the outbox: it reads the policy again when it has changed.
func (s *Store) Refresh(ctx context.Context, events []data.Event) error {
	if !slices.ContainsFunc(events, func(e data.Event) bool { return e.Topic == "precision" }) {
		return nil
	}
	return s.load(ctx)
}

// For is how exactly an actor is shown coordinates; a role without a rule sees what
// everybody sees.
func (s *Store) For(a actor.Actor) grain.Grains {
	policy := *s.policy.Load()
	if a.SignedIn() {
		if g, ok := policy[string(a.Role)]; ok {
			return g
		}
	}
	return policy[Public]
}

// Rules lists the policy, the public first, then the roles in their order.
func (s *Store) Rules(ctx context.Context) ([]PrecisionRule, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("rules"))
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r PrecisionRule, err error) {
		err = row.Scan(&r.Role, &r.LinesM, &r.MarkersM, &r.InspectionsM, &r.Version, &r.UpdatedAt)
		r.MustBeExact = editor(r.Role)
		return r, err
	})
	return all, data.Problem(err)
}

// Set replaces the rule of a role from the version that the caller has read. It holds for
// the whole prefecture, so nobody of a part of it sets one.
// Errors: problem.NotFound, Unauthorized, Forbidden, Stale, Invalid.
func (s *Store) Set(ctx context.Context, c data.Change, version int64, r PrecisionRule) (PrecisionRule, error) {
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		home, err := boundaries.Prefecture(ctx, tx)
		if err != nil {
			return err
		}
		if err := c.Actor.Check(actor.SetPrecision, home.Code); err != nil {
			return err
		}
		var current int64
		err = tx.QueryRow(ctx, queries.Get("rule_lock"), r.Role).Scan(&current)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return problem.New(problem.NotFound, "problem.not_found", "what", "coordinate_precision", "id", r.Role)
		case err != nil:
			return err
		case current != version:
			return problem.New(problem.Stale, "problem.stale", "version", current)
		}
		if err := r.Validate(); err != nil {
			return err
		}
		r.MustBeExact = editor(r.Role)
		return tx.QueryRow(ctx, queries.Get("rule_put"), r.Role, r.LinesM, r.MarkersM, r.InspectionsM).Scan(&r.Version, &r.UpdatedAt)
	})
	return r, err
}
