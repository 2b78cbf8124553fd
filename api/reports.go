package api

import (
	"context"

	"github.com/google/uuid"

	"cairn/gazetteer/changes"
	"cairn/internal/problem"
)

// ReportID is embedded where a report is named.
type ReportID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type fileReportInput struct {
	EntryID
	Body struct {
		ID    *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made on the device: the same sent again is the same report"`
		Kind  string     `json:"kind" enum:"error,confirm" doc:"error: something is wrong; confirm: 无变化"`
		Field string     `json:"field,omitempty" doc:"field of the entry that is wrong"`
		Value string     `json:"value,omitempty" doc:"what it should say"`
		Text  string     `json:"text,omitempty" doc:"in one's own words"`
	}
}

func (s *Server) fileReport(ctx context.Context, in *fileReportInput) (*created[changes.PlaceReport], error) {
	b := &in.Body
	n := changes.NewReport{Kind: b.Kind, Field: b.Field, Value: b.Value, Text: b.Text}
	if b.ID != nil {
		n.ID = *b.ID
	}
	r, err := s.Reports.File(ctx, changeBy(ctx, b.Text), in.ID, n)
	return createdAt("/gazetteer/reports/"+r.ID.String(), r, r.Version), err
}

type listReportsInput struct {
	Paging
	State  string    `query:"state" maxLength:"20" doc:"open or closed"`
	Kind   string    `query:"kind" maxLength:"20" doc:"error or confirm"`
	Area   string    `query:"area" maxLength:"12" doc:"code of an area that holds the entries"`
	Entry  uuid.UUID `query:"entry" format:"uuid"`
	Author string    `query:"author" maxLength:"100" doc:"login; me for oneself"`
}

func (s *Server) listReports(ctx context.Context, in *listReportsInput) (*list[changes.PlaceReport], error) {
	filter := changes.ReportFilter{State: in.State, Kind: in.Kind, Area: in.Area, Place: in.Entry, Author: in.Author, Limit: in.Limit}
	if in.Author == "me" {
		filter.Author = actorOf(ctx).Login
	}
	key, err := in.key(1)
	if err != nil {
		return nil, err
	}
	if key != nil {
		if filter.After, err = uuid.Parse(key[0]); err != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
	}
	reports, err := s.Reports.List(ctx, actorOf(ctx), filter)
	if err != nil {
		return nil, err
	}
	return listOf(reports, in.Limit, func(r changes.PlaceReport) []string { return []string{r.ID.String()} }), nil
}

func (s *Server) readReport(ctx context.Context, in *ReportID) (*record[changes.PlaceReport], error) {
	if err := (changes.ReportOwner{Reports: s.Reports}).MayRead(ctx, actorOf(ctx), in.ID.String()); err != nil {
		return nil, err
	}
	r, err := s.Reports.Get(ctx, in.ID)
	return recordOf(r, r.Version), err
}

type closeReportInput struct {
	ReportID
	IfMatch
	Body struct {
		Outcome string     `json:"outcome" enum:"taken,declined,duplicate" doc:"taken: into a change set"`
		Note    string     `json:"note,omitempty" doc:"needed to decline"`
		Set     *uuid.UUID `json:"set,omitempty" format:"uuid" doc:"change set that it was taken into"`
	}
}

func (s *Server) closeReport(ctx context.Context, in *closeReportInput) (*record[changes.PlaceReport], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	r, err := s.Reports.Close(ctx, changeBy(ctx, b.Note), in.ID, version, changes.Closing{Outcome: b.Outcome, Note: b.Note, Set: b.Set})
	return recordOf(r, r.Version), err
}

// confirmed fills in when somebody last found the entries right.
func (s *Server) confirmed(ctx context.Context, entries []EntryBody) error {
	if s.Reports == nil || len(entries) == 0 {
		return nil
	}
	ids := make([]uuid.UUID, len(entries))
	for i := range entries {
		ids[i] = entries[i].ID
	}
	last, err := s.Reports.Confirmations(ctx, ids)
	for i := range entries {
		if c, ok := last[ids[i]]; ok {
			entries[i].LastConfirmed = &c
		}
	}
	return err
}
