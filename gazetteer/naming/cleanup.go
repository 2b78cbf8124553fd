package naming

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

// The states of a row of the ledger.
const (
	Found     = "found"
	Exception = "exception"  // judged: it may stand, for a reason
	ToRectify = "to_rectify" // judged: it is to be renamed
	Renamed   = "renamed"    // the entry was renamed; the next run closes the row
	Closed    = "closed"
)

// States lists them in order.
var States = []string{Found, Exception, ToRectify, Renamed, Closed}

// Cleanup is a row of the clean-up ledger (清理整治台账): a name with a rule against it.
type Cleanup struct {
	ID        uuid.UUID         `json:"id"`
	PlaceID   uuid.UUID         `json:"place_id"`
	Name      string            `json:"name" doc:"the name found fault with"`
	ClassCode string            `json:"class_code"`
	ClassName string            `json:"class_name"`
	AreaCode  string            `json:"area_code"`
	AreaPath  []string          `json:"area_path" doc:"names from the prefecture down to area_code"`
	Rule      string            `json:"rule"`
	Category  string            `json:"category"`
	Subject   string            `json:"subject" doc:"what of the name the rule speaks of"`
	Severity  string            `json:"severity" enum:"error,warning,info"`
	Article   string            `json:"article"`
	Key       string            `json:"key"`
	Params    map[string]string `json:"params"`
	Message   string            `json:"message" db:"-"`
	Conflicts []uuid.UUID       `json:"conflicts" doc:"entries that the name collides with"`
	State     string            `json:"state" enum:"found,exception,to_rectify,renamed,closed"`
	Verdict   string            `json:"verdict" enum:",exception,to_rectify"`
	Reason    string            `json:"reason" doc:"why it was judged so"`
	JudgedBy  string            `json:"judged_by"`
	JudgedAt  *time.Time        `json:"judged_at"`
	SetID     *uuid.UUID        `json:"set_id" doc:"change set that was started for it, or that renamed it"`
	EditID    *uuid.UUID        `json:"edit_id" doc:"edit that renamed or retired the entry"`
	NewName   string            `json:"new_name"`
	How       string            `json:"how" enum:",renamed,retired,gone" doc:"why it is closed; gone: the finding went away for another cause"`
	FoundAt   time.Time         `json:"found_at"`
	RenamedAt *time.Time        `json:"renamed_at"`
	ClosedAt  *time.Time        `json:"closed_at"`
	Version   int64             `json:"version"`
}

// Say fills Message in the language.
func (c *Cleanup) Say(lang problem.Lang) {
	f := gazetteer.Finding{Key: c.Key, Params: c.Params}
	f.Say(lang)
	c.Message = f.Message
}

// CleanupFilter says which rows are listed; empty fields do not restrict.
type CleanupFilter struct {
	Area     string // code of an area that holds the entries
	Class    string // class code or the beginning of one
	Category string
	Rule     string
	State    string // one of States; open: all but closed
	Severity string
	Text     string // part of the name
	Place    uuid.UUID
	After    uuid.UUID
	Limit    int
}

// open stands for every state but closed.
const open = "open"

// Ledger lists rows in the order of their ids, one more than the limit when more follow.
// Error: problem.BadParameter.
func (s *Store) Ledger(ctx context.Context, f CleanupFilter) ([]Cleanup, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("cleanup_list"), append(f.args(), f.After, f.Limit+1, int16(actor.ClearanceOf(ctx)))...)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Cleanup])
	return all, data.Problem(err)
}

func (f *CleanupFilter) args() []any {
	return []any{f.Area, f.Class, f.Category, f.Rule, f.State, f.Severity, gazetteer.Normalise(f.Text), f.Place}
}

func (f *CleanupFilter) check() error {
	states := append(slices.Clone(States), open, "")
	switch {
	case !slices.Contains(states, f.State):
		return problem.Parameter("state", "problem.unknown_value", "allowed", strings.Join(states[:6], ", "))
	case f.Severity != "" && !slices.Contains(weights[1:], f.Severity):
		return problem.Parameter("severity", "problem.unknown_value", "allowed", strings.Join(weights[1:], ", "))
	}
	return nil
}

// Get is one row. Error: problem.NotFound.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (Cleanup, error) {
	c, err := getCleanup(ctx, s.db.Read(), id)
	return c, data.Problem(err)
}

func getCleanup(ctx context.Context, q data.Querier, id uuid.UUID) (Cleanup, error) {
	rows, err := q.Query(ctx, queries.Get("cleanup_get"), id, int16(actor.ClearanceOf(ctx)))
	if err != nil {
		return Cleanup{}, err
	}
	c, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Cleanup])
	if errors.Is(err, pgx.ErrNoRows) {
		err = problem.New(problem.NotFound, "problem.not_found", "what", "cleanup", "id", id)
	}
	return c, err
}

// CleanupCount is how many rows of a category are in each state.
type CleanupCount struct {
	By        string `json:"by" doc:"category, code of a county, rule, state …; empty in the total"`
	Name      string `json:"name" doc:"of the county"`
	Found     int    `json:"found"`
	Exception int    `json:"exception"`
	ToRectify int    `json:"to_rectify"`
	Renamed   int    `json:"renamed"`
	Closed    int    `json:"closed"`
	Total     int    `json:"total"`
}

// CleanupCounts are the counts of the rows that a filter takes.
type CleanupCounts struct {
	Rows  []CleanupCount `json:"rows"`
	Total CleanupCount   `json:"total"`
	Runs  []CleanupRun   `json:"runs" doc:"the last ten runs, newest first"`
}

var countings = []string{"category", "county", "rule", "class"}

// Counts counts rows by category (default), county, rule or class. Error: problem.BadParameter.
func (s *Store) Counts(ctx context.Context, f CleanupFilter, by string) (CleanupCounts, error) {
	counts := CleanupCounts{Rows: []CleanupCount{}, Runs: []CleanupRun{}}
	if by == "" {
		by = countings[0]
	}
	if !slices.Contains(countings, by) {
		return counts, problem.Parameter("by", "problem.unknown_value", "allowed", strings.Join(countings, ", "))
	}
	if err := f.check(); err != nil {
		return counts, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("cleanup_counts"), append(f.args(), by, int16(actor.ClearanceOf(ctx)))...)
	if err != nil {
		return counts, data.Problem(err)
	}
	if counts.Rows, err = pgx.CollectRows(rows, pgx.RowToStructByPos[CleanupCount]); err != nil {
		return counts, data.Problem(err)
	}
	for _, r := range counts.Rows {
		t := &counts.Total
		t.Found, t.Exception, t.ToRectify = t.Found+r.Found, t.Exception+r.Exception, t.ToRectify+r.ToRectify
		t.Renamed, t.Closed, t.Total = t.Renamed+r.Renamed, t.Closed+r.Closed, t.Total+r.Total
	}
	if rows, err = s.db.Read().Query(ctx, queries.Get("cleanup_runs")); err != nil {
		return counts, data.Problem(err)
	}
	counts.Runs, err = pgx.CollectRows(rows, pgx.RowToStructByName[CleanupRun])
	return counts, data.Problem(err)
}
