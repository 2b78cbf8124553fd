package api

import (
	"net/http"

	"cairn/internal/actor"
)

// The routes of facilities and of what planners ask about them.

func (s *Server) facilitiesRoutes(r *router) {
	r.section("facilities")
	get(r, "/facilities", s.listFacilities, reads(layerFacilities), "List facilities")
	create(r, "/facilities", s.createFacility, needs(actor.EditFacility), "Add a facility", maxBody(1<<20))
	get(r, "/facilities/kinds", s.facilityKinds, reads(layerFacilities), "Kinds of facility and groups of kinds")
	get(r, "/facilities/{id}", s.readFacility, reads(layerFacilities), "Read a facility")
	patch(r, "/facilities/{id}", s.patchFacility, needs(actor.EditFacility), "Change a facility", maxBody(1<<20))
	remove(r, "/facilities/{id}", s.retireFacility, needs(actor.EditFacility), "Withdraw the record of a facility; its history stays")
	get(r, "/facilities/{id}/history", s.facilityHistory, signedIn(), "Every version of a facility")
}

func (s *Server) coverageRoutes(r *router) {
	r.section("coverage")
	get(r, "/coverage", s.coverage, reads(layerFacilities), "Which areas a kind of facility covers on a day")
	page(r, http.MethodGet, "/coverage/ledger", s.ledger, reads(layerFacilities), "The township table (乡镇覆盖表), as JSON or as a workbook", asLedger(r))
	get(r, "/indicators", s.indicators, reads(layerFacilities), "Current values of the plans' indicators")
}
