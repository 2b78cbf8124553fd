package api

import (
	"net/http"

	"cairn/facilities/indicators"
	"cairn/facilities/years"
	"cairn/internal/actor"
)

// The routes of facilities and of what planners ask about them.

func (s *Server) facilitiesRoutes(r *router) {
	r.section("facilities")
	get(r, "/facilities", s.listFacilities, reads(layerFacilities), "List facilities")
	create(r, "/facilities", s.createFacility, needs(actor.EditFacility), "Add a facility", maxBody(1<<20))
	get(r, "/facilities/kinds", s.facilityKinds, reads(layerFacilities), "Kinds of facility and groups of kinds")
	create(r, "/facilities/kinds", s.createKind, needs(actor.SetKinds), "Add a kind of facility, with fields of its own", maxBody(256<<10))
	get(r, "/facilities/kinds/{code}", s.readKind, reads(layerFacilities), "Read a kind")
	patch(r, "/facilities/kinds/{code}", s.patchKind, needs(actor.SetKinds), "Change a kind; what facilities of it hold stays possible", maxBody(256<<10))
	remove(r, "/facilities/kinds/{code}", s.retireKind, needs(actor.SetKinds), "Offer a kind no longer; its facilities stay and count")
	create(r, "/facilities/groups", s.createGroup, needs(actor.SetKinds), "Add a group of kinds", maxBody(64<<10))
	get(r, "/facilities/groups/{code}", s.readGroup, reads(layerFacilities), "Read a group")
	patch(r, "/facilities/groups/{code}", s.patchGroup, needs(actor.SetKinds), "Change a group", maxBody(64<<10))
	remove(r, "/facilities/groups/{code}", s.retireGroup, needs(actor.SetKinds), "Offer a group no longer")
	get(r, "/facilities/export", s.exportFacilities, reads(layerFacilities), "Facilities as a file, with their own fields; can be imported again", asFacilityExport)
	get(r, "/facilities/{id}", s.readFacility, reads(layerFacilities), "Read a facility")
	patch(r, "/facilities/{id}", s.patchFacility, needs(actor.EditFacility), "Change a facility", maxBody(1<<20))
	remove(r, "/facilities/{id}", s.retireFacility, needs(actor.EditFacility), "Withdraw the record of a facility; its history stays")
	get(r, "/facilities/{id}/history", s.facilityHistory, signedIn(), "Every version of a facility")
}

func (s *Server) monthlyRoutes(r *router) {
	r.section("monthly")
	get(r, "/facilities/monthly", s.monthlySheet, signedIn(), "The monthly table of townships (乡镇月报) with county totals: figures, and who has not confirmed")
	create(r, "/facilities/monthly", s.sendMonthly, needs(actor.ReportMonthly), "Confirm or correct the month of a township: 201 new, 200 the same again, 409 other content under the id", maxBody(1<<20))
	get(r, "/facilities/monthly.xlsx", s.monthlyBook, signedIn(), "The same table as a workbook", asWorkbook())
	get(r, "/facilities/monthly/form", s.monthlyForm, signedIn(), "The form of a township for a month, filled in with what the records say")
	get(r, "/facilities/monthly/settings", s.monthlySettings, signedIn(), "When reports are due")
	put(r, "/facilities/monthly/settings", s.putMonthlySettings, needs(actor.SetMonthly), "Set when reports are due", maxBody(16<<10))
	get(r, "/facilities/monthly/{id}", s.readMonthly, signedIn(), "Read an edition of a report")
	get(r, "/facilities/monthly/{id}/editions", s.monthlyEditions, signedIn(), "All editions for the same township and month, the last first")
	post(r, "/facilities/monthly/{id}/return", s.returnMonthly, needs(actor.ReviewMonthly), "Return a report to the township, with a reason", maxBody(64<<10))
	post(r, "/facilities/monthly/{id}/answer", s.answerMonthly, needs(actor.ReviewMonthly), "Answer the error in the records that a report speaks of", maxBody(64<<10))
}

