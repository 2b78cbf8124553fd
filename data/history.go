package data

import (
	"context"
	_ "embed"
	"encoding/json"
	"slices"
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

// History lists every version of a record, newest first. The main table of an entity is
// the one whose name or whose tracking names it; its rows are before and after, the
// others are parts. A change that made several versions of a record (an import that
// replays a ledger) gives one for each. An unknown record has an empty history.
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
	first := 0 // of the change at hand
	for _, r := range flat {
		n := len(versions)
		if n == 0 || versions[n-1].ChangeID != r.ChangeID {
			slices.Reverse(versions[first:])
			first = n
		}
		if n == first || r.Table == mainTable && versions[n-1].isAnother(r) {
			versions = append(versions, Version{ChangeID: r.ChangeID, At: r.At, Actor: r.Actor,
				ActorName: r.ActorName, Door: r.Door, Reason: r.Reason, Op: "update", Parts: []Part{}})
		}
		versions[len(versions)-1].add(r, mainTable)
	}
	slices.Reverse(versions[first:])
	return versions, nil
}

type historyRow struct {
	ChangeID                       uuid.UUID
	At                             time.Time
	Actor, ActorName, Door, Reason string
	Table, Op                      string
	Before, After                  json.RawMessage
}

// isAnother reports whether a row of the main table is of a later version than v has.
func (v *Version) isAnother(r historyRow) bool {
	return v.After != nil && r.After != nil && versionOf(v.After) != versionOf(r.After)
}

// versionOf is the version that a row says it is, 0 when it has none.
func versionOf(row json.RawMessage) int64 {
	var record struct{ Version int64 }
	_ = json.Unmarshal(row, &record) // rows come from to_jsonb
	return record.Version
}

// add folds a row in: several moves of one version of the main row become one.
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
