package geojson

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn/geo"
)

// outcome reads all features and writes down what came: ids or names of features,
// fault codes in brackets for bad ones, and the final code.
func outcome(text string) string {
	r := NewReader(strings.NewReader(text), Options{MaxVertices: 100})
	var out []string
	for {
		f, err := r.Next()
		one, isOne := errors.AsType[*FeatureError](err)
		switch {
		case err == io.EOF:
			return strings.Join(out, " ")
		case isOne:
			out = append(out, fmt.Sprintf("[%s]", one.Fault.Code))
		case err != nil:
			return strings.Join(append(out, string(codeOf(err))), " ")
		default:
			out = append(out, f.ID)
		}
	}
}

func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

func point(id string) string {
	return `{"type":"Feature","id":"` + id + `","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"n":1}}`
}

func TestReaderGoesOnAfterBadFeatures(t *testing.T) {
	t.Parallel()
	line := strings.TrimSuffix(strings.Repeat("[1,2],", 101), ",")
	for _, c := range []struct{ name, text, want string }{
		{"fine", collection(point("a"), point("b")), "a b"},
		{"none", collection(), ""},
		{"single", point("a"), "a"},
		{"byte order mark", "\ufeff" + collection(point("a")), "a"},
		{"type at the end", `{"features":[` + point("a") + `],"type":"FeatureCollection"}`, "a"},
		{"foreign members", `{"type":"FeatureCollection","name":"x","licence":{"a":[1]},"features":[` + point("a") + `],"z":1}`, "a"},
		{"no geometry", collection(`{"type":"Feature","id":7,"geometry":null,"properties":null}`), "7"},
		{"null", collection(point("a"), "null", point("b")), "a [unknown_type] b"},
		{"array", collection("[[1,2],{}]", point("b")), "[unknown_type] b"},
		{"bad geometry", collection(`{"type":"Feature","geometry":{"type":"Point","coordinates":[[1,2],[3,"}"]]},"properties":{}}`, point("b")), "[bad_coordinates] b"},
		{"too large", collection(`{"type":"Feature","geometry":{"type":"LineString","coordinates":[`+line+`]},"properties":{}}`, point("b")), "[too_many_vertices] b"},
		{"no properties", collection(`{"type":"Feature","geometry":null}`, point("b")), "[missing_member] b"},
		{"properties twice", collection(`{"type":"Feature","properties":{},"properties":{},"geometry":null}`, point("b")), "[duplicate_member] b"},
		{"property twice", collection(`{"type":"Feature","properties":{"a":1,"a":2},"geometry":null}`, point("b")), "[duplicate_member] b"},
		{"properties a list", collection(`{"type":"Feature","properties":[{}],"geometry":null}`, point("b")), "[bad_member] b"},
		{"id an object", collection(`{"type":"Feature","id":{},"properties":{},"geometry":null}`, point("b")), "[bad_member] b"},
		{"other type", collection(`{"type":"Featre","properties":{},"geometry":null}`, point("b")), "[unknown_type] b"},
		{"feature with features", collection(`{"type":"Feature","features":[],"properties":{},"geometry":null}`, point("b")), "[forbidden_member] b"},
		{"broken off", strings.TrimSuffix(collection(point("a")), "}"), "a bad_json"},
		{"broken in the middle", collection(point("a"), `{"type":}`, point("b")), "a bad_json"},
		{"something after", collection(point("a")) + "{}", "a bad_json"},
		{"geometry alone", `{"type":"Point","coordinates":[1,2]}`, "forbidden_member"},
		{"list", `[` + point("a") + `]`, "unknown_type"},
		{"collection without features", `{"type":"FeatureCollection"}`, "missing_member"},
		{"collection with properties", `{"type":"FeatureCollection","properties":{},"features":[]}`, "forbidden_member"},
		{"features no list", `{"type":"FeatureCollection","features":{}}`, "bad_member"},
		{"features twice", `{"type":"FeatureCollection","features":[],"features":[]}`, "duplicate_member"},
		{"wrong type at the end", `{"features":[` + point("a") + `],"type":"Feature"}`, "a forbidden_member"},
		{"no type", `{"features":[` + point("a") + `]}`, "a unknown_type"},
		{"crs of the wrong kind", `{"crs":7,"type":"FeatureCollection","features":[]}`, "bad_member"},
	} {
		if got := outcome(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPropertiesKeepTheirOrderAndText(t *testing.T) {
	t.Parallel()
	text := "{\"type\":\"FeatureCollection\",\n\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4490\"}},\n\"features\":[\n" +
		`{"type":"Feature","geometry":null,"properties":{"z":"𠮷","a":1.50,"m":true,"n":null,"o":{"k": [1, "x\"", {}, [], null, false]}}}]}`
	r := NewReader(strings.NewReader(text), Options{})
	f, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	want := []Property{
		{"z", Value{String, "𠮷"}}, {"a", Value{Number, "1.50"}}, {"m", Value{Bool, "true"}}, {"n", Value{}},
		{"o", Value{JSON, `{"k":[1,"x\"",{},[],null,false]}`}},
	}
	if fmt.Sprint(f.Properties) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", f.Properties, want)
	}
	if f.Line != 4 || r.CRS() != "urn:ogc:def:crs:EPSG::4490" {
		t.Errorf("line %d, crs %q", f.Line, r.CRS())
	}
}

func TestReaderStaysAtItsError(t *testing.T) {
	t.Parallel()
	r := NewReader(strings.NewReader(`{"features":[}`), Options{})
	_, first := r.Next()
	_, second := r.Next()
	if codeOf(first) != geo.CodeBadJSON || first != second {
		t.Errorf("%v, then %v", first, second)
	}
}

func TestReaderReadsThePack(t *testing.T) {
	t.Parallel()
	dir := shared(t, "wenshan")
	for name, want := range map[string]int{"areas": 112, "lines": 222, "roads": 174, "constraints": 254} {
		f, err := os.Open(filepath.Join(dir, name+".geojson"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r, n := NewReader(f, Options{}), 0
		for ; err == nil; n++ {
			_, err = r.Next()
		}
		if n--; err != io.EOF || n != want {
			t.Errorf("%s: %d features, want %d; %v", name, n, want, err)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add(collection(point("a"), "null", point("b")))
	f.Add(point("a"))
	f.Add(`{"crs":{"properties":{"name":"x"}},"type":"FeatureCollection","features":[{"properties":{"a":[1,{}]}}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		r := NewReader(strings.NewReader(text), Options{MaxVertices: 50})
		for n := 0; ; n++ {
			if n > len(text) {
				t.Fatal("more features than bytes")
			}
			_, err := r.Next()
			if _, one := errors.AsType[*FeatureError](err); err == io.EOF || err != nil && !one {
				return
			}
		}
	})
}

func TestFeatureErrorText(t *testing.T) {
	t.Parallel()
	r := NewReader(strings.NewReader(collection("null")), Options{MaxText: 50})
	_, err := r.Next()
	if err == nil || !strings.HasPrefix(err.Error(), "line 1: geo: unknown_type") {
		t.Errorf("got %v", err)
	}
	r = NewReader(strings.NewReader(collection(`{"type":"Feature","properties":{"a":"`+strings.Repeat("x", 51)+`"}}`)), Options{MaxText: 50})
	if _, err := r.Next(); codeOf(err) != geo.CodeTextTooLong {
		t.Errorf("got %v", err)
	}
	r = NewReader(strings.NewReader(collection(`{"type":"Feature","properties":{"a":[`+strings.Repeat("1,", 30)+`1]}}`)), Options{MaxText: 50})
	if _, err := r.Next(); codeOf(err) != geo.CodeTextTooLong {
		t.Errorf("got %v", err)
	}
}
