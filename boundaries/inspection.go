package boundaries

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/internal/track"
)

// The sources of a position: how it was found. Only RTK is survey-grade.
const (
	SourcePhone = "phone"
	SourceRTK   = "rtk"
	SourceMap   = "map"   // pointed at on a map
	SourcePaper = "paper" // copied from a form
)

// InspectionInput is what a device sends: one visit to one marker, or to a stretch of a line,
// since most lines have no marker.
type InspectionInput struct {
	ID            uuid.UUID       `json:"id" format:"uuid" doc:"made on the device; the same id with the same content is accepted again"`
	Kind          string          `json:"kind" enum:"round,patrol" doc:"round of joint inspection (联合检查), or patrol (巡查)"`
	Round         *int            `json:"round" doc:"number of the round; rounds only"`
	DeviceID      string          `json:"device_id"`
	ObservedAt    time.Time       `json:"observed_at" doc:"RFC 3339, by the clock of the device"`
	Observer      string          `json:"observer"`
	Marker        string          `json:"marker" doc:"number of the marker; empty for a stretch of a line"`
	Line          string          `json:"line" doc:"code of the line: required without a marker"`
	ChainageFromM *float64        `json:"chainage_from_m" doc:"metres from the start of the line" coarse:"inspections,metres"`
	ChainageToM   *float64        `json:"chainage_to_m" doc:"end of the stretch; absent: a point" coarse:"inspections,metres"`
	Conditions    []string        `json:"conditions" doc:"codes of /boundaries/conditions, several at once"`
	Lon           *float64        `json:"lon" doc:"as observed, in crs" coarse:"inspections,drop"`
	Lat           *float64        `json:"lat" coarse:"inspections,drop"`
	AccuracyM     *float64        `json:"accuracy_m" doc:"of the fix, metres"`
	CRS           string          `json:"crs" doc:"what lon and lat are in: wgs84 (default), cgcs2000, gcj02, bd09; empty without a fix"`
	Source        string          `json:"source" doc:"how the position was found: phone, rtk, map, paper; empty: not said"`
	Taped         []Tape          `json:"taped" doc:"distances to the witnesses (方位物) by tape"`
	Track         json.RawMessage `json:"track,omitempty" doc:"WGS 84: GeoJSON LineString, MultiLineString or a Feature of one with coordTimes; or the text of a GPX file" coarse:"inspections,shape"`
	Corrects      *uuid.UUID      `json:"corrects" format:"uuid" doc:"record about the same marker or line that this one takes the place of"`
	Note          string          `json:"note"`
	Photos        []string        `json:"photos" doc:"ids of attachments of this inspection, which may arrive before or after"`

	walked    track.Track // of Track, once normalized
	walkedErr error
}

// Tape is a distance to a witness of the marker, measured by tape.
type Tape struct {
	Seq       int     `json:"seq" doc:"number of the witness"`
	DistanceM float64 `json:"distance_m"`
}

// Inspection is one visit, as received. It never changes; a mistake is corrected by another.
type Inspection struct {
	InspectionInput
	MarkerID     *uuid.UUID  `json:"marker_id" format:"uuid"`
	FixLon       *float64    `json:"fix_lon" doc:"lon and lat as stored, converted to CGCS2000" coarse:"inspections,snap"`
	FixLat       *float64    `json:"fix_lat" coarse:"inspections,snap"`
	Flags        []string    `json:"flags" doc:"what looks wrong: suspected_gcj02, far_away, clock_off, photo_time_differs, photo_place_differs"`
	ReceivedAt   time.Time   `json:"received_at" doc:"by the clock of the service"`
	CorrectedBy  *uuid.UUID  `json:"corrected_by" format:"uuid" doc:"the newer record that counts in place of this one"`
	TrackPoints  int         `json:"track_points" doc:"0: no track"`
	TrackLengthM float64     `json:"track_length_m"`
	Attachments  []uuid.UUID `json:"attachments" doc:"files that have arrived, oldest first"`
	Missing      []string    `json:"missing" doc:"photos that were named and have not arrived"`
}

// Normalize brings equal content into one form: no surrounding space, conditions as a
// sorted set, tapes by witness, the time in UTC to the microsecond, wgs84 where a fix names
// no system, and none where there is no fix. It reads the track.
func (in *InspectionInput) Normalize() {
	for _, text := range []*string{&in.Kind, &in.DeviceID, &in.Observer, &in.Marker, &in.Line, &in.CRS, &in.Source, &in.Note} {
		*text = strings.TrimSpace(*text)
	}
	in.ObservedAt = in.ObservedAt.UTC().Truncate(time.Microsecond)
	in.Conditions = slices.Clone(in.Conditions)
	slices.Sort(in.Conditions)
	in.Conditions = slices.Compact(in.Conditions)
	switch {
	case in.Lon == nil && in.Lat == nil:
		in.CRS = ""
	case in.CRS == "":
		in.CRS = "wgs84"
	}
	in.Taped = slices.Clone(in.Taped)
	slices.SortStableFunc(in.Taped, func(a, b Tape) int { return a.Seq - b.Seq })
	if in.Taped == nil {
		in.Taped = []Tape{}
	}
	if in.Photos == nil {
		in.Photos = []string{}
	}
	in.walked, in.walkedErr = readTrack(in.Track)
}

// readTrack reads a GeoJSON object, or a JSON string with the text of a file; nil is no track.
func readTrack(text json.RawMessage) (track.Track, error) {
	if len(text) == 0 || string(text) == "null" {
		return nil, nil
	}
	return track.ParseJSON(text, 0)
}

// fix is where the device was, converted to CGCS2000; nil without a fix.
func (in *InspectionInput) fix() *orb.Point {
	if in.Lon == nil || in.Lat == nil {
		return nil
	}
	p := orb.Point{*in.Lon, *in.Lat}
	switch in.CRS {
	case "gcj02":
		p = geo.WGSFromGCJ(p)
	case "bd09":
		p = geo.WGSFromBD(p)
	}
	return &p
}
