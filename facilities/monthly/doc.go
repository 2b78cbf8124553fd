// Package monthly keeps the monthly reports of townships (乡镇月报): what the township clerk
// confirms of the facilities there, and the cremations, burials and eco-burials of the month.
//
// Terms. A report is for a township and a month of Asia/Shanghai. The form (表样) is what the
// clerk sees first: the facilities in use with the figures that the records give for the day.
// Confirming them as they are is 无变化; figures that the clerk changes become dated capacity
// of the facility in the same transaction. A report is never rewritten: a correction is the
// next edition (版次), with a reason; the last edition stands. The county returns (退回) an
// edition with a reason; until the next one the township counts as not confirmed, and the
// returned figures count nowhere: not among the month's burials, and not as capacity.
//
// The edition carries an id that the device made: the same content again is accepted and
// stored once, other content under the id refused. What looks wrong but may be true (more
// residents than beds, more burials than graves were left, a figure that jumps) is a warning:
// the report is refused until the clerk confirms each.
//
// Eco-burials (节地生态安葬) are a share of burials; deaths may be left out. Reports stay with
// the township of their day when areas change.
package monthly

import (
	"context"
	"embed"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/life"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("facilities/monthly", sqlFiles)

// FigurePair is the total and the used part of something in a facility; nil is "not on record".
type FigurePair struct {
	Total *int `json:"total"`
	Used  *int `json:"used"`
}

// CapacityWriter writes dated figures of a facility, with a revision, in the caller's
// transaction; the caller has judged them. Error of both: problem.NotFound.
type CapacityWriter interface {
	// CapacityIn adds figures.
	CapacityIn(ctx context.Context, tx pgx.Tx, facility uuid.UUID, figures ...life.Capacity) error
	// CapacityOut takes those off that a document of a source gave; what they replaced comes back.
	CapacityOut(ctx context.Context, tx pgx.Tx, facility uuid.UUID, source, document string) error
}

// Store keeps the reports.
type Store struct {
	db       *data.DB
	capacity CapacityWriter
	now      func() time.Time
}

// NewStore makes a store on the database; figures that change are written through capacity.
func NewStore(db *data.DB, capacity CapacityWriter) *Store {
	return &Store{db: db, capacity: capacity, now: time.Now}
}

// today is the day in Asia/Shanghai.
func (s *Store) today() facilities.Day { return facilities.Today(s.now()) }

// At is a store for which it is another time: what is set up afterwards is dated as it was.
func (s *Store) At(now time.Time) *Store {
	return &Store{db: s.db, capacity: s.capacity, now: func() time.Time { return now }}
}
