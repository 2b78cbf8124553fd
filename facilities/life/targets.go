package life

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// GreeningStep is a greening share to be reached by the end of a year.
type GreeningStep struct {
	Year    int     `json:"year"`
	Percent float64 `json:"percent" doc:"0 to 100"`
}

// GreeningTarget is what a prefecture or a county wants of its burial grounds by year; a
// county without one follows the prefecture. Which steps there are (30, 60, 90, 100 % in the
// plans) is data.
type GreeningTarget struct {
	AreaCode string         `json:"area_code"`
	Steps    []GreeningStep `json:"steps" doc:"by year, never falling"`
	Document string         `json:"document" required:"false"`
	Version  int64          `json:"version" required:"false" doc:"0: none is set yet"`
}

// GreeningTargets are all targets that are set, by area.
func (s *Store) GreeningTargets(ctx context.Context) ([]GreeningTarget, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("targets"))
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[GreeningTarget])
	return all, data.Problem(err)
}

// PutGreeningTarget sets the targets of an area whose targets are at the version, 0 for one
// that has none; without steps it has none again, and follows the area above.
// Errors: problem.Unauthorized, Forbidden, Stale, Invalid.
func (s *Store) PutGreeningTarget(ctx context.Context, c data.Change, t GreeningTarget, version int64) (GreeningTarget, error) {
	slices.SortFunc(t.Steps, func(a, b GreeningStep) int { return cmp.Compare(a.Year, b.Year) })
	if err := c.Actor.Check(actor.PlanFacility, t.AreaCode); err != nil {
		return t, err
	}
	if err := t.validate(); err != nil {
		return t, err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		var current int64
		err := tx.QueryRow(ctx, queries.Get("target_lock"), t.AreaCode).Scan(&current)
		switch {
		case err != nil && !errors.Is(err, pgx.ErrNoRows):
			return err
		case current != version:
			return problem.New(problem.Stale, "problem.stale", "version", current)
		}
		levels, err := areasOf(ctx, tx, []string{t.AreaCode})
		if err != nil {
			return err
		}
		if level := levels[t.AreaCode]; level != "prefecture" && level != "county" {
			return problem.InvalidFields(problem.Bad("area_code", "facilitylife.target_area", "area", t.AreaCode))
		}
		return tx.QueryRow(ctx, queries.Get("target_put"), t.AreaCode, t.Steps, t.Document).Scan(&t.Version)
	})
	return t, err
}

func (t *GreeningTarget) validate() error {
	var bad problem.Fields
	last := GreeningStep{}
	for i, s := range t.Steps {
		switch {
		case s.Year < firstYear || s.Year > lastYear:
			bad.Bad(at("steps", i, "year"), "problem.out_of_range", "min", firstYear, "max", lastYear)
		case s.Year == last.Year:
			bad.Bad(at("steps", i, "year"), "facilitylife.twice")
		}
		if !(s.Percent >= 0 && s.Percent <= 100) {
			bad.Bad(at("steps", i, "percent"), "problem.out_of_range", "min", 0, "max", 100)
		} else if s.Percent < last.Percent {
			bad.Bad(at("steps", i, "percent"), "facilitylife.target_falls")
		}
		last = s
	}
	bad.Line("document", t.Document, maxLine)
	if t.Steps == nil {
		t.Steps = []GreeningStep{}
	}
	return bad.Err()
}

// lastYear is the last year that a plan may name.
const lastYear = 2200
