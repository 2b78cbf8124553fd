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

// Exemption says that an area need not build a kind of facility (免建).
type Exemption struct {
	ID         uuid.UUID       `json:"id"`
	AreaCode   string          `json:"area_code" doc:"as it was when the document was made"`
	AreaName   string          `json:"area_name"`
	What       string          `json:"what" doc:"kind or group of kinds"`
	WhatName   string          `json:"what_name"`
	FromOn     facilities.Day  `json:"from_on" format:"date"`
	ToOn       *facilities.Day `json:"to_on" format:"date" doc:"first day on which it no longer holds; null: until further notice"`
	Document   string          `json:"document" doc:"its number (文号)"`
	Authority  string          `json:"authority" doc:"who issued the document"`
	DocumentOn *facilities.Day `json:"document_on" format:"date"`
	Note       string          `json:"note"`
	Retired    bool            `json:"retired" doc:"withdrawn: it was entered by mistake"`
	Version    int64           `json:"version"`
	UpdatedAt  time.Time       `json:"updated_at"`
}

// ExemptionDraft is what people write of an exemption.
type ExemptionDraft struct {
	AreaCode, What      string
	FromOn, ToOn        facilities.Day // ToOn zero: until further notice
	Document, Authority string
	DocumentOn          facilities.Day
	Note                string
}

func (e Exemption) draft() ExemptionDraft {
	return ExemptionDraft{e.AreaCode, e.What, e.FromOn, orZero(e.ToOn), e.Document, e.Authority, orZero(e.DocumentOn), e.Note}
}

func orZero(d *facilities.Day) facilities.Day {
	if d == nil {
		return facilities.Day{}
	}
	return *d
}

// validate checks the draft by itself.
func (d *ExemptionDraft) validate(c *checker) {
	c.line("document", &d.Document)
	c.Required("document", d.Document)
	c.line("authority", &d.Authority)
	c.Text("note", d.Note, maxNote)
	if d.FromOn.IsZero() {
		c.Bad("from_on", "problem.required")
	}
	c.day("from_on", d.FromOn)
	c.day("to_on", d.ToOn)
	c.day("document_on", d.DocumentOn)
	if !d.ToOn.IsZero() && !d.FromOn.Before(d.ToOn) {
		c.Bad("to_on", "official.ends_before_it_begins")
	}
}

func (d *ExemptionDraft) columns(id uuid.UUID) []any {
	return []any{id, d.AreaCode, d.What, orNull(d.FromOn), orNull(d.ToOn), d.Document, d.Authority, orNull(d.DocumentOn), d.Note}
}

// Exemptions lists those that are not withdrawn, by id.
func (s *Store) Exemptions(ctx context.Context, f Filter) ([]Exemption, error) {
	return many[Exemption](ctx, s.db.Read(), "exemption_list", f)
}

// Exemption is one, a withdrawn one too. Error: problem.NotFound.
func (s *Store) Exemption(ctx context.Context, id uuid.UUID) (Exemption, error) {
	return one[Exemption](ctx, s.db.Read(), "exemption_get", "coverage_exemption", id)
}

// ExemptionHistory gives every version of an exemption, the newest first. Error: problem.NotFound.
func (s *Store) ExemptionHistory(ctx context.Context, id uuid.UUID) ([]data.Version, error) {
	if _, err := s.Exemption(ctx, id); err != nil {
		return nil, err
	}
	return history(ctx, s.db.Read(), "coverage_exemption", id)
}

// CreateExemption adds one under the client's id, or a new one for uuid.Nil.
// Errors: problem.Unauthorized, Forbidden, Invalid; problem.Conflict for an id in use.
func (s *Store) CreateExemption(ctx context.Context, c data.Change, id uuid.UUID, d ExemptionDraft) (Exemption, error) {
	id = newID(id)
	return s.writeExemption(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		return d.save(ctx, tx, c.Actor, id, "exemption_insert")
	})
}

// UpdateExemption changes one from the version that the caller has read. Errors: as
// CreateExemption; problem.NotFound, Stale; problem.Conflict when it is withdrawn; edit's.
func (s *Store) UpdateExemption(ctx context.Context, c data.Change, id uuid.UUID, version int64, edit func(*ExemptionDraft) error) (Exemption, error) {
	return s.writeExemption(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		old, err := lockExemption(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		d := old.draft()
		if err := edit(&d); err != nil {
			return err
		}
		return d.save(ctx, tx, c.Actor, id, "exemption_update")
	})
}

// RetireExemption withdraws one that was entered by mistake; one that ended gets its to_on.
// Errors: as UpdateExemption.
func (s *Store) RetireExemption(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	_, err := s.writeExemption(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := lockExemption(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("exemption_retire"), id)
		return err
	})
	return err
}

// writeExemption runs a write and reads the record after it.
func (s *Store) writeExemption(ctx context.Context, c data.Change, id uuid.UUID, fn func(context.Context, pgx.Tx) error) (e Exemption, err error) {
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := fn(ctx, tx); err != nil {
			return err
		}
		e, err = one[Exemption](ctx, tx, "exemption_get", "coverage_exemption", id)
		return err
	})
	return e, err
}

func (d *ExemptionDraft) save(ctx context.Context, tx pgx.Tx, who actor.Actor, id uuid.UUID, sql string) error {
	var bad checker
	d.validate(&bad)
	if err := settle(ctx, tx, who, &bad, d.AreaCode, d.What); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, queries.Get(sql), d.columns(id)...)
	return err
}

func lockExemption(ctx context.Context, tx pgx.Tx, who actor.Actor, id uuid.UUID, version int64) (Exemption, error) {
	if err := who.Check(actor.EditCoverage); err != nil {
		return Exemption{}, err
	}
	if _, err := tx.Exec(ctx, queries.Get("exemption_lock"), id); err != nil {
		return Exemption{}, err
	}
	e, err := one[Exemption](ctx, tx, "exemption_get", "coverage_exemption", id)
	if err != nil {
		return e, err
	}
	return e, stand{e.AreaCode, e.Version, e.Retired}.mayChange(who, version)
}
