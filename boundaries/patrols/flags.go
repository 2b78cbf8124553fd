package patrols

import "time"

// What looks wrong with a walk. It is stored all the same.
const (
	// ClockOff flags a walk from the future, or from longer ago than devices keep one; it
	// counts from when it was received.
	ClockOff = "clock_off"
	// TrackTimeDiffers flags a track whose times are not those of the walk.
	TrackTimeDiffers = "track_time_differs"
)

const (
	// fromFuture is how far clocks may be ahead of ours.
	fromFuture = 10 * time.Minute
	// longAgo is how long a device keeps a walk before it is sent. What is copied from paper may
	// be older.
	longAgo = 366 * 24 * time.Hour
	// trackSlack is by how much the times of a track may go beyond those of the walk.
	trackSlack = time.Hour
)

// flags says what looks wrong with a validated walk that arrives now.
func (in *Input) flags(now time.Time) []string {
	flags := []string{}
	if in.EndedAt.After(now.Add(fromFuture)) || in.Source != "paper" && in.StartedAt.Before(now.Add(-longAgo)) {
		flags = append(flags, ClockOff)
	}
	if from, to, timed := in.Track.Span(); timed && (from.Before(in.StartedAt.Add(-trackSlack)) || to.After(in.EndedAt.Add(trackSlack))) {
		flags = append(flags, TrackTimeDiffers)
	}
	return flags
}
