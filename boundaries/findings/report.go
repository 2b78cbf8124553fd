package findings

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// farthest is how far from its line a finding may lie, metres: beyond, the position is wrong.
const farthest = 2000

// Report puts a finding on record. Those who may log inspections may report, for a party or for
// a township that the place lies in or within 50 m of. Errors: problem.Unauthorized, Forbidden,
// Invalid; problem.Conflict for an id in use, and for an inspection that a finding was made from.
func (s *Store) Report(ctx context.Context, c data.Change, r Report) (BoundaryFinding, error) {
	if err := c.Actor.Check(actor.LogInspection); err != nil {
		return BoundaryFinding{}, err
	}
	now := s.now()
	if r.ID == uuid.Nil {
		r.ID = uuid.Must(uuid.NewV7())
	}
	if r.ReportedAt.IsZero() {
		r.ReportedAt = now
	}
	var f BoundaryFinding
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := r.fromInspection(ctx, tx); err != nil {
			return err
		}
		if err := r.Validate(now); err != nil {
			return err
		}
		at, err := settle(ctx, tx, &r)
		if err != nil {
			return err
		}
		if err := c.Actor.CheckEither(actor.LogInspection, at.writers...); err != nil {
			return err
		}
		var point data.Geom
		if at.point != nil {
			point.Geometry = *at.point
		}
		if _, err := tx.Exec(ctx, queries.Get("finding_insert"), r.ID, r.Kind, at.marker, r.LineCode, at.chainage, point, r.Description,
			r.FoundAt, r.ReportedAt, r.InspectionID, c.Actor.Login, c.Actor.Name); err != nil {
			return err
		}
		f, err = s.get(ctx, tx, c.Actor, r.ID)
		return err
	})
	return f, err
}

// standing is where a finding stands.
type standing struct {
	marker   *uuid.UUID
	point    *orb.Point // nil: where the marker stands
	chainage *float64
	writers  []string // areas that may report it
}

// settle finds the place of a report. Error: problem.Invalid.
func settle(ctx context.Context, q data.Querier, r *Report) (standing, error) {
	var at standing
	var line, fits bool
	var length, distance float64
	var point, given data.Geom
	var parties, townships []string
	if r.Lon != nil {
		given.Geometry = orb.Point{*r.Lon, *r.Lat}
	}
	err := q.QueryRow(ctx, queries.Get("finding_place"), r.Marker, r.LineCode, r.ChainageM, given).
		Scan(&at.marker, &line, &fits, &length, &point, &at.chainage, &distance, &parties, &townships)
	if err != nil {
		return at, err
	}
	var c checker
	switch {
	case r.Marker != "" && at.marker == nil:
		c.Bad("marker", "findings.unknown_marker", "number", r.Marker)
	case r.LineCode != "" && !line:
		c.Bad("line_code", "findings.unknown_line", "code", r.LineCode)
	case !fits:
		c.Bad("line_code", "findings.marker_elsewhere")
	case r.ChainageM != nil && *r.ChainageM > length:
		c.Bad("chainage_m", "problem.out_of_range", "min", 0, "max", length)
	case distance > farthest:
		c.Bad("lon", "findings.far_from_line", "distance", int(distance))
	case r.LineCode != "" && r.Marker == "" && point.Geometry == nil:
		c.Bad("chainage_m", "findings.where_on_line")
	}
	if p, ok := point.Geometry.(orb.Point); ok {
		at.point = &p
	}
	at.writers = append(parties, townships...)
	return at, c.Err()
}

// Edit is what may be mended on a finding until it is decided.
type Edit struct{ Kind, Description string }

// Update mends a finding that is not decided yet, from the version that the caller has read.
// Errors: as Take; those of change.
func (s *Store) Update(ctx context.Context, c data.Change, id uuid.UUID, version int64, change func(*Edit) error) (BoundaryFinding, error) {
	var f BoundaryFinding
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		var err error
		if f, err = s.lock(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		if f.State != Reported && f.State != JointVisit {
			return problem.New(problem.Conflict, "findings.wrong_state", "stand", f.State)
		}
		e := Edit{f.Kind, f.Description}
		if err := change(&e); err != nil {
			return err
		}
		var check checker
		check.OneOf("kind", e.Kind, Kinds...)
		if f.Kind == DisputeRisk && e.Kind != f.Kind {
			check.Bad("kind", "findings.stays_dispute") // its history would tell of it
		}
		check.need("description", &e.Description, maxNote)
		if err := check.Err(); err != nil {
			return err
		}
		f.Kind, f.Description = e.Kind, e.Description
		f, err = s.put(ctx, tx, c.Actor, &f)
		return err
	})
	return f, err
}
