package boundaries

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// MarkerStore keeps markers. A marker belongs to all its parties: its managing area, its
// co-areas and the areas of its lines; an account of any of them may write.
type MarkerStore struct{ db *data.DB }

// NewMarkerStore makes the store of markers.
func NewMarkerStore(db *data.DB) *MarkerStore { return &MarkerStore{db} }

// MarkerFilter chooses markers; empty fields choose all.
type MarkerFilter struct {
	Area   string // any party lies in it
	Line   string // on the line
	Number string // part of the number
}

// List gives markers by number, retired ones left out. Error: problem.BadParameter.
func (s *MarkerStore) List(ctx context.Context, f MarkerFilter, p Paging) (Page[Marker], error) {
	if err := prefix(f.Area); err != nil {
		return Page[Marker]{}, err
	}
	after, err := p.afterUUID()
	if err != nil {
		return Page[Marker]{}, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("markers"), nil, f.Area, f.Line, f.Number, after, p.size()+1)
	if err != nil {
		return Page[Marker]{}, err
	}
	markers, err := pgx.CollectRows(rows, scanMarker)
	return page(markers, p.size(), func(m Marker) string { return m.ID }), err
}

// Get is one marker, retired or not. Error: problem.NotFound.
func (s *MarkerStore) Get(ctx context.Context, id uuid.UUID) (Marker, error) {
	return getMarker(ctx, s.db.Read(), id)
}

// Create adds a marker under the id, a new one for uuid.Nil.
// Errors: problem.Unauthorized, Forbidden, Invalid, Conflict (id or number in use).
func (s *MarkerStore) Create(ctx context.Context, c data.Change, id uuid.UUID, in MarkerInput) (Marker, error) {
	var created Marker
	if err := c.Actor.Check(actor.EditMarker); err != nil {
		return created, err
	}
	if id == uuid.Nil {
		id = uuid.Must(uuid.NewV7())
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		in.Normalize()
		if err := in.Validate(); err != nil {
			return err
		}
		srid, err := settleMarker(ctx, tx, c.Actor, &in, changes{number: true, position: true})
		if err != nil {
			return err
		}
		if err := insertMarker(ctx, tx, id, in, srid, nil, ""); err != nil {
			return err
		}
		created, err = getMarker(ctx, tx, id)
		return err
	})
	return created, err
}

// Update changes a marker from the version that the caller has read; edit changes the
// input, and its error ends the update. The actor must be of a party before and after.
// Another position is the correction of a writing error here and needs the reason; a marker
// that was put up anew or moved is registered (Register).
// Errors: problem.NotFound, Unauthorized, Forbidden, Stale, Invalid, Conflict.
func (s *MarkerStore) Update(ctx context.Context, c data.Change, id uuid.UUID, version int64, edit func(*MarkerInput) error) (Marker, error) {
	var changed Marker
	if err := c.Actor.Check(actor.EditMarker); err != nil {
		return changed, err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		before, err := lockMarker(ctx, tx, c.Actor, id, &version)
		if err != nil {
			return err
		}
		in := before.input()
		if err := edit(&in); err != nil {
			return err
		}
		in.Normalize()
		anew := changes{position: in.follow(before), number: in.renumbers(before)}
		if err := in.Validate(); err != nil {
			return err
		}
		if anew.position && strings.TrimSpace(c.Reason) == "" {
			return problem.InvalidFields(problem.Bad("reason", "boundaries.position_reason"))
		}
		srid, err := settleMarker(ctx, tx, c.Actor, &in, anew)
		if err != nil {
			return err
		}
		if err := rewriteMarker(ctx, tx, id, in, srid, anew.position); err != nil {
			return err
		}
		changed, err = getMarker(ctx, tx, id)
		return err
	})
	return changed, err
}

// Retire takes a marker out of use; its record and history stay.
// Errors: problem.NotFound, Unauthorized, Forbidden, Stale, Conflict (retired already).
func (s *MarkerStore) Retire(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	if err := c.Actor.Check(actor.EditMarker); err != nil {
		return err
	}
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := lockMarker(ctx, tx, c.Actor, id, &version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("marker_retire"), id)
		return err
	})
}

// History is every version of a marker, newest first. Error: problem.NotFound.
func (s *MarkerStore) History(ctx context.Context, id uuid.UUID) ([]data.Version, error) {
	return history(ctx, s.db.Read(), "marker", id.String(), "marker")
}

// lockMarker locks a marker for the actor, who must be of a party and know its version;
// nil is whichever it has.
func lockMarker(ctx context.Context, tx pgx.Tx, who actor.Actor, id uuid.UUID, version *int64) (Marker, error) {
	var current int64
	var status string
	err := tx.QueryRow(ctx, queries.Get("marker_lock"), id).Scan(&current, &status)
	if errors.Is(err, pgx.ErrNoRows) {
		return Marker{}, problem.New(problem.NotFound, "problem.not_found", "what", "marker", "id", id)
	}
	if err != nil {
		return Marker{}, err
	}
	m, err := getMarker(ctx, tx, id)
	if err != nil {
		return m, err
	}
	known, err := lookUp(ctx, tx, m.input())
	if err != nil {
		return m, err
	}
	if err := who.CheckEither(actor.EditMarker, known.parties...); err != nil {
		return m, err
	}
	if version != nil {
		if err := fresh(current, *version); err != nil {
			return m, err
		}
	}
	if status == "retired" {
		return m, problem.New(problem.Conflict, "boundaries.marker_retired", "number", m.Number)
	}
	return m, nil
}
