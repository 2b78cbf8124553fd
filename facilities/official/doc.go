// Package official keeps what offices declare about coverage, beside what is computed:
// exemptions (免建), townships that by document need not build a kind of facility, and the
// figures that were reported upward, kept as they were reported.
//
// Both name an area by the code of their day and a kind or group of kinds. The package
// computes nothing: facilities/coverage sets exemptions apart and puts reported figures
// beside the computed ones. Files (the scanned document) are attachments of the record.
package official

import (
	"context"
	"embed"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("facilities/official", sqlFiles)

// Longest texts, in characters.
const (
	maxLine = 200
	maxNote = 4000
)

// maxCount is the largest number of areas or people of a reported figure.
const maxCount = 100_000_000

// minYear and maxYear bound the days that are believed.
const minYear, maxYear = 1950, 2200

// Store keeps exemptions and reported figures.
type Store struct{ db *data.DB }

// NewStore makes a store on the database.
func NewStore(db *data.DB) *Store { return &Store{db} }

// Filter says which records are listed; empty fields do not restrict.
type Filter struct {
	Area  string // inside it, or the area itself
	What  string
	On    facilities.Day // exemptions that hold on the day, figures of the day
	After uuid.UUID      // the last record of the page before
	Limit int            // one more is given when more follow
}

// checker collects the bad fields of a record.
type checker struct{ problem.Fields }

// line trims a text and refuses long ones.
func (c *checker) line(field string, text *string) {
	*text = strings.TrimSpace(*text)
	c.Line(field, *text, maxLine)
}

// day refuses days that nobody means; the zero day is fine.
func (c *checker) day(field string, d facilities.Day) {
	if !d.IsZero() && (d.Year() < minYear || d.Year() > maxYear) {
		c.Bad(field, "problem.bad_date")
	}
}

// settle checks that area and kind are there and that the author may write about the area.
// Errors: problem.Unauthorized, Forbidden, Invalid.
func settle(ctx context.Context, q data.Querier, who actor.Actor, c *checker, area, what string) error {
	if err := who.Check(actor.EditCoverage); err != nil {
		return err
	}
	c.Required("area_code", area)
	c.Required("what", what)
	var areaKnown, whatKnown bool
	if err := q.QueryRow(ctx, queries.Get("references"), area, what).Scan(&areaKnown, &whatKnown); err != nil {
		return err
	}
	if area != "" && !areaKnown {
		c.Bad("area_code", "facilities.unknown_area", "area", area)
	}
	if what != "" && !whatKnown {
		c.Bad("what", "facilities.unknown_kind", "kind", what)
	}
	if err := c.Err(); err != nil {
		return err
	}
	return who.Check(actor.EditCoverage, area)
}

// one reads a record of type T by its id. Error: problem.NotFound.
func one[T any](ctx context.Context, q data.Querier, sql, what string, id uuid.UUID) (T, error) {
	rows, err := q.Query(ctx, queries.Get(sql), id)
	if err != nil {
		var none T
		return none, data.Problem(err)
	}
	r, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[T])
	if errors.Is(err, pgx.ErrNoRows) {
		err = problem.New(problem.NotFound, "problem.not_found", "what", what, "id", id.String())
	}
	return r, data.Problem(err)
}

// many lists records of type T.
func many[T any](ctx context.Context, q data.Querier, sql string, f Filter) ([]T, error) {
	rows, err := q.Query(ctx, queries.Get(sql), f.Area, f.What, orNull(f.On), f.After, f.Limit+1)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[T])
	return all, data.Problem(err)
}

// history gives every version of a record of the table, which is its entity, too.
func history(ctx context.Context, q data.Querier, table string, id uuid.UUID) ([]data.Version, error) {
	versions, err := data.History(ctx, q, table, id.String(), table)
	return versions, data.Problem(err)
}

// stand is what a write needs to know of the record that it changes.
type stand struct {
	area    string
	version int64
	retired bool
}

// mayChange refuses authors of other areas, stale versions and withdrawn records.
func (s stand) mayChange(who actor.Actor, version int64) error {
	if err := who.Check(actor.EditCoverage, s.area); err != nil {
		return err
	}
	switch {
	case s.version != version:
		return problem.New(problem.Stale, "problem.stale", "version", s.version)
	case s.retired:
		return problem.New(problem.Conflict, "official.retired")
	}
	return nil
}

// newID is the id that the client made, or a new one.
func newID(id uuid.UUID) uuid.UUID {
	if id == uuid.Nil {
		return uuid.Must(uuid.NewV7())
	}
	return id
}

// orNull is a day for the database, null for none.
func orNull(d facilities.Day) *time.Time {
	if d.IsZero() {
		return nil
	}
	t := d.Time()
	return &t
}
