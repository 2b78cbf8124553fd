package tiles

import (
	"math"

	"cairn/internal/grain"
)

// TileJSON describes a tileset to a client (TileJSON 3.0.0).
type TileJSON struct {
	TileJSON     string        `json:"tilejson"`
	Name         string        `json:"name"`
	Scheme       string        `json:"scheme"`
	Tiles        []string      `json:"tiles" doc:"URL template of a tile, absolute"`
	VectorLayers []VectorLayer `json:"vector_layers"`
	Bounds       [4]float64    `json:"bounds" doc:"west, south, east, north in degrees, around what is drawn"`
	MinZoom      int           `json:"minzoom"`
	MaxZoom      int           `json:"maxzoom"`
}

// VectorLayer describes a layer.
type VectorLayer struct {
	ID      string                  `json:"id"`
	Fields  map[string]PropertyType `json:"fields"`
	MinZoom int                     `json:"minzoom"`
	MaxZoom int                     `json:"maxzoom"`
}

// whole is what Web Mercator shows of the world, degrees.
var whole = [4]float64{-180, -maxLatitude, 180, maxLatitude}

// TileJSON describes the layers that a reader sees of a tileset; template is the
// absolute URL of its tiles with {z}, {x} and {y}.
func (s *Service) TileJSON(name string, set LayerSet, grains grain.Grains, template string) TileJSON {
	t := TileJSON{TileJSON: "3.0.0", Name: name, Scheme: "xyz", Tiles: []string{template},
		VectorLayers: []VectorLayer{}, Bounds: s.bounds(set, set.drawn(grains)), MinZoom: MinZoom, MaxZoom: MaxZoom}
	for l := range set.each() {
		v := VectorLayer{ID: l.Name, Fields: map[string]PropertyType{}, MinZoom: l.MinZoom, MaxZoom: MaxZoom}
		for _, p := range l.Properties {
			v.Fields[p.Name] = p.Type
		}
		t.VectorLayers = append(t.VectorLayers, v)
	}
	return t
}

// bounds is the box around the features in degrees, outwards to a millionth; the whole
// world when there are none.
func (s *Service) bounds(set LayerSet, grains grain.Grains) [4]float64 {
	b, ok := s.store.now.Load().bounds(set, grains)
	if !ok {
		return whole
	}
	nw, se := b.Min.lonLat(), b.Max.lonLat()
	down := func(v float64) float64 { return math.Floor(v*1e6) / 1e6 }
	up := func(v float64) float64 { return math.Ceil(v*1e6) / 1e6 }
	return [4]float64{down(nw[0]), down(se[1]), up(se[0]), up(nw[1])}
}
