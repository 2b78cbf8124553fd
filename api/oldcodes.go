package api

import (
	"net/http"
	"slices"
	"strings"

	"cairn/internal/problem"
)

// ownTime are the paths that ask for an area as of a day or of the past, and so know old
// codes themselves.
var ownTime = []string{"/areas", "/coverage", "/indicators", "/gazetteer/statistics", "/gazetteer/ledger"}

// presentArea lets old codes resolve for ever: a question about an area (parameter area)
// whose code a change of areas has ended is asked of the area that took its place.
// Error: problem.BadParameter where several did.
func (s *Server) presentArea(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		code := r.URL.Query()["area"]
		own := slices.ContainsFunc(ownTime, func(path string) bool { return strings.HasPrefix(r.URL.Path, path) })
		if s.Locator == nil || r.Method != http.MethodGet || len(code) != 1 || own {
			next.ServeHTTP(w, r)
			return
		}
		heirs := s.Locator.Heirs(code[0])
		switch len(heirs) {
		case 0:
		case 1:
			query := r.URL.Query()
			query.Set("area", heirs[0])
			u := *r.URL
			u.RawQuery = query.Encode()
			r.URL = &u
		default:
			s.writeProblem(w, r, badParameter(problem.Bad("area", "areachange.several_heirs", "code", code[0], "heirs", strings.Join(heirs, "、"))))
			return
		}
		next.ServeHTTP(w, r)
	})
}
