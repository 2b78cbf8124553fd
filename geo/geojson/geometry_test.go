package geojson

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"cairn/geo"
)

func codeOf(err error) geo.Code {
	if f, ok := errors.AsType[*geo.Fault](err); ok {
		return f.Code
	}
	return ""
}

func TestParseGeometry(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want orb.Geometry
	}{
		{`{"type":"Point","coordinates":[104.2,23.4]}`, orb.Point{104.2, 23.4}},
		{`{"coordinates":[104.2,23.4,1250.5],"type":"Point"}`, orb.Point{104.2, 23.4}},
		{` {"type":"MultiPoint","coordinates":[[1,2],[3,4]],"bbox":[1,2,3,4]} `, orb.MultiPoint{{1, 2}, {3, 4}}},
		{`{"type":"LineString","coordinates":[[1,2],[3e0,-4.5E-1]],"other":{"a":[{}]}}`, orb.LineString{{1, 2}, {3, -0.45}}},
		{`{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}`,
			orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}},
		{`{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`, orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}},
		{`{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}`,
			orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}}},
		{`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}`, orb.Collection{orb.Point{1, 2}}},
	} {
		got, err := ParseGeometry([]byte(c.text), Options{})
		if err != nil || !orb.Equal(got, c.want) {
			t.Errorf("%s: %v, %v", c.text, got, err)
		}
		again, err := ParseGeometry(Append(nil, got), Options{})
		if err != nil || !orb.Equal(again, c.want) {
			t.Errorf("%s written and read: %v, %v", c.text, again, err)
		}
	}
}

func TestParseGeometryRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want geo.Code
	}{
		{``, geo.CodeBadJSON},
		{`null`, geo.CodeUnknownType},
		{`[1,2]`, geo.CodeUnknownType},
		{`{"type":"Point","coordinates":[1,2]} x`, geo.CodeBadJSON},
		{`{"type":"Point","coordinates":[1,NaN]}`, geo.CodeBadJSON},
		{`{"type":"Point","coordinates":[1,1e999]}`, geo.CodeNotFinite},
		{`{"type":"Point","coordinates":[1,null]}`, geo.CodeBadCoordinates},
		{`{"type":"Point","coordinates":null}`, geo.CodeBadCoordinates},
		{`{"type":"Point","coordinates":["1","2"]}`, geo.CodeBadCoordinates},
		{`{"type":"Point","coordinates":[1]}`, geo.CodeBadCoordinates},
		{`{"type":"Point","coordinates":[1,2,3,4]}`, geo.CodeBadCoordinates},
		{`{"type":"Point","coordinates":[[1,2]]}`, geo.CodeBadCoordinates},
		{`{"type":"Point","coordinates":[]}`, geo.CodeEmpty},
		{`{"type":"Point"}`, geo.CodeMissingMember},
		{`{"coordinates":[1,2]}`, geo.CodeMissingMember},
		{`{"type":7,"coordinates":[1,2]}`, geo.CodeBadMember},
		{`{"type":"Circle","coordinates":[1,2]}`, geo.CodeUnknownType},
		{`{"type":"point","coordinates":[1,2]}`, geo.CodeUnknownType},
		{`{"type":"Feature","geometry":null,"properties":{}}`, geo.CodeForbiddenMember},
		{`{"type":"Point","type":"Point","coordinates":[1,2]}`, geo.CodeDuplicateMember},
		{`{"type":"Point","coordinates":[1,2],"bbox":[1,2,3]}`, geo.CodeBadMember},
		{`{"type":"LineString","coordinates":[[1,2]]}`, geo.CodeTooFewPoints},
		{`{"type":"LineString","coordinates":[[1,2],[3,4,5]]}`, geo.CodeMixedDimensions},
		{`{"type":"LineString","coordinates":[[1,2],3]}`, geo.CodeBadCoordinates},
		{`{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}`, geo.CodeTooFewPoints},
		{`{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}`, geo.CodeRingNotClosed},
		{`{"type":"Polygon","coordinates":[[]]}`, geo.CodeTooFewPoints},
		{`{"type":"MultiPolygon","coordinates":[[]]}`, geo.CodeBadCoordinates},
		{`{"type":"MultiPolygon","coordinates":[[],[[[0,0],[1,0],[1,1],[0,0]]]]}`, geo.CodeBadCoordinates},
		{`{"type":"GeometryCollection"}`, geo.CodeMissingMember},
		{`{"type":"GeometryCollection","geometries":{}}`, geo.CodeBadMember},
		{`{"type":"GeometryCollection","geometries":[]}`, geo.CodeEmpty},
		{`{"type":"GeometryCollection","geometries":[null]}`, geo.CodeUnknownType},
		{`{"type":"Point","x":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + `}`, geo.CodeTooDeep},
		{`{"type":"Polygon","coordinates":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + `}`, geo.CodeBadCoordinates},
		{`{"type":"Point","x":"` + strings.Repeat("x", 2<<20) + `"}`, geo.CodeTextTooLong},
	} {
		got, err := ParseGeometry([]byte(c.text), Options{})
		if codeOf(err) != c.want {
			t.Errorf("%.80s: %v, %v, want %s", c.text, got, err, c.want)
		}
	}
}

