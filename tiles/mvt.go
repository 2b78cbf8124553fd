package tiles

import (
	"fmt"
	"slices"
	"sync"

	"github.com/gogo/protobuf/proto"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt/vectortile"
)

// OrbEncoder encodes through the messages of github.com/paulmach/orb/encoding/mvt. It
// fills them in itself: orb's own way there, a map of properties for every feature,
// takes several times as long.
type OrbEncoder struct{}

// What every layer says of itself; the messages hold pointers.
var (
	mvtVersion uint32 = 2
	mvtExtent  uint32 = extent
	mvtTypes          = [...]vectortile.Tile_GeomType{
		pointKind: vectortile.Tile_POINT, lineKind: vectortile.Tile_LINESTRING, polygonKind: vectortile.Tile_POLYGON,
	}
)

// Encode implements Encoder.
func (OrbEncoder) Encode(c Coord, content []Content) ([]byte, error) {
	v := newView(c)
	tile := &vectortile.Tile{}
	for _, part := range content {
		w := writers.Get().(*layerWriter)
		defer writers.Put(w) // after Marshal: the message points into it
		if w.write(v, part); len(w.message.Features) > 0 {
			tile.Layers = append(tile.Layers, &w.message)
		}
	}
	if len(tile.Layers) == 0 {
		return nil, nil
	}
	body, err := proto.Marshal(tile)
	if err != nil {
		return nil, fmt.Errorf("encode tile %d/%d/%d: %w", c.Z, c.X, c.Y, err)
	}
	return body, nil
}

// layerWriter fills a layer's message. What the message points to stands in few pieces
// of memory, which are used again for other tiles.
type layerWriter struct {
	message  vectortile.Tile_Layer
	features []vectortile.Tile_Feature
	tags     []uint32
	commands commands
	values   []vectortile.Tile_Value
	texts    map[string]uint32
	others   map[any]uint32
}

var writers = sync.Pool{New: func() any {
	return &layerWriter{texts: map[string]uint32{}, others: map[any]uint32{}}
}}

func (w *layerWriter) write(v *view, part Content) {
	n := len(part.Features)
	w.message = vectortile.Tile_Layer{Name: &part.Layer.Name, Version: &mvtVersion, Extent: &mvtExtent,
		Keys: w.message.Keys[:0], Features: w.message.Features[:0], Values: w.message.Values[:0]}
	w.features = slices.Grow(w.features[:0], n)
	w.tags = slices.Grow(w.tags[:0], 2*n*len(part.Layer.Properties))
	w.values = slices.Grow(w.values[:0], n*len(part.Layer.Properties))
	w.commands.data = w.commands.data[:0]
	clear(w.texts)
	clear(w.others)
	for _, p := range part.Layer.Properties {
		w.message.Keys = append(w.message.Keys, p.Name)
	}
	for _, f := range part.Features {
		if geometry := v.geometry(&w.commands, f); len(geometry) > 0 {
			w.add(f, geometry)
		}
	}
}

func (w *layerWriter) add(f *Feature, geometry []uint32) {
	start := len(w.tags)
	w.tags = append(w.tags, 0, w.text(&f.key))
	for i := range f.values {
		switch v := f.values[i].(type) {
		case nil:
		case *string:
			w.tags = append(w.tags, uint32(i+1), w.text(v))
		default:
			w.tags = append(w.tags, uint32(i+1), w.other(v))
		}
	}
	w.features = append(w.features, vectortile.Tile_Feature{
		Id: &f.id, Type: &mvtTypes[f.kind()], Tags: w.tags[start:len(w.tags):len(w.tags)], Geometry: geometry})
	w.message.Features = append(w.message.Features, &w.features[len(w.features)-1])
}

// text is the place of a text in the layer; equal ones stand there once.
func (w *layerWriter) text(v *string) uint32 {
	i, ok := w.texts[*v]
	if !ok {
		value := w.newValue()
		value.StringValue = v
		i = uint32(len(w.values) - 1)
		w.texts[*v] = i
	}
	return i
}

// other is the place of a number or truth in the layer.
func (w *layerWriter) other(v any) uint32 {
	i, ok := w.others[v]
	if !ok {
		value := w.newValue()
		switch v := v.(type) {
		case float64:
			value.DoubleValue = &v
		case bool:
			value.BoolValue = &v
		}
		i = uint32(len(w.values) - 1)
		w.others[v] = i
	}
	return i
}

// newValue adds a value to be set. What the message has besides, which orb's marshaller
// makes anew wherever it is missing, stays from the tile before.
func (w *layerWriter) newValue() *vectortile.Tile_Value {
	n := len(w.values)
	w.values = w.values[:n+1]
	v := &w.values[n]
	v.StringValue, v.DoubleValue, v.BoolValue = nil, nil, nil
	w.message.Values = append(w.message.Values, v)
	return v
}

// geometry writes the commands of a feature; none when the tile shows nothing of it.
func (v *view) geometry(c *commands, f *Feature) []uint32 {
	c.begin()
	if f.shape == nil {
		c.run(moveTo, []orb.Point{round(v.units(f.box.Min))})
		return c.done()
	}
	d := v.draw(f.shape)
	if len(d.points) > 0 {
		c.run(moveTo, d.points)
	}
	for _, l := range d.lines {
		c.line(l)
	}
	for _, p := range d.polygons {
		for _, r := range p {
			c.line(r[:len(r)-1])
			c.data = append(c.data, closePath|1<<3)
		}
	}
	return c.done()
}

// The commands of a geometry (MVT 4.3.1).
const (
	moveTo    = 1
	lineTo    = 2
	closePath = 7
)

// commands is a run of geometries, each with a cursor of its own.
type commands struct {
	data  []uint32
	start int
	x, y  int32
}

func (c *commands) begin() { c.start, c.x, c.y = len(c.data), 0, 0 }

func (c *commands) done() []uint32 { return c.data[c.start:len(c.data):len(c.data)] }

func (c *commands) line(points []orb.Point) {
	c.run(moveTo, points[:1])
	c.run(lineTo, points[1:])
}

func (c *commands) run(id uint32, points []orb.Point) {
	c.data = append(c.data, id|uint32(len(points))<<3)
	for _, p := range points {
		x, y := int32(p[0]), int32(p[1])
		c.data = append(c.data, zigzag(x-c.x), zigzag(y-c.y))
		c.x, c.y = x, y
	}
}

// zigzag puts small numbers of either sign into few bits (MVT 4.3.2).
func zigzag(v int32) uint32 { return uint32(v<<1) ^ uint32(v>>31) }
