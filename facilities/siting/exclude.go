package siting

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"github.com/jackc/pgx/v5"

	"cairn/data"
)

// ruleParameter is a rule as exclusions.sql and zones.sql take it.
type ruleParameter struct {
	Seq       int      `json:"seq"`
	Feature   string   `json:"feature"`
	Classes   []string `json:"classes"`
	Grade     *int     `json:"grade"`
	DistanceM float64  `json:"distance_m"`
}

// ruleParameters are rules by their number, as JSON.
func ruleParameters(rules []SitingRule) ([]byte, error) {
	parameters := make([]ruleParameter, len(rules))
	for i, r := range rules {
		parameters[i] = ruleParameter{i, r.Feature, r.Classes, r.Grade, r.DistanceM}
	}
	return json.Marshal(parameters)
}

// exclude notes on each candidate which rules it breaks: those that exclude and those that warn.
func exclude(ctx context.Context, q data.Querier, list []Candidate, rules []SitingRule, on string) error {
	if len(rules) == 0 || len(list) == 0 {
		return nil
	}
	text, err := ruleParameters(rules)
	if err != nil {
		return err
	}
	lon, lat := coordinates(list)
	own := make([]*string, len(list))
	for i, c := range list {
		if c.FacilityID != nil {
			id := c.FacilityID.String()
			own[i] = &id
		}
	}
	rows, err := q.Query(ctx, queries.Get("exclusions"), lon, lat, text, own, on)
	if err != nil {
		return err
	}
	var n, seq int
	var depth float64
	var x Exclusion
	_, err = pgx.ForEachRow(rows, []any{&n, &seq, &x.Class, &x.FeatureID, &x.FeatureName, &x.ActualM, &depth, &x.Hits}, func() error {
		list[n-1].breaks(rules[seq], x, depth)
		return nil
	})
	for i := range list {
		for _, broken := range [][]Exclusion{list[i].Exclusions, list[i].Warnings} {
			slices.SortStableFunc(broken, func(a, b Exclusion) int { return cmp.Compare(b.MissingM, a.MissingM) })
		}
	}
	return err
}

// breaks notes that the candidate breaks a rule; depth is the way to the edge from inside.
func (c *Candidate) breaks(r SitingRule, x Exclusion, depth float64) {
	x.RuleID, x.RuleVersion, x.Instrument, x.Article, x.Feature = r.ID, r.Version, r.Instrument, r.Article, r.Feature
	x.RequiredM, x.Inside = r.DistanceM, depth > 0 || x.ActualM == 0
	x.ActualM, x.MissingM = decimetres(x.ActualM), decimetres(r.DistanceM-x.ActualM+depth)
	if r.Severity == Warn {
		c.Warnings = append(c.Warnings, x)
		return
	}
	c.Exclusions = append(c.Exclusions, x)
	if c.State == Free {
		c.State = Excluded
	}
}

// decimetres rounds to 0.1 m.
func decimetres(m float64) float64 {
	n := int64(m*10 + 0.5)
	return float64(n) / 10
}

// refOf names a rule in the version that is used.
func refOf(r SitingRule) RuleRef {
	return RuleRef{ID: r.ID, Version: r.Version, Instrument: r.Instrument, Article: r.Article, Text: r.Text,
		DistanceM: r.DistanceM, Severity: r.Severity, Source: r.Source, Feature: r.Feature, Classes: r.Classes, Grade: r.Grade}
}

// rule is the rule of a reference, as far as it is kept.
func (r RuleRef) rule() SitingRule {
	return SitingRule{ID: r.ID, Version: r.Version, RuleText: RuleText{Instrument: r.Instrument, Article: r.Article, Text: r.Text,
		DistanceM: r.DistanceM, Severity: r.Severity, Source: r.Source, Feature: r.Feature, Classes: r.Classes, Grade: r.Grade}}
}

// same reports whether two references name the same version of a rule.
func (r RuleRef) same(other RuleRef) bool { return r.ID == other.ID && r.Version == other.Version }
