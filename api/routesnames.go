package api

import (
	"net/http"

	"cairn/gazetteer/naming"
	"cairn/gazetteer/national"
	"cairn/internal/actor"
)

// The routes of place names.

func (s *Server) gazetteerRoutes(r *router) {
	r.section("gazetteer")
	get(r, "/gazetteer/entries", s.listEntries, reads(layerPlaces), "List entries of the gazetteer (地名)")
	create(r, "/gazetteer/entries", s.createEntry, needs(actor.EditPlace), "Add an entry")
	get(r, "/gazetteer/entries/{id}", s.readEntry, reads(layerPlaces), "Read an entry")
	patch(r, "/gazetteer/entries/{id}", s.patchEntry, needs(actor.EditPlace), "Change an entry")
	remove(r, "/gazetteer/entries/{id}", s.retireEntry, needs(actor.EditPlace), "Retire an entry; its history stays")
	get(r, "/gazetteer/entries/{id}/history", s.entryHistory, signedIn(), "Every version of an entry")
	get(r, "/gazetteer/classes", s.listClasses, reads(layerPlaces), "Classes of entries (地名类别)")
	get(r, "/gazetteer/search", s.searchEntries, reads(layerPlaces), "Find entries by Chinese, pinyin or initials, the best first")
	get(r, "/gazetteer/suggest", s.suggestEntries, reads(layerPlaces), "Suggest entries while somebody types a name")
	get(r, "/gazetteer/statistics", s.entryStatistics, reads(layerPlaces), "Added, modified, deleted, filed, announced and taken in, by year, month or county")
}

func (s *Server) nationalDatabaseRoutes(r *router) {
	r.section("national database")
	get(r, "/gazetteer/national/fields", s.nationalFields, needs(actor.TendNames), "Fields that a mapping may name, with their usual headings")
	get(r, "/gazetteer/national/mappings", s.listMappings, needs(actor.TendNames), "Saved mappings of columns")
	create(r, "/gazetteer/national/mappings", s.createMapping, needs(actor.TendNames), "Save a mapping", maxBody(1<<20))
	page(r, http.MethodPost, "/gazetteer/national/mappings/suggest", s.sampleExport, needs(actor.TendNames), "Look into a file: its headings, first rows, and the mapping that fits", asExportFile[national.Sample](r, http.StatusOK), bodyUpTo(maxExport+1<<20))
	get(r, "/gazetteer/national/mappings/{id}", s.readMapping, needs(actor.TendNames), "Read a mapping")
	patch(r, "/gazetteer/national/mappings/{id}", s.patchMapping, needs(actor.TendNames), "Change a mapping; exports read by it are to be compared again", maxBody(1<<20))
	get(r, "/gazetteer/national/exports", s.listExports, needs(actor.TendNames), "Exports of the national database, the latest first")
	page(r, http.MethodPost, "/gazetteer/national/exports", s.loadExport, needs(actor.TendNames), "Read an export in and compare it", asExportFile[national.Export](r, http.StatusCreated), bodyUpTo(maxExport+1<<20))
	get(r, "/gazetteer/national/exports/{id}", s.readExport, needs(actor.TendNames), "Read an export with its counts")
	post(r, "/gazetteer/national/exports/{id}/compare", s.compareExport, needs(actor.TendNames), "Compare it again, by the present mapping and our present entries")
	get(r, "/gazetteer/national/exports/{id}/rows", s.listExportRows, needs(actor.TendNames), "Rows as the file has them and as read; state=bad for those to be mended")
	post(r, "/gazetteer/national/exports/{id}/rows", s.mendRows, needs(actor.TendNames), "Mend or ignore rows")
	get(r, "/gazetteer/national/exports/{id}/differences", s.listDifferences, needs(actor.TendNames), "What the two databases do not agree on")
	get(r, "/gazetteer/national/exports/{id}/report.xlsx", s.nationalReport, needs(actor.TendNames), "The same as a workbook, with the bad rows", asWorkbook())
	post(r, "/gazetteer/national/exports/{id}/choose", s.chooseEntry, needs(actor.TendNames), "Say which entry an ambiguous row is")
	post(r, "/gazetteer/national/exports/{id}/decide", s.decideDifferences, needs(actor.TendNames), "Decide about differences: ours is right, later, or open again")
	post(r, "/gazetteer/national/exports/{id}/accept", s.acceptDifferences, needs(actor.TendNames), "Accept differences into a change set of corrections")
	get(r, "/gazetteer/national/exports/{id}/taken-in", s.takenIn, needs(actor.TendNames), "Pending edits that it shows: they can be marked as taken in (入库)")
	get(r, "/gazetteer/national/exports/{id}/changes", s.exportChanges, needs(actor.TendNames), "What it says otherwise than another export")
}

