package api

import (
	"bytes"

	"github.com/danielgtaylor/huma/v2"
	"github.com/paulmach/orb"

	"cairn/geo/geojson"
	"cairn/internal/problem"
)

// geometry is a geometry in an answer: GeoJSON in lon/lat, or null.
type geometry struct{ orb.Geometry }

// MarshalJSON writes GeoJSON.
func (g geometry) MarshalJSON() ([]byte, error) { return geojson.Append(nil, g.Geometry), nil }

// Schema is that of any GeoJSON geometry, or null.
func (g geometry) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeObject, Nullable: true, Description: "GeoJSON geometry (RFC 7946), lon/lat",
		Properties: map[string]*huma.Schema{
			"type":        {Type: huma.TypeString},
			"coordinates": {Type: huma.TypeArray, Items: &huma.Schema{}},
		}}
}

// rawGeometry is a geometry in a body: read later, so that what is wrong with it is told
// of its field.
type rawGeometry struct{ text []byte }

// UnmarshalJSON keeps the text.
func (g *rawGeometry) UnmarshalJSON(text []byte) error {
	g.text = bytes.Clone(text)
	return nil
}

// MarshalJSON writes the text, for tests.
func (g rawGeometry) MarshalJSON() ([]byte, error) { return g.text, nil }

// Schema is that of any GeoJSON geometry.
func (g rawGeometry) Schema(r huma.Registry) *huma.Schema { return geometry{}.Schema(r) }

// parse reads the geometry; nil when there is none. Error: problem.Invalid on the field.
func (g rawGeometry) parse(field string) (orb.Geometry, error) {
	if len(g.text) == 0 {
		return nil, nil
	}
	shape, err := geojson.ParseGeometry(g.text, geojson.Options{})
	if err != nil {
		return nil, problem.InvalidFields(problem.BadGeometry(field, err))
	}
	if name, ok := geojson.LonLat(g.text); !ok {
		return nil, problem.InvalidFields(problem.Bad(field, "api.geometry_crs", "crs", shorten(name, 60)))
	}
	return shape, nil
}
