package boundaries

import (
	"github.com/google/uuid"

	"cairn/internal/problem"
)

// Most that one record may have.
const (
	maxConditions = 20
	maxPhotos     = 100
	maxTapes      = 9
)

// Validate checks a normalized record by itself. Whether its conditions, marker and line are
// on file is judged when it is taken in. A clock may show any year: that is flagged.
// Errors: problem.Invalid; problem.TooLarge for a track with too many points.
func (in *InspectionInput) Validate() error {
	if problem.Is(in.walkedErr, problem.TooLarge) {
		return in.walkedErr
	}
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
	r.note("note", in.Note)
	switch y := in.ObservedAt.Year(); {
	case in.ObservedAt.IsZero():
		r.bad("observed_at", "problem.required")
	case y < 1 || y > 9999: // no calendar of ours
		r.bad("observed_at", "boundaries.bad_time")
	}
	if in.Corrects != nil && (*in.Corrects == in.ID || *in.Corrects == uuid.Nil) {
		r.bad("corrects", "boundaries.corrects_itself")
	}
	in.checkSubject(&r)
	in.checkFindings(&r)
	in.checkFix(&r)
	if p := problem.As(in.walkedErr); p != nil {
		r.fields = append(r.fields, p.Fields...)
	} else if in.walkedErr != nil {
		r.bad("track", "track.unknown_format")
	}
	return r.err()
}

// checkSubject checks what the record is about: a marker, or a stretch or point of a line.
func (in *InspectionInput) checkSubject(r *rules) {
	if in.Marker == "" && in.Line == "" {
		r.bad("marker", "problem.required")
		return
	}
	r.name("marker", in.Marker)
	if in.Line != "" && (len(in.Line) != 18 || !digits(in.Line)) {
		r.bad("line", "boundaries.bad_line_code")
	}
	from, to := in.ChainageFromM, in.ChainageToM
	r.number("chainage_from_m", from, 0, maxChainage)
	r.number("chainage_to_m", to, 0, maxChainage)
	switch {
	case in.Line == "" && (from != nil || to != nil):
		r.bad("line", "problem.required")
	case from == nil && to != nil:
		r.bad("chainage_from_m", "problem.required")
	case from != nil && to != nil && *to < *from:
		r.bad("chainage_to_m", "boundaries.chainage_reversed")
	case in.Marker == "" && from == nil && in.Lon == nil && len(in.walked) == 0:
		r.bad("chainage_from_m", "boundaries.stretch_required")
	}
}

// maxChainage is longer than any line: metres.
const maxChainage = 10_000_000

func (in *InspectionInput) checkFindings(r *rules) {
	if len(in.Conditions) == 0 {
		r.bad("conditions", "problem.required")
	}
	if len(in.Conditions) > maxConditions {
		r.bad("conditions", "boundaries.too_many", "max", maxConditions)
	}
	for _, c := range in.Conditions {
		r.required("conditions", c)
	}
	if len(in.Photos) > maxPhotos {
		r.bad("photos", "boundaries.too_many", "max", maxPhotos)
	}
	for _, p := range in.Photos {
		if _, err := uuid.Parse(p); err != nil || len(p) != 36 {
			r.bad("photos", "boundaries.bad_uuid")
		}
	}
	if len(in.Taped) > 0 && in.Marker == "" {
		r.bad("taped", "boundaries.taped_without_marker")
	}
	for i, t := range in.Taped {
		if t.Seq < 1 || t.Seq > maxTapes || i > 0 && in.Taped[i-1].Seq == t.Seq {
			r.bad("taped", "boundaries.witness_seq")
		}
		r.number("taped", &t.DistanceM, 0, 10_000)
	}
}

func (in *InspectionInput) checkFix(r *rules) {
	r.point("lon", "lat", in.Lon, in.Lat)
	r.number("accuracy_m", in.AccuracyM, 0, 100_000)
	if in.CRS != "" {
		r.oneOf("crs", in.CRS, "wgs84", "cgcs2000", "gcj02", "bd09")
	}
	if in.Source != "" {
		r.oneOf("source", in.Source, SourcePhone, SourceRTK, SourceMap, SourcePaper)
	}
}

// checkConditions refuses codes that are not on file, and an exclusive one beside others.
func (in *InspectionInput) checkConditions(known map[string]Condition) error {
	var r rules
	for _, code := range in.Conditions {
		c, ok := known[code]
		switch {
		case !ok:
			r.bad("conditions", "boundaries.unknown_condition", "code", code, "known", codesOf(known))
		case c.Exclusive && len(in.Conditions) > 1:
			r.bad("conditions", "boundaries.condition_alone", "code", code, "name", c.Zh)
		}
	}
	return r.err()
}

// sameSubject reports whether two records are about the same thing.
func sameSubject(marker, other *uuid.UUID, line, otherLine string) bool {
	if marker != nil || other != nil {
		return marker != nil && other != nil && *marker == *other
	}
	return line == otherLine
}
