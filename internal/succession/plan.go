// Package succession says what a change of administrative areas does: which code becomes
// which, from what day, by whose reply. It is what the domains are handed when areas
// change; it reads and writes nothing.
//
// Terms. A move leads from an old code to a new one; an area that is split has several,
// the principal heir first. A named area is one that the reply itself names, as it is to be;
// the areas inside it follow with their codes only.
package succession

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"cairn/internal/actor"
)

// The kinds of changes.
const (
	Rename   = "rename"   // 更名: another name under the same code
	Upgrade  = "upgrade"  // the same extent under another name, type and code: 县改市, 乡改镇, 镇改街道
	Merge    = "merge"    // 合并
	Split    = "split"    // 拆分
	Transfer = "transfer" // 划转: under another parent
)

// Kinds lists them.
var Kinds = []string{Rename, Upgrade, Merge, Split, Transfer}

// Plan is a change worked out: everything that the domains need to follow it.
type Plan struct {
	Change uuid.UUID
	Kind   string
	Title  string
	Day    time.Time // of effect, midnight UTC
	Reply  Reply
	By     actor.Actor
	Moves  []AreaMove
	Named  []Named
	Cut    bool // areas change their extent, so that lines between them may have to be cut
}

// Reply is the authority's approval (批复).
type Reply struct {
	Authority  string
	Document   string // 批复文号
	ApprovedOn time.Time
}

// AreaMove leads from a code to one that takes its place; both are the same where an area that
// is split goes on with a part.
type AreaMove struct {
	Old   string `json:"old"`
	New   string `json:"new"`
	Name  string `json:"name" doc:"of the area as it is to be"`
	Was   string `json:"was" doc:"its name before"`
	Level string `json:"level"`
	Whole bool   `json:"whole" doc:"the new area takes all of the old one"`
}

// Named is an area that the reply names.
type Named struct {
	Code, Name, Pinyin, Level, Parent string
	From                              []string // the areas it is made of, the principal one first
	Principal                         bool     // it carries on the first of them: its entry and its accounts
}

// Touched are the codes whose records have to be looked at, in order.
func (p Plan) Touched() []string {
	codes := []string{}
	for _, m := range p.Moves {
		codes = append(codes, m.Old)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// Origins are the codes that the named areas are made of, in order.
func (p Plan) Origins() []string {
	codes := []string{}
	for _, n := range p.Named {
		codes = append(codes, n.From...)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// Ended are the codes that end, in order.
func (p Plan) Ended() []string {
	goesOn := map[string]bool{}
	for _, m := range p.Moves {
		goesOn[m.Old] = goesOn[m.Old] || m.Old == m.New
	}
	return slices.DeleteFunc(p.Touched(), func(code string) bool { return goesOn[code] })
}

// To gives the heirs of an area, the principal one first; the area itself when the plan
// leaves it alone.
func (p Plan) To(code string) []string {
	var heirs []string
	for _, m := range p.Moves {
		if m.Old == code {
			heirs = append(heirs, m.New)
		}
	}
	if heirs == nil {
		return []string{code}
	}
	return heirs
}

// Touched is what a change finds in one place: how much, and the first of it.
type Touched struct {
	What  string        `json:"what" enum:"areas,lines,markers,closing_edges,findings,disputes,patrol_plans,round_lines,facilities,served_areas,burial_zones,facility_plans,siting_scenarios,indicators,burial_parameters,population,roads,entries,names,edits,change_sets,accounts,webhooks,area_changes"`
	Count int           `json:"count"`
	Items []TouchedItem `json:"items" doc:"the first of them"`
}

// TouchedItem names a record.
type TouchedItem struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Area string `json:"area" doc:"code of its area before"`
	New  string `json:"new" doc:"code of its area, or its own code, after; empty where it is known only when the change is carried out"`
}

// Warning is something that a person should know before the change is carried out.
type Warning struct {
	Key    string
	Params map[string]any
}

// Report is what a domain says of a plan.
type Report struct {
	Touched  []Touched
	Warnings []Warning
}

// MostItems is how many records of a place a report lists.
const MostItems = 200

// Warn makes a warning; params are alternating names and values.
func Warn(key string, params ...any) Warning {
	w := Warning{Key: key, Params: map[string]any{}}
	for i := 0; i+1 < len(params); i += 2 {
		w.Params[params[i].(string)] = params[i+1]
	}
	return w
}
