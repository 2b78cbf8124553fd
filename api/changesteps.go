package api

import (
	"context"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/gazetteer/changes"
)

// stepInput is a step of a change set's life.
type stepInput struct {
	SetID
	IfMatch
	Body *struct {
		Reason string `json:"reason,omitempty" maxLength:"2000" doc:"what is said of the whole set"`
	}
}

// reason is what is said of the set; "" without a body.
func (in *stepInput) reason() string {
	if in.Body == nil {
		return ""
	}
	return in.Body.Reason
}

// step is a method of the store that leads from one state of a set to another.
type step func(ctx context.Context, c data.Change, id uuid.UUID, version int64, note string) (changes.Set, error)

// takeStep answers a step; of finds the store's method when the request comes.
func takeStep(of func() step) handler[stepInput, record[SetBody]] {
	return func(ctx context.Context, in *stepInput) (*record[SetBody], error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		set, err := of()(ctx, changeBy(ctx, ""), in.ID, version, in.reason())
		return answerSet(ctx, set, err)
	}
}

// silent is a step of which nothing is said.
func silent(do func(context.Context, data.Change, uuid.UUID, int64) (changes.Set, error)) step {
	return func(ctx context.Context, c data.Change, id uuid.UUID, version int64, note string) (changes.Set, error) {
		if note != "" {
			c.Reason = note
		}
		return do(ctx, c, id, version)
	}
}

// ItemReturn is an item that goes back, with its reason.
type ItemReturn struct {
	ID     uuid.UUID `json:"id" format:"uuid"`
	Reason string    `json:"reason"`
}

type returnSetInput struct {
	SetID
	IfMatch
	Body struct {
		Reason string       `json:"reason,omitempty" doc:"of the whole set; of every item that is not accepted when no item is named"`
		Items  []ItemReturn `json:"items,omitempty" doc:"items that go back, each with its reason; beside those judged so before"`
	}
}

func (s *Server) returnSet(ctx context.Context, in *returnSetInput) (*record[SetBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	items := make([]changes.Returning, len(in.Body.Items))
	for i, r := range in.Body.Items {
		items[i] = changes.Returning{Item: r.ID, Reason: r.Reason}
	}
	set, err := s.Changes.Return(ctx, changeBy(ctx, ""), in.ID, version, in.Body.Reason, items)
	return answerSet(ctx, set, err)
}

type sampleInput struct {
	SetID
	OptionalMatch
	Body struct {
		Size int `json:"size" minimum:"1" doc:"number of items to be drawn by chance"`
	}
}

func (s *Server) sampleSet(ctx context.Context, in *sampleInput) (*record[SetBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	set, err := s.Changes.Sample(ctx, changeBy(ctx, ""), in.ID, version, in.Body.Size)
	return answerSet(ctx, set, err)
}

type revertInput struct {
	SetID
	Body *struct {
		ID     *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"of the new set; made here when absent"`
		Title  string     `json:"title,omitempty"`
		Reason string     `json:"reason,omitempty"`
	}
}

func (s *Server) revertSet(ctx context.Context, in *revertInput) (*created[SetPage], error) {
	var n changes.New
	if b := in.Body; b != nil {
		if n.Title, n.Reason = b.Title, b.Reason; b.ID != nil {
			n.ID = *b.ID
		}
	}
	set, err := s.Changes.Revert(ctx, changeBy(ctx, n.Reason), in.ID, n)
	if err != nil {
		return nil, err
	}
	page, err := s.setPage(ctx, set)
	return createdAt("/gazetteer/changes/"+set.ID.String(), page, set.Version), err
}
