package track

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"
)

// maxDepth is how deeply elements of a GPX file may be nested; extensions of receivers take
// less than ten levels.
const maxDepth = 50

// gpxReader walks a GPX file: track points (trkpt) of track segments (trkseg). Waypoints and
// routes, which are planned and not walked, are passed over.
type gpxReader struct {
	max, points int
	path        []string
	track       Track
	text        strings.Builder // of the time element that is open
}

func parseGPX(text []byte, maxPoints int) (Track, error) {
	r := &gpxReader{max: maxPoints}
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := decoder.RawToken()
		switch {
		case errors.Is(err, io.EOF) && len(r.path) == 0:
			return r.track, nil
		case err != nil:
			line, _ := decoder.InputPos()
			return nil, bad("track.bad_xml", "line", line)
		}
		if err := r.take(token); err != nil {
			return nil, err
		}
	}
}

func (r *gpxReader) take(token xml.Token) error {
	switch token := token.(type) {
	case xml.StartElement:
		return r.open(token)
	case xml.EndElement:
		return r.close(token.Name.Local)
	case xml.CharData:
		if r.inTime() && r.text.Len() < 100 {
			r.text.Write(token)
		}
	case xml.Directive:
		return bad("track.doctype")
	}
	return nil
}

func (r *gpxReader) open(e xml.StartElement) error {
	if len(r.path) == 0 && e.Name.Local != "gpx" {
		return bad("track.unknown_format")
	}
	if len(r.path) >= maxDepth {
		return bad("track.too_deep", "max", maxDepth)
	}
	r.path = append(r.path, e.Name.Local)
	switch {
	case r.at("gpx", "trk", "trkseg"):
		if len(r.track) >= maxSegments {
			return bad("track.too_many_segments", "max", maxSegments)
		}
		r.track = append(r.track, Segment{})
	case r.at("gpx", "trk", "trkseg", "trkpt"):
		return r.point(e.Attr)
	case r.inTime():
		r.text.Reset()
	}
	return nil
}

func (r *gpxReader) close(name string) error {
	if len(r.path) == 0 || r.path[len(r.path)-1] != name {
		return bad("track.unbalanced", "element", name)
	}
	if r.inTime() {
		if err := r.time(); err != nil {
			return err
		}
	}
	r.path = r.path[:len(r.path)-1]
	return nil
}

// at reports whether exactly the elements are open.
func (r *gpxReader) at(names ...string) bool {
	if len(r.path) != len(names) {
		return false
	}
	for i, name := range names {
		if r.path[i] != name {
			return false
		}
	}
	return true
}

func (r *gpxReader) inTime() bool { return r.at("gpx", "trk", "trkseg", "trkpt", "time") }

func (r *gpxReader) point(attributes []xml.Attr) error {
	if r.points++; r.points > r.max {
		return tooLong(r.max)
	}
	p := orb.Point{math.NaN(), math.NaN()}
	for _, a := range attributes {
		x, err := strconv.ParseFloat(strings.TrimSpace(a.Value), 64)
		switch {
		case err != nil:
		case a.Name.Local == "lon":
			p[0] = x
		case a.Name.Local == "lat":
			p[1] = x
		}
	}
	if math.IsNaN(p[0]) || math.IsNaN(p[1]) {
		return bad("track.point_without_position", "point", r.points)
	}
	last := &r.track[len(r.track)-1]
	last.Line, last.Times = append(last.Line, p), append(last.Times, time.Time{})
	return nil
}

func (r *gpxReader) time() error {
	at, err := time.Parse(time.RFC3339, strings.TrimSpace(r.text.String()))
	if err != nil || at.Year() < 1 || at.Year() > 9000 {
		return bad("track.bad_time", "point", r.points)
	}
	last := &r.track[len(r.track)-1]
	last.Times[len(last.Times)-1] = at
	return nil
}
