package track

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/geo/geojson"
	"cairn/internal/problem"
)

// feature is what is read of a GeoJSON object: a Feature, or the geometry itself.
type feature struct {
	Type       string          `json:"type"`
	Geometry   json.RawMessage `json:"geometry"`
	Properties struct {
		// CoordTimes are times beside the coordinates, nested like them.
		CoordTimes json.RawMessage `json:"coordTimes"`
	} `json:"properties"`
}

func parseGeoJSON(text []byte, maxPoints int) (Track, error) {
	var f feature
	if err := json.Unmarshal(text, &f); err != nil {
		return nil, bad("track.bad_json")
	}
	geometry := text
	if f.Type == "Feature" {
		geometry = f.Geometry
	}
	g, err := geojson.ParseGeometry(geometry, geojson.Options{MaxVertices: maxPoints})
	if err != nil {
		var fault *geo.Fault
		if errors.As(err, &fault) && fault.Code == geo.CodeTooManyVertices {
			return nil, tooLong(maxPoints)
		}
		return nil, problem.InvalidFields(problem.BadGeometry("track", err))
	}
	var t Track
	switch g := g.(type) {
	case orb.LineString:
		t = Track{{Line: g}}
	case orb.MultiLineString:
		for _, line := range g {
			t = append(t, Segment{Line: line})
		}
	default:
		return nil, bad("geometry.wrong_type", "expected", "LineString, MultiLineString")
	}
	if len(t) > maxSegments {
		return nil, bad("track.too_many_segments", "max", maxSegments)
	}
	return t, t.addTimes(f.Properties.CoordTimes, g)
}

// addTimes puts the times of a Feature beside the points; null stands for a point without.
func (t Track) addTimes(text json.RawMessage, g orb.Geometry) error {
	if len(text) == 0 || string(text) == "null" {
		return nil
	}
	var lists [][]*time.Time
	if _, single := g.(orb.LineString); single {
		lists = make([][]*time.Time, 1)
		if json.Unmarshal(text, &lists[0]) != nil {
			return bad("track.bad_times")
		}
	} else if json.Unmarshal(text, &lists) != nil {
		return bad("track.bad_times")
	}
	if len(lists) != len(t) {
		return bad("track.bad_times")
	}
	for i, times := range lists {
		if len(times) != len(t[i].Line) {
			return bad("track.bad_times")
		}
		t[i].Times = make([]time.Time, len(times))
		for j, at := range times {
			if at != nil && (at.Year() < 1 || at.Year() > 9000) {
				return bad("track.bad_times")
			}
			if at != nil {
				t[i].Times[j] = *at
			}
		}
	}
	return nil
}
