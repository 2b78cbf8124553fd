package indicators

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Create adds an indicator under the client's id, or a new one for uuid.Nil.
// Errors: problem.Invalid; problem.Forbidden when the author's area does not hold the plan's;
// problem.Conflict for an id or a code of the plan in use.
func (s *Store) Create(ctx context.Context, c data.Change, id uuid.UUID, d Draft) (Indicator, error) {
	if id == uuid.Nil {
		id = uuid.Must(uuid.NewV7())
	}
	return s.write(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		return d.save(ctx, tx, c.Actor, id, "insert")
	})
}

// Update changes an indicator that is at the version. Errors: as Create; edit's;
// problem.NotFound, Stale; problem.Conflict when it is withdrawn.
func (s *Store) Update(ctx context.Context, c data.Change, id uuid.UUID, version int64, edit func(*Draft) error) (Indicator, error) {
	return s.write(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		old, err := lock(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		d := old.Draft()
		if err := edit(&d); err != nil {
			return err
		}
		return d.save(ctx, tx, c.Actor, id, "update")
	})
}

// Retire withdraws an indicator; its history stays. Errors: as Update.
func (s *Store) Retire(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	_, err := s.write(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := lock(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("retire"), id)
		return err
	})
	return err
}

// write runs a write of an author who may set indicators somewhere, and reads the record after it.
func (s *Store) write(ctx context.Context, c data.Change, id uuid.UUID, fn func(context.Context, pgx.Tx) error) (i Indicator, err error) {
	if err := c.Actor.Check(actor.SetIndicators); err != nil {
		return i, err
	}
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := fn(ctx, tx); err != nil {
			return err
		}
		i, err = get(ctx, tx, id)
		return err
	})
	return i, err
}

// lock reads an indicator to be written and keeps others from writing it.
func lock(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64) (Indicator, error) {
	if _, err := tx.Exec(ctx, queries.Get("lock"), id); err != nil {
		return Indicator{}, err
	}
	i, err := get(ctx, tx, id)
	if err != nil {
		return i, err
	}
	switch err := by.Check(actor.SetIndicators, i.AreaCode); {
	case err != nil:
		return i, err
	case i.Version != version:
		return i, problem.New(problem.Stale, "problem.stale", "version", i.Version)
	case i.Retired:
		return i, problem.New(problem.Conflict, "indicators.retired")
	}
	return i, nil
}

// save checks the draft against itself and the records that it names, and writes it.
func (d *Draft) save(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, query string) error {
	d.settle()
	if err := d.Validate(); err != nil {
		return err
	}
	var area string
	err := tx.QueryRow(ctx, queries.Get("plan"), d.PlanID).Scan(&area)
	if errors.Is(err, pgx.ErrNoRows) {
		return problem.InvalidFields(problem.Bad("plan_id", "indicators.unknown_plan"))
	}
	if err != nil {
		return err
	}
	if err := by.Check(actor.SetIndicators, area); err != nil {
		return err
	}
	if err := d.checkReferences(ctx, tx, area); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, queries.Get(query), id, d.PlanID, d.Code, d.Name, d.NameEn, d.Attribute, d.Unit, d.UnitName, d.Direction,
		d.Formula, d.Params, d.BaseYear, d.BaseValue, d.TargetYear, d.TargetValue, d.Source, d.Note, d.Sort); err != nil {
		return err
	}
	return d.saveParts(ctx, tx, id)
}

// checkReferences refuses kinds that are not there and areas outside the plan's.
func (d *Draft) checkReferences(ctx context.Context, q data.Querier, area string) error {
	var c checker
	f, _ := formulaOf(d.Formula)
	if d.Params.Kind != "" {
		var known, byVillage bool
		if err := q.QueryRow(ctx, queries.Get("known_kind"), d.Params.Kind).Scan(&known, &byVillage); err != nil {
			return err
		}
		switch {
		case !known:
			c.Bad("params.kind", "facilities.unknown_kind", "kind", d.Params.Kind)
		case f.level == facilities.Village && !byVillage:
			c.Bad("params.kind", "indicators.not_by_village")
		}
	}
	var codes []string
	for _, t := range d.Targets {
		codes = append(codes, t.AreaCode)
	}
	for _, r := range d.Reported {
		codes = append(codes, r.AreaCode)
	}
	rows, err := q.Query(ctx, queries.Get("unknown_areas"), codes, area)
	if err != nil {
		return err
	}
	unknown, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for i, t := range d.Targets {
		if slices.Contains(unknown, t.AreaCode) || t.AreaCode == area {
			c.Bad(fmt.Sprintf("targets[%d].area_code", i), "indicators.not_inside", "area", t.AreaCode)
		}
	}
	for i, r := range d.Reported {
		if slices.Contains(unknown, r.AreaCode) {
			c.Bad(fmt.Sprintf("reported[%d].area_code", i), "indicators.not_inside", "area", r.AreaCode)
		}
	}
	return c.Err()
}

// saveParts makes the stored targets and reported figures those of the draft, touching only
// rows that differ.
func (d *Draft) saveParts(ctx context.Context, tx pgx.Tx, id uuid.UUID) error {
	var b pgx.Batch
	areas, reported, days := []string{}, []string{}, []facilities.Day{}
	for _, t := range d.Targets {
		areas = append(areas, t.AreaCode)
	}
	for _, r := range d.Reported {
		reported, days = append(reported, r.AreaCode), append(days, r.AsOf)
	}
	b.Queue(queries.Get("targets_drop"), id, areas)
	b.Queue(queries.Get("reported_drop"), id, reported, days)
	for _, t := range d.Targets {
		b.Queue(queries.Get("target_put"), id, t.AreaCode, t.BaseValue, t.TargetValue)
	}
	for _, r := range d.Reported {
		b.Queue(queries.Get("reported_put"), id, r.AreaCode, r.AsOf, r.Value, r.Document, r.Note)
	}
	return tx.SendBatch(ctx, &b).Close()
}