func (s *Server) networkRoutes(r *router) {
	r.section("network")
	get(r, "/network", s.networkReport, reads(layerFacilities), "The road network in memory, and how villages meet it")
	get(r, "/network/settings", s.networkSettings, signedIn(), "How travel times are computed: speeds, limit off the road")
	patch(r, "/network/settings", s.patchNetworkSettings, needs(actor.SetNetwork), "Change how travel times are computed", maxBody(16<<10))
	get(r, "/network/times", s.networkTimes, signedIn(), "Minutes from points to points, by road and on foot to it")
	get(r, "/network/isochrones", s.isochrones, signedIn(), "What is reached within some minutes, as GeoJSON polygons with holes")
}

func (s *Server) coverageRoutes(r *router) {
	r.section("coverage")
	get(r, "/coverage", s.coverage, reads(layerFacilities), "Which areas a kind of facility covers on a day")
	page(r, http.MethodGet, "/coverage/ledger", s.ledger, reads(layerFacilities), "The township table (乡镇覆盖表), as JSON or as a workbook", asLedger(r))
	get(r, "/coverage/compare", s.compareCoverage, reads(layerFacilities), "The same question by several counting rules, about one state of the data")
	get(r, "/coverage/rules", s.coverageRules, reads(layerFacilities), "Counting rules: names, definitions, parameters, sources")
	patch(r, "/coverage/rules/{rule}", s.patchCoverageRule, needs(actor.SetCoverage), "Set the parameters and the source of a counting rule", maxBody(64<<10))
	get(r, "/coverage/rules/{rule}/history", s.coverageRuleHistory, signedIn(), "Every version of a counting rule")
	get(r, "/coverage/days", s.coverageDays, reads(layerFacilities), "Days on which coverage by a kind changes")
	page(r, http.MethodGet, "/coverage/report", s.coverageReport, reads(layerFacilities), "An answer as a workbook, a table or points for a map", asCoverageReport)
	get(r, "/coverage/exemptions", s.listExemptions, signedIn(), "Exemptions from building (免建)")
	create(r, "/coverage/exemptions", s.createExemption, needs(actor.EditCoverage), "Add an exemption with its document", maxBody(64<<10))
	get(r, "/coverage/exemptions/{id}", s.readExemption, signedIn(), "Read an exemption")
	get(r, "/coverage/exemptions/{id}/history", s.exemptionHistory, signedIn(), "Every version of an exemption")
	patch(r, "/coverage/exemptions/{id}", s.patchExemption, needs(actor.EditCoverage), "Change an exemption, or say when it ends", maxBody(64<<10))
	remove(r, "/coverage/exemptions/{id}", s.retireExemption, needs(actor.EditCoverage), "Withdraw an exemption that was entered by mistake")
	get(r, "/coverage/reported", s.listReported, signedIn(), "Coverage as it was reported upward")
	create(r, "/coverage/reported", s.createReported, needs(actor.EditCoverage), "Add a figure as it was reported", maxBody(64<<10))
	get(r, "/coverage/reported/{id}", s.readReported, signedIn(), "Read a reported figure")
	get(r, "/coverage/reported/{id}/history", s.reportedHistory, signedIn(), "Every version of a reported figure")
	patch(r, "/coverage/reported/{id}", s.patchReported, needs(actor.EditCoverage), "Change a reported figure", maxBody(64<<10))
	remove(r, "/coverage/reported/{id}", s.retireReported, needs(actor.EditCoverage), "Withdraw a reported figure that was entered by mistake")
}

