package monthly

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities/life"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Send takes a report in; stored says that it was there already, the same. Figures that
// differ from the form's become dated capacity in the same transaction. Errors:
// problem.Unauthorized, Forbidden, Invalid; problem.Unconfirmed for warnings that the clerk
// has not confirmed, a field each; problem.Conflict for the same id with other content, or a
// month that is confirmed already; problem.Stale when the figures, or the edition that is
// corrected, are no longer those that the clerk saw.
func (s *Store) Send(ctx context.Context, c data.Change, in Input) (r MonthlyReport, stored bool, err error) {
	if err := c.Actor.Check(actor.ReportMonthly); err != nil {
		return r, false, err
	}
	in.AreaCode = cmp.Or(in.AreaCode, c.Actor.Area)
	if err := in.Validate(s.today()); err != nil {
		return r, false, err
	}
	if err := c.Actor.Check(actor.ReportMonthly, in.AreaCode); err != nil {
		return r, false, err
	}
	hash, err := in.contentHash()
	if err != nil {
		return r, false, err
	}
	if r, stored, err = known(ctx, s.db.Read(), in.ID, hash); stored || err != nil {
		return r, stored, data.Problem(err)
	}
	if c.Reason == "" {
		c.Reason = in.Reason
	}
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, queries.Get("lock"), in.AreaCode, in.Month); err != nil {
			return err
		}
		if r, stored, err = known(ctx, tx, in.ID, hash); stored || err != nil {
			return err
		}
		r, err = s.store(ctx, tx, c.Actor, in, hash)
		return err
	})
	return r, stored, err
}

// known is the report that is stored under an id with a content; problem.Conflict when it has another.
func known(ctx context.Context, q data.Querier, id uuid.UUID, hash []byte) (MonthlyReport, bool, error) {
	r, err := getReport(ctx, q, id)
	switch {
	case problem.Is(err, problem.NotFound):
		return MonthlyReport{}, false, nil
	case err != nil:
		return r, false, err
	case !bytes.Equal(r.ContentHash, hash):
		return r, false, problem.New(problem.Conflict, "monthly.other_content", "id", id)
	}
	return r, true, nil
}

// store writes a new edition.
func (s *Store) store(ctx context.Context, tx pgx.Tx, by actor.Actor, in Input, hash []byte) (MonthlyReport, error) {
	var none MonthlyReport
	form, err := s.loadForm(ctx, tx, in.AreaCode, in.Month)
	if problem.Is(err, problem.BadParameter) { // of a question; here it is content
		return none, problem.InvalidFields(problem.As(err).Fields...)
	}
	if err != nil {
		return none, err
	}
	edition, err := form.admits(in)
	if err != nil {
		return none, err
	}
	rows, err := form.apply(in.Changes)
	if err != nil {
		return none, err
	}
	warnings := form.warnings(rows, in.MonthlyCounts)
	if err := warnings.confirmedBy(in.Confirmed); err != nil {
		return none, err
	}
	changed := in.Cremations > 0 || in.Burials > 0
	for _, r := range rows {
		changed = changed || r.Changed()
	}
	_, err = tx.Exec(ctx, queries.Get("insert"), in.ID, in.AreaCode, in.Month, edition, in.Corrects, in.Reason, form.FiguresOn, changed,
		in.Cremations, in.Burials, in.EcoBurials, in.Deaths, warnings.ids(), in.ErrorNote, hash, by.Login, by.Name, s.now())
	if err != nil {
		return none, err
	}
	if err := s.storeRows(ctx, tx, in.ID, form, rows); err != nil {
		return none, err
	}
	return getReport(ctx, tx, in.ID)
}

// storeRows writes the rows of a report, and those that differ from the records as dated capacity.
func (s *Store) storeRows(ctx context.Context, tx pgx.Tx, report uuid.UUID, form MonthlyForm, rows []MonthlyRow) error {
	var b pgx.Batch
	for _, r := range rows {
		b.Queue(queries.Get("insert_row"), report, r.FacilityID, r.Measure, r.Total, r.Used, r.Before.Total, r.Before.Used)
	}
	if err := tx.SendBatch(ctx, &b).Close(); err != nil {
		return err
	}
	moved := map[uuid.UUID][]life.Capacity{}
	for i, r := range rows {
		if !r.same(form.Rows[i].FigurePair) {
			moved[r.FacilityID] = append(moved[r.FacilityID], life.Capacity{Measure: r.Measure, On: form.FiguresOn, Total: r.Total, Used: r.Used,
				Source: source, Document: form.Month.String()})
		}
	}
	ids := slices.SortedFunc(maps.Keys(moved), func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) }) // one order for all: no deadlocks
	for _, id := range ids {
		if err := s.capacity.CapacityIn(ctx, tx, id, moved[id]...); err != nil {
			return err
		}
	}
	return nil
}

// admits says which edition a report becomes.
func (f *MonthlyForm) admits(in Input) (int, error) {
	now := f.Standing
	switch {
	case now == nil && in.Corrects != nil:
		return 0, problem.InvalidFields(problem.Bad("corrects", "monthly.nothing_to_correct"))
	case now != nil && in.Corrects == nil:
		return 0, problem.New(problem.Conflict, "monthly.confirmed_already", "month", f.Month.String(), "area", f.AreaName, "by", cmp.Or(now.AuthorName, now.Author))
	case now != nil && *in.Corrects != now.ID:
		return 0, problem.New(problem.Stale, "monthly.newer_edition", "edition", now.Edition)
	case in.Basis != "" && in.Basis != f.Basis:
		return 0, problem.New(problem.Stale, "monthly.figures_moved")
	case now == nil:
		return 1, nil
	case in.Reason == "" && now.ReturnedAt == nil:
		return 0, problem.InvalidFields(problem.Bad("reason", "monthly.reason_required"))
	}
	return now.Edition + 1, nil
}
