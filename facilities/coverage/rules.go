package coverage

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// RuleSetting is a counting rule with its stored parameters.
type RuleSetting struct {
	Rule string
	Parameters
	Source  string // document that the rule or its parameters stand in
	Note    string
	Version int64
}

// CountingRule is a counting rule as it is explained to people.
type CountingRule struct {
	Rule       string     `json:"rule"`
	Name       string     `json:"name"`
	Definition string     `json:"definition" doc:"what is counted, over what"`
	Counts     string     `json:"counts" enum:"areas,villages,people"`
	Parameters Parameters `json:"parameters" doc:"those that hold unless a question names others"`
	Source     string     `json:"source" doc:"document that the rule or its parameters stand in, as the bureau cites it"`
	Note       string     `json:"note"`
	Version    int64      `json:"version"`
}

// shown explains the rule.
func (r RuleSetting) shown(lang problem.Lang) CountingRule {
	return CountingRule{r.Rule, RuleName(r.Rule, lang), problem.Text(lang, "coverage.define_"+r.Rule, nil), countsOf(r.Rule),
		r.Parameters, r.Source, r.Note, r.Version}
}

// RuleName is a rule's name in the language.
func RuleName(rule string, lang problem.Lang) string {
	return problem.Text(lang, "coverage.rule_"+rule, nil)
}

func countsOf(rule string) string {
	switch rule {
	case Villages, ServiceArea:
		return "villages"
	case Distance, TravelTime:
		return "people"
	}
	return "areas"
}

func loadRules(ctx context.Context, q data.Querier) (map[string]RuleSetting, error) {
	all, err := collect(ctx, q, "rules", func(row pgx.CollectableRow) (r RuleSetting, err error) {
		return r, row.Scan(&r.Rule, &r.Metres, &r.Minutes, &r.Share, &r.Reach, &r.Source, &r.Note, &r.Version)
	})
	rules := map[string]RuleSetting{}
	for _, r := range all {
		rules[r.Rule] = r
	}
	return rules, err
}

// Rules lists the counting rules in their order.
func (s *Store) Rules(ctx context.Context, lang problem.Lang) ([]CountingRule, error) {
	rules, err := loadRules(ctx, s.db.Read())
	if err != nil {
		return nil, data.Problem(err)
	}
	var shown []CountingRule
	for _, name := range Names {
		if r, ok := rules[name]; ok {
			shown = append(shown, r.shown(lang))
		}
	}
	return shown, nil
}

// RuleHistory gives every version of a rule, the newest first. Error: problem.NotFound.
func (s *Store) RuleHistory(ctx context.Context, name string) ([]data.Version, error) {
	if !slices.Contains(Names, name) {
		return nil, problem.New(problem.NotFound, "problem.not_found", "what", "coverage_rule", "id", name)
	}
	versions, err := data.History(ctx, s.db.Read(), "coverage_rule", name, "coverage_rule")
	return versions, data.Problem(err)
}

// RuleDraft is what a bureau writes of a rule.
type RuleDraft struct {
	Parameters
	Source, Note string
}

// maxLine and maxNote bound texts, in characters.
const maxLine, maxNote = 500, 4000

// SetRule changes parameters and source of a rule from the version that the caller has read.
// They hold for the whole prefecture, so nobody of a part of it sets them. Errors:
// problem.Unauthorized, Forbidden, NotFound, Stale, Invalid.
func (s *Store) SetRule(ctx context.Context, c data.Change, name string, version int64, lang problem.Lang, edit func(*RuleDraft)) (CountingRule, error) {
	var now RuleSetting
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		home, err := facilities.Prefecture(ctx, tx)
		if err != nil {
			return err
		}
		if err := c.Actor.Check(actor.SetCoverage, home); err != nil {
			return err
		}
		old, err := lockRule(ctx, tx, name, version)
		if err != nil {
			return err
		}
		d := RuleDraft{old.Parameters, old.Source, old.Note}
		edit(&d)
		if err := d.validate(old.Parameters); err != nil {
			return err
		}
		now = RuleSetting{name, d.Parameters, d.Source, d.Note, version + 1}
		_, err = tx.Exec(ctx, queries.Get("rule_put"), name, d.Metres, d.Minutes, d.Share, d.Reach, d.Source, d.Note)
		return err
	})
	return now.shown(lang), err
}

func lockRule(ctx context.Context, tx pgx.Tx, name string, version int64) (RuleSetting, error) {
	if err := tx.QueryRow(ctx, queries.Get("rule_lock"), name).Scan(new(string)); errors.Is(err, pgx.ErrNoRows) {
		return RuleSetting{}, problem.New(problem.NotFound, "problem.not_found", "what", "coverage_rule", "id", name)
	} else if err != nil {
		return RuleSetting{}, err
	}
	rules, err := loadRules(ctx, tx)
	if err != nil {
		return RuleSetting{}, err
	}
	if old := rules[name]; old.Version != version {
		return old, problem.New(problem.Stale, "problem.stale", "version", old.Version)
	}
	return rules[name], nil
}

// validate refuses parameters that the rule does not have, and values out of range.
func (d *RuleDraft) validate(old Parameters) error {
	var f problem.Fields
	number := func(field string, n, old, greatest int) {
		switch {
		case old == 0 && n != 0:
			f.Bad(field, "coverage.no_such_parameter")
		case old != 0 && (n < 1 || n > greatest):
			f.Bad(field, "problem.out_of_range", "min", 1, "max", greatest)
		}
	}
	number("metres", d.Metres, old.Metres, MaxMetres)
	number("minutes", d.Minutes, old.Minutes, MaxMinutes)
	number("share", d.Share, old.Share, 100)
	switch {
	case old.Reach == "" && d.Reach != "":
		f.Bad("reach", "coverage.no_such_parameter")
	case old.Reach != "" && !slices.Contains(reaches, d.Reach):
		f.Bad("reach", "problem.unknown_value", "allowed", strings.Join(reaches, ", "))
	}
	d.Source = strings.TrimSpace(d.Source)
	f.Line("source", d.Source, maxLine)
	f.Text("note", d.Note, maxNote)
	return f.Err()
}
