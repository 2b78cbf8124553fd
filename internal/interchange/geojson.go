package interchange

import (
	"errors"

	"cairn/geo"
	"cairn/geo/geojson"
	"cairn/internal/problem"
)

// geojsonRows reads the features of a collection. Each has columns of its own:
// its properties, and id for an identifier beside them.
type geojsonRows struct {
	in    *geojson.Reader
	s     *settings
	begun bool
}

func openGeoJSON(src *source, s *settings) (rowSource, error) {
	in := geojson.NewReader(src.in, geojson.Options{MaxVertices: s.MaxVertices, MaxText: s.MaxField})
	return &geojsonRows{in: in, s: s}, nil
}

func (g *geojsonRows) next() (*Row, error) {
	f, err := g.in.Next()
	row := &Row{Line: f.Line, feature: true}
	if one, ok := errors.AsType[*geojson.FeatureError](err); ok {
		row.bad(problem.BadGeometry("geometry", one.Fault), "")
		return row, nil
	}
	if fault, ok := errors.AsType[*geo.Fault](err); ok {
		why := problem.BadGeometry("", fault)
		return nil, &problem.Error{Kind: problem.Invalid, Key: why.Key, Params: why.Params, Cause: err}
	}
	if err != nil {
		return nil, err
	}
	if !g.begun {
		g.begun = true
		if err := g.takeCRS(); err != nil {
			return nil, err
		}
	}
	g.fill(row, f)
	return row, nil
}

// takeCRS goes by the file's own crs member unless one was given. Whatever EPSG
// says of axes, GeoJSON files have lon or easting first.
func (g *geojsonRows) takeCRS() error {
	if g.s.crsGiven || g.in.CRS() == "" {
		return nil
	}
	crs, err := geo.ParseCRS(g.in.CRS())
	if err != nil {
		f := problem.BadGeometry("crs", err)
		return &problem.Error{Kind: problem.Invalid, Key: f.Key, Params: f.Params, Cause: err}
	}
	g.s.crs = crs.LonFirst()
	return nil
}

func (g *geojsonRows) fill(row *Row, f geojson.Feature) {
	seen := map[string]bool{}
	put := func(name, value string) {
		field := g.s.field(name)
		if seen[field] {
			row.bad(problem.Bad(field, "import.duplicate_column", "column", name, "other", field), value)
		}
		seen[field] = true
		row.Header, row.Columns, row.Values = append(row.Header, name), append(row.Columns, field), append(row.Values, value)
	}
	for _, p := range f.Properties {
		put(p.Name, p.Text)
	}
	if f.ID != "" && !seen["id"] {
		put("id", f.ID)
	}
	row.Heights = f.Shape.Heights
	g.s.setGeometry(row, "geometry", f.Shape.Geometry)
}
