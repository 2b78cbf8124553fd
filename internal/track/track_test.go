package track_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"cairn/internal/problem"
	"cairn/internal/track"
)

const gpx = `<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="1" lon="1"><time>nonsense</time></wpt>
<rte><rtept lat="2" lon="2"/></rte>
<trk><trkseg><trkpt lat="23.1" lon="104.1"><ele>1</ele><time>2025-03-18T08:40:00+08:00</time></trkpt>
<trkpt lat="23.2" lon="104.2"/></trkseg><trkseg><trkpt lat="23.3" lon="104.3"/></trkseg>
<trkseg><trkpt lat="23.4" lon="104.4"/><trkpt lat="23.5" lon="104.5"/></trkseg></trk></gpx>`

func TestParse(t *testing.T) {
	t.Parallel()
	at := time.Date(2025, 3, 18, 0, 40, 0, 0, time.UTC)
	for name, tc := range map[string]struct {
		text          string
		parts, points int
		timed         bool
	}{
		"gpx":      {gpx, 2, 4, true},
		"with BOM": {"\xef\xbb\xbf" + gpx, 2, 4, true},
		"line":     {`{"type": "LineString", "coordinates": [[104.1, 23.1, 1500], [104.2, 23.2, 1501]]}`, 1, 2, false},
		"lines":    {`{"type": "MultiLineString", "coordinates": [[[104.1, 23.1], [104.2, 23.2]], [[104.1, 23.1], [104.2, 23.2]]]}`, 2, 4, false},
		"feature": {`{"type": "Feature", "properties": {"coordTimes": ["2025-03-18T00:40:00Z", null]},
			"geometry": {"type": "LineString", "coordinates": [[104.1, 23.1], [104.2, 23.2]]}}`, 1, 2, true},
		"features": {`{"type": "Feature", "properties": {"coordTimes": [["2025-03-18T00:40:00Z", null]]},
			"geometry": {"type": "MultiLineString", "coordinates": [[[104.1, 23.1], [104.2, 23.2]]]}}`, 1, 2, true},
	} {
		got, err := track.Parse([]byte(tc.text), 0)
		if err != nil || len(got) != tc.parts || got.Points() != tc.points || got.Geometry()[0][0] != (orb.Point{104.1, 23.1}) {
			t.Errorf("%s: %v: %v", name, got, err)
			continue
		}
		times := got.Times()
		if from, to, ok := got.Span(); ok != tc.timed || ok && (from != at || to != at || *times[0] != at || times[1] != nil || len(times) != tc.points) {
			t.Errorf("%s: from %v to %v: %v", name, from, to, times)
		}
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	point := `<trkpt lat="23.1" lon="104.1"/>`
	in := func(points string) string { return "<gpx><trk><trkseg>" + points + "</trkseg></trk></gpx>" }
	for name, tc := range map[string]struct{ text, key string }{
		"nothing": {" ", "track.empty"}, "text": {"abc", "track.unknown_format"}, "html": {"<html></html>", "track.unknown_format"},
		"one point": {in(point), "track.empty"}, "no track": {"<gpx/>", "track.empty"}, "cut off": {in(point)[:40], "track.bad_xml"},
		"two roots": {"<gpx></trk></gpx>", "track.unbalanced"}, "entities": {`<!DOCTYPE x [<!ENTITY a "b">]><gpx/>`, "track.doctype"},
		"deep":        {"<gpx>" + strings.Repeat("<a>", 60), "track.too_deep"},
		"no position": {in(`<trkpt lat="23.1"/>`), "track.point_without_position"}, "NaN": {in(`<trkpt lat="NaN" lon="1"/>`), "track.point_without_position"},
		"off earth": {in(strings.Repeat(`<trkpt lat="104.1" lon="23.1"/>`, 2)), "geometry.lon_lat_swapped"},
		"time":      {in(`<trkpt lat="23.1" lon="104.1"><time>yesterday</time></trkpt>`), "track.bad_time"},
		"no JSON":   {`{"type": `, "track.bad_json"}, "polygon": {`{"type": "Point", "coordinates": [104.1, 23.1]}`, "geometry.wrong_type"},
		"other times": {`{"type": "Feature", "properties": {"coordTimes": ["2025-03-18T00:40:00Z"]},
			"geometry": {"type": "LineString", "coordinates": [[104.1, 23.1], [104.2, 23.2]]}}`, "track.bad_times"},
		"null": {`{"type": "Feature", "properties": {}, "geometry": null}`, "geometry.unknown_type"},
	} {
		_, err := track.Parse([]byte(tc.text), 0)
		p := problem.As(err)
		if p == nil || p.Kind != problem.Invalid || len(p.Fields) != 1 || p.Fields[0].Key != tc.key || p.Fields[0].Field != "track" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A track of a million points is refused before it is built, in either format.
func TestTooLong(t *testing.T) {
	t.Parallel()
	point := []byte(`<trkpt lat="23.1" lon="104.1"/>`)
	long := append([]byte("<gpx><trk><trkseg>"), bytes.Repeat(point, 1_000_000)...)
	pair := []byte(`[104.1,23.1],`)
	line := append([]byte(`{"type":"LineString","coordinates":[`), bytes.Repeat(pair, 1_000_000)...)
	line = append(line[:len(line)-1], "]}"...)
	for name, text := range map[string][]byte{"gpx": long, "geojson": line} {
		if _, err := track.Parse(text, 0); !problem.Is(err, problem.TooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The track of the pack, where it is there.
func TestPack(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "wenshan", "awkward", "track.gpx"))
	if err != nil {
		t.Skip("the shared test data are not here: this test needs them")
	}
	got, err := track.Parse(text, 0)
	if err != nil || len(got) != 2 {
		t.Fatalf("%d segments: %v", len(got), err)
	}
	for _, at := range got.Times() {
		if at == nil {
			t.Error("a point without time")
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(gpx))
	f.Add([]byte(`{"type": "Feature", "properties": {"coordTimes": [["2025-03-18T00:40:00Z", null]]}, "geometry": {"type": "MultiLineString", "coordinates": [[[104.1, 23.1], [104.2, 23.2]]]}}`))
	f.Add([]byte(`<gpx><trk><trkseg><trkpt lat="1e400" lon="x"><time>`))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := track.Parse(text, 100)
		if err != nil {
			if problem.As(err) == nil {
				t.Errorf("not worded: %v", err)
			}
			return
		}
		if n := got.Points(); n < 2 || n > 100 {
			t.Errorf("%d points", n)
		}
		for _, s := range got {
			if s.Times != nil && len(s.Times) != len(s.Line) {
				t.Errorf("%d times of %d points", len(s.Times), len(s.Line))
			}
		}
	})
}
