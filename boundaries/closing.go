package boundaries

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/geo"
)

// A stretch of a county's outline without a line is taken for a closing edge only when it
// is no noise: longer than minClosing, and somewhere farther than noiseWidth from every
// line. Metres. Outlines and lines of different make run beside each other within that.
const (
	minClosing = 50.0
	noiseWidth = 20.0
)

// ClosingEdge is the part of a county's outline that no line covers: the national border.
// It is locked: no tasks, no lengths, no export.
type ClosingEdge struct {
	AreaCode string
	Geometry orb.MultiLineString
}

// ClosingEdges gives the closing edges of the counties in an area; any beginning of a code
// will do. Error: problem.BadParameter.
func ClosingEdges(ctx context.Context, q data.Querier, area string) ([]ClosingEdge, error) {
	if err := prefix(area); err != nil {
		return nil, err
	}
	return readClosing(ctx, q, area)
}

func readClosing(ctx context.Context, q data.Querier, area string) ([]ClosingEdge, error) {
	rows, err := q.Query(ctx, queries.Get("closing_list"), area)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (e ClosingEdge, err error) {
		var g data.Geom
		err = row.Scan(&e.AreaCode, &g)
		e.Geometry, _ = g.Geometry.(orb.MultiLineString)
		return e, err
	})
}

// deriveClosing makes the stored closing edges those that follow from the outlines of the
// counties and the lines of county level and above; edges that stay are not touched.
func deriveClosing(ctx context.Context, tx pgx.Tx) error {
	counties, err := readCounties(ctx, tx)
	if err != nil {
		return err
	}
	rows, err := tx.Query(ctx, queries.Get("closing_lines"))
	if err != nil {
		return err
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[data.Geom])
	if err != nil {
		return err
	}
	stored, err := readClosing(ctx, tx, "")
	if err != nil {
		return err
	}
	var courses orb.MultiLineString
	for _, l := range lines {
		courses = append(courses, l.Geometry.(orb.LineString))
	}
	return storeClosing(ctx, tx, stored, closingEdges(counties, courses))
}

// storeClosing writes what differs.
func storeClosing(ctx context.Context, tx pgx.Tx, stored []ClosingEdge, derived map[string]orb.MultiLineString) error {
	for _, e := range stored {
		edge, ok := derived[e.AreaCode]
		if ok && edge.Equal(e.Geometry) {
			delete(derived, e.AreaCode)
		}
		if !ok {
			if _, err := tx.Exec(ctx, queries.Get("closing_delete"), e.AreaCode); err != nil {
				return err
			}
		}
	}
	for code, edge := range derived {
		if _, err := tx.Exec(ctx, queries.Get("closing_put"), code, data.Geom{Geometry: edge}); err != nil {
			return err
		}
	}
	return nil
}

// county is the outline of a county.
type county struct {
	code    string
	outline orb.MultiPolygon
}

func readCounties(ctx context.Context, tx pgx.Tx) ([]county, error) {
	rows, err := tx.Query(ctx, queries.Get("closing_counties"))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c county, err error) {
		var g data.Geom
		err = row.Scan(&c.code, &g)
		c.outline, _ = g.Geometry.(orb.MultiPolygon)
		return c, err
	})
}

// piece is an edge between two vertices, whichever way it runs.
type piece [2]orb.Point

func pieceOf(a, b orb.Point) piece {
	if a[0] > b[0] || a[0] == b[0] && a[1] > b[1] {
		a, b = b, a
	}
	return piece{a, b}
}

// course is what closing edges are measured against.
type course struct {
	lines   orb.MultiLineString
	covered map[piece]bool     // pieces of lines
	owners  map[piece]int      // how many outlines have the piece
	ends    map[orb.Point]bool // where lines end
}

// closingEdges finds, by county, the stretches of its outline that no line covers and that
// it shares with no other county. They run from the end of a line to the end of a line and
// have exactly the vertices of the outline.
func closingEdges(counties []county, lines orb.MultiLineString) map[string]orb.MultiLineString {
	c := course{lines, map[piece]bool{}, map[piece]int{}, map[orb.Point]bool{}}
	for _, line := range lines {
		c.ends[line[0]], c.ends[line[len(line)-1]] = true, true
		for i := 1; i < len(line); i++ {
			c.covered[pieceOf(line[i-1], line[i])] = true
		}
	}
	for _, county := range counties {
		eachRing(county.outline, func(r orb.Ring) {
			for i := 1; i < len(r); i++ {
				c.owners[pieceOf(r[i-1], r[i])]++
			}
		})
	}
	edges := map[string]orb.MultiLineString{}
	for _, county := range counties {
		eachRing(county.outline, func(r orb.Ring) {
			for _, edge := range c.open(r) {
				if c.closes(edge) {
					edges[county.code] = append(edges[county.code], edge)
				}
			}
		})
	}
	return edges
}

func eachRing(outline orb.MultiPolygon, visit func(orb.Ring)) {
	for _, polygon := range outline {
		for _, r := range polygon {
			visit(r)
		}
	}
}

// open gives the stretches of a ring without a line, in the ring's direction. A ring without
// any line at all has none: there is nothing to close.
func (c *course) open(r orb.Ring) []orb.LineString {
	n := len(r) - 1
	free := func(i int) bool {
		p := pieceOf(r[i%n], r[i%n+1])
		return !c.covered[p] && c.owners[p] == 1
	}
	start := 0
	for start < n && !(free(start) && !free(start+n-1)) {
		start++
	}
	var stretches []orb.LineString
	for i := start; i < start+n; i++ {
		switch {
		case start == n || !free(i):
		case i == start || !free(i-1):
			stretches = append(stretches, orb.LineString{r[i%n], r[i%n+1]})
		default:
			last := len(stretches) - 1
			stretches[last] = append(stretches[last], r[i%n+1])
		}
	}
	return stretches
}

// closes reports whether a stretch is a border and no noise.
func (c *course) closes(edge orb.LineString) bool {
	if !c.ends[edge[0]] || !c.ends[edge[len(edge)-1]] || geo.Length(edge) < minClosing {
		return false
	}
	for i := 1; i < len(edge); i++ {
		middle := orb.Point{(edge[i-1][0] + edge[i][0]) / 2, (edge[i-1][1] + edge[i][1]) / 2}
		if geo.DistanceTo(middle, c.lines) > noiseWidth {
			return true
		}
	}
	return false
}
