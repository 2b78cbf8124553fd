package grain

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// What the rows of tables and the records of a domain call their coordinates.
var (
	snapped  = []string{"lon", "lat"}
	dropped  = []string{"northing", "easting", "given", "given_x", "given_y", "raw_lon", "raw_lat", "height_m", "times", "content_hash"}
	measured = []string{"chainage_m", "chainage_from_m", "chainage_to_m", "from_m", "to_m", "walked"}
)

// JSON makes the coordinates in a JSON text coarse, by the names that columns and fields
// have here: geometries in GeoJSON, lon and lat, what lies along a line; grid coordinates
// and heights become null. A text that is no JSON becomes null.
func (g Grain) JSON(text []byte) []byte {
	if g == Exact || len(text) == 0 {
		return text
	}
	var v any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return []byte("null")
	}
	out, err := json.Marshal(g.value(v))
	if err != nil {
		return []byte("null")
	}
	return out
}

func (g Grain) value(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = g.value(v[i])
		}
	case map[string]any:
		if coordinates, ok := v["coordinates"]; ok && v["type"] != nil {
			v["coordinates"] = g.positions(coordinates)
			delete(v, "bbox")
			return v
		}
		for name, field := range v {
			v[name] = g.field(name, field)
		}
	}
	return v
}

func (g Grain) field(name string, v any) any {
	text, isText := v.(string)
	switch {
	case slices.Contains(snapped, name):
		return eachNumber(v, g.Axis)
	case slices.Contains(measured, name):
		return eachNumber(v, g.Metres)
	case slices.Contains(dropped, name), isText && strings.HasPrefix(text, "01") && strings.HasSuffix(name, "geom"):
		return nil
	}
	return g.value(v)
}

// eachNumber changes a number, or all in nested lists.
func eachNumber(v any, change func(float64) float64) any {
	switch v := v.(type) {
	case json.Number:
		x, err := v.Float64()
		if err != nil {
			return nil
		}
		return change(x)
	case []any:
		for i := range v {
			v[i] = eachNumber(v[i], change)
		}
		return v
	}
	return nil
}

// positions makes nested lists of positions coarse; those that follow one another in a cell
// become one, but a line keeps two.
func (g Grain) positions(v any) any {
	list, ok := v.([]any)
	if !ok || len(list) == 0 {
		return v
	}
	if _, ok := list[0].(json.Number); ok {
		return eachNumber(list[:min(len(list), 2)], g.Axis)
	}
	out := make([]any, 0, len(list))
	for _, one := range list {
		one = g.positions(one)
		if n := len(out); n > 0 && samePosition(out[n-1], one) {
			continue
		}
		out = append(out, one)
	}
	if p, ok := out[0].([]any); ok && len(out) == 1 && len(list) > 1 && isNumber(p[0]) {
		out = append(out, p)
	}
	return out
}

func samePosition(a, b any) bool {
	p, ok1 := a.([]any)
	q, ok2 := b.([]any)
	return ok1 && ok2 && len(p) == 2 && len(q) == 2 && isNumber(p[0]) && isNumber(q[0]) && p[0] == q[0] && p[1] == q[1]
}

func isNumber(v any) bool {
	_, ok := v.(float64)
	return ok
}
