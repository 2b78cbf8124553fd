package gazetteer

import (
	"context"
	"embed"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("gazetteer", sqlFiles)

// AreaLocator says which areas hold a point: their codes, outermost first (province …
// township); none when it lies in no known area.
type AreaLocator interface {
	CodesAt(p orb.Point) []string
}

// Store keeps the entries.
type Store struct {
	db      *data.DB
	locator AreaLocator
	now     func() time.Time
}

// NewStore makes a store on the database; the locator finds the areas of positions.
func NewStore(db *data.DB, locator AreaLocator) *Store {
	return &Store{db: db, locator: locator, now: time.Now}
}

// Get is an entry as the reader of ctx may know it (actor.ClearanceOf), retired ones too.
// Error: problem.NotFound.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (Place, error) {
	p, err := getPlace(ctx, s.db.Read(), id)
	if err == nil && !p.Redact(actor.ClearanceOf(ctx)) {
		err = notFound(id)
	}
	if err != nil {
		return Place{}, data.Problem(err)
	}
	return p, nil
}

func getPlace(ctx context.Context, q data.Querier, id uuid.UUID) (Place, error) {
	rows, err := q.Query(ctx, queries.Get("place_get"), id)
	if err != nil {
		return Place{}, err
	}
	p, err := pgx.CollectExactlyOneRow(rows, scanPlace)
	if errors.Is(err, pgx.ErrNoRows) {
		return Place{}, notFound(id)
	}
	return p, err
}

// scanPlace reads a row of place_record.
func scanPlace(row pgx.CollectableRow) (Place, error) {
	p, err := pgx.RowToStructByName[Place](row)
	p.complete()
	return p, err
}

func notFound(id uuid.UUID) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", "place", "id", id)
}

// Filter says which entries are listed; empty fields do not restrict.
type Filter struct {
	Area   string // code of an area that holds them
	Class  string // class code or the beginning of one
	Status string // without it all but the retired ones
	Text   string // part of a name form
	After  uuid.UUID
	Limit  int
}

var statuses = []string{Current, Historic, Retired}

// List is the entries that fit, in the order of their ids, one more than the limit when
// more follow. Error: problem.BadParameter for an unknown status.
func (s *Store) List(ctx context.Context, f Filter) ([]Place, error) {
	if f.Status != "" && !slices.Contains(statuses, f.Status) {
		return nil, problem.Parameter("status", "problem.unknown_value", "allowed", strings.Join(statuses, ", "))
	}
	norm := Normalise(f.Text)
	reader := actor.ClearanceOf(ctx)
	rows, err := s.db.Read().Query(ctx, queries.Get("place_list"), f.Area, f.Class, f.Status, norm, keysOf(keyGram, grams(norm)), f.After, f.Limit+1, int16(reader))
	if err != nil {
		return nil, data.Problem(err)
	}
	places, err := pgx.CollectRows(rows, scanPlace)
	for i := range places {
		places[i].Redact(reader)
	}
	return places, data.Problem(err)
}

// History is every version of an entry, newest first. Error: problem.NotFound.
func (s *Store) History(ctx context.Context, id uuid.UUID) ([]data.Version, error) {
	versions, err := data.History(ctx, s.db.Read(), "place", id.String(), "place")
	if err != nil {
		return nil, data.Problem(err)
	}
	veil, err := s.Veil(ctx, s.db.Read(), []uuid.UUID{id})
	if err != nil {
		return nil, data.Problem(err)
	}
	if len(versions) == 0 || !veil.Entry(id) {
		return nil, notFound(id)
	}
	return veil.history(id, versions), nil
}

// Class is a class of entries (地名类别) after GB/T 18521.
type Class struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	Remark string `json:"remark"`
}

// Classes lists the classes by code.
func (s *Store) Classes(ctx context.Context) ([]Class, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("class_list"))
	if err != nil {
		return nil, data.Problem(err)
	}
	classes, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Class])
	return classes, data.Problem(err)
}
