package changes

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// The kinds of reports.
const (
	ReportError   = "error"   // something is wrong
	ReportConfirm = "confirm" // 无变化: the entry is right
)

// The outcomes of an error report.
const (
	OutcomeTaken     = "taken"     // into a change set
	OutcomeDeclined  = "declined"  // with a reason
	OutcomeDuplicate = "duplicate" // of another report
)

var (
	reportKinds = []string{ReportError, ReportConfirm}
	outcomes    = []string{OutcomeTaken, OutcomeDeclined, OutcomeDuplicate}
)

// maxReportText is the longest text of a report, in characters.
const maxReportText = 2000

// PlaceReport is what somebody on the spot says of an entry.
type PlaceReport struct {
	ID         uuid.UUID  `json:"id"`
	PlaceID    uuid.UUID  `json:"place_id"`
	PlaceName  string     `json:"place_name"`
	Kind       string     `json:"kind" enum:"error,confirm"`
	Field      string     `json:"field" doc:"field that is wrong, by its name in the entry; empty when not said"`
	Value      string     `json:"value" doc:"what it should say"`
	Text       string     `json:"text" doc:"in the reporter's own words"`
	AreaCode   string     `json:"area_code"`
	AreaPath   []string   `json:"area_path" doc:"names from the prefecture down to area_code"`
	Author     string     `json:"author" doc:"login"`
	AuthorName string     `json:"author_name"`
	At         time.Time  `json:"at"`
	State      string     `json:"state" enum:"open,closed" doc:"a confirmation is closed from the start"`
	Outcome    string     `json:"outcome" enum:",taken,declined,duplicate"`
	Note       string     `json:"note" doc:"what the officer answers"`
	SetID      *uuid.UUID `json:"set" doc:"change set that it was taken into"`
	Closer     string     `json:"closer"`
	CloserName string     `json:"closer_name"`
	ClosedAt   *time.Time `json:"closed_at"`
	Version    int64      `json:"version"`
}

// Confirmation is the last time that somebody found an entry right.
type Confirmation struct {
	At         time.Time `json:"at"`
	Author     string    `json:"author"`
	AuthorName string    `json:"author_name"`
}

// Reports keeps the reports.
type Reports struct {
	db     *data.DB
	places *gazetteer.Store
	now    func() time.Time
}

// NewReports makes a store of reports on the entries of places.
func NewReports(db *data.DB, places *gazetteer.Store) *Reports {
	return &Reports{db, places, time.Now}
}

// NewReport is what a reporter sends; no codes, no pinyin.
type NewReport struct {
	ID    uuid.UUID // made on the device: the same again is the same report; made here when zero
	Kind  string
	Field string
	Value string
	Text  string
}

// settle trims and checks a report. Error: problem.Invalid.
func (n *NewReport) settle() error {
	var c problem.Fields
	c.OneOf("kind", n.Kind, reportKinds...)
	c.Trim("value", &n.Value, maxReportText)
	c.Trim("text", &n.Text, maxReportText)
	if n.Field != "" && !slices.Contains(FieldNames(), n.Field) {
		c.Bad("field", "changes.unknown_field", "field", n.Field)
	}
	if n.Kind == ReportError && n.Value == "" && n.Text == "" {
		c.Bad("text", "changes.empty_report")
	}
	return c.Err()
}

