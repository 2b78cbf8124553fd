package tiles

import (
	"fmt"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"
)

// OrbEncoder encodes through github.com/paulmach/orb/encoding/mvt.
type OrbEncoder struct{}

// mvtVersion is the major version of the MVT specification in every layer.
const mvtVersion = 2

// Encode implements Encoder.
func (OrbEncoder) Encode(c Coord, content []Content) ([]byte, error) {
	v := newView(c)
	var tile mvt.Layers
	for _, part := range content {
		layer := &mvt.Layer{Name: part.Layer.Name, Version: mvtVersion, Extent: extent}
		layer.Features = make([]*geojson.Feature, 0, len(part.Features))
		for _, f := range part.Features {
			if g := v.geometry(f); g != nil {
				layer.Features = append(layer.Features, &geojson.Feature{
					ID: f.id, Geometry: g, Properties: part.Layer.properties(f)})
			}
		}
		if len(layer.Features) > 0 {
			tile = append(tile, layer)
		}
	}
	if len(tile) == 0 {
		return nil, nil
	}
	body, err := mvt.Marshal(tile)
	if err != nil {
		return nil, fmt.Errorf("encode tile %d/%d/%d: %w", c.Z, c.X, c.Y, err)
	}
	return body, nil
}

func (l *Layer) properties(f *Feature) geojson.Properties {
	properties := make(geojson.Properties, len(l.Properties))
	properties[l.Properties[0].Name] = f.key
	for i, p := range l.Properties[1:] {
		if f.values[i] != nil {
			properties[p.Name] = f.values[i]
		}
	}
	return properties
}

// geometry is what the tile shows of a feature, nil for nothing.
func (v *view) geometry(f *Feature) orb.Geometry {
	if f.shape == nil {
		return round(v.units(f.box.Min))
	}
	d := v.draw(f.shape)
	if d == nil {
		return nil
	}
	switch {
	case d.kind == pointKind:
		return orb.MultiPoint(d.points)
	case d.kind == lineKind && len(d.lines) == 1:
		return d.lines[0]
	case d.kind == lineKind:
		return d.lines
	}
	return d.polygons
}
