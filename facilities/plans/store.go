package plans

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("facilities/plans", sqlFiles)

// Store keeps plan documents.
type Store struct {
	db    *data.DB
	sites *facilities.Store
	now   func() time.Time
}

// NewStore makes a store beside that of the facilities.
func NewStore(db *data.DB, sites *facilities.Store) *Store {
	return &Store{db: db, sites: sites, now: time.Now}
}

func (s *Store) today() facilities.Day { return facilities.Today(s.now()) }

// at names a field of a project.
func at(i int, field string) string { return fmt.Sprintf("projects[%d].%s", i, field) }

// List is the plans of an area (in it or over it; all for ""), the latest first, one more
// than the limit when more follow; after is the id of the last one of the page before.
func (s *Store) List(ctx context.Context, area string, after uuid.UUID, limit int) ([]FacilityPlan, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("list"), area, after, limit+1)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[FacilityPlan])
	return all, data.Problem(err)
}

// Get is a plan document, withdrawn ones too. Error: problem.NotFound.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (FacilityPlan, error) {
	p, err := get(ctx, s.db.Read(), id)
	return p, data.Problem(err)
}

func get(ctx context.Context, q data.Querier, id uuid.UUID) (FacilityPlan, error) {
	rows, err := q.Query(ctx, queries.Get("get"), id)
	if err != nil {
		return FacilityPlan{}, err
	}
	p, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[FacilityPlan])
	if errors.Is(err, pgx.ErrNoRows) {
		err = problem.New(problem.NotFound, "problem.not_found", "what", "facility_plan", "id", id.String())
	}
	return p, err
}

// History is every version of a plan, newest first. Error: problem.NotFound.
func (s *Store) History(ctx context.Context, id uuid.UUID) ([]data.Version, error) {
	if _, err := s.Get(ctx, id); err != nil {
		return nil, err
	}
	versions, err := data.History(ctx, s.db.Read(), "facility_plan", id.String(), "facility_plan")
	return versions, data.Problem(err)
}

// Create adds a plan document without projects, under the id that the client made or a new
// one for uuid.Nil. Errors: problem.Unauthorized, Forbidden, Invalid; problem.Conflict for
// an id in use.
func (s *Store) Create(ctx context.Context, c data.Change, id uuid.UUID, d Draft) (FacilityPlan, error) {
	if id == uuid.Nil {
		id = uuid.Must(uuid.NewV7())
	}
	return s.write(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error { return admitAndPut(ctx, tx, c.Actor, "insert", id, &d) })
}

// Update changes the document of a plan that is at the version; its years must go on to hold
// its projects. Errors: as Create; those of edit; problem.NotFound, Conflict for a withdrawn
// one, Stale.
func (s *Store) Update(ctx context.Context, c data.Change, id uuid.UUID, version int64, edit func(*Draft) error) (FacilityPlan, error) {
	return s.write(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		p, err := hold(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		d := p.draft()
		if err := edit(&d); err != nil {
			return err
		}
		return admitAndPut(ctx, tx, c.Actor, "update", id, &d)
	})
}

// Retire withdraws a plan. The facilities that were planned by it stay on record.
// Errors: as Update.
func (s *Store) Retire(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	_, err := s.write(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := hold(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("retire"), id)
		return err
	})
	return err
}

func (s *Store) write(ctx context.Context, c data.Change, id uuid.UUID, fn func(context.Context, pgx.Tx) error) (p FacilityPlan, err error) {
	if err := c.Actor.Check(actor.PlanFacility); err != nil {
		return p, err
	}
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := fn(ctx, tx); err != nil {
			return err
		}
		p, err = get(ctx, tx, id)
		return err
	})
	return p, err
}

// hold reads a plan to be written and keeps others from writing it.
func hold(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64) (FacilityPlan, error) {
	if _, err := tx.Exec(ctx, queries.Get("lock"), id); err != nil {
		return FacilityPlan{}, err
	}
	p, err := get(ctx, tx, id)
	if err != nil {
		return p, err
	}
	if err := by.Check(actor.PlanFacility, p.AreaCode); err != nil {
		return p, err
	}
	switch {
	case p.Retired:
		return p, problem.New(problem.Conflict, "plans.retired", "title", p.Title)
	case p.Version != version:
		return p, problem.New(problem.Stale, "problem.stale", "version", p.Version)
	}
	return p, nil
}

func admitAndPut(ctx context.Context, tx pgx.Tx, by actor.Actor, query string, id uuid.UUID, d *Draft) error {
	if err := d.validate(); err != nil {
		return err
	}
	if err := by.Check(actor.PlanFacility, d.AreaCode); err != nil {
		return err
	}
	var known, holds bool
	if err := tx.QueryRow(ctx, queries.Get("check"), d.AreaCode, id, d.YearFrom, d.YearTo).Scan(&known, &holds); err != nil {
		return err
	}
	var bad problem.Fields
	if !known {
		bad.Bad("area_code", "plans.plan_area", "area", d.AreaCode)
	}
	if !holds {
		bad.Bad("year_from", "plans.projects_outside")
	}
	if err := bad.Err(); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, queries.Get(query), id, d.Title, d.Number, d.Authority, d.IssuedOn, d.AreaCode, d.YearFrom, d.YearTo, d.Note)
	return err
}