func (s *Server) indicatorsRoutes(r *router) {
	r.section("indicators")
	get(r, "/indicators", s.indicators, reads(layerFacilities), "The plans' indicators with their current values, as JSON, workbook or CSV", asTable[indicators.Board](r))
	get(r, "/indicators/trend", s.indicatorTrend, reads(layerFacilities), "Year-end values of the indicators")
	get(r, "/indicators/formulas", s.indicatorFormulas, reads(layerFacilities), "Formulas by name, with what they mean")
	get(r, "/indicators/plans", s.indicatorPlans, signedIn(), "Plan documents that indicators stand in")
	get(r, "/indicators/definitions", s.listIndicators, signedIn(), "Indicators with their targets and the figures reported of them")
	create(r, "/indicators/definitions", s.createIndicator, needs(actor.SetIndicators), "Add an indicator to a plan", maxBody(1<<20))
	get(r, "/indicators/definitions/{id}", s.readIndicator, signedIn(), "Read an indicator")
	patch(r, "/indicators/definitions/{id}", s.patchIndicator, needs(actor.SetIndicators), "Change an indicator, its targets and reported figures", maxBody(1<<20))
	remove(r, "/indicators/definitions/{id}", s.retireIndicator, needs(actor.SetIndicators), "Withdraw an indicator; its history stays")
	get(r, "/indicators/definitions/{id}/history", s.indicatorHistory, signedIn(), "Every version of an indicator")
}

func (s *Server) burialYearsRoutes(r *router) {
	r.section("burial capacity in years")
	get(r, "/facilities/burial-years", s.burialYears, reads(layerFacilities), "How long graves, niches and eco plots last, as JSON, workbook or CSV", asTable[years.BurialYears](r))
	get(r, "/facilities/burial-parameters", s.listParameters, signedIn(), "Death rates and uptakes that are computed with")
	create(r, "/facilities/burial-parameters", s.createParameter, needs(actor.SetIndicators), "Add a parameter", maxBody(64<<10))
	get(r, "/facilities/burial-parameters/{id}", s.readParameter, signedIn(), "Read a parameter")
	patch(r, "/facilities/burial-parameters/{id}", s.patchParameter, needs(actor.SetIndicators), "Change a parameter", maxBody(64<<10))
	remove(r, "/facilities/burial-parameters/{id}", s.retireParameter, needs(actor.SetIndicators), "Withdraw a parameter that was entered by mistake")
	get(r, "/facilities/burial-parameters/{id}/history", s.parameterHistory, signedIn(), "Every version of a parameter")
	get(r, "/facilities/sizing-standards", s.listSizingStandards, signedIn(), "Sizing standards that capacity is compared with")
	create(r, "/facilities/sizing-standards", s.createStandard, needs(actor.SetIndicators), "Add a sizing standard", maxBody(64<<10))
	get(r, "/facilities/sizing-standards/{id}", s.readStandard, signedIn(), "Read a sizing standard")
	patch(r, "/facilities/sizing-standards/{id}", s.patchStandard, needs(actor.SetIndicators), "Change a sizing standard", maxBody(64<<10))
	remove(r, "/facilities/sizing-standards/{id}", s.retireStandard, needs(actor.SetIndicators), "Withdraw a sizing standard")
	get(r, "/facilities/sizing-standards/{id}/history", s.standardHistory, signedIn(), "Every version of a sizing standard")
}

