package api

import (
	"net/http"

	"cairn/internal/actor"
)

// install is the route table: every route of the service, one line each, in the groups of the API description.
func (s *Server) install(r *router) {
	for _, group := range []func(*router){
		s.serviceRoutes,
		s.sessionRoutes,
		s.accountsRoutes,
		s.webhooksRoutes,
		s.auditRoutes,
		s.gazetteerRoutes,
		s.nationalDatabaseRoutes,
		s.reconciliationRoutes,
		s.changeSetsRoutes,
		s.spellingAndCodesRoutes,
		s.namingRulesRoutes,
		s.cleanUpRoutes,
		s.ledgerOfNameChangesRoutes,
		s.filingAndAnnouncementRoutes,
		s.dataQualityRoutes,
		s.signsRoutes,
		s.productsRoutes,
		s.areasRoutes,
		s.boundariesRoutes,
		s.inspectionsRoutes,
		s.jointInspectionsRoutes,
		s.findingsAndDisputesRoutes,
		s.patrolsRoutes,
		s.locateRoutes,
		s.facilitiesRoutes,
		s.facilityLifeRoutes,
		s.burialZonesRoutes,
		s.facilityPlansRoutes,
		s.coverageRoutes,
		s.indicatorsRoutes,
		s.burialYearsRoutes,
		s.networkRoutes,
		s.sitingRoutes,
		s.monthlyRoutes,
		s.attachmentsRoutes,
		s.tilesRoutes,
		s.ogcRoutes,
	} {
		group(r)
	}
}

func (s *Server) serviceRoutes(r *router) {
	r.section("service")
	get(r, "/healthz", s.healthy, anyone(), "Is the process alive?")
	get(r, "/readyz", s.ready, anyone(), "Can it work: is the database reachable, its schema current?")
	page(r, http.MethodGet, "/metrics", s.serveMetrics, anyone(), "Prometheus metrics, on this machine or for admins", produces("text/plain", nil))
	page(r, http.MethodGet, "/app", s.redirectApp, anyone(), "The web app, with a slash", answers(http.StatusMovedPermanently))
	page(r, http.MethodGet, "/app/*", s.serveApp, anyone(), "The web app", produces("text/html", nil))
}

func (s *Server) sessionRoutes(r *router) {
	r.section("session")
	get(r, "/session", s.whoAmI, anyone(), "Who am I, and what may I do?")
	post(r, "/session", s.signIn, anyone(), "Sign in", maxBody(16<<10))
	remove(r, "/session", s.signOut, anyone(), "Sign out")
	put(r, "/session/password", s.changeOwnPassword, anyone(), "Change one's own password", maxBody(16<<10), answers(http.StatusNoContent))
}

func (s *Server) accountsRoutes(r *router) {
	r.section("accounts")
	get(r, "/accounts", s.listAccounts, needs(actor.ManageAccounts), "List accounts of one's area")
	create(r, "/accounts", s.createAccount, needs(actor.ManageAccounts), "Make an account with a one-time password", maxBody(64<<10))
	get(r, "/accounts/{id}", s.readAccount, needs(actor.ManageAccounts), "Read an account")
	patch(r, "/accounts/{id}", s.patchAccount, needs(actor.ManageAccounts), "Change or disable an account", maxBody(64<<10))
	post(r, "/accounts/{id}/password", s.resetPassword, needs(actor.ManageAccounts), "Give an account a one-time password")
	get(r, "/accounts/{id}/tokens", s.listTokens, needs(actor.ManageAccounts), "List the tokens of an account")
	create(r, "/accounts/{id}/tokens", s.issueToken, needs(actor.ManageAccounts), "Make a bearer token, shown once", maxBody(64<<10))
	remove(r, "/accounts/{id}/tokens/{token_id}", s.revokeToken, needs(actor.ManageAccounts), "Revoke a token")
}

func (s *Server) webhooksRoutes(r *router) {
	r.section("webhooks")
	get(r, "/webhooks", s.listHooks, needs(actor.ManageAccounts), "List webhooks of one's area and how their deliveries go")
	create(r, "/webhooks", s.createHook, needs(actor.ManageAccounts), "Tell a program of changes", maxBody(16<<10))
	get(r, "/webhooks/{id}", s.readHook, needs(actor.ManageAccounts), "Read a webhook")
	patch(r, "/webhooks/{id}", s.patchHook, needs(actor.ManageAccounts), "Change a webhook, or let it try at once", maxBody(16<<10))
	remove(r, "/webhooks/{id}", s.retireHook, needs(actor.ManageAccounts), "Take a webhook away")
}

