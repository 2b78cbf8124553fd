package api

import (
	"context"

	"github.com/google/uuid"

	"cairn/data/webhooks"
)

// HookID is embedded where a webhook is named.
type HookID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

// HookFields are the fields of a webhook.
type HookFields struct {
	URL      opt[string]   `json:"url,omitempty" doc:"http or https"`
	Entities opt[[]string] `json:"entities,omitempty" doc:"records it hears of; empty: all but accounts"`
	Active   opt[bool]     `json:"active,omitempty" doc:"default true"`
}

func (b *HookFields) fill(d *webhooks.Draft) {
	d.URL, d.Entities, d.Active = b.URL.or(d.URL), b.Entities.or(d.Entities), b.Active.or(d.Active)
}

func (s *Server) listHooks(ctx context.Context, _ *struct{}) (*list[webhooks.Hook], error) {
	hooks, err := s.Hooks.List(ctx, actorOf(ctx))
	return listOf(hooks, len(hooks), func(webhooks.Hook) []string { return nil }), err
}

func (s *Server) readHook(ctx context.Context, in *HookID) (*record[webhooks.Hook], error) {
	h, err := s.Hooks.Get(ctx, actorOf(ctx), in.ID)
	return recordOf(h, h.Version), err
}

type createHookInput struct {
	Body struct {
		HookFields
		AreaCode string `json:"area_code,omitempty" maxLength:"12" doc:"the area whose records it hears of; default one's own"`
	}
}

// newHook is a webhook with its secret, which is shown this once.
type newHook struct {
	webhooks.Hook
	Secret string `json:"secret" doc:"key of Cairn-Signature, shown once"`
}

func (s *Server) createHook(ctx context.Context, in *createHookInput) (*created[newHook], error) {
	d := webhooks.Draft{Active: true, AreaCode: in.Body.AreaCode}
	in.Body.fill(&d)
	h, secret, err := s.Hooks.Create(ctx, changeBy(ctx, ""), d)
	if err != nil {
		return nil, err
	}
	return createdAt("/webhooks/"+h.ID.String(), newHook{h, secret}, h.Version), nil
}

type patchHookInput struct {
	HookID
	IfMatch
	Body HookFields `contentType:"application/merge-patch+json"`
}

func (s *Server) patchHook(ctx context.Context, in *patchHookInput) (*record[webhooks.Hook], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	h, err := s.Hooks.Update(ctx, changeBy(ctx, ""), in.ID, version, in.Body.fill)
	return recordOf(h, h.Version), err
}

type retireHookInput struct {
	HookID
	Removal
}

func (s *Server) retireHook(ctx context.Context, in *retireHookInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Hooks.Retire(ctx, changeBy(ctx, in.Reason), in.ID, version)
}
