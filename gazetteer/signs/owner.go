package signs

import (
	"context"

	"github.com/google/uuid"

	"cairn/data/attachments"
	"cairn/internal/actor"
)

// Files says who may read and add the files of a sign: everyone with an account reads, who
// keeps the signs of its area adds. Photos of field workers come through them.
func (s *Store) Files() attachments.Owner {
	return attachments.Records[Sign]{
		What: "sign",
		Get:  func(ctx context.Context, _ actor.Actor, id uuid.UUID) (Sign, error) { return s.Get(ctx, id) },
		Add:  func(by actor.Actor, sign Sign) error { return by.Check(actor.TendNames, sign.AreaCode) },
	}
}
