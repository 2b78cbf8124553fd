package gazetteer

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/problem"
)

// Search asks for entries by a name or a part of one, in Chinese or pinyin.
type Search struct {
	Text      string
	Area      string     // code of an area that holds them, "" for all
	Class     string     // class code or the beginning of one, "" for all
	Near      *orb.Point // of equally good matches those nearer to it go first; nil: no matter
	NearArea  string     // of equally good matches those in it go first; "": no matter
	Clearance int16      // the reader's: names of a higher grade are not found
	Suggest   bool       // while somebody types: cheap ways only
	Limit     int
}

// Hit is an entry that was found.
type Hit struct {
	ID          uuid.UUID `json:"id"`
	Name        string    `json:"name"`
	MatchedName string    `json:"matched_name" doc:"the name form that was found: the standard, short, alias or former name"`
	Pinyin      string    `json:"pinyin" doc:"as recorded, else as read by the dictionary, toneless"`
	Class       string    `json:"class"`
	AreaCode    string    `json:"area_code"`
	AreaPath    []string  `json:"area_path"`
	Lon         *float64  `json:"lon"`
	Lat         *float64  `json:"lat"`
	Score       float64   `json:"score" doc:"1 for the very name, smaller for less"`
}

// match is a name form that a tier found.
type match struct {
	PlaceID  uuid.UUID
	Text     string
	Kind     string
	Spaced   string
	Exact    bool
	Share    float64 // how much of the query a similar name has, 0 to 1
	Weight   int16
	AreaCode string
	Lon, Lat *float64
}

// Search finds entries, the best first: the standard name itself, its beginning, another
// name form, an area and a name in it (砚山 平远镇), a part of a name; then by pinyin and
// initials. When nothing was found so: names one typing error away, of the same sound or
// of one that is often confused, similar ones. Equal matches stand in the order of the
// preferred point or area, of administrative importance, then of the name. Each entry
// comes once, by its best name form. A tier is asked only while the limit is not reached.
// Error: problem.BadParameter for a text that is too long.
func (s *Store) Search(ctx context.Context, search Search) ([]Hit, error) {
	q := parseQuery(search.Text)
	if q.chars > maxQuery {
		return nil, problem.Parameter("q", "problem.too_long", "max", maxQuery)
	}
	found, err := s.find(ctx, search, q, maxAreas)
	if err != nil {
		return nil, data.Problem(err)
	}
	return s.hits(ctx, found, search.Clearance)
}

// find asks the tiers. Areas is how many areas the text may name before the name itself.
func (s *Store) find(ctx context.Context, search Search, q query, areas int) (finding, error) {
	found := finding{search: search, original: q.text, seen: map[uuid.UUID]bool{}}
	for _, t := range q.tiers(search) {
		if len(found.matches) >= search.Limit {
			break
		}
		if t.resort && len(found.matches) > 0 || t.deep && search.Suggest {
			continue
		}
		var err error
		if t.within {
			err = s.within(ctx, &found, q, t, areas)
		} else {
			err = s.ask(ctx, &found, t)
		}
		if err != nil {
			return found, err
		}
	}
	return found, nil
}

// ask adds what a tier finds: where something is preferred, what lies there first.
func (s *Store) ask(ctx context.Context, found *finding, t tier) error {
	var all []match
	for _, part := range []*tier{t.near, t.inside, &t} {
		if part == nil {
			continue
		}
		in := found.search
		if part == t.inside {
			in.Area = in.NearArea
		}
		matches, err := s.matches(ctx, in, part)
		if err != nil {
			return err
		}
		all = append(all, matches...)
	}
	found.add(t, all)
	return nil
}

func (s *Store) matches(ctx context.Context, in Search, t *tier) ([]match, error) {
	args := append([]any{t.mode(), in.Area, in.Class, in.Limit*2 + 10, in.Clearance}, t.args...)
	rows, err := s.db.Read().Query(ctx, queries.Get(t.query), args...)
	if err != nil {
		return nil, err
	}
	matches, err := pgx.CollectRows(rows, pgx.RowToStructByPos[match])
	if err != nil || t.judge == nil {
		return matches, err
	}
	for i := range matches {
		matches[i].Share = t.judge(matches[i])
	}
	matches = slices.DeleteFunc(matches, func(m match) bool { return m.Share == 0 })
	slices.SortStableFunc(matches, func(a, b match) int { return cmp.Compare(b.Share, a.Share) })
	return matches, nil
}

