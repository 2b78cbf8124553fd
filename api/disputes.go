package api

import (
	"context"
	"strconv"

	"github.com/google/uuid"

	"cairn/boundaries/findings"
	"cairn/data"
	"cairn/internal/grain"
)

// DisputeBody is a dispute with its stretch.
type DisputeBody struct {
	findings.Dispute
	Geometry geometry `json:"geometry" doc:"the stretch of the line; a point where it begins where it ends" coarse:"lines,shape"`
}

func disputeBody(d findings.Dispute) DisputeBody { return DisputeBody{d, geometry{d.Geom.Geometry}} }

func disputeRecord(d findings.Dispute, err error) (*record[DisputeBody], error) {
	return recordOf(disputeBody(d), d.Version), err
}

// DisputeID is embedded where a dispute is named.
type DisputeID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

// DisputeFields are the fields of a dispute that may be absent from a body.
type DisputeFields struct {
	Description opt[string] `json:"description,omitempty"`
	Involved    opt[string] `json:"involved,omitempty" doc:"villages, units and people who dispute"`
	Reason      string      `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

func (b *DisputeFields) fill(d *findings.DisputeDraft) {
	d.Description, d.Involved = b.Description.or(d.Description), b.Involved.or(d.Involved)
}

type listDisputesInput struct {
	Paging
	Area  string `query:"area" maxLength:"12" doc:"code of an area: disputes on lines with a party in it"`
	Line  string `query:"line" maxLength:"18"`
	State string `query:"state" enum:"unsettled,open,mediating,settled"`
	Q     string `query:"q" maxLength:"200" doc:"part of the title, of the description or of who is involved"`
	BBox  string `query:"bbox" maxLength:"200" doc:"west,south,east,north"`
}

func (s *Server) listDisputes(ctx context.Context, in *listDisputesInput) (*list[DisputeBody], error) {
	f := findings.DisputeFilter{Area: in.Area, Line: in.Line, State: in.State, Text: in.Q, Limit: in.Limit}
	var err error
	if f.Box, err = boxFor(ctx, in.BBox, grain.Lines); err != nil {
		return nil, err
	}
	if f.Before, err = in.number(); err != nil {
		return nil, err
	}
	all, err := s.Findings.Disputes(ctx, actorOf(ctx), f)
	bodies := make([]DisputeBody, len(all))
	for i, d := range all {
		bodies[i] = disputeBody(d)
	}
	return listOf(bodies, in.Limit, func(d DisputeBody) []string { return []string{strconv.FormatInt(d.Number, 10)} }), err
}

type openDisputeInput struct {
	Body struct {
		ID       *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		LineCode string     `json:"line_code"`
		FromM    float64    `json:"from_m" doc:"chainage where it begins, metres from the beginning of the line"`
		ToM      float64    `json:"to_m"`
		Title    string     `json:"title"`
		SinceOn  string     `json:"since_on" doc:"day, YYYY-MM-DD"`
		DisputeFields
	}
}

func (s *Server) openDispute(ctx context.Context, in *openDisputeInput) (*created[DisputeBody], error) {
	b := &in.Body
	draft := findings.DisputeDraft{LineCode: b.LineCode, FromM: b.FromM, ToM: b.ToM, Title: b.Title, SinceOn: b.SinceOn}
	b.fill(&draft)
	d, err := s.Findings.OpenDispute(ctx, changeBy(ctx, b.Reason), valueOf(b.ID), draft)
	if err != nil {
		return nil, err
	}
	return createdAt("/boundaries/disputes/"+d.ID.String(), disputeBody(d), d.Version), nil
}

func (s *Server) readDispute(ctx context.Context, in *DisputeID) (*record[DisputeBody], error) {
	return disputeRecord(s.Findings.Dispute(ctx, actorOf(ctx), in.ID))
}

func (s *Server) disputeHistory(ctx context.Context, in *DisputeID) (*list[data.Version], error) {
	versions, err := s.Findings.DisputeHistory(ctx, actorOf(ctx), in.ID)
	coarseHistory(ctx, versions, grain.Lines)
	return listOf(versions, len(versions), func(data.Version) []string { return nil }), err
}

type patchDisputeInput struct {
	DisputeID
	IfMatch
	Body struct {
		LineCode opt[string]  `json:"line_code,omitempty" doc:"only while nobody has mediated"`
		FromM    opt[float64] `json:"from_m,omitempty"`
		ToM      opt[float64] `json:"to_m,omitempty"`
		Title    opt[string]  `json:"title,omitempty"`
		SinceOn  opt[string]  `json:"since_on,omitempty" format:"date"`
		DisputeFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchDispute(ctx context.Context, in *patchDisputeInput) (*record[DisputeBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	return disputeRecord(s.Findings.UpdateDispute(ctx, changeBy(ctx, b.Reason), in.ID, version, func(d *findings.DisputeDraft) error {
		d.LineCode, d.FromM, d.ToM = b.LineCode.or(d.LineCode), b.FromM.or(d.FromM), b.ToM.or(d.ToM)
		d.Title, d.SinceOn = b.Title.or(d.Title), b.SinceOn.or(d.SinceOn)
		b.fill(d)
		return nil
	}))
}

// DisputeStep is embedded in the input of a step of a dispute.
type DisputeStep struct {
	DisputeID
	IfMatch
}

type mediateInput struct {
	DisputeStep
	Body struct {
		HeldOn string `json:"held_on" doc:"day, YYYY-MM-DD"`
		Who    string `json:"who" doc:"who mediated"`
		Result string `json:"result"`
		Reason string `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) mediateDispute(ctx context.Context, in *mediateInput) (*record[DisputeBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	return disputeRecord(s.Findings.Mediate(ctx, changeBy(ctx, b.Reason), in.ID, version, findings.Mediation{HeldOn: b.HeldOn, Who: b.Who, Result: b.Result}))
}

type agreeInput struct {
	DisputeStep
	Body struct {
		SignedOn string `json:"signed_on" doc:"day, YYYY-MM-DD"`
		Document string `json:"document" doc:"of the peaceful-boundary agreement (平安边界协议); its scan is an attachment"`
		Note     string `json:"note,omitempty"`
		Reason   string `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) agreeDispute(ctx context.Context, in *agreeInput) (*record[DisputeBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	return disputeRecord(s.Findings.Agree(ctx, changeBy(ctx, b.Reason), in.ID, version, findings.PeaceAgreement{SignedOn: b.SignedOn, Document: b.Document, Note: b.Note}))
}

type settleInput struct {
	DisputeStep
	Body struct {
		On         string `json:"on" doc:"day, YYYY-MM-DD"`
		Settlement string `json:"settlement"`
		Reason     string `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) settleDispute(ctx context.Context, in *settleInput) (*record[DisputeBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	return disputeRecord(s.Findings.Settle(ctx, changeBy(ctx, b.Reason), in.ID, version, b.On, b.Settlement))
}

type reopenInput struct {
	DisputeStep
	Body struct {
		Reason string `json:"reason" maxLength:"2000" doc:"why it is taken up again"`
	}
}

func (s *Server) reopenDispute(ctx context.Context, in *reopenInput) (*record[DisputeBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return disputeRecord(s.Findings.Reopen(ctx, changeBy(ctx, in.Body.Reason), in.ID, version))
}
