package facilities

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
)

// The doors by which packages around this one write in a transaction of theirs.

// Hold reads a facility that is at the version, for somebody who may edit it, and keeps
// others from writing it until the transaction ends. Errors: problem.Unauthorized,
// Forbidden, NotFound, Conflict for a withdrawn one, Stale.
func (s *Store) Hold(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64) (Facility, error) {
	if err := by.Check(actor.EditFacility); err != nil {
		return Facility{}, err
	}
	return s.lock(ctx, tx, by, id, version)
}

// GetIn is Get in a transaction. Error: problem.NotFound.
func (s *Store) GetIn(ctx context.Context, q data.Querier, id uuid.UUID) (Facility, error) {
	return getFacility(ctx, q, id, s.today())
}

// PutHistory writes another status history of a facility that is held. The version is the
// caller's to raise.
func (s *Store) PutHistory(ctx context.Context, tx pgx.Tx, f Facility, history History) error {
	return writeHistory(ctx, tx, f.ID, f.Statuses, history)
}

// CatalogueIn is Catalogue in a transaction.
func (s *Store) CatalogueIn(ctx context.Context, q data.Querier) (Catalogue, error) {
	return loadCatalogue(ctx, q)
}

// Today is the day on which the store writes.
func (s *Store) Today() Day { return s.today() }

// Plausible reports whether a record may have the day: 1900 to 2200, or since ever.
func (d Day) Plausible() bool { return d.plausible() }
