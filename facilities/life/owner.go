package life

import (
	"context"

	"github.com/google/uuid"

	"cairn/data/attachments"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Owner is the kind of record that facilities are to their attachments.
const Owner = "facility"

// Files judges the attachments of facilities: any account reads them, those who may edit
// the facility add to them until it is withdrawn.
func (s *Store) Files() attachments.Owner {
	return attachments.Records[facilities.Facility]{
		What: Owner,
		Get: func(ctx context.Context, _ actor.Actor, id uuid.UUID) (facilities.Facility, error) {
			return s.sites.Get(ctx, id)
		},
		Add: func(by actor.Actor, f facilities.Facility) error {
			if err := by.Check(actor.EditFacility, f.AreaCode); err != nil {
				return err
			}
			if f.Retired {
				return problem.New(problem.Conflict, "facilities.retired", "name", f.Name)
			}
			return nil
		},
	}
}
