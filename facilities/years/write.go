package years

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// CreateParameter adds a parameter. Errors: problem.Invalid; problem.Forbidden outside the
// author's area; problem.Conflict when the area has one of the matter from the same day.
func (s *Store) CreateParameter(ctx context.Context, c data.Change, id uuid.UUID, d ParameterDraft) (BurialParameter, error) {
	id = newID(id)
	return s.writeParameter(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		return d.save(ctx, tx, c.Actor, id, "parameter_insert")
	})
}

// UpdateParameter changes one that is at the version. Errors: as CreateParameter; edit's;
// problem.NotFound, Stale; problem.Conflict when it is withdrawn.
func (s *Store) UpdateParameter(ctx context.Context, c data.Change, id uuid.UUID, version int64, edit func(*ParameterDraft) error) (BurialParameter, error) {
	return s.writeParameter(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		old, err := lockParameter(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		d := old.draft()
		if err := edit(&d); err != nil {
			return err
		}
		return d.save(ctx, tx, c.Actor, id, "parameter_update")
	})
}

// RetireParameter withdraws one that was entered by mistake. Errors: as UpdateParameter.
func (s *Store) RetireParameter(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	_, err := s.writeParameter(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := lockParameter(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("parameter_retire"), id)
		return err
	})
	return err
}

func newID(id uuid.UUID) uuid.UUID {
	if id == uuid.Nil {
		return uuid.Must(uuid.NewV7())
	}
	return id
}

func (s *Store) writeParameter(ctx context.Context, c data.Change, id uuid.UUID, fn func(context.Context, pgx.Tx) error) (p BurialParameter, err error) {
	if err := c.Actor.Check(actor.SetIndicators); err != nil {
		return p, err
	}
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := fn(ctx, tx); err != nil {
			return err
		}
		p, err = getParameter(ctx, tx, id)
		return err
	})
	return p, err
}

func lockParameter(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64) (BurialParameter, error) {
	if _, err := tx.Exec(ctx, queries.Get("parameter_lock"), id); err != nil {
		return BurialParameter{}, err
	}
	p, err := getParameter(ctx, tx, id)
	if err != nil {
		return p, err
	}
	if err := by.Check(actor.SetIndicators, p.AreaCode); err != nil {
		return p, err
	}
	return p, fresh(p.Version, version, p.Retired)
}

func (d *ParameterDraft) save(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, query string) error {
	if err := d.Validate(); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, queries.Get("parameter_turn"), d.AreaCode, d.What); err != nil {
		return err
	}
	var twin, known bool
	if err := tx.QueryRow(ctx, queries.Get("parameter_twin"), id, d.AreaCode, d.What, d.FromOn).Scan(&twin, &known); err != nil {
		return err
	}
	if !known {
		return problem.InvalidFields(problem.Bad("area_code", "facilities.unknown_area", "area", d.AreaCode))
	}
	if err := by.Check(actor.SetIndicators, d.AreaCode); err != nil {
		return err
	}
	if twin {
		return problem.New(problem.Conflict, "years.twin")
	}
	_, err := tx.Exec(ctx, queries.Get(query), id, d.AreaCode, d.What, d.Value, d.FromOn, orNull(d.ToOn), d.Source, d.Note)
	return err
}

// CreateStandard adds a sizing standard; they hold for the whole prefecture, so nobody of a
// part of it sets them. Errors: problem.Invalid, Forbidden; problem.Conflict for an id in use.
func (s *Store) CreateStandard(ctx context.Context, c data.Change, id uuid.UUID, d StandardDraft) (SizingStandard, error) {
	id = newID(id)
	return s.writeStandard(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		return d.save(ctx, tx, id, "standard_insert")
	})
}

// UpdateStandard changes one that is at the version. Errors: as CreateStandard; edit's;
// problem.NotFound, Stale; problem.Conflict when it is withdrawn.
func (s *Store) UpdateStandard(ctx context.Context, c data.Change, id uuid.UUID, version int64, edit func(*StandardDraft)) (SizingStandard, error) {
	return s.writeStandard(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		old, err := lockStandard(ctx, tx, id, version)
		if err != nil {
			return err
		}
		d := old.draft()
		edit(&d)
		return d.save(ctx, tx, id, "standard_update")
	})
}

// RetireStandard withdraws one. Errors: as UpdateStandard.
func (s *Store) RetireStandard(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	_, err := s.writeStandard(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := lockStandard(ctx, tx, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("standard_retire"), id)
		return err
	})
	return err
}

func (s *Store) writeStandard(ctx context.Context, c data.Change, id uuid.UUID, fn func(context.Context, pgx.Tx) error) (st SizingStandard, err error) {
	if err := c.Actor.Check(actor.SetIndicators); err != nil {
		return st, err
	}
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		home, err := facilities.Prefecture(ctx, tx)
		if err != nil {
			return err
		}
		if err := c.Actor.Check(actor.SetIndicators, home); err != nil {
			return err
		}
		if err := fn(ctx, tx); err != nil {
			return err
		}
		st, err = getStandard(ctx, tx, id)
		return err
	})
	return st, err
}

func lockStandard(ctx context.Context, tx pgx.Tx, id uuid.UUID, version int64) (SizingStandard, error) {
	if _, err := tx.Exec(ctx, queries.Get("standard_lock"), id); err != nil {
		return SizingStandard{}, err
	}
	st, err := getStandard(ctx, tx, id)
	if err != nil {
		return st, err
	}
	return st, fresh(st.Version, version, st.Retired)
}

func (d *StandardDraft) save(ctx context.Context, tx pgx.Tx, id uuid.UUID, query string) error {
	if err := d.Validate(); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, queries.Get(query), id, d.Name, d.Document, d.Rule, d.Measure, d.Years, d.SharePercent, d.OfMeasure, d.Factor, d.Note, d.Sort)
	return err
}
