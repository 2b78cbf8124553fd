package patrols

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

// PatrolPlan says who is to patrol a line, or the lines of an area, and how often.
type PatrolPlan struct {
	ID          uuid.UUID `json:"id"`
	AreaCode    *string   `json:"area_code" doc:"the area, or null: a line"`
	AreaName    string    `json:"area_name"`
	LineCode    *string   `json:"line_code"`
	LineName    string    `json:"line_name"`
	Parties     []string  `json:"parties" doc:"the area, or the parties of the line, any of which may write"`
	EveryMonths int       `json:"every_months" enum:"1,2,3,4,6,12" doc:"once in so many months of the calendar year"`
	Patroller   string    `json:"patroller"`
	FromOn      string    `json:"from_on" format:"date"`
	UntilOn     *string   `json:"until_on" format:"date"`
	Note        string    `json:"note"`
	Retired     bool      `json:"retired"`
	Version     int64     `json:"version"`
	CreatedAt   time.Time `json:"created_at"`
	UpdatedAt   time.Time `json:"updated_at"`
}

// PlanDraft is what people write of a plan.
type PlanDraft struct {
	AreaCode, LineCode string // one of both
	EveryMonths        int    // 0 is 1
	Patroller          string
	FromOn             string // "" is today
	UntilOn            string
	Note               string
}

func (p PatrolPlan) draft() PlanDraft {
	d := PlanDraft{EveryMonths: p.EveryMonths, Patroller: p.Patroller, FromOn: p.FromOn, Note: p.Note}
	if p.AreaCode != nil {
		d.AreaCode = *p.AreaCode
	}
	if p.LineCode != nil {
		d.LineCode = *p.LineCode
	}
	if p.UntilOn != nil {
		d.UntilOn = *p.UntilOn
	}
	return d
}

// Validate fills defaults and checks the draft by itself. Error: problem.Invalid.
func (d *PlanDraft) Validate(now time.Time) error {
	var c checker
	c.Trim("area_code", &d.AreaCode, maxName)
	c.Trim("line_code", &d.LineCode, maxName)
	if (d.AreaCode == "") == (d.LineCode == "") {
		c.Bad("area_code", "patrols.area_or_line")
	}
	if d.EveryMonths == 0 {
		d.EveryMonths = 1
	}
	if d.EveryMonths < 1 || d.EveryMonths > 12 || 12%d.EveryMonths != 0 {
		c.Bad("every_months", "problem.unknown_value", "allowed", "1, 2, 3, 4, 6, 12")
	}
	c.Trim("patroller", &d.Patroller, maxName)
	c.Trim("note", &d.Note, maxNote)
	if d.FromOn == "" {
		d.FromOn = chinatime.Day(now)
	}
	c.day("from_on", d.FromOn)
	if d.UntilOn != "" {
		c.day("until_on", d.UntilOn)
		if len(c.Fields) == 0 && d.UntilOn < d.FromOn {
			c.Bad("until_on", "patrols.ends_before_it_begins")
		}
	}
	return c.Err()
}

// Plans is those of an area that are not withdrawn, "" for all, in the order of their ids after
// one; one more than the limit when more follow.
func (s *Store) Plans(ctx context.Context, area, line string, after uuid.UUID, limit int) ([]PatrolPlan, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("plan_list"), area, line, after, limit+1)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[PatrolPlan])
	return all, data.Problem(err)
}

// Plan is a plan, a withdrawn one too. Error: problem.NotFound.
func (s *Store) Plan(ctx context.Context, id uuid.UUID) (PatrolPlan, error) {
	return getPlan(ctx, s.db.Read(), id)
}

func getPlan(ctx context.Context, q data.Querier, id uuid.UUID) (PatrolPlan, error) {
	rows, err := q.Query(ctx, queries.Get("plan_get"), id)
	if err != nil {
		return PatrolPlan{}, data.Problem(err)
	}
	p, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[PatrolPlan])
	if errors.Is(err, pgx.ErrNoRows) {
		err = notFound("patrol_plan", id)
	}
	return p, data.Problem(err)
}

