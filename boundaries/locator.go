package boundaries

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/geo"
	"cairn/internal/chinatime"
)

// Locator tells which areas hold a point, from memory. A point on an edge that areas share
// belongs to exactly one county and exactly one township, and that township is in that
// county. It is safe for concurrent use; a refresh replaces everything at once, and so does
// the first question of a day on which areas begin or end.
type Locator struct {
	db      *data.DB
	now     func() time.Time
	loading sync.Mutex // one load at a time, so that the last one wins
	current atomic.Pointer[atlas]

	mu     sync.Mutex
	others []*atlas // of other days, the last read first
	loads  int      // of current: what was read of other days before one is not kept
}

// mostAtlases is how many states of other days are kept in memory.
const mostAtlases = 4

// atlas is one state of the areas.
type atlas struct {
	index *geo.Index[*located]
	from  string // first day of the state, YYYY-MM-DD; "": since ever
	until string // first day of the next one; "": none is known
	heirs map[string][]string
}

// holds reports whether the atlas is that of a day.
func (a *atlas) holds(day string) bool { return a.from <= day && (a.until == "" || day < a.until) }

// located is an area with a polygon, and its chain from the province down to itself.
type located struct {
	code, level string
	refs        []AreaRef
	codes       []string
}

// NewLocator loads the areas.
func NewLocator(ctx context.Context, db *data.DB) (*Locator, error) {
	l := &Locator{db: db, now: time.Now}
	return l, l.load(ctx)
}

// Locate gives the areas that hold p (lon/lat) today, province → township as far as known;
// none outside all polygons. The caller must not change the slice.
func (l *Locator) Locate(p orb.Point) []AreaRef {
	if a := l.today().at(p); a != nil {
		return a.refs
	}
	return nil
}

// LocateOn is Locate as of a day, YYYY-MM-DD. Errors: problem.BadParameter for what is no
// day; the database's.
func (l *Locator) LocateOn(ctx context.Context, day string, points []orb.Point) ([][]AreaRef, error) {
	var r rules
	if r.day("as_of", &day); r.parameters() != nil {
		return nil, r.parameters()
	}
	a, err := l.on(ctx, day)
	if err != nil {
		return nil, err
	}
	found := make([][]AreaRef, len(points))
	for i, p := range points {
		if inner := a.at(p); inner != nil {
			found[i] = inner.refs
		}
	}
	return found, nil
}

// CodesAt gives the codes of the areas that hold p today, outermost first. The caller must
// not change the slice.
func (l *Locator) CodesAt(p orb.Point) []string {
	if a := l.today().at(p); a != nil {
		return a.codes
	}
	return nil
}

// Heirs gives the areas of today that stand for a code that a change of areas has ended; none
// for any other code.
func (l *Locator) Heirs(code string) []string { return l.today().heirs[code] }

// Refresh loads the areas again when one of the events is about areas; a handler for data.Feed.
func (l *Locator) Refresh(ctx context.Context, events []data.Event) error {
	if !slices.ContainsFunc(events, func(e data.Event) bool { return e.Topic == "area" }) {
		return nil
	}
	return l.load(ctx)
}

// patience bounds the load that a question on a new day waits for.
const patience = 5 * time.Second

// today is the state of today. Where areas begin or end today it is loaded first; should
// the database be out of reach, the state before answers.
func (l *Locator) today() *atlas {
	a, day := l.current.Load(), l.day()
	if a.until == "" || day < a.until {
		return a
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := l.loadFor(ctx, day); err != nil {
		return a
	}
	return l.current.Load()
}

func (l *Locator) day() string { return chinatime.Day(l.now()) }

// on is the state of a day, from memory where it was asked for lately.
func (l *Locator) on(ctx context.Context, day string) (*atlas, error) {
	if a := l.today(); a.holds(day) {
		return a, nil
	}
	l.mu.Lock()
	kept, loads := l.others, l.loads
	l.mu.Unlock()
	for _, a := range kept {
		if a.holds(day) {
			return a, nil
		}
	}
	a, err := l.read(ctx, day)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if loads == l.loads {
		l.others = append([]*atlas{a}, l.others[:min(len(l.others), mostAtlases-1)]...)
	}
	return a, nil
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

// load reads the state of today anew, whatever is in memory.
func (l *Locator) load(ctx context.Context) error {
	l.loading.Lock()
	defer l.loading.Unlock()
	return l.replace(ctx, l.day())
}

// loadFor reads the state of a day unless another question has done so meanwhile.
func (l *Locator) loadFor(ctx context.Context, day string) error {
	l.loading.Lock()
	defer l.loading.Unlock()
	if l.current.Load().holds(day) {
		return nil
	}
	return l.replace(ctx, day)
}

func (l *Locator) replace(ctx context.Context, day string) error {
	a, err := l.read(ctx, day)
	if err != nil {
		return err
	}
	if err := a.readHeirs(ctx, l.db.Read(), day); err != nil {
		return data.Problem(err)
	}
	l.current.Store(a)
	l.mu.Lock()
	l.others, l.loads = nil, l.loads+1
	l.mu.Unlock()
	return nil
}

// read reads the state of a day.
func (l *Locator) read(ctx context.Context, day string) (*atlas, error) {
	rows, err := l.db.Read().Query(ctx, queries.Get("locator_areas"), day)
	if err != nil {
		return nil, data.Problem(err)
	}
	a := &atlas{index: geo.NewIndex[*located]()}
	chains := map[string]*located{}
	var ref AreaRef
	var parent, from, until *string
	var g data.Geom
	_, err = pgx.ForEachRow(rows, []any{&ref.Code, &ref.Name, &ref.Level, &parent, &g, &from, &until}, func() error {
		area := &located{code: ref.Code, level: ref.Level}
		if above := chains[deref(parent)]; above != nil {
			area.refs, area.codes = slices.Clone(above.refs), slices.Clone(above.codes)
		}
		area.refs, area.codes = append(area.refs, ref), append(area.codes, ref.Code)
		chains[ref.Code], a.from, a.until = area, deref(from), deref(until)
		if g.Geometry == nil {
			return nil
		}
		return a.index.Insert(g.Geometry, area)
	})
	return a, data.Problem(err)
}

func (a *atlas) readHeirs(ctx context.Context, q data.Querier, day string) error {
	rows, err := q.Query(ctx, queries.Get("locator_heirs"), day)
	if err != nil {
		return err
	}
	a.heirs = map[string][]string{}
	var code string
	var heirs []string
	_, err = pgx.ForEachRow(rows, []any{&code, &heirs}, func() error {
		a.heirs[code] = slices.Clone(heirs)
		return nil
	})
	return err
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
