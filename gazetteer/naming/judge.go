package naming

import (
	"slices"

	"cairn/gazetteer"
	"cairn/internal/actor"
)

// question is a name being judged.
type question struct {
	gazetteer.NameQuestion
	entry entry
	scope *Scope
	areas []string // where it must be the only one; empty: nowhere, or nobody knows
	list  bool     // of a list, compared with all that its reader may know
}

// upTo is the highest grade of the entries that it is compared with.
func (q *question) upTo() actor.Grade {
	if q.list {
		return actor.TopSecret // withheld ones are not loaded
	}
	return q.entry.grade
}

// ask makes a question of a name.
func (b *Book) ask(n gazetteer.NameQuestion) *question {
	q := &question{NameQuestion: n}
	q.entry = b.entryOf(gazetteer.Conflict{ID: n.ID, Name: n.Name, Pinyin: n.Pinyin, ClassCode: n.ClassCode, AreaCode: n.AreaCode})
	q.entry.grade = n.Grade
	return b.placed(q)
}

// placed says where the name must be the only one.
func (b *Book) placed(q *question) *question {
	q.scope = b.scopeOf(q.ClassCode, q.entry.split)
	if q.scope.Scope != Nowhere && q.entry.norm != "" && (!q.scope.Famous || b.isFamous(&q.entry)) {
		q.areas = b.areas(q.scope.Scope, q.AreaCode)
	}
	return q
}

func (b *Book) isFamous(e *entry) bool {
	return b.famous[e.norm] || b.famous[e.split.Specific] || b.famous[e.whole] || b.famous[e.specific]
}

// judge is everything that the rules have against a name, given the entries that could
// collide with it; the heaviest first.
func (b *Book) judge(q *question, candidates []entry) []gazetteer.Finding {
	name, split := q.entry.norm, q.entry.split
	found := b.collisions(q, candidates)
	if q.scope.Scope != Nowhere && !q.scope.Famous && q.areas == nil {
		found = b.add(found, q, matter{rule: "not_compared", key: "naming.not_compared", params: []string{"scope", q.scope.Scope}})
	}
	matters := slices.Concat(characterMatters(q.Name), b.wordMatters(name, q.ClassCode, split), signMatters(q.Name, name))
	if q.ClassCode != "" {
		matters = append(matters, b.formMatters(name, q.ClassCode, split, q.scope)...)
	}
	for _, m := range matters {
		if note, ok := b.excused(m, name, split); ok {
			m.severity, m.key, m.params = gazetteer.SeverityInfo, "naming.allowed", []string{"note", note}
		}
		found = b.add(found, q, m)
	}
	slices.SortStableFunc(found, func(x, y gazetteer.Finding) int {
		return slices.Index(weights, y.Severity) - slices.Index(weights, x.Severity)
	})
	return found
}

// add makes a finding of a matter, unless its rule is switched off.
func (b *Book) add(found []gazetteer.Finding, q *question, m matter) []gazetteer.Finding {
	severity := b.severity(m.rule, m.severity, q.New)
	if severity == none {
		return found
	}
	f := gazetteer.Finding{Rule: m.rule, Severity: severity, Article: m.article, Field: "name", Key: m.key, Params: map[string]string{}}
	if f.Article == "" {
		f.Article = b.rules[m.rule].Article
	}
	for i := 0; i+1 < len(m.params); i += 2 {
		f.Params[m.params[i]] = m.params[i+1]
	}
	f.Params["subject"] = m.subject
	for i, e := range m.with {
		if i == maxConflicts {
			f.More = len(m.with) - i
			break
		}
		f.Conflicts = append(f.Conflicts, e.Conflict)
	}
	return append(found, f)
}
