package filing

import (
	"context"

	"github.com/google/uuid"

	"cairn/internal/actor"
	"cairn/internal/problem"
)

// ApprovalOwner judges who may see and add the papers of an approval, by its id: they may
// come after its change set is published, the receipt of the filing say.
type ApprovalOwner struct{ *Store }

// MayRead refuses those without an account. Errors: problem.Unauthorized, problem.NotFound.
func (o ApprovalOwner) MayRead(ctx context.Context, by actor.Actor, id string) error {
	_, err := o.find(ctx, by, id)
	return err
}

// MayWrite refuses those who may not file the approval. Errors: as MayRead;
// problem.Forbidden.
func (o ApprovalOwner) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	a, err := o.find(ctx, by, id)
	if err != nil {
		return err
	}
	return by.Check(actor.TendNames, a.Areas...)
}

func (o ApprovalOwner) find(ctx context.Context, by actor.Actor, id string) (Approval, error) {
	if !by.SignedIn() {
		return Approval{}, problem.New(problem.Unauthorized, "actor.sign_in")
	}
	key, err := uuid.Parse(id)
	if err != nil {
		return Approval{}, notFound("approval", id)
	}
	return o.Approval(ctx, key, DefaultWarnDays)
}
