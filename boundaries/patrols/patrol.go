package patrols

import (
	"crypto/sha256"
	"encoding/json"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/geo"
	"cairn/internal/problem"
)

// Patrol is a walk along lines, as received.
type Patrol struct {
	ID          uuid.UUID   `json:"id"`
	PlanID      *uuid.UUID  `json:"plan_id"`
	AreaCode    string      `json:"area_code" doc:"area of the office that walked"`
	Patroller   string      `json:"patroller"`
	StartedAt   time.Time   `json:"started_at"`
	EndedAt     time.Time   `json:"ended_at"`
	Geom        data.Geom   `json:"-"`
	LengthM     float64     `json:"length_m" doc:"of the track, metres"`
	Note        string      `json:"note"`
	Inspections []uuid.UUID `json:"inspections" doc:"inspections of markers that were made on it"`
	Author      string      `json:"author"`
	AuthorName  string      `json:"author_name"`
	ReceivedAt  time.Time   `json:"received_at"`
	ContentHash []byte      `json:"-"`
}

// Input is a walk as a device sends it.
type Input struct {
	ID          uuid.UUID // made on the device
	PlanID      *uuid.UUID
	AreaCode    string // "": that of the plan, else that of the account
	Patroller   string // "": the person signed in
	StartedAt   time.Time
	EndedAt     time.Time
	Track       orb.Geometry // LineString or MultiLineString, EPSG:4490
	Inspections []uuid.UUID
	Note        string
}

// Limits of a walk.
const (
	maxPoints      = 100_000 // of a track: more than a day at one a second
	maxInspections = 1000
	longestWalk    = 7 * 24 * time.Hour
	clockSlack     = 10 * time.Minute // how far a clock may be ahead of ours
)

// Validate checks the walk by itself. Error: problem.Invalid.
func (in *Input) Validate(now time.Time) error {
	var c checker
	if in.ID == uuid.Nil {
		c.bad("id", "problem.required")
	}
	c.text("area_code", &in.AreaCode, maxName)
	c.text("patroller", &in.Patroller, maxName)
	c.text("note", &in.Note, maxNote)
	if in.Patroller == "" {
		c.bad("patroller", "problem.required")
	}
	in.checkTimes(&c, now)
	in.checkTrack(&c)
	if len(in.Inspections) > maxInspections {
		c.bad("inspections", "patrols.too_many", "max", maxInspections)
	}
	return c.err()
}

func (in *Input) checkTimes(c *checker, now time.Time) {
	in.StartedAt, in.EndedAt = in.StartedAt.UTC().Truncate(time.Microsecond), in.EndedAt.UTC().Truncate(time.Microsecond)
	switch {
	case in.StartedAt.Year() < minYear:
		c.bad("started_at", "patrols.bad_time")
	case in.EndedAt.Before(in.StartedAt):
		c.bad("ended_at", "patrols.ends_before_it_begins")
	case in.EndedAt.After(now.Add(clockSlack)):
		c.bad("ended_at", "patrols.in_future")
	case in.EndedAt.Sub(in.StartedAt) > longestWalk:
		c.bad("ended_at", "patrols.too_long", "days", int(longestWalk.Hours()/24))
	}
}

// checkTrack makes the track one of several parts.
func (in *Input) checkTrack(c *checker) {
	switch g := in.Track.(type) {
	case nil:
		c.bad("track", "problem.required")
		return
	case orb.LineString:
		in.Track = orb.MultiLineString{g}
	case orb.MultiLineString:
	default:
		c.bad("track", "patrols.no_line", "found", g.GeoJSONType())
		return
	}
	if n := geo.CountVertices(in.Track); n > maxPoints {
		c.bad("track", "patrols.too_many_points", "found", n, "max", maxPoints)
		return
	}
	if err := geo.ValidateGeometry(in.Track, geo.Limits{}); err != nil {
		*c = append(*c, problem.BadGeometry("track", err))
	}
}

// contentHash is the sha256 of what was sent.
func (in *Input) contentHash() ([]byte, error) {
	ids := slices.Clone(in.Inspections)
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	text, err := json.Marshal([]any{in.PlanID, in.AreaCode, in.Patroller, in.StartedAt, in.EndedAt, in.Track, slices.Compact(ids), in.Note})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	return sum[:], nil
}
