package tiles

import (
	"hash/fnv"

	"cairn/internal/grain"
	"cairn/internal/problem"
)

// Layer says what a layer of the tiles holds and from where.
type Layer struct {
	Name  string // in the tile, and of its query sql/<name>.sql
	Topic string // of the outbox events that change it
	// Opens is the public layer (places, areas, boundaries, facilities) whose opening
	// shows this one to readers without an account; "" shows it to accounts only.
	Opens    string
	Tilesets []string // besides "all", which holds every layer

	// Properties of a feature. The first is the row's key, the others are the columns of
	// the query after key, rank and geometry, in order.
	Properties []Property

	// Exact is the layer of the policy of precision whose coordinates these are; "" for what
	// it does not speak of.
	Exact grain.Layer

	MinZoom int       // nothing of the layer below
	ZoomBy  *ZoomRule // nil: every feature from MinZoom
	Thin    bool      // crowded points are thinned at low zooms
	ThinBy  string    // property whose values are thinned each for itself; "": all together
	Shared  bool      // outlines share vertices, and are simplified together
	Dated   bool      // the query's answer changes with the day
	index   int       // place in layers
	byName  map[string]int
}

// Property is a property of the features of a layer.
type Property struct {
	Name string
	Type PropertyType
}

// PropertyType is the type of a property, as TileJSON's readers know it.
type PropertyType string

// The types of properties.
const (
	String  PropertyType = "String"
	Number  PropertyType = "Number"
	Boolean PropertyType = "Boolean"
)

// ZoomRule gives the features of a layer their first zoom by the value of a property.
type ZoomRule struct {
	Property string
	First    map[string]int // other values: the layer's MinZoom
}

// MinZoom and MaxZoom bound the zooms of tiles; a client enlarges those of MaxZoom beyond it.
const (
	MinZoom = 0
	MaxZoom = 18
)

// layers lists every layer, in the order in which they stand in a tile.
var layers = index([]Layer{{
	Name: "areas", Topic: "area", Opens: "areas", Exact: grain.Lines, Tilesets: []string{"areas"},
	Properties: texts("code", "name", "level").and("schematic", Boolean),
	ZoomBy:     &ZoomRule{"level", map[string]int{"township": 5, "village": 9}},
	Shared:     true, Dated: true,
}, {
	Name: "constraints", Topic: "constraint", Opens: "facilities", Tilesets: []string{"facilities"},
	Properties: texts("id", "kind", "name", "rule"), MinZoom: 5,
}, {
	Name: "burial_zones", Topic: "burial_zone", Opens: "facilities", Exact: grain.Lines, Tilesets: []string{"facilities"},
	Properties: texts("id", "kind", "name"), MinZoom: 5, Dated: true,
}, {
	Name: "roads", Topic: "road", Opens: "facilities", Tilesets: []string{"facilities"},
	Properties: texts("id", "name", "class"), MinZoom: 5,
	ZoomBy: &ZoomRule{"class", map[string]int{"county": 7, "township": 8, "village": 10}},
	Shared: true,
}, {
	Name: "lines", Topic: "line", Opens: "boundaries", Exact: grain.Lines, Tilesets: []string{"boundaries"},
	Properties: texts("code", "name", "level").and("agreed_length_km", Number).
		and("left_area", String).and("right_area", String),
	ZoomBy: &ZoomRule{"level", map[string]int{"township": 5}},
	Shared: true, Dated: true,
}, {
	Name: "closing_edges", Topic: "closing_edge", Exact: grain.Lines, Tilesets: []string{"boundaries"},
	Properties: texts("area_code"),
}, {
	Name: "places", Topic: "place", Opens: "places", Tilesets: []string{"places"},
	Properties: texts("id", "name", "class_code", "status"), Thin: true,
}, {
	Name: "facilities", Topic: "facility", Opens: "facilities", Tilesets: []string{"facilities"},
	Properties: texts("id", "kind", "name", "status"), Thin: true, ThinBy: "kind", Dated: true,
}, {
	Name: "markers", Topic: "marker", Opens: "boundaries", Exact: grain.Markers, Tilesets: []string{"boundaries"},
	Properties: texts("id", "number", "type", "side", "grade", "status"),
}, {
	Name: "area_labels", Topic: "area", Opens: "areas", Tilesets: []string{"areas"},
	Properties: texts("code", "name", "level"),
	ZoomBy:     &ZoomRule{"level", map[string]int{"township": 7, "village": 10}},
	Dated:      true,
}})

type properties []Property

func texts(names ...string) properties {
	var p properties
	for _, name := range names {
		p = p.and(name, String)
	}
	return p
}

func (p properties) and(name string, t PropertyType) properties {
	return append(p, Property{name, t})
}

func index(all []Layer) []*Layer {
	list := make([]*Layer, len(all))
	for i := range all {
		l := &all[i]
		l.index, l.byName, list[i] = i, map[string]int{}, l
		for j, p := range l.Properties {
			l.byName[p.Name] = j
		}
	}
	return list
}

// firstZoom is the first zoom at which a feature with these values is drawn.
func (l *Layer) firstZoom(values []any) uint8 {
	if l.ZoomBy == nil {
		return uint8(l.MinZoom)
	}
	return uint8(max(l.MinZoom, l.ZoomBy.First[l.text(values, l.ZoomBy.Property)]))
}

// group numbers the value by which the layer is thinned.
func (l *Layer) group(values []any) uint32 {
	if l.ThinBy == "" {
		return 0
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(l.text(values, l.ThinBy)))
	return h.Sum32()
}

// text is the value of a property other than the key; "" when it is not set.
func (l *Layer) text(values []any, property string) string {
	if text, ok := values[l.byName[property]-1].(*string); ok {
		return *text
	}
	return ""
}

// set is the layer alone.
func (l *Layer) set() LayerSet { return 1 << l.index }

// Tileset is a choice of layers under one name.
type Tileset struct {
	Name   string
	Layers LayerSet
}

// Tilesets lists the tilesets.
func Tilesets() []Tileset {
	all := Tileset{Name: "all"}
	var list []Tileset
	at := map[string]int{}
	for _, l := range layers {
		all.Layers |= l.set()
		for _, name := range l.Tilesets {
			if _, ok := at[name]; !ok {
				at[name] = len(list)
				list = append(list, Tileset{Name: name})
			}
			list[at[name]].Layers |= l.set()
		}
	}
	return append(list, all)
}

var tilesets = Tilesets()

// FindTileset gives the tileset of a name. Errors: problem.NotFound.
func FindTileset(name string) (Tileset, error) {
	for _, t := range tilesets {
		if t.Name == name {
			return t, nil
		}
	}
	return Tileset{}, problem.New(problem.NotFound, "tiles.unknown_tileset", "name", name)
}

// Visible are the layers of the tileset that a reader sees: all of them with an account
// (signedIn), else those that the public layers open. Errors: problem.Unauthorized when
// none is left.
func (t Tileset) Visible(signedIn bool, public []string) (LayerSet, error) {
	if signedIn {
		return t.Layers, nil
	}
	visible := t.Layers & opened(public)
	if visible == 0 {
		return 0, problem.New(problem.Unauthorized, "actor.sign_in")
	}
	return visible, nil
}
