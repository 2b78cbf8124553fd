package naming

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"cairn/gazetteer"
	"cairn/internal/actor"
)

// entry is a name to be compared, with what its place is known by.
type entry struct {
	gazetteer.Conflict
	norm  string
	split Split
	kin   string
	grade actor.Grade // of the whole entry (密级)

	whole, wholePlain       string // the sound with and without tones
	specific, specificPlain string
}

// entryOf cuts and reads a name.
func (b *Book) entryOf(c gazetteer.Conflict) entry {
	e := entry{Conflict: c, norm: gazetteer.Normalise(c.Name)}
	e.split = b.split(e.norm, c.ClassCode)
	sounds := gazetteer.Sounds(c.Name, c.Pinyin)
	e.whole, e.wholePlain = soundKey(sounds), plainKey(sounds)
	n := min(utf8.RuneCountInString(e.split.Specific), len(sounds))
	e.specific, e.specificPlain = soundKey(sounds[:n]), plainKey(sounds[:n])
	if scope := b.scopeOf(c.ClassCode, e.split); scope.Scope != Nowhere {
		e.kin = scope.Kin
	}
	return e
}

// root is the part by which entries that could collide are looked up: the specific part if
// it is compared, else the whole; as text and as toneless sound.
func (e *entry) root() (text, sound string) {
	if e.split.comparable() {
		return e.split.Specific, e.specificPlain
	}
	return e.norm, e.wholePlain
}

// The rules of uniqueness, the heaviest first.
const (
	ruleDuplicate         = "duplicate"
	ruleHomophone         = "homophone"
	ruleDuplicateSpecific = "duplicate_specific"
	ruleHomophoneSpecific = "homophone_specific"
	ruleSameSpelling      = "same_spelling"
)

var collisionRules = []string{ruleDuplicate, ruleHomophone, ruleDuplicateSpecific, ruleHomophoneSpecific, ruleSameSpelling}

// collide says by which rule two names collide, the heaviest that holds; "" for none. A
// name without a generic part is compared by the whole of it with the specific parts of
// others: 甸心 and 甸心村.
func collide(a, b *entry) string {
	specifics := a.split.comparable() || b.split.comparable()
	switch {
	case a.norm == "":
		return ""
	case a.norm == b.norm:
		return ruleDuplicate
	case a.whole != "" && a.whole == b.whole:
		return ruleHomophone
	case specifics && a.split.Specific == b.split.Specific:
		return ruleDuplicateSpecific
	case specifics && a.specific != "" && a.specific == b.specific && sameLength(a, b):
		return ruleHomophoneSpecific
	case a.wholePlain != "" && a.wholePlain == b.wholePlain:
		return ruleSameSpelling
	}
	return ""
}

// sameLength keeps 西安 (xi1an1) and 仙 apart: they are written alike and sound apart.
func sameLength(a, b *entry) bool {
	return utf8.RuneCountInString(a.split.Specific) == utf8.RuneCountInString(b.split.Specific)
}

// maxConflicts is how many conflicting entries a finding lists; the rest is counted.
const maxConflicts = 20

// collisions are the findings of uniqueness among the candidates, one for each rule.
func (b *Book) collisions(q *question, candidates []entry) []gazetteer.Finding {
	by := map[string][]entry{}
	for i := range candidates {
		c := &candidates[i]
		if c.ID == q.ID && q.ID != uuid.Nil || c.kin != q.entry.kin || !b.together(q, c) {
			continue
		}
		if rule := collide(&q.entry, c); rule != "" {
			by[rule] = append(by[rule], *c)
		}
	}
	var found []gazetteer.Finding
	for _, rule := range collisionRules {
		if len(by[rule]) > 0 {
			found = b.add(found, q, b.collision(q, rule, by[rule]))
		}
	}
	return found
}

// together reports whether an entry lies where the name must be the only one; two places
// share a built-up area only if each lies in the other's.
func (b *Book) together(q *question, c *entry) bool {
	return begins(c.AreaCode, q.areas) &&
		(q.scope.Scope != BuiltUpScope || begins(q.AreaCode, b.areas(BuiltUpScope, c.AreaCode)))
}

func (b *Book) collision(q *question, rule string, with []entry) matter {
	slices.SortFunc(with, func(x, y entry) int {
		return cmp.Or(shared(y.AreaCode, q.AreaCode)-shared(x.AreaCode, q.AreaCode), strings.Compare(x.AreaCode, y.AreaCode),
			strings.Compare(x.Name, y.Name), slices.Compare(x.ID[:], y.ID[:]))
	})
	m := matter{rule: rule, article: q.scope.Article, key: "naming." + rule, with: with,
		params: []string{"name", q.Name, "scope", q.scope.Scope, "count", strconv.Itoa(len(with)), "others", listed(with)}}
	if rule == ruleDuplicateSpecific || rule == ruleHomophoneSpecific {
		m.severity = q.scope.Specific
		m.params = append(m.params, "specific", q.entry.split.Specific)
		if rule == ruleHomophoneSpecific {
			m.severity = lighter(m.severity, b.rules[rule].Proposed)
		}
	}
	return m
}

// shared is the length of the area code that two places share.
func shared(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// listed names the first few, each with the area that it lies in; 同批 is one of the same
// change set.
func listed(with []entry) string {
	var names []string
	for i := range with {
		if i == 3 {
			names = append(names, "…")
			break
		}
		var where []string
		if path := with[i].AreaPath; len(path) > 0 {
			where = append(where, strings.Join(path[max(0, len(path)-2):], ""))
		}
		if with[i].Proposed {
			where = append(where, "同批")
		}
		names = append(names, with[i].Name+inParens(strings.Join(where, "，")))
	}
	return strings.Join(names, "、")
}

// inParens puts a remark behind a text; an empty one is none.
func inParens(remark string) string {
	if remark == "" {
		return ""
	}
	return "（" + remark + "）"
}
