// Package townships computes the township table (乡镇覆盖表), the ledger that an office opens
// every week: a row per township with its cemeteries, columbaria, eco-burial sites, village
// cemeteries with their papers, graves, care beds, courtyards, what is planned, and when the
// township last confirmed its figures; county totals, the official rule (官方口径), and the
// figure that was reported upward.
//
// Terms. A township has its burial ground by itself (own, 自建), shared with others (联建, a
// facility elsewhere declares to serve it as a shared site), or is exempt by document (免建).
// The official rule counts the townships with a facility of the official group of kinds, own
// or shared; exempt ones stay in the denominator and are told apart. Figures are of the
// facilities in use on the day, what they hold by their newest dated figures. What the data
// cannot say is null, never 0.
package townships

import (
	"embed"
	"time"

	"cairn/data"
	"cairn/facilities"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("facilities/townships", sqlFiles)

// Store answers from the database.
type Store struct {
	db  *data.DB
	now func() time.Time
}

// NewStore makes a store on the database.
func NewStore(db *data.DB) *Store { return &Store{db: db, now: time.Now} }

func (s *Store) today() facilities.Day { return facilities.Today(s.now()) }