func (s *Server) sitingRoutes(r *router) {
	r.section("siting")
	get(r, "/siting/rules", s.listSitingRules, signedIn(), "Siting rules: what keeps facilities away from what, dated and cited")
	create(r, "/siting/rules", s.createSitingRule, needs(actor.SetSitingRules), "Add a siting rule", maxBody(64<<10))
	get(r, "/siting/rules/{id}", s.readSitingRule, signedIn(), "Read a siting rule")
	put(r, "/siting/rules/{id}", s.putSitingRule, needs(actor.SetSitingRules), "Write the next version of a siting rule; runs keep the one that they used", maxBody(64<<10))
	remove(r, "/siting/rules/{id}", s.retireSitingRule, needs(actor.SetSitingRules), "Withdraw a siting rule that was entered by mistake")
	get(r, "/siting/rules/{id}/history", s.sitingRuleHistory, signedIn(), "Every version of a siting rule")
	post(r, "/siting/candidates", s.sitingCandidates, needs(actor.SiteFacility), "Candidates of a question, with the rules that exclude them and the metres missing")
	get(r, "/siting/zones", s.sitingZones, signedIn(), "Where siting rules keep sites out, by rule, as GeoJSON for the eye")
	get(r, "/siting/explain", s.sitingExplain, signedIn(), "What keeps sites away from a place: rules, articles, metres missing")
	page(r, http.MethodPost, "/siting/points", s.sitingPoints, needs(actor.SiteFacility), "Read candidates from a file of points (GeoJSON, CSV)", asSitingPoints(r))
	get(r, "/siting/scenarios", s.listScenarios, reads(layerFacilities), "Scenarios (方案), the newest first")
	create(r, "/siting/scenarios", s.createScenario, needs(actor.SiteFacility), "Make a scenario, from a run or drawn by hand", maxBody(1<<20))
	get(r, "/siting/scenarios/compare", s.compareScenarios, reads(layerFacilities), "Scenarios side by side with what there is, by township")
	get(r, "/siting/scenarios/{id}", s.readScenario, reads(layerFacilities), "Read a scenario with its sites")
	put(r, "/siting/scenarios/{id}", s.putScenario, needs(actor.SiteFacility), "Write the next version of a scenario", maxBody(1<<20))
	remove(r, "/siting/scenarios/{id}", s.retireScenario, needs(actor.SiteFacility), "Withdraw a scenario; its history stays")
	get(r, "/siting/scenarios/{id}/history", s.scenarioHistory, signedIn(), "Every version of a scenario")
	get(r, "/siting/scenarios/{id}/shares", s.listShares, needs(actor.SiteFacility), "Links that show its comparison without an account")
	create(r, "/siting/scenarios/{id}/shares", s.createShare, needs(actor.SiteFacility), "Make a link to its comparison as it is now; the token is shown once", maxBody(16<<10))
	remove(r, "/siting/scenarios/{id}/shares/{share_id}", s.revokeShare, needs(actor.SiteFacility), "Revoke a link")
	get(r, "/siting/shared", s.readShared, anyone(), "What a shared link shows, for whoever holds its token")
	post(r, "/siting/scenarios/{id}/adopt", s.adoptScenario, needs(actor.SiteFacility), "Make planned facilities of its sites, all of them or none", maxBody(64<<10))
	get(r, "/siting", s.listSitingRuns, signedIn(), "Siting runs, the newest first")
	post(r, "/siting", s.createSitingRun, needs(actor.SiteFacility), "Ask for sites; a worker answers, see GET", answers(http.StatusAccepted))
	get(r, "/siting/{id}", s.readSitingRun, signedIn(), "A run: progress while it runs, then its answer and what has changed since")
	post(r, "/siting/{id}/cancel", s.cancelSitingRun, needs(actor.SiteFacility), "Stop a run; the best found so far is its answer")
	post(r, "/siting/{id}/repeat", s.repeatSitingRun, needs(actor.SiteFacility), "Ask again, on the stored inputs or the present ones", answers(http.StatusAccepted), maxBody(16<<10))
	page(r, http.MethodGet, "/siting/{id}/candidates", s.sitingRunCandidates, signedIn(), "Candidates of a run with their reasons", asSitingFile("json", "csv", "geojson"))
	page(r, http.MethodGet, "/siting/{id}/result", s.sitingRunResult, signedIn(), "Chosen sites, demands before and after, existing facilities", asSitingFile("geojson"))
	get(r, "/siting/{id}/report.xlsx", s.sitingReport, signedIn(), "The report of a run as a workbook", asWorkbook())
	page(r, http.MethodGet, "/siting/{id}/report.html", s.sitingPage, signedIn(), "The report of a run with its map and the rules cited, to print", produces("text/html", nil))
}
