package api

import (
	"net/http"

	"cairn/internal/actor"
)

// The routes of the life of facilities, of burial zones and of plan documents.

func (s *Server) facilityLifeRoutes(r *router) {
	r.section("life of facilities")
	get(r, "/facilities/{id}/life", s.facilityLife, signedIn(), "Stages, capacity by day, grades, operators, greening, papers, filings and service area of a facility")
	put(r, "/facilities/{id}/stages", s.putStages, needs(actor.EditFacility), "Say which stages (阶段) of its kind a facility has passed; its status goes on with them", maxBody(256<<10))
	put(r, "/facilities/{id}/capacity", s.putCapacity, needs(actor.EditFacility), "Put the dated capacity of a facility; the record follows the newest figures", maxBody(1<<20))
	put(r, "/facilities/{id}/grades", s.putGrades, needs(actor.EditFacility), "Put the grades (等级) of a facility", maxBody(256<<10))
	put(r, "/facilities/{id}/operators", s.putOperators, needs(actor.EditFacility), "Put who ran a facility from when (运营单位)", maxBody(256<<10))
	put(r, "/facilities/{id}/greening", s.putGreening, needs(actor.EditFacility), "Put the greening share (墓区绿化率) of a facility by year", maxBody(256<<10))
	put(r, "/facilities/{id}/papers", s.putPapers, needs(actor.EditFacility), "Say whether the papers (手续) of a facility are complete, and what is missing", maxBody(64<<10))
	put(r, "/facilities/{id}/filings", s.putFilings, needs(actor.EditFacility), "Put the approvals and filings (审批、备案) of a facility", maxBody(1<<20))
	put(r, "/facilities/{id}/service", s.putService, needs(actor.EditFacility), "Put the villages and townships that a facility serves, alone or shared (联建)", maxBody(1<<20))
	get(r, "/facilities/{id}/contacts", s.facilityContacts, needs(actor.EditFacility), "Contacts of a facility, for those who may edit facilities of its area")
	put(r, "/facilities/{id}/contacts", s.putContacts, needs(actor.EditFacility), "Put the contacts of a facility; names and numbers are left out of the history", maxBody(64<<10))
	get(r, "/facilities/greening-targets", s.greeningTargets, signedIn(), "Greening shares to be reached by year, of the prefecture and of counties")
	put(r, "/facilities/greening-targets/{area}", s.putGreeningTarget, needs(actor.PlanFacility), "Set the greening targets of the prefecture or a county", maxBody(64<<10))
}

func (s *Server) burialZonesRoutes(r *router) {
	r.section("burial zones")
	get(r, "/facilities/zones", s.listZones, signedIn(), "List burial zones (火葬区、少数民族生态安葬区), without shapes")
	create(r, "/facilities/zones", s.createZone, needs(actor.PlanFacility), "Add a zone, of areas or with a polygon", maxBody(16<<20))
	get(r, "/facilities/zones/{id}", s.readZone, signedIn(), "Read a zone with its shape")
	patch(r, "/facilities/zones/{id}", s.patchZone, needs(actor.PlanFacility), "Change a zone, or say when it ends", maxBody(16<<20))
	remove(r, "/facilities/zones/{id}", s.retireZone, needs(actor.PlanFacility), "Withdraw a zone that was entered by mistake")
	get(r, "/facilities/zones/{id}/history", s.zoneHistory, signedIn(), "Every version of a zone")
}

func (s *Server) facilityPlansRoutes(r *router) {
	r.section("plans of facilities")
	get(r, "/facilities/plans", s.listFacilityPlans, signedIn(), "List plan documents with tables of projects (规划项目表), the latest first")
	create(r, "/facilities/plans", s.createFacilityPlan, needs(actor.PlanFacility), "Add a plan document", maxBody(64<<10))
	get(r, "/facilities/plans/{id}", s.readFacilityPlan, signedIn(), "Read a plan document")
	patch(r, "/facilities/plans/{id}", s.patchFacilityPlan, needs(actor.PlanFacility), "Change a plan document", maxBody(64<<10))
	remove(r, "/facilities/plans/{id}", s.retireFacilityPlan, needs(actor.PlanFacility), "Withdraw a plan document; the facilities that it planned stay")
	get(r, "/facilities/plans/{id}/history", s.facilityPlanHistory, signedIn(), "Every version of a plan document and its projects")
	put(r, "/facilities/plans/{id}/projects", s.putProjects, needs(actor.PlanFacility), "Put the table of projects; each becomes a planned facility, or is linked to one", maxBody(4<<20))
	page(r, http.MethodPost, "/facilities/plans/{id}/read", s.readPlanTable, needs(actor.PlanFacility), "Read a table of projects as it was written; nothing is stored", asPlanFile(r), bodyUpTo(maxPlanFile))
	get(r, "/facilities/plans/{id}/progress", s.planProgress, signedIn(), "How far a plan has come on a day, by year and county, and its projects")
	get(r, "/facilities/plans/{id}/progress.xlsx", s.planBook, signedIn(), "The same as a workbook", asWorkbook())
}
