package facilities

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data/imports"
)

// Imports lists the kinds of file that this domain takes in, each after those it refers to.
func Imports() []imports.Kind {
	return []imports.Kind{kindKind, groupKind, facilityKind, statusKind, populationKind, roadKind, constraintKind}
}

// sourceID is the id of a record whose source has a key that is no UUID: always the same
// for the same key.
func sourceID(kind, key string) uuid.UUID {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("cairn:"+kind+":"+key))
}

// batchSize is the number of queries sent at once.
const batchSize = 500

// batch sends queries in lots.
type batch struct {
	pgx.Batch
	tx pgx.Tx
}

// flush sends what is queued, if it is at least the given number of queries.
func (b *batch) flush(ctx context.Context, atLeast int) error {
	if b.Len() == 0 || b.Len() < atLeast {
		return nil
	}
	err := b.tx.SendBatch(ctx, &b.Batch).Close()
	b.Batch = pgx.Batch{}
	return err
}