func (s *Server) reconciliationRoutes(r *router) {
	r.section("reconciliation")
	page(r, http.MethodGet, "/gazetteer/reconcile", s.reconcile, reads(layerPlaces), "Manifest of the reconciliation service (W3C Reconciliation Service API 0.2); with queries or extend, their answers", asQuestion("queries", "extend"))
	page(r, http.MethodPost, "/gazetteer/reconcile", s.reconcile, reads(layerPlaces), "Candidates for a batch of queries, or a data extension", asQuestion("queries", "extend"), maxBody(4<<20))
	page(r, http.MethodGet, "/gazetteer/reconcile/extend", s.extendTable, reads(layerPlaces), "Values of properties of entries", asQuestion("extend"))
	page(r, http.MethodPost, "/gazetteer/reconcile/extend", s.extendTable, reads(layerPlaces), "Values of properties of entries", asQuestion("extend"), maxBody(4<<20))
	page(r, http.MethodGet, "/gazetteer/reconcile/extend/propose", s.proposeProperties, reads(layerPlaces), "Properties that a table can be extended by", asQuestion("type", "limit"))
	page(r, http.MethodGet, "/gazetteer/reconcile/suggest/entity", s.suggestEntity, reads(layerPlaces), "Entries that somebody may be typing", asSuggest)
	page(r, http.MethodGet, "/gazetteer/reconcile/suggest/property", s.suggestProperty, reads(layerPlaces), "Properties that somebody may be typing", asSuggest)
	page(r, http.MethodGet, "/gazetteer/reconcile/suggest/type", s.suggestType, reads(layerPlaces), "Types that somebody may be typing", asSuggest)
	page(r, http.MethodGet, "/gazetteer/reconcile/preview", s.preview, reads(layerPlaces), "A small page about an entry", asQuestion("id"), produces("text/html", nil))
}

func (s *Server) changeSetsRoutes(r *router) {
	r.section("change sets")
	get(r, "/gazetteer/changes", s.listSets, signedIn(), "List change sets, the newest first")
	create(r, "/gazetteer/changes", s.createSet, needs(actor.ProposePlace), "Start a change set, as a draft")
	get(r, "/gazetteer/changes/{id}", s.readSet, signedIn(), "Read a change set with its first items")
	patch(r, "/gazetteer/changes/{id}", s.patchSet, needs(actor.ProposePlace), "Change title or reason, record the authority's approval (批准)", maxBody(64<<10))
	get(r, "/gazetteer/changes/{id}/items", s.listChangeItems, signedIn(), "Items beside their entries: what merges, what is in conflict")
	post(r, "/gazetteer/changes/{id}/items", s.addChangeItems, needs(actor.ProposePlace), "Add items to a draft or returned set, all of them or none")
	get(r, "/gazetteer/changes/{id}/items/{item}", s.readChangeItem, signedIn(), "Read an item")
	patch(r, "/gazetteer/changes/{id}/items/{item}", s.patchChangeItem, needs(actor.ProposePlace), "Mend an item")
	remove(r, "/gazetteer/changes/{id}/items/{item}", s.dropChangeItem, needs(actor.ProposePlace), "Take an item out of its set")
	post(r, "/gazetteer/changes/{id}/items/{item}/verdict", s.judgeChangeItem, needs(actor.ReviewPlace), "Accept or return one item", maxBody(64<<10))
	post(r, "/gazetteer/changes/{id}/items/{item}/resolve", s.resolveConflict, needs(actor.ProposePlace), "Decide a conflict")
	post(r, "/gazetteer/changes/{id}/submit", takeStep(func() step { return silent(s.Changes.Submit) }), needs(actor.ProposePlace), "Hand a set to the reviewers", maxBody(64<<10))
	post(r, "/gazetteer/changes/{id}/sample", s.sampleSet, needs(actor.ReviewPlace), "Draw a sample of a set of corrections by chance", maxBody(64<<10))
	post(r, "/gazetteer/changes/{id}/accept-rest", takeStep(func() step { return silent(s.Changes.AcceptRest) }), needs(actor.ReviewPlace), "Accept what is open after the sample was looked at", maxBody(64<<10))
	post(r, "/gazetteer/changes/{id}/accept", takeStep(func() step { return s.Changes.Accept }), needs(actor.ReviewPlace), "Accept a set (审核通过, never the authority's approval)", maxBody(64<<10))
	post(r, "/gazetteer/changes/{id}/return", s.returnSet, needs(actor.ReviewPlace), "Return a set with reasons", maxBody(1<<20))
	post(r, "/gazetteer/changes/{id}/withdraw", takeStep(func() step { return s.Changes.Withdraw }), needs(actor.ProposePlace), "Withdraw a set", maxBody(64<<10))
	post(r, "/gazetteer/changes/{id}/publish", takeStep(func() step { return silent(s.Changes.Publish) }), needs(actor.ReviewPlace), "Publish an accepted set, in one transaction", maxBody(64<<10))
	create(r, "/gazetteer/changes/{id}/revert", s.revertSet, needs(actor.ProposePlace), "Start a set that takes a published one back", maxBody(64<<10))
	create(r, "/gazetteer/entries/{id}/reports", s.fileReport, needs(actor.ReportPlace), "Report an error of an entry, or confirm it", maxBody(64<<10))
	get(r, "/gazetteer/reports", s.listReports, needs(actor.ReportPlace), "Reports on entries of one's area, the newest first")
	get(r, "/gazetteer/reports/{id}", s.readReport, needs(actor.ReportPlace), "Read a report")
	post(r, "/gazetteer/reports/{id}/close", s.closeReport, needs(actor.ProposePlace), "Answer a report", maxBody(64<<10))
}

