package ledger

import (
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/gazetteer"
	"cairn/internal/problem"
)

// Query says which rows of the ledger are asked for; empty fields do not restrict.
type Query struct {
	From, To                 string // day of the edit: YYYY, YYYY-MM or YYYY-MM-DD, both inclusive
	Area                     string // code of an area that held the entry at the edit
	Class                    string // class code or the beginning of one
	Matter                   string // one of Matters
	Op                       string // add, modify or delete
	State                    string // of the national database, one of States
	Due                      string // one of Dues
	Clerk                    string // name of the clerk (经办人)
	Text                     string // part of a name form, of the reading as recorded, or of the approval's document
	ApprovedFrom, ApprovedTo string // day of the approval, as From and To
	Set, Approval            uuid.UUID
	Box                      *orb.Bound // the entry's geometry meets it, EPSG:4490
	Warn                     int        // days before a day due at which it is soon
}

// What a query may ask for.
var (
	Matters = []string{"naming", "renaming", "abolishing", "correction"}
	Ops     = []string{"add", "modify", "delete"}
	States  = []string{"unreported", "reported", "taken_in", "returned"}
	// Dues: not yet filed, not yet announced, one of both soon due, one of both overdue.
	Dues = []string{"filing", "announcement", "soon", "overdue"}
)

// restriction is a checked query as the SQL files take it.
type restriction struct {
	from, to string
	args     []any // $1 to $16 of every query
}

// restrict checks the query; today is a day, YYYY-MM-DD. Error: problem.BadParameter.
func (q Query) restrict(today string) (restriction, error) {
	for _, p := range []struct {
		name, value string
		allowed     []string
	}{{"matter", q.Matter, Matters}, {"op", q.Op, Ops}, {"state", q.State, States}, {"due", q.Due, Dues}} {
		if p.value != "" && !slices.Contains(p.allowed, p.value) {
			return restriction{}, problem.Parameter(p.name, "problem.unknown_value", "allowed", strings.Join(p.allowed, ", "))
		}
	}
	from, to, err := gazetteer.Period(q.From, q.To)
	if err != nil {
		return restriction{}, err
	}
	approved := []*string{nil, nil}
	if q.ApprovedFrom != "" || q.ApprovedTo != "" {
		first, last, err := gazetteer.Period(q.ApprovedFrom, q.ApprovedTo)
		if err != nil {
			return restriction{}, problem.Parameter("approved_from", "ledger.bad_approval_period")
		}
		approved = []*string{&first, &last}
	}
	var box []float64
	if b := q.Box; b != nil {
		box = []float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}
	}
	text := strings.ToLower(strings.TrimSpace(q.Text))
	return restriction{from: from, to: to, args: []any{q.Area, q.Class, q.Matter, q.Op, q.State, q.Due, q.Clerk, text,
		gazetteer.Normalise(q.Text), approved[0], approved[1], optional(q.Set), optional(q.Approval), box, today, q.Warn}}, nil
}

// optional is nil for no id.
func optional(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