func (s *Server) auditRoutes(r *router) {
	r.section("audit")
	get(r, "/audit", s.audit, needs(actor.ReadAudit), "The trail: who changed what, when, why; and who signed in")
	get(r, "/audit/exact-reads", s.exactReads, needs(actor.ReadAudit), "Who was shown exact coordinates of lines, markers and inspections, the latest first")
}

func (s *Server) locateRoutes(r *router) {
	r.section("locate")
	get(r, "/locate", s.locate, reads(layerAreas), "The areas that hold a point")
	post(r, "/locate", s.locateMany, reads(layerAreas), "The areas that hold each of many points", maxBody(4<<10+128*int64(s.Limits.Points)))
}

func (s *Server) attachmentsRoutes(r *router) {
	r.section("attachments")
	page(r, http.MethodOptions, "/attachments", s.uploadOptions, anyone(), "What the upload protocol (tus 1.0) offers here", asTusOptions)
	page(r, http.MethodOptions, "/attachments/{id}", s.uploadOptions, anyone(), "The same", asTusOptions)
	get(r, "/attachments", s.listAttachments, reads(layerAny), "Files of a record; who may read the record may read them")
	page(r, http.MethodPost, "/attachments", s.createUpload, signedIn(), "Announce a file (tus): 201 new, 200 the same again, 409 another under the id", asTusCreate)
	page(r, http.MethodHead, "/attachments/{id}", s.headUpload, reads(layerAny), "How far an upload is (tus), for who began it; without Tus-Resumable the HEAD of the file", asTusHead)
	page(r, http.MethodPatch, "/attachments/{id}", s.appendUpload, signedIn(), "Send a file from an offset on (tus); the last byte makes it an attachment, or refuses it", asTusPatch(s.Uploads))
	page(r, http.MethodGet, "/attachments/{id}", s.readAttachment, reads(layerAny), "A file; images re-encoded without metadata unless the original is asked for", asFile)
	get(r, "/attachments/{id}/meta", s.readAttachmentMeta, reads(layerAny), "What a file is, without its bytes")
	remove(r, "/attachments/{id}", s.removeAttachment, signedIn(), "Mark an attachment as removed; with Tus-Resumable: drop an unfinished upload")
}

func (s *Server) tilesRoutes(r *router) {
	r.section("tiles")
	page(r, http.MethodGet, "/tiles/{tileset}", s.readTileset, readsPath("tileset", layerOfTileset), "A tileset, as TileJSON 3.0", asTileset(r))
	page(r, http.MethodGet, "/tiles/{tileset}/{z}/{x}/{y}.mvt", s.readTile, readsPath("tileset", layerOfTileset), "A vector tile", asTile)
}

func (s *Server) ogcRoutes(r *router) {
	r.section("OGC API")
	page(r, http.MethodGet, "/", s.landing, anyone(), "Landing page; browsers are sent to the web app", asDocument(typeJSON))
	page(r, http.MethodGet, "/conformance", s.conformance, anyone(), "Standards kept to", asDocument(typeJSON))
	page(r, http.MethodGet, "/api", s.readAPI, anyone(), "This description", asDocument(typeOpenAPI))
	page(r, http.MethodGet, "/collections", s.listCollections, anyone(), "Collections that the reader may see", asDocument(typeJSON))
	page(r, http.MethodGet, "/collections/{collection}", s.readCollection, readsPath("collection", layerOfCollection), "A collection", asDocument(typeJSON))
	page(r, http.MethodGet, "/collections/{collection}/items", s.listItems, readsPath("collection", layerOfCollection), "Features of a collection", asItems)
	page(r, http.MethodGet, "/collections/{collection}/items/{fid}", s.readItem, readsPath("collection", layerOfCollection), "A feature", asDocument(typeGeoJSON), asItem)
	page(r, http.MethodGet, "/collections/{collection}/tiles", s.listTilesets, readsPath("collection", layerOfCollection), "Tilesets of a collection", produces(typeJSON, nil))
	page(r, http.MethodGet, "/collections/{collection}/tiles/WebMercatorQuad", s.readCollectionTileset, readsPath("collection", layerOfCollection), "A tileset of a collection", produces(typeJSON, nil))
	page(r, http.MethodGet, "/collections/{collection}/tiles/WebMercatorQuad/{z}/{y}/{x}", s.readCollectionTile, readsPath("collection", layerOfCollection), "A vector tile of a collection: zoom, row, column", asTile)
}
