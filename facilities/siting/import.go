package siting

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data/imports"
	"cairn/facilities"
)

// Imports lists the kinds of file that this package takes in, after those of facilities.
func Imports() []imports.Kind {
	return []imports.Kind{{
		Name: "siting_rules", Files: []string{"siting_rules"}, KeyField: "id",
		Key: func(r *imports.Row) string { return r.Required("id") },
		Columns: map[string][]string{
			"id": {"编号"}, "instrument": {"法规", "法规名称"}, "article": {"条款"}, "text": {"条文"}, "valid_from": {"生效日"}, "valid_to": {"失效日"},
			"feature": {"对象"}, "classes": {"对象类别"}, "grade": {"级别"}, "distance_m": {"距离", "距离米"}, "severity": {"效力"},
			"kinds": {"设施类别"}, "source": {"来源"}, "note": {"备注"},
		},
		Take: func(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
			kinds, err := facilities.NewStore(nil, nil).CatalogueIn(ctx, tx)
			if err != nil {
				return err
			}
			return takeRules(ctx, tx, run, kinds)
		},
	}}
}

// takeRules writes new and changed rules. One that was edited since is reported, not reset.
func takeRules(ctx context.Context, tx pgx.Tx, run *imports.Run, catalogue facilities.Catalogue) error {
	for r := range run.Fresh() {
		text := readRule(r)
		if r.OK() {
			r.BadFields(text.Validate(catalogue))
		}
		if !r.OK() {
			continue
		}
		id := uuid.NewSHA1(uuid.NameSpaceURL, []byte("cairn:siting_rule:"+r.Key))
		var version int64
		var retired bool
		err := tx.QueryRow(ctx, queries.Get("rule_lock"), id).Scan(&version, &retired)
		switch {
		case err == nil && (version != r.Version || retired):
			run.Kept(r)
			continue
		case err == nil:
			_, err = tx.Exec(ctx, queries.Get("rule_update"), append([]any{id}, text.columns()...)...)
		case err == pgx.ErrNoRows:
			_, err = tx.Exec(ctx, queries.Get("rule_insert"), append([]any{id, r.Key}, text.columns()...)...)
		}
		if err != nil {
			return err
		}
		run.Done(r, id.String(), version+1)
	}
	return nil
}

// readRule reads a row; lists are parted by ;.
func readRule(r *imports.Row) RuleText {
	t := RuleText{Instrument: r.Required("instrument"), Article: r.Text("article"), Text: r.Text("text"),
		Feature: r.Required("feature"), Classes: r.List("classes", ";"), Grade: r.Int("grade"), Severity: r.Text("severity"),
		Kinds: r.List("kinds", ";"), Source: r.Text("source"), Note: r.Text("note")}
	if t.Severity == "" {
		t.Severity = Exclude
	}
	if metres := r.Float("distance_m"); metres != nil {
		t.DistanceM = *metres
	}
	for field, to := range map[string]**string{"valid_from": &t.ValidFrom, "valid_to": &t.ValidTo} {
		if day := r.Text(field); day != "" {
			*to = &day
		}
	}
	return t
}
