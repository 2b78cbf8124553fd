package changes

import (
	"encoding/json"

	"github.com/paulmach/orb"

	"cairn/gazetteer"
	"cairn/geo/geojson"
	"cairn/internal/problem"
)

// setPosition reads a GeoJSON geometry; null takes the position away.
func setPosition(d *gazetteer.Draft, value json.RawMessage) error {
	d.Lon, d.Lat, d.Geometry = nil, nil, nil
	if string(value) == "null" {
		return nil
	}
	shape, err := geojson.ParseGeometry(value, geojson.Options{})
	if err != nil {
		return problem.InvalidFields(problem.BadGeometry("geometry", err))
	}
	if name, ok := geojson.LonLat(value); !ok {
		return problem.InvalidFields(problem.Bad("geometry", "api.geometry_crs", "crs", name))
	}
	if p, ok := shape.(orb.Point); ok {
		d.Lon, d.Lat = &p[0], &p[1]
		return nil
	}
	d.Geometry = shape
	return nil
}

func setLon(d *gazetteer.Draft, value json.RawMessage) error {
	d.Lon = nil
	return decode("lon", "changes.not_number", value, &d.Lon)
}

func setLat(d *gazetteer.Draft, value json.RawMessage) error {
	d.Lat = nil
	return decode("lat", "changes.not_number", value, &d.Lat)
}

// getPosition is the point, line or polygon as GeoJSON; null for none.
func getPosition(d *gazetteer.Draft) any {
	var shape orb.Geometry = d.Geometry
	if shape == nil && d.Lon != nil && d.Lat != nil {
		shape = orb.Point{*d.Lon, *d.Lat}
	}
	if shape == nil {
		return nil
	}
	return json.RawMessage(geojson.Append(nil, shape))
}