func (s *Server) spellingAndCodesRoutes(r *router) {
	r.section("spelling and codes")
	get(r, "/gazetteer/romanize", s.romanize, reads(layerPlaces), "Romanise a name by the rules of 1984: suggestions, readings to choose from")
	get(r, "/gazetteer/romanize/fits", s.spellingFits, reads(layerPlaces), "Does a romanised spelling fit a name?")
	get(r, "/gazetteer/readings", s.listReadings, signedIn(), "Readings of polyphones, settled by the office or built in")
	create(r, "/gazetteer/readings", s.createReading, needs(actor.TendNames), "Settle a reading: it holds for other names with the same word", maxBody(16<<10))
	get(r, "/gazetteer/readings/{id}", s.readReading, signedIn(), "Read a settled reading")
	put(r, "/gazetteer/readings/{id}", s.putReading, needs(actor.TendNames), "Change a settled reading", maxBody(16<<10))
	remove(r, "/gazetteer/readings/{id}", s.deleteReading, needs(actor.TendNames), "Give a settled reading up")
	put(r, "/gazetteer/classes", s.putClasses, needs(actor.SetNameRules), "Replace the table of classes; entries follow a mapping", maxBody(4<<20))
	page(r, http.MethodPut, "/gazetteer/classes.csv", s.putClassFile, needs(actor.SetNameRules), "Replace the table of classes by a CSV file", maxBody(4<<20), asClassFile(r))
	post(r, "/gazetteer/codes", s.assignCodes, needs(actor.TendNames), "Give place codes (地名代码) to the entries of an area and class that have none", maxBody(16<<10))
	get(r, "/gazetteer/codes/{code}", s.resolveCode, reads(layerPlaces), "The entry that has or had a place code")
	post(r, "/gazetteer/entries/{id}/code", s.assignCode, needs(actor.TendNames), "Give an entry without a place code its own")
}

func (s *Server) namingRulesRoutes(r *router) {
	r.section("naming rules")
	get(r, "/gazetteer/check", s.checkName, reads(layerPlaces), "Judge a name by the naming rules (地名管理条例 art. 9)")
	post(r, "/gazetteer/check", s.checkNames, signedIn(), "Judge many names at once", maxBody(8<<20))
	get(r, "/gazetteer/rules", s.listNamingRules, signedIn(), "What is checked, how heavy it weighs and what it rests on")
	put(r, "/gazetteer/rules/{code}", s.putNamingRule, needs(actor.SetNameRules), "Change what a rule weighs and rests on", maxBody(16<<10))
	ruleTable(r, "/gazetteer/rules/words", "words that speak against names", func() naming.Table[naming.ListedWord, *naming.ListedWord] { return s.Naming.Words })
	ruleTable(r, "/gazetteer/rules/generics", "generic terms (通名)", func() naming.Table[naming.Generic, *naming.Generic] { return s.Naming.Generics })
	ruleTable(r, "/gazetteer/rules/scopes", "scopes of uniqueness by class", func() naming.Table[naming.Scope, *naming.Scope] { return s.Naming.Scopes })
	ruleTable(r, "/gazetteer/rules/built-up-areas", "built-up areas (建成区)", func() naming.Table[naming.BuiltUp, *naming.BuiltUp] { return s.Naming.BuiltUps })
}

