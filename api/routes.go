package api

import "net/http"

// install is the route table: every route of the service, one line each.
func (s *Server) install(r *router) {
	r.section("service")
	get(r, "/healthz", s.healthy, anyone(), "Is the process alive?")
	get(r, "/readyz", s.ready, anyone(), "Can it work: is the database reachable, its schema current?")
	page(r, http.MethodGet, "/metrics", s.serveMetrics, anyone(), "Prometheus metrics, on this machine or for admins", produces("text/plain", nil))
	page(r, http.MethodGet, "/app/*", s.serveApp, anyone(), "The web app", produces("text/html", nil))

	r.section("session")

	r.section("accounts")

	r.section("audit")

	r.section("gazetteer")

	r.section("boundaries")

	r.section("locate")

	r.section("facilities")

	r.section("tiles")

	r.section("OGC API")
}
