package domains

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/gazetteer/changes"
	"cairn/gazetteer/national"
	"cairn/internal/actor"
)

// proposer lets reports of the national database propose change sets.
type proposer struct{ sets *changes.Store }

func (p proposer) Propose(ctx context.Context, tx pgx.Tx, by actor.Actor, proposal national.Proposal) (int64, error) {
	items := make([]changes.NewItem, len(proposal.Items))
	for i, it := range proposal.Items {
		items[i] = changes.NewItem{ID: it.ID, Op: it.Op, PlaceID: it.PlaceID, BaseVersion: it.BaseVersion, Fields: it.Fields, Reason: it.Reason}
	}
	set, err := p.sets.CreateIn(ctx, tx, by, changes.New{ID: proposal.ID, Stream: changes.Correction,
		Title: proposal.Title, Reason: proposal.Reason, Items: items})
	return set.Number, err
}
