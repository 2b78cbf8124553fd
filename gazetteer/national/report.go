package national

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
)

// The states of differences.
const (
	Open     = "open"
	Accepted = "accepted" // into a change set
	Ours     = "ours"     // ours is right, for a reason
	Later    = "later"
	Chosen   = "chosen" // of an ambiguous row: a person said which entry it is
)

var states = []string{Open, Accepted, Ours, Later, Chosen}

// Difference is one thing that the two databases do not agree on.
type Difference struct {
	ID           uuid.UUID       `json:"id"`
	Seq          int             `json:"seq" doc:"place in the report; made anew by every comparison"`
	Kind         string          `json:"kind" enum:"missing_here,missing_there,differs,ambiguous"`
	Field        string          `json:"field" doc:"of kind differs; position stands for lon and lat"`
	Key          string          `json:"-"`
	Row          *int            `json:"row" doc:"row of the export; null when the entry is missing there"`
	PlaceID      *uuid.UUID      `json:"place_id" doc:"our entry; null when it is missing here"`
	PlaceVersion int64           `json:"place_version" doc:"version of our entry that was compared"`
	Name         string          `json:"name"`
	ClassCode    string          `json:"class_code"`
	ClassName    string          `json:"class_name"`
	AreaCode     string          `json:"area_code"`
	AreaPath     []string        `json:"area_path"`
	Ours         json.RawMessage `json:"ours" doc:"our value; of an entry missing there, its main fields"`
	Theirs       json.RawMessage `json:"theirs" doc:"their value; of an entry missing here, the whole row as read"`
	DistanceM    *float64        `json:"distance_m" doc:"between the positions, in metres"`
	Confidence   float64         `json:"confidence" doc:"how sure it is that row and entry are the same, 0 to 1"`
	MatchedBy    string          `json:"matched_by" enum:",choice,code,name,form,reading"`
	Candidates   json.RawMessage `json:"candidates" doc:"of kind ambiguous: {id, name, class_code, area_code, place_code, distance_m, confidence, matched_by}, the likeliest first"`
	State        string          `json:"state" enum:"open,accepted,ours,later,chosen"`
	Reason       string          `json:"reason"`
	DecidedBy    string          `json:"decided_by"`
	DecidedAt    *time.Time      `json:"decided_at"`
	Carried      bool            `json:"carried" doc:"the decision was made on another export"`
	Chosen       *uuid.UUID      `json:"chosen" doc:"of state chosen: the entry, null for none of ours"`
	SetID        *uuid.UUID      `json:"set_id" doc:"change set that it was accepted into"`
	SetNumber    *int64          `json:"set_number"`
	SetState     string          `json:"set_state"`
}

// Filter says which differences are meant; empty fields do not restrict.
type Filter struct {
	Kind  string
	Field string
	Area  string // code of an area that holds them
	State string
	Class string // class code or the beginning of one
	Text  string // part of the name
	After int    // seq
	Limit int
}

func (f *Filter) check() error {
	if err := oneOf("kind", f.Kind, Kinds); err != nil {
		return err
	}
	if err := oneOf("field", f.Field, comparedNames()); err != nil {
		return err
	}
	return oneOf("state", f.State, states)
}

// Differences lists differences of an export in the reader's area, one more than the limit
// when more follow. Errors: problem.BadParameter, problem.Forbidden, problem.NotFound.
func (s *Store) Differences(ctx context.Context, by actor.Actor, id uuid.UUID, f Filter) (Export, []Difference, error) {
	if err := f.check(); err != nil {
		return Export{}, nil, err
	}
	x, err := s.Export(ctx, by, id)
	if err != nil {
		return x, nil, err
	}
	f.Limit++
	list, err := listDifferences(ctx, s.db.Read(), by, id, f)
	return x, list, data.Problem(err)
}

func listDifferences(ctx context.Context, q data.Querier, by actor.Actor, id uuid.UUID, f Filter) ([]Difference, error) {
	rows, err := q.Query(ctx, queries.Get("report_list"), id, by.Area, f.Area, f.Kind, f.Field, f.State, f.Class, f.Text, f.After, f.Limit, by.Clearance)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[Difference])
}

// Since is a row that an export says otherwise than an earlier one.
type Since struct {
	Identity string          `json:"identity"`
	Kind     string          `json:"kind" enum:"added,removed,changed"`
	Name     string          `json:"name"`
	AreaCode string          `json:"area_code"`
	Before   json.RawMessage `json:"before" doc:"the row as read in the other export; null when it was not there"`
	After    json.RawMessage `json:"after"`
}

// Since compares the rows of two exports, in the reader's area, one more than the limit
// when more follow. Errors: problem.Forbidden, problem.NotFound.
func (s *Store) Since(ctx context.Context, by actor.Actor, id, other uuid.UUID, after string, limit int) ([]Since, error) {
	for _, export := range []uuid.UUID{id, other} {
		if _, err := s.Export(ctx, by, export); err != nil {
			return nil, err
		}
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("since"), id, other, by.Area, after, limit+1)
	if err != nil {
		return nil, data.Problem(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Since])
	return list, data.Problem(err)
}