func (s *Server) cleanUpRoutes(r *router) {
	r.section("clean-up")
	get(r, "/gazetteer/cleanup", s.listCleanup, signedIn(), "Rows of the clean-up ledger (清理整治台账)")
	get(r, "/gazetteer/cleanup.xlsx", s.cleanupWorkbook, signedIn(), "The ledger as a workbook, with its counts", asWorkbook())
	get(r, "/gazetteer/cleanup/totals", s.cleanupTotals, signedIn(), "Counts by state of categories, counties, rules or classes; the last runs")
	post(r, "/gazetteer/cleanup/run", s.runCleanup, needs(actor.TendNames), "Judge every entry of an area and bring the ledger up to date", maxBody(16<<10))
	post(r, "/gazetteer/cleanup/judge", s.judgeMany, needs(actor.TendNames), "Judge many rows, all or none", maxBody(1<<20))
	get(r, "/gazetteer/cleanup/{id}", s.readCleanup, signedIn(), "Read a row")
	post(r, "/gazetteer/cleanup/{id}/judge", s.judgeCleanup, needs(actor.TendNames), "Judge a row: it may stand for a reason, or is to be renamed", maxBody(64<<10))
	post(r, "/gazetteer/cleanup/{id}/rename", s.renameCleanup, needs(actor.ProposePlace), "Start a draft change set that renames the entry", maxBody(16<<10))
}

func (s *Server) ledgerOfNameChangesRoutes(r *router) {
	r.section("ledger of name changes")
	get(r, "/gazetteer/ledger", s.nameLedger, signedIn(), "The ledger of name changes (地名变更台账), as a page or whole as a workbook or CSV", asNameLedger(r))
	get(r, "/gazetteer/ledger/totals", s.ledgerTotals, signedIn(), "Its footer: what happened, by county, month or year")
	post(r, "/gazetteer/ledger/national", s.noteNational, needs(actor.TendNames), "Note what the national database has of many edits (已报, 已入库, 退回)", maxBody(1<<20))
	get(r, "/gazetteer/entries/{id}/card", s.entryCard, signedIn(), "An entry in the fields of the national database, to be copied")
}

func (s *Server) filingAndAnnouncementRoutes(r *router) {
	r.section("filing and announcement")
	get(r, "/gazetteer/clocks", s.listClocks, signedIn(), "Filings and announcements that are not done, the first due first")
	get(r, "/gazetteer/approvals", s.listApprovals, signedIn(), "List approvals (批准), the newest first")
	get(r, "/gazetteer/approvals/{id}", s.readApproval, signedIn(), "Read an approval with its names and papers")
	post(r, "/gazetteer/approvals/{id}/file", s.fileApproval, needs(actor.TendNames), "Note that an approval was filed (备案)", maxBody(64<<10))
	post(r, "/gazetteer/approvals/{id}/unfile", s.unfileApproval, needs(actor.ReviewPlace), "Undo a filing, with a reason", maxBody(64<<10))
	get(r, "/gazetteer/approvals/{id}/papers/{paper}", s.approvalPaper, signedIn(), "A paper made from the record, as .docx or to print", asPaper)
	page(r, http.MethodGet, "/gazetteer/approvals/{id}/package.zip", s.filingPackage, needs(actor.TendNames), "The filing package (备案材料)", asZip)
	get(r, "/gazetteer/announcements", s.listAnnouncements, signedIn(), "List announcements (公告): drafts, then the newest first")
	create(r, "/gazetteer/announcements", s.draftAnnouncement, needs(actor.TendNames), "Draft an announcement from approvals", maxBody(1<<20))
	get(r, "/gazetteer/announcements/{id}", s.readAnnouncement, signedIn(), "Read an announcement with its names")
	patch(r, "/gazetteer/announcements/{id}", s.patchAnnouncement, needs(actor.TendNames), "Change a draft", maxBody(4<<20))
	remove(r, "/gazetteer/announcements/{id}", s.discardAnnouncement, needs(actor.TendNames), "Give a draft up; it stays in the record")
	post(r, "/gazetteer/announcements/{id}/publish", s.publishAnnouncement, needs(actor.TendNames), "Publish a draft: it gets its number, its names are announced", maxBody(64<<10))
	get(r, "/gazetteer/announcements/{id}/paper", s.announcementPaper, signedIn(), "An announcement as .docx or to print", asPaper)
	get(r, "/gazetteer/filing/settings/{area}", s.filingSettings, signedIn(), "Days of warning and the templates of a bureau's papers")
	put(r, "/gazetteer/filing/settings/{area}", s.putFilingSettings, needs(actor.SetNameRules), "Set them", maxBody(1<<20))
	page(r, http.MethodGet, "/announcements", s.listNotices, reads(layerAnnouncements), "The public page of announcements", asNotices)
	page(r, http.MethodGet, "/announcements/feed", s.noticeFeed, reads(layerAnnouncements), "Their Atom feed", produces(typeAtom, anyText))
	page(r, http.MethodGet, "/announcements/{number}", s.readNotice, reads(layerAnnouncements), "An announcement, by number", produces(typeHTML, anyText))
}

