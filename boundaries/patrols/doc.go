// Package patrols keeps the patrols of boundary lines (界线巡查): plans of who walks a line, or
// the lines of an area, once a month or in every so many months; the walks with their tracks
// and the inspections made on them; and how far the lines were covered and who is behind.
//
// Terms. A period is a month, or for a plan of several months the part of the calendar year
// that holds it. A line is covered as far as it lies within some metres (50 unless asked
// otherwise) of a track; a marker is visited when a track passes as near, or when an inspection
// of kind patrol reached it. Lengths in the figures are the agreed ones. A walk is frozen once
// received: the same id with the same content is accepted again, with other content refused.
// A clock that is years off is flagged, and the walk counts from when it was received.
package patrols

import (
	"embed"
	"time"

	"cairn/data"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("boundaries/patrols", sqlFiles)

// Store keeps plans and walks.
type Store struct {
	db  *data.DB
	now func() time.Time
}

// NewStore makes a store on the database.
func NewStore(db *data.DB) *Store { return &Store{db: db, now: time.Now} }
