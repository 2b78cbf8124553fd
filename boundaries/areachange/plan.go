package areachange

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"cairn/internal/succession"
)

// plan is a change worked out against the areas on file: what the domains follow, and the
// areas as they are to be written.
type plan struct {
	succession.Plan
	rows     []row
	warnings []succession.Warning
}

// row is an area as it is to be.
type row struct {
	code, name, level, parent, pinyin string
	from                              string // the area whose other facts it takes over
	kept                              bool   // its code goes on: its state before goes to area_past
	seat                              *orb.Point
	shape                             *shape // nil: the polygon of from
}

// shape says how the polygon of an area is made; the zero shape is none.
type shape struct {
	plus, minus []string         // polygons of areas as they were
	given       orb.MultiPolygon // drawn in the change
	less        orb.MultiPolygon // taken away too
}

// planner works a draft out.
type planner struct {
	checker
	world
	draft *Draft
	out   plan
	newly map[string]bool     // codes given in this plan
	heirs map[string][]string // old code → its heirs so far
}

// work checks a draft against the areas on file and works it out.
// Error: problem.Invalid with an entry for each bad field.
func (d *Draft) work(w world) (plan, error) {
	p := &planner{world: w, draft: d, newly: map[string]bool{}, heirs: map[string][]string{}}
	p.out.Kind, p.out.Title = d.Kind, d.Title
	p.out.Day, _ = time.Parse(time.DateOnly, d.EffectiveOn) // zero while it is not set
	p.out.Reply = succession.Reply{Authority: d.Authority, Document: d.Document}
	p.out.Reply.ApprovedOn, _ = time.Parse(time.DateOnly, d.ApprovedOn)
	p.checkOld()
	for i := range d.Parts {
		p.checkPart(i)
	}
	p.checkMembers()
	p.checkCodes()
	if err := p.Err(); err != nil {
		return plan{}, err
	}
	for i := range d.Parts {
		p.addPart(i)
	}
	p.resizeParents()
	p.warn()
	return p.out, p.Err()
}

func partField(i int, name string) string { return fmt.Sprintf("parts[%d].%s", i, name) }

// checkOld refuses old areas that are not on file, have ended, lie outside, or are named twice.
func (p *planner) checkOld() {
	var seen []string
	for i, part := range p.draft.Parts {
		field := partField(i, "old")
		if p.draft.Kind == succession.Split && i > 0 {
			continue
		}
		for _, code := range part.Old {
			a, ok := p.areas[code]
			switch {
			case !ok || a.External:
				p.Bad(field, "areachange.unknown_area", "code", code)
			case a.ValidTo != nil:
				p.Bad(field, "areachange.ended", "code", code, "name", a.Name, "on", a.ValidTo.Format(time.DateOnly))
			case above[a.Level] == "":
				p.Bad(field, "areachange.level", "name", a.Name)
			case a.Level != p.areas[part.Old[0]].Level:
				p.Bad(field, "areachange.levels_differ", "name", a.Name)
			case a.ValidFrom != nil && !p.out.Day.IsZero() && !p.out.Day.After(*a.ValidFrom):
				p.Bad("effective_on", "areachange.too_early", "name", a.Name, "on", a.ValidFrom.Format(time.DateOnly))
			}
			if slices.ContainsFunc(seen, func(s string) bool { return inside(code, s) || inside(s, code) }) {
				p.Bad(field, "areachange.overlap", "code", code)
			}
			seen = append(seen, code)
		}
	}
}

