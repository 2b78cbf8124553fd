package data

import (
	"context"
	_ "embed"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

//go:embed sql/history.sql
var historySQL string

// Version is one change of a record: who, when, why, and the rows before and after.
type Version struct {
	ChangeID  uuid.UUID       `json:"change_id"`
	At        time.Time       `json:"at"`
	Actor     string          `json:"actor"`
	ActorName string          `json:"actor_name"`
	Door      string          `json:"door"`
	Reason    string          `json:"reason"`
	Op        string          `json:"op" doc:"insert, update or delete of the record itself; update when only its parts moved"`
	Before    json.RawMessage `json:"before" doc:"the record before; null when it was created or only parts moved"`
	After     json.RawMessage `json:"after" doc:"the record after"`
	Parts     []Part          `json:"parts" doc:"rows that belong to the record: names, witnesses, statuses"`
}

// Part is a row that belongs to the record and moved in the same change.
type Part struct {
	Table  string          `json:"table"`
	Op     string          `json:"op"`
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
}

// History lists every change of a record, newest first. The main table of an entity is
// the one whose name or whose tracking names it; its rows are before and after, the
// others are parts. An unknown record has an empty history.
func History(ctx context.Context, q Querier, entity, id, mainTable string) ([]Version, error) {
	rows, err := q.Query(ctx, historySQL, entity, id)
	if err != nil {
		return nil, err
	}
	flat, err := pgx.CollectRows(rows, pgx.RowToStructByPos[historyRow])
	if err != nil {
		return nil, err
	}
	versions := []Version{}
	for _, r := range flat {
		if n := len(versions); n == 0 || versions[n-1].ChangeID != r.ChangeID {
			versions = append(versions, Version{ChangeID: r.ChangeID, At: r.At, Actor: r.Actor,
				ActorName: r.ActorName, Door: r.Door, Reason: r.Reason, Op: "update", Parts: []Part{}})
		}
		versions[len(versions)-1].add(r, mainTable)
	}
	return versions, nil
}

type historyRow struct {
	ChangeID                       uuid.UUID
	At                             time.Time
	Actor, ActorName, Door, Reason string
	Table, Op                      string
	Before, After                  json.RawMessage
}

// add folds a row in: several moves of the main row in one change become one.
func (v *Version) add(r historyRow, mainTable string) {
	if r.Table != mainTable {
		v.Parts = append(v.Parts, Part{Table: r.Table, Op: r.Op, Before: r.Before, After: r.After})
		return
	}
	if v.Before == nil && v.After == nil {
		v.Op, v.Before = r.Op, r.Before
	}
	v.After = r.After
}
