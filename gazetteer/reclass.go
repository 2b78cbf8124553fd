package gazetteer

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Reclass gives entries other classes (old code → new code), retired ones too, in the
// caller's transaction: each gets a version, which its history tells. The ledger of name
// changes and the yearly figures leave it out: another table of classes changes no name,
// and the thousands that it moves would bury those that officers report. Place codes stay.
// The caller has judged the right, and both classes exist. It answers how many entries
// changed.
func (s *Store) Reclass(ctx context.Context, tx pgx.Tx, classes map[string]string) (int, error) {
	old := make([]string, 0, len(classes))
	for code := range classes {
		old = append(old, code)
	}
	rows, err := tx.Query(ctx, queries.Get("reclass_ids"), old)
	if err != nil {
		return 0, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return 0, err
	}
	for chunk := range slices.Chunk(ids, chunkRows) {
		places, err := loadPlaces(ctx, tx, chunk, nil, nil)
		if err != nil {
			return 0, err
		}
		var b pgx.Batch
		changed := make([]*Place, len(places))
		for i, before := range places {
			p := *before
			p.ClassCode, p.Version = classes[before.ClassCode], before.Version+1
			queueVersion(&b, before, &p)
			changed[i] = &p
		}
		if err := tx.SendBatch(ctx, &b).Close(); err != nil {
			return 0, err
		}
		if err := indexAgain(ctx, tx, changed); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}
