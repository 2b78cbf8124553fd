package boundaries

import (
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/geo"
)

// Conditions are what an inspection may find, several at once: 完好, 字迹模糊/遮挡,
// 倾斜/松动, 损坏, 移位, 丢失, 受危及, 未到达, 方位物变化.
var Conditions = []string{"intact", "faded", "tilted", "damaged", "moved", "lost", "endangered", "unreached", "witness_changed"}

// SuspectedGCJ02 flags a fix that was declared as WGS 84 and is off from the marker by
// about the shift of GCJ-02.
const SuspectedGCJ02 = "suspected_gcj02"

// Years outside of which a clock is taken as wrong.
const minYear, maxYear = 1950, 2200

// InspectionInput is what a device sends: one visit to one marker.
type InspectionInput struct {
	ID         uuid.UUID `json:"id" doc:"made on the device; the same id with the same content is accepted again"`
	Kind       string    `json:"kind" enum:"round,patrol" doc:"round of joint inspection (联合检查), or patrol (巡查)"`
	Round      *int      `json:"round" doc:"number of the round; rounds only"`
	DeviceID   string    `json:"device_id"`
	ObservedAt time.Time `json:"observed_at" doc:"RFC 3339"`
	Observer   string    `json:"observer"`
	Marker     string    `json:"marker" doc:"number of the marker"`
	Conditions []string  `json:"conditions" enum:"intact,faded,tilted,damaged,moved,lost,endangered,unreached,witness_changed"`
	Lon        *float64  `json:"lon" doc:"as observed, in crs"`
	Lat        *float64  `json:"lat"`
	AccuracyM  *float64  `json:"accuracy_m" doc:"of the fix, metres"`
	CRS        string    `json:"crs" doc:"what lon and lat are in: wgs84 (default), gcj02, bd09; empty without a fix"`
	Note       string    `json:"note"`
	Photos     []string  `json:"photos" doc:"ids of attachments"`
}

// Inspection is one visit to a marker, as received.
type Inspection struct {
	InspectionInput
	MarkerID   uuid.UUID `json:"marker_id"`
	FixLon     *float64  `json:"fix_lon" doc:"lon and lat as stored, converted to CGCS2000"`
	FixLat     *float64  `json:"fix_lat"`
	Flags      []string  `json:"flags" doc:"what looks wrong: suspected_gcj02"`
	ReceivedAt time.Time `json:"received_at"`
}

// Normalize brings equal content into one form: no surrounding space, conditions as a
// sorted set, the time in UTC to the microsecond, wgs84 where a fix names no system, and
// none where there is no fix.
func (in *InspectionInput) Normalize() {
	for _, text := range []*string{&in.Kind, &in.DeviceID, &in.Observer, &in.Marker, &in.CRS, &in.Note} {
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
	if in.Photos == nil {
		in.Photos = []string{}
	}
}

// Validate checks a normalized record by itself. Error: problem.Invalid.
func (in *InspectionInput) Validate() error {
	var r rules
	if in.ID == uuid.Nil {
		r.bad("id", "problem.required")
	}
	r.oneOf("kind", in.Kind, "round", "patrol")
	switch {
	case in.Kind == "round" && in.Round == nil:
		r.bad("round", "problem.required")
	case in.Kind == "patrol" && in.Round != nil:
		r.bad("round", "boundaries.patrol_round")
	}
	r.whole("round", in.Round, 1, 99)
	r.name("device_id", in.DeviceID)
	r.name("observer", in.Observer)
	r.required("marker", in.Marker)
	r.note("note", in.Note)
	if y := in.ObservedAt.Year(); y < minYear || y > maxYear {
		r.bad("observed_at", "boundaries.bad_year", "min", minYear, "max", maxYear)
	}
	in.checkFindings(&r)
	in.checkFix(&r)
	return r.err()
}

func (in *InspectionInput) checkFindings(r *rules) {
	if len(in.Conditions) == 0 {
		r.bad("conditions", "problem.required")
	}
	for _, c := range in.Conditions {
		r.oneOf("conditions", c, Conditions...)
	}
	if len(in.Conditions) > 1 && slices.Contains(in.Conditions, "unreached") {
		r.bad("conditions", "boundaries.unreached_only")
	}
	if len(in.Photos) > 100 {
		r.bad("photos", "boundaries.too_many", "max", 100)
	}
	for _, p := range in.Photos {
		r.required("photos", p)
	}
}

func (in *InspectionInput) checkFix(r *rules) {
	r.point("lon", "lat", in.Lon, in.Lat)
	r.number("accuracy_m", in.AccuracyM, 0, 100_000)
	if in.CRS != "" {
		r.oneOf("crs", in.CRS, "wgs84", "gcj02", "bd09")
	}
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

// flags says what looks wrong with a fix, given where the marker is registered.
func (in *InspectionInput) flags(registered orb.Point) []string {
	p, accuracy := in.fix(), 0.0
	if in.AccuracyM != nil {
		accuracy = *in.AccuracyM
	}
	if p != nil && in.CRS == "wgs84" && geo.LooksLikeGCJ(registered, *p, accuracy) {
		return []string{SuspectedGCJ02}
	}
	return []string{}
}

// contentHash is the sha256 of a normalized record, the same for the same content however
// it was written: key order, number format, time zone, order of conditions. What is not
// given does not count, so that fields of later versions leave old hashes as they are.
func (in *InspectionInput) contentHash() []byte {
	content := map[string]any{"kind": in.Kind, "observed_at": in.ObservedAt.Format(time.RFC3339Nano),
		"marker": in.Marker, "conditions": in.Conditions}
	for name, text := range map[string]string{"device_id": in.DeviceID, "observer": in.Observer, "crs": in.CRS, "note": in.Note} {
		if text != "" {
			content[name] = text
		}
	}
	for name, x := range map[string]*float64{"lon": in.Lon, "lat": in.Lat, "accuracy_m": in.AccuracyM} {
		if x != nil {
			content[name] = *x
		}
	}
	if in.Round != nil {
		content["round"] = *in.Round
	}
	if len(in.Photos) > 0 {
		content["photos"] = in.Photos
	}
	text, _ := json.Marshal(content) // keys sorted; validated: finite numbers, plain texts
	sum := sha256.Sum256(text)
	return sum[:]
}
