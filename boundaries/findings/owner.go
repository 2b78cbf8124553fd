package findings

import (
	"context"

	"github.com/google/uuid"

	"cairn/internal/actor"
	"cairn/internal/problem"
)

// FindingOwner judges the attachments of findings, by the finding's id: whoever may read the
// finding may read them; either party adds to them until it is closed, and who reported it
// adds photos.
type FindingOwner struct{ *Store }

// MayRead refuses those who may not read the finding. Errors: problem.Unauthorized, NotFound.
func (o FindingOwner) MayRead(ctx context.Context, by actor.Actor, id string) error {
	_, err := o.finding(ctx, by, id)
	return err
}

// MayWrite refuses those who may not handle it. Errors: as MayRead; problem.Forbidden, Conflict.
func (o FindingOwner) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	f, err := o.finding(ctx, by, id)
	if err != nil {
		return err
	}
	if f.Author != by.Login {
		if err := by.CheckEither(actor.HandleFinding, f.Parties...); err != nil {
			return err
		}
	}
	if f.State == Closed {
		return problem.New(problem.Conflict, "findings.wrong_state", "stand", f.State)
	}
	return nil
}

func (o FindingOwner) finding(ctx context.Context, by actor.Actor, id string) (BoundaryFinding, error) {
	key, err := ownerKey(by, "finding", id)
	if err != nil {
		return BoundaryFinding{}, err
	}
	return o.Get(ctx, by, key)
}

// DisputeOwner judges the attachments of disputes, by the dispute's id: scans of agreements and
// records, for those only who may read the dispute.
type DisputeOwner struct{ *Store }

// MayRead refuses those who may not read the dispute. Errors: problem.Unauthorized, NotFound.
func (o DisputeOwner) MayRead(ctx context.Context, by actor.Actor, id string) error {
	key, err := ownerKey(by, "dispute", id)
	if err != nil {
		return err
	}
	_, err = o.Dispute(ctx, by, key)
	return err
}

// MayWrite refuses those who may not write it. Errors: as MayRead; problem.Forbidden.
func (o DisputeOwner) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	if err := o.MayRead(ctx, by, id); err != nil {
		return err
	}
	return mayWriteDisputes(by)
}

func ownerKey(by actor.Actor, what, id string) (uuid.UUID, error) {
	if !by.SignedIn() {
		return uuid.Nil, problem.New(problem.Unauthorized, "actor.sign_in")
	}
	key, err := uuid.Parse(id)
	if err != nil {
		return uuid.Nil, problem.New(problem.NotFound, "problem.not_found", "what", what, "id", id)
	}
	return key, nil
}
