package official

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
)

// ReportedFigure is coverage as it was reported upward: kept as reported, not computed.
type ReportedFigure struct {
	ID          uuid.UUID       `json:"id"`
	AreaCode    string          `json:"area_code" doc:"as it was when the figure was reported"`
	AreaName    string          `json:"area_name"`
	What        string          `json:"what" doc:"kind or group of kinds"`
	WhatName    string          `json:"what_name"`
	AsOf        facilities.Day  `json:"as_of" format:"date" doc:"day that the figure speaks of"`
	Numerator   *int            `json:"numerator" doc:"as reported; null: only the percentage was"`
	Denominator *int            `json:"denominator"`
	Percent     *float64        `json:"percent" doc:"as reported, whatever numerator and denominator say; null: only they were"`
	Document    string          `json:"document" doc:"report or plan that it stands in"`
	ReportedTo  string          `json:"reported_to"`
	ReportedOn  *facilities.Day `json:"reported_on" format:"date"`
	Note        string          `json:"note" doc:"how it was counted, as far as is known"`
	Retired     bool            `json:"retired" doc:"withdrawn: it was entered by mistake"`
	Version     int64           `json:"version"`
	UpdatedAt   time.Time       `json:"updated_at"`
}

// ReportedDraft is what people write of a reported figure.
type ReportedDraft struct {
	AreaCode, What         string
	AsOf                   facilities.Day
	Numerator, Denominator *int
	Percent                *float64
	Document, ReportedTo   string
	ReportedOn             facilities.Day
	Note                   string
}

func (r ReportedFigure) draft() ReportedDraft {
	return ReportedDraft{r.AreaCode, r.What, r.AsOf, r.Numerator, r.Denominator, r.Percent, r.Document, r.ReportedTo, orZero(r.ReportedOn), r.Note}
}

// validate checks the draft by itself. What numerator and denominator say may differ from the
// percentage: it is kept as it was reported.
func (d *ReportedDraft) validate(c *checker) {
	if d.AsOf.IsZero() {
		c.Bad("as_of", "problem.required")
	}
	c.day("as_of", d.AsOf)
	c.day("reported_on", d.ReportedOn)
	c.line("document", &d.Document)
	c.line("reported_to", &d.ReportedTo)
	c.Text("note", d.Note, maxNote)
	count(c, "numerator", d.Numerator, 0)
	count(c, "denominator", d.Denominator, 1)
	if d.Percent != nil && !(*d.Percent >= 0 && *d.Percent <= 100) {
		c.Bad("percent", "problem.out_of_range", "min", 0, "max", 100)
	}
	switch {
	case d.Numerator != nil && d.Denominator != nil && *d.Numerator > *d.Denominator:
		c.Bad("numerator", "official.more_than_all")
	case d.Percent == nil && (d.Numerator == nil || d.Denominator == nil):
		c.Bad("percent", "official.no_figure")
	}
}

func count(c *checker, field string, n *int, low int) {
	if n != nil && (*n < low || *n > maxCount) {
		c.Bad(field, "problem.out_of_range", "min", low, "max", maxCount)
	}
}

func (d *ReportedDraft) columns(id uuid.UUID) []any {
	return []any{id, d.AreaCode, d.What, orNull(d.AsOf), d.Numerator, d.Denominator, d.Percent, d.Document, d.ReportedTo, orNull(d.ReportedOn), d.Note}
}

// Reported lists the figures that are not withdrawn, by id.
func (s *Store) Reported(ctx context.Context, f Filter) ([]ReportedFigure, error) {
	return many[ReportedFigure](ctx, s.db.Read(), "reported_list", f)
}

// ReportedFigure is one, a withdrawn one too. Error: problem.NotFound.
func (s *Store) ReportedFigure(ctx context.Context, id uuid.UUID) (ReportedFigure, error) {
	return one[ReportedFigure](ctx, s.db.Read(), "reported_get", "coverage_reported", id)
}

// ReportedHistory gives every version of a reported figure, the newest first. Error: problem.NotFound.
func (s *Store) ReportedHistory(ctx context.Context, id uuid.UUID) ([]data.Version, error) {
	if _, err := s.ReportedFigure(ctx, id); err != nil {
		return nil, err
	}
	return history(ctx, s.db.Read(), "coverage_reported", id)
}

// CreateReported adds a figure under the client's id, or a new one for uuid.Nil. Errors:
// problem.Unauthorized, Forbidden, Invalid; problem.Conflict for an id in use, or when the
// area has a figure of the kind and day.
func (s *Store) CreateReported(ctx context.Context, c data.Change, id uuid.UUID, d ReportedDraft) (ReportedFigure, error) {
	id = newID(id)
	return s.writeReported(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		return d.save(ctx, tx, c.Actor, id, "reported_insert")
	})
}

// UpdateReported changes a figure from the version that the caller has read. Errors: as
// CreateReported; problem.NotFound, Stale; problem.Conflict when it is withdrawn; edit's.
func (s *Store) UpdateReported(ctx context.Context, c data.Change, id uuid.UUID, version int64, edit func(*ReportedDraft) error) (ReportedFigure, error) {
	return s.writeReported(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		old, err := lockReported(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		d := old.draft()
		if err := edit(&d); err != nil {
			return err
		}
		return d.save(ctx, tx, c.Actor, id, "reported_update")
	})
}

// RetireReported withdraws a figure that was entered by mistake. Errors: as UpdateReported.
func (s *Store) RetireReported(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	_, err := s.writeReported(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := lockReported(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("reported_retire"), id)
		return err
	})
	return err
}

// writeReported runs a write and reads the record after it.
func (s *Store) writeReported(ctx context.Context, c data.Change, id uuid.UUID, fn func(context.Context, pgx.Tx) error) (r ReportedFigure, err error) {
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := fn(ctx, tx); err != nil {
			return err
		}
		r, err = one[ReportedFigure](ctx, tx, "reported_get", "coverage_reported", id)
		return err
	})
	return r, err
}

func (d *ReportedDraft) save(ctx context.Context, tx pgx.Tx, who actor.Actor, id uuid.UUID, sql string) error {
	var bad checker
	d.validate(&bad)
	if err := settle(ctx, tx, who, &bad, d.AreaCode, d.What); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, queries.Get(sql), d.columns(id)...)
	return err
}

func lockReported(ctx context.Context, tx pgx.Tx, who actor.Actor, id uuid.UUID, version int64) (ReportedFigure, error) {
	if err := who.Check(actor.EditCoverage); err != nil {
		return ReportedFigure{}, err
	}
	if _, err := tx.Exec(ctx, queries.Get("reported_lock"), id); err != nil {
		return ReportedFigure{}, err
	}
	r, err := one[ReportedFigure](ctx, tx, "reported_get", "coverage_reported", id)
	if err != nil {
		return r, err
	}
	return r, stand{r.AreaCode, r.Version, r.Retired}.mayChange(who, version)
}
