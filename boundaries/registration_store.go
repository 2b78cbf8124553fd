package boundaries

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
)

// Registrations lists what a marker was registered with, the newest version first.
// Error: problem.NotFound.
func (s *MarkerStore) Registrations(ctx context.Context, id uuid.UUID) ([]RegistrationVersion, error) {
	if _, err := s.Get(ctx, id); err != nil {
		return nil, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("registrations"), id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[RegistrationVersion])
}

// Register gives a marker a new registration version from the version of its record that the
// caller has read. Errors: problem.NotFound, Unauthorized, Forbidden, Stale, Invalid, and
// Conflict for a retired marker.
func (s *MarkerStore) Register(ctx context.Context, c data.Change, id uuid.UUID, version int64, g Registration) (Marker, error) {
	var changed Marker
	if err := c.Actor.Check(actor.EditMarker); err != nil {
		return changed, err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		before, err := lockMarker(ctx, tx, c.Actor, id, &version)
		if err != nil {
			return err
		}
		if _, err := register(ctx, tx, c.Actor, id, before, g); err != nil {
			return err
		}
		changed, err = getMarker(ctx, tx, id)
		return err
	})
	return changed, err
}

// RegisterIn is Register within a transaction that others have opened, on the marker as it
// is: what came of a finding is registered with it. It gives the number of the new version.
// The actor must be of a party. Errors: problem.NotFound, Unauthorized, Forbidden, Invalid,
// Conflict.
func RegisterIn(ctx context.Context, tx pgx.Tx, who actor.Actor, markerID uuid.UUID, g Registration) (version int, err error) {
	before, err := lockMarker(ctx, tx, who, markerID, nil)
	if err != nil {
		return 0, err
	}
	return register(ctx, tx, who, markerID, before, g)
}

// register writes the marker as the registration says and adds the version, whose number it gives.
func register(ctx context.Context, tx pgx.Tx, who actor.Actor, id uuid.UUID, before Marker, g Registration) (version int, err error) {
	in, err := g.rewrite(before)
	if err != nil {
		return 0, err
	}
	anew := changes{position: in.follow(before)}
	if err := in.Validate(); err != nil {
		return 0, err
	}
	if err := g.judge(before, in); err != nil {
		return 0, err
	}
	srid, err := settleMarker(ctx, tx, who, &in, anew)
	if err != nil {
		return 0, err
	}
	from, err := inForce(ctx, tx, id)
	if err != nil {
		return 0, err
	}
	if err := refuseBefore(g.ValidFrom, from); err != nil {
		return 0, err
	}
	if err := updateMarker(ctx, tx, id, in, srid); err != nil {
		return 0, err
	}
	if _, err := tx.Exec(ctx, queries.Get("registration_end"), id, g.ValidFrom); err != nil {
		return 0, err
	}
	return addRegistration(ctx, tx, id, g)
}

// rewrite checks the registration by itself and gives the marker as it says.
func (g *Registration) rewrite(before Marker) (MarkerInput, error) {
	g.Normalize()
	in := before.input()
	if err := g.Validate(time.Now()); err != nil {
		return in, err
	}
	g.apply(&in)
	in.Normalize()
	return in, nil
}

// inForce is the day from which the registration in force holds, nil where that is not
// known. A marker without any gets its first one, as it stands.
func inForce(ctx context.Context, tx pgx.Tx, id uuid.UUID) (from *string, err error) {
	err = tx.QueryRow(ctx, queries.Get("registration_in_force"), id).Scan(&from)
	if errors.Is(err, pgx.ErrNoRows) {
		_, err = addRegistration(ctx, tx, id, Registration{Why: First, SignedBy: []string{}})
		return nil, err
	}
	return from, err
}

// addRegistration adds a version with what the marker says now and gives its number. One
// without a day holds from that of its erection or, a correction, from that of what it corrects.
func addRegistration(ctx context.Context, tx pgx.Tx, id uuid.UUID, g Registration) (version int, err error) {
	err = tx.QueryRow(ctx, queries.Get("registration_add"), id, g.Why, g.ValidFrom, g.Document, g.DocumentOn, g.SignedBy, g.Note).Scan(&version)
	return version, err
}

// rewriteMarker writes an edited marker. Another position corrects what was registered: the
// version in force was written wrongly. Everything else that is registered and was edited
// is so in the version in force; the trail keeps what it said.
func rewriteMarker(ctx context.Context, tx pgx.Tx, id uuid.UUID, in MarkerInput, srid *int, corrected bool) error {
	if _, err := inForce(ctx, tx, id); err != nil {
		return err
	}
	if err := updateMarker(ctx, tx, id, in, srid); err != nil {
		return err
	}
	if !corrected {
		_, err := tx.Exec(ctx, queries.Get("registration_follow"), id)
		return err
	}
	if _, err := tx.Exec(ctx, queries.Get("registration_correct"), id); err != nil {
		return err
	}
	_, err := addRegistration(ctx, tx, id, Registration{Why: Corrected, SignedBy: []string{}})
	return err
}
