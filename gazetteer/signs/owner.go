package signs

import (
	"context"

	"github.com/google/uuid"

	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Owner says who may read and add the files of a sign: everyone with an account reads,
// who keeps the signs of its area adds. Photos of field workers come through them.
type Owner struct{ Store *Store }

// MayRead implements attachments.Owner. Errors: problem.Unauthorized, problem.NotFound.
func (o Owner) MayRead(ctx context.Context, by actor.Actor, id string) error {
	if !by.SignedIn() {
		return problem.New(problem.Unauthorized, "actor.sign_in")
	}
	_, err := o.sign(ctx, id)
	return err
}

// MayWrite implements attachments.Owner. Errors: those of MayRead, problem.Forbidden.
func (o Owner) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	sign, err := o.sign(ctx, id)
	if err != nil {
		return err
	}
	return by.Check(actor.TendNames, sign.AreaCode)
}

func (o Owner) sign(ctx context.Context, text string) (Sign, error) {
	id, err := uuid.Parse(text)
	if err != nil {
		return Sign{}, problem.New(problem.NotFound, "problem.not_found", "what", "sign", "id", text)
	}
	return o.Store.Get(ctx, id)
}
