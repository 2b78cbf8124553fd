package api

import (
	"context"
	"fmt"

	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/geo"
	"cairn/internal/problem"
)

// Located is the areas that hold a point.
type Located struct {
	Areas []boundaries.AreaRef `json:"areas" doc:"province to township; empty outside all areas on file"`
}

type locateInput struct {
	Lon float64 `query:"lon" required:"true" doc:"degrees, in crs"`
	Lat float64 `query:"lat" required:"true" doc:"degrees, in crs"`
	CRS string  `query:"crs" enum:"cgcs2000,wgs84,gcj02,bd09" doc:"what lon and lat are in; default CGCS2000, the same as WGS 84 here"`

	AsOf string `query:"as_of" maxLength:"20" doc:"day, YYYY-MM-DD: the areas as they were then; default today (Asia/Shanghai)"`
}

func (s *Server) locate(ctx context.Context, in *locateInput) (*struct{ Body Located }, error) {
	if err := geo.ValidatePoint(in.Lon, in.Lat, geo.Limits{}); err != nil {
		return nil, badParameter(problem.BadGeometry("lon", err))
	}
	crs, err := geo.ParseCRS(in.CRS)
	if err != nil {
		return nil, badParameter(problem.BadGeometry("crs", err))
	}
	found, err := s.locateAt(ctx, crs, in.AsOf, []orb.Point{{in.Lon, in.Lat}})
	if err != nil {
		return nil, err
	}
	return &struct{ Body Located }{found[0]}, nil
}

type locateManyInput struct {
	Body struct {
		Points [][]float64 `json:"points" doc:"pairs of lon, lat in degrees, in crs"`
		CRS    string      `json:"crs,omitempty" enum:"cgcs2000,wgs84,gcj02,bd09"`
		AsOf   string      `json:"as_of,omitempty" maxLength:"20" doc:"day, YYYY-MM-DD; default today"`
	}
}

// LocatedMany is one answer for each point, in their order.
type LocatedMany struct {
	Results []Located `json:"results"`
}

func (s *Server) locateMany(ctx context.Context, in *locateManyInput) (*struct{ Body LocatedMany }, error) {
	points := in.Body.Points
	if len(points) > s.Limits.Points {
		return nil, problem.New(problem.TooLarge, "boundaries.too_many", "max", s.Limits.Points)
	}
	crs, err := geo.ParseCRS(in.Body.CRS)
	if err != nil {
		return nil, problem.InvalidFields(problem.BadGeometry("crs", err))
	}
	if bad := badPoints(points); len(bad) > 0 {
		return nil, problem.InvalidFields(bad...)
	}
	places := make([]orb.Point, len(points))
	for i, p := range points {
		places[i] = orb.Point(p)
	}
	results, err := s.locateAt(ctx, crs, in.Body.AsOf, places)
	if err != nil {
		return nil, err
	}
	return &struct{ Body LocatedMany }{LocatedMany{results}}, nil
}

// mostReported is how many bad points an answer lists.
const mostReported = 100

func badPoints(points [][]float64) []problem.Field {
	var bad []problem.Field
	for i, p := range points {
		field := fmt.Sprintf("points[%d]", i)
		if len(p) != 2 {
			bad = append(bad, problem.Bad(field, "boundaries.not_a_pair"))
		} else if err := geo.ValidatePoint(p[0], p[1], geo.Limits{}); err != nil {
			bad = append(bad, problem.BadGeometry(field, err))
		}
		if len(bad) == mostReported {
			break
		}
	}
	return bad
}

// locateAt finds the areas of points in a coordinate system, today or on a day.
func (s *Server) locateAt(ctx context.Context, crs geo.CRS, day string, points []orb.Point) ([]Located, error) {
	found := make([]Located, len(points))
	for i, p := range points {
		points[i] = crs.ToLonLat(p)
		if found[i].Areas = []boundaries.AreaRef{}; day == "" {
			found[i].put(s.Locator.Locate(points[i]))
		}
	}
	if day == "" {
		return found, nil
	}
	then, err := s.Locator.LocateOn(ctx, day, points)
	for i, areas := range then {
		found[i].put(areas)
	}
	return found, err
}

func (l *Located) put(areas []boundaries.AreaRef) {
	if areas != nil {
		l.Areas = areas
	}
}
