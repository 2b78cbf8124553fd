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
}

func (s *Server) locate(_ context.Context, in *locateInput) (*struct{ Body Located }, error) {
	if err := geo.ValidatePoint(in.Lon, in.Lat, geo.Limits{}); err != nil {
		return nil, badParameter(problem.BadGeometry("lon", err))
	}
	crs, err := geo.ParseCRS(in.CRS)
	if err != nil {
		return nil, badParameter(problem.BadGeometry("crs", err))
	}
	return &struct{ Body Located }{s.locateAt(crs, orb.Point{in.Lon, in.Lat})}, nil
}

type locateManyInput struct {
	Body struct {
		Points [][]float64 `json:"points" doc:"pairs of lon, lat in degrees, in crs"`
		CRS    string      `json:"crs,omitempty" enum:"cgcs2000,wgs84,gcj02,bd09"`
	}
}

// LocatedMany is one answer for each point, in their order.
type LocatedMany struct {
	Results []Located `json:"results"`
}

func (s *Server) locateMany(_ context.Context, in *locateManyInput) (*struct{ Body LocatedMany }, error) {
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
	results := make([]Located, len(points))
	for i, p := range points {
		results[i] = s.locateAt(crs, orb.Point(p))
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

func (s *Server) locateAt(crs geo.CRS, p orb.Point) Located {
	areas := s.Locator.Locate(crs.ToLonLat(p))
	if areas == nil {
		areas = []boundaries.AreaRef{}
	}
	return Located{areas}
}
