package rounds

import (
	"context"
	"fmt"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
)

// walk is what the tracks of a round cover of a line.
type walk struct {
	covered float64   // share of the length
	parts   []Stretch // covered, in order
	lengthM float64
	tracks  int
}

// walks gives what tracks cover of the lines of a round that has any, or of one line. Under
// way that is counted from the tracks as they are: those sent for the round and those of its
// inspections, corrections, new courses and codes of lines minded. A closed round has what
// was kept when it was closed.
func (s *Store) walks(ctx context.Context, q data.Querier, number int, code string) (map[string]walk, error) {
	if number == 0 {
		return nil, nil
	}
	r, err := getRound(ctx, q, number, "rounds")
	if err != nil {
		return nil, err
	}
	if r.ClosedAt != nil {
		return frozen(ctx, q, number, code)
	}
	return s.live(ctx, q, number, code)
}

func frozen(ctx context.Context, q data.Querier, number int, code string) (map[string]walk, error) {
	rows, err := q.Query(ctx, queries.Get("frozen"), number, code)
	if err != nil {
		return nil, err
	}
	all := map[string]walk{}
	var line string
	var w walk
	_, err = pgx.ForEachRow(rows, []any{&line, &w.covered, &w.parts, &w.lengthM, &w.tracks}, func() error {
		all[line], w = w, walk{}
		return nil
	})
	return all, err
}

func (s *Store) live(ctx context.Context, q data.Querier, number int, code string) (map[string]walk, error) {
	rows, err := q.Query(ctx, queries.Get("walks"), number, code)
	if err != nil {
		return nil, err
	}
	type line struct{ Code, Mark string }
	lines, err := pgx.CollectRows(rows, pgx.RowToStructByPos[line])
	if err != nil {
		return nil, err
	}
	all := make(map[string]walk, len(lines))
	for _, l := range lines {
		mark := fmt.Sprint(number, " ", l.Code, " ", l.Mark)
		w, known := s.counted.get(mark)
		if !known {
			if w, err = s.count(ctx, q, number, l.Code); err != nil {
				return nil, err
			}
			s.counted.put(mark, w)
		}
		all[l.Code] = w
	}
	return all, nil
}

// count measures what the tracks of a line cover.
func (s *Store) count(ctx context.Context, q data.Querier, number int, code string) (walk, error) {
	var g data.Geom
	if err := scanOne(q.QueryRow(ctx, queries.Get("course"), code), "line", code, &g); err != nil {
		return walk{}, err
	}
	all, err := tracks(ctx, q, number, code)
	if err != nil {
		return walk{}, err
	}
	var parts []orb.LineString
	for _, t := range all {
		parts = append(parts, t.Geometry...)
	}
	line, _ := g.Geometry.(orb.LineString)
	covered, length := cover(line, parts, s.reach)
	w := walk{lengthM: rounded(length, 3), tracks: len(all), parts: []Stretch{}}
	sum := 0.0
	for _, c := range covered {
		sum += c[1] - c[0]
		w.parts = append(w.parts, Stretch{rounded(c[0], 3), rounded(c[1], 3)})
	}
	if length > 0 {
		w.covered = rounded(min(sum/length, 1), 6)
	}
	return w, nil
}

// freeze keeps the coverage of the lines of a round, or of one of them.
func (s *Store) freeze(ctx context.Context, tx pgx.Tx, number int, code string) error {
	all, err := s.live(ctx, tx, number, code)
	if err != nil {
		return err
	}
	batch := &pgx.Batch{}
	for line, w := range all {
		batch.Queue(queries.Get("freeze"), number, line, w.covered, w.parts, w.lengthM, w.tracks)
	}
	return tx.SendBatch(ctx, batch).Close()
}

// shares are the covered shares of lines, as two parameters of a query.
func shares(all map[string]walk) (codes []string, covered []float64) {
	codes, covered = []string{}, []float64{}
	for code, w := range all {
		codes, covered = append(codes, code), append(covered, w.covered)
	}
	return codes, covered
}

// mostCounted is of how many lines the counts are remembered.
const mostCounted = 5000

// counts remembers what was counted; a mark changes with all that goes into it.
type counts struct {
	mu   sync.Mutex
	byID map[string]walk
}

func (c *counts) get(mark string) (walk, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	w, ok := c.byID[mark]
	return w, ok
}

func (c *counts) put(mark string, w walk) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byID == nil || len(c.byID) >= mostCounted {
		c.byID = map[string]walk{}
	}
	c.byID[mark] = w
}
