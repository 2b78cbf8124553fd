package boundaries

import (
	"slices"
	"time"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// What looks wrong with an inspection. It is stored all the same.
const (
	// SuspectedGCJ02 flags a fix that was declared as WGS 84 and is off from the marker by
	// about the shift of GCJ-02.
	SuspectedGCJ02 = "suspected_gcj02"
	// FarAway flags a fix that is elsewhere than the marker or line.
	FarAway = "far_away"
	// ClockOff flags a record from the future, or from longer ago than devices keep records.
	ClockOff = "clock_off"
	// PhotoTimeDiffers and PhotoPlaceDiffers flag photos whose camera wrote another time or
	// place than the record has. They are worked out when a record is read: photos come later.
	PhotoTimeDiffers  = "photo_time_differs"
	PhotoPlaceDiffers = "photo_place_differs"
)

const (
	// farAway is beyond any fix that a receiver gives of a place where it is, metres.
	farAway = 2000.0
	// fromFuture is how far clocks may be ahead of ours.
	fromFuture = 10 * time.Minute
	// longAgo is how long a device keeps a record before it is sent. What is copied from
	// paper or comes by import may be older.
	longAgo = 366 * 24 * time.Hour
	// gcjBand is how near to a line its shifted-back fix must lie to be taken for one in
	// GCJ-02, metres; the shift itself is some hundreds.
	gcjBand = 50.0
)

// flags says what looks wrong with a record that arrives now about the subject.
func (in *InspectionInput) flags(s *subject, now time.Time, imported bool) []string {
	flags := []string{}
	if in.clockOff(now, imported) {
		flags = append(flags, ClockOff)
	}
	p := in.fix()
	if p == nil {
		return flags
	}
	accuracy := 0.0
	if in.AccuracyM != nil {
		accuracy = *in.AccuracyM
	}
	declared := in.CRS == "wgs84" || in.CRS == "cgcs2000"
	switch {
	case declared && s.looksLikeGCJ(*p, accuracy):
		flags = append(flags, SuspectedGCJ02)
	case s.distance(*p) > farAway+3*accuracy:
		flags = append(flags, FarAway)
	}
	slices.Sort(flags)
	return flags
}

func (in *InspectionInput) clockOff(now time.Time, imported bool) bool {
	old := imported || in.Source == SourcePaper
	return in.ObservedAt.After(now.Add(fromFuture)) || !old && in.ObservedAt.Before(now.Add(-longAgo))
}

// distance is from a fix to the marker, or else to the line, metres.
func (s *subject) distance(p orb.Point) float64 {
	if s.markerID != nil {
		return geo.Distance(p, s.position)
	}
	return geo.DistanceTo(p, s.course)
}

func (s *subject) looksLikeGCJ(p orb.Point, accuracy float64) bool {
	if s.markerID != nil {
		return geo.LooksLikeGCJ(s.position, p, accuracy)
	}
	back := geo.WGSFromGCJ(p)
	about := min(max(3*accuracy, gcjBand), 0.45*geo.Distance(p, back))
	return about > 0 && geo.DistanceTo(p, s.course) > about && geo.DistanceTo(back, s.course) <= about
}
