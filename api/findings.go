package api

import (
	"context"
	"strconv"
	"time"

	"github.com/google/uuid"

	"cairn/boundaries/findings"
	"cairn/data"
	"cairn/internal/grain"
)

// FindingID is embedded where a finding is named.
type FindingID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type listFindingsInput struct {
	Paging
	Area    string `query:"area" maxLength:"12" doc:"code of an area: findings with a party in it"`
	Line    string `query:"line" maxLength:"18"`
	Marker  string `query:"marker" maxLength:"200" doc:"number of a marker"`
	Kind    string `query:"kind" enum:"damage,loss,move,dispute_risk,cross_works,other"`
	State   string `query:"state" enum:"open,reported,joint_visit,decided,handled,filed,closed" doc:"open: not closed"`
	Overdue bool   `query:"overdue" doc:"only those whose next step is overdue"`
	Late    bool   `query:"late" doc:"only those reported after the clock of reporting"`
	Q       string `query:"q" maxLength:"200" doc:"part of the description, of the marker's number or of the decision"`
	BBox    string `query:"bbox" maxLength:"200" doc:"west,south,east,north"`
}

func (s *Server) listFindings(ctx context.Context, in *listFindingsInput) (*list[findings.BoundaryFinding], error) {
	f := findings.Filter{Area: in.Area, Line: in.Line, Marker: in.Marker, Kind: in.Kind, State: in.State, Overdue: in.Overdue, Late: in.Late,
		Text: in.Q, Limit: in.Limit}
	var err error
	if f.Box, err = boxFor(ctx, in.BBox, grain.Lines, grain.Markers); err != nil {
		return nil, err
	}
	if f.Before, err = in.number(); err != nil {
		return nil, err
	}
	all, err := s.Findings.List(ctx, actorOf(ctx), f)
	return listOf(all, in.Limit, func(f findings.BoundaryFinding) []string { return []string{strconv.FormatInt(f.Number, 10)} }), err
}

type findingTotalsInput struct {
	Area string `query:"area" maxLength:"12" doc:"code of an area: findings with a party in it"`
	Line string `query:"line" maxLength:"18"`
}

func (s *Server) findingTotals(ctx context.Context, in *findingTotalsInput) (*struct{ Body findings.FindingTotals }, error) {
	t, err := s.Findings.Totals(ctx, actorOf(ctx), in.Area, in.Line)
	return &struct{ Body findings.FindingTotals }{t}, err
}

type reportFindingInput struct {
	Body struct {
		ID           *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		InspectionID *uuid.UUID `json:"inspection_id,omitempty" format:"uuid" doc:"the inspection that found something lost, moved, damaged or endangered: it says the rest"`
		Kind         string     `json:"kind,omitempty" enum:"damage,loss,move,dispute_risk,cross_works,other" doc:"needed without an inspection"`
		Marker       string     `json:"marker,omitempty" doc:"number of the marker"`
		LineCode     string     `json:"line_code,omitempty"`
		ChainageM    *float64   `json:"chainage_m,omitempty" doc:"metres from the beginning of the line"`
		Lon          *float64   `json:"lon,omitempty" doc:"instead of a chainage"`
		Lat          *float64   `json:"lat,omitempty"`
		Description  string     `json:"description,omitempty"`
		FoundAt      *time.Time `json:"found_at,omitempty"`
		ReportedAt   *time.Time `json:"reported_at,omitempty" doc:"now, when absent"`
		Reason       string     `json:"reason,omitempty" maxLength:"2000" doc:"goes to the history"`
	}
}

func (s *Server) reportFinding(ctx context.Context, in *reportFindingInput) (*created[findings.BoundaryFinding], error) {
	b := &in.Body
	r := findings.Report{InspectionID: b.InspectionID, Kind: b.Kind, Marker: b.Marker, LineCode: b.LineCode, ChainageM: b.ChainageM,
		Lon: b.Lon, Lat: b.Lat, Description: b.Description, FoundAt: valueOf(b.FoundAt), ReportedAt: valueOf(b.ReportedAt)}
	r.ID = valueOf(b.ID)
	f, err := s.Findings.Report(ctx, changeBy(ctx, b.Reason), r)
	if err != nil {
		return nil, err
	}
	return createdAt("/boundaries/findings/"+f.ID.String(), f, f.Version), nil
}

// valueOf is the value, or zero for none.
func valueOf[T any](v *T) (value T) {
	if v != nil {
		value = *v
	}
	return value
}

func (s *Server) readFinding(ctx context.Context, in *FindingID) (*record[findings.BoundaryFinding], error) {
	f, err := s.Findings.Get(ctx, actorOf(ctx), in.ID)
	return recordOf(f, f.Version), err
}

func (s *Server) findingHistory(ctx context.Context, in *FindingID) (*list[data.Version], error) {
	versions, err := s.Findings.History(ctx, actorOf(ctx), in.ID)
	coarseHistory(ctx, versions, grain.Markers, grain.Lines)
	return listOf(versions, len(versions), func(data.Version) []string { return nil }), err
}

type patchFindingInput struct {
	FindingID
	IfMatch
	Body struct {
		Kind        opt[string] `json:"kind,omitempty" enum:"damage,loss,move,dispute_risk,cross_works,other"`
		Description opt[string] `json:"description,omitempty"`
		Reason      string      `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchFinding(ctx context.Context, in *patchFindingInput) (*record[findings.BoundaryFinding], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	f, err := s.Findings.Update(ctx, changeBy(ctx, b.Reason), in.ID, version, func(e *findings.Edit) error {
		e.Kind, e.Description = b.Kind.or(e.Kind), b.Description.or(e.Description)
		return nil
	})
	return recordOf(f, f.Version), err
}

type deadlinesInput struct {
	Body struct {
		Items  []findings.Deadline `json:"items" minItems:"1" maxItems:"6"`
		Reason string              `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	}
}

func (s *Server) listDeadlines(ctx context.Context, _ *struct{}) (*list[findings.Deadline], error) {
	all, err := s.Findings.Deadlines(ctx)
	return listOf(all, len(all), func(findings.Deadline) []string { return nil }), err
}

func (s *Server) putDeadlines(ctx context.Context, in *deadlinesInput) (*list[findings.Deadline], error) {
	all, err := s.Findings.SetDeadlines(ctx, changeBy(ctx, in.Body.Reason), in.Body.Items)
	return listOf(all, len(all), func(findings.Deadline) []string { return nil }), err
}
