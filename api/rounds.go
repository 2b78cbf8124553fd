package api

import (
	"context"
	"io"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"cairn/boundaries/rounds"
	"cairn/data"
	"cairn/internal/problem"
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
	if err := s.showArchive(r.Context(), a); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Length", strconv.FormatInt(a.Size, 10))
	w.Header().Set("ETag", `"`+a.SHA256+`"`)
	name := problem.Say(problem.Chinese, "rounds.round", "round", number)
	w.Header().Set("Content-Disposition", attachment(name+".zip"))
	_, err = io.Copy(w, file)
	return err
}

type roundProgressInput struct {
	RoundNumber
	RoundFilter
}

func (s *Server) roundProgress(ctx context.Context, in *roundProgressInput) (*struct{ Body rounds.RoundTotals }, error) {
	q, err := in.query(ctx, in.Number)
	if err != nil {
		return nil, err
	}
	totals, err := s.Rounds.Progress(ctx, q)
	return &struct{ Body rounds.RoundTotals }{totals}, err
}
