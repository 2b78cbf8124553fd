package rounds

import (
	"context"
	"math"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
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
		r.bad("id", "problem.required")
	}
	r.done("walked_on", &in.WalkedOn, today, nil)
	r.name("team", in.Team)
	return r.err()
}

// AddTrack takes a track in and counts what the line's tracks cover; a planned line is walked
// by it. The same track again changes nothing. Errors: problem.NotFound, Unauthorized,
// Forbidden, Invalid; Conflict when the round is not open, the line closed, or another track
// has the id.
func (s *Store) AddTrack(ctx context.Context, c data.Change, number int, code string, in TrackInput) (l LineRecord, added bool, err error) {
	if err := c.Actor.Check(actor.EditLine); err != nil {
		return l, false, err
	}
	if err := in.validate(dayOf(s.now())); err != nil {
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
		if err := s.recount(ctx, tx, number, code); err != nil {
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

// RoundCoverage is how much of a line a round has seen: by marker and by segment.
type RoundCoverage struct {
	Round    int           `json:"round"`
	Code     string        `json:"code"`
	ReachM   float64       `json:"reach_m" doc:"how near to a track counts as walked, metres"`
	LengthM  float64       `json:"length_m" doc:"computed on the ellipsoid; chainages are measured along it"`
	Tracks   int           `json:"tracks"`
	Covered  *float64      `json:"covered" doc:"share of the length; null: no track"`
	WalkedKm *float64      `json:"walked_km" doc:"that share of the agreed length"`
	Walked   []Stretch     `json:"walked" doc:"covered stretches, metres from the start of the line"`
	Left     []Stretch     `json:"left" doc:"the rest"`
	Markers  []MarkerVisit `json:"markers"`
}

// MarkerVisit is what a round has seen of a marker.
type MarkerVisit struct {
	MarkerID     uuid.UUID  `json:"marker_id" format:"uuid"`
	Number       string     `json:"number"`
	Done         bool       `json:"done" doc:"it was reached"`
	InspectionID *uuid.UUID `json:"inspection_id" format:"uuid" doc:"the last one that reached it"`
	On           *string    `json:"on" format:"date"`
	Observer     string     `json:"observer"`
	Conditions   []string   `json:"conditions"`
	Note         string     `json:"note"`
}

// Coverage counts what the round has seen of a line. Error: problem.NotFound.
func (s *Store) Coverage(ctx context.Context, number int, code string) (RoundCoverage, error) {
	var cov RoundCoverage
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		l, err := s.line(ctx, tx, number, code)
		if err != nil {
			return err
		}
		if cov, err = s.covered(ctx, tx, number, code); err != nil {
			return err
		}
		if cov.Covered != nil && l.AgreedLengthKm != nil {
			km := rounded(*l.AgreedLengthKm**cov.Covered, 3)
			cov.WalkedKm = &km
		}
		cov.Markers, err = visits(ctx, tx, number, code)
		return err
	})
	return cov, err
}

func (s *Store) covered(ctx context.Context, q data.Querier, number int, code string) (RoundCoverage, error) {
	cov := RoundCoverage{Round: number, Code: code, ReachM: s.reach, Walked: []Stretch{}}
	var g data.Geom
	if err := scanOne(q.QueryRow(ctx, queries.Get("course"), code), "line", code, &g); err != nil {
		return cov, err
	}
	all, err := tracks(ctx, q, number, code)
	if err != nil {
		return cov, err
	}
	line, _ := g.Geometry.(orb.LineString)
	var parts []orb.LineString
	for _, t := range all {
		parts = append(parts, t.Geometry...)
	}
	cov.Tracks = len(all)
	walked, length := cover(line, parts, s.reach)
	sum := 0.0
	for _, w := range walked {
		sum += w[1] - w[0]
		cov.Walked = append(cov.Walked, Stretch{rounded(w[0], 3), rounded(w[1], 3)})
	}
	cov.LengthM = rounded(length, 3)
	cov.Left = gaps(cov.Walked, cov.LengthM)
	if len(all) > 0 && length > 0 {
		share := rounded(min(sum/length, 1), 6)
		cov.Covered = &share
	}
	return cov, nil
}

// recount writes down what the tracks of a line cover.
func (s *Store) recount(ctx context.Context, tx pgx.Tx, number int, code string) error {
	cov, err := s.covered(ctx, tx, number, code)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, queries.Get("recount"), number, code, cov.Covered, cov.Walked)
	return err
}

func visits(ctx context.Context, q data.Querier, number int, code string) ([]MarkerVisit, error) {
	rows, err := q.Query(ctx, queries.Get("visits"), number, code)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[MarkerVisit])
}

func rounded(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(x*scale) / scale
}
