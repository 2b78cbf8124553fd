package filing

import (
	"context"

	"github.com/google/uuid"

	"cairn/data/attachments"
	"cairn/internal/actor"
)

// Files judges who may see and add the papers of an approval, by its id: they may come after
// its change set is published, the receipt of the filing say. Those who may file it add.
func (s *Store) Files() attachments.Owner {
	return attachments.Records[Approval]{
		What: "approval",
		Get: func(ctx context.Context, _ actor.Actor, id uuid.UUID) (Approval, error) {
			return s.Approval(ctx, id, DefaultWarnDays)
		},
		Add: func(by actor.Actor, a Approval) error { return by.Check(actor.TendNames, a.Areas...) },
	}
}
