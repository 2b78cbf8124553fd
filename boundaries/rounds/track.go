package rounds

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/chinatime"
)

// TrackInput is a track (轨迹) walked along a line, in CGCS2000.
type TrackInput struct {
	ID       uuid.UUID
	WalkedOn string
	Team     string
	Geometry orb.MultiLineString
}

// LineTrack is a track as stored.
type LineTrack struct {
	ID       uuid.UUID           `json:"id" format:"uuid"`
	WalkedOn string              `json:"walked_on" format:"date"`
	Team     string              `json:"team"`
	Geometry orb.MultiLineString `json:"-"`
}

func (in *TrackInput) validate(today string) error {
	in.Team = strings.TrimSpace(in.Team)
	var r rules
	if in.ID == uuid.Nil {
		r.Bad("id", "problem.required")
	}
	r.done("walked_on", &in.WalkedOn, today, nil)
	r.name("team", in.Team)
	return r.Err()
}

// AddTrack takes a track in, by which a planned line is walked. The same track again changes nothing. Errors: problem.NotFound, Unauthorized,
// Forbidden, Invalid; Conflict when the round is not open, the line closed, or another track
// has the id.
func (s *Store) AddTrack(ctx context.Context, c data.Change, number int, code string, in TrackInput) (l LineRecord, added bool, err error) {
	if err := c.Actor.Check(actor.EditLine); err != nil {
		return l, false, err
	}
	if err := in.validate(chinatime.Day(s.now())); err != nil {
		return l, false, err
	}
	if known, err := s.known(ctx, number, code, in); known || err != nil {
		if err == nil {
			l, err = s.Line(ctx, number, code)
		}
		return l, false, err
	}
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := s.lock(ctx, tx, c.Actor, actor.EditLine, number, code, Open); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("track_insert"), in.ID, number, code, in.WalkedOn, in.Team, data.Geom{Geometry: in.Geometry}, c.Actor.Login)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("track_walk"), number, code, in.WalkedOn); err != nil {
			return err
		}
		l, err = s.line(ctx, tx, number, code)
		return err
	})
	return l, err == nil, err
}

// known reports whether the track is stored already. Error: problem.Conflict when another
// one has its id.
func (s *Store) known(ctx context.Context, number int, code string, in TrackInput) (bool, error) {
	var there, same bool
	err := s.db.Read().QueryRow(ctx, queries.Get("track_known"), in.ID, number, code, in.WalkedOn, in.Team, data.Geom{Geometry: in.Geometry}).Scan(&there, &same)
	if err == nil && there && !same {
		err = conflict("rounds.other_track", "id", in.ID)
	}
	return there, data.Problem(err)
}

// Tracks are the tracks of a line in a round, those of inspections on it too.
// Error: problem.NotFound.
func (s *Store) Tracks(ctx context.Context, number int, code string) ([]LineTrack, error) {
	if _, err := s.Line(ctx, number, code); err != nil {
		return nil, err
	}
	return tracks(ctx, s.db.Read(), number, code)
}

func tracks(ctx context.Context, q data.Querier, number int, code string) ([]LineTrack, error) {
	rows, err := q.Query(ctx, queries.Get("tracks"), number, code)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (t LineTrack, err error) {
		var g data.Geom
		err = row.Scan(&t.ID, &t.WalkedOn, &t.Team, &g)
		t.Geometry, _ = g.Geometry.(orb.MultiLineString)
		return t, err
	})
	return all, data.Problem(err)
}