// checkPart refuses a part whose code or parent cannot be.
func (p *planner) checkPart(i int) {
	part := &p.draft.Parts[i]
	first, ok := p.areas[part.Old[0]]
	if !ok {
		return
	}
	if part.Name == "" {
		if part.Name = first.Name; p.draft.Kind != succession.Transfer {
			p.Bad(partField(i, "name"), "problem.required")
		}
	}
	p.checkParent(i, first)
	field, kept := partField(i, "code"), slices.Contains(part.Old, part.Code)
	switch {
	case levelOf(part.Code) != first.Level:
		p.Bad(field, "areachange.code_level", "code", part.Code, "digits", digits[first.Level])
	case part.Parent != "" && !inside(part.Code, part.Parent):
		p.Bad(field, "areachange.code_parent", "code", part.Code, "parent", part.Parent)
	case p.newly[part.Code]:
		p.Bad(field, "areachange.code_twice", "code", part.Code)
	case p.draft.Kind == succession.Rename && !kept:
		p.Bad(field, "areachange.rename_code")
	case (p.draft.Kind == succession.Upgrade || p.draft.Kind == succession.Transfer) && kept:
		p.Bad(field, "areachange.same_code", "code", part.Code)
	case !kept && p.used(part.Code):
		p.Bad(field, "areachange.code_in_use", "code", part.Code, "name", p.areas[part.Code].Name)
	}
	if p.draft.Kind == succession.Rename && part.Name == first.Name {
		p.Bad(partField(i, "name"), "areachange.same_name", "name", part.Name)
	}
	p.newly[part.Code] = true
}

// checkParent fills the parent that goes without saying and refuses one that cannot be.
func (p *planner) checkParent(i int, first area) {
	part, field := &p.draft.Parts[i], partField(i, "parent")
	if part.Parent == "" {
		for _, old := range part.Old {
			if p.areas[old].Parent != first.Parent {
				p.Bad(field, "areachange.parent_needed")
				return
			}
		}
		part.Parent = first.Parent
	}
	parent, ok := p.areas[part.Parent]
	changes := func(o AreaPart) bool {
		return slices.ContainsFunc(o.Old, func(old string) bool { return inside(part.Parent, old) })
	}
	switch {
	case slices.ContainsFunc(p.draft.Parts, changes):
		p.Bad(field, "areachange.overlap", "code", part.Parent)
	case !ok || parent.External:
		p.Bad(field, "areachange.unknown_area", "code", part.Parent)
	case parent.ValidTo != nil:
		p.Bad(field, "areachange.ended", "code", part.Parent, "name", parent.Name, "on", parent.ValidTo.Format(time.DateOnly))
	case parent.Level != above[first.Level]:
		p.Bad(field, "areachange.parent_level", "name", parent.Name)
	case p.draft.Kind == succession.Transfer && part.Parent == first.Parent:
		p.Bad(field, "areachange.same_parent", "name", parent.Name)
	case p.draft.Kind == succession.Rename && part.Parent != first.Parent:
		p.Bad(field, "areachange.rename_parent")
	}
}

// used reports whether a code is or was an area's.
func (p *planner) used(code string) bool {
	_, ok := p.areas[code]
	return ok
}

// checkMembers refuses a split that leaves an area inside without a part or gives it to two.
func (p *planner) checkMembers() {
	if p.draft.Kind != succession.Split || len(p.draft.Parts) == 0 || len(p.draft.Parts[0].Old) == 0 {
		return
	}
	owner := map[string]int{}
	children := p.children[p.draft.Parts[0].Old[0]]
	for i, part := range p.draft.Parts {
		for _, m := range part.Members {
			_, twice := owner[m]
			switch {
			case !slices.Contains(children, m):
				p.Bad(partField(i, "members"), "areachange.not_inside", "code", m)
			case twice:
				p.Bad(partField(i, "members"), "areachange.member_twice", "code", m, "name", p.areas[m].Name)
			}
			owner[m] = i
		}
	}
	var left []string
	for _, m := range children {
		if _, ok := owner[m]; !ok {
			left = append(left, p.areas[m].Name+" "+m)
		}
	}
	if len(left) > 0 {
		p.Bad("parts", "areachange.unassigned", "count", len(left), "areas", strings.Join(left[:min(len(left), 10)], "、"))
	}
}

