package life

import (
	"context"

	"github.com/google/uuid"

	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Owner is the kind of record that facilities are to their attachments.
const Owner = "facility"

// Files judges the attachments of facilities: any account reads them, those who may edit
// the facility add to them.
type Files struct{ *Store }

// MayRead refuses those without an account. Errors: problem.Unauthorized, NotFound.
func (o Files) MayRead(ctx context.Context, by actor.Actor, id string) error {
	_, err := o.facility(ctx, by, id)
	return err
}

// MayWrite refuses those who may not edit the facility. Errors: as MayRead;
// problem.Forbidden, Conflict for a withdrawn one.
func (o Files) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	f, err := o.facility(ctx, by, id)
	if err != nil {
		return err
	}
	if err := by.Check(actor.EditFacility, f.AreaCode); err != nil {
		return err
	}
	if f.Retired {
		return problem.New(problem.Conflict, "facilities.retired", "name", f.Name)
	}
	return nil
}

func (o Files) facility(ctx context.Context, by actor.Actor, id string) (facilities.Facility, error) {
	if !by.SignedIn() {
		return facilities.Facility{}, problem.New(problem.Unauthorized, "actor.sign_in")
	}
	key, err := uuid.Parse(id)
	if err != nil {
		return facilities.Facility{}, problem.New(problem.NotFound, "problem.not_found", "what", "facility", "id", id)
	}
	return o.sites.Get(ctx, key)
}
