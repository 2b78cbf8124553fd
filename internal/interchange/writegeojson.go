package interchange

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"github.com/paulmach/orb"

	"cairn/geo/geojson"
)

// GeoJSONWriter writes a FeatureCollection (RFC 7946), feature by feature.
type GeoJSONWriter struct {
	out   *bufio.Writer
	begun bool
	buf   []byte
}

// NewGeoJSONWriter starts a collection.
func NewGeoJSONWriter(w io.Writer) *GeoJSONWriter { return &GeoJSONWriter{out: bufio.NewWriter(w)} }

// Write adds a feature. Geometry is lon/lat, nil for none; properties are
// anything that marshals to a JSON object or null; an empty id is left out.
func (g *GeoJSONWriter) Write(id string, geometry orb.Geometry, properties any) error {
	props, err := json.Marshal(properties)
	if err != nil {
		return fmt.Errorf("properties of feature %s: %w", id, err)
	}
	b := append(g.buf[:0], g.separator()...)
	b = append(b, `{"type":"Feature",`...)
	if id != "" {
		b = append(geojson.AppendString(append(b, `"id":`...), id), ',')
	}
	b = geojson.Append(append(b, `"geometry":`...), geometry)
	b = append(append(b, `,"properties":`...), props...)
	g.buf = append(b, '}')
	_, err = g.out.Write(g.buf)
	return err
}

func (g *GeoJSONWriter) separator() string {
	if g.begun {
		return ",\n"
	}
	g.begun = true
	return "{\"type\":\"FeatureCollection\",\"features\":[\n"
}

// Close ends the collection. It does not close the underlying writer.
func (g *GeoJSONWriter) Close() error {
	end := "\n]}\n"
	if !g.begun {
		end = g.separator() + "]}\n"
	}
	if _, err := g.out.WriteString(end); err != nil {
		return err
	}
	return g.out.Flush()
}
