package signs

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Plans lists the plans of an area and a year (0: every year), by year and area.
func (s *Store) Plans(ctx context.Context, area string, year int) ([]Plan, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("plan_list"), area, year)
	if err != nil {
		return nil, data.Problem(err)
	}
	plans, err := pgx.CollectRows(rows, pgx.RowToStructByName[Plan])
	return plans, data.Problem(err)
}

// Plan is one plan. Error: problem.NotFound.
func (s *Store) Plan(ctx context.Context, id uuid.UUID) (Plan, error) {
	p, err := getPlan(ctx, s.db.Read(), id)
	return p, data.Problem(err)
}

func getPlan(ctx context.Context, q data.Querier, id uuid.UUID) (Plan, error) {
	rows, err := q.Query(ctx, queries.Get("plan_get"), id)
	if err != nil {
		return Plan{}, err
	}
	p, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Plan])
	if errors.Is(err, pgx.ErrNoRows) {
		err = problem.New(problem.NotFound, "problem.not_found", "what", "sign_plan", "id", id)
	}
	return p, err
}

// CreatePlan adds a plan. Errors: problem.Invalid; problem.Forbidden outside the author's area.
func (s *Store) CreatePlan(ctx context.Context, c data.Change, d PlanDraft) (Plan, error) {
	id := uuid.Must(uuid.NewV7())
	return s.writePlan(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		if err := settlePlan(ctx, tx, c.Actor, &d); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("plan_insert"), id, d.Title, d.AreaCode, d.Year, d.TargetNames, d.TargetSigns, d.Source)
		return err
	})
}

// UpdatePlan changes a plan that is at the version. Errors: as CreatePlan; problem.NotFound;
// problem.Stale; problem.Conflict when it is withdrawn.
func (s *Store) UpdatePlan(ctx context.Context, c data.Change, id uuid.UUID, version int64, change func(*PlanDraft)) (Plan, error) {
	return s.writePlan(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		old, err := lockPlan(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		d := old.Draft()
		change(&d)
		if err := settlePlan(ctx, tx, c.Actor, &d); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, queries.Get("plan_update"), id, d.Title, d.AreaCode, d.Year, d.TargetNames, d.TargetSigns, d.Source)
		return err
	})
}

// RetirePlan withdraws a plan; its signs stay in the register. Errors: as UpdatePlan.
func (s *Store) RetirePlan(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	_, err := s.writePlan(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := lockPlan(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("plan_retire"), id)
		return err
	})
	return err
}

func (s *Store) writePlan(ctx context.Context, c data.Change, id uuid.UUID, write func(context.Context, pgx.Tx) error) (Plan, error) {
	var p Plan
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := c.Actor.Check(actor.TendNames); err != nil {
			return err
		}
		if err := write(ctx, tx); err != nil {
			return err
		}
		var err error
		p, err = getPlan(ctx, tx, id)
		return err
	})
	return p, err
}

func lockPlan(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64) (Plan, error) {
	if _, err := tx.Exec(ctx, queries.Get("plan_lock"), id); err != nil {
		return Plan{}, err
	}
	p, err := getPlan(ctx, tx, id)
	if err != nil {
		return Plan{}, err
	}
	switch err := by.Check(actor.TendNames, p.AreaCode); {
	case err != nil:
		return Plan{}, err
	case p.Version != version:
		return Plan{}, problem.New(problem.Stale, "problem.stale", "version", p.Version)
	case p.Retired:
		return Plan{}, problem.New(problem.Conflict, "signs.plan_retired")
	}
	return p, nil
}

func settlePlan(ctx context.Context, q data.Querier, by actor.Actor, d *PlanDraft) error {
	d.settle()
	if err := d.Validate(); err != nil {
		return err
	}
	var known bool
	if err := q.QueryRow(ctx, queries.Get("area_known"), d.AreaCode).Scan(&known); err != nil {
		return err
	}
	if !known {
		return problem.InvalidFields(problem.Bad("area_code", "signs.unknown_area", "code", d.AreaCode))
	}
	return by.Check(actor.TendNames, d.AreaCode)
}

// Progress says how far the plans of an area and a year (0: every year) have come.
func (s *Store) Progress(ctx context.Context, area string, year int) ([]Progress, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("progress"), area, year, int16(actor.ClearanceOf(ctx)))
	if err != nil {
		return nil, data.Problem(err)
	}
	progress, err := pgx.CollectRows(rows, pgx.RowToStructByName[Progress])
	return progress, data.Problem(err)
}
