package areachange

import (
	"maps"
	"slices"
	"strings"

	"cairn/boundaries"
	"cairn/internal/succession"
)

// warn notes what a person should look at before the change is carried out.
func (p *planner) warn() {
	drawn := 0
	for _, part := range p.draft.Parts {
		if part.Geometry != nil {
			drawn++
		}
		if level := p.areas[part.Old[0]].Level; misfit(level, part.Code, part.Name) {
			p.say("areachange.warn_series", "code", part.Code, "name", part.Name)
		}
		if part.Pinyin == "" && part.Name != p.areas[part.Old[0]].Name {
			p.say("areachange.warn_pinyin", "name", part.Name)
		}
		p.warnAlike(part.Code, part.Name, part.Parent, p.areas[part.Old[0]].Level)
	}
	if p.draft.Kind == succession.Split && drawn < len(p.draft.Parts)-1 && p.areas[p.draft.Parts[0].Old[0]].Drawn {
		p.say("areachange.warn_not_drawn")
	}
	for _, r := range p.out.rows {
		if !r.kept && r.level == boundaries.Village && p.draft.Kind == succession.Merge {
			p.warnAlike(r.code, r.name, r.parent, r.level)
		}
	}
}

func (p *planner) say(key string, params ...any) {
	p.out.warnings = append(p.out.warnings, succession.Warn(key, params...))
}

// scope is how much of a code areas share among which names should not repeat
// (地名管理条例 art. 9): counties in the country, townships in the province, villages in the county.
var scope = map[string]int{boundaries.County: 0, boundaries.Township: 2, boundaries.Village: 6}

// warnAlike notes another area of the same name within the scope.
func (p *planner) warnAlike(code, name, parent, level string) {
	ended := map[string]bool{}
	for _, m := range p.out.Moves {
		ended[m.Old] = true
	}
	n := min(scope[level], len(parent))
	for _, r := range p.out.rows {
		if r.code != code && r.level == level && r.name == name && strings.HasPrefix(r.code, parent[:n]) {
			p.say("areachange.warn_same_name", "name", name, "code", r.code)
		}
	}
	for _, other := range slices.Sorted(maps.Keys(p.areas)) {
		a := p.areas[other]
		if other != code && a.ValidTo == nil && !ended[other] && a.Level == level && a.Name == name && strings.HasPrefix(other, parent[:n]) {
			p.say("areachange.warn_same_name", "name", name, "code", other)
		}
	}
}
