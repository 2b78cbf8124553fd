package api

import (
	"context"
	"io"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"cairn/boundaries/rounds"
	"cairn/data"
	"cairn/geo/geojson"
	"cairn/internal/problem"
	"cairn/internal/track"
)

// RoundNumber is embedded where a round is named.
type RoundNumber struct {
	Number int `path:"number" minimum:"1" maximum:"99" example:"5"`
}

// RoundLine is embedded where a line of a round is named.
type RoundLine struct {
	RoundNumber
	Code string `path:"code" maxLength:"18" doc:"code of the line" example:"532601000532622000"`
}

func (s *Server) listRounds(ctx context.Context, _ *struct{}) (*list[rounds.Round], error) {
	all, err := s.Rounds.List(ctx)
	return listOf(all, len(all), func(rounds.Round) []string { return nil }), err
}

// RoundFields are the fields of a round.
type RoundFields struct {
	Title    opt[string] `json:"title,omitempty" maxLength:"200"`
	StartsOn opt[string] `json:"starts_on,omitempty" format:"date"`
	EndsOn   opt[string] `json:"ends_on,omitempty" format:"date"`
	Reason   string      `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

func (b *RoundFields) fill(in *rounds.RoundInput) {
	in.Title = b.Title.or(in.Title)
	in.StartsOn, in.EndsOn = patched(b.StartsOn, in.StartsOn), patched(b.EndsOn, in.EndsOn)
}

type createRoundInput struct {
	Body struct {
		Number int `json:"number" minimum:"1" maximum:"99"`
		RoundFields
	}
}

func (s *Server) createRound(ctx context.Context, in *createRoundInput) (*created[rounds.Round], error) {
	input := rounds.RoundInput{Number: in.Body.Number}
	in.Body.fill(&input)
	r, err := s.Rounds.Create(ctx, changeBy(ctx, in.Body.Reason), input)
	if err != nil {
		return nil, err
	}
	return createdAt("/boundaries/rounds/"+strconv.Itoa(r.Number), r, r.Version), nil
}

func (s *Server) readRound(ctx context.Context, in *RoundNumber) (*record[rounds.Round], error) {
	r, err := s.Rounds.Get(ctx, in.Number)
	return recordOf(r, r.Version), err
}

type patchRoundInput struct {
	RoundNumber
	IfMatch
	Body RoundFields `contentType:"application/merge-patch+json"`
}

func (s *Server) patchRound(ctx context.Context, in *patchRoundInput) (*record[rounds.Round], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	r, err := s.Rounds.Update(ctx, changeBy(ctx, in.Body.Reason), in.Number, version, in.Body.fill)
	return recordOf(r, r.Version), err
}

// ReasonBody is the body of a step that needs nothing else.
type ReasonBody struct {
	Reason string `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

type stepRoundInput struct {
	RoundNumber
	IfMatch
	Body ReasonBody
}

// roundStep answers one of the steps of a round.
func roundStep(step func(context.Context, data.Change, int, int64) (rounds.Round, error)) handler[stepRoundInput, record[rounds.Round]] {
	return func(ctx context.Context, in *stepRoundInput) (*record[rounds.Round], error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		r, err := step(ctx, changeBy(ctx, in.Body.Reason), in.Number, version)
		return recordOf(r, r.Version), err
	}
}

// roundArchive answers with the frozen archive of a round.
func (s *Server) roundArchive(w http.ResponseWriter, r *http.Request) error {
	if err := onlyParams(r); err != nil {
		return err
	}
	number, err := strconv.Atoi(chi.URLParam(r, "number"))
	if err != nil || number < 1 || number > 99 {
		return badParameter(problem.Bad("number", "api.bad_value"))
	}
	file, a, err := s.Rounds.OpenArchive(r.Context(), number)
	if err != nil {
		return err
	}
	defer file.Close()
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Length", strconv.FormatInt(a.Size, 10))
	w.Header().Set("ETag", `"`+a.SHA256+`"`)
	name := problem.Text(problem.Chinese, "rounds.round", map[string]any{"round": number})
	w.Header().Set("Content-Disposition", attachment(name+".zip"))
	_, err = io.Copy(w, file)
	return err
}

type roundProgressInput struct {
	RoundNumber
	RoundFilter
}

func (s *Server) roundProgress(ctx context.Context, in *roundProgressInput) (*struct{ Body rounds.RoundTotals }, error) {
	q, err := in.query(in.Number)
	if err != nil {
		return nil, err
	}
	totals, err := s.Rounds.Progress(ctx, q)
	return &struct{ Body rounds.RoundTotals }{totals}, err
}

type listRoundLinesInput struct {
	RoundNumber
	Paging
	RoundFilter
	All bool `query:"all" doc:"lines in force that the round does not plan, too"`
}

func (s *Server) listRoundLines(ctx context.Context, in *listRoundLinesInput) (*list[rounds.LineRecord], error) {
	q, err := in.query(in.Number)
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
		Lines opt[[]string] `json:"lines,omitempty" maxItems:"2000" doc:"codes of lines; or all lines of area and level"`
		Area  opt[string]   `json:"area,omitempty" maxLength:"12"`
		Level opt[string]   `json:"level,omitempty" enum:"province,prefecture,county,township"`
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

// plannedOutput says how many lines were added.
type plannedOutput struct {
	Body struct {
		Added int `json:"added" doc:"lines that the round did not know before"`
	}
}

func (s *Server) planRound(ctx context.Context, in *planRoundInput) (*plannedOutput, error) {
	b := &in.Body
	var plan rounds.PlanInput
	b.fill(&plan)
	choice := rounds.Choice{Codes: b.Lines.or(nil), Area: b.Area.or(""), Level: b.Level.or("")}
	out := &plannedOutput{}
	var err error
	out.Body.Added, err = s.Rounds.Plan(ctx, changeBy(ctx, b.Reason), in.Number, choice, plan)
	return out, err
}

func (s *Server) readRoundLine(ctx context.Context, in *RoundLine) (*record[rounds.LineRecord], error) {
	l, err := s.Rounds.Line(ctx, in.Number, in.Code)
	return recordOf(l, l.Version), err
}

func (s *Server) roundLineHistory(ctx context.Context, in *RoundLine) (*list[data.Version], error) {
	versions, err := s.Rounds.History(ctx, in.Number, in.Code)
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

type addTrackInput struct {
	RoundLine
	Body struct {
		ID       uuid.UUID   `json:"id" format:"uuid" doc:"made by the client: the same again is accepted, another track under it is refused"`
		WalkedOn string      `json:"walked_on" maxLength:"10" doc:"day, YYYY-MM-DD"`
		Team     opt[string] `json:"team,omitempty"`
		Track    rawGeometry `json:"track" doc:"LineString or MultiLineString, lon/lat"`
		ReasonBody
	}
}

// trackOutput answers 201 for a new track and 200 for one sent again.
type trackOutput struct {
	Status int
	Body   rounds.LineRecord
}

func (s *Server) addRoundTrack(ctx context.Context, in *addTrackInput) (*trackOutput, error) {
	b := &in.Body
	shape, err := track.Parse(b.Track.text, 0)
	if err != nil {
		return nil, err
	}
	if name, ok := geojson.LonLat(b.Track.text); !ok {
		return nil, problem.InvalidFields(problem.Bad("track", "api.geometry_crs", "crs", shorten(name, 60)))
	}
	l, added, err := s.Rounds.AddTrack(ctx, changeBy(ctx, b.Reason), in.Number, in.Code,
		rounds.TrackInput{ID: b.ID, WalkedOn: b.WalkedOn, Team: b.Team.or(""), Geometry: shape.Geometry()})
	out := &trackOutput{Status: http.StatusOK, Body: l}
	if added {
		out.Status = http.StatusCreated
	}
	return out, err
}

// RoundTracks is a GeoJSON collection.
type RoundTracks struct {
	Type     string       `json:"type" enum:"FeatureCollection"`
	Features []RoundTrack `json:"features"`
}

// RoundTrack is a GeoJSON feature.
type RoundTrack struct {
	Type       string           `json:"type" enum:"Feature"`
	ID         uuid.UUID        `json:"id" format:"uuid"`
	Geometry   geometry         `json:"geometry"`
	Properties rounds.LineTrack `json:"properties"`
}

func (s *Server) listRoundTracks(ctx context.Context, in *RoundLine) (*struct{ Body RoundTracks }, error) {
	all, err := s.Rounds.Tracks(ctx, in.Number, in.Code)
	body := RoundTracks{Type: "FeatureCollection", Features: make([]RoundTrack, len(all))}
	for i, t := range all {
		body.Features[i] = RoundTrack{Type: "Feature", ID: t.ID, Geometry: geometry{t.Geometry}, Properties: t}
	}
	return &struct{ Body RoundTracks }{body}, err
}

func (s *Server) roundCoverage(ctx context.Context, in *RoundLine) (*struct{ Body rounds.RoundCoverage }, error) {
	cov, err := s.Rounds.Coverage(ctx, in.Number, in.Code)
	return &struct{ Body rounds.RoundCoverage }{cov}, err
}

type comparisonInput struct {
	RoundNumber
	Paging
	Area string `query:"area" maxLength:"12" doc:"code of an area: markers of lines with a party in it"`
}

// comparisonOutput is a page of the comparison.
type comparisonOutput struct {
	Body struct {
		Previous *int                      `json:"previous" doc:"number of the round before; null: none is on file"`
		Items    []rounds.MarkerComparison `json:"items"`
		Next     *string                   `json:"next" doc:"cursor of the following page; null on the last"`
	}
}

func (s *Server) roundComparison(ctx context.Context, in *comparisonInput) (*comparisonOutput, error) {
	after, err := in.part()
	if err != nil {
		return nil, err
	}
	c, err := s.Rounds.Compare(ctx, in.Number, in.Area, after.After, in.Limit)
	page := listOf(c.Items, in.Limit, func(c rounds.MarkerComparison) []string { return []string{c.Number} })
	out := &comparisonOutput{}
	out.Body.Previous, out.Body.Items, out.Body.Next = c.Previous, page.Body.Items, page.Body.Next
	return out, err
}

type roundPaperInput struct {
	RoundLine
	PaperFormat
	Blank bool `query:"blank" doc:"with room for all that is found, to be filled in by hand"`
}

func (s *Server) roundPaper(ctx context.Context, in *roundPaperInput) (*huma.StreamResponse, error) {
	doc, err := s.Rounds.Paper(ctx, in.Number, in.Code, in.Blank)
	if err != nil {
		return nil, err
	}
	return paperOf(doc, in.Format)
}
