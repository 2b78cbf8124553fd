package course

import (
	"context"
	"errors"
	"math"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/data"
	"cairn/geo"
	"cairn/internal/problem"
)

// Lines reads lines; boundaries.LineStore implements it.
type Lines interface {
	// Get is one line. Error: problem.NotFound.
	Get(ctx context.Context, code string) (boundaries.Line, error)
}

// Store makes profiles of lines and keeps the descriptions of their courses.
type Store struct {
	db    *data.DB
	lines Lines
}

// NewStore makes the store of courses.
func NewStore(db *data.DB, lines Lines) *Store { return &Store{db, lines} }

// Profile is a line by chainage, as it is on file now. Error: problem.NotFound.
func (s *Store) Profile(ctx context.Context, code string) (Profile, error) {
	line, err := s.lines.Get(ctx, code)
	if err != nil {
		return Profile{}, err
	}
	q := s.db.Read()
	home, err := boundaries.Prefecture(ctx, q)
	if err != nil {
		return Profile{}, data.Problem(err)
	}
	markers, err := collect(ctx, q, "markers", code, scanMarker)
	if err != nil {
		return Profile{}, err
	}
	crossings, err := collect(ctx, q, "crossings", code, scanCrossing)
	if err != nil {
		return Profile{}, err
	}
	return Build(line, markers, crossings, zoneOf(home, line.Geometry)), nil
}

// zoneOf is the prefecture's grid zone; before one is known that of the line.
func zoneOf(home boundaries.Home, line orb.LineString) geo.Zone {
	if zone, ok := home.Zone(); ok {
		return zone
	}
	return geo.Zone{Width: 3, Number: int(math.Round(line.Bound().Center()[0] / 3))}
}

func collect[T any](ctx context.Context, q data.Querier, query, code string, scan pgx.RowToFunc[T]) ([]T, error) {
	rows, err := q.Query(ctx, queries.Get(query), code)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, scan)
	return all, data.Problem(err)
}

func scanMarker(row pgx.CollectableRow) (m Marker, err error) {
	var g data.Geom
	err = row.Scan(&m.ID, &m.Number, &m.Type, &m.Lines, &g, &m.HeightM)
	m.Position, _ = g.Geometry.(orb.Point)
	return m, err
}

func scanCrossing(row pgx.CollectableRow) (c Crossing, err error) {
	var g data.Geom
	err = row.Scan(&c.Kind, &c.Code, &c.Name, &c.Level, &g)
	c.At, _ = g.Geometry.(orb.Point)
	return c, err
}

// left is the description as a person left it; the zero value but for version 1 where
// nobody has.
func left(ctx context.Context, q data.Querier, code string) (edit, error) {
	e := edit{version: 1}
	err := q.QueryRow(ctx, queries.Get("get"), code).Scan(&e.text, &e.AgreementText, &e.draftedFrom, &e.by, &e.at, &e.version)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return e, data.Problem(err)
}

func unknownLine(code string) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", "line", "id", code)
}
