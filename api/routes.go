package api

import (
	"net/http"

	"cairn/internal/actor"
)

// install is the route table: every route of the service, one line each.
func (s *Server) install(r *router) {
	r.section("service")
	get(r, "/healthz", s.healthy, anyone(), "Is the process alive?")
	get(r, "/readyz", s.ready, anyone(), "Can it work: is the database reachable, its schema current?")
	page(r, http.MethodGet, "/metrics", s.serveMetrics, anyone(), "Prometheus metrics, on this machine or for admins", produces("text/plain", nil))
	page(r, http.MethodGet, "/app/*", s.serveApp, anyone(), "The web app", produces("text/html", nil))

	r.section("session")
	get(r, "/session", s.whoAmI, anyone(), "Who am I, and what may I do?")
	post(r, "/session", s.signIn, anyone(), "Sign in", maxBody(16<<10))
	remove(r, "/session", s.signOut, anyone(), "Sign out")
	put(r, "/session/password", s.changeOwnPassword, anyone(), "Change one's own password", maxBody(16<<10), answers(http.StatusNoContent))

	r.section("accounts")
	get(r, "/accounts", s.listAccounts, needs(actor.ManageAccounts), "List accounts of one's area")
	create(r, "/accounts", s.createAccount, needs(actor.ManageAccounts), "Make an account with a one-time password")
	get(r, "/accounts/{id}", s.readAccount, needs(actor.ManageAccounts), "Read an account")
	patch(r, "/accounts/{id}", s.patchAccount, needs(actor.ManageAccounts), "Change or disable an account")
	post(r, "/accounts/{id}/password", s.resetPassword, needs(actor.ManageAccounts), "Give an account a one-time password")
	get(r, "/accounts/{id}/tokens", s.listTokens, needs(actor.ManageAccounts), "List the tokens of an account")
	create(r, "/accounts/{id}/tokens", s.issueToken, needs(actor.ManageAccounts), "Make a bearer token, shown once")
	remove(r, "/accounts/{id}/tokens/{token_id}", s.revokeToken, needs(actor.ManageAccounts), "Revoke a token")

	r.section("audit")
	get(r, "/audit", s.audit, needs(actor.ReadAudit), "The trail: who changed what, when, why; and who signed in")

	r.section("gazetteer")

	r.section("boundaries")

	r.section("locate")

	r.section("facilities")

	r.section("tiles")

	r.section("OGC API")
}
