package boundaries

import (
	"context"
	"errors"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// LineStore reads lines and changes their attributes. Lines and their courses come by import.
type LineStore struct{ db *data.DB }

// NewLineStore makes the store of lines.
func NewLineStore(db *data.DB) *LineStore { return &LineStore{db} }

// LineFilter chooses lines; empty fields choose all.
type LineFilter struct {
	Area  string // lines where either party lies in it
	Level string
}

// List gives lines by code. Error: problem.BadParameter.
func (s *LineStore) List(ctx context.Context, f LineFilter, p Paging) (Page[Line], error) {
	if err := prefix(f.Area); err != nil {
		return Page[Line]{}, err
	}
	var r rules
	if f.Level != "" {
		r.oneOf("level", f.Level, Province, PrefectureLvl, County, Township)
	}
	if err := r.parameters(); err != nil {
		return Page[Line]{}, err
	}
	lines, err := readLines(ctx, s.db.Read(), "", f, p)
	return page(lines, p.size(), func(l Line) string { return l.Code }), err
}

// Get is one line. Error: problem.NotFound.
func (s *LineStore) Get(ctx context.Context, code string) (Line, error) {
	return getLine(ctx, s.db.Read(), code)
}

// Update changes a line from the version that the caller has read; edit changes the
// attributes, and its error ends the update. Either party may write. A line that a change of
// areas ended is history and stays as it was; the lines that succeeded it can be changed.
// Errors: problem.NotFound, Unauthorized, Forbidden, Stale, Invalid; Conflict for an ended line.
func (s *LineStore) Update(ctx context.Context, c data.Change, code string, version int64, edit func(*LineInput) error) (Line, error) {
	var changed Line
	if err := c.Actor.Check(actor.EditLine); err != nil {
		return changed, err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := lockLine(ctx, tx, c.Actor, code, version); err != nil {
			return err
		}
		before, err := getLine(ctx, tx, code)
		if err != nil {
			return err
		}
		in := before.input()
		if err := edit(&in); err != nil {
			return err
		}
		in.Normalize()
		if err := in.Validate(); err != nil {
			return err
		}
		if err := in.checkLeading(ctx, tx, before.LeftArea, before.RightArea); err != nil {
			return err
		}
		if err := updateLine(ctx, tx, code, in); err != nil {
			return err
		}
		changed, err = getLine(ctx, tx, code)
		return err
	})
	return changed, err
}

func updateLine(ctx context.Context, tx pgx.Tx, code string, in LineInput) error {
	_, err := tx.Exec(ctx, queries.Get("line_update"), code, in.Name, in.AgreedLengthKm, in.Agreement, in.Status, in.ShortCode,
		in.AgreementOn, in.AgreementParties, in.MapSheets, in.LeadingArea, in.CooperatingArea)
	return err
}

// checkLeading refuses a leading or cooperating party that has no part in the line: it is
// either of its parties or, where the line runs along the outside, a neighbour outside. One
// of the two is a party. Error: problem.Invalid.
func (in LineInput) checkLeading(ctx context.Context, q data.Querier, left, right string) error {
	if in.LeadingArea == "" && in.CooperatingArea == "" {
		return nil
	}
	var allowed []string
	err := q.QueryRow(ctx, queries.Get("line_leading"), left, right, []string{in.LeadingArea, in.CooperatingArea}).Scan(&allowed)
	if err != nil {
		return err
	}
	var r rules
	party := func(code string) bool { return code == left || code == right }
	for _, side := range [...]struct{ field, code string }{{"leading_area", in.LeadingArea}, {"cooperating_area", in.CooperatingArea}} {
		if side.code != "" && !party(side.code) && !slices.Contains(allowed, side.code) {
			r.bad(side.field, "boundaries.no_part", "code", side.code, "left", left, "right", right)
		}
	}
	if in.LeadingArea != "" && in.CooperatingArea != "" && !party(in.LeadingArea) && !party(in.CooperatingArea) {
		r.bad("leading_area", "boundaries.no_part", "code", in.LeadingArea, "left", left, "right", right)
	}
	return r.err()
}

// History is every version of a line, newest first. Error: problem.NotFound.
func (s *LineStore) History(ctx context.Context, code string) ([]data.Version, error) {
	return history(ctx, s.db.Read(), "line", code, "boundary_line")
}

// lockLine locks a line in force for the actor, who must be of either party and know its version.
func lockLine(ctx context.Context, tx pgx.Tx, who actor.Actor, code string, version int64) error {
	var current int64
	var left, right string
	var ended *string
	err := tx.QueryRow(ctx, queries.Get("line_lock"), code).Scan(&current, &left, &right, &ended)
	if errors.Is(err, pgx.ErrNoRows) {
		return problem.New(problem.NotFound, "problem.not_found", "what", "line", "id", code)
	}
	if err != nil {
		return err
	}
	if err := who.CheckEither(actor.EditLine, left, right); err != nil {
		return err
	}
	if ended != nil {
		return problem.New(problem.Conflict, "boundaries.line_ended", "code", code, "day", *ended)
	}
	return fresh(current, version)
}

// fresh refuses a change of another version than the current one.
func fresh(current, version int64) error {
	if current != version {
		return problem.New(problem.Stale, "problem.stale", "version", current)
	}
	return nil
}

func history(ctx context.Context, q data.Querier, entity, id, table string) ([]data.Version, error) {
	versions, err := data.History(ctx, q, entity, id, table)
	if err == nil && len(versions) == 0 {
		err = problem.New(problem.NotFound, "problem.not_found", "what", entity, "id", id)
	}
	return versions, err
}

func getLine(ctx context.Context, q data.Querier, code string) (Line, error) {
	lines, err := readLines(ctx, q, code, LineFilter{}, Paging{Limit: 1})
	if err == nil && (len(lines) == 0 || code == "") {
		err = problem.New(problem.NotFound, "problem.not_found", "what", "line", "id", code)
	}
	if err != nil {
		return Line{}, err
	}
	return lines[0], nil
}

func readLines(ctx context.Context, q data.Querier, code string, f LineFilter, p Paging) ([]Line, error) {
	rows, err := q.Query(ctx, queries.Get("lines"), code, f.Area, f.Level, p.After, p.size()+1)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanLine)
}

func scanLine(row pgx.CollectableRow) (l Line, err error) {
	var g data.Geom
	err = row.Scan(&l.Code, &l.Name, &l.Level, &l.LeftArea, &l.LeftName, &l.RightArea, &l.RightName, &l.NeighbourCounties,
		&l.ShortCode, &l.AgreedLengthKm, &l.GeodesicLengthKm, &l.Agreement, &l.Status, &g, &l.Version, &l.UpdatedAt,
		&l.ValidFrom, &l.ValidTo, &l.Results, &l.Markers, &l.Successors, &l.Predecessors, &l.GridLengthKm, &l.GridCRS,
		&l.AgreementOn, &l.AgreementParties, &l.MapSheets, &l.LeadingArea, &l.LeadingName, &l.CooperatingArea, &l.CooperatingName)
	if err != nil {
		return l, err
	}
	l.Geometry, _ = g.Geometry.(orb.LineString)
	b := l.Geometry.Bound()
	l.BBox = [4]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}
	return l, nil
}
