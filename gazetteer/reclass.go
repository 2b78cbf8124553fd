package gazetteer

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
)

// Reclass gives entries other classes (old code → new code), retired ones too, in the
// caller's transaction: each gets a version, those in use an edit in the ledger. Place
// codes stay. The caller has judged the right, and both classes exist. It answers how many
// entries changed.
func (s *Store) Reclass(ctx context.Context, tx pgx.Tx, by data.Change, classes map[string]string) (int, error) {
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
	st := Stamp{Matter: Correction}.with(by.Actor, s.now())
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
			if p.Status != Retired {
				queueEdit(&b, st.edit(opModify, before, &p))
			}
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
