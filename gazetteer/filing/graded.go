package filing

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// shown are the names that the reader of ctx may know of.
func shown(ctx context.Context, q data.Querier, names []ApprovedName) ([]ApprovedName, error) {
	veil, err := gazetteer.ReadVeil(ctx, q, placesOf(names))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(names, func(n ApprovedName) bool { return !veil.Entry(n.PlaceID) }), nil
}

// refuseGraded refuses who would file names that he may not know of: a filing is whole.
// Error: problem.Forbidden.
func refuseGraded(ctx context.Context, q data.Querier, by actor.Actor, names []ApprovedName) error {
	open, err := shown(actor.WithReader(ctx, by), q, slices.Clone(names))
	if err == nil && len(open) < len(names) {
		err = problem.New(problem.Forbidden, "actor.clearance")
	}
	return err
}

// refuseSecret refuses to announce names of graded entries, whoever asks.
// Error: problem.Conflict.
func refuseSecret(ctx context.Context, q data.Querier, names []ApprovedName) error {
	open, err := shown(actor.WithReader(ctx, actor.Nobody), q, slices.Clone(names))
	if err == nil && len(open) < len(names) {
		err = problem.New(problem.Conflict, "filing.graded")
	}
	return err
}

func placesOf(names []ApprovedName) []uuid.UUID {
	ids := make([]uuid.UUID, len(names))
	for i, n := range names {
		ids[i] = n.PlaceID
	}
	return ids
}
