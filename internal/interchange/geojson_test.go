package interchange

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/internal/problem"
)

func feature(geometry, properties string) string {
	return `{"type":"Feature","geometry":` + geometry + `,"properties":` + properties + `}`
}

func collection(head string, features ...string) string {
	return `{"type":"FeatureCollection",` + head + `"features":[` + strings.Join(features, ",\n") + `]}`
}

func TestGeoJSONRows(t *testing.T) {
	t.Parallel()
	text := collection("",
		feature(`{"type":"Point","coordinates":[104,23,1200]}`, `{"名称":"文山","n":1.50,"x":null,"o":{"a":[1]}}`),
		feature(`{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}`, `{"code":"b"}`),
		`null`,
		feature(`{"type":"Point","coordinates":["1",2]}`, `{"code":"d"}`),
		feature(`null`, `{"name":"x","名称":"y"}`),
		`{"type":"Feature","id":"e","geometry":null,"properties":null}`,
	)
	rows, err := read(text, Options{Name: "a.geojson", Mapping: Mapping{"name": {"名称"}}})
	if err != nil {
		t.Fatal(err)
	}
	want := `1:文山|1.50||{"a":[1]} 2:b[geometry geometry.self_crossing] 3:[geometry geometry.unknown_type] ` +
		`4:[geometry geometry.bad_coordinates] 5:x|y[name import.duplicate_column] 6:e`
	if got := show(rows); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if rows[0].Geometry != (orb.Point{104, 23}) || rows[0].Heights[0] != 1200 || rows[5].Get("id") != "e" || rows[3].Line != 4 {
		t.Errorf("%+v", rows)
	}
}

func TestGeoJSONSystems(t *testing.T) {
	t.Parallel()
	p := orb.Point{104.25, 23.37}
	gcj := geo.GCJFromWGS(p)
	crs := func(name string) string {
		return `"crs":{"type":"name","properties":{"name":"` + name + `"}},`
	}
	point := func(x, y float64) string {
		return feature(fmt.Sprintf(`{"type":"Point","coordinates":[%v,%v]}`, x, y), `{}`)
	}
	for _, c := range []struct {
		name, text string
		opts       Options
	}{
		{"none", collection("", point(p[0], p[1])), Options{}},
		{"by member", collection(crs("urn:ogc:def:crs:EPSG::4544"), point(423317.7592, 2585712.9113)), Options{}},
		{"lon/lat whatever EPSG says", collection(crs("urn:ogc:def:crs:EPSG::4490"), point(p[0], p[1])), Options{}},
		{"by option", collection("", point(gcj[0], gcj[1])), Options{CRS: "gcj02"}},
		{"option before member", collection(crs("EPSG:4544"), point(gcj[0], gcj[1])), Options{CRS: "gcj02"}},
		{"exchanged", collection("", point(p[1], p[0])), Options{Axes: "lat,lon"}},
	} {
		c.opts.Name = "a.geojson"
		rows, err := read(c.text, c.opts)
		if err != nil || len(rows) != 1 || len(rows[0].Errors) > 0 || geo.Distance(rows[0].Geometry.(orb.Point), p) > 0.001 {
			t.Errorf("%s: %+v, %v", c.name, rows, err)
		}
	}
	_, err := read(collection(crs("EPSG:2364"), point(1, 2)), Options{Name: "a.geojson"})
	if keyOf(err) != "geometry.legacy_crs" {
		t.Errorf("Xi'an 80: %v", err)
	}
}

func TestGeoJSONFilesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"type":"FeatureCollection","features":[`: "geometry.bad_json",
		`{"type":"FeatureCollection"}`:             "geometry.missing_member",
		`[]`:                                       "geometry.unknown_type",
		"":                                         "geometry.bad_json",
	} {
		if _, err := read(text, Options{Name: "a.geojson"}); keyOf(err) != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestGeoJSONWriterIsReadBack(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	w := NewGeoJSONWriter(&out)
	line := orb.LineString{{104, 23}, {105, 24.5}}
	for _, f := range []struct {
		id    string
		g     orb.Geometry
		props any
	}{{"a\"1", line, map[string]any{"name": "𠮷<>&"}}, {"", nil, nil}} {
		if err := w.Write(f.id, f.g, f.props); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	rows, err := read(out.String(), Options{Name: "a.geojson"})
	if err != nil || len(rows) != 2 || rows[0].Get("id") != "a\"1" || rows[0].Get("name") != "𠮷<>&" || !orb.Equal(rows[0].Geometry, line) {
		t.Errorf("%s: %+v, %v", out.String(), rows, err)
	}
	out.Reset()
	if err := NewGeoJSONWriter(&out).Close(); err != nil {
		t.Fatal(err)
	}
	if rows, err := read(out.String(), Options{Name: "a.geojson"}); err != nil || len(rows) != 0 {
		t.Errorf("empty collection: %s: %v", out.String(), err)
	}
	if err := w.Write("x", nil, func() {}); err == nil {
		t.Error("a function became properties")
	}
}

func TestPackGeoJSON(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]int{"areas.geojson": 112, "lines.geojson": 222, "roads.geojson": 174, "constraints.geojson": 254} {
		rows, err := ReadFile(pack(t, file), Options{})
		if err != nil || len(rows) != want || len(Errors(rows)) > 0 {
			t.Errorf("%s: %d rows, %v, %v", file, len(rows), err, Errors(rows))
		}
	}
}

func FuzzGeoJSON(f *testing.F) {
	f.Add(collection(`"crs":{"properties":{"name":"EPSG:4544"}},`, feature(`{"type":"Point","coordinates":[423317,2585712]}`, `{"a":1,"id":2}`)))
	f.Add(collection("", feature(`{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`, `{"a":{"b":[]}}`), "null", "[]"))
	f.Add(feature("null", "null"))
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := read(text, Options{Name: "a.geojson", MaxVertices: 100})
		if err != nil && problem.As(err) == nil {
			t.Errorf("%q: %v is no problem", text, err)
		}
		for _, row := range rows {
			if row.Geometry != nil && len(row.Errors) == 0 {
				if err := geo.ValidateGeometry(row.Geometry, geo.Limits{}); err != nil {
					t.Errorf("%q: %v", text, err)
				}
			}
			row.Hash()
		}
	})
}
