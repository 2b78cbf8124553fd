package national

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Acceptance takes differences into a change set.
type Acceptance struct {
	SetID  uuid.UUID // made here when zero
	Title  string
	Reason string
	Items  int // entries at most; 0 is 500
}

// maxItems is how many entries one change set takes from a report.
const maxItems = 500

// Outcome is what became of an acceptance.
type Outcome struct {
	SetID     uuid.UUID `json:"set_id"`
	Number    int64     `json:"number" doc:"of the change set"`
	Accepted  int       `json:"accepted" doc:"differences"`
	Items     int       `json:"items" doc:"entries"`
	Remaining int       `json:"remaining" doc:"differences that the set had no room for: accept again"`
	Skipped   []Skipped `json:"skipped" doc:"differences that cannot be proposed as they are; only when all of a filter was accepted"`
}

// Skipped is a difference that was left out. Its problems are worded by who shows them.
type Skipped struct {
	ID       uuid.UUID       `json:"id"`
	Name     string          `json:"name"`
	Problems []problem.Field `json:"-"`
}

// Accept proposes the national database's values: an addition for an entry missing here, one
// modification for all differing fields of an entry. The change set is a draft of the
// author, in the stream of corrections, and goes its own way from here. Of differences
// named by id all are taken or none; of a filter those that can be.
// Errors: problem.Conflict for one that is accepted already, ambiguous, or missing there
// (report it to the national database instead); problem.Forbidden outside the author's
// area; problem.Invalid for bad values; problem.NotFound; nothing is changed then.
func (s *Store) Accept(ctx context.Context, c data.Change, id uuid.UUID, which Selection, a Acceptance) (Outcome, error) {
	var out Outcome
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := c.Actor.Check(actor.TendNames); err != nil {
			return err
		}
		if err := c.Actor.Check(actor.ProposePlace); err != nil {
			return err
		}
		if err := a.check(); err != nil {
			return err
		}
		x, err := lockExport(ctx, tx, c.Actor, id)
		if err != nil {
			return err
		}
		list, err := which.find(ctx, tx, c.Actor, id)
		if err != nil {
			return err
		}
		if list, err = acceptable(list, which.Filter != nil); err != nil {
			return err
		}
		t := taking{export: x, acceptance: a, all: which.Filter == nil}
		t.group(list)
		out, err = t.propose(ctx, tx, c.Actor, s.proposer)
		return err
	})
	return out, err
}

func (a *Acceptance) check() error {
	if a.SetID == uuid.Nil {
		a.SetID = newID()
	}
	if a.Items <= 0 || a.Items > maxItems {
		a.Items = maxItems
	}
	var bad []problem.Field
	a.Title, a.Reason = strings.TrimSpace(a.Title), strings.TrimSpace(a.Reason)
	for field, text := range map[string]string{"title": a.Title, "reason": a.Reason} {
		if utf8.RuneCountInString(text) > maxReason {
			bad = append(bad, problem.Bad(field, "problem.too_long", "max", maxReason))
		}
	}
	if a.Title == "" {
		bad = append(bad, problem.Bad("title", "problem.required"))
	}
	return problem.InvalidFields(bad...)
}

// acceptable are the differences that a change set can take; of a filter the others are
// passed over.
func acceptable(list []Difference, filtered bool) ([]Difference, error) {
	var out []Difference
	for _, x := range list {
		err := x.proposable()
		if err != nil && !filtered {
			return nil, err
		}
		if err == nil {
			out = append(out, x)
		}
	}
	if len(out) == 0 {
		return nil, problem.New(problem.Conflict, "national.nothing_to_accept")
	}
	return out, nil
}

func (x *Difference) proposable() error {
	switch {
	case x.Kind == Ambiguous:
		return problem.New(problem.Conflict, "national.choose_first", "name", x.Name)
	case x.Kind == MissingThere:
		return problem.New(problem.Conflict, "national.missing_there", "name", x.Name)
	case x.State == Accepted:
		return x.acceptedAlready()
	case x.State == Ours:
		return problem.New(problem.Conflict, "national.ours_is_right", "name", x.Name)
	}
	return nil
}

// taking groups differences by entry: a change set has one item for each.
type taking struct {
	export     Export
	acceptance Acceptance
	all        bool // all or none
	groups     []group
	remaining  int
	skipped    []Skipped
}

// group is the differences of one entry with the item that takes them.
type group struct {
	item ProposedItem
	of   []Difference
}

func (t *taking) group(list []Difference) {
	at := map[uuid.UUID]int{}
	for _, x := range list {
		if x.PlaceID != nil {
			if i, ok := at[*x.PlaceID]; ok {
				t.groups[i].of = append(t.groups[i].of, x)
				continue
			}
		}
		if len(t.groups) == t.acceptance.Items {
			t.remaining++
			continue
		}
		g := group{item: ProposedItem{ID: newID(), Op: "add", PlaceID: newID()}, of: []Difference{x}}
		if x.PlaceID != nil {
			at[*x.PlaceID] = len(t.groups)
			g.item.Op, g.item.PlaceID, g.item.BaseVersion = "modify", *x.PlaceID, x.PlaceVersion
		}
		t.groups = append(t.groups, g)
	}
	for i := range t.groups {
		t.groups[i].item.Fields = t.groups[i].fields()
		t.groups[i].item.Reason = t.acceptance.Reason
	}
}

