package boundaries

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/geo"
)

// Locator tells which areas hold a point, from memory. A point on an edge that areas share
// belongs to exactly one county and exactly one township, and that township is in that
// county. It is safe for concurrent use; a refresh replaces everything at once.
type Locator struct {
	db      *data.DB
	loading sync.Mutex // one load at a time, so that the last one wins
	current atomic.Pointer[atlas]
}

// atlas is one state of the areas.
type atlas struct {
	index *geo.Index[*located]
}

// located is an area with a polygon, and its chain from the province down to itself.
type located struct {
	code, level string
	refs        []AreaRef
	codes       []string
}

// NewLocator loads the areas.
func NewLocator(ctx context.Context, db *data.DB) (*Locator, error) {
	l := &Locator{db: db}
	return l, l.load(ctx)
}

// Locate gives the areas that hold p (lon/lat), province → township as far as known; none
// outside all polygons. The caller must not change the slice.
func (l *Locator) Locate(p orb.Point) []AreaRef {
	if a := l.current.Load().at(p); a != nil {
		return a.refs
	}
	return nil
}

// CodesAt gives the codes of the areas that hold p, outermost first. The caller must not
// change the slice.
func (l *Locator) CodesAt(p orb.Point) []string {
	if a := l.current.Load().at(p); a != nil {
		return a.codes
	}
	return nil
}

// Refresh loads the areas again when one of the events is about areas; a handler for data.Feed.
func (l *Locator) Refresh(ctx context.Context, events []data.Event) error {
	if !slices.ContainsFunc(events, func(e data.Event) bool { return e.Topic == "area" }) {
		return nil
	}
	return l.load(ctx)
}

// at is the innermost area that owns p. Its parents follow from the codes on file, so the
// answer never names a township of one county and another county, whatever the outlines.
func (a *atlas) at(p orb.Point) *located {
	owners := geo.Owners(a.index.Hits(p), func(l *located) string { return l.level }, func(l *located) string { return l.code })
	var inner *located
	for _, o := range owners {
		if inner == nil || len(o.code) > len(inner.code) {
			inner = o
		}
	}
	return inner
}

func (l *Locator) load(ctx context.Context) error {
	l.loading.Lock()
	defer l.loading.Unlock()
	rows, err := l.db.Read().Query(ctx, queries.Get("locator_areas"))
	if err != nil {
		return data.Problem(err)
	}
	a := &atlas{index: geo.NewIndex[*located]()}
	chains := map[string]*located{}
	var ref AreaRef
	var parent *string
	var g data.Geom
	_, err = pgx.ForEachRow(rows, []any{&ref.Code, &ref.Name, &ref.Level, &parent, &g}, func() error {
		area := &located{code: ref.Code, level: ref.Level}
		if above := chains[deref(parent)]; above != nil {
			area.refs, area.codes = slices.Clone(above.refs), slices.Clone(above.codes)
		}
		area.refs, area.codes = append(area.refs, ref), append(area.codes, ref.Code)
		chains[ref.Code] = area
		if g.Geometry == nil {
			return nil
		}
		return a.index.Insert(g.Geometry, area)
	})
	if err != nil {
		return data.Problem(err)
	}
	l.current.Store(a)
	return nil
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
