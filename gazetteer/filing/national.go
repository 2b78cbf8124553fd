package filing

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
)

// The states of an edit in the national place-name database.
const (
	Unreported = "unreported" // 未报
	Reported   = "reported"   // 已报
	TakenIn    = "taken_in"   // 已入库
	Returned   = "returned"   // 退回
)

// NationalStates lists the states.
var NationalStates = []string{Unreported, Reported, TakenIn, Returned}

// steps says which state may follow which. Back to unreported undoes a mistake.
var steps = map[string][]string{
	Unreported: {Reported},
	Reported:   {TakenIn, Returned, Unreported},
	Returned:   {Reported, Unreported},
	TakenIn:    {Unreported},
}

// NationalNote notes a state of many edits at once.
type NationalNote struct {
	Edits         []uuid.UUID
	State         string // one of NationalStates
	On            string // day; not for unreported
	Reason        string // why returned, or why it was no report
	ExportVersion string // of the national export that says so
}

// maxEdits bounds one note.
const maxEdits = 10_000

// NoteNational notes what the national database has of edits: all of them, or nothing when
// one of them cannot be. Taking back to unreported is for reviewers and needs a reason.
// Errors: problem.Forbidden outside the author's area; problem.Invalid with a field per
// edit: unknown, a step that is not allowed (say taken in before it was reported), a day
// out of order; a return without its reason.
func (s *Store) NoteNational(ctx context.Context, c data.Change, n NationalNote) error {
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		action := actor.TendNames
		if n.State == Unreported {
			action = actor.ReviewPlace
		}
		if err := c.Actor.Check(action); err != nil {
			return err
		}
		if err := n.check(s.today()); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, queries.Get("national_lock"), n.Edits)
		if err != nil {
			return err
		}
		edits, err := pgx.CollectRows(rows, pgx.RowToStructByPos[nationalEdit])
		if err != nil {
			return err
		}
		if err := n.fits(c.Actor, action, edits); err != nil {
			return err
		}
		return n.write(ctx, tx)
	})
}

// nationalEdit is what the ledger has of an edit.
type nationalEdit struct {
	ID, PlaceID                       uuid.UUID
	On, AreaCode                      string
	ReportedOn, TakenInOn, ReturnedOn *string
}

func (e nationalEdit) state() string {
	switch {
	case e.TakenInOn != nil:
		return TakenIn
	case e.ReturnedOn != nil:
		return Returned
	case e.ReportedOn != nil:
		return Reported
	}
	return Unreported
}

// last is the last day that the edit has.
func (e nationalEdit) last() string {
	last := e.On
	for _, day := range []*string{e.ReportedOn, e.TakenInOn, e.ReturnedOn} {
		if day != nil {
			last = max(last, *day)
		}
	}
	return last
}

func (n *NationalNote) check(today string) error {
	var r refused
	if len(n.Edits) == 0 {
		r.bad("edits", "problem.required")
	}
	if len(n.Edits) > maxEdits {
		r.bad("edits", "filing.too_many_edits", "max", maxEdits)
	}
	if !slices.Contains(NationalStates, n.State) {
		r.bad("state", "problem.unknown_value", "allowed", strings.Join(NationalStates, ", "))
	}
	if n.State != Unreported {
		r.pastDay("on", n.On, today, "", "")
	}
	r.line("reason", &n.Reason, n.State == Returned || n.State == Unreported)
	r.line("export_version", &n.ExportVersion, false)
	return r.err()
}

// fits checks the note against each edit.
func (n *NationalNote) fits(by actor.Actor, action actor.Action, edits []nationalEdit) error {
	known := map[uuid.UUID]nationalEdit{}
	areas := make([]string, 0, len(edits))
	for _, e := range edits {
		known[e.ID] = e
		areas = append(areas, e.AreaCode)
	}
	if err := by.Check(action, areas...); err != nil {
		return err
	}
	var r refused
	for i, id := range n.Edits {
		field := fmt.Sprintf("edits[%d]", i)
		e, ok := known[id]
		switch {
		case !ok:
			r.bad(field, "filing.unknown_edit", "id", id)
		case !slices.Contains(steps[e.state()], n.State):
			r.bad(field, "filing.national_step", "from", word("national_"+e.state()), "to", word("national_"+n.State))
		case n.State != Unreported && n.On < e.last():
			r.bad(field, "filing.national_order", "day", e.last())
		}
	}
	return r.err()
}

func (n *NationalNote) write(ctx context.Context, tx pgx.Tx) error {
	var reported, takenIn, returned *string
	reason := ""
	switch n.State {
	case Reported:
		reported = &n.On
	case TakenIn:
		takenIn = &n.On
	case Returned:
		returned, reason = &n.On, n.Reason
	}
	again := n.State == Reported || n.State == Unreported
	_, err := tx.Exec(ctx, queries.Get("national_set"), n.Edits, again, reported, takenIn, returned, reason, n.ExportVersion)
	return err
}
