package attachments

import (
	"context"
	"maps"
	"slices"
	"strings"

	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Owner judges the rights to the attachments of one kind of record.
//
// The record may be not there yet: files of a phone arrive in any order. An owner that
// allows it judges by role alone, others answer problem.NotFound.
type Owner interface {
	// MayRead refuses those who may not see the record. Errors: problem.Unauthorized,
	// problem.Forbidden, problem.NotFound.
	MayRead(ctx context.Context, by actor.Actor, ownerID string) error
	// MayWrite refuses those who may not add to the record. Errors: the same, and
	// problem.Conflict for a record that takes nothing more.
	MayWrite(ctx context.Context, by actor.Actor, ownerID string) error
}

// Register says who judges the rights to the attachments of an owner. It is called while
// the program is put together, before the first request.
func (s *Store) Register(owner string, judge Owner) { s.owners[owner] = judge }

// Owners lists the kinds of record that may have attachments.
func (s *Store) Owners() []string { return slices.Sorted(maps.Keys(s.owners)) }

// judge finds who judges an owner. Error: problem.Invalid on owner.
func (s *Store) judge(owner string) (Owner, error) {
	if judge, ok := s.owners[owner]; ok {
		return judge, nil
	}
	return nil, problem.InvalidFields(problem.Bad("owner", "problem.unknown_value", "allowed", strings.Join(s.Owners(), ", ")))
}

func (s *Store) mayRead(ctx context.Context, by actor.Actor, owner, id string) error {
	judge, err := s.judge(owner)
	if err != nil {
		return err
	}
	return judge.MayRead(ctx, by, id)
}

func (s *Store) mayWrite(ctx context.Context, by actor.Actor, owner, id string) error {
	judge, err := s.judge(owner)
	if err != nil {
		return err
	}
	return judge.MayWrite(ctx, by, id)
}
