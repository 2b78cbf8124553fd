package life

import (
	"context"
	"embed"
	"errors"
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

var queries = data.MustQueries("facilities/life", sqlFiles)

// Store keeps the lives of facilities.
type Store struct {
	db    *data.DB
	sites *facilities.Store
	now   func() time.Time
}

// NewStore makes a store beside that of the facilities.
func NewStore(db *data.DB, sites *facilities.Store) *Store {
	return &Store{db: db, sites: sites, now: time.Now}
}

func (s *Store) today() facilities.Day { return facilities.Today(s.now()) }

// Get is the life of a facility, contacts left out. Error: problem.NotFound.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (FacilityLife, error) {
	l, err := get(ctx, s.db.Read(), id)
	return l, data.Problem(err)
}

func get(ctx context.Context, q data.Querier, id uuid.UUID) (FacilityLife, error) {
	rows, err := q.Query(ctx, queries.Get("get"), id)
	if err != nil {
		return FacilityLife{}, err
	}
	l, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[FacilityLife])
	if errors.Is(err, pgx.ErrNoRows) {
		err = problem.New(problem.NotFound, "problem.not_found", "what", "facility", "id", id.String())
	}
	return l, err
}

// Part is one part of a life, as somebody wants it to be.
type Part interface {
	// judge notes what is wrong with the part, and what is doubtful.
	judge(c *checker)
	// put writes it and counts the rows that moved.
	put(ctx context.Context, tx pgx.Tx, id uuid.UUID) (int, error)
}

// Put writes a part of the life of a facility that is at the version; confirmed are the
// keys of doubts that a person has seen. Nothing moves when the part is as it was.
// Errors: problem.Unauthorized, Forbidden, NotFound, Conflict, Stale, Invalid, Unconfirmed.
func (s *Store) Put(ctx context.Context, c data.Change, id uuid.UUID, version int64, p Part, confirmed []string) (FacilityLife, error) {
	if err := c.Actor.Check(actor.EditFacility); err != nil {
		return FacilityLife{}, err
	}
	var after FacilityLife
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		check, err := s.begin(ctx, tx, c, id, version)
		if err != nil {
			return err
		}
		if names, ok := p.(interface{ areas() []string }); ok {
			if check.areas, err = areasOf(ctx, tx, names.areas()); err != nil {
				return err
			}
		}
		if p.judge(check); check.bad.Err() != nil {
			return check.bad.Err()
		}
		if err := problem.Confirm(check.doubts, confirmed); err != nil {
			return err
		}
		moved, err := p.put(ctx, tx, id)
		if err != nil {
			return err
		}
		if follows, ok := p.(interface {
			history(*checker) facilities.History
		}); ok {
			if err := s.sites.PutHistory(ctx, tx, check.facility, follows.history(check)); err != nil {
				return err
			}
		}
		if moved > 0 {
			if _, err := tx.Exec(ctx, queries.Get("next"), id, nil); err != nil {
				return err
			}
		}
		after, err = get(ctx, tx, id)
		return err
	})
	return after, err
}

// begin holds the facility and reads what a part is judged against.
func (s *Store) begin(ctx context.Context, tx pgx.Tx, c data.Change, id uuid.UUID, version int64) (*checker, error) {
	f, err := s.sites.Hold(ctx, tx, c.Actor, id, version)
	if err != nil {
		return nil, err
	}
	catalogue, err := s.sites.CatalogueIn(ctx, tx)
	if err != nil {
		return nil, err
	}
	kind, _ := catalogue.Kind(f.Kind)
	before, err := get(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	return &checker{by: c.Actor, reason: c.Reason, today: s.today(), facility: f, kind: kind, before: before}, nil
}
