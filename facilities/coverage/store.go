package coverage

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/problem"
)

// Store answers questions of coverage. It is safe for concurrent use.
type Store struct {
	db      *data.DB
	kinds   Catalogue
	roads   Roads
	now     func() time.Time
	days    *cache[dayKey, *day]
	answers *cache[answerKey, CoverageAnswer]
	loading chan struct{} // holds one token: one load at a time
	trail   trail
}

// NewStore makes a store on the database; kinds and roads are siblings'.
func NewStore(db *data.DB, kinds Catalogue, roads Roads) *Store {
	return &Store{db: db, kinds: kinds, roads: roads, now: time.Now, loading: make(chan struct{}, 1),
		days: newCache[dayKey, *day](mostSites), answers: newCache[answerKey, CoverageAnswer](mostRows)}
}

// Bounds of what is kept in memory: facilities and areas over all days, rows over all answers.
const (
	mostSites = 200_000
	mostRows  = 200_000
)

type dayKey struct {
	version int64
	on      facilities.Day
}

type answerKey struct {
	version int64
	network string
	Question
}

// tables are those that answers rest on: a change of another one leaves them as they are.
var tables = []string{"area", "area_past", "area_change", "area_move", "setting", "facility", "facility_status", "facility_past", "facility_kind",
	"facility_group", "facility_capacity", "facility_service", "population", "population_past", "coverage_exemption", "coverage_reported", "coverage_rule"}

// trail remembers up to which change the trail was read, and the last one that matters here.
type trail struct {
	mu             sync.Mutex
	seen, relevant int64
}

// version gives the last change that a transaction sees, and the last one that matters here.
// Changes are numbered in the order in which they become visible, so only new ones are read.
// fresh is false for a transaction that sees less than was seen before: it gets no answers
// from memory.
func (s *Store) version(ctx context.Context, q data.Querier) (newest, relevant int64, fresh bool, err error) {
	s.trail.mu.Lock()
	seen, known := s.trail.seen, s.trail.relevant
	s.trail.mu.Unlock()
	from := seen
	if seen == 0 {
		from = 1<<62 - 1 // the first look: whatever there is matters
	}
	if err := q.QueryRow(ctx, queries.Get("version"), from, tables).Scan(&newest, &relevant); err != nil {
		return 0, 0, false, err
	}
	if seen == 0 {
		relevant = newest
	}
	if newest < seen {
		return newest, newest, false, nil
	}
	relevant = max(relevant, known)
	s.trail.mu.Lock()
	defer s.trail.mu.Unlock()
	s.trail.seen, s.trail.relevant = max(s.trail.seen, newest), max(s.trail.relevant, relevant)
	return newest, relevant, true, nil
}

// Ask answers a question. Errors: problem.BadParameter for an unknown kind, area or rule, a
// parameter that the rule does not have, a level that is not offered, an area finer than it.
func (s *Store) Ask(ctx context.Context, q Question) (CoverageAnswer, error) {
	answers, err := s.AskMany(ctx, q)
	if err != nil {
		return CoverageAnswer{}, err
	}
	return answers[0], nil
}

// AskMany answers questions about one state of the data. Errors: as Ask.
func (s *Store) AskMany(ctx context.Context, questions ...Question) ([]CoverageAnswer, error) {
	answers, err := s.askIn(ctx, s.db.Read(), false, questions)
	if errors.Is(err, errCold) {
		err = s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
			answers, err = s.askIn(ctx, tx, true, questions)
			return err
		})
	}
	return answers, data.Problem(err)
}

// AskIn is Ask in a transaction of the caller's, for figures that are to agree with others of
// the same moment.
func (s *Store) AskIn(ctx context.Context, q data.Querier, ask Question) (CoverageAnswer, error) {
	answers, err := s.askIn(ctx, q, true, []Question{ask})
	if err != nil {
		return CoverageAnswer{}, err
	}
	return answers[0], nil
}

// errCold says that not everything asked for is in memory.
var errCold = errors.New("not in memory")

// askIn answers from memory; what is not there it computes, or gives up with errCold where
// the querier sees more than one state of the data.
func (s *Store) askIn(ctx context.Context, q data.Querier, mayLoad bool, questions []Question) ([]CoverageAnswer, error) {
	newest, relevant, fresh, err := s.version(ctx, q)
	if err != nil {
		return nil, err
	}
	answers := make([]CoverageAnswer, len(questions))
	for i, ask := range questions {
		if ask.AsOf.IsZero() {
			ask.AsOf = facilities.Today(s.now())
		}
		d, err := s.dayOf(ctx, q, dayKey{relevant, ask.AsOf}, fresh, mayLoad)
		if err != nil {
			return nil, err
		}
		if answers[i], err = s.one(ctx, q, d, ask, fresh); err != nil {
			return nil, err
		}
		answers[i].DataVersion = newest
	}
	return answers, nil
}

// dayOf gives what a day's answers rest on, from memory or the database.
func (s *Store) dayOf(ctx context.Context, q data.Querier, key dayKey, fresh, mayLoad bool) (*day, error) {
	if !fresh {
		return s.load(ctx, q, key.on)
	}
	if d, ok := s.days.get(key); ok {
		return d, nil
	}
	if !mayLoad {
		return nil, errCold
	}
	select {
	case s.loading <- struct{}{}:
		defer func() { <-s.loading }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if d, ok := s.days.get(key); ok { // another has loaded it meanwhile
		return d, nil
	}
	d, err := s.load(ctx, q, key.on)
	if err != nil {
		return nil, err
	}
	d.version = key.version
	s.days.put(key, d, len(d.sites)+len(d.demands))
	return d, nil
}

// one answers a question by a day.
func (s *Store) one(ctx context.Context, q data.Querier, d *day, ask Question, fresh bool) (CoverageAnswer, error) {
	what, err := ask.settle(d)
	if err != nil {
		return CoverageAnswer{}, err
	}
	key := answerKey{version: d.version, Question: ask}
	if ask.overRoads() {
		net, err := s.roads.Network(ctx)
		if err != nil {
			return CoverageAnswer{}, err
		}
		key.network = net.Version
	}
	if a, ok := s.answers.get(key); ok && fresh {
		return a, nil
	}
	home, err := facilities.FindArea(ctx, q, ask.Area, d.on)
	if err != nil {
		return CoverageAnswer{}, err
	}
	if len(home.Code) > digitsOf(ask.Level) {
		return CoverageAnswer{}, problem.Parameter("area", "facilities.area_too_fine", "area", home.Name, "kind", what.name, "level", string(ask.Level))
	}
	ask.Area = home.Code
	c := begin(ask, what, d)
	if ask.overRoads() {
		if err := c.travel(ctx, s.roads); err != nil {
			return CoverageAnswer{}, err
		}
	}
	a := c.answer()
	a.AreaName = home.Name
	if fresh && key.network == a.NetworkVersion {
		s.answers.put(key, a, len(a.Areas)+len(a.Villages)+8)
	}
	return a, nil
}

// inParallel runs work for 0 to n-1 on all cores.
func inParallel(n int, work func(int)) {
	const batch = 32
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (n+batch-1)/batch) {
		all.Go(func() {
			for {
				low := int(next.Add(batch)) - batch
				if low >= n {
					return
				}
				for i := low; i < min(low+batch, n); i++ {
					work(i)
				}
			}
		})
	}
	all.Wait()
}