// checkCodes refuses given codes of areas that the change does not move, or that are in use.
func (p *planner) checkCodes() {
	given := map[string]bool{}
	for old, code := range p.draft.Codes {
		a, ok := p.areas[old]
		moved := slices.ContainsFunc(p.draft.Parts, func(part AreaPart) bool {
			return slices.ContainsFunc(part.Old, func(o string) bool { return inside(old, o) && old != o })
		})
		switch {
		case !ok || a.ValidTo != nil || !moved:
			p.Bad("codes", "areachange.not_inside", "code", old)
		case p.used(code) || p.newly[code]:
			p.Bad("codes", "areachange.code_in_use", "code", code, "name", p.areas[code].Name)
		case given[code]:
			p.Bad("codes", "areachange.code_twice", "code", code)
		}
		given[code] = true
	}
	for code := range given {
		p.newly[code] = true
	}
}

// addPart adds the area of a part, and those inside it.
func (p *planner) addPart(i int) {
	part := &p.draft.Parts[i]
	first, split := p.areas[part.Old[0]], p.draft.Kind == succession.Split
	kept := slices.Contains(part.Old, part.Code)
	r := row{code: part.Code, name: part.Name, level: first.Level, parent: part.Parent, pinyin: part.Pinyin,
		from: first.Code, kept: kept, seat: part.seat(), shape: p.shapeOf(i)}
	from := part.Old
	if kept { // who keeps the code is the principal one
		r.from = part.Code
		from = append([]string{part.Code}, slices.DeleteFunc(slices.Clone(part.Old), func(c string) bool { return c == part.Code })...)
	}
	if r.pinyin == "" && part.Name == p.areas[r.from].Name {
		r.pinyin = p.areas[r.from].Pinyin
	}
	if r.seat == nil && (!split || i == 0) {
		r.seat = p.areas[r.from].Seat
	}
	p.out.rows = append(p.out.rows, r)
	p.out.Named = append(p.out.Named, succession.Named{Code: r.code, Name: r.name, Pinyin: r.pinyin, Level: r.level, Parent: r.parent,
		From: from, Principal: !split || i == 0})
	for _, old := range part.Old {
		if old != part.Code || split {
			p.move(old, part.Code, part.Name, !split)
		}
		if old == part.Code && !split {
			continue
		}
		members := p.children[old]
		if split {
			members = part.Members
		}
		p.follow(old, part.Code, members)
	}
	p.out.Cut = p.out.Cut || split || p.draft.Kind == succession.Transfer || part.Parent != first.Parent
}

func (p *planner) move(old, code, name string, whole bool) {
	a := p.areas[old]
	p.out.Moves = append(p.out.Moves, succession.AreaMove{Old: old, New: code, Name: name, Was: a.Name, Level: a.Level, Whole: whole})
}

// follow gives the areas inside an old one their codes under the new one.
func (p *planner) follow(old, code string, children []string) {
	for _, child := range children {
		if old == code { // it goes on with this part: so do the areas inside
			p.move(child, child, p.areas[child].Name, true)
			continue
		}
		a := p.areas[child]
		next := p.childCode(a, code)
		if next == "" {
			return
		}
		p.newly[next] = true
		p.move(child, next, a.Name, true)
		p.out.rows = append(p.out.rows, row{code: next, name: a.Name, level: a.Level, parent: code, pinyin: a.Pinyin, from: child, seat: a.Seat})
		p.follow(child, next, p.children[child])
	}
}

// childCode is the code of an area under its new parent: the given one, the old serial, or
// where that is taken the first free one of the same series; "" after a refusal.
func (p *planner) childCode(a area, parent string) string {
	taken := func(code string) bool { return p.used(code) || p.newly[code] }
	if given := p.draft.Codes[a.Code]; given != "" {
		if !inside(given, parent) || levelOf(given) != a.Level {
			p.Bad("codes", "areachange.code_parent", "code", given, "parent", parent)
			return ""
		}
		return given
	}
	serial := a.Code[len(stem(a.Code)):]
	if code := parent + serial; !taken(code) {
		return code
	}
	code, ok := freeSerial(a.Level, parent, serial, taken)
	if !ok {
		p.Bad("codes", "areachange.no_code_left", "name", a.Name, "parent", parent)
	}
	return code
}

// stem is the part of a code that its parent has by the rules of the codes.
func stem(code string) string {
	switch len(code) {
	case 12:
		return code[:9]
	case 9:
		return code[:6]
	}
	return code[:4]
}