// CreatePlan adds a plan. Errors: problem.Unauthorized, Forbidden, Invalid; problem.Conflict for
// an id in use.
func (s *Store) CreatePlan(ctx context.Context, c data.Change, id uuid.UUID, d PlanDraft) (PatrolPlan, error) {
	if id == uuid.Nil {
		id = uuid.Must(uuid.NewV7())
	}
	var p PatrolPlan
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := s.settle(ctx, tx, c.Actor, &d); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("plan_insert"), append([]any{id}, d.columns()...)...); err != nil {
			return err
		}
		var err error
		p, err = getPlan(ctx, tx, id)
		return err
	})
	return p, err
}

func (d *PlanDraft) columns() []any {
	return []any{orNull(d.AreaCode), orNull(d.LineCode), d.EveryMonths, d.Patroller, d.FromOn, orNull(d.UntilOn), d.Note}
}

// settle checks a draft and the actor's right to its area or line.
func (s *Store) settle(ctx context.Context, q data.Querier, who actor.Actor, d *PlanDraft) error {
	if err := who.Check(actor.PlanPatrol); err != nil {
		return err
	}
	if err := d.Validate(s.now()); err != nil {
		return err
	}
	var area bool
	var parties []string
	if err := q.QueryRow(ctx, queries.Get("references"), d.AreaCode, d.LineCode).Scan(&area, &parties); err != nil {
		return err
	}
	switch {
	case d.AreaCode != "" && !area:
		return problem.InvalidFields(problem.Bad("area_code", "patrols.unknown_area", "code", d.AreaCode))
	case d.AreaCode != "":
		return who.Check(actor.PlanPatrol, d.AreaCode)
	case parties == nil:
		return problem.InvalidFields(problem.Bad("line_code", "patrols.unknown_line", "code", d.LineCode))
	}
	return who.CheckEither(actor.PlanPatrol, parties...)
}

// lockPlan reads a plan to be written by the actor and keeps others from writing it.
func lockPlan(ctx context.Context, tx pgx.Tx, who actor.Actor, id uuid.UUID, version int64) (PatrolPlan, error) {
	if err := who.Check(actor.PlanPatrol); err != nil {
		return PatrolPlan{}, err
	}
	if _, err := tx.Exec(ctx, queries.Get("plan_lock"), id); err != nil {
		return PatrolPlan{}, err
	}
	p, err := getPlan(ctx, tx, id)
	if err != nil {
		return PatrolPlan{}, err
	}
	if err := who.CheckEither(actor.PlanPatrol, p.Parties...); err != nil {
		return PatrolPlan{}, err
	}
	switch {
	case p.Version != version:
		return PatrolPlan{}, problem.New(problem.Stale, "problem.stale", "version", p.Version)
	case p.Retired:
		return PatrolPlan{}, problem.New(problem.Conflict, "patrols.retired")
	}
	return p, nil
}

// UpdatePlan changes a plan from the version that the caller has read. Errors: as CreatePlan;
// problem.NotFound, Stale; problem.Conflict when it is withdrawn; those of edit.
func (s *Store) UpdatePlan(ctx context.Context, c data.Change, id uuid.UUID, version int64, edit func(*PlanDraft) error) (PatrolPlan, error) {
	var p PatrolPlan
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		old, err := lockPlan(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		d := old.draft()
		if err := edit(&d); err != nil {
			return err
		}
		if err := s.settle(ctx, tx, c.Actor, &d); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("plan_update"), append([]any{id}, d.columns()...)...); err != nil {
			return err
		}
		p, err = getPlan(ctx, tx, id)
		return err
	})
	return p, err
}

// RetirePlan withdraws a plan; its walks stay. Errors: as UpdatePlan.
func (s *Store) RetirePlan(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := lockPlan(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("plan_retire"), id)
		return err
	})
}
