package siting

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// pointColumns are the headings by which files name what belongs to a point.
var pointColumns = interchange.Mapping{
	"key": {"id", "编号"}, "name": {"名称"}, "price": {"造价", "价格", "投资"}, "capacity": {"容量", "规模"},
}

// ReadPoints reads candidates from a file of points: GeoJSON, or CSV with lon and lat; name tells the
// format. Errors: problem.Invalid with the rows at fault, or for a file without points; problem.TooLarge
// beyond MaxCandidates.
func ReadPoints(in io.Reader, name string) ([]Point, error) {
	r, err := interchange.NewReader(in, interchange.Options{Name: name, Mapping: pointColumns, MaxRows: MaxCandidates + 1})
	if err != nil {
		return nil, err
	}
	points := []Point{}
	var bad []problem.Field
	for row, err := range r.All() {
		if err != nil {
			return nil, err
		}
		if len(points) == MaxCandidates {
			return nil, problem.New(problem.TooLarge, "siting.too_many_candidates", "count", len(points)+1, "max", MaxCandidates)
		}
		p, faults := pointOf(row)
		bad = append(bad, faults...)
		points = append(points, p)
	}
	if len(bad) > 0 {
		return nil, problem.InvalidFields(bad...)
	}
	if len(points) == 0 {
		return nil, problem.New(problem.Invalid, "siting.bad_points")
	}
	return points, nil
}

func pointOf(row *interchange.Row) (Point, []problem.Field) {
	p := Point{Key: strings.TrimSpace(row.Get("key")), Name: strings.TrimSpace(row.Get("name"))}
	bad := row.Errors
	fault := func(field, key string) {
		f := problem.Bad(field, key)
		f.File, f.Row = row.File, row.Number
		bad = append(bad, f)
	}
	at, ok := row.Geometry.(orb.Point)
	if !ok && len(bad) == 0 {
		fault("geometry", "siting.bad_points")
	}
	p.Lon, p.Lat = at[0], at[1]
	for field, to := range map[string]**float64{"price": &p.Price, "capacity": &p.Capacity} {
		text := strings.TrimSpace(row.Get(field))
		if text == "" {
			continue
		}
		x, err := strconv.ParseFloat(text, 64)
		if err != nil && !errors.Is(err, strconv.ErrRange) || !(x >= 0 && x <= 1e12) {
			fault(field, "import.bad_number")
			continue
		}
		*to = &x
	}
	return p, bad
}
