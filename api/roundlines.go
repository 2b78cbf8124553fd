package api

import (
	"context"

	"cairn/boundaries/rounds"
	"cairn/data"
	"cairn/internal/grain"
)

type listRoundLinesInput struct {
	RoundNumber
	Paging
	RoundFilter
	All bool `query:"all" doc:"lines in force that the round does not plan, too"`
}

func (s *Server) listRoundLines(ctx context.Context, in *listRoundLinesInput) (*list[rounds.LineRecord], error) {
	q, err := in.query(ctx, in.Number)
	if err != nil {
		return nil, err
	}
	q.Planned = !in.All && in.State != rounds.Unplanned
	after, err := in.part()
	if err != nil {
		return nil, err
	}
	lines, err := s.Rounds.Lines(ctx, q, after.After, in.Limit)
	return listOf(lines, in.Limit, func(l rounds.LineRecord) []string { return []string{l.Code} }), err
}

type planRoundInput struct {
	RoundNumber
	Body struct {
		Lines   opt[[]string] `json:"lines,omitempty" maxItems:"2000" doc:"codes of lines; or all lines of an area, of a level, of a batch"`
		Area    opt[string]   `json:"area,omitempty" maxLength:"12"`
		Level   opt[string]   `json:"level,omitempty" enum:"province,prefecture,county,township"`
		OfBatch opt[int]      `json:"of_batch,omitempty" doc:"year: the lines that are planned for it already"`
		Change  opt[bool]     `json:"change,omitempty" doc:"lines that the round knows take what is said here, unless they are closed; otherwise they keep their plans"`
		PlanOfLine
		Reason string `json:"reason,omitempty" maxLength:"2000"`
	}
}

// PlanOfLine is the plan of a line in a round.
type PlanOfLine struct {
	Batch     opt[int]    `json:"batch,omitempty" doc:"year in which the line is to be inspected"`
	DueOn     opt[string] `json:"due_on,omitempty" format:"date"`
	Leading   opt[string] `json:"leading,omitempty" enum:"left,right" doc:"side of the leading party; default: as the register of lines says"`
	LeftTeam  opt[string] `json:"left_team,omitempty"`
	RightTeam opt[string] `json:"right_team,omitempty"`
}

func (b *PlanOfLine) fill(in *rounds.PlanInput) {
	in.Batch, in.DueOn, in.Leading = patched(b.Batch, in.Batch), patched(b.DueOn, in.DueOn), b.Leading.or(in.Leading)
	in.LeftTeam, in.RightTeam = b.LeftTeam.or(in.LeftTeam), b.RightTeam.or(in.RightTeam)
}

// plannedOutput says what became of the lines.
type plannedOutput struct{ Body rounds.PlanResult }

func (s *Server) planRound(ctx context.Context, in *planRoundInput) (*plannedOutput, error) {
	b := &in.Body
	var plan rounds.PlanInput
	b.fill(&plan)
	choice := rounds.Choice{Codes: b.Lines.or(nil), Area: b.Area.or(""), Level: b.Level.or(""), Batch: patched(b.OfBatch, nil), Change: b.Change.or(false)}
	done, err := s.Rounds.Plan(ctx, changeBy(ctx, b.Reason), in.Number, choice, plan)
	return &plannedOutput{done}, err
}

func (s *Server) readRoundLine(ctx context.Context, in *RoundLine) (*record[rounds.LineRecord], error) {
	l, err := s.Rounds.Line(ctx, in.Number, in.Code)
	return recordOf(l, l.Version), err
}

func (s *Server) roundLineHistory(ctx context.Context, in *RoundLine) (*list[data.Version], error) {
	versions, err := s.Rounds.History(ctx, in.Number, in.Code)
	coarseHistory(ctx, versions, grain.Lines)
	return listOf(versions, len(versions), func(data.Version) []string { return nil }), err
}

type patchRoundLineInput struct {
	RoundLine
	IfMatch
	Body struct {
		PlanOfLine
		Reason string `json:"reason,omitempty" maxLength:"2000"`
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchRoundLine(ctx context.Context, in *patchRoundLineInput) (*record[rounds.LineRecord], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	l, err := s.Rounds.Replan(ctx, changeBy(ctx, in.Body.Reason), in.Number, in.Code, version, in.Body.fill)
	return recordOf(l, l.Version), err
}

type walkInput struct {
	RoundLine
	IfMatch
	Body struct {
		WalkedOn string `json:"walked_on" maxLength:"10" doc:"day, YYYY-MM-DD, on which both sides walked the line"`
		ReasonBody
	}
}

func (s *Server) walkRoundLine(ctx context.Context, in *walkInput) (*record[rounds.LineRecord], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	l, err := s.Rounds.Walk(ctx, changeBy(ctx, in.Body.Reason), in.Number, in.Code, version, in.Body.WalkedOn)
	return recordOf(l, l.Version), err
}

type recordLineInput struct {
	RoundLine
	IfMatch
	Body struct {
		Conclusion   opt[string] `json:"conclusion,omitempty" enum:"qualified,repaired,follow_up"`
		Findings     opt[string] `json:"findings,omitempty" doc:"what the inspection found"`
		Problems     opt[string] `json:"problems,omitempty" doc:"what is still open; needed with follow_up"`
		LeftOpinion  opt[string] `json:"left_opinion,omitempty" doc:"what the party on the left says; disagreement stays"`
		RightOpinion opt[string] `json:"right_opinion,omitempty"`
		Disagreement opt[bool]   `json:"disagreement,omitempty" doc:"the sides do not agree; one of them says in what"`
		ReasonBody
	}
}

func (s *Server) recordRoundLine(ctx context.Context, in *recordLineInput) (*record[rounds.LineRecord], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	l, err := s.Rounds.Record(ctx, changeBy(ctx, b.Reason), in.Number, in.Code, version, func(r *rounds.RecordInput) {
		r.Conclusion, r.Findings, r.Problems = b.Conclusion.or(r.Conclusion), b.Findings.or(r.Findings), b.Problems.or(r.Problems)
		r.LeftOpinion, r.RightOpinion = b.LeftOpinion.or(r.LeftOpinion), b.RightOpinion.or(r.RightOpinion)
		r.Disagreement = b.Disagreement.or(r.Disagreement)
	})
	return recordOf(l, l.Version), err
}

type signLineInput struct {
	RoundLine
	IfMatch
	Body struct {
		LeftSignedOn  opt[string] `json:"left_signed_on,omitempty" format:"date" doc:"null takes it back"`
		RightSignedOn opt[string] `json:"right_signed_on,omitempty" format:"date"`
		Document      opt[string] `json:"document,omitempty" doc:"number of the report under which both sides signed"`
		ReasonBody
	}
}

func (s *Server) signRoundLine(ctx context.Context, in *signLineInput) (*record[rounds.LineRecord], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	l, err := s.Rounds.Sign(ctx, changeBy(ctx, b.Reason), in.Number, in.Code, version, func(r *rounds.SignInput) {
		r.LeftSignedOn, r.RightSignedOn = patched(b.LeftSignedOn, r.LeftSignedOn), patched(b.RightSignedOn, r.RightSignedOn)
		r.Document = b.Document.or(r.Document)
	})
	return recordOf(l, l.Version), err
}

type closeLineInput struct {
	RoundLine
	IfMatch
	Body ReasonBody
}

func (s *Server) closeRoundLine(ctx context.Context, in *closeLineInput) (*record[rounds.LineRecord], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	l, err := s.Rounds.CloseLine(ctx, changeBy(ctx, in.Body.Reason), in.Number, in.Code, version)
	return recordOf(l, l.Version), err
}
