// Package siting finds places for facilities: dated, cited rules that keep candidates away
// from what they must not be near, runs that choose among the rest, and scenarios to compare
// what was chosen with what there is.
//
// Terms. A rule (选址规则) is an article of an instrument with the distance that it asks for,
// in force from day to day; a candidate that is nearer is excluded, or warned of. A run
// (选址测算) is a question with its answer: what is to be served (demands: townships or
// villages), what may serve it (candidates), which facilities stand already (fixed), how it is
// chosen (method, package solve). A run is kept as it ended: its inputs, its answer, and the
// versions of data, network and rules that it used, so that it can be repeated. A scenario
// (方案) is a named set of sites.
//
// Distances are metres on the ellipsoid, between a candidate's point and the nearest point of
// a feature; 0 is inside. Days are YYYY-MM-DD, Asia/Shanghai. Coordinates are lon/lat,
// EPSG:4490. The package knows nothing of HTTP; coverage and travel times are its siblings'.
package siting

import (
	"context"
	"embed"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/network"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("facilities/siting", sqlFiles)

// Limits of what is asked for.
const (
	MaxCandidates   = 20_000
	MaxSites        = 1_000
	MaxAlternatives = 20
	maxCells        = 8_000_000 // demands × candidates of a method that compares all of them
	maxTimeLimit    = 10 * time.Minute
	usualTimeLimit  = 30 * time.Second
	prepareLimit    = 5 * time.Minute // for everything but the search
)

// maxGrade is the greatest grade that a constraint may have.
const maxGrade = 9

// Longest texts, in characters.
const (
	maxName = 200
	maxNote = 4000
)

// Travel answers how long ways take; network.Store does. Errors: problem.TooLarge for too many
// places, the context's.
type Travel interface {
	Times(ctx context.Context, from, to []orb.Point) (network.Times, error)
}

// Coverage answers which areas are covered; coverage.Store does.
type Coverage interface {
	AskIn(ctx context.Context, q data.Querier, ask coverage.Question) (coverage.CoverageAnswer, error)
}

// Store keeps rules, runs and scenarios.
type Store struct {
	db         *data.DB
	facilities *facilities.Store
	coverage   Coverage
	travel     Travel
	now        func() time.Time
	wake       chan struct{} // something to do for Work
	running    sync.Map      // context.CancelCauseFunc by id of the run, of this process
}

// NewStore makes a store on the database.
func NewStore(db *data.DB, existing *facilities.Store, covered Coverage, travel Travel) *Store {
	return &Store{db: db, facilities: existing, coverage: covered, travel: travel, now: time.Now, wake: make(chan struct{}, 1)}
}

func notFound(what string, id uuid.UUID) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", what, "id", id)
}

func orNew(id uuid.UUID) uuid.UUID {
	if id == uuid.Nil {
		return uuid.Must(uuid.NewV7())
	}
	return id
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