// File takes a report on an entry of the reporter's area. The same report sent again is
// answered with the first one. Errors: problem.Invalid; problem.NotFound;
// problem.Forbidden; problem.Conflict for a retired entry, or an id of another report.
func (r *Reports) File(ctx context.Context, c data.Change, place uuid.UUID, n NewReport) (PlaceReport, error) {
	if err := n.settle(); err != nil {
		return PlaceReport{}, err
	}
	if n.ID == uuid.Nil {
		n.ID = uuid.Must(uuid.NewV7())
	} else if old, err := r.Get(ctx, n.ID); err == nil && old.same(place, c.Actor, n) {
		return old, nil
	}
	var out PlaceReport
	err := r.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		p, err := r.entry(ctx, tx, place)
		if err != nil {
			return err
		}
		if p.Secrecy["entry"] > int(c.Actor.Clearance) {
			return noEntry(place)
		}
		if err := r.places.MayTouch(c.Actor, actor.ReportPlace, &p); err != nil {
			return err
		}
		if p.Status == gazetteer.Retired {
			return problem.New(problem.Conflict, "gazetteer.retired", "name", p.Name)
		}
		if _, err := tx.Exec(ctx, queries.Get("report_insert"), n.columns(&p, c.Actor, r.now())...); err != nil {
			return err
		}
		out, err = getReport(ctx, tx, n.ID, actor.TopSecret)
		return err
	})
	return out, err
}

// columns are in the order of report_insert.sql.
func (n *NewReport) columns(p *gazetteer.Place, by actor.Actor, at time.Time) []any {
	var account *uuid.UUID
	if by.ID != uuid.Nil {
		account = &by.ID
	}
	state, closed := "open", (*time.Time)(nil)
	if n.Kind == ReportConfirm {
		state, closed = "closed", &at
	}
	return []any{n.ID, p.ID, n.Kind, n.Field, n.Value, n.Text, p.AreaCode, account, by.Login, by.Name, at, state, closed}
}

// same reports whether the new report is the old one sent again.
func (r *PlaceReport) same(place uuid.UUID, by actor.Actor, n NewReport) bool {
	return r.PlaceID == place && r.Author == by.Login && r.Kind == n.Kind && r.Field == n.Field && r.Value == n.Value && r.Text == n.Text
}

func (r *Reports) entry(ctx context.Context, q data.Querier, id uuid.UUID) (gazetteer.Place, error) {
	known, err := r.places.Known(ctx, q, []uuid.UUID{id})
	p, ok := known[id]
	if err == nil && !ok {
		err = noEntry(id)
	}
	return p, err
}

func noEntry(id uuid.UUID) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", "place", "id", id)
}

// Closing is an officer's answer to an error report.
type Closing struct {
	Outcome string
	Note    string
	Set     *uuid.UUID // of outcome taken
}

// Close answers an open report. Errors: problem.NotFound; problem.Forbidden outside the
// officer's area; problem.Stale; problem.Conflict when it is closed; problem.Invalid for a
// refusal without a reason, or a set that does not speak of the entry.
func (r *Reports) Close(ctx context.Context, c data.Change, id uuid.UUID, version int64, cl Closing) (PlaceReport, error) {
	var bad problem.Fields
	bad.OneOf("outcome", cl.Outcome, outcomes...)
	bad.Trim("note", &cl.Note, maxReportText)
	switch {
	case cl.Outcome == OutcomeTaken && cl.Set == nil:
		bad.Bad("set", "problem.required")
	case cl.Outcome == OutcomeDeclined:
		bad.Required("note", cl.Note)
	}
	if err := bad.Err(); err != nil {
		return PlaceReport{}, err
	}
	if cl.Outcome != OutcomeTaken {
		cl.Set = nil
	}
	var out PlaceReport
	err := r.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := r.mayClose(ctx, tx, c.Actor, id, version, cl); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("report_close"), id, cl.Outcome, cl.Note, cl.Set, c.Actor.Login, c.Actor.Name, r.now())
		if err != nil {
			return err
		}
		out, err = getReport(ctx, tx, id, actor.TopSecret)
		return err
	})
	return out, err
}

