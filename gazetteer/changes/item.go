package changes

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// The operations of items.
const (
	Add    = "add"
	Modify = "modify"
	Delete = "delete"
)

var ops = []string{Add, Modify, Delete}

// The verdicts on an item; "" is open.
const (
	VerdictAccepted = "accepted"
	VerdictReturned = "returned"
)

// Item is a proposal for one entry.
type Item struct {
	ID            uuid.UUID                `json:"id"`
	SetID         uuid.UUID                `json:"-"`
	Seq           int                      `json:"seq"`
	Op            string                   `json:"op" enum:"add,modify,delete"`
	Matter        string                   `json:"matter" enum:"naming,renaming,abolishing,correction"`
	PlaceID       uuid.UUID                `json:"place_id"`
	BaseVersion   int64                    `json:"base_version" doc:"version of the entry that the proposal was made against; 0 for an addition"`
	Base          Fields                   `json:"-"`
	Proposed      Fields                   `json:"-"`
	AreaCode      string                   `json:"area_code" doc:"declared area as proposed"`
	ClassCode     string                   `json:"class_code" doc:"as proposed"`
	Scope         string                   `json:"-"`
	Reason        string                   `json:"reason"`
	RuleReason    string                   `json:"rule_reason" doc:"why the name may stand although a naming rule speaks against it"`
	Findings      []gazetteer.Finding      `json:"findings" doc:"of the naming rules, when the set was last submitted or the item last written"`
	Resolutions   map[string]FieldDecision `json:"-"`
	Sampled       bool                     `json:"sampled" doc:"drawn into the sample that the reviewer looks at"`
	Verdict       string                   `json:"verdict" enum:",accepted,returned"`
	VerdictReason string                   `json:"verdict_reason"`
	EditID        *uuid.UUID               `json:"edit_id" doc:"the row of the ledger that publishing made; null when nothing was left to change"`
	Outcome       Outcome                  `json:"-"`
	MadeVersion   int64                    `json:"made_version" doc:"version of the entry that publishing made; 0 before"`
}

// Outcome is what publishing made of an item: the field diff as it was then, and the entry
// before and after.
type Outcome struct {
	Rows   []FieldRow `json:"rows,omitempty"`
	Before Fields     `json:"before,omitempty"`
	After  Fields     `json:"after,omitempty"`
}

// FieldDecision is what a person decided on a conflicting field.
type FieldDecision struct {
	Choice  string          `json:"choice" enum:"mine,theirs,value" doc:"mine: as proposed; theirs: as the entry has it now"`
	Value   json.RawMessage `json:"value" doc:"of choice value"`
	Version int64           `json:"version" doc:"of the entry that it was decided against; void when the entry moves on"`
	By      string          `json:"by"`
	At      time.Time       `json:"at"`
}

// NewItem is what somebody proposes for an entry.
type NewItem struct {
	ID          uuid.UUID // made here when zero
	Op          string    // "": add without an entry, else modify
	Matter      string    // "": what stream and op say
	PlaceID     uuid.UUID // zero: a new one
	BaseVersion int64     // zero: the present one
	Fields      Fields
	Reason      string
	RuleReason  string
}

// restores reports whether the item brings a retired entry back.
func (it *Item) restores() bool { return it.Op == Add && it.BaseVersion > 0 }

// matters are the matters that fit a stream and an operation.
func matterOf(stream, op string) string {
	if stream == Correction {
		return gazetteer.Correction
	}
	return map[string]string{Add: gazetteer.Naming, Modify: gazetteer.Renaming, Delete: gazetteer.Abolishing}[op]
}

// settle fills what a proposal leaves open and checks it by itself. Error:
// problem.Invalid: operation and matter must fit the stream, a retirement sets no fields.
func (n *NewItem) settle(stream string) error {
	var c problem.Fields
	if n.Op == "" {
		if n.Op = Modify; n.PlaceID == uuid.Nil {
			n.Op = Add
		}
	}
	c.OneOf("op", n.Op, ops...)
	if n.Matter == "" {
		n.Matter = matterOf(stream, n.Op)
	}
	if slices.Contains(ops, n.Op) && n.Matter != matterOf(stream, n.Op) {
		c.Bad("matter", "changes.matter_unfit", "matter", n.Matter, "stream", stream, "op", n.Op)
	}
	c.Trim("reason", &n.Reason, maxReason)
	c.Trim("rule_reason", &n.RuleReason, maxReason)
	switch {
	case n.Op == Delete && len(n.Fields) > 0:
		c.Bad("fields", "changes.fields_of_retirement")
	case n.Op == Modify && len(n.Fields) == 0:
		c.Bad("fields", "changes.nothing_proposed")
	case n.Op != Add && n.PlaceID == uuid.Nil:
		c.Bad("place_id", "problem.required")
	case n.Op == Add && n.BaseVersion != 0:
		c.Bad("base_version", "changes.base_of_addition")
	case n.BaseVersion < 0:
		c.Bad("base_version", "changes.no_such_version", "version", n.BaseVersion)
	}
	return c.Err()
}

// touches reports whether the item proposes another value of a field.
func (it *Item) touches(name string) bool {
	value, ok := it.Proposed[name]
	return ok && !same(value, it.Base[name])
}

// named reports whether the item touches anything that the naming rules speak of.
func (it *Item) named() bool {
	return it.Op == Add || it.Op == Modify && slices.ContainsFunc([]string{"name", "pinyin", "class_code", "area_code"}, it.touches)
}

// question is what the naming rules are asked about the entry as the item leaves it;
// false when the item touches nothing that they speak of.
func (it *Item) question(left gazetteer.Draft) (gazetteer.NameQuestion, bool) {
	return gazetteer.NameQuestion{ID: it.PlaceID, Name: left.Name, Pinyin: left.Pinyin, ClassCode: left.ClassCode, AreaCode: left.AreaCode,
		Grade: actor.Grade(left.Secrecy["entry"]), New: it.Op == Add && !it.restores() || it.touches("name")}, it.named()
}

// found are the findings as they are kept: a list, never null.
func (it *Item) found() []gazetteer.Finding {
	if it.Findings == nil {
		return []gazetteer.Finding{}
	}
	return it.Findings
}

// unexcused are the findings that keep the item from being submitted: errors, where
// nobody has said why the name may stand.
func (it *Item) unexcused() (errors []gazetteer.Finding) {
	if strings.TrimSpace(it.RuleReason) != "" {
		return nil
	}
	for _, f := range it.Findings {
		if f.Severity == gazetteer.SeverityError {
			errors = append(errors, f)
		}
	}
	return errors
}
