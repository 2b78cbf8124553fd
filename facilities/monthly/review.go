package monthly

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Get is an edition with its rows, for accounts of an area that holds the township. Errors:
// problem.Unauthorized, Forbidden, NotFound.
func (s *Store) Get(ctx context.Context, by actor.Actor, id uuid.UUID) (MonthlyReport, error) {
	r, err := getReport(ctx, s.db.Read(), id)
	if err != nil {
		return MonthlyReport{}, data.Problem(err)
	}
	if err := mayRead(by, r.AreaCode); err != nil {
		return MonthlyReport{}, err
	}
	return r, nil
}

// Editions are all editions for the month of one, the last first, without their rows. Errors: as Get.
func (s *Store) Editions(ctx context.Context, by actor.Actor, id uuid.UUID) ([]MonthlyReport, error) {
	r, err := s.Get(ctx, by, id)
	if err != nil {
		return nil, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("editions"), r.AreaCode, r.Month)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByNameLax[MonthlyReport])
	for i := range all {
		all[i].Rows = []MonthlyRow{}
	}
	return all, data.Problem(err)
}

// Return gives the standing edition back to the township, with the reason; the township then
// counts as not confirmed, and the figures that its reports for the month wrote are taken off
// the facilities again.
// Errors: problem.Unauthorized, Forbidden, NotFound, Invalid, Stale; problem.Conflict for an
// edition that was returned or corrected.
func (s *Store) Return(ctx context.Context, c data.Change, id uuid.UUID, version int64, reason string) (MonthlyReport, error) {
	return s.review(ctx, c, id, version, "reason", reason, func(ctx context.Context, tx pgx.Tx, r MonthlyReport, text string) error {
		if !r.Standing || r.ReturnedAt != nil {
			return problem.New(problem.Conflict, "monthly.not_to_be_returned")
		}
		if _, err := tx.Exec(ctx, queries.Get("return"), id, text, name(c.Actor), s.now()); err != nil {
			return err
		}
		return s.withdraw(ctx, tx, r.AreaCode, r.Month)
	})
}

// Answer closes what a clerk said is wrong with the records. Errors: as Return;
// problem.Conflict where nothing was said, or it was answered.
func (s *Store) Answer(ctx context.Context, c data.Change, id uuid.UUID, version int64, answer string) (MonthlyReport, error) {
	return s.review(ctx, c, id, version, "answer", answer, func(ctx context.Context, tx pgx.Tx, r MonthlyReport, text string) error {
		if r.ErrorNote == "" || r.AnsweredAt != nil {
			return problem.New(problem.Conflict, "monthly.nothing_to_answer")
		}
		_, err := tx.Exec(ctx, queries.Get("answer"), id, text, s.now())
		return err
	})
}

// review takes a step of the county's with a report that is at the version; text says why.
func (s *Store) review(ctx context.Context, c data.Change, id uuid.UUID, version int64, field, text string,
	step func(context.Context, pgx.Tx, MonthlyReport, string) error) (MonthlyReport, error) {
	var r MonthlyReport
	if err := c.Actor.Check(actor.ReviewMonthly); err != nil {
		return r, err
	}
	var check checker
	text = strings.TrimSpace(text)
	check.Required(field, text)
	check.Text(field, text, maxText)
	if c.Reason == "" {
		c.Reason = text
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, queries.Get("hold"), id); err != nil {
			return err
		}
		var err error
		if r, err = getReport(ctx, tx, id); err != nil {
			return err
		}
		if err := c.Actor.Check(actor.ReviewMonthly, r.AreaCode); err != nil {
			return err
		}
		if err := check.Err(); err != nil {
			return err
		}
		if r.Version != version {
			return problem.New(problem.Stale, "problem.stale", "version", r.Version)
		}
		if err := step(ctx, tx, r, text); err != nil {
			return err
		}
		r, err = getReport(ctx, tx, id)
		return err
	})
	return r, err
}

// name is how a person is called in a record.
func name(a actor.Actor) string {
	if a.Name != "" {
		return a.Name
	}
	return a.Login
}

// Files judges the attachments of reports, by the report's id: read by accounts of an area
// that holds the township, added by those who may report there. They may arrive before
// their report, from anybody who may send one.
type Files struct{ *Store }

// MayRead implements attachments.Owner. Errors: problem.Unauthorized, Forbidden, Invalid.
func (o Files) MayRead(ctx context.Context, by actor.Actor, id string) error {
	if !by.SignedIn() {
		return problem.New(problem.Unauthorized, "actor.sign_in")
	}
	_, err := o.report(ctx, by, id)
	return err
}

// MayWrite implements attachments.Owner. Errors: as MayRead.
func (o Files) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	if err := by.Check(actor.ReportMonthly); err != nil {
		return err
	}
	r, err := o.report(ctx, by, id)
	if err != nil || r.AreaCode == "" {
		return err
	}
	return by.Check(actor.ReportMonthly, r.AreaCode)
}

// report is the one with an id, the zero one while it is on its way.
func (o Files) report(ctx context.Context, by actor.Actor, text string) (MonthlyReport, error) {
	id, err := uuid.Parse(text)
	if err != nil || id.String() != text {
		return MonthlyReport{}, problem.InvalidFields(problem.Bad("owner_id", "monthly.bad_id"))
	}
	r, err := o.Get(ctx, by, id)
	if problem.Is(err, problem.NotFound) {
		return MonthlyReport{}, nil
	}
	return r, err
}
