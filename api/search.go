package api

import (
	"context"

	"github.com/paulmach/orb"

	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Wanted says what is searched, where, and what is preferred.
type Wanted struct {
	Q        string  `query:"q" required:"true" doc:"name or a part of it, in Chinese (simplified or traditional) or pinyin, with or without tones, or both mixed; or initials; an area may stand before it (砚山 平远镇)"`
	Area     string  `query:"area" maxLength:"12" doc:"code of an area that holds them"`
	Class    string  `query:"class" maxLength:"5" doc:"class code, or the beginning of one"`
	Lon      float64 `query:"lon" minimum:"-180" maximum:"180" doc:"with lat: of equally good matches the nearer ones first"`
	Lat      float64 `query:"lat" minimum:"-90" maximum:"90"`
	NearArea string  `query:"near_area" maxLength:"12" doc:"code of an area: of equally good matches those in it first; without it and lon and lat the reader's own area"`
}

// search turns the parameters into a question of the gazetteer. A point needs both lon and
// lat; 0, 0 (in the Gulf of Guinea) is none.
func (in *Wanted) search(ctx context.Context, limit int) (gazetteer.Search, error) {
	s := gazetteer.Search{Text: in.Q, Area: in.Area, Class: in.Class, NearArea: in.NearArea, Limit: limit, Clearance: int16(actor.ClearanceOf(ctx))}
	switch {
	case in.Lon != 0 && in.Lat != 0:
		s.Near = &orb.Point{in.Lon, in.Lat}
	case in.Lon != 0:
		return s, badParameter(problem.Bad("lat", "problem.required"))
	case in.Lat != 0:
		return s, badParameter(problem.Bad("lon", "problem.required"))
	}
	if who := actorOf(ctx); s.Near == nil && s.NearArea == "" && who.SignedIn() {
		s.NearArea = who.Area
	}
	return s, nil
}

type searchInput struct {
	Wanted
	Limit int `query:"limit" default:"20" minimum:"1" maximum:"1000"`
}

type suggestInput struct {
	Wanted
	Limit int `query:"limit" default:"8" minimum:"1" maximum:"10"`
}

// searchOutput is what was found.
type searchOutput struct {
	Body struct {
		Items []gazetteer.Hit `json:"items" doc:"the best first, each entry once"`
	}
}

func (s *Server) searchEntries(ctx context.Context, in *searchInput) (*searchOutput, error) {
	question, err := in.search(ctx, in.Limit)
	if err != nil {
		return nil, err
	}
	return s.found(ctx, question)
}

// suggestEntries is searchEntries while somebody types: what a text begins, cheaply.
func (s *Server) suggestEntries(ctx context.Context, in *suggestInput) (*searchOutput, error) {
	question, err := in.search(ctx, in.Limit)
	if err != nil {
		return nil, err
	}
	question.Suggest = true
	return s.found(ctx, question)
}

func (s *Server) found(ctx context.Context, question gazetteer.Search) (*searchOutput, error) {
	hits, err := s.Places.Search(ctx, question)
	out := &searchOutput{}
	out.Body.Items = hits
	return out, err
}
