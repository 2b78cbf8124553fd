package indicators

import (
	"context"
	"embed"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/facts"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("facilities/indicators", sqlFiles)

// Coverer counts covered areas: coverage.Store is one.
type Coverer interface {
	// AskIn answers in the caller's transaction. Errors: problem.BadParameter for a kind, rule or
	// level that is not there; the database's.
	AskIn(ctx context.Context, q data.Querier, ask coverage.Question) (coverage.CoverageAnswer, error)
}

// Store keeps indicators and computes them. Safe for concurrent use.
type Store struct {
	db      *data.DB
	coverer Coverer
	facts   *facts.Cache
	counts  countsCache
	now     func() time.Time
}

// NewStore makes a store on the database; facts may be shared with other stores.
func NewStore(db *data.DB, coverer Coverer, cache *facts.Cache) *Store {
	return &Store{db: db, coverer: coverer, facts: cache, now: time.Now}
}

// today is the day in Asia/Shanghai.
func (s *Store) today() facilities.Day { return facilities.Today(s.now()) }

// IndicatorPlan is a document that indicators stand in.
type IndicatorPlan struct {
	ID         uuid.UUID       `json:"id"`
	Title      string          `json:"title"`
	Number     string          `json:"number"`
	IssuedOn   *facilities.Day `json:"issued_on"`
	AreaCode   string          `json:"area_code"`
	Indicators int             `json:"indicators" doc:"how many indicators stand in it"`
}

// Plans lists the plan documents of an area, of those that hold it and of those in it ("": all).
func (s *Store) Plans(ctx context.Context, area string) ([]IndicatorPlan, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("plans"), area)
	if err != nil {
		return nil, data.Problem(err)
	}
	plans, err := pgx.CollectRows(rows, pgx.RowToStructByPos[IndicatorPlan])
	return plans, data.Problem(err)
}

// List is the indicators of the plans of an area, of those that hold it and of those in it
// ("": all); withdrawn ones are left out.
func (s *Store) List(ctx context.Context, area string) ([]Indicator, error) {
	all, err := list(ctx, s.db.Read(), nil, area)
	return all, data.Problem(err)
}

func list(ctx context.Context, q data.Querier, id *uuid.UUID, area string) ([]Indicator, error) {
	rows, err := q.Query(ctx, queries.Get("list"), id, area)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[Indicator])
}

// Get is one indicator, withdrawn or not. Error: problem.NotFound.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (Indicator, error) {
	i, err := get(ctx, s.db.Read(), id)
	return i, data.Problem(err)
}

func get(ctx context.Context, q data.Querier, id uuid.UUID) (Indicator, error) {
	found, err := list(ctx, q, &id, "")
	if err == nil && len(found) == 0 {
		err = problem.New(problem.NotFound, "problem.not_found", "what", "indicator", "id", id.String())
	}
	if err != nil {
		return Indicator{}, err
	}
	return found[0], nil
}

// History is every version of an indicator with its targets and reported figures, newest
// first. Error: problem.NotFound.
func (s *Store) History(ctx context.Context, id uuid.UUID) ([]data.Version, error) {
	if _, err := s.Get(ctx, id); err != nil {
		return nil, err
	}
	versions, err := data.History(ctx, s.db.Read(), "indicator", id.String(), "indicator")
	return versions, data.Problem(err)
}
