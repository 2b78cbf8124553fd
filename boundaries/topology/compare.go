package topology

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
)

// derived is what the lines close, by area. Faces beside a line with an error are left out:
// the error is told, and what follows from it need not be.
func (c *check) derived() map[string]orb.MultiPolygon {
	faulty := map[string]bool{}
	for _, f := range c.found {
		if f.Severity == Error {
			faulty[f.Line] = true
			for _, o := range f.Others {
				faulty[o] = true
			}
		}
	}
	land, skip := map[string]orb.MultiPolygon{}, map[string]bool{}
	for _, faces := range [][]face{c.land, c.counties()} {
		for _, f := range faces {
			land[f.area] = append(land[f.area], f.polygon)
			for _, line := range linesOf(f.sides) {
				skip[f.area] = skip[f.area] || faulty[c.Lines[line].Code]
			}
		}
	}
	for area := range skip {
		if skip[area] {
			land[area] = nil // it is there, but not to be compared
		}
	}
	return land
}

// compare sets the areas on file beside what their lines close. whole: the lines are all
// that there are, so that an area without any is a fault.
func (s *Store) compare(ctx context.Context, c *check, whole bool) ([]LineFault, error) {
	land := c.derived()
	var found []LineFault
	if whole {
		found = c.without(land)
	}
	batch := &pgx.Batch{}
	for _, code := range slices.Sorted(maps.Keys(land)) {
		if len(land[code]) == 0 {
			continue
		}
		batch.Queue(queries.Get("compare"), code, data.Geom{Geometry: land[code]}, c.limits.AreaSlack).Query(func(rows pgx.Rows) error {
			differs, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (LineFault, error) { return c.scanDifference(row, code) })
			found = append(found, differs...)
			return err
		})
	}
	return found, s.db.Read().SendBatch(ctx, batch).Close()
}

// scanDifference reads a piece by which an area on file differs from its lines.
func (c *check) scanDifference(row pgx.CollectableRow, code string) (LineFault, error) {
	f := LineFault{Severity: Error, Others: []string{}, Areas: []string{code}, Params: map[string]string{}}
	var name string
	var square float64
	err := row.Scan(&name, &f.Kind, &f.Lon, &f.Lat, &square)
	f.Params["area"] = name
	f.size(square, "m2")
	return f, err
}

// without finds areas on file that no lines close. The only township of a county has the
// county's lines.
func (c *check) without(land map[string]orb.MultiPolygon) []LineFault {
	var found []LineFault
	for _, a := range c.Areas {
		_, own := land[a.Code]
		alone := len(a.Code) == 9 && !slices.ContainsFunc(c.Lines, func(l Line) bool {
			return l.Level == "township" && strings.HasPrefix(l.Left, a.Code[:6])
		})
		if own || alone {
			continue
		}
		at := a.Outline.Bound().Center()
		found = append(found, LineFault{Kind: AreaWithout, Severity: Error, Others: []string{}, Areas: []string{a.Code},
			Lon: at[0], Lat: at[1], Params: map[string]string{"area": a.Name}})
	}
	return found
}

// In reports whether a finding is about an area or a line with a party in it; any beginning
// of a code will do, and "" is everywhere: a line of a file may have no proper code.
func (f *LineFault) In(area string) bool {
	if area == "" {
		return true
	}
	for _, code := range append(slices.Clone(f.Areas), f.parties()...) {
		if strings.HasPrefix(code, area) {
			return true
		}
	}
	return false
}

// parties are those that the code of the line is made of.
func (f *LineFault) parties() []string {
	if len(f.Line) != 18 {
		return nil
	}
	return []string{f.Line[:9], f.Line[9:]}
}
