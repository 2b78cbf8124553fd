package plans

import (
	"context"

	"github.com/google/uuid"

	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Owner is the kind of record that plans are to their attachments.
const Owner = "facility_plan"

// Files judges the attachments of plans: any account reads them, those who may edit the
// plan add to them.
type Files struct{ *Store }

// MayRead refuses those without an account. Errors: problem.Unauthorized, NotFound.
func (o Files) MayRead(ctx context.Context, by actor.Actor, id string) error {
	_, err := o.plan(ctx, by, id)
	return err
}

// MayWrite refuses those who may not edit the plan. Errors: as MayRead; problem.Forbidden,
// Conflict for a withdrawn one.
func (o Files) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	p, err := o.plan(ctx, by, id)
	if err != nil {
		return err
	}
	if err := by.Check(actor.PlanFacility, p.AreaCode); err != nil {
		return err
	}
	if p.Retired {
		return problem.New(problem.Conflict, "plans.retired", "title", p.Title)
	}
	return nil
}

func (o Files) plan(ctx context.Context, by actor.Actor, id string) (FacilityPlan, error) {
	if !by.SignedIn() {
		return FacilityPlan{}, problem.New(problem.Unauthorized, "actor.sign_in")
	}
	key, err := uuid.Parse(id)
	if err != nil {
		return FacilityPlan{}, problem.New(problem.NotFound, "problem.not_found", "what", "facility_plan", "id", id)
	}
	return o.Get(ctx, key)
}
