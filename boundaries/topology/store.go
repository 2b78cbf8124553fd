package topology

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/data"
)

// Store checks the lines of the database, or others beside what the database holds.
type Store struct{ db *data.DB }

// NewStore makes the store of checks.
func NewStore(db *data.DB) *Store { return &Store{db} }

// LineFaults is the outcome of a check.
type LineFaults struct {
	At       time.Time   `json:"at" doc:"when the check was made; each request makes one"`
	Lines    int         `json:"lines" doc:"how many lines were checked"`
	Markers  int         `json:"markers"`
	Areas    int         `json:"areas" doc:"how many areas on file were compared with what their lines close"`
	Errors   int         `json:"errors"`
	Warnings int         `json:"warnings"`
	Findings []LineFault `json:"findings" doc:"errors first"`
}

// Check checks all lines on file; a line alone has no neighbours. Nothing is changed.
func (s *Store) Check(ctx context.Context) (LineFaults, error) {
	set, err := s.load(ctx)
	if err != nil {
		return LineFaults{}, err
	}
	return s.judge(ctx, set, true)
}

// CheckLines checks lines that are not loaded: among themselves, with the markers and the
// national border of the database, and against those areas on file that they close.
func (s *Store) CheckLines(ctx context.Context, lines []Line) (LineFaults, error) {
	set, err := s.load(ctx)
	if err != nil {
		return LineFaults{}, err
	}
	set.Lines = lines
	return s.judge(ctx, set, false)
}

func (s *Store) judge(ctx context.Context, set Set, whole bool) (LineFaults, error) {
	report := LineFaults{At: time.Now().UTC().Truncate(time.Second), Lines: len(set.Lines), Markers: len(set.Markers), Areas: len(set.Areas)}
	c := run(set, DefaultLimits)
	found := c.found
	if len(set.Areas) > 0 {
		differs, err := s.compare(ctx, c, whole)
		if err != nil {
			return report, err
		}
		found = append(found, differs...)
	}
	report.Findings = sorted(found)
	report.count()
	return report, nil
}

// Only leaves the findings that pass.
func (r LineFaults) Only(pass func(*LineFault) bool) LineFaults {
	kept := []LineFault{}
	for i := range r.Findings {
		if pass(&r.Findings[i]) {
			kept = append(kept, r.Findings[i])
		}
	}
	r.Findings = kept
	r.count()
	return r
}

func (r *LineFaults) count() {
	r.Errors, r.Warnings = 0, 0
	for _, f := range r.Findings {
		if f.Severity == Error {
			r.Errors++
		} else {
			r.Warnings++
		}
	}
}

// load reads what the database holds.
func (s *Store) load(ctx context.Context) (Set, error) {
	var set Set
	q := s.db.Read()
	edges, err := boundaries.ClosingEdges(ctx, q, "")
	if err != nil {
		return set, err
	}
	for _, e := range edges {
		for _, part := range e.Geometry {
			set.Closing = append(set.Closing, part)
		}
	}
	if set.Lines, err = collect(ctx, q, "lines", scanLine); err != nil {
		return set, err
	}
	if set.Markers, err = collect(ctx, q, "markers", scanMarker); err != nil {
		return set, err
	}
	set.Areas, err = collect(ctx, q, "areas", scanArea)
	return set, err
}

func collect[T any](ctx context.Context, q data.Querier, query string, scan pgx.RowToFunc[T]) ([]T, error) {
	rows, err := q.Query(ctx, queries.Get(query))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scan)
}

func scanLine(row pgx.CollectableRow) (l Line, err error) {
	var g data.Geom
	err = row.Scan(&l.Code, &l.Name, &l.Level, &l.Left, &l.Right, &l.ShortCode, &l.AgreedKm, &g)
	l.Course, _ = g.Geometry.(orb.LineString)
	return l, err
}

func scanMarker(row pgx.CollectableRow) (m Marker, err error) {
	var g data.Geom
	err = row.Scan(&m.ID, &m.Number, &m.Type, &m.Lines, &g)
	m.Position, _ = g.Geometry.(orb.Point)
	return m, err
}

func scanArea(row pgx.CollectableRow) (a Area, err error) {
	var g data.Geom
	err = row.Scan(&a.Code, &a.Name, &a.Level, &g)
	a.Outline, _ = g.Geometry.(orb.MultiPolygon)
	return a, err
}
