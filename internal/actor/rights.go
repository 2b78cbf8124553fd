package actor

import (
	"cairn/internal/problem"
)

// Role is what an account does in its office.
type Role string

// The roles of an account. Clerk is the township clerk (乡镇经办).
const (
	Viewer    Role = "viewer"
	Clerk     Role = "township_clerk"
	Officer   Role = "officer"
	Reviewer  Role = "reviewer"
	Inspector Role = "inspector"
	Planner   Role = "planner"
	Auditor   Role = "auditor"
	Admin     Role = "admin"
)

// Roles lists every role.
var Roles = []Role{Viewer, Clerk, Officer, Reviewer, Inspector, Planner, Auditor, Admin}

// Action is something that needs a right.
type Action string

// The actions. Edit covers create, change and retire. EditPlace is the direct edit of an
// entry; others propose change sets. Review is 审核, never the authority's approval.
const (
	EditPlace      Action = "place"
	ProposePlace   Action = "propose"
	ReviewPlace    Action = "review"
	ReportPlace    Action = "report"
	TendNames      Action = "names"
	SetNameRules   Action = "name_rules"
	ChangeAreas    Action = "areas"
	EditLine       Action = "line"
	EditMarker     Action = "marker"
	SetPatterns    Action = "marker_patterns"
	EditFacility   Action = "facility"
	SetKinds       Action = "facility_kinds"
	PlanFacility   Action = "facility_plan"
	EditCoverage   Action = "coverage"
	SetCoverage    Action = "coverage_rules"
	ReportMonthly  Action = "monthly"
	ReviewMonthly  Action = "monthly_review"
	SetMonthly     Action = "monthly_settings"
	SetIndicators  Action = "indicators"
	SiteFacility   Action = "siting"
	SetSitingRules Action = "siting_rules"
	SetNetwork     Action = "network_settings"
	LogInspection  Action = "inspection"
	SetConditions  Action = "conditions"
	SetAlarms      Action = "alarm_settings"
	HandleFinding  Action = "finding"
	ReadDisputes   Action = "disputes"
	SetDeadlines   Action = "deadlines"
	PlanPatrol     Action = "patrol_plan"
	PlanRound      Action = "round_plan"
	CloseRound     Action = "round_close"
	SetPrecision   Action = "precision"
	ManageAccounts Action = "accounts"
	ReadAudit      Action = "audit"
	Import         Action = "import"
)

// Actions lists every action.
var Actions = []Action{EditPlace, ProposePlace, ReviewPlace, ReportPlace, TendNames, SetNameRules, ChangeAreas,
	EditLine, EditMarker, SetPatterns, EditFacility, SetKinds, PlanFacility, EditCoverage, SetCoverage, ReportMonthly, ReviewMonthly, SetMonthly, SetIndicators, SiteFacility, SetSitingRules, SetNetwork, LogInspection, SetConditions, SetAlarms, HandleFinding, ReadDisputes, SetDeadlines, PlanPatrol, PlanRound, CloseRound, SetPrecision, ManageAccounts, ReadAudit, Import}

// allowed says which roles may do what. An admin keeps the service of an area and may do all in it.
var allowed = map[Action][]Role{
	EditPlace:      {Reviewer, Admin},
	ProposePlace:   {Officer, Reviewer, Admin},        // write and submit change sets
	ReviewPlace:    {Reviewer, Admin},                 // accept, return and publish the change sets of others
	ReportPlace:    {Clerk, Officer, Reviewer, Admin}, // report an error, confirm an entry
	TendNames:      {Officer, Reviewer, Admin},        // filing, announcements, clean-up, spelling choices, signs
	SetNameRules:   {Reviewer, Admin},                 // word lists, class codes, checks
	ChangeAreas:    {Admin},                           // carry out a change of administrative areas
	EditLine:       {Inspector, Reviewer, Admin},
	EditMarker:     {Inspector, Reviewer, Admin},
	SetPatterns:    {Admin}, // what numbers of markers look like, for the whole prefecture
	EditFacility:   {Clerk, Planner, Admin},
	SetKinds:       {Admin},                 // kinds of facility and their fields, for the whole prefecture
	PlanFacility:   {Planner, Admin},        // plan documents, burial zones, greening targets
	EditCoverage:   {Planner, Admin},        // exemptions and figures reported upward
	SetCoverage:    {Admin},                 // parameters of the counting rules, for the whole prefecture
	ReportMonthly:  {Clerk, Planner, Admin}, // confirm the month of a township, correct it
	ReviewMonthly:  {Planner, Admin},        // return a report, answer the errors that clerks report
	SetMonthly:     {Admin},                 // when reports are due, for the whole prefecture
	SetIndicators:  {Admin},                 // indicators of plans, parameters of burial, sizing standards
	SiteFacility:   {Planner, Admin},        // runs that look for sites, scenarios
	SetSitingRules: {Admin},                 // what sites are kept away from, for the whole prefecture
	SetNetwork:     {Admin},                 // how travel times are computed, for the whole prefecture
	LogInspection:  {Clerk, Inspector, Reviewer, Admin},
	SetConditions:  {Admin},                               // codes of what inspections find, for the whole prefecture
	SetAlarms:      {Admin},                               // when a marker counts as moved, for the whole prefecture
	HandleFinding:  {Inspector, Reviewer, Admin},          // the steps of findings; reporting one takes LogInspection
	ReadDisputes:   {Inspector, Reviewer, Auditor, Admin}, // the register of disputes, and findings that are risks of disputes
	SetDeadlines:   {Reviewer, Admin},                     // the clocks of findings, for the whole prefecture
	PlanPatrol:     {Inspector, Reviewer, Admin},
	PlanRound:      {Reviewer, Admin}, // a round as a whole for the whole prefecture, the plan of a line for either party
	CloseRound:     {Reviewer, Admin}, // close and archive a round
	SetPrecision:   {Admin},           // how exactly coordinates are shown to whom, for the whole prefecture
	ManageAccounts: {Admin},
	ReadAudit:      {Auditor, Admin},
	Import:         {Admin},
}

// Valid reports whether the role is one of Roles.
func (r Role) Valid() bool {
	for _, known := range Roles {
		if r == known {
			return true
		}
	}
	return false
}

// May reports whether the actor's role allows the action somewhere.
func (a Actor) May(action Action) bool {
	if !a.SignedIn() {
		return false
	}
	for _, role := range allowed[action] {
		if a.Role == role {
			return true
		}
	}
	return false
}

// Check refuses the action unless the role allows it and the actor's area holds every area.
// Errors: problem.Unauthorized without an account, problem.Forbidden otherwise.
func (a Actor) Check(action Action, areas ...string) error {
	if err := a.checkRole(action); err != nil {
		return err
	}
	for _, area := range areas {
		if !a.Covers(area) {
			return problem.New(problem.Forbidden, "actor.outside_area", "area", area, "own", a.Area)
		}
	}
	return nil
}

// CheckEither is Check for a thing of several parties (lines, markers): one party's area is enough.
func (a Actor) CheckEither(action Action, parties ...string) error {
	if err := a.checkRole(action); err != nil {
		return err
	}
	for _, area := range parties {
		if a.Covers(area) {
			return nil
		}
	}
	return problem.New(problem.Forbidden, "actor.no_party", "own", a.Area)
}

func (a Actor) checkRole(action Action) error {
	if !a.SignedIn() {
		return problem.New(problem.Unauthorized, "actor.sign_in")
	}
	if !a.May(action) {
		return problem.New(problem.Forbidden, "actor.role", "role", string(a.Role), "action", string(action))
	}
	return nil
}
