package changes

import (
	"context"
	"slices"
	"strings"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/problem"
)

// ask keeps in the item what the naming rules have against the name that it leaves.
func (s *Store) ask(ctx context.Context, q data.Querier, it *Item, p gazetteer.Place) error {
	it.Findings = nil
	question, asked := it.question(&p)
	if !asked || s.Checker == nil {
		return nil
	}
	var err error
	it.Findings, err = s.Checker.Check(ctx, q, question)
	return err
}

// refuseUnexcused refuses items that break a naming rule without a reason recorded, each
// finding by its item. The findings stand in English in the parameters; readers get them
// worded with the item.
func refuseUnexcused(items []ItemView) error {
	var c checker
	for i := range items {
		for _, f := range items[i].unexcused() {
			c.bad(items[i].path()+".rule_reason", "changes.rule_broken", "name", items[i].Proposed.textOf("name"),
				"rule", f.Rule, "article", f.Article, "with", namesOf(f.Conflicts))
		}
	}
	if len(c) > maxTold {
		c = c[:maxTold]
	}
	return problem.InvalidFields(c...)
}

// namesOf lists the first conflicting entries.
func namesOf(conflicts []gazetteer.Conflict) string {
	var names []string
	for _, c := range conflicts[:min(3, len(conflicts))] {
		names = append(names, strings.Join(slices.Concat(c.AreaPath, []string{c.Name}), " "))
	}
	if len(names) == 0 {
		return "—"
	}
	return strings.Join(names, "；")
}
