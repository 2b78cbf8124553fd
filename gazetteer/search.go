package gazetteer

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
)

// Search asks for entries by a name or a part of one, in Chinese or pinyin.
type Search struct {
	Text  string
	Area  string // code of an area that holds them, "" for all
	Class string // class code or the beginning of one, "" for all
	Limit int
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
	PlaceID uuid.UUID
	Text    string
	Kind    string
	Spaced  string
	Exact   bool
	Share   float64 // how much of the query a similar name has, 0 to 1
}

// Search finds entries, the best first: the standard name itself, its beginning, another
// name form, a part of a name, a similar name; then by pinyin and initials. Equal matches
// stand in the order of administrative importance, then of the name. Each entry comes
// once, by its best name form. A tier is asked only while the limit is not reached.
// Error: problem.BadParameter for a text that is too long.
func (s *Store) Search(ctx context.Context, search Search) ([]Hit, error) {
	q := parseQuery(search.Text)
	if q.chars > maxQuery {
		return nil, badParameter("q", "problem.too_long", "max", maxQuery)
	}
	found := finding{limit: search.Limit, original: q.text, seen: map[uuid.UUID]bool{}}
	for _, t := range q.tiers(search) {
		if len(found.matches) >= search.Limit || t.resort && len(found.matches) > 0 {
			break
		}
		// Planned anew each time: the best way depends very much on the text.
		args := append([]any{pgx.QueryExecModeCacheDescribe, search.Area, search.Class, search.Limit*2 + 10}, t.args...)
		rows, err := s.db.Read().Query(ctx, queries.Get(t.query), args...)
		if err != nil {
			return nil, data.Problem(err)
		}
		matches, err := pgx.CollectRows(rows, pgx.RowToStructByPos[match])
		if err != nil {
			return nil, data.Problem(err)
		}
		found.add(t, matches)
	}
	return s.hits(ctx, found)
}

// finding collects the matches, each entry once.
type finding struct {
	limit    int
	original string
	seen     map[uuid.UUID]bool
	matches  []match
	scores   []float64
}

func (f *finding) add(t tier, matches []match) {
	// Names that are the very characters go before those that only compare equal (龍 and 龙).
	slices.SortStableFunc(matches, func(a, b match) int { return f.rank(a) - f.rank(b) })
	for _, m := range matches {
		if f.seen[m.PlaceID] || len(f.matches) == f.limit {
			continue
		}
		f.seen[m.PlaceID] = true
		f.matches, f.scores = append(f.matches, m), append(f.scores, t.score(m))
	}
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

// hits reads what is shown of the matches.
func (s *Store) hits(ctx context.Context, f finding) ([]Hit, error) {
	hits := make([]Hit, 0, len(f.matches))
	if len(f.matches) == 0 {
		return hits, nil
	}
	ids := make([]uuid.UUID, len(f.matches))
	for i, m := range f.matches {
		ids[i] = m.PlaceID
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("search_hits"), ids)
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
