package years

import (
	"context"
	"embed"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/facts"
	"cairn/internal/problem"
	"cairn/internal/succession"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("facilities/years", sqlFiles)

// Store keeps parameters and standards and computes capacity in years. Safe for concurrent use.
type Store struct {
	db    *data.DB
	facts *facts.Cache
	now   func() time.Time
}

// NewStore makes a store on the database; facts may be shared with other stores.
func NewStore(db *data.DB, cache *facts.Cache) *Store {
	return &Store{db: db, facts: cache, now: time.Now}
}

// Parameters lists those of an area, of areas that hold it and in it ("": all), that hold on a
// day (zero: on any).
func (s *Store) Parameters(ctx context.Context, area string, on facilities.Day) ([]BurialParameter, error) {
	all, err := rows[BurialParameter](ctx, s.db.Read(), "parameters", nil, area, orNull(on))
	return all, data.Problem(err)
}

// inForce is the parameters of a day.
func inForce(ctx context.Context, q data.Querier, on facilities.Day) ([]BurialParameter, error) {
	return rows[BurialParameter](ctx, q, "parameters_on", on)
}

// Standards lists the sizing standards.
func (s *Store) Standards(ctx context.Context) ([]SizingStandard, error) {
	all, err := listStandards(ctx, s.db.Read(), nil)
	return all, data.Problem(err)
}

func listStandards(ctx context.Context, q data.Querier, id *uuid.UUID) ([]SizingStandard, error) {
	return rows[SizingStandard](ctx, q, "standards", id)
}

// Parameter is one, withdrawn or not. Error: problem.NotFound.
func (s *Store) Parameter(ctx context.Context, id uuid.UUID) (BurialParameter, error) {
	p, err := getParameter(ctx, s.db.Read(), id)
	return p, data.Problem(err)
}

func getParameter(ctx context.Context, q data.Querier, id uuid.UUID) (BurialParameter, error) {
	found, err := rows[BurialParameter](ctx, q, "parameters", id, "", nil)
	return only(found, err, "burial_parameter", id)
}

// Standard is one, withdrawn or not. Error: problem.NotFound.
func (s *Store) Standard(ctx context.Context, id uuid.UUID) (SizingStandard, error) {
	st, err := getStandard(ctx, s.db.Read(), id)
	return st, data.Problem(err)
}

func getStandard(ctx context.Context, q data.Querier, id uuid.UUID) (SizingStandard, error) {
	found, err := listStandards(ctx, q, &id)
	return only(found, err, "sizing_standard", id)
}

// ParameterHistory is every version of a parameter, newest first. Error: problem.NotFound.
func (s *Store) ParameterHistory(ctx context.Context, id uuid.UUID) ([]data.Version, error) {
	if _, err := s.Parameter(ctx, id); err != nil {
		return nil, err
	}
	versions, err := data.History(ctx, s.db.Read(), "burial_parameter", id.String(), "burial_parameter")
	return versions, data.Problem(err)
}

// StandardHistory is every version of a sizing standard, newest first. Error: problem.NotFound.
func (s *Store) StandardHistory(ctx context.Context, id uuid.UUID) ([]data.Version, error) {
	if _, err := s.Standard(ctx, id); err != nil {
		return nil, err
	}
	versions, err := data.History(ctx, s.db.Read(), "sizing_standard", id.String(), "sizing_standard")
	return versions, data.Problem(err)
}

func rows[T any](ctx context.Context, q data.Querier, query string, args ...any) ([]T, error) {
	found, err := q.Query(ctx, queries.Get(query), args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(found, pgx.RowToStructByName[T])
}

// only is the one record found. Error: problem.NotFound.
func only[T any](found []T, err error, what string, id uuid.UUID) (T, error) {
	var none T
	switch {
	case err != nil:
		return none, err
	case len(found) == 0:
		return none, problem.New(problem.NotFound, "problem.not_found", "what", what, "id", id.String())
	}
	return found[0], nil
}

func orNull(d facilities.Day) *facilities.Day {
	if d.IsZero() {
		return nil
	}
	return &d
}

// fresh refuses a record that was changed since, or withdrawn.
func fresh(current, expected int64, retired bool) error {
	switch {
	case current != expected:
		return problem.New(problem.Stale, "problem.stale", "version", current)
	case retired:
		return problem.New(problem.Conflict, "years.retired")
	}
	return nil
}

// TouchedBy lists the parameters of the areas of a change.
func (s *Store) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	t, err := data.Touched(ctx, q, "burial_parameters", queries.Get("touched"), p.Touched())
	return succession.Report{Touched: []succession.Touched{t}}, err
}

// Reparent makes parameters follow a change of areas; of a split area its principal heir has them.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	_, err := tx.Exec(ctx, queries.Get("reparent"), p.Change, p.Touched())
	return err
}
