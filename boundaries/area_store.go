package boundaries

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

// AreaStore reads areas; they are written by import and by changes of areas (areachange).
type AreaStore struct{ db *data.DB }

// NewAreaStore makes the store of areas.
func NewAreaStore(db *data.DB) *AreaStore { return &AreaStore{db} }

// AreaFilter chooses areas; empty fields choose all.
type AreaFilter struct {
	Level  string
	Parent string
	AsOf   string // YYYY-MM-DD; "": today
}

func today() string { return chinatime.Day(time.Now()) }

// List gives the areas that are valid on the day by code, neighbours outside the prefecture too (marked external).
// Error: problem.BadParameter.
func (s *AreaStore) List(ctx context.Context, f AreaFilter, p Paging) (Page[Area], error) {
	var r rules
	if f.Level != "" {
		r.oneOf("level", f.Level, Province, PrefectureLvl, County, Township, Village)
	}
	if f.Parent != "" {
		r.areaCode("parent", f.Parent)
	}
	if f.AsOf == "" {
		f.AsOf = today()
	}
	r.day("as_of", &f.AsOf)
	if err := r.parameters(); err != nil {
		return Page[Area]{}, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("area_list"), f.Level, f.Parent, p.After, p.size()+1, f.AsOf)
	if err != nil {
		return Page[Area]{}, err
	}
	areas, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (a Area, err error) {
		return a, row.Scan(&a.Code, &a.Name, &a.Level, &a.Parent, &a.External)
	})
	return page(areas, p.size(), func(a Area) string { return a.Code }), err
}

// Get is one area with seat, box, path, predecessors and successors, as of today. A code
// that has ended answers with its last state. Error: problem.NotFound.
func (s *AreaStore) Get(ctx context.Context, code string) (AreaDetail, error) {
	return s.GetAsOf(ctx, code, today())
}

// GetAsOf is Get in the state that held on a day (YYYY-MM-DD, "" for today), if one did.
// Errors: problem.NotFound, problem.BadParameter for what is no day.
func (s *AreaStore) GetAsOf(ctx context.Context, code, day string) (AreaDetail, error) {
	var a AreaDetail
	var r rules
	if day == "" {
		day = today()
	}
	if r.day("as_of", &day); r.parameters() != nil {
		return a, r.parameters()
	}
	var seat, box data.Geom
	err := s.db.Read().QueryRow(ctx, queries.Get("area_get"), code, day).Scan(&a.Code, &a.Name, &a.Level, &a.Parent,
		&a.External, &a.Formal, &a.Pinyin, &seat, &box, &a.Path, &a.ValidFrom, &a.ValidTo,
		&a.Successors, &a.Predecessors, &a.States, &a.Now)
	if errors.Is(err, pgx.ErrNoRows) {
		return a, problem.New(problem.NotFound, "problem.not_found", "what", "area", "id", code)
	}
	if err != nil {
		return a, err
	}
	if seat.Geometry != nil {
		p := seat.Bound().Min
		a.Seat = &[2]float64{p[0], p[1]}
	}
	if box.Geometry != nil {
		b := box.Bound()
		a.BBox = &[4]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}
	}
	return a, nil
}
