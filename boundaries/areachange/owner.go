package areachange

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/data/attachments"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Owner is the kind of record that changes of areas are to their attachments.
const Owner = "area_change"

// AttachedReplies finds the authority's reply (批复) of a change among its files: one of the
// role "reply".
type AttachedReplies struct{ *attachments.Store }

// HasReply implements Replies.
func (r AttachedReplies) HasReply(ctx context.Context, q data.Querier, change uuid.UUID) (bool, error) {
	all, err := r.List(ctx, q, Owner, change.String())
	return slices.ContainsFunc(all, func(m attachments.Meta) bool { return m.Role == "reply" }), err
}

// MayRead judges who may read the papers of a change: every account.
// Errors: problem.Unauthorized, NotFound.
func (s *Store) MayRead(ctx context.Context, by actor.Actor, ownerID string) error {
	if !by.SignedIn() {
		return problem.New(problem.Unauthorized, "actor.sign_in")
	}
	_, err := s.ownerOf(ctx, ownerID)
	return err
}

// MayWrite judges who may add papers to a change or take them away: who may carry it out,
// while it is a draft. Errors: problem.Unauthorized, Forbidden, NotFound, Conflict.
func (s *Store) MayWrite(ctx context.Context, by actor.Actor, ownerID string) error {
	if err := by.Check(actor.ChangeAreas); err != nil {
		return err
	}
	c, err := s.ownerOf(ctx, ownerID)
	if err != nil {
		return err
	}
	if c.State != Drafted {
		return problem.New(problem.Conflict, "areachange.no_draft", "title", c.Title, "stand", c.State)
	}
	return by.Check(actor.ChangeAreas, c.AreaCodes...)
}

func (s *Store) ownerOf(ctx context.Context, ownerID string) (AreaChange, error) {
	id, err := uuid.Parse(ownerID)
	if err != nil {
		return AreaChange{}, problem.New(problem.NotFound, "problem.not_found", "what", "area-change", "id", ownerID)
	}
	return s.Get(ctx, id)
}
