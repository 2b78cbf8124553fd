// Package track reads tracks of people who walked along a line (轨迹), as a receiver or a phone
// writes them: GPX 1.0/1.1, or GeoJSON LineString and MultiLineString, bare or as a Feature
// whose property coordTimes has the times.
//
// Positions are kept as they stand in the file, lon/lat in degrees; which system they are in
// is for the caller to know (GPX is WGS 84). The package has no opinion on whether a track is
// plausible; it refuses what is no track and what is longer than its limit.
package track

import (
	"bytes"
	"encoding/json"
	"time"

	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/geo/geojson"
	"cairn/internal/problem"
)

// DefaultMaxPoints is the longest track where no limit is given: a fix a second for a day.
const DefaultMaxPoints = 100_000

// maxSegments bounds in how many pieces a track may be.
const maxSegments = 10_000

// Segment is an unbroken piece of a track: two points or more.
type Segment struct {
	Line orb.LineString
	// Times has one entry a point, zero where the file gives none; nil when it gives none at all.
	Times []time.Time
}

// Track is one or more segments in the order of the file.
type Track []Segment

// Parse reads a track of at most maxPoints points (0: [DefaultMaxPoints]).
//
// Errors: problem.TooLarge (track.too_long), already while reading; problem.Invalid on the
// field track for all else: neither format, damaged, positions that are not on earth, no
// segment of two points.
func Parse(text []byte, maxPoints int) (Track, error) {
	if maxPoints <= 0 {
		maxPoints = DefaultMaxPoints
	}
	text = bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")))
	var t Track
	var err error
	switch {
	case len(text) == 0:
		return nil, bad("track.empty")
	case text[0] == '<':
		t, err = parseGPX(text, maxPoints)
	case text[0] == '{':
		t, err = parseGeoJSON(text, maxPoints)
	default:
		return nil, bad("track.unknown_format")
	}
	if err != nil {
		return nil, err
	}
	return t.checked()
}

// ParseJSON reads a track from a JSON body: a GeoJSON object, or a string with the text of a
// file. A GeoJSON object that names another system than longitude and latitude is refused.
// Errors: as Parse.
func ParseJSON(text json.RawMessage, maxPoints int) (Track, error) {
	text = bytes.TrimSpace(text)
	if len(text) > 0 && text[0] == '"' {
		var file string
		if err := json.Unmarshal(text, &file); err != nil {
			return nil, bad("track.bad_json")
		}
		return Parse([]byte(file), maxPoints)
	}
	t, err := Parse(text, maxPoints)
	if err != nil || text[0] != '{' {
		return t, err
	}
	if name, ok := geojson.LonLat(text); !ok {
		return nil, bad("track.other_crs", "crs", name)
	}
	return t, nil
}

// checked leaves out segments of a single point and refuses what is not on earth.
func (t Track) checked() (Track, error) {
	kept := t[:0]
	for _, s := range t {
		for _, p := range s.Line {
			if err := geo.ValidatePoint(p[0], p[1], geo.Limits{}); err != nil {
				return nil, problem.InvalidFields(problem.BadGeometry("track", err))
			}
		}
		if len(s.Line) > 1 {
			kept = append(kept, s.settled())
		}
	}
	if len(kept) == 0 {
		return nil, bad("track.empty")
	}
	return kept, nil
}

// settled drops a list of times that has none, and brings the others to UTC and microseconds,
// as the database keeps them.
func (s Segment) settled() Segment {
	given := false
	for i, at := range s.Times {
		if !at.IsZero() {
			s.Times[i], given = at.UTC().Truncate(time.Microsecond), true
		}
	}
	if !given {
		s.Times = nil
	}
	return s
}

// Points counts the points of all segments.
func (t Track) Points() (n int) {
	for _, s := range t {
		n += len(s.Line)
	}
	return n
}

// Geometry is the track without its times.
func (t Track) Geometry() orb.MultiLineString {
	g := make(orb.MultiLineString, len(t))
	for i, s := range t {
		g[i] = s.Line
	}
	return g
}

// Times has one entry a point over all segments, nil where there is none; nil when the track
// has no times at all.
func (t Track) Times() []*time.Time {
	var all []*time.Time
	given := false
	for _, s := range t {
		for i := range s.Line {
			if i >= len(s.Times) || s.Times[i].IsZero() {
				all = append(all, nil)
				continue
			}
			all, given = append(all, &s.Times[i]), true
		}
	}
	if !given {
		return nil
	}
	return all
}

// Span is from the first to the last time of the track; false without any.
func (t Track) Span() (from, to time.Time, ok bool) {
	for _, at := range t.Times() {
		if at == nil {
			continue
		}
		if !ok || at.Before(from) {
			from = *at
		}
		if !ok || at.After(to) {
			to = *at
		}
		ok = true
	}
	return from, to, ok
}

// Convert brings every position into another system.
func (t Track) Convert(f func(orb.Point) orb.Point) {
	for _, s := range t {
		for i, p := range s.Line {
			s.Line[i] = f(p)
		}
	}
}

func bad(key string, params ...any) error {
	return problem.InvalidFields(problem.Bad("track", key, params...))
}

func tooLong(maxPoints int) error {
	return problem.New(problem.TooLarge, "track.too_long", "max", maxPoints)
}