func (r *Reports) mayClose(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID, version int64, cl Closing) error {
	if _, err := tx.Exec(ctx, queries.Get("report_lock"), id); err != nil {
		return err
	}
	old, err := getReport(ctx, tx, id, by.Clearance)
	if err != nil {
		return err
	}
	if err := by.Check(actor.ProposePlace, old.AreaCode); err != nil {
		return err
	}
	switch {
	case old.Version != version:
		return problem.New(problem.Stale, "problem.stale", "version", old.Version)
	case old.State != "open":
		return problem.New(problem.Conflict, "changes.report_closed")
	case cl.Set == nil:
		return nil
	}
	var speaks bool
	if err := tx.QueryRow(ctx, queries.Get("report_taken"), *cl.Set, old.PlaceID).Scan(&speaks); err != nil {
		return err
	}
	if !speaks {
		return problem.InvalidFields(problem.Bad("set", "changes.set_without_entry"))
	}
	return nil
}

// ReportFilter says which reports are listed; empty fields do not restrict.
type ReportFilter struct {
	State, Kind string
	Area        string // code of an area that holds the entry
	Place       uuid.UUID
	Author      string // login
	After       uuid.UUID
	Limit       int
}

// List is the reports that fit, newest first, one more than the limit when more follow.
// A reader sees those of their own area, and their own. Error: problem.BadParameter.
func (r *Reports) List(ctx context.Context, by actor.Actor, f ReportFilter) ([]PlaceReport, error) {
	for _, p := range []struct {
		name, value string
		allowed     []string
	}{{"state", f.State, []string{"open", "closed"}}, {"kind", f.Kind, reportKinds}} {
		if err := oneOfParameter(p.name, p.value, p.allowed); err != nil {
			return nil, err
		}
	}
	rows, err := r.db.Read().Query(ctx, queries.Get("report_list"), nil, f.State, f.Kind, f.Area, f.Place, f.Author, f.After, by.Area, by.Login, f.Limit+1, int16(actor.ClearanceOf(ctx)))
	if err != nil {
		return nil, data.Problem(err)
	}
	reports, err := pgx.CollectRows(rows, pgx.RowToStructByName[PlaceReport])
	return reports, data.Problem(err)
}

// oneOfParameter refuses a value of a parameter that nobody knows; "" restricts nothing.
func oneOfParameter(name, value string, allowed []string) error {
	if value == "" || slices.Contains(allowed, value) {
		return nil
	}
	err := problem.New(problem.BadParameter, "problem.unknown_value", "allowed", strings.Join(allowed, ", "))
	err.Fields = []problem.Field{{Field: name, Key: err.Key, Params: err.Params}}
	return err
}

// Get is one report. Error: problem.NotFound, also for one that the reader of ctx may not
// know of.
func (r *Reports) Get(ctx context.Context, id uuid.UUID) (PlaceReport, error) {
	report, err := getReport(ctx, r.db.Read(), id, actor.ClearanceOf(ctx))
	return report, data.Problem(err)
}

func getReport(ctx context.Context, q data.Querier, id uuid.UUID, reader actor.Grade) (PlaceReport, error) {
	rows, err := q.Query(ctx, queries.Get("report_list"), id, "", "", "", uuid.Nil, "", uuid.Nil, "", "", 1, int16(reader))
	if err != nil {
		return PlaceReport{}, err
	}
	report, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[PlaceReport])
	if errors.Is(err, pgx.ErrNoRows) {
		err = problem.New(problem.NotFound, "problem.not_found", "what", "report", "id", id)
	}
	return report, err
}

// Confirmations are the last confirmations of entries, by entry.
func (r *Reports) Confirmations(ctx context.Context, places []uuid.UUID) (map[uuid.UUID]Confirmation, error) {
	rows, err := r.db.Read().Query(ctx, queries.Get("report_confirmed"), places)
	if err != nil {
		return nil, data.Problem(err)
	}
	last := map[uuid.UUID]Confirmation{}
	var id uuid.UUID
	var c Confirmation
	_, err = pgx.ForEachRow(rows, []any{&id, &c.At, &c.Author, &c.AuthorName}, func() error {
		last[id] = c
		return nil
	})
	return last, data.Problem(err)
}
