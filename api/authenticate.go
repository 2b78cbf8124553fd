package api

import (
	"net/http"
	"strings"

	"cairn/accounts"
	"cairn/internal/actor"
	"cairn/internal/grain"
	"cairn/internal/problem"
)

// sessionCookie is the name of the cookie that holds a session's token.
const sessionCookie = "cairn_session"

// authenticate finds the account behind the request: a bearer token, or a session's
// cookie. A wrong token is refused; a session that is over counts as none, and its cookie
// is taken back.
func (s *Server) authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := s.identify(w, r, requestOf(r.Context())); err != nil {
			s.writeProblem(w, r, err)
			return
		}
		ctx := actor.WithReader(r.Context(), actorOf(r.Context()))
		next.ServeHTTP(w, r.WithContext(grain.With(ctx, s.reader(ctx))))
	})
}

func (s *Server) identify(w http.ResponseWriter, r *http.Request, req *request) error {
	if isAsset(r.URL.Path) {
		return nil
	}
	if header := r.Header.Get("Authorization"); header != "" {
		scheme, token, _ := strings.Cut(header, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return problem.New(problem.Unauthorized, "accounts.bad_token")
		}
		a, err := s.Accounts.ByToken(r.Context(), strings.TrimSpace(token))
		req.account = keep(a, err)
		return err
	}
	cookie, err := r.Cookie(sessionCookie)
	if err != nil || cookie.Value == "" {
		return nil
	}
	a, err := s.Accounts.BySession(r.Context(), cookie.Value)
	if problem.Is(err, problem.Unauthorized) {
		http.SetCookie(w, s.cookie(req, accounts.Session{}))
		return nil
	}
	req.account, req.session = keep(a, err), cookie.Value
	return err
}

func keep(a accounts.Account, err error) *accounts.Account {
	if err != nil {
		return nil
	}
	return &a
}

// isAsset: the web app and the health checks need no account, nor a database.
func isAsset(path string) bool {
	return strings.HasPrefix(path, "/app/") || path == "/healthz" || path == "/readyz"
}

// cookie carries a session, or takes it back when it is empty.
func (s *Server) cookie(req *request, session accounts.Session) *http.Cookie {
	c := &http.Cookie{
		Name: sessionCookie, Value: session.Token, Path: "/", HttpOnly: true,
		SameSite: http.SameSiteLaxMode, Secure: req.secure, Expires: session.Expires,
	}
	if session.Token == "" {
		c.MaxAge = -1
	}
	return c
}