func TestHeights(t *testing.T) {
	t.Parallel()
	shape, err := ReadGeometry(strings.NewReader(`{"type":"LineString","coordinates":[[1,2,10],[3,4,20]]}`), Options{})
	if err != nil || !slices.Equal(shape.Heights, []float64{10, 20}) {
		t.Errorf("%v, %v", shape, err)
	}
}

// endless gives a line that never ends.
type endless struct{ sent bool }

func (e *endless) Read(p []byte) (int, error) {
	if !e.sent {
		e.sent = true
		return copy(p, `{"type":"LineString","coordinates":[[0,0]`), nil
	}
	return copy(p, `,[1.5,2.5]`), nil
}

func TestVertexLimitStopsEndlessBodies(t *testing.T) {
	t.Parallel()
	_, err := ReadGeometry(&endless{}, Options{MaxVertices: 10_000})
	if codeOf(err) != geo.CodeTooManyVertices {
		t.Errorf("got %v", err)
	}
}

// What geojsonhint calls wrong but RFC 7946 merely advises against.
var advice = map[string]string{
	"bad-polygon-interiorring-rhr.geojson":  "§3.1.6: parsers should not reject other windings",
	"polygon_winding_order.geojson":         "§3.1.6: parsers should not reject other windings",
	"excessive_precision_truncated.geojson": "§11.2 is about size",
	"geometrycollection_nested.geojson":     "§3.1.8: should be avoided",
	"geometrycollection_single.geojson":     "§3.1.8: should be avoided",
}

func TestBadGeoJSONFiles(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(shared(t, "json", "geojson_bad"), "*.geojson"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		err := readAny(t, file)
		name := filepath.Base(file)
		if _, fine := advice[name]; fine != (err == nil) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// readAny reads a file as features or, if it is none, as a geometry.
func readAny(t *testing.T, file string) error {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "eature") {
		_, err := ParseGeometry(text, Options{})
		return err
	}
	r := NewReader(strings.NewReader(string(text)), Options{})
	for {
		if _, err := r.Next(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func FuzzParseGeometry(f *testing.F) {
	for _, seed := range []string{
		`{"type":"Point","coordinates":[104.2,23.4]}`, `{"type":"Point","coordinates":[1,2,3]}`,
		`{"type":"LineString","coordinates":[[1,2],[3,4]]}`, `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`,
		`{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}`, `{"type":"MultiPoint","coordinates":[[]]}`,
		`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}`,
		`{"coordinates":[[[[1]]]],"bbox":[1,2,3,4],"type":"x"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		g, err := ParseGeometry(text, Options{MaxVertices: 1000})
		if err != nil {
			if codeOf(err) == "" {
				t.Errorf("%q: %v is no fault", text, err)
			}
			return
		}
		if geo.CountVertices(g) == 0 {
			t.Errorf("%q: empty", text)
		}
		again, err := ParseGeometry(Append(nil, g), Options{})
		if err != nil || !orb.Equal(g, again) {
			t.Errorf("%q: %v, read again %v, %v", text, g, again, err)
		}
	})
}

func ExampleParseGeometry() {
	_, err := ParseGeometry([]byte(`{"type":"Polygon","coordinates":[[[104,23],[105,23],[105,24],[104,24]]]}`), Options{})
	fault, _ := errors.AsType[*geo.Fault](err)
	fmt.Println(fault.Code, fault.At)
	// Output: ring_not_closed [104 23]
}

func ExampleAppend() {
	fmt.Printf("%s\n", Append(nil, orb.LineString{{104.25, 23.5}, {105, 24}}))
	// Output: {"type":"LineString","coordinates":[[104.25,23.5],[105,24]]}
}

func TestAppendEveryType(t *testing.T) {
	t.Parallel()
	ring := orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}}
	for _, c := range []struct {
		g    orb.Geometry
		want string
	}{
		{nil, `null`},
		{orb.Point{1e-7, -180}, `{"type":"Point","coordinates":[0.0000001,-180]}`},
		{orb.MultiPoint{{1, 2}}, `{"type":"MultiPoint","coordinates":[[1,2]]}`},
		{orb.MultiLineString{{{1, 2}, {3, 4}}}, `{"type":"MultiLineString","coordinates":[[[1,2],[3,4]]]}`},
		{ring, `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`},
		{orb.Bound{Max: orb.Point{1, 1}}, `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}`},
		{orb.MultiPolygon{{ring}}, `{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}`},
		{orb.Collection{orb.Point{1, 2}, orb.Point{3, 4}},
			`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"Point","coordinates":[3,4]}]}`},
	} {
		if got := string(Append(nil, c.g)); got != c.want {
			t.Errorf("%v: %s, want %s", c.g, got, c.want)
		}
	}
	if got := string(AppendString(nil, "a\"\\\n\t\x7f<é𠮷\xff")); got != `"a\"\\\n\u0009\u007f<é𠮷�"` {
		t.Errorf("text: %s", got)
	}
}
