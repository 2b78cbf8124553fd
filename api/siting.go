package api

import (
	"context"
	"time"

	"github.com/google/uuid"

	"cairn/facilities/siting"
	"cairn/internal/problem"
)

// SitingRunID is embedded where a siting run is named.
type SitingRunID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type listSitingRunsInput struct {
	Paging
	Area  string `query:"area" maxLength:"12" doc:"code of an area that the runs were asked in"`
	Kind  string `query:"kind" maxLength:"60"`
	State string `query:"state" maxLength:"20" doc:"queued, running, done, cancelled, failed or infeasible"`
}

func (s *Server) listSitingRuns(ctx context.Context, in *listSitingRunsInput) (*list[siting.SitingRun], error) {
	filter := siting.RunFilter{Area: in.Area, Kind: in.Kind, State: in.State, Limit: in.Limit}
	key, err := in.key(2)
	if err != nil {
		return nil, err
	}
	if key != nil {
		var bad error
		filter.AfterAt, err = time.Parse(time.RFC3339Nano, key[0])
		filter.AfterID, bad = uuid.Parse(key[1])
		if err != nil || bad != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
	}
	all, err := s.Siting.Runs(ctx, filter)
	for i := range all {
		all[i].Say(langOf(ctx))
	}
	return listOf(all, in.Limit, func(r siting.SitingRun) []string { return []string{r.AskedAt.Format(time.RFC3339Nano), r.ID.String()} }), err
}

type createSitingRunInput struct {
	Body struct {
		ID *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		siting.Ask
	}
}

// accepted answers that something was taken in and goes on.
type accepted[T any] struct {
	Location string `header:"Location"`
	Body     T
}

func (s *Server) createSitingRun(ctx context.Context, in *createSitingRunInput) (*accepted[siting.SitingRun], error) {
	r, err := s.Siting.Submit(ctx, changeBy(ctx, ""), valueOf(in.Body.ID), in.Body.Ask)
	if err != nil {
		return nil, err
	}
	return &accepted[siting.SitingRun]{"/siting/" + r.ID.String(), r}, nil
}

// sitingRunBody is a run with what has changed since.
type sitingRunBody struct {
	siting.FullRun
	Since *siting.SitingSince `json:"since" doc:"what has changed since it was answered; null without an answer"`
}

func (s *Server) readSitingRun(ctx context.Context, in *SitingRunID) (*struct{ Body sitingRunBody }, error) {
	full, err := s.Siting.FullRun(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	full.Say(langOf(ctx))
	since, err := s.Siting.Since(ctx, &full)
	return &struct{ Body sitingRunBody }{sitingRunBody{full, since}}, err
}

func (s *Server) cancelSitingRun(ctx context.Context, in *SitingRunID) (*struct{ Body siting.SitingRun }, error) {
	r, err := s.Siting.Cancel(ctx, changeBy(ctx, ""), in.ID)
	r.Say(langOf(ctx))
	return &struct{ Body siting.SitingRun }{r}, err
}

type repeatSitingRunInput struct {
	SitingRunID
	Body struct {
		Inputs string `json:"inputs,omitempty" enum:"stored,present" doc:"stored (default): those that the run was answered from, which gives the same answer; present: as the data are now"`
	}
}

func (s *Server) repeatSitingRun(ctx context.Context, in *repeatSitingRunInput) (*accepted[siting.SitingRun], error) {
	r, err := s.Siting.Repeat(ctx, changeBy(ctx, ""), in.ID, in.Body.Inputs != "present")
	if err != nil {
		return nil, err
	}
	return &accepted[siting.SitingRun]{"/siting/" + r.ID.String(), r}, nil
}

type sitingCandidatesInput struct {
	Body siting.Ask
}

func (s *Server) sitingCandidates(ctx context.Context, in *sitingCandidatesInput) (*struct{ Body siting.CandidateList }, error) {
	list, err := s.Siting.Candidates(ctx, actorOf(ctx), in.Body)
	return &struct{ Body siting.CandidateList }{list}, err
}
