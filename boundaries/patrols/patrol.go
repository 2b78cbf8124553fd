package patrols

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/geo"
	"cairn/internal/track"
)

// Patrol is a walk along lines, as received.
type Patrol struct {
	ID          uuid.UUID    `json:"id"`
	PlanID      *uuid.UUID   `json:"plan_id"`
	AreaCode    string       `json:"area_code" doc:"area of the office that walked"`
	Patroller   string       `json:"patroller"`
	StartedAt   time.Time    `json:"started_at" doc:"by the clock of the device"`
	EndedAt     time.Time    `json:"ended_at"`
	CountedAt   time.Time    `json:"counted_at" doc:"the start that counts: received_at where the clock of the device is off"`
	Source      string       `json:"source" enum:",phone,gps,paper" doc:"how the track was made; empty: not said"`
	Flags       []string     `json:"flags" doc:"what looks wrong: clock_off, track_time_differs"`
	Geom        data.Geom    `json:"-" coarse:"inspections,shape"`
	Times       []*time.Time `json:"track_times" doc:"one a point, over all parts of the track; empty without times, and in lists"`
	LengthM     float64      `json:"length_m" doc:"of the track, metres"`
	Note        string       `json:"note"`
	Inspections []uuid.UUID  `json:"inspections" doc:"inspections of markers that were made on it"`
	Author      string       `json:"author"`
	AuthorName  string       `json:"author_name"`
	ReceivedAt  time.Time    `json:"received_at"`
	ContentHash []byte       `json:"-"`
}

// Input is a walk as a device sends it.
type Input struct {
	ID          uuid.UUID // made on the device
	PlanID      *uuid.UUID
	AreaCode    string      // "": that of the plan, else that of the account
	Patroller   string      // "": the person signed in
	StartedAt   time.Time   // zero: the first time of the track
	EndedAt     time.Time   // zero: the last one
	Source      string      // one of Sources
	Track       track.Track // WGS 84 or CGCS2000
	Inspections []uuid.UUID
	Note        string
}

// Sources are how a track may have been made: by the phone, by a receiver, drawn after a form
// on paper; empty when it is not said.
var Sources = []string{"", "phone", "gps", "paper"}

// Limits of a walk.
const (
	maxInspections = 1000
	longestWalk    = 7 * 24 * time.Hour
)

// Validate fills in the times of the track and checks the walk by itself. A clock may show any
// year: that is flagged. Error: problem.Invalid.
func (in *Input) Validate() error {
	var c checker
	if in.ID == uuid.Nil {
		c.Bad("id", "problem.required")
	}
	c.Trim("area_code", &in.AreaCode, maxName)
	c.Trim("patroller", &in.Patroller, maxName)
	c.Trim("note", &in.Note, maxNote)
	if in.Patroller == "" {
		c.Bad("patroller", "problem.required")
	}
	if !slices.Contains(Sources, in.Source) {
		c.Bad("source", "problem.unknown_value", "allowed", strings.Join(Sources[1:], ", "))
	}
	in.checkTimes(&c)
	in.checkTrack(&c)
	if len(in.Inspections) > maxInspections {
		c.Bad("inspections", "patrols.too_many", "max", maxInspections)
	}
	return c.Err()
}

func (in *Input) checkTimes(c *checker) {
	if from, to, timed := in.Track.Span(); timed {
		in.StartedAt, in.EndedAt = cmp.Or(in.StartedAt, from), cmp.Or(in.EndedAt, to)
	}
	in.StartedAt, in.EndedAt = in.StartedAt.UTC().Truncate(time.Microsecond), in.EndedAt.UTC().Truncate(time.Microsecond)
	switch {
	case in.StartedAt.IsZero():
		c.Bad("started_at", "problem.required")
	case in.EndedAt.IsZero():
		c.Bad("ended_at", "problem.required")
	case in.StartedAt.Year() < 1 || in.EndedAt.Year() > 9999: // no calendar of ours
		c.Bad("started_at", "patrols.bad_time")
	case in.EndedAt.Before(in.StartedAt):
		c.Bad("ended_at", "patrols.ends_before_it_begins")
	case in.EndedAt.Sub(in.StartedAt) > longestWalk:
		c.Bad("ended_at", "patrols.too_long", "days", int(longestWalk.Hours()/24))
	}
}

func (in *Input) checkTrack(c *checker) {
	switch n := in.Track.Points(); {
	case n == 0:
		c.Bad("track", "problem.required")
	case n > track.DefaultMaxPoints:
		c.Bad("track", "patrols.too_many_points", "found", n, "max", track.DefaultMaxPoints)
	default:
		c.Geometry("track", geo.ValidateGeometry(in.Track.Geometry(), geo.Limits{}))
	}
}

// contentHash is the sha256 of what was sent.
func (in *Input) contentHash() ([]byte, error) {
	ids := slices.Clone(in.Inspections)
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	text, err := json.Marshal([]any{in.PlanID, in.AreaCode, in.Patroller, in.StartedAt, in.EndedAt, in.Source,
		in.Track.Geometry(), in.Track.Times(), slices.Compact(ids), in.Note})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	return sum[:], nil
}
