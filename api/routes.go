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
	page(r, http.MethodGet, "/app", s.redirectApp, anyone(), "The web app, with a slash", answers(http.StatusMovedPermanently))
	page(r, http.MethodGet, "/app/*", s.serveApp, anyone(), "The web app", produces("text/html", nil))

	r.section("session")
	get(r, "/session", s.whoAmI, anyone(), "Who am I, and what may I do?")
	post(r, "/session", s.signIn, anyone(), "Sign in", maxBody(16<<10))
	remove(r, "/session", s.signOut, anyone(), "Sign out")
	put(r, "/session/password", s.changeOwnPassword, anyone(), "Change one's own password", maxBody(16<<10), answers(http.StatusNoContent))

	r.section("accounts")
	get(r, "/accounts", s.listAccounts, needs(actor.ManageAccounts), "List accounts of one's area")
	create(r, "/accounts", s.createAccount, needs(actor.ManageAccounts), "Make an account with a one-time password", maxBody(64<<10))
	get(r, "/accounts/{id}", s.readAccount, needs(actor.ManageAccounts), "Read an account")
	patch(r, "/accounts/{id}", s.patchAccount, needs(actor.ManageAccounts), "Change or disable an account", maxBody(64<<10))
	post(r, "/accounts/{id}/password", s.resetPassword, needs(actor.ManageAccounts), "Give an account a one-time password")
	get(r, "/accounts/{id}/tokens", s.listTokens, needs(actor.ManageAccounts), "List the tokens of an account")
	create(r, "/accounts/{id}/tokens", s.issueToken, needs(actor.ManageAccounts), "Make a bearer token, shown once", maxBody(64<<10))
	remove(r, "/accounts/{id}/tokens/{token_id}", s.revokeToken, needs(actor.ManageAccounts), "Revoke a token")

	r.section("audit")
	get(r, "/audit", s.audit, needs(actor.ReadAudit), "The trail: who changed what, when, why; and who signed in")

	r.section("gazetteer")
	get(r, "/gazetteer/entries", s.listEntries, reads(layerPlaces), "List entries of the gazetteer (地名)")
	create(r, "/gazetteer/entries", s.createEntry, needs(actor.EditPlace), "Add an entry")
	get(r, "/gazetteer/entries/{id}", s.readEntry, reads(layerPlaces), "Read an entry")
	patch(r, "/gazetteer/entries/{id}", s.patchEntry, needs(actor.EditPlace), "Change an entry")
	remove(r, "/gazetteer/entries/{id}", s.retireEntry, needs(actor.EditPlace), "Retire an entry; its history stays")
	get(r, "/gazetteer/entries/{id}/history", s.entryHistory, signedIn(), "Every version of an entry")
	get(r, "/gazetteer/classes", s.listClasses, reads(layerPlaces), "Classes of entries (地名类别)")
	get(r, "/gazetteer/search", s.searchEntries, reads(layerPlaces), "Find entries by Chinese, pinyin or initials, the best first")
	get(r, "/gazetteer/statistics", s.entryStatistics, reads(layerPlaces), "Added, modified, deleted, filed, announced and taken in, by year, month or county")

	r.section("boundaries")
	get(r, "/areas", s.listAreas, reads(layerAreas), "List administrative areas, for pickers")
	get(r, "/areas/{code}", s.readArea, reads(layerAreas), "Read an area with its seat, box and path")
	get(r, "/boundaries/lines", s.listLines, reads(layerBoundaries), "List boundary lines (界线)")
	get(r, "/boundaries/lines/{code}", s.readLine, reads(layerBoundaries), "Read a line")
	patch(r, "/boundaries/lines/{code}", s.patchLine, needs(actor.EditLine), "Change a line; either party may", maxBody(1<<20))
	get(r, "/boundaries/lines/{code}/history", s.lineHistory, signedIn(), "Every version of a line")
	get(r, "/boundaries/markers", s.listMarkers, reads(layerBoundaries), "List boundary markers (界桩)")
	create(r, "/boundaries/markers", s.createMarker, needs(actor.EditMarker), "Add a marker; any of its parties may", maxBody(1<<20))
	get(r, "/boundaries/markers/{id}", s.readMarker, reads(layerBoundaries), "Read a marker")
	patch(r, "/boundaries/markers/{id}", s.patchMarker, needs(actor.EditMarker), "Change a marker", maxBody(1<<20))
	remove(r, "/boundaries/markers/{id}", s.retireMarker, needs(actor.EditMarker), "Retire a marker; its history stays")
	get(r, "/boundaries/markers/{id}/history", s.markerHistory, signedIn(), "Every version of a marker")
	get(r, "/boundaries/inspections", s.listInspections, signedIn(), "List inspections, newest first")
	page(r, http.MethodPost, "/boundaries/inspections", s.logInspections, needs(actor.LogInspection), "Log one inspection or many: 201 new, 200 the same again, 409 other content under the id", asInspections(r))
	get(r, "/boundaries/summary", s.boundarySummary, reads(layerBoundaries), "Lines, agreed and computed kilometres, markers, by level")
	get(r, "/boundaries/closing-edges", s.closingEdges, signedIn(), "The national border as locked closing edges of counties")

	r.section("locate")
	get(r, "/locate", s.locate, reads(layerAreas), "The areas that hold a point")
	post(r, "/locate", s.locateMany, reads(layerAreas), "The areas that hold each of many points", maxBody(4<<10+128*int64(s.Limits.Points)))

	r.section("facilities")
	get(r, "/facilities", s.listFacilities, reads(layerFacilities), "List facilities")
	create(r, "/facilities", s.createFacility, needs(actor.EditFacility), "Add a facility", maxBody(1<<20))
	get(r, "/facilities/kinds", s.facilityKinds, reads(layerFacilities), "Kinds of facility and groups of kinds")
	get(r, "/facilities/{id}", s.readFacility, reads(layerFacilities), "Read a facility")
	patch(r, "/facilities/{id}", s.patchFacility, needs(actor.EditFacility), "Change a facility", maxBody(1<<20))
	remove(r, "/facilities/{id}", s.retireFacility, needs(actor.EditFacility), "Withdraw the record of a facility; its history stays")
	get(r, "/facilities/{id}/history", s.facilityHistory, signedIn(), "Every version of a facility")
	get(r, "/coverage", s.coverage, reads(layerFacilities), "Which areas a kind of facility covers on a day")
	page(r, http.MethodGet, "/coverage/ledger", s.ledger, reads(layerFacilities), "The township table (乡镇覆盖表), as JSON or as a workbook", asLedger(r))
	get(r, "/indicators", s.indicators, reads(layerFacilities), "Current values of the plans' indicators")

	r.section("tiles")
	page(r, http.MethodGet, "/tiles/{tileset}", s.readTileset, readsPath("tileset", layerOfTileset), "A tileset, as TileJSON 3.0", asTileset(r))
	page(r, http.MethodGet, "/tiles/{tileset}/{z}/{x}/{y}.mvt", s.readTile, readsPath("tileset", layerOfTileset), "A vector tile", asTile)

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
