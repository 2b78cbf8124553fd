package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"cairn/internal/actor"
	"cairn/internal/problem"
)

// access says who may call a route. Whether a write fits the actor's area is the
// domain's to judge.
type access struct {
	kind   accessKind
	layer  string                   // of reads
	byPath func(name string) string // of readsPath: the layer by the value of a path parameter
	param  string                   // of readsPath
	action actor.Action             // of needs
}

// layerAny stands for any layer of the map that is public: the handler shows only what is.
const layerAny = "any"

type accessKind string

const (
	accessAnyone   accessKind = "anyone"
	accessReads    accessKind = "reads"
	accessSignedIn accessKind = "signed in"
	accessNeeds    accessKind = "needs"
)

// anyone opens a route to everybody: it shows no data, or decides by itself.
func anyone() access { return access{kind: accessAnyone} }

// reads opens a route to everybody with an account, and to all when the layer is public.
func reads(layer string) access { return access{kind: accessReads, layer: layer} }

// readsPath is reads of the layer that a path parameter names; "" for none: accounts only.
func readsPath(param string, layer func(value string) string) access {
	return access{kind: accessReads, param: param, byPath: layer}
}

// signedIn opens a route to everybody with an account.
func signedIn() access { return access{kind: accessSignedIn} }

// needs opens a route to the roles that may do the action somewhere.
func needs(action actor.Action) access { return access{kind: accessNeeds, action: action} }

// allow judges the access. Errors: problem.Unauthorized, problem.Forbidden.
func (s *Server) allow(r *http.Request, a access) error {
	who := actorOf(r.Context())
	switch {
	case a.kind == accessAnyone:
		return nil
	case mustChangePassword(r.Context()):
		return problem.New(problem.Forbidden, "accounts.must_change_password")
	case a.kind == accessReads:
		layer := a.layer
		if a.byPath != nil {
			layer = a.byPath(chi.URLParam(r, a.param))
		}
		if s.mayRead(r.Context(), layer) {
			return nil
		}
	case who.SignedIn() && (a.kind == accessSignedIn || who.May(a.action)):
		return nil
	}
	if !who.SignedIn() {
		return problem.New(problem.Unauthorized, "actor.sign_in")
	}
	return problem.New(problem.Forbidden, "actor.role", "role", string(who.Role), "action", string(a.action))
}

// mayRead reports whether the request may see the layer.
func (s *Server) mayRead(ctx context.Context, layer string) bool {
	if actorOf(ctx).SignedIn() {
		return !mustChangePassword(ctx)
	}
	if layer == layerAny {
		return slices.ContainsFunc(s.Public, func(open string) bool { return open != layerAnnouncements })
	}
	return slices.Contains(s.Public, layer)
}