// fields are the proposed values by the names of entry fields.
func (g *group) fields() map[string]json.RawMessage {
	fields := map[string]json.RawMessage{}
	for _, x := range g.of {
		switch {
		case x.Kind == MissingHere:
			return additionOf(decoded[Record](x.Theirs))
		case x.Field == fieldPosition:
			if p := decoded[*point](x.Theirs); p != nil {
				fields[fieldLon], fields[fieldLat] = asJSON(p.Lon), asJSON(p.Lat)
			}
		case x.Field == fieldAlt || x.Field == fieldFormer: // what only we know stays
			fields[x.Field] = asJSON(union(decoded[[]string](x.Ours), decoded[[]string](x.Theirs)))
		default:
			fields[x.Field] = x.Theirs
		}
	}
	return fields
}

func union(ours, theirs []string) []string {
	return slices.Concat(orEmpty(ours), lacking(theirs, ours))
}

func additionOf(r Record) map[string]json.RawMessage {
	fields := map[string]json.RawMessage{}
	for _, field := range comparedNames() {
		if value := r.value(field); field != fieldPosition && !empty(value) {
			fields[field] = asJSON(value)
		}
	}
	if r.Lon != nil && r.Lat != nil {
		fields[fieldLon], fields[fieldLat] = asJSON(*r.Lon), asJSON(*r.Lat)
	}
	return fields
}

// propose makes the change set and notes the decisions. Items that are refused are left out
// and the rest tried once more, unless all are wanted.
func (t *taking) propose(ctx context.Context, tx pgx.Tx, by actor.Actor, to Proposer) (Outcome, error) {
	number, err := t.attempt(ctx, tx, by, to)
	if err != nil && t.leaveOut(err) {
		number, err = t.attempt(ctx, tx, by, to)
	}
	if err != nil {
		return Outcome{}, t.named(err)
	}
	out := Outcome{SetID: t.acceptance.SetID, Number: number, Items: len(t.groups), Remaining: t.remaining, Skipped: t.skipped}
	if out.Skipped == nil {
		out.Skipped = []Skipped{}
	}
	var b pgx.Batch
	for _, g := range t.groups {
		for _, x := range g.of {
			x.queueDecision(&b, t.export.ID, by, Decision{Accepted, t.acceptance.Reason}, &out.SetID, &g.item.ID)
			out.Accepted++
		}
	}
	return out, tx.SendBatch(ctx, &b).Close()
}

// attempt makes the change set behind a savepoint, so that a refusal leaves nothing behind.
func (t *taking) attempt(ctx context.Context, tx pgx.Tx, by actor.Actor, to Proposer) (number int64, err error) {
	p := Proposal{ID: t.acceptance.SetID, Title: t.acceptance.Title, Reason: t.acceptance.Reason}
	for _, g := range t.groups {
		p.Items = append(p.Items, g.item)
	}
	err = pgx.BeginFunc(ctx, tx, func(inner pgx.Tx) error {
		number, err = to.Propose(ctx, inner, by, p)
		return err
	})
	return number, err
}

var itemPath = regexp.MustCompile(`^items\[(\d+)\]\.?`)

// leaveOut drops the items that a refusal names; false when it names none, when all are
// wanted, or when nothing would be left.
func (t *taking) leaveOut(err error) bool {
	p := problem.As(err)
	if t.all || p == nil {
		return false
	}
	bad := map[int][]problem.Field{}
	for _, f := range p.Fields {
		m := itemPath.FindStringSubmatch(f.Field)
		if m == nil {
			return false
		}
		i, _ := strconv.Atoi(m[1])
		f.Field = strings.TrimPrefix(f.Field[len(m[0]):], "fields.")
		bad[i] = append(bad[i], f)
	}
	if len(bad) == 0 || len(bad) >= len(t.groups) {
		return false
	}
	var kept []group
	for i, g := range t.groups {
		if bad[i] == nil {
			kept = append(kept, g)
			continue
		}
		for _, x := range g.of {
			t.skipped = append(t.skipped, Skipped{x.ID, x.Name, bad[i]})
		}
	}
	t.groups = kept
	return true
}

// named puts the names of entries into the fields of a refusal, for people do not know items
// by number.
func (t *taking) named(err error) error {
	p := problem.As(err)
	if p == nil {
		return err
	}
	for i, f := range p.Fields {
		if m := itemPath.FindStringSubmatch(f.Field); m != nil {
			if n, _ := strconv.Atoi(m[1]); n < len(t.groups) {
				p.Fields[i].Value = t.groups[n].of[0].Name
			}
		}
	}
	return err
}
