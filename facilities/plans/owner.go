package plans

import (
	"context"

	"github.com/google/uuid"

	"cairn/data/attachments"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Owner is the kind of record that plans are to their attachments.
const Owner = "facility_plan"

// Files judges the attachments of plans: any account reads them, those who may edit the
// plan add to them until it is withdrawn.
func (s *Store) Files() attachments.Owner {
	return attachments.Records[FacilityPlan]{
		What: Owner,
		Get:  func(ctx context.Context, _ actor.Actor, id uuid.UUID) (FacilityPlan, error) { return s.Get(ctx, id) },
		Add: func(by actor.Actor, p FacilityPlan) error {
			if err := by.Check(actor.PlanFacility, p.AreaCode); err != nil {
				return err
			}
			if p.Retired {
				return problem.New(problem.Conflict, "plans.retired", "title", p.Title)
			}
			return nil
		},
	}
}
