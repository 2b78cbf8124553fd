package attachments

import (
	"context"

	"github.com/google/uuid"

	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Records judges the attachments of records that go by an id: whoever has an account and may
// read the record reads its files. It is an Owner.
type Records[R any] struct {
	What string                                                             // kind of record, as a refusal names it
	Get  func(ctx context.Context, by actor.Actor, id uuid.UUID) (R, error) // refuses those who may not read it
	Add  func(by actor.Actor, record R) error                               // refuses those who may not add to it
}

// MayRead implements Owner. Errors: problem.Unauthorized, NotFound; those of Get.
func (o Records[R]) MayRead(ctx context.Context, by actor.Actor, id string) error {
	_, err := o.find(ctx, by, id)
	return err
}

// MayWrite implements Owner. Errors: as MayRead; those of Add.
func (o Records[R]) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	record, err := o.find(ctx, by, id)
	if err != nil {
		return err
	}
	return o.Add(by, record)
}

func (o Records[R]) find(ctx context.Context, by actor.Actor, id string) (record R, err error) {
	if !by.SignedIn() {
		return record, problem.New(problem.Unauthorized, "actor.sign_in")
	}
	key, err := uuid.Parse(id)
	if err != nil {
		return record, problem.New(problem.NotFound, "problem.not_found", "what", o.What, "id", id)
	}
	return o.Get(ctx, by, key)
}
