package api

import (
	"github.com/danielgtaylor/huma/v2"
	"github.com/paulmach/orb"

	"cairn/geo/geojson"
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