func (s *Server) dataQualityRoutes(r *router) {
	r.section("data quality")
	get(r, "/gazetteer/reviews", s.listReviews, signedIn(), "List data-quality reviews (数据质量核查) with their progress")
	create(r, "/gazetteer/reviews", s.startReview, needs(actor.TendNames), "Begin a review of a class and an area", maxBody(16<<10))
	get(r, "/gazetteer/reviews/checks", s.listQualityChecks, signedIn(), "List the checks")
	create(r, "/gazetteer/reviews/checks", s.createQualityCheck, needs(actor.SetNameRules), "Add a check", maxBody(16<<10))
	put(r, "/gazetteer/reviews/checks/{id}", s.putQualityCheck, needs(actor.SetNameRules), "Replace a check", maxBody(16<<10))
	remove(r, "/gazetteer/reviews/checks/{id}", s.removeQualityCheck, needs(actor.SetNameRules), "Take a check away; the trail keeps it")
	get(r, "/gazetteer/reviews/{id}", s.readReview, signedIn(), "Read a review")
	post(r, "/gazetteer/reviews/{id}/look", s.lookAgain, needs(actor.TendNames), "Look again: what is right now is mended")
	post(r, "/gazetteer/reviews/{id}/close", s.closeReview, needs(actor.TendNames), "End a review")
	get(r, "/gazetteer/reviews/{id}/items", s.listFaults, signedIn(), "The list of a review to work off")
	get(r, "/gazetteer/reviews/{id}/items.xlsx", s.faultsWorkbook, signedIn(), "The list as a workbook", asWorkbook())
	post(r, "/gazetteer/reviews/{id}/items/{item}/accept", s.acceptFault, needs(actor.TendNames), "Accept an item as it is, for a reason", maxBody(16<<10))
}

func (s *Server) signsRoutes(r *router) {
	r.section("signs")
	get(r, "/gazetteer/signs", s.listSigns, signedIn(), "List name signs (地名标志)")
	create(r, "/gazetteer/signs", s.createSign, needs(actor.TendNames), "Put a sign into the register", maxBody(64<<10))
	get(r, "/gazetteer/signs.xlsx", s.signWorkbook, signedIn(), "The register and the progress of its plans, as a workbook", asWorkbook())
	get(r, "/gazetteer/signs/{id}", s.readSign, signedIn(), "Read a sign")
	patch(r, "/gazetteer/signs/{id}", s.patchSign, needs(actor.TendNames), "Change a sign", maxBody(64<<10))
	remove(r, "/gazetteer/signs/{id}", s.retireSign, needs(actor.TendNames), "Withdraw a sign; its history stays")
	get(r, "/gazetteer/signs/{id}/history", s.signHistory, signedIn(), "Every version of a sign")
	get(r, "/gazetteer/sign-plans", s.listSignPlans, signedIn(), "List the yearly plans")
	create(r, "/gazetteer/sign-plans", s.createSignPlan, needs(actor.TendNames), "Add a plan", maxBody(16<<10))
	get(r, "/gazetteer/sign-plans/progress", s.signProgress, signedIn(), "How far the plans have come: names and signs, planned and done")
	get(r, "/gazetteer/sign-plans/{id}", s.readSignPlan, signedIn(), "Read a plan")
	patch(r, "/gazetteer/sign-plans/{id}", s.patchSignPlan, needs(actor.TendNames), "Change a plan", maxBody(16<<10))
	remove(r, "/gazetteer/sign-plans/{id}", s.retireSignPlan, needs(actor.TendNames), "Withdraw a plan; its signs stay")
}

func (s *Server) productsRoutes(r *router) {
	r.section("products")
	page(r, http.MethodGet, "/gazetteer/products/map.svg", s.mapSVG, reads(layerPlaces), "Map of names (图) as a drawing", asMapSheet(typeSVG))
	page(r, http.MethodGet, "/gazetteer/products/map.html", s.mapPage, reads(layerPlaces), "Map of names (图) as a page to print", asMapSheet(typeHTML))
	page(r, http.MethodGet, "/gazetteer/products/{file}", s.product, reads(layerPlaces), "List, dictionary and gazetteer of names (录典志), GeoJSON and Linked Places", asProduct())
}
