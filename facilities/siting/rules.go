package siting

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// RuleFilter chooses rules; empty fields choose all.
type RuleFilter struct {
	On      string // in force on the day
	Kind    string // hold for the kind of facility
	Retired bool   // withdrawn ones too
}

// Rules lists rules by instrument and article. Error: problem.BadParameter for a day that is none.
func (s *Store) Rules(ctx context.Context, f RuleFilter) ([]SitingRule, error) {
	if f.On != "" && !isDay(f.On) {
		return nil, problem.Parameter("on", "problem.bad_date")
	}
	all, err := listRules(ctx, s.db.Read(), f, s.today())
	return all, data.Problem(err)
}

func (s *Store) today() string { return facilities.Today(s.now()).String() }

func listRules(ctx context.Context, q data.Querier, f RuleFilter, today string) ([]SitingRule, error) {
	rows, err := q.Query(ctx, queries.Get("rule_list"), orNull(f.On), f.Kind, f.Retired, today)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[SitingRule])
}

// Rule is one, withdrawn ones too. Error: problem.NotFound.
func (s *Store) Rule(ctx context.Context, id uuid.UUID) (SitingRule, error) {
	r, err := getRule(ctx, s.db.Read(), id, s.today())
	return r, data.Problem(err)
}

func getRule(ctx context.Context, q data.Querier, id uuid.UUID, today string) (SitingRule, error) {
	rows, err := q.Query(ctx, queries.Get("rule_get"), id, today)
	if err != nil {
		return SitingRule{}, err
	}
	r, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[SitingRule])
	if errors.Is(err, pgx.ErrNoRows) {
		err = notFound("siting_rule", id)
	}
	return r, err
}

// RuleHistory is every version of a rule, newest first. Error: problem.NotFound.
func (s *Store) RuleHistory(ctx context.Context, id uuid.UUID) ([]data.Version, error) {
	versions, err := data.History(ctx, s.db.Read(), "siting_rule", id.String(), "siting_rule")
	if err == nil && len(versions) == 0 {
		err = notFound("siting_rule", id)
	}
	return versions, data.Problem(err)
}

// CreateRule adds a rule under the client's id, or a new one. Errors: problem.Invalid;
// problem.Forbidden for whoever keeps less than the prefecture; problem.Conflict for an id in use.
func (s *Store) CreateRule(ctx context.Context, c data.Change, id uuid.UUID, text RuleText) (SitingRule, error) {
	id = orNew(id)
	return s.writeRule(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		if err := s.admitRule(ctx, &text); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("rule_insert"), append([]any{id, nil}, text.columns()...)...)
		return err
	})
}

// UpdateRule writes the next version of a rule; runs keep the version that they used. Errors: as
// CreateRule; problem.NotFound, problem.Stale; problem.Conflict when it is withdrawn.
func (s *Store) UpdateRule(ctx context.Context, c data.Change, id uuid.UUID, version int64, text RuleText) (SitingRule, error) {
	return s.writeRule(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		if err := s.lockRule(ctx, tx, id, version); err != nil {
			return err
		}
		if err := s.admitRule(ctx, &text); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("rule_update"), append([]any{id}, text.columns()...)...)
		return err
	})
}

// RetireRule withdraws a rule that was entered by mistake; one that is no longer in force gets
// a last day instead. Errors: as UpdateRule.
func (s *Store) RetireRule(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	_, err := s.writeRule(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		if err := s.lockRule(ctx, tx, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("rule_retire"), id)
		return err
	})
	return err
}

// writeRule runs fn for whoever may set rules, and reads the rule again. Rules hold for the
// whole prefecture, so nobody of a part of it sets them.
func (s *Store) writeRule(ctx context.Context, c data.Change, id uuid.UUID, fn func(context.Context, pgx.Tx) error) (SitingRule, error) {
	var r SitingRule
	if err := c.Actor.Check(actor.SetSitingRules); err != nil {
		return r, err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		var home struct{ Code string }
		if _, err := data.Setting(ctx, tx, "prefecture", &home); err != nil {
			return err
		}
		if err := c.Actor.Check(actor.SetSitingRules, home.Code); err != nil {
			return err
		}
		if err := fn(ctx, tx); err != nil {
			return err
		}
		var err error
		r, err = getRule(ctx, tx, id, s.today())
		return err
	})
	return r, err
}

func (s *Store) admitRule(ctx context.Context, text *RuleText) error {
	catalogue, err := s.facilities.Catalogue(ctx)
	if err != nil {
		return err
	}
	return text.Validate(catalogue)
}

// lockRule keeps others from writing a rule that is at the version.
func (s *Store) lockRule(ctx context.Context, tx pgx.Tx, id uuid.UUID, version int64) error {
	var is int64
	var retired bool
	err := tx.QueryRow(ctx, queries.Get("rule_lock"), id).Scan(&is, &retired)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return notFound("siting_rule", id)
	case err != nil:
		return err
	case is != version:
		return problem.New(problem.Stale, "problem.stale", "version", is)
	case retired:
		return problem.New(problem.Conflict, "siting.rule_retired")
	}
	return nil
}

// columns are the parameters of rule_insert.sql and rule_update.sql after the ids.
func (r *RuleText) columns() []any {
	return []any{r.Instrument, r.Article, r.Text, r.ValidFrom, r.ValidTo, r.Feature, r.Classes, r.Grade, r.DistanceM,
		r.Severity, r.Kinds, r.Source, r.Note}
}
