package papers

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/boundaries"
	"cairn/data"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/paper"
	"cairn/internal/problem"
)

// Lines reads lines; boundaries.LineStore implements it.
type Lines interface {
	// Get is one line. Error: problem.NotFound.
	Get(ctx context.Context, code string) (boundaries.Line, error)
}

// Markers reads markers; boundaries.MarkerStore implements it.
type Markers interface {
	// Get is one marker. Error: problem.NotFound.
	Get(ctx context.Context, id uuid.UUID) (boundaries.Marker, error)
	// List gives markers by number. Error: problem.BadParameter.
	List(ctx context.Context, f boundaries.MarkerFilter, p boundaries.Paging) (boundaries.Page[boundaries.Marker], error)
}

// Store makes papers from the register.
type Store struct {
	db      *data.DB
	lines   Lines
	markers Markers
	now     func() time.Time
}

// NewStore makes the store of papers. They hold what the reader of the context may see.
func NewStore(db *data.DB, lines Lines, markers Markers) *Store {
	return &Store{db, coarseLines{lines}, coarseMarkers{markers}, time.Now}
}

// maxRows is the most markers of a table of results.
const maxRows = 5000

// Registration is the registration form of a marker; a blank one has its parties' number of
// signatures and nothing else. Error: problem.NotFound.
func (s *Store) Registration(ctx context.Context, id uuid.UUID, blank bool) (paper.Document, error) {
	m, err := s.markers.Get(ctx, id)
	if err != nil {
		return paper.Document{}, err
	}
	f := form{Marker: m, note: coarseNote(ctx)}
	codes := append([]string{m.ManagingArea}, m.CoArea...)
	for _, code := range m.Lines {
		l, err := s.lines.Get(ctx, code)
		if err != nil {
			return paper.Document{}, err
		}
		f.lines = append(f.lines, l)
		codes = append(codes, l.LeftArea, l.RightArea)
	}
	if f.names, err = s.names(ctx, codes); err != nil {
		return paper.Document{}, err
	}
	if blank {
		return blankForm(len(f.parties()), s.now()), nil
	}
	return f.document(s.now()), nil
}

// Scope says whose markers a table of results holds: a line's, or those with a party in an area.
type Scope struct {
	Line, Area string
	Blank      bool // the table without rows to be filled in by hand
}

// Results is the table of results of the markers of a line or an area. Errors:
// problem.NotFound; problem.BadParameter for an unknown area; problem.TooLarge for more than 5,000 markers.
func (s *Store) Results(ctx context.Context, scope Scope) (Results, error) {
	r := Results{at: s.now(), blank: scope.Blank}
	if !scope.Blank {
		r.coarse = coarseNote(ctx)
	}
	if scope.Line != "" {
		l, err := s.lines.Get(ctx, scope.Line)
		if err != nil {
			return r, err
		}
		r.of = l.Name
	}
	if scope.Area != "" {
		names, err := s.names(ctx, []string{scope.Area})
		if err != nil {
			return r, err
		}
		if names[scope.Area] == "" {
			return r, problem.Parameter("area", "boundaries.unknown_area", "code", scope.Area)
		}
		r.of = names[scope.Area]
	}
	if scope.Blank {
		return r, nil
	}
	page, err := s.markers.List(ctx, boundaries.MarkerFilter{Line: scope.Line, Area: scope.Area}, boundaries.Paging{Limit: maxRows})
	if err != nil {
		return r, err
	}
	if page.Next != "" {
		return r, problem.New(problem.TooLarge, "papers.too_many", "max", maxRows)
	}
	r.markers = page.Items
	codes := make([]string, len(r.markers))
	for i, m := range r.markers {
		codes[i] = m.ManagingArea
	}
	r.names, err = s.names(ctx, codes)
	return r, err
}

// names are the names of areas by their codes.
func (s *Store) names(ctx context.Context, codes []string) (map[string]string, error) {
	slices.Sort(codes)
	rows, err := s.db.Read().Query(ctx, queries.Get("names"), slices.Compact(codes))
	if err != nil {
		return nil, data.Problem(err)
	}
	all := map[string]string{}
	var code, name string
	_, err = pgx.ForEachRow(rows, []any{&code, &name}, func() error {
		all[code] = name
		return nil
	})
	return all, data.Problem(err)
}

// Workbook is the table as an Excel workbook.
func (r Results) Workbook() xlsx.Book { return xlsx.Book{Sheets: []xlsx.Sheet{r.sheet()}} }
