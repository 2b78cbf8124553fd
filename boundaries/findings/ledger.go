package findings

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// MarkerLedgerRow is a row of the list of markers and hazards: a marker with a finding, a marker
// without one, or a finding on a line where no marker is.
type MarkerLedgerRow struct {
	Sort                 string      `json:"-"`
	MarkerID             *uuid.UUID  `json:"marker_id"`
	Marker               string      `json:"marker" doc:"its number; empty of a finding on a line"`
	MarkerType           string      `json:"marker_type" enum:",single,double,triple"`
	Lines                []NamedLine `json:"lines"`
	ResponsibleArea      string      `json:"responsible_area" doc:"whose office keeps the marker up"`
	ResponsibleName      string      `json:"responsible_name"`
	ResponsibleBasis     string      `json:"responsible_basis" doc:"the document that says so"`
	ResponsibleBasisOn   *string     `json:"responsible_basis_on" format:"date"`
	Condition            []string    `json:"condition" doc:"what the last inspection found"`
	InspectedAt          *time.Time  `json:"inspected_at"`
	FindingID            *uuid.UUID  `json:"finding_id"`
	FindingNumber        int64       `json:"finding_number" doc:"0: no finding"`
	Kind                 string      `json:"kind" enum:",damage,loss,move,dispute_risk,cross_works,other"`
	State                string      `json:"state" enum:",reported,joint_visit,decided,handled,filed,closed"`
	ChainageM            *float64    `json:"chainage_m" coarse:"lines+markers,metres"`
	Description          string      `json:"description"`
	FoundAt              *time.Time  `json:"found_at"`
	ReportedAt           *time.Time  `json:"reported_at"`
	Late                 bool        `json:"late" doc:"reported after the clock of reporting"`
	NeighbourToldAt      *time.Time  `json:"neighbour_told_at"`
	VisitOn              *string     `json:"visit_on" format:"date"`
	Visitors             string      `json:"visitors"`
	Outcome              string      `json:"outcome" enum:",restored,moved_by_agreement,replaced,no_action"`
	HandledOn            *string     `json:"handled_on" format:"date"`
	Handling             string      `json:"handling"`
	RegistrationVersion  *int        `json:"registration_version" doc:"the marker's new registration"`
	RegistrationDocument string      `json:"registration_document"`
	DueAt                *time.Time  `json:"due_at"`
	DaysOverdue          int         `json:"days_overdue" db:"-"`
	PhotoID              *uuid.UUID  `json:"photo_id" doc:"the last photo of the finding, the inspection or the marker, an attachment"`
}

// NamedLine names a line.
type NamedLine struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// LedgerQuery says which rows are asked for, as the map is filtered; empty fields do not restrict.
type LedgerQuery struct {
	Area      string // a party lies in it
	Line      string
	Condition string // code of a condition that the last inspection found
	Kind      string // of the finding
	State     string // one of States; open: not closed; none: markers without an open finding; "": open findings or the last one
	Overdue   bool
	Text      string // part of the marker's number, the line's name or the description
	Box       *orb.Bound
}

// MarkerLedgerTotals is the footer.
type MarkerLedgerTotals struct {
	Rows       int `json:"rows"`
	Markers    int `json:"markers" doc:"markers among the rows"`
	MarkersAll int `json:"markers_all" doc:"markers on file"`
	Open       int `json:"open" doc:"findings that are not closed"`
	Overdue    int `json:"overdue" doc:"findings whose next step is overdue"`
}

// LedgerPosition is where a page ends.
type LedgerPosition struct {
	Sort   string
	Number int64
}

// restrict checks the query and gives the arguments $1 to $12. Error: problem.BadParameter.
func (q LedgerQuery) restrict(who actor.Actor, now time.Time) ([]any, error) {
	for _, p := range []struct {
		name, value string
		allowed     []string
	}{{"kind", q.Kind, Kinds}, {"state", q.State, append([]string{"open", "none"}, States...)}} {
		if p.value != "" && !slices.Contains(p.allowed, p.value) {
			return nil, problem.Parameter(p.name, "problem.unknown_value", "allowed", strings.Join(p.allowed, ", "))
		}
	}
	r := readerOf(who)
	return []any{q.Area, q.Line, q.Condition, q.Kind, q.State, q.Overdue, now, strings.ToLower(strings.TrimSpace(q.Text)), corners(q.Box),
		r.disputes, r.area, r.login}, nil
}

// Ledger is the rows that fit, by marker and finding, then findings on lines; one more than the
// limit when more follow. after is where the page before ended, nil for the first. Error:
// problem.BadParameter.
func (s *Store) Ledger(ctx context.Context, who actor.Actor, q LedgerQuery, after *LedgerPosition, limit int) ([]MarkerLedgerRow, error) {
	now := s.now()
	args, err := q.restrict(who, now)
	if err != nil {
		return nil, err
	}
	if after == nil {
		after = &LedgerPosition{Number: -1}
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("ledger_rows"), append(args, after.Sort, after.Number, limit+1)...)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[MarkerLedgerRow])
	for i := range all {
		all[i].DaysOverdue = overdue(all[i].DueAt, now)
	}
	return all, data.Problem(err)
}

// LedgerTotals is the footer of all rows that fit. Error: problem.BadParameter.
func (s *Store) LedgerTotals(ctx context.Context, who actor.Actor, q LedgerQuery) (MarkerLedgerTotals, error) {
	var t MarkerLedgerTotals
	args, err := q.restrict(who, s.now())
	if err != nil {
		return t, err
	}
	err = s.db.Read().QueryRow(ctx, queries.Get("ledger_totals"), args...).Scan(&t.Rows, &t.Markers, &t.MarkersAll, &t.Open, &t.Overdue)
	return t, data.Problem(err)
}

// ConditionWords are what the codes of conditions mean, in a language.
func (s *Store) ConditionWords(ctx context.Context, lang problem.Lang) (map[string]string, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("condition_words"), lang == problem.English)
	if err != nil {
		return nil, data.Problem(err)
	}
	said := map[string]string{}
	var code, word string
	_, err = pgx.ForEachRow(rows, []any{&code, &word}, func() error {
		said[code] = word
		return nil
	})
	return said, data.Problem(err)
}
