package facilities

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// writeHistory makes the stored periods those of next, touching only the rows that differ:
// rows go, then change (closing before opening, so that one at most is open), then come.
func writeHistory(ctx context.Context, tx pgx.Tx, id uuid.UUID, old, next History) error {
	var b pgx.Batch
	queueHistory(&b, id, old, next, "")
	if b.Len() == 0 {
		return nil
	}
	return tx.SendBatch(ctx, &b).Close()
}

// queueHistory adds the writes of writeHistory to a batch; origin marks rows that come.
func queueHistory(b *pgx.Batch, id uuid.UUID, old, next History, origin string) {
	for _, p := range old {
		if !next.startsOn(p.From) {
			b.Queue(queries.Get("status_delete"), id, p.From)
		}
	}
	var opened []Period
	for _, p := range next {
		was := slices.IndexFunc(old, func(o Period) bool { return o.From == p.From })
		switch {
		case was < 0 || p.To == nil && !old[was].same(p):
			opened = append(opened, p)
		case !old[was].same(p):
			b.Queue(queries.Get("status_set"), id, p.Status, p.From, p.To, origin)
		}
	}
	for _, p := range opened {
		b.Queue(queries.Get("status_set"), id, p.Status, p.From, p.To, origin)
	}
}

func (h History) startsOn(day Day) bool {
	return slices.ContainsFunc(h, func(p Period) bool { return p.From == day })
}

func (p Period) same(q Period) bool {
	return p.Status == q.Status && p.From == q.From &&
		(p.To == nil) == (q.To == nil) && (p.To == nil || *p.To == *q.To)
}

// same reports whether two histories are equal.
func (h History) same(other History) bool {
	return slices.EqualFunc(h, other, Period.same)
}
