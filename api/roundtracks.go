package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"cairn/boundaries/rounds"
	"cairn/internal/track"
)

type addTrackInput struct {
	RoundLine
	Body struct {
		ID       uuid.UUID       `json:"id" format:"uuid" doc:"made by the client: the same again is accepted, another track under it is refused"`
		WalkedOn string          `json:"walked_on" maxLength:"10" doc:"day, YYYY-MM-DD"`
		Team     opt[string]     `json:"team,omitempty"`
		Track    json.RawMessage `json:"track" doc:"WGS 84 or CGCS2000: a GeoJSON LineString, MultiLineString or Feature of one; or the text of a GPX file"`
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
	shape, err := track.ParseJSON(b.Track, 0)
	if err != nil {
		return nil, err
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
	Geometry   geometry         `json:"geometry" coarse:"inspections,shape"`
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
	Line string `query:"line" maxLength:"18" doc:"code of a line: its markers"`
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
	c, err := s.Rounds.Compare(ctx, in.Number, in.Area, in.Line, after.After, in.Limit)
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
