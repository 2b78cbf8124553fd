package changes

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/problem"
)

// ask keeps in each item, laid beside its entry, what the naming rules have against the
// name that it leaves. Judged is the gazetteer as it will read once the whole set is
// published: names of the set are compared with one another too; what another item renames
// or retires is not in the way (X becomes Y and Y becomes X; a new X comes for an old one);
// what a person decided to leave as it is counts as it is. An item whose whole entry is in
// conflict keeps what was found before and takes nothing out of the way until that is decided.
func (s *Store) ask(ctx context.Context, q data.Querier, views []ItemView, known map[uuid.UUID]gazetteer.Place) error {
	if s.Checker == nil {
		return nil
	}
	var names []gazetteer.NameQuestion
	var gone []uuid.UUID
	var asked []*Item
	for i := range views {
		v := &views[i]
		_, act := effect(v.Rows)
		if act && v.undecided() {
			continue
		}
		v.Findings = nil
		switch {
		case !act:
		case v.Op == Delete:
			gone = append(gone, v.PlaceID)
		default:
			p := known[v.PlaceID]
			d := p.Draft()
			if err := v.settled(v.Rows).write(&d); err != nil {
				return at(err, v.path())
			}
			if question, ok := v.question(d.Settled()); ok {
				names, asked = append(names, question), append(asked, &v.Item)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	found, err := s.Checker.CheckTogether(ctx, q, names, gone)
	for i := range found {
		asked[i].Findings = found[i]
	}
	return err
}

// undecided reports a conflict over the whole entry that nobody has decided.
func (v *ItemView) undecided() bool {
	return slices.ContainsFunc(v.Rows, func(r FieldRow) bool { return r.Field == entryField && r.State == Conflict })
}

// put writes items of a set, new ones or kept ones as they are now, and asks the naming
// rules about all of the set's names again: what is found of the others may change too.
func (s *Store) put(ctx context.Context, tx pgx.Tx, set uuid.UUID, items ...Item) error {
	views, err := s.all(ctx, tx, set)
	if err != nil {
		return err
	}
	was := make([]json.RawMessage, len(views))
	for i := range views {
		was[i] = encode(views[i].Findings)
	}
	kept := len(views)
	for _, it := range items {
		if i := slices.IndexFunc(views[:kept], func(v ItemView) bool { return v.ID == it.ID }); i >= 0 {
			views[i].Item, was[i] = it, null
		} else {
			views = append(views, ItemView{Item: it})
		}
	}
	known, err := s.beside(ctx, tx, views)
	if err != nil {
		return err
	}
	if err := s.ask(ctx, tx, views, known); err != nil {
		return err
	}
	var batch pgx.Batch
	for i := range views {
		switch it := &views[i].Item; {
		case i >= kept:
			batch.Queue(queries.Get("item_insert"), it.columns()...)
		case !same(was[i], encode(it.found())):
			batch.Queue(queries.Get("item_update"), it.columns()...)
		}
	}
	return tx.SendBatch(ctx, &batch).Close()
}

// refuseUnexcused refuses items that break a naming rule without a reason recorded, each
// finding by its item.
func refuseUnexcused(items []ItemView) error {
	var c problem.Fields
	for i := range items {
		for _, f := range items[i].unexcused() {
			c.Bad(items[i].path()+".rule_reason", "changes.rule_broken", "name", items[i].Proposed.textOf("name"),
				"rule", f.Rule, "article", f.Article, "with", namesOf(f.Conflicts))
		}
	}
	if len(c) > maxTold {
		c = c[:maxTold]
	}
	return c.Err()
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
