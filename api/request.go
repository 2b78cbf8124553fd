package api

import (
	"context"
	"time"

	"github.com/go-chi/chi/v5"

	"cairn/accounts"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// request is what the middleware knows of a request; handlers reach it through the context.
type request struct {
	id      string
	start   time.Time
	path    string
	method  string
	subject string // path and query
	lang    problem.Lang
	address string // of the client, behind trusted proxies too
	secure  bool   // came by TLS, here or at a trusted proxy
	account *accounts.Account
	session string // the session's token, when the account came by cookie
	route   string // pattern
}

// pattern is the route's, once it is known.
func (r *request) pattern(ctx context.Context) string {
	if rc := chi.RouteContext(ctx); rc != nil {
		return rc.RoutePattern()
	}
	return r.path
}

type requestKey struct{}

// requestOf is never nil: outside a request (tests of parts) it is an empty one.
func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return r
	}
	return &request{lang: problem.Chinese}
}

// actorOf is who acts in the request; actor.Nobody without an account.
func actorOf(ctx context.Context) actor.Actor {
	if a := requestOf(ctx).account; a != nil {
		return a.Actor()
	}
	return actor.Nobody
}

// langOf is the reader's language.
func langOf(ctx context.Context) problem.Lang { return requestOf(ctx).lang }

// mustChangePassword: a person signed in with a password that somebody else gave. Tokens
// are not held up by it: no person types one.
func mustChangePassword(ctx context.Context) bool {
	r := requestOf(ctx)
	return r.session != "" && r.account != nil && r.account.MustChangePassword
}
