package siting

import (
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// pointColumns are the headings by which files name what belongs to a point.
var pointColumns = interchange.Mapping{
	"key": {"id", "编号"}, "name": {"名称"}, "lon": {"经度", "东经"}, "lat": {"纬度", "北纬"}, "price": {"造价", "价格", "投资"}, "capacity": {"容量", "规模"},
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
	bad := problem.Fields(row.Errors)
	if at, ok := row.Geometry.(orb.Point); ok {
		p.Lon, p.Lat = at[0], at[1]
	} else if len(bad) == 0 {
		p.Lon, p.Lat = columnsOf(row, &bad)
	}
	for field, to := range map[string]**float64{"price": &p.Price, "capacity": &p.Capacity} {
		if *to = numberOf(row, field, &bad); *to != nil && (**to < 0 || **to > 1e12) {
			bad.Bad(field, "import.bad_number")
		}
	}
	for i := range bad {
		bad[i].File, bad[i].Row = row.File, row.Number
	}
	return p, bad
}

// columnsOf is the place in the columns lon and lat of a table.
func columnsOf(row *interchange.Row, bad *problem.Fields) (lon, lat float64) {
	before := len(*bad)
	x, y := numberOf(row, "lon", bad), numberOf(row, "lat", bad)
	switch bad.Point("", x, y); {
	case len(*bad) > before:
	case x == nil:
		bad.Bad("geometry", "siting.bad_points")
	default:
		return *x, *y
	}
	return 0, 0
}

// numberOf is the number in a column, nil for none.
func numberOf(row *interchange.Row, field string, bad *problem.Fields) *float64 {
	text := strings.TrimSpace(row.Get(field))
	if text == "" {
		return nil
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(x) {
		bad.Bad(field, "import.bad_number")
		return nil
	}
	return &x
}
