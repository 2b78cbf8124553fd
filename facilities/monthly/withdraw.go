package monthly

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/life"
)

// source is what dated figures of reports say they are from; their document is the month.
const source = "monthly"

// laterRow is a figure that a report for a later month confirmed.
type laterRow struct {
	Month    Month
	On       facilities.Day
	Facility uuid.UUID
	Measure  string
	FigurePair
}

// withdraw takes the dated figures that the editions of a month wrote off the facilities: what
// is not confirmed counts nowhere. What reports for later months confirmed goes on holding
// from their days, also where they had nothing to change.
func (s *Store) withdraw(ctx context.Context, tx pgx.Tx, area string, month Month) error {
	ids, err := collect(ctx, tx, pgx.RowTo[uuid.UUID], "written", area, month)
	if err != nil || len(ids) == 0 {
		return err
	}
	later, err := collect(ctx, tx, func(row pgx.CollectableRow) (r laterRow, err error) {
		return r, row.Scan(&r.Month, &r.On, &r.Facility, &r.Measure, &r.Total, &r.Used)
	}, "later", area, month, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.capacity.CapacityOut(ctx, tx, id, source, month.String()); err != nil {
			return err
		}
	}
	for _, r := range later {
		var holds bool
		if err := tx.QueryRow(ctx, queries.Get("holds"), r.Facility, r.Measure, r.Total, r.Used, r.On).Scan(&holds); err != nil {
			return err
		}
		if holds {
			continue
		}
		figure := life.Capacity{Measure: r.Measure, On: r.On, Total: r.Total, Used: r.Used, Source: source, Document: r.Month.String()}
		if err := s.capacity.CapacityIn(ctx, tx, r.Facility, figure); err != nil {
			return err
		}
	}
	return nil
}

func collect[T any](ctx context.Context, q data.Querier, row pgx.RowToFunc[T], query string, args ...any) ([]T, error) {
	rows, err := q.Query(ctx, queries.Get(query), args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, row)
}