// finding collects the matches, each entry once.
type finding struct {
	search   Search
	original string
	seen     map[uuid.UUID]bool
	matches  []match
	scores   []float64
}

func (f *finding) add(t tier, matches []match) {
	// Names that are the very characters go before those that only compare equal (龍 and 龙).
	slices.SortStableFunc(matches, func(a, b match) int {
		if c := f.rank(a) - f.rank(b); c != 0 || !f.search.prefers() {
			return c
		}
		return cmp.Or(cmp.Compare(t.score(b), t.score(a)), f.prefer(a, b))
	})
	for _, m := range matches {
		f.take(m, t.score(m))
	}
}

func (f *finding) take(m match, score float64) {
	if f.seen[m.PlaceID] || len(f.matches) == f.search.Limit {
		return
	}
	f.seen[m.PlaceID] = true
	f.matches, f.scores = append(f.matches, m), append(f.scores, score)
}

// rank sorts within a tier only by how equal an exact match is: the SQL has put them first.
func (f *finding) rank(m match) int {
	switch {
	case !m.Exact || m.Kind != kindStandard:
		return 2
	case m.Text != f.original:
		return 1
	}
	return 0
}

func (in Search) prefers() bool { return in.Near != nil || in.NearArea != "" }

// prefer compares equally good matches: those in the preferred area first. Of those whose
// name only begins with the text the seats from the township up go in their order; then
// the nearer one.
func (f *finding) prefer(a, b match) int {
	in := f.search
	if in.NearArea != "" {
		if c := one(inArea(in.NearArea, b.AreaCode)) - one(inArea(in.NearArea, a.AreaCode)); c != 0 {
			return c
		}
	}
	if !a.Exact {
		if c := cmp.Compare(min(a.Weight, lowestSeat+1), min(b.Weight, lowestSeat+1)); c != 0 {
			return c
		}
	}
	if in.Near == nil {
		return cmp.Compare(a.Weight, b.Weight)
	}
	return cmp.Compare(a.from(*in.Near), b.from(*in.Near))
}

// lowestSeat is the weight of townships.
const lowestSeat = 4

func inArea(area, code string) bool { return len(code) >= len(area) && code[:len(area)] == area }

// from is the square of the distance to a point, in degrees of latitude; good enough to compare.
func (m *match) from(at orb.Point) float64 {
	if m.Lon == nil || m.Lat == nil {
		return math.Inf(1)
	}
	dx, dy := (*m.Lon-at[0])*math.Cos(at[1]*math.Pi/180), *m.Lat-at[1]
	return dx*dx + dy*dy
}

// hits reads what is shown of the matches.
func (s *Store) hits(ctx context.Context, f finding, clearance int16) ([]Hit, error) {
	hits := make([]Hit, 0, len(f.matches))
	if len(f.matches) == 0 {
		return hits, nil
	}
	ids := make([]uuid.UUID, len(f.matches))
	for i, m := range f.matches {
		ids[i] = m.PlaceID
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("search_hits"), ids, clearance)
	if err != nil {
		return nil, data.Problem(err)
	}
	places, err := pgx.CollectRows(rows, pgx.RowToStructByPos[shown])
	if err != nil {
		return nil, data.Problem(err)
	}
	for _, p := range places {
		m := f.matches[p.N-1]
		h := Hit{ID: m.PlaceID, Name: p.Name, MatchedName: m.Text, Pinyin: p.Pinyin, Class: p.Class,
			AreaCode: p.AreaCode, AreaPath: p.AreaPath, Lon: p.Lon, Lat: p.Lat, Score: f.scores[p.N-1]}
		if h.Pinyin == "" {
			h.Pinyin = p.Spaced
		}
		hits = append(hits, h)
	}
	return hits, nil
}

// shown is what search_hits.sql reads of the Nth match.
type shown struct {
	N                                     int
	Name, Pinyin, Spaced, Class, AreaCode string
	AreaPath                              []string
	Lon, Lat                              *float64
}
