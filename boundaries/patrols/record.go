package patrols

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Record takes a walk in; stored says that it was there already, the same. Those who may log
// inspections may record, in the area of their office, near which the track must be. Errors:
// problem.Unauthorized, Forbidden, Invalid; problem.Conflict for the same id with other content.
func (s *Store) Record(ctx context.Context, c data.Change, in Input) (p Patrol, stored bool, err error) {
	if err := c.Actor.Check(actor.LogInspection); err != nil {
		return p, false, err
	}
	if err := s.complete(ctx, c.Actor, &in); err != nil {
		return p, false, err
	}
	if err := in.Validate(); err != nil {
		return p, false, err
	}
	hash, err := in.contentHash()
	if err != nil {
		return p, false, err
	}
	if p, stored, err = known(ctx, s.db.Read(), in.ID, hash); stored || err != nil {
		return p, stored, err
	}
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := mayRecord(ctx, tx, c.Actor, &in); err != nil {
			return err
		}
		now := s.now()
		_, err := tx.Exec(ctx, queries.Get("patrol_insert"), in.ID, in.PlanID, in.AreaCode, in.Patroller, in.StartedAt, in.EndedAt,
			data.Geom{Geometry: in.Track.Geometry()}, in.Note, hash, c.Actor.Login, c.Actor.Name, in.Source, in.flags(now), in.Track.Times(), now)
		if err != nil {
			return err
		}
		if err := link(ctx, tx, in.ID, in.Inspections); err != nil {
			return err
		}
		p, err = getPatrol(ctx, tx, in.ID)
		return err
	})
	if problem.Is(err, problem.Conflict) { // somebody else sent it at the same time
		if again, stored, other := known(ctx, s.db.Read(), in.ID, hash); stored || other != nil {
			return again, stored, other
		}
	}
	return p, false, err
}

// complete fills in area and patroller where the device says nothing of them.
func (s *Store) complete(ctx context.Context, who actor.Actor, in *Input) error {
	in.Patroller = cmp.Or(in.Patroller, who.Name, who.Login)
	if in.PlanID != nil {
		plan, err := s.Plan(ctx, *in.PlanID)
		if problem.Is(err, problem.NotFound) {
			return problem.InvalidFields(problem.Bad("plan_id", "patrols.unknown_plan"))
		}
		if err != nil {
			return err
		}
		if in.AreaCode == "" && plan.AreaCode != nil {
			in.AreaCode = *plan.AreaCode
		}
	}
	in.AreaCode = cmp.Or(in.AreaCode, who.Area)
	return nil
}

// known is the walk that is stored under an id with a content; problem.Conflict when it has another.
func known(ctx context.Context, q data.Querier, id uuid.UUID, hash []byte) (Patrol, bool, error) {
	p, err := getPatrol(ctx, q, id)
	switch {
	case problem.Is(err, problem.NotFound):
		return Patrol{}, false, nil
	case err != nil:
		return Patrol{}, false, err
	case !bytes.Equal(p.ContentHash, hash):
		return Patrol{}, false, problem.New(problem.Conflict, "patrols.other_content", "id", id)
	}
	return p, true, nil
}

// mayRecord judges the area of a walk and where its track lies.
func mayRecord(ctx context.Context, q data.Querier, who actor.Actor, in *Input) error {
	var exists, near bool
	err := q.QueryRow(ctx, queries.Get("patrol_area"), in.AreaCode, data.Geom{Geometry: in.Track.Geometry()}).Scan(&exists, &near)
	switch {
	case err != nil:
		return err
	case in.AreaCode == "":
		return problem.InvalidFields(problem.Bad("area_code", "problem.required"))
	case !exists:
		return problem.InvalidFields(problem.Bad("area_code", "patrols.unknown_area", "code", in.AreaCode))
	}
	if err := who.Check(actor.LogInspection, in.AreaCode); err != nil {
		return err
	}
	if !near {
		return problem.InvalidFields(problem.Bad("track", "patrols.outside_area", "area", in.AreaCode))
	}
	return nil
}

// link notes which inspections were made on a walk: of kind patrol, and of no other walk.
func link(ctx context.Context, tx pgx.Tx, id uuid.UUID, inspections []uuid.UUID) error {
	rows, err := tx.Query(ctx, queries.Get("inspections"), inspections)
	if err != nil {
		return err
	}
	type seen struct {
		ID     uuid.UUID
		Kind   string
		Patrol *uuid.UUID
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[seen])
	if err != nil {
		return err
	}
	var c checker
	for _, want := range inspections {
		i := slices.IndexFunc(all, func(s seen) bool { return s.ID == want })
		switch {
		case i < 0:
			c.Bad("inspections", "patrols.no_inspection", "id", want)
		case all[i].Kind != "patrol":
			c.Bad("inspections", "patrols.not_of_a_patrol", "id", want)
		case all[i].Patrol != nil && *all[i].Patrol != id:
			c.Bad("inspections", "patrols.of_another", "id", want)
		}
		if len(c.Fields) > 0 {
			return c.Err()
		}
	}
	_, err = tx.Exec(ctx, queries.Get("link"), id, inspections)
	return err
}

// Link adds inspections to a walk, for those that came after it. Errors: problem.NotFound,
// Unauthorized, Forbidden, Invalid.
func (s *Store) Link(ctx context.Context, c data.Change, id uuid.UUID, inspections []uuid.UUID) (Patrol, error) {
	var p Patrol
	if err := c.Actor.Check(actor.LogInspection); err != nil {
		return p, err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		var err error
		if p, err = getPatrol(ctx, tx, id); err != nil {
			return err
		}
		if err := c.Actor.Check(actor.LogInspection, p.AreaCode); err != nil {
			return err
		}
		if err := link(ctx, tx, id, inspections); err != nil {
			return err
		}
		p, err = getPatrol(ctx, tx, id)
		return err
	})
	return p, err
}

// Filter chooses walks; empty fields do not restrict.
type Filter struct {
	Area     string // of the office that walked
	Line     string // passed within Within
	Plan     uuid.UUID
	From, To *time.Time // of the start that counts
	Box      *orb.Bound
	Within   float64 // metres
	After    *Position
	Limit    int
}

// Position is where a page ends.
type Position struct {
	CountedAt time.Time
	ID        uuid.UUID
}

// List is the walks that fit, the newest first; one more than the limit when more follow.
func (s *Store) List(ctx context.Context, f Filter) ([]Patrol, error) {
	var box []float64
	if f.Box != nil {
		box = []float64{f.Box.Min[0], f.Box.Min[1], f.Box.Max[0], f.Box.Max[1]}
	}
	var plan *uuid.UUID
	if f.Plan != uuid.Nil {
		plan = &f.Plan
	}
	after := Position{CountedAt: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}
	if f.After != nil {
		after = *f.After
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("patrol_list"), f.Area, f.Line, plan, f.From, f.To, box, f.Within, after.CountedAt, after.ID, f.Limit+1)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Patrol])
	return all, data.Problem(err)
}

// Get is a walk. Error: problem.NotFound.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (Patrol, error) {
	return getPatrol(ctx, s.db.Read(), id)
}

func getPatrol(ctx context.Context, q data.Querier, id uuid.UUID) (Patrol, error) {
	rows, err := q.Query(ctx, queries.Get("patrol_get"), id)
	if err != nil {
		return Patrol{}, data.Problem(err)
	}
	p, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Patrol])
	if errors.Is(err, pgx.ErrNoRows) {
		err = notFound("patrol", id)
	}
	return p, data.Problem(err)
}
