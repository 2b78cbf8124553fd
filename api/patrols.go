package api

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/google/uuid"

	"cairn/boundaries/patrols"
	"cairn/internal/feature"
	"cairn/internal/grain"
	"cairn/internal/problem"
	"cairn/internal/track"
)

// PatrolBody is a walk with its track.
type PatrolBody struct {
	patrols.Patrol
	Track geometry `json:"track" coarse:"inspections,shape"`
}

func patrolBody(p patrols.Patrol) PatrolBody { return PatrolBody{p, geometry{p.Geom.Geometry}} }

// PatrolID is embedded where a walk is named.
type PatrolID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type listPatrolsInput struct {
	Paging
	Area   string    `query:"area" maxLength:"12" doc:"code of an area: walks of its offices"`
	Line   string    `query:"line" maxLength:"18" doc:"walks that came near the line"`
	Plan   uuid.UUID `query:"plan" format:"uuid"`
	From   string    `query:"from" maxLength:"40" pattern:"^[^/]*$" doc:"first day (Asia/Shanghai) or time"`
	To     string    `query:"to" maxLength:"40" pattern:"^[^/]*$" doc:"last day, or time before which"`
	BBox   string    `query:"bbox" maxLength:"200" doc:"west,south,east,north"`
	Within float64   `query:"within" default:"50" minimum:"1" maximum:"1000" doc:"metres from the line"`
}

func (s *Server) listPatrols(ctx context.Context, in *listPatrolsInput) (*list[PatrolBody], error) {
	f := patrols.Filter{Area: in.Area, Line: in.Line, Plan: in.Plan, Within: in.Within, Limit: in.Limit}
	from, err := feature.ParseInterval(in.From)
	if err != nil {
		return nil, badParameter(problem.Bad("from", "api.bad_day_or_time"))
	}
	to, err := feature.ParseInterval(in.To)
	if err != nil {
		return nil, badParameter(problem.Bad("to", "api.bad_day_or_time"))
	}
	f.From, f.To = from.From, to.To
	if f.Box, err = boxFor(ctx, in.BBox, grain.Inspections); err != nil {
		return nil, err
	}
	if f.After, err = in.walk(); err != nil {
		return nil, err
	}
	all, err := s.Patrols.List(ctx, f)
	bodies := make([]PatrolBody, len(all))
	for i, p := range all {
		bodies[i] = patrolBody(p)
	}
	return listOf(bodies, in.Limit, func(p PatrolBody) []string {
		return []string{p.CountedAt.UTC().Format(time.RFC3339Nano), p.ID.String()}
	}), err
}

// walk is the cursor of a list of walks; nil for the first page.
func (p Paging) walk() (*patrols.Position, error) {
	key, err := p.key(2)
	if err != nil || key == nil {
		return nil, err
	}
	at, errAt := time.Parse(time.RFC3339Nano, key[0])
	id, errID := uuid.Parse(key[1])
	if errAt != nil || errID != nil {
		return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
	}
	return &patrols.Position{CountedAt: at, ID: id}, nil
}

type recordPatrolInput struct {
	Body struct {
		ID          uuid.UUID       `json:"id" format:"uuid" doc:"made on the device; the same id with the same content is accepted again"`
		PlanID      *uuid.UUID      `json:"plan_id,omitempty" format:"uuid"`
		AreaCode    string          `json:"area_code,omitempty" doc:"area of the office that walked; that of the plan or of the account, when absent"`
		Patroller   string          `json:"patroller,omitempty" doc:"the person signed in, when absent"`
		StartedAt   *time.Time      `json:"started_at,omitempty" doc:"the first time of the track, when absent; a clock that is years off is flagged"`
		EndedAt     *time.Time      `json:"ended_at,omitempty" doc:"the last time of the track, when absent"`
		Source      string          `json:"source,omitempty" enum:",phone,gps,paper" doc:"how the track was made"`
		Track       json.RawMessage `json:"track" doc:"WGS 84 or CGCS2000, at most 100,000 points: a GeoJSON LineString, MultiLineString or Feature of one with coordTimes; or the text of a GPX file"`
		Inspections []uuid.UUID     `json:"inspections,omitempty" format:"uuid" maxItems:"1000" doc:"ids of inspections of kind patrol that were made on it"`
		Note        string          `json:"note,omitempty"`
		Reason      string          `json:"reason,omitempty" maxLength:"2000"`
	}
}

// recordedPatrol is the answer to a walk: 201 new, 200 the same again.
type recordedPatrol struct {
	Status   int
	Location string `header:"Location"`
	Body     PatrolBody
}

func (s *Server) recordPatrol(ctx context.Context, in *recordPatrolInput) (*recordedPatrol, error) {
	b := &in.Body
	walked, err := track.ParseJSON(b.Track, 0)
	if err != nil {
		return nil, err
	}
	p, stored, err := s.Patrols.Record(ctx, changeBy(ctx, b.Reason), patrols.Input{ID: b.ID, PlanID: b.PlanID, AreaCode: b.AreaCode,
		Patroller: b.Patroller, StartedAt: valueOf(b.StartedAt), EndedAt: valueOf(b.EndedAt), Source: b.Source, Track: walked, Inspections: b.Inspections, Note: b.Note})
	if err != nil {
		return nil, err
	}
	out := &recordedPatrol{Status: http.StatusCreated, Location: "/boundaries/patrols/" + p.ID.String(), Body: patrolBody(p)}
	if stored {
		out.Status = http.StatusOK
	}
	return out, nil
}

func (s *Server) readPatrol(ctx context.Context, in *PatrolID) (*struct{ Body PatrolBody }, error) {
	p, err := s.Patrols.Get(ctx, in.ID)
	return &struct{ Body PatrolBody }{patrolBody(p)}, err
}

type linkPatrolInput struct {
	PatrolID
	Body struct {
		Inspections []uuid.UUID `json:"inspections" format:"uuid" minItems:"1" maxItems:"1000" doc:"ids of inspections of kind patrol"`
		Reason      string      `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) linkPatrol(ctx context.Context, in *linkPatrolInput) (*struct{ Body PatrolBody }, error) {
	p, err := s.Patrols.Link(ctx, changeBy(ctx, in.Body.Reason), in.ID, in.Body.Inspections)
	return &struct{ Body PatrolBody }{patrolBody(p)}, err
}

type patrolProgressInput struct {
	Period string  `query:"period" maxLength:"7" doc:"month, YYYY-MM; this one, when absent"`
	Area   string  `query:"area" maxLength:"12" doc:"code of an area: lines with a party in it, and plans"`
	Within float64 `query:"within" default:"50" minimum:"1" maximum:"1000" doc:"metres from a track within which a line counts as walked"`
}

func (s *Server) patrolProgress(ctx context.Context, in *patrolProgressInput) (*struct{ Body patrols.PatrolProgress }, error) {
	p, err := s.Patrols.Progress(ctx, in.Area, in.Period, in.Within)
	return &struct{ Body patrols.PatrolProgress }{p}, err
}
