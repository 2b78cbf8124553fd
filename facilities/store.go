package facilities

import (
	"context"
	"embed"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("facilities", sqlFiles)

// AreaLocator says which areas hold a point: their codes, outermost first (province …
// township); none when it lies in no known area.
type AreaLocator interface {
	CodesAt(p orb.Point) []string
}

// Store keeps the facilities.
type Store struct {
	db      *data.DB
	locator AreaLocator
	now     func() time.Time
}

// NewStore makes a store on the database; the locator finds the areas of positions.
func NewStore(db *data.DB, locator AreaLocator) *Store {
	return &Store{db: db, locator: locator, now: time.Now}
}

// today is the day in Asia/Shanghai.
func (s *Store) today() Day { return Today(s.now()) }

// Catalogue is the kinds and groups.
func (s *Store) Catalogue(ctx context.Context) (Catalogue, error) {
	c, err := loadCatalogue(ctx, s.db.Read())
	return c, data.Problem(err)
}

// Kind is a kind of facility, retired ones too. Error: problem.NotFound.
func (s *Store) Kind(ctx context.Context, code string) (Kind, error) {
	c, err := s.Catalogue(ctx)
	if err != nil {
		return Kind{}, err
	}
	k, ok := c.Kind(code)
	if !ok {
		return Kind{}, notFoundKind("facility_kind", code)
	}
	return k, nil
}

// Group is a group of kinds, retired ones too. Error: problem.NotFound.
func (s *Store) Group(ctx context.Context, code string) (Group, error) {
	c, err := s.Catalogue(ctx)
	if err != nil {
		return Group{}, err
	}
	return c.group(code)
}

// Get is a facility, retired ones too. Error: problem.NotFound.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (Facility, error) {
	f, err := getFacility(ctx, s.db.Read(), id, s.today())
	return f, data.Problem(err)
}

func getFacility(ctx context.Context, q data.Querier, id uuid.UUID, today Day) (Facility, error) {
	rows, err := q.Query(ctx, queries.Get("get"), id)
	if err != nil {
		return Facility{}, err
	}
	f, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByNameLax[Facility])
	if err == pgx.ErrNoRows {
		return Facility{}, notFound(id.String())
	}
	f.setStatus(today)
	return f, err
}

func notFound(id string) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", "facility", "id", id)
}

// Filter says which facilities are listed; empty fields do not restrict.
type Filter struct {
	Area   string // code of an area that holds them
	Kind   string // kind or group
	Status string // status of today
	Text   string // part of the name

	AfterArea string // area and id of the last facility of the page before
	AfterID   uuid.UUID
	Limit     int
}

// List is the facilities that fit, by area and id, retired ones left out: one more than
// the limit when more follow. Error: problem.BadParameter for an unknown kind or status.
func (s *Store) List(ctx context.Context, f Filter) ([]Facility, error) {
	q := s.db.Read()
	kinds, err := kindsOf(ctx, q, f.Kind)
	if err != nil {
		return nil, data.Problem(err)
	}
	if f.Status != "" && !slices.Contains(statuses, f.Status) {
		return nil, problem.Parameter("status", "problem.unknown_value", "allowed", strings.Join(statuses, ", "))
	}
	today := s.today()
	rows, err := q.Query(ctx, queries.Get("list"), f.Area, kinds, f.Status, today, f.Text, f.AfterArea, f.AfterID, f.Limit+1)
	if err != nil {
		return nil, data.Problem(err)
	}
	items, err := pgx.CollectRows(rows, pgx.RowToStructByNameLax[Facility])
	for i := range items {
		items[i].setStatus(today)
	}
	return items, data.Problem(err)
}

// kindsOf is the kinds that a code stands for, nil for all.
func kindsOf(ctx context.Context, q data.Querier, code string) ([]string, error) {
	if code == "" {
		return nil, nil
	}
	catalogue, err := loadCatalogue(ctx, q)
	if err != nil {
		return nil, err
	}
	kinds := catalogue.KindsOf(code)
	if kinds == nil {
		return nil, problem.Parameter("kind", "problem.unknown_value", "allowed", catalogue.codes())
	}
	return kinds, nil
}

// History is every version of a facility, newest first. Error: problem.NotFound.
func (s *Store) History(ctx context.Context, id uuid.UUID) ([]data.Version, error) {
	versions, err := data.History(ctx, s.db.Read(), "facility", id.String(), "facility")
	if err == nil && len(versions) == 0 {
		err = notFound(id.String())
	}
	return versions, data.Problem(err)
}
